//! A summary as a terminal shows it.

use crate::base::{Lang, Text, printable_line};
use crate::publish::words::{Item, Sign, Summary};

/// So many pages of each kind are shown; the summary in a file has all.
const MOST_PAGES: usize = 20;

/// So many pages that nobody wrote, but that follow from others.
const MOST_FOLLOWING: usize = 5;

/// So many lines for one page.
const MOST_LINES: usize = 8;

/// How far in the lines below a page stand.
const BELOW: usize = 6;

/// The summary as text in lines of at most `width` letters, where words allow it; with `colours`
/// as ANSI has them.
#[must_use]
pub fn terminal(summary: &Summary, lang: Lang, colours: bool, width: usize) -> String {
    let mut lines = Lines { out: String::new(), colours, width };
    lines.add(0, "1", &summary.title);
    for line in &summary.about {
        lines.add(0, "", line);
    }
    for section in &summary.sections {
        let (sign, colour) = look(section.sign);
        lines.out.push('\n');
        lines.add(0, &format!("1;{colour}"), &section.heading);
        let most = if section.sign == Sign::Follows { MOST_FOLLOWING } else { MOST_PAGES };
        for item in section.items.iter().take(most) {
            lines.page(item, sign, colour);
            for line in item.lines.iter().take(MOST_LINES) {
                lines.add(BELOW, "", line);
            }
            lines.more(item.lines.len(), MOST_LINES, BELOW, lang);
        }
        lines.more(section.items.len(), most, 4, lang);
    }
    lines.out.push('\n');
    lines.add(0, "", &format!("{}.", summary.files));
    lines.out
}

/// What is written, line by line.
struct Lines {
    out: String,
    colours: bool,
    width: usize,
}

impl Lines {
    /// A page: its sign, its title and its address, which stands below when there is no room.
    fn page(&mut self, item: &Item, sign: &str, colour: &str) {
        let (title, address) = (printable_line(&item.title), printable_line(&item.address));
        let sign = self.painted(colour, sign);
        if 6 + title.chars().count() + address.chars().count() <= self.width {
            let address = self.painted("2", &address);
            self.out.push_str(&format!("  {sign} {title}  {address}\n"));
        } else {
            let lines = self.wrapped(&title, 4);
            self.out.push_str(&format!("  {sign} {}\n", lines.join("\n    ")));
            self.add(4, "2", &address);
        }
    }

    /// Text so far in, broken between words.
    fn add(&mut self, indent: usize, code: &str, text: &str) {
        for line in self.wrapped(&printable_line(text), indent) {
            let line = self.painted(code, &line);
            self.out.push_str(&format!("{:indent$}{line}\n", ""));
        }
    }

    fn more(&mut self, there: usize, shown: usize, indent: usize, lang: Lang) {
        let more = there.saturating_sub(shown);
        if more > 0 {
            let words = Text::new(format!("… och {more} till"), format!("… and {more} more"));
            self.add(indent, "", words.get(lang));
        }
    }

    fn wrapped(&self, text: &str, indent: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut used = 0;
        for word in text.split(' ') {
            let len = word.chars().count();
            match lines.last_mut() {
                Some(line) if indent + used + 1 + len <= self.width => {
                    line.push(' ');
                    line.push_str(word);
                    used += 1 + len;
                }
                _ => {
                    lines.push(word.to_owned());
                    used = len;
                }
            }
        }
        lines
    }

    fn painted(&self, code: &str, text: &str) -> String {
        if self.colours && !code.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// The sign before a page, and its colour.
const fn look(sign: Sign) -> (&'static str, &'static str) {
    match sign {
        Sign::New => ("+", "32"),
        Sign::Changed => ("~", "33"),
        Sign::Moved => ("→", "36"),
        Sign::Removed => ("−", "31"),
        Sign::Follows => ("·", "2"),
    }
}
