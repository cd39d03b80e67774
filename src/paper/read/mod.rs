//! A paper from a finished page.
//!
//! The page is read as browsers read it (html5ever), so whatever a theme writes becomes something;
//! a word is left out only where the page says so. Elements that this file does not know are their
//! content.

mod flow;
mod lists;
mod table;

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Node};
use url::Url;

use super::chars::{is_nothing, is_space};
use super::page::{is_contents, unescaped};
use super::{Block, Inline, Look, Paper, Picture, Rise, each_in, headings, plain};
use flow::Flow;
pub(super) use flow::one_line;

/// What has no place on paper: what leads about the web, works in a browser, or is not shown.
const LEFT_OUT: [&str; 19] = [
    "audio", "button", "canvas", "datalist", "dialog", "embed", "iframe", "input", "link", "meta",
    "nav", "noscript", "object", "script", "select", "style", "template", "textarea", "video",
];

/// What stands on lines of its own.
const APART: [&str; 28] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "p",
    "search",
    "section",
    "summary",
    "td",
    "tr",
];

/// No page has more elements in each other; below, only the words are taken.
const DEEPEST: usize = 100;

impl Paper {
    /// What the finished page `html` says in the element `[data-rapport]` (else in `<main>`, else
    /// at all). `base` is the whole address of the page, from which links lead; without it they
    /// stay as they are written.
    #[must_use]
    pub fn read(html: &str, base: &str) -> Self {
        let page = Html::parse_document(html);
        let root = page.root_element();
        let all = || root.descendent_elements();
        let report = all()
            .find(|element| element.attr("data-rapport").is_some())
            .or_else(|| all().find(|element| element.value().name() == "main"))
            .or_else(|| all().find(|element| element.value().name() == "body"))
            .unwrap_or(root);
        let language = root.attr("lang").unwrap_or_default().trim().to_owned();
        let said = |name: &str| {
            let metas = all().filter(|element| element.value().name() == "meta");
            let mut named = metas.filter(|element| {
                element.attr("name") == Some(name) || element.attr("property") == Some(name)
            });
            let content = named.find_map(|element| element.attr("content"));
            content.map(words).filter(|content| !content.is_empty())
        };
        let mut reader =
            Reader { base: Url::parse(base).ok(), language, contents: None, ids: Vec::new() };
        let mut blocks = reader.blocks(report, &Look::default(), 0);
        reader.settle_links(&mut blocks);
        let first = blocks.iter().find_map(|block| match block {
            Block::Heading { level: 1, inlines, .. } => Some(plain(inlines)),
            _ => None,
        });
        let title = || {
            let title = all().find(|element| element.value().name() == "title");
            title.map(|title| words(&title.text().collect::<String>())).unwrap_or_default()
        };
        Self {
            title: first.unwrap_or_else(title),
            publisher: said("author").or_else(|| said("og:site_name")),
            contents: reader.contents,
            language: reader.language,
            day: None,
            blocks,
        }
    }
}

/// What is known while a page is read.
struct Reader {
    /// Where links lead from.
    base: Option<Url>,
    /// The language of the page.
    language: String,
    /// What its list of contents is called.
    contents: Option<String>,
    /// The `id`s of what has just begun, for its heading.
    ids: Vec<String>,
}

impl Reader {
    /// What `element` holds.
    fn blocks(&mut self, element: ElementRef<'_>, look: &Look, depth: usize) -> Vec<Block> {
        let mut flow = Flow::default();
        self.inside(element, look, depth, &mut flow);
        flow.end()
    }

    /// What `element` holds, as one line.
    fn line(&mut self, element: ElementRef<'_>, look: &Look, depth: usize) -> Vec<Inline> {
        one_line(self.blocks(element, look, depth))
    }

    fn inside(&mut self, element: ElementRef<'_>, look: &Look, depth: usize, flow: &mut Flow) {
        if depth > DEEPEST {
            let text = element.text().collect::<String>();
            flow.push_text(&text, look);
            return;
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => flow.push_text(text, look),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, look, depth + 1, flow);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, look: &Look, depth: usize, flow: &mut Flow) {
        let name = element.value().name();
        if name == "nav" && self.contents.is_none() && is_contents(*element) {
            self.contents = element.attr("aria-label").map(words).filter(|name| !name.is_empty());
        }
        if is_left_out(element) {
            return;
        }
        let look = &self.look_of(element, look);
        let is_apart = APART.contains(&name);
        if is_apart {
            flow.end_line(&mut self.ids);
            self.ids.extend(element.attr("id").map(str::to_owned));
        }
        match name {
            "br" => flow.push(Inline::Break),
            "img" => self.picture(element, flow),
            "svg" => chart(element, flow),
            // What is in it are the parts of a drawing.
            _ if element.attr("role") == Some("img") => chart(element, flow),
            "pre" => {
                let text = element.text().collect::<String>();
                flow.block(Block::Verbatim(text.trim_matches('\n').to_owned()), &mut self.ids);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element, look, depth, flow),
            "ul" | "ol" | "menu" => self.list(element, look, depth, flow),
            "dl" => self.terms(element, look, depth, flow),
            "table" => self.table(element, look, depth, flow),
            "blockquote" => {
                let blocks = self.blocks(element, look, depth);
                if !blocks.is_empty() {
                    flow.block(Block::Quote(blocks), &mut self.ids);
                }
            }
            "figcaption" => {
                let line = self.line(element, look, depth);
                if !line.is_empty() {
                    flow.block(Block::Caption(line), &mut self.ids);
                }
            }
            "q" => {
                let (before, after) = quotes(look.language.as_ref().unwrap_or(&self.language));
                flow.push_text(before, look);
                self.inside(element, look, depth, flow);
                flow.push_text(after, look);
            }
            "sup" if is_note(element) => {
                flow.push_text("[", look);
                self.inside(element, look, depth, flow);
                flow.push_text("]", look);
            }
            _ => self.inside(element, look, depth, flow),
        }
        if is_apart {
            flow.end_line(&mut self.ids);
        }
    }

