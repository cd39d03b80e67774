//! How large a file is that the site itself holds, in words for those who are about to fetch it.

use crate::base::{Figure, Lang, UrlPath};
use crate::model::Model;
use crate::source::{Content, File, Source};

/// The size of the file at `link`, a link of a document or a plan: `340 kB`. `None` when it
/// leads to a page or to another site, whose files only that site knows.
#[must_use]
pub fn shown(source: &Source, model: &Model, link: &str, lang: Lang) -> Option<String> {
    let address = UrlPath::parse(link)?;
    let copied = model.copied.get(&address.out_path())?;
    in_words(length(source.files.get(&copied.file)?)?, lang)
}

/// How many bytes a file has. `None` when not all of it is known.
#[must_use]
pub fn length(file: &File) -> Option<u64> {
    match &file.content {
        Content::Copied { len } | Content::TooLarge { len, .. } => Some(*len),
        Content::Picture(seen) => Some(seen.len),
        Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
        Content::Text(text) => u64::try_from(text.len()).ok(),
        Content::NotUtf8 { .. } | Content::Conflict { .. } => None,
    }
}

/// Three digits at most say enough: `12 byte`, `340 kB`, `1,2 MB`.
#[must_use]
pub fn in_words(bytes: u64, lang: Lang) -> Option<String> {
    let (number, unit) = match bytes {
        0..1_000 => (bytes.to_string(), "byte"),
        1_000..999_500 => (bytes.saturating_add(500).div_euclid(1_000).to_string(), "kB"),
        _ => {
            let tenths = bytes.saturating_add(50_000).div_euclid(100_000);
            (format!("{}.{}", tenths.div_euclid(10), tenths.rem_euclid(10)), "MB")
        }
    };
    Some(format!("{}\u{a0}{unit}", Figure::parse(&number)?.number(lang)))
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::base::Lang;

    #[test]
    fn sizes_are_rounded_and_have_a_unit() {
        let shown = |bytes| in_words(bytes, Lang::Sv);
        let expected = [
            (0, "0\u{a0}byte"),
            (999, "999\u{a0}byte"),
            (1_000, "1\u{a0}kB"),
            (340_499, "340\u{a0}kB"),
            (999_499, "999\u{a0}kB"),
            (999_500, "1,0\u{a0}MB"),
            (1_249_999, "1,2\u{a0}MB"),
            (12_000_000, "12,0\u{a0}MB"),
        ];
        for (bytes, words) in expected {
            assert_eq!(shown(bytes).as_deref(), Some(words), "{bytes}");
        }
        assert_eq!(in_words(1_200_000, Lang::En).as_deref(), Some("1.2\u{a0}MB"));
    }
}
