//! `delwebb new KIND "Title"`: a page with every field explained, where it belongs.

use std::path::Path;

use crate::base::{Diagnostic, Failure, FilePath, Lang, Severity, Text, nearest};
use crate::manual::{NewPage, makeable, makeable_named, place_of, skeleton};
use crate::present::{Format, present};
use crate::source::{Content, File};
use crate::write::create_file;

use super::environment::Environment;
use super::options::{Common, NewOptions};
use super::site::{self, Asked};
use super::{Done, Exit, Voice, eprint, print, summary};

/// The line that keeps a new page off the site.
const DRAFT: &str = "utkast: true";

pub(super) fn run(
    options: &NewOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    let kind = makeable_named(&options.kind).ok_or_else(|| unknown(&options.kind))?;
    let root = site::root(common, environment)?;
    let site = site::open(&root, common, Asked::default())?;
    let folder = options.folder.as_deref();
    let page = place_of(&site.source, &site.model, kind, &options.title, folder)
        .map_err(|no| Failure::new(no.message).with_help(no.help))?;
    let text = skeleton(&site.model, kind, &page.slug, &page.title);
    let before = site.check_content();
    let faults = faults_when_published(&root, common, &page.file, &text, &before)?;
    if let Some((shown, source)) = faults {
        eprint(&present(&shown, &source, Format::Text, voice.lang, voice.err));
        return Err(Failure::new(Text::fixed(
            "Sidan skulle ge fel på webbplatsen, och har inte gjorts",
            "The page would bring faults to the site, and has not been made",
        ))
        .with_help(Text::fixed("Välj en annan titel.", "Choose another title.")));
    }
    create_file(&root, &page.file, text.as_bytes())?;
    print(&made(&page, common, voice));
    Ok(Exit::Clean)
}

/// What would be wrong with the site if the page were published as it is, besides what is
/// wrong already: a name that two pages have now, an address that something else makes.
fn faults_when_published(
    root: &Path,
    common: &Common,
    file: &FilePath,
    text: &str,
    before: &[Diagnostic],
) -> Result<Option<(Vec<Diagnostic>, crate::source::Source)>, Failure> {
    let published: String =
        text.split_inclusive('\n').filter(|line| !line.starts_with(DRAFT)).collect();
    let content = Content::Text(published);
    let added = (file.clone(), File { disk: file.as_str().into(), content });
    let site = site::open_with(root, common, Asked::default(), [added])?;
    let mut found = site.check_content();
    // A hint is no reason not to begin.
    found.retain(|found| found.severity != Severity::Hint && !before.contains(found));
    Ok((!found.is_empty()).then_some((found, site.source)))
}

/// What was made, and what to do next.
fn made(page: &NewPage, common: &Common, voice: Voice) -> String {
    let lang = voice.lang;
    let root = common.root.as_ref();
    let root =
        root.map(|root| format!(" --root {}", summary::shell_word(&root.display().to_string())));
    let root = root.unwrap_or_default();
    let (file, address) = (&page.file, &page.address);
    let done = summary::done(voice);
    let mut out = match lang {
        Lang::Sv => {
            format!("{done}: {file}\nSidan är ett utkast. Klar får den adressen {address}\n")
        }
        Lang::En => {
            format!("{done}: {file}\nThe page is a draft. Its address will be {address}\n")
        }
    };
    if let Some(other) = &page.namesake {
        let words = Text::new(
            format!("Obs: en annan sida har samma titel: {other}\n"),
            format!("Note: another page has the same title: {other}\n"),
        );
        out.push_str(words.get(lang));
    }
    let next = Text::new(
        format!(
            "\nGör så här:\n  1. Öppna filen och skriv. Varje fält är förklarat i den.\n  \
             2. Granska:      delwebb check{root}\n  \
             3. Se utkastet:  delwebb build --drafts --out utkast{root}\n  \
             4. Ta bort raden ”{DRAFT}” när sidan är klar.\n"
        ),
        format!(
            "\nNext:\n  1. Open the file and write. Every field is explained in it.\n  \
             2. Check:          delwebb check{root}\n  \
             3. See the draft:  delwebb build --drafts --out utkast{root}\n  \
             4. Remove the line “{DRAFT}” when the page is ready.\n"
        ),
    );
    out.push_str(next.get(lang));
    out
}

/// A word that is no kind.
fn unknown(word: &str) -> Failure {
    if matches!(word.to_lowercase().as_str(), "rapport" | "report") {
        return Failure::new(Text::fixed(
            "En rapport görs av det som webbplatsen vet, och har ett eget kommando",
            "A report is made of what the site knows, and has a command of its own",
        ))
        .with_help(Text::fixed(
            "Till exempel: delwebb report år 2025 --page",
            "Such as: delwebb report annual 2025 --page",
        ));
    }
    let every = makeable().flat_map(|kind| kind.new.iter().copied());
    let meant = nearest(word, every);
    let all =
        makeable().filter_map(|kind| kind.new.first().copied()).collect::<Vec<_>>().join(", ");
    let help = match meant {
        Some(meant) => Text::new(
            format!("Menade du {meant}? De som finns: {all}."),
            format!("Did you mean {meant}? There are: {all}."),
        ),
        None => Text::new(format!("Välj bland: {all}."), format!("Choose among: {all}.")),
    };
    Failure::new(Text::new(
        format!("”{word}” är inget slag av sida"),
        format!("“{word}” is no kind of page"),
    ))
    .with_help(help)
}
