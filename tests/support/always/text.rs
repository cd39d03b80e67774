//! What holds for a text by itself: pieces, outline, slugs, typesetting.

use std::collections::BTreeSet;

use delwebb::base::{
    Date, Figure, FilePath, Hyphens, Language, Lix, OutPath, Span, Typesetter, UrlPath,
    collation_key, nearest, slug,
};
use delwebb::document::markdown::{Component, Dialect, Markup, Outline, Piece};
use delwebb::render::{commonmark, refused};
use pulldown_cmark::{Event, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

/// A place lies in its text, and cuts no letter.
pub fn inside(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} of {} bytes", text.len());
}

/// `CommonMark` without anything of ours.
pub fn plain(body: &str) {
    assert_eq!(commonmark(body), commonmark(body));
}

/// The pieces of a body fit together, and the outline sees the same.
pub fn outline(body: &str) {
    let markup = Markup::of(body, Dialect::Extended);
    let (mut open, mut opened, mut in_code) = (0_usize, 0_usize, false);
    for (piece, range) in markup.pieces() {
        let source = body.get(range.clone());
        let source = source.unwrap_or_else(|| panic!("{range:?} of {} bytes", body.len()));
        match piece {
            Piece::Open => {
                open += 1;
                opened += 1;
                assert!(source.starts_with(":::"), "{source:?}");
            }
            Piece::Close { written } => {
                assert!(open > 0, "a component ends that never began");
                assert!(!written || source.starts_with(":::"), "{source:?}");
                open -= 1;
            }
            Piece::Stray | Piece::TooDeep => assert!(source.starts_with(":::"), "{source:?}"),
            Piece::Event(Event::Start(Tag::CodeBlock(_))) => in_code = true,
            Piece::Event(Event::End(TagEnd::CodeBlock)) => in_code = false,
            // The mask of a fence must never be seen in code.
            Piece::Event(Event::Text(text)) if in_code && text.len() == source.len() => {
                assert_eq!(&*text, source);
            }
            Piece::Event(_) => {}
        }
    }
    assert_eq!(open, 0, "a component never ends");

    let outline = Outline::of(body, 0, &["upptagen".to_owned()]);
    assert_eq!(outline.components.len(), opened);
    let ids: BTreeSet<&str> = outline.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids.len(), outline.headings.len(), "headings share an id");
    assert!(!ids.contains("upptagen") && !ids.contains(""));
    let spans = outline.headings.iter().map(|heading| heading.span);
    let spans = spans.chain(outline.links.iter().map(|link| link.span));
    let spans = spans.chain(outline.taken_ids.iter().map(|id| id.span));
    let spans = spans.chain(outline.raw_html.iter().copied());
    let spans = spans.chain(outline.stray_fences.iter().copied());
    let spans = spans.chain(outline.empty_heads.iter().copied());
    let spans = spans.chain(outline.missing_notes.iter().map(|note| note.span));
    let notes = outline.unused_notes.iter().chain(&outline.repeated_notes);
    let spans = spans.chain(notes.chain(&outline.unused_addresses).map(|note| note.span));
    let spans = spans.chain(outline.prose.hardest.map(|(_, span)| span));
    for span in spans {
        inside(body, span);
    }
    for component in &outline.components {
        of_component(body, component);
    }
}

fn of_component(body: &str, component: &Component) {
    let values = component.attributes.iter().filter_map(|attribute| attribute.value.as_ref());
    let names = component.attributes.iter().map(|attribute| &attribute.name);
    let spans = values.chain(names).chain([&component.name]).map(|value| value.span);
    let faults = component.faults.iter().map(|fault| fault.span);
    let cells = component.content.table.iter().flatten().map(|cell| cell.span);
    for span in spans.chain(faults).chain(cells).chain([component.span]) {
        inside(body, span);
    }
}

/// A slug is plain, stays what it is, and does not depend on how a letter is stored.
pub fn slugs(text: &str) {
    let made = slug(text);
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    assert!(made.bytes().all(is_plain), "{made:?}");
    assert!(!made.starts_with('-') && !made.ends_with('-') && !made.contains("--"), "{made:?}");
    assert_eq!(slug(&made), made);
    assert_eq!(slug(&text.nfd().collect::<String>()), made);
    assert_eq!(slug(&text.nfc().collect::<String>()), made);
}

/// Typesetting loses no letter, and there is nothing left to do the second time.
pub fn typesetting(text: &str) {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for lang in [Language::SV, Language::EN] {
        let setter = Typesetter::new(lang, true, Hyphens::default());
        let once = setter.set(text, None);
        assert_eq!(letters(&once), letters(text));
        if !text.contains(['"', '\'']) {
            assert_eq!(setter.set(&once, None), once);
        }
    }
    let hyphens = Hyphens::new(["digitaliserings-omställning", "å-ä-ö", "ab-c"]);
    let set = Typesetter::new(Language::SV, false, hyphens).set(text, None).replace('\u{ad}', "");
    assert_eq!(set, text.replace('\u{ad}', ""));
}

/// Values that are read from a text by themselves.
pub fn values(text: &str) {
    let _ = (Date::parse(text), Figure::parse(text), collation_key(text), Lix::of(text));
    let _ = nearest(text, ["målgrupper", "titel", "läge", "skede", "källa"]);
    if let Some(refused) = refused(text) {
        inside(text, Span::at(refused.at));
    }
    if let Some(address) = UrlPath::parse(text) {
        assert!(address.to_string().starts_with('/'));
    }
    if let Some(out) = OutPath::new(text) {
        let below = out.below(std::path::Path::new("/out"));
        assert!(below.starts_with("/out") && !out.as_str().split('/').any(|part| part == ".."));
    }
    if let Some(file) = FilePath::new("content/a/b.md").resolve(text) {
        let file = file.as_str();
        assert!(!file.starts_with('/') && !file.split('/').any(|part| part == ".."), "{file}");
    }
    let line = format!(":::{}", text.lines().next().unwrap_or(""));
    of_component(&line, &Component::read(&line, 0));
}
