//! The parts of a Word document and how they are packed.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::document::Document;
use super::word_language;
use super::xml::Xml;
use crate::paper::Paper;

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PLACED: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const PROPERTIES: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";

/// The parts beside the text: name, content type, what the text calls them.
const BESIDE: [(&str, &str, &str); 5] = [
    ("styles", "wordprocessingml.styles+xml", "styles"),
    ("numbering", "wordprocessingml.numbering+xml", "numbering"),
    ("settings", "wordprocessingml.settings+xml", "settings"),
    ("header1", "wordprocessingml.header+xml", "header"),
    ("footer1", "wordprocessingml.footer+xml", "footer"),
];

/// How everything looks; `{language}` is the document's.
const STYLES: &str = include_str!("styles.xml");
/// The bullets and numbers of lists; `{lists}` is each list with numbers.
const NUMBERING: &str = include_str!("numbering.xml");

/// Packs a written document.
pub(super) fn pack(paper: &Paper, document: Document<'_>) -> zip::result::ZipResult<Vec<u8>> {
    // A zip cannot say that there is no time.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let language = word_language(&paper.language);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        zip.start_file(name, options)?;
        zip.write_all(bytes).map_err(zip::result::ZipError::from)
    };
    add("[Content_Types].xml", &types())?;
    add("_rels/.rels", &package_relations())?;
    add("docProps/core.xml", &core(paper, &language))?;
    add("docProps/app.xml", &application())?;
    add("word/_rels/document.xml.rels", &relations(&document))?;
    add("word/styles.xml", STYLES.replace("{language}", &language).as_bytes())?;
    let lists = lists(&document.numberings);
    add("word/numbering.xml", NUMBERING.replace("{lists}", &lists).as_bytes())?;
    add("word/settings.xml", &settings(&language))?;
    add("word/header1.xml", &header(paper))?;
    add("word/footer1.xml", &footer(paper))?;
    for (at, (bytes, ending)) in document.pictures.iter().enumerate() {
        add(&format!("word/media/bild{}.{ending}", at + 1), bytes)?;
    }
    add("word/document.xml", &main_part(document))?;
    Ok(zip.finish()?.into_inner())
}

fn main_part(document: Document<'_>) -> Vec<u8> {
    let names = [
        ("xmlns:w", WORD),
        ("xmlns:r", OFFICE),
        ("xmlns:wp", PLACED),
        ("xmlns:a", DRAWING),
        ("xmlns:pic", PICTURE),
    ];
    let mut xml = Xml::part("w:document", &names);
    xml.open("w:body", &[]);
    xml.add(document.xml);
    xml.open("w:sectPr", &[]);
    xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rIdheader1")]);
    xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rIdfooter1")]);
    // A4, with margins of 2.5 centimetres.
    xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
    let margins = [
        ("w:top", "1531"),
        ("w:right", "1417"),
        ("w:bottom", "1417"),
        ("w:left", "1417"),
        ("w:header", "709"),
        ("w:footer", "624"),
        ("w:gutter", "0"),
    ];
    xml.empty("w:pgMar", &margins);
    xml.empty("w:titlePg", &[]);
    xml.close("w:sectPr");
    xml.close("w:body");
    xml.close("w:document");
    xml.bytes()
}

fn types() -> Vec<u8> {
    let mut xml = Xml::part("Types", &[("xmlns", TYPES)]);
    for (ending, of) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("jpeg", "image/jpeg"),
        ("png", "image/png"),
    ] {
        xml.empty("Default", &[("Extension", ending), ("ContentType", of)]);
    }
    let mut part = |name: &str, of: &str| {
        xml.empty("Override", &[("PartName", name), ("ContentType", of)]);
    };
    let office = "application/vnd.openxmlformats-officedocument";
    part("/word/document.xml", &format!("{office}.wordprocessingml.document.main+xml"));
    for (name, of, _) in BESIDE {
        part(&format!("/word/{name}.xml"), &format!("{office}.{of}"));
    }
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("/docProps/app.xml", &format!("{office}.extended-properties+xml"));
    xml.close("Types");
    xml.bytes()
}

