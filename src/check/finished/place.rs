//! Where what is wrong with a finished page was written: in the page's own text, or in the theme.

use std::collections::BTreeMap;

use crate::base::{FilePath, Place, Span, Text, UrlPath};
use crate::check::Subject;
use crate::config::Config;
use crate::source::THEMES;

use super::scan::{Pieces, Tag};
use super::template::veiled;
use super::{PageFault, PageFaultKind, names};

/// One thing that is wrong, once for each place it was written.
#[derive(Debug)]
pub struct Placed<'a> {
    /// What is wrong.
    pub kind: PageFaultKind,
    /// What it is about.
    pub about: &'a str,
    /// Where it was written, as far as can be told.
    pub place: Place,
    /// The first page that has it.
    pub page: &'a UrlPath,
    /// How many pages have it.
    pub pages: usize,
}

/// The faults of these kinds at their places, in order.
#[must_use]
pub fn placed<'a>(subject: &Subject<'a>, kinds: &[PageFaultKind]) -> Vec<Placed<'a>> {
    // Finding a place is a search through the theme: once for each template and thing.
    let mut known: BTreeMap<(PageFaultKind, &str, &str), Option<Place>> = BTreeMap::new();
    let mut all: BTreeMap<(Place, PageFaultKind, &str), (&UrlPath, usize)> = BTreeMap::new();
    // One tag of a template is another on each page: it is told of once, as it is on the first.
    let mut first: BTreeMap<(Place, PageFaultKind), &str> = BTreeMap::new();
    for fault in subject.finished.iter().filter(|fault| kinds.contains(&fault.kind)) {
        let needles = needles(fault);
        let is_tag = fault.kind.is_tag();
        if is_tag && is_of_text(subject, fault) {
            continue;
        }
        let in_text = if is_tag { None } else { in_text(subject, fault, &needles) };
        let key = (fault.kind, fault.template.as_str(), fault.about.as_str());
        let mut in_theme =
            || known.entry(key).or_insert_with(|| in_theme(subject, fault, &needles)).clone();
        let Some(place) = in_text.or_else(&mut in_theme) else { continue };
        let mut about = fault.about.as_str();
        if is_tag {
            about = first.entry((place.clone(), fault.kind)).or_insert(about);
        }
        all.entry((place, fault.kind, about)).or_insert((&fault.page, 0)).1 += 1;
    }
    all.into_iter()
        .map(|((place, kind, about), (page, pages))| Placed { kind, about, place, page, pages })
        .collect()
}

/// Whether a heading or a link stands in the page's own text, whose rules tell of it.
fn is_of_text(subject: &Subject<'_>, fault: &PageFault) -> bool {
    let page = subject.model.by_address.get(&fault.page);
    let document = page.and_then(|page| subject.model.document_of(*page));
    let Some(outline) = document.map(|document| &document.outline) else { return false };
    match fault.kind {
        PageFaultKind::Jump => {
            let tag = Pieces::of(fault.about.as_bytes()).tags().next();
            let id = tag.and_then(|tag| tag.attribute("id"));
            outline.headings.iter().any(|heading| Some(heading.id.as_bytes()) == id)
        }
        PageFaultKind::Silent => {
            outline.links.iter().any(|link| !link.picture && link.text.trim().is_empty())
        }
        _ => false,
    }
}

