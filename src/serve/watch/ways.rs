//! By what paths a site is read from a place on the disk. Events name places without links; a
//! file may be read through one, or several.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::source::{Looked, is_site_file};

/// What leads from places on the disk to paths of a site.
#[derive(Debug, Default)]
pub(super) struct Ways {
    root: PathBuf,
    real_root: PathBuf,
    /// Where each link leads, and where the links are.
    links: BTreeMap<PathBuf, Vec<PathBuf>>,
    /// Places inside the site that links lead to, and where nothing is.
    missing: Vec<PathBuf>,
}

impl Ways {
    /// The ways into the site in `root`, as a look has found them.
    pub fn of(root: &Path, looked: &Looked) -> Self {
        let mut links: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
        for (to, at) in &looked.links {
            links.entry(to.clone()).or_default().push(at.clone());
        }
        Self {
            root: root.to_path_buf(),
            real_root: looked.real_root.clone(),
            links,
            missing: looked.missing.clone(),
        }
    }

    /// The paths by which the site is read from `place`; none when it is none of the site's.
    pub fn paths(&self, place: &Path) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        let mut add = |path: PathBuf| {
            if path.strip_prefix(&self.root).is_ok_and(is_site_file) {
                paths.push(path);
            }
        };
        // Systems that follow links in the folder's own path by themselves, and those that do not.
        for root in [&self.real_root, &self.root] {
            if let Ok(disk) = place.strip_prefix(root) {
                add(self.root.join(disk));
                break;
            }
        }
        for folder in place.ancestors().filter(|_| !self.links.is_empty()) {
            let (Some(links), Ok(rest)) = (self.links.get(folder), place.strip_prefix(folder))
            else {
                continue;
            };
            let is_end = rest.as_os_str().is_empty();
            for link in links {
                add(if is_end { link.clone() } else { link.join(rest) });
            }
        }
        paths
    }

    /// Whether a link that led nowhere may lead somewhere, now that there is something at `place`.
    pub fn may_complete(&self, place: &Path) -> bool {
        self.missing.iter().any(|missing| missing.starts_with(place))
    }

    /// The folders to watch with all that is in them, besides `content/` and `themes/`, and those
    /// where only what is directly in them matters.
    pub fn beyond(&self, tops: &[PathBuf]) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let is_new = |place: &&PathBuf| !tops.iter().any(|top| place.starts_with(top));
        let (mut whole, mut flat) = (Vec::<PathBuf>::new(), Vec::<PathBuf>::new());
        // In order of path: a folder comes before what is in it.
        for place in self.links.keys().filter(is_new) {
            if whole.iter().any(|folder| place.starts_with(folder)) {
                continue;
            }
            if place.is_dir() {
                whole.push(place.clone());
            }
            // Also for when it goes, and another comes in its place.
            flat.extend(place.parent().map(Path::to_path_buf));
        }
        let there = |place: &PathBuf| place.ancestors().find(|a| a.is_dir()).map(Path::to_path_buf);
        flat.extend(self.missing.iter().filter_map(there));
        flat.sort();
        flat.dedup();
        flat.retain(|folder| !whole.iter().chain(tops).any(|top| folder.starts_with(top)));
        (whole, flat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways() -> Ways {
        let links = [
            ("/r/delat", "/s/content/a"),
            ("/r/delat", "/s/content/b"),
            ("/r/content/om", "/s/content/c"),
            ("/r/fil.md", "/s/content/d.md"),
        ];
        Ways::of(
            Path::new("/s"),
            &Looked {
                real_root: "/r".into(),
                links: links.map(|(to, at)| (to.into(), at.into())).into(),
                missing: vec!["/r/kommer/sen".into()],
                ..Looked::default()
            },
        )
    }

    #[test]
    fn a_place_is_read_by_every_link_that_leads_there() {
        for (place, paths) in [
            ("/r/content/x.md", &["/s/content/x.md"][..]),
            // As a system says it that does not follow the links in the folder's own path.
            ("/s/content/x.md", &["/s/content/x.md"]),
            ("/r/delat/x.md", &["/s/content/a/x.md", "/s/content/b/x.md"]),
            ("/r/delat", &["/s/content/a", "/s/content/b"]),
            ("/r/content/om/x.md", &["/s/content/om/x.md", "/s/content/c/x.md"]),
            ("/r/fil.md", &["/s/content/d.md"]),
            ("/r/delat/.x.md.swp", &[]),
            ("/r/content/.git/index", &[]),
            ("/r/public/index.html", &[]),
            ("/elsewhere/content/x.md", &[]),
        ] {
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            assert_eq!(ways().paths(Path::new(place)), paths, "{place}");
        }
    }

    #[test]
    fn what_links_lead_to_is_watched_too() {
        let (whole, flat) = ways().beyond(&["/r/content".into(), "/r/themes".into()]);
        // Nothing of it is there, so nothing is a folder.
        assert!(whole.is_empty() && flat.contains(&PathBuf::from("/r")), "{flat:?}");
        assert!(ways().may_complete(Path::new("/r/kommer")));
        assert!(!ways().may_complete(Path::new("/r/annat")));
    }
}
