//! What is said after a report has been made, frozen or compared.

use std::path::Path;

use jiff::civil;

use crate::base::{Date, FilePath, Lang, Text, printable_line, windows};
use crate::cli::{Voice, summary};
use crate::document::kind::ReportType;

use super::Finished;

/// After a report has been written as a file: where it is, and what it lacks.
pub(super) fn made(out: &Path, finished: &Finished<'_>, voice: Voice) -> String {
    let shown = printable_line(&windows::shown(&out.display().to_string())).into_owned();
    let mut words = format!("{}: {shown}\n", summary::done(voice));
    let day = finished.site.model.frozen_of(finished.document());
    if let Some(day) = day.and_then(|frozen| frozen.seal.as_ref()).map(|seal| seal.day) {
        let day = Date::on(day).show(voice.lang);
        let frozen = Text::new(
            format!(
                "Rapporten frystes {day} och är som den var då. Se vad som har ändrats sedan dess med --diff.\n"
            ),
            format!(
                "The report was frozen {day} and is as it was then. See what has changed since with --diff.\n"
            ),
        );
        words.push_str(frozen.get(voice.lang));
        return words;
    }
    let Some(facts) = finished.facts() else { return words };
    // What is for a meeting stays on one page, and has no list of them.
    if facts.about.report == ReportType::Meeting {
        return words;
    }
    let missing = match facts.missing.len() {
        0 => Text::fixed(
            "Alla uppgifter som rapporten frågar efter finns.\n",
            "All facts that the report asks for are there.\n",
        ),
        1 => Text::fixed(
            "1 uppgift saknas. Den står i rapporten med vem som svarar för den.\n",
            "1 fact is missing. It is in the report with who answers for it.\n",
        ),
        count => Text::new(
            format!("{count} uppgifter saknas. De står i rapporten med vem som svarar för dem.\n"),
            format!(
                "{count} facts are missing. They are in the report with who answers for them.\n"
            ),
        ),
    };
    words.push_str(missing.get(voice.lang));
    words
}

/// After the report's page has been made.
pub(super) fn page(file: &FilePath, report: ReportType, name: &str, voice: Voice) -> String {
    let done = summary::done(voice);
    let folder = file.folder();
    let texts: String =
        report.texts().iter().fold(String::new(), |all, name| all + "  " + name + ".md\n");
    let (asked, asked_en) = if texts.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!(
                "Det som bara människor kan skriva skriver du i egna filer i mappen {folder}:\n{texts}"
            ),
            format!(
                "What only people can write goes in files of its own in the folder {folder}:\n{texts}"
            ),
        )
    };
    let next = Text::new(
        format!(
            "{done}: {file}\nSidan får adressen /rapporter/{name}/\n\n{asked}\
             Andra texter i mappen {folder} blir egna kapitel.\n"
        ),
        format!(
            "{done}: {file}\nThe page gets the address /rapporter/{name}/\n\n{asked_en}\
             Other texts in the folder {folder} become chapters of their own.\n"
        ),
    );
    next.get(voice.lang).to_owned()
}

/// After the report has been frozen.
pub(super) fn frozen(file: &FilePath, voice: Voice) -> String {
    let done = summary::done(voice);
    let words = Text::new(
        format!(
            "{done}: {file}\nRapporten är fryst. Den visas så här även när innehållet ändras.\n"
        ),
        format!(
            "{done}: {file}\nThe report is frozen. It is shown like this even when the content changes.\n"
        ),
    );
    words.get(voice.lang).to_owned()
}

/// When nothing has changed since the report was frozen.
pub(super) fn unchanged(day: Option<civil::Date>, voice: Voice) -> String {
    let since = since(day, voice.lang);
    let words = Text::new(
        format!("Inget i rapporten har ändrats {since}.\n"),
        format!("Nothing in the report has changed {since}.\n"),
    );
    words.get(voice.lang).to_owned()
}

/// Before what has changed since.
pub(super) fn changed(day: Option<civil::Date>, voice: Voice) -> String {
    let since = since(day, voice.lang);
    let words = Text::new(
        format!("Det här har ändrats {since}. Raderna med minus står i den antagna rapporten.\n\n"),
        format!("This has changed {since}. Lines with a minus are in the adopted report.\n\n"),
    );
    words.get(voice.lang).to_owned()
}

fn since(day: Option<civil::Date>, lang: Lang) -> String {
    let Some(day) = day.map(|day| Date::on(day).show(lang)) else {
        return Text::fixed("sedan rapporten frystes", "since the report was frozen")
            .get(lang)
            .to_owned();
    };
    match lang {
        Lang::Sv => format!("sedan rapporten frystes {day}"),
        Lang::En => format!("since the report was frozen on {day}"),
    }
}
