//! The files that a frozen report is: its text, its pictures, its tables.

use std::collections::BTreeMap;

use jiff::civil;
use percent_encoding::percent_decode_str;

use crate::base::{Failure, FilePath, Text, slug};
use crate::document::{FROZEN_FOLDER, Frozen};
use crate::model::{Face, Format};
use crate::paper::adopted;
use crate::source::{FROZEN, Source};

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
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    let mut pictures = |address_of: &str| {
        let name = match kept.get(address_of) {
            Some(name) => name.clone(),
            None => {
                let name = free_name(address_of, &beside);
                beside.push((name.clone(), finished.get(address_of)?));
                kept.insert(address_of.to_owned(), name.clone());
                name
            }
        };
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
        for table in finished.site.model.report_tables(facts) {
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

/// The files of an earlier adoption that `new` has no others for: those whose names are freezing's.
pub(super) fn left(source: &Source, page: &FilePath, new: &[(FilePath, Vec<u8>)]) -> Vec<FilePath> {
    let folder = format!("{}/{FROZEN_FOLDER}", page.folder());
    let is_own = |name: &str| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        let is_table = Format::ALL.iter().any(|format| ending == Some(format.ending()));
        is_table || name.starts_with(&format!("{FROZEN_FOLDER}-"))
    };
    let all = source.below(&folder).map(|(file, _)| file);
    let left = all.filter(|file| is_own(file.name()) && !new.iter().any(|(own, _)| own == *file));
    left.cloned().collect()
}

/// A name for the copy of a picture, in letters that mean the same everywhere. Not the picture's
/// own, for both are on the site, nor that of another picture.
fn free_name(address: &str, taken: &[(String, Vec<u8>)]) -> String {
    let name = address.rsplit('/').next().unwrap_or_default();
    let name = percent_decode_str(name).decode_utf8_lossy();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let name = |count: usize| match count {
        1 => format!("{FROZEN_FOLDER}-{}.{ending}", slug(stem)),
        _ => format!("{FROZEN_FOLDER}-{}-{count}.{ending}", slug(stem)),
    };
    let is_free = |name: &String| !taken.iter().any(|(known, _)| known == name);
    // There are more numbers than pictures.
    (1..=taken.len() + 1).map(name).find(is_free).unwrap_or_default()
}
