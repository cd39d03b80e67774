//! Where a finished site is sent: a folder, a server over SFTP, object storage.
//!
//! A host keeps files under paths and knows nothing of sites, releases or pages: what is sent,
//! in which order, and when visitors see it is decided in `publish`. Each kind of host is one
//! file or folder here and keeps every promise of `Host`, or says in its `Powers` that it cannot.

#[cfg(feature = "s3")]
mod abreast;
mod again;
mod folder;
mod paths;
mod purge;
#[cfg(feature = "s3")]
mod s3;
#[cfg(not(feature = "s3"))]
#[path = "s3/without.rs"]
mod s3;
mod s3_place;
mod secret;
#[cfg(feature = "sftp")]
mod sftp;
#[cfg(not(feature = "sftp"))]
#[path = "sftp/without.rs"]
mod sftp;
#[path = "sftp/place.rs"]
mod sftp_place;
mod trouble;
#[cfg(feature = "s3")]
mod wait;
#[cfg(not(all(feature = "s3", feature = "sftp")))]
mod without;

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::base::{Failure, Text};

pub use again::Patience;
pub use folder::Folder;
pub use paths::refuse_ways_out;
pub use purge::{Purge, purge};
pub use s3::S3;
pub use s3_place::S3Place;
pub use secret::Secret;
pub use sftp::Sftp;
pub use sftp_place::SftpPlace;

/// A place that keeps files. Paths are relative to the target's own place there, with `/`
/// between the parts, without `.`, `..`, empty parts or a `/` at either end; they are UTF-8 and
/// may hold spaces and letters such as `å`, in NFC.
///
/// Every call may be made from any thread, is tried again by the host itself where trying again
/// is safe and of use (with back-off, and a bound), and can be interrupted between files by
/// `Watch::is_stopped`.
pub trait Host: Sync {
    /// What people call the place, without any secret: `/var/www/vard`, `sftp://vard@web/srv`.
    fn name(&self) -> String;

    /// What this host can promise. Found out by asking it, when that is needed.
    ///
    /// # Errors
    /// When it cannot be reached.
    fn powers(&self) -> Result<Powers, Trouble>;

    /// The bytes of a file; nothing when there is none.
    ///
    /// # Errors
    /// When it cannot be reached or read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble>;

    /// The bytes of many files, handed to `take` in any order, from any thread; `None` for one
    /// that is not there.
    ///
    /// # Errors
    /// When one cannot be read.
    fn read_all(
        &self,
        paths: &[String],
        take: &(dyn Fn(&str, Option<Vec<u8>>) + Sync),
        watch: &dyn Watch,
    ) -> Result<(), Trouble>;

    /// Every file below `folder` (`""`: all), in any order, with paths relative to the place.
    /// Nothing when the folder is not there. Links are told as such and not followed.
    ///
    /// # Errors
    /// When it cannot be reached or read.
    fn list(&self, folder: &str) -> Result<Vec<Entry>, Trouble>;

    /// The same as `list`, for whoever knows the paths in `folder` that are probably there: without
    /// that of the folder, in the order of their bytes. A host that lists page by page asks for
    /// all pages at once.
    ///
    /// # Errors
    /// As `list`.
    fn list_known(&self, folder: &str, known: &[&str]) -> Result<Vec<Entry>, Trouble> {
        let _ = known;
        self.list(folder)
    }

    /// What stands at each of these paths below `folder`, in any order; those where nothing is
    /// are left out.
    ///
    /// # Errors
    /// When it cannot be reached or read.
    fn look_at(&self, folder: &str, paths: &[String]) -> Result<Vec<Entry>, Trouble> {
        let wanted: HashSet<&str> = paths.iter().map(String::as_str).collect();
        let mut found = if wanted.is_empty() { Vec::new() } else { self.list(folder)? };
        found.retain(|entry| wanted.contains(&*entry.path));
        Ok(found)
    }

