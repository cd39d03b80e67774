//! What the program says when it is done.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::{
    Date, Diagnostic, Failure, Lang, Severity, Text, printable_line, tally, tally_words, windows,
};
use crate::model::{LeftOut, Reason};
use crate::pipeline::Site;
use crate::present::{Colour, Format, present};
use crate::write::Written;

use super::Voice;

/// A failure, with its label.
pub(super) fn failure(failure: &Failure, voice: Voice) -> String {
    let label = coloured(Severity::Error.label().get(voice.lang), RED, voice.err);
    format!("{label}: {}\n", failure.words(voice.lang))
}

/// Said once, when another build has the folder.
pub(super) fn waiting(voice: Voice) -> String {
    const WORDS: Text = Text::fixed(
        "Ett annat bygge pågår i samma mapp. Väntar på att det blir klart …\n",
        "Another build is running in the same folder. Waiting for it to finish …\n",
    );
    WORDS.get(voice.lang).to_owned()
}

/// What a build has to say of the content: the same each time that nothing has changed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Said {
    /// What is wrong, with excerpts.
    pub pressing: String,
    pages: usize,
    left_out: String,
    counts: String,
}

impl Said {
    /// What there is to say of a site and what was `found` in it. Advice is for who asks for
    /// it: `check` shows it, and here it is only counted.
    pub fn of(site: &Site, found: &[Diagnostic], voice: Voice) -> Self {
        let lang = voice.lang;
        let is_hint = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Hint;
        let pressing: Vec<Diagnostic> = found.iter().filter(|d| !is_hint(d)).cloned().collect();
        let mut counts = if found.is_empty() {
            String::new()
        } else {
            format!("{}.\n", tally_words(tally(found), lang))
        };
        if pressing.len() < found.len() {
            let more = Text::fixed("Se tipsen: delwebb check", "See the hints: delwebb check");
            let _ = writeln!(counts, "{}", more.get(lang));
        }
        Self {
            pressing: present(&pressing, &site.source, Format::Text, lang, voice.err),
            pages: site.model.pages.len(),
            left_out: left_out(&site.model.left_out, lang),
            counts,
        }
    }
}

/// After a build.
pub(super) fn built(said: &Said, written: &Written, took: Duration, voice: Voice) -> String {
    let lang = voice.lang;
    let pages = said.pages;
    let seconds = seconds(took, lang);
    let (new, changed) = (written.new, written.changed);
    let (same, gone) = (written.unchanged, written.removed.len());
    let label = done(voice);
    let mut out = match lang {
        Lang::Sv => format!(
            "{label}: {} på {seconds} s. Filer: {} nya, {} ändrade, {} oförändrade, {} borttagna.\n",
            counted(pages, "sida", "sidor"),
            thousands(new, lang),
            thousands(changed, lang),
            thousands(same, lang),
            thousands(gone, lang),
        ),
        Lang::En => format!(
            "{label}: {} in {seconds} s. Files: {} new, {} changed, {} unchanged, {} removed.\n",
            counted(pages, "page", "pages"),
            thousands(new, lang),
            thousands(changed, lang),
            thousands(same, lang),
            thousands(gone, lang),
        ),
    };
    out.push_str(&said.left_out);
    if !written.carried.is_empty() {
        let title = Text::fixed(
            "Filer i mappen som delwebb inte har gjort, orörda:",
            "Files in the folder that delwebb has not made, untouched:",
        );
        let _ = writeln!(out, "{}", title.get(lang));
        for path in &written.carried {
            let _ = writeln!(out, "  {}", printable_line(&path.to_string_lossy()));
        }
    }
    out.push_str(&said.counts);
    out
}

/// After a build that errors stopped.
pub(super) fn refused(found: &[Diagnostic], voice: Voice) -> String {
    const CALM: Text = Text::fixed(
        "Inget är skrivet. Den gamla webbplatsen är orörd, och det du har skrivit är kvar.\n",
        "Nothing has been written. The old site is untouched, and what you have written is still there.\n",
    );
    format!("{}.\n{}", tally_words(tally(found), voice.lang), CALM.get(voice.lang))
}