/// What to look for, the likeliest first.
fn needles(fault: &PageFault) -> Vec<String> {
    let about = &fault.about;
    match fault.kind {
        // What is nowhere has no place but the page's template.
        PageFaultKind::NoHeading => Vec::new(),
        PageFaultKind::Headings => vec!["<h1".to_owned()],
        PageFaultKind::NoTitle => vec!["<title".to_owned(), "<head".to_owned()],
        PageFaultKind::NoLanguage => vec!["<html".to_owned()],
        PageFaultKind::Main => vec!["<main".to_owned(), "<body".to_owned()],
        PageFaultKind::Id => vec![format!("id=\"{about}\""), format!("id={about}")],
        PageFaultKind::Link | PageFaultKind::Place => {
            let place = about.split_once('#').map(|(_, place)| format!("#{place}"));
            [about.clone()].into_iter().chain(place).collect()
        }
        // In the page it may stand as a template writes it, with signs for others.
        PageFaultKind::Foreign => vec![about.clone(), about.replace("&amp;", "&")],
        PageFaultKind::Data => vec!["ld+json".to_owned()],
        PageFaultKind::Picture => vec![format!("\"{about}\""), "<img".to_owned()],
        PageFaultKind::Role => {
            vec![format!("role=\"{about}\""), format!("role={about}"), "role=".to_owned()]
        }
        PageFaultKind::Zoom => vec![about.clone(), "viewport".to_owned()],
        // Found by what they look like.
        PageFaultKind::Field
        | PageFaultKind::Button
        | PageFaultKind::Frame
        | PageFaultKind::Jump
        | PageFaultKind::Silent => Vec::new(),
    }
}

/// The place in what authors wrote: the page's own text, else a register or the settings.
fn in_text(subject: &Subject<'_>, fault: &PageFault, needles: &[String]) -> Option<Place> {
    if fault.about.is_empty() {
        return None;
    }
    let at = |file: &FilePath| {
        let text = subject.text(file);
        let found = needles.iter().find_map(|needle| Some((text.find(needle.as_str())?, needle)));
        let (at, needle) = found?;
        Some(Place::new(file, Span::new(at, at + needle.len())))
    };
    let page = subject.model.by_address.get(&fault.page);
    let document = page.and_then(|page| subject.model.document_of(*page));
    let registers = subject.model.register_documents.iter().map(|register| &register.file);
    let settings = Config::file();
    document
        .and_then(|document| at(&document.file))
        .or_else(|| registers.chain([&settings]).find_map(at))
}

/// The place in the theme: in the page's template, else in another one, else the top of it.
fn in_theme(subject: &Subject<'_>, fault: &PageFault, needles: &[String]) -> Option<Place> {
    let chain = &subject.theme.chain;
    let file =
        |theme: &String| FilePath::new(&format!("{THEMES}/{theme}/templates/{}", fault.template));
    let own = chain.iter().map(file).find(|file| subject.source.files.contains_key(file));
    let folders = chain.iter().map(|theme| format!("{THEMES}/{theme}/templates"));
    let others =
        folders.flat_map(|folder| subject.source.below(&folder).map(|(file, _)| file.clone()));
    // A template that is a whole page takes nothing from others.
    let is_whole = own.as_ref().is_some_and(|own| subject.text(own).contains("<html"));
    let mut files: Vec<FilePath> = own.clone().into_iter().chain(others).collect();
    if is_whole {
        files.truncate(1);
    }
    let at = |needle: &String| {
        files.iter().find_map(|file| {
            let at = subject.text(file).find(needle.as_str())?;
            Some(Place::new(file, Span::new(at, at + needle.len())))
        })
    };
    let found = if fault.kind.is_tag() {
        like(subject, &files, fault.about.as_bytes())
    } else {
        needles.iter().find_map(at)
    };
    found.or_else(|| Some(Place::new(&own?, Span::at(0))))
}

/// The tag of a template that a tag of a page was most likely made of: the first of those that
/// have most in common with it.
fn like(subject: &Subject<'_>, files: &[FilePath], made: &[u8]) -> Option<Place> {
    let made = Pieces::of(made).tags().next()?;
    let mut best: Option<(usize, Place)> = None;
    for file in files {
        let text = veiled(subject.text(file));
        for tag in Pieces::of(&text).tags() {
            let Some(alike) = alike(&made, &tag) else { continue };
            if best.as_ref().is_none_or(|(most, _)| alike > *most) {
                let end = text.len() - tag.after.len();
                best = Some((alike, Place::new(file, Span::new(end - tag.whole.len(), end))));
            }
        }
    }
    best.map(|(_, place)| place)
}

