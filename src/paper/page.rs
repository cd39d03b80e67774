//! A report as one HTML file that needs nothing else: to be mailed, opened from disk, printed.

use std::collections::BTreeSet;

use ego_tree::{NodeId, NodeRef, Tree};
use html5ever::{LocalName, QualName, ns};
use scraper::node::{Element, Node, Text};
use scraper::{Html, StrTendril};
use url::Url;

use super::sheet::Files;

/// What marks the element that is the report.
pub(super) const MARK: &str = "data-rapport";

/// What a browser may do with the file: show it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline' data:; img-src data:; \
     font-src data:";

/// The report of the finished page `page`, alone and whole in itself.
///
/// `get` gives the bytes of the site's own file at an address such as `/assets/site.1234.css`;
/// `base` is where the page is on the web, unless it says that itself, on the same site
/// (`<link rel="canonical">`). An address that is none leaves the page as it is.
///
/// Everything around `[data-rapport]` goes, but for the elements that it stands in, so that the
/// theme's sheets mean the same; without that mark all of the page is the report. Sheets, fonts
/// and pictures are put into the file, links are whole addresses, and what only a browser on the
/// site has use for is gone: scripts, what is hidden, menus – but not the contents, which are a
/// `nav` that leads to nothing but places in the report.
#[must_use]
pub fn standalone(page: &str, get: &dyn Fn(&str) -> Option<Vec<u8>>, base: &str) -> String {
    let mut html = Html::parse_document(page);
    let Some(at) = address(&html.tree, base) else { return page.to_owned() };
    let files = Files { get, page: &at };
    let tree = &mut html.tree;
    let report = tree.nodes().find(|node| has(*node, MARK)).map(|node| node.id());
    if let Some(report) = report {
        leave_alone(tree, report);
    }
    remove(tree, is_no_part_of_paper);
    let ids: BTreeSet<String> =
        elements(tree).filter_map(|(_, element)| Some(element.id()?.to_owned())).collect();
    let all: Vec<NodeId> = elements(tree).map(|(id, _)| id).collect();
    for id in all {
        let sheet = tree.get(id).and_then(|node| sheet_of(node, files));
        let Some(mut node) = tree.get_mut(id) else { continue };
        if let Some(css) = sheet {
            while let Some(mut child) = node.first_child() {
                child.detach();
            }
            node.append(Node::Text(Text { text: css.into() }));
        }
        if let Node::Element(element) = node.value() {
            settle(element, files, &ids);
        }
    }
    let policy = [("content", POLICY), ("http-equiv", "Content-Security-Policy")];
    add_to_head(&mut html.tree, "meta", &policy, "");
    html.html()
}

/// Where the page is on the web.
fn address(tree: &Tree<Node>, base: &str) -> Option<Url> {
    let base = Url::parse(base).ok().filter(Url::has_host)?;
    let canonical = elements(tree)
        .filter(|(_, element)| element.attr("rel") == Some("canonical"))
        .find_map(|(_, element)| base.join(element.attr("href")?).ok());
    Some(canonical.filter(|page| page.origin() == base.origin()).unwrap_or(base))
}

/// A link as one that leads to the same from anywhere: a place in the page stays one, everything
/// else is a whole address.
fn whole(href: &str, page: &Url, ids: &BTreeSet<String>) -> String {
    let Ok(url) = page.join(href) else { return href.to_owned() };
    let mut without = url.clone();
    without.set_fragment(None);
    match url.fragment() {
        Some(place) if without == *page && ids.contains(&unescaped(place)) => format!("#{place}"),
        _ => url.into(),
    }
}

/// What the part of an address after `#` leads to, as an `id` is written.
pub(super) fn unescaped(fragment: &str) -> String {
    percent_encoding::percent_decode_str(fragment).decode_utf8_lossy().into_owned()
}

