//! A value to begin with for every field: from the site's own words and registers where it
//! has some, so that a field works as soon as it is used.

use jiff::ToSpan;
use jiff::civil;

use crate::config::VOCABULARIES;
use crate::document::kind::KindInfo;
use crate::document::register::TABLES;
use crate::model::{Model, Target};
use crate::yaml::{Field, Shape};

use super::flow::{in_flow, in_line};

/// What the examples are chosen from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Examples<'a> {
    pub model: &'a Model,
    pub kind: &'static KindInfo,
    /// The last part of the new page's address.
    pub slug: &'a str,
}

/// Examples by key, where a shape alone says too little.
const BY_KEY: &[(&str, &str)] = &[
    ("kortnamn", "Kort namn"),
    ("kort_sagt", "Skriv två eller tre meningar som alla förstår."),
    ("ingress", "Skriv en eller två meningar om vad sidan handlar om."),
    ("prioritet", "genomgående"),
    ("plats", "Stadshuset"),
    ("regel", "S004"),
    ("fil", "bild.jpg"),
    ("alt", "Vad bilden visar."),
    ("bildtext", "En mening om bilden."),
    ("foto", "Den som har gjort bilden"),
    ("fokus", "överkant"),
    ("varför", "Skriv skälet."),
    ("titel", "Uppföljning av året"),
    ("text", "Skriv med egna ord."),
    ("enhet", "personer"),
    ("datumtext", "i slutet av året"),
    ("av", "30"),
    ("id", "exempel"),
    ("extra", "{namn: värde}"),
];

/// Keys of what is no page of its own, as its file's name says: their values stay empty until
/// somebody needs them.
const TOLD_BY_NAME: [&str; 3] = ["variant", "översättning_av", "källversion"];

impl Examples<'_> {
    /// The value of `field` on one line; nothing for fields that have fields of their own.
    pub fn value(&self, field: &Field) -> Option<String> {
        let key = field.key;
        if TOLD_BY_NAME.contains(&key) {
            return Some(String::new());
        }
        let year = self.model.today.year();
        let own = match key {
            "språk" => Some(self.model.config.language().tag().to_owned()),
            "mall" => Some(self.kind.template.trim_end_matches(".html").to_owned()),
            "aliases" => Some(format!("[/gammal-adress/{}/]", self.slug)),
            "taggar" => Some(format!("[{}]", in_flow(&self.term(0)))),
            "avpubliceras" => Some(self.day(1.year())),
            "nästa_granskning" => Some(self.day(1.year())),
            // A work goes on for years, an event for days.
            "slut" if self.kind.fields.iter().any(|other| other.key == "start") => {
                Some((year + 1).to_string())
            }
            "slut" => Some(self.day(1.day())),
            "start" => Some(year.to_string()),
            _ => None,
        };
        own.or_else(|| self.of_shape(key, field.shape))
    }

    fn of_shape(&self, key: &str, shape: Shape) -> Option<String> {
        let by_key = || BY_KEY.iter().find(|(known, _)| *known == key).map(|(_, value)| *value);
        let value = match shape {
            Shape::Mapping(_) | Shape::List(Shape::Mapping(_)) => return None,
            Shape::Text | Shape::LongText => in_line(by_key().unwrap_or("Skriv här.")),
            Shape::Id => by_key().unwrap_or("exempel").to_owned(),
            Shape::Flag => "ja".to_owned(),
            Shape::Number | Shape::Count => "1".to_owned(),
            Shape::Year => self.model.today.year().to_string(),
            Shape::Date | Shape::Day => self.day(0.days()),
            Shape::Clock => "\"08:30\"".to_owned(),
            Shape::Figure => by_key().unwrap_or("ca 15").to_owned(),
            Shape::Url | Shape::Link => "https://exempel.se/".to_owned(),
            Shape::Email => "namn@exempel.se".to_owned(),
            Shape::Language => "sv".to_owned(),
            Shape::TimeZone => "Europe/Stockholm".to_owned(),
            Shape::Sources => self.citation(),
            Shape::Word(words) => words.first().copied().unwrap_or_default().to_owned(),
            Shape::Reference(kinds) => in_line(&self.reference(kinds)),
            Shape::ReferencesOrAll(_) => "alla".to_owned(),
            Shape::List(Shape::Reference(kinds)) => {
                format!("[{}]", in_flow(&self.reference(kinds)))
            }
            Shape::List(item) => format!("[{}]", self.of_shape(key, *item)?),
            Shape::Free => "{namn: värde}".to_owned(),
        };
        Some(value)
    }

    /// A word of a taxonomy that the site uses already, or one to begin with.
    pub fn term(&self, taxonomy: usize) -> String {
        let terms = self.model.terms.0.get(taxonomy);
        let first = terms.and_then(|terms| terms.words.first());
        first.map_or_else(|| "exempel".to_owned(), |term| term.word.clone())
    }

    /// The day that lies so far ahead.
    fn day(&self, ahead: jiff::Span) -> String {
        let day: civil::Date = self.model.today.checked_add(ahead).unwrap_or(self.model.today);
        day.to_string()
    }

    /// A document of the site and a section of it.
    pub fn citation(&self) -> String {
        let key = self.first("källnyckel").unwrap_or_else(|| "NYCKEL".to_owned());
        in_line(&format!("{key} 1"))
    }

    /// The id of something that the site has and that may stand there.
    fn reference(&self, kinds: &[&'static str]) -> String {
        // A site without words of its own takes any.
        if kinds.iter().all(|kind| VOCABULARIES.contains(kind) && self.first(kind).is_none()) {
            return "övrigt".to_owned();
        }
        kinds.iter().find_map(|kind| self.first(kind)).unwrap_or_else(|| "id".to_owned())
    }

    /// The first of this kind, as the site has them.
    fn first(&self, kind: &str) -> Option<String> {
        if VOCABULARIES.contains(&kind) {
            let words = self.model.config.site.vocabularies.as_ref()?;
            let (_, words) = words.named().find(|(name, _)| *name == kind)?;
            return words.first().map(|word| word.value.clone());
        }
        let table = TABLES.iter().find(|table| table.name == kind || table.other == Some(kind));
        if let Some(table) = table {
            let mut all = self.model.register_documents.iter();
            let document = all.find(|document| document.table.name() == table.name)?;
            return document.table.rows().find_map(|row| match row.other_id {
                Some((other, id)) if other == kind => Some(id.value.clone()),
                _ if kind == table.name => row.id.map(|id| id.value.0.clone()),
                _ => None,
            });
        }
        let mut ids = self.model.targets.ids(kind);
        let found = ids.find(|(_, target)| matches!(target, Target::Document(_)));
        found.map(|(id, _)| id.to_owned())
    }
}