/// How much a tag of a page has in common with one of a template, when it can be made of it.
fn alike(made: &Tag<'_>, template: &Tag<'_>) -> Option<usize> {
    if !made.name.eq_ignore_ascii_case(template.name) {
        return None;
    }
    let is_made = |text: &[u8]| text.contains(&b'{');
    // What stands after a condition may be left out.
    let is_sure = !template.whole.windows(2).any(|two| two == b"{%");
    let mut common = 0;
    for (name, value) in template.attributes().filter(|(name, _)| !is_made(name)) {
        let name = std::str::from_utf8(name).ok()?;
        match made.attribute(name) {
            Some(own) if own == value => common += 4,
            Some(_) if is_made(value) => common += 2,
            _ if is_sure => return None,
            _ => {}
        }
    }
    let foreign = |(name, _): &(&[u8], &[u8])| {
        std::str::from_utf8(name).is_ok_and(|name| template.attribute(name).is_none())
    };
    if !is_made(template.whole) && made.attributes().any(|own| foreign(&own)) {
        return None;
    }
    // A heading may say what it likes. What says something in the template itself is not silent,
    // and of two that look alike it is the one with nothing in it.
    if template.name.first().is_some_and(|first| first.eq_ignore_ascii_case(&b'h')) {
        return Some(common);
    }
    let inside = template.inside();
    if names::says(&without_commands(inside)) {
        return None;
    }
    Some(common + usize::from(!names::says(inside)))
}

/// A piece of a template, veiled, without its commands.
fn without_commands(template: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = memchr::memchr(b'{', rest) {
        let (before, command) = rest.split_at(open);
        out.extend_from_slice(before);
        let end = memchr::memchr(b'}', command).map_or(command.len(), |end| end + 1);
        rest = command[end..].strip_prefix(b"}").unwrap_or(&command[end..]);
    }
    out.extend_from_slice(rest);
    out
}

/// `help`, and on which pages it is so.
#[must_use]
pub fn on_pages(fault: &Placed<'_>, help: &Text) -> Text {
    let (page, others) = (fault.page, fault.pages - 1);
    let (sv, en) = match others {
        0 => (format!("Det är så på {page}."), format!("It is so on {page}.")),
        1 => (
            format!("Det är så på {page} och en sida till."),
            format!("It is so on {page} and one page more."),
        ),
        _ => (
            format!("Det är så på {page} och {others} sidor till."),
            format!("It is so on {page} and {others} more pages."),
        ),
    };
    Text::new(format!("{} {sv}", help.sv), format!("{} {en}", help.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tag of a template that `made` is most like.
    fn source<'t>(made: &str, template: &'t str) -> Option<&'t str> {
        let made = Pieces::of(made.as_bytes()).tags().next()?;
        let text = veiled(template);
        assert_eq!(text.len(), template.len());
        let tags = Pieces::of(&text).tags();
        let alike = tags.filter_map(|tag| Some((alike(&made, &tag)?, tag)));
        // The first of the best.
        let (_, tag) = alike.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let end = template.len() - tag.after.len();
        template.get(end - tag.whole.len()..end)
    }

    #[test]
    fn a_tag_is_traced_to_its_template() {
        for (made, template, found) in [
            ("<a href=\"/a/\">", "<a href=\"{{ href(to=\"/a/\") }}\">", 0),
            (
                "<a href=\"/a/\" class=\"b\">",
                "<a href=\"{{ x }}\">A</a>|<a href=\"{{ x }}\" class=\"b\">",
                1,
            ),
            ("<a href=\"/a/\">", "<a href=\"{{ x }}\">{{ y }}</a>|<a href=\"{{ x }}\"></a>", 1),
            (
                "<a href=\"/a/\" lang=\"en\">",
                "<a href=\"/b/\">|<a href=\"{{ x }}\"{% if y > 1 %} lang=\"{{ y }}\"{% endif %}>",
                1,
            ),
        ] {
            let wanted = template.split('|').nth(found).unwrap_or_default();
            let traced = source(made, template).unwrap_or_default();
            assert!(!traced.is_empty() && wanted.starts_with(traced), "{made}: {traced}");
        }
        assert_eq!(source("<a href=\"/a/\" id=\"b\">", "<a href=\"/a/\">"), None);
        assert_eq!(source("<b>", "<i>"), None);
    }
}
