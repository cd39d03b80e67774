//! Where a host that keeps whole releases has what: the link to the visible one, the releases,
//! their lists, and the note of one that is being made.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::base::{Failure, Text};
use crate::host::{Body, Headers, Host, Sent, Unwatched};

use super::release::{FileOf, Release, is_id};
use super::trees::not_as_sent;

/// What leads to the visible release.
pub const CURRENT: &str = "current";
/// The lock.
pub const LOCK: &str = "lock.json";
/// The note of a release that is being made.
const NOTE: &str = "building.json";
/// The lists of the releases.
const MANIFESTS: &str = "manifests";
/// What every folder of a release begins with.
const RELEASES: &str = "releases/";
/// When visitors left which folder.
const RESTING: &str = "resting.json";

/// How long a folder that visitors have left stays as it is: as long as anything but hashed files
/// may be kept by those between them and the host (`hosting::Keep`).
const REST: SignedDuration = SignedDuration::from_hours(1);

/// What is known of a release that is being made: what the next run needs if this one is killed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Note {
    /// What it will be called.
    pub id: String,
    /// Where it may be, the likeliest place first.
    pub folders: Vec<String>,
    /// The files of the older release that it is made from.
    pub base: BTreeMap<String, FileOf>,
}

/// A whole release on the host, as the name of its list says it: `<id>.json`, or
/// `<id>_<folder>.json` where its folder has another name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// What it is called.
    pub id: String,
    /// The name of its folder.
    folder: String,
}

impl Listed {
    /// The list of `release`.
    #[must_use]
    pub fn of(release: &Release) -> Self {
        let name = if release.folder.is_empty() { &release.id } else { &release.folder };
        Self { id: release.id.clone(), folder: name.clone() }
    }

    /// What the list at `path` says, when it is one.
    fn at(path: &str) -> Option<Self> {
        let name = path.strip_prefix(MANIFESTS)?.strip_prefix('/')?.strip_suffix(".json")?;
        let (id, folder) = name.split_once('_').unwrap_or((name, name));
        let is_one = is_id(id) && is_id(folder);
        is_one.then(|| Self { id: id.to_owned(), folder: folder.to_owned() })
    }

    /// The folder of its files.
    #[must_use]
    pub fn folder(&self) -> String {
        format!("{RELEASES}{}", self.folder)
    }

    /// Where its list is.
    fn path(&self) -> String {
        let Self { id, folder } = self;
        let of_another = if id == folder { String::new() } else { format!("_{folder}") };
        format!("{MANIFESTS}/{id}{of_another}.json")
    }
}

/// The folder of a release's files.
#[must_use]
pub fn folder_of(release: &Release) -> String {
    Listed::of(release).folder()
}

/// The name of a release's folder, when `folder` is one.
pub(super) fn name_of(folder: &str) -> Option<&str> {
    folder.strip_prefix(RELEASES).filter(|name| is_id(name))
}

/// The whole releases, the oldest first.
///
/// # Errors
/// When the host cannot be asked.
pub fn all(host: &dyn Host) -> Result<Vec<Listed>, Failure> {
    let entries = host.list(MANIFESTS)?;
    let mut all: Vec<Listed> = entries.iter().filter_map(|entry| Listed::at(&entry.path)).collect();
    all.sort();
    Ok(all)
}

/// Which of `all` is visible; nothing before the first publication.
///
/// # Errors
/// When the host cannot be asked, or shows something that no publication of ours made.
pub fn visible<'l>(host: &dyn Host, all: &'l [Listed]) -> Result<Option<&'l Listed>, Failure> {
    let Some(folder) = host.pointed(CURRENT)? else { return Ok(None) };
    let found = all.iter().rev().find(|listed| listed.folder() == folder);
    found.map(Some).ok_or_else(|| unknown(host, &folder))
}

/// The visible one of `all`, with its files.
///
/// # Errors
/// As `visible`.
pub fn live(host: &dyn Host, all: &[Listed]) -> Result<Option<Release>, Failure> {
    let Some(listed) = visible(host, all)? else { return Ok(None) };
    read(host, listed)?.map(Some).ok_or_else(|| unknown(host, &listed.folder()))
}

