//! For the writer: how hard the page is to read, how long it takes, where its links lead.

use crate::base::{Lang, Language, LineIndex, Lix, Text};
use crate::document::Document;
use crate::document::markdown::Outline;
use crate::model::{LinkFault, PageId, ResolvedLink};
use crate::serve::preview::Now;

use super::html::Html;
use super::places::link_to;

/// Words that a reader takes in a minute.
const PACE: usize = 200;

/// So many links are named.
const MOST: usize = 60;

/// Writes what there is to say of the text of `page`.
pub(super) fn write(html: &mut Html, now: &Now, page: PageId) {
    let Some(document) = now.site.model.document_of(page) else { return };
    html.raw("<details class=\"del\" id=\"del-text\"><summary><h3>");
    html.words("Texten", "The text").raw("</h3><span>");
    let lix = document.outline.prose.lix;
    let value = lix.value().filter(|_| is_swedish(document));
    let words = count(lix.words, ("ord", "ord"), ("word", "words"));
    match value {
        Some(value) => html.raw(&format!("LIX {value}, ")),
        None => html,
    };
    html.say(&words).raw("</span></summary>");
    reading(html, now, document);
    html.raw("</details>");
    links(html, now, page, document);
}

fn is_swedish(document: &Document) -> bool {
    document.route.edition.language == Language::SV
}

fn reading(html: &mut Html, now: &Now, document: &Document) {
    let lix = document.outline.prose.lix;
    let minutes = lix.words.div_ceil(PACE).max(1).to_string();
    let of_words = count(lix.words, ("ord", "ord"), ("word", "words"));
    html.raw("<p>").say(&of_words).words(", läses på ungefär ", ", read in about ").raw(&minutes);
    html.words(" min.", " min.").raw("</p>");
    let Some(value) = lix.value() else { return };
    if !is_swedish(document) {
        return;
    }
    let limit = now.site.hardest_reading(&document.file);
    scale(html, value, limit);
    let sections = sections(now, document);
    if sections.len() < 2 {
        return;
    }
    html.raw("<table><caption>").words("LIX för varje avsnitt", "LIX of each section");
    html.raw("</caption><tbody>");
    for (title, lix) in sections {
        let shown = lix.value().filter(|_| lix.words > 0);
        html.raw("<tr><th scope=\"row\">").text(&title).raw("</th><td>");
        match shown {
            Some(value) => html.raw(&value.to_string()),
            None => html.raw("–"),
        };
        if shown.is_some_and(|value| value > limit) {
            html.words(" (över målet)", " (above the aim)");
        }
        html.raw("</td></tr>");
    }
    html.raw("</tbody></table>");
}

/// The text between headings, with the measure of each part.
fn sections(now: &Now, document: &Document) -> Vec<(String, Lix)> {
    let text = now.site.source.text(&document.file);
    let headings = &document.outline.headings;
    let starts = headings.iter().map(|heading| heading.span.range().start);
    let mut ends: Vec<usize> = starts.clone().skip(1).collect();
    ends.push(document.body.end);
    let parts = headings.iter().zip(starts.zip(ends));
    parts
        .filter_map(|(heading, (start, end))| {
            let part = text.get(start..end)?;
            Some((heading.text.clone(), Outline::of(part, 0, &[]).prose.lix))
        })
        .collect()
}

/// Where `value` stands from 20 to 70, and where the aim is.
fn scale(html: &mut Html, value: usize, limit: usize) {
    let at = |lix: usize| (lix.clamp(20, 70) - 20) * 300 / 50;
    let words = Text::new(
        format!("LIX-skala från 20 till 70. Sidan har {value}. Målet är högst {limit}."),
        format!("LIX scale from 20 to 70. The page has {value}. The aim is at most {limit}."),
    );
    let (here, aim) = (at(value), at(limit));
    html.raw("<svg class=\"lixskala\" viewBox=\"0 0 300 52\" role=\"img\"");
    html.attribute("aria-label", words.get(html.lang));
    html.raw(&format!(
        "><rect class=\"b\" x=\"1\" y=\"20\" width=\"298\" height=\"10\" rx=\"5\"/>\
         <rect class=\"bra\" x=\"1\" y=\"20\" width=\"{aim}\" height=\"10\" rx=\"5\"/>\
         <path class=\"har\" d=\"M{here} 18l-6-9h12z\"/>\
         <rect class=\"har\" x=\"{}\" y=\"18\" width=\"3\" height=\"14\"/>\
         <text x=\"{}\" y=\"7\" text-anchor=\"middle\" class=\"v\">{value}</text>\
         <text x=\"1\" y=\"46\">20 ",
        here.saturating_sub(1),
        here.clamp(10, 290),
    ));
    html.words("lätt", "easy")
        .raw(&format!("</text><text x=\"{aim}\" y=\"46\" text-anchor=\"middle\">"));
    html.words("mål ", "aim ").raw(&limit.to_string());
    html.raw("</text><text x=\"299\" y=\"46\" text-anchor=\"end\">70 ");
    html.words("svårt", "hard").raw("</text></svg>");
}

