//! The addresses that stand in content, with their places: those of other sites, and those of
//! fields that lead to pages and files of this one.

use crate::base::{FilePath, Span};
use crate::config::{BaseUrl, Config};
use crate::external::is_web;
use crate::model::{Model, ResolvedLink};
use crate::source::{Source, THEMES};
use crate::theme::Theme;
use crate::yaml::{Field, Shape};

use super::Subject;
use super::finished::written_addresses;

/// One place that leads to another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outward<'a> {
    /// The file.
    pub file: &'a FilePath,
    /// The link, or the value of the field.
    pub place: Span,
    /// The address, as it is followed.
    pub address: &'a str,
    /// Where in the file the address alone stands, when it stands there letter by letter.
    pub written: Option<Span>,
}

/// Every place in a site that leads to another: links in text, and the fields of front matter and
/// registers that hold addresses, and what the templates of the site's own themes lead to. In order
/// of file and place, pages first.
#[must_use]
pub fn outward<'a>(model: &'a Model, theme: &Theme, source: &'a Source) -> Vec<Outward<'a>> {
    let base = model.config.site.base_url.as_ref().and_then(|url| BaseUrl::parse(&url.value));
    let is_other = |address: &str| {
        is_web(address) && base.as_ref().is_none_or(|base| base.own(address).is_none())
    };
    let mut all = Vec::new();
    for (document, links) in model.documents.iter().zip(&model.links) {
        let text = source.text(&document.file);
        let mut found = Vec::new();
        let mut visit = |field: &'static Field, span: Span, address: &'a str| {
            found.extend(in_field(&document.file, text, (field, span, address)));
        };
        document.each_text(&mut visit);
        for (link, resolved) in document.outline.links.iter().zip(links) {
            if let Ok(ResolvedLink::External(address)) = resolved {
                let written = address_in(text, link.span, address);
                found.push(Outward { file: &document.file, place: link.span, address, written });
            }
        }
        all.extend(found.into_iter().filter(|place| is_other(place.address)));
    }
    for register in &model.register_documents {
        let text = source.text(&register.file);
        let mut visit = |field: &'static Field, span: Span, address: &'a str| {
            let found = in_field(&register.file, text, (field, span, address));
            all.extend(found.filter(|place| is_other(place.address)));
        };
        register.table.each_text(&mut visit);
    }
    all.extend(in_templates(theme, source).filter(|place| is_other(place.address)));
    all
}

/// The addresses that stand in the templates of the site's own themes. One with a sign that stands
/// for another is left out: it is not the address that is followed.
fn in_templates<'a>(theme: &Theme, source: &'a Source) -> impl Iterator<Item = Outward<'a>> {
    let own = theme.chain.iter().filter(|name| !source.carries(name));
    let files = own.flat_map(|name| source.below(&format!("{THEMES}/{name}/templates")));
    files.flat_map(|(file, _)| {
        let text = source.text(file);
        written_addresses(text).into_iter().filter_map(move |place| {
            let address = text.get(place.range()).filter(|address| !address.contains('&'))?;
            Some(Outward { file, place, address, written: Some(place) })
        })
    })
}

/// An address of the site itself, in a field.
pub(super) struct Inward<'a> {
    pub file: FilePath,
    pub place: Span,
    pub address: &'a str,
}

/// Every field that leads to a page or file of the site: the menu, then front matter and registers.
pub(super) fn inward<'a>(subject: &Subject<'a>) -> Vec<Inward<'a>> {
    let model = subject.model;
    let menu = model.config.site.menu.iter().filter_map(|item| item.address.as_ref());
    let mut all: Vec<Inward<'a>> = menu
        .map(|address| Inward {
            file: Config::file(),
            place: address.span,
            address: &address.value,
        })
        .collect();
    let mut in_file = |file: &FilePath, field: &Field, place: Span, address: &'a str| {
        if address.starts_with('/') && matches!(field.shape, Shape::Link | Shape::List(Shape::Link))
        {
            all.push(Inward { file: file.clone(), place, address });
        }
    };
    for document in subject.documents() {
        document.each_text(&mut |field, place, text| in_file(&document.file, field, place, text));
    }
    for register in &model.register_documents {
        register
            .table
            .each_text(&mut |field, place, text| in_file(&register.file, field, place, text));
    }
    all
}

/// A field, when it is one that holds addresses.
fn in_field<'a>(
    file: &'a FilePath,
    text: &str,
    (field, place, address): (&'static Field, Span, &'a str),
) -> Option<Outward<'a>> {
    let holds =
        matches!(field.shape, Shape::Url | Shape::Link | Shape::List(Shape::Url | Shape::Link));
    let written = address_in(text, place, address);
    holds.then_some(Outward { file, place, address, written })
}

/// Where the address stands in `[text](address "title")`, `<address>`, or alone as a bare address
/// or a value. Not in `[text][name]`, whose address stands elsewhere.
pub(super) fn address_in(text: &str, place: Span, address: &str) -> Option<Span> {
    let whole = text.get(place.range())?;
    let before = match whole.rfind("](") {
        // In a link around a picture the last is the link's own.
        Some(at) if whole.starts_with('[') => at + 2,
        _ => 0,
    };
    let part = Span::new(place.range().start + before, place.range().end);
    let found = only(text, part, address)?;
    let is_all = before > 0 || whole.trim_matches(['<', '>', '"', '\'']) == address;
    is_all.then_some(found)
}

/// Where `address` stands in this part of a text, when it stands there once.
fn only(text: &str, part: Span, address: &str) -> Option<Span> {
    let within = text.get(part.range())?;
    let mut found = within.match_indices(address);
    let (Some((at, _)), None) = (found.next(), found.next()) else { return None };
    let start = part.range().start + at;
    Some(Span::new(start, start + address.len()))
}
