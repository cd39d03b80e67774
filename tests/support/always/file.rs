//! What always holds of a file that readers fetch, whatever its bytes are.

use std::io::Cursor;

use delwebb::files::{FileKind, Flaw, read};

/// Reads `bytes` as each kind of file: something is said of them, and never something that no
/// page could show.
pub fn holds(bytes: &[u8]) {
    for kind in [FileKind::Pdf, FileKind::Word, FileKind::Excel] {
        let said = read(&mut Cursor::new(bytes), kind);
        for text in [&said.title, &said.language].into_iter().flatten() {
            assert!(!text.trim().is_empty() && text.chars().count() <= 300, "{text:?}");
            assert!(!text.contains(char::is_control), "{text:?}");
        }
        assert!(said.pages != Some(0) && said.sheets != Some(0), "{said:?}");
        if said.has(Flaw::Unreadable) {
            assert_eq!(said.flaws.len(), 1, "{said:?}");
            assert!(said.title.is_none() && said.pages.is_none(), "{said:?}");
        }
    }
}
