//! What visitors will see differently: two releases compared, as pages. Pure.

use std::collections::BTreeSet;

use super::release::{FileKind, PageOf, Release};

/// What one release shows that another did not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Pages that were not there.
    pub new: Vec<Named>,
    /// Pages whose own content changed.
    pub changed: Vec<Changed>,
    /// Pages that have got another address.
    pub moved: Vec<Moved>,
    /// Pages that are gone.
    pub removed: Vec<Removed>,
    /// Old addresses that led to a page, and lead nowhere now.
    pub ended: Vec<Ended>,
    /// Pictures, documents and other files of the writers' own, by path.
    pub files: Vec<(String, FileChange)>,
    /// Settings, registers and the theme that are otherwise: many pages follow from each.
    pub shared: Vec<(String, FileChange)>,
    /// Pages that show something else because other pages or registers changed.
    pub echoes: Vec<Named>,
    /// Pages with the same words that look or work otherwise.
    pub looks: Vec<Named>,
    /// How many files are new.
    pub new_files: usize,
    /// How many files have other bytes.
    pub changed_files: usize,
    /// How many files are gone.
    pub removed_files: usize,
    /// How many bytes the new and changed files are.
    pub bytes: u64,
    /// How many pages there were.
    pub pages_before: usize,
    /// How many pages there are.
    pub pages_after: usize,
}

/// A page by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Its address on the site.
    pub address: String,
    /// What it is called.
    pub title: String,
}

/// A page whose own content changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which page.
    pub page: Named,
    /// Its facts that changed.
    pub facts: Vec<FactChange>,
    /// Whether its text did.
    pub text: bool,
}

/// A fact that changed: its lines before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    /// The key in front matter.
    pub key: String,
    /// What is no longer said.
    pub before: Vec<String>,
    /// What is said instead.
    pub after: Vec<String>,
}

/// A page that has got another address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The address it had.
    pub from: String,
    /// Where it is now; the old address leads there.
    pub to: Named,
}

/// A page that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Which page.
    pub page: Named,
    /// The pages of the visible site that link to it.
    pub linked_from: Vec<Named>,
    /// Whether the main menu does.
    pub in_menu: bool,
}

/// An old address that leads nowhere now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The address.
    pub from: String,
    /// The page that it led to.
    pub to: Named,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileChange {
    /// It was not there.
    New,
    /// It has other bytes.
    Changed,
    /// It is gone.
    Removed,
}

impl Difference {
    /// What `new` shows that `live` does not; nothing is live before the first publication.
    #[must_use]
    pub fn between(live: Option<&Release>, new: &Release) -> Self {
        let nothing = Release::default();
        let live = live.unwrap_or(&nothing);
        let mut found = Self {
            pages_before: live.pages.len(),
            pages_after: new.pages.len(),
            ..Self::default()
        };
        found.compare_pages(live, new);
        found.compare_files(live, new);
        found.compare_redirects(live, new);
        found.compare_shared(live, new);
        found
    }

    fn compare_shared(&mut self, live: &Release, new: &Release) {
        // Nothing is known of a release that an older program made.
        if live.shared.is_empty() || new.shared.is_empty() {
            return;
        }
        let paths: BTreeSet<&String> = live.shared.keys().chain(new.shared.keys()).collect();
        for path in paths {
            let change = match (live.shared.get(path), new.shared.get(path)) {
                (Some(before), Some(after)) if before == after => continue,
                (Some(_), Some(_)) => FileChange::Changed,
                (None, _) => FileChange::New,
                (_, None) => FileChange::Removed,
            };
            self.shared.push((path.clone(), change));
        }
    }

    /// Old addresses that end: somebody may have them on paper.
    fn compare_redirects(&mut self, live: &Release, new: &Release) {
        for (from, to) in &live.redirects {
            if new.redirects.contains_key(from) || new.pages.contains_key(from) {
                continue;
            }
            let page = live.pages.get(to).or_else(|| new.pages.get(to));
            let title = page.map_or_else(|| to.clone(), |page| page.title.clone());
            let to = Named { address: to.clone(), title };
            self.ended.push(Ended { from: from.clone(), to });
        }
    }

