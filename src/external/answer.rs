//! What is known of an address of another site.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::address::without_fragment;

/// What is known of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Good,
    /// It is there, and the other site says that it has moved for good (301, 308): to where.
    Moved(String),
    /// The other site says that it is not there: 404 or 410.
    Gone(u16),
    /// There is no host of that name.
    NoHost,
    /// Nobody knows.
    Unknown(Reason),
}

/// Why nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The host answered with this status, which says nothing of the page: 403, 429, 500 …
    Status(u16),
    /// No answer in time.
    Slow,
    /// The connection was refused, or closed before an answer came.
    Closed,
    /// The connection could not be made safe.
    Tls,
    /// What came was no answer.
    Garbled,
    /// The host could not be reached, or its name not be looked up just now.
    Unreachable,
    /// It leads on and on.
    Ring,
    /// It is on a network that visitors are not on.
    Private,
    /// It cannot be read as an address.
    Odd,
}

/// What is known of many addresses, by the address without `#…`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// What is known of an address as somebody wrote it.
    #[must_use]
    pub fn get(&self, written: &str) -> Option<&Answer> {
        self.0.get(without_fragment(written))
    }

    /// Puts an answer in.
    pub fn insert(&mut self, address: &str, answer: Answer) {
        self.0.insert(without_fragment(address).to_owned(), answer);
    }

    /// Every answer, in order of address.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(address, answer)| (address.as_str(), answer))
    }

    /// Takes out the answers that are not `wanted`.
    pub fn retain(&mut self, mut wanted: impl FnMut(&str, &Answer) -> bool) {
        self.0.retain(|address, answer| wanted(address, answer));
    }
}

impl<A: AsRef<str>> FromIterator<(A, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (A, Answer)>>(all: I) -> Self {
        let mut answers = Self::default();
        for (address, answer) in all {
            answers.insert(address.as_ref(), answer);
        }
        answers
    }
}

/// The reasons that are one word.
const REASONS: [(Reason, &str); 8] = [
    (Reason::Slow, "slow"),
    (Reason::Closed, "closed"),
    (Reason::Tls, "tls"),
    (Reason::Garbled, "garbled"),
    (Reason::Unreachable, "unreachable"),
    (Reason::Ring, "ring"),
    (Reason::Private, "private"),
    (Reason::Odd, "odd"),
];

/// In a word or two, as it is kept: `good`, `moved https://…`, `gone 404`, `no-host`,
/// `unknown 403`, `unknown slow`.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Good => f.write_str("good"),
            Self::Moved(to) => write!(f, "moved {to}"),
            Self::Gone(status) => write!(f, "gone {status}"),
            Self::NoHost => f.write_str("no-host"),
            Self::Unknown(Reason::Status(status)) => write!(f, "unknown {status}"),
            Self::Unknown(reason) => {
                let word = REASONS.iter().find(|(known, _)| known == reason);
                write!(f, "unknown {}", word.map_or("odd", |(_, word)| word))
            }
        }
    }
}

impl FromStr for Answer {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let status = || rest.parse::<u16>().ok().filter(|status| (100..1000).contains(status));
        let reason = || REASONS.iter().find(|(_, word)| *word == rest).map(|(reason, _)| *reason);
        match word {
            "good" if rest.is_empty() => Ok(Self::Good),
            "no-host" if rest.is_empty() => Ok(Self::NoHost),
            "moved" if super::is_web(rest) => Ok(Self::Moved(rest.to_owned())),
            "gone" => {
                status().filter(|status| matches!(status, 404 | 410)).map(Self::Gone).ok_or(())
            }
            "unknown" => status().map(Reason::Status).or_else(reason).map(Self::Unknown).ok_or(()),
            _ => Err(()),
        }
    }
}