/// Takes away everything in the page's body that is neither the report nor around it. What it
/// shows of other elements (`<use href="#…">`) stays.
fn leave_alone(tree: &mut Tree<Node>, report: NodeId) {
    let mut kept = BTreeSet::from([report]);
    let Some(top) = tree.get(report) else { return };
    let shown: BTreeSet<&str> = top
        .descendants()
        .filter_map(|node| node.value().as_element())
        .filter(|element| element.name() == "use")
        .filter_map(|element| element.attr("href")?.strip_prefix('#'))
        .collect();
    let is_shown = |element: &Element| element.id().is_some_and(|id| shown.contains(id));
    kept.extend(elements(tree).filter(|(_, element)| is_shown(element)).map(|(id, _)| id));
    let around: BTreeSet<NodeId> = kept
        .iter()
        .filter_map(|id| tree.get(*id))
        .flat_map(|node| node.ancestors())
        .map(|n| n.id())
        .collect();
    let Some(body) = elements(tree).find(|(_, e)| e.name() == "body").map(|(id, _)| id) else {
        return;
    };
    remove_below(tree, body, &|node| {
        around.contains(&node.id())
            || node.ancestors().any(|above| kept.contains(&above.id()))
            || kept.contains(&node.id())
    });
}

/// Takes away what `stays` does not want, below `top`.
fn remove_below(tree: &mut Tree<Node>, top: NodeId, stays: &dyn Fn(NodeRef<Node>) -> bool) {
    let Some(top) = tree.get(top) else { return };
    let gone: Vec<NodeId> =
        top.descendants().skip(1).filter(|node| !stays(*node)).map(|node| node.id()).collect();
    for id in gone {
        if let Some(mut node) = tree.get_mut(id) {
            node.detach();
        }
    }
}

/// Takes away every node that `is_gone`.
fn remove(tree: &mut Tree<Node>, is_gone: fn(NodeRef<Node>) -> bool) {
    let top = tree.root().id();
    remove_below(tree, top, &|node| !is_gone(node));
}

/// Whether a node is only there for who is on the site.
fn is_no_part_of_paper(node: NodeRef<Node>) -> bool {
    let element = match node.value() {
        Node::Comment(_) => return true,
        Node::Element(element) => element,
        _ => return false,
    };
    match element.name() {
        "script" | "noscript" | "template" | "iframe" | "object" | "embed" | "source" => true,
        "base" => true,
        "link" => !matches!(element.attr("rel"), Some("stylesheet" | "canonical")),
        "meta" => !["charset", "name"].iter().any(|key| element.attr(key).is_some()),
        "nav" => !is_contents(node),
        _ => element.attr("hidden").is_some() || element.attr("data-utan-papper").is_some(),
    }
}

/// Whether a `nav` is a table of contents: it leads to places in the page, and nowhere else.
pub(super) fn is_contents(nav: NodeRef<Node>) -> bool {
    let inside = nav.descendants().filter_map(|node| node.value().as_element());
    let links = inside.filter(|element| element.name() == "a");
    let mut links = links.filter_map(|link| link.attr("href")).peekable();
    links.peek().is_some() && links.all(|href| href.starts_with('#'))
}

/// The text of the sheet that an element is, or leads to.
fn sheet_of(node: NodeRef<Node>, files: Files) -> Option<String> {
    let element = node.value().as_element()?;
    let css = match element.name() {
        "link" if element.attr("rel") == Some("stylesheet") => {
            files.sheet(element.attr("href")?)?
        }
        "style" => {
            let text = node.children().filter_map(|child| child.value().as_text());
            files.own_sheet(&text.map(|text| &*text.text).collect::<String>())
        }
        _ => return None,
    };
    Some(fonts_in_time(&css.replace("</", "<\\/")))
}

/// A font that comes late does not come at all on paper: what holds its file is never late, and
/// may be waited for.
fn fonts_in_time(css: &str) -> String {
    let mut parts = css.split("font-display");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let value = part.trim_start().strip_prefix(':').map(str::trim_start);
        let late = ["optional", "swap", "fallback"];
        let rest = value.and_then(|value| late.iter().find_map(|late| value.strip_prefix(late)));
        out.push_str("font-display");
        match rest {
            Some(rest) => out.extend([":block", rest]),
            None => out.push_str(part),
        }
    }
    out
}

