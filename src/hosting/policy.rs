//! The content security policy: what a browser may do with a page of this site, found by looking
//! at what the finished pages and style sheets really hold.
//!
//! Nothing is allowed by its kind alone (`unsafe-inline`, `unsafe-eval`): a script or style that
//! stands in a page is allowed by the hash of its bytes. Data that stands in a page (JSON-LD) is
//! never run, and needs none. Source: <https://www.w3.org/TR/CSP3/>.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::base::Text;
use crate::check::{Tag, in_style, is_foreign, tags};

use super::content_type::ending;

/// What the finished files hold that a policy has to allow, or cannot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// What is fetched or run: directive → sources.
    sources: BTreeMap<&'static str, BTreeSet<String>>,
    /// What is stopped, and in which file.
    stopped: BTreeMap<Stopped, String>,
}

/// Something in a page that only an unsafe policy would allow: the reader never gets it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stopped {
    /// An attribute `style=`.
    Style,
    /// An attribute such as `onclick=`.
    Handler(String),
    /// An address that begins with `javascript:`.
    ScriptAddress,
    /// A frame that holds its page as text, which would run as this site.
    FrameText,
}

impl Stopped {
    /// What it is, as it stands in a page.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Style => "style=".into(),
            Self::Handler(name) => format!("{name}=").into(),
            Self::ScriptAddress => "javascript:".into(),
            Self::FrameText => "srcdoc=".into(),
        }
    }

    /// What to do instead.
    #[must_use]
    pub const fn help(&self) -> Text {
        match self {
            Self::Style => Text::fixed(
                "Flytta utseendet till temats stilmall.",
                "Move it to the theme's style sheet.",
            ),
            Self::Handler(_) | Self::ScriptAddress => Text::fixed(
                "Flytta det till en skriptfil i temat.",
                "Move it to a script file of the theme.",
            ),
            Self::FrameText => Text::fixed("Gör en sida av det.", "Make a page of it."),
        }
    }
}

impl Held {
    /// Whether the file at `path` holds anything to look at.
    #[must_use]
    pub fn is_of_use(path: &str) -> bool {
        matches!(ending(path).as_str(), "html" | "htm" | "css")
    }

    /// Takes in a finished file. `origin` is the site's: `https://exempel.se`.
    pub fn look(&mut self, path: &str, bytes: &[u8], origin: &str) {
        match ending(path).as_str() {
            "html" | "htm" => tags(bytes).for_each(|tag| self.tag(&tag, path, origin)),
            "css" => self.style(bytes, origin),
            _ => {}
        }
    }

    /// Takes in what others have seen.
    pub fn merge(&mut self, other: Self) {
        for (directive, sources) in other.sources {
            self.sources.entry(directive).or_default().extend(sources);
        }
        for (what, path) in other.stopped {
            self.stop(what, &path);
        }
    }

    /// What a browser will stop, and a file that has it: the first one by name.
    pub fn stopped(&self) -> impl Iterator<Item = (&Stopped, &str)> {
        self.stopped.iter().map(|(what, path)| (what, path.as_str()))
    }

    /// The policy as one line. `is_secure`: the site has an address with `https`.
    #[must_use]
    pub fn policy(&self, is_secure: bool) -> String {
        let mut sources = self.sources.clone();
        // What writers may add any day must not wait for a new configuration.
        for directive in ["img-src", "style-src", "font-src", "media-src", "manifest-src"] {
            sources.entry(directive).or_default().insert(SELF.to_owned());
        }
        if sources.contains_key("script-src") {
            sources.entry("connect-src").or_default().insert(SELF.to_owned());
        }
        let none = || BTreeSet::from(["'none'".to_owned()]);
        sources.entry("form-action").or_insert_with(none);
        let mut line = String::from("default-src 'none'");
        for (directive, sources) in sources {
            let sources: Vec<String> = sources.into_iter().collect();
            line.push_str(&format!("; {directive} {}", sources.join(" ")));
        }
        line.push_str("; base-uri 'none'; frame-ancestors 'none'");
        if is_secure {
            line.push_str("; upgrade-insecure-requests");
        }
        line
    }

