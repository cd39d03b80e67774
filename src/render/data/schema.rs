//! `schema.json`: what every data file may hold, made from the same fields that read the
//! content. JSON Schema 2020-12; each file has its entry in `$defs`, by its name.

use std::borrow::Cow;

use crate::document::register::{Budget, Row as _};
use crate::model::{Entity, Model};
use crate::yaml::Shape;

use super::catalogue;
use super::json::Json;
use super::table::{Column, columns};
use super::value::{BOUNDS, PRECISIONS, Speech};
use super::year::{BUDGET_KEYS, BUDGET_LISTS, BUDGETS, lists};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

type Entry<'a> = (Cow<'a, str>, Json<'a>);

/// Writes the schema.
pub(in crate::render) fn schema(model: &Model, speech: &Speech<'_>, out: &mut Vec<u8>) {
    let entities: Vec<Entity> = model.entities().iter().map(|(entity, _)| *entity).collect();
    let mut definitions: Vec<Entry<'_>> = vec![
        (Cow::Borrowed("datum"), date()),
        (Cow::Borrowed("tal"), figure()),
        (Cow::Borrowed("källa"), citation()),
    ];
    // A year has its lists even when the site has nothing in them.
    let mut rows = entities.clone();
    rows.extend(lists().into_iter().map(|(_, entity)| entity));
    rows.extend(BUDGET_LISTS.map(|(_, entity)| entity));
    rows.sort_unstable();
    rows.dedup();
    definitions.extend(
        rows.into_iter().map(|entity| (Cow::Owned(row_name(entity)), row(columns(model, entity)))),
    );
    definitions.extend(entities.into_iter().map(|entity| {
        let words = entity.words();
        let list = described(list_of(&row_name(entity)), words.title, words.about);
        (Cow::Owned(entity.id()), list)
    }));
    definitions.push((Cow::Borrowed("ar"), year(model)));
    definitions.push((Cow::Borrowed("index"), catalogue::shape()));
    Json::map([
        ("$schema", Json::from(DIALECT)),
        ("$id", Json::from(format!("{}/data/schema.json", speech.home))),
        ("title", Json::from("Öppna data")),
        ("description", Json::from(ABOUT)),
        ("$defs", Json::Map(definitions)),
    ])
    .write(out);
}

const ABOUT: &str = "Varje datafil beskrivs av det som heter som filen i $defs. \
    null betyder att uppgiften inte är känd: inte noll, nej eller att något saknas.";

fn row_name(entity: Entity) -> String {
    format!("{}-rad", entity.id())
}

fn reference(name: &str) -> Json<'static> {
    Json::map([("$ref", Json::from(format!("#/$defs/{name}")))])
}

fn list_of(name: &str) -> Json<'static> {
    Json::map([("type", Json::from("array")), ("items", reference(name))])
}

/// `schema` with its words first.
fn described<'a>(schema: Json<'a>, title: &'a str, about: &'a str) -> Json<'a> {
    let words = [("title", title), ("description", about)];
    let words = words.into_iter().filter(|(_, text)| !text.is_empty());
    let mut entries: Vec<Entry<'a>> =
        words.map(|(key, text)| (Cow::Borrowed(key), Json::from(text))).collect();
    if let Json::Map(own) = schema {
        entries.extend(own);
    }
    Json::Map(entries)
}

