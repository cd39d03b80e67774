//! The columns of every table of open data.
//!
//! Keys are those that writers use in front matter and registers; the program adds where
//! a row stands: `slug` and `adress`, `sida` and `sida_adress`.

use crate::document::Event;
use crate::document::kind::{Common, KINDS, steers};
use crate::document::register::{Budget, BudgetPost, CitedDocument, Row as _, TABLES};
use crate::model::{EVENTS, Entity, Model, is_parts, part_fields};
use crate::yaml::{Field, Record, Shape};

/// One column.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Column<'a> {
    /// Its key.
    pub key: &'a str,
    /// What its values look like.
    pub shape: Shape,
    /// Whether every row has a value.
    pub required: bool,
    /// What it is for.
    pub doc: &'a str,
}

impl Column<'static> {
    pub fn of(field: &'static Field) -> Self {
        // What a row must refer to may be a page that is left out.
        let required = field.required && !may_be_left_out(field.shape);
        Self { key: field.key, shape: field.shape, required, doc: field.doc }
    }
}

/// Whether a value of this shape may be nothing but references to pages.
fn may_be_left_out(shape: Shape) -> bool {
    match shape {
        Shape::Reference(kinds) => KINDS.iter().any(|kind| kinds.contains(&kind.name)),
        Shape::List(item) => may_be_left_out(*item),
        _ => false,
    }
}

const fn added(key: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { key, shape, required: true, doc }
}

const SLUG: Field = added("slug", Shape::Text, "Sidans korta namn, sist i adressen.");
const ADDRESS: Field = added("adress", Shape::Url, "Sidans fullständiga adress.");
const ROW_ADDRESS: Field = Field { required: false, ..ADDRESS };
/// What a document's own file says of itself, beside what its row says of the document.
const FILE: [Field; 6] = [
    of_file("fil_adress", Shape::Url, "Fullständig adress till filen på webbplatsen."),
    of_file("fil_typ", Shape::Text, "Vad för slags fil det är, till exempel PDF."),
    of_file("fil_byte", Shape::Number, "Hur stor filen är, i byte."),
    of_file("fil_sidor", Shape::Number, "Hur många sidor filen säger att den har."),
    of_file("fil_språk", Shape::Text, "Språket som filen säger att den är på."),
    of_file("fil_taggad", Shape::Flag, "Om rubriker och listor är märkta för hjälpmedel."),
];
const fn of_file(key: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { key, shape, required: false, doc }
}
const PAGE: Field = added("sida", Shape::Text, "Sidan som uppgiften står på: dess korta namn.");
const PAGE_ADDRESS: Field =
    added("sida_adress", Shape::Url, "Fullständig adress till sidan som uppgiften står på.");
const END: Field = Field {
    key: "slut",
    shape: Shape::Date,
    required: false,
    doc: "Sista dagen, om händelsen pågår flera dagar.",
};
const FROM: Field = added("från", Shape::Url, "Den gamla adressen, i sin helhet.");
const TO: Field = added("till", Shape::Url, "Sidan som den leder till.");
const COLUMN: Field =
    added("kolumn", Shape::Word(&["procent", "budget", "utfall"]), "Kolumnen som summan gäller.");
const fn sum(key: &'static str, doc: &'static str) -> Field {
    Field { key, shape: Shape::Figure, required: false, doc }
}
const STATED: Field = sum("angiven", "Summan så som den står i dokumentet.");
const COMPUTED: Field = sum("beräknad", "Summan av posterna.");
const DIFFERENCE: Field = sum("skillnad", "Beräknad summa minus angiven.");

/// Whether a page's own table shows the field: lists of mappings have tables of their own,
/// and `extra` belongs to the theme.
pub(super) fn is_data(field: &Field) -> bool {
    !is_parts(field.shape) && field.shape != Shape::Free && !steers(field)
}

/// The fields of a budget: its year and its source stand with every post and sum.
fn of_budget(key: &str) -> impl Iterator<Item = &'static Field> {
    Budget::FIELDS.iter().filter(move |field| field.key == key)
}

/// The columns of a table.
pub(in crate::render) fn columns(model: &Model, entity: Entity) -> Vec<Column<'_>> {
    let all = |fields: &mut dyn Iterator<Item = &'static Field>| -> Vec<Column<'_>> {
        fields.map(Column::of).collect()
    };
    match entity {
        Entity::Pages(_) | Entity::OtherPages => {
            let own: &[Field] = match entity {
                Entity::Pages(kind) => KINDS[kind].fields,
                _ => &[],
            };
            let fields = Common::FIELDS.iter().chain(own).filter(|field| is_data(field));
            let mut columns = all(&mut [&SLUG, &ADDRESS].into_iter().chain(fields));
            // The tags are a field of every page; the site's own words come after them.
            columns.extend(model.terms.0.iter().skip(1).map(|terms| Column {
                key: &terms.settings.key,
                shape: Shape::List(&Shape::Text),
                required: false,
                doc: terms.settings.title.as_deref().unwrap_or_default(),
            }));
            columns
        }
        Entity::Parts(EVENTS) => {
            let own = [&PAGE, &PAGE_ADDRESS].into_iter().chain(Event::FIELDS).chain([&END]);
            let mut columns = all(&mut own.into_iter());
            // A step must have a source, a page of an event need not.
            for column in columns.iter_mut().filter(|column| column.shape == Shape::Sources) {
                column.required = false;
            }
            columns
        }
        Entity::Parts(key) => {
            let list = part_fields().find(|field| field.key == key).map(|field| field.shape);
            let fields: &[Field] = match list {
                Some(Shape::List(Shape::Mapping(fields))) => fields,
                _ => &[],
            };
            all(&mut [&PAGE, &PAGE_ADDRESS].into_iter().chain(fields))
        }
        Entity::Register(at) => {
            let table = &TABLES[at];
            let fields = table.fields.iter();
            let fields = fields.filter(|field| !(entity.is_budgets() && is_parts(field.shape)));
            let address = table.pages.map(|_| &ROW_ADDRESS);
            let is_documents = table.name == CitedDocument::NAME;
            all(&mut fields.chain(address).chain(FILE.iter().filter(|_| is_documents)))
        }
        Entity::BudgetPosts => all(&mut of_budget("år").chain(BudgetPost::FIELDS)),
        Entity::BudgetSums => {
            let own = [&COLUMN, &STATED, &COMPUTED, &DIFFERENCE];
            all(&mut of_budget("år").chain(own).chain(of_budget("källa")))
        }
        Entity::Redirects => all(&mut [&FROM, &TO].into_iter()),
    }
}