    fn tag(&mut self, tag: &Tag<'_>, path: &str, origin: &str) {
        let name = String::from_utf8_lossy(tag.name).to_ascii_lowercase();
        let value = |attribute| tag.attribute(attribute);
        match name.as_str() {
            "script" => match value("src") {
                Some(src) => self.fetched("script-src", src, origin),
                None if is_run(value("type")) => self.inline("script-src", tag.text),
                None => {}
            },
            "style" => {
                self.inline("style-src", tag.text);
                self.style(tag.text, origin);
            }
            "link" => {
                if let (Some(rel), Some(href)) = (value("rel"), value("href"))
                    && let Some(directive) = of_link(rel, value("as"))
                {
                    self.fetched(directive, href, origin);
                }
            }
            "img" | "input" => self.all("img-src", [value("src"), value("srcset")], origin),
            "audio" | "video" | "track" => {
                self.all("media-src", [value("src"), None], origin);
                self.all("img-src", [value("poster"), None], origin);
            }
            // In a picture, or in a film: both are harmless.
            "source" => {
                self.all("media-src", [value("src"), None], origin);
                self.all("img-src", [value("srcset"), None], origin);
            }
            "iframe" | "frame" => {
                self.all("frame-src", [value("src"), None], origin);
                if value("srcdoc").is_some() {
                    self.stop(Stopped::FrameText, path);
                }
            }
            "object" | "embed" => self.all("object-src", [value("data"), value("src")], origin),
            "form" => self.fetched("form-action", value("action").unwrap_or_default(), origin),
            _ => {}
        }
        for (attribute, value) in tag.attributes() {
            let attribute = String::from_utf8_lossy(attribute).to_ascii_lowercase();
            if attribute == "style" && !value.trim_ascii().is_empty() {
                self.stop(Stopped::Style, path);
            } else if attribute.len() > 2 && attribute.starts_with("on") {
                self.stop(Stopped::Handler(attribute), path);
            } else if matches!(attribute.as_str(), "href" | "src" | "action" | "formaction")
                && begins(value.trim_ascii_start(), "javascript:")
            {
                self.stop(Stopped::ScriptAddress, path);
            }
        }
    }

    fn style(&mut self, css: &[u8], origin: &str) {
        in_style(css, |address, _| {
            let known = ending(&String::from_utf8_lossy(address));
            let directive = match known.as_str() {
                "woff2" | "woff" | "ttf" | "otf" => "font-src",
                "css" => "style-src",
                _ if begins(address, "data:font") || begins(address, "data:application") => {
                    "font-src"
                }
                _ => "img-src",
            };
            self.fetched(directive, address, origin);
        });
    }

    fn all<'a>(&mut self, directive: &'static str, values: [Option<&'a [u8]>; 2], origin: &str) {
        for value in values.into_iter().flatten() {
            // `srcset` has several, each with its size after a space.
            let set: Vec<&'a [u8]> = if begins(value, "data:") {
                vec![value]
            } else {
                value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii_start).collect()
            };
            for one in set {
                let address = one.split(u8::is_ascii_whitespace).next().unwrap_or_default();
                self.fetched(directive, address, origin);
            }
        }
    }

    fn fetched(&mut self, directive: &'static str, address: &[u8], origin: &str) {
        if begins(address, "javascript:") || begins(address, "about:") {
            return;
        }
        let source = ["data:", "blob:"].into_iter().find(|scheme| begins(address, scheme));
        let source = match source {
            Some(scheme) => scheme.to_owned(),
            None if is_foreign(address, origin) => foreign_source(address),
            None => SELF.to_owned(),
        };
        self.sources.entry(directive).or_default().insert(source);
    }

    fn inline(&mut self, directive: &'static str, text: &[u8]) {
        let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(as_read(text))));
        self.sources.entry(directive).or_default().insert(hash);
    }

    fn stop(&mut self, what: Stopped, path: &str) {
        let known = self.stopped.entry(what).or_insert_with(|| path.to_owned());
        if path < known.as_str() {
            path.clone_into(known);
        }
    }
}

const SELF: &str = "'self'";

/// Whether a browser runs or obeys what stands in a `script` of this type.
fn is_run(kind: Option<&[u8]>) -> bool {
    let kind = String::from_utf8_lossy(kind.unwrap_or_default()).trim().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim_end();
    matches!(kind, "" | "module" | "importmap" | "speculationrules")
        || kind.ends_with("javascript")
        || kind.ends_with("ecmascript")
        || kind.ends_with("jscript")
        || kind.starts_with("text/javascript")
        || kind == "text/livescript"
}

