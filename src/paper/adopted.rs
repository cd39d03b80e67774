//! A report as it is kept when it has been adopted: what is inside its element, and nothing that
//! could change later without anybody touching it. Attributes come in the order of their names.

use ego_tree::NodeId;
use scraper::{Html, Node, StrTendril};

use super::page::{MARK, has};

/// What asks whether a file beside the report may stand in for the picture at an address, and
/// gives that one's address.
pub type KeepPicture<'a> = dyn FnMut(&str) -> Option<String> + 'a;

/// The inside of the report of the finished page `page`; nothing when no element is marked as one.
///
/// Addresses begin at the site's root, without `base`, the path that the site lies at: it may lie
/// elsewhere later. Pictures are those that `keep` gives, in one size. Scripts and sheets go.
#[must_use]
pub fn adopted(page: &str, base: &str, keep: &mut KeepPicture<'_>) -> Option<String> {
    let mut html = Html::parse_document(page);
    let report = html.tree.nodes().find(|node| has(*node, MARK)).map(|node| node.id())?;
    let inside: Vec<NodeId> = html.tree.get(report)?.descendants().map(|node| node.id()).collect();
    for id in inside {
        let Some(mut node) = html.tree.get_mut(id) else { continue };
        let Node::Element(element) = node.value() else { continue };
        if matches!(element.name(), "script" | "style" | "link" | "source") {
            node.detach();
            continue;
        }
        for (name, value) in &mut element.attrs {
            let is_picture = &*name.local == "src";
            if !matches!(&*name.local, "href" | "src" | "poster" | "srcset") {
                continue;
            }
            let own =
                value.strip_prefix(base).filter(|rest| rest.starts_with('/')).map(str::to_owned);
            let kept = own.map(|own| if is_picture { keep(value).unwrap_or(own) } else { own });
            if let Some(kept) = kept {
                *value = StrTendril::from(kept);
            }
        }
        element.attrs.retain(|(name, _)| &*name.local != "srcset" && &*name.local != "sizes");
    }
    let report = html.tree.get(report)?;
    let inside = scraper::ElementRef::wrap(report)?.inner_html();
    Some(format!("{}\n", inside.trim()))
}

#[cfg(test)]
mod tests {
    use super::adopted;

    #[test]
    fn what_is_kept_is_the_inside_with_addresses_from_the_root() {
        let page = "<!DOCTYPE html><html><body><main><article data-rapport>\
                    <h1>Året</h1><p>Se <a href=\"/vard/om/?a=1&amp;b=2\">om</a> &amp; <a href=\"https://exempel.se/\">dem</a>.</p>\
                    <picture><source srcset=\"/vard/a.webp 1x\"><img src=\"/vard/a.png\" srcset=\"/vard/b.png 2x\" alt=\"A\"></picture>\
                    <script>1</script></article></main></body></html>";
        let mut asked = Vec::new();
        let mut keep = |address: &str| {
            asked.push(address.to_owned());
            Some("/rapporter/2025/a.png".to_owned())
        };
        assert_eq!(
            adopted(page, "/vard", &mut keep).as_deref(),
            Some(
                "<h1>Året</h1><p>Se <a href=\"/om/?a=1&amp;b=2\">om</a> &amp; <a href=\"https://exempel.se/\">dem</a>.</p>\
                 <picture><img alt=\"A\" src=\"/rapporter/2025/a.png\"></picture>\n"
            )
        );
        assert_eq!(asked, ["/vard/a.png"]);
        assert_eq!(adopted("<p>Inget</p>", "", &mut |_| None), None);
    }
}
