//! HTML in Markdown.

use super::prelude::*;
use crate::config::RawHtml;
use crate::document::Document;
use crate::render::{ALLOWED, EVERYWHERE, Refused, refused, stands_in_text, unbalanced};

pub const RULE: Rule = Rule {
    code: "M001",
    name: "raw-html",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("HTML i texten", "HTML in the text"),
    why: Text::fixed(
        "HTML släpps inte igenom. Det kan förstöra sidan för den som använder skärmläsare och är en säkerhetsrisk.",
        "HTML is not let through. It can break the page for screen readers and is a security risk.",
    ),
    source: Text::fixed(
        "EN 301 549 11.8.2: verktyget ska leda till tillgängligt innehåll. HTML kan köra kod (OWASP).",
        "EN 301 549 11.8.2: the tool shall lead to accessible content. HTML can run code (OWASP).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet här är «<b>»viktigt.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet här är **viktigt**. <!-- en anteckning till oss som skriver -->\n",
    )]),
    find: Find::Site(find),
};

/// What to write instead of common elements.
const INSTEAD: [(&[&str], &str, &str); 14] = [
    (&["b", "strong"], "Skriv **fetstil**.", "Write **bold**."),
    (&["i", "em"], "Skriv *kursiv*.", "Write *italics*."),
    (&["br"], "Avsluta raden med ett \\ eller börja ett nytt stycke.", "End the line with a \\ or begin a new paragraph."),
    (&["h1", "h2", "h3", "h4"], "Skriv ## före rubriken.", "Write ## before the heading."),
    (&["a"], "Skriv [länktext](adress).", "Write [link text](address)."),
    (&["img"], "Skriv ![beskrivning](bild.jpg).", "Write ![description](picture.jpg)."),
    (&["ul", "ol", "li"], "Skriv - eller 1. före varje punkt.", "Write - or 1. before each item."),
    (&["p", "div", "span", "font", "center"], "Ta bort taggen. En tom rad börjar ett nytt stycke, och temat sköter utseendet.", "Remove the tag. An empty line begins a new paragraph, and the theme sees to the looks."),
    (&["table", "thead", "tbody", "tr", "th", "td"], "Skriv tabellen med | mellan cellerna och |---| under den första raden.", "Write the table with | between the cells and |---| below the first row."),
    (&["blockquote"], "Skriv > före varje rad.", "Write > before each line."),
    (&["code", "pre"], "Skriv `kod` med grava accenter.", "Write `code` with backticks."),
    (&["del", "s", "strike"], "Skriv ~~överstruket~~.", "Write ~~struck out~~."),
    (&["hr"], "Skriv --- på en egen rad, med tomma rader omkring.", "Write --- on a line of its own, with empty lines around it."),
    (&["details", "summary"], "Använd komponenten dragspel.", "Use the component dragspel."),
];

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let text = subject.text(&document.file);
        // The elements that are open and have a finding: their end tags belong to it.
        let mut told = Vec::new();
        for span in &document.outline.raw_html {
            let written = text.get(span.range()).unwrap_or("");
            // Comments are the writer's own notes; they are left out of the page.
            let (notes, open) = comments(written);
            if let Some(open) = open {
                let start = span.range().start + open;
                never_closed(document, Span::new(start, start + "<!--".len()), out);
            }
            let html = &written[notes..open.unwrap_or(written.len())];
            let span = Span::new(span.range().start + notes, span.range().start + notes + html.len());
            if html.trim().is_empty() {
                continue;
            }
            let is_off = subject.model.config.raw_html() == RawHtml::Off;
            if is_off && !html.contains('<') {
                beside_comment(document, span, (&written[..notes], html), text, out);
                continue;
            }
            if ends_what_is_told(html, &mut told) {
                continue;
            }
            if !is_off {
                match refused(html) {
                    Some(refused) => sanitised(document, span, html, &refused, out),
                    None => torn(document, span, html, text, out),
                }
                continue;
            }
            let shown = html.lines().next().unwrap_or("").trim();
            let message = Text::new(
                format!("Här står HTML: {shown}"),
                format!("Here is HTML: {shown}"),
            );
            let name: String = html
                .trim_start_matches(['<', ' '])
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect::<String>()
                .to_ascii_lowercase();
            let known = INSTEAD.iter().find(|(names, _, _)| names.contains(&name.as_str()));
            let help = known.map_or_else(|| without_markdown(&name), |(_, sv, en)| Text::fixed(sv, en));
            let marked = Span::new(span.range().start, span.range().start + html.trim_end().len());
            out.add(&document.file, marked, message).help(help);
        }
    }
}

