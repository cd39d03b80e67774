//! `delwebb publish`: builds, shows what will be different as pages, asks, sends, and goes back.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use jiff::Timestamp;

use crate::base::{Failure, Text};
use crate::config::{Config, TargetKind, TargetRole};
use crate::host::{Host, Watch};
use crate::hosting::Packer;
use crate::present::Colour;
use crate::publish::{
    Allowed, Asker, Difference, Done as Sent, Event, Form, Local, Release, Seen, Summary, Target,
    archive, due, earlier, html, is_summary, log, look, markdown, of_difference, of_others,
    of_strangers, of_taken, publish, releases, roll_back, summary, terminal,
};
use crate::source::read;
use crate::write::{keep, kept, read_file, remove_made, write_whole};

use super::environment::Environment;
use super::options::{Common, PublishOptions, PublishTask};
use super::place::{Place, refuse_own};
use super::progress::{self, Progress};
use super::ready::Ready;
use super::site::{self, Asked};
use super::storage::{self, Secrets};
use super::{Done, Exit, Voice, eprint, print, published};

/// What every part of a run needs.
pub(super) struct Run<'a> {
    pub(super) root: &'a Path,
    options: &'a PublishOptions,
    pub(super) common: &'a Common,
    pub(super) environment: &'a Environment,
    pub(super) voice: Voice,
    pub(super) place: Place,
    pub(super) now: Timestamp,
}

pub(super) fn run(
    options: &PublishOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    let root = site::root(common, environment)?;
    let source = read(&root)?;
    let config = Config::read(&source);
    let now = site::options(&source, common, Asked::default())?.link.now;
    let (target, task) = meant(options, &config);
    let place = Place::of(&config, target, &root)?;
    let host = place.host(&root, environment)?;
    let run = Run { root: &root, options, common, environment, voice, place, now };
    let days = run.place.settings.keep_days();
    let target = Target {
        host: &*host,
        form: run.place.form(),
        keep: run.place.settings.keep(),
        headers: &storage::headers,
    };
    match task {
        PublishTask::List => {
            print(&published::list(&releases(&target)?, &run.place, voice));
            Ok(Exit::Clean)
        }
        PublishTask::RollBack(asked) => run.roll_back(&target, asked.as_deref()),
        PublishTask::Publish { if_due } => {
            if if_due && run.is_too_early(&target, source)? {
                return Ok(Exit::Clean);
            }
            run.publish(&target, days)
        }
    }
}

/// The target and the task that were meant: `--rollback skarp` names a target and no release.
fn meant<'o>(options: &'o PublishOptions, config: &Config) -> (Option<&'o str>, PublishTask) {
    let named = options.target.as_deref();
    if let (None, PublishTask::RollBack(Some(word))) = (named, &options.task)
        && config.site.targets.iter().any(|target| target.value.called() == Some(word))
    {
        return (Some(word), PublishTask::RollBack(None));
    }
    (named, options.task.clone())
}

/// Shows how much has been sent, and stops at Ctrl+C.
pub(super) struct Looking {
    progress: Option<Progress>,
    stop: Arc<AtomicBool>,
}

impl Watch for Looking {
    fn sent(&self, bytes: u64) {
        if let Some(progress) = &self.progress {
            progress.steps(bytes);
        }
    }

    fn done(&self) {}

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }
}

