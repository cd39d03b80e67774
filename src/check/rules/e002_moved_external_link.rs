//! A link to a page of another site that has moved for good.

use super::prelude::*;
use crate::check::outward;
use crate::external::{Answer, Url};

pub const RULE: Rule = Rule {
    code: "E002",
    name: "moved-external-link",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::External,
    title: Text::fixed("Länk till en adress som har flyttat", "Link to an address that has moved"),
    why: Text::fixed(
        "Länken fungerar så länge den andra webbplatsen visar vägen. Den dag den slutar med det är länken bruten.",
        "The link works as long as the other site shows the way. The day it stops, the link is broken.",
    ),
    source: Text::fixed(
        "RFC 9110 15.4.2 och 15.4.9: den som länkar bör byta till den nya adressen.",
        "RFC 9110 15.4.2 and 15.4.9: whoever links should change to the new address.",
    ),
    bad: Example::Asked(
        &[(
            "content/om/index.md",
            "---\ntitel: Om\n---\n\nLäs «[remissen hos departementet](http://departementet.exempel.se/remiss)».\n",
        )],
        &[("http://departementet.exempel.se/remiss", "moved https://departementet.exempel.se/remiss")],
    ),
    good: Example::Asked(
        &[(
            "content/om/index.md",
            "---\ntitel: Om\n---\n\nLäs [remissen hos departementet](https://departementet.exempel.se/remiss).\n",
        )],
        &[("https://departementet.exempel.se/remiss", "good")],
    ),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for link in outward(subject.model, subject.theme, subject.source) {
        let Some(Answer::Moved(to)) = subject.answers.get(link.address) else { continue };
        let (Ok(from), Ok(mut new)) = (Url::parse(link.address), Url::parse(to)) else { continue };
        if new.fragment().is_none() {
            new.set_fragment(from.fragment());
        }
        let to = shown(&new);
        let message = Text::new(
            format!("Sidan har flyttat till ”{to}”."),
            format!("The page has moved to “{to}”."),
        );
        let finding = out.add(link.file, link.place, message);
        if is_front(&new) && !is_front(&from) {
            finding.help(Text::fixed(
                "Det är startsidan: sidan kan vara borttagen. Se efter var det som du länkar till finns nu.",
                "That is the front page: the page may be gone. See where what you link to is now.",
            ));
            continue;
        }
        finding.help(Text::fixed(
            "Länka till den nya adressen, om det är samma sida.",
            "Link to the new address, if it is the same page.",
        ));
        match link.written {
            Some(written) if is_same_page(&from, &new) => {
                finding.replace(written, to);
            }
            Some(written) => {
                finding.guess(written, to);
            }
            None => {}
        }
    }
}

/// The address as people read it: letters in the path as they are, where nothing is lost by it.
fn shown(url: &Url) -> String {
    let text = url.as_str();
    let plain = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
    let is_word = |c: char| c.is_ascii_graphic() || c.is_alphabetic();
    let reads_back = Url::parse(&plain).is_ok_and(|again| again == *url);
    let is_safe = reads_back && plain.chars().all(is_word) && !plain.contains(MARKS);
    if is_safe { plain.into_owned() } else { text.to_owned() }
}

/// What would end an address in Markdown or YAML.
const MARKS: [char; 8] = ['(', ')', '<', '>', '"', '\'', '\\', '`'];

fn is_front(url: &Url) -> bool {
    url.path().trim_matches('/').is_empty() && url.query().is_none()
}

/// Whether only how the page is reached has changed: to `https`, with or without `www.`, with or
/// without a slash last. The same page is then there, and safe to reach.
fn is_same_page(from: &Url, to: &Url) -> bool {
    let host = |url: &Url| {
        let name = url.host_str().unwrap_or_default();
        name.strip_prefix("www.").unwrap_or(name).to_owned()
    };
    let path = |url: &Url| url.path().trim_end_matches('/').to_owned();
    to.scheme() == "https"
        && to.port().is_none()
        && host(from) == host(to)
        && path(from) == path(to)
        && from.query() == to.query()
        && from.fragment() == to.fragment()
}
