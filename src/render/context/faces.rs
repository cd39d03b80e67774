//! The machine-readable files, where a page shows the way to them, and what it tells machines
//! of itself.

use tera::Value;

use crate::base::{OutPath, UrlPath};
use crate::document::Front;
use crate::model::{Calendar, EventAt, Face, Feed, Format, PageId, Part};
use crate::render::data::columns;
use crate::render::face::feed_title;
use crate::render::jsonld::Describer;
use crate::render::value::map;

use super::Contexts;

impl Contexts<'_> {
    /// What search engines are told of the page; nothing when there is nothing to say.
    pub(super) fn jsonld(&self, part: Part) -> Option<Value> {
        let describer =
            Describer { model: self.model, theme: self.theme, base: &self.prepared.base };
        describer.describe(part).map(|json| Value::safe_string(&json))
    }

    /// The address of a machine file; nothing when it is not there.
    pub(super) fn face_href(&self, face: Face) -> Value {
        let out = self.model.face_path(face);
        out.map_or_else(Value::none, |out| self.href(&format!("/{out}")))
    }

    /// The feeds that a reader of this page may want: the page's own, its language's, the site's.
    pub(super) fn feeds(&self, id: PageId) -> Value {
        let address = self.model.pages[id].address.as_str().trim_start_matches('/');
        let own = OutPath::new(&format!("{address}atom.xml"));
        let own = own.and_then(|out| self.model.faces.get(&out).copied());
        let own = own.filter(|face| *face != Face::Feed(Feed::Site)).map(|face| (face, Some(id)));
        // What is new in the page's own language, told of on its start page.
        let language = self.lang(id);
        let of_language = self.model.face_path(Face::Feed(Feed::In(language)));
        let home = UrlPath::from_parts([language.prefix()]);
        let of_language = of_language
            .map(|_| (Face::Feed(Feed::In(language)), self.model.by_address.get(&home).copied()));
        let of_language = of_language.filter(|(face, _)| own.is_none_or(|(own, _)| own != *face));
        let first = self.model.config.language();
        let of_site = self.model.face_path(Face::Feed(Feed::Site));
        let of_site = of_site.map(|_| (Face::Feed(Feed::Site), None));
        let feeds = own.into_iter().chain(of_language).chain(of_site).map(|(face, page)| {
            let title = feed_title(self.model, self.theme, page);
            let spoken = if let Face::Feed(Feed::In(lang)) = face { lang } else { first };
            // Where there is no start page in the language the feed has a name all the same.
            let title = match (face, page) {
                (Face::Feed(Feed::In(lang)), None) => format!("{title} – {}", self.own_name(lang)),
                _ => title,
            };
            map(vec![
                ("title", Value::normal_string(&title)),
                ("href", self.face_href(face)),
                ("language", Value::normal_string(spoken.tag())),
            ])
        });
        Value::from(feeds.collect::<Vec<Value>>())
    }

    /// The calendar of an event's own page.
    pub(super) fn ics_of_page(&self, id: PageId) -> Value {
        let page = &self.model.pages[id];
        match page.document {
            Some(document) if matches!(self.model.documents[document].front, Front::Event(_)) => {
                let event = EventAt { document, at: None };
                self.face_href(Face::Calendar(Calendar::One(event)))
            }
            _ => Value::none(),
        }
    }

    /// The tables of open data.
    pub(super) fn data(&self) -> Value {
        let tables = self.model.entities().iter().copied().map(|(entity, count)| {
            let words = entity.words();
            let fields = columns(self.model, entity).into_iter().map(|column| {
                map(vec![
                    ("key", Value::normal_string(column.key)),
                    ("doc", Value::normal_string(column.doc)),
                    ("required", Value::from(column.required)),
                ])
            });
            map(vec![
                ("id", Value::from(entity.id())),
                ("title", Value::normal_string(words.title)),
                ("about", Value::normal_string(words.about)),
                ("count", Value::from(count)),
                ("json", self.face_href(Face::Data(entity, Format::Json))),
                ("csv", self.face_href(Face::Data(entity, Format::Csv))),
                ("fields", Value::from(fields.collect::<Vec<Value>>())),
            ])
        });
        Value::from(tables.collect::<Vec<Value>>())
    }
}
