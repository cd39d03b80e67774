//! What a body holds, as facts for the model and the rules: headings with their ids, links,
//! pictures, raw HTML, components, footnotes.

use crate::base::{Span, Spanned};

use super::component::Component;
use super::prose::{self, Prose};
use super::reader::Reader;
use super::running::{Collector, Running};
use super::slips::{Slip, Slips};
use super::{Dialect, Markup, Piece};

/// What a body holds, in order.
#[derive(Debug, Default)]
pub struct Outline {
    /// The headings.
    pub headings: Vec<Heading>,
    /// Ids that a writer gave to a heading but that are taken already.
    pub taken_ids: Vec<Spanned<String>>,
    /// What stands in braces after a heading.
    pub braces: Vec<Spanned<String>>,
    /// The links and pictures.
    pub links: Vec<Link>,
    /// Raw HTML: one for each block, and each tag in running text.
    pub raw_html: Vec<Span>,
    /// The components, in the order they open.
    pub components: Vec<Component>,
    /// `:::` that closes nothing.
    pub stray_fences: Vec<Span>,
    /// Footnotes that are referred to but not there.
    pub missing_notes: Vec<Spanned<String>>,
    /// Footnotes that nothing refers to.
    pub unused_notes: Vec<Spanned<String>>,
    /// Footnotes of a name that is taken already, in order.
    pub repeated_notes: Vec<Spanned<String>>,
    /// Addresses of links, `[name]: /om/`, that no link names.
    pub unused_addresses: Vec<Spanned<String>>,
    /// The tables, but for those in a component, which names what is in it.
    pub tables: Vec<Span>,
    /// The head cells of tables that are empty, but for the first of a table.
    pub empty_heads: Vec<Span>,
    /// Cells that the head of their table has no column for: the first of each row and what
    /// follows.
    pub lost_cells: Vec<Span>,
    /// What looks like Markdown but is shown as it stands.
    pub slips: Vec<Slip>,
    /// How hard its text is to read.
    pub prose: Prose,
    /// Its running text, as places.
    pub running: Running,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, unique in the body.
    pub id: String,
    /// Its text without marks.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A link or a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written.
    pub target: String,
    /// Whether it is a picture.
    pub picture: bool,
    /// Whether it is a picture that only decorates.
    pub decorates: bool,
    /// The link's text, or the picture's alternative text: empty when it only decorates.
    pub text: String,
    /// What stands in quotes after the address: a picture's caption.
    pub title: String,
    /// Where it stands.
    pub span: Span,
}

