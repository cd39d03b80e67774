//! JSON Schema of front matter, registers and settings, with the site's own words and ids.
//!
//! Draft 7, because that is what editors' YAML support knows best. Values may be what YAML
//! makes of them: `2026` is a number to an editor and a year to us. The schema never refuses
//! what the reader takes; what it cannot say (the thirtieth of February, a repeated id) is
//! left to `delwebb check`.

use std::collections::BTreeMap;

use crate::base::{Date, Figure, Lang, Language, capital};
use crate::config::TAGS;
use crate::document::kind::{KINDS, Kind, Section};
use crate::document::may_be_default;
use crate::model::{Model, Target};
use crate::render::Json;
use crate::yaml::{Citations, Clock, Field, Shape};

use super::json_schema::{
    Entry, any_of, entries_of, escaped, list_of, of_type, pattern, types, with_message, words,
};
use super::topic::Topic;
use crate::check::shape_words;

const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

const ID: &str = "^[a-z0-9]+(?:-[a-z0-9]+)*$";
const URL: &str = r#"^https?://[^\s"'<>/:?#.\-_~!$&()*+,;=%@\[\]\\][^\s"'<>]*$"#;
const LINK: &str = r#"^(?:https?://[^\s"'<>/][^\s"'<>]*|/(?!/)[^\\]*)$"#;
const EMAIL: &str = r"^[^\s@:/?#&=,;<>()]+@[^\s@:/?#&=,;<>()]+\.[^\s@:/?#&=,;<>().]+$";

/// The words and ids that the site has, as the references of its content may use them.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The site, drafts included: what is being written may refer to them.
    pub model: &'a Model,
}

