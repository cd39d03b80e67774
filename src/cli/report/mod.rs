//! `delwebb report …`: a report of what the site already knows, as a file to hand on; frozen when
//! it has been adopted; compared with what has changed since.
//!
//! A report is a page of the site. One that has no page yet is made as if it had one, so that what
//! is handed on and what can be published are the same.

mod asked;
mod finished;
mod freeze;
mod open;
mod out;
mod said;
pub(super) mod usage;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::base::{Failure, FilePath, Severity, Text};
use crate::document::{Front, Frozen};
use crate::model::Model;
use crate::pipeline::has_errors;
use crate::present::{Format, difference, present};
use crate::write::{create_file, read_file, remove_made, write_whole};

use super::environment::Environment;
use super::options::{Common, ReportOptions, ReportTask};
use super::site;
use super::{Done, Exit, Voice, eprint, print, summary};

use asked::AskedReport;
use finished::Finished;
use open::{Opened, add, frozen_file};
use out::{is_straight_out, print_bytes};

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

impl Run<'_> {
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
        let form = self.form()?;
        self.check_outside()?;
        let opened = self.open(false)?;
        let Some(finished) = self.finished(&opened)? else { return Ok(Exit::ContentErrors) };
        let bytes = finished.form(form, self.environment)?;
        let out = match &self.options.out {
            Some(out) if is_straight_out(out) => {
                print_bytes(&bytes);
                return Ok(Exit::Clean);
            }
            Some(out) => out.clone(),
            None => PathBuf::from(format!("{}.{}", finished.file_name(), form.ending())),
        };
        self.keep(&self.environment.folder.join(&out), &bytes)?;
        print(&said::made(&out, &finished, self.voice));
        Ok(Exit::Clean)
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
        check_freezable(&opened)?;
        let page = self.adopted(&opened)?;
        if let Some(text) = &page {
            let mut source = std::mem::take(&mut opened.site.source);
            add(&mut source, &opened.file, text.clone());
            opened.site = self.load(source)?;
        }
        let Some(finished) = self.finished(&opened)? else { return Ok(Exit::ContentErrors) };
        let frozen = freeze::files(&finished, opened.site.model.today)?;
        for left in freeze::left(&opened.site.source, &opened.file, &frozen) {
            remove_made(&self.root.join(left.as_str()));
        }
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
        // A line that waits for the day.
        let before = before.replacen("\nantagen:\n", "\n", 1);
        let after = after.replacen("\nantagen:\n", "\n", 1);
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

/// That a report has a folder that it can be frozen in, and is on the site.
fn check_freezable(opened: &Opened) -> Result<(), Failure> {
    let file = &opened.file;
    if file.name() != "index.md" {
        let stem = file.name().trim_end_matches(".md");
        let own = format!("{}/{stem}/index.md", file.folder());
        return Err(Failure::new(Text::fixed(
            "Rapporten har ingen egen mapp att frysas i",
            "The report has no folder of its own to be frozen in",
        ))
        .with_help(Text::new(
            format!("Flytta {file} till {own}. Sidan får samma adress."),
            format!("Move {file} to {own}. The page has the same address there."),
        )));
    }
    if opened.is_draft {
        return Err(Failure::new(Text::fixed(
            "Rapporten är ett utkast och visas inte på webbplatsen",
            "The report is a draft and is not on the site",
        ))
        .with_help(Text::new(
            format!("Ta bort utkast: ur {file} och frys den sedan."),
            format!("Remove utkast: from {file}, and then freeze it."),
        )));
    }
    Ok(())
}

fn already_frozen(file: &Path) -> Failure {
    Failure::new(Text::fixed("Rapporten är redan fryst", "The report is frozen already"))
        .at(file)
        .with_help(Text::fixed(
            "Se vad som har ändrats sedan dess med --diff. Ska en ny version antas, ta först bort filen.",
            "See what has changed since with --diff. If a new version is adopted, remove the file first.",
        ))
}

fn frozen_of(opened: &Opened) -> Option<&Frozen> {
    let model: &Model = &opened.site.model;
    model.frozen.iter().find(|frozen| frozen.file == frozen_file(&opened.file))
}
