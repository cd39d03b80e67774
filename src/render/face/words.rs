//! Dates and sources in words, for those who read a feed or a calendar and not the page.

use crate::base::{Date, Text};
use crate::yaml::{Citation, Citations};

use super::Faces;

static DATE: Text = Text::fixed("Datum", "Date");
static SOURCE: Text = Text::fixed("Källa", "Source");
static UNKNOWN: Text = Text::fixed("uppgift saknas", "not known");
static COMPUTED: Text = Text::fixed("beräknat", "computed");

impl Faces<'_> {
    /// `Datum: hösten 2025.` What the source says of the time when it gives no date; that
    /// it is not known when it says nothing.
    pub(super) fn date_line(&self, date: Option<&Date>, otherwise: Option<&str>) -> String {
        let lang = self.lang();
        let shown = date.map(|date| date.show(lang));
        let words = shown.as_deref().or(otherwise).unwrap_or_else(|| UNKNOWN.get(lang));
        sentence(&format!("{}: {words}", DATE.get(lang)))
    }

    /// `Källa: Färdplan Nära vård, 6.2.`
    pub(super) fn source_line(&self, source: &Citations) -> String {
        let cited: Vec<String> = source.0.iter().map(|citation| self.cited(citation)).collect();
        sentence(&format!("{}: {}", SOURCE.get(self.lang()), cited.join("; ")))
    }

    fn cited(&self, citation: &Citation) -> String {
        if citation.reference().is_none() {
            return COMPUTED.get(self.lang()).to_owned();
        }
        let key = &citation.key.value;
        let documents = &self.model.registers.documents;
        let document =
            documents.iter().find(|row| row.key.as_ref().is_some_and(|k| k.value == *key));
        let title = document.and_then(|row| row.title.as_ref()).map_or(key, |title| &title.value);
        match citation.section.as_str() {
            "" => title.clone(),
            section => format!("{title}, {section}"),
        }
    }
}

/// `text` with a full stop, unless it ends a sentence already.
fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{text}{stop}")
}
