//! What the value of an attribute means, by the form its theme declares.

use crate::base::{Date, Figure, Span};
use crate::document::markdown::{Component, is_decoration};
use crate::document::register::reference_kinds;
use crate::document::{Document, KeyFigure};
use crate::model::{DocumentId, Entity, LinkFault, Model, ResolvedLink, Target};
use crate::render::data::columns;
use crate::theme::{AttributeSettings, ComponentSettings, Form};
use crate::yaml::{Citation, Citations};

/// What a value means.
#[derive(Debug)]
pub enum Meaning<'a> {
    /// A text, a word, or the name of a column.
    Text(&'a str),
    /// A figure.
    Figure(Figure),
    /// A date.
    Date(Date),
    /// Yes or no.
    Flag(bool),
    /// Where a link or picture leads.
    Link(ResolvedLink),
    /// A page or a register's row.
    Target(Target),
    /// A document and a section.
    Source(Citations),
    /// A figure with its source.
    KeyFigure(&'a KeyFigure),
    /// A table of open data.
    Table(Entity),
    /// The rows whose column has this value.
    Rows(&'a str, &'a str),
}

/// Why a value means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeFault {
    /// There is nothing.
    Empty,
    /// It is not of its form.
    WrongForm(Form),
    /// None of the words to choose from.
    UnknownWord,
    /// Nothing has that id. The kinds it was looked for among.
    UnknownId(Vec<&'static str>),
    /// What has that id is left out of this build.
    LeftOut,
    /// A link or picture that leads nowhere.
    Link(LinkFault),
    /// A page, where a picture belongs.
    NoPicture,
    /// A description that does not say what the picture shows.
    SaysNothing,
    /// No key figure has that id.
    NoFigure,
    /// More than one page has a key figure with that id.
    SeveralFigures,
    /// There is no such table.
    NoTable,
    /// The table has no such column.
    NoColumn(Entity),
    /// The key of a document that does not exist.
    NoDocument,
}

/// Reads the value of `settings` in `component`. `None` when the attribute is not there.
///
/// # Errors
/// Why it means nothing.
pub fn read<'a>(
    model: &'a Model,
    document: &'a Document,
    declared: &ComponentSettings,
    component: &'a Component,
    settings: &AttributeSettings,
) -> Option<Result<Meaning<'a>, AttributeFault>> {
    let written = component.attribute(settings.name())?.trim();
    let is_flag = settings.form() == Form::Flag;
    if written.is_empty() || (!is_flag && component.has_no_value(settings.name())) {
        return Some(Err(AttributeFault::Empty));
    }
    let wrong = AttributeFault::WrongForm(settings.form());
    Some(match settings.form() {
        Form::Text => Ok(Meaning::Text(written)),
        Form::Figure => Figure::parse(written).map(Meaning::Figure).ok_or(wrong),
        Form::Date => Date::parse(written).map(Meaning::Date).map_err(|_| wrong),
        Form::Flag => match written {
            "ja" => Ok(Meaning::Flag(true)),
            "nej" => Ok(Meaning::Flag(false)),
            _ => Err(wrong),
        },
        Form::Word if settings.words.iter().any(|word| word.value == written) => {
            Ok(Meaning::Text(written))
        }
        Form::Word => Err(AttributeFault::UnknownWord),
        Form::Link | Form::Picture => {
            let picture = settings.form() == Form::Picture;
            let link = model.resolve_written(document, written, picture);
            match link {
                Ok(ResolvedLink::Page(..)) if picture => Err(AttributeFault::NoPicture),
                other => other.map(Meaning::Link).map_err(AttributeFault::Link),
            }
        }
        Form::Reference => reference(model, &kinds(settings), written),
        Form::Source => source(model, written),
        Form::KeyFigure => key_figure(model, document, written),
        Form::Table => table(model, written).map(Meaning::Table).ok_or(AttributeFault::NoTable),
        Form::Description if is_decoration(written) => Ok(Meaning::Text("")),
        Form::Description if says_nothing(written) => Err(AttributeFault::SaysNothing),
        Form::Description => Ok(Meaning::Text(written)),
        Form::Labels | Form::Values | Form::Counted => match table_of(model, declared, component) {
            Some(entity) if !has_column(model, entity, written) => {
                Err(AttributeFault::NoColumn(entity))
            }
            _ => Ok(Meaning::Text(written)),
        },
        Form::Rows => match (written.split_once('='), table_of(model, declared, component)) {
            (None, _) => Err(wrong),
            (Some((column, _)), Some(entity)) if !has_column(model, entity, column.trim()) => {
                Err(AttributeFault::NoColumn(entity))
            }
            (Some((column, value)), _) => Ok(Meaning::Rows(column.trim(), value.trim())),
        },
    })
}

