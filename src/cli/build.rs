//! `delwebb build`: the finished site, or everything that is wrong with it.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::ThreadPoolBuilder;

use crate::base::{Failure, FilePath, Text};
use crate::config::Config;
use crate::pipeline::{Built, Options, Site, load};
use crate::render::{Plan, PlanOptions};
use crate::source::{Content, File, Source, read};
use crate::write::{Lock, OutFolder, Protected, Written, remember, unchanged};

use super::environment::Environment;
use super::options::{BuildOptions, Common};
use super::progress::Progress;
use super::site::{self, Asked};
use super::summary::Said;
use super::{Done, Exit, Voice, eprint, print, summary};

pub(super) fn run(
    options: &BuildOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    let root = site::root(common, environment)?;
    // `public` means the site's own; another folder is meant from where one stands.
    let base = if options.out.as_os_str() == "public" { &root } else { &environment.folder };
    let protected = Protected { root: root.clone(), home: environment.home.clone() };
    let folder = OutFolder::open(&options.out, base, &protected)?;
    let pool =
        ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build().map_err(|_| {
            Failure::new(Text::fixed(
                "Datorn ger inte programmet så många trådar. Prova med --jobs 1",
                "The machine does not give the program that many threads. Try --jobs 1",
            ))
        })?;
    pool.install(|| build(&root, &folder, options, common, environment, voice))
}

fn build(
    root: &Path,
    folder: &OutFolder,
    options: &BuildOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    let started = Instant::now();
    let asked = Asked {
        theme: options.theme.clone(),
        base_url: options.base_url.clone(),
        drafts: options.drafts,
        strict: options.strict,
    };
    let plan = PlanOptions { minify: options.minify, ..PlanOptions::default() };
    let keeps = &|_: &Site, _: &Plan<'_>| Ok(String::new());
    let wanted = Wanted { root, folder, asked, plan, also: None, is_silent: false, keeps };
    Ok(match make(&wanted, started, common, environment, voice)? {
        None => Exit::ContentErrors,
        Some(made) => {
            print(&summary::built(&made.said, &made.written, started.elapsed(), voice));
            Exit::Clean
        }
    })
}

/// A finished site that a command needs.
pub(super) struct Wanted<'a> {
    /// The site's own folder.
    pub root: &'a Path,
    /// Where the finished site goes.
    pub folder: &'a OutFolder,
    /// What is asked of it.
    pub asked: Asked,
    /// What the plan may vary.
    pub plan: PlanOptions,
    /// A file of the site as it will be.
    pub also: Option<(FilePath, String)>,
    /// Whether what is wrong has been said already.
    pub is_silent: bool,
    /// What the command has to know of the site besides its files. It is asked before anything
    /// is written, and kept for as long as nothing changes.
    pub keeps: &'a Keeps<'a>,
}

/// What a command has to know of a site.
pub(super) type Keeps<'a> = dyn Fn(&Site, &Plan<'_>) -> Result<String, Failure> + 'a;

/// A finished site.
pub(super) struct Made {
    /// What there is to say of it.
    pub said: Said,
    /// What was written.
    pub written: Written,
    /// What the command had to know.
    pub kept: String,
}

/// Makes the finished site, unless it is there already, and says what is wrong with it. Nothing
/// when errors stopped it.
pub(super) fn make(
    wanted: &Wanted<'_>,
    started: Instant,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Result<Option<Made>, Failure> {
    let Wanted { root, folder, .. } = wanted;
    let say = |said: &Said| {
        if !wanted.is_silent {
            eprint(&said.pressing);
        }
    };
    let lock = Lock::take(folder, &|| eprint(&summary::waiting(voice)))?;
    let mut source = read(root)?;
    source.files.extend(wanted.also.iter().map(|(path, text)| {
        // Spelled as it will be on the disk, so that the site is the same then.
        let disk = PathBuf::from(path.as_str());
        (path.clone(), File { disk, content: Content::Text(text.clone()) })
    }));
    let asked = site::options(&source, common, wanted.asked.clone())?;
    let made_of = made_of(&source, &asked, wanted.plan, environment, voice);
    if let Some(made_of) = &made_of
        && let Some((said, written)) = unchanged(folder, &lock, &source, made_of)
        && let Ok((said, kept)) = serde_json::from_str::<(Said, String)>(&said)
    {
        say(&said);
        return Ok(Some(Made { said, written, kept }));
    }
    // The program ends soon, and the system takes everything back at once: taking a large site
    // apart piece by piece would be a twentieth of the build.
    let site = ManuallyDrop::new(load(source, &asked));
    let plan = ManuallyDrop::new(site.plan(wanted.plan));
    let kept = (wanted.keeps)(&site, &plan)?;
    let progress =
        Progress::new(plan.outputs().len(), environment.err_is_terminal, started, voice.lang);
    let built = site.build(&plan, folder, &lock, &|| progress.step());
    progress.end();
    let (built, found) = built?;
    let said = Said::of(&site, &found, voice);
    say(&said);
    match built {
        Built::Refused => {
            eprint(&summary::refused(&found, voice));
            Ok(None)
        }
        Built::Written(written) => {
            let remembered = (said, kept);
            if let (Some(made_of), Ok(said)) = (made_of, serde_json::to_string(&remembered)) {
                remember(folder, &lock, written.clone(), &made_of, &said);
            }
            let (said, kept) = remembered;
            Ok(Some(Made { said, written, kept }))
        }
    }
}

/// Everything that the finished site and what is said of it come from. Nothing when the
/// program itself cannot be told from another.
fn made_of(
    source: &Source,
    asked: &Options,
    plan: PlanOptions,
    environment: &Environment,
    voice: Voice,
) -> Option<String> {
    let program = environment.program.as_ref()?;
    let zone = Config::read(source).zone();
    // The clock is only ever compared by day.
    let day = asked.link.now.to_zoned(zone).date();
    let Options { link, theme, base_url, strict } = asked;
    let from = (day, link.drafts, theme, base_url, strict, plan, voice, program);
    Some(format!("{:032x} {from:?}", source.fingerprint()))
}
