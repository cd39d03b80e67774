//! Looks at all files again, where the system does not tell of changes or may have missed some.
//!
//! A look compares what the system says of each file – length, times, number – and reads none.
//! Clocks of disks are coarse: two saves within one tick leave the same marks. So a file that was
//! just found to be another is read again for a while.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::source::{SourceFault, Stamp, look};

use super::Seen;
use super::pending::Touch;

/// How often files are looked at where the system does not tell of them.
const POLL: Duration = Duration::from_millis(250);

/// Looking may take this part of the time of one processor at most.
const SHARE: u32 = 10;

/// The coarsest clock of any disk, and some more.
const TICK: Duration = Duration::from_millis(2500);

/// Looks at the files of a site, and tells what has changed since it last did.
pub(super) struct Scanner {
    root: PathBuf,
    seen: Arc<Seen>,
    /// How many looks have been asked for.
    asked: AtomicU64,
    last: Mutex<Last>,
}

/// What the last look found.
#[derive(Default)]
struct Last {
    /// How many had asked when it began.
    covers: u64,
    /// Nothing before the first one, and when the files could not be looked at.
    known: Option<Known>,
    /// Files that may change once more without a mark.
    young: BTreeMap<PathBuf, Instant>,
}

struct Known {
    stamps: BTreeMap<PathBuf, Stamp>,
    faults: Vec<SourceFault>,
}

impl Scanner {
    pub fn new(root: PathBuf, seen: Arc<Seen>) -> Self {
        Self { root, seen, asked: AtomicU64::new(0), last: Mutex::default() }
    }

    /// Looks at all files, unless somebody else has begun to after this call. The first look
    /// only remembers.
    pub fn look(&self) {
        let mine = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.covers >= mine {
            return;
        }
        let is_first = last.covers == 0;
        last.covers = self.asked.load(Ordering::SeqCst);
        let now = Instant::now();
        last.young.retain(|_, since| now.duration_since(*since) < TICK);
        let known = look(&self.root).ok();
        let known = known.map(|found| Known { stamps: found.stamps, faults: found.faults });
        let Last { known: last_known, young, .. } = &mut *last;
        let before = std::mem::replace(last_known, known);
        if is_first {
            return;
        }
        match (&before, &*last_known) {
            (Some(before), Some(found)) => {
                let mut touches = before.differences(found);
                young.extend(touches.iter().map(|(path, _)| (path.clone(), now)));
                if before.faults != found.faults {
                    self.seen.with(|state| state.pending.doubt(now));
                }
                if touches.is_empty() {
                    return;
                }
                self.seen.with(|state| {
                    for (path, touch) in touches.drain(..) {
                        state.pending.touch(path, touch, now);
                    }
                });
            }
            // They cannot be looked at any more, or again: whoever reads them will say why.
            (Some(_), None) | (None, Some(_)) => self.seen.with(|state| state.pending.doubt(now)),
            (None, None) => {}
        }
    }

    /// Lets the files be read again that may have changed without a mark. They are held as
    /// others are: a save may just have begun.
    fn look_into_young(&self) {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.young.is_empty() {
            return;
        }
        let now = Instant::now();
        self.seen.with(|state| {
            for path in last.young.keys() {
                state.pending.again(path.clone(), now);
            }
        });
    }

    /// Looks again and again.
    pub fn poll(&self) -> ! {
        loop {
            let begun = Instant::now();
            self.look();
            self.look_into_young();
            std::thread::sleep(POLL.max(begun.elapsed() * SHARE));
        }
    }
}

impl Known {
    fn differences(&self, found: &Self) -> Vec<(PathBuf, Touch)> {
        let mut touches = Vec::new();
        for (path, stamp) in &found.stamps {
            if self.stamps.get(path) != Some(stamp) {
                let touch = if stamp.len == 0 { Touch::Emptied } else { Touch::Found };
                touches.push((path.clone(), touch));
            }
        }
        let gone = self.stamps.keys().filter(|path| !found.stamps.contains_key(*path));
        touches.extend(gone.map(|path| (path.clone(), Touch::Gone)));
        touches
    }
}