    fn compare_pages(&mut self, live: &Release, new: &Release) {
        let mut arrived = BTreeSet::new();
        for (address, page) in &live.pages {
            if new.pages.contains_key(address) {
                continue;
            }
            match new.redirects.get(address).and_then(|to| Some((to, new.pages.get(to)?))) {
                Some((to, now)) => {
                    arrived.insert(to.as_str());
                    self.moved.push(Moved { from: address.clone(), to: named(to, now) });
                }
                None => self.removed.push(Removed {
                    page: named(address, page),
                    linked_from: linking(live, address),
                    in_menu: live.menu.contains(address),
                }),
            }
        }
        for (address, page) in &new.pages {
            let Some(before) = live.pages.get(address) else {
                if !arrived.contains(address.as_str()) {
                    self.new.push(named(address, page));
                }
                continue;
            };
            let facts = facts(before, page);
            // Of what nobody wrote a text for, only what is seen can be compared.
            let text = before.body != page.body;
            if text || !facts.is_empty() {
                self.changed.push(Changed { page: named(address, page), facts, text });
            } else if before.text != page.text {
                self.echoes.push(named(address, page));
            } else if hash(live, before) != hash(new, page) {
                self.looks.push(named(address, page));
            }
        }
    }

    fn compare_files(&mut self, live: &Release, new: &Release) {
        for (path, file) in new.own() {
            // A smaller form is never otherwise when what it was made of is not.
            if file.kind == FileKind::Packed {
                continue;
            }
            let change = match live.files.get(path) {
                Some(before) if before.left.is_some() => FileChange::New,
                Some(before) if before.sha256 == file.sha256 => continue,
                Some(_) => FileChange::Changed,
                None => FileChange::New,
            };
            match change {
                FileChange::Changed => self.changed_files += 1,
                _ => self.new_files += 1,
            }
            if file.kind == FileKind::Other && !live.files.is_empty() {
                self.files.push((path.clone(), change));
            }
            self.bytes += file.len;
        }
        let is_gone = |path: &String| new.files.get(path).is_none_or(|file| file.left.is_some());
        let plain = live.own().filter(|(_, file)| file.kind != FileKind::Packed);
        for (path, file) in plain.filter(|(path, _)| is_gone(path)) {
            self.removed_files += 1;
            if file.kind == FileKind::Other {
                self.files.push((path.clone(), FileChange::Removed));
            }
        }
    }

    /// Whether visitors would see nothing new, and nothing is gone.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.new_files == 0 && self.changed_files == 0 && self.removed_files == 0
    }

    /// How many of a hundred pages are removed, rounded up; one that has moved is not.
    #[must_use]
    pub const fn percent_removed(&self) -> usize {
        match self.pages_before {
            0 => 0,
            before => (self.removed.len() * 100).div_ceil(before),
        }
    }
}

fn named(address: &str, page: &PageOf) -> Named {
    Named { address: address.to_owned(), title: page.title.clone() }
}

fn hash<'r>(release: &'r Release, page: &PageOf) -> Option<&'r str> {
    release.files.get(&page.file).map(|file| file.sha256.as_str())
}

/// The pages that link to `address` from their main part.
fn linking(release: &Release, address: &str) -> Vec<Named> {
    let others = release
        .pages
        .iter()
        .filter(|(from, page)| *from != address && page.links.contains(address));
    others.map(|(from, page)| named(from, page)).collect()
}

/// The facts that differ, the title first.
fn facts(before: &PageOf, after: &PageOf) -> Vec<FactChange> {
    let mut changes = Vec::new();
    if before.title != after.title {
        changes.push(FactChange {
            key: "titel".to_owned(),
            before: vec![before.title.clone()],
            after: vec![after.title.clone()],
        });
    }
    let keys: BTreeSet<&String> = before.facts.keys().chain(after.facts.keys()).collect();
    for key in keys {
        let of = |page: &PageOf| page.facts.get(key).cloned().unwrap_or_default();
        let (old, new) = (of(before), of(after));
        if old == new {
            continue;
        }
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|line| !those.contains(line)).cloned().collect()
        };
        // The same lines in another order have changed places: all of them are told.
        let (gone, come) = (only(&old, &new), only(&new, &old));
        let (gone, come) =
            if gone.is_empty() && come.is_empty() { (old, new) } else { (gone, come) };
        changes.push(FactChange { key: key.clone(), before: gone, after: come });
    }
    changes
}
