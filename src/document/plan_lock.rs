//! `content/fardplan/las.yaml`: the fingerprint of each adopted plan edition.
//!
//! An adopted edition is a public decision: whoever changes it makes a new edition. The
//! fingerprint covers year, validity, adoption and points, and nothing that an editor may
//! rightly change later, such as the day of the last review.

use sha2::{Digest, Sha256};

use crate::base::{Lang, Spanned};
use crate::yaml::{Citations, Fault, FaultKind, Node, Readable, Shape, Value, Year, record};

use super::kind::Plan;

record! {
    /// One edition and its fingerprint.
    pub struct LockedEdition {
        year: Option<Spanned<Year>> = "år" [required], "Utgåvans år.";
        fingerprint: Option<Spanned<String>> = "avtryck" [required], "Utgåvans fingeravtryck.";
    }
}

/// The locked editions, and what was wrong in their file.
#[derive(Debug, Default)]
pub struct PlanLock {
    /// The editions.
    pub editions: Vec<Spanned<LockedEdition>>,
    /// The faults found.
    pub faults: Vec<Fault>,
}

impl PlanLock {
    /// Reads the file. Never fails: what cannot be read locks nothing, and is a fault.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut lock = Self::default();
        let Some(node) = crate::yaml::read(text, 0).node(&mut lock.faults) else { return lock };
        match &node.value {
            Value::List(items) => {
                for item in items {
                    let row = LockedEdition::read(item, "las", &mut lock.faults);
                    lock.editions.extend(row.map(|row| Spanned::new(row, item.span)));
                }
            }
            Value::Null => {}
            _ => lock.faults.push(not_a_list(&node)),
        }
        lock
    }

    /// The fingerprint kept for the edition of `year`.
    #[must_use]
    pub fn of(&self, year: &str) -> Option<&Spanned<LockedEdition>> {
        self.editions.iter().find(|edition| {
            edition.year.as_ref().is_some_and(|known| known.value.0.to_string() == year)
        })
    }
}

fn not_a_list(node: &Node) -> Fault {
    let kind = FaultKind::WrongShape {
        key: "las",
        expected: Shape::List(&LockedEdition::SHAPE),
        suggestion: None,
    };
    Fault { kind, span: node.span }
}

/// The fingerprint of an edition: 32 hexadecimal digits. Spaces, quotes and line breaks in
/// the file do not matter; every word, date, reference and source does.
#[must_use]
pub fn fingerprint(year: &str, plan: &Plan) -> String {
    let mut lines = vec![format!("år {year}")];
    for validity in &plan.validity {
        let text = validity.text.as_ref().map(|text| text.value.0.as_str());
        lines.push(line("giltighet", text, validity.source.as_ref()));
    }
    if let Some(adopted) = &plan.adopted {
        let date = adopted.date.as_ref().map(|date| date.show(Lang::Sv));
        let by = adopted.by.as_ref().map_or("", |by| by.value.id.value.as_str());
        let text = format!("{} {by}", date.unwrap_or_default());
        lines.push(line("antagen", Some(&text), adopted.source.as_ref()));
    }
    for point in &plan.points {
        let number = point.number.as_ref().map_or("", |number| number.value.as_str());
        let text = point.text.as_ref().map(|text| text.value.0.as_str());
        lines.push(line(&format!("punkt {number}"), text, point.source.as_ref()));
        for concerned in &point.concerns {
            lines.push(format!("avser {}", concerned.id.value));
        }
    }
    let digest = Sha256::digest(lines.join("\n").as_bytes());
    let mut shown = String::new();
    for byte in digest.iter().take(16) {
        shown.push_str(&format!("{byte:02x}"));
    }
    shown
}

/// One line of what is hashed. Its form is frozen: another would unlock every edition.
fn line(what: &str, text: Option<&str>, source: Option<&Spanned<Citations>>) -> String {
    let words: Vec<&str> = text.unwrap_or_default().split_whitespace().collect();
    let sources: Vec<String> = source
        .iter()
        .flat_map(|source| &source.value.0)
        .map(|citation| format!("{} {}", citation.key.value, citation.section))
        .collect();
    format!("{what}\t{}\t{}", words.join(" "), sources.join("; "))
}
