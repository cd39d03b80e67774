//! The whole site at one glance: what is wrong in each file, what visitors do not see yet, what
//! should have been reviewed.

use crate::base::{Date, Diagnostic, FilePath, LineIndex};
use crate::model::{DocumentId, Reason};
use crate::serve::preview::Now;

use super::Asker;
use super::finding::Shown;
use super::html::{EYE, Html};
use super::places::link_to;
use super::{count, summary};

/// So many files, and so many findings of each, are shown.
const MOST_FILES: usize = 200;
const MOST: usize = 30;

/// The page about the whole site.
pub(in crate::serve) fn overview(now: &Now, found: &[Diagnostic], asker: &Asker<'_>) -> String {
    let mut html = Html::new(now.lang);
    let model = &now.site.model;
    html.raw("<header class=\"stang\"><p class=\"namn\">").icon(EYE).raw("<b>");
    html.words("Förhandsgranskning", "Preview").raw("</b></p><div class=\"knappar\">");
    html.raw("<a data-till=\"/\" href=\"../\">").words("Till startsidan", "To the start page");
    html.raw("</a></div></header>");
    html.raw("<main id=\"innehall\"><h1>").words("Hela webbplatsen", "The whole site");
    html.raw("</h1><p class=\"ingress\">");
    html.words(
        "Felen hindrar att webbplatsen publiceras. Varningar och tips avgör du själv. Listan uppdateras när du sparar.",
        "Errors keep the site from being published. Warnings and hints are yours to decide on. The list is brought up to date when you save.",
    );
    html.raw("</p>");
    if let Some(trouble) = &now.trouble {
        html.raw("<p class=\"fel brett\">").text(&trouble.words(now.lang)).raw("</p>");
    }
    summary(&mut html, count(found.iter()));
    html.raw("<nav").attribute("aria-label", contents(now)).raw("><ul class=\"hopp\">");
    for (id, sv, en) in SECTIONS {
        html.raw("<li><a href=\"#").raw(id).raw("\">").words(sv, en).raw("</a></li>");
    }
    html.raw("</ul></nav>");
    section(&mut html, 0);
    files(&mut html, now, found, asker);
    section(&mut html, 1);
    drafts(&mut html, now);
    section(&mut html, 2);
    scheduled(&mut html, now);
    section(&mut html, 3);
    let due = model.documents.iter().enumerate().filter(|(_, document)| {
        let review = document.common.next_review.as_ref();
        review.is_some_and(|date| date.value.end < model.today)
    });
    let due: Vec<(DocumentId, Option<&Date>)> = due
        .map(|(id, document)| (id, document.common.next_review.as_ref().map(|d| &d.value)))
        .collect();
    pages(
        &mut html,
        now,
        &due,
        false,
        ("Ingen sida har passerat sin granskningsdag.", "No page is past its day of review."),
    );
    html.raw("</section></main>");
    html.out
}

const fn contents(now: &Now) -> &'static str {
    match now.lang {
        crate::base::Lang::Sv => "På sidan",
        crate::base::Lang::En => "On this page",
    }
}

const SECTIONS: [(&str, &str, &str); 4] = [
    ("fynd", "Att åtgärda, fil för fil", "To mend, file by file"),
    ("utkast", "Utkast", "Drafts"),
    ("planerade", "Syns inte i dag", "Not shown today"),
    ("granska", "Ska granskas igen", "To be reviewed again"),
];

fn section(html: &mut Html, at: usize) {
    let (id, sv, en) = SECTIONS[at];
    if at > 0 {
        html.raw("</section>");
    }
    html.raw("<section aria-labelledby=\"").raw(id).raw("\"><h2 id=\"").raw(id).raw("\">");
    html.words(sv, en).raw("</h2>");
}

fn files(html: &mut Html, now: &Now, found: &[Diagnostic], asker: &Asker<'_>) {
    if found.is_empty() {
        html.raw("<p class=\"ratt brett\">").words("Inget att åtgärda.", "Nothing to mend.");
        html.raw("</p>");
    }
    let mut files: Vec<&[Diagnostic]> =
        found.chunk_by(|a, b| a.place.file == b.place.file).collect();
    // The gravest files first; otherwise as they lie.
    files.sort_by_key(|all| all.iter().map(|found| found.severity).min());
    for all in files.iter().take(MOST_FILES) {
        let file = &all[0].place.file;
        html.raw("<details class=\"fil\"").attribute("id", &format!("fil-{}", file.as_str()));
        html.raw("><summary><h3>").text(file.as_str()).raw("</h3>");
        summary(html, count(all.iter()));
        html.raw("</summary>");
        to_page(html, now, file);
        html.raw("<ol class=\"fyndlista\">");
        let source = &now.site.source;
        for found in all.iter().take(MOST) {
            Shown { found, number: None, source, asker, of_page: true, level: 4 }.write(html);
        }
        html.raw("</ol>");
        rest(html, all.len(), MOST);
        html.raw("</details>");
    }
    rest(html, files.len(), MOST_FILES);
}