impl Outline {
    /// Reads `body`, which begins at byte `offset` of its file. `reserved` are ids that the
    /// page has besides those of its headings.
    #[must_use]
    pub fn of(body: &str, offset: usize, reserved: &[String]) -> Self {
        let markup = Markup::of(body, Dialect::Extended);
        let mut reader = Reader::new(body, offset, reserved);
        let mut prose = prose::Reader::default();
        let mut slips = Slips::new(body);
        let mut running = Collector::default();
        for (piece, range) in markup.pieces() {
            match piece {
                Piece::Event(event) => {
                    slips.event(&event, &range);
                    prose.event(&event, range.clone(), offset);
                    running.event(&event, &range, offset);
                    reader.event(&event, range);
                }
                Piece::Open => {
                    slips.blank(range.clone());
                    let component = Component::read(markup.line(range.start), range.start + offset);
                    prose.component(Some(&component.name.value), offset);
                    running.component(Some(&component.name.value));
                    reader.component(component);
                }
                Piece::Close { written } => {
                    slips.blank(range);
                    prose.component(None, offset);
                    running.component(None);
                    reader.close(written);
                }
                Piece::Stray => {
                    slips.blank(range.clone());
                    reader.stray(range);
                }
                Piece::TooDeep => {
                    slips.blank(range.clone());
                    reader.too_deep(range);
                }
            }
        }
        let mut outline = reader.finish(prose.finish(offset), markup.addresses());
        outline.slips = slips.finish(offset);
        outline.running = running.finish();
        outline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_headings_get_ids_of_their_own() {
        let outline =
            Outline::of("## Mål\n## Mål\n## Mål 2\n### Åtgärder {#egna}\n## Mål\n", 0, &[]);
        let ids: Vec<&str> = outline.headings.iter().map(|h| h.id.as_str()).collect();
        assert_eq!(ids, ["mal", "mal-2", "mal-2-2", "egna", "mal-3"]);
        let outline = Outline::of("## Mål 2\n## Mål\n## Mål\n", 0, &[]);
        let ids: Vec<&str> = outline.headings.iter().map(|h| h.id.as_str()).collect();
        assert_eq!(ids, ["mal-2", "mal", "mal-3"]);
    }

    #[test]
    fn links_keep_text_target_and_place() {
        let outline = Outline::of("En [*länk*](a.md) och ![alt](b.png).", 10, &[]);
        let found: Vec<_> = outline
            .links
            .iter()
            .map(|l| (l.target.as_str(), l.text.as_str(), l.picture, l.span))
            .collect();
        assert_eq!(
            found,
            [("a.md", "länk", false, Span::new(13, 28)), ("b.png", "alt", true, Span::new(33, 46)),]
        );
    }

    #[test]
    fn components_know_what_stands_in_them() {
        let body = ":::a {b=c}\n1. x\n\n| h | i |\n|---|---|\n| j | **k** |\n:::\n\n:::tom\n:::\n";
        let components = Outline::of(body, 5, &[]).components;
        let content = &components[0].content;
        assert_eq!((content.any, content.numbers, content.bullets), (true, true, false));
        let rows: Vec<Vec<&str>> = content
            .table
            .iter()
            .map(|row| row.iter().map(|c| c.value.as_str()).collect())
            .collect();
        assert_eq!(rows, [["h", "i"], ["j", "k"]]);
        assert_eq!(components[0].name.span, Span::new(8, 9));
        assert!(!components[1].content.any);
    }

    #[test]
    fn footnotes_that_lack_their_other_half_are_noted() {
        let outline = Outline::of("a[^1] b[^2] c\\[^3]\n\n[^1]: x\n\n[^4]: y\n\n`[^5]`\n", 0, &[]);
        let names = |notes: &[Spanned<String>]| {
            notes.iter().map(|note| (note.value.clone(), note.span)).collect::<Vec<_>>()
        };
        assert_eq!(names(&outline.missing_notes), [("2".to_owned(), Span::new(7, 11))]);
        assert_eq!(names(&outline.unused_notes), [("4".to_owned(), Span::new(29, 34))]);
    }

    #[test]
    fn footnotes_written_twice_and_addresses_of_no_link_are_noted() {
        let body = "a[^1] [b][Om  oss] ![c][bild]\n\n[^1]: x\n\n[^1]: y\n\n[om oss]: /om/\n[bild]: a.png\n[vi]: /vi/ \"Vi\"\n\n`[d]: /d/`\n";
        let outline = Outline::of(body, 0, &[]);
        let shown = |found: &Spanned<String>| (found.value.clone(), &body[found.span.range()]);
        let repeated: Vec<_> = outline.repeated_notes.iter().map(shown).collect();
        assert_eq!(repeated, [("1".to_owned(), "[^1]:")]);
        let unused: Vec<_> = outline.unused_addresses.iter().map(shown).collect();
        assert_eq!(unused, [("vi".to_owned(), "[vi]: /vi/ \"Vi\"")]);
    }

    #[test]
    fn ids_that_are_taken_are_noted() {
        let outline = Outline::of("## A {#b}\n## B\n## C {#b}\n## X\n", 0, &["x".to_owned()]);
        let ids: Vec<&str> = outline.headings.iter().map(|h| h.id.as_str()).collect();
        assert_eq!(ids, ["b", "b-2", "b-3", "x-2"]);
        assert_eq!(outline.taken_ids.len(), 1);
    }
}
