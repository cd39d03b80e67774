//! Which templates pages are made with, and which stand in for those that a theme lacks.
//!
//! A page that an author wrote, or that a register's row makes, can be shown by a template for
//! any page, and a list by a template for any list. What gathers its own facts – the overview,
//! a register shown whole, the decisions – has no such stand-in: shown by another template it
//! would be empty, and nobody would see that something is gone. What only a page that asks for it
//! shows (`visar:`) a theme needs only then.

use crate::document::KINDS;
use crate::document::register::TABLES;

/// Shows any page.
const PAGE: &str = "sida.html";

/// Shows any list of pages.
const LIST: &str = "lista.html";

/// What pages are made with that no kind names, and what stands in.
const OTHERS: [(&str, Option<&str>); 9] = [
    ("laget.html", None),
    ("beslut.html", None),
    ("kalender.html", None),
    ("termer.html", Some(LIST)),
    ("term.html", Some(LIST)),
    ("data.html", None),
    ("sok.html", None),
    ("404.html", Some(PAGE)),
    ("omdirigering.html", None),
];

/// Every template that a page may be made with, and what stands in for it.
pub(super) fn layouts() -> impl Iterator<Item = (String, Option<&'static str>)> {
    let kinds = KINDS.iter().map(|kind| {
        let stand_in = match kind.template {
            PAGE | LIST => None,
            "start.html" => Some(LIST),
            _ => Some(PAGE),
        };
        (kind.template.to_owned(), stand_in)
    });
    let tables = TABLES.iter().filter_map(|table| table.view);
    let tables = tables.map(|view| (format!("{view}.html"), None));
    let others = OTHERS.into_iter().map(|(name, stand_in)| (name.to_owned(), stand_in));
    kinds.chain(others).chain(tables)
}

/// What stands in for `template`, when something can.
pub(super) fn stand_in(template: &str) -> Option<&'static str> {
    layouts().find(|(name, _)| name == template).and_then(|(_, stand_in)| stand_in)
}
