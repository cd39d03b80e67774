//! What the preview says of a page beside it: a bar and a panel, in the language of those who
//! write the site. Made here as HTML; the browser only puts it in its place (`browser/`).
//!
//! It stands in a shadow tree beside the page's own elements: no style sheet of a theme reaches
//! it, and none of its own reaches the page.

mod asker;
mod bar;
mod facts;
mod fault;
mod finding;
mod html;
mod places;
mod site;

pub(super) use asker::Asker;
pub(super) use fault::fault_page;
pub(super) use site::overview;

use crate::base::{Diagnostic, FilePath, Severity, Text, counted};
use crate::config::Config;
use crate::model::Reason;
use crate::source::THEMES;

use super::pages::{Found, Look};
use super::preview::Now;
use bar::Bar;
use finding::Shown;
use html::Html;

/// So many findings are shown with a number on the page and words in the panel.
const MOST: usize = 100;

/// Bar and panel for the page at `rest`. `found` is all that is wrong with the site; nothing
/// while it is being looked for.
pub(super) fn overlay(
    now: &Now,
    rest: &str,
    look: &Look,
    found: Option<&[Diagnostic]>,
    asker: &Asker<'_>,
) -> String {
    let mut html = Html::new(now.lang);
    let document = now.document_at(rest);
    let own = found.map(|found| concerning(now, rest, look, found)).unwrap_or_default();
    let is_missing = matches!(look.found, Found::Missing);
    let left_out = is_missing.then(|| left_out_at(now, rest)).flatten();
    Bar {
        now,
        document,
        is_kept: look.is_kept,
        counts: found.map(|_| count(own.iter().copied())),
        of_site: found.map(|found| count(found.iter())),
        left_out,
    }
    .write(&mut html);
    page_data(&mut html, now, rest, asker);
    html.raw("<section class=\"panel\" id=\"panel\" aria-labelledby=\"panelrubrik\" tabindex=\"-1\" hidden>");
    html.raw("<h2 id=\"panelrubrik\">").words("Att åtgärda på sidan", "To mend on the page");
    html.raw("</h2>");
    if let Some(trouble) = &now.trouble {
        html.raw("<p class=\"fel brett\">").text(&trouble.words(now.lang)).raw("</p>");
    }
    findings(&mut html, now, rest, &own, asker, found.is_some());
    if let Some(page) = now.page_at(rest).filter(|_| !is_missing) {
        facts::write(&mut html, now, page);
        places::write(&mut html, now, page);
    }
    html.raw("</section>");
    html.out
}

/// What the script needs to know of the page.
fn page_data(html: &mut Html, now: &Now, rest: &str, asker: &Asker<'_>) {
    html.raw("<div id=\"data\" hidden");
    if let Some(document) = now.document_at(rest) {
        html.attribute("data-fil", document.file.as_str());
        if let Some(link) = asker.link(&now.site.source, &document.file) {
            html.attribute("data-lank", &link);
        }
    }
    let said = [
        ("data-uppdaterad", Text::fixed("Sidan är uppdaterad.", "The page has been updated.")),
        ("data-kopierat", Text::fixed("är kopierat.", "has been copied.")),
        (
            "data-gick-inte",
            Text::fixed(
                "Det gick inte att kopiera. Platsen är",
                "It could not be copied. The place is",
            ),
        ),
        ("data-oppnar", Text::fixed("Öppnar", "Opens")),
        (
            "data-valj",
            Text::fixed(
                "Välj det stycke du vill öppna. Esc avslutar.",
                "Choose the paragraph to open. Esc ends.",
            ),
        ),
        (
            "data-telefonram",
            Text::fixed(
                "Sidan i en telefon, 390 bildpunkter bred",
                "The page on a phone, 390 pixels wide",
            ),
        ),
        (
            "data-platser",
            Text::fixed("Fyndens platser på sidan", "The places of the findings on the page"),
        ),
        (
            "data-borta",
            Text::fixed(
                "Förhandsgranskningen svarar inte. Den kommer tillbaka när programmet startas.",
                "The preview does not answer. It comes back when the program is started.",
            ),
        ),
    ];
    for (name, words) in said {
        html.attribute(name, words.get(html.lang));
    }
    html.raw("></div>");
}