fn unknown(host: &dyn Host, folder: &str) -> Failure {
    let mut failure = Failure::new(Text::new(
        format!("Det som visas på {} går inte att känna igen", host.name()),
        format!("What {} shows cannot be recognised", host.name()),
    ))
    .with_help(Text::fixed(
        "Någon har ändrat platsen för hand. Välj en utgåva att visa: delwebb publish --list och sedan delwebb publish --rollback UTGÅVA. Eller välj en ny, tom plats.",
        "Somebody has changed the place by hand. Choose a release to show: delwebb publish --list, then delwebb publish --rollback RELEASE. Or choose a new, empty place.",
    ));
    failure.cause = Some(Text::new(
        format!("current leder till {folder}, och listan över filerna där saknas."),
        format!("current leads to {folder}, and the list of its files is missing."),
    ));
    failure
}

/// The release that is `listed`, when its list can be read.
///
/// # Errors
/// When the host cannot be asked.
pub fn read(host: &dyn Host, listed: &Listed) -> Result<Option<Release>, Failure> {
    let read = host.read(&listed.path())?;
    let release = read.and_then(|bytes| Release::read(&bytes));
    Ok(release.filter(|release| Listed::of(release) == *listed))
}

/// Lets visitors see the release in `folder`. Two answers: whether they see it, and whether the
/// host could be asked if they do. Where folders are used again, it is noted when visitors left
/// the one that they saw.
///
/// # Errors
/// When they do not.
pub(super) fn show(
    host: &dyn Host,
    folder: &str,
    now: Timestamp,
) -> Result<Result<(), Failure>, Failure> {
    if !host.powers()?.renames
        && let Some(before) = host.pointed(CURRENT)?
        && before != folder
    {
        let mut resting = resting(host, now)?;
        resting.insert(before, now);
        put(host, RESTING, &serde_json::to_vec(&resting).unwrap_or_default())?;
    }
    host.point(CURRENT, folder)?;
    match host.pointed(CURRENT) {
        Ok(Some(now)) if now == folder => Ok(Ok(())),
        Ok(_) => Err(not_as_sent(host, CURRENT)),
        Err(trouble) => Ok(Err(trouble.into())),
    }
}

/// The folders that visitors left not long ago, and when. Somebody between them and the host may
/// still lead them there, or hold a file of it: so it stays as it is.
///
/// # Errors
/// When the host cannot be asked.
pub(super) fn resting(
    host: &dyn Host,
    now: Timestamp,
) -> Result<BTreeMap<String, Timestamp>, Failure> {
    let read = host.read(RESTING)?;
    let noted: Option<BTreeMap<String, Timestamp>> =
        read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let mut resting = noted.unwrap_or_default();
    resting.retain(|_, left| now.duration_since(*left).abs() < REST);
    Ok(resting)
}

pub(super) fn note(host: &dyn Host) -> Result<Option<Note>, Failure> {
    let read = host.read(NOTE)?;
    Ok(read.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

pub(super) fn put_note(host: &dyn Host, note: &Note) -> Result<(), Failure> {
    put(host, NOTE, &serde_json::to_vec(note).unwrap_or_default())
}

pub(super) fn remove_note(host: &dyn Host) -> Result<(), Failure> {
    Ok(host.remove(&[NOTE.to_owned()], &Unwatched)?)
}

pub(super) fn put_manifest(host: &dyn Host, release: &Release) -> Result<(), Failure> {
    put(host, &Listed::of(release).path(), &release.bytes())
}

pub(super) fn remove_manifest(host: &dyn Host, listed: &Listed) -> Result<(), Failure> {
    Ok(host.remove(&[listed.path()], &Unwatched)?)
}

/// Writes one small file.
pub(super) fn put(host: &dyn Host, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let headers = Headers { content_type: "application/json", ..Headers::default() };
    Ok(host.write(&[Sent { path, body: Body::Bytes(bytes), headers }], &Unwatched)?)
}
