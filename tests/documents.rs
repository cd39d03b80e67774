//! Documents: what is read from files and how far that is trusted, and what a site says of them.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "support/always/file.rs"]
mod always;
mod support;

use std::io::Cursor;
use std::process::Command;
use std::time::{Duration, Instant};

use delwebb::files::example::{GOOD, Sample, excel, pdf, pdf_of, word, zip_of};
use delwebb::files::{FileKind, Flaw, Said, Seems, read};
use miniz_oxide::deflate::compress_to_vec_zlib;
use proptest::prelude::*;

use support::{Temp, delwebb, err, out};

fn said(bytes: &[u8]) -> Said {
    let started = Instant::now();
    let said = read(&mut Cursor::new(bytes), FileKind::Pdf);
    // Far above what any takes in a debug build; far below what a bomb would take.
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    said
}

fn objects(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn stream(dict: &str, bytes: &[u8]) -> Vec<u8> {
    let packed = compress_to_vec_zlib(bytes, 6);
    let head = format!("<<{dict}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

/// A PDF whose objects are packed in a list, with a table in a stream; `list` is unpacked.
fn packed(list: &[u8], first: usize) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let at = out.len();
    out.extend(b"5 0 obj\n");
    out.extend(stream(&format!("/Type/ObjStm/N 3/First {first}"), list));
    out.extend(b"\nendobj\n");
    let table = out.len();
    let mut rows = vec![0, 0, 0, 0];
    for place in 0..3_u8 {
        rows.extend([2, 0, 5, place]);
    }
    rows.extend([0, 0, 0, 0, 1]);
    rows.extend(u16::try_from(at).expect("small").to_be_bytes());
    rows.push(0);
    // As programs write it: each row as its difference from the one above.
    let mut rowed = Vec::new();
    let mut above = [0_u8; 4];
    for row in rows.chunks(4) {
        rowed.push(2);
        rowed.extend(row.iter().zip(above).map(|(byte, up)| byte.wrapping_sub(up)));
        above = row.try_into().expect("four");
    }
    out.extend(b"6 0 obj\n");
    out.extend(stream(
        "/Type/XRef/Size 7/W[1 2 1]/Index[0 6]/Root 1 0 R/DecodeParms<</Predictor 12/Columns 4>>",
        &rowed,
    ));
    out.extend(format!("\nendobj\nstartxref\n{table}\n%%EOF").into_bytes());
    out
}

const LIST: &str = "1 0 2 60 3 120 ";

fn list() -> Vec<u8> {
    let mut list = LIST.to_owned();
    for object in [
        "<</Type/Catalog/Pages 2 0 R/Lang(fi)>>",
        "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>",
        "<</Type/Page/Parent 2 0 R>>",
    ] {
        list.push_str(&format!("{object:60}"));
    }
    list.into_bytes()
}

#[test]
fn a_pdf_says_its_pages_title_language_and_tags() {
    let expected = Said {
        pages: Some(1),
        title: Some("Å & ”Ä”".to_owned()),
        language: Some("sv-SE".to_owned()),
        tagged: Some(true),
        ..Said::default()
    };
    let bytes = pdf(&Sample { title: Some("Å & ”Ä”"), language: Some("sv-SE"), ..GOOD });
    assert_eq!(said(&bytes), expected);
    // Something before the file, and more after it.
    let moved = [b"\r\nHTTP\r\n", &bytes[..], b"\n\n"].concat();
    assert_eq!(said(&moved), expected);
    let flaw = |sample: &Sample<'_>| said(&pdf(sample));
    assert_eq!(flaw(&Sample { tagged: false, ..GOOD }).tagged, Some(false));
    assert!(flaw(&Sample { scanned: true, ..GOOD }).has(Flaw::Scanned));
    assert!(!flaw(&GOOD).has(Flaw::Scanned));
    let locked = flaw(&Sample { allowed: Some(-3904), ..GOOD });
    assert!(locked.has(Flaw::KeepsOut) && locked.title.is_none(), "{locked:?}");
    let locked = flaw(&Sample { allowed: Some(-3904 + 512), ..GOOD });
    assert!(locked.has(Flaw::Locked) && !locked.has(Flaw::KeepsOut), "{locked:?}");
}

#[test]
fn lists_of_objects_tables_in_streams_and_changes_are_followed() {
    let bytes = packed(&list(), LIST.len());
    let found = said(&bytes);
    assert_eq!((found.pages, found.language.as_deref()), (Some(2), Some("fi")), "{found:?}");
    assert!(found.flaws.is_empty(), "{found:?}");
    // A newer root at the end, as programs write changes.
    let mut changed = pdf(&GOOD);
    let old = String::from_utf8_lossy(&changed).rfind("xref\n0").expect("a table");
    let root = changed.len();
    changed.extend(b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/Lang(en)>>\nendobj\n");
    let table = changed.len();
    let line = format!("xref\n1 1\n{root:010} 00000 n \ntrailer\n<</Root 1 0 R/Prev {old}>>\n");
    changed.extend(format!("{line}startxref\n{table}\n%%EOF").into_bytes());
    let found = said(&changed);
    assert_eq!((found.pages, found.language.as_deref()), (Some(1), Some("en")), "{found:?}");
    assert!(found.flaws.is_empty(), "{found:?}");
}

#[test]
fn a_title_may_stand_in_xmp() {
    let xmp = "<x:xmpmeta><rdf:RDF><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Vård &amp; omsorg</rdf:li></rdf:Alt></dc:title></rdf:RDF></x:xmpmeta>";
    let meta = format!("<</Type/Metadata/Length {}>>\nstream\n{xmp}\nendstream", xmp.len());
    let all = objects(&["<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>>", "<</Count 4>>", &meta]);
    assert_eq!(said(&pdf_of(&all, "/Root 1 0 R")).title.as_deref(), Some("Vård & omsorg"));
}

#[test]
fn a_broken_file_is_mended_as_readers_do_or_said_to_be_unreadable() {
    let whole = pdf(&GOOD);
    let text = String::from_utf8(whole.clone()).expect("plain");
    for broken in [
        text.replace("startxref\n", "startxref\n9"),
        text.replace("%PDF-1.7\n", "%PDF-1.7\n\n\n\n\n"),
        text[..text.find("xref\n0").expect("a table")].to_owned(),
    ] {
        let found = said(broken.as_bytes());
        assert!(found.has(Flaw::Damaged), "{found:?}");
        assert_eq!((found.pages, found.tagged), (Some(1), Some(true)), "{broken}");
    }
    let bytes = packed(&list(), LIST.len());
    let cut = bytes.len() - 20;
    let found = said(&bytes[..cut]);
    assert!(found.has(Flaw::Damaged) && found.pages == Some(2), "{found:?}");
    for nothing in [&b""[..], b"%PDF", b"%PDF-1.7\n", b"<html>404</html>", &whole[..60]] {
        assert_eq!(said(nothing).flaws.first(), Some(&Flaw::Unreadable));
    }
    for (bytes, seems) in [
        (&b""[..], Some(Seems::Empty)),
        (b"\xEF\xBB\xBF\n<!DOCTYPE html><title>404</title>", Some(Seems::WebPage)),
        (b"<?xml version='1.0'?><html><body>404", Some(Seems::WebPage)),
        (b"PK\x03\x04", Some(Seems::Zip)),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Some(Seems::OldOffice)),
        (b"\xFF\xD8\xFF\xE0", Some(Seems::Picture)),
        (b"A text", None),
    ] {
        assert_eq!(said(bytes).seems, seems, "{bytes:?}");
    }
}

#[test]
fn words_headings_are_found_whatever_they_are_called() {
    let line = "<w:p><w:r><w:t>Text</w:t></w:r></w:p>";
    let has = |styles: &str, text: &str| {
        let text = format!("<w:document><w:body>{text}</w:body></w:document>");
        let parts = [
            ("word/styles.xml", format!("<w:styles>{styles}</w:styles>")),
            ("word/document.xml", text),
        ];
        let said = read(&mut Cursor::new(zip_of(&parts)), FileKind::Word);
        (said.tagged == Some(true), said.has(Flaw::NoHeadings))
    };
    let own = "<w:style w:styleId=\"Egen2\"><w:basedOn w:val=\"Egen\"/></w:style><w:style w:styleId=\"Egen\"><w:name w:val=\"Egen\"/><w:basedOn w:val=\"R1\"/></w:style><w:style w:styleId=\"R1\"><w:name w:val=\"heading 1\"/></w:style>";
    let styled = |style: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr></w:p>{}", line.repeat(30))
    };
    assert_eq!(has(own, &styled("Egen2")), (true, false));
    assert_eq!(has(own, &styled("Annan")), (false, true));
    // The tenth level is that of running text.
    let level = |level: &str| {
        let set = format!("<w:pPr><w:outlineLvl w:val=\"{level}\"/></w:pPr>");
        format!("<w:p>{set}</w:p>{}", line.repeat(30))
    };
    assert_eq!(has("", &level("0")), (true, false));
    assert_eq!(has("", &level("9")), (false, true));
    let body = "<w:style w:styleId=\"B\"><w:basedOn w:val=\"R1\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style><w:style w:styleId=\"R1\"><w:name w:val=\"heading 1\"/></w:style>";
    assert_eq!(has(body, &styled("B")), (false, true));
    // Cells and empty lines are no running text.
    let cells = format!("<w:tbl>{}</w:tbl>{}{line}", line.repeat(90), "<w:p/>".repeat(90));
    assert_eq!(has("", &cells), (false, false));
}

#[test]
fn what_cannot_be_read_of_tags_is_not_known() {
    let found = |root: &str, tree: &str| {
        let all = objects(&[root, "<</Type/Pages/Count 1>>", tree]);
        said(&pdf_of(&all, "/Root 1 0 R")).tagged
    };
    let root = |tags: &str| format!("<</Type/Catalog/Pages 2 0 R{tags}>>");
    let both = root("/MarkInfo<</Marked true>>/StructTreeRoot 3 0 R");
    assert_eq!(found(&both, "<</K[1]>>"), Some(true));
    assert_eq!(found(&both, "<</K[]>>"), Some(false));
    assert_eq!(found(&root(""), "<</K[1]>>"), Some(false));
    assert_eq!(
        found(&root("/MarkInfo<</Marked false>>/StructTreeRoot 3 0 R"), "<<>>"),
        Some(false)
    );
    // Where it stands is among what is encrypted, or broken.
    assert_eq!(found(&root("/MarkInfo<</Marked true>>/StructTreeRoot 9 0 R"), "<<>>"), None);
    assert_eq!(found(&root("/MarkInfo 9 0 R/StructTreeRoot 3 0 R"), "<</K[1]>>"), None);
}

#[test]
fn bombs_take_no_time_and_no_memory() {
    let root = "<</Type/Catalog/Pages 2 0 R>>";
    let tree = |top: &str, leaf: &str| said(&pdf_of(&objects(&[root, top, leaf]), "/Root 1 0 R"));
    // Pages in a ring, a number of pages that nobody has, a page that is itself.
    assert_eq!(tree("<</Kids[2 0 R 3 0 R]>>", "<</Kids[2 0 R]>>").pages, None);
    assert_eq!(tree("<</Kids[3 0 R]/Count 9999999999>>", "<</Type/Page>>").pages, Some(1));
    assert_eq!(tree("<</Kids[3 0 R]/Count -1>>", "3 0 R").pages, None);
    assert_eq!(tree("<</Type/Pages/Count 3 0 R>>", "3 0 R").pages, None);
    // Lists in lists, deeper than any stack.
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    tree(&format!("<</Kids {deep}>>"), "<<>>");
    tree(&"<</A".repeat(100_000), "<<>>");
    // A table of tables that lead round, and one that claims four thousand million objects.
    let ring = "%PDF-1.7\nxref\n0 4294967295\ntrailer<</Root 1 0 R/Prev 9>>startxref\n9\n%%EOF";
    said(ring.as_bytes());
    let ring = "%PDF-1.7\nxref\ntrailer<</Root 1 0 R/Prev 9/XRefStm 9>>startxref\n9\n%%EOF";
    said(ring.as_bytes());
    // A stream that says it is a gigabyte, and one that is when it is unpacked.
    let long = "<</Type/Metadata/Length 1073741824>>\nstream\n<x>\nendstream";
    let all = objects(&["<</Pages 2 0 R/Metadata 3 0 R>>", "<</Count 1>>", long]);
    assert_eq!(said(&pdf_of(&all, "/Root 1 0 R")).pages, Some(1));
    let bomb = packed(&vec![b' '; 512 << 20], 10);
    assert!(said(&bomb).has(Flaw::Unreadable));
    // Rows wider than memory.
    let wide = stream(
        "/Type/XRef/W[1 2 1]/Root 1 0 R/DecodeParms<</Predictor 12/Columns 9223372036854775807/Colors 9>>",
        b"0",
    );
    let wide = [b"%PDF-1.7\n1 0 obj\n", &wide[..], b"\nstartxref\n9\n%%EOF"].concat();
    said(&wide);
    // All in all, in the program as it is: within these addresses and this time.
    let folder = Temp::new("bombs");
    folder.write("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\n");
    folder.write(
        "content/index.md",
        "---\ntitel: Start\n---\n\n[Bomb](a.pdf) [Djup](b.pdf) [Bred](c.pdf) [Text](d.docx)\n",
    );
    folder.write("content/a.pdf", bomb);
    let root = "<</Type/Catalog/Pages 2 0 R>>";
    let nested = pdf_of(&objects(&[root, &format!("<</Kids {deep}>>"), "<<>>"]), "/Root 1 0 R");
    folder.write("content/b.pdf", nested);
    folder.write("content/c.pdf", wide);
    let text = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(8 << 20);
    folder.write("content/d.docx", zip_of(&[("word/document.xml", text)]));
    let program = env!("CARGO_BIN_EXE_delwebb");
    let command = format!("ulimit -v 600000 -t 30; exec '{program}' check --now 2026-01-24");
    let checked = Command::new("sh")
        .args(["-c", &command])
        .env("RAYON_NUM_THREADS", "2")
        .current_dir(&folder.0)
        .output()
        .expect("sh");
    let said = String::from_utf8_lossy(&checked.stdout).into_owned()
        + &String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.code().is_some_and(|code| code < 2), "{:?}: {said}", checked.status);
    assert!(said.contains("a.pdf"), "{said}");
}

