//! What the forms of a report say, each read by another program than the one that wrote it.

use std::io::{Cursor, Read};

use delwebb::paper::{Block, Inline, List, Mark, Paper, docx, markdown};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Where the pages are.
pub const BASE: &str = "https://prov.example/rapporter/2025/";

/// The parts of a Word document by their names.
pub fn parts(bytes: Vec<u8>) -> impl Fn(&str) -> String {
    let zip = std::cell::RefCell::new(zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip"));
    move |name| {
        let mut text = String::new();
        let mut zip = zip.borrow_mut();
        zip.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
        text
    }
}

/// The words of every line of a paper, from first to last.
pub fn said(paper: &Paper) -> Vec<String> {
    fn line(inlines: &[Inline], out: &mut String) {
        out.push(' ');
        for inline in inlines {
            match inline {
                Inline::Text { text, .. } => out.push_str(text),
                Inline::Break => out.push(' '),
                Inline::Picture(picture) => out.push_str(&picture.alternative),
            }
        }
    }
    fn all(blocks: &[Block], out: &mut String) {
        for block in blocks {
            match block {
                Block::Heading { inlines, .. }
                | Block::Paragraph(inlines)
                | Block::Caption(inlines) => line(inlines, out),
                Block::Quote(blocks) => all(blocks, out),
                Block::List(list) => list.items.iter().for_each(|item| all(item, out)),
                Block::Terms(terms) => {
                    for term in terms {
                        term.names.iter().for_each(|name| line(name, out));
                        term.says.iter().for_each(|said| all(said, out));
                    }
                }
                Block::Table(table) => {
                    line(&table.caption, out);
                    let rows = table.head.iter().chain(&table.body);
                    rows.flatten().for_each(|cell| all(&cell.blocks, out));
                }
                Block::Verbatim(text) => {
                    out.push(' ');
                    out.push_str(text);
                }
            }
        }
    }
    let mut out = String::new();
    all(&paper.blocks, &mut out);
    words(&out)
}

/// How many items of lists have a mark or a number.
pub fn marked(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::List(List { mark, items }) => {
            let own = if *mark == Mark::Nothing { 0 } else { items.len() };
            own + items.iter().map(|item| marked(item)).sum::<usize>()
        }
        Block::Quote(blocks) => marked(blocks),
        Block::Terms(terms) => {
            terms.iter().flat_map(|term| &term.says).map(|said| marked(said)).sum()
        }
        Block::Table(table) => {
            let rows = table.head.iter().chain(&table.body);
            rows.flatten().map(|cell| marked(&cell.blocks)).sum()
        }
        _ => 0,
    };
    blocks.iter().map(of).sum()
}

/// The words of a text.
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The words of Markdown, as a reader of GFM sees them.
pub fn read_back(markdown: &str) -> Vec<String> {
    let mut out = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::InlineHtml(html) if html.starts_with("<br") => out.push(' '),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough) => {}
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {}
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough) => {}
            Event::End(TagEnd::Link | TagEnd::Image) => {}
            Event::Start(_) | Event::End(_) => out.push(' '),
            _ => {}
        }
    }
    words(&out)
}

/// The words of the main part of a Word document.
pub fn read_word(main: &str) -> Vec<String> {
    let mut out = String::new();
    for piece in main.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag");
        if tag.starts_with("w:t ") {
            out.push_str(text);
        } else if matches!(tag, "/w:p" | "w:br/" | "w:tab/") {
            out.push(' ');
        } else if let Some((_, said)) =
            tag.split_once(" descr=\"").filter(|_| tag.starts_with("wp:docPr"))
        {
            out.push_str(said.split('"').next().expect("a value"));
        }
    }
    let plain = quick_xml::escape::unescape(&out).expect("entities").into_owned();
    words(&plain)
}

/// The forms of a page whose report has this in it: Markdown, and the main part of Word.
pub fn forms(inside: &str) -> (String, String) {
    let html = format!("<html lang=sv><body><main data-rapport>{inside}</main>");
    let paper = Paper::read(&html, BASE);
    let part = parts(docx(&paper).expect("a document"));
    (markdown(&paper), part("word/document.xml"))
}
