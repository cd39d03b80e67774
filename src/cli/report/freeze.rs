//! The files that a frozen report is: its text, its pictures, its tables.

use jiff::civil;

use crate::base::{Failure, FilePath, OutPath, Text};
use crate::document::Frozen;
use crate::model::{Face, Format};
use crate::paper::adopted;

use super::finished::Finished;

/// Everything that a report needs to stay as it is, the report itself last.
pub(super) fn files(
    finished: &Finished<'_>,
    day: civil::Date,
) -> Result<Vec<(FilePath, Vec<u8>)>, Failure> {
    let document = finished.document();
    let folder = document.file.folder();
    let address = document.route.address.as_str();
    let beside = |name: &str| FilePath::new(&format!("{folder}/{name}"));
    let mut files = Vec::new();
    let mut pictures = |address_of: &str| {
        let name = address_of.rsplit('/').next().unwrap_or_default();
        let bytes = finished.get(address_of)?;
        files.push((beside(name), bytes));
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
                let out: Option<&OutPath> =
                    finished.site.model.face_path(Face::Report(id, table, format));
                let bytes = out.and_then(|out| finished.bytes(out));
                files.extend(
                    bytes.map(|bytes| {
                        (beside(&format!("{}.{}", table.id(), format.ending())), bytes)
                    }),
                );
            }
        }
    }
    let text = Frozen::write(&html, day, env!("CARGO_PKG_VERSION"));
    files.push((beside(crate::source::FROZEN), text.into_bytes()));
    Ok(files)
}
