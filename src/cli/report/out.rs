//! The file that a report is written to: which form it has, and that it takes nobody's place.

use std::io::Write as _;
use std::path::Path;

use crate::base::{Failure, Text};
use crate::cli::options::ReportForm;
use crate::source::CONTENT;
use crate::write::{read_file, write_whole};

use super::Run;

impl Run<'_> {
    /// The form that is asked for, or that the file's name says.
    pub(super) fn form(&self) -> Result<ReportForm, Failure> {
        let out = self.options.out.as_ref().filter(|out| !is_straight_out(out));
        let Some(out) = out.filter(|_| self.options.format.is_none()) else {
            return Ok(self.options.format.unwrap_or(ReportForm::Html));
        };
        let ending = out.extension().map(|ending| ending.to_string_lossy());
        ending.and_then(|ending| ReportForm::named(&ending)).ok_or_else(|| {
            Failure::new(Text::fixed(
                "Filens slut säger inte vilken form rapporten ska ha",
                "The file's ending does not say which form the report is to have",
            ))
            .at(out)
            .with_help(Text::fixed(
                "Låt den sluta på .html, .docx, .pdf eller .md, eller skriv till exempel --format docx.",
                "Let it end with .html, .docx, .pdf or .md, or write for instance --format docx.",
            ))
        })
    }

    /// That a file does not land among the pages that people write.
    pub(super) fn check_outside(&self) -> Result<(), Failure> {
        let Some(out) = &self.options.out else { return Ok(()) };
        let path = self.environment.folder.join(out);
        let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
        let content = self.root.join(CONTENT).canonicalize();
        match (folder, content) {
            (Some(folder), Ok(content)) if folder.starts_with(&content) => {
                Err(Failure::new(Text::fixed(
                    "Filen skulle hamna bland webbplatsens egna sidor",
                    "The file would land among the site's own pages",
                ))
                .at(&path)
                .with_help(Text::fixed(
                    "Ange en fil utanför content/. Ska rapporten bli en sida på webbplatsen skriver du --page.",
                    "Name a file outside content/. If the report is to be a page of the site, write --page.",
                )))
            }
            _ => Ok(()),
        }
    }

    /// Writes a file. One that somebody may have gone on writing in is never lost.
    pub(super) fn keep(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
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
}

/// Whether a file's name means no file, but what the program prints.
pub(super) fn is_straight_out(out: &Path) -> bool {
    out.as_os_str() == "-"
}

pub(super) fn print_bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    // Nobody reading is no failure.
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}
