//! Finds and loads the site that a command works on.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil;

use crate::base::{Failure, FilePath, Text};
use crate::config::{BaseUrl, Config};
use crate::model::{Drafts, LinkOptions};
use crate::pipeline::{Options, Site, load};
use crate::source::{File, Source, THEMES, find_root, is_embedded_theme, is_site, read};

use super::environment::Environment;
use super::options::Common;

/// What a command asks of the site, besides the common options.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub theme: Option<String>,
    pub base_url: Option<String>,
    pub drafts: bool,
    pub strict: bool,
}

/// The site's folder: `--root`, or the nearest one upwards.
pub(super) fn root(common: &Common, environment: &Environment) -> Result<PathBuf, Failure> {
    let start = common.root.as_ref().map(|root| environment.folder.join(root));
    let found = match &start {
        Some(root) => is_site(root).then(|| root.clone()),
        None => find_root(&environment.folder),
    };
    found.ok_or_else(|| {
        Failure::new(Text::fixed(
            "Här finns ingen webbplats (ingen content/site.yaml)",
            "There is no site here (no content/site.yaml)",
        ))
        .at(start.as_deref().unwrap_or(&environment.folder))
        .with_help(Text::fixed(
            "Gå till webbplatsens mapp, ange den med --root, eller gör en ny med: delwebb init MAPP",
            "Go to the site's folder, name it with --root, or make a new one with: delwebb init DIR",
        ))
    })
}

/// Reads and links the site in `root`.
pub(super) fn open(root: &Path, common: &Common, asked: Asked) -> Result<Site, Failure> {
    open_with(root, common, asked, [])
}

/// The same, as it would be with these files.
pub(super) fn open_with(
    root: &Path,
    common: &Common,
    asked: Asked,
    added: impl IntoIterator<Item = (FilePath, File)>,
) -> Result<Site, Failure> {
    let mut source = read(root)?;
    source.files.extend(added);
    let options = options(&source, common, asked)?;
    Ok(load(source, &options))
}

/// What is asked of the site in `source`, in the site's own terms.
pub(super) fn options(source: &Source, common: &Common, asked: Asked) -> Result<Options, Failure> {
    if let Some(theme) = &asked.theme {
        check_theme(theme, source)?;
    }
    if let Some(url) = &asked.base_url
        && BaseUrl::parse(url).is_none()
    {
        return Err(bad_argument(
            "--base-url",
            url,
            &Text::fixed(
                "Skriv hela adressen, till exempel https://exempel.se/vard/.",
                "Write the full address, such as https://example.org/care/.",
            ),
        ));
    }
    let zone = Config::read(source).zone();
    let now = match &common.now {
        Some(written) => time(written, &zone).ok_or_else(|| {
            bad_argument(
                "--now",
                written,
                &Text::fixed(
                    "Skriv 2026-01-24 eller 2026-01-24T08:00:00Z.",
                    "Write 2026-01-24 or 2026-01-24T08:00:00Z.",
                ),
            )
        })?,
        None => clock()?,
    };
    let drafts = if asked.drafts { Drafts::Shown } else { Drafts::LeftOut };
    Ok(Options {
        link: LinkOptions { now, drafts },
        theme: asked.theme,
        base_url: asked.base_url,
        strict: asked.strict,
    })
}

/// The machine's clock, asked when no other time is given. One without a battery may show
/// any time, even one that no calendar has.
#[expect(clippy::disallowed_methods, reason = "this is the door that the clock comes in through")]
pub(super) fn clock() -> Result<Timestamp, Failure> {
    Timestamp::try_from(std::time::SystemTime::now()).map_err(|_| {
        Failure::new(Text::fixed(
            "Datorns klocka visar ingen tid som finns i kalendern",
            "The machine's clock shows no time that the calendar has",
        ))
        .with_help(Text::fixed(
            "Ställ klockan och kör kommandot igen, eller ange dagen med --now 2026-01-24.",
            "Set the clock and run the command again, or give the day with --now 2026-01-24.",
        ))
    })
}

/// Reads a point of time, or a day in the site's zone.
fn time(written: &str, zone: &jiff::tz::TimeZone) -> Option<Timestamp> {
    if let Ok(timestamp) = written.parse() {
        return Some(timestamp);
    }
    let day: civil::Date = written.parse().ok()?;
    day.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

fn check_theme(theme: &str, source: &Source) -> Result<(), Failure> {
    let is_there =
        is_embedded_theme(theme) || source.below(&format!("{THEMES}/{theme}")).next().is_some();
    if is_there && !theme.is_empty() {
        return Ok(());
    }
    Err(bad_argument(
        "--theme",
        theme,
        &Text::fixed(
            "Ett tema är en mapp under themes/. Temana strandlinje och spang finns alltid.",
            "A theme is a folder below themes/. The themes strandlinje and spang are always there.",
        ),
    ))
}

/// An option's value that is of no use.
pub(super) fn bad_argument(option: &str, written: &str, help: &Text) -> Failure {
    Failure::new(Text::new(
        format!("”{written}” går inte att använda för {option}"),
        format!("“{written}” cannot be used for {option}"),
    ))
    .with_help(help.clone())
}
