//! A body as a stream of pieces: the events of Markdown, and where components begin and end.
//!
//! The outline and the HTML are both made of this stream, so they always see the same.

use std::collections::VecDeque;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use memchr::{memchr3_iter, memmem};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::fence::{Fenced, line_at};

/// Which Markdown a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `CommonMark` 0.31 and nothing else.
    CommonMark,
    /// What writers use: with the extensions of GitHub, definition lists, ids on headings,
    /// and components.
    Extended,
}

/// Components nested deeper than any page needs are not opened.
const DEEPEST: usize = 8;

/// What a writer says of a picture that only decorates, instead of what it shows: it gets an
/// empty description, and the word reaches nobody.
pub const DECORATION: &str = "prydnad";

/// Whether a description says that the picture only decorates.
#[must_use]
pub fn is_decoration(description: &str) -> bool {
    let said = description.trim();
    said.len() == DECORATION.len() && said.eq_ignore_ascii_case(DECORATION)
}

/// Whether a picture as it is written, `![…](…)`, says that it only decorates.
pub(super) fn is_decorative(written: &str) -> bool {
    let said = written.strip_prefix("![").and_then(|rest| rest.split_once(']'));
    said.is_some_and(|(said, _)| is_decoration(said))
}

/// The extensions of pulldown-cmark that writers use.
#[must_use]
pub fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// A body, ready to be read.
#[derive(Debug)]
pub struct Markup<'a> {
    body: &'a str,
    fenced: Fenced<'a>,
    dialect: Dialect,
}

/// One piece of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece<'a> {
    /// An event of the Markdown.
    Event(Event<'a>),
    /// A component begins; the range is its opening line.
    Open,
    /// The innermost component ends. Not `written` when no `:::` says so.
    Close {
        /// Whether a fence closes it.
        written: bool,
    },
    /// A fence that closes nothing.
    Stray,
    /// A component nested too deep: what is in it belongs to the one around it.
    TooDeep,
}

impl<'a> Markup<'a> {
    /// Makes `body` ready.
    #[must_use]
    pub fn of(body: &'a str, dialect: Dialect) -> Self {
        let fenced = match dialect {
            Dialect::CommonMark => Fenced::none(body),
            Dialect::Extended => Fenced::find(body, extensions()),
        };
        Self { body, fenced, dialect }
    }

    /// The pieces with their bytes in the body.
    #[must_use]
    pub fn pieces(&self) -> Pieces<'_> {
        let options = match self.dialect {
            Dialect::CommonMark => Options::empty(),
            Dialect::Extended => extensions(),
        };
        let parser = Parser::new_ext(&self.fenced.text, options).into_offset_iter();
        Pieces {
            markup: self,
            events: TextMergeWithOffset::new(parser),
            ready: VecDeque::new(),
            depth: 0,
            links: 0,
            open: Vec::new(),
            decoration: None,
        }
    }

    /// The addresses that links may name, `[name]: /om/`: each name, and where it stands, in order.
    #[must_use]
    pub fn addresses(&self) -> Vec<(String, Range<usize>)> {
        let text = &*self.fenced.text;
        let begins = |line: &str| {
            let line = line.trim_start_matches([' ', '>', '-', '*', '\t']);
            line.starts_with('[') && !line.starts_with("[^") && line.contains("]:")
        };
        // Few texts have any, and reading one again costs.
        if memmem::find(text.as_bytes(), b"]:").is_none() || !text.lines().any(begins) {
            return Vec::new();
        }
        let parser = Parser::new_ext(text, extensions());
        let found = parser.reference_definitions().iter().map(|(name, definition)| {
            let Range { start, end } = definition.span.clone();
            let len = text.get(start..end).map_or(end - start, |written| written.trim_end().len());
            (name.to_owned(), start..start + len)
        });
        let mut all: Vec<_> = found.collect();
        all.sort_unstable_by_key(|(_, range)| range.start);
        all
    }

    /// The line at byte `at` of the body.
    #[must_use]
    pub fn line(&self, at: usize) -> &'a str {
        line_at(self.body, at)
    }
}