/// An element as it has to be where there is no site around it.
fn settle(element: &mut Element, files: Files, ids: &BTreeSet<String>) {
    let name = element.name().to_owned();
    if name == "link" && element.attr("rel") == Some("stylesheet") {
        element.name.local = LocalName::from("style");
        element.attrs.retain(|(key, _)| &*key.local == "media");
        return;
    }
    element.attrs.retain(|(key, _)| {
        let key = &*key.local;
        !key.starts_with("on")
            && !matches!(key, "loading" | "fetchpriority" | "ping" | "crossorigin" | "integrity")
    });
    if name == "img" {
        let chosen = widest(element).and_then(|address| files.data(&address));
        if let Some(data) = chosen.or_else(|| files.data(element.attr("src")?)) {
            set(element, "src", &data);
            element.attrs.retain(|(key, _)| !matches!(&*key.local, "srcset" | "sizes"));
        }
    }
    let is_picture = name == "image" || name == "use";
    for (key, value) in &mut element.attrs {
        if &*key.local != "href" && &*key.local != "cite" {
            continue;
        }
        let data = if is_picture && !value.starts_with('#') { files.data(value) } else { None };
        *value = data.unwrap_or_else(|| whole(value, files.page, ids)).into();
    }
}

/// The widest of the files that an `<img>` gives to choose from.
fn widest(img: &Element) -> Option<String> {
    let of = |candidate: &str| {
        let (address, width) = candidate.trim().split_once(char::is_whitespace)?;
        Some((width.trim().strip_suffix('w')?.parse::<u32>().ok()?, address.to_owned()))
    };
    let all = img.attr("srcset")?.split(", ").filter_map(of);
    all.max_by_key(|(width, _)| *width).map(|(_, address)| address)
}

/// Every element with its number.
pub(super) fn elements(tree: &Tree<Node>) -> impl Iterator<Item = (NodeId, &Element)> {
    tree.root().descendants().filter_map(|node| Some((node.id(), node.value().as_element()?)))
}

pub(super) fn has(node: NodeRef<Node>, key: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.attr(key).is_some())
}

/// Puts an element first in the head of a page.
pub(super) fn add_to_head(tree: &mut Tree<Node>, name: &str, keys: &[(&str, &str)], text: &str) {
    let Some(head) = elements(tree).find(|(_, e)| e.name() == "head").map(|(id, _)| id) else {
        return;
    };
    let Some(mut head) = tree.get_mut(head) else { return };
    let mut element =
        Element::new(QualName::new(None, ns!(html), LocalName::from(name)), Vec::new());
    for (key, value) in keys {
        set(&mut element, key, value);
    }
    let mut added = head.prepend(Node::Element(element));
    if !text.is_empty() {
        added.append(Node::Text(Text { text: text.into() }));
    }
}

