//! The list of contents: a field that Word makes anew, with the numbers of pages that only whoever
//! sets the pages knows; filled in with links to the headings, so that other programs show it too.

use super::document::Document;
use super::text::{Stand, bookmark_name};
use crate::paper::read::one_line;
use crate::paper::{Block, Paper, plain};

/// With fewer chapters, or fewer letters – four pages or so – nobody needs one.
const FEWEST: usize = 4;
const SHORTEST: usize = 8000;

/// So many lines have room beside the title.
const MOST_LINES: usize = 32;

/// What a list of contents says.
pub(super) struct Contents {
    /// What it is called.
    name: String,
    /// How deep it goes: 1 or 2, as Word counts headings.
    depth: u8,
    /// Each heading: its level as Word counts, its bookmark, its words.
    lines: Vec<(u8, usize, String)>,
}

impl Contents {
    /// The contents of a paper with these headings; none of one that is short.
    pub fn of(paper: &Paper, headings: &[&Block]) -> Option<Self> {
        let lines = |depth: u8| {
            let all = headings.iter().enumerate();
            all.filter_map(move |(number, block)| match block {
                Block::Heading { level, inlines, .. } if (2..=depth + 1).contains(level) => {
                    Some((level - 1, number, plain(inlines)))
                }
                _ => None,
            })
        };
        if lines(1).count() < FEWEST || letters(&paper.blocks) < SHORTEST {
            return None;
        }
        let depth = if lines(2).count() > MOST_LINES { 1 } else { 2 };
        let name = paper.contents.clone().unwrap_or_else(|| {
            let is_swedish = paper.language.is_empty() || paper.language.starts_with("sv");
            if is_swedish { "Innehåll" } else { "Contents" }.to_owned()
        });
        Some(Self { name, depth, lines: lines(depth).collect() })
    }
}

/// About how many letters the blocks have.
fn letters(blocks: &[Block]) -> usize {
    plain(&one_line(blocks.to_vec())).chars().count()
}

impl Document<'_> {
    /// Writes the list of contents.
    pub(super) fn contents(&mut self, contents: &Contents) {
        self.xml.open("w:sdt", &[]);
        self.xml.open("w:sdtPr", &[]);
        self.xml.open("w:docPartObj", &[]);
        self.xml.value("w:docPartGallery", "Table of Contents");
        self.xml.empty("w:docPartUnique", &[]);
        self.xml.close("w:docPartObj");
        self.xml.close("w:sdtPr");
        self.xml.open("w:sdtContent", &[]);
        self.begin(Stand { style: "TOCHeading", ..Stand::default() });
        self.run(&contents.name, &crate::paper::Look::default());
        self.xml.close("w:p");
        let last = contents.lines.len().saturating_sub(1);
        for (at, (level, number, words)) in contents.lines.iter().enumerate() {
            self.begin(Stand { style: &format!("TOC{level}"), ..Stand::default() });
            if at == 0 {
                let field = format!(" TOC \\o \"1-{}\" \\h \\z \\u ", contents.depth);
                self.field_begins(&field);
            }
            let anchor = bookmark_name(*number);
            self.xml.open("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")]);
            self.run(words, &crate::paper::Look::default());
            self.xml.close("w:hyperlink");
            if at == last {
                self.field_ends();
            }
            self.xml.close("w:p");
        }
        self.xml.close("w:sdtContent");
        self.xml.close("w:sdt");
    }

    /// Begins a field; what it shows follows, until Word opens the file and makes it anew.
    fn field_begins(&mut self, field: &str) {
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.empty("w:fldChar", &[("w:fldCharType", "begin"), ("w:dirty", "true")]);
        xml.close("w:r");
        xml.open("w:r", &[]);
        xml.spaced("w:instrText", field);
        xml.close("w:r");
        xml.open("w:r", &[]);
        xml.empty("w:fldChar", &[("w:fldCharType", "separate")]);
        xml.close("w:r");
    }

    fn field_ends(&mut self) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:fldChar", &[("w:fldCharType", "end")]);
        self.xml.close("w:r");
    }
}
