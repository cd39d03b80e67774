//! The finished page of a report, and the forms that are made of it.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::{Diagnostic, Failure, FilePath, OutPath, Text, slug};
use crate::cli::environment::Environment;
use crate::cli::options::ReportForm;
use crate::config::BaseUrl;
use crate::document::Document;
use crate::model::{DocumentId, PageId, ReportFacts};
use crate::paper::{Browser, Paper, docx, markdown, pdf, standalone};
use crate::pipeline::Site;
use crate::render::{Made, Output, Plan, PlanOptions};

/// A finished report.
pub(super) struct Finished<'s> {
    pub site: &'s Site,
    pub document: DocumentId,
    plan: Plan<'s>,
    /// The whole page.
    pub html: String,
}

impl<'s> Finished<'s> {
    /// Makes the page of the report in `file`; or tells what is wrong with it.
    pub fn of(site: &'s Site, file: &FilePath) -> Result<Result<Self, Vec<Diagnostic>>, Failure> {
        let plan = site.plan(PlanOptions::default());
        let Some((document, page)) = page_in(site, file) else { return Err(left_out()) };
        let out = site.model.pages[page].address.out_path();
        let Some(output) = plan.outputs().get(&out) else { return Err(left_out()) };
        let mut html = Vec::new();
        if let Err(fault) = plan.make(output, &mut html) {
            return Ok(Err(site.check_fault(*fault)));
        }
        let html = String::from_utf8_lossy(&html).into_owned();
        Ok(Ok(Self { site, document, plan, html }))
    }

    pub fn document(&self) -> &Document {
        &self.site.model.documents[self.document]
    }

    /// What it tells.
    pub fn facts(&self) -> Option<&ReportFacts> {
        self.site.model.reports.get(&self.document)
    }

    /// The name of a file of it, without its ending: its title, or its folder when no letter of
    /// that can be in a name.
    pub fn file_name(&self) -> String {
        let names = [slug(self.document().title()), self.document().route.slug.clone()];
        names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "rapport".to_owned())
    }

    /// Where the site lies: one without an address is never read this far (Y006).
    pub fn base(&self) -> BaseUrl {
        let written = self.site.model.config.site.base_url.as_ref();
        let parsed = written.and_then(|url| BaseUrl::parse(&url.value));
        parsed.unwrap_or(BaseUrl { origin: String::new(), path: String::new() })
    }

    /// The bytes of the site's own file at an address such as `/assets/site.1234.css`.
    pub fn get(&self, address: &str) -> Option<Vec<u8>> {
        let base = self.base();
        let path = address.strip_prefix(base.path.as_str())?;
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
        let out = OutPath::new(path.trim_start_matches('/'))?;
        self.bytes(&out)
    }

    /// The bytes of one of the site's files.
    pub fn bytes(&self, out: &OutPath) -> Option<Vec<u8>> {
        let output: &Output = self.plan.outputs().get(out)?;
        let mut buffer = Vec::new();
        match self.plan.make(output, &mut buffer).ok()? {
            Made::InBuffer => Some(buffer),
            Made::Bytes(bytes) => Some(bytes.to_vec()),
            Made::File(disk, _) => {
                let mut bytes = Vec::new();
                self.site.source.open(disk).ok()?.read_to_end(&mut bytes).ok()?;
                Some(bytes)
            }
        }
    }

    /// One of its forms.
    pub fn form(&self, form: ReportForm, environment: &Environment) -> Result<Vec<u8>, Failure> {
        match form {
            ReportForm::Html => Ok(self.standalone().into_bytes()),
            ReportForm::Markdown => Ok(self.markdown().into_bytes()),
            ReportForm::Docx => docx(&self.paper()),
            ReportForm::Pdf => {
                let browser = Browser::find(&|name| environment.variable(name))?;
                let stop = Arc::new(AtomicBool::new(false));
                let caught = Arc::clone(&stop);
                // Where it cannot be caught, Ctrl+C ends the program all the same.
                let _ = ctrlc::set_handler(move || caught.store(true, Ordering::Relaxed));
                pdf(&self.standalone(), &browser, &stop)
            }
        }
    }

    pub fn markdown(&self) -> String {
        markdown(&self.paper())
    }

    fn standalone(&self) -> String {
        standalone(&self.html, &|address| self.get(address), &self.address())
    }

    fn paper(&self) -> Paper {
        let mut paper = Paper::read(&self.html, &self.address());
        paper.day = Some(self.site.model.today.to_string());
        let origin = self.base().origin;
        paper.fetch(|address| self.get(address.strip_prefix(&origin)?));
        paper
    }

    /// Where the page is on the web.
    fn address(&self) -> String {
        let BaseUrl { origin, path } = self.base();
        format!("{origin}{path}{}", self.document().route.address)
    }
}

fn page_in(site: &Site, file: &FilePath) -> Option<(DocumentId, PageId)> {
    let document = site.model.documents.iter().position(|document| document.file == *file)?;
    Some((document, site.model.page_of(document)?))
}

fn left_out() -> Failure {
    Failure::new(Text::fixed(
        "Rapportens sida är ett utkast eller ska inte visas i dag",
        "The report's page is a draft or is not shown today",
    ))
    .with_help(Text::fixed(
        "Ta bort utkast:, publiceras: och avpubliceras: ur dess fil.",
        "Remove utkast:, publiceras: and avpubliceras: from its file.",
    ))
}
