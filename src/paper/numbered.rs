//! A report as browsers print it best: with what their PDFs would lack, and the numbers of its pages
//! in the contents.

use std::collections::BTreeMap;

use ego_tree::NodeId;
use scraper::{Html, Node};

use super::page::{is_contents, set};

/// What a link in the contents has its page in. Themes show it; those that know nothing of it get
/// the rule in `PLAIN`.
const PAGE: &str = "data-sida";
const PLAIN: &str = "<style>:where(a[data-sida])::after{content:\" \" attr(data-sida)}\
     h1,h2,h3,h4,h5,h6{white-space-collapse:preserve!important}</style>";

/// Makes a page what browsers make a good PDF of.
fn prepare(page: &mut Html) {
    let all: Vec<NodeId> = page.tree.nodes().map(|node| node.id()).collect();
    for id in all {
        let Some(mut node) = page.tree.get_mut(id) else { continue };
        let is_in_heading = node.as_ref().ancestors().any(|above| {
            let name = above.value().as_element().map_or("", |element| element.name());
            matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        });
        match node.value() {
            // Figures have to say what they show in a text of their own. Those of HTML do so by
            // what is in them: a quotation, a picture with its text.
            Node::Element(figure) if figure.name() == "figure" && figure.attr("role").is_none() => {
                set(figure, "role", "group");
            }
            // Where a heading breaks, its bookmark would lack a space, were it not preserved.
            Node::Text(text) if is_in_heading => {
                let mut plain = String::with_capacity(text.text.len());
                for sign in text.text.chars() {
                    let is_space = matches!(sign, ' ' | '\t' | '\n' | '\r');
                    if !is_space || !plain.ends_with(' ') {
                        plain.push(if is_space { ' ' } else { sign });
                    }
                }
                text.text = plain.into();
            }
            _ => {}
        }
    }
}

/// A page whose contents can be told where everything is.
pub(super) struct Numbered {
    page: Html,
    links: Vec<(NodeId, String)>,
    pages: BTreeMap<String, u32>,
}

impl Numbered {
    pub fn read(html: &str) -> Self {
        let mut page = Html::parse_document(html);
        prepare(&mut page);
        let contents = page.tree.nodes().filter(|node| {
            node.value().as_element().is_some_and(|nav| nav.name() == "nav") && is_contents(*node)
        });
        let links = contents.flat_map(|nav| nav.descendants()).filter_map(|node| {
            let place = node.value().as_element()?.attr("href")?.strip_prefix('#')?;
            Some((
                node.id(),
                percent_encoding::percent_decode_str(place).decode_utf8_lossy().into_owned(),
            ))
        });
        let links = links.collect();
        Self { page, links, pages: BTreeMap::new() }
    }

    /// Takes the pages that places are on; whether that says anything new.
    pub fn take(&mut self, pages: &BTreeMap<String, u32>) -> bool {
        let named =
            self.links.iter().filter_map(|(_, place)| Some((place.clone(), *pages.get(place)?)));
        let named: BTreeMap<String, u32> = named.collect();
        let is_new = named != self.pages;
        self.pages = named;
        is_new
    }

    /// The page with the numbers that are known, and room for those that are not.
    pub fn html(&mut self) -> String {
        for (id, place) in &self.links {
            let number = self.pages.get(place).map_or_else(|| "00".to_owned(), u32::to_string);
            if let Some(mut node) = self.page.tree.get_mut(*id)
                && let Node::Element(link) = node.value()
            {
                set(link, PAGE, &number);
            }
        }
        self.page.html().replacen("<head>", &format!("<head>{PLAIN}"), 1)
    }
}
