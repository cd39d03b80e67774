//! The log of publications: one line of JSON each, beside the archives.

use std::path::Path;

use serde::Serialize;

use crate::base::Failure;
use crate::write::append_line;

use super::archive::Archived;
use super::release::Release;
use super::words::Summary;

/// The file, in the folder of the archives.
const FILE: &str = "publiceringar.jsonl";

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// A new release.
    #[serde(rename = "publicering")]
    Publication,
    /// An older one again.
    #[serde(rename = "återgång")]
    Rollback,
}

/// One line. Its keys are Swedish, as all that people of the site read.
#[derive(Debug, Serialize)]
struct Line<'a> {
    #[serde(rename = "händelse")]
    event: Event,
    #[serde(rename = "tid")]
    time: &'a str,
    #[serde(rename = "mål")]
    target: &'a str,
    #[serde(rename = "utgåva")]
    release: &'a str,
    #[serde(rename = "konto")]
    by: &'a str,
    #[serde(rename = "program")]
    tool: &'a str,
    #[serde(rename = "adress")]
    address: &'a str,
    #[serde(rename = "ändringar")]
    changes: Vec<Change<'a>>,
    #[serde(rename = "arkiv", skip_serializing_if = "Option::is_none")]
    archive: Option<String>,
    #[serde(rename = "arkiv_sha256", skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Change<'a> {
    #[serde(rename = "slag")]
    kind: &'a str,
    #[serde(rename = "sidor")]
    pages: Vec<Page<'a>>,
}

#[derive(Debug, Serialize)]
struct Page<'a> {
    #[serde(rename = "titel")]
    title: &'a str,
    #[serde(rename = "adress")]
    address: &'a str,
    #[serde(rename = "rader", skip_serializing_if = "<[String]>::is_empty")]
    lines: &'a [String],
}

/// Adds a line to the log in `folder`: at `time`, `by` made `release` the visible one.
///
/// # Errors
/// When it cannot be written.
pub fn log(
    folder: &Path,
    event: Event,
    (time, by): (&str, &str),
    release: &Release,
    summary: &Summary,
    archived: Option<&Archived>,
) -> Result<(), Failure> {
    let changes = summary.sections.iter().map(|section| Change {
        kind: section.heading.split(" (").next().unwrap_or(""),
        pages: section
            .items
            .iter()
            .map(|item| Page { title: &item.title, address: &item.address, lines: &item.lines })
            .collect(),
    });
    let name = archived.and_then(|archived| archived.path.file_name());
    let line = Line {
        event,
        time,
        target: &release.target,
        release: &release.id,
        by,
        tool: &release.tool,
        address: &release.address,
        changes: changes.collect(),
        archive: name.map(|name| name.to_string_lossy().into_owned()),
        sha256: archived.map(|archived| archived.sha256.as_str()),
    };
    append_line(&folder.join(FILE), &serde_json::to_string(&line).unwrap_or_default())
}
