//! A summary as a terminal shows it.

use crate::base::{Lang, Text, printable_line};
use crate::publish::words::{Sign, Summary};

/// So many pages of each kind are shown; the summary in a file has all.
const MOST_PAGES: usize = 20;

/// So many pages that nobody wrote, but that follow from others.
const MOST_FOLLOWING: usize = 5;

/// So many lines for one page.
const MOST_LINES: usize = 8;

/// The summary as text; with `colours` as ANSI has them.
#[must_use]
pub fn terminal(summary: &Summary, lang: Lang, colours: bool) -> String {
    let paint = |code: &str, text: &str| {
        let text = printable_line(text);
        if colours { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.into_owned() }
    };
    let mut out = format!("{}\n", paint("1", &summary.title));
    for line in &summary.about {
        out.push_str(&format!("{}\n", printable_line(line)));
    }
    for section in &summary.sections {
        let (sign, colour) = look(section.sign);
        out.push_str(&format!("\n{}\n", paint(&format!("1;{colour}"), &section.heading)));
        let most = if section.sign == Sign::Follows { MOST_FOLLOWING } else { MOST_PAGES };
        for item in section.items.iter().take(most) {
            let title = printable_line(&item.title);
            let address = paint("2", &item.address);
            out.push_str(&format!("  {} {title}  {address}\n", paint(colour, sign)));
            for line in item.lines.iter().take(MOST_LINES) {
                wrap(line, &mut out);
            }
            out.push_str(&more(item.lines.len(), MOST_LINES, "      ", lang));
        }
        out.push_str(&more(section.items.len(), most, "    ", lang));
    }
    out.push_str(&format!("\n{}.\n", printable_line(&summary.files)));
    out
}

/// The width that lines are kept within.
const WIDTH: usize = 80;

/// A line below a page, broken between words.
fn wrap(line: &str, out: &mut String) {
    const INDENT: &str = "      ";
    let mut used = 0;
    for word in printable_line(line).split(' ') {
        let len = word.chars().count();
        if used > 0 && used + 1 + len > WIDTH {
            out.push('\n');
            used = 0;
        }
        if used == 0 {
            out.push_str(INDENT);
            used = INDENT.len();
        } else {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += len;
    }
    out.push('\n');
}

fn more(there: usize, shown: usize, indent: &str, lang: Lang) -> String {
    match there.saturating_sub(shown) {
        0 => String::new(),
        more => {
            let words = Text::new(format!("… och {more} till"), format!("… and {more} more"));
            format!("{indent}{}\n", words.get(lang))
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