/// What to do with an element that Markdown has nothing for.
fn without_markdown(name: &str) -> Text {
    if ALLOWED.iter().any(|(allowed, _)| *allowed == name) {
        return Text::new(
            format!("Markdown har inget för <{name}>. Behövs det: skriv rå_html: sanerad i content/site.yaml, så släpps det igenom."),
            format!("Markdown has nothing for <{name}>. If it is needed: write rå_html: sanerad in content/site.yaml, and it is let through."),
        );
    }
    Text::fixed(
        "Skriv med Markdown i stället. Ett <-tecken i texten skrivs \\<.",
        "Write Markdown instead. A < sign in the text is written \\<.",
    )
}

/// Where the comments (and the space around them) that `html` begins with end, and where the
/// first one begins that is never closed.
fn comments(html: &str) -> (usize, Option<usize>) {
    let mut at = 0;
    let mut notes = 0;
    while let Some(start) = html[at..].find("<!--").map(|found| at + found) {
        // `<!-->` and `<!--->` are comments too.
        let inner = start + "<!--".len();
        let Some(end) = html[start + 2..].find("-->").map(|found| start + 2 + found + 3) else {
            return (notes.min(start), Some(start));
        };
        if html[notes..start].trim().is_empty() {
            notes = end.max(inner);
        }
        at = end.max(inner);
    }
    (notes + html[notes..].len() - html[notes..].trim_start().len(), None)
}

/// Whether `html` is nothing but the end tags of elements that have a finding already. The
/// elements that it opens are noted.
fn ends_what_is_told(html: &str, told: &mut Vec<String>) -> bool {
    let mut only_ends = true;
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        only_ends &= before.trim().is_empty();
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let (name, after) = name.split_at(end);
        let name = name.to_ascii_lowercase();
        // Elements nest: the one that ends is nearly always the last.
        let open = told.iter().rev().take(NEAREST).position(|open| *open == name);
        match open.filter(|_| closes) {
            Some(back) => {
                told.remove(told.len() - 1 - back);
            }
            None => only_ends = false,
        }
        if !closes && !name.is_empty() {
            told.push(name);
        }
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    only_ends && rest.trim().is_empty()
}

/// So far back an end tag looks for its start, so that a page full of tags costs no more than
/// it is long.
const NEAREST: usize = 32;

/// A comment that takes the rest of the page, or of the list or quotation, with it.
fn never_closed(document: &Document, span: Span, out: &mut Findings) {
    let message = Text::fixed(
        "Kommentaren stängs aldrig. Det som står efter den kommer inte med på sidan.",
        "The comment is never closed. What stands after it is left out of the page.",
    );
    let help = Text::fixed(
        "Skriv --> där anteckningen slutar.",
        "Write --> where the note ends.",
    );
    out.add(&document.file, span, message).help(help);
}

/// Text on the line where a comment ends: it goes the way of the comment.
fn beside_comment(
    document: &Document,
    span: Span,
    (notes, lost): (&str, &str),
    text: &str,
    out: &mut Findings,
) {
    let lost = lost.trim_end();
    let marked = Span::new(span.range().start, span.range().start + lost.len());
    let message = Text::fixed(
        "Texten efter kommentaren kommer inte med på sidan.",
        "The text after the comment is left out of the page.",
    );
    let help = Text::fixed(
        "Skriv texten på en egen rad, eller före kommentaren.",
        "Write the text on a line of its own, or before the comment.",
    );
    let found = out.add(&document.file, marked, message);
    found.help(help);
    let start = marked.range().start - notes.len();
    let is_line = text[..start].ends_with('\n') && !notes.contains('\n') && !lost.contains('\n');
    if is_line {
        let whole = Span::new(start, marked.range().end);
        found.replace(whole, format!("{lost} {}", notes.trim()));
    }
}

