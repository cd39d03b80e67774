//! A folder on this machine, or on a disk that is mounted here.
//!
//! A file is made in the hosts' own folder (`paths::OWN`) and renamed to its place when it is
//! whole. `inside.rs` keeps every call inside the place, `pointer.rs` is the switch, `calls.rs`
//! has the file calls.

mod calls;
mod inside;
mod pointer;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::base::{Failure, Text, windows};

use self::inside::{Inside, unreadable, unwritable};
use super::paths::{OWN, parent, refuse_any, refuse_folder, refuse_ways_out};
use super::trouble::go_on;
use super::{Body, Entry, Host, Powers, Sent, Switch, Trouble, TroubleKind, Watch};

/// A folder that finished sites are published to.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    has_links: AtomicBool,
}

impl Folder {
    /// The folder `root`. It is made when something is written.
    #[must_use]
    pub const fn new(root: PathBuf) -> Self {
        Self { root, has_links: AtomicBool::new(true) }
    }

    /// The same folder as on a disk that has no links.
    #[must_use]
    pub fn without_links(self) -> Self {
        self.has_links.store(false, Ordering::Relaxed);
        self
    }

    /// Writes one file aside, and renames it to its place when it is whole.
    fn write_one(inside: &Inside<'_>, file: &Sent<'_>) -> Result<u64, Trouble> {
        let (at, aside) = (inside.with_folder(file.path)?, inside.part());
        let written = match file.body {
            Body::Bytes(bytes) => calls::write_new(&aside, bytes).map(|()| bytes.len() as u64),
            Body::File(from, _) => calls::copy_new(from, &aside),
        };
        let written = written.and_then(|len| match file.body {
            Body::File(from, wanted) if wanted != len => Ok(Err(changed(from))),
            _ => calls::rename(&aside, &at).map(|()| Ok(len)),
        });
        if !matches!(written, Ok(Ok(_))) {
            let _ = calls::remove_file(&aside);
        }
        written.map_err(|e| unwritable(&at, &e))?
    }

    /// Lets `to` have the bytes of `from`: a hard link, or a copy where there can be none.
    fn adopt_one(inside: &Inside<'_>, from: &str, to: &str) -> Result<(), Trouble> {
        let missing = || unreadable(Path::new(from), &io::Error::from(io::ErrorKind::NotFound));
        let source = inside.at(from)?.ok_or_else(missing)?;
        let is_file = calls::found(&source).map_err(|e| unreadable(&source, &e))?;
        if !is_file.ok_or_else(missing)?.is_file() {
            return Err(unreadable(&source, &io::Error::from(io::ErrorKind::InvalidInput)));
        }
        let at = inside.with_folder(to)?;
        if calls::hard_link(&source, &at).is_ok() {
            return Ok(());
        }
        let aside = inside.part();
        let made = match calls::hard_link(&source, &aside) {
            Ok(()) => Ok(()),
            Err(_) => calls::copy_new(&source, &aside).map(|_| ()),
        };
        let put = made.and_then(|()| calls::rename(&aside, &at));
        // A rename between two links to one file does nothing: the one aside is still there.
        let _ = calls::remove_file(&aside);
        put.map_err(|e| unwritable(&at, &e))
    }

    /// Makes a file that is there at once with all its bytes, unless there is one.
    fn claim_one(inside: &Inside<'_>, at: &Path, bytes: &[u8]) -> io::Result<()> {
        let aside = inside.part();
        calls::write_new(&aside, bytes)?;
        let claimed = match calls::hard_link(&aside, at) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                // No hard links: nobody else gets it, but its bytes come a moment later.
                calls::write_new(at, bytes)
            }
            other => other,
        };
        let _ = calls::remove_file(&aside);
        claimed
    }
}

impl Host for Folder {
    fn name(&self) -> String {
        windows::shown(&self.root.display().to_string())
    }

    fn powers(&self) -> Result<Powers, Trouble> {
        let is_exchanged =
            !self.has_links.load(Ordering::Relaxed) || pointer::is_exchanged(&self.root, "current");
        let in_one_call = cfg!(any(target_os = "linux", target_vendor = "apple"));
        let switch = if cfg!(windows) || (is_exchanged && !in_one_call) {
            Switch::NotAtomic(Text::fixed(
                "När den nya webbplatsen ska synas byts två mappar i två steg. Den som besöker \
                 webbplatsen däremellan, någon tusendels sekund, kan mötas av att sidan inte finns.",
                "When the new site is to be seen, two folders are exchanged in two steps. Whoever \
                 visits the site in between, some thousandths of a second, may be told that the \
                 page does not exist.",
            ))
        } else {
            Switch::Atomic
        };
        Ok(Powers { switch, adopts: true, renames: true })
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        refuse_ways_out(path)?;
        read_one(&Inside::look(&self.root)?, path)
    }

