//! A host in memory: counts what is written to it, remembers in which order, dies when it is told
//! to, and gives bytes only to those whose connection holds.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use delwebb::base::{Failure, Text};
use delwebb::host::{Body, Entry, Host, Powers, Sent, Switch, Trouble, TroubleKind, Watch};

type Files = BTreeMap<String, (Vec<u8>, SystemTime)>;

#[derive(Default)]
pub struct Memory {
    pub files: Mutex<Files>,
    pub pointers: Mutex<BTreeMap<String, String>>,
    /// Every change, in order.
    pub log: Mutex<Vec<String>>,
    /// How many changes are left before the connection is gone for good; 0: it holds.
    pub dies_after: AtomicU64,
    pub clock: AtomicU64,
    pub has_trees: bool,
    /// Whether folders keep their names, as in object storage.
    pub keeps_names: bool,
    pub sent_bytes: AtomicU64,
    /// How many files' bytes were asked for.
    pub reads: AtomicU64,
    /// How many files were asked for one by one, without their bytes.
    pub looks: AtomicU64,
    /// Where the files lead that are said to lead elsewhere.
    pub leads: Mutex<BTreeMap<String, String>>,
    /// What is to happen to a path that ends so: its bytes are spoilt, or it is never put there.
    pub spoils: Mutex<Option<&'static str>>,
    pub forgets: Mutex<Option<&'static str>>,
}

impl Memory {
    pub fn with_trees() -> Self {
        Self { has_trees: true, ..Self::default() }
    }

    /// As object storage that visitors are led around in.
    pub fn without_renames() -> Self {
        Self { keeps_names: true, ..Self::with_trees() }
    }

    pub fn spoil_what_ends_with(&self, path: &'static str) {
        *self.spoils.lock().expect("a path") = Some(path);
    }

    pub fn dies_after(&self, changes: u64) {
        self.dies_after.store(changes + 1, Ordering::SeqCst);
    }

    pub fn lives(&self) {
        self.dies_after.store(0, Ordering::SeqCst);
    }

    /// The files below `folder`, by path in it.
    pub fn below(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let files = self.files.lock().expect("files");
        let own = |path: &str| match folder {
            "" => Some(path.to_owned()),
            _ => path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned),
        };
        files.iter().filter_map(|(path, (bytes, _))| Some((own(path)?, bytes.clone()))).collect()
    }

    /// What is said of a file: where folders keep their names, also what its bytes are called.
    fn entry(&self, path: &str, (bytes, time): &(Vec<u8>, SystemTime)) -> Entry {
        let sum = bytes.iter().fold(7_u64, |sum, byte| {
            sum.wrapping_mul(0x0100_0000_01b3).wrapping_add(u64::from(*byte))
        });
        Entry {
            path: path.to_owned(),
            len: bytes.len() as u64,
            modified: Some(*time),
            tag: self.keeps_names.then(|| format!("{sum:016x}")),
            is_odd: false,
        }
    }

    fn change(&self, what: String) -> Result<(), Trouble> {
        let left = self.dies_after.load(Ordering::SeqCst);
        if left == 1 {
            return Err(gone());
        }
        if left > 1 {
            self.dies_after.store(left - 1, Ordering::SeqCst);
        }
        self.log.lock().expect("log").push(what);
        Ok(())
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.clock.fetch_add(1, Ordering::SeqCst) + 1)
    }
}

fn gone() -> Trouble {
    Trouble {
        kind: TroubleKind::Unreachable,
        failure: Box::new(Failure::new(Text::fixed("Borta", "Gone"))),
    }
}

impl Host for Memory {
    fn name(&self) -> String {
        "minnet".to_owned()
    }

    fn powers(&self) -> Result<Powers, Trouble> {
        let switch = if self.has_trees { Switch::Atomic } else { Switch::None };
        Ok(Powers { switch, adopts: self.has_trees, renames: self.has_trees && !self.keeps_names })
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        if self.dies_after.load(Ordering::SeqCst) == 1 {
            return Err(gone());
        }
        self.reads.fetch_add(1, Ordering::SeqCst);
        Ok(self.files.lock().expect("files").get(path).map(|(bytes, _)| bytes.clone()))
    }

