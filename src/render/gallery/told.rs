//! What is said of a picture besides what it shows: on the page that shows it, else in the
//! register of pictures.

use crate::base::{FilePath, Spanned};
use crate::document::Document;
use crate::document::kind::PagePicture;
use crate::document::register::Picture;
use crate::model::{Model, ResolvedLink};
use crate::pictures::Focus;
use crate::source::CONTENT;

/// What is said of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::render) struct Told<'a> {
    /// What stands below it.
    pub caption: Option<&'a str>,
    /// Who made it.
    pub credit: Option<&'a str>,
    /// What has to be seen of it where it is cut.
    pub focus: Option<Focus>,
}

/// What is said of the picture `file` on the page `document`.
pub(in crate::render) fn told<'a>(
    model: &'a Model,
    document: &'a Document,
    file: &FilePath,
) -> Told<'a> {
    let own = own_pictures(document).find(|own| file_of(model, document, own) == Some(file));
    let path = file.below(CONTENT).unwrap_or_default();
    let is_it = |row: &&Picture| {
        let named = row.file.as_ref().map(|file| Picture::path_below_content(&file.value));
        named == Some(path)
    };
    let mut rows = model.registers.pictures.iter().map(|row| &row.value);
    let row = rows.find(is_it);
    // The register is in the site's first language.
    let is_first = document.route.edition.language == model.config.language();
    let text = |text: &'a Option<Spanned<String>>| text.as_ref().map(|text| text.value.as_str());
    let long = |row: &'a Picture| row.caption.as_ref().map(|text| text.value.0.as_str());
    let focus =
        |text: &'a Option<Spanned<String>>| text.as_ref().and_then(|t| Focus::parse(&t.value));
    let own_caption = own.and_then(|own| own.caption.as_ref()).map(|text| text.value.0.as_str());
    Told {
        caption: own_caption.or_else(|| row.filter(|_| is_first).and_then(long)),
        credit: own
            .and_then(|own| text(&own.credit))
            .or_else(|| row.and_then(|row| text(&row.maker))),
        focus: own
            .and_then(|own| focus(&own.focus))
            .or_else(|| row.and_then(|row| focus(&row.focus))),
    }
}

/// The pictures that the front matter of a page tells of, the one it is shown by first.
pub(super) fn own_pictures(document: &Document) -> impl Iterator<Item = &PagePicture> {
    let first = document.common.picture.iter().map(|picture| &picture.value);
    first.chain(document.common.pictures.iter().map(|picture| &picture.value))
}

/// The file that a page's front matter names.
pub(in crate::render) fn file_of<'m>(
    model: &'m Model,
    document: &Document,
    picture: &PagePicture,
) -> Option<&'m FilePath> {
    let written = &picture.file.as_ref()?.value;
    match model.resolve_written(document, written, true) {
        Ok(ResolvedLink::File(out)) => Some(&model.copied.get(&out)?.file),
        _ => None,
    }
}
