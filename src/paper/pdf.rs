//! A report as PDF, printed by a browser: tagged, with title, language, bookmarks, and the numbers
//! of its pages in the contents.
//!
//! Browsers cannot say on which page something will be. So the report is printed once, the PDF is
//! asked where its places are, and it is printed again with the numbers.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::atomic::AtomicBool;

use super::browser::Browser;
use super::numbered::Numbered;
use super::page::unescaped;
use super::press::{PATIENCE, Press};
use crate::base::Failure;
use crate::files;

/// The numbers may make the contents longer, and so move what they tell of; hardly twice. So often
/// is it printed again.
const MOST_PASSES: usize = 4;

/// `html`, a whole page such as `standalone` makes, as PDF. When `stop` becomes true, the browser
/// is stopped with all that it has started, and nothing is left of it.
///
/// Nothing of the machine or the time is in it: the same page, browser and fonts give the same
/// bytes.
///
/// # Errors
/// The browser cannot be started, does not finish in `PATIENCE`, prints nothing, or was stopped.
pub fn pdf(html: &str, browser: &Browser, stop: &AtomicBool) -> Result<Vec<u8>, Failure> {
    printed(html, Press { browser, stop, patience: PATIENCE })
}

fn printed(html: &str, press: Press<'_>) -> Result<Vec<u8>, Failure> {
    let mut page = Numbered::read(html);
    let mut printed = press.print(&page.html())?;
    for pass in 1..=MOST_PASSES {
        if !page.take(&places(&printed)) {
            break;
        }
        if pass == MOST_PASSES {
            // Better no numbers than untrue ones.
            page.take(&BTreeMap::new());
        }
        printed = press.print(&page.html())?;
    }
    forget_the_machine(&mut printed);
    Ok(printed)
}

/// The page that each place of a PDF is on, by the `id` that the place has in the page it is of.
fn places(pdf: &[u8]) -> BTreeMap<String, u32> {
    let all = files::destinations(&mut Cursor::new(pdf)).into_iter();
    all.map(|(name, page)| (unescaped(&name), page)).collect()
}

/// Takes out when a PDF was made, and by which browser on what machine. As many spaces stand
/// there instead: the tables of a PDF say at which byte everything is.
fn forget_the_machine(pdf: &mut [u8]) {
    for key in [&b"/CreationDate ("[..], b"/ModDate (", b"/Creator (", b"/Producer ("] {
        let Some(begin) = memchr::memmem::find(pdf, key) else { continue };
        let text = pdf.get(begin + key.len()..).unwrap_or_default();
        // The texts are those of the browser itself: a parenthesis in one is in a pair.
        let mut depth = 0_i32;
        let end = text.iter().position(|byte| {
            depth += i32::from(*byte == b'(') - i32::from(*byte == b')');
            depth < 0
        });
        let Some(end) = end else { continue };
        if let Some(whole) = pdf.get_mut(begin..=begin + key.len() + end) {
            whole.fill(b' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_and_the_time_are_forgotten_at_the_same_length() {
        let pdf = b"<</Creator (A (X11; Linux) b) /CreationDate (D:2026) /Title (Kvar)>>";
        let mut made = pdf.to_vec();
        forget_the_machine(&mut made);
        assert_eq!(made.len(), pdf.len());
        assert_eq!(
            String::from_utf8(made).unwrap().split_whitespace().collect::<String>(),
            "<</Title(Kvar)>>"
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_nobody_finds_is_printed_without_numbers() {
        let copies =
            "for a; do html=$a; done; { echo %PDF-1.4; cat \"$html\"; echo %%EOF; } >\"$out\"";
        let made = crate::paper::press::tests::printed(
            copies,
            std::time::Duration::from_secs(30),
            |press| printed("<nav><a href='#a'>A</a></nav><details><p>B</details>", press),
        );
        let made = String::from_utf8(made.1.unwrap()).unwrap();
        assert!(!made.contains("data-sida=\"") && made.contains("<details open"), "{made}");
    }
}
