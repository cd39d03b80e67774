//! HTML in Markdown.

use super::prelude::*;
use crate::config::RawHtml;
use crate::document::Document;
use crate::render::{Refused, refused};

pub const RULE: Rule = Rule {
    code: "M001",
    name: "raw-html",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("HTML i texten", "HTML in the text"),
    why: Text::fixed(
        "HTML släpps inte igenom. Det kan förstöra sidan för den som använder skärmläsare och är en säkerhetsrisk.",
        "HTML is not let through. It can break the page for screen readers and is a security risk.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet här är «<b>»viktigt.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nDet här är **viktigt**. <!-- en anteckning till oss som skriver -->\n",
    )]),
    find,
};

/// What to write instead of common elements.
const INSTEAD: [(&[&str], &str, &str); 7] = [
    (&["b", "strong"], "Skriv **fetstil**.", "Write **bold**."),
    (&["i", "em"], "Skriv *kursiv*.", "Write *italics*."),
    (&["br"], "Avsluta raden med ett \\ eller börja ett nytt stycke.", "End the line with a \\ or begin a new paragraph."),
    (&["h1", "h2", "h3", "h4"], "Skriv ## före rubriken.", "Write ## before the heading."),
    (&["a"], "Skriv [länktext](adress).", "Write [link text](address)."),
    (&["img"], "Skriv ![beskrivning](bild.jpg).", "Write ![description](picture.jpg)."),
    (&["ul", "ol", "li"], "Skriv - eller 1. före varje punkt.", "Write - or 1. before each item."),
];

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.documents {
        let text = subject.text(&document.file);
        for span in &document.outline.raw_html {
            let html = text.get(span.range()).unwrap_or("");
            // Comments are the writer's own notes; they are left out of the page.
            // A closing tag belongs to the finding of its opening one.
            if html.trim_start().starts_with("<!--") || html.starts_with("</") {
                continue;
            }
            if subject.model.config.raw_html() == RawHtml::Sanitised {
                if let Some(refused) = refused(html) {
                    sanitised(document, *span, html, &refused, out);
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
            let help = known.map_or(
                Text::fixed(
                    "Skriv med Markdown i stället. Ett <-tecken i texten skrivs \\<.",
                    "Write Markdown instead. A < sign in the text is written \\<.",
                ),
                |(_, sv, en)| Text::fixed(sv, en),
            );
            let marked = Span::new(span.range().start, span.range().start + html.trim_end().len());
            out.add(&document.file, marked, message).help(help);
        }
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
    let help = known.map_or(
        Text::fixed(
            "Ta bort det. Manualen säger vilken HTML som är tillåten.",
            "Remove it. The manual says which HTML is allowed.",
        ),
        |(_, sv, en)| Text::fixed(sv, en),
    );
    out.add(&document.file, marked, message).help(help);
}
