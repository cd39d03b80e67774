//! One publication, from what the host shows now to what it shows afterwards.

use crate::base::{Failure, Text};
use crate::host::{Headers, Host, Powers, Watch};

use super::held::Held;
use super::local::Local;
use super::lock::{Asker, Lock};
use super::release::{FileOf, Release};
use super::store::Listed;
use super::trees::Done;
use super::{keys, store, trees};

/// How a host is published to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Whole releases, and a switch.
    Trees,
    /// A key for each file.
    Keys,
}

/// Where something is published, and how.
pub struct Target<'a> {
    /// The host.
    pub host: &'a dyn Host,
    /// In which form.
    pub form: Form,
    /// How many releases stay.
    pub keep: usize,
    /// How each file is handed out, by its path on the host.
    pub headers: &'a (dyn Fn(&str) -> Headers<'static> + Sync),
}

/// What a host shows now. Looking writes nothing.
pub struct Seen {
    /// What the host promises.
    pub powers: Powers,
    /// The visible release.
    pub live: Option<Release>,
    /// What the newest release is called, visible or not.
    pub newest: Option<String>,
    /// The paths where the host does not hold what was published.
    pub strange: Vec<String>,
    /// Whether an earlier publication was broken off, so that visitors may see parts of it.
    pub is_mixed: bool,
    held: Held,
}

/// Looks at what `target` shows.
///
/// # Errors
/// When it cannot be asked, or shows what nobody of ours published.
pub fn look(target: &Target<'_>, watch: &dyn Watch) -> Result<Seen, Failure> {
    let host = target.host;
    let powers = host.powers()?;
    let (newest, live, mut held, left) = match target.form {
        Form::Trees => {
            let all = store::all(host)?;
            let live = store::live(host, &all)?;
            let held = match &live {
                Some(live) => Held::look(host, &store::folder_of(live), &live.files)?,
                None => Held::default(),
            };
            (all.last().map(|newest| newest.id.clone()), live, held, None)
        }
        Form::Keys => {
            let live = keys::live(host)?;
            let held = keys::held(host, live.as_ref())?;
            (live.as_ref().map(|live| live.id.clone()), live, held, keys::broken_off(host)?)
        }
    };
    let mut strange = Vec::new();
    if let Some(live) = &live {
        held.read_unsure(host, &live.files, watch)?;
        strange = held.strange(&live.files);
        strange.retain(|path| !live.beside.contains(path));
    }
    if let Some(left) = &left {
        held.read_unsure(host, &left.files, watch)?;
        // Sent by the one that was broken off, or removed by it.
        strange.retain(|path| match left.files.get(path) {
            Some(file) => !held.has(path, file),
            None => held.is_there(path),
        });
    }
    Ok(Seen { powers, live, newest, strange, is_mixed: left.is_some(), held })
}

impl Seen {
    /// What a first publication would write over on a host without releases: files of somebody
    /// else's, under the same names. Nothing when ours has begun there already.
    ///
    /// # Errors
    /// When the host cannot be asked.
    pub fn in_the_way(
        &mut self,
        target: &Target<'_>,
        new: &Release,
        watch: &dyn Watch,
    ) -> Result<Vec<String>, Failure> {
        if target.form != Form::Keys || self.live.is_some() || self.is_mixed {
            return Ok(Vec::new());
        }
        self.held.read_unsure(target.host, &new.files, watch)?;
        let is_other = |(path, file): &(&String, &FileOf)| {
            self.held.is_there(path) && !self.held.has(path, file)
        };
        Ok(new.files.iter().filter(is_other).map(|(path, _)| path.clone()).collect())
    }
}

/// What is done before visitors see a release.
pub type Before<'a> = dyn FnMut(&Release) -> Result<(), Failure> + Send + 'a;

