//! Folders on the server: made when a file needs them, kept inside the place, read to their
//! depths, removed when nothing is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::stream::{self, StreamExt as _};
use openssh_sftp_client::UnixTimeStamp;
use openssh_sftp_client::metadata::MetaData;

use crate::host::paths::{OWN, leads_out, parent};
use crate::host::{Entry, Trouble};

use super::files::all;
use super::line::{Fault, Line};
use super::session::{AT_ONCE, PART, Session};

impl Session {
    /// Sees to that the place is there, with the hosts' own folder in it.
    pub async fn make_place(&self, line: &Line) -> Result<(), Fault> {
        if line.knows(OWN) {
            return Ok(());
        }
        let root = self.at("");
        if line.there(line.fs().metadata(&root)).await?.is_none() {
            let ends = root.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0);
            for end in ends.chain([root.len()]) {
                // Those above may be there without being shown to us; the last one tells.
                let made = line.asked(line.fs().create_dir(&root[..end])).await;
                if !matches!(made, Ok(()) | Err(Fault::Refused(_))) || end == root.len() {
                    made?;
                }
            }
        }
        self.make_folder(line, OWN).await?;
        if !self.is_swept.swap(true, Ordering::Relaxed) {
            self.sweep(line).await?;
        }
        Ok(())
    }

    /// Makes every folder that `paths` need.
    pub async fn make_folders_of(
        &self,
        line: &Line,
        paths: impl Iterator<Item = &str>,
    ) -> Result<(), Fault> {
        self.make_place(line).await?;
        let mut by_depth: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for path in paths {
            let mut folder = parent(path);
            while !folder.is_empty() && !line.knows(folder) {
                if !by_depth.entry(folder.matches('/').count()).or_default().insert(folder) {
                    break;
                }
                folder = parent(folder);
            }
        }
        for folders in by_depth.into_values() {
            let work = stream::iter(folders).map(|folder| self.make_folder(line, folder));
            all(work.buffer_unordered(AT_ONCE)).await?;
        }
        Ok(())
    }

    /// Makes a folder whose own folder is there, unless it is there.
    async fn make_folder(&self, line: &Line, folder: &str) -> Result<(), Fault> {
        if let Err(fault) = line.asked(line.fs().create_dir(self.at(folder))).await {
            // Servers have no word for "it is there already".
            let found = line.there(line.fs().metadata(self.at(folder))).await?;
            let is_folder = found.and_then(|meta| meta.file_type()).is_some_and(|t| t.is_dir());
            if !is_folder || !self.holds(line, folder).await? {
                return Err(fault);
            }
        }
        line.note(folder);
        Ok(())
    }

    /// Whether `path` is there, followed through every link. One that leads out is trouble.
    pub async fn holds(&self, line: &Line, path: &str) -> Result<bool, Fault> {
        if path.is_empty() || line.knows(path) {
            return Ok(true);
        }
        let Some(root) = line.there(line.fs().canonicalize(self.at(""))).await? else {
            return Ok(false);
        };
        let Some(real) = line.there(line.fs().canonicalize(self.at(path))).await? else {
            return Ok(false);
        };
        if real.starts_with(&root) { Ok(true) } else { Err(self.leads_out(path).into()) }
    }

    /// Whether the folder that `path` lies in is there, and inside. Asked once for each folder: one
    /// that is no link lies where the folder above it does.
    pub async fn holds_folder_of(&self, line: &Line, path: &str) -> Result<bool, Fault> {
        let folder = parent(path);
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        for folder in ends.map(|end| &folder[..end]).filter(|folder| !folder.is_empty()) {
            if line.knows(folder) {
                continue;
            }
            let at = self.at(folder);
            let found = line.there(line.fs().symlink_metadata(&at)).await?;
            let mut kind = found.and_then(|meta| meta.file_type());
            if kind.is_some_and(|kind| kind.is_symlink()) {
                let is_inside = self.holds(line, folder).await?;
                let found = line.there(line.fs().metadata(&at)).await?;
                kind = found.and_then(|meta| meta.file_type()).filter(|_| is_inside);
            }
            if kind.is_none_or(|kind| !kind.is_dir()) {
                return Ok(false);
            }
            line.note(folder);
        }
        Ok(true)
    }

    fn leads_out(&self, path: &str) -> Trouble {
        let address = format!("{}/{path}", self.place.address());
        leads_out(Path::new(&address))
    }

    /// Every file below a folder, and every folder, those further in last. Links are not
    /// followed.
    pub async fn walk(
        &self,
        line: &Line,
        folder: &str,
    ) -> Result<(Vec<Entry>, Vec<String>), Fault> {
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        let mut level = vec![folder.to_owned()];
        while !level.is_empty() {
            let work = stream::iter(&level).map(|folder| self.entries(line, folder));
            let read: Vec<_> = work.buffer_unordered(AT_ONCE).collect().await;
            let mut next = Vec::new();
            for read in read {
                let (found, inner) = read?;
                files.extend(found);
                next.extend(inner);
            }
            folders.append(&mut level);
            level = next;
        }
        Ok((files, folders))
    }

    /// The files and the folders in one folder; nothing when it is not there.
    async fn entries(&self, line: &Line, folder: &str) -> Result<(Vec<Entry>, Vec<String>), Fault> {
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        let at = self.at(folder);
        let Some(opened) = line.there(async { line.fs().open_dir(&at).await }).await? else {
            return Ok((files, folders));
        };
        let mut read = Box::pin(opened.read_dir());
        // Some servers notice only now that the folder is not there.
        while let Some(Some(entry)) =
            line.there(async { read.as_mut().next().await.transpose() }).await?
        {
            let name = entry.filename().to_string_lossy().into_owned();
            if matches!(name.as_str(), "." | "..") || (folder.is_empty() && name == OWN) {
                continue;
            }
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let meta = entry.metadata();
            let meta = match meta.file_type() {
                Some(_) => meta,
                None => line.asked(line.fs().symlink_metadata(self.at(&path))).await?,
            };
            let kind = meta.file_type();
            if kind.is_some_and(|kind| kind.is_dir()) {
                line.note(&path);
                folders.push(path);
                continue;
            }
            files.push(entry_of(path, meta));
        }
        Ok((files, folders))
    }

    /// Removes folders in which nothing is any more, from these upwards.
    pub async fn remove_empty(&self, line: &Line, folders: BTreeSet<&str>) -> Result<(), Fault> {
        // Those further in sort after those they lie in.
        for mut folder in folders.into_iter().rev() {
            while !folder.is_empty() {
                match line.asked(line.fs().remove_dir(self.at(folder))).await {
                    Ok(()) => folder = parent(folder),
                    // Something is still in it, or it has been removed on the way up.
                    Err(Fault::Refused(_)) => break,
                    Err(fault) => return Err(fault),
                }
            }
        }
        line.forget_folders();
        Ok(())
    }

    /// Removes what earlier runs left half made. What is less than an hour old, by the server's
    /// clock, may be somebody's who is at work: it stays.
    async fn sweep(&self, line: &Line) -> Result<(), Fault> {
        let (found, _) = self.entries(line, OWN).await?;
        let prefix = format!("{OWN}/{PART}");
        let found: Vec<_> =
            found.into_iter().filter(|entry| entry.path.starts_with(&prefix)).collect();
        if found.is_empty() {
            return Ok(());
        }
        let clock = self.part();
        let mut options = line.sftp.options();
        options.write(true).create_new(true);
        line.asked(async { options.open(&clock).await?.close().await }).await?;
        let now = line.asked(line.fs().metadata(&clock)).await?.modified();
        line.asked(line.fs().remove_file(&clock)).await?;
        let now = now.map(UnixTimeStamp::as_system_time);
        let Some(limit) = now.and_then(|now| now.checked_sub(Duration::from_hours(1))) else {
            return Ok(());
        };
        for entry in found.iter().filter(|entry| entry.modified.is_some_and(|time| time < limit)) {
            line.there(line.fs().remove_file(self.at(&entry.path))).await?;
        }
        Ok(())
    }
}

/// A file as hosts tell of it.
pub fn entry_of(path: String, meta: MetaData) -> Entry {
    Entry {
        path,
        len: meta.len().unwrap_or(0),
        modified: meta.modified().map(UnixTimeStamp::as_system_time),
        tag: None,
        is_odd: meta.file_type().is_none_or(|kind| !kind.is_file()),
    }
}