#[test]
fn word_and_excel_say_their_own() {
    let read = |bytes: Vec<u8>, kind| read(&mut Cursor::new(bytes), kind);
    let found = read(word(40, true), FileKind::Word);
    assert_eq!((found.pages, found.tagged), (Some(3), Some(true)), "{found:?}");
    assert_eq!(found.title.as_deref(), Some("Mallen"));
    assert_eq!(found.language.as_deref(), Some("sv-SE"));
    // That nothing is marked as a heading is a guess, and never said as a fact.
    let (long, short) =
        (read(word(40, false), FileKind::Word), read(word(5, false), FileKind::Word));
    assert!(long.tagged.is_none() && long.has(Flaw::NoHeadings), "{long:?}");
    assert!(short.tagged.is_none() && !short.has(Flaw::NoHeadings), "{short:?}");
    assert_eq!(read(excel(""), FileKind::Excel).sheets, Some(1));
    assert!(read(excel("A2:C2"), FileKind::Excel).has(Flaw::MergedHead));
    assert!(!read(excel("A9:C9"), FileKind::Excel).has(Flaw::MergedHead));
    assert!(read(excel(""), FileKind::Word).has(Flaw::Unreadable));
    assert!(read(b"PK\x03\x04".to_vec(), FileKind::Word).has(Flaw::Unreadable));
    // One that says it has more parts than any, in either way.
    let mut many = word(5, false);
    let end = many.len() - 12;
    many[end..end + 2].copy_from_slice(&[0xfe, 0xff]);
    assert!(read(many, FileKind::Word).has(Flaw::Unreadable));
    let far = [b"PK\x06\x06".to_vec(), vec![0xff; 52], word(5, false)].concat();
    assert!(read(far, FileKind::Word).has(Flaw::Unreadable));
    // Two million paragraphs, packed into a few kilobytes: more than is read.
    let started = Instant::now();
    read(word(2_000_000, false), FileKind::Word);
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_that_is_changed_in_a_file_makes_the_reader_fall(
        at in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        is_packed in any::<bool>(),
    ) {
        let mut bytes = if is_packed { packed(&list(), LIST.len()) } else { pdf(&GOOD) };
        for (index, byte) in at {
            let len = bytes.len();
            bytes[index.index(len)] = byte;
        }
        always::holds(&bytes);
        always::holds(&bytes[..cut.index(bytes.len())]);
        said(&bytes);
    }
}

