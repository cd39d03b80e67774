//! The files that a frozen report is: its text, its pictures, its tables.

use jiff::civil;

use crate::base::{Failure, FilePath, Text};
use crate::document::{FROZEN_FOLDER, Frozen};
use crate::model::{Face, Format};
use crate::paper::adopted;
use crate::source::FROZEN;

use super::finished::Finished;

/// Everything that a report needs to stay as it is, the report itself last.
pub(super) fn files(
    finished: &Finished<'_>,
    day: civil::Date,
) -> Result<Vec<(FilePath, Vec<u8>)>, Failure> {
    let document = finished.document();
    let folder = document.file.folder();
    let address = document.route.address.as_str();
    let mut beside: Vec<(String, Vec<u8>)> = Vec::new();
    let mut pictures = |address_of: &str| {
        // Not the name of the picture that it is a copy of: both are on the site.
        let name = address_of.rsplit('/').next().unwrap_or_default();
        let name = format!("{FROZEN_FOLDER}-{name}");
        if !beside.iter().any(|(known, _)| *known == name) {
            beside.push((name.clone(), finished.get(address_of)?));
        }
        Some(format!("{address}{name}"))
    };
    let html = adopted(&finished.html, &finished.base().path, &mut pictures).ok_or_else(|| {
        Failure::new(Text::fixed(
            "Temats mall för rapporter märker inte ut rapporten med data-rapport",
            "The theme's template of reports does not mark the report with data-rapport",
        ))
    })?;
    let id = finished.document;
    if let Some(facts) = finished.facts() {
        for table in finished.site.model.report_tables(&facts) {
            for format in Format::ALL {
                let out = finished.site.model.face_path(Face::Report(id, table, format));
                let bytes = out.and_then(|out| finished.bytes(out));
                let name = format!("{}.{}", table.id(), format.ending());
                beside.extend(bytes.map(|bytes| (name, bytes)));
            }
        }
    }
    let text = Frozen::write(&html, &beside, day, env!("CARGO_PKG_VERSION"));
    let mut files: Vec<_> = beside
        .into_iter()
        .map(|(name, bytes)| (FilePath::new(&format!("{folder}/{FROZEN_FOLDER}/{name}")), bytes))
        .collect();
    files.push((FilePath::new(&format!("{folder}/{FROZEN}")), text.into_bytes()));
    Ok(files)
}