/// The pieces of a body, in order. Every `Open` has its `Close`.
#[derive(Debug)]
pub struct Pieces<'a> {
    markup: &'a Markup<'a>,
    events: TextMergeWithOffset<'a, pulldown_cmark::OffsetIter<'a>>,
    ready: VecDeque<(Piece<'a>, Range<usize>)>,
    /// How many elements are open.
    depth: usize,
    /// How many links, pictures and code blocks are open: no address becomes a link there.
    links: usize,
    /// The open components, outermost first: at which depth, and whether it is too deep.
    open: Vec<(usize, bool)>,
    /// The depth of the open picture that only decorates: what it says is left out.
    decoration: Option<usize>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (Piece<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            let Some((event, range)) = self.events.next() else {
                let end = self.markup.body.len();
                self.close_until(0, end);
                return self.ready.pop_front();
            };
            if let Some(piece) = self.take(event, range) {
                return Some(piece);
            }
        }
    }
}

impl<'a> Pieces<'a> {
    /// The piece that an event is, or nothing when there are several, which then are ready.
    fn take(&mut self, event: Event<'a>, range: Range<usize>) -> Option<(Piece<'a>, Range<usize>)> {
        match &event {
            Event::Rule if !self.markup.fenced.at.is_empty() => {
                if let Some(at) = self.markup.fenced.in_range(&range) {
                    self.fence(at);
                    return None;
                }
            }
            Event::Start(tag) => {
                self.depth += 1;
                self.links += usize::from(is_link(tag.to_end()));
                let written = self.markup.body.get(range.clone()).unwrap_or_default();
                if matches!(tag, Tag::Image { .. })
                    && self.markup.dialect == Dialect::Extended
                    && is_decorative(written)
                {
                    self.decoration = Some(self.depth);
                }
            }
            Event::Text(_) if self.decoration.is_some() => return None,
            Event::End(tag) => {
                self.decoration.take_if(|depth| *depth == self.depth);
                self.close_until(self.depth, range.end);
                self.depth = self.depth.saturating_sub(1);
                self.links = self.links.saturating_sub(usize::from(is_link(*tag)));
                if !self.ready.is_empty() {
                    self.ready.push_back((Piece::Event(event), range));
                    return None;
                }
            }
            Event::Text(text)
                if self.links == 0
                    && self.markup.dialect == Dialect::Extended
                    && may_hold_address(text) =>
            {
                let Event::Text(text) = event else { return None };
                self.text(text, range);
                return None;
            }
            _ => {}
        }
        Some((Piece::Event(event), range))
    }

    fn fence(&mut self, at: usize) {
        let line = self.markup.line(at);
        let range = at..at + line.trim_end().len();
        if line.trim_start_matches(':').trim().is_empty() {
            // Only what was opened in the same list item or quotation can be closed there.
            let piece = match self.open.last() {
                Some((depth, too_deep)) if *depth == self.depth => {
                    let too_deep = *too_deep;
                    self.open.pop();
                    if too_deep {
                        return;
                    }
                    Piece::Close { written: true }
                }
                _ => Piece::Stray,
            };
            self.ready.push_back((piece, range));
        } else {
            let too_deep = self.open.len() >= DEEPEST;
            self.open.push((self.depth, too_deep));
            let piece = if too_deep { Piece::TooDeep } else { Piece::Open };
            self.ready.push_back((piece, range));
        }
    }

    /// Closes the components that were opened in what ends now.
    fn close_until(&mut self, depth: usize, end: usize) {
        while let Some((_, too_deep)) = self.open.pop_if(|(opened, _)| *opened >= depth) {
            if !too_deep {
                self.ready.push_back((Piece::Close { written: false }, end..end));
            }
        }
    }

    /// Text, its bare addresses made links.
    fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let mut finder = LinkFinder::new();
        finder.url_must_have_scheme(false);
        // Where every byte of the text is one of the source, each part has its own place.
        let is_plain = self.markup.body.get(range.clone()) == Some(&*text);
        let place = |start: usize, end: usize| {
            if is_plain { range.start + start..range.start + end } else { range.clone() }
        };
        let mut done = 0;
        for link in finder.links(&text) {
            // The quotes and dashes of running text are no part of an address.
            let written = link.as_str().trim_start_matches(QUOTES);
            let begins = link.end() - written.len();
            let written = written.trim_end_matches(QUOTES);
            let ends = begins + written.len();
            let Some(target) = target(link.kind(), written) else { continue };
            if done < begins {
                let before = CowStr::from(text[done..begins].to_owned());
                self.ready.push_back((Piece::Event(Event::Text(before)), place(done, begins)));
            }
            let at = place(begins, ends);
            let start = Tag::Link {
                link_type: LinkType::Autolink,
                dest_url: target.into(),
                title: "".into(),
                id: "".into(),
            };
            let shown = CowStr::from(written.to_owned());
            self.ready.push_back((Piece::Event(Event::Start(start)), at.clone()));
            self.ready.push_back((Piece::Event(Event::Text(shown)), at.clone()));
            self.ready.push_back((Piece::Event(Event::End(TagEnd::Link)), at));
            done = ends;
        }
        if done == 0 {
            self.ready.push_back((Piece::Event(Event::Text(text)), range));
        } else if done < text.len() {
            let rest = CowStr::from(text[done..].to_owned());
            self.ready.push_back((Piece::Event(Event::Text(rest)), place(done, text.len())));
        }
    }
}

