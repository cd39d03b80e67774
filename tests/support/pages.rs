//! What holds for every page of a finished site, whatever its theme.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The bones of an accessible page: one heading, one main part, a language, a title that no
/// other page has, a way past the menu, and nothing in the markup that should not be there.
pub fn bones(pages: &[(String, String)]) {
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for (path, html) in pages {
        let once = |part: &str| assert_eq!(html.matches(part).count(), 1, "{path}: {part}");
        let first = path.split('/').next().unwrap_or_default();
        let language = ["en", "fi", "ar"].into_iter().find(|tag| *tag == first).unwrap_or("sv");
        for part in ["<h1", "<main", "<title>", &format!("<html lang=\"{language}\"")] {
            once(part);
        }
        // What is shown at an address that is not there has no address of its own.
        let addresses = usize::from(path != "404.html");
        assert_eq!(html.matches("rel=\"canonical\"").count(), addresses, "{path}");
        let skip = html.split("<a ").nth(1).expect("a link");
        let target = skip.split("href=\"#").nth(1).and_then(|rest| rest.split('"').next());
        let target = target.unwrap_or_else(|| panic!("{path}: the first link skips nothing"));
        once(&format!("<main id=\"{target}\""));
        for never in [" style=", "onclick", "http://", "javascript:"] {
            let svg_namespace = "http://www.w3.org/2000/svg";
            assert!(!html.replace(svg_namespace, "").contains(never), "{path}: {never}");
        }
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split('<').next());
        let title = title.expect("a title").to_owned();
        if let Some(other) = titles.insert(title.clone(), path.clone()) {
            panic!("{path} and {other} are both called {title}");
        }
        headings(path, html);
        let mut ids = BTreeSet::new();
        for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.insert(id), "{path}: two have the id {id}");
        }
    }
}

/// No level of heading is jumped over on the way down.
fn headings(path: &str, html: &str) {
    let mut above = 0;
    for rest in html.split("<h").skip(1) {
        let Some(level @ 1..=6) = rest.chars().next().and_then(|c| c.to_digit(10)) else {
            continue;
        };
        assert!(level <= above + 1, "{path}: h{level} after h{above}");
        above = level;
    }
}

/// Follows every link of `pages` inside the finished site in `folder`; gives how many.
pub fn links(folder: &Path, pages: &[(String, String)]) -> usize {
    let mut links = 0;
    for (path, html) in pages {
        for part in html.split("href=\"").skip(1).chain(html.split("src=\"").skip(1)) {
            let target = part.split('"').next().expect("a target").replace("&amp;", "&");
            if target.starts_with("mailto:") || target.starts_with("https://") {
                continue;
            }
            links += 1;
            let (address, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = match address {
                "" => path.clone(),
                _ if address.ends_with('/') => format!("{}index.html", &address[1..]),
                _ => address[1..].to_owned(),
            };
            let found = folder.join(&file);
            assert!(found.is_file(), "{path}: {target}");
            if !anchor.is_empty() {
                let text = fs::read_to_string(found).expect("a page");
                assert!(text.contains(&format!("id=\"{anchor}\"")), "{path}: {target}");
            }
        }
    }
    links
}