impl Run<'_> {
    /// Whether no day has come since the visible release was made; says so.
    fn is_too_early(
        &self,
        target: &Target<'_>,
        source: crate::source::Source,
    ) -> Result<bool, Failure> {
        let seen = look(target, &Self::silent())?;
        let options = site::options(&source, self.common, Asked::default())?;
        let site = crate::pipeline::load(source, &options);
        // Whoever went back did so for a reason, and no timer takes that back.
        if let (Some(live), Some(newest)) = (&seen.live, &seen.newest)
            && live.id < *newest
        {
            return Err(published::went_back(live));
        }
        let since = seen.live.as_ref().and_then(|live| live.day.parse().ok());
        let due = due(&site.model, since);
        if !due.is_now {
            print(&published::not_due(due, self.voice));
        }
        Ok(!due.is_now)
    }

    fn publish(&self, target: &Target<'_>, days: usize) -> Done {
        let started = Instant::now();
        let Some((mut seen, ready)) = self.ready((target, days), started)? else {
            return Ok(Exit::ContentErrors);
        };
        let Ready { folder, release: mut new, difference, rows } = ready;
        let words = summary(&difference, seen.live.as_ref(), &new, self.voice.lang);
        self.write_summary(&words)?;
        if let Some(live) = &seen.live
            && difference.is_empty()
            && !seen.is_mixed
            && (seen.strange.is_empty() || !self.options.overwrite)
        {
            self.stop_at_strangers(&seen, target.host)?;
            print(&published::nothing(live, self.voice));
            if !self.options.dry_run {
                self.say_if_failed(self.write_log(&rows));
            }
            self.remember(live);
            return Ok(Exit::Clean);
        }
        self.show(&words);
        let allowed = self.allowed();
        of_difference(&difference, &new, allowed)?;
        self.stop_at_strangers(&seen, target.host)?;
        let taken = seen.in_the_way(target, &new, &Self::silent())?;
        of_taken(&taken, &target.host.name(), allowed)?;
        if let Some(live) = &seen.live {
            let known = self.known();
            of_others(known.as_ref(), live, &new, allowed)?;
            if known.is_none() && live.by != self.environment.account {
                eprint(&published::never_from_here(live, self.voice));
            }
        }
        self.tell_of_policy(seen.live.as_ref(), &new);
        if self.place.role == Some(TargetRole::Test) && self.place.address().is_none() {
            eprint(&published::no_address(&self.place, &new, self.voice));
        }
        if let crate::host::Switch::NotAtomic(why) = &seen.powers.switch {
            eprint(&format!("{}\n", why.get(self.voice.lang)));
        }
        if self.options.dry_run {
            print(&published::only_shown(self.voice));
            return Ok(Exit::Clean);
        }
        if let Some(exit) = self.ask(&published::question(&self.place, &target.host.name())) {
            return Ok(exit);
        }
        let mut local = Local::new(&folder);
        // Object storage hands out one form of each file; packing is then the CDN's.
        if self.place.settings.kind() != TargetKind::S3 {
            local.pack(&mut new, &Packer::new(self.root, self.now.into()))?;
        }
        let watch = self.looking(difference.bytes);
        let mut archived = None;
        let clock = || site::clock().unwrap_or(self.now);
        let zone = new.zone.clone();
        let asker = Asker { by: &self.environment.account, zone: &zone, clock: &clock };
        let mut before = |release: &Release| {
            archived = Some(archive(&self.place.archive, &folder, release, &words)?);
            Ok(())
        };
        let addresses = storage::changed(seen.live.as_ref(), &new);
        let secrets = Secrets::open(&self.place, self.root, self.environment)?;
        let mut forgetting = Ok(());
        let mut purge = || {
            let (place, watch) = (&self.place, &watch);
            forgetting = storage::purge(place, &addresses, &secrets, self.environment, watch);
        };
        let sent = publish(
            target,
            &mut seen,
            (&mut new, &local),
            &asker,
            &watch,
            (&mut before, &mut purge),
        );
        if let Some(progress) = &watch.progress {
            progress.end();
        }
        let sent = sent.inspect_err(|_| {
            // The archive is of what was published, and nothing was.
            if let Some(archived) = &archived {
                remove_made(&archived.path);
            }
        })?;
        let when = (new.made.as_str(), new.by.as_str());
        let logged =
            log(&self.place.archive, Event::Publication, when, &new, &words, archived.as_ref());
        self.say_if_failed(logged.map_err(published::unlogged));
        // What visitors see is done: that the log cannot be written is said, and the next run
        // takes the row from the release.
        self.say_if_failed(self.write_log(&rows));
        self.remember(&new);
        let archive = archived.map(|archived| archived.path).unwrap_or_default();
        let archive = archive.strip_prefix(self.root).unwrap_or(&archive);
        // Visitors get the new pages all the same, only later.
        self.say_if_failed(forgetting);
        self.tell_untidy(&sent);
        let can_go_back = seen.live.is_some() && target.form == Form::Trees;
        let is_folder = self.place.settings.kind() == TargetKind::Folder;
        let folder = is_folder.then(|| target.host.name());
        let went =
            published::Went { difference: &difference, sent: &sent, folder, archive, can_go_back };
        print(&published::published(&self.place, &new, &went, self.voice));
        Ok(Exit::Clean)
    }

    fn roll_back(&self, target: &Target<'_>, asked: Option<&str>) -> Done {
        let seen = look(target, &Self::silent());
        // Going back must be possible also when what is visible has been spoilt.
        let live = match (seen, asked) {
            (Ok(seen), _) => seen.live,
            (Err(_), Some(_)) => None,
            (Err(failure), None) => return Err(failure),
        };
        let back = earlier(target, live.as_ref(), asked, &Self::silent())?;
        let difference = Difference::between(live.as_ref(), &back);
        let words = summary(&difference, live.as_ref(), &back, self.voice.lang);
        self.write_summary(&words)?;
        self.show(&words);
        self.tell_of_policy(live.as_ref(), &back);
        if self.options.dry_run {
            print(&published::only_shown(self.voice));
            return Ok(Exit::Clean);
        }
        if let Some(exit) = self.ask(&published::question_back(&back)) {
            return Ok(exit);
        }
        let clock = || site::clock().unwrap_or(self.now);
        let asker = Asker { by: &self.environment.account, zone: &back.zone, clock: &clock };
        let done = roll_back(target, live.as_ref(), &back, &asker)?;
        let addresses = storage::changed(live.as_ref(), &back);
        let forgotten =
            Secrets::open(&self.place, self.root, self.environment).and_then(|secrets| {
                storage::purge(&self.place, &addresses, &secrets, self.environment, &Self::silent())
            });
        let time = self.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let when = (time.as_str(), self.environment.account.as_str());
        let logged = log(&self.place.archive, Event::Rollback, when, &back, &words, None);
        self.say_if_failed(logged.map_err(published::unlogged));
        self.say_if_failed(self.log_return(&difference, &back.zone));
        self.remember(&back);
        self.tell_untidy(&done);
        self.say_if_failed(forgotten);
        print(&published::rolled_back(&self.place, &back, self.voice));
        Ok(Exit::Clean)
    }

    fn show(&self, words: &Summary) {
        let width = progress::width(self.environment.out_is_terminal);
        print(&terminal(words, self.voice.lang, self.voice.out == Colour::On, width));
    }

    /// That the web server has to be told of what pages may do now.
    fn tell_of_policy(&self, live: Option<&Release>, next: &Release) {
        if live.is_some_and(|live| next.needs_more_than(live)) {
            eprint(&published::new_policy(&self.place, self.voice));
        }
    }

    /// How the run ends, when the person does not want it or cannot be asked.
    fn ask(&self, question: &Text) -> Option<Exit> {
        if self.options.yes {
            return None;
        }
        let answer = self.environment.ask(question, self.voice.lang);
        match answer {
            Some(true) => None,
            _ => {
                eprint(&published::not_published(&self.place, answer.is_some(), self.voice));
                Some(if answer.is_some() { Exit::Clean } else { Exit::Failed })
            }
        }
    }

    /// What could not be tidied up is no failure: visitors see what they were to see.
    fn tell_untidy(&self, done: &Sent) {
        if let Some(failure) = &done.untidy {
            eprint(&format!("{}\n", published::untidy(failure).words(self.voice.lang)));
        }
    }

    fn stop_at_strangers(&self, seen: &Seen, host: &dyn Host) -> Result<(), Failure> {
        of_strangers(&seen.strange, &host.name(), self.allowed())
    }

    const fn allowed(&self) -> Allowed {
        Allowed { removals: self.options.allow_removals, overwrite: self.options.overwrite }
    }

    /// Writes the difference for others to read, such as in CI. Nothing of the site's own is
    /// overwritten, nor anything that is no such summary.
    fn write_summary(&self, words: &Summary) -> Result<(), Failure> {
        let Some(path) = &self.options.summary else { return Ok(()) };
        let is_html = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html"));
        let text = if is_html { html(words, self.voice.lang) } else { markdown(words) };
        let path = self.environment.folder.join(path);
        refuse_own(&path, self.root, "--summary FIL")?;
        let is_other = path.exists() && {
            let there = read_file(&path)?;
            !there.is_empty() && !is_summary(&String::from_utf8_lossy(&there))
        };
        if is_other {
            return Err(Failure::new(Text::fixed(
                "Filen finns redan, och är ingen sammanfattning",
                "The file is there already, and is no summary",
            ))
            .at(&path)
            .with_help(Text::fixed(
                "Ange en annan fil med --summary.",
                "Name another file with --summary.",
            )));
        }
        write_whole(&path, &mut |mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
    }

    /// Says what could not be done, when the publication is done all the same.
    fn say_if_failed(&self, done: Result<(), Failure>) {
        if let Err(failure) = done {
            eprint(&format!("{}\n", failure.words(self.voice.lang)));
        }
    }

    /// The release that this copy of the site knew of last.
    pub(super) fn known(&self) -> Option<Release> {
        Release::read(kept(self.root, &self.known_name())?.as_bytes())
    }

    fn remember(&self, release: &Release) {
        // Of use to the next run only, which does without.
        if !self.options.dry_run
            && let Ok(text) = String::from_utf8(release.bytes())
        {
            let _ = keep(self.root, &self.known_name(), &text);
        }
    }

    fn known_name(&self) -> String {
        format!("publicerat-{}.json", self.place.name)
    }

    pub(super) fn silent() -> Looking {
        Looking { progress: None, stop: Arc::default() }
    }

    fn looking(&self, bytes: u64) -> Looking {
        let stop: Arc<AtomicBool> = Arc::default();
        let asked = Arc::clone(&stop);
        // Without a handler Ctrl+C ends the program at once: what visitors see is whole then too.
        let _ = ctrlc::set_handler(move || asked.store(true, Ordering::Release));
        let is_terminal = self.environment.err_is_terminal;
        let progress = Progress::of_bytes(bytes, is_terminal, Instant::now(), self.voice.lang);
        Looking { progress: Some(progress), stop }
    }
}
