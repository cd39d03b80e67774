//! `--minify`: takes out white space between tags and words that no reader sees.
//!
//! Runs of white space become one space or line break; inside `pre`, `textarea`,
//! `script`, `style` and inside tags nothing is touched. Comments stay: a theme
//! that wants them out leaves them out.

/// Elements whose text is kept to the byte.
const KEPT: [&str; 4] = ["pre", "textarea", "script", "style"];

/// `html` with runs of white space folded.
pub(super) fn minified(html: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(html.len());
    let mut rest = html;
    while let Some(&byte) = rest.first() {
        if byte == b'<' {
            let tag = &rest[..tag_end(rest)];
            out.extend_from_slice(tag);
            rest = &rest[tag.len()..];
            if let Some(name) = KEPT.iter().find(|name| opens(tag, name)) {
                let end = close_of(rest, name);
                out.extend_from_slice(&rest[..end]);
                rest = &rest[end..];
            }
        } else if byte.is_ascii_whitespace() {
            let end = rest.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(rest.len());
            let breaks = rest[..end].contains(&b'\n');
            out.push(if breaks { b'\n' } else { b' ' });
            rest = &rest[end..];
        } else {
            out.push(byte);
            rest = &rest[1..];
        }
    }
    out
}

/// The length of the tag or comment that `html` begins with. Quoted values may hold `>`.
fn tag_end(html: &[u8]) -> usize {
    if html.starts_with(b"<!--") {
        let end = html.windows(3).position(|part| part == b"-->");
        return end.map_or(html.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, byte) in html.iter().enumerate() {
        match (quote, *byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn opens(tag: &[u8], name: &str) -> bool {
    let after = tag.get(1 + name.len()).copied();
    let named = tag.get(1..=name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
    named && after.is_some_and(|b| b == b'>' || b.is_ascii_whitespace())
}

fn close_of(html: &[u8], name: &str) -> usize {
    let close = format!("</{name}");
    let found = html.windows(close.len()).position(|w| w.eq_ignore_ascii_case(close.as_bytes()));
    found.unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use super::minified;

    #[test]
    fn white_space_is_folded_but_not_where_it_shows() {
        let html =
            "<p  title=\"a  >  b\">Ett\n\n   två  tre</p>\n\n<pre>  a\n  b</pre>\n  <b>x</b>";
        let expected = "<p  title=\"a  >  b\">Ett\ntvå tre</p>\n<pre>  a\n  b</pre>\n<b>x</b>";
        assert_eq!(String::from_utf8(minified(html.as_bytes())).as_deref(), Ok(expected));
    }

    #[test]
    fn broken_html_comes_through_whole() {
        for html in ["<", "<pre", "<!-- x", "a < b", "<p title='"] {
            assert_eq!(minified(html.as_bytes()), html.as_bytes());
        }
    }
}