/// The schema of `topic`, with a line break at its end.
#[must_use]
pub fn schema(topic: Topic, known: Known<'_>) -> String {
    let title = topic.title().sv.into_owned();
    let about = topic.about(Lang::Sv);
    let mut entries: Vec<Entry> = vec![
        ("$schema".into(), DIALECT.into()),
        ("title".into(), title.into()),
        ("description".into(), about.into()),
    ];
    let fields = topic.fields();
    if matches!(topic, Topic::Register(table) if !table.is_one) {
        // A register may be empty: a file with nothing but comments.
        entries.push(("type".into(), types(&["array", "null"])));
        entries.push(("items".into(), known.mapping(fields, Vec::new(), &|_| false)));
    } else {
        let more = if topic.is_page() { known.taxonomies() } else { Vec::new() };
        let may_lack = |key: &str| known.is_inherited(topic, key);
        if let Json::Map(own) = known.mapping(fields, more, &may_lack) {
            entries.extend(own);
        }
        if matches!(topic, Topic::Register(_))
            && let Some((_, kind)) = entries.iter_mut().find(|(key, _)| key == "type")
        {
            *kind = types(&["object", "null"]);
        }
    }
    let mut out = Vec::new();
    Json::Map(entries).write(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}

impl Known<'_> {
    /// A mapping with these fields and no others.
    fn mapping(
        self,
        fields: impl IntoIterator<Item = &'static Field>,
        more: Vec<Entry>,
        may_lack: &dyn Fn(&str) -> bool,
    ) -> Json<'static> {
        let mut properties = Vec::new();
        let mut required = Vec::new();
        for field in fields {
            let is_required = field.required && !may_lack(field.key);
            if is_required {
                required.push(Json::from(field.key));
            }
            properties.push((field.key.into(), self.property(field, is_required)));
        }
        properties.extend(more);
        let mut entries: Vec<Entry> =
            vec![("type".into(), "object".into()), ("properties".into(), Json::Map(properties))];
        if !required.is_empty() {
            entries.push(("required".into(), Json::List(required)));
        }
        entries.push(("additionalProperties".into(), false.into()));
        Json::Map(entries)
    }

    fn property(self, field: &Field, is_required: bool) -> Json<'static> {
        let mut choices = match field.key {
            "förval" => vec![self.defaults()],
            _ => self.choices(field.shape, is_required),
        };
        if !is_required {
            // A key without a value is as good as not there.
            choices.push(of_type("null"));
        }
        let words = shape_words(field.shape).sv;
        let about = format!("{} {}.", field.doc, capital(&words));
        let mut entries: Vec<Entry> =
            vec![("title".into(), field.key.into()), ("description".into(), about.into())];
        match any_of(choices) {
            Json::Map(own) => entries.extend(own),
            other => entries.push(("anyOf".into(), Json::List(vec![other]))),
        }
        Json::Map(entries)
    }

    /// What may stand there, one of these.
    fn choices(self, shape: Shape, is_required: bool) -> Vec<Json<'static>> {
        let say = |schema| with_message(schema, &shape_words(shape).sv);
        let number = |least: Option<i64>, most: Option<i64>| {
            let mut entries: Vec<Entry> = vec![("type".into(), "integer".into())];
            entries.extend(least.map(|least| ("minimum".into(), least.into())));
            entries.extend(most.map(|most| ("maximum".into(), most.into())));
            Json::Map(entries)
        };
        match shape {
            Shape::Text | Shape::LongText | Shape::TimeZone => {
                let text = entries_of(of_type("string"));
                let filled = is_required.then(|| ("minLength".into(), 1.into()));
                // A title may be a year; editors read it as a number.
                vec![
                    Json::Map(text.into_iter().chain(filled).collect()),
                    of_type("number"),
                    of_type("boolean"),
                ]
            }
            Shape::Language => vec![say(pattern(Language::PATTERN))],
            // The number of a goal is its id.
            Shape::Id => vec![say(pattern(ID)), number(Some(0), None)],
            Shape::Flag => vec![words(["ja", "nej"]), of_type("boolean")],
            Shape::Number => vec![number(None, None), say(pattern("^[-+]?[0-9]+$"))],
            Shape::Count => vec![number(Some(1), None), say(pattern(r"^\+?0*[1-9][0-9]*$"))],
            Shape::Year => {
                vec![number(Some(1000), Some(9999)), say(pattern("^[1-9][0-9]{3}$"))]
            }
            // A year, or six digits, which are a number without their first zeros: 000101 is 101.
            Shape::Date => {
                vec![say(pattern(&Date::pattern(false))), number(Some(101), Some(991_231))]
            }
            Shape::Day => {
                vec![
                    say(pattern(&Date::pattern(true))),
                    // The year 2000, and all others: between them lie years of four digits.
                    number(Some(101), Some(1_231)),
                    number(Some(10_101), Some(991_231)),
                ]
            }
            Shape::Clock => vec![say(pattern(Clock::PATTERN))],
            Shape::Figure => vec![of_type("number"), say(pattern(Figure::PATTERN))],
            Shape::Url => vec![say(pattern(URL))],
            Shape::Link => vec![say(pattern(LINK))],
            Shape::Email => vec![say(pattern(EMAIL))],
            Shape::Sources => {
                let one = self.citation();
                let list = list_of(any_of(one.clone()), is_required.then_some(1));
                one.into_iter().chain([list]).collect()
            }
            Shape::Word(all) => vec![words(all.iter().copied())],
            Shape::Reference(kinds) => self.reference(kinds),
            Shape::ReferencesOrAll(kinds) => {
                vec![words(["alla"]), list_of(any_of(self.reference(kinds)), None)]
            }
            Shape::List(item) => {
                let least = is_required.then_some(1);
                vec![list_of(any_of(self.choices(*item, false)), least)]
            }
            Shape::Mapping(fields) => vec![self.mapping(fields, Vec::new(), &|_| false)],
            Shape::Free => vec![of_type("object")],
        }
    }

    /// The ids of these kinds. Anything goes when the site has none, or when they cannot be
    /// read: what is not known is no mistake.
    fn reference(self, kinds: &[&'static str]) -> Vec<Json<'static>> {
        let all: BTreeMap<String, String> = kinds.iter().flat_map(|kind| self.ids(kind)).collect();
        if all.is_empty() || self.model.targets.is_unread(kinds) {
            return vec![of_type("string"), of_type("number")];
        }
        // Editors read the id `1` as a number.
        let numbers: Vec<Json<'static>> = all
            .keys()
            .filter(|id| !id.starts_with('0') || id.len() == 1)
            .filter_map(|id| id.parse::<i64>().ok())
            .map(Json::from)
            .collect();
        let (ids, titles): (Vec<String>, Vec<String>) = all.into_iter().unzip();
        let mut named: Vec<Entry> =
            vec![("enum".into(), Json::List(ids.into_iter().map(Json::from).collect()))];
        if titles.iter().any(|title| !title.is_empty()) {
            let titles = titles.into_iter().map(Json::from).collect();
            named.push(("enumDescriptions".into(), Json::List(titles)));
        }
        let mut choices = vec![Json::Map(named)];
        if !numbers.is_empty() {
            choices.push(Json::Map(vec![("enum".into(), Json::List(numbers))]));
        }
        choices
    }

    /// The words that may stand there, when they are a few that the site or program knows.
    pub(super) fn choices_of(self, shape: Shape) -> Vec<String> {
        match shape {
            Shape::Flag => vec!["ja".to_owned(), "nej".to_owned()],
            Shape::Word(all) => all.iter().map(|word| (*word).to_owned()).collect(),
            Shape::Reference(kinds) => {
                kinds.iter().flat_map(|kind| self.ids(kind)).map(|(id, _)| id).collect()
            }
            Shape::ReferencesOrAll(_) => vec!["alla".to_owned()],
            Shape::List(item) => self.choices_of(*item),
            _ => Vec::new(),
        }
    }

    /// One citation: a document's key, and perhaps where in it.
    fn citation(self) -> Vec<Json<'static>> {
        let mut keys: Vec<String> =
            Citations::TARGETS.iter().flat_map(|kind| self.ids(kind)).map(|(id, _)| id).collect();
        if keys.is_empty() || self.model.targets.is_unread(Citations::TARGETS) {
            return vec![of_type("string"), of_type("number")];
        }
        keys.push(Citations::COMPUTED.to_owned());
        let message =
            "Skriv dokumentets nyckel ur registret dokument och avsnittet, till exempel F 6.2";
        let escaped: Vec<String> = keys.iter().map(|key| escaped(key)).collect();
        let with_section = pattern(&format!(r"^(?:{})(?:\s.*)?$", escaped.join("|")));
        // The keys alone too, so that an editor offers them.
        vec![
            Json::Map(vec![(
                "enum".into(),
                Json::List(keys.into_iter().map(Json::from).collect()),
            )]),
            with_message(with_section, message),
        ]
    }

    /// The ids of one kind with their titles.
    fn ids(self, kind: &str) -> Vec<(String, String)> {
        let title = |target: Target| match target {
            Target::Document(id) | Target::LeftOut(id) => {
                self.model.documents[id].title().to_owned()
            }
            Target::Row(register, at) => {
                let row = self.model.register_documents[register].table.row(at);
                row.and_then(|row| row.title.map(str::to_owned)).unwrap_or_default()
            }
            Target::Word => String::new(),
        };
        let all = self.model.targets.ids(kind);
        all.map(|(id, target)| (id.to_owned(), title(target))).collect()
    }

    /// The keys that only this site has.
    fn taxonomies(self) -> Vec<Entry> {
        let own = self.model.config.taxonomies().into_iter().filter(|own| own.key != TAGS);
        own.map(|own| {
            let about = own.title.clone().unwrap_or_default();
            let any = vec![of_type("string"), of_type("number"), of_type("boolean")];
            let mut entries: Vec<Entry> = vec![
                ("title".into(), own.key.clone().into()),
                ("description".into(), about.into()),
            ];
            let list = any_of(vec![list_of(any_of(any), None), of_type("null")]);
            entries.extend(entries_of(list));
            (own.key.into(), Json::Map(entries))
        })
        .collect()
    }

    /// What a section may give the pages below it: the fields of every kind.
    fn defaults(self) -> Json<'static> {
        let mut properties: Vec<Entry> = self.taxonomies();
        let all = KINDS.iter().filter(|kind| kind.name != Section::NAME);
        let all = all.flat_map(|kind| Topic::Kind(kind).fields());
        let mut seen: Vec<(&str, Vec<&Field>)> = Vec::new();
        for field in all.filter(|field| may_be_default(field.key)) {
            match seen.iter_mut().find(|(key, _)| *key == field.key) {
                Some((_, same)) if same.iter().all(|known| known.shape != field.shape) => {
                    same.push(field);
                }
                Some(_) => {}
                None => seen.push((field.key, vec![field])),
            }
        }
        for (key, fields) in seen {
            let choices = fields.iter().flat_map(|field| self.choices(field.shape, false));
            let choices = any_of(choices.chain([of_type("null")]).collect());
            properties.push((key.into(), choices));
        }
        Json::Map(vec![
            ("type".into(), "object".into()),
            ("properties".into(), Json::Map(properties)),
            ("additionalProperties".into(), false.into()),
        ])
    }

    /// Whether a page of this kind has the key from elsewhere: its folder, or its original.
    fn is_inherited(self, topic: Topic, key: &str) -> bool {
        let Topic::Kind(kind) = topic else { return false };
        let mut all = self.model.documents.iter().filter(|page| page.route.kind == kind.name);
        all.any(|page| page.defaulted.contains(&key))
    }
}
