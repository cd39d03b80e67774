//! How a line of a file is opened in the editor of whoever looks at the page.

use std::path::Path;

use percent_encoding::{AsciiSet, utf8_percent_encode};

use crate::base::{ENCODED, Failure, Text};

/// The link that Visual Studio Code opens.
const VSCODE: &str = "vscode://file/{file}:{line}:{column}";

/// What may not stand in a path as it is, nor in a value of a query.
const ODD: &AsciiSet = &ENCODED.add(b'&');

/// How a line is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// By a link with `{file}`, `{line}` and `{column}`.
    Link(String),
    /// The writer does it: file and line are copied.
    Copied,
}

impl Editor {
    /// What is asked for: `vscode`, `copy` or a link.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn parse(written: &str) -> Result<Self, Failure> {
        match written {
            "vscode" => Ok(Self::Link(VSCODE.to_owned())),
            "copy" | "kopiera" => Ok(Self::Copied),
            link if link.contains("://") && link.contains("{file}") => {
                Ok(Self::Link(link.to_owned()))
            }
            _ => Err(Failure::new(Text::new(
                format!("--editor {written} går inte att förstå"),
                format!("--editor {written} cannot be understood"),
            ))
            .with_help(Text::fixed(
                "Skriv vscode, copy eller en länk med {file}, {line} och {column}, till exempel idea://open?file={file}&line={line}.",
                "Write vscode, copy or a link with {file}, {line} and {column}, such as idea://open?file={file}&line={line}.",
            ))),
        }
    }

    /// The link to a file: `{line}` and `{column}` are still to be put in.
    pub(super) fn link(&self, file: &Path) -> Option<String> {
        let Self::Link(link) = self else { return None };
        let path = file.to_string_lossy().replace('\\', "/");
        let path = utf8_percent_encode(&path, ODD).to_string();
        // "file/" and a path that begins with "/" would be two.
        let path = if link.contains("file/{file}") { path.trim_start_matches('/') } else { &path };
        Some(link.replace("{file}", path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_the_file() {
        let link = |written: &str| Editor::parse(written).ok()?.link(Path::new("/a b/å#.md"));
        let code = "vscode://file/a%20b/%C3%A5%23.md:{line}:{column}";
        assert_eq!(link("vscode").as_deref(), Some(code));
        let other = "x://open?f=/a%20b/%C3%A5%23.md&l={line}";
        assert_eq!(link("x://open?f={file}&l={line}").as_deref(), Some(other));
        assert_eq!(link("copy"), None);
        assert!(Editor::parse("javascript:alert(1)").is_err());
        assert!(Editor::parse("emacs").is_err());
    }
}
