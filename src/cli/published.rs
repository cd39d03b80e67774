//! What `publish` says: before, when it is done, and when nothing was to do.

use std::path::Path;

use crate::base::{Failure, Lang, Text, windows};
use crate::config::TargetKind;
use crate::publish::{Difference, Done, Due, Release, one_line, size};

use super::Voice;
use super::place::Place;
use super::summary::{GREEN, YELLOW, coloured, done, shell_word};

/// The question.
pub(super) fn question(place: &Place, host: &str) -> Text {
    let name = &place.name;
    Text::new(
        format!("\nPublicera till {name} ({host})? [j/N] "),
        format!("\nPublish to {name} ({host})? [y/N] "),
    )
}

/// The question before going back.
pub(super) fn question_back(release: &Release) -> Text {
    let (id, when) = (&release.id, release.when());
    Text::new(
        format!("\nVisa utgåva {id} ({when}) igen? [j/N] "),
        format!("\nShow release {id} ({when}) again? [y/N] "),
    )
}

/// What has to be done on the server, when the pages need another policy.
pub(super) fn new_policy(place: &Place, voice: Voice) -> String {
    let address = place.address().map_or_else(String::new, |url| format!(" --base-url {url}"));
    let server = match place.settings.kind() {
        TargetKind::S3 => "headers",
        TargetKind::Folder | TargetKind::Sftp => "nginx",
    };
    let how = format!("delwebb hosting {server}{address}");
    let label = Text::fixed("Obs", "Note");
    let label = coloured(label.get(voice.lang), YELLOW, voice.err);
    match voice.lang {
        Lang::Sv => format!(
            "{label}: sidorna behöver nya säkerhetsregler (Content Security Policy).\n     \
             Tills webbservern har dem stoppar den en del av utseendet. Publicera, och\n     \
             ge den sedan nya inställningar. Skriv ut dem så här:\n     {how}\n\n"
        ),
        Lang::En => format!(
            "{label}: the pages need a new security policy (Content Security Policy).\n     \
             Until the web server has it, it stops some of how they look. Publish, and\n     \
             then give it new settings. They are printed by:\n     {how}\n\n"
        ),
    }
}

/// How a publication went.
pub(super) struct Went<'a> {
    /// What is different.
    pub difference: &'a Difference,
    /// What was sent.
    pub sent: &'a Done,
    /// Where the site lies, when that is a folder.
    pub folder: Option<String>,
    /// The archive of it.
    pub archive: &'a Path,
    /// Whether there is a release to go back to.
    pub can_go_back: bool,
}

/// A place to try the site at has the address of the site for everybody.
pub(super) fn no_address(place: &Place, release: &Release, voice: Voice) -> String {
    let label = Text::fixed("Obs", "Note");
    let label = coloured(label.get(voice.lang), YELLOW, voice.err);
    let (name, address) = (&place.name, &release.address);
    match voice.lang {
        Lang::Sv => format!(
            "{label}: målet {name} har ingen egen adress. Länkar i flöden och delningar leder till\n     \
             {address}. Skriv adress: på målet i content/site.yaml.\n\n"
        ),
        Lang::En => format!(
            "{label}: the target {name} has no address of its own. Links in feeds and shares lead to\n     \
             {address}. Write adress: at the target in content/site.yaml.\n\n"
        ),
    }
}

/// After a publication.
pub(super) fn published(place: &Place, release: &Release, went: &Went<'_>, voice: Voice) -> String {
    let lang = voice.lang;
    let (files, bytes) = (went.sent.files, size(went.sent.bytes, lang));
    let archive = windows::shown(&went.archive.display().to_string());
    let (address, what) = (&release.address, one_line(went.difference, lang));
    let label = done(voice);
    let mut out = match lang {
        Lang::Sv => format!(
            "{label}: {address}\n  {what}. Skickat: {files} filer, {bytes}.\n  Arkiv: {archive}\n"
        ),
        Lang::En => format!(
            "{label}: {address}\n  {what}. Sent: {files} files, {bytes}.\n  Archive: {archive}\n"
        ),
    };
    if let Some(folder) = &went.folder {
        let words = Text::new(format!("  Mapp: {folder}\n"), format!("  Folder: {folder}\n"));
        out.push_str(words.get(lang));
    }
    if went.can_go_back {
        let back = format!("delwebb publish {}--rollback", argument(place));
        let label = Text::fixed("Gå tillbaka", "Go back");
        out.push_str(&format!("  {}: {back}\n", label.get(lang)));
    }
    out
}

/// The site is published, but the archive's log does not say so.
pub(super) fn unlogged(failure: Failure) -> Failure {
    let mut unlogged = failure;
    let before = unlogged.message;
    unlogged.message = Text::new(
        format!("Besökarna ser utgåvan, men den står inte i arkivets logg: {}", before.sv),
        format!("Visitors see the release, but the archive's log does not have it: {}", before.en),
    );
    unlogged
}

/// `--if-due`, when somebody has gone back to an older release.
pub(super) fn went_back(live: &Release) -> Failure {
    Failure::new(Text::new(
        format!("Någon har gått tillbaka till en äldre utgåva, den från {}", live.when()),
        format!("Somebody has gone back to an older release, that of {}", live.when()),
    ))
    .with_help(Text::fixed(
        "Inget publiceras av sig självt efter det. Rätta texten och publicera för hand: delwebb publish",
        "Nothing is published by itself after that. Correct the text and publish by hand: delwebb publish",
    ))
}

