//! Every file of content, parsed: all of them, or those that have changed.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::base::{FilePath, Hyphens, UrlPath};
use crate::config::Config;
use crate::source::{CONTENT, Content, Source};

use super::inherit::Inherited;
use super::kind::{Kind, Section};
use super::register::{RegisterDocument, Table};
use super::route::frozen_with;
use super::{Around, Baseline, Document, Edition, Frozen, PlanLock, Route, Routed, route};

/// Everything below `content/`, parsed.
#[derive(Debug, Default)]
pub struct Documents {
    /// The pages, in order of file.
    pub pages: Vec<Document>,
    /// The registers, in order of file.
    pub registers: Vec<RegisterDocument>,
    /// Files that are copied: those in `static/`, and those beside pages.
    pub copied: Vec<Copied>,
    /// Registers that are there but are no text: the names of their tables' files.
    pub unread: Vec<&'static str>,
    /// Files that look like pages or registers but are none.
    pub strays: Vec<FilePath>,
    /// The hashes of adopted plan editions.
    pub plan_lock: PlanLock,
    /// Reports as they were adopted.
    pub frozen: Vec<Frozen>,
    /// The findings that are known.
    pub baseline: Baseline,
}

/// A file that is copied as it is.
#[derive(Debug, Clone)]
pub struct Copied {
    /// The file.
    pub file: FilePath,
    /// Where it ends up, relative to the output folder.
    pub to: String,
}

/// What was parsed before of files that have not changed since.
#[derive(Debug, Default)]
pub struct Known {
    pages: HashMap<FilePath, Document>,
    registers: HashMap<FilePath, RegisterDocument>,
}

impl Known {
    /// What of `pages` and `registers` can be used again, when the files in `changed` have changed,
    /// come or gone.
    #[must_use]
    pub fn of(
        pages: Vec<Document>,
        registers: Vec<RegisterDocument>,
        changed: &BTreeSet<FilePath>,
    ) -> Self {
        let is_section = |file: &FilePath| file.name().starts_with("_index.");
        // What a section says may hold for any page; what a page says, for its translations.
        let pages = if changed.iter().any(is_section) { Vec::new() } else { pages };
        let is_changed = |document: &&Document| changed.contains(&document.file);
        let originals: BTreeSet<UrlPath> =
            pages.iter().filter(is_changed).map(|changed| changed.route.original.clone()).collect();
        let came = changed.iter().any(|file| !pages.iter().any(|known| known.file == *file));
        let is_same = |document: &Document| {
            !changed.contains(&document.file)
                && !originals.contains(&document.route.original)
                // A translation may have come of any page, and takes over what that one says.
                && (!came || document.route.is_original())
        };
        let pages = pages.into_iter().filter(is_same).map(|known| (known.file.clone(), known));
        let registers = registers.into_iter().filter(|known| !changed.contains(&known.file));
        let registers = registers.map(|known| (known.file.clone(), known));
        Self { pages: pages.collect(), registers: registers.collect() }
    }
}

impl Documents {
    /// Parses every file of `source`, in parallel. `config` says which languages and
    /// taxonomies there are.
    #[must_use]
    pub fn parse(source: &Source, config: &Config) -> Self {
        Self::parse_unknown(source, config, Known::default())
    }

    /// Parses every file of `source` but those that are `known`: under the same `config`, and the
    /// same sections above them.
    #[must_use]
    pub fn parse_unknown(source: &Source, config: &Config, mut known: Known) -> Self {
        let mut pages = Vec::new();
        let mut registers = Vec::new();
        let mut out = Self::default();
        let languages = config.languages();
        for (file, found) in source.below(CONTENT) {
            match route(file, &languages) {
                Routed::Page(route) => pages.push((file, route, is_parsed(&found.content))),
                Routed::Register(table) if is_parsed(&found.content) => {
                    registers.push((file, table));
                }
                Routed::Copied(to) => out.copied.push(Copied { file: file.clone(), to }),
                Routed::Stray => out.strays.push(file.clone()),
                Routed::Register(table) => out.unread.push(table.file),
                Routed::Frozen => out.frozen.push(Frozen::read(file, source.text(file))),
                Routed::PlanLock => out.plan_lock = PlanLock::read(source.text(file)),
                Routed::Baseline => out.baseline = Baseline::read(source.text(file)),
                Routed::Settings => {}
            }
        }
        // What no frozen report names is what is left of an older one.
        let sealed: BTreeSet<FilePath> = out
            .frozen
            .iter()
            .flat_map(|frozen| frozen.files.iter().map(|(name, _)| frozen.beside(name)))
            .collect();
        out.copied
            .retain(|copied| frozen_with(&copied.file).is_none() || sealed.contains(&copied.file));
        let registers: Vec<_> = registers
            .into_iter()
            .map(|(file, table)| (file, table, known.registers.remove(file)))
            .collect();
        out.pages = parse_pages(source, pages, config, known);
        out.registers = registers
            .into_par_iter()
            .map(|(file, table, known)| {
                known.unwrap_or_else(|| RegisterDocument::parse(file, table, source.text(file)))
            })
            .collect();
        out
    }
}

