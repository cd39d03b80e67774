//! The whole content as one value: addresses, resolved references, back-links.
//!
//! Made by `link`. What a writer saves next is either taken in by `Model::edit` or linked anew
//! with everything else. It makes no HTML.

mod belongings;
mod changes;
mod chronicle;
mod claims;
mod edit;
mod editions;
mod entities;
mod faces;
mod feeds;
mod gathered;
mod links;
mod listing;
mod overview;
mod pages;
mod papers;
mod parts;
mod points;
mod publications;
mod publishing;
mod references;
mod related;
mod report;
mod search;
mod targets;
mod terms;
mod years;

pub use changes::Changes;
pub use chronicle::{DecisionAt, EventAt, EventFacts};
pub use claims::{Claim, Collision};
pub use edit::Edited;
pub use entities::{DECISIONS, EVENTS, Entity, is_parts, part_fields};
pub use faces::{Calendar, Face, Format, MOST_ADDRESSES};
pub use feeds::{Feed, FeedItem};
pub use links::{LinkFault, ResolvedLink};
pub use overview::{Group, overview};
pub use pages::{Beside, OWN_ADDRESSES, Page, PageId, View};
pub use papers::{Knot, Papers};
pub use parts::Part;
pub use points::PointOf;
pub use publishing::{LeftOut, Reason};
pub use references::{Backlink, RowAt, Unresolved};
pub use report::{
    Changed, FIGURES, GOALS, Missing, OUTCOMES, Period, PlanPartFacts, ReportAbout, ReportFacts,
    ReportTable, SubjectFacts, Unknown, Urgency, Urgent,
};
pub use search::Findable;
pub use targets::{Target, Targets};
pub use terms::{Term, Terms, TermsOf, of as terms_of};
pub use years::YearFacts;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil;

use crate::base::{FilePath, Language, OutPath, UrlPath};
use crate::config::Config;
use crate::document::register::{RegisterDocument, Registers};
use crate::document::{Baseline, Copied, Document, Documents, Edition, Frozen, PlanLock};
use crate::files::Files;

use claims::Claims;

/// The place of a document in `Model::documents`.
pub type DocumentId = usize;

/// What decides which pages there are, besides the content.
#[derive(Debug, Clone)]
pub struct LinkOptions {
    /// The only clock.
    pub now: Timestamp,
    /// Whether drafts come along.
    pub drafts: Drafts,
}

/// What happens to drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// They are left out.
    LeftOut,
    /// They are shown.
    Shown,
}

/// The whole content, linked.
#[derive(Debug)]
pub struct Model {
    /// The settings.
    pub config: Config,
    /// Today in the site's time zone.
    pub today: civil::Date,
    /// Every parsed page, those that are left out included.
    pub documents: Vec<Document>,
    /// Every parsed register file.
    pub register_documents: Vec<RegisterDocument>,
    /// The rows of all registers, typed.
    pub registers: Registers,
    /// The pages of the finished site, in order of address.
    pub pages: Vec<Page>,
    /// Page by address.
    pub by_address: BTreeMap<UrlPath, PageId>,
    /// What a reference can point to.
    pub targets: Targets,
    /// References that point to nothing.
    pub unresolved: Vec<Unresolved>,
    /// Who refers to what.
    pub backlinks: BTreeMap<Target, Vec<Backlink>>,
    /// The rows of registers that refer to what.
    pub rows_about: BTreeMap<Target, Vec<RowAt>>,
    /// The points of plan editions that name each document.
    pub points: BTreeMap<DocumentId, Vec<PointOf>>,
    /// The words that gather pages.
    pub terms: Terms,
    /// Every decision, the newest first.
    pub decisions: Vec<DecisionAt>,
    /// Every dated step, the earliest first.
    pub events: Vec<EventAt>,
    /// The pages of long listings beyond each listing's first, by address.
    pub parts: BTreeMap<UrlPath, Part>,
    /// The fingerprints of adopted plan editions.
    pub plan_lock: PlanLock,
    /// Reports as they were adopted.
    pub frozen: Vec<Frozen>,
    /// The findings that are known.
    pub baseline: Baseline,
    /// The pages that have translations or variants, by the original's address.
    by_original: BTreeMap<UrlPath, Vec<PageId>>,
    /// The page of each document, for those that are published.
    page_of: Vec<Option<PageId>>,
    /// What pages have in common.
    traits: related::Traits,
    /// The place of each page among all listings.
    rank: Vec<usize>,
    /// Where the links of each document lead, in the order of its outline.
    pub links: Vec<Vec<Result<ResolvedLink, LinkFault>>>,
    /// The page that searches are made on, in each language that has one.
    search_pages: BTreeMap<Language, PageId>,
    /// Old addresses and the pages they lead to.
    pub aliases: BTreeMap<UrlPath, PageId>,
    /// Files that are copied as they are, by where they end up.
    pub copied: BTreeMap<OutPath, Copied>,
    /// Where each copied file ends up.
    pub copied_to: BTreeMap<FilePath, OutPath>,
    /// What the register of documents comes to.
    pub papers: Papers,
    /// What files that readers fetch say of themselves: put here when they have been read.
    pub files: Files,
    /// Which tables of open data there are.
    open_data: entities::OpenData,
    /// What each report tells, by the document of its page.
    pub reports: BTreeMap<DocumentId, ReportFacts>,
    /// The machine-readable files, by where they end up.
    pub faces: BTreeMap<OutPath, Face>,
    /// Where each machine-readable file ends up.
    face_paths: BTreeMap<Face, OutPath>,
    /// The addresses that pages which are left out would have, and their files.
    left_out_addresses: BTreeMap<UrlPath, DocumentId>,
    /// The files that stay out with a page.
    pub left_out_files: BTreeMap<FilePath, DocumentId>,
    /// Sources that want the same address.
    pub collisions: Vec<Collision>,
    /// Pages that are left out, and why.
    pub left_out: Vec<LeftOut>,
}

