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
use super::store::{self, Listed, Note, folder_of};

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

impl Lacking<'_> {
    /// Where all of it goes.
    fn paths(&self) -> Vec<String> {
        let moved = self.adopted.iter().chain(&self.fetched).map(|(_, to)| to);
        moved.chain(self.sent.iter().map(|(to, ..)| to)).cloned().collect()
    }
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
    let Begun { folder, base } = begin(job, new)?;
    let mut held = Held::look(host, &folder, &base)?;
    held.read_unsure(host, &new.files, job.watch)?;
    let on_host = job.live.map(|(_, held)| held.by_hash()).unwrap_or_default();
    // Somebody may have removed an old asset by hand: nobody here can send it again.
    new.files.retain(|path, file| {
        let is_there = || on_host.contains_key(&*file.sha256);
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
    let put = lacking.paths();
    held.look_again(host, &folder, &surplus, &put)?;
    let wrong = held.note_times(&mut new.files);
    if let Some(path) = wrong.first() {
        return Err(not_as_sent(host, path));
    }
    before(new)?;
    job.lock.hold()?;
    let shown = folder_of(new);
    if folder != shown {
        host.rename_folder(&folder, &shown)?;
    }
    store::put_manifest(host, new)?;
    job.lock.hold()?;
    let shows = store::show(host, &shown, job.lock.now())?;
    let tidied = shows.and_then(|()| tidy(job, new));
    Ok(Done { untidy: tidied.err().map(Box::new), ..done })
}

/// Removes what nobody needs once visitors see `new`.
fn tidy(job: &Job<'_>, new: &Release) -> Result<(), Failure> {
    store::remove_note(job.host)?;
    prune(job, new)
}

/// Where a new release is made.
struct Begun {
    folder: String,
    /// What is known of the files that are there already.
    base: BTreeMap<String, FileOf>,
}

/// Finds or makes the folder that the new release is made in. On hosts that rename it is aside
/// until it is whole; on others it is in its place, and has no list until then.
fn begin(job: &Job<'_>, new: &mut Release) -> Result<Begun, Failure> {
    let host = job.host;
    let all = store::all(host)?;
    let left = store::note(host)?.filter(|note| job.live.is_none_or(|(l, _)| note.id != l.id));
    let mut base = BTreeMap::new();
    let mut from = None;
    if let Some(left) = &left {
        base.clone_from(&left.base);
        from = begun(job, left, &all)?;
    }
    let mut unlisted: Vec<&Listed> =
        all.iter().filter(|l| left.as_ref().is_some_and(|left| left.id == l.id)).collect();
    if from.is_none()
        && let Some(oldest) = recyclable(job, &all)?
    {
        base = store::read(host, oldest)?.map(|old| old.files).unwrap_or_default();
        from = Some(oldest.folder());
        unlisted.push(oldest);
    }
    let folder = if job.powers.renames {
        format!("building-{}", new.id)
    } else {
        // An older folder keeps its name.
        let name = from.as_deref().and_then(store::name_of);
        new.folder = name.filter(|name| *name != new.id).unwrap_or_default().to_owned();
        folder_of(new)
    };
    let folders = [Some(folder.clone()), from.clone(), Some(folder_of(new))];
    let note = Note { id: new.id.clone(), folders: folders.into_iter().flatten().collect(), base };
    store::put_note(host, &note)?;
    for listed in unlisted {
        store::remove_manifest(host, listed)?;
    }
    if let Some(from) = from.filter(|from| *from != folder) {
        host.rename_folder(&from, &folder)?;
    }
    Ok(Begun { folder, base: note.base })
}

/// The folder in which a publication that was broken off had begun to change anything.
fn begun(job: &Job<'_>, left: &Note, all: &[Listed]) -> Result<Option<String>, Failure> {
    let live = job.live.map(|(live, _)| folder_of(live));
    for folder in &left.folders {
        // What has a list is whole.
        let is_whole = all.iter().any(|l| l.id != left.id && l.folder() == *folder);
        let is_free = !is_whole && live.as_ref() != Some(folder);
        if is_free && !job.host.list(folder)?.is_empty() {
            return Ok(Some(folder.clone()));
        }
    }
    Ok(None)
}

/// The oldest release, when there are as many as stay and nobody sees it.
fn recyclable<'l>(job: &Job<'_>, all: &'l [Listed]) -> Result<Option<&'l Listed>, Failure> {
    if all.len() < job.keep.max(2) {
        return Ok(None);
    }
    Ok(unseen(job, all, job.live.map(|(live, _)| live))?.next())
}

/// Those of `all` that visitors do not see, the oldest first: neither `visible` nor, where
/// folders keep their names, one that they left a moment ago.
fn unseen<'l>(
    job: &Job<'_>,
    all: &'l [Listed],
    visible: Option<&Release>,
) -> Result<impl Iterator<Item = &'l Listed>, Failure> {
    let visible = visible.map(Listed::of);
    let resting = if job.powers.renames {
        BTreeMap::new()
    } else {
        store::resting(job.host, job.lock.now())?
    };
    Ok(all.iter().filter(move |listed| {
        Some(*listed) != visible.as_ref() && !resting.contains_key(&listed.folder())
    }))
}

/// What the release that is being made in `folder` lacks, and how it gets there.
fn lacking<'r>(
    job: &Job<'r>,
    new: &'r Release,
    folder: &str,
    held: &Held,
    on_host: &BTreeMap<&str, &str>,
) -> Lacking<'r> {
    let mut lacking = Lacking::default();
    for (path, file) in &new.files {
        if held.has(path, file) {
            continue;
        }
        let to = format!("{folder}/{path}");
        match on_host.get(&*file.sha256) {
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
fn prune(job: &Job<'_>, visible: &Release) -> Result<(), Failure> {
    let all = store::all(job.host)?;
    let surplus = all.len().saturating_sub(job.keep.max(1));
    for listed in unseen(job, &all, Some(visible))?.take(surplus) {
        // The list goes last: what is half removed is removed again by the next run.
        job.host.remove_folder(&listed.folder(), job.watch)?;
        store::remove_manifest(job.host, listed)?;
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
