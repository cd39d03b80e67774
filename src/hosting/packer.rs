//! Packing with a memory: what has been packed once for this site is not packed again.
//!
//! The memory is `.delwebb/packat/` in the site's folder, which may be removed at any time. A
//! form is kept under the hash of the bytes it was made of; an empty file says that packing was
//! of no use. Whatever keeps the memory from being read or written costs time and nothing else.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::xxh3_128;

use super::compress::{Packed, compress, is_worth_packing};

/// The folder, in the site's own. Another way to pack has another folder.
const FOLDER: &str = ".delwebb/packat/1";

/// What nothing has asked for in this time is forgotten.
const FORGOTTEN: Duration = Duration::from_hours(90 * 24);
/// How often it is written down that a form is still asked for.
const NOTED: Duration = Duration::from_hours(24);

/// Packs the files of one site.
#[derive(Debug)]
pub struct Packer {
    folder: PathBuf,
    now: SystemTime,
    /// How many files have been written, for names that no other thread has.
    count: AtomicU32,
}

impl Packer {
    /// Packs for the site in `root`; `now` is only compared with the times of the memory's files.
    #[must_use]
    pub fn new(root: &Path, now: SystemTime) -> Self {
        Self { folder: root.join(FOLDER), now, count: AtomicU32::new(0) }
    }

    /// The smaller forms of the file at `path` of the finished site. From any thread.
    #[must_use]
    pub fn pack(&self, path: &str, bytes: &[u8]) -> Packed {
        if !is_worth_packing(path, bytes) {
            return Packed::default();
        }
        let hash = format!("{:032x}", xxh3_128(bytes));
        let folder = self.folder.join(&hash[..2]);
        let [gzip, brotli] = ["gz", "br"].map(|ending| folder.join(format!("{hash}.{ending}")));
        if let (Some(gzip), Some(brotli)) = (self.kept(&gzip), self.kept(&brotli)) {
            let some = |bytes: Vec<u8>| (!bytes.is_empty()).then_some(bytes);
            return Packed { gzip: some(gzip), brotli: some(brotli) };
        }
        let packed = compress(path, bytes);
        if fs::create_dir_all(&folder).is_ok() {
            self.keep(&gzip, packed.gzip.as_deref().unwrap_or_default());
            self.keep(&brotli, packed.brotli.as_deref().unwrap_or_default());
        }
        packed
    }

    /// Forgets what has not been asked for in a long time.
    pub fn tidy(&self) {
        let files = walkdir::WalkDir::new(&self.folder).min_depth(2).max_depth(2);
        for file in files.into_iter().filter_map(Result::ok) {
            let is_old = |time| self.now.duration_since(time).is_ok_and(|age| age > FORGOTTEN);
            let modified = file.metadata().ok().and_then(|meta| meta.modified().ok());
            if file.file_type().is_file() && modified.is_some_and(is_old) {
                let _ = fs::remove_file(file.path());
            }
        }
    }

    #[expect(clippy::disallowed_methods, reason = "a memory of its own, which nothing depends on")]
    fn kept(&self, path: &Path) -> Option<Vec<u8>> {
        let bytes = fs::read(path).ok()?;
        let age = fs::metadata(path).ok()?.modified().ok()?;
        if self.now.duration_since(age).is_ok_and(|age| age > NOTED)
            && let Ok(file) = File::options().append(true).open(path)
        {
            let _ = file.set_modified(self.now);
        }
        Some(bytes)
    }

    /// Whole or not at all: another run may read at the same time, or this one be killed.
    fn keep(&self, path: &Path, bytes: &[u8]) {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{count}", std::process::id()));
        let written = File::create(&beside).and_then(|mut file| {
            file.write_all(bytes)?;
            fs::rename(&beside, path)
        });
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{FOLDER, Packer};
    use crate::hosting::{Packed, compress};

    fn files(root: &std::path::Path) -> usize {
        let all = walkdir::WalkDir::new(root.join(FOLDER)).into_iter().filter_map(Result::ok);
        all.filter(|entry| entry.file_type().is_file()).count()
    }

    #[test]
    fn what_is_kept_is_what_would_be_made_and_is_forgotten_in_the_end() {
        let root = tempfile::tempdir().unwrap();
        let now = SystemTime::UNIX_EPOCH + Duration::from_hours(24 * 365 * 60);
        let page = "<p>Öppet från klockan åtta.</p>\n".repeat(100).into_bytes();
        let packer = Packer::new(root.path(), now);
        let made = compress("a.html", &page);
        assert_eq!(packer.pack("a.html", &page), made);
        assert_eq!(files(root.path()), 2);
        assert_eq!(packer.pack("b.html", &page), made);
        assert_eq!(packer.pack("bild.png", &page), Packed::default());
        assert_eq!(files(root.path()), 2);
        // What stands there is taken, and not made again.
        for entry in walkdir::WalkDir::new(root.path().join(FOLDER)) {
            let entry = entry.unwrap();
            if entry.path().extension().is_some_and(|ending| ending == "br") {
                std::fs::File::create(entry.path()).unwrap();
            }
        }
        assert_eq!(packer.pack("a.html", &page), Packed { brotli: None, ..made });
        Packer::new(root.path(), now).tidy();
        assert_eq!(files(root.path()), 2);
        Packer::new(root.path(), now + Duration::from_hours(24 * 365 * 60)).tidy();
        assert_eq!(files(root.path()), 0);
    }

    #[test]
    fn a_memory_that_cannot_be_written_costs_nothing_but_time() {
        let root = tempfile::tempdir().unwrap();
        std::fs::File::create(root.path().join(".delwebb")).unwrap();
        let page = "<p>Öppet.</p>\n".repeat(100).into_bytes();
        let packer = Packer::new(root.path(), SystemTime::UNIX_EPOCH);
        assert_eq!(packer.pack("a.html", &page), compress("a.html", &page));
        packer.tidy();
    }
}
