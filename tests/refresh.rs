//! Looking again at what has changed gives what reading everything gives: after any number of
//! files and folders that were saved, made, moved, removed and linked. (That what a link leads to is
//! told of under the link's path too is the watch's part: `tests/hard/storm.py`.)
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use delwebb::source::{Refreshed, read};

use support::Temp;

/// A small generator: the same numbers for the same seed.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("small") % most
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn path(&mut self, root: &Path) -> PathBuf {
        let tops = ["content", "content", "content", "content/static", "themes/eget", "utanfor"];
        let mut path = root.join(self.of(&tops));
        for _ in 0..self.below(3) {
            path.push(self.of(&["a", "b", "c.md", "å", "a\u{30a}"]));
        }
        path.push(self.of(&[
            "a.md",
            "b.md",
            "c.md",
            "bild.png",
            "_index.md",
            ".a.swp",
            "b.md~",
            "å.md",
        ]));
        path
    }
}

fn step(drawn: &mut Drawn, root: &Path, touched: &mut BTreeSet<PathBuf>) {
    let path = drawn.path(root);
    let folder = path.parent().expect("a folder").to_path_buf();
    match drawn.below(8) {
        0..=3 => {
            // A new folder is told of by its topmost part that was not there.
            let missing = folder.ancestors().take_while(|folder| !folder.exists()).last();
            let missing = missing.map(Path::to_path_buf);
            // Nothing is written through a link.
            let _ = fs::read_link(&path).and_then(|_| fs::remove_file(&path));
            if fs::create_dir_all(&folder).is_ok() && !path.is_dir() {
                let _ = fs::write(&path, format!("---\ntitel: T{}\n---\n", drawn.below(3)));
            }
            touched.extend(missing);
        }
        4 => drop(fs::remove_file(&path)),
        5 if folder != root.join("content") => {
            let _ = fs::remove_dir_all(&folder);
            touched.insert(folder);
        }
        6 => {
            let to = drawn.path(root);
            let _ = fs::rename(&path, &to);
            touched.insert(to);
        }
        _ =>
        {
            #[cfg(unix)]
            if drawn.below(4) == 0 {
                let _ = std::os::unix::fs::symlink(
                    drawn.of(&["../../ute", "saknas", "../saknas/x.md"]),
                    &path,
                );
            }
        }
    }
    touched.insert(path);
}

#[test]
fn looking_again_is_reading_everything() {
    let (mut changed, mut same, mut unsure) = (0, 0, 0);
    for seed in 0..30 {
        let temp = Temp::new("refresh");
        temp.write("plats/content/site.yaml", "titel: T\n");
        // What is done through links that lead out stays in here.
        temp.write("ute/b.md", "");
        let root = temp.join("plats").canonicalize().expect("a path");
        let mut drawn = Drawn(seed);
        let mut source = read(&root).expect("a site");
        for round in 0..25 {
            let mut touched = BTreeSet::new();
            for _ in 0..=drawn.below(4) {
                step(&mut drawn, &root, &mut touched);
            }
            let touched: Vec<PathBuf> = touched.into_iter().collect();
            let clean = read(&root).expect("a site");
            match source.refresh(&touched) {
                Refreshed::Unsure => {
                    unsure += 1;
                    source = clean;
                    continue;
                }
                Refreshed::Same => same += 1,
                Refreshed::Changed(mut files) => {
                    changed += 1;
                    source.exchange(&mut files);
                }
            }
            let differences = source.differences(&clean);
            assert!(
                source.fingerprint() == clean.fingerprint(),
                "seed {seed}, {round}: {touched:?}: {:?}",
                differences
                    .iter()
                    .map(|file| (file, source.files.get(file), clean.files.get(file)))
                    .collect::<Vec<_>>()
            );
        }
    }
    assert!(changed > 150 && same > 100, "{changed} changed, {same} the same, {unsure} unsure");
}