/// What `rå_html: sanerad` takes out: never in silence.
fn sanitised(document: &Document, span: Span, html: &str, refused: &Refused, out: &mut Findings) {
    let tag = html[refused.at..].find('>').map_or(html.len(), |end| refused.at + end + 1);
    let marked = Span::new(refused.at, tag).shifted(span.range().start);
    let message = match (&refused.attribute, refused.element.is_empty()) {
        (Some(attribute), _) => Text::new(
            format!("”{attribute}” släpps inte igenom i <{}>.", refused.element),
            format!("“{attribute}” is not let through in <{}>.", refused.element),
        ),
        (None, false) => Text::new(
            format!("<{}> släpps inte igenom.", refused.element),
            format!("<{}> is not let through.", refused.element),
        ),
        (None, true) => Text::fixed(
            "Sådan HTML släpps inte igenom.",
            "HTML of that kind is not let through.",
        ),
    };
    let known = INSTEAD.iter().find(|(names, _, _)| names.contains(&refused.element.as_str()));
    let help = match (known, ALLOWED.iter().find(|(name, _)| *name == refused.element)) {
        (_, Some((_, attributes))) => {
            let all: Vec<&str> = attributes.iter().chain(&EVERYWHERE).copied().collect();
            let all = all.join(", ");
            Text::new(
                format!("Ta bort det. Det som får stå i <{}> är {all}.", refused.element),
                format!("Remove it. What may stand in <{}> is {all}.", refused.element),
            )
        }
        (Some((_, sv, en)), None) => Text::fixed(sv, en),
        (None, None) => Text::fixed(
            "Ta bort det. Vilken HTML som släpps igenom står i manualen, under Text och HTML.",
            "Remove it. Which HTML is let through stands in the manual, under text and HTML.",
        ),
    };
    out.add(&document.file, marked, message).help(help);
}

/// HTML that is let through, but would come apart: a block ends at the first empty line, and
/// a block's element cannot stand in running text.
fn torn(document: &Document, span: Span, html: &str, text: &str, out: &mut Findings) {
    let start = span.range().start;
    let begins_line = text[..start].trim_end_matches([' ', '>']).ends_with('\n');
    let ends_line = html.ends_with('\n') || start + html.len() == text.len();
    if begins_line && ends_line {
        let Some(torn) = unbalanced(html) else { return };
        let end = html[torn.at..].find('>').map_or(html.len(), |end| torn.at + end + 1);
        let message = Text::new(
            format!("<{}> börjar och slutar inte i samma stycke.", torn.element),
            format!("<{}> does not begin and end in one block.", torn.element),
        );
        let help = Text::fixed(
            "Ta bort tomma rader inne i HTML-koden. Ska det stå Markdown i den använder du en komponent, till exempel :::dragspel eller :::faktaruta.",
            "Remove empty lines inside the HTML. For Markdown in it use a component, such as :::dragspel or :::faktaruta.",
        );
        out.add(&document.file, Span::new(torn.at, end).shifted(start), message).help(help);
        return;
    }
    let name = html.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    if html.starts_with("</") || stands_in_text(&name) {
        return;
    }
    let message = Text::new(
        format!("<{name}> kan inte stå mitt i en text."),
        format!("<{name}> cannot stand in running text."),
    );
    let help = Text::fixed(
        "Börja på en ny rad, med en tom rad före och en efter.",
        "Begin on a new line, with an empty line before and after.",
    );
    out.add(&document.file, span, message).help(help);
}
