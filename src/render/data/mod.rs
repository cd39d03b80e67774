//! Open data: every table as JSON and CSV, every year, the schema and the catalogue.

mod catalogue;
mod csv;
mod json;
mod report;
mod rows;
mod schema;
mod table;
mod value;
mod year;

pub(super) use catalogue::catalogue;
pub(crate) use json::Json;
pub(super) use report::report_table;
pub(super) use rows::rows_of;
pub(super) use schema::schema;
pub(super) use table::columns;
pub(super) use value::Speech;
pub(super) use year::year;

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::Serializer;

use crate::model::{Entity, Format, Model};
use crate::yaml::{Shape, Shown};

use rows::{Cell, Row, rows};
use table::Column;

/// Writes one table.
pub(super) fn table(
    model: &Model,
    speech: &Speech<'_>,
    entity: Entity,
    format: Format,
    out: &mut Vec<u8>,
) {
    let (columns, rows) = (columns(model, entity), rows(model, &speech.home, entity));
    match format {
        Format::Json => {
            json::write_all(rows.map(|row| RowObject { speech, columns: &columns, row }), out);
        }
        Format::Csv => csv::write(speech, &columns, rows, out),
    }
}

/// A row that becomes an object when it is written: a long table is never a tree as a whole.
struct RowObject<'a> {
    speech: &'a Speech<'a>,
    columns: &'a [Column<'a>],
    row: Row<'a>,
}

impl Serialize for RowObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object(self.speech, self.columns, &self.row).serialize(serializer)
    }
}

/// A row as an object.
fn object<'b>(speech: &Speech<'_>, columns: &[Column<'b>], row: &'b [Cell<'_>]) -> Json<'b> {
    let entries = columns.iter().zip(row).map(|(column, cell)| {
        (Cow::Borrowed(column.key), speech.json(column.shape, &cell.shown()))
    });
    Json::Map(entries.collect())
}

/// How far the facts of the site run.
fn facts_until<'a>(model: &'a Model, speech: &Speech<'_>) -> Json<'a> {
    let until = model.config.site.facts_until.as_ref();
    until.map_or(Json::Null, |date| speech.json(Shape::Date, &Shown::Date(&date.value)))
}