fn links(html: &mut Html, now: &Now, page: PageId, document: &Document) {
    let model = &now.site.model;
    let Some(id) = model.pages[page].document else { return };
    let out: Vec<_> = document.outline.links.iter().zip(&model.links[id]).collect();
    let faulty = out.iter().filter(|(_, to)| to.is_err()).count();
    let leads_here = |to: &Result<ResolvedLink, LinkFault>| matches!(to, Ok(ResolvedLink::Page(to, _)) if *to == page);
    let from = model
        .links
        .iter()
        .enumerate()
        .filter(|(other, all)| *other != id && all.iter().any(leads_here));
    let from: Vec<PageId> = from.filter_map(|(other, _)| model.page_of(other)).collect();
    html.raw("<details class=\"del\" id=\"del-lankar\"><summary><h3>").words("Länkar", "Links");
    html.raw("</h3><span>").say(&Text::new(
        format!("{} ut, {} in", out.len(), from.len()),
        format!("{} out, {} in", out.len(), from.len()),
    ));
    if faulty > 0 {
        html.raw(", ")
            .say(&Text::new(format!("{faulty} leder fel"), format!("{faulty} lead wrong")));
    }
    html.raw("</span></summary><h4>").words("Från sidan", "From the page").raw("</h4>");
    if out.is_empty() {
        html.raw("<p>").words("Inga länkar i texten.", "No links in the text.").raw("</p>");
    }
    html.raw("<ul class=\"lankar\">");
    let index = LineIndex::new(now.site.source.text(&document.file));
    for (link, to) in out.iter().take(MOST) {
        let line = index.position(link.span.range().start).line.to_string();
        html.raw("<li>").text(if link.text.is_empty() { &link.target } else { &link.text });
        html.raw(" <span class=\"mal\">");
        match to {
            Ok(ResolvedLink::Page(to, _)) => {
                link_to(html, now, *to, model.pages[*to].address.as_str());
            }
            Ok(_) => {
                html.text(&link.target);
            }
            Err(_) => {
                html.severity(crate::base::Severity::Error, fault(html.lang)).raw(" ");
                html.text(&link.target);
            }
        }
        html.raw("</span> <span class=\"plats\">").words("rad ", "line ").raw(&line);
        html.raw("</span></li>");
    }
    more(html, out.len());
    html.raw("</ul><h4>").words("Till sidan", "To the page").raw("</h4>");
    if from.is_empty() {
        html.raw("<p>").words(
            "Ingen text länkar hit. Menyer och listor räknas inte.",
            "No text links here. Menus and lists are not counted.",
        );
        html.raw("</p>");
    }
    html.raw("<ul class=\"lankar\">");
    for from in from.iter().take(MOST) {
        html.raw("<li>");
        link_to(html, now, *from, &super::places::title(now, *from));
        html.raw("</li>");
    }
    more(html, from.len());
    html.raw("</ul></details>");
}

fn more(html: &mut Html, count: usize) {
    if count > MOST {
        let more = (count - MOST).to_string();
        html.raw("<li>").words("… och ", "… and ").raw(&more).words(" till", " more").raw("</li>");
    }
}

const fn fault(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "Leder fel",
        Lang::En => "Leads wrong",
    }
}

/// "1 ord", "3 pages".
pub(super) fn count(count: usize, sv: (&str, &str), en: (&str, &str)) -> Text {
    let one = count == 1;
    let (sv, en) = (if one { sv.0 } else { sv.1 }, if one { en.0 } else { en.1 });
    Text::new(format!("{count} {sv}"), format!("{count} {en}"))
}