    fn read_all(
        &self,
        paths: &[String],
        take: &(dyn Fn(&str, Option<Vec<u8>>) + Sync),
        watch: &dyn Watch,
    ) -> Result<(), Trouble> {
        refuse_any(paths.iter().map(String::as_str))?;
        let inside = Inside::look(&self.root)?;
        paths.par_iter().try_for_each(|path| {
            go_on(watch)?;
            take(path, read_one(&inside, path)?);
            watch.done();
            Ok(())
        })
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, Trouble> {
        refuse_folder(folder)?;
        let Some(top) = Inside::look(&self.root)?.followed(folder)? else {
            return Ok(Vec::new());
        };
        let own = if folder.is_empty() { OWN } else { "" };
        let entries = WalkDir::new(&top).min_depth(1).into_iter();
        let entries = entries
            .filter_entry(|entry| entry.depth() != 1 || own.is_empty() || entry.file_name() != own);
        let mut found = Vec::new();
        for entry in entries {
            let failed = |error: walkdir::Error| {
                let at = error.path().unwrap_or(&top).to_path_buf();
                unreadable(&at, &io::Error::from(error))
            };
            let entry = entry.map_err(failed)?;
            if entry.file_type().is_dir() {
                continue;
            }
            let meta = entry.metadata().map_err(failed)?;
            let path = entry.path().strip_prefix(&top).unwrap_or_else(|_| entry.path());
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            let path = parts.join("/");
            found.push(Entry {
                path: if folder.is_empty() { path } else { format!("{folder}/{path}") },
                len: meta.len(),
                modified: meta.modified().ok(),
                tag: None,
                is_odd: !meta.is_file(),
            });
        }
        Ok(found)
    }

    fn write(&self, files: &[Sent<'_>], watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_any(files.iter().map(|file| file.path))?;
        let inside = Inside::make(&self.root)?;
        inside.sweep();
        files.par_iter().try_for_each(|file| {
            go_on(watch)?;
            watch.sent(Self::write_one(&inside, file)?);
            watch.done();
            Ok(())
        })
    }

    fn adopt(&self, pairs: &[(String, String)], watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_any(pairs.iter().flat_map(|(from, to)| [from.as_str(), to.as_str()]))?;
        let inside = Inside::make(&self.root)?;
        pairs.par_iter().try_for_each(|(from, to)| {
            go_on(watch)?;
            Self::adopt_one(&inside, from, to)?;
            watch.done();
            Ok(())
        })
    }

    fn remove(&self, paths: &[String], watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_any(paths.iter().map(String::as_str))?;
        let inside = Inside::look(&self.root)?;
        for path in paths {
            go_on(watch)?;
            let Some(at) = inside.at(path)? else { continue };
            calls::remove_file(&at).map_err(|e| unwritable(&at, &e))?;
            let mut folder = parent(path);
            while !folder.is_empty() && calls::remove_empty(&self.root.join(folder)) {
                folder = parent(folder);
            }
            watch.done();
        }
        Ok(())
    }

    fn remove_folder(&self, folder: &str, watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_ways_out(folder)?;
        let Some(at) = Inside::look(&self.root)?.at(folder)? else { return Ok(()) };
        if calls::found(&at).map_err(|e| unreadable(&at, &e))?.is_some_and(|meta| meta.is_dir()) {
            for entry in calls::entries(&at).map_err(|e| unreadable(&at, &e))? {
                go_on(watch)?;
                calls::remove_tree(&entry).map_err(|e| unwritable(&entry, &e))?;
            }
        }
        calls::remove_tree(&at).map_err(|e| unwritable(&at, &e))
    }

    fn rename_folder(&self, from: &str, to: &str) -> Result<(), Trouble> {
        refuse_any([from, to])?;
        let inside = Inside::make(&self.root)?;
        let missing = || unreadable(Path::new(from), &io::Error::from(io::ErrorKind::NotFound));
        let source = inside.at(from)?.ok_or_else(missing)?;
        let at = inside.with_folder(to)?;
        // A rename would take the place of an empty folder without a word.
        if calls::found(&at).map_err(|e| unreadable(&at, &e))?.is_some() {
            return Err(unwritable(&at, &io::Error::from(io::ErrorKind::AlreadyExists)));
        }
        calls::rename(&source, &at).map_err(|e| unwritable(&at, &e))
    }

    fn point(&self, name: &str, folder: &str) -> Result<(), Trouble> {
        refuse_any([name, folder])?;
        let inside = Inside::make(&self.root)?;
        let at = self.root.join(folder);
        let real = inside.followed(folder)?;
        if !real.is_some_and(|real| real.is_dir()) {
            return Err(unreadable(&at, &io::Error::from(io::ErrorKind::NotFound)));
        }
        let is_exchanged = pointer::is_exchanged(&self.root, name);
        if !is_exchanged
            && self.has_links.load(Ordering::Relaxed)
            && pointer::link(&inside, name, folder)?
        {
            return Ok(());
        }
        self.has_links.store(false, Ordering::Relaxed);
        pointer::exchange(&self.root, &inside, name, folder)
    }

    fn pointed(&self, name: &str) -> Result<Option<String>, Trouble> {
        refuse_ways_out(name)?;
        pointer::pointed(&self.root, &Inside::look(&self.root)?, name)
    }

    fn claim(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        refuse_ways_out(path)?;
        let inside = Inside::make(&self.root)?;
        let at = inside.with_folder(path)?;
        match Self::claim_one(&inside, &at, bytes) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(unwritable(&at, &error)),
        }
    }
}

fn read_one(inside: &Inside<'_>, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
    let Some(at) = inside.followed(path)? else { return Ok(None) };
    if at.is_dir() {
        return Ok(None);
    }
    calls::there(calls::read(&at)).map_err(|e| unreadable(&at, &e))
}

/// A file that was to be sent is no longer as long as it was.
pub(super) fn changed(from: &Path) -> Trouble {
    let message =
        Text::fixed("Filen ändrades medan den skickades", "The file was changed while it was sent");
    let help = Text::fixed("Kör kommandot igen.", "Run the command again.");
    Trouble::new(TroubleKind::Other, Failure::new(message).at(from).with_help(help))
}
