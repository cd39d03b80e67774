//! What the last build was made of, what came of it, and what was said. Where nothing has
//! changed on either side, nothing has to be made again.
//!
//! The receipt is never trusted: every file of the finished site is read and held against it.
//! It lies beside the lock, not in the site. Whatever is wrong with it only means that the
//! site is made as always.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use crate::source::Source;

use super::compare::{holds_same, regular};
use super::folder::OutFolder;
use super::live::Live;
use super::lock::Lock;
use super::{Written, disk, swap};

/// The form of the file; another one is as none.
const VERSION: u32 = 1;

/// How a file of the finished site can be told from every other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Print {
    /// By the hash of its bytes.
    Bytes(String),
    /// It holds what this file of the author's holds, relative to the site's folder.
    Copy(PathBuf),
}

/// Every file of the finished site, the manifest included, by its path.
pub(super) type Prints = BTreeMap<String, Print>;

#[derive(Debug, Serialize, Deserialize)]
struct Receipt {
    version: u32,
    made_of: String,
    said: String,
    prints: Prints,
}

impl Print {
    pub fn of(bytes: &[u8]) -> Self {
        Self::Bytes(format!("{:032x}", xxh3_128(bytes)))
    }

    /// Whether the file at `path` is the one.
    fn is_of(&self, path: &Path, source: &Source, scratch: &mut Vec<u8>) -> bool {
        match self {
            Self::Bytes(_) => {
                scratch.clear();
                let read = regular(path).ok().flatten();
                let read = read.map(|mut file| disk::read_all(&mut file, scratch));
                matches!(read, Some(Ok(()))) && *self == Self::of(scratch)
            }
            Self::Copy(from) => source.open(from).is_ok_and(|from| {
                disk::length(&from).is_ok_and(|len| holds_same(path, from, len).unwrap_or_default())
            }),
        }
    }
}

/// Keeps a receipt: the site was made of `made_of`, and `said` is what is to be said of it.
/// The site is there whether this goes well or not, so that it may fail in silence.
pub fn remember(folder: &OutFolder, _lock: &Lock, written: Written, made_of: &str, said: &str) {
    let receipt = Receipt {
        version: VERSION,
        made_of: made_of.to_owned(),
        said: said.to_owned(),
        prints: written.prints,
    };
    let path = place(folder);
    // Removed first: whatever is there may be a link.
    let is_free = disk::remove_file(&path).is_ok();
    if let (true, Ok(bytes)) = (is_free, serde_json::to_vec(&receipt))
        && super::files::write_new(&path, &bytes).is_err()
    {
        let _ = disk::remove_file(&path);
    }
}

/// What was said of the site, when it was made of `made_of` and every file of it is as it was
/// made. Nothing when it has to be made, or when anything at all is in doubt.
#[must_use]
pub fn unchanged(
    folder: &OutFolder,
    lock: &Lock,
    source: &Source,
    made_of: &str,
) -> Option<(String, Written)> {
    swap::recover(folder, lock).ok()?;
    let mut bytes = Vec::new();
    disk::read_all(&mut regular(&place(folder)).ok()??, &mut bytes).ok()?;
    let receipt: Receipt = serde_json::from_slice(&bytes).ok()?;
    if receipt.version != VERSION || receipt.made_of != made_of {
        return None;
    }
    let live = Live::read(folder).ok()?;
    let files = live.manifest.tree();
    if !live.exists || !files.iter().eq(receipt.prints.keys()) {
        return None;
    }
    let prints: Vec<(&String, &Print)> = receipt.prints.iter().collect();
    let is_same = prints
        .par_iter()
        .map_init(Vec::new, |scratch, (path, print)| {
            print.is_of(&folder.live.join(path), source, scratch)
        })
        .all(|is_same| is_same);
    let written = Written {
        unchanged: live.manifest.files.len(),
        carried: live.carried(),
        ..Written::default()
    };
    is_same.then_some((receipt.said, written))
}

fn place(folder: &OutFolder) -> PathBuf {
    folder.state.join("receipt")
}
