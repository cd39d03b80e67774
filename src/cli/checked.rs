//! What `check` says when it is done: what was found, in words for somebody who has not read it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::base::{Diagnostic, FilePath, Lang, Severity, Text, tally, tally_words};
use crate::check::{baseline_file, rule_called};
use crate::pipeline::Site;

use super::Voice;
use super::selection::Selection;
use super::summary::{GREEN, coloured, counted, done, left_out};

/// After a check: what was found, what it means for the site, and what to do first.
pub(super) fn checked(site: &Site, shown: &[Diagnostic], all: &Selection, voice: Voice) -> String {
    const ALL: Text = Text::fixed("inget att rätta", "nothing to mend");
    const PART: Text =
        Text::fixed("inget att rätta av det du bad om", "nothing to mend of what you asked for");
    let lang = voice.lang;
    let pages = site.model.pages.len();
    let mut out = if shown.is_empty() {
        let label = coloured(Text::fixed("Klart", "Done").get(lang), GREEN, voice.err);
        let pages = match lang {
            Lang::Sv => format!("{} granskade", counted(pages, "sida", "sidor")),
            Lang::En => format!("{} checked", counted(pages, "page", "pages")),
        };
        let words = if all.is_all() { ALL } else { PART };
        format!("{label}: {pages}, {}.\n", words.get(lang))
    } else {
        let mut out = format!("{}.\n", tally_words(tally(shown), lang));
        out.push_str(&meaning(site, shown, lang));
        out
    };
    let held = site.model.baseline.rows.len();
    if held > 0 {
        let words = match held {
            1 => Text::fixed(
                "En rad i baslinjen visas inte.",
                "One row of the baseline is not shown.",
            ),
            _ => Text::new(
                format!("{held} rader i baslinjen visas inte."),
                format!("{held} rows of the baseline are not shown."),
            ),
        };
        let _ = writeln!(out, "{}", words.get(lang));
    }
    out.push_str(&left_out(&site.model.left_out, lang));
    out
}

/// What the findings mean, for somebody who has not read them.
fn meaning(site: &Site, shown: &[Diagnostic], lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |words: Text| {
        let _ = writeln!(out, "{}", words.get(lang));
    };
    let errors = shown.iter().filter(|found| found.severity == Severity::Error).count();
    match errors {
        0 => line(Text::fixed(
            "Inget hindrar att webbplatsen byggs.",
            "Nothing keeps the site from being built.",
        )),
        _ => line(Text::fixed(
            "Felen måste rättas innan webbplatsen kan byggas.",
            "The errors must be mended before the site can be built.",
        )),
    }
    let total = site.model.documents.len();
    let files: BTreeSet<&FilePath> = shown.iter().map(|found| &found.place.file).collect();
    let with = site.model.documents.iter().filter(|page| files.contains(&page.file)).count();
    if total > 1 && with > 0 {
        line(Text::new(
            format!("{} av {total} textfiler har inga anmärkningar.", total - with),
            format!("{} of {total} files of text have no remarks.", total - with),
        ));
    }
    let most = most_common(shown);
    if let [(_, first), ..] = most[..]
        && first > 1
        && shown.len() > first
    {
        let named = |(code, count): &(&str, usize)| {
            let title = rule_called(code).map(|rule| rule.title.get(lang).to_lowercase());
            format!("{code} {} ({count})", title.unwrap_or_default())
        };
        let list = most.iter().take(3).map(named).collect::<Vec<_>>().join(", ");
        line(Text::new(format!("Vanligast: {list}."), format!("Most common: {list}.")));
    }
    let is_sure = |found: &&Diagnostic| found.suggestion.as_ref().is_some_and(|new| new.is_sure);
    match shown.iter().filter(is_sure).count() {
        0 => {}
        sure => line(Text::new(
            format!("{sure} av fynden kan rättas åt dig: delwebb check --fix"),
            format!("{sure} of the findings can be mended for you: delwebb check --fix"),
        )),
    }
    out
}

/// The rules with the most findings first.
fn most_common(shown: &[Diagnostic]) -> Vec<(&'static str, usize)> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for found in shown {
        *counts.entry(found.code).or_default() += 1;
    }
    let mut all: Vec<_> = counts.into_iter().collect();
    all.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    all
}

/// There is nothing that can be mended in one way only.
pub(super) fn nothing_to_mend(voice: Voice) -> String {
    const WORDS: Text = Text::fixed(
        "Inget att rätta åt dig: det som är kvar behöver en människa.\n",
        "Nothing to mend for you: what is left needs a person.\n",
    );
    WORDS.get(voice.lang).to_owned()
}

/// What can be mended.
pub(super) fn mendable(count: usize, files: usize, voice: Voice) -> String {
    match voice.lang {
        Lang::Sv => format!(
            "{} i {}.\n",
            counted(count, "rättelse", "rättelser"),
            counted(files, "fil", "filer")
        ),
        Lang::En => format!(
            "{} in {}.\n",
            counted(count, "correction", "corrections"),
            counted(files, "file", "files")
        ),
    }
}

/// Nothing was mended: nobody agreed, or nobody could be asked.
pub(super) fn not_mended(was_asked: bool, voice: Voice) -> String {
    const NO: Text = Text::fixed("Inget är ändrat.\n", "Nothing has been changed.\n");
    const HOW: Text = Text::fixed(
        "Inget är ändrat. Skriv ändringarna med: delwebb check --fix --yes\n",
        "Nothing has been changed. Write the changes with: delwebb check --fix --yes\n",
    );
    let words = if was_asked { NO } else { HOW };
    words.get(voice.lang).to_owned()
}

/// The corrections are written, in so many files.
pub(super) fn mended(files: usize, voice: Voice) -> String {
    let words = match voice.lang {
        Lang::Sv => counted(files, "fil är rättad", "filer är rättade"),
        Lang::En => counted(files, "file is mended", "files are mended"),
    };
    format!("{}: {words}.\n", done(voice))
}

/// The baseline is written.
pub(super) fn baseline(found: &[Diagnostic], voice: Voice) -> String {
    let held = found.iter().filter(|found| found.severity != Severity::Error).count();
    let errors = found.len() - held;
    let words = match voice.lang {
        Lang::Sv => format!(
            "{}: {} står i {}. Från och med nu visas bara nya.\n",
            done(voice),
            counted(held, "varning eller tips", "varningar och tips"),
            baseline_file()
        ),
        Lang::En => format!(
            "{}: {} in {}. From now on only new ones show.\n",
            done(voice),
            counted(held, "warning or hint", "warnings and hints"),
            baseline_file()
        ),
    };
    let left = match (errors, voice.lang) {
        (0, _) => String::new(),
        (_, Lang::Sv) => {
            format!("{} måste ändå rättas: delwebb check\n", counted(errors, "fel", "fel"))
        }
        (_, Lang::En) => {
            format!(
                "{} must be mended all the same: delwebb check\n",
                counted(errors, "error", "errors")
            )
        }
    };
    format!("{words}{left}")
}
