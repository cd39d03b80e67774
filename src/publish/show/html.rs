//! A summary as a page for a browser: one file, without scripts, that can be sent as it is.

use std::fmt::Write;

use crate::base::{Lang, Text, printable_line};
use crate::publish::words::{Item, Section, Sign, Summary};

/// So many pages of one kind stand open; more are folded.
const MOST_OPEN: usize = 50;

/// The summary as a page.
#[must_use]
pub fn html(summary: &Summary, lang: Lang) -> String {
    let title = escaped(&summary.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n\
         <style>\n{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        lang.tag(),
        include_str!("summary.css"),
    );
    for line in &summary.about {
        let _ = writeln!(out, "<p>{}</p>", escaped(line));
    }
    for section in &summary.sections {
        push(section, lang, &mut out);
    }
    let _ = write!(
        out,
        "<p class=\"filer\">{}.</p>\n</main>\n</body>\n</html>\n",
        escaped(&summary.files)
    );
    out
}

fn push(section: &Section, lang: Lang, out: &mut String) {
    let class = match section.sign {
        Sign::New => "ny",
        Sign::Changed => "andrad",
        Sign::Moved => "flyttad",
        Sign::Removed => "borttagen",
        Sign::Follows => "foljer",
    };
    let heading = escaped(&section.heading);
    let _ = writeln!(out, "<section class=\"{class}\">\n<h2>{heading}</h2>");
    let is_folded = section.sign == Sign::Follows || section.items.len() > MOST_OPEN;
    if is_folded {
        let show = Text::fixed("Visa sidorna", "Show the pages");
        let _ = writeln!(out, "<details><summary>{}</summary>", show.get(lang));
    }
    out.push_str("<ul>\n");
    for Item { title, address, lines } in &section.items {
        let _ = write!(out, "<li><b>{}</b> <code>{}</code>", escaped(title), escaped(address));
        if !lines.is_empty() {
            out.push_str("<ul>");
            for line in lines {
                let _ = write!(out, "<li>{}</li>", escaped(line));
            }
            out.push_str("</ul>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
    if is_folded {
        out.push_str("</details>\n");
    }
    out.push_str("</section>\n");
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in printable_line(text).chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            sign => out.push(sign),
        }
    }
    out
}
