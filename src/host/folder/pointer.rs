//! The name that visitors come through: a link that takes the place of the old one in one step.
//!
//! Where there can be no links, the name is a folder of its own with the same files (hard links
//! where there are such, else copies), and the whole folder is exchanged: in one call where the
//! system has one, else by two renames. Which folder it shows is noted in the hosts' own folder.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::base::{Failure, Text};
use crate::host::paths::{OWN, linked_folder, relative_link};
use crate::host::{Trouble, TroubleKind};

use super::calls;
use super::inside::{Inside, unreadable, unwritable};

/// Lets `name` lead to `folder` by a link. `Ok(false)`: there can be no links here.
pub fn link(inside: &Inside<'_>, name: &str, folder: &str) -> Result<bool, Trouble> {
    let (at, aside) = (inside.with_folder(name)?, inside.part());
    match calls::symlink(&relative_link(name, folder), &aside) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::StorageFull => {
            return Err(unwritable(&at, &error));
        }
        Err(_) => return Ok(false),
    }
    let is_folder = calls::found(&at).map_err(|e| unreadable(&at, &e))?.is_some_and(|m| m.is_dir());
    let put = if is_folder { Err(in_the_way(&at)) } else { put(&aside, &at) };
    if put.is_err() {
        let _ = calls::remove_file(&aside);
    }
    put.map(|()| true)
}

fn put(aside: &Path, at: &Path) -> Result<(), Trouble> {
    let renamed = calls::rename(aside, at);
    if cfg!(windows) && renamed.is_err() {
        // A link to a folder is a folder there, and no folder is replaced by a rename.
        calls::remove_empty(at);
        return calls::rename(aside, at).map_err(|e| unwritable(at, &e));
    }
    renamed.map_err(|e| unwritable(at, &e))
}

/// Lets `name` lead to `folder` by exchanging a whole folder.
pub fn exchange(root: &Path, inside: &Inside<'_>, name: &str, folder: &str) -> Result<(), Trouble> {
    let at = inside.with_folder(name)?;
    let there = calls::found(&at).map_err(|e| unreadable(&at, &e))?;
    if there.is_some() && noted(root, name)?.is_none() {
        return Err(in_the_way(&at));
    }
    let fresh = inside.part();
    let made = same_files(&root.join(folder), &fresh);
    let exchanged = made.and_then(|()| match there {
        None => calls::rename(&fresh, &at),
        Some(_) => {
            calls::exchange(&fresh, &at).or_else(|_| by_renames(&fresh, &at, &inside.part()))
        }
    });
    // The old site, or what was made of the new one. Swept later, when it cannot be removed.
    let _ = calls::remove_tree(&fresh);
    exchanged.map_err(|e| unwritable(&at, &e))?;
    let (note, aside) = (note_of(root, name), inside.part());
    let written =
        calls::write_new(&aside, folder.as_bytes()).and_then(|()| calls::rename(&aside, &note));
    written.map_err(|e| unwritable(&note, &e))
}

fn by_renames(fresh: &Path, at: &Path, old: &Path) -> io::Result<()> {
    calls::rename(at, old)?;
    if let Err(error) = calls::rename(fresh, at) {
        calls::rename(old, at)?;
        return Err(error);
    }
    let _ = calls::remove_tree(old);
    Ok(())
}

/// Makes the folder `to` with the files of `from`.
fn same_files(from: &Path, to: &Path) -> io::Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry.map_err(io::Error::from)?;
        let to = to.join(entry.path().strip_prefix(from).unwrap_or_else(|_| entry.path()));
        if entry.file_type().is_dir() {
            calls::create_dir_all(&to)?;
        } else if entry.file_type().is_file() && calls::hard_link(entry.path(), &to).is_err() {
            calls::copy_new(entry.path(), &to)?;
        }
    }
    Ok(())
}

/// Where `name` leads.
pub fn pointed(root: &Path, inside: &Inside<'_>, name: &str) -> Result<Option<String>, Trouble> {
    let Some(at) = inside.at(name)? else { return Ok(None) };
    match calls::found(&at).map_err(|e| unreadable(&at, &e))? {
        Some(meta) if meta.is_symlink() => {
            let link = calls::read_link(&at).map_err(|e| unreadable(&at, &e))?;
            Ok(linked_folder(name, &link.to_string_lossy().replace('\\', "/")))
        }
        Some(meta) if meta.is_dir() => noted(root, name),
        _ => Ok(None),
    }
}

/// Which folder the folder `name` was said to show, when it is one of ours.
fn noted(root: &Path, name: &str) -> Result<Option<String>, Trouble> {
    let note = note_of(root, name);
    let bytes = calls::there(calls::read(&note)).map_err(|e| unreadable(&note, &e))?;
    Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// Whether `name` is a folder that is exchanged.
pub fn is_exchanged(root: &Path, name: &str) -> bool {
    noted(root, name).is_ok_and(|noted| noted.is_some())
}

fn note_of(root: &Path, name: &str) -> PathBuf {
    root.join(OWN).join(format!("leads-{}", name.replace('/', "-")))
}

fn in_the_way(at: &Path) -> Trouble {
    let message = Text::fixed(
        "En mapp är i vägen, som inte är gjord av publiceringen",
        "A folder is in the way, which was not made by publishing",
    );
    let help = Text::fixed(
        "Byt namn på mappen och kör kommandot igen. Inget i den har rörts.",
        "Rename the folder and run the command again. Nothing in it was touched.",
    );
    Trouble::new(TroubleKind::Other, Failure::new(message).at(at).with_help(help))
}