    /// Writes files, in parallel and in any order, with the folders they need. Whoever reads a
    /// path meanwhile gets the old file or the new one, never a part; so does whoever looks
    /// after the connection broke at any byte. What is already there is replaced.
    ///
    /// # Errors
    /// When one cannot be written. Some of the others may have been.
    fn write(&self, files: &[Sent<'_>], watch: &dyn Watch) -> Result<(), Trouble>;

    /// Writes files as `write` does, into a folder that nobody looks into yet, and hands what the
    /// host then holds of each to `back`: in any order, from any thread. What was there is
    /// replaced as by `write`, and nothing that shares its bytes is touched; but of what was not,
    /// a break may leave a part under its own name.
    ///
    /// # Errors
    /// When one cannot be written or read. Some of the others may have been.
    fn fill(
        &self,
        files: &[Sent<'_>],
        back: &(dyn Fn(&str, Option<Vec<u8>>) + Sync),
        watch: &dyn Watch,
    ) -> Result<(), Trouble> {
        self.write(files, watch)?;
        let paths: Vec<String> = files.iter().map(|file| file.path.to_owned()).collect();
        self.read_all(&paths, back, &Unwatched)
    }

    /// Lets the bytes of `from` stand under `to` too, without sending them: a link or a copy on
    /// the host. Only asked for when `Powers::adopts`.
    ///
    /// # Errors
    /// When one cannot be made.
    fn adopt(&self, pairs: &[(String, String)], watch: &dyn Watch) -> Result<(), Trouble>;

    /// Removes files. One that is not there is no fault. Folders that become empty go with them,
    /// where the host has folders.
    ///
    /// # Errors
    /// When one cannot be removed.
    fn remove(&self, paths: &[String], watch: &dyn Watch) -> Result<(), Trouble>;

    /// Removes a folder with everything in it, links not followed. One that is not there is no
    /// fault.
    ///
    /// # Errors
    /// When something in it cannot be removed.
    fn remove_folder(&self, folder: &str, watch: &dyn Watch) -> Result<(), Trouble>;

    /// Gives a folder another name in one step; there is none of that name. Only asked for when
    /// `Powers::renames`.
    ///
    /// # Errors
    /// When it cannot.
    fn rename_folder(&self, from: &str, to: &str) -> Result<(), Trouble>;

    /// Lets `name` lead to `folder` from now on, for every visitor at once: a link that takes
    /// the place of the old one in one step, or an object that says where.
    ///
    /// # Errors
    /// When it cannot. `name` then leads to where it led before.
    fn point(&self, name: &str, folder: &str) -> Result<(), Trouble>;

    /// Where `name` leads; nothing when there is no such name.
    ///
    /// # Errors
    /// When it cannot be asked.
    fn pointed(&self, name: &str) -> Result<Option<String>, Trouble>;

    /// Writes a file only if there is none of that path: tells whether it did. Of two who try
    /// at once, one gets `true`.
    ///
    /// # Errors
    /// When it cannot be written for another reason.
    fn claim(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble>;
}

/// What a host can promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Powers {
    /// How visitors come from one whole site to another.
    pub switch: Switch,
    /// Whether a file can stand under another path too without being sent again.
    pub adopts: bool,
    /// Whether a folder can be given another name in one step.
    pub renames: bool,
}

/// How visitors come from one whole site to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Switch {
    /// In one step: they see the old site or the new one.
    Atomic,
    /// In more than one, for a moment: what they may see meanwhile, in words for the publisher.
    NotAtomic(Text),
    /// There is no such thing: files are replaced one by one.
    None,
}

/// One file to be written.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// Where it goes.
    pub path: &'a str,
    /// What it holds.
    pub body: Body<'a>,
    /// How it is handed out, where the host itself hands out files; others leave it unread.
    pub headers: Headers<'a>,
}

/// What a file holds.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// The bytes of a file on this machine, and how many they are: large ones are never held in
    /// memory whole.
    File(&'a PathBuf, u64),
}

/// What is said of a file when it is handed out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Headers<'a> {
    /// `Content-Type`.
    pub content_type: &'a str,
    /// `Cache-Control`; empty: nothing is said.
    pub cache_control: &'a str,
    /// `Content-Encoding`; empty: none.
    pub content_encoding: &'a str,
    /// Where a redirect leads, for hosts that redirect by themselves; empty: it is none.
    pub redirect: &'a str,
}

/// A file that a host has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it is.
    pub path: String,
    /// How long it is, in bytes.
    pub len: u64,
    /// When it was written last, where the host says so.
    pub modified: Option<SystemTime>,
    /// What the host calls these bytes, where it does: other bytes at this path, and it is another.
    pub tag: Option<String>,
    /// Whether it is a link, or anything else that is no plain file.
    pub is_odd: bool,
}

/// Somebody who looks on while much is done.
pub trait Watch: Sync {
    /// That many bytes more have reached the host; `0` with a file that needed none.
    fn sent(&self, bytes: u64);

    /// One file more is done.
    fn done(&self);

    /// Whether to stop as soon as possible (Ctrl+C). What is done stays done.
    fn is_stopped(&self) -> bool;
}

/// Nobody looks on.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn sent(&self, _: u64) {}

    fn done(&self) {}

    fn is_stopped(&self) -> bool {
        false
    }
}

/// Why a host did not do what it was asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What kind of trouble: what is done about it depends on this alone.
    pub kind: TroubleKind,
    /// What could not be done, to which path, why, and what to do about it.
    pub failure: Box<Failure>,
}

/// What kind of trouble a host has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    /// It cannot be reached, or the connection broke, also after trying again.
    Unreachable,
    /// It is not who it was, or not known: nothing was sent.
    Untrusted,
    /// It does not let us in, or not there.
    Refused,
    /// It has no room.
    Full,
    /// Somebody asked for a stop.
    Stopped,
    /// Anything else.
    Other,
}