fn package_relations() -> Vec<u8> {
    let mut xml = Xml::part("Relationships", &[("xmlns", RELATIONS)]);
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let office = format!("{OFFICE}/officeDocument");
    let properties = format!("{OFFICE}/extended-properties");
    for (id, kind, target) in [
        ("rId1", office.as_str(), "word/document.xml"),
        ("rId2", core, "docProps/core.xml"),
        ("rId3", properties.as_str(), "docProps/app.xml"),
    ] {
        xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    xml.close("Relationships");
    xml.bytes()
}

fn relations(document: &Document<'_>) -> Vec<u8> {
    let mut xml = Xml::part("Relationships", &[("xmlns", RELATIONS)]);
    for (name, _, kind) in BESIDE {
        let id = format!("rId{name}");
        let kind = format!("{OFFICE}/{kind}");
        let target = format!("{name}.xml");
        xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &target)]);
    }
    for (at, to) in document.relations.iter().enumerate() {
        let id = format!("rIdLank{}", at + 1);
        let kind = format!("{OFFICE}/hyperlink");
        let link =
            [("Id", id.as_str()), ("Type", &kind), ("Target", to), ("TargetMode", "External")];
        xml.empty("Relationship", &link);
    }
    for (at, (_, ending)) in document.pictures.iter().enumerate() {
        let id = format!("rIdBild{}", at + 1);
        let kind = format!("{OFFICE}/image");
        let target = format!("media/bild{}.{ending}", at + 1);
        xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &target)]);
    }
    xml.close("Relationships");
    xml.bytes()
}

/// What a library catalogue would ask for: title, maker, language, day.
fn core(paper: &Paper, language: &str) -> Vec<u8> {
    let names = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let mut xml = Xml::part("cp:coreProperties", &names);
    let mut say = |name: &str, attributes: &[(&str, &str)], text: &str| {
        xml.open(name, attributes);
        xml.text(text);
        xml.close(name);
    };
    say("dc:title", &[], &paper.title);
    if let Some(publisher) = &paper.publisher {
        say("dc:creator", &[], publisher);
    }
    say("dc:language", &[], language);
    if let Some(day) = &paper.day {
        let moment = format!("{day}T00:00:00Z");
        say("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &moment);
        say("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &moment);
    }
    xml.close("cp:coreProperties");
    xml.bytes()
}

fn application() -> Vec<u8> {
    let mut xml = Xml::part("Properties", &[("xmlns", PROPERTIES)]);
    xml.open("Application", &[]);
    xml.text("delwebb");
    xml.close("Application");
    xml.close("Properties");
    xml.bytes()
}

fn settings(language: &str) -> Vec<u8> {
    let mut xml = Xml::part("w:settings", &[("xmlns:w", WORD)]);
    xml.empty("w:zoom", &[("w:percent", "100")]);
    xml.value("w:defaultTabStop", "720");
    xml.value("w:autoHyphenation", "true");
    xml.value("w:consecutiveHyphenLimit", "2");
    xml.value("w:doNotHyphenateCaps", "true");
    xml.value("w:characterSpacingControl", "doNotCompress");
    xml.open("w:compat", &[]);
    xml.empty(
        "w:compatSetting",
        &[
            ("w:name", "compatibilityMode"),
            ("w:uri", "http://schemas.microsoft.com/office/word"),
            ("w:val", "15"),
        ],
    );
    xml.close("w:compat");
    xml.value("w:themeFontLang", language);
    xml.close("w:settings");
    xml.bytes()
}

/// Each list with numbers begins anew.
fn lists(numberings: &[u32]) -> String {
    let mut xml = Xml::default();
    for (at, first) in numberings.iter().enumerate() {
        xml.open("w:num", &[("w:numId", &(at + 2).to_string())]);
        xml.value("w:abstractNumId", "1");
        for level in 0..9 {
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            xml.value("w:startOverride", &(*first).min(32_767).to_string());
            xml.close("w:lvlOverride");
        }
        xml.close("w:num");
    }
    String::from_utf8_lossy(&xml.bytes()).into_owned()
}

/// The running head: what the document is called.
fn header(paper: &Paper) -> Vec<u8> {
    let mut xml = Xml::part("w:hdr", &[("xmlns:w", WORD)]);
    begin(&mut xml, "Header");
    words(&mut xml, &paper.title);
    xml.close("w:p");
    xml.close("w:hdr");
    xml.bytes()
}

/// The foot: who publishes it, which page this is and of how many.
fn footer(paper: &Paper) -> Vec<u8> {
    let mut xml = Xml::part("w:ftr", &[("xmlns:w", WORD)]);
    begin(&mut xml, "Footer");
    words(&mut xml, paper.publisher.as_deref().unwrap_or_default());
    xml.open("w:r", &[]);
    xml.empty("w:tab", &[]);
    xml.close("w:r");
    for (field, before, after) in [(" PAGE ", "", ""), (" NUMPAGES ", " (", ")")] {
        words(&mut xml, before);
        xml.open("w:fldSimple", &[("w:instr", field)]);
        words(&mut xml, "1");
        xml.close("w:fldSimple");
        words(&mut xml, after);
    }
    xml.close("w:p");
    xml.close("w:ftr");
    xml.bytes()
}

fn begin(xml: &mut Xml, style: &str) {
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", style);
    xml.close("w:pPr");
}

fn words(xml: &mut Xml, text: &str) {
    if !text.is_empty() {
        xml.open("w:r", &[]);
        xml.spaced("w:t", text);
        xml.close("w:r");
    }
}
