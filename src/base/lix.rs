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
        let mut counter = Counter::default();
        let mut token = Token::default();
        for sign in block.chars() {
            if is_plain_letter(sign) {
                token.letters += 1;
                token.first_letter.get_or_insert(sign);
                token.last = Some(sign);
            } else if sign.is_whitespace() {
                counter.take(&std::mem::take(&mut token));
            } else {
                token.push(sign);
            }
        }
        counter.take(&token);
        counter.finish()
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

/// What stands between two spaces.
#[derive(Default)]
struct Token {
    /// Its letters and digits.
    letters: usize,
    first_letter: Option<char>,
    /// Whether it has a sign that closes a quotation or bracket.
    closes: bool,
    /// Its last sign, the quotes and brackets that close it left out.
    last: Option<char>,
}

impl Token {
    fn push(&mut self, sign: char) {
        if sign.is_alphanumeric() {
            self.letters += 1;
            self.first_letter.get_or_insert(sign);
        }
        if CLOSING.contains(&sign) {
            self.closes = true;
        } else {
            self.last = Some(sign);
        }
    }
}

/// Counts the tokens of a block, one by one.
#[derive(Default)]
struct Counter {
    counted: Lix,
    /// Whether a sentence has begun.
    open: bool,
    /// Whether the last token ended with a full stop: what comes next tells what it meant.
    stopped: bool,
}

const CLOSING: [char; 5] = ['”', '"', ')', '’', '»'];

impl Counter {
    fn take(&mut self, token: &Token) {
        if token.last.is_none() && token.letters == 0 && !token.closes {
            return;
        }
        // The full stop of "t.ex." ends nothing, when the text goes on in lower case.
        self.stop(token.first_letter.is_none_or(|first| !first.is_lowercase()));
        if token.letters > 0 {
            self.counted.words += 1;
            self.counted.long += usize::from(token.letters > 6);
            self.open = true;
        }
        match token.last {
            Some('!' | '?' | ':') => self.end_sentence(),
            Some('.') => self.stopped = true,
            _ => {}
        }
    }

    /// Settles the full stop before the text at hand.
    fn stop(&mut self, starts_anew: bool) {
        if std::mem::take(&mut self.stopped) && starts_anew {
            self.end_sentence();
        }
    }

    fn end_sentence(&mut self) {
        self.counted.sentences += usize::from(std::mem::take(&mut self.open));
    }

    fn finish(mut self) -> Lix {
        self.end_sentence();
        self.counted
    }
}

/// A letter of Swedish, which nearly every sign of a text is: told without a look at anything else.
const fn is_plain_letter(sign: char) -> bool {
    matches!(sign, 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

#[cfg(test)]
mod tests {
    use super::Lix;

    /// The same in other words, and slower.
    fn plainly(block: &str) -> Lix {
        let (mut counted, mut open) = (Lix::default(), false);
        let tokens: Vec<&str> = block.split_whitespace().collect();
        for (at, token) in tokens.iter().enumerate() {
            let letters = token.chars().filter(|c| c.is_alphanumeric()).count();
            counted.words += usize::from(letters > 0);
            counted.long += usize::from(letters > 6);
            open |= letters > 0;
            let next =
                tokens.get(at + 1).and_then(|next| next.chars().find(|c| c.is_alphanumeric()));
            let anew = next.is_none_or(|c| !c.is_lowercase());
            let end = token.trim_end_matches(['”', '"', ')', '’', '»']);
            if open && (end.ends_with(['!', '?', ':']) || (end.ends_with('.') && anew)) {
                counted.sentences += 1;
                open = false;
            }
        }
        counted.sentences += usize::from(open);
        counted
    }

    proptest::proptest! {
        #[test]
        fn one_pass_counts_as_many(text in "[ \\u{a0}a-zåäöÖ×ßA-C0-3.!?:”)\"t–]{0,60}") {
            proptest::prop_assert_eq!(Lix::of(&text), plainly(&text));
        }
    }

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
