//! The sequence for hosts that keep whole releases: make the new one beside the visible one,
//! then let visitors see it in one step.
//!
//! What has been sent is never sent again: a release that was broken off is gone on with, the
//! oldest surplus one is recycled, and what the visible one has is linked or copied on the host.

use std::collections::BTreeMap;

use crate::base::{Failure, Text};
use crate::host::{Body, Headers, Host, Powers, Sent, Watch};

use super::held::{Hashes, Held};
use super::local::{At, Local};
use super::lock::Lock;
use super::release::{FileOf, Release};
use super::store::{self, Note, folder_of};

/// What is sent, and where.
pub struct Job<'a> {
    /// Where to.
    pub host: &'a dyn Host,
    /// What the host promises.
    pub powers: &'a Powers,
    /// What is sent.
    pub local: &'a Local,
    /// What is visible now, and what the host holds of it.
    pub live: Option<(&'a Release, &'a Held)>,
    /// How many releases stay, the new one included.
    pub keep: usize,
    /// How each file is handed out.
    pub headers: &'a (dyn Fn(&str) -> Headers<'static> + Sync),
    /// Who looks on.
    pub watch: &'a dyn Watch,
    /// The right to do it.
    pub lock: &'a Lock<'a>,
}

/// What was done.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Done {
    /// How many files were sent.
    pub files: usize,
    /// How many bytes they were.
    pub bytes: u64,
    /// What failed after visitors saw the release, if anything did: something that nobody needs
    /// is still on the host. The next publication removes it.
    pub untidy: Option<Box<Failure>>,
}

/// What has to be done to a file that the new release lacks.
#[derive(Default)]
struct Lacking<'r> {
    /// From where on the host to where.
    adopted: Vec<(String, String)>,
    sent: Vec<(String, At<'r>, &'r FileOf)>,
    /// What only the host has, and cannot link or copy: from where, to where.
    fetched: Vec<(String, String)>,
}

/// Publishes `new`. When all of it stands on the host and has been read back, `before` is called;
/// then visitors see it.
///
/// # Errors
/// When something cannot be done. Visitors then see what they saw; what fails afterwards stands in
/// what was done.
pub fn publish(
    job: &Job<'_>,
    new: &mut Release,
    before: &mut dyn FnMut(&Release) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let host = job.host;
    let Begun { folder, base, dropped } = begin(job, new)?;
    let mut held = Held::look(host, &folder, &base)?;
    held.read_unsure(host, &new.files, job.watch)?;
    let left_behind = match &dropped {
        Some(dropped) => {
            let mut held = Held::look(host, dropped, &BTreeMap::new())?;
            held.read_unsure(host, &new.files, job.watch)?;
            Some(held)
        }
        None => None,
    };
    let sources: Vec<&Held> =
        job.live.map(|(_, held)| held).into_iter().chain(&left_behind).collect();
    let on_host: Vec<_> = sources.iter().map(|source| source.by_hash()).collect();
    // Somebody may have removed an old asset by hand: nobody here can send it again.
    new.files.retain(|path, file| {
        let is_there = || on_host.iter().any(|known| known.contains_key(&*file.sha256));
        file.left.is_none() || held.has(path, file) || is_there()
    });
    let surplus = held.surplus(&new.files);
    if !surplus.is_empty() {
        host.remove(&surplus, job.watch)?;
    }
    let lacking = lacking(job, new, &folder, &held, &on_host);
    if !lacking.adopted.is_empty() {
        host.adopt(&lacking.adopted, job.watch)?;
    }
    let done = send(job, &lacking)?;
    let wrong = Held::look(host, &folder, &BTreeMap::new())?.note_times(&mut new.files);
    if let Some(path) = wrong.first() {
        return Err(not_as_sent(host, path));
    }
    before(new)?;
    job.lock.hold()?;
    let shown = folder_of(&new.id);
    if folder != shown {
        host.rename_folder(&folder, &shown)?;
    }
    store::put_manifest(host, new)?;
    job.lock.hold()?;
    let shows = store::show(host, &shown)?;
    let tidied = shows.and_then(|()| tidy(job, dropped.as_deref(), &new.id));
    Ok(Done { untidy: tidied.err().map(Box::new), ..done })
}

/// Removes what nobody needs once visitors see `current`.
fn tidy(job: &Job<'_>, dropped: Option<&str>, current: &str) -> Result<(), Failure> {
    if let Some(dropped) = dropped {
        job.host.remove_folder(dropped, job.watch)?;
    }
    // It says where the dropped one is, for whoever comes after a run that got no further.
    store::remove_note(job.host)?;
    prune(job, current)
}

/// Where a new release is made.
struct Begun {
    folder: String,
    /// What is known of the files that are there already.
    base: BTreeMap<String, FileOf>,
    /// A folder that was left behind and can only be copied from.
    dropped: Option<String>,
}

