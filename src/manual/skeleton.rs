//! The text of a new page: every field of its kind, explained, and a guide to the text below.

use crate::base::{capital, slug, windows};
use crate::config::TAGS;
use crate::document::kind::{Common, KindInfo};
use crate::model::Model;
use crate::yaml::{Field, Record, Shape};

use super::body_guide::guide;
use super::example::Examples;
use super::flow::{in_flow, in_line};
use crate::check::{one_of, shape_words};

/// Common fields that most pages never need.
const RARE: [&str; 10] = [
    "publiceras",
    "avpubliceras",
    "ordning",
    "aliases",
    "mall",
    "språk",
    "variant",
    "översättning_av",
    "källversion",
    "extra",
];

/// What stands first in the file.
const HOW: &str = "\
## Skriv över det som står efter kolon. Vill du använda ett fält som har # först på raden:
## ta bort # och mellanslaget efter. Hör flera rader ihop tar du bort # på dem alla.
## Rader som du inte behöver kan du ta bort. Allt efter ett # är anteckningar till dig.
##
## Datum   så exakt som källan säger: 2026-01-24, januari 2026, hösten 2026, 2026 eller
##         2026–2027, gärna med senast eller tidigast före
## Källa   dokumentets nyckel ur register/dokument.yaml och avsnittet, till exempel F 6.2
## Id      det som står efter id: i registret
";

/// Explanations begin here, where the line is not longer.
const COLUMN: usize = 34;

/// The text of a new page of `kind` called `title`.
#[must_use]
pub fn skeleton(model: &Model, kind: &'static KindInfo, slug: &str, title: &str) -> String {
    let writer = Writer { examples: Examples { model, kind, slug }, model };
    let how = HOW.replace("F 6.2", &writer.examples.citation());
    let mut out = format!("---\n{how}\n");
    let (required, own): (Vec<&Field>, Vec<&Field>) =
        kind.fields.iter().partition(|field| field.required);
    let common = |rare: bool| {
        let all = Common::FIELDS.iter();
        all.filter(move |field| {
            !matches!(field.key, "titel" | "utkast") && RARE.contains(&field.key) == rare
        })
    };
    for field in Common::FIELDS {
        if field.key == "titel" {
            line(&mut out, "", &format!("titel: {}", in_line(title)), &writer.note(field));
        }
    }
    for field in required {
        writer.field(&mut out, "", field);
    }
    let draft =
        "Sidan syns inte på webbplatsen så länge raden finns. Ta bort raden när sidan är klar.";
    line(&mut out, "", "utkast: true", draft);
    if !own.is_empty() {
        let word = kind.new.first().copied().unwrap_or(kind.name);
        out.push_str(&format!("\n## Fält för {word}\n"));
        for field in own {
            writer.field(&mut out, "# ", field);
        }
    }
    out.push_str("\n## Fält för alla sidor\n");
    for field in common(false) {
        writer.field(&mut out, "# ", field);
    }
    out.push_str("\n## Fält som sällan behövs\n");
    // The tags are a field of their own; the site's other ways to gather pages are only here.
    for (at, own) in model.config.taxonomies().iter().enumerate() {
        if own.key != TAGS {
            let text = format!("{}: [{}]", in_line(&own.key), in_flow(&writer.examples.term(at)));
            let note = format!("Ord som samlar sidor ({}).", own.title.as_deref().unwrap_or(""));
            line(&mut out, "# ", &text, &note);
        }
    }
    for field in common(true) {
        writer.field(&mut out, "# ", field);
    }
    out.push_str("---\n\n");
    out.push_str(&guide(kind));
    out
}

struct Writer<'a> {
    examples: Examples<'a>,
    model: &'a Model,
}

