//! Breaks a text into lines: as large as it can be, and the lines as even as they can be.

use resvg::usvg::fontdb::ID;
use ttf_parser::Face;

use super::{Fitted, Fonts};

impl Fonts {
    /// Breaks `text` into lines no wider than `width` that together are no higher than
    /// `height`, at the largest size from `smallest` to `largest` at which that can be. A line
    /// is `leading` times its size. A word too long for a line is broken; what fits at no size
    /// ends in "…".
    #[must_use]
    pub fn fit(
        &self,
        text: &str,
        (width, height): (u32, u32),
        (smallest, largest): (u32, u32),
        leading: f64,
    ) -> Fitted {
        let faces: Vec<ID> = self.database.faces().map(|face| face.id).collect();
        let measure = |face: Option<Face<'_>>| {
            let words = words_of(text, face.as_ref());
            fitted(&words, (f64::from(width), f64::from(height)), (smallest, largest), leading)
        };
        let Some(first) = faces.first() else { return measure(None) };
        let found = self
            .database
            .with_face_data(*first, |data, index| measure(Face::parse(data, index).ok()));
        found.unwrap_or_else(|| measure(None))
    }
}

/// A word and how wide each of its letters is, in parts of the font's size.
struct Word {
    letters: Vec<(char, f64)>,
    width: f64,
}

/// How wide a letter is that the font lacks.
const UNKNOWN: f64 = 0.6;

/// A space between words, where the font has none.
const SPACE: f64 = 0.25;

/// The words of a text. Spaces that keep words together do so here too.
fn words_of(text: &str, face: Option<&Face<'_>>) -> Vec<Word> {
    let wide = |letter: char| {
        let own = face.and_then(|face| {
            let advance = face.glyph_hor_advance(face.glyph_index(letter)?)?;
            Some(f64::from(advance) / f64::from(face.units_per_em()))
        });
        match letter {
            '\u{ad}' => 0.0,
            ' ' | '\u{a0}' => own.unwrap_or(SPACE),
            _ => own.unwrap_or(UNKNOWN),
        }
    };
    let breaks = |letter: char| letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}');
    let words = text.split(breaks).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let letters: Vec<(char, f64)> = word.chars().map(|c| (c, wide(c))).collect();
            let width = letters.iter().map(|(_, width)| width).sum();
            Word { letters, width }
        })
        .collect()
}

fn fitted(
    words: &[Word],
    (width, height): (f64, f64),
    (smallest, largest): (u32, u32),
    leading: f64,
) -> Fitted {
    let (smallest, largest) = (smallest.max(1), largest.max(smallest).max(1));
    for size in (smallest..=largest).rev() {
        let room = width / f64::from(size);
        let is_low = |lines: usize| rows(lines) * f64::from(size) * leading <= height;
        if words.iter().any(|word| word.width > room) {
            continue;
        }
        let lines = broken(words, room).len();
        if is_low(lines) {
            return Fitted { size, lines: shown(&even(words, room, lines)) };
        }
    }
    // Words are broken only when nothing else helps.
    let room = width / f64::from(smallest);
    let pieces: Vec<Word> = words.iter().flat_map(|word| pieces(word, room)).collect();
    let mut lines = shown(&broken(&pieces, room));
    let most = (1..=lines.len())
        .rev()
        .find(|lines| rows(*lines) * f64::from(smallest) * leading <= height);
    let most = most.unwrap_or(1);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    Fitted { size: smallest, lines }
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
const fn rows(lines: usize) -> f64 {
    lines as f64
}

/// The words in lines, each as full as it can be.
fn broken(words: &[Word], room: f64) -> Vec<&[Word]> {
    let mut lines = Vec::new();
    let (mut start, mut filled) = (0, 0.0);
    for (at, word) in words.iter().enumerate() {
        let with_word = if at == start { word.width } else { filled + SPACE + word.width };
        if at > start && with_word > room {
            lines.push(&words[start..at]);
            (start, filled) = (at, word.width);
        } else {
            filled = with_word;
        }
    }
    if start < words.len() {
        lines.push(&words[start..]);
    }
    lines
}

/// The words in so many lines, in the narrowest room that holds them: no line is much shorter
/// than the others.
fn even(words: &[Word], room: f64, lines: usize) -> Vec<&[Word]> {
    let (mut low, mut high) = (0.0, room);
    for _ in 0..24 {
        let middle = f64::midpoint(low, high);
        let fits = words.iter().all(|word| word.width <= middle);
        if fits && broken(words, middle).len() <= lines { high = middle } else { low = middle }
    }
    broken(words, high)
}

/// A word that is wider than a line, in pieces that are not.
fn pieces(word: &Word, room: f64) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    for (letter, wide) in &word.letters {
        match all.last_mut() {
            Some(last) if last.width + wide <= room => {
                last.letters.push((*letter, *wide));
                last.width += wide;
            }
            _ => all.push(Word { letters: vec![(*letter, *wide)], width: *wide }),
        }
    }
    all
}

fn shown(lines: &[&[Word]]) -> Vec<String> {
    let word = |word: &Word| word.letters.iter().map(|(c, _)| *c).collect::<String>();
    lines.iter().map(|line| line.iter().map(word).collect::<Vec<_>>().join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::Fonts;

    /// Without a font every letter is as wide: 0.6 of the size.
    fn fit(text: &str, box_: (u32, u32), sizes: (u32, u32)) -> (u32, Vec<String>) {
        let fitted = Fonts::default().fit(text, box_, sizes, 1.0);
        (fitted.size, fitted.lines)
    }

    #[test]
    fn a_text_is_as_large_as_it_can_be() {
        assert_eq!(fit("abcde", (300, 100), (10, 100)), (100, vec!["abcde".into()]));
        assert_eq!(fit("abcde", (150, 100), (10, 100)), (50, vec!["abcde".into()]));
        assert_eq!(fit("", (150, 100), (10, 100)), (100, vec![]));
    }

    #[test]
    fn lines_are_even() {
        let (size, lines) = fit("aa bb cc dd ee ff", (60, 20), (10, 10));
        assert_eq!((size, lines), (10, vec!["aa bb cc".into(), "dd ee ff".into()]));
        let (_, lines) = fit("aaa\u{a0}bbb ccc", (48, 30), (10, 10));
        assert_eq!(lines, ["aaa\u{a0}bbb", "ccc"]);
    }

    #[test]
    fn what_fits_at_no_size_is_cut_with_a_sign_of_it() {
        assert_eq!(fit("abcdefgh", (18, 20), (10, 20)).1, ["abc", "def…"]);
        assert_eq!(fit("abcdefgh", (18, 2), (10, 20)).1, ["abc…"]);
        assert_eq!(fit("abc", (0, 0), (0, 0)).1, ["a…"]);
    }
}
