//! A passage of running text: a paragraph, a heading, a field of front matter or a register, with
//! its words in one string and every byte of it at its place in the file.
//!
//! Quotations and code are no passages: see `document::markdown::Running`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use crate::base::{FilePath, Language, Span, fingerprint, is_letter_or_digit};
use crate::document::Document;
use crate::document::markdown::{Block, BlockKind};
use crate::document::register::RegisterDocument;
use crate::yaml::{Field, Shape};

use super::Subject;
use super::language::{Sentence, quotes, sentences};

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A block of the page's text.
    Block(BlockKind),
    /// A field of one or more sentences.
    Field,
    /// A title or name.
    Title,
}

/// Running text of the author's own.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The file it stands in.
    pub file: &'a FilePath,
    /// The page, when it is one.
    pub document: Option<&'a Document>,
    /// Its language.
    pub lang: Language,
    /// What it is.
    pub kind: PassageKind,
    /// Whether all of it is strong.
    pub is_strong: bool,
    /// Its words. What is no word, such as code, is `NO_WORD`.
    pub text: Cow<'a, str>,
    /// Where the text stands, piece by piece: the first byte in the text, and the place.
    pieces: Vec<(usize, Span)>,
    /// Its words, when a rule has asked for them.
    words: OnceCell<Vec<Word>>,
    /// Its quotation marks, when a rule has asked for them.
    quotes: OnceCell<Vec<usize>>,
    /// Its sentences, when a rule has asked for them.
    sentences: OnceCell<Vec<Sentence>>,
}

/// A word of running text: letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// What it is known by, in small letters.
    pub fingerprint: u64,
}

/// The words of a text.
pub fn words_of(text: &str) -> Vec<Word> {
    let mut buffer = String::new();
    let mut all = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while at < text.len() {
        let start = at + until(&text[at..], is_letter_or_digit);
        let end = start + until(&text[start..], |sign| !is_letter_or_digit(sign));
        if end > start {
            let fingerprint = fingerprint(&text[start..end], &mut buffer);
            all.push(Word { range: start..end, fingerprint });
        }
        at = end;
    }
    all
}

/// How many bytes come before the first sign that is one.
fn until(text: &str, is_one: impl Fn(char) -> bool) -> usize {
    let mut signs = text.char_indices();
    signs.find(|(_, sign)| is_one(*sign)).map_or(text.len(), |(at, _)| at)
}

/// Stands for code in running text.
pub const NO_WORD: char = '\u{fffc}';

impl<'a> Passage<'a> {
    /// Where a part of the text stands in the file.
    #[must_use]
    pub fn span(&self, part: Range<usize>) -> Span {
        let at = |byte: usize| {
            let found = self.pieces.partition_point(|(start, _)| *start <= byte);
            self.pieces.get(found.saturating_sub(1))
        };
        let place = |byte: usize| {
            let (start, span) = at(byte)?;
            Some((span.range().start + byte - start).min(span.range().end))
        };
        let start = place(part.start).unwrap_or(0);
        // The end is measured in the piece of the last byte.
        let end = match part.end.checked_sub(1).filter(|last| *last >= part.start) {
            Some(last) => place(last).map_or(start, |last| last + 1),
            None => start,
        };
        Span::new(start, end)
    }

    /// Where all of it stands.
    #[must_use]
    pub fn place(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// Whether it is sentences: no title, heading or cell.
    #[must_use]
    pub const fn is_prose(&self) -> bool {
        matches!(
            self.kind,
            PassageKind::Field | PassageKind::Block(BlockKind::Paragraph | BlockKind::Item)
        )
    }

    /// Its words as places.
    pub fn places(&self) -> &[Word] {
        self.words.get_or_init(|| words_of(&self.text))
    }

    /// Its words as they are written, and where they begin.
    pub fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        self.places().iter().map(|word| (word.range.start, &self.text[word.range.clone()]))
    }

    /// Whether what stands at byte `at` is quoted: said, and not used.
    #[must_use]
    pub fn is_quoted(&self, at: usize) -> bool {
        let quotes = self.quotes.get_or_init(|| quotes(&self.text));
        quotes.partition_point(|quote| *quote < at) % 2 == 1
    }

