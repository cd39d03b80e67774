//! What a Word or Excel file says of itself: a zip of XML, of which a few parts are read.

use std::collections::BTreeSet;
use std::io::{BufReader, Read, Seek, SeekFrom};

use memchr::memmem;
use zip::ZipArchive;

use super::xml::{Attributes, Step, text_of, walk};
use super::{FileKind, Flaw, Said};

/// No part is unpacked further than this.
const LARGEST: u64 = 16 << 20;

/// No file of this kind has more parts, no book more sheets that anybody looks at.
const MOST_PARTS: u64 = 20_000;
const MOST_SHEETS: usize = 12;

/// No style is made after another, that after another, further than Word goes.
const LONGEST_CHAIN: usize = 11;

/// A text with fewer paragraphs than this can do without headings.
const LONG_TEXT: u32 = 20;

/// What the file says of itself.
pub(super) fn read(mut file: impl Read + Seek, kind: FileKind) -> Said {
    // Its list of parts is read whole, so that it must be known to be short.
    let is_short = parts_said(&mut file).is_some_and(|parts| parts <= MOST_PARTS);
    let Some(mut zip) = is_short.then(|| ZipArchive::new(file).ok()).flatten() else {
        return Said::with(Flaw::Unreadable);
    };
    let main = match kind {
        FileKind::Excel => "xl/workbook.xml",
        _ => "word/document.xml",
    };
    if part(&mut zip, main).is_none() {
        return Said::with(Flaw::Unreadable);
    }
    let mut said = Said::default();
    if let Some(core) = part(&mut zip, "docProps/core.xml") {
        said.title = text_of(core, "title");
    }
    if let Some(core) = part(&mut zip, "docProps/core.xml") {
        said.language = text_of(core, "language");
    }
    match kind {
        FileKind::Excel => sheets(&mut zip, &mut said),
        _ => text(&mut zip, &mut said),
    }
    said
}

/// How many parts the file says it has, at its end: the most that any of its two ways to say so
/// tells, wherever in the last bytes it stands.
fn parts_said(file: &mut (impl Read + Seek)) -> Option<u64> {
    const LAST: u64 = (1 << 16) + 128;
    let len = file.seek(SeekFrom::End(0)).ok()?;
    file.seek(SeekFrom::Start(len.saturating_sub(LAST))).ok()?;
    let mut end = Vec::new();
    file.by_ref().take(LAST).read_to_end(&mut end).ok()?;
    let number = |at: usize, wide: usize| {
        let bytes = end.get(at..at.checked_add(wide)?)?;
        Some(bytes.iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)))
    };
    let old = memmem::find_iter(&end, b"PK\x05\x06").filter_map(|at| number(at + 10, 2));
    // This many are said elsewhere.
    let old: Vec<u64> = old.filter(|count| *count != 0xffff).collect();
    let new = memmem::find_iter(&end, b"PK\x06\x06").filter_map(|at| number(at + 32, 8));
    old.into_iter().chain(new).max()
}

/// A part of the file, as much of it as is read.
fn part<'z, R: Read + Seek>(
    zip: &'z mut ZipArchive<R>,
    name: &str,
) -> Option<BufReader<impl Read + use<'z, R>>> {
    Some(BufReader::new(zip.by_name(name).ok()?.take(LARGEST)))
}

fn text(zip: &mut ZipArchive<impl Read + Seek>, said: &mut Said) {
    if let Some(app) = part(zip, "docProps/app.xml") {
        said.pages = text_of(app, "Pages").and_then(|pages| pages.parse().ok());
        said.pages = said.pages.filter(|pages| *pages > 0);
    }
    let mut headings = BTreeSet::new();
    if let Some(styles) = part(zip, "word/styles.xml") {
        let language = styles_of(styles, &mut headings);
        said.language = said.language.take().or(language);
    }
    let (mut paragraphs, mut tables, mut has_text, mut has_headings) = (0, 0_i64, false, false);
    if let Some(text) = part(zip, "word/document.xml") {
        walk(text, |step| {
            match step {
                Step::Open(name, attributes) => match name {
                    "tbl" => tables += 1,
                    "t" => has_text = true,
                    "outlineLvl" => has_headings |= is_level(&attributes),
                    "pStyle" => {
                        let style = attributes.get("val").unwrap_or_default();
                        has_headings |= headings.contains(&style);
                    }
                    _ => {}
                },
                Step::Close("tbl") => tables -= 1,
                // What stands in cells is no running text, and an empty line is none at all.
                Step::Close("p") => {
                    paragraphs += u32::from(has_text && tables == 0);
                    has_text = false;
                }
                _ => {}
            }
            !has_headings
        });
    }
    said.tagged = has_headings.then_some(true);
    if !has_headings && paragraphs >= LONG_TEXT {
        said.flaws.insert(Flaw::NoHeadings);
    }
}

