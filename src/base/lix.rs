//! LIX, the Swedish measure of how hard a text is to read.
//!
//! Words per sentence plus the share of words longer than six letters, in percent: below 30
//! very easy, 30–40 easy, 40–50 middling, above 50 hard. A blunt measure: advice, never proof.

/// What LIX counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lix {
    /// Words and numbers.
    pub words: usize,
    /// Sentences; a heading or a list item without a full stop is one too.
    pub sentences: usize,
    /// Words of more than six letters.
    pub long: usize,
}

impl Lix {
    /// Counts one block of text: a paragraph, a heading, a list item.
    #[must_use]
    pub fn of(block: &str) -> Self {
        let mut counted = Self::default();
        let mut open = false;
        let mut tokens = block.split_whitespace().peekable();
        while let Some(token) = tokens.next() {
            let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
            if !bare.is_empty() {
                counted.words += 1;
                open = true;
                if bare.chars().filter(|c| c.is_alphanumeric()).count() > 6 {
                    counted.long += 1;
                }
            }
            if open && ends_sentence(token, tokens.peek().copied()) {
                counted.sentences += 1;
                open = false;
            }
        }
        counted.sentences += usize::from(open);
        counted
    }

    /// Both counts together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            long: self.long + other.long,
        }
    }

    /// The measure, rounded; `None` for a text without words.
    #[must_use]
    pub const fn value(self) -> Option<usize> {
        if self.words == 0 || self.sentences == 0 {
            return None;
        }
        // Whole numbers in hundredths, so that the same text gives the same measure everywhere.
        let hundredths = self.words * 100 / self.sentences + self.long * 10_000 / self.words;
        Some((hundredths + 50) / 100)
    }
}

/// Whether a sentence ends after `token`. The full stop of "t.ex." does not, when the text
/// goes on in lower case.
fn ends_sentence(token: &str, next: Option<&str>) -> bool {
    let end = token.trim_end_matches(['”', '"', ')', '’', '»']);
    let starts_anew = next.is_none_or(|next| {
        next.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase())
    });
    end.ends_with(['!', '?', ':']) || (end.ends_with('.') && starts_anew)
}

#[cfg(test)]
mod tests {
    use super::Lix;

    #[test]
    fn words_sentences_and_long_words_are_counted() {
        let counted = Lix::of("Vi bor i Ånge. Kommunerna samverkar, t.ex. om vård (på distans)!");
        assert_eq!(counted, Lix { words: 11, sentences: 2, long: 3 });
        // 11 / 2 + 100 * 3 / 11 = 32,8
        assert_eq!(counted.value(), Some(33));
        assert_eq!(Lix::of("").value(), None);
        assert_eq!(Lix::of("Rubrik utan punkt").sentences, 1);
        assert_eq!(Lix::of("– … –"), Lix::default());
    }
}
