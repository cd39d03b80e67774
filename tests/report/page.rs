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

    /// All of it as lines of text: headings with `#`, items of lists with `-`, the cells of a row
    /// on one line.
    pub fn outline(&self) -> String {
        // What a cell holds may be in a box of its own, for narrow screens.
        let mut html = self.0.replace("\"><div>", "\">").replace("</div></td>", "</td>");
        html = html.replace("<td", "<span").replace("<th ", "<span ");
        html = html.replace("</td>", " | </span>").replace("</th>", " | </span>");
        for (name, mark) in
            [("h1", "#"), ("h2", "##"), ("h3", "###"), ("h4", "####"), ("h5", "#####"), ("li", "-")]
        {
            html = marked(&html, name, mark);
        }
        let lines = blocks(&html, &["nav"]).into_iter().map(|line| line.replace('\u{a0}', " "));
        lines.map(|line| line + "\n").collect()
    }

    /// The chapter, or the section with this id, those inside it included.
    pub fn section(&self, id: &str) -> Option<&str> {
        let of = |id: &str| self.0.find(&format!("<section id=\"{id}\""));
        let start = of(&format!("kap_{id}")).or_else(|| of(id))?;
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

/// `html` with `mark` first in every element of that name.
fn marked(html: &str, name: &str, mark: &str) -> String {
    let mut made = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(&format!("<{name}")) {
        let Some(end) = rest[at..].find('>').map(|end| at + end + 1) else { break };
        made.push_str(&rest[..end]);
        // Not `<link>` for `<li>`.
        if rest[at + name.len() + 1..].starts_with([' ', '>']) {
            made.push_str(mark);
            made.push(' ');
        }
        rest = &rest[end..];
    }
    made + rest
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
