//! The archive of a publication: a zip of the complete site, the list of its files with their
//! hashes, and what changed, in a form that can be read without any program of ours.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::base::Failure;
use crate::write::{read_file, write_whole};

use super::release::{FileKind, Release, sha256};
use super::show::markdown;
use super::words::Summary;

/// The folder in the archive that holds the site.
const SITE: &str = "webbplats";

/// Formats that are packed already: packing them again only takes time.
const PACKED: [&str; 12] =
    ["png", "jpg", "jpeg", "webp", "avif", "gif", "woff2", "woff", "pdf", "zip", "mp4", "docx"];

/// An archive on this machine's disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// Where it is.
    pub path: PathBuf,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// Makes the archive of `release`, whose finished site is in `root`, in the folder `archive`.
///
/// # Errors
/// When it cannot be written.
pub fn archive(
    archive: &Path,
    root: &Path,
    release: &Release,
    summary: &Summary,
) -> Result<Archived, Failure> {
    let path = archive.join(format!("{}-{}.zip", release.target, release.id));
    let mut unread = None;
    let made = write_whole(&path, &mut |file| match fill(file, root, release, summary) {
        Ok(()) => Ok(()),
        Err(Trouble::Disk(error)) => Err(error),
        Err(Trouble::Unread(failure)) => {
            unread = Some(failure);
            Err(io::Error::from(io::ErrorKind::NotFound))
        }
    });
    match (unread, made) {
        (Some(failure), _) => Err(failure),
        (None, made) => made,
    }?;
    let sha256 = sha256(&read_file(&path)?);
    Ok(Archived { path, sha256 })
}

enum Trouble {
    /// The archive cannot be written.
    Disk(io::Error),
    /// A file of the site cannot be read.
    Unread(Failure),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl From<zip::result::ZipError> for Trouble {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Disk(error.into())
    }
}

fn fill(file: File, root: &Path, release: &Release, summary: &Summary) -> Result<(), Trouble> {
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let options = SimpleFileOptions::default()
        .last_modified_time(time(release).unwrap_or_default())
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1));
    let stored = options.compression_method(CompressionMethod::Stored).compression_level(None);
    zip.start_file("manifest.json", options)?;
    zip.write_all(&serde_json::to_vec_pretty(release).unwrap_or_default())?;
    zip.start_file("andringar.md", options)?;
    zip.write_all(markdown(summary).as_bytes())?;
    let plain = release.own().filter(|(_, file)| file.kind != FileKind::Packed);
    for (path, _) in plain {
        let ending = path.rsplit('.').next().unwrap_or("");
        let is_packed = PACKED.iter().any(|packed| packed.eq_ignore_ascii_case(ending));
        zip.start_file(format!("{SITE}/{path}"), if is_packed { stored } else { options })?;
        zip.write_all(&read_file(&root.join(path)).map_err(Trouble::Unread)?)?;
    }
    zip.finish()?.flush()?;
    Ok(())
}

fn time(release: &Release) -> Option<DateTime> {
    let made: Timestamp = release.made.parse().ok()?;
    let at = made.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let part = |number: i8| u8::try_from(number).ok();
    DateTime::from_date_and_time(
        u16::try_from(at.year()).ok()?,
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )
    .ok()
}
