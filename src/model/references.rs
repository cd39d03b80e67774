//! Resolves the references of front matter and registers, and turns them round into back-links.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::{FilePath, Place, Span};
use crate::document::register::TABLES;
use crate::document::{Document, Documents};
use crate::yaml::Shown;

use super::{DocumentId, Target, Targets};

/// A reference that points to nothing that is there, or may mean several pages.
#[derive(Debug, Clone)]
pub struct Unresolved {
    /// Where it stands.
    pub place: Place,
    /// The id as written.
    pub id: String,
    /// The kinds it may point to.
    pub kinds: &'static [&'static str],
    /// It points to a page that is left out.
    pub left_out: Option<DocumentId>,
    /// It may mean any of these pages.
    pub several: Vec<DocumentId>,
}

/// A document that refers to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// The top-level field that holds the reference, by the name templates use.
    pub field: &'static str,
    /// The document.
    pub document: DocumentId,
}

/// A row of a register: the register's place among all, and the row's in it.
pub type RowAt = (usize, usize);

/// Everything that references come to.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// Those that point to nothing.
    pub unresolved: Vec<Unresolved>,
    /// The pages that refer to each target.
    pub backlinks: BTreeMap<Target, Vec<Backlink>>,
    /// The rows that refer to each target.
    pub rows: BTreeMap<Target, Vec<RowAt>>,
}

pub(super) fn resolve(documents: &Documents, published: &[bool], targets: &Targets) -> Resolved {
    let Resolved { mut unresolved, mut backlinks, mut rows } = Resolved::default();
    let looked_up: Vec<_> =
        documents.pages.par_iter().map(|document| references_of(document, targets)).collect();
    for (id, (faults, found)) in looked_up.into_iter().enumerate() {
        unresolved.extend(faults);
        if published[id] && documents.pages[id].route.is_original() {
            for (field, target) in found {
                let links = backlinks.entry(target).or_default();
                let link = Backlink { field, document: id };
                if links.last() != Some(&link) {
                    links.push(link);
                }
            }
        }
    }
    for (register, document) in documents.registers.iter().enumerate() {
        for (at, row) in document.table.rows().enumerate() {
            for (_, shown) in row.shown {
                for target in look_up(&shown, &document.file, targets, &mut unresolved) {
                    let about = rows.entry(target).or_default();
                    if about.last() != Some(&(register, at)) {
                        about.push((register, at));
                    }
                }
            }
        }
    }
    Resolved { unresolved, backlinks, rows }
}

/// What the fields of one page refer to, and what of it is not there.
pub(super) fn references_of(
    document: &Document,
    targets: &Targets,
) -> (Vec<Unresolved>, Vec<(&'static str, Target)>) {
    let mut unresolved: Vec<Unresolved> = row_of_text(document, targets).into_iter().collect();
    let mut all = Vec::new();
    if let Some(defaults) = &document.defaults {
        for (_, shown) in defaults.shown() {
            look_up(&shown, &document.file, targets, &mut unresolved);
        }
    }
    for (written, field, shown) in document.fields_where(|field, _| field.shape.may_refer()) {
        // A reference that a section gives is looked at there, once.
        let mut elsewhere = Vec::new();
        let is_own = !document.defaulted.contains(&written.key);
        let faults = if is_own { &mut unresolved } else { &mut elsewhere };
        let mut found = look_up(&shown, &document.file, targets, faults);
        if let Shown::All(kinds) = shown {
            found.extend(kinds.iter().flat_map(|kind| targets.ids(kind).map(|(_, t)| t)));
        }
        all.extend(found.into_iter().map(|target| (field, target)));
    }
    (unresolved, all)
}

/// A text for a register's row that is not there.
fn row_of_text(document: &Document, targets: &Targets) -> Option<Unresolved> {
    let table = TABLES.iter().find(|table| table.pages == Some(document.route.kind))?;
    let kinds = std::slice::from_ref(&table.name);
    let own = document.route.original.parts().skip(1).collect::<Vec<_>>().join("/");
    let is_known = targets.find(kinds, &own).is_some() || targets.is_unread(kinds);
    (!is_known).then(|| Unresolved {
        place: Place::new(&document.file, Span::at(0)),
        id: own,
        kinds,
        left_out: None,
        several: Vec::new(),
    })
}

/// The targets that `shown` refers to. Those that are not there go to `unresolved`.
fn look_up(
    shown: &Shown<'_>,
    file: &FilePath,
    targets: &Targets,
    unresolved: &mut Vec<Unresolved>,
) -> Vec<Target> {
    let mut found = Vec::new();
    shown.each_reference(&mut |reference| {
        let id = &reference.id.value;
        let target = targets.find(reference.targets, id).map(|(_, target)| target);
        let (left_out, several) = match target {
            Some(Target::LeftOut(document)) => {
                (Some(document), targets.several(reference.targets, id))
            }
            Some(Target::Word) => return,
            Some(target) => {
                found.push(target);
                let several = targets.several(reference.targets, id);
                if several.is_empty() {
                    return;
                }
                (None, several)
            }
            None if targets.is_open(reference.targets) => return,
            None if targets.is_unread(reference.targets) => return,
            None => (None, Vec::new()),
        };
        unresolved.push(Unresolved {
            place: Place::new(file, reference.id.span),
            id: id.clone(),
            kinds: reference.targets,
            left_out,
            several,
        });
    });
    found
}
