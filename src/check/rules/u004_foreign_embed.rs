//! Something that a page fetches from another site by itself.

use super::prelude::*;
use crate::check::OWN_THEME;
use crate::base::FilePath;
use crate::check::finished::{PageFaultKind, in_script, in_style, is_foreign, on_pages, placed};
use crate::config::BaseUrl;
use crate::source::{Content, THEMES};

pub const RULE: Rule = Rule {
    code: "U004",
    name: "foreign-embed",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Pages,
    title: Text::fixed("Sidan hämtar något från en annan webbplats", "The page fetches something from another site"),
    why: Text::fixed(
        "Varje besökare lämnar då sin IP-adress och vilken sida hen läser till någon annan, utan att ha bett om det.",
        "Every visitor then gives away their IP address and what they read to somebody else, without having asked for it.",
    ),
    source: Text::fixed(
        "Dataskyddsförordningen (EU) 2016/679, artikel 5, 6 och 44.",
        "The General Data Protection Regulation (EU) 2016/679, articles 5, 6 and 44.",
    ),
    bad: Example::Text(&[
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><script src=\"«https://annan.se/raknare.js»\"></script></main></body>\n</html>\n"),
    ]),
    good: Example::Text(&[
        ("content/static/raknare.js", ""),
        OWN_THEME[0],
        OWN_THEME[1],
        ("themes/eget/templates/start.html", "<!doctype html>\n<html lang=\"sv\">\n<head><title>{{ page.title }}</title></head>\n<body><main><h1>{{ page.title }}</h1><script src=\"/raknare.js\"></script></main></body>\n</html>\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in placed(subject, &[PageFaultKind::Foreign]) {
        let message = message(fault.about);
        out.add(&fault.place.file, fault.place.span, message).help(on_pages(&fault, &HELP));
    }
    let written = subject.model.config.site.base_url.as_ref();
    let base = written.and_then(|url| BaseUrl::parse(&url.value));
    let origin = base.map_or_else(String::new, |base| base.origin);
    let themes = subject.theme.chain.iter().flat_map(|theme| {
        subject.source.below(&format!("{THEMES}/{theme}/assets")).map(|(file, _)| file)
    });
    for file in themes.chain(subject.copied.iter().map(|copied| &copied.file)) {
        of_file(subject, file, &origin, out);
    }
}

/// What a style sheet or a script fetches.
fn of_file(subject: &Subject<'_>, file: &FilePath, origin: &str, out: &mut Findings) {
    let Some(Content::Bytes(bytes)) = subject.source.files.get(file).map(|file| &file.content) else { return };
    let tell = |address: &[u8], at: usize| {
        if is_foreign(address, origin) {
            let span = Span::new(at, at + address.len());
            out.add(file, span, message(&String::from_utf8_lossy(address))).help(HELP);
        }
    };
    match file.extension() {
        "css" => in_style(bytes, tell),
        "js" | "mjs" => in_script(bytes, tell),
        _ => {}
    }
}

fn message(address: &str) -> Text {
    Text::new(format!("”{address}” hämtas från en annan webbplats."), format!("“{address}” is fetched from another site."))
}

const HELP: Text = Text::fixed(
    "Spara filen på den egna webbplatsen, eller länka dit i stället.",
    "Save the file on the site itself, or link to it instead.",
);