/// Whether a text may hold an address.
fn may_hold_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3_iter(b'@', b':', b'w', bytes).any(|at| {
        let rest = &bytes[at..];
        rest[0] == b'@' || rest.starts_with(b"://") || rest.starts_with(b"www.")
    })
}

/// Signs that writers put around an address.
const QUOTES: [char; 9] = ['”', '“', '„', '’', '‘', '»', '«', '…', '–'];

/// Where a bare address leads, as on GitHub: it begins with `http(s)://` or `www.`, or is an
/// e-mail address.
fn target(kind: &LinkKind, written: &str) -> Option<String> {
    let begins =
        |with: &str| written.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    match kind {
        LinkKind::Email => Some(format!("mailto:{written}")),
        LinkKind::Url if begins("http://") || begins("https://") => Some(written.to_owned()),
        LinkKind::Url if begins("www.") => Some(format!("https://{written}")),
        _ => None,
    }
}

const fn is_link(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(body: &str) -> String {
        let markup = Markup::of(body, Dialect::Extended);
        let mut out = String::new();
        for (piece, _) in markup.pieces() {
            match piece {
                Piece::Open => out.push('('),
                Piece::Close { written: true } => out.push(')'),
                Piece::Close { written: false } => out.push('!'),
                Piece::Stray => out.push('?'),
                Piece::TooDeep => out.push('<'),
                Piece::Event(Event::Text(text)) => out.push_str(&text),
                Piece::Event(Event::Start(Tag::Link { dest_url, .. })) => {
                    out.push_str(&format!("[{dest_url} "));
                }
                Piece::Event(Event::End(TagEnd::Link)) => out.push(']'),
                Piece::Event(Event::Start(Tag::Item)) => out.push('-'),
                Piece::Event(Event::End(TagEnd::Item)) => out.push(';'),
                Piece::Event(_) => {}
            }
        }
        out
    }

    #[test]
    fn components_nest_and_end_with_what_they_stand_in() {
        assert_eq!(shape("a\n:::x\nb\n:::y\nc\n:::\nd\n:::\ne\n"), "a(b(c)d)e");
        assert_eq!(shape("::::x\n:::y\nc\n:::\n::::\n"), "((c))");
        assert_eq!(shape("- a\n\n  :::x\n  b\n\nc\n:::\n"), "-a(b!;c?");
        assert_eq!(shape(":::x\n- a\n:::\nb\n"), "(-a;)b");
        assert_eq!(shape(":::x\nb\n"), "(b!");
    }

    #[test]
    fn components_too_deep_are_not_opened() {
        let deep = format!("{}t\n{}", ":::x\n".repeat(10), ":::\n".repeat(10));
        assert_eq!(shape(&deep), "((((((((<<t))))))))");
    }

    #[test]
    fn what_only_decorates_says_nothing() {
        assert_eq!(shape("a ![prydnad](b.png) c"), "a  c");
        assert_eq!(shape("[![ Prydnad ](b.png)](/c) ![prydnader](d.png)"), "[/c ] prydnader");
    }

    #[test]
    fn bare_addresses_are_links_but_not_in_code_or_links() {
        assert_eq!(
            shape("Se https://a.se/b_c_d?e=f."),
            "Se [https://a.se/b_c_d?e=f https://a.se/b_c_d?e=f]."
        );
        assert_eq!(
            shape("www.a.se, a@b.se"),
            "[https://www.a.se www.a.se], [mailto:a@b.se a@b.se]"
        );
        assert_eq!(
            shape("”https://a.se/y”, ”a@b.se”"),
            "”[https://a.se/y https://a.se/y]”, ”[mailto:a@b.se a@b.se]”"
        );
        assert_eq!(shape("[x https://a.se](/b)"), "[/b x https://a.se]");
        assert_eq!(shape("`https://a.se` a.se ftp://a.se"), " a.se ftp://a.se");
    }
}
