//! What is sent, on this machine: the finished site in its folder, and the smaller forms of its
//! files, which servers hand out to whoever takes them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::Failure;
use crate::host::Body;
use crate::hosting::Packer;
use crate::write::read_file;

use super::release::{FileKind, FileOf, Release, sha256};

/// The files of a release, on this machine.
#[derive(Debug)]
pub struct Local {
    root: PathBuf,
    packed: BTreeMap<String, Vec<u8>>,
}

/// Where the bytes of a file are.
pub(super) enum At<'l> {
    /// In a file of their own.
    Disk(PathBuf, u64),
    /// In memory.
    Memory(&'l [u8]),
}

impl At<'_> {
    /// The same as what is sent.
    pub fn body(&self) -> Body<'_> {
        match self {
            Self::Disk(path, len) => Body::File(path, *len),
            Self::Memory(bytes) => Body::Bytes(bytes),
        }
    }
}

impl Local {
    /// The finished site in `root`, as it is.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf(), packed: BTreeMap::new() }
    }

    /// The folder with the finished site.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Makes the smaller forms of what `release` has, and adds them to it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn pack(&mut self, release: &mut Release, packer: &Packer) -> Result<(), Failure> {
        let own: Vec<&String> = release.own().map(|(path, _)| path).collect();
        let packed: Vec<(String, Vec<u8>)> = own
            .par_iter()
            .map(|path| {
                let forms = packer.pack(path, &read_file(&self.root.join(path))?);
                let both = [("gz", forms.gzip), ("br", forms.brotli)];
                let named = both.into_iter().filter_map(|(ending, bytes)| {
                    bytes.map(|bytes| (format!("{path}.{ending}"), bytes))
                });
                Ok(named.collect::<Vec<_>>())
            })
            .collect::<Result<Vec<_>, Failure>>()?
            .concat();
        packer.tidy();
        for (path, bytes) in packed {
            // What an author wrote for the same place is the author's.
            if !release.files.contains_key(&path) {
                let (len, sha256) = (bytes.len() as u64, sha256(&bytes));
                let file = FileOf { len, sha256, kind: FileKind::Packed, ..FileOf::default() };
                release.files.insert(path.clone(), file);
                self.packed.insert(path, bytes);
            }
        }
        Ok(())
    }

    /// Where the bytes of the file at `path` are.
    pub(super) fn at(&self, path: &str, file: &FileOf) -> At<'_> {
        match self.packed.get(path) {
            Some(bytes) => At::Memory(bytes),
            None => At::Disk(self.root.join(path), file.len),
        }
    }
}
