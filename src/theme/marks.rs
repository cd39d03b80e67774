//! Words of another language in the midst of a page: a theme may lack some in the page's language,
//! and shows those of the site's first one. Whoever listens to the page has to be told.
//!
//! A template does not know where its words end up. So they are marked with signs that no text
//! has, and when the page is made the marks become `<span lang="…">` in its text; in an
//! attribute, a title or a script, where no element can be, they are taken out.

use crate::base::Language;

/// Noncharacters: not for interchange, so never in a file that is read as text.
const START: char = '\u{fdd0}';
const NAMED: char = '\u{fdd1}';
const END: char = '\u{fdd2}';

/// The first byte of each of them, and the two that follow: `U+FDD0` to `U+FDD2` in UTF-8.
const FIRST: u8 = 0xef;
const REST: [[u8; 2]; 3] = [[0xb7, 0x90], [0xb7, 0x91], [0xb7, 0x92]];

/// Elements that hold text and no elements.
const PLAIN: [&[u8]; 5] = [b"title", b"textarea", b"option", b"script", b"style"];

/// `text`, which is in `language`.
pub(super) fn mark(language: Language, text: &str) -> String {
    format!("{START}{}{NAMED}{text}{END}", language.tag())
}

/// What of `text` follows the marks that it begins with.
pub(super) fn after(text: &str) -> &str {
    let named = text.strip_prefix(START).and_then(|rest| rest.split_once(NAMED));
    named.map_or(text, |(_, rest)| after(rest))
}

/// `text` without marks.
pub(super) fn without(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    settle(&mut bytes, 0, None);
    String::from_utf8(bytes).unwrap_or_default()
}

