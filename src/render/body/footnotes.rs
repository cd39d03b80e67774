//! Footnotes: numbered in the order they are referred to, gathered at the end of the text,
//! each with a way back.
//!
//! Their ids have an underscore, which no heading's id has.

use std::collections::HashMap;

use crate::theme::Engine;

use super::escaped;
use super::words::word;

/// The footnotes of one body.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Names in the order of the first reference, with how often each is referred to.
    referred: Vec<(String, usize)>,
    /// Where in `referred` a name is.
    places: HashMap<String, usize>,
    /// The texts, by name; the first when a name has two.
    texts: HashMap<String, String>,
    /// The one that is being read.
    open: Option<String>,
}

impl Footnotes {
    /// A reference to a footnote.
    pub fn refer(&mut self, name: &str, kind: &str, prefix: &str) -> String {
        // Upper and lower case are one, as on GitHub.
        let name = name.to_lowercase();
        let at = self.places.get(&name).copied().unwrap_or_else(|| {
            self.places.insert(name.clone(), self.referred.len());
            self.referred.push((name, 0));
            self.referred.len() - 1
        });
        self.referred[at].1 += 1;
        let (number, time) = (at + 1, self.referred[at].1);
        let (id, kind) = (reference_id(number, time), escaped(kind));
        format!(
            "<sup class=\"footnote-ref\"><a id=\"{prefix}{id}\" href=\"#{prefix}fotnot_{number}\" aria-label=\"{kind} {number}\">{number}</a></sup>"
        )
    }

    /// A footnote's text begins.
    pub fn begin(&mut self, name: &str) {
        self.open = Some(name.to_lowercase());
    }

    /// It ends.
    pub fn end(&mut self, html: String) {
        if let Some(name) = self.open.take() {
            self.texts.entry(name).or_insert(html);
        }
    }

    /// Writes the footnotes that something refers to.
    pub fn write(&self, engine: &Engine, prefix: &str, out: &mut String) {
        if self.referred.is_empty() {
            return;
        }
        let title = escaped(&word(engine, "fotnoter"));
        let back = escaped(&word(engine, "till_texten"));
        out.push_str(&format!("<section class=\"footnotes\" aria-label=\"{title}\">\n<ol>\n"));
        for (at, (name, times)) in self.referred.iter().enumerate() {
            let text = self.texts.get(name);
            let number = at + 1;
            let links = (1..=*times).map(|time| {
                let label = if *times > 1 { format!("{back} {time}") } else { back.clone() };
                let id = reference_id(number, time);
                format!(" <a class=\"footnote-back\" href=\"#{prefix}{id}\" aria-label=\"{label}\">↩</a>")
            });
            let links: String = links.collect();
            let text = text.map_or("", |text| text.trim_end());
            // The way back stands at the end of the last paragraph, not below it.
            let text = match text.strip_suffix("</p>") {
                Some(text) => format!("{text}{links}</p>"),
                None => format!("{text}{links}"),
            };
            out.push_str(&format!("<li id=\"{prefix}fotnot_{number}\">{text}</li>\n"));
        }
        out.push_str("</ol>\n</section>\n");
    }
}

fn reference_id(number: usize, time: usize) -> String {
    if time == 1 { format!("fotnot_{number}_ref") } else { format!("fotnot_{number}_ref_{time}") }
}