/// An object that has these keys, all of them, and no other.
pub(super) fn exactly(properties: Vec<Entry<'_>>) -> Json<'_> {
    let keys = properties.iter().map(|(key, _)| Json::Text(key.clone())).collect();
    Json::map([
        ("type", Json::from("object")),
        ("properties", Json::Map(properties)),
        ("required", Json::List(keys)),
        ("additionalProperties", Json::Flag(false)),
    ])
}

/// A value of this type, described.
pub(super) fn plain<'a>(kind: &'a str, about: &'a str) -> Json<'a> {
    described(Json::map([("type", Json::from(kind))]), "", about)
}

/// A value that may be unknown.
pub(super) fn or_null(schema: Json<'_>) -> Json<'_> {
    Json::map([("anyOf", Json::List(vec![schema, plain("null", "")]))])
}

fn row(columns: Vec<Column<'_>>) -> Json<'_> {
    exactly(columns.into_iter().map(property).collect())
}

fn property(column: Column<'_>) -> Entry<'_> {
    let value = of_shape(column.shape);
    let value = if column.required { value } else { or_null(value) };
    (Cow::Borrowed(column.key), described(value, "", column.doc))
}

/// What a value of `shape` looks like.
fn of_shape(shape: Shape) -> Json<'static> {
    let format = |format: &'static str| {
        Json::map([("type", Json::from("string")), ("format", Json::from(format))])
    };
    let text = || plain("string", "");
    match shape {
        Shape::Text
        | Shape::LongText
        | Shape::Id
        | Shape::Language
        | Shape::TimeZone
        | Shape::Reference(_) => text(),
        Shape::Flag => plain("boolean", ""),
        Shape::Number | Shape::Count | Shape::Year => plain("integer", ""),
        Shape::Date => reference("datum"),
        Shape::Figure => reference("tal"),
        Shape::Url | Shape::Link => format("iri"),
        Shape::Email => format("email"),
        Shape::Day => format("date"),
        Shape::Clock => text(),
        Shape::Sources => list_of("källa"),
        Shape::Word(words) => one_of(words),
        Shape::ReferencesOrAll(_) => Json::map([(
            "anyOf",
            Json::List(vec![
                Json::map([("const", Json::from("alla"))]),
                of_shape(Shape::List(&Shape::Text)),
            ]),
        )]),
        Shape::List(item) => Json::map([("type", Json::from("array")), ("items", of_shape(*item))]),
        Shape::Mapping(fields) => {
            let columns = fields.iter().map(Column::of);
            exactly(columns.map(property).collect())
        }
        Shape::Free => plain("object", ""),
    }
}

fn one_of(words: &[&'static str]) -> Json<'static> {
    Json::map([("enum", Json::List(words.iter().map(|word| Json::from(*word)).collect()))])
}

fn date() -> Json<'static> {
    let day = |about| {
        let day = Json::map([("type", Json::from("string")), ("format", Json::from("date"))]);
        described(day, "", about)
    };
    let limit = "senast: då eller tidigare. tidigast: då eller senare.";
    let properties = vec![
        ("text", plain("string", "Datumet med ord, så exakt som källan är.")),
        ("från", day("Första dagen som datumet kan betyda.")),
        ("till", day("Sista dagen som datumet kan betyda.")),
        ("precision", one_of(&PRECISIONS)),
        ("gräns", described(or_null(one_of(&BOUNDS)), "", limit)),
    ];
    described(named(properties), "", "Ett datum, så exakt som källan är.")
}

fn figure() -> Json<'static> {
    let properties = vec![
        ("text", plain("string", "Talet så som det visas på webbplatsen.")),
        ("värde", plain("number", "Talet.")),
        ("ungefärlig", plain("boolean", "Om källan skriver ca eller cirka.")),
    ];
    described(named(properties), "", "Ett tal, så exakt som källan är.")
}

fn citation() -> Json<'static> {
    let properties = vec![
        ("nyckel", plain("string", "Dokumentets nyckel, eller beräknat.")),
        ("avsnitt", described(or_null(plain("string", "")), "", "Var i dokumentet.")),
    ];
    described(named(properties), "", "Ett ställe i ett dokument.")
}

/// An object that has exactly these keys.
pub(super) fn named<'a>(properties: Vec<(&'a str, Json<'a>)>) -> Json<'a> {
    exactly(properties.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
}

fn year(model: &Model) -> Json<'_> {
    let mut properties = vec![
        (Cow::Borrowed("år"), plain("integer", "Året.")),
        (Cow::Borrowed("uppgifter_till"), or_null(reference("datum"))),
    ];
    let list = |(key, entity): (&'static str, Entity)| {
        (Cow::Borrowed(key), described(list_of(&row_name(entity)), "", entity.words().about))
    };
    properties.extend(lists().into_iter().map(list));
    let budgets = Entity::register(Budget::NAME);
    let own = budgets.map(|entity| columns(model, entity)).unwrap_or_default();
    let own = own.into_iter().filter(|column| BUDGET_KEYS.contains(&column.key)).map(property);
    let budget = exactly(own.chain(BUDGET_LISTS.map(list)).collect());
    let budgets = Json::map([("type", Json::from("array")), ("items", budget)]);
    properties.push((Cow::Borrowed(BUDGETS), budgets));
    described(exactly(properties), "Ett år", "Allt som webbplatsen säger om ett år.")
}
