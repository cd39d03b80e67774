//! What kind of thing a file is, told by its name: for our own preview, for hosts that hand out
//! files, and for the configuration of web servers, so that all of them say the same.

/// The endings of each content type; those that are text say that it is UTF-8.
pub const TYPES: [(&str, &[&str]); 49] = [
    ("text/html; charset=utf-8", &["html", "htm"]),
    ("text/css; charset=utf-8", &["css"]),
    ("text/javascript; charset=utf-8", &["js", "mjs"]),
    ("application/json", &["json", "map"]),
    ("application/ld+json", &["jsonld"]),
    ("application/geo+json", &["geojson"]),
    ("application/xml", &["xml"]),
    ("application/atom+xml", &["atom"]),
    ("text/plain; charset=utf-8", &["txt", "md", "yaml", "yml", "toml"]),
    ("application/rtf", &["rtf"]),
    ("application/x-subrip", &["srt"]),
    ("text/csv; charset=utf-8", &["csv"]),
    ("text/calendar; charset=utf-8", &["ics"]),
    ("text/vtt; charset=utf-8", &["vtt"]),
    ("application/manifest+json", &["webmanifest"]),
    ("image/svg+xml", &["svg"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/gif", &["gif"]),
    ("image/webp", &["webp"]),
    ("image/avif", &["avif"]),
    ("image/bmp", &["bmp"]),
    ("image/tiff", &["tif", "tiff"]),
    ("image/vnd.microsoft.icon", &["ico"]),
    ("font/woff2", &["woff2"]),
    ("font/woff", &["woff"]),
    ("font/ttf", &["ttf"]),
    ("font/otf", &["otf"]),
    ("application/pdf", &["pdf"]),
    ("application/msword", &["doc"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.ms-excel", &["xls"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/vnd.ms-powerpoint", &["ppt"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    ("application/vnd.oasis.opendocument.presentation", &["odp"]),
    ("application/epub+zip", &["epub"]),
    ("application/zip", &["zip"]),
    ("application/gzip", &["gz"]),
    ("application/x-7z-compressed", &["7z"]),
    ("audio/mpeg", &["mp3"]),
    ("audio/mp4", &["m4a"]),
    ("audio/ogg", &["ogg", "oga", "opus"]),
    ("audio/wav", &["wav"]),
    ("video/mp4", &["mp4"]),
    ("video/webm", &["webm"]),
    ("application/wasm", &["wasm"]),
];

/// What nobody knows the kind of.
pub const UNKNOWN: &str = "application/octet-stream";

/// The `Content-Type` of the file at `path`: `text/html; charset=utf-8`.
#[must_use]
pub fn content_type(path: &str) -> &'static str {
    let ending = ending(path);
    let found = TYPES.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
    found.map_or(UNKNOWN, |(name, _)| name)
}

/// The ending of a file's name, in small letters, without its dot.
pub(super) fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

/// Whether files of this ending become smaller when they are packed. Pictures, films, office
/// documents and archives are packed already.
#[must_use]
pub fn is_packable(path: &str) -> bool {
    let known = content_type(path);
    let (kind, _) = known.split_once(';').unwrap_or((known, ""));
    kind.starts_with("text/")
        || kind.ends_with("json")
        || kind.ends_with("xml")
        || matches!(
            kind,
            "application/rtf"
                | "application/x-subrip"
                | "application/wasm"
                | "image/bmp"
                | "image/vnd.microsoft.icon"
                | "font/ttf"
                | "font/otf"
        )
}

#[cfg(test)]
mod tests {
    use super::{TYPES, content_type, is_packable};

    #[test]
    fn an_ending_has_one_type_and_the_last_ending_counts() {
        let mut all: Vec<&str> = TYPES.iter().flat_map(|(_, endings)| *endings).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(content_type("a/index.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("A.PDF"), "application/pdf");
        assert_eq!(content_type("data.tar.gz"), "application/gzip");
        assert_eq!(content_type("mapp.css/namn"), "application/octet-stream");
        assert_eq!(content_type(""), "application/octet-stream");
    }

    #[test]
    fn what_is_packed_already_is_not_packed_again() {
        for path in
            ["a.html", "a.css", "a.svg", "atom.xml", "a.json", "a.ics", "a.csv", "a.webmanifest"]
        {
            assert!(is_packable(path), "{path}");
        }
        for path in ["a.png", "a.jpg", "a.woff2", "a.pdf", "a.docx", "a.zip", "a.gz", "a.mp4", "a"]
        {
            assert!(!is_packable(path), "{path}");
        }
    }
}