fn rest(html: &mut Html, all: usize, shown: usize) {
    if all > shown {
        let more = (all - shown).to_string();
        html.raw("<p>").words("… och ", "… and ").raw(&more).words(" till.", " more.").raw("</p>");
    }
}

/// The way from a file to its page.
fn to_page(html: &mut Html, now: &Now, file: &FilePath) {
    let model = &now.site.model;
    let page = document_in(now, file).and_then(|id| model.page_of(id));
    let Some(page) = page else { return };
    html.raw("<p>");
    link_to(
        html,
        now,
        page,
        match now.lang {
            crate::base::Lang::Sv => "Till sidan",
            crate::base::Lang::En => "To the page",
        },
    );
    html.raw("</p>");
}

/// The document written in `file`: they lie in order.
fn document_in(now: &Now, file: &FilePath) -> Option<DocumentId> {
    now.site.model.documents.binary_search_by(|document| document.file.cmp(file)).ok()
}

fn drafts(html: &mut Html, now: &Now) {
    let documents = now.site.model.documents.iter().enumerate();
    let is_draft = documents
        .filter(|(_, document)| document.common.draft.as_ref().is_some_and(|draft| draft.value.0));
    let all: Vec<_> = is_draft.map(|(id, _)| (id, None)).collect();
    pages(html, now, &all, true, ("Inga utkast.", "No drafts."));
}

/// Pages that are left out because of the day.
fn scheduled(html: &mut Html, now: &Now) {
    let model = &now.site.model;
    let left = model.left_out.iter().filter_map(|left| {
        let date = match &left.reason {
            Reason::NotYet(date) | Reason::Expired(date) => date,
            Reason::Draft => return None,
        };
        Some((document_in(now, &left.file)?, Some(date)))
    });
    let all: Vec<_> = left.collect();
    pages(
        html,
        now,
        &all,
        false,
        (
            "Alla sidor som inte är utkast syns i dag.",
            "All pages that are no drafts are shown today.",
        ),
    );
}

/// Pages with the day that each is here for.
fn pages(
    html: &mut Html,
    now: &Now,
    all: &[(DocumentId, Option<&Date>)],
    shows_lines: bool,
    (sv, en): (&'static str, &'static str),
) {
    if all.is_empty() {
        html.raw("<p>").words(sv, en).raw("</p>");
        return;
    }
    let model = &now.site.model;
    html.raw("<ul class=\"sidor\">");
    for (id, date) in all {
        let document = &model.documents[*id];
        html.raw("<li>");
        match model.page_of(*id) {
            Some(page) => link_to(html, now, page, document.title()),
            None => {
                html.raw("<b>").text(document.title()).raw("</b>");
            }
        }
        html.raw(" <code>").text(document.file.as_str()).raw("</code>");
        if let Some(date) = date {
            let lang = html.lang;
            html.raw(" <span class=\"plats\">").text(&date.show(lang)).raw("</span>");
        }
        let is_left = model.left_out.iter().find(|left| left.file == document.file);
        if let Some(left) = is_left {
            html.raw(" <span class=\"varfor\">");
            match left.reason {
                Reason::Draft => html.words("utkast", "draft"),
                Reason::NotYet(_) => html.words("visas från den dagen", "shown from that day"),
                Reason::Expired(_) => {
                    html.words("visas inte sedan den dagen", "not shown since that day")
                }
            };
            html.raw("</span>");
        } else if shows_lines {
            let index = LineIndex::new(now.site.source.text(&document.file));
            if let Some(draft) = &document.common.draft {
                let line = index.position(draft.span.range().start).line.to_string();
                html.raw(" <span class=\"plats\">").words("rad ", "line ").raw(&line);
                html.raw("</span>");
            }
        }
        html.raw("</li>");
    }
    html.raw("</ul>");
}
