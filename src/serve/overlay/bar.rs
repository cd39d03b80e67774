//! The bar above the page: what it is, when it was saved, what state it is in, what to do with it.

use crate::base::{Date, FilePath, Lang, LineIndex, Severity, Text, counted, tally_words};
use crate::document::Document;
use crate::model::Reason;
use crate::serve::preview::Now;

use super::html::{EYE, Html, class};

/// What the bar shows.
pub(super) struct Bar<'a> {
    pub now: &'a Now,
    pub document: Option<&'a Document>,
    /// Whether it is the page as it was.
    pub is_kept: bool,
    /// How many errors, warnings and hints; nothing while they are being looked for.
    pub counts: Option<[usize; 3]>,
    /// The same of the whole site.
    pub of_site: Option<[usize; 3]>,
    /// What stands at the address of a page that is left out.
    pub left_out: Option<(&'a FilePath, &'a Reason)>,
}

impl Bar<'_> {
    pub fn write(&self, html: &mut Html) {
        html.raw("<div class=\"stang\" role=\"region\"");
        html.attribute("aria-label", Text::fixed("Förhandsgranskning", "Preview").get(html.lang));
        html.raw("><p class=\"namn\">").icon(EYE).raw("<b>");
        html.words("Förhandsgranskning", "Preview").raw("</b></p>");
        self.saved(html);
        html.raw("<div class=\"knappar\">");
        html.raw("<a class=\"sajt\" data-sajt href=\"\">");
        html.words("Hela webbplatsen", "The whole site");
        if let Some([errors, ..]) = self.of_site.filter(|counts| counts[0] > 0) {
            let errors = counted(Severity::Error, errors);
            html.raw(" (").say(&errors).raw(")");
        }
        html.raw("</a>");
        html.raw("<button type=\"button\" id=\"kalla\" aria-pressed=\"false\">");
        html.words("Öppna källan", "Open the source").raw("</button>");
        html.raw("<button type=\"button\" id=\"vyer\" aria-expanded=\"false\" aria-controls=\"vylista\">");
        html.words("Vyer", "Views").raw("</button>");
        let (class, words) = self.button(html.lang);
        html.raw("<button type=\"button\" id=\"oppna\" class=\"antal ").raw(class);
        html.raw("\" aria-expanded=\"false\" aria-controls=\"panel\">").text(&words);
        html.raw("</button></div>");
        self.states(html);
        html.raw("<div id=\"vylista\" role=\"group\" hidden");
        html.attribute("aria-label", Text::fixed("Vyer", "Views").get(html.lang)).raw(">");
        for (id, sv, en) in VIEWS {
            html.raw("<button type=\"button\" aria-pressed=\"false\" data-vy=\"")
                .raw(id)
                .raw("\">");
            html.words(sv, en).raw("</button>");
        }
        html.raw("</div></div>");
    }

    fn button(&self, lang: Lang) -> (&'static str, String) {
        let (class, text) = match self.counts {
            None => ("", Text::fixed("Letar efter fel …", "Looking for faults …")),
            Some([0, 0, 0]) => ("ratt", Text::fixed("Inget att åtgärda", "Nothing to mend")),
            Some(counts) => {
                let worst = match counts {
                    [1..=usize::MAX, ..] => Severity::Error,
                    [_, 1..=usize::MAX, _] => Severity::Warning,
                    _ => Severity::Hint,
                };
                return (class(worst), tally_words(counts, lang));
            }
        };
        (class, text.get(lang).to_owned())
    }

    /// When the page's own file was saved.
    fn saved(&self, html: &mut Html) {
        let source = &self.now.site.source;
        let file = self.document.map(|document| &document.file);
        let Some(file) = file.or(self.left_out.map(|(file, _)| file)) else { return };
        let Some(time) = source.saved_at(file) else { return };
        let Ok(time) = jiff::Timestamp::try_from(time) else { return };
        let model = &self.now.site.model;
        let zoned = time.to_zoned(model.config.zone());
        let clock = zoned.strftime("%H:%M:%S").to_string();
        html.raw("<p class=\"sparad\">").words("Sparad ", "Saved ");
        html.raw("<time").attribute("datetime", &time.to_string()).raw(">");
        if zoned.date() == model.today {
            html.words("kl. ", "at ").raw(&clock);
        } else {
            let day = Date::parse(&zoned.date().to_string());
            let day = day.map_or_else(|_| zoned.date().to_string(), |day| day.show(html.lang));
            html.text(&day).words(" kl. ", " at ").raw(&clock[..5]);
        }
        html.raw("</time></p>");
    }

    /// What one has to know of the page, and which line says so.
    fn states(&self, html: &mut Html) {
        let states = self.said();
        if states.is_empty() {
            return;
        }
        html.raw("<ul class=\"lagen\">");
        for (class, words) in states {
            html.raw("<li class=\"").raw(class).raw("\">").say(&words).raw("</li>");
        }
        html.raw("</ul>");
    }

    fn said(&self) -> Vec<(&'static str, Text)> {
        let mut said = Vec::new();
        if self.is_kept {
            said.push((
                "fel",
                Text::fixed(
                    "Sidan som den var: den går inte att visa som den är nu",
                    "The page as it was: it cannot be shown as it is now",
                ),
            ));
        }
        if let Some((file, reason)) = self.left_out {
            let file = file.as_str();
            said.push((
                "varn",
                match reason {
                    Reason::Draft => Text::new(
                        format!("Sidan finns men är ett utkast ({file})"),
                        format!("The page is there but is a draft ({file})"),
                    ),
                    Reason::NotYet(date) => Text::new(
                        format!("Sidan finns men visas först {} ({file})", date.show(Lang::Sv)),
                        format!(
                            "The page is there but is shown from {} ({file})",
                            date.show(Lang::En)
                        ),
                    ),
                    Reason::Expired(date) => Text::new(
                        format!(
                            "Sidan finns men visas inte sedan {} ({file})",
                            date.show(Lang::Sv)
                        ),
                        format!(
                            "The page is there but not shown since {} ({file})",
                            date.show(Lang::En)
                        ),
                    ),
                },
            ));
        }
        let Some(document) = self.document else { return said };
        let common = &document.common;
        let index = LineIndex::new(self.now.site.source.text(&document.file));
        let line = |at: u32| index.position(at as usize).line;
        if let Some(draft) = common.draft.as_ref().filter(|draft| draft.value.0) {
            let line = line(draft.span.start);
            said.push((
                "varn",
                if document.defaulted.contains(&"utkast") {
                    Text::fixed(
                        "Utkast: avdelningen säger utkast: ja. Besökarna ser inte sidan",
                        "Draft: the section says utkast: ja. Visitors do not see the page",
                    )
                } else {
                    Text::new(
                        format!("Utkast: rad {line} säger utkast: ja. Besökarna ser inte sidan"),
                        format!("Draft: line {line} says utkast: ja. Visitors do not see the page"),
                    )
                },
            ));
        }
        if let Some(until) = &common.unpublish_on {
            said.push((
                "tips",
                Text::new(
                    format!("Visas till {}", until.value.0.show(Lang::Sv)),
                    format!("Shown until {}", until.value.0.show(Lang::En)),
                ),
            ));
        }
        let review = common.next_review.as_ref();
        if let Some(date) = review.filter(|date| date.value.end < self.now.site.model.today) {
            said.push((
                "varn",
                Text::new(
                    format!("Skulle ha granskats {}", date.value.show(Lang::Sv)),
                    format!("Was to be reviewed {}", date.value.show(Lang::En)),
                ),
            ));
        }
        said
    }
}

/// The ways to look at a page: name, and words.
const VIEWS: [(&str, &str, &str); 4] = [
    ("telefon", "Telefon", "Phone"),
    ("morkt", "Mörkt", "Dark"),
    ("utskrift", "Utskrift", "Print"),
    ("stor", "200 % text", "200 % text"),
];
