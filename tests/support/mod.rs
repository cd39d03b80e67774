//! What the test runners share: temporary folders, the program, expected files.
#![allow(dead_code, reason = "every runner uses its own part")]

pub mod editions;
pub mod guide;
pub mod hosts;
pub mod html;
pub mod pages;
pub mod preview;
pub mod reports;
pub mod sshd;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder that is removed when it is dropped.
pub struct Temp(pub PathBuf);

impl Temp {
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        // Not below the repository: a folder there would find the repository's own site.
        let path =
            std::env::temp_dir().join(format!("delwebb-{name}-{}-{count}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("make a temporary folder");
        Self(path)
    }

    pub fn join(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("make folders");
        fs::write(&path, bytes).expect("write a file");
        path
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, with a pinned clock, language and no colours, started in `folder`.
pub fn delwebb(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_delwebb"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("LC_ALL", "sv_SE.UTF-8")
        .env("NO_COLOR", "1")
        .output()
        .expect("start delwebb")
}

pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file below `folder`, with its bytes, by relative path with `/`. A link is not
/// followed: its bytes are where it leads.
pub fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(folder).expect("inside").to_string_lossy();
            let name = name.replace('\\', "/");
            let meta = fs::symlink_metadata(&path).expect("an entry");
            if meta.is_symlink() {
                let target = fs::read_link(&path).expect("a link");
                found.push((name, target.display().to_string().into_bytes()));
            } else if meta.is_dir() {
                open.push(path);
            } else {
                found.push((name, fs::read(&path).expect("read a file")));
            }
        }
    }
    found.sort();
    found
}

pub fn copy_tree(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("make folders");
        fs::write(path, bytes).expect("write a file");
    }
}

/// Compares `actual` with the file `expected`; `UPDATE=1` writes it instead.
pub fn expect_file(expected: &Path, actual: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(expected.parent().expect("a folder")).expect("make folders");
        fs::write(expected, actual).expect("write the expected file");
        return;
    }
    let wanted = fs::read_to_string(expected).unwrap_or_default();
    assert!(
        wanted == actual,
        "{} differs; UPDATE=1 rewrites it\n--- expected\n{wanted}\n--- actual\n{actual}",
        expected.display()
    );
}
