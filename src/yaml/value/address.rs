//! Addresses and e-mail addresses: only what a page may safely hold.

use super::super::fault::Fault;
use super::super::field::{Field, Shape};
use super::super::node::Node;
use super::super::shown::Shown;
use super::plain::parsed;
use super::{Readable, Visit};
use crate::base::{Date, Precision, Span, UrlPath, meant};

/// The address of another site: `https://…` or `http://…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress(pub String);

impl Readable for WebAddress {
    const SHAPE: Shape = Shape::Url;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let parse = |text: &str| is_web(text).then(|| Self(text.to_owned()));
        parsed(node, key, Self::SHAPE, faults, parse, meant::web_address)
    }

    fn shown(&self) -> Shown<'_> {
        Shown::Text(&self.0)
    }

    fn each_text<'a>(&'a self, field: &'static Field, span: Span, visit: &mut Visit<'_, 'a>) {
        visit(field, span, &self.0);
    }
}

/// Where a document is: another site, or a page or file of this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkAddress(pub String);

impl Readable for LinkAddress {
    const SHAPE: Shape = Shape::Link;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let known = |text: &str| is_web(text) || UrlPath::parse(text).is_some();
        let parse = |text: &str| known(text).then(|| Self(text.to_owned()));
        parsed(node, key, Self::SHAPE, faults, parse, meant::web_address)
    }

    fn shown(&self) -> Shown<'_> {
        Shown::Text(&self.0)
    }

    fn each_text<'a>(&'a self, field: &'static Field, span: Span, visit: &mut Visit<'_, 'a>) {
        visit(field, span, &self.0);
    }
}

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(pub String);

impl Readable for Email {
    const SHAPE: Shape = Shape::Email;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let parse = |text: &str| is_email(text).then(|| Self(text.to_owned()));
        parsed(node, key, Self::SHAPE, faults, parse, meant::email)
    }

    fn shown(&self) -> Shown<'_> {
        Shown::Text(&self.0)
    }
}

/// A single day: the dates that decide when something shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub Date);

impl Readable for Day {
    const SHAPE: Shape = Shape::Day;
    fn read(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let date = Date::read(node, key, faults)?;
        let is_day = date.precision == Precision::Day && date.bound == crate::base::Bound::At;
        if !is_day {
            faults.push(super::wrong_shape(node, key, Self::SHAPE, None));
        }
        is_day.then_some(Self(date))
    }

    fn shown(&self) -> Shown<'_> {
        Shown::Date(&self.0)
    }
}

/// Whether `text` is `http(s)://host…` without anything that could end an attribute.
fn is_web(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>".contains(c))
}

fn is_email(text: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._%+-".contains(c))
    };
    text.split_once('@').is_some_and(|(name, host)| {
        plain(name) && plain(host) && host.contains('.') && !host.ends_with('.')
    })
}

#[cfg(test)]
mod tests {
    use super::{is_email, is_web};

    #[test]
    fn only_addresses_a_page_may_hold_are_taken() {
        for good in ["https://exempel.se", "http://exempel.se/a?b=c#d", "https://åäö.se/"] {
            assert!(is_web(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "exempel.se",
            "https://a b",
            "https://a\"b",
        ] {
            assert!(!is_web(bad), "{bad}");
        }
        assert!(is_email("naravard@rvn.se"));
        for bad in ["rvn.se", "a@b", "a b@c.se", "@c.se", "a@c.se?subject=x", "a@@c.se"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