/// Where the site lets long words be parted.
#[must_use]
pub fn hyphens(registers: &[RegisterDocument]) -> Hyphens {
    let rows = registers.iter().flat_map(|register| match &register.table {
        Table::Hyphenation(rows) => &rows[..],
        _ => &[],
    });
    Hyphens::new(rows.filter_map(|row| Some(row.value.word.as_ref()?.value.as_str())))
}

/// How many files a thread takes at a time: few, so that nobody is left with the last of them.
const AT_A_TIME: usize = 32;

/// Parses the pages: sections first, because what they say holds for the pages below.
fn parse_pages(
    source: &Source,
    pages: Vec<(&FilePath, Route, bool)>,
    config: &Config,
    mut known: Known,
) -> Vec<Document> {
    let taxonomies = &config.taxonomies();
    let main = Edition { language: config.language(), variant: None };
    let mut inherited = Inherited::default();
    let (mut sections, others): (Vec<_>, Vec<_>) =
        pages.into_iter().partition(|(_, route, _)| route.kind == Section::NAME);
    sections.sort_by_key(|(file, route, _)| from_the_top(file, route));
    let translated: BTreeSet<_> = sections
        .iter()
        .chain(&others)
        .filter(|(_, route, _)| !route.is_original())
        .map(|(_, route, _)| route.original.clone())
        .collect();
    for (file, route, is_text) in sections.iter().chain(&others) {
        if *is_text && route.is_original() && translated.contains(&route.address) {
            inherited.add_text_of_original(route, source.text(file));
        }
    }
    let parse = |file: &FilePath, route: Route, is_text: bool, inherited: &Inherited| {
        if is_text {
            let around = Around { inherited: &inherited.of(file, &route, main), taxonomies };
            Document::parse(file, route, source.text(file), around)
        } else {
            Document::unread(file, route)
        }
    };
    let mut all = Vec::new();
    for (file, route, is_text) in sections {
        let document = known.pages.remove(file);
        let document = document.unwrap_or_else(|| parse(file, route, is_text, &inherited));
        inherited.add_section(&document);
        all.push(document);
    }
    let others = others.into_iter().map(|page| (known.pages.remove(page.0), page));
    let others: Vec<_> = others.collect();
    let parsed: Vec<Document> = others
        .into_par_iter()
        .with_max_len(AT_A_TIME)
        .map(|(known, (file, route, is_text))| {
            known.unwrap_or_else(|| parse(file, route, is_text, &inherited))
        })
        .collect();
    all.extend(parsed);
    all.sort_by(|a, b| a.file.cmp(&b.file));
    all
}

/// Parses one page of a site whose other pages are `known`. Nothing when the file is no page, or
/// no text.
#[must_use]
pub fn parse_again(
    source: &Source,
    config: &Config,
    known: &[Document],
    file: &FilePath,
) -> Option<Document> {
    let Routed::Page(route) = route(file, &config.languages()) else { return None };
    source.files.get(file).filter(|found| is_parsed(&found.content))?;
    let is_section = route.kind == Section::NAME;
    let is_above = |section: &&Document| {
        section.route.kind == Section::NAME
            && section.file != *file
            && file.as_str().starts_with(section.file.folder())
            && (!is_section
                || from_the_top(&section.file, &section.route) < from_the_top(file, &route))
    };
    let mut sections: Vec<&Document> = known.iter().filter(is_above).collect();
    sections.sort_by_key(|section| from_the_top(&section.file, &section.route));
    let mut inherited = Inherited::default();
    if !route.is_original()
        && let Some(original) = known.iter().find(|other| other.route.address == route.original)
    {
        inherited.add_text_of_original(&original.route, source.text(&original.file));
    }
    for section in sections {
        inherited.add_section(section);
    }
    let main = Edition { language: config.language(), variant: None };
    let inherited = &inherited.of(file, &route, main);
    let around = Around { inherited, taxonomies: &config.taxonomies() };
    Some(Document::parse(file, route, source.text(file), around))
}

/// The order in which sections are read: what one says holds for those below it, and for its
/// translations.
fn from_the_top<'a>(file: &'a FilePath, route: &Route) -> (bool, usize, &'a FilePath) {
    (!route.is_original(), file.as_str().matches('/').count(), file)
}

/// Files too large or not UTF-8 are reported by their own rules. A page keeps its
/// address all the same, so that links to it are not broken too.
const fn is_parsed(content: &Content) -> bool {
    matches!(content, Content::Text(_))
}
