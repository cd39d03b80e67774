//! `index.json`: which data files there are, what each holds, how many rows it has.

use std::borrow::Cow;

use crate::model::{Face, Format, Model};

use super::facts_until;
use super::json::Json;
use super::schema::{named, or_null, plain};
use super::value::Speech;

/// What a reader of the files has to know.
const NOTES: [&str; 4] = [
    "null i JSON och en tom ruta i CSV betyder att uppgiften inte är känd.",
    "Ett datum är så exakt som källan. från och till är den första och den sista dagen som det \
     kan betyda; gräns säger om det är senast eller tidigast då.",
    "CSV-filerna är i UTF-8 med byte order mark, med komma mellan rutorna och CRLF mellan \
     raderna. Flera värden i en ruta skiljs åt med semikolon och mellanslag.",
    "En ruta i CSV som ett kalkylprogram skulle ta för en formel börjar med en apostrof.",
];

/// Writes the catalogue.
pub(in crate::render) fn catalogue(model: &Model, speech: &Speech<'_>, out: &mut Vec<u8>) {
    let site = &model.config.site;
    let title = site.title.as_ref().map(|title| title.value.as_str());
    let about = site.description.as_ref().map(|about| about.value.0.as_str());
    let file = |face| Json::from(model.face_path(face).map(|out| format!("{}/{out}", speech.home)));
    let tables = model.entities().iter().copied().map(|(entity, count)| {
        let words = entity.words();
        Json::map([
            ("id", Json::from(entity.id())),
            ("titel", Json::from(words.title)),
            ("beskrivning", Json::from(words.about)),
            ("antal", Json::Integer(i64::try_from(count).unwrap_or(i64::MAX))),
            (
                "filer",
                Json::map([
                    ("json", file(Face::Data(entity, Format::Json))),
                    ("csv", file(Face::Data(entity, Format::Csv))),
                ]),
            ),
        ])
    });
    let years = model.years().into_iter().map(|year| {
        Json::map([("år", Json::Integer(i64::from(year))), ("fil", file(Face::Year(year)))])
    });
    Json::map([
        ("titel", Json::from(title)),
        ("beskrivning", Json::from(about)),
        ("adress", Json::from(format!("{}/", speech.home))),
        ("språk", Json::from(speech.lang.tag())),
        ("uppgifter_till", facts_until(model, speech)),
        ("anmärkningar", Json::List(NOTES.iter().map(|note| Json::from(*note)).collect())),
        ("schema", file(Face::Schema)),
        ("tabeller", Json::List(tables.collect())),
        ("år", Json::List(years.collect())),
    ])
    .write(out);
}

/// What the catalogue looks like, for the schema.
pub(super) fn shape() -> Json<'static> {
    let text = || plain("string", "");
    let address = || Json::map([("type", Json::from("string")), ("format", Json::from("iri"))]);
    let list = |items| Json::map([("type", Json::from("array")), ("items", items)]);
    let files = || named(vec![("json", or_null(address())), ("csv", or_null(address()))]);
    let table = named(vec![
        ("id", plain("string", "Filernas namn, och namnet i schemats $defs.")),
        ("titel", text()),
        ("beskrivning", text()),
        ("antal", plain("integer", "Hur många rader filerna har.")),
        ("filer", files()),
    ]);
    let year = named(vec![("år", plain("integer", "")), ("fil", or_null(address()))]);
    let date = Json::Map(vec![(Cow::Borrowed("$ref"), Json::from("#/$defs/datum"))]);
    named(vec![
        ("titel", or_null(text())),
        ("beskrivning", or_null(text())),
        ("adress", address()),
        ("språk", text()),
        ("uppgifter_till", or_null(date)),
        ("anmärkningar", list(text())),
        ("schema", or_null(address())),
        ("tabeller", list(table)),
        ("år", list(year)),
    ])
}
