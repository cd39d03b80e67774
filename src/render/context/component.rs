//! What the template of a component sees.

use tera::{Context, TeraResult, Value};

use crate::base::Language;
use crate::document::Document;
use crate::document::markdown::Component;
use crate::model::{PageId, ResolvedLink};
use crate::render::body::{Fetched, Inside};
use crate::render::component::{Chart, Meaning, chart_of, read};
use crate::render::download::Download;
use crate::render::value::{date, figure, map, value};
use crate::theme::Form;
use crate::yaml::{Readable, Record};

use super::Contexts;

impl Contexts<'_> {
    /// The HTML of a component on a page, its ids with `prefix`. An unknown one is what stands in it.
    pub(super) fn component(
        &self,
        (page, prefix): (PageId, &str),
        document: &Document,
        component: &Component,
        inside: &Inside,
    ) -> TeraResult<String> {
        let Some(declared) = self.theme.component(&component.name.value) else {
            return Ok(inside.html.clone());
        };
        let lang = self.model.pages[page].edition.language;
        let mut context = Context::new();
        let mut attributes = tera::Map::default();
        for settings in &declared.attributes {
            let settings = &settings.value;
            let meaning = read(self.model, document, declared, component, settings);
            let shown = match meaning {
                Some(Ok(Meaning::Link(link))) if settings.form() == Form::Picture => {
                    let (href, external) = self.link_href(&link);
                    let own = [("href", Value::from(href)), ("external", Value::from(external))];
                    let sizes = self.component_picture(document, &link, inside.is_first);
                    map(own.into_iter().chain(sizes).collect())
                }
                Some(Ok(meaning)) => self.meaning(page, meaning),
                // What is wrong has its finding.
                Some(Err(_)) | None => Value::none(),
            };
            attributes.insert(settings.name().to_owned().into(), shown);
        }
        let chart = chart_of(self.model, document, declared, component, lang).ok();
        context.insert_value("attr", Value::from(attributes));
        context.insert_value("chart", chart.map_or_else(Value::none, |chart| shown(&chart)));
        context.insert_value("body", Value::safe_string(&inside.html));
        context.insert_value("id", Value::from(format!("{prefix}komponent_{}", inside.at + 1)));
        context.insert_value("level", Value::from(i64::from(inside.level)));
        context.insert_value("language", Value::normal_string(lang.tag()));
        let mut out = Vec::new();
        self.theme.engine_in(lang).render(&declared.template(), &context, &mut out)?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    fn meaning(&self, page: PageId, meaning: Meaning<'_>) -> Value {
        let cards = &self.cards(page);
        match meaning {
            Meaning::Text(text) => Value::normal_string(text),
            Meaning::Figure(found) => figure(&found, cards.lang),
            Meaning::Date(found) => date(&found, cards),
            Meaning::Flag(flag) => Value::from(flag),
            Meaning::Link(link) => {
                let (href, external) = self.link_href(&link);
                let external = ("external", Value::from(external));
                map(vec![("href", Value::from(href)), external])
            }
            Meaning::Target(target) => cards.target(target),
            Meaning::Source(citations) => value(&citations.shown(), cards),
            Meaning::KeyFigure(found) => {
                let shown = Record::shown(found);
                map(shown.iter().map(|(key, shown)| (*key, value(shown, cards))).collect())
            }
            Meaning::Table(entity) => Value::from(entity.id()),
            Meaning::Rows(column, of) => map(vec![
                ("column", Value::normal_string(column)),
                ("value", Value::normal_string(of)),
            ]),
        }
    }

    /// What a link says of the file it leads to, besides what its words say.
    pub(super) fn fetched(
        &self,
        lang: Language,
        link: &ResolvedLink,
        said: &str,
    ) -> Option<Fetched> {
        let download = match link {
            ResolvedLink::Page(..) => return None,
            ResolvedLink::File(out) => Download::own(self.model, out),
            ResolvedLink::External(address) => Download::elsewhere(address),
        };
        download.is_known().then(|| Fetched {
            note: download.note(self.theme.engine_in(lang), said),
            language: download.other_language(lang).map(str::to_owned),
        })
    }

    /// The address of a link, and whether it leads to another site.
    pub(super) fn link_href(&self, link: &ResolvedLink) -> (String, bool) {
        let base = &self.prepared.base.path;
        match link {
            ResolvedLink::Page(page, suffix) => {
                (format!("{base}{}{suffix}", self.model.pages[*page].address), false)
            }
            ResolvedLink::File(out) => (format!("{base}/{}", out.encoded()), false),
            ResolvedLink::External(address) => {
                let lower = address.to_ascii_lowercase();
                let is_web = lower.starts_with("http://") || lower.starts_with("https://");
                (address.clone(), is_web)
            }
        }
    }
}

fn shown(chart: &Chart) -> Value {
    let head = chart.head.iter().map(|name| Value::normal_string(name));
    let rows = chart.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            let share = cell.share.map_or_else(Value::none, |share| Value::from(i64::from(share)));
            map(vec![("text", Value::normal_string(&cell.text)), ("share", share)])
        });
        map(vec![
            ("label", Value::normal_string(&row.label)),
            ("cells", Value::from(cells.collect::<Vec<Value>>())),
        ])
    });
    map(vec![
        ("head", Value::from(head.collect::<Vec<Value>>())),
        ("rows", Value::from(rows.collect::<Vec<Value>>())),
    ])
}
