//! One finding as the panel shows it.

use crate::base::{Diagnostic, LineIndex, Position, Severity};
use crate::source::Source;

use super::Asker;
use super::html::{Html, class};

/// A finding on its way to the panel.
pub(super) struct Shown<'a> {
    pub found: &'a Diagnostic,
    /// Its number on the page, for those that have a place there.
    pub number: Option<usize>,
    pub source: &'a Source,
    pub asker: &'a Asker<'a>,
    /// The file of the page, which need not be named.
    pub of_page: bool,
    /// The level of its heading.
    pub level: u8,
}

/// A line longer than this is cut around the marked place.
const LONG: usize = 160;

impl Shown<'_> {
    pub fn position(&self) -> Position {
        let place = &self.found.place;
        LineIndex::new(self.source.text(&place.file)).position(place.span.range().start)
    }

    pub fn write(&self, html: &mut Html) {
        let Self { found, source, .. } = self;
        let lang = html.lang;
        let position = self.position();
        html.raw("<li class=\"fynd ").raw(class(found.severity)).raw("\"");
        if let Some(number) = self.number {
            html.attribute("id", &format!("fynd-{number}"));
            html.attribute("data-nr", &number.to_string());
            html.attribute("data-rad", &position.line.to_string());
            html.attribute("data-namn", found.message.get(lang));
            let text = source.text(&found.place.file);
            if let Some(value) = text.get(found.place.span.range()) {
                html.attribute("data-varde", &shortened(value.trim()));
            }
            let index = LineIndex::new(text);
            let line = index.line(position.line);
            if let Some((key, _)) = line.split_once(':') {
                html.attribute("data-nyckel", key.trim());
            }
        }
        html.raw("><div class=\"rad1\">");
        html.severity(found.severity, &capital(found.severity.label().get(lang)));
        html.raw("<span class=\"plats\">");
        if !self.of_page {
            html.text(found.place.file.as_str()).raw(", ");
        }
        html.words("rad ", "line ").raw(&position.line.to_string()).raw("</span></div>");
        let level = self.level.to_string();
        html.raw("<h").raw(&level).raw(" class=\"vad\">");
        if let Some(number) = self.number {
            html.raw("<span class=\"nr\">").raw(&number.to_string()).raw("</span>");
        }
        html.raw("<span>").say(&found.message).raw("</span></h").raw(&level).raw(">");
        html.raw("<p>").say(found.why).raw("</p>");
        if let Some(help) = &found.help {
            html.raw("<p class=\"hjalp\">").say(help).raw("</p>");
        }
        self.lines(html, position);
        self.ways(html, position);
        html.raw("</li>");
    }

    /// The line as it stands, and as it should be.
    fn lines(&self, html: &mut Html, position: Position) {
        let text = self.source.text(&self.found.place.file);
        let index = LineIndex::new(text);
        let line = index.line(position.line);
        let is_grave = self.found.severity == Severity::Error;
        let Some(suggestion) = &self.found.suggestion else {
            if (is_grave || !self.of_page) && !line.trim().is_empty() {
                html.raw("<pre class=\"koda\"><code>");
                code_line(html, "hit", Some(position.line), &cut(line, position.column));
                html.raw("</code></pre>");
            }
            return;
        };
        let (right, more) = suggestion.first_changes(text);
        html.raw("<p class=\"skriv\">").words("Skriv så här:", "Write this:").raw("</p>");
        html.raw("<pre class=\"koda\"><code>");
        let first = index.position(suggestion.span.range().start).line;
        let is_one = right.lines().count() == 1;
        for line in right.lines() {
            code_line(html, "ratt", is_one.then_some(first), &cut(line, position.column));
        }
        html.raw("</code></pre>");
        if more > 0 {
            let count = more.to_string();
            html.raw("<p>").words("… och ", "… and ").raw(&count);
            html.words(" rader till.", " more lines.").raw("</p>");
        }
    }

    /// Where to go from here.
    fn ways(&self, html: &mut Html, position: Position) {
        let file = &self.found.place.file;
        let (line, column) = (position.line.to_string(), position.column.to_string());
        html.raw("<p class=\"vagar\">");
        if let Some(number) = self.number {
            let number = number.to_string();
            html.raw("<button type=\"button\" class=\"lank\" hidden data-visa=\"").raw(&number);
            html.raw("\">").words("Visa på sidan", "Show on the page").raw("</button>");
        }
        let place = format!("{}:{line}", file.as_str());
        match self.asker.link(self.source, file) {
            Some(link) => {
                let link = link.replace("{line}", &line).replace("{column}", &column);
                html.raw("<a class=\"lank\" data-oppna").attribute("href", &link).raw(">");
                html.words("Öppna rad ", "Open line ").raw(&line).raw("</a>");
            }
            None => {
                html.raw("<button type=\"button\" class=\"lank\"");
                html.attribute("data-kopiera", &place).raw(">");
                html.words("Kopiera fil och rad", "Copy file and line").raw("</button>");
            }
        }
        html.raw(" <code class=\"kod\">").raw(self.found.code).raw("</code></p>");
    }
}

pub(super) fn code_line(html: &mut Html, class: &str, number: Option<usize>, line: &str) {
    html.raw("<span class=\"").raw(class).raw("\"><span class=\"n\">");
    if let Some(number) = number {
        html.raw(&number.to_string());
    }
    html.raw("</span>").text(line).raw("</span>");
}

/// What stands around a column of a long line.
fn cut(line: &str, column: usize) -> String {
    if line.chars().count() <= LONG {
        return line.to_owned();
    }
    let from = column.saturating_sub(LONG / 2);
    let part: String = line.chars().skip(from).take(LONG).collect();
    format!("{}{part}…", if from > 0 { "…" } else { "" })
}

fn shortened(value: &str) -> String {
    let value = value.trim_matches(['"', '\'']);
    value.chars().take(200).collect()
}

pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