/// The values that a wrong one perhaps meant.
#[must_use]
pub fn meant(model: &Model, settings: &AttributeSettings, fault: &AttributeFault) -> Vec<String> {
    match fault {
        AttributeFault::UnknownWord => {
            settings.words.iter().map(|word| word.value.clone()).collect()
        }
        AttributeFault::WrongForm(Form::Flag) => vec!["ja".to_owned(), "nej".to_owned()],
        AttributeFault::UnknownId(kinds) => {
            let ids = kinds.iter().flat_map(|kind| model.targets.ids(kind));
            ids.map(|(id, _)| id.to_owned()).collect()
        }
        AttributeFault::NoFigure => {
            let all = model.originals().flat_map(|(_, document)| &document.common.figures);
            all.filter_map(|figure| Some(figure.id.as_ref()?.value.0.clone())).collect()
        }
        AttributeFault::NoTable => model.entities().iter().map(|(entity, _)| entity.id()).collect(),
        AttributeFault::NoColumn(entity) => {
            columns(model, *entity).iter().map(|column| column.key.to_owned()).collect()
        }
        AttributeFault::NoDocument => {
            model.targets.ids(Citations::TARGETS[0]).map(|(key, _)| key.to_owned()).collect()
        }
        _ => Vec::new(),
    }
}

/// Words that only say that it is a picture.
const ONLY_A_PICTURE: [&str; 9] =
    ["bild", "bilden", "foto", "fotografi", "illustration", "image", "picture", "photo", "img"];

/// Whether a description does not say what a picture shows: it is empty, says only that it is
/// a picture, or is the name of a file.
#[must_use]
pub fn says_nothing(description: &str) -> bool {
    let text = description.trim();
    let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_file = !text.contains(char::is_whitespace)
        && ending.is_some_and(|ending| PICTURES.contains(&ending.as_str()));
    text.is_empty() || is_file || ONLY_A_PICTURE.contains(&text.to_lowercase().as_str())
}

/// The endings of pictures' files.
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

/// The kinds that an attribute's id may point to. An unknown one has its finding in the theme.
fn kinds(settings: &AttributeSettings) -> Vec<&'static str> {
    let wanted = settings.targets();
    reference_kinds().filter(|name| wanted.contains(name)).collect()
}

fn reference<'a>(
    model: &Model,
    kinds: &[&'static str],
    id: &str,
) -> Result<Meaning<'a>, AttributeFault> {
    match model.targets.find(kinds, id) {
        Some((_, Target::LeftOut(_))) => Err(AttributeFault::LeftOut),
        Some((_, target)) => Ok(Meaning::Target(target)),
        None => Err(AttributeFault::UnknownId(kinds.to_vec())),
    }
}

fn source<'a>(model: &Model, written: &str) -> Result<Meaning<'a>, AttributeFault> {
    let all = written.split(';').map(|one| Citation::parse(one.trim(), Span::at(0)));
    let all: Vec<Citation> = all.collect();
    let unknown = all.iter().filter_map(Citation::reference).any(|reference| {
        let unread = model.targets.is_unread(reference.targets);
        !unread && model.targets.find(reference.targets, &reference.id.value).is_none()
    });
    if unknown { Err(AttributeFault::NoDocument) } else { Ok(Meaning::Source(Citations(all))) }
}

/// A key figure of the page itself, else of the only page that has it.
fn key_figure<'a>(
    model: &'a Model,
    document: &Document,
    id: &str,
) -> Result<Meaning<'a>, AttributeFault> {
    let originals = model.originals();
    let mut found: Vec<(DocumentId, &KeyFigure)> = Vec::new();
    for (at, other) in originals {
        let own = other.common.figures.iter().map(|figure| &figure.value);
        let named = own.filter(|figure| figure.id.as_ref().is_some_and(|own| own.value.0 == id));
        found.extend(named.map(|figure| (at, figure)));
    }
    let original = &document.route.original;
    let own = found.iter().find(|(at, _)| model.documents[*at].route.address == *original);
    match (own, &found[..]) {
        (Some((_, figure)), _) | (None, [(_, figure)]) => Ok(Meaning::KeyFigure(figure)),
        (None, []) => {
            let mut drafts = model.documents.iter().flat_map(|other| &other.common.figures);
            let is_left_out =
                drafts.any(|figure| figure.value.id.as_ref().is_some_and(|own| own.value.0 == id));
            let fault =
                if is_left_out { AttributeFault::LeftOut } else { AttributeFault::NoFigure };
            Err(fault)
        }
        (None, _) => Err(AttributeFault::SeveralFigures),
    }
}

fn table(model: &Model, name: &str) -> Option<Entity> {
    model.entities().iter().map(|(entity, _)| *entity).find(|entity| entity.id() == name)
}

/// The table that a component names.
pub(super) fn table_of(
    model: &Model,
    declared: &ComponentSettings,
    component: &Component,
) -> Option<Entity> {
    let attributes = declared.attributes.iter().map(|attribute| &attribute.value);
    let mut tables = attributes.filter(|attribute| attribute.form() == Form::Table);
    table(model, component.attribute(tables.next()?.name())?)
}

fn has_column(model: &Model, entity: Entity, name: &str) -> bool {
    columns(model, entity).iter().any(|column| column.key == name)
}
