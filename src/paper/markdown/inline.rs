//! Lines of Markdown: escapes, and marks that are seen as marks wherever they stand.

use crate::paper::{Inline, Look, Picture, Rise};

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a paragraph: it may have several lines.
    Paragraph,
    /// Where one line has room, such as a heading.
    Line,
    /// In a cell of a table.
    Cell,
}

/// A paragraph.
pub(super) fn line(inlines: &[Inline]) -> String {
    set(inlines, Place::Paragraph)
}

/// A heading: one line.
pub(super) fn heading(inlines: &[Inline]) -> String {
    set(inlines, Place::Line)
}

/// A cell of a table, which has no lines of its own.
pub(super) fn in_cell(inlines: &[Inline]) -> String {
    set(inlines, Place::Cell)
}

/// Plain words on one line.
pub(super) fn escaped(text: &str) -> String {
    let look = Look::default();
    set(&[Inline::Text { text: text.to_owned(), look }], Place::Line)
}

/// What has been opened, from the outermost: each is closed before what it is in.
#[derive(Clone, PartialEq, Eq)]
enum Open {
    Link(String),
    Language(String),
    Strong,
    Stressed,
    Struck,
    Rise(Rise),
}

/// A piece of a line. Spaces are their own: they belong to no mark, where one begins or ends.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Words(&'a str, &'a Look),
    Space,
    Break,
    Picture(&'a Picture),
}

fn pieces(inlines: &[Inline]) -> Vec<Piece<'_>> {
    let mut all = Vec::with_capacity(inlines.len() * 2);
    for inline in inlines {
        match inline {
            Inline::Text { text, look } => {
                let words = text.trim_matches(' ');
                if text.starts_with(' ') {
                    all.push(Piece::Space);
                }
                if !words.is_empty() {
                    all.push(Piece::Words(words, look));
                    if text.ends_with(' ') {
                        all.push(Piece::Space);
                    }
                }
            }
            Inline::Break => all.push(Piece::Break),
            Inline::Picture(picture) => all.push(Piece::Picture(picture)),
        }
    }
    all
}

