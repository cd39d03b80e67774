//! A report as its readers see it: its sections by id, and what stands under a heading in one.

use crate::support::html::blocks;

/// The page's report, from the first heading to the end of its main part.
pub struct Page(pub String);

impl Page {
    pub fn of(html: &str) -> Self {
        let start = html.find("<main").expect("a main part");
        let end = html.find("</main>").expect("its end");
        Self(html[start..end].to_owned())
    }

    /// The text in `part`: `beslut`, or `avsnitt_1 › BarnSäkert 0–6 år` for what stands under
    /// that heading in that section, up to the next one of its level.
    pub fn text(&self, part: &str) -> Option<String> {
        let (id, heading) = part.split_once(" › ").map_or((part, None), |(id, h)| (id, Some(h)));
        let section = self.section(id)?;
        match heading {
            None => Some(text(section)),
            Some(heading) => under(section, heading).map(text),
        }
    }

    /// The section with this id, those inside it included.
    pub fn section(&self, id: &str) -> Option<&str> {
        let start = self.0.find(&format!("<section id=\"{id}\""))?;
        let rest = &self.0[start..];
        let mut depth = 0;
        for (at, _) in rest.match_indices('<') {
            if rest[at..].starts_with("<section") {
                depth += 1;
            } else if rest[at..].starts_with("</section>") {
                depth -= 1;
                if depth == 0 {
                    return Some(&rest[..at]);
                }
            }
        }
        None
    }
}

/// What stands under `heading`, up to the next heading of its level or a higher one.
fn under<'a>(section: &'a str, heading: &str) -> Option<&'a str> {
    let headings = || {
        section.match_indices("<h").filter_map(|(at, _)| {
            let level = section[at + 2..].chars().next()?.to_digit(10)?;
            let end = at + section[at..].find("</h")?;
            Some((at, level, text(&section[at..end])))
        })
    };
    let (start, level, _) = headings().find(|(_, _, said)| said == heading)?;
    let next = headings().find(|(at, other, _)| *at > start && *other <= level);
    Some(&section[start..next.map_or(section.len(), |(at, ..)| at)])
}

/// Text on one line, with plain spaces.
pub fn text(html: &str) -> String {
    blocks(html, &[]).join(" ").replace(['\u{a0}', '\u{202f}'], " ")
}
