//! The set-up of Visual Studio Code: schemas for registers and settings, fields for pages,
//! and a task that shows what `delwebb check` finds.
//!
//! The YAML extension does not read front matter in Markdown, so pages get snippets: the
//! same fields and words, offered by the editor itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::config::TAGS;
use crate::document::kind::{Common, KINDS};
use crate::render::Json;
use crate::yaml::{Field, Record, Shape};

use super::schema::{Known, schema};
use super::topic::{Topic, topics};

/// The folder of the schemas. It is ours alone.
const FOLDER: &str = ".delwebb/schema";

/// What the first line of a file begins with, when others may want to change it.
const MARK: &str =
    "// Skriven av delwebb schema --editor. Ändrar du i filen skrivs den aldrig över.";

/// One file of the set-up.
#[derive(Debug)]
pub struct EditorFile {
    /// Where it goes, below the site's folder.
    pub path: String,
    /// What is in it.
    pub text: String,
    /// The mark of a file that may be somebody's own.
    pub mark: Option<&'static str>,
    /// Whether it is one of the schemas.
    pub is_schema: bool,
}

/// Every file of the set-up.
#[must_use]
pub fn editor_files(known: Known<'_>) -> Vec<EditorFile> {
    let schemas = topics().map(|topic| EditorFile {
        path: schema_path(topic),
        text: schema(topic, known),
        mark: None,
        is_schema: true,
    });
    let own = [
        ("settings.json", settings()),
        ("extensions.json", extensions()),
        ("tasks.json", tasks()),
        ("delwebb.code-snippets", snippets(known)),
    ];
    let own = own.into_iter().map(|(name, json)| {
        let mut text = Vec::new();
        json.write(&mut text);
        EditorFile {
            path: format!(".vscode/{name}"),
            text: String::from_utf8_lossy(&text).into_owned(),
            mark: Some(MARK),
            is_schema: false,
        }
    });
    schemas.chain(own).collect()
}

fn schema_path(topic: Topic) -> String {
    format!("{FOLDER}/{}.json", topic.name())
}

fn settings() -> Json<'static> {
    let files = topics().filter(|topic| !topic.is_page());
    let files = files
        .map(|topic| (Cow::Owned(format!("./{}", schema_path(topic))), Json::from(topic.files())));
    // Words are suggested in Markdown too, and only those that mean something here.
    let markdown = Json::map([
        (
            "editor.quickSuggestions",
            Json::map([
                ("other", Json::from("on")),
                ("comments", Json::from("off")),
                ("strings", Json::from("on")),
            ]),
        ),
        ("editor.wordBasedSuggestions", Json::from("off")),
        ("editor.wordWrap", Json::from("on")),
    ]);
    Json::map([
        ("yaml.schemas", Json::Map(files.collect())),
        ("yaml.schemaStore.enable", Json::from(false)),
        ("files.encoding", Json::from("utf8")),
        ("[markdown]", markdown),
    ])
}

fn extensions() -> Json<'static> {
    Json::map([("recommendations", Json::List(vec![Json::from("redhat.vscode-yaml")]))])
}

/// `delwebb check` with its findings among the editor's problems. Every severity has its own
/// word in `--format oneline`, so there is a pattern for each.
fn tasks() -> Json<'static> {
    let matcher = |word: &'static str, severity: &'static str| {
        let pattern = Json::map([
            ("regexp", Json::from(format!(r"^(.+?):(\d+):(\d+): {word}\[([A-Z]\d{{3}})\]: (.*)$"))),
            ("file", Json::from(1)),
            ("line", Json::from(2)),
            ("column", Json::from(3)),
            ("code", Json::from(4)),
            ("message", Json::from(5)),
        ]);
        Json::map([
            ("owner", Json::from(format!("delwebb-{severity}"))),
            ("source", Json::from("delwebb")),
            ("severity", Json::from(severity)),
            (
                "fileLocation",
                Json::List(vec![Json::from("relative"), Json::from("${workspaceFolder}")]),
            ),
            ("pattern", pattern),
        ])
    };
    let matchers =
        vec![matcher("fel", "error"), matcher("varning", "warning"), matcher("tips", "info")];
    let arguments = ["check", "--format", "oneline", "--lang", "sv"];
    let quiet = Json::map([("reveal", Json::from("silent")), ("clear", Json::from(true))]);
    let task = Json::map([
        ("label", Json::from("delwebb: granska")),
        ("type", Json::from("process")),
        ("command", Json::from("delwebb")),
        ("args", Json::List(arguments.map(Json::from).to_vec())),
        ("group", Json::map([("kind", Json::from("test")), ("isDefault", Json::from(true))])),
        ("presentation", quiet),
        ("problemMatcher", Json::List(matchers)),
    ]);
    Json::map([("version", Json::from("2.0.0")), ("tasks", Json::List(vec![task]))])
}