/// The findings that the panel of the page at `rest` shows: those in its own file, why it cannot
/// be made, and what breaks everything. The gravest first.
fn concerning<'a>(
    now: &'a Now,
    rest: &str,
    look: &'a Look,
    found: &'a [Diagnostic],
) -> Vec<&'a Diagnostic> {
    let file = now.document_at(rest).map(|document| &document.file);
    let file = file.or_else(|| left_out_at(now, rest).map(|(file, _)| file));
    let is_broken = now.is_broken();
    let settings = Config::file();
    let breaks = |found: &Diagnostic| {
        let place = &found.place.file;
        let is_everywhere = *place == settings || place.below(THEMES).is_some();
        is_broken && is_everywhere && found.severity == Severity::Error
    };
    let own = found.iter().filter(|found| Some(&found.place.file) == file || breaks(found));
    let mut own: Vec<&Diagnostic> = own.chain(&look.faults).collect();
    own.sort_by_key(|found| found.severity);
    own.dedup();
    own
}

/// What is written for `rest`, and why nobody sees it.
fn left_out_at<'a>(now: &'a Now, rest: &str) -> Option<(&'a FilePath, &'a Reason)> {
    let model = &now.site.model;
    if model.left_out.is_empty() {
        return None;
    }
    let mut all = model.documents.iter();
    let document = all.find(|document| document.route.address.as_str() == rest)?;
    let left = model.left_out.iter().find(|left| left.file == document.file)?;
    Some((&left.file, &left.reason))
}

fn count<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> [usize; 3] {
    let mut counts = [0; 3];
    for found in found {
        counts[found.severity as usize] += 1;
    }
    counts
}

/// How many of each there are, as a list with drawings.
fn summary(html: &mut Html, counts: [usize; 3]) {
    let all = [Severity::Error, Severity::Warning, Severity::Hint].into_iter().zip(counts);
    html.raw("<ul class=\"summa\">");
    for (severity, count) in all.filter(|(_, count)| *count > 0) {
        let words = counted(severity, count).get(html.lang).to_owned();
        html.raw("<li>").severity(severity, &words).raw("</li>");
    }
    html.raw("</ul>");
}

fn findings(
    html: &mut Html,
    now: &Now,
    rest: &str,
    own: &[&Diagnostic],
    asker: &Asker<'_>,
    is_known: bool,
) {
    if !is_known {
        html.raw("<p>").words("Letar efter fel …", "Looking for faults …").raw("</p>");
        return;
    }
    if own.is_empty() {
        html.raw("<p class=\"ratt brett\">");
        html.words("Inget att åtgärda på den här sidan.", "Nothing to mend on this page.");
        html.raw("</p>");
        return;
    }
    let counts = count(own.iter().copied());
    summary(html, counts);
    html.raw("<p class=\"liten\">");
    if counts[0] > 0 {
        html.words(
            "Webbplatsen kan inte publiceras förrän felen är rättade. Varningar och tips avgör du själv.",
            "The site cannot be published until the errors are mended. Warnings and hints are yours to decide on.",
        );
    } else {
        html.words(
            "Varningar och tips avgör du själv.",
            "Warnings and hints are yours to decide on.",
        );
    }
    html.raw("</p><ol class=\"fyndlista\">");
    let file = now.document_at(rest).map(|document| &document.file);
    for (at, found) in own.iter().take(MOST).enumerate() {
        let of_page = Some(&found.place.file) == file;
        Shown {
            found,
            number: of_page.then_some(at + 1),
            source: &now.site.source,
            asker,
            of_page,
            level: 3,
        }
        .write(html);
    }
    html.raw("</ol>");
    if own.len() > MOST {
        let more = (own.len() - MOST).to_string();
        html.raw("<p>").words("… och ", "… and ").raw(&more).words(" till.", " more.").raw("</p>");
    }
}
