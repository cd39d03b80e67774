//! What `publish` is about to publish: the site built and compared with what is visible, its own
//! row in the public log reckoned in.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::base::{Failure, Text};
use crate::config::TargetRole;
use crate::pipeline::Site;
use crate::publish::{
    Difference, Draft, Event, Form, Release, Seen, Target, before_building, has_row, look,
    public_log, row, with_row,
};
use crate::render::{Plan, PlanOptions};
use crate::write::{OutFolder, Protected, read_file, write_whole};

use super::build::{Wanted, make};
use super::publish::Run;
use super::site::Asked;

/// A site that is ready to be published.
pub(super) struct Ready {
    /// Where it lies, finished.
    pub folder: PathBuf,
    /// What it is.
    pub release: Release,
    /// What visitors will see differently.
    pub difference: Difference,
    /// The rows that the file of the public log does not have yet.
    pub rows: Vec<String>,
}

impl Run<'_> {
    /// Builds the site of the target, and compares it with what the target shows; nothing when
    /// errors stopped it.
    pub(super) fn ready(
        &self,
        (target, days): (&Target<'_>, usize),
        started: Instant,
    ) -> Result<Option<(Seen, Ready)>, Failure> {
        // Looking is waiting for another machine, building is work for this one.
        let (seen, built) = std::thread::scope(|scope| {
            let looking = scope.spawn(|| look(target, &Self::silent()));
            let built = self.build(started, &[], false);
            (looking.join().unwrap_or_else(|panic| resume_unwind(panic)), built)
        });
        let Some(mut built) = built? else { return Ok(None) };
        let seen = seen?;
        let live = seen.live.as_ref();
        let mut rows: Vec<String> = self.unwritten(live).into_iter().collect();
        if !rows.is_empty() {
            let Some(again) = self.build(started, &rows, true)? else { return Ok(None) };
            built = again;
        }
        let mut own = None;
        let mut difference = Difference::between(live, &built.release);
        self.name(&mut built.release, (target, days), &seen, None);
        if built.has_log && self.is_for_all() && !difference.is_empty() {
            let Release { made, zone, .. } = &built.release;
            own = row(&difference, Event::Publication, live, (made, zone));
        }
        if let Some(row) = own {
            rows.push(row.clone());
            let Some(again) = self.build(started, &rows, true)? else { return Ok(None) };
            built = again;
            difference = Difference::between(live, &built.release);
            self.name(&mut built.release, (target, days), &seen, Some(row));
        }
        let Built { folder, release, .. } = built;
        Ok(Some((seen, Ready { folder, release, difference, rows })))
    }

    /// Says who made a release, when, for what, and what it takes along from the visible one.
    fn name(
        &self,
        new: &mut Release,
        (target, days): (&Target<'_>, usize),
        seen: &Seen,
        row: Option<String>,
    ) {
        new.by.clone_from(&self.environment.account);
        new.tool = format!("delwebb {}", env!("CARGO_PKG_VERSION"));
        new.target.clone_from(&self.place.name);
        new.row = row;
        if let Some(live) = &seen.live {
            let day: jiff::civil::Date = new.day.parse().unwrap_or_default();
            let days = i64::try_from(days).unwrap_or(i64::MAX);
            let form = target.form;
            new.keep_assets(live, |left| {
                let left: jiff::civil::Date = left.parse().unwrap_or_default();
                // A release that is switched to as a whole needs those of the one before only.
                form == Form::Keys
                    && (day - left).get_days() < i32::try_from(days).unwrap_or(i32::MAX)
            });
        }
        new.stamp(self.now, seen.newest.as_deref());
    }

    /// Builds the site of the target, and tells what it is; nothing when errors stopped it.
    fn build(
        &self,
        started: Instant,
        rows: &[String],
        is_silent: bool,
    ) -> Result<Option<Built>, Failure> {
        let protected =
            Protected { root: self.root.to_path_buf(), home: self.environment.home.clone() };
        let out = Path::new(".delwebb").join("publicera").join(&self.place.name);
        let folder = OutFolder::open(&out, self.root, &protected)?;
        let role = self.place.role;
        let keeps = |site: &Site, plan: &Plan<'_>| {
            let url = site.model.config.site.base_url.as_ref();
            let address = url.map(|url| url.value.clone()).unwrap_or_default();
            before_building(&site.model, role, &address)?;
            let draft = (address, Draft::of(site, plan));
            serde_json::to_string(&draft).map_err(|_| unreadable())
        };
        let wanted = Wanted {
            root: self.root,
            folder: &folder,
            asked: Asked { base_url: self.place.address(), ..Asked::default() },
            plan: PlanOptions { noindex: role == Some(TargetRole::Test), ..PlanOptions::default() },
            also: (!rows.is_empty()).then(|| (public_log(), self.log_with(rows))),
            is_silent,
            keeps: &keeps,
        };
        let made = make(&wanted, started, self.common, self.environment, self.voice)?;
        let Some(made) = made else { return Ok(None) };
        let (address, draft): (String, Draft) =
            serde_json::from_str(&made.kept).map_err(|_| unreadable())?;
        let has_log = draft.has_log();
        let mut release = draft.release(&folder.live)?;
        release.address = address;
        Ok(Some(Built { folder: folder.live, release, has_log }))
    }

    /// Whether what is published is meant for everybody: the public log tells of nothing else.
    fn is_for_all(&self) -> bool {
        self.place.role != Some(TargetRole::Test)
    }

    /// The row of the visible release, when the public log does not have it: it was published
    /// from another copy of the site, or by a run that was broken off. What this copy has seen
    /// before is its authors' business.
    fn unwritten(&self, live: Option<&Release>) -> Option<String> {
        let live = live.filter(|live| self.known().is_none_or(|known| known.id != live.id))?;
        let row = live.row.as_ref().filter(|_| self.is_for_all())?;
        (!has_row(&self.log_text(), row)).then(|| row.clone())
    }

    /// The public log as its file has it; empty when there is none.
    fn log_text(&self) -> String {
        // One that cannot be read has stopped the build.
        let read = read_file(&self.log_path()).unwrap_or_default();
        String::from_utf8(read).unwrap_or_default().trim_start_matches('\u{feff}').to_owned()
    }

    fn log_with(&self, rows: &[String]) -> String {
        rows.iter().fold(self.log_text(), |log, row| with_row(&log, row))
    }

    fn log_path(&self) -> PathBuf {
        self.root.join(public_log().as_str())
    }

    /// Adds these rows to the public log.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write_log(&self, rows: &[String]) -> Result<(), Failure> {
        if rows.is_empty() {
            return Ok(());
        }
        let log = self.log_with(rows);
        write_whole(&self.log_path(), &mut |mut file| {
            std::io::Write::write_all(&mut file, log.as_bytes())
        })
    }

    /// Adds a row to the public log for a return to an earlier release, where there is a log.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn log_return(&self, difference: &Difference, zone: &str) -> Result<(), Failure> {
        if self.log_text().is_empty() || !self.is_for_all() {
            return Ok(());
        }
        let made = self.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let row = row(difference, Event::Rollback, None, (&made, zone));
        self.write_log(row.as_slice())
    }
}

/// A site of the target, built.
struct Built {
    folder: PathBuf,
    release: Release,
    has_log: bool,
}

fn unreadable() -> Failure {
    Failure::new(Text::fixed(
        "Kan inte läsa vad den färdiga webbplatsen består av",
        "Cannot read what the finished site is",
    ))
    .with_help(Text::fixed(
        "Ta bort mappen .delwebb/publicera i webbplatsens mapp och kör kommandot igen.",
        "Remove the folder .delwebb/publicera in the site's folder and run the command again.",
    ))
}