/// Finds or makes the folder that the new release is made in.
fn begin(job: &Job<'_>, new: &Release) -> Result<Begun, Failure> {
    let host = job.host;
    let live = job.live.map(|(live, _)| live.id.as_str());
    let shown = folder_of(&new.id);
    let note = store::note(host)?;
    let mut found = None;
    if let Some(note) = &note {
        for folder in &note.folders {
            let is_live = live.is_some_and(|live| *folder == folder_of(live));
            if !is_live && !host.list(folder)?.is_empty() {
                found = Some(folder.clone());
                break;
            }
        }
    }
    // That of the visible release only tells of what could not be tidied up.
    let left = note.filter(|note| Some(note.id.as_str()) != live);
    if !job.powers.renames {
        let note = Note {
            id: new.id.clone(),
            folders: std::iter::once(shown.clone()).chain(found.clone()).collect(),
            base: BTreeMap::new(),
        };
        store::put_note(host, &note)?;
        if let Some(left) = &left {
            store::remove_manifest(host, &left.id)?;
        }
        return Ok(Begun { folder: shown, base: BTreeMap::new(), dropped: found });
    }
    let building = format!("building-{}", new.id);
    let mut base = left.as_ref().map(|left| left.base.clone()).unwrap_or_default();
    let mut recycled = None;
    if found.is_none() {
        let ids = store::ids(host)?;
        let surplus = ids.iter().find(|id| Some(id.as_str()) != live);
        if let Some(id) = surplus.filter(|_| ids.len() >= job.keep.max(2)) {
            base = store::read(host, id)?.map(|old| old.files).unwrap_or_default();
            found = Some(folder_of(id));
            recycled = Some(id.clone());
        }
    }
    let mut folders = vec![building.clone()];
    folders.extend(found.clone());
    folders.push(shown);
    let note = Note { id: new.id.clone(), folders, base };
    store::put_note(host, &note)?;
    for id in left.iter().map(|left| &left.id).chain(&recycled) {
        store::remove_manifest(host, id)?;
    }
    if let Some(found) = found.filter(|found| *found != building) {
        host.rename_folder(&found, &building)?;
    }
    Ok(Begun { folder: building, base: note.base, dropped: None })
}

/// What the release that is being made in `folder` lacks, and how it gets there.
fn lacking<'r>(
    job: &Job<'r>,
    new: &'r Release,
    folder: &str,
    held: &Held,
    on_host: &[BTreeMap<&str, &str>],
) -> Lacking<'r> {
    let on_host = |file: &FileOf| on_host.iter().find_map(|known| known.get(&*file.sha256));
    let mut lacking = Lacking::default();
    for (path, file) in &new.files {
        if held.has(path, file) {
            continue;
        }
        let to = format!("{folder}/{path}");
        match on_host(file) {
            Some(from) if job.powers.adopts => lacking.adopted.push(((*from).to_owned(), to)),
            Some(from) if file.left.is_some() => lacking.fetched.push(((*from).to_owned(), to)),
            _ => lacking.sent.push((to, job.local.at(path, file), file)),
        }
    }
    lacking
}

/// Sends what is lacking, and reads it back.
fn send(job: &Job<'_>, lacking: &Lacking<'_>) -> Result<Done, Failure> {
    let host = job.host;
    for (from, to) in &lacking.fetched {
        if let Some(bytes) = host.read(from)? {
            let sent = Sent { path: to, body: Body::Bytes(&bytes), headers: (job.headers)(to) };
            host.write(&[sent], job.watch)?;
        }
    }
    let files: Vec<Sent<'_>> = lacking
        .sent
        .iter()
        .map(|(path, from, _)| Sent { path, body: from.body(), headers: (job.headers)(path) })
        .collect();
    let back = Hashes::default();
    if !files.is_empty() {
        host.fill(&files, &|path, bytes| back.take(path, bytes), job.watch)?;
    }
    let back = back.all();
    for (path, _, file) in &lacking.sent {
        if back.get(path).and_then(Option::as_ref) != Some(&file.sha256) {
            return Err(not_as_sent(host, path));
        }
    }
    let bytes = lacking.sent.iter().map(|(.., file)| file.len).sum();
    Ok(Done { files: files.len(), bytes, untidy: None })
}

/// Removes the oldest releases, but never the visible one.
fn prune(job: &Job<'_>, current: &str) -> Result<(), Failure> {
    let ids = store::ids(job.host)?;
    let surplus = ids.len().saturating_sub(job.keep.max(1));
    for id in ids.iter().filter(|id| *id != current).take(surplus) {
        // The list goes last: what is half removed is removed again by the next run.
        job.host.remove_folder(&folder_of(id), job.watch)?;
        store::remove_manifest(job.host, id)?;
    }
    Ok(())
}

pub(super) fn not_as_sent(host: &dyn Host, path: &str) -> Failure {
    let mut failure = Failure::new(Text::new(
        format!("{path} på {} är inte det som skickades", host.name()),
        format!("{path} on {} is not what was sent", host.name()),
    ))
    .with_help(Text::fixed(
        "Kör kommandot igen. Händer det igen behöver den som sköter servern titta på den.",
        "Run the command again. If it happens again, whoever runs the server needs to look at it.",
    ));
    failure.cause = Some(Text::fixed(
        "Något på vägen eller på servern har ändrat filen. Besökarna ser den förra utgåvan.",
        "Something on the way or on the server has changed the file. Visitors see the previous release.",
    ));
    failure
}
