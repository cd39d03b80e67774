//! Style sheets whole in themselves: what `url(…)` and `@import` name is put in their place.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cssparser::{ParseError, Parser, Token};
use url::Url;

/// No sheet imports others deeper than this: two may import each other.
const DEEPEST: usize = 8;

/// What browsers have to be told of the files that a page consists of.
const TYPES: [(&str, &str); 12] = [
    ("css", "text/css"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("gif", "image/gif"),
    ("avif", "image/avif"),
];

/// The site's own files, asked for by the addresses that pages and sheets have for them.
#[derive(Clone, Copy)]
pub(super) struct Files<'a> {
    /// The bytes at an address such as `/assets/site.css`.
    pub get: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// Where the page is: everything on another host is somebody else's.
    pub page: &'a Url,
}

impl Files<'_> {
    /// The bytes at `address` as it is written in what stands at `from`, and where that is;
    /// nothing where it is not the site's, or not there.
    fn bytes(self, address: &str, from: &Url) -> Option<(Url, Vec<u8>)> {
        let whole = from.join(address).ok().filter(|url| url.origin() == self.page.origin())?;
        let decoded = percent_encoding::percent_decode_str(whole.path()).decode_utf8_lossy();
        let bytes = (self.get)(whole.path()).or_else(|| (self.get)(&decoded))?;
        Some((whole, bytes))
    }

    /// The sheet at `address`, with everything that it names in it.
    pub fn sheet(self, address: &str) -> Option<String> {
        let (at, bytes) = self.bytes(address, self.page)?;
        Some(self.whole(&String::from_utf8_lossy(&bytes), &at, 0))
    }

    /// The text of a sheet that stands in the page, with everything that it names in it.
    pub fn own_sheet(self, css: &str) -> String {
        self.whole(css, self.page, 0)
    }

    /// The file at `address` as an address that holds it.
    pub fn data(self, address: &str) -> Option<String> {
        self.data_from(address, self.page, 0)
    }

    fn data_from(self, address: &str, from: &Url, depth: usize) -> Option<String> {
        let (at, mut bytes) = self.bytes(address, from)?;
        let ending = at.path().rsplit_once('.')?.1.to_ascii_lowercase();
        let (_, content_type) = TYPES.iter().find(|(own, _)| *own == ending)?;
        if ending == "css" {
            bytes = self.whole(&String::from_utf8_lossy(&bytes), &at, depth).into_bytes();
        }
        Some(format!("data:{content_type};base64,{}", STANDARD.encode(bytes)))
    }

    /// `css`, which stands at `at`, with the files that it names in it.
    fn whole(self, css: &str, at: &Url, depth: usize) -> String {
        if depth > DEEPEST {
            return String::new();
        }
        let mut out = String::with_capacity(css.len());
        let mut copied = 0;
        for name in named(css) {
            let Some(data) = self.data_from(&name.address, at, depth + 1) else { continue };
            out.push_str(css.get(copied..name.begin).unwrap_or_default());
            out.push_str(&format!("url(\"{data}\")"));
            copied = name.end;
        }
        out.push_str(css.get(copied..).unwrap_or_default());
        out
    }
}

/// An address in a sheet, and the bytes that it takes there with what is around it.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    begin: usize,
    end: usize,
    address: String,
}

/// Every file that a sheet names, in order.
fn named(css: &str) -> Vec<Named> {
    let mut found = Vec::new();
    look(&mut Parser::new(css), &mut found);
    found
}

fn look(parser: &mut Parser, found: &mut Vec<Named>) {
    // What follows `@import` may be a string instead of `url(…)`.
    let mut is_import = false;
    loop {
        let begin = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { return };
        let mut add = |address: &str, end: usize| {
            // What holds its file itself, or is a part of the page, stays.
            if !address.starts_with("data:") && !address.starts_with('#') {
                found.push(Named { begin, end, address: address.to_owned() });
            }
        };
        match token {
            Token::WhiteSpace(_) | Token::Comment(_) => continue,
            Token::UnquotedUrl(address) => add(&address, parser.position().byte_index()),
            Token::QuotedString(address) if is_import => {
                add(&address, parser.position().byte_index());
            }
            Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                let address = parser.parse_nested_block(|inside| {
                    let address = inside.expect_string()?.to_string();
                    Ok::<String, ParseError<()>>(address)
                });
                if let Ok(address) = address {
                    add(&address, parser.position().byte_index());
                }
            }
            Token::Function(_)
            | Token::ParenthesisBlock
            | Token::SquareBracketBlock
            | Token::CurlyBracketBlock => {
                let _ = parser.parse_nested_block(|inside| {
                    look(inside, found);
                    Ok::<(), ParseError<()>>(())
                });
            }
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => {
                is_import = true;
                continue;
            }
            _ => {}
        }
        is_import = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_wherever_a_sheet_may_name_them() {
        let css = r#"/* url(no.png) */ @import "a.css" print; @import url(b.css);
            @font-face{src:url(c.woff2) format("woff2"),url( "d d.ttf" )}
            @media print{a{background:URL('e.svg')}} b{mask:url(#here);cursor:url(data:,x)}
            i::after{content:"url(no.png)"}"#;
        let names: Vec<String> = named(css).into_iter().map(|name| name.address).collect();
        assert_eq!(names, ["a.css", "b.css", "c.woff2", "d d.ttf", "e.svg"]);
    }

    #[test]
    fn sheets_that_import_each_other_end() {
        let page = Url::parse("https://exempel.se/a/").unwrap();
        let get = |_: &str| Some(b"@import \"x.css\";".to_vec());
        let files = Files { get: &get, page: &page };
        assert!(files.sheet("/x.css").unwrap().starts_with("@import url(\"data:text/css;base64,"));
    }
}
