//! Brings the spare tree up to date: new bytes are written, unchanged files are linked.
//!
//! Files in the spare tree may be the same inode as in the visible one. So nothing
//! is ever written into a file that is there: it is removed and made anew.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::base::{Failure, MANIFEST, OutPath};
use crate::render::{Made, Output, Plan, RenderFault};
use crate::source::Source;

use super::compare::{holds, holds_same, same_file};
use super::disk;
use super::files::{cannot_make, cannot_read, cannot_write, copy_new, link_or_copy, write_new};
use super::folder::OutFolder;
use super::foreign::{self, Foreign};
use super::live::Live;
use super::manifest::Manifest;
use super::receipt::{Print, Prints};
use super::spare::Spare;
use super::{Look, Stopped, Written};

/// How many outputs a thread takes at a time. Few, since one can take as long as a thousand
/// others: nobody should be left with the last of them.
const AT_A_TIME: usize = 16;

/// What the outputs turned out to be, compared with the visible tree.
#[derive(Debug, Default)]
pub(super) struct Staged {
    new: usize,
    changed: usize,
    /// Outputs that stand unchanged in the visible tree, the manifest included.
    unchanged: Vec<String>,
    prints: Prints,
}

enum Outcome {
    New,
    Changed,
    Unchanged,
}

/// Makes every output and writes those that differ from the visible tree.
pub(super) fn stage(
    plan: &Plan<'_>,
    source: &Source,
    (folder, live): (&OutFolder, &Live),
    spare: &Spare<'_>,
    look: &Look<'_>,
) -> Result<Staged, Stopped> {
    let is_first = !live.holds_ours();
    if is_first {
        spare.ready()?;
    }
    let outputs: Vec<(&OutPath, &Output)> = plan.outputs().iter().collect();
    let make_all = || -> Vec<Result<(Outcome, Print), Stopped>> {
        outputs
            .par_iter()
            .with_max_len(AT_A_TIME)
            .map_init(Buffers::default, |buffers, (path, output)| {
                one(plan, source, (path, output), (folder, live), spare, buffers, look)
            })
            .collect()
    };
    // The disk lets only one thread at a time make folders in a folder: one goes ahead and makes
    // them all, while the others make what comes first.
    let (folders, made) =
        rayon::join(|| if is_first { spare.make_folders() } else { Ok(()) }, make_all);
    folders?;
    let mut staged = Staged::default();
    let mut faults: Vec<RenderFault> = Vec::new();
    for (made, (path, _)) in made.into_iter().zip(&outputs) {
        let path = || path.as_str().to_owned();
        match made {
            Ok((outcome, print)) => {
                match outcome {
                    Outcome::New => staged.new += 1,
                    Outcome::Changed => staged.changed += 1,
                    Outcome::Unchanged => staged.unchanged.push(path()),
                }
                staged.prints.insert(path(), print);
            }
            Err(Stopped::Render(mut found)) => faults.append(&mut found),
            Err(failure) => return Err(failure),
        }
    }
    if !faults.is_empty() {
        return Err(Stopped::Render(faults));
    }
    let bytes = Manifest::of(plan).bytes();
    staged.prints.insert(MANIFEST.to_owned(), Print::of(&bytes));
    let visible = folder.live.join(MANIFEST);
    if holds(&visible, &bytes, &mut Vec::new()).map_err(|e| cannot_read(&visible, &e))? {
        staged.unchanged.push(MANIFEST.to_owned());
    } else {
        spare.ready()?;
        write_new(&spare.path.join(MANIFEST), &bytes)?;
    }
    Ok(staged)
}

#[derive(Default)]
struct Buffers {
    made: Vec<u8>,
    read: Vec<u8>,
}

fn one(
    plan: &Plan<'_>,
    source: &Source,
    (path, output): (&OutPath, &Output),
    (folder, live): (&OutFolder, &Live),
    spare: &Spare<'_>,
    buffers: &mut Buffers,
    look: &Look<'_>,
) -> Result<(Outcome, Print), Stopped> {
    let visible = path.below(&folder.live);
    let made =
        plan.make(output, &mut buffers.made).map_err(|fault| Stopped::Render(vec![*fault]))?;
    let looked = |e: io::Error| cannot_read(&visible, &e);
    let bytes = match made {
        Made::InBuffer => buffers.made.as_slice(),
        Made::Bytes(bytes) => bytes,
        Made::File(file, len) => {
            look(path, output, &[]);
            let print = Print::Copy(file.to_path_buf());
            if live.holds_ours() && holds_same(&visible, source.open(file)?, len).map_err(looked)? {
                return Ok((Outcome::Unchanged, print));
            }
            spare.ready()?;
            copy_new(source.open(file)?, &spare.target(path))?;
            return Ok((outcome(live, &visible)?, print));
        }
    };
    look(path, output, bytes);
    let print = Print::of(bytes);
    if live.holds_ours() && holds(&visible, bytes, &mut buffers.read).map_err(looked)? {
        return Ok((Outcome::Unchanged, print));
    }
    spare.ready()?;
    write_new(&spare.target(path), bytes)?;
    Ok((outcome(live, &visible)?, print))
}

fn outcome(live: &Live, visible: &Path) -> Result<Outcome, Stopped> {
    let is_there =
        live.holds_ours() && disk::exists(visible).map_err(|e| cannot_read(visible, &e))?;
    Ok(if is_there { Outcome::Changed } else { Outcome::New })
}

impl Staged {
    /// Whether the visible tree is already what it should be.
    pub fn is_same_as_live(&self, live: &Live, wanted: &BTreeSet<String>) -> bool {
        live.exists
            && self.unchanged.len() == wanted.len()
            && live.manifest.files.len() + 1 == wanted.len()
    }

    /// What is told of the build.
    pub fn report(self, live: &Live, manifest: &Manifest) -> Written {
        Written {
            new: self.new,
            changed: self.changed,
            unchanged: self.unchanged.iter().filter(|path| *path != MANIFEST).count(),
            removed: live.manifest.gone(manifest),
            carried: live.carried(),
            prints: self.prints,
        }
    }
}

/// Makes the spare tree whole: links what is unchanged, carries over what is not ours.
/// Tells what was carried.
pub(super) fn complete(
    folder: &OutFolder,
    live: &Live,
    spare: &Spare<'_>,
    staged: &Staged,
) -> Result<Foreign, Failure> {
    spare.ready()?;
    staged.unchanged.par_iter().try_for_each(|path| {
        let (from, to) = (folder.live.join(path), spare.path.join(path));
        if same_file(&from, &to) {
            return Ok(());
        }
        match disk::remove_file(&to) {
            // A file in the place of a folder gives way when the link is made.
            Err(error) if error.kind() != io::ErrorKind::NotADirectory => {
                Err(cannot_write(&to, &error))
            }
            _ => link_or_copy(&from, &to),
        }
    })?;
    for path in &live.folders {
        let path = spare.path.join(path);
        disk::create_dir_all(&path).map_err(|e| cannot_make(&path, &e))?;
    }
    let carried = foreign::carry(folder, &live.foreign)?;
    if live.exists {
        // Both trees take turns at being the visible one: they look alike.
        disk::copy_permissions(&folder.live, &spare.path)
            .map_err(|e| cannot_make(&spare.path, &e))?;
    }
    Ok(carried)
}
