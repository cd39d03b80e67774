//! What earlier rounds learnt, and how long it holds.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::address::without_fragment;
use super::answer::{Answer, Answers, Reason};

/// The form of the file. One of another form is as good as none.
const FORM: u32 = 1;

/// What is there stays there for a while.
const GOOD: SignedDuration = SignedDuration::from_hours(7 * 24);
/// What is wrong may be mended in a moment; but nobody wants to wait for it in every run of an hour.
const BAD: SignedDuration = SignedDuration::from_hours(1);

/// Answers, each with the time it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory(BTreeMap<String, (Timestamp, Answer)>);

/// As it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    form: u32,
    answers: BTreeMap<String, (String, String)>,
}

impl Memory {
    /// Reads what was kept. A text that is not whole, or not ours, is no memory; a row that
    /// cannot be read is none.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let Ok(kept) = serde_json::from_str::<Kept>(text) else { return Self::default() };
        if kept.form != FORM {
            return Self::default();
        }
        let row = |(address, (when, answer)): (String, (String, String))| {
            Some((address, (when.parse().ok()?, answer.parse().ok()?)))
        };
        Self(kept.answers.into_iter().filter_map(row).collect())
    }

    /// What is still to be believed of an address.
    #[must_use]
    pub fn answer(&self, written: &str, now: Timestamp) -> Option<&Answer> {
        let (when, answer) = self.0.get(without_fragment(written))?;
        holds(*when, answer, now).then_some(answer)
    }

    /// Takes in what a round has learnt.
    pub fn learn(&mut self, answers: &Answers, now: Timestamp) {
        for (address, answer) in answers.iter() {
            self.0.insert(address.to_owned(), (now, answer.clone()));
        }
    }

    /// What is worth keeping, as text.
    #[must_use]
    pub fn text(&self, now: Timestamp) -> String {
        let kept = self.0.iter().filter(|(_, (when, answer))| holds(*when, answer, now));
        let answers = kept.map(|(address, (when, answer))| {
            (address.clone(), (when.to_string(), answer.to_string()))
        });
        let kept = Kept { form: FORM, answers: answers.collect() };
        serde_json::to_string_pretty(&kept).map(|text| text + "\n").unwrap_or_default()
    }
}

/// Whether an answer still holds. One from the future is from another clock.
fn holds(when: Timestamp, answer: &Answer, now: Timestamp) -> bool {
    let age = now.duration_since(when);
    let limit = match answer {
        Answer::Good | Answer::Moved(_) => GOOD,
        // What it was that failed is on our side as likely as on theirs.
        Answer::Unknown(Reason::Unreachable | Reason::Private) => SignedDuration::ZERO,
        Answer::Gone(_) | Answer::NoHost | Answer::Unknown(_) => BAD,
    };
    !age.is_negative() && age < limit
}
