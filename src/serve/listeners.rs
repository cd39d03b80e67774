//! What those who look at a page are told: that it is another, that what is wrong with it is,
//! that a picture on it is.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use crate::http::{Hello, Request};

use super::additions::OWN;
use super::overlay::{Asker, fault_page, overlay, overview};
use super::pages::{Found, tag_of};
use super::preview::{Now, Preview};

/// What one who listens knows of its page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    /// The page.
    page: String,
    /// What is wrong with it.
    findings: String,
    /// What it shows besides its text.
    copies: String,
}

impl Known {
    /// As one word for the hub, which understands nothing of it.
    fn word(&self) -> String {
        format!("{} {} {}", self.page, self.findings, self.copies)
    }

    fn of(word: &str) -> Self {
        let mut parts = word.split(' ').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { page: next(), findings: next(), copies: next() }
    }
}

impl Preview {
    /// What there is to know of `page` by now, and which copied files it shows. What is wrong is
    /// left out while it is being checked.
    fn knows(&self, page: &str) -> (Known, Option<String>, BTreeMap<String, String>) {
        let (now, found) = self.checked();
        if page.ends_with(OWN) {
            let findings =
                found.map(|found| tag_of(overview(&now, &found, &Asker::NOBODY).as_bytes()));
            let page = tag_of(b"");
            return (
                Known { page, findings: String::new(), copies: String::new() },
                findings,
                BTreeMap::new(),
            );
        }
        let rest = self.rest_of(&now, page);
        let look = self.look(&now, rest);
        let findings = found.map(|found| {
            tag_of(overlay(&now, rest, &look, Some(found.as_slice()), &Asker::NOBODY).as_bytes())
        });
        let copies = self.copies_of(&now, &look);
        let copied =
            if copies.is_empty() { String::new() } else { tag_of(json(&copies).as_bytes()) };
        let page = Self::tag(&now, &look.found);
        (Known { page, findings: String::new(), copies: copied }, findings, copies)
    }

    /// Tells the page at hand from what it was before.
    fn tag(now: &Now, found: &Found) -> String {
        match found {
            Found::Page(page) | Found::Redirect(page, _) => tag_of(page),
            Found::Broken(faults) => tag_of(fault_page(now, faults).as_bytes()),
            Found::File(_) => String::new(),
            Found::Missing => match now.at("/404.html") {
                Found::Page(page) => tag_of(&page),
                _ => String::new(),
            },
        }
    }

    /// What one who begins to listen is told: whether what it has is still the same.
    pub(super) fn hello(&self, request: &Request) -> Hello {
        let asked = Asked::of(request);
        self.catch_up();
        let (mut knows, findings, copies) = self.knows(&asked.page);
        let has = asked.findings.clone().unwrap_or_default();
        knows.findings = findings.unwrap_or_else(|| has.clone());
        let before = Known {
            page: asked.tag.unwrap_or_else(|| knows.page.clone()),
            findings: asked.findings.map_or_else(|| knows.findings.clone(), |_| has),
            copies: String::new(),
        };
        let words = format!("retry: 500\n\n{}", events(&before, &knows, &copies));
        Hello { about: asked.page, knows: knows.word(), words }
    }

    /// Tells those who look at a page what has changed.
    pub(super) fn tell(&self) {
        let mut known = BTreeMap::new();
        self.hub.tell(|page, has| {
            let (knows, findings, copies) =
                known.entry(page.to_owned()).or_insert_with(|| self.knows(page));
            let before = Known::of(has);
            let mut knows = knows.clone();
            knows.findings = findings.clone().unwrap_or_else(|| before.findings.clone());
            (knows != before).then(|| (knows.word(), events(&before, &knows, copies)))
        });
    }
}

/// The events that tell what `after` has that `before` had not.
fn events(before: &Known, after: &Known, copies: &BTreeMap<String, String>) -> String {
    let mut words = String::new();
    if before.page != after.page {
        words.push_str(&format!("event: andrad\ndata: {}\n\n", after.page));
    }
    if before.copies != after.copies {
        words.push_str(&format!("event: filer\ndata: {}\n\n", json(copies)));
    }
    if before.findings != after.findings {
        words.push_str(&format!("event: fynd\ndata: {}\n\n", after.findings));
    }
    words
}

fn json(copies: &BTreeMap<String, String>) -> String {
    serde_json::to_string(copies).unwrap_or_default()
}

/// What one who asks says of the page it looks at.
pub(super) struct Asked {
    pub page: String,
    tag: Option<String>,
    findings: Option<String>,
}

impl Asked {
    pub fn of(request: &Request) -> Self {
        let mut asked = Self { page: "/".to_owned(), tag: None, findings: None };
        for pair in request.query.iter().flat_map(|query| query.split('&')) {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
            match name {
                "sida" => asked.page = value,
                "har" => asked.tag = Some(value),
                "fynd" => asked.findings = Some(value),
                _ => {}
            }
        }
        asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_changed_is_told() {
        let known = |word| Known::of(word);
        let copies = BTreeMap::from([("/a.png".to_owned(), "1".to_owned())]);
        let told = |before, after| events(&known(before), &known(after), &copies);
        assert_eq!(told("a b c", "a b c"), "");
        assert_eq!(told("a b c", "d b c"), "event: andrad\ndata: d\n\n");
        assert_eq!(told("a b c", "a d c"), "event: fynd\ndata: d\n\n");
        assert_eq!(told("a b c", "a b d"), "event: filer\ndata: {\"/a.png\":\"1\"}\n\n");
        assert_eq!(known("a b ").word(), "a b ");
    }
}
