//! HTML that is let through, but that a screen reader makes nothing of.

use super::prelude::*;
use crate::check::elements::{Element, elements};
use crate::config::RawHtml;
use crate::document::Document;
use crate::render::refused;

pub const RULE: Rule = Rule {
    code: "M016",
    name: "html-structure",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("HTML som hjälpmedel inte förstår", "HTML that aids do not understand"),
    why: Text::fixed(
        "En skärmläsare säger hur många punkter en lista har, vilken rubrik en cell hör till och vilket språk ett ord är på. Det går bara om HTML-koden är rätt.",
        "A screen reader says how many items a list has, which heading a cell belongs to and which language a word is in. It can do so only when the HTML is right.",
    ),
    source: Text::fixed(
        "WCAG 2.2 1.3.1 Information och relationer, 3.1.2 Språk för delar och 4.1.2 Namn, roll, värde (nivå A och AA), EN 301 549 9.1.3.1, 9.3.1.2 och 9.4.1.2.",
        "WCAG 2.2 1.3.1 Info and relationships, 3.1.2 Language of parts and 4.1.2 Name, role, value (levels A and AA), EN 301 549 9.1.3.1, 9.3.1.2 and 9.4.1.2.",
    ),
    bad: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nrå_html: sanerad\nvokabulär:\n  arbetstyp: [projekt]\n"),
        ("content/om/index.md", "---\ntitel: Om\n---\n\nDet heter «<em lang=\"engelska\">»care</em> på engelska.\n"),
    ]),
    good: Example::Text(&[
        ("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\nrå_html: sanerad\nvokabulär:\n  arbetstyp: [projekt]\n"),
        ("content/om/index.md", "---\ntitel: Om\n---\n\nDet heter <em lang=\"en\">care</em> på engelska.\n"),
    ]),
    find: Find::Page(find),
};

fn find(subject: &Subject<'_>, document: &Document, out: &mut Findings) {
    if subject.model.config.raw_html() == RawHtml::Off {
        return;
    }
    let text = subject.text(&document.file);
    for span in &document.outline.raw_html {
        let html = text.get(span.range()).unwrap_or_default();
        // What is taken out has its finding, and the rest may be its other half.
        if !html.contains('<') || refused(html).is_some() {
            continue;
        }
        let all = elements(html);
        for (at, element) in all.iter().enumerate() {
            if let Some((message, help)) = wrong(&all, at) {
                let tag = Span::new(element.tag.start, element.tag.end).shifted(span.range().start);
                out.add(&document.file, tag, message).help(help);
            }
        }
    }
}

/// What is wrong with an element, and how to mend it.
fn wrong(all: &[Element], at: usize) -> Option<(Text, Text)> {
    let element = &all[at];
    let name = element.name.as_str();
    if let Some(lang) = element.attribute("lang").filter(|lang| !is_language(lang)) {
        return Some((
            Text::new(format!("”{lang}” är ingen språkkod."), format!("“{lang}” is no language code.")),
            Text::fixed(
                "Skriv språkets kod: sv, en, fi, se (nordsamiska), sma (sydsamiska), ar …",
                "Write the language’s code: sv, en, fi, se (Northern Sami), sma (Southern Sami), ar …",
            ),
        ));
    }
    let parent = element.parent.map_or("", |parent| all[parent].name.as_str());
    let held = match name {
        "li" => Some((&["ul", "ol"][..], "en lista", "a list")),
        "dt" | "dd" => Some((&["dl", "div"][..], "en lista med förklaringar (<dl>)", "a list of descriptions (<dl>)")),
        "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => {
            Some((&["table", "thead", "tbody", "tfoot", "tr"][..], "en tabell", "a table"))
        }
        _ => None,
    };
    if let Some((_, sv, en)) = held.filter(|(holders, ..)| !holders.contains(&parent)) {
        return Some((
            Text::new(format!("<{name}> står inte i {sv}."), format!("<{name}> does not stand in {en}.")),
            Text::fixed(
                "Skriv listan eller tabellen med Markdown, eller flytta in den där den hör hemma.",
                "Write the list or table in Markdown, or move it to where it belongs.",
            ),
        ));
    }
    let is_child = match parent {
        "ul" | "ol" => name == "li",
        "dl" => matches!(name, "dt" | "dd" | "div"),
        _ => true,
    };
    if !is_child {
        return Some((
            Text::new(format!("<{name}> kan inte stå direkt i <{parent}>."), format!("<{name}> cannot stand directly in <{parent}>.")),
            Text::fixed("Skriv listan med Markdown: - före varje punkt.", "Write the list in Markdown: - before each item."),
        ));
    }
    of_itself(all, at)
}

/// What an element lacks.
fn of_itself(all: &[Element], at: usize) -> Option<(Text, Text)> {
    let element = &all[at];
    // What stands in it comes right after it.
    let inside = |name: &str| all[at + 1..].iter().take_while(|other| stands_in(all, other, at)).any(|other| other.name == name);
    match element.name.as_str() {
        "table" if !inside("th") => Some((
            Text::fixed("Tabellen har ingen rubrikcell.", "The table has no header cell."),
            Text::fixed("Skriv tabellen med Markdown, eller skriv <th> i stället för <td> i den första raden.", "Write the table in Markdown, or write <th> instead of <td> in the first row."),
        )),
        // The first may be empty: it stands over the heads of the rows.
        "th" if !element.has_text && all[..at].iter().rev().take_while(|before| before.name != "table").any(|before| before.name == "th") => Some((
            Text::fixed("Rubrikcellen är tom.", "The header cell is empty."),
            Text::fixed("Skriv vad kolumnen eller raden innehåller.", "Write what the column or row holds."),
        )),
        "th" if element.attribute("scope").is_some_and(|scope| !SCOPES.contains(&scope)) => Some((
            Text::fixed("”scope” säger inte vad cellen är rubrik för.", "“scope” does not say what the cell is a heading of."),
            Text::fixed("Skriv scope=\"col\" för en kolumn och scope=\"row\" för en rad.", "Write scope=\"col\" for a column and scope=\"row\" for a row."),
        )),
        "details" if !inside("summary") => Some(nameless()),
        "summary" if !element.has_text => Some(nameless()),
        _ => None,
    }
}

const SCOPES: [&str; 4] = ["col", "row", "colgroup", "rowgroup"];

fn nameless() -> (Text, Text) {
    (
        Text::fixed("Det står inte vad som finns i det som går att öppna.", "It is not said what is in what can be opened."),
        Text::fixed("Skriv det i <summary>, eller använd komponenten dragspel.", "Write it in <summary>, or use the component dragspel."),
    )
}

/// No element stands deeper in another than this for anybody to care.
const DEEPEST: usize = 16;

fn stands_in(all: &[Element], element: &Element, holder: usize) -> bool {
    let mut parent = element.parent;
    for _ in 0..DEEPEST {
        match parent {
            Some(at) if at == holder => return true,
            Some(at) => parent = all[at].parent,
            None => return false,
        }
    }
    false
}

/// The languages with a code of two letters (ISO 639-1); one of three letters is taken as it is.
const LANGUAGES: &str = " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

fn is_language(written: &str) -> bool {
    let written = written.trim().to_ascii_lowercase();
    let mut parts = written.split('-');
    let first = parts.next().unwrap_or_default();
    let is_known = match first.len() {
        2 => LANGUAGES.contains(&format!(" {first} ")),
        3 => first.bytes().all(|byte| byte.is_ascii_lowercase()),
        _ => false,
    };
    is_known && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
