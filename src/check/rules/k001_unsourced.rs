//! A fact or figure without a source.

use super::prelude::*;
use crate::document::register::{CoverageStatus, LocalPlanStatus, Table};
use crate::yaml::FaultKind;

pub const RULE: Rule = Rule {
    code: "K001",
    name: "unsourced",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Uppgift utan källa", "Fact without a source"),
    why: Text::fixed(
        "Den som läser ska kunna kontrollera varje uppgift och siffra. Utan källa går det inte.",
        "Readers must be able to check every fact and figure. Without a source they cannot.",
    ),
    source: Text::fixed(
        "Saklighet: regeringsformen 1 kap. 9 §. Varje uppgift ska gå att spåra till ett dokument.",
        "Objectivity: the Instrument of Government 1:9. Every fact must be traceable to a document.",
    ),
    bad: Example::Text(&[(
        "content/omraden/vard.md",
        "---\ntitel: Vård\nnyckeltal:\n  - «id»: grupper\n    värde: ca 15\n---\n",
    )]),
    good: Example::Text(&[(
        "content/omraden/vard.md",
        "---\ntitel: Vård\nnyckeltal:\n  - id: grupper\n    värde: ca 15\n    källa: F 6.2\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    // What could not be read may hold the source.
    let whole = |faults: &[crate::yaml::Fault]| !faults.iter().any(crate::yaml::Fault::is_syntax);
    for document in subject.model.register_documents.iter().filter(|d| whole(&d.faults)) {
        for span in known_without_source(&document.table) {
            let message = Text::fixed("Uppgiften saknar källa.", "The fact has no source.");
            out.add(&document.file, span, message).help(Text::fixed(
                "Lägg till källa:, eller skriv status: uppgift saknas om det inte är känt.",
                "Add källa:, or write status: uppgift saknas when it is not known.",
            ));
        }
    }
    for (file, fault) in subject.yaml_faults() {
        if fault.kind == FaultKind::Unsourced {
            let message = Text::fixed("Uppgiften saknar källa.", "The fact has no source.");
            out.add(&file, fault.span, message).help(Text::fixed(
                "Lägg till raden källa: med dokumentets nyckel och avsnitt, till exempel källa: F 6.2. \
                 En siffra som ni själva har räknat fram får källa: beräknat.",
                "Add the line källa: with the document's key and section, such as källa: F 6.2. \
                 A figure that is your own arithmetic has källa: beräknat.",
            ));
        }
    }
}

/// The rows that say how something stands, and not from where that is known.
fn known_without_source(table: &Table) -> Vec<Span> {
    match table {
        Table::Coverage(rows) => rows
            .iter()
            .filter(|row| row.source.is_none())
            .filter_map(|row| row.status.as_ref())
            .filter(|status| status.value != CoverageStatus::Unknown)
            .map(|status| status.span)
            .collect(),
        Table::LocalPlans(rows) => rows
            .iter()
            .filter(|row| row.source.is_none())
            .filter_map(|row| row.status.as_ref())
            .filter(|status| status.value != LocalPlanStatus::Unknown)
            .map(|status| status.span)
            .collect(),
        _ => Vec::new(),
    }
}
