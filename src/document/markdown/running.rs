//! The running text of a body as places: what is a paragraph, a heading, an item, a cell, and
//! which bytes of the file are its words. The rules of language read it; nothing is copied.
//!
//! Quotations and code are left out, and what pictures say of themselves: the first are not the
//! author's own words, the others no part of the sentence.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::Span;

use super::component::QUOTATION;

/// The running text of a body, in order.
#[derive(Debug, Default)]
pub struct Running {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// The words of all blocks, piece by piece. Code in running text is an empty piece: something
    /// stands there, but no word.
    pub pieces: Vec<Span>,
    /// What is set aside, piece by piece: quotations and code. Nobody's language, but text that
    /// can be searched for.
    pub aside: Vec<Span>,
}

/// A block of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Whether all of it is strong.
    pub is_strong: bool,
    /// Its first piece.
    first: u32,
    /// The piece after its last one.
    end: u32,
}

/// What a block of running text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph that stands by itself.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list, or a paragraph in one.
    Item,
    /// A cell of a table.
    Cell,
}

impl Running {
    /// The pieces of `block`.
    #[must_use]
    pub fn of(&self, block: &Block) -> &[Span] {
        &self.pieces[block.first as usize..block.end as usize]
    }
}

/// Collects while the events pass.
#[derive(Debug, Default)]
pub(super) struct Collector {
    running: Running,
    kind: Option<BlockKind>,
    first: usize,
    lists: usize,
    pictures: usize,
    strong: usize,
    /// Whether a word of the block at hand is not strong.
    has_plain: bool,
    /// How many quotations and code blocks are open.
    set_aside: usize,
    /// The open components: whether each is a quotation.
    quoting: Vec<bool>,
}

impl Collector {
    /// Takes one event of a body that begins at byte `offset` of its file.
    pub fn event(&mut self, event: &Event<'_>, range: &Range<usize>, offset: usize) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.push(range, offset, text.trim().is_empty()),
            Event::Code(_) => {
                self.push(&(range.start..range.start), offset, true);
                self.running.aside.push(Span::from(range.clone()).shifted(offset));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) | Tag::CodeBlock(_) => {
                self.flush();
                self.set_aside += 1;
            }
            Tag::List(_) => {
                self.flush();
                self.lists += 1;
            }
            Tag::Paragraph | Tag::FootnoteDefinition(_) => {
                let in_list = self.lists > 0;
                self.begin(if in_list { BlockKind::Item } else { BlockKind::Paragraph });
            }
            Tag::Heading { .. } => self.begin(BlockKind::Heading),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.begin(BlockKind::Item);
            }
            Tag::TableCell => self.begin(BlockKind::Cell),
            Tag::Image { .. } => self.pictures += 1,
            Tag::Strong => self.strong += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::CodeBlock => {
                self.set_aside = self.set_aside.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell => {
                self.flush();
            }
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            _ => {}
        }
    }

    /// A component begins, or the innermost one ends: what stands in a quotation is set aside.
    pub fn component(&mut self, opened: Option<&str>) {
        self.flush();
        match opened {
            Some(name) => {
                let quotes = name == QUOTATION;
                self.set_aside += usize::from(quotes);
                self.quoting.push(quotes);
            }
            None => {
                let quoted = self.quoting.pop().unwrap_or_default();
                self.set_aside = self.set_aside.saturating_sub(usize::from(quoted));
            }
        }
    }

    pub fn finish(mut self) -> Running {
        self.flush();
        self.running
    }

    fn begin(&mut self, kind: BlockKind) {
        self.flush();
        self.kind = Some(kind);
    }

    fn push(&mut self, range: &Range<usize>, offset: usize, is_wordless: bool) {
        if self.pictures > 0 {
            return;
        }
        if self.set_aside > 0 {
            self.running.aside.push(Span::from(range.clone()).shifted(offset));
            return;
        }
        self.has_plain |= self.strong == 0 && !is_wordless;
        let piece = Span::from(range.clone()).shifted(offset);
        let joins = self.running.pieces.len() > self.first;
        match self.running.pieces.last_mut() {
            // What stands side by side in the file is one piece; code is one of its own.
            Some(last)
                if joins
                    && last.end == piece.start
                    && last.start < last.end
                    && piece.start < piece.end =>
            {
                last.end = piece.end;
            }
            _ => self.running.pieces.push(piece),
        }
    }

    fn flush(&mut self) {
        let end = self.running.pieces.len();
        if end > self.first {
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            self.running.blocks.push(Block {
                kind: self.kind.unwrap_or(BlockKind::Paragraph),
                is_strong: !self.has_plain,
                first: place(self.first),
                end: place(end),
            });
            self.first = end;
        }
        self.has_plain = false;
        // What follows the inner list of an item is of the item.
        self.kind = (self.lists > 0).then_some(BlockKind::Item);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Outline;
    use super::BlockKind;

    fn blocks(body: &str) -> Vec<(BlockKind, bool, String)> {
        let running = Outline::of(body, 0, &[]).running;
        let shown = |block| {
            let pieces = running.of(block).iter().map(|piece| &body[piece.range()]);
            pieces.collect::<Vec<_>>().join("|")
        };
        running.blocks.iter().map(|b| (b.kind, b.is_strong, shown(b))).collect()
    }

    #[test]
    fn blocks_are_the_authors_own_words_at_their_places() {
        use BlockKind::{Cell, Heading, Item, Paragraph};
        let body = "## Om *oss*\n\nEn rad\nen [till](a.md) `x`.\n\n**Fet rad**\n\n- ett\n  - två\n\n  tre\n\n\
                    | a | b |\n|---|---|\n| c | |\n\n> citat\n\n```\nkod\n```\n\n![alt](b.png) bild\n\n\
                    :::citat\nannans ord\n:::\n\nslut\n";
        let own = |kind, text: &str| (kind, false, text.to_owned());
        assert_eq!(
            blocks(body),
            [
                own(Heading, "Om |oss"),
                own(Paragraph, "En rad|en |till| ||."),
                (Paragraph, true, "Fet rad".to_owned()),
                own(Item, "ett"),
                own(Item, "två"),
                own(Item, "tre"),
                own(Cell, "a"),
                own(Cell, "b"),
                own(Cell, "c"),
                own(Paragraph, " bild"),
                own(Paragraph, "slut"),
            ]
        );
    }
}