#[test]
fn what_fuzzing_begins_with_and_has_found_holds() {
    let seeds = support::repository().join("fuzz/seeds/file");
    let seeds: Vec<_> = std::fs::read_dir(seeds).expect("seeds").collect();
    assert!(seeds.len() > 2);
    for seed in seeds {
        always::holds(&std::fs::read(seed.expect("a seed").path()).expect("a seed"));
    }
}

/// A site of a few documents, with what it says of them.
fn site(name: &str, rows: &str, text: &str) -> Temp {
    let folder = Temp::new(name);
    folder.write(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nspråk: [sv, en]\navsändare: {namn: Kommunen, kontakt: stod}\n",
    );
    folder.write("content/index.md", "---\ntitel: Start\n---\n\nSe [dokument](/dokument/).\n");
    folder.write("content/om/index.md", format!("---\ntitel: Om\n---\n\n{text}\n"));
    folder.write("content/om/rapport.pdf", pdf(&GOOD));
    folder
        .write("content/static/filer/report.pdf", pdf(&Sample { language: Some("en-GB"), ..GOOD }));
    folder.write(
        "content/register/kontakter.yaml",
        "- {id: stod, roll: Stödet, e-post: stod@example.se}\n- {id: arkiv, roll: Arkivet, e-post: arkiv@example.se}\n",
    );
    folder.write("content/register/dokument.yaml", rows);
    folder
}

