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
        let words = shown.as_deref().or(otherwise).unwrap_or_else(|| UNKNOWN.said_in(lang));
        sentence(&self.labelled(&DATE, words))
    }

    /// `words` after what they are. A language that the program does not speak gets no word of
    /// another: what they are shows.
    fn labelled(&self, label: &Text, words: &str) -> String {
        match self.lang().spoken() {
            Some(lang) => format!("{}: {words}", label.get(lang)),
            None => words.to_owned(),
        }
    }

    /// `Källa: Färdplan Nära vård, 6.2, 6.3; Årsrapport, 4.1.` Places in one document that
    /// stand together are said together.
    pub(super) fn source_line(&self, source: &Citations) -> String {
        let same = source.0.chunk_by(|one, next| one.key.value == next.key.value);
        let cited: Vec<String> = same.map(|citations| self.cited(citations)).collect();
        sentence(&self.labelled(&SOURCE, &cited.join("; ")))
    }

    /// Places in one document, by its title; by its key when the register does not have it.
    fn cited(&self, citations: &[Citation]) -> String {
        let Some(first) = citations.first() else { return String::new() };
        if first.reference().is_none() {
            return COMPUTED.said_in(self.lang()).to_owned();
        }
        let key = &first.key.value;
        let title = self
            .model
            .cited(first)
            .and_then(|row| row.title.as_ref())
            .map_or(key, |title| &title.value);
        let sections = citations.iter().map(|citation| citation.section.as_str());
        let said: Vec<&str> = sections.filter(|section| !section.is_empty()).collect();
        std::iter::once(title.as_str()).chain(said).collect::<Vec<&str>>().join(", ")
    }
}

/// `text` with a full stop, unless it ends a sentence already.
pub(super) fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{text}{stop}")
}