/// After a command that prints something of the site, which errors stopped.
pub(super) fn not_printed(found: &[Diagnostic], voice: Voice) -> String {
    const HOW: Text =
        Text::fixed("Rätta felen först: delwebb check\n", "Mend the errors first: delwebb check\n");
    format!("{}.\n{}", tally_words(tally(found), voice.lang), HOW.get(voice.lang))
}

/// Something to know of that stops nothing.
pub(super) fn warning(words: &Text, voice: Voice) -> String {
    let label = coloured(Severity::Warning.label().get(voice.lang), YELLOW, voice.err);
    format!("{label}: {}\n", printable_line(words.get(voice.lang)))
}

/// "Done", as the first word of what went well.
pub(super) fn done(voice: Voice) -> String {
    coloured(Text::fixed("Klart", "Done").get(voice.lang), GREEN, voice.out)
}

/// A folder as it is typed in a command: in quotes when a shell would take it apart.
pub(super) fn shell_word(word: &str) -> String {
    let is_plain = word.chars().all(|c| c.is_alphanumeric() || "-_./\\:~".contains(c));
    if is_plain { word.to_owned() } else { format!("\"{word}\"") }
}

/// After `init`.
pub(super) fn started(folder: &Path, voice: Voice) -> String {
    let (done, shown) = (done(voice), windows::shown(&folder.display().to_string()));
    let word = shell_word(&shown);
    match voice.lang {
        Lang::Sv => format!(
            "{done}: en ny webbplats ligger i {shown}\n\nGör så här:\n  \
             1. Gå till mappen:   cd {word}\n  \
             2. Granska:          delwebb check\n  \
             3. Bygg:             delwebb build\n  \
             4. Gör en ny sida:   delwebb new nyhet \"Titel\"\n  \
             5. Byt exemplen mot ert eget. Börja i content/site.yaml och content/index.md.\n\n\
             Den färdiga webbplatsen hamnar i mappen public. Mer står i README.md.\n"
        ),
        Lang::En => format!(
            "{done}: a new site is in {shown}\n\nNext:\n  \
             1. Go to the folder:   cd {word}\n  \
             2. Check:              delwebb check\n  \
             3. Build:              delwebb build\n  \
             4. Make a new page:    delwebb new news \"Title\"\n  \
             5. Replace the examples. Start in content/site.yaml and content/index.md.\n\n\
             The finished site is in the folder public. README.md says more, in Swedish.\n"
        ),
    }
}

/// The pages that did not come along, by name.
pub(super) fn left_out(pages: &[LeftOut], lang: Lang) -> String {
    if pages.is_empty() {
        return String::new();
    }
    let title = Text::fixed("Sidor som inte kom med:", "Pages left out:");
    let mut out = format!("{}\n", title.get(lang));
    for page in pages {
        let day = |date: &Date| date.show(lang);
        let why = match &page.reason {
            Reason::Draft => Text::fixed("utkast", "draft"),
            Reason::NotYet(date) => {
                Text::new(format!("publiceras {}", day(date)), format!("publishes {}", day(date)))
            }
            Reason::Expired(date) => Text::new(
                format!("avpublicerades {}", day(date)),
                format!("unpublished {}", day(date)),
            ),
        };
        let _ = writeln!(out, "  {} ({})", page.file, why.get(lang));
    }
    out
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn thousands(count: usize, lang: Lang) -> String {
    let figure = crate::base::Figure::parse(&count.to_string());
    figure.map_or_else(|| count.to_string(), |figure| figure.number(lang))
}

/// Seconds with two decimals.
fn seconds(took: Duration, lang: Lang) -> String {
    let shown = format!("{:.2}", took.as_secs_f64());
    match lang {
        Lang::Sv => shown.replace('.', ","),
        Lang::En => shown,
    }
}

const RED: &str = "\u{1b}[1;31m";
pub(super) const YELLOW: &str = "\u{1b}[1;33m";
pub(super) const GREEN: &str = "\u{1b}[1;32m";

pub(super) fn coloured(text: &str, start: &str, colour: Colour) -> String {
    match colour {
        Colour::On => format!("{start}{text}\u{1b}[0m"),
        Colour::Off => text.to_owned(),
    }
}
