//! `delwebb report …`: a report of what the site already knows, as a file to hand on; frozen when
//! it has been adopted; compared with what has changed since.
//!
//! A report is a page of the site. One that has no page yet is made as if it had one, so that what
//! is handed on and what can be published are the same.

mod asked;
mod finished;
mod freeze;
mod said;

use std::path::PathBuf;

use crate::base::{Failure, FilePath, Severity, Text};
use crate::document::Frozen;
use crate::model::Model;
use crate::pipeline::{Site, has_errors};
use crate::present::{Format, difference, present};
use crate::source::{Content, File, Source};
use crate::write::{create_file, write_whole};

use super::arguments::{Common, ReportOptions, ReportTask};
use super::environment::Environment;
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
    /// The site with a page for the report. `live` is the report as the content is now, even when
    /// it has been frozen.
    fn open(&self, live: bool) -> Result<Opened, Failure> {
        // What is being written may be a draft, and so may the report.
        let asked = Asked { theme: self.options.theme.clone(), drafts: false, ..Asked::default() };
        let mut source = crate::source::read(&self.root)?;
        let file = self.asked.file();
        let mut new = None;
        if let Some(found) = source.files.get_mut(&file) {
            // A draft is no page yet, but can be read all the same: this one and no other.
            if let Content::Text(text) = &mut found.content {
                let kept = text.split_inclusive('\n').filter(|line| !line.starts_with(DRAFT));
                *text = kept.collect();
            }
        } else {
            let before = site::open(&self.root, self.common, asked.clone())?;
            let text = self.asked.text(&self.asked.title(&before)?);
            add(&mut source, &file, text.clone());
            new = Some(text);
        }
        if live {
            source.files.remove(&frozen_file(&file));
        }
        let options = site::options(&source, self.common, asked)?;
        Ok(Opened { site: crate::pipeline::load(source, &options), file, new })
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
    fn keep(&self, path: &std::path::Path, bytes: &[u8]) -> Result<(), Failure> {
        let is_other = path.exists() && crate::write::read_file(path)? != bytes;
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
        write_whole(path, &mut |mut file| std::io::Write::write_all(&mut file, bytes))
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
        print(&said::page(&opened.file, &self.asked.name(), self.voice));
        Ok(Exit::Clean)
    }

    /// Stores the report as it was adopted.
    fn freeze(&self) -> Done {
        let opened = self.open(true)?;
        let Some(finished) = self.finished(&opened)? else { return Ok(Exit::ContentErrors) };
        let frozen = freeze::files(&finished, opened.site.model.today)?;
        let file = frozen_file(&opened.file);
        if self.root.join(file.as_str()).exists() {
            return Err(Failure::new(Text::fixed("Rapporten är redan fryst", "The report is frozen already"))
                .at(&self.root.join(file.as_str()))
                .with_help(Text::fixed(
                    "Se vad som har ändrats sedan dess med --diff. Ska en ny version antas, ta först bort filen.",
                    "See what has changed since with --diff. If a new version is adopted, remove the file first.",
                )));
        }
        if let Some(text) = &opened.new {
            create_file(&self.root, &opened.file, text.as_bytes())?;
        }
        // The report itself last: without it, nothing is frozen.
        for (file, bytes) in &frozen {
            let path = self.root.join(file.as_str());
            write_whole(&path, &mut |mut out| std::io::Write::write_all(&mut out, bytes))?;
        }
        print(&said::frozen(&file, self.voice));
        Ok(Exit::Clean)
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

/// The line that keeps a page off the site.
const DRAFT: &str = "utkast: true";

/// The file that a report is frozen in, beside its page.
fn frozen_file(page: &FilePath) -> FilePath {
    FilePath::new(&format!("{}/{}", page.folder(), crate::source::FROZEN))
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
    let _ =
        std::io::Write::write_all(&mut out, bytes).and_then(|()| std::io::Write::flush(&mut out));
}
