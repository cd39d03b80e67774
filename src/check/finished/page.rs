//! What one finished page holds, while its tags are read.

use super::loads::loads;
use super::names::Names;
use super::roles::is_role;
use super::scan::Tag;
use super::{PageFaultKind, text};

/// What one page holds.
#[derive(Default)]
pub(super) struct Page<'p> {
    headings: usize,
    mains: usize,
    has_title: bool,
    has_language: bool,
    /// The level of the last heading.
    level: Option<u8>,
    names: Names<'p>,
    pub ids: Vec<&'p [u8]>,
    pub links: Vec<&'p [u8]>,
    /// The addresses of what is fetched when the page is shown.
    pub loads: Vec<&'p [u8]>,
    /// What it shows or tells of besides: pictures of other sizes, of films, of the page.
    pub shown: Vec<&'p [u8]>,
    faults: Vec<(PageFaultKind, String)>,
}

impl<'p> Page<'p> {
    pub fn take(&mut self, tag: &Tag<'p>) {
        match tag.name.len() {
            1 if tag.is("a") => self.link(tag, "href"),
            2 => self.heading(tag),
            3 if tag.is("img") => {
                self.link(tag, "src");
                self.sizes(tag);
                if tag.attribute("alt").is_none() {
                    let src = tag.attribute("src").unwrap_or_default();
                    self.faults.push((PageFaultKind::Picture, text(src)));
                }
            }
            4 if tag.is("main") => self.mains += 1,
            4 if tag.is("link") => self.link(tag, "href"),
            // A form leads somewhere too: to the page of the search.
            4 if tag.is("form") => self.link(tag, "action"),
            4 if tag.is("meta") => self.meta(tag),
            4 if tag.is("html") => {
                let language = tag.attribute("lang").unwrap_or_default();
                self.has_language = !language.trim_ascii().is_empty();
            }
            5 if tag.is("video") || tag.is("audio") => {
                self.shown.extend(tag.attribute("src").into_iter().chain(tag.attribute("poster")));
            }
            6 if tag.is("source") => {
                self.shown.extend(tag.attribute("src"));
                self.sizes(tag);
            }
            6 if tag.is("object") => self.shown.extend(tag.attribute("data")),
            5 if tag.is("title") => self.has_title |= !tag.text.trim_ascii().is_empty(),
            6 if tag.is("script") => {
                let is_data = tag.attribute("type") == Some(b"application/ld+json");
                if is_data && serde_json::from_slice::<serde::de::IgnoredAny>(tag.text).is_err() {
                    self.faults.push((PageFaultKind::Data, "application/ld+json".to_owned()));
                }
                self.link(tag, "src");
            }
            _ => {}
        }
        loads(tag, &mut self.loads);
        self.names.take(tag);
        for (name, value) in tag.attributes() {
            match name.len() {
                2 if name.eq_ignore_ascii_case(b"id") => self.ids.push(value),
                4 if name.eq_ignore_ascii_case(b"role") && !is_role(value) => {
                    self.faults.push((PageFaultKind::Role, text(value)));
                }
                _ => {}
            }
        }
    }

    /// A heading may be one level below the last, and no more. The first may be at any: the menu
    /// has its own.
    fn heading(&mut self, tag: &Tag<'p>) {
        let [b'h' | b'H', digit @ b'1'..=b'6'] = tag.name else { return };
        let level = digit - b'0';
        self.headings += usize::from(level == 1);
        let is_other = tag.attribute("role").is_some_and(|role| role != b"heading");
        if is_other || tag.is_hidden() {
            return;
        }
        if self.level.is_some_and(|above| level > above + 1) {
            self.faults.push((PageFaultKind::Jump, text(tag.whole)));
        }
        self.level = Some(level);
    }

