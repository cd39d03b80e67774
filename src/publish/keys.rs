//! The sequence for hosts that have one key for each file and nothing to switch: what pages need
//! goes before them, what leads to them after, and what nobody needs goes last.
//!
//! So each page is whole, old or new, and its assets are there at every moment; the site as a
//! whole is mixed while it is being sent.

use std::collections::BTreeMap;

use crate::base::{Failure, Text};
use crate::host::{Headers, Host, Sent, Unwatched, Watch};

use super::held::{Held, hashes};
use super::local::{At, Local};
use super::lock::Lock;
use super::release::{FileKind, FileOf, Release};
use super::store::put;
use super::trees::{Done, not_as_sent};

/// Everything of ours that is no part of the site lies below this.
pub const OURS: &str = ".publicerat/";
/// The lock.
pub const LOCK: &str = ".publicerat/lock.json";
const LIVE: &str = ".publicerat/live.json";
const NOTE: &str = ".publicerat/building.json";

/// What is sent, and where.
pub struct Job<'a> {
    /// Where to.
    pub host: &'a dyn Host,
    /// What is sent.
    pub local: &'a Local,
    /// What is visible now.
    pub live: Option<&'a Release>,
    /// What the host holds.
    pub held: &'a mut Held,
    /// How each file is handed out.
    pub headers: &'a (dyn Fn(&str) -> Headers<'static> + Sync),
    /// Who looks on.
    pub watch: &'a dyn Watch,
    /// The right to do it.
    pub lock: &'a Lock<'a>,
}

/// In which order kinds of files are sent.
const ORDER: [&[FileKind]; 3] = [
    &[FileKind::Asset, FileKind::Other, FileKind::Packed],
    &[FileKind::Page, FileKind::Redirect],
    &[FileKind::Machine],
];

/// The visible site; nothing before the first publication.
///
/// # Errors
/// When the host cannot be asked, or its list cannot be understood.
pub fn live(host: &dyn Host) -> Result<Option<Release>, Failure> {
    let Some(bytes) = host.read(LIVE)? else { return Ok(None) };
    Release::read(&bytes).map(Some).ok_or_else(|| {
        Failure::new(Text::new(
            format!("Listan över det som visas på {} går inte att läsa", host.name()),
            format!("The list of what {} shows cannot be read", host.name()),
        ))
        .with_help(Text::new(
            format!("Ta bort {LIVE} och publicera igen, så jämförs allt på nytt."),
            format!("Remove {LIVE} and publish again; everything is then compared anew."),
        ))
    })
}

/// What a publication that was broken off was about to show.
///
/// # Errors
/// When the host cannot be asked.
pub fn broken_off(host: &dyn Host) -> Result<Option<Release>, Failure> {
    Ok(host.read(NOTE)?.and_then(|bytes| Release::read(&bytes)))
}

/// What the host holds of the site.
///
/// # Errors
/// When the host cannot be asked.
pub fn held(host: &dyn Host, live: Option<&Release>) -> Result<Held, Failure> {
    let nothing = BTreeMap::new();
    let mut held = Held::look(host, "", live.map_or(&nothing, |live| &live.files))?;
    held.forget(|path| path.starts_with(OURS));
    Ok(held)
}

/// Publishes `new`. `before` is called before anything that visitors see is written, `purge` when
/// all of it is there and nothing has been removed yet.
///
/// # Errors
/// When something cannot be done; nothing is then removed. That something cannot be removed stands
/// in what was done.
pub fn publish(
    job: &mut Job<'_>,
    new: &mut Release,
    before: &mut dyn FnMut(&Release) -> Result<(), Failure>,
    purge: &mut dyn FnMut(),
) -> Result<Done, Failure> {
    let host = job.host;
    let ours = |path: &str| job.live.is_some_and(|live| live.files.contains_key(path));
    new.beside = job.held.paths_beyond(&new.files).filter(|path| !ours(path)).collect();
    put(host, NOTE, &new.bytes())?;
    before(new)?;
    job.held.read_unsure(host, &new.files, job.watch)?;
    // Nobody here can send an old asset again that somebody has removed.
    new.files.retain(|path, file| file.left.is_none() || job.held.has(path, file));
    let leads = new.leads();
    let mut done = Done::default();
    let mut sent = Vec::new();
    for kinds in ORDER {
        job.lock.hold()?;
        let lacking: Vec<(&String, &FileOf, At<'_>)> = new
            .files
            .iter()
            .filter(|(path, file)| kinds.contains(&file.kind) && !job.held.has(path, file))
            .map(|(path, file)| (path, file, job.local.at(path, file)))
            .collect();
        let files: Vec<Sent<'_>> = lacking
            .iter()
            .map(|(path, file, from)| {
                // Storage that is a web server too answers with this; others hand out the file.
                let lead = leads.get(*path).filter(|_| file.kind == FileKind::Redirect);
                let redirect = lead.map_or("", String::as_str);
                let headers = Headers { redirect, ..(job.headers)(path) };
                Sent { path, body: from.body(), headers }
            })
            .collect();
        if files.is_empty() {
            continue;
        }
        host.write(&files, job.watch)?;
        let paths: Vec<String> = lacking.iter().map(|(path, ..)| (*path).clone()).collect();
        let back = hashes(host, &paths, &Unwatched)?;
        for (path, file, _) in &lacking {
            if back.get(*path).and_then(Option::as_ref) != Some(&file.sha256) {
                return Err(not_as_sent(host, path));
            }
            done.files += 1;
            done.bytes += file.len;
        }
        sent.extend(paths);
    }
    job.lock.hold()?;
    let now = &mut *job.held;
    now.look_again(host, "", &[], &sent)?;
    now.forget(|path| path.starts_with(OURS));
    // What the host has besides is looked at below.
    let wrong = now.note_times(&mut new.files);
    if let Some(path) = wrong.iter().find(|path| new.files.contains_key(*path)) {
        return Err(not_as_sent(host, path));
    }
    purge();
    // What was there before the first publication is somebody else's.
    let ours = |path: &String| job.live.is_some_and(|live| live.files.contains_key(path));
    let surplus: Vec<String> = now.surplus(&new.files).into_iter().filter(ours).collect();
    done.untidy = tidy(job, new, &surplus).err().map(Box::new);
    Ok(done)
}

/// Removes what visitors no longer need, and writes the list of what they see.
fn tidy(job: &Job<'_>, new: &Release, surplus: &[String]) -> Result<(), Failure> {
    if !surplus.is_empty() {
        job.host.remove(surplus, job.watch)?;
    }
    // Last, so that whoever comes after a run that got no further has it all to compare with.
    put(job.host, LIVE, &new.bytes())?;
    Ok(job.host.remove(&[NOTE.to_owned()], job.watch)?)
}
