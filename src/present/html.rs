//! All findings as one page: to read in a browser, to print, to send to somebody. It fetches
//! nothing, and reads well without a mouse, on a phone and on paper.

use std::collections::BTreeMap;

use crate::base::{Diagnostic, Lang, LineIndex, Severity, Text, tally, tally_words};
use crate::source::Source;

const STYLE: &str = include_str!("html.css");

/// The page.
pub(super) fn page(found: &[Diagnostic], source: &Source, lang: Lang) -> String {
    const TITLE: Text = Text::fixed("Granskning av webbplatsen", "Check of the site");
    const NONE: Text = Text::fixed("Inget att rätta.", "Nothing to mend.");
    const BY_RULE: Text = Text::fixed("Fynden efter regel", "The findings by rule");
    const BY_FILE: Text = Text::fixed("Fynden fil för fil", "The findings file by file");
    let say = |text: &Text| escaped(text.get(lang));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
        lang.tag(),
        say(&TITLE),
        say(&TITLE),
    );
    if found.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", say(&NONE)));
    } else {
        out.push_str(&format!("<p class=\"sum\">{}</p>\n", escaped(&sum(found, lang))));
        out.push_str(&format!("<h2>{}</h2>\n{}", say(&BY_RULE), table(found, lang)));
        out.push_str(&format!("<h2>{}</h2>\n", say(&BY_FILE)));
        for of_file in found.chunk_by(|a, b| a.place.file == b.place.file) {
            let file = &of_file[0].place.file;
            let index = LineIndex::new(source.text(file));
            out.push_str(&format!("<section>\n<h3>{}</h3>\n", escaped(file.as_str())));
            for diagnostic in of_file {
                out.push_str(&finding(diagnostic, source, &index, lang));
            }
            out.push_str("</section>\n");
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// How much there is to mend, and what it means.
fn sum(found: &[Diagnostic], lang: Lang) -> String {
    let tally = tally(found);
    let files = found.chunk_by(|a, b| a.place.file == b.place.file).count();
    let stops = match tally {
        [0, ..] => Text::fixed(
            "Inget hindrar att webbplatsen byggs.",
            "Nothing keeps the site from being built.",
        ),
        _ => Text::fixed(
            "Felen måste rättas innan webbplatsen kan byggas.",
            "The errors must be mended before the site can be built.",
        ),
    };
    let of = match (lang, files) {
        (Lang::Sv, 1) => "i en fil".to_owned(),
        (Lang::Sv, _) => format!("i {files} filer"),
        (Lang::En, 1) => "in one file".to_owned(),
        (Lang::En, _) => format!("in {files} files"),
    };
    format!("{} {of}. {}", tally_words(tally, lang), stops.get(lang))
}

/// How many findings each rule has, the most serious first.
fn table(found: &[Diagnostic], lang: Lang) -> String {
    const HEADS: [Text; 3] = [
        Text::fixed("Regel", "Rule"),
        Text::fixed("Allvar", "Severity"),
        Text::fixed("Antal", "Number"),
    ];
    const CAPTION: Text =
        Text::fixed("Antal fynd av varje regel", "Number of findings of each rule");
    let mut counts: BTreeMap<(Severity, &str, &Text), usize> = BTreeMap::new();
    for diagnostic in found {
        *counts.entry((diagnostic.severity, diagnostic.code, diagnostic.title)).or_default() += 1;
    }
    let mut heads = String::new();
    for head in &HEADS {
        heads.push_str(&format!("<th scope=\"col\">{}</th>", escaped(head.get(lang))));
    }
    let mut rows = String::new();
    for ((severity, code, title), count) in counts {
        let label = severity.label();
        rows.push_str(&format!(
            "<tr><th scope=\"row\">{code} {}</th><td>{}</td><td>{count}</td></tr>\n",
            escaped(title.get(lang)),
            escaped(label.get(lang))
        ));
    }
    format!(
        "<table>\n<caption>{}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        escaped(CAPTION.get(lang))
    )
}

fn finding(diagnostic: &Diagnostic, source: &Source, index: &LineIndex<'_>, lang: Lang) -> String {
    const LINE: Text = Text::fixed("Rad", "Line");
    const WRITE: Text = Text::fixed("Skriv så här", "Write this");
    let (start, _) = super::positions(diagnostic, index);
    let line = index.line(start.line);
    let range = diagnostic.place.span.range();
    let (before, marked, after) = parts(source.text(&diagnostic.place.file), line, range);
    let label = diagnostic.severity.label();
    let mut out = format!(
        "<article class=\"{}\">\n<h4><b>{}:</b> {}</h4>\n<p>{} {}, {}.</p>\n\
         <pre>{}<mark>{}</mark>{}</pre>\n<p>{}</p>\n",
        diagnostic.severity.id(),
        escaped(label.get(lang)),
        escaped(diagnostic.message.get(lang)),
        LINE.get(lang),
        start.line,
        diagnostic.code,
        escaped(before),
        escaped(marked),
        escaped(after),
        escaped(diagnostic.why.get(lang)),
    );
    if let Some(help) = &diagnostic.help {
        out.push_str(&format!("<p>{}</p>\n", escaped(help.get(lang))));
    }
    if let Some(suggestion) = &diagnostic.suggestion {
        let (lines, _) = suggestion.first_changes(source.text(&diagnostic.place.file));
        out.push_str(&format!("<p>{}:</p>\n<pre>{}</pre>\n", WRITE.get(lang), escaped(&lines)));
    }
    out.push_str("</article>\n");
    out
}

/// So much of a line is shown before and after what is marked.
const AROUND: usize = 200;

/// The line before, in and after what is marked.
fn parts<'a>(
    text: &'a str,
    line: &'a str,
    range: std::ops::Range<usize>,
) -> (&'a str, &'a str, &'a str) {
    let first = line.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    let at = |byte: usize| line.floor_char_boundary(byte.saturating_sub(first).min(line.len()));
    let (start, end) = (at(range.start), at(range.end.max(range.start)));
    let from = line.floor_char_boundary(start.saturating_sub(AROUND));
    let to = line.floor_char_boundary((end + AROUND).min(line.len()));
    (&line[from..start], &line[start..end], &line[end..to])
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
