//! Which files stay out of the site with the pages they belong to: what a draft shows is no more
//! public than the draft.
//!
//! A file belongs to the nearest folder above it that is a page or a section. Beside other pages
//! it belongs to whoever names it: when only pages that are left out do, it stays out with them.

use std::collections::BTreeMap;

use crate::base::FilePath;
use crate::document::{Copied, Document};
use crate::source::CONTENT;
use crate::yaml::Shown;

use super::{DocumentId, Model};

/// The files that stay out, each with the page it stays out with.
pub(super) fn left_out(
    model: &Model,
    copied: &[Copied],
    published: &[bool],
) -> BTreeMap<FilePath, DocumentId> {
    let beside = || copied.iter().filter(|copied| is_beside_a_page(&copied.file));
    let mut found: BTreeMap<FilePath, DocumentId> = beside()
        .filter_map(|copied| {
            let owner = owner(&copied.file, &model.documents)?;
            (!published[owner]).then(|| (copied.file.clone(), owner))
        })
        .collect();
    let all = || model.documents.iter().enumerate();
    let mut named: BTreeMap<FilePath, DocumentId> = BTreeMap::new();
    let mut files: Option<Named<'_>> = None;
    for (id, document) in all().filter(|(id, _)| !published[*id]) {
        let files = files.get_or_insert_with(|| Named::of(beside()));
        for file in files.named_on(document).filter(|file| !found.contains_key(*file)) {
            named.entry(file.clone()).or_insert(id);
        }
    }
    // Most sites have no such file, and need not be looked through.
    if let Some(files) = files.filter(|_| !named.is_empty()) {
        for (_, document) in all().filter(|(id, _)| published[*id]) {
            for file in files.named_on(document) {
                named.remove(file);
            }
        }
        for row in model.register_documents.iter().flat_map(|register| register.table.rows()) {
            for (_, shown) in &row.shown {
                if let Shown::Text(text) = shown
                    && let Some(file) = files.file_of_row(text)
                {
                    named.remove(file);
                }
            }
        }
    }
    found.append(&mut named);
    found
}

/// Files beside pages, by what they are called.
struct Named<'a> {
    by_file: BTreeMap<&'a str, &'a FilePath>,
    /// Without the first slash.
    by_address: BTreeMap<&'a str, &'a FilePath>,
}

impl<'a> Named<'a> {
    fn of(copied: impl Iterator<Item = &'a Copied> + Clone) -> Self {
        Self {
            by_file: copied.clone().map(|copied| (copied.file.as_str(), &copied.file)).collect(),
            by_address: copied.map(|copied| (copied.to.as_str(), &copied.file)).collect(),
        }
    }

    /// The files that a page links to or shows.
    fn named_on(&self, document: &'a Document) -> impl Iterator<Item = &'a FilePath> {
        let links = document.outline.links.iter().map(|link| link.target.as_str());
        let components = document.outline.components.iter().flat_map(|component| {
            let values = component.attributes.iter().filter_map(|one| one.value.as_ref());
            values.map(|value| value.value.as_str())
        });
        let pictures = document.common.picture.iter().chain(&document.common.pictures);
        let pictures = pictures
            .filter_map(|picture| picture.value.file.as_ref())
            .map(|file| file.value.as_str());
        let targets = links.chain(components).chain(pictures);
        targets.filter_map(|target| match Model::file_meant(document, target) {
            Some(file) => self.by_file.get(file.as_str()).copied(),
            None => self.of_address(target),
        })
    }

    /// The file that a row names: from `content/` on, or by its address.
    fn file_of_row(&self, written: &str) -> Option<&'a FilePath> {
        let file = format!("{CONTENT}/{}", written.trim_start_matches('/'));
        self.by_file.get(file.as_str()).copied().or_else(|| self.of_address(written))
    }

    fn of_address(&self, written: &str) -> Option<&'a FilePath> {
        let path = written.trim().split(['#', '?']).next()?.strip_prefix('/')?;
        self.by_address.get(path).copied()
    }
}

/// What lies in `static/` belongs to no page.
fn is_beside_a_page(file: &FilePath) -> bool {
    file.below(CONTENT).is_some_and(|path| !path.starts_with("static/"))
}

/// The page or section whose folder a file lies in, the nearest one.
fn owner(file: &FilePath, documents: &[Document]) -> Option<DocumentId> {
    let page = |folder: &str, name: &str| {
        let page = FilePath::new(&format!("{folder}/{name}"));
        documents.binary_search_by(|document| document.file.cmp(&page)).ok()
    };
    let mut folder = file.folder();
    while !folder.is_empty() {
        if let Some(id) = page(folder, "index.md").or_else(|| page(folder, "_index.md")) {
            return Some(id);
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    None
}
