//! What may stand after a key, in words: for comments, tables and schemas.

use crate::base::Text;
use crate::config::VOCABULARIES;
use crate::document::kind::KINDS;
use crate::document::register::TABLES;
use crate::yaml::Shape;

/// The dates that may be written, as examples say it best.
const DATE: Text = Text::fixed(
    "en dag (2026-01-24), en månad (januari 2026), en årstid (hösten 2026), ett år (2026) eller flera år (2026–2027), \
     gärna med senast eller tidigast före",
    "a day (2026-01-24), a month (januari 2026), a season (hösten 2026), a year (2026) or years (2026–2027), \
     perhaps with senast or tidigast before it",
);

/// What may stand there.
#[must_use]
pub fn shape_words(shape: Shape) -> Text {
    match shape {
        Shape::Text => Text::fixed("text på en rad", "text on one line"),
        Shape::LongText => {
            Text::fixed("text, gärna flera meningar", "text of one or more sentences")
        }
        Shape::Id => Text::fixed(
            "ett kort namn av a–z, 0–9 och bindestreck",
            "a short name of a–z, 0–9 and hyphens",
        ),
        Shape::Flag => Text::fixed("ja eller nej", "ja (yes) or nej (no)"),
        Shape::Number => Text::fixed("ett heltal", "a whole number"),
        Shape::Count => Text::fixed("ett heltal, minst 1", "a whole number, at least 1"),
        Shape::Year => Text::fixed("ett år med fyra siffror", "a year of four digits"),
        Shape::Date => DATE,
        Shape::Day => Text::fixed("en dag, till exempel 2026-01-24", "a day, such as 2026-01-24"),
        Shape::Clock => {
            Text::fixed("ett klockslag, till exempel 08:30", "a time of day, such as 08:30")
        }
        Shape::Figure => Text::fixed(
            "ett tal, till exempel 30, ca 15 eller 12,5",
            "a figure, such as 30, ca 15 or 12,5",
        ),
        Shape::Url => Text::fixed(
            "en hel adress som börjar med https://",
            "a full address that begins with https://",
        ),
        Shape::Link => Text::fixed(
            "en hel adress som börjar med https://, eller en på webbplatsen som börjar med /",
            "a full address that begins with https://, or one of the site that begins with /",
        ),
        Shape::Email => Text::fixed("en e-postadress", "an e-mail address"),
        Shape::Language => Text::fixed(
            "språkets kod, till exempel sv, en, fi eller se (nordsamiska)",
            "the language's code, such as sv, en, fi or se (North Sami)",
        ),
        Shape::TimeZone => Text::fixed(
            "en tidszon, till exempel Europe/Stockholm",
            "a time zone, such as Europe/Stockholm",
        ),
        Shape::Sources => Text::fixed(
            "nyckeln i registret dokument och avsnittet (F 6.2), eller flera: [F 6.2, F 7]",
            "the key in the register dokument and the section (F 6.2), or several: [F 6.2, F 7]",
        ),
        Shape::Word(known) => one_of(known),
        Shape::Reference(kinds) => either(kinds),
        Shape::ReferencesOrAll(kinds) => {
            let list = list_of(&either(kinds));
            Text::new(format!("alla, eller {}", list.sv), format!("alla (all), or {}", list.en))
        }
        Shape::List(Shape::Mapping(_)) => Text::fixed(
            "en lista, där varje del har egna fält",
            "a list of parts with fields of their own",
        ),
        Shape::List(item) => list_of(&shape_words(*item)),
        Shape::Mapping(_) => Text::fixed(
            "egna fält, indragna under nyckeln",
            "fields of its own, indented below the key",
        ),
        Shape::Free => Text::fixed("egna fält med valfria namn", "fields with any names"),
    }
}

/// One of a few words.
#[must_use]
pub fn one_of(words: &[impl AsRef<str>]) -> Text {
    let all = words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    Text::new(format!("ett av: {all}"), format!("one of: {all}"))
}

fn list_of(item: &Text) -> Text {
    Text::new(format!("en lista: {}", item.sv), format!("a list: {}", item.en))
}

/// How something of these kinds is named in a reference.
#[must_use]
pub fn either(kinds: &[&'static str]) -> Text {
    let registers = TABLES.iter().filter(|table| kinds.contains(&table.name));
    let registers: Vec<&str> = registers.map(|table| table.file).collect();
    let folders = KINDS.iter().filter(|kind| {
        // A row and the text of its page are one thing; the row has the id.
        kinds.contains(&kind.name) && !TABLES.iter().any(|table| table.name == kind.name)
    });
    let folders: Vec<String> = folders.map(|kind| format!("{}/", kind.folder)).collect();
    let words = VOCABULARIES.iter().filter(|word| kinds.contains(*word)).copied();
    let words: Vec<&str> = words.collect();
    let mut all = Vec::new();
    if !folders.is_empty() {
        let (sv, en) = (folders.join(" eller "), folders.join(" or "));
        all.push(Text::new(
            format!("namnet på en fil i {sv}, utan .md"),
            format!("the name of a file in {en}, without .md"),
        ));
    }
    if !registers.is_empty() {
        let (sv, en) = (registers.join(" eller "), registers.join(" or "));
        all.push(Text::new(format!("id i registret {sv}"), format!("an id in the register {en}")));
    }
    if !words.is_empty() {
        let (sv, en) = (words.join(" eller "), words.join(" or "));
        all.push(Text::new(
            format!("ett ord ur vokabulär: {sv} i site.yaml"),
            format!("a word of vokabulär: {en} in site.yaml"),
        ));
    }
    let join = |or: &str, of: fn(&Text) -> &str| all.iter().map(of).collect::<Vec<_>>().join(or);
    Text::new(join(" eller ", |text| &text.sv), join(" or ", |text| &text.en))
}
