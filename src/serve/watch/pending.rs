//! What has changed and is not taken in yet, and which of it has come to rest.
//!
//! An editor's save is several events, and a file that is read between them is torn. So what an
//! event names is *held*: until the system says that the writer has closed the file or moved it
//! into place, else for a while without any event.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a file is held without any event on it.
pub(super) const HOLD: Duration = Duration::from_millis(50);

/// How long one is held that somebody has begun to write, where the system will tell when it is
/// closed. Only a file that is written and never closed takes this long.
pub(super) const WRITING: Duration =
    Duration::from_millis(if cfg!(any(target_os = "linux", target_os = "android")) {
        1000
    } else {
        50
    });

/// How long one is held that a look has found to be another: longer than editors wait between
/// two parts of a file.
const FOUND: Duration = Duration::from_millis(100);

/// How long one is held that a look has found to be empty.
const EMPTIED: Duration = Duration::from_millis(500);

/// The longest that anybody waits for files that never come to rest.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// When a file that never comes to rest is read all the same.
const OVERDUE: Duration = Duration::from_secs(10);

/// What has changed on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) enum Changed {
    /// These files and folders may have.
    Paths(Vec<PathBuf>),
    /// Anything may have.
    Everything,
}

/// What an event means for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// It has come, and may be written next.
    Came,
    /// Somebody has opened it.
    Opened,
    /// It is being written.
    Written,
    /// It is whole.
    Done,
    /// It has gone; often another comes in its place.
    Gone,
    /// Something else of it may be another.
    Other,
    /// A look at all files found it to be another.
    Found,
    /// A look found it to be empty, as it is while an editor saves it.
    Emptied,
}

/// What has changed and is not taken in yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    held: BTreeMap<PathBuf, Held>,
    everything: Option<Held>,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    /// When it was first told of.
    since: Instant,
    /// When it is at rest, if nothing more happens.
    until: Instant,
    last: Touch,
}

impl Held {
    /// Whether somebody waits for it: it moves, and has not done so for too long.
    fn keeps_waiting(&self, now: Instant) -> bool {
        self.until > now && now.duration_since(self.since) < PATIENCE
    }

    /// When it can be taken whatever happens.
    fn due(&self) -> Instant {
        self.until.min(self.since + OVERDUE)
    }
}

/// What there is to take.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing has changed, or only what never comes to rest.
    Nothing,
    /// This may be taken in.
    Of(Changed),
    /// Something is on its way, and will be at rest then if nothing more happens.
    Soon(Instant),
}

impl Pending {
    /// Something happened to `path`.
    pub fn touch(&mut self, path: PathBuf, touch: Touch, now: Instant) {
        let known = self.held.get(&path).copied();
        let was = known.map(|held| held.last);
        let until = |time: Duration| {
            let until = now + time;
            known.map_or(until, |held| held.until.max(until))
        };
        let until = match touch {
            Touch::Done => now,
            Touch::Gone => now + HOLD,
            Touch::Found => now + FOUND,
            Touch::Emptied => now + EMPTIED,
            // Reading is no change. But who opens a file that has just come is about to fill it.
            Touch::Opened if was == Some(Touch::Came) => until(WRITING),
            Touch::Opened => return,
            Touch::Written => until(WRITING),
            Touch::Came | Touch::Other => until(HOLD),
        };
        let last = match (touch, was) {
            // It is still to be filled, whatever its rights are.
            (Touch::Other, Some(Touch::Came)) => Touch::Came,
            _ => touch,
        };
        let since = known.map_or(now, |held| held.since);
        self.held.insert(path, Held { since, until, last });
    }

    /// `path` is to be read once more, when nothing more happens to it.
    pub fn again(&mut self, path: PathBuf, now: Instant) {
        self.held.entry(path).or_insert(Held { since: now, until: now + HOLD, last: Touch::Other });
    }

    /// How much is on its way.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Anything may have changed.
    pub fn lost(&mut self, now: Instant) {
        let since = self.everything.map_or(now, |held| held.since);
        self.everything = Some(Held { since, until: now + HOLD, last: Touch::Other });
    }

    /// Anything may have changed, and has come to rest as far as anybody knows.
    pub fn doubt(&mut self, now: Instant) {
        self.everything.get_or_insert(Held { since: now, until: now, last: Touch::Other });
    }

