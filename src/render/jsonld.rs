//! JSON-LD: what search engines are told of a page in the words of schema.org.
//!
//! Only what the content says: an event without a date that ISO 8601 can write is none, a news
//! item has a day of publishing only when its date is exactly one.

use crate::base::{Date, Language, UrlPath};
use crate::config::BaseUrl;
use crate::document::kind::{EventPage, News};
use crate::document::register::{Contact, Organisation, Table};
use crate::document::{Document, Front};
use crate::model::{Model, PageId, Part, View};
use crate::theme::Theme;
use crate::yaml::{Ref, WebAddress};

use super::card::title;
use super::data::Json;

/// The words of `vokabulär: organisationstyp` that mean public authorities.
const AUTHORITIES: [&str; 4] = ["kommun", "region", "kommunalförbund", "myndighet"];

/// Makes the JSON-LD of pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Describer<'a> {
    pub model: &'a Model,
    pub theme: &'a Theme,
    pub base: &'a BaseUrl,
}

/// The entries of one thing.
type Thing<'a> = Vec<(&'static str, Json<'a>)>;

impl<'a> Describer<'a> {
    /// What there is to say of a page, as JSON that may stand in a `script` element. Nothing
    /// where there is nothing to say, and where the site has no address of its own.
    pub fn describe(self, part: Part) -> Option<String> {
        let page = &self.model.pages[part.page];
        if self.base.origin.is_empty() || page.view == View::NotFound {
            return None;
        }
        let document = self.model.document_of(part.page);
        let mut things: Vec<Thing<'a>> = Vec::new();
        match (page.view, document.map(|document| &document.front)) {
            (View::Document, Some(Front::Start(_))) => {
                things.push(self.website(part.page));
                things.extend(self.publisher());
                let rows = self.model.registers.organisations.iter();
                things.extend(rows.filter_map(|row| self.organisation(&row.value)));
            }
            (View::Row(register, row), _) => {
                let table = &self.model.register_documents[register].table;
                if let Table::Organisations(rows) = table
                    && let Some(row) = rows.get(row)
                {
                    things.extend(self.organisation(&row.value).map(|mut thing| {
                        thing.push(("mainEntityOfPage", self.url_of(part).into()));
                        thing
                    }));
                }
            }
            (_, Some(Front::Event(event))) => {
                things.extend(document.and_then(|own| self.event(part, own, event)));
            }
            (_, Some(Front::News(news))) => {
                things.extend(document.map(|own| self.news(part, own, news)));
            }
            _ => {}
        }
        things.extend(self.breadcrumbs(part));
        let context = ("@context", "https://schema.org".into());
        let all = match things.len() {
            0 => return None,
            1 => [vec![context], things.swap_remove(0)].concat(),
            _ => vec![context, ("@graph", Json::List(things.into_iter().map(json).collect()))],
        };
        Some(in_script(&json(all).line()))
    }

