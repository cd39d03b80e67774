//! What always holds, whatever is written. One function for each thing that people write: it
//! takes a text through the program and panics when something does not hold.
//!
//! `any_input.rs` asks with texts that are nearly right, the fuzz targets in `fuzz/` with
//! whatever finds a new way through the code.

#![allow(dead_code, reason = "every runner uses its own part")]

pub mod file;
pub mod html;
mod site;
mod text;

pub use site::{checked, page, parts, survives};
pub use text::{outline, plain};

/// The least that is a site.
const LEAST: &[(&str, &str)] = &[
    ("content/site.yaml", SETTINGS[0]),
    ("content/index.md", "---\ntitel: A\n---\n"),
    ("content/register/dokument.yaml", "- {id: d, nyckel: F, titel: Planen, typ: plan}\n"),
];

/// The settings: everything off, and everything on.
const SETTINGS: [&str; 2] = [
    "titel: A\nadress: \"https://exempel.se/d/\"\n",
    "titel: A\nadress: \"https://exempel.se/\"\ntypografi: nej\nrå_html: sanerad\nspråk: [sv, en]\n",
];

/// What links and the words of a text can lead to.
const LINKED: &[(&str, &str)] = &[
    ("content/om/b.md", "---\ntitel: B\n---\n## Rubrik\n"),
    (
        "content/register/ordlista.yaml",
        "- {id: plan, term: plan, förklaring: a, synonymer: [planen]}\n\
         - {id: sip, term: samordnad individuell plan, förkortning: SIP, förklaring: b}\n",
    ),
];

/// What the attributes of components can name.
const NAMED: &[(&str, &str)] = &[
    (
        "content/projekt/c.md",
        "---\ntitel: C\nnyckeltal: [{id: n, vad: a, värde: ca 15, källa: F 1}]\n---\n",
    ),
    ("content/om/bild.png", "x"),
    ("content/register/kontakter.yaml", "- {id: k, roll: Stöd, e-post: a@b.se}\n"),
];

/// What the rules of language look words up in.
const WORDS: &[(&str, &str)] = &[
    (
        "content/register/ordbyten.yaml",
        "- {ord: samt, hellre: och}\n- {ord: bl.a., hellre: bland annat}\n\
         - {ord: med avseende på, hellre: om}\n- {ord: avse, former: [avser], hellre: gälla}\n",
    ),
    (
        "content/register/ordlista.yaml",
        "- {id: pilot, term: Pilot, förklaring: a, undvik: [testverksamhet]}\n\
         - {id: sip, term: samordnad individuell plan, förkortning: SIP, förklaring: b}\n",
    ),
    ("content/register/egna_ord.yaml", "- {ord: breddinföra}\n"),
];

/// Running text in Swedish, read by the rules alone: no page is made of it.
pub fn language(text: &str) {
    let page = format!("---\ntitel: A\ningress: B\n---\n{text}");
    let own = [("content/site.yaml", SETTINGS[1]), ("content/om/a.md", page.as_str())];
    checked(&[LEAST, WORDS, &own].concat());
}

/// Front matter: one page or several, each after a line `=== ` with its path.
pub fn front_matter(text: &str) {
    let pages = parts(text, "projekt/a.md");
    let pages = pages.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    survives(&LEAST.iter().copied().chain(pages).collect::<Vec<_>>(), text.len());
}

/// Markdown: its pieces, its outline, its HTML.
pub fn markdown(body: &str) {
    plain(body);
    on_a_page(body, LINKED);
}

/// Markdown that is dense with components.
pub fn components(body: &str) {
    on_a_page(body, &[LINKED, NAMED].concat());
}

fn on_a_page(body: &str, around: &[(&str, &str)]) {
    outline(body);
    let turn = body.len();
    let front = ["ordlista: ja\n", ""][turn % 2];
    let text = format!("---\ntitel: A\n{front}---\n{body}");
    let own = [("content/site.yaml", SETTINGS[turn / 2 % 2]), ("content/om/a.md", &text)];
    let files = [LEAST, around, &own].concat();
    html::holds(&page(&files, "om/a/index.html", turn));
}

/// One register or several, each after a line `=== ` with its file's name.
pub fn registers(text: &str) {
    let registers = parts(text, "register/grupper.yaml");
    let registers = registers.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    survives(&LEAST.iter().copied().chain(registers).collect::<Vec<_>>(), text.len());
}

/// `site.yaml`.
pub fn site_settings(text: &str) {
    let own = [
        ("content/site.yaml", text),
        ("content/om/a.en.md", "---\ntitel: A\ntaggar: [x]\n---\n\"a\" <b>c</b>\n"),
    ];
    survives(&[LEAST, &own].concat(), text.len());
}

/// Everything that is made of a title, a name or a path.
pub fn slugs(text: &str) {
    text::slugs(text);
    text::typesetting(text);
    text::values(text);
}