/// What a `link` with these words fetches.
fn of_link(rel: &[u8], kind: Option<&[u8]>) -> Option<&'static str> {
    let rel = String::from_utf8_lossy(rel).to_ascii_lowercase();
    let kind = String::from_utf8_lossy(kind.unwrap_or_default()).to_ascii_lowercase();
    rel.split_ascii_whitespace().find_map(|word| match word {
        "stylesheet" => Some("style-src"),
        "icon" | "apple-touch-icon" | "mask-icon" => Some("img-src"),
        "manifest" => Some("manifest-src"),
        "modulepreload" => Some("script-src"),
        "preload" => Some(match kind.as_str() {
            "script" => "script-src",
            "style" => "style-src",
            "font" => "font-src",
            "image" => "img-src",
            "audio" | "video" | "track" => "media-src",
            _ => "connect-src",
        }),
        _ => None,
    })
}

/// The text as a browser reads it before it is hashed: line breaks are one sign.
fn as_read(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'\r') {
        return text.into();
    }
    let mut out = Vec::with_capacity(text.len());
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'\r' if text.get(at + 1) == Some(&b'\n') => {}
            b'\r' => out.push(b'\n'),
            other => out.push(*other),
        }
    }
    out.into()
}

/// Another site, as a policy names it. What cannot stand in a policy allows nothing.
fn foreign_source(address: &[u8]) -> String {
    let text = String::from_utf8_lossy(address);
    let rest = text.split_once("//").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    if host.is_empty() || !host.chars().all(plain) {
        return SELF.to_owned();
    }
    format!("https://{host}")
}

fn begins(value: &[u8], with: &str) -> bool {
    value.get(..with.len()).is_some_and(|own| own.eq_ignore_ascii_case(with.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::Held;

    fn held(page: &str) -> Held {
        let mut held = Held::default();
        held.look("index.html", page.as_bytes(), "https://exempel.se");
        held
    }

    #[test]
    fn what_stands_in_a_page_is_allowed_by_its_hash_and_data_needs_none() {
        let held = held(
            "<script>alert(1)</script><script type=application/ld+json>{}</script>\
             <style>a{b:c}</style><script type=module src=/a.js></script>",
        );
        assert_eq!(
            held.policy(true),
            "default-src 'none'; connect-src 'self'; font-src 'self'; form-action 'none'; img-src 'self'; \
             manifest-src 'self'; media-src 'self'; \
             script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; \
             style-src 'self' 'sha256-0cRUVYRKwNwnl1hkfkPGjkht16b039TjFdJzmXfFK2o='; \
             base-uri 'none'; frame-ancestors 'none'; upgrade-insecure-requests"
        );
    }

    #[test]
    fn line_breaks_are_hashed_as_browsers_read_them() {
        let one = |page: &str| held(page).policy(false);
        assert_eq!(one("<style>a{\r\n}\r</style>"), one("<style>a{\n}\n</style>"));
        assert_ne!(one("<style>a{\n}\n</style>"), one("<style>a{}</style>"));
    }

    #[test]
    fn what_is_fetched_is_allowed_and_no_more() {
        let policy = held(
            "<img src='data:image/png;base64,AA' srcset='/a.png 1x, https://annan.se/b.png 2x'>\
             <iframe src=//film.se/x></iframe><form action=/sok/></form><video src=/a.mp4></video>\
             <style>@font-face{src:url(data:font/woff2;base64,AA)}</style>",
        )
        .policy(false);
        for part in [
            "img-src 'self' data: https://annan.se;",
            "frame-src https://film.se;",
            "form-action 'self';",
            "font-src 'self' data:;",
            "media-src 'self';",
        ] {
            assert!(policy.contains(part), "{part}: {policy}");
        }
        assert!(!policy.contains("script-src") && !policy.contains("upgrade"), "{policy}");
    }

    #[test]
    fn what_no_safe_policy_allows_is_told_of() {
        let held = held(
            "<p style='a:b'><a onclick=x href='javascript:x'>x</a><iframe srcdoc=x></iframe><p style=''>",
        );
        let names: Vec<String> = held.stopped().map(|(what, _)| what.name().into_owned()).collect();
        assert_eq!(names, ["style=", "onclick=", "javascript:", "srcdoc="]);
        assert!(!held.policy(true).contains("unsafe"));
    }

    #[test]
    fn nothing_in_a_page_can_end_the_policy() {
        let policy = held("<img src=\"https://a; script-src *\"><img src=\"//x'y\">").policy(false);
        assert!(!policy.contains("script-src"), "{policy}");
    }
}
