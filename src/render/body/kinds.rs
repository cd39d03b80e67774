//! What is special about an element: what is let through, set, or linked in it.

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, LinkType, Tag, TagEnd};

use crate::config::RawHtml;

use super::{Around, escaped};

/// Which HTML in the text is let through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LetThrough {
    /// All, as in `CommonMark`.
    All,
    /// What is harmless.
    Harmless,
    /// Nothing.
    Nothing,
}

impl LetThrough {
    pub fn by(around: Option<&Around<'_>>) -> Self {
        match around.map(|around| around.raw_html) {
            None => Self::All,
            Some(RawHtml::Sanitised) => Self::Harmless,
            Some(RawHtml::Off) => Self::Nothing,
        }
    }
}

pub(super) fn open_explained(href: &str) -> String {
    format!("<a class=\"glossary\" href=\"{}\">", escaped(href))
}

/// The class of an alert, and the key of its title.
pub(super) const fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "att_veta"),
        BlockQuoteKind::Tip => ("tip", "tips"),
        BlockQuoteKind::Important => ("important", "viktigt"),
        BlockQuoteKind::Warning => ("warning", "varning"),
        BlockQuoteKind::Caution => ("caution", "var_forsiktig"),
    }
}

/// An e-mail autolink's address already says `mailto:`; the writer adds it a second time otherwise.
pub(super) const fn without_mailto(link_type: LinkType) -> LinkType {
    match link_type {
        LinkType::Email => LinkType::Autolink,
        other => other,
    }
}

pub(super) const fn is_block(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
    )
}

pub(super) const fn is_verbatim(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock)
}

pub(super) const fn has_no_glossary(tag: TagEnd) -> bool {
    is_verbatim(tag) || matches!(tag, TagEnd::Heading(_) | TagEnd::Link | TagEnd::BlockQuote(_))
}

/// The title of the only picture in the paragraph that has just ended, and where the paragraph
/// begins: nothing when it holds more than a picture with a title.
pub(super) fn take_caption<'p>(out: &mut [Event<'p>]) -> Option<(usize, CowStr<'p>)> {
    let start = out.iter().rposition(|event| matches!(event, Event::Start(Tag::Paragraph)))?;
    match &mut out[start + 1..] {
        [Event::Start(Tag::Image { title, .. }), between @ .., Event::End(TagEnd::Image)]
            if !title.is_empty()
                && !between.iter().any(|e| matches!(e, Event::End(TagEnd::Image))) =>
        {
            Some((start, std::mem::replace(title, "".into())))
        }
        _ => None,
    }
}
