//! Slips in running text: links and bold that are none.

use super::{Line, SlipKind, Slips};

/// No address is longer than so many bytes; a text full of `](` is not searched to its end
/// each time.
const LONGEST: usize = 300;

impl Slips<'_> {
    /// The slips of one line.
    pub(super) fn inline(&mut self, line: &Line<'_>) {
        // Both in one go over the line, many bytes at a time.
        let signs = line
            .text
            .bytes()
            .fold(0, |signs, byte| signs | u8::from(byte == b'*') | (u8::from(byte == b'[') << 1));
        if signs & 1 != 0 {
            self.bold(line);
        }
        if signs & 2 == 0 {
            return;
        }
        let mut open = None;
        for (at, sign) in line.text.bytes().enumerate() {
            match sign {
                b'[' => open = Some(at),
                b']' => {
                    if let Some(start) = open.take() {
                        self.link(line, start, at);
                    }
                }
                _ => {}
            }
        }
    }

    /// Brackets from `start` to `end`, with something after that would make them a link.
    fn link(&mut self, line: &Line<'_>, start: usize, end: usize) {
        let shown = &self.body[line.range(start + 1, end)];
        let after = &line.text[end + 1..];
        let (opening, closing) = match after.as_bytes() {
            [b'(', ..] => ("(", b')'),
            [b' ', b'(', ..] => (" (", b')'),
            [b'[', ..] => ("[", b']'),
            _ => return,
        };
        let inner = end + 1 + opening.len();
        let Some(len) = line.text.bytes().skip(inner).take(LONGEST).position(|b| b == closing)
        else {
            return;
        };
        let target = self.body[line.range(inner, inner + len)].trim();
        let whole = line.range(start, inner + len + 1);
        let has_letter = |text: &str| text.contains(char::is_alphabetic);
        // Footnotes have a rule of their own.
        if shown.is_empty() || shown.starts_with('^') || target.starts_with('^') {
            return;
        }
        match opening {
            "(" if target.contains(char::is_whitespace) => {
                let is_plain = !target.contains(['"', '\'', '<', '>', '(']);
                let mended = is_plain.then(|| format!("[{shown}](<{target}>)"));
                self.add(SlipKind::SpacedAddress, whole, mended);
            }
            " (" if is_address(target) => {
                self.add(SlipKind::ApartAddress, whole, Some(format!("[{shown}]({target})")));
            }
            "[" if has_letter(if target.is_empty() { shown } else { target }) => {
                self.add(SlipKind::NoReference, whole, None);
            }
            _ => {}
        }
    }

    /// `**` that made nothing bold, because of a space inside.
    fn bold(&mut self, line: &Line<'_>) {
        let text = line.text;
        let is_pair = |at: &usize| !text[..*at].ends_with('*') && !text[*at + 2..].starts_with('*');
        let marks: Vec<usize> =
            text.match_indices("**").map(|(at, _)| at).filter(is_pair).collect();
        for pair in marks.chunks_exact(2) {
            let (start, end) = (pair[0], pair[1]);
            let inner = &self.body[line.range(start + 2, end)];
            let bare = inner.trim();
            if bare == inner || !bare.contains(char::is_alphabetic) {
                continue;
            }
            // A space that parted two words still does.
            let part = |space: bool, beside: Option<char>| {
                if space && beside.is_some_and(char::is_alphanumeric) { " " } else { "" }
            };
            let before = part(inner.starts_with(' '), text[..start].chars().next_back());
            let after = part(inner.ends_with(' '), text[end + 2..].chars().next());
            let mended = (marks.len() == 2).then(|| format!("{before}**{bare}**{after}"));
            self.add(SlipKind::SpacedBold, line.range(start, end + 2), mended);
        }
    }
}

/// Whether `text` is hardly anything but an address.
fn is_address(text: &str) -> bool {
    let begins = ["http://", "https://", "www.", "mailto:", "tel:", "/", "./", "../", "#"];
    let has_ending = || {
        let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
        (2..=4).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    !text.contains(char::is_whitespace)
        && (begins.iter().any(|begin| text.starts_with(begin)) || has_ending())
}
