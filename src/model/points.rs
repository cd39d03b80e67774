//! Which points of which plan editions name a work or an area. A work's plan years
//! come from here, and are never typed on the work.

use std::collections::BTreeMap;

use crate::document::Front;

use super::{DocumentId, Model, Target};

/// A point of a plan edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PointOf {
    /// The edition.
    pub edition: DocumentId,
    /// The point's place in it.
    pub point: usize,
}

/// The points by the document they name, editions in listing order.
pub(super) fn collect(model: &Model) -> BTreeMap<DocumentId, Vec<PointOf>> {
    let mut all: BTreeMap<DocumentId, Vec<PointOf>> = BTreeMap::new();
    for (edition, document) in model.originals() {
        let Front::Plan(plan) = &document.front else { continue };
        for (point, written) in plan.points.iter().enumerate() {
            for reference in &written.concerns {
                let found = model.targets.find(
                    <crate::document::SubjectTarget as crate::yaml::Target>::KINDS,
                    &reference.id.value,
                );
                if let Some((_, Target::Document(document))) = found {
                    all.entry(document).or_default().push(PointOf { edition, point });
                }
            }
        }
    }
    all
}
