//! What a browser fetches by itself when it shows a page: pictures, scripts, styles, fonts, frames.
//! A link is fetched when somebody follows it, and is none of these.

use memchr::memmem;

use super::Tag;

/// The words of `rel` that make a browser fetch, or at least ask for, what a `link` leads to.
const FETCHED: [&str; 9] = [
    "stylesheet",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "icon",
    "apple-touch-icon",
    "manifest",
];

/// Adds the addresses that `tag` makes a browser fetch.
pub(super) fn loads<'p>(tag: &Tag<'p>, out: &mut Vec<&'p [u8]>) {
    match tag.name.len() {
        3 if tag.is("img") => {
            out.extend(tag.attribute("src"));
            candidates(tag, out);
        }
        4 if tag.is("link") => {
            let rel = tag.attribute("rel").unwrap_or_default();
            let mut words = rel.split(u8::is_ascii_whitespace);
            let is_fetched =
                |word: &[u8]| FETCHED.iter().any(|own| word.eq_ignore_ascii_case(own.as_bytes()));
            if words.any(is_fetched) {
                out.extend(tag.attribute("href"));
            }
        }
        5 if tag.is("style") => in_style(tag.text, |address, _| out.push(address)),
        5 if tag.is("video") => {
            out.extend(tag.attribute("src"));
            out.extend(tag.attribute("poster"));
        }
        5 if tag.is("audio") || tag.is("embed") || tag.is("track") || tag.is("input") => {
            out.extend(tag.attribute("src"));
        }
        6 if tag.is("script") || tag.is("iframe") => out.extend(tag.attribute("src")),
        6 if tag.is("source") => {
            out.extend(tag.attribute("src"));
            candidates(tag, out);
        }
        6 if tag.is("object") => out.extend(tag.attribute("data")),
        _ => {}
    }
}

/// The addresses of `srcset`.
fn candidates<'p>(tag: &Tag<'p>, out: &mut Vec<&'p [u8]>) {
    let set = tag.attribute("srcset").unwrap_or_default();
    let each = set.split(|byte| *byte == b',').map(<[u8]>::trim_ascii_start);
    out.extend(each.filter_map(|one| one.split(u8::is_ascii_whitespace).next()));
}

/// Visits the addresses that a style sheet fetches, each with where it begins.
pub fn in_style<'s>(style: &'s [u8], mut visit: impl FnMut(&'s [u8], usize)) {
    let quotes = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
    for begins in [&b"url("[..], b"@import"] {
        for at in memmem::find_iter(style, begins) {
            let from = at + begins.len();
            let rest = style.get(from..).unwrap_or_default();
            let start = rest.iter().position(|byte| !quotes(byte)).unwrap_or(rest.len());
            let rest = rest.get(start..).unwrap_or_default();
            let ends = |byte: &u8| quotes(byte) || matches!(byte, b')' | b';');
            let len = rest.iter().position(ends).unwrap_or(rest.len());
            visit(&rest[..len], from + start);
        }
    }
}

/// Whether an address is on another host than `origin`, such as `https://exempel.se`.
#[must_use]
pub fn is_foreign(address: &[u8], origin: &str) -> bool {
    let begins =
        |with: &[u8]| address.get(..with.len()).is_some_and(|own| own.eq_ignore_ascii_case(with));
    let host = origin.split_once("//").map_or(origin, |(_, host)| host);
    let rest = [&b"https://"[..], b"http://", b"//"].into_iter().find(|scheme| begins(scheme));
    let Some(rest) = rest.map(|scheme| &address[scheme.len()..]) else { return false };
    let ends = |byte: &u8| matches!(byte, b'/' | b'?' | b'#');
    let own = rest.get(..rest.iter().position(ends).unwrap_or(rest.len())).unwrap_or(rest);
    !own.eq_ignore_ascii_case(host.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::scan::Tags;
    use super::*;

    fn foreign(page: &str) -> Vec<String> {
        let mut all = Vec::new();
        for tag in Tags::of(page.as_bytes()) {
            loads(&tag, &mut all);
        }
        all.retain(|address| is_foreign(address, "https://exempel.se"));
        all.iter().map(|address| String::from_utf8_lossy(address).into_owned()).collect()
    }

    #[test]
    fn what_is_fetched_from_others_is_seen() {
        for page in [
            "<img src=https://annan.se/a>",
            "<img src=/a.png srcset='/b.png 1x, https://annan.se/a 2x'>",
            "<script src=\"https://annan.se/a\"></script>",
            "<iframe src=https://annan.se/a></iframe>",
            "<link rel='preload stylesheet' href=https://annan.se/a>",
            "<video poster=https://annan.se/a></video>",
            "<video><source src=https://annan.se/a></video>",
            "<object data=HTTPS://annan.se/a></object>",
            "<style>@import 'https://annan.se/a';</style>",
            "<style>a{b:url( \"https://annan.se/a\" )}</style>",
        ] {
            let found = foreign(page);
            assert_eq!(found.len(), 1, "{page}: {found:?}");
            assert!(found[0].to_lowercase().ends_with("//annan.se/a"), "{page}: {found:?}");
        }
        assert_eq!(foreign("<img src=//annan.se/a>"), ["//annan.se/a"]);
    }

    #[test]
    fn links_and_what_is_the_sites_own_are_not() {
        for page in [
            "<a href=https://annan.se/>x</a>",
            "<link rel=canonical href=https://annan.se/><link rel=alternate href=https://annan.se/f.xml>",
            "<img src=/a.png><img src=https://exempel.se/a.png><img src=data:image/png;base64,AA>",
            "<style>a{b:url(/c.woff2)}</style>",
        ] {
            assert_eq!(foreign(page), Vec::<String>::new(), "{page}");
        }
    }
}
