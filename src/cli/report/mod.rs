//! `delwebb report …`: a report of what the site already knows, as a file to hand on; frozen when
//! it has been adopted; compared with what has changed since.
//!
//! A report is a page of the site. One that has no page yet is made as if it had one, so that what
//! is handed on and what can be published are the same.

mod asked;
mod finished;
mod freeze;
mod said;
pub(super) mod usage;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::base::{Failure, FilePath, Severity, Text, UrlPath};
use crate::document::kind::{Kind as _, Report};
use crate::document::{Front, Frozen};
use crate::model::Model;
use crate::pipeline::{Site, has_errors, load};
use crate::present::{Format, difference, present};
use crate::source::{Content, FROZEN, File, Source, read};
use crate::write::{create_file, read_file, write_whole};

use super::environment::Environment;
use super::options::{Common, ReportOptions, ReportTask};
use super::site::{self, Asked};
use super::{Done, Exit, Voice, eprint, print, summary};

use asked::AskedReport;
use finished::Finished;

pub(super) use asked::WORDS;

pub(super) fn run(
    options: &ReportOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    let asked = AskedReport::of(options)?;
    if options.adopted.is_some() && options.task != ReportTask::Freeze {
        return Err(Failure::new(Text::fixed(
            "--adopted hör till --freeze",
            "--adopted belongs to --freeze",
        ))
        .with_help(Text::fixed(
            "Till exempel: delwebb report år 2025 --freeze --adopted 2026-02-13",
            "Such as: delwebb report annual 2025 --freeze --adopted 2026-02-13",
        )));
    }
    let root = site::root(common, environment)?;
    let run = Run { options, common, environment, voice, root, asked };
    match options.task {
        ReportTask::Make => run.make(),
        ReportTask::Page => run.page(),
        ReportTask::Freeze => run.freeze(),
        ReportTask::Difference => run.difference(),
    }
}

/// What every part of a run needs.
struct Run<'a> {
    options: &'a ReportOptions,
    common: &'a Common,
    environment: &'a Environment,
    voice: Voice,
    root: PathBuf,
    asked: AskedReport,
}

/// A site with the report as one of its pages.
struct Opened {
    site: Site,
    /// The file of the report's page.
    file: FilePath,
    /// The text of that file, when it is not there yet.
    new: Option<String>,
}

