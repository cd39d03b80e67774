//! Looks again at some of the files and folders of a site that has been read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::base::{FilePath, uninterrupted};

use super::disk::{load, load_all};
use super::look::is_site_file;
use super::walk::walk_below;
use super::{CONTENT, Content, File, Source, SourceFault};

/// What looking again found.
#[derive(Debug)]
pub enum Refreshed {
    /// Nothing has changed.
    Same,
    /// These files have, and this is in them now; nothing where they have gone.
    Changed(BTreeMap<FilePath, Option<File>>),
    /// What has changed may mean more than itself – a link, a theme, a name that is there
    /// twice – or cannot be told: the whole site has to be read again.
    Unsure,
}

/// What is in files now; nothing where they have gone.
type Steps = BTreeMap<FilePath, Option<File>>;

/// There is no telling.
struct Doubt;

impl Source {
    /// Looks again at `paths`, which lie below the root and may have changed, come or gone.
    #[must_use]
    pub fn refresh(&self, paths: &[PathBuf]) -> Refreshed {
        let mut steps = Steps::new();
        for path in paths {
            if self.step(path, &mut steps).is_err() {
                return Refreshed::Unsure;
            }
        }
        if steps.is_empty() { Refreshed::Same } else { Refreshed::Changed(steps) }
    }

    /// Takes in what is in these files now, and gives what was: the same again undoes it.
    pub fn exchange(&mut self, files: &mut BTreeMap<FilePath, Option<File>>) {
        for (path, file) in files {
            *file = match file.take() {
                Some(file) => self.files.insert(path.clone(), file),
                None => self.files.remove(path),
            };
        }
    }

    /// The files that are others in `newer`, came with it or went.
    #[must_use]
    pub fn differences(&self, newer: &Self) -> Vec<FilePath> {
        let is_same = |file: &FilePath, now: &File| {
            let known = self.files.get(file);
            known.is_some_and(|known| known.disk == now.disk && known.content == now.content)
        };
        let now = newer.files.iter().filter(|(file, now)| !is_same(file, now));
        let gone = self.files.keys().filter(|file| !newer.files.contains_key(file));
        now.map(|(file, _)| file).chain(gone).cloned().collect()
    }

    /// Whether the site was read from a file or folder at `path`, as far as it is known.
    #[must_use]
    pub fn knows(&self, path: &Path) -> bool {
        let disk = path.strip_prefix(&self.root).ok();
        disk.and_then(FilePath::from_disk).is_some_and(|file| self.has(&file))
    }

    /// Whether the disk still holds the same of `file`, as far as can be told.
    #[must_use]
    pub fn is_as_saved(&self, file: &FilePath) -> bool {
        let Some(known) = self.files.get(file).filter(|known| !known.disk.as_os_str().is_empty())
        else {
            return true;
        };
        match load(&self.gate, &self.root, file, &known.disk) {
            Ok(found) => found == known.content,
            // Too many files are open, for instance: that says nothing of this one.
            Err(_) => uninterrupted(|| fs::metadata(self.root.join(&known.disk))).is_ok(),
        }
    }

    /// When `file` was last written to the disk, as far as the disk says.
    #[must_use]
    pub fn saved_at(&self, file: &FilePath) -> Option<SystemTime> {
        let meta = fs::metadata(self.root.join(&self.files.get(file)?.disk));
        meta.and_then(|meta| meta.modified()).ok()
    }

    fn has(&self, file: &FilePath) -> bool {
        self.files.contains_key(file) || self.below(file.as_str()).next().is_some()
    }

    /// What `path` asks for.
    fn step(&self, path: &Path, steps: &mut Steps) -> Result<(), Doubt> {
        let disk = path.strip_prefix(&self.root).map_err(|_| Doubt)?;
        if !is_site_file(disk) {
            return Ok(());
        }
        let file = FilePath::from_disk(disk).ok_or(Doubt)?;
        match uninterrupted(|| fs::symlink_metadata(path)) {
            Ok(meta) if meta.is_dir() => self.folder(path, &file, steps),
            Ok(meta) if meta.is_file() => self.file(file, disk, steps),
            // The end of a link is a file like any other, as long as the link itself is known.
            Ok(_) if self.files.contains_key(&file) && path.is_file() => {
                self.file(file, disk, steps)
            }
            Ok(_) => Err(Doubt),
            Err(error) if is_absent(&error) => self.gone(path, &file, steps),
            Err(_) => Err(Doubt),
        }
    }