    /// How words in `element` look.
    fn look_of(&self, element: ElementRef<'_>, look: &Look) -> Look {
        let mut look = look.clone();
        match element.value().name() {
            "strong" | "b" | "summary" | "legend" => look.is_strong = true,
            "em" | "i" | "cite" | "dfn" | "var" => look.is_stressed = true,
            "s" | "del" | "strike" => look.is_struck = true,
            "sup" if !is_note(element) => look.rise = Rise::Raised,
            "sub" => look.rise = Rise::Lowered,
            "a" => look.link = element.attr("href").map(|href| self.address(href)).or(look.link),
            _ => {}
        }
        if let Some(language) = element.attr("lang") {
            let is_other = !language.trim().is_empty() && language.trim() != self.language;
            look.language = is_other.then(|| language.trim().to_owned());
        }
        look
    }

    /// The whole address that `href` leads to; `#…` when that is in this page.
    fn address(&self, href: &str) -> String {
        let Some(base) = &self.base else { return href.trim().to_owned() };
        let Ok(address) = base.join(href.trim()) else { return href.trim().to_owned() };
        let mut page = address.clone();
        page.set_fragment(None);
        match address.fragment() {
            Some(fragment) if page == *base => format!("#{fragment}"),
            _ => address.into(),
        }
    }

    /// What leads to a place that is no heading of this paper leads to the page.
    fn settle_links(&self, blocks: &mut [Block]) {
        let ids: BTreeSet<String> = headings(blocks, true)
            .into_iter()
            .filter_map(
                |heading| if let Block::Heading { ids, .. } = heading { Some(ids) } else { None },
            )
            .flatten()
            .cloned()
            .collect();
        each_in(blocks, &mut |inline| {
            if let Inline::Text { look, .. } = inline
                && let Some(link) = &mut look.link
                && let Some(place) = link.strip_prefix('#')
            {
                let id = unescaped(place);
                if ids.contains(&id) {
                    *link = format!("#{id}");
                } else if let Some(base) = &self.base {
                    *link = base.join(link).map_or_else(|_| link.clone(), String::from);
                }
            }
        });
    }

    fn heading(&mut self, element: ElementRef<'_>, look: &Look, depth: usize, flow: &mut Flow) {
        flow.end_line(&mut self.ids);
        let own = element.descendants().filter_map(|node| node.value().as_element()?.id());
        self.ids.extend(own.map(str::to_owned));
        let ids = std::mem::take(&mut self.ids);
        let level = element.value().name().bytes().last().map_or(1, |digit| digit - b'0');
        let inlines = self.line(element, look, depth);
        if !inlines.is_empty() {
            flow.block(Block::Heading { level, ids, inlines }, &mut self.ids);
        }
    }

    fn picture(&self, element: ElementRef<'_>, flow: &mut Flow) {
        let alternative = words(element.attr("alt").unwrap_or_default());
        if !alternative.is_empty() {
            let address = element.attr("src").map(|src| self.address(src));
            flow.push(Inline::Picture(Picture { alternative, address, bytes: None }));
        }
    }
}

/// A drawing in the page, as what it says of itself, or else the words that are drawn.
fn chart(element: ElementRef<'_>, flow: &mut Flow) {
    let named = |wanted: &str| {
        let mut all = element.descendent_elements();
        let found = all.find(|inside| inside.value().name() == wanted);
        found.map(|found| words(&found.text().collect::<String>()))
    };
    let said = [element.attr("aria-label").map(words).or_else(|| named("title")), named("desc")];
    let mut said = said.into_iter().flatten().filter(|said| !said.is_empty());
    let alternative = said.next().map_or_else(
        || words(&element.text().flat_map(|text| [text, " "]).collect::<String>()),
        |first| said.fold(first, |all, more| format!("{all} {more}")),
    );
    if !alternative.is_empty() {
        flow.push(Inline::Picture(Picture { alternative, ..Picture::default() }));
    }
}

/// Whether something raised is the mark of a note: it leads to a place in the page.
fn is_note(raised: ElementRef<'_>) -> bool {
    let leads = |inside: ElementRef<'_>| {
        inside.value().name() == "a" && inside.attr("href").is_some_and(|to| to.starts_with('#'))
    };
    raised.child_elements().any(leads)
}

/// What stands around a quotation in a line, in this language.
fn quotes(language: &str) -> (&'static str, &'static str) {
    match language.split('-').next().unwrap_or_default() {
        "sv" | "fi" | "" => ("”", "”"),
        "de" => ("„", "“"),
        "da" | "fr" | "nb" | "nn" | "no" => ("«", "»"),
        _ => ("“", "”"),
    }
}

fn is_left_out(element: ElementRef<'_>) -> bool {
    LEFT_OUT.contains(&element.value().name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("data-utan-papper").is_some()
}

/// `text` with single spaces, and none around it.
fn words(text: &str) -> String {
    let text: String = text.chars().filter(|c| is_space(*c) || !is_nothing(*c)).collect();
    let parts = text.split(is_space).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}