    /// Its sentences, in order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        self.sentences.get_or_init(|| sentences(&self.text).collect())
    }

    /// The sentence that byte `at` stands in.
    #[must_use]
    pub fn sentence(&self, at: usize) -> Option<&Sentence> {
        let all = self.sentences();
        all.get(all.partition_point(|sentence| sentence.range.end <= at))
    }

    /// A block of a page.
    fn of_block(document: &'a Document, text: &'a str, block: &Block) -> Self {
        let spans = document.outline.running.of(block);
        let (words, pieces) = joined(text, spans);
        Self {
            file: &document.file,
            document: Some(document),
            lang: document.route.edition.language,
            kind: PassageKind::Block(block.kind),
            is_strong: block.is_strong,
            text: words,
            pieces,
            words: OnceCell::new(),
            quotes: OnceCell::new(),
            sentences: OnceCell::new(),
        }
    }
}

/// The words of these places as one text, with a blank where a line ends between them.
fn joined<'a>(text: &'a str, spans: &[Span]) -> (Cow<'a, str>, Vec<(usize, Span)>) {
    let slice = |span: &Span| text.get(span.range()).unwrap_or_default();
    if let [only] = spans
        && only.start < only.end
    {
        return (Cow::Borrowed(slice(only)), vec![(0, *only)]);
    }
    let mut words = String::new();
    let mut pieces: Vec<(usize, Span)> = Vec::with_capacity(spans.len());
    for span in spans {
        if let Some((_, last)) = pieces.last() {
            let between = text.get(last.range().end..span.range().start).unwrap_or_default();
            if between.contains('\n') {
                words.push(' ');
            }
        }
        pieces.push((words.len(), *span));
        match slice(span) {
            "" => words.push(NO_WORD),
            written => words.push_str(written),
        }
    }
    (Cow::Owned(words), pieces)
}

/// Visits the passages of a page: its front matter, then its text.
pub(super) fn of_page<'a>(
    subject: &Subject<'a>,
    document: &'a Document,
    visit: &mut dyn FnMut(Passage<'a>),
) {
    let text = subject.text(&document.file);
    let lang = document.route.edition.language;
    document.each_text(&mut |field, span, value| {
        if let Some(passage) = of_field(&document.file, text, (field, span, value), lang) {
            visit(Passage { document: Some(document), ..passage });
        }
    });
    for block in &document.outline.running.blocks {
        visit(Passage::of_block(document, text, block));
    }
}

/// Visits the passages of a register, when it is one that residents read.
pub(super) fn of_register<'a>(
    subject: &Subject<'a>,
    register: &'a RegisterDocument,
    visit: &mut dyn FnMut(Passage<'a>),
) {
    if register.table.info().data.is_none() {
        return;
    }
    let text = subject.text(&register.file);
    let lang = subject.model.config.language();
    register.table.each_text(&mut |field, span, value| {
        if let Some(passage) = of_field(&register.file, text, (field, span, value), lang) {
            visit(passage);
        }
    });
}

/// Fields of one line that are read as words.
const TITLES: [&str; 3] = ["titel", "kortnamn", "namn"];

fn of_field<'a>(
    file: &'a FilePath,
    text: &'a str,
    (field, span, value): (&'static Field, Span, &'a str),
    lang: Language,
) -> Option<Passage<'a>> {
    let kind = match field.shape {
        Shape::LongText | Shape::List(Shape::LongText) => PassageKind::Field,
        Shape::Text if TITLES.contains(&field.key) => PassageKind::Title,
        _ => return None,
    };
    let pieces = aligned(text, span, value);
    let text = Cow::Borrowed(value);
    Some(Passage {
        file,
        document: None,
        lang,
        kind,
        is_strong: false,
        text,
        pieces,
        words: OnceCell::new(),
        quotes: OnceCell::new(),
        sentences: OnceCell::new(),
    })
}

/// Where the words of a YAML value stand. The whole value, from where the text is written in
/// another way than it reads.
fn aligned(text: &str, span: Span, value: &str) -> Vec<(usize, Span)> {
    let range = span.range();
    let written = text.get(range.clone()).unwrap_or_default();
    // The common case: a value on one line, in quotes or not.
    if let Some(at) = written.find(value).filter(|at| *at <= 1) {
        return vec![(0, Span::new(range.start + at, range.start + at + value.len()))];
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for word in value.split_whitespace() {
        let start = word.as_ptr().addr() - value.as_ptr().addr();
        let Some(found) = written[at..].find(word) else { break };
        let begins = range.start + at + found;
        pieces.push((start, Span::new(begins, begins + word.len())));
        at += found + word.len();
    }
    if pieces.first().is_none_or(|(start, _)| *start > 0) {
        pieces.insert(0, (0, span));
    }
    pieces
}