/// This copy of the site knows nothing of what others have published.
pub(super) fn never_from_here(live: &Release, voice: Voice) -> String {
    let label = Text::fixed("Obs", "Note");
    let label = coloured(label.get(voice.lang), YELLOW, voice.err);
    let (by, when) = (&live.by, live.when());
    match voice.lang {
        Lang::Sv => format!(
            "{label}: den här kopian har inte publicerat hit förut. {by} publicerade senast, {when}.\n     \
             Har du hämtat deras senaste text?\n\n"
        ),
        Lang::En => format!(
            "{label}: this copy has not published here before. {by} published last, {when}.\n     \
             Have you got their latest text?\n\n"
        ),
    }
}

/// Visitors see the release, but something that nobody needs is still on the host.
pub(super) fn untidy(failure: &Failure) -> Failure {
    let mut untidy = failure.clone();
    let before = untidy.message;
    untidy.message = Text::new(
        format!("Besökarna ser utgåvan, men allt blev inte städat efteråt: {}", before.sv),
        format!("Visitors see the release, but not all was tidied up afterwards: {}", before.en),
    );
    untidy.with_help(Text::fixed(
        "Du behöver inte göra något. Det som är kvar märks inte på webbplatsen, och nästa publicering tar bort det.",
        "You need not do anything. What is left cannot be seen on the site, and the next publication removes it.",
    ))
}

/// After going back.
pub(super) fn rolled_back(place: &Place, release: &Release, voice: Voice) -> String {
    let (id, when) = (&release.id, release.when());
    let label = done(voice);
    let list = format!("delwebb publish {}--list", argument(place));
    match voice.lang {
        Lang::Sv => format!(
            "{label}: utgåva {id} från {when} visas igen på {}\n  Alla utgåvor: {list}\n",
            release.address
        ),
        Lang::En => format!(
            "{label}: release {id} of {when} is shown again at {}\n  All releases: {list}\n",
            release.address
        ),
    }
}

/// There was nothing to publish.
pub(super) fn nothing(live: &Release, voice: Voice) -> String {
    let label = done(voice);
    let when = live.when();
    match voice.lang {
        Lang::Sv => {
            format!("{label}: inget är ändrat sedan {when}. Inget skickades.\n  {}\n", live.address)
        }
        Lang::En => format!(
            "{label}: nothing has changed since {when}. Nothing was sent.\n  {}\n",
            live.address
        ),
    }
}

/// No day has come.
pub(super) fn not_due(due: Due, voice: Voice) -> String {
    let label = done(voice);
    let next = match due.next {
        Some(day) => Text::new(format!(" Nästa dag är {day}."), format!(" The next day is {day}.")),
        None => Text::fixed(" Ingen sida väntar på en dag.", " No page waits for a day."),
    };
    let words = Text::new(
        format!("{label}: ingen sida ska börja eller sluta visas i dag.{}\n", next.sv),
        format!("{label}: no page is to appear or go today.{}\n", next.en),
    );
    words.get(voice.lang).to_owned()
}

/// Nothing was sent, because nobody wanted it or nobody could be asked.
pub(super) fn not_published(place: &Place, was_asked: bool, voice: Voice) -> String {
    let how = format!("delwebb publish {}--yes", argument(place));
    let words = if was_asked {
        Text::fixed("Inget är ändrat.\n", "Nothing has been changed.\n")
    } else {
        Text::new(
            format!("Inget är ändrat: här finns ingen att fråga. Publicera med: {how}\n"),
            format!("Nothing has been changed: there is nobody to ask. Publish with: {how}\n"),
        )
    };
    words.get(voice.lang).to_owned()
}

/// After a dry run.
pub(super) fn only_shown(voice: Voice) -> String {
    const WORDS: Text =
        Text::fixed("Inget är skickat (--dry-run).\n", "Nothing has been sent (--dry-run).\n");
    WORDS.get(voice.lang).to_owned()
}

/// The releases.
pub(super) fn list(releases: &[(Release, bool)], place: &Place, voice: Voice) -> String {
    let lang = voice.lang;
    if releases.is_empty() {
        let words = Text::fixed("Inget är publicerat än.\n", "Nothing has been published yet.\n");
        return words.get(lang).to_owned();
    }
    let mut out = String::new();
    for (release, is_visible) in releases {
        let shown = Text::fixed("visas nu", "shown now");
        let mark = if *is_visible {
            format!("  {}", coloured(shown.get(lang), GREEN, voice.out))
        } else {
            String::new()
        };
        let pages = release.pages.len();
        let line = Text::new(
            format!("{}  {}  {pages} sidor  {}{mark}\n", release.id, release.when(), release.by),
            format!("{}  {}  {pages} pages  {}{mark}\n", release.id, release.when(), release.by),
        );
        out.push_str(line.get(lang));
    }
    // Of a target that keeps one form of each page there is only what is shown.
    if releases.len() > 1 {
        let back = format!("delwebb publish {}--rollback", argument(place));
        let words = Text::new(
            format!("Gå tillbaka: {back} UTGÅVA\n"),
            format!("Go back: {back} RELEASE\n"),
        );
        out.push_str(words.get(lang));
    }
    out
}

/// The target as it stands in a command, with a space after it.
fn argument(place: &Place) -> String {
    if place.role.is_none() { String::new() } else { format!("{} ", shell_word(&place.name)) }
}
