//! A paper as a Word document (Office Open XML, ECMA-376): real styles, headings and lists, tables
//! whose heads repeat, texts for pictures, a language and a title, so that an officer can go on
//! writing in it.
//!
//! The parts are written with quick-xml and packed with zip, which are there anyway; `styles.xml`
//! and `numbering.xml` say how everything looks. The same paper is always the same bytes.

mod contents;
mod document;
mod package;
mod picture;
mod table;
mod text;
mod xml;

use crate::base::{Failure, Language, Text};

use super::Paper;
use document::Document;

/// The paper as a Word document.
///
/// # Errors
/// When it is larger than a zip can hold.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, Failure> {
    let document = Document::of(paper);
    package::pack(paper, document).map_err(|error| {
        Failure::new(Text::new(
            format!("Word-dokumentet kunde inte packas: {error}"),
            format!("The Word document could not be packed: {error}"),
        ))
    })
}

/// A language as Word knows it: with a country, where most write it.
fn word_language(tag: &str) -> String {
    let Ok(language) = Language::parse(tag) else { return "sv-SE".to_owned() };
    let country = match language.tag() {
        "sv" => "SE",
        "en" => "GB",
        "fi" => "FI",
        "nb" | "nn" | "se" => "NO",
        "da" => "DK",
        "de" => "DE",
        "fr" => "FR",
        "es" => "ES",
        "pl" => "PL",
        "uk" => "UA",
        "ru" => "RU",
        "ar" => "SA",
        "fa" => "IR",
        "so" => "SO",
        "ti" => "ER",
        "tr" => "TR",
        other => return other.to_owned(),
    };
    format!("{}-{country}", language.tag())
}

/// Whether a language is written from right to left.
fn is_right_to_left(tag: &str) -> bool {
    Language::parse(tag).is_ok_and(Language::is_right_to_left)
}
