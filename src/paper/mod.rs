//! A report outside the web, always made of its finished page: a report has one text, whatever
//! form it is in and whichever theme made it.
//!
//! For browsers and paper the page itself, alone and whole in one file, and that printed. For
//! those who go on writing what it says, as a small tree that knows headings, lists, tables and
//! languages but nothing of themes or classes, and that tree as Markdown and as a Word document.
//! For the archive the inside of its element.

mod adopted;
mod browser;
mod chars;
mod docx;
mod grid;
mod markdown;
mod numbered;
mod page;
mod pdf;
mod press;
mod read;
mod sheet;

pub use adopted::adopted;
pub use browser::Browser;
pub use docx::docx;
pub use markdown::markdown;
pub use page::standalone;
pub use pdf::pdf;

/// What a page says, for paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// What it is called: its first `<h1>`, or the `<title>` of the page.
    pub title: String,
    /// The language of the page, as its tag says (BCP 47); empty when it does not.
    pub language: String,
    /// Who publishes it: `<meta name="author">`, or `og:site_name`.
    pub publisher: Option<String>,
    /// What its own list of contents is called, when it has one.
    pub contents: Option<String>,
    /// The day that is written in the properties of a file, as `2026-01-24`. The page does not say
    /// it: whoever knows it sets it, and without it nothing is written.
    pub day: Option<String>,
    /// What it says, from first to last.
    pub blocks: Vec<Block>,
}

/// A piece of a paper that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1–6.
        level: u8,
        /// What leads to it: its own `id`, those in it, and those of what it begins, such as
        /// `<section>`.
        ids: Vec<String>,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// What a figure is called.
    Caption(Vec<Inline>),
    /// A list.
    List(List),
    /// A list of terms and what is said of them (`<dl>`).
    Terms(Vec<Term>),
    /// A table.
    Table(Table),
    /// A quotation.
    Quote(Vec<Self>),
    /// Text whose spaces and lines mean something (`<pre>`).
    Verbatim(String),
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// How its items are marked.
    pub mark: Mark,
    /// The items.
    pub items: Vec<Vec<Block>>,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// With the same mark each.
    Bullet,
    /// With numbers, from this one.
    Number(u32),
    /// Not at all: they have an order that their own words tell, such as days
    /// (`<ol data-utan-nummer>`).
    Nothing,
}

/// A group of a list of terms: one or more terms and what is said of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    /// The terms.
    pub names: Vec<Vec<Inline>>,
    /// What is said of them.
    pub says: Vec<Vec<Block>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What it is called.
    pub caption: Vec<Inline>,
    /// The rows that say what the columns hold.
    pub head: Vec<Row>,
    /// All other rows; those of `<tfoot>` last.
    pub body: Vec<Row>,
}

/// A row of a table: its cells.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Whether it is a heading, of its row or its column.
    pub is_heading: bool,
    /// How many columns it fills, at least 1.
    pub columns: usize,
    /// How many rows it fills, at least 1.
    pub rows: usize,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words that look the same.
    Text {
        /// The words. Spaces are single; there are no line breaks.
        text: String,
        /// How they look, what they lead to, which language they are in.
        look: Look,
    },
    /// A new line.
    Break,
    /// A picture.
    Picture(Picture),
}

/// How words look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// They are important.
    pub is_strong: bool,
    /// They are stressed, or the name of a work.
    pub is_stressed: bool,
    /// They are no longer true.
    pub is_struck: bool,
    /// How high they stand.
    pub rise: Rise,
    /// What they lead to: a whole address, or `#` and the `id` of something in this paper.
    pub link: Option<String>,
    /// Their language, when it is not the paper's.
    pub language: Option<String>,
}

/// How high words stand: `10<sup>2</sup>` is not 102.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rise {
    /// On the line.
    #[default]
    None,
    /// Above it.
    Raised,
    /// Below it.
    Lowered,
}

/// A picture, or a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// What it shows, in words. What has none and is there for looks only is left out of papers.
    pub alternative: String,
    /// Its whole address; none for one that is drawn in the page.
    pub address: Option<String>,
    /// Its bytes, when somebody has fetched them: see [`Paper::fetch`].
    pub bytes: Option<Vec<u8>>,
}

impl Paper {
    /// Asks `find` for the bytes of every picture that has an address.
    pub fn fetch(&mut self, mut find: impl FnMut(&str) -> Option<Vec<u8>>) {
        for block in &mut self.blocks {
            block.each_inline(&mut |inline| {
                if let Inline::Picture(picture) = inline
                    && let Some(address) = &picture.address
                {
                    picture.bytes = find(address);
                }
            });
        }
    }
}

impl Block {
    /// Shows `see` every piece of every line of this block, from first to last.
    fn each_inline(&mut self, see: &mut dyn FnMut(&mut Inline)) {
        match self {
            Self::Heading { inlines, .. } | Self::Paragraph(inlines) | Self::Caption(inlines) => {
                inlines.iter_mut().for_each(see);
            }
            Self::Quote(blocks) => each_in(blocks, see),
            Self::List(list) => list.items.iter_mut().for_each(|item| each_in(item, see)),
            Self::Terms(terms) => {
                for term in terms {
                    term.names.iter_mut().flatten().for_each(&mut *see);
                    term.says.iter_mut().for_each(|said| each_in(said, see));
                }
            }
            Self::Table(table) => {
                table.caption.iter_mut().for_each(&mut *see);
                let rows = table.head.iter_mut().chain(&mut table.body);
                rows.flatten().for_each(|cell| each_in(&mut cell.blocks, see));
            }
            Self::Verbatim(_) => {}
        }
    }
}

fn each_in(blocks: &mut [Block], see: &mut dyn FnMut(&mut Inline)) {
    for block in blocks {
        block.each_inline(see);
    }
}

/// All headings that are written as headings, in order. In a table, if those are `in_tables` at
/// all, only where it is no wider than paper takes.
fn headings<'a>(blocks: &'a [Block], in_tables: bool) -> Vec<&'a Block> {
    let below = |blocks: &'a [Block]| headings(blocks, in_tables);
    let of = |block: &'a Block| match block {
        Block::Heading { .. } => vec![block],
        Block::List(list) => list.items.iter().flat_map(|item| below(item)).collect(),
        Block::Quote(blocks) => below(blocks),
        Block::Terms(terms) => {
            terms.iter().flat_map(|term| &term.says).flat_map(|said| below(said)).collect()
        }
        Block::Table(table) if in_tables && grid::grid(table).is_some() => {
            let rows = table.head.iter().chain(&table.body);
            rows.flatten().flat_map(|cell| below(&cell.blocks)).collect()
        }
        _ => Vec::new(),
    };
    blocks.iter().flat_map(of).collect()
}

/// The same words, important.
fn strong(inlines: &[Inline]) -> Vec<Inline> {
    let mut all = inlines.to_vec();
    for inline in &mut all {
        if let Inline::Text { look, .. } = inline {
            look.is_strong = true;
        }
    }
    all
}

/// The words of a line, as one string.
fn plain(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text { text, .. } => text.as_str(),
        Inline::Break => " ",
        Inline::Picture(picture) => &picture.alternative,
    });
    words.collect::<String>().trim().to_owned()
}