    /// A file that is there.
    fn file(&self, file: FilePath, disk: &Path, steps: &mut Steps) -> Result<(), Doubt> {
        let known = self.files.get(&file);
        match known {
            Some(known) if known.disk != disk => return Err(Doubt),
            // It has come in the place of a folder.
            None if self.has(&file) => return Err(Doubt),
            None => self.may_come_or_go(&file)?,
            Some(_) => {}
        }
        let content = load(&self.gate, &self.root, &file, disk).map_err(|_| Doubt)?;
        if known.is_none_or(|known| differs(&known.content, &content)) {
            steps.insert(file, Some(File { disk: disk.to_path_buf(), content }));
        }
        Ok(())
    }

    /// A folder that is there: it may have come with all that is in it, or another may have come
    /// in its place.
    fn folder(&self, path: &Path, folder: &FilePath, steps: &mut Steps) -> Result<(), Doubt> {
        self.may_come_or_go(folder)?;
        let real = uninterrupted(|| path.canonicalize()).map_err(|_| Doubt)?;
        let is_plain = path.strip_prefix(&self.root).is_ok_and(|disk| {
            real.strip_prefix(self.gate.real()).is_ok_and(|really| really == disk)
        });
        if !is_plain || self.files.contains_key(folder) {
            return Err(Doubt);
        }
        let top = self.root.join(CONTENT);
        let walked = walk_below(path, &top, &self.root, self.gate.real()).map_err(|_| Doubt)?;
        if !walked.faults.is_empty() || !walked.links.is_empty() {
            return Err(Doubt);
        }
        let mut left = self.known_below(folder, path)?;
        let mut there: Vec<&FilePath> = walked.found.iter().map(|found| &found.path).collect();
        there.sort();
        if there.windows(2).any(|two| two[0] == two[1]) {
            return Err(Doubt);
        }
        left.retain(|path| there.binary_search(path).is_err());
        steps.extend(left.into_iter().map(|path| (path.clone(), None)));
        let loaded = load_all(&self.gate, &self.root, walked.found).map_err(|_| Doubt)?;
        for (found, content) in loaded {
            match self.files.get(&found.path) {
                Some(known) if known.disk != found.disk => return Err(Doubt),
                Some(known) if !differs(&known.content, &content) => {}
                _ => {
                    steps.insert(found.path, Some(File { disk: found.disk, content }));
                }
            }
        }
        Ok(())
    }

    /// A file or folder that is not there.
    fn gone(&self, path: &Path, file: &FilePath, steps: &mut Steps) -> Result<(), Doubt> {
        if self.faults.iter().any(|fault| is_about(fault, file)) {
            return Err(Doubt);
        }
        if !self.has(file) {
            return Ok(());
        }
        steps.extend(self.known_below(file, path)?.into_iter().map(|file| (file.clone(), None)));
        self.may_come_or_go(file)
    }

    /// The files that are known at `file` or below it, which lies at `path`. Not if one of them lies
    /// elsewhere: two folders are one for us whose names differ only in how å, ä and ö are stored.
    fn known_below(&self, file: &FilePath, path: &Path) -> Result<Vec<&FilePath>, Doubt> {
        let disk = path.strip_prefix(&self.root).map_err(|_| Doubt)?;
        let known = self.files.get_key_value(file).into_iter().chain(self.below(file.as_str()));
        known
            .map(|(path, known)| known.disk.starts_with(disk).then_some(path).ok_or(Doubt))
            .collect()
    }

    /// Whether nothing but itself depends on whether `file` is there. A theme of the program's
    /// own stands in for one that is not; a name that is there twice is so once; and the settings
    /// make a folder a site.
    fn may_come_or_go(&self, file: &FilePath) -> Result<(), Doubt> {
        let is_content = file.below(CONTENT).is_some();
        let doubtful = self.faults.iter().any(|fault| is_about(fault, file));
        if is_content && !doubtful && !self.has_twin(file) { Ok(()) } else { Err(Doubt) }
    }

    /// Whether something is known whose name differs only in case. Where the disk takes the two
    /// for one, a file that is renamed so is there under its old name too.
    fn has_twin(&self, file: &FilePath) -> bool {
        if cfg!(target_os = "linux") {
            return false;
        }
        let name = file.as_str().to_lowercase();
        self.below(file.folder()).any(|(known, _)| {
            let (start, known) = (known.as_str().get(..file.as_str().len()), known.as_str());
            start != Some(file.as_str()) && known.to_lowercase().starts_with(&name)
        })
    }
}

/// What is only copied is known by its length: its bytes may be others all the same.
fn differs(known: &Content, found: &Content) -> bool {
    matches!(found, Content::Copied { .. }) || known != found
}

/// Whether a fault may be another when `file` comes or goes, or what is below it.
fn is_about(fault: &SourceFault, file: &FilePath) -> bool {
    match fault {
        SourceFault::BadLink { file: at, .. } | SourceFault::SameName { file: at } => {
            at == file || at.below(file.as_str()).is_some() || file.below(at.as_str()).is_some()
        }
        SourceFault::BadName { .. } => true,
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
