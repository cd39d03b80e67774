//! Titles and file names as parts of addresses.
//!
//! The rule is frozen by `tests/data/slugs.tsv`: changing it changes public
//! addresses and needs redirects.

use std::borrow::Cow;

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization;

/// Makes an address part of `text`: lower case `a`–`z`, digits and single hyphens.
///
/// å and ä become a, ö becomes o, é becomes e, and so on for every script.
/// The same text gives the same slug in NFC and NFD. Empty when nothing is left.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Below U+0300, where nearly all text is, every character is composed already.
    let text: Cow<'_, str> = if text.chars().all(|c| c < '\u{300}') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        // An apostrophe joins ("d'Arc" is one word); every other sign parts.
        if matches!(c, '\'' | '’' | '\u{ad}') {
            continue;
        }
        let spelled = if c.is_alphanumeric() { deunicode_char(c).unwrap_or("") } else { "-" };
        for s in spelled.chars() {
            if s.is_ascii_alphanumeric() {
                out.push(s.to_ascii_lowercase());
            } else if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}
