//! The only room that changes the disk: a new tree beside the old one, then one exchange.
//!
//! The site is made in a spare tree beside the output folder, on the same file
//! system. What is unchanged is linked, not written again. When the spare tree is
//! whole it changes places with the visible one, and becomes the spare of the next
//! build. A build that is killed leaves the visible tree as it was.

mod compare;
mod correct;
mod disk;
mod files;
mod finished;
mod folder;
mod foreign;
mod kept;
mod live;
mod lock;
mod manifest;
mod new_page;
mod new_site;
mod receipt;
mod room;
mod set_up;
mod spare;
mod stage;
mod swap;

pub use correct::correct;
pub use finished::{append_line, read_file, remove_made, write_whole};
pub use folder::{OutFolder, Protected, real};
pub use kept::{keep, kept};
pub use lock::Lock;
pub use new_page::create_file;
pub use new_site::create;
pub use receipt::{remember, unchanged};
pub use set_up::{Put, put_file};

use std::path::PathBuf;

use crate::base::{Failure, OutPath};
use crate::render::{Output, Plan, RenderFault};
use crate::source::Source;

/// What a build did to the output folder.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there before.
    pub new: usize,
    /// Files whose bytes changed.
    pub changed: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// Files of the last build that are gone.
    pub removed: Vec<OutPath>,
    /// Files in the folder that are not ours, and were left alone.
    pub carried: Vec<PathBuf>,
    /// What each file of the site can be told by.
    prints: receipt::Prints,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Stopped {
    /// Pages that could not be made.
    Render(Vec<RenderFault>),
    /// Something the machine could not do.
    Failure(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Somebody who looks at each output that is made: where it goes, what it is, its bytes. Files
/// of the author's that are copied come without bytes.
pub type Look<'l> = dyn Fn(&OutPath, &Output, &[u8]) + Sync + 'l;

/// Writes the whole plan to `folder`, or nothing. `lock` must be the folder's.
/// `look` is called once for every output. When all are made and stand beside the visible site,
/// `approve` is asked whether they may be shown; nothing is given back when they may not.
///
/// # Errors
/// When a page cannot be rendered, or a file call fails. The visible site is then as it was.
pub fn write(
    plan: &Plan<'_>,
    source: &Source,
    folder: &OutFolder,
    lock: &Lock,
    look: &Look<'_>,
    approve: &mut dyn FnMut() -> bool,
) -> Result<Option<Written>, Stopped> {
    swap::recover(folder, lock)?;
    let live = live::Live::read(folder)?;
    live.refuse_collisions(&folder.live, plan)?;
    let manifest = manifest::Manifest::of(plan);
    let wanted = manifest.tree();
    let spare = spare::Spare::new(folder, &live, &wanted);
    let explained = |stopped| room::explain(stopped, (plan, source), (folder, &live, &wanted));
    let staged = stage::stage(plan, source, (folder, &live), &spare, look).map_err(explained)?;
    if !approve() {
        return Ok(None);
    }
    if staged.is_same_as_live(&live, &wanted) {
        return Ok(Some(staged.report(&live, &manifest)));
    }
    let carried = stage::complete(folder, &live, &spare, &staged)
        .map_err(|failure| explained(failure.into()))?;
    swap::exchange(folder)?;
    if live.exists
        && let Err(failure) = foreign::carry_late(folder, &live.manifest, &carried, plan)
    {
        // Somebody's file could not come along: the old site, which has it, goes back.
        swap::exchange(folder)?;
        return Err(failure.into());
    }
    Ok(Some(staged.report(&live, &manifest)))
}