    fn read_all(
        &self,
        paths: &[String],
        take: &(dyn Fn(&str, Option<Vec<u8>>) + Sync),
        _: &dyn Watch,
    ) -> Result<(), Trouble> {
        for path in paths {
            take(path, self.read(path)?);
        }
        Ok(())
    }

    fn look_at(&self, _: &str, paths: &[String]) -> Result<Vec<Entry>, Trouble> {
        self.looks.fetch_add(paths.len() as u64, Ordering::SeqCst);
        let files = self.files.lock().expect("files");
        let found = paths.iter().filter_map(|path| Some((path, files.get(path)?)));
        Ok(found.map(|(path, file)| self.entry(path, file)).collect())
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, Trouble> {
        let files = self.files.lock().expect("files");
        let inside = |path: &str| {
            folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        let found = files.iter().filter(|(path, _)| inside(path));
        Ok(found.map(|(path, file)| self.entry(path, file)).collect())
    }

    fn write(&self, files: &[Sent<'_>], watch: &dyn Watch) -> Result<(), Trouble> {
        for file in files {
            let bytes = match file.body {
                Body::Bytes(bytes) => bytes.to_vec(),
                Body::File(path, _) => std::fs::read(path).expect("a file of the site"),
            };
            self.change(format!("write {}", file.path))?;
            self.sent_bytes.fetch_add(bytes.len() as u64, Ordering::SeqCst);
            watch.sent(bytes.len() as u64);
            if !file.headers.redirect.is_empty() {
                let lead = (file.path.to_owned(), file.headers.redirect.to_owned());
                self.leads.lock().expect("leads").extend([lead]);
            }
            let time = self.now();
            let mut bytes = bytes;
            if self.spoils.lock().expect("it").is_some_and(|end| file.path.ends_with(end)) {
                bytes.reverse();
            }
            self.files.lock().expect("files").insert(file.path.to_owned(), (bytes, time));
        }
        Ok(())
    }

    fn adopt(&self, pairs: &[(String, String)], _: &dyn Watch) -> Result<(), Trouble> {
        for (from, to) in pairs {
            self.change(format!("adopt {to}"))?;
            if self.forgets.lock().expect("it").is_some_and(|end| to.ends_with(end)) {
                continue;
            }
            let mut files = self.files.lock().expect("files");
            let found = files.get(from).cloned().expect("what is adopted");
            files.insert(to.clone(), found);
        }
        Ok(())
    }

    fn remove(&self, paths: &[String], _: &dyn Watch) -> Result<(), Trouble> {
        for path in paths {
            self.change(format!("remove {path}"))?;
            self.files.lock().expect("files").remove(path);
        }
        Ok(())
    }

    fn remove_folder(&self, folder: &str, _: &dyn Watch) -> Result<(), Trouble> {
        for path in self.below(folder).into_keys() {
            self.change(format!("remove {folder}/{path}"))?;
            self.files.lock().expect("files").remove(&format!("{folder}/{path}"));
        }
        Ok(())
    }

    fn rename_folder(&self, from: &str, to: &str) -> Result<(), Trouble> {
        assert!(!self.keeps_names, "{from} cannot be renamed here");
        assert!(self.below(to).is_empty(), "{to} is there already");
        self.change(format!("rename {from} {to}"))?;
        let mut files = self.files.lock().expect("files");
        let moved: Vec<String> =
            files.keys().filter(|path| path.starts_with(&format!("{from}/"))).cloned().collect();
        for path in moved {
            let file = files.remove(&path).expect("a file");
            files.insert(path.replacen(from, to, 1), file);
        }
        Ok(())
    }

    fn point(&self, name: &str, folder: &str) -> Result<(), Trouble> {
        self.change(format!("point {name} {folder}"))?;
        self.pointers.lock().expect("pointers").insert(name.to_owned(), folder.to_owned());
        Ok(())
    }

    fn pointed(&self, name: &str) -> Result<Option<String>, Trouble> {
        Ok(self.pointers.lock().expect("pointers").get(name).cloned())
    }

    fn claim(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        let time = self.now();
        let mut files = self.files.lock().expect("files");
        if files.contains_key(path) {
            return Ok(false);
        }
        self.change(format!("claim {path}"))?;
        files.insert(path.to_owned(), (bytes.to_vec(), time));
        Ok(true)
    }
}
