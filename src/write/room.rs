//! A full disk: what room the new site needs, and what room there is.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::base::{Failure, MANIFEST, OutPath, Shortage, Text};
use crate::render::{Made, Output, Plan};
use crate::source::Source;

use super::Stopped;
use super::compare::{holds, holds_same};
use super::disk::{self, Free};
use super::files::has_no_links;
use super::folder::OutFolder;
use super::live::Live;

/// Files take whole blocks. Where the system does not tell how large: the usual.
const BLOCK: u64 = 4096;

/// Room on a disk.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Need {
    bytes: u64,
    /// Files and folders. Some disks count a link as a file.
    files: u64,
}

impl Need {
    fn add(self, other: Self) -> Self {
        Self { bytes: self.bytes + other.bytes, files: self.files + other.files }
    }

    fn file(len: u64, block: u64) -> Self {
        Self { bytes: len.div_ceil(block) * block, files: 1 }
    }
}

/// Takes away a spare tree that there was no room to make, so that the disk is as full as
/// before, and says what room it needs. Whatever else stopped the build stays as it is.
///
/// To be called before the exchange: until then nothing in the spare tree is the only one.
pub(super) fn explain(
    stopped: Stopped,
    (plan, source): (&Plan<'_>, &Source),
    (folder, live, wanted): (&OutFolder, &Live, &BTreeSet<String>),
) -> Stopped {
    let Stopped::Failure(failure) = stopped else { return stopped };
    let Some(shortage) = failure.shortage else { return Stopped::Failure(failure) };
    // What cannot be removed is removed by the next build.
    let _ = disk::remove_dir_all(&folder.spare());
    let free = disk::free(&folder.state);
    let block = free.map_or(BLOCK, |free| free.block);
    let need = match needed(plan, source, (folder, live), block) {
        // Every folder of the new tree is made anew.
        Some(need) => need.add(folders(wanted, disk::room_of(&folder.state).unwrap_or(BLOCK))),
        None => return Stopped::Failure(failure),
    };
    Stopped::Failure(tell(failure, shortage, need, free))
}

/// What the outputs take that are not linked from the visible tree. Nothing when one of them
/// cannot be made or compared: then there is more to mend than the disk.
fn needed(
    plan: &Plan<'_>,
    source: &Source,
    (folder, live): (&OutFolder, &Live),
    block: u64,
) -> Option<Need> {
    let copies = live.exists && !has_links(folder);
    let outputs: Vec<(&OutPath, &Output)> = plan.outputs().iter().collect();
    let of_outputs = outputs
        .par_iter()
        .map_init(<(Vec<u8>, Vec<u8>)>::default, |(buffer, scratch), (path, output)| {
            let visible = path.below(&folder.live);
            let (same, len) = match plan.make(output, buffer).ok()? {
                Made::File(file, len) => {
                    (holds_same(&visible, source.open(file).ok()?, len).ok()?, len)
                }
                Made::Bytes(bytes) => (holds(&visible, bytes, scratch).ok()?, bytes.len() as u64),
                Made::InBuffer => (holds(&visible, buffer, scratch).ok()?, buffer.len() as u64),
            };
            Some(if same && !copies { Need::file(0, block) } else { Need::file(len, block) })
        })
        .try_reduce(Need::default, |a, b| Some(a.add(b)))?;
    let lengths =
        live.foreign.keys().filter_map(|path| disk::metadata(&folder.live.join(path)).ok());
    let of_others = lengths
        .filter(|_| copies)
        .fold(Need::default(), |sum, meta| sum.add(Need::file(meta.len(), block)));
    let manifest = super::manifest::Manifest::of(plan).bytes().len() as u64;
    Some(of_outputs.add(of_others).add(Need::file(manifest, block)))
}

/// The folders of the new tree, when each takes `room`.
fn folders(wanted: &BTreeSet<String>, room: u64) -> Need {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for path in wanted {
        let mut above = path.rsplit_once('/').map(|(folder, _)| folder);
        while let Some(folder) = above.filter(|folder| folders.insert(folder)) {
            above = folder.rsplit_once('/').map(|(folder, _)| folder);
        }
    }
    let files = folders.len() as u64;
    Need { bytes: files * room, files }
}

/// Whether the disk can link what is unchanged, instead of holding it twice.
fn has_links(folder: &OutFolder) -> bool {
    let probe = folder.state.join("late");
    let linked = disk::remove_file(&probe)
        .and_then(|()| disk::hard_link(&folder.live.join(MANIFEST), &probe));
    let _ = disk::remove_file(&probe);
    !linked.is_err_and(|error| has_no_links(&error))
}

/// The failure with what is needed, what there is, and what to do.
fn tell(mut failure: Failure, shortage: Shortage, need: Need, free: Option<Free>) -> Failure {
    let needs = at_least(need.bytes);
    let short = free.filter(|_| shortage == Shortage::Disk);
    let few_files = short.and_then(|free| free.files).filter(|files| *files < need.files);
    let (cause, help) = match short {
        Some(free) if free.bytes < need.bytes => {
            let (has, lacks) = (at_most(free.bytes), at_least(need.bytes - free.bytes));
            (
                Text::new(
                    format!(
                        "Disken är full: bygget behöver ungefär {}, men bara {} är ledigt.",
                        needs.sv, has.sv
                    ),
                    format!(
                        "The disk is full: the build needs about {}, but only {} is free.",
                        needs.en, has.en
                    ),
                ),
                Text::new(
                    format!(
                        "Frigör minst {} och kör kommandot igen. Den gamla webbplatsen är orörd.",
                        lacks.sv
                    ),
                    format!(
                        "Free at least {} and run the command again. The old site is untouched.",
                        lacks.en
                    ),
                ),
            )
        }
        Some(free) => match few_files {
            Some(files) => (
                Text::new(
                    format!(
                        "Disken tar inte emot fler filer: bygget gör ungefär {} filer och mappar, men det finns bara plats för {files}.",
                        need.files
                    ),
                    format!(
                        "The disk takes no more files: the build makes about {} files and folders, but there is room for {files} only.",
                        need.files
                    ),
                ),
                Text::fixed(
                    "Ta bort filer och kör kommandot igen. Den gamla webbplatsen är orörd.",
                    "Remove files and run the command again. The old site is untouched.",
                ),
            ),
            None => {
                let has = at_most(free.bytes);
                (
                    Text::new(
                        format!(
                            "Disken blev full under bygget. Nu är {} ledigt, och bygget behöver ungefär {}.",
                            has.sv, needs.sv
                        ),
                        format!(
                            "The disk became full during the build. Now {} is free, and the build needs about {}.",
                            has.en, needs.en
                        ),
                    ),
                    Text::fixed(
                        "Kör kommandot igen. Den gamla webbplatsen är orörd.",
                        "Run the command again. The old site is untouched.",
                    ),
                )
            }
        },
        None => {
            let was = failure.cause.take().unwrap_or_else(|| Text::fixed("", ""));
            let cause = Text::new(
                format!("{} Bygget behöver ungefär {}.", was.sv, needs.sv),
                format!("{} The build needs about {}.", was.en, needs.en),
            );
            failure.cause = Some(cause);
            return failure;
        }
    };
    failure.cause = Some(cause);
    failure.help = Some(help);
    failure
}

/// A size, rounded up.
fn at_least(bytes: u64) -> Text {
    let thousands = bytes.div_ceil(1000);
    size(if thousands < 1000 { thousands } else { thousands.div_ceil(100) * 100 })
}

/// A size, rounded down.
fn at_most(bytes: u64) -> Text {
    size(bytes / 1000)
}

/// So many thousand bytes, as people say it.
fn size(thousands: u64) -> Text {
    if thousands < 1000 {
        return Text::new(format!("{thousands} kB"), format!("{thousands} kB"));
    }
    let (whole, tenth) = (thousands / 1000, thousands % 1000 / 100);
    Text::new(format!("{whole},{tenth} MB"), format!("{whole}.{tenth} MB"))
}