impl Writer<'_> {
    /// A field with its example; `mark` stands before each of its lines.
    fn field(&self, out: &mut String, mark: &str, field: &Field) {
        let note = self.note(field);
        if let Some(value) = self.examples.value(field) {
            line(out, mark, format!("{}: {value}", field.key).trim_end(), &note);
            return;
        }
        line(out, mark, &format!("{}:", field.key), &note);
        match field.shape {
            Shape::Mapping(fields) => self.fields(out, &format!("{mark}  "), "", fields),
            Shape::List(Shape::Mapping(fields)) => {
                self.fields(out, &format!("{mark}  "), "- ", fields);
            }
            _ => {}
        }
    }

    /// The fields of a mapping; `first` stands before the first of them.
    fn fields(&self, out: &mut String, mark: &str, first: &str, fields: &[Field]) {
        let mut before = first;
        let indent = " ".repeat(first.len());
        for field in fields {
            let Some(value) = self.examples.value(field) else { continue };
            // What stands for a date that is not known is no use beside one that is.
            let instead = field.key == "datumtext" && fields.iter().any(|f| f.key == "datum");
            let hidden = if instead { "# " } else { "" };
            let text = format!("{before}{hidden}{}: {value}", field.key);
            line(out, mark, text.trim_end(), &self.note(field));
            before = &indent;
        }
    }

    /// What a field is for and what may stand there. What stands first in the file is not
    /// said again.
    fn note(&self, field: &Field) -> String {
        let mut note = field.doc.to_owned();
        if field.required {
            note.push_str(" Krävs.");
        }
        let words = match field.shape {
            Shape::Word(words) => one_of(words),
            Shape::Flag | Shape::Url | Shape::Link | Shape::Email => shape_words(field.shape),
            Shape::Reference(kinds) | Shape::List(&Shape::Reference(kinds)) => {
                self.words(kinds).unwrap_or_else(|| shape_words(Shape::Reference(kinds)))
            }
            // The key, the example and what the field is for say the rest.
            _ => return note,
        };
        // "Gruppen som beslutar (id)." says where the ids are instead of that there are some.
        if note.contains("(id)") {
            return note.replace("(id)", &format!("({})", words.sv));
        }
        if !note.contains(words.sv.as_ref()) {
            note.push_str(&format!(" {}.", capital(&words.sv)));
        }
        note
    }

    /// The site's own words, when they are what may stand there.
    fn words(&self, kinds: &[&'static str]) -> Option<crate::base::Text> {
        let all = self.model.config.site.vocabularies.as_ref()?;
        let (_, words) = all.named().find(|(name, _)| kinds == [*name])?;
        let words: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
        (!words.is_empty()).then(|| one_of(&words))
    }
}

/// One line with its explanation.
fn line(out: &mut String, mark: &str, text: &str, note: &str) {
    let shown = format!("{mark}{text}");
    let gap = COLUMN.saturating_sub(shown.chars().count()).max(2);
    out.push_str(&shown);
    out.push_str(&" ".repeat(gap));
    out.push_str(&format!("# {note}\n"));
}

/// Names that this program has taken for itself.
const TAKEN: [&str; 2] = ["index", "las"];

/// Longer file names are hard to read, and some disks refuse them.
const LONGEST: usize = 70;

/// The name of the file of a page called `title`; empty when the title has no letter or digit.
pub(super) fn file_name(title: &str, kind: &KindInfo) -> String {
    let whole = slug(title);
    let mut name = whole.as_str();
    if name.len() > LONGEST {
        name = &name[..LONGEST];
        // Not in the middle of a word, unless it is one word only.
        if let Some(at) = name.rfind('-').filter(|_| !whole[LONGEST..].starts_with('-')) {
            name = &name[..at];
        }
    }
    if TAKEN.contains(&name) || windows::is_device(name) {
        return format!("{name}-{}", slug(kind.new.first().copied().unwrap_or(kind.name)));
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::file_name;
    use crate::document::kind::kind_named;

    #[test]
    fn a_title_gives_a_file_name_that_every_disk_takes() {
        let page = kind_named("sida");
        let of = |title: &str| file_name(title, page);
        assert_eq!(of("Ny samverkan i vår!"), "ny-samverkan-i-var");
        assert_eq!(of("CON"), "con-sida");
        assert_eq!(of("Com1"), "com1-sida");
        assert_eq!(of("index"), "index-sida");
        assert_eq!(of("Kommun"), "kommun");
        assert_eq!(of("…"), "");
        let long = of(&"ett tvåtre ".repeat(20));
        assert!(long.len() <= 70 && long.ends_with("-ett") | long.ends_with("-tvatre"), "{long}");
        assert_eq!(of(&"x".repeat(300)).len(), 70);
        assert_eq!(of(&"💡".repeat(90)), "");
    }
}
