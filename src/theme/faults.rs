//! What can be wrong with a theme, and where in which template.

use tera::ErrorKind;

use crate::base::{FilePath, Place, Span};
use crate::source::Source;
use crate::yaml::Fault;

use super::{OptionFault, PictureFault, StringFault, file};

/// Something wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeFault {
    /// A choice in `site.yaml` that the theme does not offer, or that cannot be read.
    Choice {
        /// Where.
        place: Place,
        /// What is wrong.
        fault: OptionFault,
    },
    /// A picture that cannot be drawn as it is declared.
    Picture {
        /// Where.
        place: Place,
        /// What is wrong.
        fault: PictureFault,
    },
    /// There is no theme of that name. Where it was asked for, if another theme did.
    NoTheme {
        /// The name.
        name: String,
        /// The `utökar` that asks for it.
        place: Option<Place>,
    },
    /// Themes that extend each other in a ring.
    Ring {
        /// The `utökar` that closes it.
        place: Place,
    },
    /// `theme.yaml` is missing or empty.
    NoSettings {
        /// Where it should be.
        place: Place,
    },
    /// A fault in one of the theme's YAML files.
    Yaml {
        /// The file.
        file: FilePath,
        /// The fault.
        fault: Fault,
    },
    /// A style sheet names an asset that is not there.
    NoAsset {
        /// Where.
        place: Place,
        /// The name.
        name: String,
    },
    /// An asset whose name no address can have.
    BadAssetName {
        /// The file.
        place: Place,
    },
    /// A template the program needs is missing.
    NoTemplate {
        /// Where it should be.
        place: Place,
    },
    /// A string that is missing, unused or filled in with the wrong names.
    String {
        /// Where.
        place: Place,
        /// Its key.
        key: String,
        /// What is wrong.
        fault: StringFault,
    },
    /// A template that cannot be used.
    Template {
        /// Where, and what the template engine says.
        at: TemplatePlace,
    },
}

/// A place in a template, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatePlace {
    /// The place.
    pub place: Place,
    /// What the template engine says, in English.
    pub said: String,
}

impl TemplatePlace {
    /// The string that the theme lacks, when that is what is wrong.
    #[must_use]
    pub fn missing_string(&self) -> Option<&str> {
        let (name, _) = self.said.strip_prefix("the theme has no string `")?.split_once('`')?;
        Some(name)
    }
}

/// The template engine's error as places and words; one for every template it names.
#[must_use]
pub fn reported(source: &Source, chain: &[String], error: &tera::Error) -> Vec<TemplatePlace> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            let file = template_file(source, chain, report.filename());
            let said = report.message().to_owned();
            vec![TemplatePlace { place: Place::new(&file, Span::from(range)), said }]
        }
        ErrorKind::MissingParent { current, parent } => {
            let file = template_file(source, chain, current);
            let span = find(source, &file, parent);
            let said = format!("it extends `{parent}`, which does not exist");
            vec![TemplatePlace { place: Place::new(&file, span), said }]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let file = template_file(source, chain, tpl);
            let said = "templates that extend or include each other in a ring".to_owned();
            vec![TemplatePlace { place: Place::new(&file, Span::at(0)), said }]
        }
        _ => from_report(source, chain, &error.to_string()),
    }
}

/// The engine's own variable that shows all others, in any order: with it the same source
/// would not give the same bytes.
const EVERYTHING: &str = "__tera_context";

/// Where the template `name` asks for every variable at once.
#[must_use]
pub fn shows_everything(
    source: &Source,
    chain: &[String],
    (name, text): (&str, &str),
) -> Option<TemplatePlace> {
    let start = text.find(EVERYTHING)?;
    let place = Place::new(
        &template_file(source, chain, name),
        Span::from(start..start + EVERYTHING.len()),
    );
    Some(TemplatePlace { place, said: format!("Variable `{EVERYTHING}` is not defined") })
}

/// Reads the engine's report of several errors: `error: …` and ` --> name:line:column`.
fn from_report(source: &Source, chain: &[String], report: &str) -> Vec<TemplatePlace> {
    let mut found = Vec::new();
    let mut said = report.lines().next().unwrap_or("");
    for line in report.lines() {
        if let Some(message) = line.strip_prefix("error: ") {
            said = message;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|n| n.parse().ok()).unwrap_or(1);
            let row = parts.next().and_then(|n| n.parse().ok()).unwrap_or(1);
            let file = template_file(source, chain, parts.next().unwrap_or(""));
            let span = at(source.text(&file), row, column);
            let place = Place::new(&file, span);
            found.push(TemplatePlace { place, said: said.to_owned() });
        }
    }
    if found.is_empty() {
        let file = chain.first().map_or_else(|| FilePath::new(""), |name| file(name, "theme.yaml"));
        let said = report.lines().next().unwrap_or("").to_owned();
        found.push(TemplatePlace { place: Place::new(&file, Span::at(0)), said });
    }
    found
}

/// The file of a template: it is named by its theme and path, or by its path alone.
fn template_file(source: &Source, chain: &[String], name: &str) -> FilePath {
    let full = name.split_once('/').map(|(theme, path)| file(theme, &format!("templates/{path}")));
    let mut candidates =
        full.into_iter().chain(chain.iter().map(|theme| file(theme, &format!("templates/{name}"))));
    let first = candidates.next().unwrap_or_else(|| FilePath::new(name));
    if source.files.contains_key(&first) {
        return first;
    }
    candidates.find(|file| source.files.contains_key(file)).unwrap_or(first)
}

fn find(source: &Source, file: &FilePath, words: &str) -> Span {
    source.text(file).find(words).map_or(Span::at(0), |at| Span::new(at, at + words.len()))
}

/// The word at a line and column, both from 1.
fn at(text: &str, row: usize, column: usize) -> Span {
    let line_start: usize = text.split_inclusive('\n').take(row - 1).map(str::len).sum();
    let line = text[line_start..].lines().next().unwrap_or("");
    let start = line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
    let word = |c: char| !(c.is_alphanumeric() || "_./\"'".contains(c));
    let len = line[start..].find(word).unwrap_or(line.len() - start).max(1);
    Span::new(line_start + start, (line_start + start + len).min(text.len()))
}