fn built(folder: &Temp, page: &str) -> String {
    let done = delwebb(&folder.0, &["build", "--now", "2026-01-24"]);
    assert!(done.status.success(), "{}{}", out(&done), err(&done));
    std::fs::read_to_string(folder.join(&format!("public/{page}"))).expect(page)
}

const ROWS: &str = "- {id: ny, nyckel: N, titel: Rapport 2025, typ: rapport, verksamhetsår: 2025, fil: om/rapport.pdf, sida: /om/, ersätter: [gammal]}
- {id: gammal, titel: Rapport 2024, typ: rapport, verksamhetsår: 2024, fil: filer/report.pdf, sidor: 9}
- {id: aldst, titel: \"Planen för ”Å & Ä”\", typ: plan, format: endast på begäran, kontakt: arkiv, datum: 2020-05-01}
";

#[test]
fn a_link_to_a_file_says_what_its_words_do_not() {
    let text = "[Rapporten](rapport.pdf), [den (pdf)](rapport.pdf), [allt (PDF, 1 kB, 1 sida)](rapport.pdf), [in English](/filer/report.pdf), [annan](https://example.org/a.docx?x), [värd](https://example.zip).";
    let page = built(&site("links", ROWS, text), "om/index.html");
    let note = |words: &str| {
        let at = page.find(words).unwrap_or_else(|| panic!("{words}: {page}")) + words.len();
        page[at..].split("</a>").next().expect("a link").replace('\u{a0}', " ")
    };
    assert_eq!(note(">Rapporten"), " <span class=\"file-note\">(PDF, 763 byte, 1 sida)</span>");
    assert_eq!(note(">den (pdf)"), " <span class=\"file-note\">(763 byte, 1 sida)</span>");
    assert_eq!(note(">allt (PDF, 1 kB, 1 sida)").trim(), "");
    // The row knows better than the file.
    assert_eq!(
        note(" hreflang=\"en-GB\">in English"),
        " <span class=\"file-note\">(PDF, 775 byte, 9 sidor)</span>"
    );
    assert!(note(">annan").starts_with(" <span class=\"file-note\">(Word)</span>"));
    assert!(!note(">värd").contains("file-note"));
}

#[test]
fn a_document_is_a_page_first_and_a_file_second_and_the_newest_is_shown_the_way_to() {
    for theme in ["strandlinje", "spang"] {
        let folder = site("page", ROWS, "Text.");
        let settings = std::fs::read_to_string(folder.join("content/site.yaml")).expect("settings");
        folder.write("content/site.yaml", format!("{settings}tema: {theme}\n"));
        let new = built(&folder, "dokument/ny/index.html").replace('\u{a0}', " ");
        let page = new.find("href=\"/om/\">Läs innehållet som webbsida").expect("the page");
        let file = new.find("Ladda ner (PDF, 763 byte, 1 sida)").expect("the file");
        assert!(page < file, "{new}");
        let old = built(&folder, "dokument/gammal/index.html");
        assert!(
            old.contains(
                "Det finns ett nyare dokument: <a href=\"/dokument/ny/\">Rapport 2025</a>"
            )
        );
        assert!(old.contains("hreflang=\"en-GB\""), "{old}");
        let list = built(&folder, "dokument/index.html");
        let at = |title: &str| list.find(title).unwrap_or_else(|| panic!("{title}: {list}"));
        assert!(
            at(">Rapport 2025<") < at(">Rapport 2024<") && at(">Rapport 2024<") < at(">Planen för")
        );
        assert!(list.contains("Det finns ett nyare dokument:"));
        let asked = built(&folder, "dokument/aldst/index.html");
        let letter = "href=\"mailto:arkiv@example.se?subject=Beg%C3%A4ran%20om%20dokument%3A%20Planen%20f%C3%B6r%20%E2%80%9D%C3%85%20%26%20%C3%84%E2%80%9D&amp;body=Hej%21%0D%0A%0D%0A";
        assert!(asked.contains(letter), "{asked}");
        assert!(asked.contains("tryckfrihetsförordningen"));
        assert!(asked.matches("arkiv@example.se").count() > 1, "readable without a mail program");
    }
}

#[test]
fn open_data_keeps_what_a_file_says_apart_from_what_is_known() {
    let data = built(&site("data", ROWS, "Text."), "data/dokument.json");
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    let old = &data[1];
    assert_eq!(old["id"], "gammal", "{data}");
    assert_eq!((&old["sidor"], &old["fil_sidor"]), (&9.into(), &1.into()));
    assert_eq!((&old["fil_typ"], &old["fil_taggad"]), (&"PDF".into(), &true.into()));
    assert_eq!(old["fil_adress"], "https://exempel.se/filer/report.pdf");
}

#[test]
fn a_search_shows_what_kind_of_file_a_document_is() {
    let folder = site("search", ROWS, "Text.");
    folder.write("content/sok.md", "---\ntitel: Sök\n---\n");
    let cards = built(&folder, "sok/index/kort-0.json").replace('\u{a0}', " ");
    assert!(cards.contains("PDF, 763 byte, 1 sida"), "{cards}");
}

#[test]
fn rows_and_links_to_one_file_give_one_finding_each() {
    let rows = ROWS.replace("sidor: 9", "länk: \"https://example.org/\"");
    let folder = site("findings", &rows, "[En](rapport.pdf) och [två](/om/rapport.pdf).");
    folder.write("content/om/rapport.pdf", pdf(&Sample { tagged: false, title: None, ..GOOD }));
    let found = |folder: &Temp| {
        let done = delwebb(&folder.0, &["check", "--now", "2026-01-24", "--format", "oneline"]);
        let all = out(&done);
        ["K004", "K007", "K008", "K014"].map(|code| all.matches(code).count())
    };
    assert_eq!(found(&folder), [1, 1, 0, 0]);
    // Whoever says so in the register has told visitors.
    let rows = rows.replace("sida: /om/", "sida: /om/, tillgängligt: nej");
    folder.write("content/register/dokument.yaml", rows);
    assert_eq!(found(&folder), [0, 1, 0, 0]);
    let page = built(&folder, "dokument/ny/index.html");
    assert!(page.contains(">Nej</dd>"), "{page}");
}

#[test]
fn what_nobody_knows_of_a_file_is_not_said_of_it() {
    let rows = "- {id: mall, titel: Mallen, typ: plan, fil: om/mall.docx}
- {id: engelsk, titel: Report, typ: rapport, fil: filer/report.pdf}
- {id: ar, titel: Året, typ: rapport, fil: om/ar.pdf}
- {id: namnlos, titel: Namnlös, typ: rapport, fil: om/namnlos.pdf}\n";
    let folder = site("unknown", rows, "Text.");
    folder.write("content/om/mall.docx", word(40, false));
    folder.write("content/om/ar.pdf", pdf(&Sample { title: Some("Dokument 2025"), ..GOOD }));
    folder.write("content/om/namnlos.pdf", pdf(&Sample { title: Some("Dokument1"), ..GOOD }));
    let checked = delwebb(&folder.0, &["check", "--now", "2026-01-24", "--format", "oneline"]);
    let said = out(&checked) + &err(&checked);
    let told = |rule: &str, file: &str| {
        said.lines().any(|line| line.contains(rule) && line.contains(file))
    };
    // Whoever wrote it is told of the guess, but no reader.
    assert!(told("K012", "mall.docx"), "{said}");
    assert!(!built(&folder, "dokument/mall/index.html").contains(">Nej</dd>"));
    assert!(told("K007", "namnlos.pdf") && !told("K007", "om/ar.pdf"), "{said}");
    let page = built(&folder, "dokument/engelsk/index.html");
    assert!(page.contains("<dd><span lang=\"en-GB\">English</span></dd>"), "{page}");
}