    fn website(self, start: PageId) -> Thing<'a> {
        let site = &self.model.config.site;
        let home = self.url(self.model.pages[start].address.as_str());
        let mut thing = vec![
            ("@type", "WebSite".into()),
            ("@id", format!("{home}#webbplats").into()),
            ("name", self.name().into()),
            ("url", home.into()),
            ("inLanguage", self.lang(start).tag().into()),
        ];
        let about = site.description.as_ref().map(|about| about.value.0.as_str());
        // It is written in the site's first language.
        if let Some(about) = about.filter(|_| self.lang(start) == self.model.config.language()) {
            thing.push(("description", about.into()));
        }
        if self.publisher().is_some() {
            thing.push(("publisher", json(vec![("@id", self.publisher_id().into())])));
        }
        thing
    }

    /// Who stands behind the site: often several authorities together, which are none by
    /// themselves.
    fn publisher(self) -> Option<Thing<'a>> {
        let sender = &self.model.config.site.sender.as_ref()?.value;
        let name = sender.name.as_ref()?.value.0.as_str();
        let mut thing = vec![
            ("@type", "Organization".into()),
            ("@id", self.publisher_id().into()),
            ("name", name.into()),
            ("url", self.url("/").into()),
        ];
        thing.extend(self.contact_point(sender.contact.as_ref().map(|contact| &contact.value)));
        Some(thing)
    }

    fn publisher_id(self) -> String {
        self.url("/#avsandare")
    }

    /// An authority of the register, by the address of its own page.
    fn organisation(self, row: &'a Organisation) -> Option<Thing<'a>> {
        let (id, name) = (&row.id.as_ref()?.value.0, &row.name.as_ref()?.value);
        let category = &row.category.as_ref()?.value.id.value;
        let kind = if AUTHORITIES.contains(&category.as_str()) {
            "GovernmentOrganization"
        } else {
            "Organization"
        };
        let (_, target) = self.model.targets.find(&["organisation"], id)?;
        let page = &self.model.pages[self.model.page_about(target)?];
        let own = format!("{}#organisation", self.url(page.address.as_str()));
        let mut thing =
            vec![("@type", kind.into()), ("@id", own.into()), ("name", name.as_str().into())];
        let short = row.short_name.as_ref().map(|short| short.value.as_str());
        if let Some(short) = short.filter(|short| short != name) {
            thing.push(("alternateName", short.into()));
        }
        if let Some(website) = &row.website {
            thing.push(("url", address(&website.value).into()));
        }
        thing.extend(self.contact_point(row.contact.as_ref().map(|contact| &contact.value)));
        Some(thing)
    }

    /// How to reach a role in the register of contacts.
    fn contact_point<T>(self, reference: Option<&Ref<T>>) -> Option<(&'static str, Json<'a>)> {
        let id = &reference?.id.value;
        let is_meant =
            |contact: &&Contact| contact.id.as_ref().is_some_and(|own| own.value.0 == *id);
        let contact = self.model.registers.contacts.iter().map(|row| &row.value).find(is_meant)?;
        let email = contact.email.as_ref()?.value.0.as_str();
        let mut point = vec![("@type", "ContactPoint".into()), ("email", email.into())];
        point.extend(contact.role.as_ref().map(|role| ("contactType", role.value.as_str().into())));
        Some(("contactPoint", json(point)))
    }

    fn event(self, part: Part, own: &'a Document, event: &'a EventPage) -> Option<Thing<'a>> {
        let start = event.date.as_ref()?.value.iso()?;
        let mut thing = vec![
            ("@type", "Event".into()),
            ("name", own.title().into()),
            ("startDate", start.into()),
        ];
        let end = event.end.as_ref().and_then(|end| end.value.iso());
        thing.extend(end.map(|end| ("endDate", end.into())));
        if let Some(place) = &event.place {
            let place = place.value.as_str();
            let entries =
                vec![("@type", "Place".into()), ("name", place.into()), ("address", place.into())];
            thing.push(("location", json(entries)));
        }
        thing.extend(lead(own));
        thing.push(("url", self.url_of(part).into()));
        thing.push(("inLanguage", self.lang(part.page).tag().into()));
        Some(thing)
    }

    fn news(self, part: Part, own: &'a Document, news: &'a News) -> Thing<'a> {
        let mut thing = vec![("@type", "NewsArticle".into()), ("headline", own.title().into())];
        thing.extend(lead(own));
        let day = |date: &Date| date.exact_day().filter(|day| *day <= self.model.today);
        let published = news.date.as_ref().and_then(|date| day(&date.value));
        let changed = own.common.updated.as_ref().and_then(|date| day(&date.value.0));
        thing.extend(published.map(|day| ("datePublished", day.to_string().into())));
        thing.extend(changed.map(|day| ("dateModified", day.to_string().into())));
        thing.push(("inLanguage", self.lang(part.page).tag().into()));
        thing.push(("mainEntityOfPage", self.url_of(part).into()));
        thing.extend(self.publisher().map(|publisher| {
            let short = publisher.into_iter().filter(|(key, _)| *key != "contactPoint");
            ("publisher", json(short.collect()))
        }));
        thing
    }

    /// The way to a page from the start page, itself last.
    fn breadcrumbs(self, part: Part) -> Option<Thing<'a>> {
        let pages = &self.model.pages;
        let mut way: Vec<PageId> =
            std::iter::successors(pages[part.page].parent, |page| pages[*page].parent).collect();
        let is_start = |page: PageId| {
            let document = self.model.document_of(page);
            document.is_some_and(|document| matches!(document.front, Front::Start(_)))
        };
        if is_start(part.page) {
            return None;
        }
        // A language without a start page of its own is below the site's.
        if !way.last().is_some_and(|page| is_start(*page)) {
            way.push(*self.model.by_address.get(&UrlPath::from_parts([]))?);
        }
        way.reverse();
        let step = |(at, page): (usize, PageId)| {
            let is_own = page == part.page;
            let url =
                if is_own { self.url_of(part) } else { self.url(pages[page].address.as_str()) };
            // A start page is headed by what it says, not by what it is.
            let name =
                if at == 0 { self.name().to_owned() } else { title(self.model, self.theme, page) };
            json(vec![
                ("@type", "ListItem".into()),
                ("position", i64::try_from(at + 1).unwrap_or(i64::MAX).into()),
                ("name", name.into()),
                ("item", url.into()),
            ])
        };
        let steps = way.into_iter().chain([part.page]).enumerate().map(step).collect();
        Some(vec![("@type", "BreadcrumbList".into()), ("itemListElement", Json::List(steps))])
    }

    fn name(self) -> &'a str {
        self.model.config.site.title.as_ref().map_or("", |title| title.value.as_str())
    }

    fn lang(self, page: PageId) -> Language {
        self.model.pages[page].edition.language
    }

    fn url_of(self, part: Part) -> String {
        self.url(self.model.address_of(part).as_str())
    }

    fn url(self, address: &str) -> String {
        format!("{}{}{address}", self.base.origin, self.base.path)
    }
}

fn address(website: &WebAddress) -> &str {
    &website.0
}

fn lead(document: &Document) -> Option<(&'static str, Json<'_>)> {
    let lead = document.common.lead.as_ref()?;
    Some(("description", lead.value.0.as_str().into()))
}

fn json(entries: Thing<'_>) -> Json<'_> {
    Json::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// JSON that ends no element, begins no comment and is a line for every reader of lines.
fn in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    for sign in json.chars() {
        match sign {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(sign)));
            }
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::in_script;

    #[test]
    fn nothing_in_a_text_ends_the_element() {
        let nasty = serde_json::json!({"a": "</script><!--&\u{2028}\"\\"}).to_string();
        let safe = in_script(&nasty);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']), "{safe}");
        let read: serde_json::Value = serde_json::from_str(&safe).expect("JSON");
        assert_eq!(read["a"], "</script><!--&\u{2028}\"\\");
    }
}