    fn meta(&mut self, tag: &Tag<'p>) {
        let Some(content) = tag.attribute("content") else { return };
        self.shown.push(content);
        let name = tag.attribute("name").unwrap_or_default();
        if name.eq_ignore_ascii_case(b"viewport") && keeps_size(content) {
            self.faults.push((PageFaultKind::Zoom, text(content)));
        }
    }

    /// The pictures of `srcset`: `a.webp 800w, b.webp 1600w`.
    fn sizes(&mut self, tag: &Tag<'p>) {
        let all = tag.attribute("srcset").unwrap_or_default().split(|byte| *byte == b',');
        let first = |one: &'p [u8]| one.trim_ascii().split(|byte| *byte == b' ').next();
        self.shown.extend(all.filter_map(first));
    }

    fn link(&mut self, tag: &Tag<'p>, name: &str) {
        self.links.extend(tag.attribute(name));
    }

    /// What is wrong with the page as a whole, and what was noted on the way.
    pub fn of_the_whole(&mut self) -> Vec<(PageFaultKind, String)> {
        let mut faults = std::mem::take(&mut self.faults);
        faults.extend(self.names.nameless());
        let mut add = |is_wrong: bool, kind| {
            if is_wrong {
                faults.push((kind, String::new()));
            }
        };
        add(self.headings == 0, PageFaultKind::NoHeading);
        add(self.headings > 1, PageFaultKind::Headings);
        add(!self.has_title, PageFaultKind::NoTitle);
        add(!self.has_language, PageFaultKind::NoLanguage);
        add(self.mains != 1, PageFaultKind::Main);
        faults
    }
}

/// The least that a page must be possible to enlarge to (WCAG 1.4.4).
const LARGEST: f64 = 2.0;

/// Whether `content` of a viewport keeps a page from being enlarged.
fn keeps_size(content: &[u8]) -> bool {
    let content = text(content).to_ascii_lowercase();
    let ends = |c: char| matches!(c, ',' | ';') || c.is_whitespace();
    // `a = b` is one setting.
    let joined = content.split('=').map(str::trim).collect::<Vec<_>>().join("=");
    joined.split(ends).filter_map(|setting| setting.split_once('=')).any(|(name, value)| {
        let number = value.parse::<f64>();
        match name {
            "user-scalable" => value == "no" || number.is_ok_and(|number| number.abs() < 1.0),
            // Less than nothing is no setting.
            "maximum-scale" => number.is_ok_and(|most| (0.0..LARGEST).contains(&most)),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::scan::Pieces;
    use super::*;

    fn faults(html: &str) -> Vec<(PageFaultKind, String)> {
        let mut page = Page::default();
        for tag in Pieces::of(html.as_bytes()).tags() {
            page.take(&tag);
        }
        page.faults
    }

    #[test]
    fn headings_jump_when_a_level_is_missing() {
        for html in [
            "<h3>a</h3><h2>b</h2><h3>c</h3>",
            "<h1>a</h1><h4 hidden>b</h4><h2>c</h2>",
            "<h1>a</h1><h4 role=presentation>b</h4>",
        ] {
            assert_eq!(faults(html), [], "{html}");
        }
        let jump = |tag: &str| (PageFaultKind::Jump, tag.to_owned());
        assert_eq!(faults("<h1>a</h1><H4 class=b>c</H4><h4>d</h4>"), [jump("<H4 class=b>")]);
    }

    #[test]
    fn a_page_must_grow_to_twice_its_size() {
        for content in [
            "width=device-width, initial-scale=1",
            "maximum-scale=5",
            "user-scalable=yes",
            "maximum-scale=-1",
            "maximum-scale=2",
        ] {
            assert!(!keeps_size(content.as_bytes()), "{content}");
        }
        for content in [
            "width=device-width,user-scalable=no",
            "USER-SCALABLE = no",
            "user-scalable=0;width=1",
            "maximum-scale=1.0",
            "initial-scale=1 maximum-scale=1",
        ] {
            assert!(keeps_size(content.as_bytes()), "{content}");
        }
    }
}
