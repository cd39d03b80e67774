//! Links in a body: where they lead, and what they say of a file that they fetch.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::kinds::without_mailto;
use super::writer::Writer;
use super::{Fetched, escaped};

/// A link that is open.
#[derive(Debug, Default)]
pub(super) struct OpenLink {
    /// Whether its words are its address.
    is_bare: bool,
    /// Whether it leads to another site.
    is_external: bool,
    /// The file it fetches.
    fetched: Option<Fetched>,
}

/// Where a link leads, and what there is to know of it.
struct Led {
    href: String,
    open: OpenLink,
}

impl Writer<'_> {
    pub(super) fn open_link<'p>(
        &mut self,
        (link_type, dest_url, title, id): (LinkType, CowStr<'p>, CowStr<'p>, CowStr<'p>),
        out: &mut Vec<Event<'p>>,
    ) {
        // The words of a bare address are the address.
        let is_bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
        self.verbatim += usize::from(is_bare);
        let Some(mut led) = self.led() else {
            self.open_links.push(OpenLink { is_bare, ..OpenLink::default() });
            out.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            return;
        };
        led.open.is_bare = is_bare;
        let language = led.open.fetched.as_ref().and_then(|file| file.language.as_deref());
        if led.open.is_external || language.is_some() {
            out.push(Event::Html(opening(&led, &title, language).into()));
        } else {
            let link_type = without_mailto(link_type);
            out.push(Event::Start(Tag::Link { link_type, dest_url: led.href.into(), title, id }));
        }
        self.open_links.push(led.open);
    }

    pub(super) fn close_link(&mut self, out: &mut Vec<Event<'_>>) {
        let open = self.open_links.pop().unwrap_or_default();
        self.verbatim = self.verbatim.saturating_sub(usize::from(open.is_bare));
        if let Some(file) = open.fetched.as_ref().filter(|file| !file.note.is_empty()) {
            // No line breaks within the brackets of a short note.
            let html = format!(" <span class=\"file-note\">({})</span>", escaped(&file.note));
            out.push(Event::Html(html.into()));
        }
        if open.is_external {
            let note = escaped(&self.word("annan_webbplats"));
            let html = format!("<span class=\"external-note\"> ({note})</span></a>");
            out.push(Event::Html(html.into()));
        } else {
            out.push(Event::End(TagEnd::Link));
        }
    }

    /// Where the next link or picture leads; as it is written where nobody knows. A broken one
    /// has its finding, and no address.
    fn led(&mut self) -> Option<Led> {
        let around = self.around?;
        let at = self.links;
        self.links += 1;
        let Some(link) = around.links.get(at).and_then(|link| link.as_ref().ok()) else {
            return Some(Led { href: String::new(), open: OpenLink::default() });
        };
        let (href, is_external) = (around.href)(link);
        let said = around.document.outline.links.get(at);
        let fetched = said.and_then(|said| (around.fetched)(link, &said.text));
        Some(Led { href, open: OpenLink { is_bare: false, is_external, fetched } })
    }

    /// Where the next picture is; nothing where nobody knows.
    pub(super) fn picture(&mut self) -> Option<String> {
        self.led().map(|led| led.href)
    }
}

fn opening(led: &Led, title: &str, language: Option<&str>) -> String {
    let class = if led.open.is_external { " class=\"external\"" } else { "" };
    let attribute = |name: &str, value: Option<&str>| {
        value.map_or_else(String::new, |value| format!(" {name}=\"{}\"", escaped(value)))
    };
    let title = attribute("title", Some(title).filter(|title| !title.is_empty()));
    let language = attribute("hreflang", language);
    format!("<a{class} href=\"{}\"{language}{title}>", escaped(&led.href))
}
