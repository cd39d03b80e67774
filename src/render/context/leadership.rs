//! Who decides what: every group with whom it reports to, for a picture of the leadership.

use tera::Value;

use crate::document::register::Table;
use crate::model::{PageId, Target, View};
use crate::render::value::map;

use super::Contexts;

impl Contexts<'_> {
    /// The rows of the register of groups, on the pages that may show them together: their
    /// listing, their own pages, and a page whose author has chosen its template.
    pub(super) fn leadership(&self, id: PageId) -> Option<Value> {
        let registers = self.model.register_documents.iter();
        let (register, groups) =
            registers.enumerate().find(|(_, found)| matches!(found.table, Table::Groups(_)))?;
        let page = &self.model.pages[id];
        let is_group = |page: PageId| matches!(self.model.pages[page].view, View::Row(found, _) if found == register);
        let has_own = self.model.document_of(id).is_some_and(|d| d.common.template.is_some());
        if !has_own && !is_group(id) && !page.children.first().is_some_and(|page| is_group(*page)) {
            return None;
        }
        let cards = &self.cards(id);
        let rows = groups.table.rows().enumerate().map(|(at, row)| {
            let mut entries = self.whole_row(id, &row);
            let card = cards.target(Target::Row(register, at));
            entries.push(("card", card));
            map(entries)
        });
        Some(Value::from(rows.collect::<Vec<Value>>()))
    }
}