fn set(inlines: &[Inline], place: Place) -> String {
    let mut out = String::new();
    let mut open: Vec<(Open, &'static str)> = Vec::new();
    let pieces = pieces(inlines);
    for (at, piece) in pieces.iter().enumerate() {
        // What the words that come now, or next, are in.
        let next = match (piece, pieces.get(at + 1)) {
            (Piece::Words(_, look), _) | (Piece::Space, Some(Piece::Words(_, look))) => {
                wanted(look)
            }
            _ => Vec::new(),
        };
        let kept = open.iter().zip(&next).take_while(|((is, _), to)| is == *to).count();
        close(&mut open, kept, &mut out);
        match piece {
            Piece::Words(words, _) => {
                for mark in next.into_iter().skip(kept) {
                    let reach = reach(&pieces, at, open.len());
                    let ending = begin(&mark, &reach, words, &mut out);
                    open.push((mark, ending));
                }
                escape(words, place, &mut out);
            }
            Piece::Space => out.push(' '),
            Piece::Break => out.push_str(match place {
                Place::Paragraph => "  \n",
                Place::Line => " ",
                Place::Cell => "<br>",
            }),
            Piece::Picture(picture) => drawn(picture, place, &mut out),
        }
    }
    close(&mut open, 0, &mut out);
    let mut out = out.trim_matches(' ').to_owned();
    if place == Place::Paragraph {
        out = out.split('\n').map(not_a_block).collect::<Vec<_>>().join("\n");
    } else if out.ends_with('#') && place == Place::Line {
        // Number signs at the end of a heading are none of its words.
        out.insert(out.len() - 1, '\\');
    }
    out
}

fn wanted(look: &Look) -> Vec<Open> {
    let mut marks = Vec::new();
    marks.extend(look.link.clone().map(Open::Link));
    marks.extend(look.language.clone().map(Open::Language));
    if look.is_strong {
        marks.push(Open::Strong);
    }
    if look.is_stressed {
        marks.push(Open::Stressed);
    }
    if look.is_struck {
        marks.push(Open::Struck);
    }
    if look.rise != Rise::None {
        marks.push(Open::Rise(look.rise));
    }
    marks
}

/// What a mark is about to enclose.
struct Reach {
    /// Its last letter; none when another mark ends there too.
    last: Option<char>,
    /// Whether another mark begins where it begins.
    is_shared: bool,
    /// The letter after it.
    after: Option<char>,
}

/// What the mark that is opened next, the one at `depth`, encloses from `at` on.
fn reach(pieces: &[Piece<'_>], at: usize, depth: usize) -> Reach {
    let mut reach = Reach { last: None, is_shared: false, after: None };
    let mut marks: Option<Vec<Open>> = None;
    for piece in pieces.iter().skip(at) {
        let Piece::Words(words, look) = piece else {
            reach.after = Some(' ');
            if matches!(piece, Piece::Space) {
                continue;
            }
            break;
        };
        let mut these = wanted(look);
        let is_shared = these.len() > depth + 1;
        these.truncate(depth + 1);
        match &marks {
            None => {
                reach.is_shared = is_shared;
                marks = Some(these);
            }
            Some(marks) if *marks != these => {
                reach.after = reach.after.or_else(|| words.chars().next());
                break;
            }
            Some(_) => {}
        }
        reach.last = words.chars().last().filter(|_| !is_shared);
        reach.after = None;
    }
    reach
}

/// Opens a mark, and says how it ends. Stars, underscores and tildes are seen as marks only
/// between certain letters: elsewhere the mark is an element.
fn begin(mark: &Open, reach: &Reach, words: &str, out: &mut String) -> &'static str {
    let (before, after) = (out.chars().last(), reach.after);
    let is_apart = |c: Option<char>| c.is_none_or(|c| c == ' ' || c == '\n');
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts = !reach.is_shared && is_letter(words.chars().next());
    let is_seen = (starts || is_apart(before))
        && (is_letter(reach.last) || is_apart(after))
        && before.is_none_or(|c| !matches!(c, '*' | '_' | '~'))
        && after.is_none_or(|c| !matches!(c, '*' | '_' | '~'));
    // An underscore is a mark only where no word goes on.
    let is_free = |c: Option<char>| is_apart(c) || c.is_some_and(|c| c.is_ascii_punctuation());
    let is_between = is_free(before) && is_free(after);
    match mark {
        Open::Link(_) => {
            out.push('[');
            "]("
        }
        Open::Language(language) => {
            let language = language.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
            out.push_str("<span lang=\"");
            out.extend(language);
            out.push_str("\">");
            "</span>"
        }
        Open::Strong if is_seen => {
            out.push_str("**");
            "**"
        }
        Open::Strong => {
            out.push_str("<strong>");
            "</strong>"
        }
        Open::Stressed if is_seen && is_between => {
            out.push('_');
            "_"
        }
        Open::Stressed if is_seen => {
            out.push('*');
            "*"
        }
        Open::Stressed => {
            out.push_str("<em>");
            "</em>"
        }
        Open::Struck if is_seen => {
            out.push_str("~~");
            "~~"
        }
        Open::Struck => {
            out.push_str("<del>");
            "</del>"
        }
        Open::Rise(Rise::Lowered) => {
            out.push_str("<sub>");
            "</sub>"
        }
        Open::Rise(_) => {
            out.push_str("<sup>");
            "</sup>"
        }
    }
}

/// Closes all marks but the first `kept`.
fn close(open: &mut Vec<(Open, &'static str)>, kept: usize, out: &mut String) {
    while open.len() > kept {
        let Some((mark, ending)) = open.pop() else { return };
        out.push_str(ending);
        if let Open::Link(address) = mark {
            address_in(&address, out);
            out.push(')');
        }
    }
}

/// An address between brackets: nothing in it ends it.
fn address_in(address: &str, out: &mut String) {
    for c in address.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '&' => out.push_str("&amp;"),
            '*' | '_' | '`' | '[' | ']' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

fn drawn(picture: &Picture, place: Place, out: &mut String) {
    match &picture.address {
        Some(address) => {
            out.push_str("![");
            escape(&picture.alternative, place, out);
            out.push_str("](");
            address_in(address, out);
            out.push(')');
        }
        None => escape(&picture.alternative, place, out),
    }
}

/// Words that mean nothing but themselves.
fn escape(words: &str, place: Place, out: &mut String) {
    let mut before = None;
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        let is_in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' => true,
            '_' => !(is_in_word(before) && is_in_word(after)),
            '&' => after.is_none_or(|c| c.is_alphanumeric() || c == '#'),
            '|' => place == Place::Cell,
            '!' => after == Some('[') || after.is_none(),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// A line of a paragraph that would begin a heading, a list or a table, or underline the one
/// above, does not.
fn not_a_block(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line.get(digits..).unwrap_or_default();
    if (1..=9).contains(&digits) && after.starts_with(['.', ')']) {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '+', '-', '=', ':', '|']) {
        return format!("\\{line}");
    }
    line.to_owned()
}
