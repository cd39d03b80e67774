//! The site with the report as one of its pages.

use std::path::PathBuf;

use crate::base::{Failure, FilePath, Text, UrlPath};
use crate::cli::site::{self, Asked};
use crate::document::kind::{Kind as _, Report};
use crate::pipeline::{Site, load};
use crate::source::{Content, FROZEN, File, Source, read};

use super::Run;

/// A site with the report as one of its pages.
pub(super) struct Opened {
    pub site: Site,
    /// The file of the report's page.
    pub file: FilePath,
    /// The text of that file, when it is not there yet.
    pub new: Option<String>,
    /// Whether its page is a draft.
    pub is_draft: bool,
}

impl Run<'_> {
    /// The site with a page for the report: its own, wherever that is, or one that is only made
    /// for now. `live` is the report as the content is now, even when it has been frozen.
    pub(super) fn open(&self, live: bool) -> Result<Opened, Failure> {
        let mut site = self.load(read(&self.root)?)?;
        self.asked.check_day(site.model.today)?;
        let own = site.model.documents.iter().find(|document| self.asked.is_in(document));
        let own = own.map(|document| document.file.clone());
        let (file, new) = match own {
            Some(file) => (file, None),
            None => (self.asked.file(), Some(self.new_page(&site)?)),
        };
        let undrafted = undrafted(&site.source, &file);
        let is_draft = undrafted.is_some();
        let text = new.clone().or(undrafted);
        let frozen = Some(frozen_file(&file)).filter(|_| live);
        let frozen = frozen.filter(|frozen| site.source.files.contains_key(frozen));
        if text.is_some() || frozen.is_some() {
            let mut source = std::mem::take(&mut site.source);
            if let Some(text) = text {
                add(&mut source, &file, text);
            }
            if let Some(frozen) = frozen {
                source.files.remove(&frozen);
            }
            site = self.load(source)?;
        }
        Ok(Opened { site, file, new, is_draft })
    }

    /// The text of the page of a report that has none yet.
    fn new_page(&self, site: &Site) -> Result<String, Failure> {
        self.check_free(site, &self.asked.file())?;
        Ok(self.asked.text(site, &self.asked.title(site)?))
    }

    /// That no other page has the place of a report that is not there yet.
    fn check_free(&self, site: &Site, file: &FilePath) -> Result<(), Failure> {
        let address = UrlPath::from_parts([Report::FOLDER, &self.asked.name()]);
        let mut documents = site.model.documents.iter();
        let taken = documents.find(|other| other.file == *file || other.route.address == address);
        taken.map_or(Ok(()), |other| {
            Err(Failure::new(Text::fixed(
                "En annan sida har redan rapportens plats",
                "Another page has the report's place already",
            ))
            .at(&self.root.join(other.file.as_str()))
            .with_help(Text::fixed(
                "Rätta fälten i sidan så att de säger samma sak som kommandot, eller flytta sidan.",
                "Correct the page's fields to say the same as the command, or move the page.",
            )))
        })
    }

    pub(super) fn load(&self, source: Source) -> Result<Site, Failure> {
        let options = site::options(&source, self.common, self.wanted())?;
        Ok(load(source, &options))
    }

    fn wanted(&self) -> Asked {
        Asked { theme: self.options.theme.clone(), ..Asked::default() }
    }
}

/// The text of a draft without the line that says so. A draft is no page yet, but can be read all
/// the same: this one and no other. Nothing when it is none.
fn undrafted(source: &Source, file: &FilePath) -> Option<String> {
    let Content::Text(text) = &source.files.get(file)?.content else { return None };
    let front = text.get(3..).and_then(|text| text.find("\n---")).map_or(0, |at| at + 3);
    let (front, body) = text.split_at(front);
    let lines = front.split_inclusive('\n').filter(|line| !line.starts_with(DRAFT));
    let kept = lines.collect::<String>() + body;
    (kept != *text).then_some(kept)
}

/// How the line begins that keeps a page off the site.
const DRAFT: &str = "utkast:";

/// The file that a report is frozen in, beside its page.
pub(super) fn frozen_file(page: &FilePath) -> FilePath {
    FilePath::new(&format!("{}/{}", page.folder(), FROZEN))
}

/// Puts `text` in the place of a file, or in a new one.
pub(super) fn add(source: &mut Source, file: &FilePath, text: String) {
    let new = || File { disk: PathBuf::from(file.as_str()), content: Content::Text(String::new()) };
    source.files.entry(file.clone()).or_insert_with(new).content = Content::Text(text);
}