/// Whether an outline level is one of headings: the tenth is that of running text.
fn is_level(attributes: &Attributes<'_>) -> bool {
    attributes.get("val").and_then(|level| level.parse::<u8>().ok()).is_some_and(|level| level < 9)
}

/// The ids of the styles that make a paragraph a heading, and the language of the text.
fn styles_of(styles: impl std::io::BufRead, headings: &mut BTreeSet<String>) -> Option<String> {
    let (mut language, mut style, mut is_default) = (None, String::new(), false);
    // What each is made after, and what says of itself that it is none.
    let (mut after, mut none) = (Vec::new(), BTreeSet::new());
    walk(styles, |step| {
        match step {
            Step::Open("docDefaults", _) => is_default = true,
            Step::Close("docDefaults") => is_default = false,
            Step::Open("lang", attributes) if is_default => language = attributes.get("val"),
            Step::Open("style", attributes) => {
                style = attributes.get("styleId").unwrap_or_default();
            }
            // The name is English whatever the program speaks.
            Step::Open("name", attributes) => {
                let name = attributes.get("val").unwrap_or_default().to_lowercase();
                if name.starts_with("heading ") || name == "title" {
                    headings.insert(style.clone());
                }
            }
            Step::Open("basedOn", attributes) => {
                after.extend(attributes.get("val").map(|other| (style.clone(), other)));
            }
            Step::Open("outlineLvl", attributes) => {
                let taken = if is_level(&attributes) { &mut *headings } else { &mut none };
                taken.insert(style.clone());
            }
            _ => {}
        }
        true
    });
    headings.retain(|style| !none.contains(style));
    // Styles are made after others that may come later in the file; no chain of them is long.
    for _ in 0..LONGEST_CHAIN {
        let new = after.iter().filter(|(own, other)| {
            headings.contains(other) && !headings.contains(own) && !none.contains(own)
        });
        let new: Vec<String> = new.map(|(own, _)| own.clone()).collect();
        if new.is_empty() {
            break;
        }
        headings.extend(new);
    }
    language
}

fn sheets(zip: &mut ZipArchive<impl Read + Seek>, said: &mut Said) {
    let mut sheets = 0;
    if let Some(book) = part(zip, "xl/workbook.xml") {
        walk(book, |step| {
            if let Step::Open("sheet", attributes) = step {
                let is_hidden = attributes.get("state").is_some_and(|state| state != "visible");
                sheets += u32::from(!is_hidden);
            }
            true
        });
    }
    said.sheets = Some(sheets).filter(|sheets| *sheets > 0);
    for sheet in 1..=MOST_SHEETS {
        let Some(sheet) = part(zip, &format!("xl/worksheets/sheet{sheet}.xml")) else { break };
        if has_merged_head(sheet) {
            said.flaws.insert(Flaw::MergedHead);
            break;
        }
    }
}

/// Whether cells of the first rows with anything in them are merged: there the columns have
/// their names.
fn has_merged_head(sheet: impl std::io::BufRead) -> bool {
    let (mut first, mut is_merged) = (None, false);
    walk(sheet, |step| {
        match step {
            Step::Open("row", attributes) if first.is_none() => {
                first = attributes.get("r").and_then(|row| row.parse::<u64>().ok());
            }
            Step::Open("mergeCell", attributes) => {
                let cells = attributes.get("ref").unwrap_or_default();
                let row = cells.split(':').next().unwrap_or_default();
                let row = row.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<u64>();
                let is_near = |row: u64| row.abs_diff(first.unwrap_or(1)) < 3;
                is_merged |= row.is_ok_and(is_near);
            }
            _ => {}
        }
        !is_merged
    });
    is_merged
}