    /// What can be taken in now. What has gone and was never one of the site's (`is_known`) – an
    /// editor's passing file – keeps nobody waiting.
    pub fn rest(&mut self, now: Instant, is_known: impl Fn(&Path) -> bool) -> Rest {
        self.held.retain(|path, held| held.last != Touch::Gone || is_known(path));
        let all = || self.held.values().chain(&self.everything);
        if let Some(until) = all().filter(|held| held.keeps_waiting(now)).map(|h| h.until).max() {
            return Rest::Soon(until);
        }
        let is_due = |held: &Held| held.due() <= now;
        let everything = self.everything.take_if(|held| is_due(held));
        let due: Vec<PathBuf> =
            self.held.iter().filter(|(_, h)| is_due(h)).map(|(path, _)| path.clone()).collect();
        for path in &due {
            self.held.remove(path);
        }
        match everything {
            Some(_) => Rest::Of(Changed::Everything),
            None if due.is_empty() => Rest::Nothing,
            None => Rest::Of(Changed::Paths(due)),
        }
    }

    /// When it is time to ask what is at rest: now, if somebody would have to wait for it.
    pub fn next(&self, now: Instant) -> Option<Instant> {
        let all = self.held.values().chain(&self.everything);
        all.map(|held| if held.keeps_waiting(now) { now } else { held.due() }).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(touches: &[(u64, Touch)], at: u64) -> Rest {
        let begun = Instant::now();
        let mut pending = Pending::default();
        for (after, touch) in touches {
            pending.touch("a".into(), *touch, begun + Duration::from_millis(*after));
        }
        match pending.rest(begun + Duration::from_millis(at), |_| true) {
            Rest::Soon(until) => Rest::Soon(until.max(begun)),
            other => other,
        }
    }

    fn is_taken(touches: &[(u64, Touch)], at: u64) -> bool {
        one(touches, at) == Rest::Of(Changed::Paths(vec!["a".into()]))
    }

    #[test]
    fn what_is_closed_or_moved_into_place_is_whole_at_once() {
        use Touch::{Came, Done, Opened, Written};
        assert!(is_taken(&[(0, Written), (1, Written), (2, Done)], 2));
        assert!(is_taken(&[(0, Came), (0, Opened), (1, Done)], 1));
        assert!(is_taken(&[(0, Done)], 0));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_is_being_written_is_held_until_it_is_closed() {
        use Touch::{Came, Done, Opened, Other, Written};
        assert!(!is_taken(&[(0, Written)], 900));
        assert!(!is_taken(&[(0, Came), (0, Opened)], 900), "made, and not filled yet");
        assert!(!is_taken(&[(0, Written), (10, Other)], 900), "its rights are changed meanwhile");
        assert!(is_taken(&[(0, Written)], 1000), "it is not held for ever");
        assert!(!is_taken(&[(0, Done), (1, Written)], 500), "and written again");
    }

    #[test]
    fn what_is_only_named_is_held_for_a_moment() {
        use Touch::{Came, Gone, Opened, Other};
        for touch in [Came, Gone, Other] {
            assert!(!is_taken(&[(0, touch)], 40) && is_taken(&[(0, touch)], 50), "{touch:?}");
        }
        assert_eq!(one(&[(0, Opened)], 0), Rest::Nothing, "reading is no change");
    }

    #[test]
    fn nobody_waits_long_for_what_never_rests() {
        let begun = Instant::now();
        let after = |ms| begun + Duration::from_millis(ms);
        let mut pending = Pending::default();
        for ms in (0..9000).step_by(20) {
            pending.touch("film.mp4".into(), Touch::Written, after(ms));
        }
        pending.touch("a.md".into(), Touch::Done, after(9000));
        let rest = pending.rest(after(9000), |_| true);
        assert_eq!(
            rest,
            Rest::Of(Changed::Paths(vec!["a.md".into()])),
            "the others are not held up"
        );
        assert_eq!(pending.rest(after(9001), |_| true), Rest::Nothing);
        assert!(pending.next(after(9001)) > Some(after(9001)), "no hurry");
        pending.touch("film.mp4".into(), Touch::Written, after(10_000));
        let rest = pending.rest(after(10_000), |_| true);
        assert_eq!(rest, Rest::Of(Changed::Paths(vec!["film.mp4".into()])), "at last");
    }

    #[test]
    fn a_passing_file_that_was_never_known_holds_up_nothing() {
        let now = Instant::now();
        let mut pending = Pending::default();
        pending.touch("a.tmp".into(), Touch::Gone, now);
        pending.touch("a.md".into(), Touch::Done, now);
        let rest = pending.rest(now, |path| path == Path::new("a.md"));
        assert_eq!(rest, Rest::Of(Changed::Paths(vec!["a.md".into()])));
        // But a folder that comes in its place is no passing file.
        pending.touch("a".into(), Touch::Gone, now);
        pending.touch("a".into(), Touch::Other, now);
        let rest = pending.rest(now + HOLD, |_| false);
        assert_eq!(rest, Rest::Of(Changed::Paths(vec!["a".into()])));
    }
}