/// Shows `new`, whose files are `local`, instead of what was `seen`. When all of it
/// stands on the host, `before` is called, and when visitors see it, `purge`.
///
/// # Errors
/// When somebody else publishes, or something cannot be done.
pub fn publish(
    target: &Target<'_>,
    seen: &mut Seen,
    (new, local): (&mut Release, &Local),
    asker: &Asker<'_>,
    watch: &dyn Watch,
    (before, purge): (&mut Before<'_>, &mut (dyn FnMut() + Send)),
) -> Result<Done, Failure> {
    let host = target.host;
    let headers = target.headers;
    with_lock(target, asker, |lock| {
        still_shows(target, seen.live.as_ref())?;
        match target.form {
            Form::Trees => {
                let live = seen.live.as_ref().map(|live| (live, &seen.held));
                let (powers, keep) = (&seen.powers, target.keep);
                let job = trees::Job { host, powers, local, live, keep, headers, watch, lock };
                let done = trees::publish(&job, new, before)?;
                purge();
                Ok(done)
            }
            Form::Keys => {
                let (live, held) = (seen.live.as_ref(), &mut seen.held);
                let mut job = keys::Job { host, local, live, held, headers, watch, lock };
                keys::publish(&mut job, new, before, purge)
            }
        }
    })
}

/// The release to go back to: `asked`, or the one before the visible one.
///
/// # Errors
/// When there is none, or it is no longer whole.
pub fn earlier(
    target: &Target<'_>,
    live: Option<&Release>,
    asked: Option<&str>,
    watch: &dyn Watch,
) -> Result<Release, Failure> {
    if target.form == Form::Keys {
        return Err(Failure::new(Text::fixed(
            "Det här målet har inga gamla utgåvor att gå tillbaka till",
            "This target has no older releases to go back to",
        ))
        .with_help(Text::fixed(
            "Hämta den gamla texten, till exempel med git, och publicera den. Arkivet har alla utgåvor.",
            "Get the older text, such as with git, and publish it. The archive has all releases.",
        )));
    }
    let all = store::all(target.host)?;
    let mut older = all.iter().rev().filter(|listed| match asked {
        Some(asked) => listed.id == asked,
        None => live.is_some_and(|live| listed.id < live.id),
    });
    let mut broken: Vec<(Release, String)> = Vec::new();
    // The newest one that is whole, when nobody has named another.
    for listed in older.by_ref() {
        let Some(release) = store::read(target.host, listed)? else { continue };
        match wrong_in(target.host, &release, watch)? {
            None => return Ok(release),
            Some(path) => broken.push((release, path)),
        }
    }
    let help = Text::fixed(
        "Se vilka som finns: delwebb publish --list. Arkivet har alla utgåvor.",
        "See which there are: delwebb publish --list. The archive has all releases.",
    );
    let failure = match (broken.into_iter().next(), asked) {
        (Some((release, path)), _) => {
            let mut failure = Failure::new(Text::new(
                format!("Utgåva {} är inte hel", release.id),
                format!("Release {} is not whole", release.id),
            ));
            failure.cause = Some(Text::new(
                format!("{path} är inte det som publicerades."),
                format!("{path} is not what was published."),
            ));
            failure
        }
        (None, Some(asked)) => Failure::new(Text::new(
            format!("Det finns ingen utgåva {asked}"),
            format!("There is no release {asked}"),
        )),
        (None, None) => Failure::new(Text::fixed(
            "Det finns ingen äldre utgåva att gå tillbaka till",
            "There is no older release to go back to",
        )),
    };
    Err(failure.with_help(help))
}

/// The first file of a release that is no longer what was published.
fn wrong_in(
    host: &dyn Host,
    release: &Release,
    watch: &dyn Watch,
) -> Result<Option<String>, Failure> {
    let mut held = Held::look(host, &store::folder_of(release), &release.files)?;
    held.read_unsure(host, &release.files, watch)?;
    Ok(held.strange(&release.files).first().cloned())
}

/// Shows an `earlier` release again.
///
/// # Errors
/// When somebody else publishes, or something cannot be done: visitors then see what they saw.
pub fn roll_back(
    target: &Target<'_>,
    live: Option<&Release>,
    earlier: &Release,
    asker: &Asker<'_>,
) -> Result<Done, Failure> {
    with_lock(target, asker, |lock| {
        // Where what is visible cannot be recognised, any whole release is better.
        if live.is_some() {
            still_shows(target, live)?;
        }
        let host = target.host;
        // Somebody may have begun to make another of it, after it was found to be whole.
        if !store::all(host)?.contains(&Listed::of(earlier)) {
            return Err(somebody_was_first());
        }
        // A note that could not be tidied up would tell of the newer one as broken off.
        if let Some(live) = live
            && store::note(host)?.is_some_and(|note| note.id == live.id)
        {
            store::remove_note(host)?;
        }
        lock.hold()?;
        let shows = store::show(host, &store::folder_of(earlier), lock.now())?;
        Ok(Done { untidy: shows.err().map(Box::new), ..Done::default() })
    })
}

/// The releases on the host, the newest first, and whether each is the visible one.
///
/// # Errors
/// When the host cannot be asked.
pub fn releases(target: &Target<'_>) -> Result<Vec<(Release, bool)>, Failure> {
    let host = target.host;
    if target.form == Form::Keys {
        return Ok(keys::live(host)?.map(|live| (live, true)).into_iter().collect());
    }
    let visible = host.pointed(store::CURRENT)?;
    let broken_off = store::note(host)?.map(|note| note.id);
    let mut found = Vec::new();
    for listed in store::all(host)?.iter().rev() {
        let is_visible = visible.as_deref() == Some(&*listed.folder());
        if is_visible || broken_off.as_deref() != Some(&*listed.id) {
            found.extend(store::read(host, listed)?.map(|release| (release, is_visible)));
        }
    }
    Ok(found)
}

/// Does `work` as the only one. A lock that cannot be given back undoes nothing of it.
fn with_lock(
    target: &Target<'_>,
    asker: &Asker<'_>,
    work: impl FnOnce(&Lock<'_>) -> Result<Done, Failure> + Send,
) -> Result<Done, Failure> {
    let path = match target.form {
        Form::Trees => store::LOCK,
        Form::Keys => keys::LOCK,
    };
    let lock = Lock::take(target.host, path, asker)?;
    let done = lock.while_working(|| work(&lock));
    let released = lock.release();
    let mut done = done?;
    done.untidy = done.untidy.or_else(|| released.err().map(Box::new));
    Ok(done)
}

/// Makes sure that the host still shows `live`: asked when nobody else can change it any more.
fn still_shows(target: &Target<'_>, live: Option<&Release>) -> Result<(), Failure> {
    let now = match target.form {
        Form::Trees => {
            let all = store::all(target.host)?;
            store::visible(target.host, &all)?.map(|listed| listed.id.clone())
        }
        Form::Keys => keys::live(target.host)?.map(|live| live.id),
    };
    if now.as_ref() == live.map(|live| &live.id) { Ok(()) } else { Err(somebody_was_first()) }
}

fn somebody_was_first() -> Failure {
    Failure::new(Text::fixed(
        "Någon annan hann publicera. Inget är ändrat",
        "Somebody else published first. Nothing has been changed",
    ))
    .with_help(Text::fixed(
        "Kör kommandot igen, så visas skillnaden mot det som nu syns.",
        "Run the command again; it then shows the difference from what is visible now.",
    ))
}