/// Links everything. Never fails: what does not fit is kept as a fact for the rules.
#[must_use]
pub fn link(config: Config, documents: Documents, options: &LinkOptions) -> Model {
    let today = options.now.to_zoned(config.zone()).date();
    let registers = Registers::collect(&documents.registers);
    let (published, left_out) = publishing::sort(&documents.pages, today, options.drafts);
    let targets = Targets::collect(&config, &documents, &published);
    let terms = Terms::collect(&config, &documents.pages, &published);
    let edition = Edition { language: config.language(), variant: None };
    let addressed = || {
        let mut pages = pages::of(&documents, &published, &terms, edition);
        pages.sort_by(|a, b| a.address.cmp(&b.address).then(a.document.cmp(&b.document)));
        let mut claims = Claims::default();
        claims.pages(&mut pages, &documents);
        let by_address: BTreeMap<UrlPath, PageId> =
            pages.iter().enumerate().map(|(id, page)| (page.address.clone(), id)).collect();
        (pages, claims, by_address)
    };
    let ((pages, mut claims, by_address), references) =
        rayon::join(addressed, || references::resolve(&documents, &published, &targets));
    let unpublished = documents.pages.iter().enumerate().filter(|(id, _)| !published[*id]);
    let left_out_addresses =
        unpublished.map(|(id, document)| (document.route.address.clone(), id)).collect();
    let Documents {
        pages: documents,
        registers: register_documents,
        copied,
        plan_lock,
        frozen,
        baseline,
        ..
    } = documents;
    let mut model = Model {
        config,
        today,
        register_documents,
        documents,
        registers,
        pages,
        by_address,
        targets,
        unresolved: references.unresolved,
        backlinks: references.backlinks,
        rows_about: references.rows,
        points: BTreeMap::new(),
        terms,
        decisions: Vec::new(),
        events: Vec::new(),
        parts: BTreeMap::new(),
        plan_lock,
        frozen,
        baseline,
        by_original: BTreeMap::new(),
        page_of: Vec::new(),
        traits: related::Traits::default(),
        rank: Vec::new(),
        links: Vec::new(),
        search_pages: BTreeMap::new(),
        aliases: BTreeMap::new(),
        copied: BTreeMap::new(),
        copied_to: BTreeMap::new(),
        papers: Papers::default(),
        files: Files::new(),
        open_data: entities::OpenData::default(),
        reports: BTreeMap::new(),
        faces: BTreeMap::new(),
        face_paths: BTreeMap::new(),
        left_out_addresses,
        left_out_files: BTreeMap::new(),
        collisions: Vec::new(),
        left_out,
    };
    model.page_of = pages_of(&model);
    model.by_original = editions::collect(&model.pages, &model.config.languages());
    listing::arrange(&mut model);
    model.parts = claims.parts(&model);
    model.aliases = claims.aliases(&model);
    model.left_out_files = belongings::left_out(&model, &copied, &published);
    for copied in &copied {
        let page = model.left_out_files.get(&copied.file);
        let address = UrlPath::parse(&format!("/{}", copied.to));
        model.left_out_addresses.extend(address.zip(page.copied()));
    }
    model.copied = claims.copied(&copied, &model.left_out_files);
    model.copied_to = model.copied.iter().map(|(out, c)| (c.file.clone(), out.clone())).collect();
    model.papers = papers::collect(&model);
    model.points = points::collect(&model);
    (model.traits, (model.decisions, model.events)) = rayon::join(
        || related::Traits::collect(&model),
        || (chronicle::decisions(&model), chronicle::events(&model)),
    );
    model.open_data = entities::OpenData::collect(&model);
    model.reports = report::collect(&model);
    model.search_pages = search::pages(&model);
    model.faces = faces::settle(&model, &mut claims);
    model.face_paths = model.faces.iter().map(|(out, face)| (*face, out.clone())).collect();
    model.collisions = claims.collisions;
    model.links = links::resolve_all(&model);
    model
}

/// The page of each document, for those that are published.
fn pages_of(model: &Model) -> Vec<Option<PageId>> {
    let mut pages = vec![None; model.documents.len()];
    for (page, found) in model.pages.iter().enumerate() {
        if let Some(document) = found.document {
            pages[document] = Some(page);
        }
    }
    pages
}

impl Model {
    /// The document behind a page, if an author wrote one.
    #[must_use]
    pub fn document_of(&self, page: PageId) -> Option<&Document> {
        self.pages[page].document.map(|id| &self.documents[id])
    }

    /// The page that shows document `id`, if it is published.
    #[must_use]
    pub fn page_of(&self, id: DocumentId) -> Option<PageId> {
        self.page_of.get(id).copied().flatten()
    }

    /// What a page is called, when its author, its row or its word says so.
    #[must_use]
    pub fn title(&self, page: PageId) -> Option<&str> {
        let own = || self.document_of(page).map(Document::title);
        let found = &self.pages[page];
        match found.view {
            // A row is called what its register says: a text of the same edition only adds.
            View::Row(register, row) if found.address == found.original => {
                let named = self.register_documents.get(register)?.table.row(row)?.title;
                named.or_else(own)
            }
            _ if found.document.is_some() => own(),
            View::Terms(taxonomy) => self.terms.0[taxonomy].settings.title.as_deref(),
            View::Term(taxonomy, word) => Some(&self.terms.0[taxonomy].words[word].word),
            _ => None,
        }
    }
}
