//! `content/baslinje.yaml`: the findings that a site had when the checks were taken into use.
//! They are not shown; what is new is.

use crate::base::Spanned;
use crate::yaml::{Count, Fault, FaultKind, Node, Readable, Shape, Value, record};

record! {
    /// Findings of one rule in one file that are marked at the same words.
    pub struct BaselineRow {
        file: Option<Spanned<String>> = "fil" [required], "Filen, till exempel content/om/index.md.";
        rule: Option<Spanned<String>> = "regel" [required], "Regelns kod.";
        mark: Option<Spanned<String>> = "avtryck" [required], "Fingeravtrycket av orden som fyndet gäller.";
        count: Option<Spanned<Count>> = "antal", "Hur många fynd. 1 om inget annat sägs.";
    }
}

/// The findings that are known, and what was wrong in their file.
#[derive(Debug, Default)]
pub struct Baseline {
    /// The rows.
    pub rows: Vec<Spanned<BaselineRow>>,
    /// The faults found.
    pub faults: Vec<Fault>,
}

impl Baseline {
    /// Reads the file. Never fails: what cannot be read hides nothing, and is a fault.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut all = Self::default();
        let Some(node) = crate::yaml::read(text, 0).node(&mut all.faults) else { return all };
        match &node.value {
            Value::List(items) => {
                for item in items {
                    let row = BaselineRow::read(item, "baslinje", &mut all.faults);
                    all.rows.extend(row.map(|row| Spanned::new(row, item.span)));
                }
            }
            Value::Null => {}
            _ => all.faults.push(not_a_list(&node)),
        }
        all
    }
}

fn not_a_list(node: &Node) -> Fault {
    let expected = Shape::List(&BaselineRow::SHAPE);
    let kind = FaultKind::WrongShape { key: "baslinje", expected, suggestion: None };
    Fault { kind, span: node.span }
}
