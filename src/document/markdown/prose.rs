//! How hard the running text of a body is to read. Quotations and code are set aside: their
//! words are not the author's own.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::{Lix, Span};

use super::component::QUOTATION;

/// What the text of a body counts to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Prose {
    /// The whole body.
    pub lix: Lix,
    /// The hardest paragraph, heading, item or cell, and where it stands.
    pub hardest: Option<(Lix, Span)>,
}

/// Counts while the events pass.
#[derive(Debug, Default)]
pub(super) struct Reader {
    prose: Prose,
    text: String,
    range: Range<usize>,
    /// How many quotations and code blocks are open.
    set_aside: usize,
    /// The open components: whether each is a quotation.
    quoting: Vec<bool>,
}

/// A paragraph of so many words can be hard; a heading of three long words is only long.
const FEWEST_WORDS: usize = 15;

impl Reader {
    /// Takes one event of a body that begins at byte `offset` of its file.
    pub fn event(&mut self, event: &Event<'_>, range: Range<usize>, offset: usize) {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::CodeBlock(_)) => {
                self.flush(offset);
                self.set_aside += 1;
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::CodeBlock) => {
                self.set_aside = self.set_aside.saturating_sub(1);
            }
            Event::Start(tag) if is_block(tag) => self.flush(offset),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
            ) => self.flush(offset),
            Event::Text(text) | Event::Code(text) => self.push(text, range),
            Event::SoftBreak | Event::HardBreak => self.push(" ", range),
            _ => {}
        }
    }

    /// A component begins, or the innermost one ends: what stands in a quotation is set aside.
    pub fn component(&mut self, opened: Option<&str>, offset: usize) {
        self.flush(offset);
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

    pub fn finish(mut self, offset: usize) -> Prose {
        self.flush(offset);
        self.prose
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.set_aside > 0 {
            return;
        }
        if self.text.is_empty() {
            self.range = range.clone();
        }
        self.text.push_str(text);
        self.range.end = range.end;
    }

    fn flush(&mut self, offset: usize) {
        let counted = Lix::of(&self.text);
        self.text.clear();
        if counted.words == 0 {
            return;
        }
        self.prose.lix = self.prose.lix.plus(counted);
        let hardness = |counted: Lix| (counted.words >= FEWEST_WORDS, counted.value());
        let is_harder =
            self.prose.hardest.is_none_or(|(known, _)| hardness(counted) > hardness(known));
        if is_harder {
            let span = Span::from(self.range.clone()).shifted(offset);
            self.prose.hardest = Some((counted, span));
        }
    }
}

const fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Item
            | Tag::TableCell
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::FootnoteDefinition(_)
    )
}

#[cfg(test)]
mod tests {
    use super::super::Outline;
    use crate::base::Span;

    #[test]
    fn quotations_and_code_are_set_aside() {
        let own = "## Rubrik\n\nEn *mening*\nmed `kod`.\n\n- ett\n- två\n";
        let others = "\n> Ett långt citat ur en avsiktsförklaring.\n\n```\nkod\n```\n";
        let prose = Outline::of(&format!("{own}{others}"), 0, &[]).prose;
        assert_eq!(prose.lix, Outline::of(own, 0, &[]).prose.lix);
        assert_eq!((prose.lix.words, prose.lix.sentences), (7, 4));
    }

    #[test]
    fn the_hardest_block_is_found_at_its_place() {
        let easy = "Vi bor här. Vi går dit. Det är bra. Du kan komma med om du vill det.\n\n";
        let hard = "Samverkansorganisationens genomförandeplaner förutsätter kontinuerliga uppföljningar \
                    avseende gemensamma utvecklingsområden inom primärvården respektive socialtjänsten \
                    samt skolan, enligt överenskommelsen.";
        let prose = Outline::of(&format!("{easy}{hard}\n"), 10, &[]).prose;
        let place = Span::new(10 + easy.len(), 10 + easy.len() + hard.len());
        assert_eq!(prose.hardest.map(|(_, span)| span), Some(place));
    }
}
