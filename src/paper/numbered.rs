//! A report as browsers print it best: with what their PDFs would lack, and the numbers of its pages
//! in the contents.

use std::collections::BTreeMap;

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::{Html, Node, StrTendril};

use super::chars::is_space;
use super::page::{add_to_head, elements, set, unescaped};

/// What a link in the contents has its page in. Themes show it; those that know nothing of it get
/// the rule in `PLAIN`.
const PAGE: &str = "data-sida";
const PLAIN: &str = ":where(a[data-sida])::after{content:\" \" attr(data-sida)}\
     h1,h2,h3,h4,h5,h6{white-space-collapse:preserve!important}";

/// Room for a number that is not known yet.
const ROOM: &str = "00";

/// Makes a page what browsers make a good PDF of.
fn prepare(tree: &mut Tree<Node>) {
    let all: Vec<NodeId> = elements(tree).map(|(id, _)| id).collect();
    for id in all {
        let Some(mut node) = tree.get_mut(id) else { continue };
        let Node::Element(element) = node.value() else { continue };
        match element.name() {
            // Figures have to say what they show in a text of their own. Those of HTML do so by
            // what is in them: a quotation, a picture with its text.
            "figure" if element.attr("role").is_none() => set(element, "role", "group"),
            // Nobody can open anything on paper. Of those with one name only one may be open.
            "details" => {
                element.attrs.retain(|(key, _)| &*key.local != "name");
                set(element, "open", "");
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => tidy(tree, id),
            _ => {}
        }
    }
    add_to_head(tree, "style", &[], PLAIN);
}

/// Leaves no spaces in a heading but those that are seen. Where it breaks, its bookmark would lack
/// the space, were spaces not preserved; and so all others would be seen too.
fn tidy(tree: &mut Tree<Node>, heading: NodeId) {
    let is_break =
        |node: NodeRef<Node>| node.value().as_element().is_some_and(|e| e.name() == "br");
    let Some(node) = tree.get(heading) else { return };
    let all: Vec<(NodeId, bool)> =
        node.descendants().map(|inside| (inside.id(), is_break(inside))).collect();
    let mut begins = true;
    let mut last = None;
    for (id, is_break) in all {
        let Some(mut node) = tree.get_mut(id) else { continue };
        let Node::Text(text) = node.value() else {
            begins |= is_break;
            continue;
        };
        let mut plain = String::with_capacity(text.text.len());
        for sign in text.text.chars() {
            let is_space = is_space(sign);
            if !is_space || !begins {
                plain.push(if is_space { ' ' } else { sign });
            }
            begins = is_space;
        }
        text.text = plain.into();
        if !text.text.is_empty() {
            last = Some(id);
        }
    }
    if let Some(mut node) = last.and_then(|id| tree.get_mut(id))
        && let Node::Text(text) = node.value()
    {
        text.text = StrTendril::from(text.text.trim_end_matches(' '));
    }
}

/// A page whose contents can be told where everything is.
pub(super) struct Numbered {
    page: Html,
    links: Vec<Link>,
}

/// A link in the contents.
struct Link {
    node: NodeId,
    /// What it leads to.
    place: String,
    /// The page that it says, or room for it; nothing when nobody knows.
    says: Option<String>,
}

impl Numbered {
    pub fn read(html: &str) -> Self {
        let mut page = Html::parse_document(html);
        prepare(&mut page.tree);
        let navs = page.tree.nodes().filter(|node| {
            node.value().as_element().is_some_and(|element| element.name() == "nav")
        });
        let links = navs.flat_map(|nav| nav.descendants()).filter_map(|node| {
            let place = unescaped(node.value().as_element()?.attr("href")?.strip_prefix('#')?);
            Some(Link { node: node.id(), place, says: Some(ROOM.to_owned()) })
        });
        let links = links.collect();
        Self { page, links }
    }

    /// Takes the pages that places are on; whether that says anything new. What is on none of them
    /// gets no number.
    pub fn take(&mut self, pages: &BTreeMap<String, u32>) -> bool {
        let mut is_new = false;
        for link in &mut self.links {
            let says = pages.get(&link.place).map(u32::to_string);
            is_new |= says != link.says;
            link.says = says;
        }
        is_new
    }

    /// The page with the numbers that are known, and room for those that may be.
    pub fn html(&mut self) -> String {
        for link in &self.links {
            if let Some(mut node) = self.page.tree.get_mut(link.node)
                && let Node::Element(element) = node.value()
            {
                match &link.says {
                    Some(page) => set(element, PAGE, page),
                    None => element.attrs.retain(|(key, _)| &*key.local != PAGE),
                }
            }
        }
        self.page.html()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(body: &str) -> Numbered {
        Numbered::read(&format!("<html prefix=a><head prefix='og: x'></head><body>{body}"))
    }

    #[test]
    fn what_is_on_no_page_has_no_number() {
        let mut page = numbered(
            "<nav><a href='#m%C3%A5l'>Mål</a><a href='#borta'>B</a><a href='/x'>X</a></nav>",
        );
        let first = page.html();
        assert_eq!(first.matches("data-sida=\"00\"").count(), 2, "{first}");
        let pages = BTreeMap::from([("mål".to_owned(), 7)]);
        assert!(page.take(&pages), "a number that is not known is news");
        let second = page.html();
        assert!(second.contains("data-sida=\"7\"") && !second.contains("data-sida=\"00\""));
        assert!(!page.take(&pages));
        page.take(&BTreeMap::new());
        assert!(!page.html().contains("data-sida=\""), "no numbers, and nothing else is lost");
        assert!(page.html().contains(PLAIN), "{}", page.html());
    }

    #[test]
    fn what_is_closed_is_opened() {
        let made =
            numbered("<details name=a><p>x</details><details name=a open><p>y</details>").html();
        assert_eq!(made.matches("<details open=\"\">").count(), 2, "{made}");
    }

    #[test]
    fn headings_have_the_spaces_that_are_seen() {
        for (written, seen) in [
            ("<h2>\n  Ett\n  och två\n</h2>", "<h2>Ett och två</h2>"),
            ("<h2>Hej <b> du</b> </h2>", "<h2>Hej <b>du</b></h2>"),
            ("<h2>A<br> B<span> </span></h2>", "<h2>A<br>B<span></span></h2>"),
            ("<h2>10\u{a0}\u{a0}kr</h2>", "<h2>10&nbsp;&nbsp;kr</h2>"),
        ] {
            let made = numbered(written).html();
            assert!(made.contains(seen), "{seen} is not in {made}");
        }
    }
}
