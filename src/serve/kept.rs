//! Pages as they were when they could last be made: they stay when a page cannot be made any
//! more, until it can again.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many pages are kept: those that somebody looked at last.
const MOST: usize = 64;

/// The last good pages.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    by_path: BTreeMap<String, (u64, Vec<u8>)>,
    turn: u64,
    /// What every address began with.
    base: Option<String>,
}

impl Kept {
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the page at `path`.
    pub fn keep(&self, path: &str, page: &[u8]) {
        let mut pages = self.pages();
        pages.turn += 1;
        let turn = pages.turn;
        if let Some((seen, known)) = pages.by_path.get_mut(path) {
            *seen = turn;
            if known != page {
                page.clone_into(known);
            }
            return;
        }
        if pages.by_path.len() >= MOST {
            let oldest = pages.by_path.iter().min_by_key(|(_, (seen, _))| *seen);
            if let Some(oldest) = oldest.map(|(path, _)| path.clone()) {
                pages.by_path.remove(&oldest);
            }
        }
        pages.by_path.insert(path.to_owned(), (turn, page.to_owned()));
    }

    /// The page at `path` as it was.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.pages().by_path.get(path).map(|(_, page)| page.clone())
    }

    /// What every address begins with, as long as it is known.
    pub fn base(&self, base: Option<String>) -> String {
        let mut pages = self.pages();
        if base.is_some() {
            pages.base = base;
        }
        pages.base.clone().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_looked_at_last_are_kept() {
        let kept = Kept::default();
        for n in 0..=MOST {
            kept.keep(&format!("/{n}/"), b"x");
            kept.keep("/0/", b"y");
        }
        assert_eq!(kept.get("/0/"), Some(b"y".to_vec()));
        assert_eq!(kept.get("/1/"), None);
        assert_eq!(kept.get("/2/"), Some(b"x".to_vec()));
    }
}