/// What a byte of a page belongs to.
enum Within {
    Text,
    /// A tag that begins an element which may hold only text; and the quote of the attribute's
    /// value that this is in.
    Tag(Option<&'static [u8]>, Option<u8>),
    /// An element that holds no elements.
    Plain(&'static [u8]),
    Comment,
}

/// Puts elements in the place of the marks in `out` from `from` on, in a page in `language`; without
/// a language it is no page, and they are taken out.
pub(super) fn settle(out: &mut Vec<u8>, from: usize, language: Option<Language>) {
    let has_marks = memchr::memmem::find(&out[from..], START.to_string().as_bytes()).is_some();
    if !has_marks {
        return;
    }
    let page = out.split_off(from);
    let mut within = Within::Text;
    // The marks that are open: those that became elements say which way their words go.
    let mut open: Vec<Option<bool>> = Vec::new();
    let mut at = 0;
    while let Some(byte) = page.get(at).copied() {
        let rest = &page[at..];
        if byte == FIRST
            && let Some(mark) = rest.get(1..3)
        {
            if mark == REST[0] {
                // Only what we have written ourselves is a mark: nothing else gets into an attribute.
                let is_of_tag = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
                let len = rest[3..].iter().take_while(|byte| is_of_tag(byte)).count();
                let (tag, after) = rest[3..].split_at(len);
                if after.get(..3) != Some(NAMED.to_string().as_bytes()) {
                    at += 3;
                    continue;
                }
                let page = language.filter(|_| matches!(within, Within::Text));
                open.push(page.map(|page| {
                    let around = open.iter().rev().find_map(|around| *around);
                    begin(out, tag, around.unwrap_or_else(|| page.is_right_to_left()))
                }));
                at += 3 + tag.len();
                continue;
            }
            if mark == REST[1] || mark == REST[2] {
                if mark == REST[2] && open.pop().flatten().is_some() {
                    out.extend_from_slice(b"</span>");
                }
                at += 3;
                continue;
            }
        }
        if language.is_some() {
            within = follow(within, rest, &page[..at]);
        }
        out.push(byte);
        at += 1;
    }
}

/// Begins an element of words in the language `tag`, amid words that go from right to left or not:
/// whether these do.
fn begin(out: &mut Vec<u8>, tag: &[u8], around: bool) -> bool {
    let language = std::str::from_utf8(tag).ok().and_then(|tag| Language::parse(tag).ok());
    let own = language.map_or(around, Language::is_right_to_left);
    out.extend_from_slice(b"<span lang=\"");
    out.extend_from_slice(tag);
    out.extend_from_slice(match (own == around, own) {
        (true, _) => b"\">",
        (false, true) => b"\" dir=\"rtl\">",
        (false, false) => b"\" dir=\"ltr\">",
    });
    own
}

/// Where the page is after the first byte of `rest`, of which `before` is what has been.
fn follow(within: Within, rest: &[u8], before: &[u8]) -> Within {
    let byte = rest[0];
    match within {
        Within::Text if rest.starts_with(b"<!--") => Within::Comment,
        Within::Text if byte == b'<' && rest.get(1).is_some_and(|next| is_tag(*next)) => {
            let name = PLAIN.into_iter().find(|name| is_named(&rest[1..], name));
            Within::Tag(name, None)
        }
        Within::Tag(name, None) if matches!(byte, b'"' | b'\'') => Within::Tag(name, Some(byte)),
        Within::Tag(name, Some(quote)) if byte == quote => Within::Tag(name, None),
        Within::Tag(name, None) if byte == b'>' => name.map_or(Within::Text, Within::Plain),
        Within::Plain(name) if rest.starts_with(b"</") && is_named(&rest[2..], name) => {
            Within::Tag(None, None)
        }
        Within::Comment if byte == b'>' && before.ends_with(b"--") => Within::Text,
        other => other,
    }
}

const fn is_tag(next: u8) -> bool {
    next.is_ascii_alphabetic() || matches!(next, b'/' | b'!')
}

/// Whether `rest`, which follows `<` or `</`, names that element.
fn is_named(rest: &[u8], name: &[u8]) -> bool {
    let is_it = rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
    is_it && !rest.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{mark, settle, without};
    use crate::base::Language;

    fn settled(page: &str, language: Language) -> String {
        let mut bytes = format!("åäö {page}").into_bytes();
        settle(&mut bytes, 3, Some(language));
        String::from_utf8(bytes).expect("UTF-8").split_off("åäö ".len())
    }

    #[test]
    fn words_of_another_language_are_elements_in_text_and_plain_elsewhere() {
        let fi = Language::parse("fi").expect("fi");
        let sok = mark(Language::SV, "Sök å");
        for (page, shown) in [
            (format!("<p>{sok}</p>"), "<p><span lang=\"sv\">Sök å</span></p>"),
            (
                format!("<p title=\"{sok}>\">{sok}</p>"),
                "<p title=\"Sök å>\"><span lang=\"sv\">Sök å</span></p>",
            ),
            (
                format!("<title>{sok} < 2</title>{sok}"),
                "<title>Sök å < 2</title><span lang=\"sv\">Sök å</span>",
            ),
            (format!("<script>'{sok}'</script>"), "<script>'Sök å'</script>"),
            (format!("<!-- don't -->{sok}"), "<!-- don't --><span lang=\"sv\">Sök å</span>"),
            (format!("2 < 3 {sok}"), "2 < 3 <span lang=\"sv\">Sök å</span>"),
            (
                format!("\u{fdd0}\" onclick=\"x\"{sok}"),
                "\" onclick=\"x\"<span lang=\"sv\">Sök å</span>",
            ),
            (format!("{sok}\u{fdd2}\u{fdd1}x"), "<span lang=\"sv\">Sök å</span>x"),
        ] {
            assert_eq!(settled(&page, fi), shown);
        }
        assert_eq!(without(&format!("a {sok}")), "a Sök å");
    }

    #[test]
    fn words_that_go_the_other_way_say_so() {
        let ar = Language::parse("ar").expect("ar");
        let shown = settled(&mark(Language::SV, "Sök"), ar);
        assert_eq!(shown, "<span lang=\"sv\" dir=\"ltr\">Sök</span>");
        let within = mark(Language::SV, &format!("Till {}", mark(ar, "عن")));
        let shown =
            "<span lang=\"sv\" dir=\"ltr\">Till <span lang=\"ar\" dir=\"rtl\">عن</span></span>";
        assert_eq!(settled(&within, ar), shown);
    }
}