/// Gives an attribute a value.
pub(super) fn set(element: &mut Element, key: &str, value: &str) {
    let value = StrTendril::from(value);
    if let Some((_, old)) = element.attrs.iter_mut().find(|(own, _)| &*own.local == key) {
        *old = value;
        return;
    }
    element.attrs.push((QualName::new(None, ns!(), LocalName::from(key)), value));
    // Readers look for attributes in order of their names.
    element.attrs.sort();
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<!doctype html><html lang="fi" data-titel="År"><head><meta charset="utf-8">
<title>Rapport – Prov</title><link rel="canonical" href="https://exempel.se/r/2025/">
<link rel="stylesheet" href="/a.css" media="print"><link rel="icon" href="/i.svg"><script src="/x.js"></script>
<style>p{background:url(/p.png)}</style></head><body class="b" onload="x()"><!--delwebb--><header>Huvud</header>
<svg><symbol id="s"><path/></symbol></svg><main><p>Utanför</p><div class="inner"><article data-rapport>
<nav aria-label="Du är här"><a href="/">Start</a></nav><nav class="i"><a href="#mal">Mål</a></nav>
<h1>Rapport</h1><section id="mal"><p hidden>Dold</p><a href="/om/#x">Om</a> <a href="/r/2025/#mal">Hit</a>
<a href="/r/2025/#borta">Bort</a> <a href="mailto:a@exempel.se">Brev</a><svg><use href="#s"></use></svg>
<picture><source srcset="/w.webp"><img src="/liten.png" srcset="/liten.png 480w, /p.png 800w" alt="En bild" loading="lazy"></picture>
</section><p data-utan-papper>Ladda ner</p></article></div></main><footer>Fot</footer></body></html>"##;

    fn get(address: &str) -> Option<Vec<u8>> {
        match address {
            "/a.css" => Some(
                b"@font-face{font-family:F;src:url(f.woff2)} b::after{content:'</style>'}".to_vec(),
            ),
            "/f.woff2" | "/p.png" | "/liten.png" => Some(address.as_bytes().to_vec()),
            _ => None,
        }
    }

    #[test]
    fn a_report_needs_nothing_else() {
        let made = standalone(PAGE, &get, "https://exempel.se");
        for gone in [
            "Huvud",
            "Fot",
            "Utanför",
            "Du är här",
            "Dold",
            "Ladda ner",
            "<script",
            "onload",
            "rel=\"icon\"",
            "srcset",
            "<!--",
            "'</style>'",
        ] {
            assert!(!made.contains(gone), "{gone} is left in {made}");
        }
        for kept in [
            "lang=\"fi\"",
            "data-titel=\"År\"",
            "<title>Rapport – Prov</title>",
            "<h1>Rapport</h1>",
            "default-src 'none'",
            "<nav class=\"i\"><a href=\"#mal\">",
            "href=\"https://exempel.se/om/#x\"",
            "<a href=\"#mal\">Hit",
            "href=\"https://exempel.se/r/2025/#borta\"",
            "mailto:a@exempel.se",
            "<symbol id=\"s\">",
            "class=\"inner\"",
            "<style media=\"print\">",
            "url(\"data:font/woff2;base64,L2Yud29mZjI=\")",
            "url(\"data:image/png;base64,L3AucG5n\")",
            "src=\"data:image/png;base64,L3AucG5n\"",
            "alt=\"En bild\"",
        ] {
            assert!(made.contains(kept), "{kept} is not in {made}");
        }
    }

    #[test]
    fn what_is_made_of_it_again_is_the_same() {
        let made = standalone(PAGE, &get, "https://exempel.se");
        let again = standalone(&made, &|_| None, "https://exempel.se");
        assert_eq!(again, made);
    }

    #[test]
    fn an_id_with_any_letters_is_led_to() {
        let page = "<html><head prefix=\"og: https://ogp.me/ns#\"></head><body data-rapport>\
             <nav><a href=\"#m%C3%A5l\">1</a><a href=\"#50%25 till\">2</a>\
             <svg><use href=\"/i.svg#i\"></use></svg></nav>\
             <h2 id=\"mål\">A</h2><h2 id=\"50% till\">B</h2>";
        let made = standalone(page, &get, "https://exempel.se/r/");
        assert!(made.contains("<a href=\"#m%C3%A5l\">1") && made.contains("\"#50%25%20till\">2"));
        assert!(made.contains("default-src 'none'"), "{made}");
    }

    #[test]
    fn fonts_are_waited_for() {
        assert_eq!(
            fonts_in_time("a{font-display: swap;b}c{font-display:optional}d{font-display:block}"),
            "a{font-display:block;b}c{font-display:block}d{font-display:block}"
        );
    }

    #[test]
    fn without_an_address_nothing_is_touched() {
        assert_eq!(standalone(PAGE, &get, "/r/2025/"), PAGE);
    }
}
