//! Opens the files of a site, and nothing outside it – also when somebody changes a link between
//! the look at it and the reading.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Failure, Text, uninterrupted};

use super::cannot_read;

/// The way into the folder of one site.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// The folder, links in its own path resolved.
    real: PathBuf,
    /// The folder, open, where the system can open files below one and nowhere else.
    folder: Option<File>,
}

impl Gate {
    /// The gate of the site in `root`.
    pub fn of(root: &Path) -> Result<Self, Failure> {
        let failed = |e: io::Error| cannot_read(root, &e);
        let real = uninterrupted(|| root.canonicalize()).map_err(failed)?;
        let folder = if cfg!(any(target_os = "linux", target_os = "android")) {
            Some(uninterrupted(|| File::open(&real)).map_err(failed)?)
        } else {
            None
        };
        Ok(Self { real, folder })
    }

    /// The folder without links.
    pub fn real(&self) -> &Path {
        &self.real
    }

    /// Opens the file `disk`, relative to the folder.
    pub fn open(&self, disk: &Path) -> Result<File, Failure> {
        let path = self.real.join(disk);
        if let Some(Ok(file)) = self.folder.as_ref().map(|folder| beneath(folder, disk)) {
            return Ok(file);
        }
        // A link that names an absolute path inside the site is no way out, but is not told
        // from one by the call above; and not every system has such a call.
        let file = uninterrupted(|| File::open(&path)).map_err(|e| cannot_read(&path, &e))?;
        let inside = self.lies_inside(&file, &path).map_err(|e| cannot_read(&path, &e))?;
        if inside { Ok(file) } else { Err(leads_out(&path)) }
    }

    /// Whether `file`, opened at `path`, is the one that lies there, inside the folder. What
    /// was opened is compared with what is found: the path may lead elsewhere by now.
    fn lies_inside(&self, file: &File, path: &Path) -> io::Result<bool> {
        let real = uninterrupted(|| path.canonicalize())?;
        if !real.starts_with(&self.real) {
            return Ok(false);
        }
        let (opened, found) =
            (uninterrupted(|| file.metadata())?, uninterrupted(|| real.symlink_metadata())?);
        Ok(is_same(&opened, &found))
    }
}

#[cfg(unix)]
fn is_same(a: &std::fs::Metadata, b: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Windows lets only administrators and developers make links, and tells no number of a file
/// without an open handle: kind, length and time must do.
#[cfg(not(unix))]
fn is_same(a: &std::fs::Metadata, b: &std::fs::Metadata) -> bool {
    let of = |meta: &std::fs::Metadata| (meta.is_file(), meta.len(), meta.modified().ok());
    of(a) == of(b)
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn beneath(folder: &File, disk: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC;
    uninterrupted(|| {
        openat2(folder, disk, flags, Mode::empty(), ResolveFlags::BENEATH).map_err(io::Error::from)
    })
    .map(File::from)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn beneath(_: &File, _: &Path) -> io::Result<File> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

fn leads_out(path: &Path) -> Failure {
    let mut failure = Failure::new(Text::fixed("Kan inte läsa", "Cannot read")).at(path);
    failure.cause = Some(Text::fixed(
        "Den leder ut ur webbplatsen: en länk ändrades medan den lästes.",
        "It leads out of the site: a link was changed while it was read.",
    ));
    failure.with_help(Text::fixed(
        "Ta bort länken, lägg filen i webbplatsens mapp och kör kommandot igen.",
        "Remove the link, put the file into the site's folder and run the command again.",
    ))
}