impl Run<'_> {
    /// The site with a page for the report: its own, wherever that is, or one that is only made
    /// for now. `live` is the report as the content is now, even when it has been frozen.
    fn open(&self, live: bool) -> Result<Opened, Failure> {
        let mut source = read(&self.root)?;
        let before = self.load(read(&self.root)?)?;
        self.asked.check_day(before.model.today)?;
        let own = before.model.documents.iter().find(|document| self.asked.is_in(document));
        let file = own.map_or_else(|| self.asked.file(), |document| document.file.clone());
        let mut new = None;
        if own.is_none() {
            self.check_free(&before, &file)?;
            let text = self.asked.text(&self.asked.title(&before)?);
            add(&mut source, &file, text.clone());
            new = Some(text);
        } else if let Some(File { content: Content::Text(text), .. }) = source.files.get_mut(&file)
        {
            // A draft is no page yet, but can be read all the same: this one and no other.
            let kept = text.split_inclusive('\n').filter(|line| !line.starts_with(DRAFT));
            *text = kept.collect();
        }
        if live {
            source.files.remove(&frozen_file(&file));
        }
        Ok(Opened { site: self.load(source)?, file, new })
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

    fn load(&self, source: Source) -> Result<Site, Failure> {
        let options = site::options(&source, self.common, self.wanted())?;
        Ok(load(source, &options))
    }

    fn wanted(&self) -> Asked {
        Asked { theme: self.options.theme.clone(), ..Asked::default() }
    }

    /// Writes a file of the site.
    fn write(&self, file: &FilePath, bytes: &[u8]) -> Result<(), Failure> {
        write_whole(&self.root.join(file.as_str()), &mut |mut out| out.write_all(bytes))
    }

    /// The finished report; nothing when errors stopped it, which have been said then.
    fn finished<'s>(&self, opened: &'s Opened) -> Result<Option<Finished<'s>>, Failure> {
        let mut found = opened.site.check_content();
        if !has_errors(&found) {
            match Finished::of(&opened.site, &opened.file)? {
                Ok(finished) => return Ok(Some(finished)),
                Err(faults) => found = faults,
            }
        }
        found.retain(|diagnostic| diagnostic.severity == Severity::Error);
        let Voice { lang, err, .. } = self.voice;
        eprint(&present(&found, &opened.site.source, Format::Text, lang, err));
        eprint(&summary::not_printed(&found, self.voice));
        Ok(None)
    }

    /// Writes the report as a file.
    fn make(&self) -> Done {
        let opened = self.open(false)?;
        let Some(finished) = self.finished(&opened)? else { return Ok(Exit::ContentErrors) };
        let bytes = finished.form(self.options.format, self.environment)?;
        let out = match &self.options.out {
            Some(out) if out.as_os_str() == "-" => {
                print_bytes(&bytes);
                return Ok(Exit::Clean);
            }
            Some(out) => out.clone(),
            None => {
                PathBuf::from(format!("{}.{}", finished.file_name(), self.options.format.ending()))
            }
        };
        let path = self.environment.folder.join(&out);
        self.keep(&path, &bytes)?;
        print(&said::made(&out, &finished, self.voice));
        Ok(Exit::Clean)
    }

    /// Writes a file. One that somebody may have gone on writing in is never lost.
    fn keep(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let is_other = path.exists() && read_file(path)? != bytes;
        if is_other && !self.options.overwrite {
            return Err(Failure::new(Text::fixed(
                "Filen finns redan, och är inte likadan",
                "The file is there already, and is not the same",
            ))
            .at(path)
            .with_help(Text::fixed(
                "Ange en annan fil med --out, eller skriv över den med --overwrite.",
                "Name another file with --out, or overwrite it with --overwrite.",
            )));
        }
        write_whole(path, &mut |mut file| file.write_all(bytes))
    }

    /// Makes the report's page, to be written on and published.
    fn page(&self) -> Done {
        let opened = self.open(false)?;
        let Some(text) = &opened.new else {
            return Err(Failure::new(Text::fixed(
                "Sidan finns redan",
                "The page is there already",
            ))
            .at(&self.root.join(opened.file.as_str())));
        };
        if self.finished(&opened)?.is_none() {
            return Ok(Exit::ContentErrors);
        }
        create_file(&self.root, &opened.file, text.as_bytes())?;
        print(&said::page(&opened.file, self.asked.report, &self.asked.name(), self.voice));
        Ok(Exit::Clean)
    }

    /// Stores the report as it was adopted.
    fn freeze(&self) -> Done {
        let mut opened = self.open(true)?;
        let file = frozen_file(&opened.file);
        if self.root.join(file.as_str()).exists() {
            return Err(already_frozen(&self.root.join(file.as_str())));
        }
        let page = self.adopted(&opened)?;
        if let Some(text) = &page {
            let mut source = std::mem::take(&mut opened.site.source);
            add(&mut source, &opened.file, text.clone());
            opened.site = self.load(source)?;
        }
        let Some(finished) = self.finished(&opened)? else { return Ok(Exit::ContentErrors) };
        let frozen = freeze::files(&finished, opened.site.model.today)?;
        if let Some(text) = &page {
            self.write(&opened.file, text.as_bytes())?;
        }
        // The report itself last: without it, nothing is frozen.
        for (file, bytes) in &frozen {
            self.write(file, bytes)?;
        }
        print(&said::frozen(&file, self.voice));
        Ok(Exit::Clean)
    }

    /// The text of the report's page with the day that it was adopted; nothing when the page
    /// says it already.
    fn adopted(&self, opened: &Opened) -> Result<Option<String>, Failure> {
        let model = &opened.site.model;
        let page = model.documents.iter().find(|document| document.file == opened.file);
        let has_day = page.is_some_and(|page| match &page.front {
            Front::Report(report) => report.adopted.is_some(),
            _ => false,
        });
        let day = match (&self.options.adopted, has_day) {
            (None, true) => return Ok(None),
            (Some(written), false) => asked::day("--adopted", written)?,
            (Some(_), true) => {
                return Err(Failure::new(Text::fixed(
                    "Sidan säger redan när rapporten antogs",
                    "The page says already when the report was adopted",
                ))
                .at(&self.root.join(opened.file.as_str()))
                .with_help(Text::fixed(
                    "Kör kommandot utan --adopted, eller ändra antagen: i filen.",
                    "Run the command without --adopted, or change antagen: in the file.",
                )));
            }
            (None, false) => {
                return Err(Failure::new(Text::fixed(
                    "När antogs rapporten?",
                    "When was the report adopted?",
                ))
                .with_help(Text::fixed(
                    "Till exempel: delwebb report år 2025 --freeze --adopted 2026-02-13",
                    "Such as: delwebb report annual 2025 --freeze --adopted 2026-02-13",
                )));
            }
        };
        // As it is on the disk, drafts' lines and all.
        let text = match &opened.new {
            Some(text) => text.clone(),
            None => {
                let bytes = read_file(&self.root.join(opened.file.as_str()))?;
                String::from_utf8_lossy(&bytes).into_owned()
            }
        };
        let begins = page.and_then(|page| model.report_about(page)).map(|about| about.period.first);
        if begins.is_some_and(|begins| day < begins) {
            return Err(site::bad_argument(
                "--adopted",
                &day.to_string(),
                &Text::fixed(
                    "Den dagen kommer före tiden som rapporten gäller.",
                    "That day comes before the time that the report is about.",
                ),
            ));
        }
        let Some(at) = text.find("\nrapport:") else {
            return Err(Failure::new(Text::fixed(
                "Kan inte skriva dagen i rapportens sida",
                "Cannot write the day in the report's page",
            ))
            .at(&self.root.join(opened.file.as_str()))
            .with_help(Text::new(
                format!("Skriv antagen: {day} i filen, och kör kommandot utan --adopted."),
                format!("Write antagen: {day} in the file, and run the command without --adopted."),
            )));
        };
        let (before, after) = text.split_at(at + 1);
        Ok(Some(format!("{before}antagen: {day}\n{after}")))
    }

    /// Tells what has changed since the report was frozen.
    fn difference(&self) -> Done {
        let adopted = self.open(false)?;
        let Some(frozen) = frozen_of(&adopted) else {
            return Err(Failure::new(Text::fixed(
                "Rapporten är inte fryst",
                "The report is not frozen",
            ))
            .with_help(Text::fixed(
                "När den har antagits fryser du den med --freeze.",
                "When it has been adopted, freeze it with --freeze.",
            )));
        };
        let day = frozen.seal.as_ref().map(|seal| seal.day);
        let Some(before) = self.finished(&adopted)? else { return Ok(Exit::ContentErrors) };
        let live = self.open(true)?;
        let Some(after) = self.finished(&live)? else { return Ok(Exit::ContentErrors) };
        let (before, after) = (before.markdown(), after.markdown());
        if before == after {
            print(&said::unchanged(day, self.voice));
        } else {
            print(&said::changed(day, self.voice));
            print(&difference(&adopted.file, &before, &after, self.voice.out));
        }
        Ok(Exit::Clean)
    }
}

/// How the line begins that keeps a page off the site.
const DRAFT: &str = "utkast:";

fn already_frozen(file: &Path) -> Failure {
    Failure::new(Text::fixed("Rapporten är redan fryst", "The report is frozen already"))
        .at(file)
        .with_help(Text::fixed(
            "Se vad som har ändrats sedan dess med --diff. Ska en ny version antas, ta först bort filen.",
            "See what has changed since with --diff. If a new version is adopted, remove the file first.",
        ))
}

/// The file that a report is frozen in, beside its page.
fn frozen_file(page: &FilePath) -> FilePath {
    FilePath::new(&format!("{}/{}", page.folder(), FROZEN))
}

fn frozen_of(opened: &Opened) -> Option<&Frozen> {
    let model: &Model = &opened.site.model;
    model.frozen.iter().find(|frozen| frozen.file == frozen_file(&opened.file))
}

fn add(source: &mut Source, file: &FilePath, text: String) {
    let disk = PathBuf::from(file.as_str());
    source.files.insert(file.clone(), File { disk, content: Content::Text(text) });
}

fn print_bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    // Nobody reading is no failure.
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}