/// A snippet for every field of front matter.
fn snippets(known: Known<'_>) -> Json<'static> {
    let mut all: BTreeMap<&str, Vec<&Field>> = BTreeMap::new();
    let fields = Common::FIELDS.iter().chain(KINDS.iter().flat_map(|kind| kind.fields));
    for field in fields {
        let same = all.entry(field.key).or_default();
        if same.iter().all(|known| known.shape != field.shape) {
            same.push(field);
        }
    }
    let entries = all.into_iter().map(|(key, fields)| {
        let mut choices: Vec<String> =
            fields.iter().flat_map(|field| known.choices_of(field.shape)).collect();
        choices.dedup();
        let first = fields[0];
        let body = match first.shape {
            Shape::Mapping(own) => nested(key, "  ", own, known),
            Shape::List(Shape::Mapping(own)) => nested(key, "  - ", own, known),
            Shape::List(_) => vec![format!("{key}: [{}]", stop(1, &choices))],
            _ => vec![format!("{key}: {}", stop(1, &choices))],
        };
        (Cow::Owned(format!("delwebb {key}")), snippet(key, body, first.doc))
    });
    let own = known.model.config.taxonomies().into_iter().filter(|own| own.key != TAGS);
    let own = own.map(|own| {
        let about = own.title.unwrap_or_default();
        (
            Cow::Owned(format!("delwebb {}", own.key)),
            snippet(&own.key, vec![format!("{}: [$1]", own.key)], &about),
        )
    });
    Json::Map(entries.chain(own).collect())
}

fn snippet(key: &str, body: Vec<String>, about: &str) -> Json<'static> {
    Json::map([
        // Front matter is YAML to the editor, though the file is Markdown.
        ("scope", Json::from("markdown,yaml")),
        ("prefix", Json::from(key.to_owned())),
        ("body", Json::List(body.into_iter().map(Json::from).collect())),
        ("description", Json::from(about.to_owned())),
    ])
}

/// The lines of a field with fields of its own: those that are required.
fn nested(key: &str, first: &str, fields: &[Field], known: Known<'_>) -> Vec<String> {
    let mut lines = vec![format!("{key}:")];
    let mut before = first.to_owned();
    let required = fields.iter().filter(|field| field.required);
    for (at, field) in required.enumerate() {
        let value = stop(at + 1, &known.choices_of(field.shape));
        let value =
            if matches!(field.shape, Shape::List(_)) { format!("[{value}]") } else { value };
        lines.push(format!("{before}{}: {value}", field.key));
        before = " ".repeat(first.len());
    }
    lines
}

/// More words than this are no help in a list.
const MOST_CHOICES: usize = 60;

/// A place to write at, with the words that may stand there.
fn stop(number: usize, choices: &[String]) -> String {
    if choices.is_empty() || choices.len() > MOST_CHOICES {
        return format!("${number}");
    }
    let escaped: Vec<String> = choices
        .iter()
        .map(|word| {
            let mut out = String::new();
            for c in word.chars() {
                if "\\,|$}".contains(c) {
                    out.push('\\');
                }
                out.push(c);
            }
            out
        })
        .collect();
    format!("${{{number}|{}|}}", escaped.join(","))
}
