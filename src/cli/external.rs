//! `check --external`: asks other sites, remembers what they answered, and says how it went.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use crate::base::{Failure, Lang, Text};
use crate::check::outward;
use crate::external::{
    Answer, Answers, Fetch, Manners, Memory, Patience, Round, Url, ask_all, web, without_fragment,
};
use crate::pipeline::Site;
use crate::write::{keep, kept};

use super::environment::Environment;
use super::progress::Progress;
use super::selection::Selection;
use super::summary::counted;
use super::{Voice, eprint};

/// Where answers are kept, in the site's `.delwebb/`.
const MEMORY: &str = "external.json";

/// How it went.
#[derive(Debug, Default)]
pub(super) struct Went {
    /// Addresses of other sites that were looked for.
    addresses: usize,
    /// Those of them that were known from before.
    remembered: usize,
    unknown: usize,
    round: Round,
    /// Somebody pressed Ctrl+C.
    pub is_stopped: bool,
    is_kept: bool,
}

/// Asks for every address that `selection` takes, and gives what was learnt to the site.
///
/// # Errors
/// When the program has no network in it.
pub(super) fn ask(
    site: &mut Site,
    (root, now): (&Path, Timestamp),
    selection: &Selection,
    environment: &Environment,
    voice: Voice,
) -> Result<Went, Failure> {
    let places = outward(&site.model, &site.theme, &site.source);
    let places = places.iter().filter(|place| selection.takes_file(place.file));
    let wanted: BTreeSet<String> =
        places.map(|place| without_fragment(place.address).to_owned()).collect();
    let mut memory = Memory::read(&kept(root, MEMORY).unwrap_or_default());
    let known: Answers = wanted
        .iter()
        .filter_map(|address| Some((address, memory.answer(address, now)?.clone())))
        .collect();
    let unasked: Vec<String> =
        wanted.iter().filter(|address| known.get(address).is_none()).cloned().collect();
    let mut went = Went {
        addresses: wanted.len(),
        remembered: wanted.len() - unasked.len(),
        is_kept: true,
        ..Went::default()
    };
    let mut answers = known;
    if !unasked.is_empty() {
        let patience = Patience::default();
        let stop = patience.clone();
        // Where it cannot be caught, Ctrl+C ends the program all the same.
        let _ = ctrlc::set_handler(move || stop.end());
        went.round = round(site, unasked, environment, &patience, voice)?;
        went.is_stopped = patience.is_over() && went.round.left > 0;
        memory.learn(&went.round.answers, now);
        went.is_kept = keep(root, MEMORY, &memory.text(now)).is_ok();
        for (address, answer) in went.round.answers.iter() {
            answers.insert(address, answer.clone());
        }
    }
    let is_known = |(_, answer): &(&str, &Answer)| !matches!(answer, Answer::Unknown(_));
    went.unknown = went.addresses - answers.iter().filter(is_known).count();
    site.answers = Some(answers);
    Ok(went)
}

/// Asks for what is not known.
fn round(
    site: &Site,
    addresses: Vec<String>,
    environment: &Environment,
    patience: &Patience,
    voice: Voice,
) -> Result<Round, Failure> {
    let own = site.model.config.site.base_url.as_ref().map(|url| url.value.as_str());
    let manners = Manners::default();
    let reach = environment.reach;
    let network = web(&user_agent(own), &manners, reach, environment.proxy.as_ref());
    let network: Arc<dyn Fetch> = Arc::new(network.ok_or_else(|| {
        Failure::new(Text::fixed(
            "Det här programmet är byggt utan det som behövs för att fråga andra webbplatser",
            "This program was built without what it takes to ask other sites",
        ))
        .with_help(Text::fixed(
            "Bygg det med egenskapen external, eller granska utan --external.",
            "Build it with the feature external, or check without --external.",
        ))
    })?);
    let started = Instant::now();
    let progress =
        Progress::of_addresses(addresses.len(), environment.err_is_terminal, started, voice.lang);
    let own_host = own.and_then(|own| Url::parse(own).ok()?.host_str().map(str::to_owned));
    let asked = (network, own_host.as_deref());
    let round = ask_all(addresses, asked, (manners, reach), patience, &mut || progress.step());
    progress.end();
    Ok(round)
}

/// Who asks, and for whom: whoever wonders finds the site.
fn user_agent(own: Option<&str>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    // What cannot stand in a header has no place in the address either.
    let own = own.filter(|own| own.chars().all(|c| c.is_ascii_graphic() && !"()".contains(c)));
    match own {
        Some(own) => format!("delwebb/{version} (link check; +{own})"),
        None => format!("delwebb/{version} (link check)"),
    }
}

/// How it went, in words.
pub(super) fn say(went: &Went, voice: Voice) {
    eprint(&words(went, voice.lang));
}

fn words(went: &Went, lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |words: Text| {
        let _ = writeln!(out, "{}", words.get(lang));
    };
    let Went { addresses, remembered, unknown, .. } = *went;
    let asked = addresses - remembered - went.round.left;
    if addresses == 0 {
        line(Text::fixed("Inga länkar till andra webbplatser.", "No links to other sites."));
        return out;
    }
    line(Text::new(
        format!(
            "Andra webbplatser: {}. {asked} frågade nu, {remembered} kända sedan tidigare, {unknown} okända.",
            counted(addresses, "adress", "adresser"),
        ),
        format!(
            "Other sites: {}. {asked} asked now, {remembered} known from before, {unknown} unknown.",
            counted(addresses, "address", "addresses"),
        ),
    ));
    if went.round.is_offline {
        line(Text::fixed(
            "Nätet gick inte att nå, så det som inte var känt sedan tidigare är inte granskat.",
            "The network could not be reached, so what was not known from before is not checked.",
        ));
    }
    if went.round.left > 0 {
        let left = counted(went.round.left, "adress", "adresser");
        let left_en = counted(went.round.left, "address", "addresses");
        let (sv, en) = if went.is_stopped { STOPPED } else { LATE };
        line(Text::new(
            format!(
                "{sv}: {left} hann inte frågas. Kör kommandot igen, så fortsätter det där det slutade."
            ),
            format!(
                "{en}: {left_en} were not asked. Run the command again, and it goes on where it ended."
            ),
        ));
    }
    if !went.is_kept {
        line(Text::fixed(
            "Svaren kunde inte sparas i .delwebb/, så nästa gång frågas alla igen.",
            "The answers could not be kept in .delwebb/, so all are asked again next time.",
        ));
    }
    out
}

const STOPPED: (&str, &str) = ("Avbrutet", "Stopped");
const LATE: (&str, &str) = ("Tiden räckte inte", "Out of time");
