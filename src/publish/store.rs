//! Where a host that keeps whole releases has what: the link to the visible one, the releases,
//! their lists, and the note of one that is being made.

use std::collections::BTreeMap;

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

/// The folder of a release.
#[must_use]
pub fn folder_of(id: &str) -> String {
    format!("releases/{id}")
}

fn manifest_of(id: &str) -> String {
    format!("{MANIFESTS}/{id}.json")
}

/// The visible release; nothing before the first publication.
///
/// # Errors
/// When the host cannot be asked, or shows something that no publication of ours made.
pub fn live(host: &dyn Host) -> Result<Option<Release>, Failure> {
    let Some(folder) = host.pointed(CURRENT)? else { return Ok(None) };
    let id = folder.strip_prefix("releases/").filter(|id| is_id(id));
    let release = match id {
        Some(id) => read(host, id)?,
        None => None,
    };
    release.map(Some).ok_or_else(|| {
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
    })
}

/// The list of the release `id`, when it is there and can be read.
///
/// # Errors
/// When the host cannot be asked.
pub fn read(host: &dyn Host, id: &str) -> Result<Option<Release>, Failure> {
    let read = host.read(&manifest_of(id))?;
    Ok(read.and_then(|bytes| Release::read(&bytes)).filter(|release| release.id == id))
}

/// The names of the whole releases, the oldest first.
///
/// # Errors
/// When the host cannot be asked.
pub fn ids(host: &dyn Host) -> Result<Vec<String>, Failure> {
    let entries = host.list(MANIFESTS)?;
    let names = entries.iter().filter_map(|entry| {
        let name = entry.path.strip_prefix(MANIFESTS)?.strip_prefix('/')?;
        name.strip_suffix(".json").filter(|id| is_id(id)).map(str::to_owned)
    });
    let mut ids: Vec<String> = names.collect();
    ids.sort();
    Ok(ids)
}

/// Lets visitors see the release in `folder`. Two answers: whether they see it, and whether the
/// host could be asked if they do.
///
/// # Errors
/// When they do not.
pub(super) fn show(host: &dyn Host, folder: &str) -> Result<Result<(), Failure>, Failure> {
    host.point(CURRENT, folder)?;
    match host.pointed(CURRENT) {
        Ok(Some(now)) if now == folder => Ok(Ok(())),
        Ok(_) => Err(not_as_sent(host, CURRENT)),
        Err(trouble) => Ok(Err(trouble.into())),
    }
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
    put(host, &manifest_of(&release.id), &release.bytes())
}

pub(super) fn remove_manifest(host: &dyn Host, id: &str) -> Result<(), Failure> {
    Ok(host.remove(&[manifest_of(id)], &Unwatched)?)
}

/// Writes one small file.
pub(super) fn put(host: &dyn Host, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let headers = Headers { content_type: "application/json", ..Headers::default() };
    Ok(host.write(&[Sent { path, body: Body::Bytes(bytes), headers }], &Unwatched)?)
}
