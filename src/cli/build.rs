//! `delwebb build`: the finished site, or everything that is wrong with it.

use std::time::Instant;

use rayon::ThreadPoolBuilder;

use crate::base::{Failure, Severity, Text};
use crate::pipeline::Built;
use crate::present::{Format, present};
use crate::render::PlanOptions;
use crate::write::{Lock, OutFolder, Protected};

use super::arguments::{BuildOptions, Common};
use super::environment::Environment;
use super::progress::Progress;
use super::site::{self, Asked};
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
    root: &std::path::Path,
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
    let lock = Lock::take(folder, &|| eprint(&summary::waiting(voice)))?;
    let site = site::open(root, common, asked)?;
    let plan = site.plan(PlanOptions { minify: options.minify });
    let progress =
        Progress::new(plan.outputs.len(), environment.err_is_terminal, started, voice.lang);
    let built = site.build(&plan, folder, &lock, &|| progress.step());
    progress.end();
    let (built, found) = built?;
    // Advice is for who asks for it: `check` shows it, and here it is only counted.
    let (hints, pressing): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|diagnostic| diagnostic.severity == Severity::Hint);
    eprint(&present(&pressing, &site.source, Format::Text, voice.lang, voice.err));
    let found: Vec<_> = pressing.into_iter().chain(hints).collect();
    match built {
        Built::Refused => {
            eprint(&summary::refused(&found, voice));
            Ok(Exit::ContentErrors)
        }
        Built::Written(written) => {
            print(&summary::built(&site, &written, &found, started.elapsed(), voice));
            Ok(Exit::Clean)
        }
    }
}
