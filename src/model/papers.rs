//! The register of documents: which row a file belongs to, and which document holds instead of
//! which.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Date, OutPath, UrlPath};
use crate::document::register::{CitedDocument, Picture, Row as _, Table};
use crate::source::CONTENT;

use super::{Model, RowAt, Target};

/// What the rows of documents come to.
#[derive(Debug, Default)]
pub struct Papers {
    /// The row of each file; the first where there are several.
    by_file: BTreeMap<OutPath, RowAt>,
    /// The document that holds instead of each.
    successors: BTreeMap<RowAt, RowAt>,
    /// References that cannot hold: a document instead of itself or of one that holds instead of
    /// it, or a second instead of the same.
    pub knots: Vec<Knot>,
}

/// A `ersätter` that cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Knot {
    /// The row that says so.
    pub row: RowAt,
    /// Its place in the row's list.
    pub at: usize,
    /// The row that holds instead already; none where documents replace each other in a ring.
    pub other: Option<RowAt>,
}

/// Collects them. Files and references must be settled.
pub(super) fn collect(model: &Model) -> Papers {
    let mut papers = Papers::default();
    for (at, row) in model.papers() {
        if let Some(out) = model.file_of(row) {
            papers.by_file.entry(out.clone()).or_insert(at);
        }
        for (place, old) in row.replaces.iter().enumerate() {
            let found = model.targets.find(&[CitedDocument::NAME], &old.value.id.value);
            let Some((_, Target::Row(register, old))) = found else { continue };
            let old = (register, old);
            let mut seen = BTreeSet::from([old]);
            let other = papers.successors.get(&old).copied().filter(|other| *other != at);
            if papers.newer_than(at, &mut seen).is_none() {
                papers.knots.push(Knot { row: at, at: place, other: None });
            } else if other.is_some() {
                papers.knots.push(Knot { row: at, at: place, other });
            } else {
                papers.successors.insert(old, at);
            }
        }
    }
    papers
}

impl Papers {
    /// The newest document in a row that begins with `at`: itself when nothing replaces it.
    /// Nothing when the row leads to one that was `seen`.
    fn newer_than(&self, at: RowAt, seen: &mut BTreeSet<RowAt>) -> Option<RowAt> {
        let mut newest = at;
        while seen.insert(newest) {
            let Some(next) = self.successors.get(&newest) else { return Some(newest) };
            newest = *next;
        }
        None
    }
}

impl Model {
    /// Every row of a document.
    pub fn papers(&self) -> impl Iterator<Item = (RowAt, &CitedDocument)> {
        self.register_documents.iter().enumerate().flat_map(|(register, document)| {
            let rows = match &document.table {
                Table::Documents(rows) => &rows[..],
                _ => &[],
            };
            rows.iter().enumerate().map(move |(at, row)| ((register, at), &row.value))
        })
    }

    /// The file that `fil:` names, however it is written: counted from `content/` or from its
    /// folder `static/`.
    #[must_use]
    pub fn file_named(&self, written: &str) -> Option<&OutPath> {
        let path = Picture::path_below_content(written);
        let below = |folder: &str| format!("{CONTENT}/{folder}{path}");
        ["", "static/"]
            .iter()
            .find_map(|folder| self.copied_to.get(&crate::base::FilePath::new(&below(folder))))
    }

    /// The site's own file at an address.
    #[must_use]
    pub fn file_at(&self, address: &str) -> Option<&OutPath> {
        let out = UrlPath::parse(address)?.out_path();
        self.copied.get_key_value(&out).map(|(out, _)| out)
    }

    /// The site's own file that a document is.
    #[must_use]
    pub fn file_of(&self, row: &CitedDocument) -> Option<&OutPath> {
        match (&row.file, &row.link) {
            (Some(file), _) => self.file_named(&file.value),
            (None, Some(link)) => self.file_at(&link.value.0),
            (None, None) => None,
        }
    }

    /// The row of the document that is this file.
    #[must_use]
    pub fn paper_at(&self, out: &OutPath) -> Option<&CitedDocument> {
        self.row_of_paper(*self.papers.by_file.get(out)?)
    }

    /// A row of the register of documents.
    #[must_use]
    pub fn row_of_paper(&self, (register, at): RowAt) -> Option<&CitedDocument> {
        match &self.register_documents.get(register)?.table {
            Table::Documents(rows) => rows.get(at).map(|row| &row.value),
            _ => None,
        }
    }

    /// The newest document that holds instead of this row; nothing where it still holds.
    #[must_use]
    pub fn newest_instead(&self, at: RowAt) -> Option<RowAt> {
        let newest = self.papers.newer_than(at, &mut BTreeSet::new())?;
        (newest != at).then_some(newest)
    }
}

/// When a document is from, to put it in order: its day, else the year it tells of.
pub(super) fn date_of(row: &CitedDocument) -> Option<Date> {
    let year = || Date::parse(&row.year.as_ref()?.value.0.to_string()).ok();
    row.date.as_ref().map(|date| date.value).or_else(year)
}
