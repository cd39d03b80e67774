//! Small files of each kind, for the examples of rules and for tests.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

/// What a sample of a PDF says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// Its author.
    pub author: Option<&'a str>,
    /// Its language.
    pub language: Option<&'a str>,
    /// Whether it has tags.
    pub tagged: bool,
    /// Whether its only page is a picture.
    pub scanned: bool,
    /// What its lock allows, as bits; none when it has none.
    pub allowed: Option<i64>,
}

/// A PDF that everybody can read.
pub const GOOD: Sample<'_> = Sample {
    title: Some("Rapporten"),
    author: None,
    language: Some("sv"),
    tagged: true,
    scanned: false,
    allowed: None,
};

/// A PDF of one page.
#[must_use]
pub fn pdf(sample: &Sample<'_>) -> Vec<u8> {
    let text = |key: &str, text: Option<&str>| {
        text.map_or_else(String::new, |text| format!("/{key} {}", in_utf16(text)))
    };
    let tags = if sample.tagged { "/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R" } else { "" };
    let means = if sample.scanned { "/XObject<</I 6 0 R>>" } else { "/Font<</F 7 0 R>>" };
    let objects = [
        format!("<</Type/Catalog/Pages 2 0 R{}{tags}>>", text("Lang", sample.language)),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<{means}>>>>"),
        format!("<<{}{}>>", text("Title", sample.title), text("Author", sample.author)),
        "<</Type/StructTreeRoot/K[<</S/Document>>]>>".to_owned(),
        "<</Subtype/Image/Width 1/Height 1/Length 1>>stream\nx\nendstream".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let lock = sample.allowed.map_or_else(String::new, |allowed| {
        format!("/Encrypt<</Filter/Standard/V 1/R 3/P {allowed}>>")
    });
    pdf_of(&objects, &format!("/Root 1 0 R/Info 4 0 R{lock}"))
}

/// A PDF of these objects, the first of which has number 1, with a table of where they stand.
#[must_use]
pub fn pdf_of(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut places = String::from("0000000000 65535 f \n");
    for (at, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let (size, table) = (objects.len() + 1, out.len());
    out.push_str(&format!("xref\n0 {size}\n{places}trailer\n<</Size {size}{trailer}>>\n"));
    out.push_str(&format!("startxref\n{table}\n%%EOF\n"));
    out.into_bytes()
}

fn in_utf16(text: &str) -> String {
    let digits: Vec<String> = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{}>", digits.concat())
}

/// A Word file of so many paragraphs, the first of which is a heading or only looks like one.
#[must_use]
pub fn word(paragraphs: usize, has_heading: bool) -> Vec<u8> {
    let style = if has_heading { "<w:pPr><w:pStyle w:val=\"Rubrik1\"/></w:pPr>" } else { "" };
    let text = "<w:p><w:r><w:t>Text</w:t></w:r></w:p>".repeat(paragraphs.saturating_sub(1));
    zip_of(&[
        ("docProps/app.xml", "<Properties><Pages>3</Pages></Properties>".to_owned()),
        (
            "docProps/core.xml",
            "<cp:coreProperties><dc:title>Mallen</dc:title></cp:coreProperties>".to_owned(),
        ),
        (
            "word/styles.xml",
            "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"sv-SE\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>".to_owned(),
        ),
        (
            "word/document.xml",
            format!("<w:document><w:body><w:p>{style}<w:r><w:t>Mallen</w:t></w:r></w:p>{text}</w:body></w:document>"),
        ),
    ])
}

/// An Excel file of two sheets, one of which is hidden; with these cells merged.
#[must_use]
pub fn excel(merged: &str) -> Vec<u8> {
    let merged = if merged.is_empty() {
        String::new()
    } else {
        format!("<mergeCells><mergeCell ref=\"{merged}\"/></mergeCells>")
    };
    zip_of(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"A\"/><sheet name=\"B\" state=\"hidden\"/></sheets></workbook>".to_owned(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData><row r=\"1\"><c r=\"A1\"/></row></sheetData>{merged}</worksheet>"),
        ),
    ])
}

/// A zip of these parts. Writing to memory does not fail.
#[must_use]
pub fn zip_of(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let _ = zip.start_file(*name, SimpleFileOptions::default());
        let _ = zip.write_all(text.as_bytes());
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}
