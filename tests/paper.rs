//! A report outside the web: finished pages in, Markdown and the parts of Word documents out.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "paper/random.rs"]
mod random;
mod support;
#[path = "paper/words.rs"]
mod words;

use delwebb::paper::{Block, Mark, Paper, docx, markdown};
use support::reports::{PAGE as REPORT, done, starter};
use words::{BASE, forms, parts, read_back, read_word, said, words};

/// A page as a theme might make it, with most of what pages have.
const PAGE: &str = r##"<!doctype html><html lang="sv"><head><title>Fel titel</title>
<meta property="og:site_name" content="Provlänet"></head><body><nav>Meny</nav><main><p>Utanför</p>
<article data-rapport><header><p>Årsrapport</p><h1>Uppföljning 2025</h1></header>
<dl><div><dt>Gäller</dt><dd>2025</dd></div><div><dt>Antagen</dt><dd>Nej</dd></div></dl>
<nav aria-label="Innehållet"><ol><li><a href="#ett">Ett</a></li></ol></nav>
<section id="ett"><h2>Kapitel ett</h2><p>Läs om <a href="#tva">kapitel två</a>, om
<a href="/projekt/a/">ett <strong>arbete</strong></a>, om <a href="#borta">en punkt</a> och <span lang="fi">suomeksi</span>.
Sam&shy;verkans&shy;grupp.<br>Ny rad.</p>
<script>var dold;</script><p hidden>dolt</p><svg aria-hidden="true"><title>ikon</title></svg>
<p data-utan-papper>Ladda ner</p>
<ul><li>Ett<ol start="3"><li>Tre</li><li>Fyra</li></ol></li><li><p>Två</p><p>Mer</p></li></ul></section>
<section id="tva"><h2>Kapitel två</h2>
<table><caption>Budget | utfall</caption>
<thead><tr><th scope="col">Post</th><th scope="col" colspan="2">Kronor</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">Lön</th><td>1 000</td><td>+20</td></tr><tr><td>3</td><td>4</td></tr></tbody>
<tfoot><tr><th scope="row">Summa</th><td>1 003</td><td>24</td></tr></tfoot></table>
<figure><blockquote><p>Ord från planen.</p></blockquote><figcaption>Källa: <cite>Planen</cite></figcaption></figure>
<p><img src="bild.png" alt="En bild av länet"><img src="x.png" alt=""></p>
<svg role="img" aria-label="Antal per år: 3, 4 och 5"><text>9</text></svg>
<div role="img" aria-label="Staplar: 6 och 7"><p>Ord</p><div><svg aria-hidden="true"></svg>8</div></div>
<ol data-utan-nummer><li><p>Maj 2025</p><div><p>Ett beslut.</p></div></li></ol></section>
<section><h2>Tre</h2><h3>Under</h3><p>x</p></section><section><h2>Fyra</h2><p>y</p></section>
</article><footer>Efter</footer></main></body></html>"##;

#[test]
fn a_page_is_read_as_it_means() {
    let paper = Paper::read(PAGE, BASE);
    assert_eq!(paper.title, "Uppföljning 2025");
    assert_eq!(paper.language, "sv");
    assert_eq!(paper.publisher.as_deref(), Some("Provlänet"));
    assert_eq!(paper.contents.as_deref(), Some("Innehållet"));
    let said = said(&paper).join(" ");
    for gone in ["Utanför", "Efter", "Meny", "dold", "dolt", "ikon", "Ladda", "Fel"] {
        assert!(!said.contains(gone), "{gone} in {said}");
    }
    assert!(said.contains("Samverkansgrupp. Ny rad."), "{said}");
    let headings: Vec<(u8, String)> = paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, ids, .. } => Some((*level, ids.join(" "))),
            _ => None,
        })
        .collect();
    let wanted = [(1, ""), (2, "ett"), (2, "tva"), (2, ""), (3, ""), (2, "")];
    assert_eq!(headings, wanted.map(|(level, ids)| (level, ids.to_owned())));
    let lists: Vec<Mark> = paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::List(list) => Some(list.mark),
            _ => None,
        })
        .collect();
    assert_eq!(lists, [Mark::Bullet, Mark::Nothing]);
}

#[test]
fn markdown_reads_well() {
    let paper = Paper::read(PAGE, BASE);
    let text = markdown(&paper);
    let expected = r#"Årsrapport

# Uppföljning 2025

**Gäller**  
2025

**Antagen**  
Nej

## Kapitel ett

Läs om [kapitel två](#kapitel-två), om [ett **arbete**](https://prov.example/projekt/a/), om [en punkt](https://prov.example/rapporter/2025/#borta) och <span lang="fi">suomeksi</span>. Samverkansgrupp.  
Ny rad.

- Ett

  3. Tre
  4. Fyra

- Två

  Mer

## Kapitel två

**Budget | utfall**

| Post | Kronor | |
| --- | ---: | ---: |
| Lön | 1 000 | +20 |
| | 3 | 4 |
| Summa | 1 003 | 24 |

> Ord från planen.

Källa: _Planen_

![En bild av länet](https://prov.example/rapporter/2025/bild.png)

Antal per år: 3, 4 och 5

Staplar: 6 och 7

- Maj 2025

  Ett beslut.

## Tre

### Under

x

## Fyra

y
"#;
    assert_eq!(text, expected);
}

#[test]
fn a_word_document_has_what_the_page_has() {
    // Only what is long has contents.
    let long = PAGE.replace("<p>y</p>", &format!("<p>{}</p>", "mycket att läsa ".repeat(600)));
    let mut paper = Paper::read(&long, BASE);
    paper.day = Some("2026-01-24".to_owned());
    let mut asked = Vec::new();
    paper.fetch(|address| {
        asked.push(address.to_owned());
        Some(png(40, 20))
    });
    assert_eq!(asked, ["https://prov.example/rapporter/2025/bild.png"]);
    let bytes = docx(&paper).expect("a document");
    assert_eq!(bytes, docx(&paper).expect("a document"), "the same bytes each time");
    let part = parts(bytes);
    let main = part("word/document.xml");

    let core = part("docProps/core.xml");
    for said in [
        "<dc:title>Uppföljning 2025</dc:title>",
        "<dc:creator>Provlänet</dc:creator>",
        "<dc:language>sv-SE</dc:language>",
        ">2026-01-24T00:00:00Z</dcterms:modified>",
    ] {
        assert!(core.contains(said), "{said} in {core}");
    }
    assert!(part("word/styles.xml").contains("<w:lang w:val=\"sv-SE\""));

    let styles: Vec<&str> = main
        .split("<w:pStyle w:val=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("a style"))
        .filter(|style| style.starts_with("Heading") || *style == "Title")
        .collect();
    assert_eq!(styles, ["Title", "Heading1", "Heading1", "Heading1", "Heading2", "Heading1"]);

    assert_eq!(main.matches("<w:tblHeader/>").count(), 1, "one row repeats");
    assert_eq!(main.matches("<w:cantSplit/>").count(), 4, "no row splits");
    assert_eq!(main.matches("<w:gridSpan w:val=\"2\"/>").count(), 1);
    assert_eq!(main.matches("<w:vMerge w:val=\"restart\"/><").count(), 1);
    assert_eq!(main.matches("<w:vMerge/>").count(), 1);
    assert!(main.contains("<w:tblCaption w:val=\"Budget | utfall\"/>"));
    assert!(main.contains("descr=\"En bild av länet\""));
    assert!(main.contains("<w:lang w:val=\"fi-FI\"/>"));
    assert!(main.contains("TOC \\o &quot;1-2&quot; \\h \\z \\u"));
    assert!(main.contains("<w:hyperlink w:anchor=\"_Toc00000002\""), "a link to a heading");
    let relations = part("word/_rels/document.xml.rels");
    assert!(relations.contains("Target=\"https://prov.example/projekt/a/\""));
    assert!(relations.contains("Target=\"https://prov.example/rapporter/2025/#borta\""));
    assert!(part("word/numbering.xml").contains("<w:startOverride w:val=\"3\"/>"));
    assert!(part("word/footer1.xml").contains("w:instr=\" PAGE \""));

    // The contents stand before the first chapter, and add their own words.
    let (before, rest) = main.split_once("<w:sdt>").expect("a list of contents");
    let (contents, after) = rest.split_once("</w:sdt>").expect("its end");
    assert_eq!(read_word(&format!("{before}{after}")), said(&paper));
    assert_eq!(read_word(contents), words("Innehållet Kapitel ett Kapitel två Tre Under Fyra"));
}

/// A PNG of these sides.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

#[test]
fn a_short_report_has_no_contents_and_a_page_without_one_is_taken_whole() {
    let short = "<main data-rapport><h1>Möte</h1><h2>Ett</h2><p>a</p></main>";
    let part = parts(docx(&Paper::read(short, BASE)).expect("a document"));
    assert!(!part("word/document.xml").contains("w:sdt"));
    assert!(!part("word/document.xml").contains("pageBreakBefore"));
    let none = Paper::read("<title>T &amp; U</title><p>a", "ingen adress");
    assert_eq!(none.title, "T & U");
    assert_eq!(markdown(&none), "# T & U\n\na\n");
    assert_eq!(markdown(&Paper::read("", "")), "\n");
    docx(&Paper::read("", "")).expect("an empty document");
}

#[test]
fn figures_stay_the_figures_that_they_are() {
    let (text, word) = forms(
        "<p>1 000<sup><a id=r href=\"#fotnot_1\">1</a></sup> kr, 10<sup>2</sup>, H<sub>2</sub>O, \
         <del>500</del> 700, a<s>b</s>c. Hon sa <q>ja</q>, <q lang=en>yes</q>.</p>",
    );
    let expected = "1 000\\[[1](https://prov.example/rapporter/2025/#fotnot\\_1)\\] kr, \
                    10<sup>2</sup>, H<sub>2</sub>O, ~~500~~ 700, a~~b~~c. Hon sa ”ja”, \
                    <span lang=\"en\">“yes”</span>.\n";
    assert_eq!(text, expected);
    assert!(
        word.contains("<w:vertAlign w:val=\"superscript\"/></w:rPr><w:t xml:space=\"preserve\">2<")
    );
    assert!(
        word.contains("<w:vertAlign w:val=\"subscript\"/></w:rPr><w:t xml:space=\"preserve\">2<")
    );
    assert!(word.contains("<w:strike/></w:rPr><w:t xml:space=\"preserve\">500<"));
    assert!(read_word(&word).join(" ").starts_with("1 000[1] kr, 102, H2O, 500 700, abc."));
}

#[test]
fn items_have_the_numbers_that_they_have_on_the_web() {
    let (text, word) = forms(
        "<ol><li>a<li value=5>e<li>f</ol><p>x</p><ol reversed><li>b<li>a</ol><p>x</p>\
         <ol><li><table><tr><td>t</table><li>två</ol>",
    );
    let numbered: Vec<&str> =
        text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(numbered, ["1. a", "5. e", "6. f", "2. b", "1. a", "1. | |", "2. två"]);
    assert_eq!(word.matches("<w:numPr>").count(), 7);
}

#[test]
fn every_id_of_a_heading_leads_to_it() {
    let inside = "<p><a href=\"#m%C3%A5l\">1</a> <a href=\"#50%25 av\">2</a> <a href=\"#c\">3</a> \
         <a href=\"#d\">4</a> <a href=\"#tabell\">5</a></p><section id=\"mål\"><h2 id=\"50% av\">Mål, \
         och <span id=c>mer</span></h2></section><h2 id=d>Mål, och mer</h2>\
         <table><tr><td><h3 id=tabell>I en tabell</h3></table>";
    let (text, word) = forms(inside);
    assert!(text.starts_with("[1 2 3](#mål-och-mer) [4](#mål-och-mer-1) 5\n"), "{text}");
    let anchors: Vec<&str> = word
        .split("w:anchor=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("a name"))
        .collect();
    let own = |number: usize| format!("_Toc{number:08}");
    assert_eq!(anchors, [own(0), own(0), own(0), own(1), own(2)]);
}

#[test]
fn links_find_their_headings_after_a_table_that_is_too_wide() {
    let wide = format!("<table><tr>{}<td><h2>I tabellen</h2></table>", "<td>x".repeat(70));
    let (_, word) = forms(&format!("<p><a href=#b>Till</a></p>{wide}<h2 id=b>Efter</h2>"));
    let (_, link) = word.split_once("w:anchor=\"").expect("a link");
    let name = link.split('"').next().expect("a name");
    let (_, heading) = word.split_once(&format!("w:name=\"{name}\"")).expect("its bookmark");
    assert_eq!(read_word(heading), ["Efter"]);
}

#[test]
fn no_cell_leaves_the_part_of_its_table() {
    let (text, word) = forms(
        "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e<tr><td rowspan=9>f<td>g\
         <tfoot><tr><td>h<td>i</table>",
    );
    assert!(text.contains("| d | e |") && text.contains("| h | i |"), "{text}");
    assert_eq!(word.matches("<w:vMerge/>").count(), 1);
}

#[test]
fn no_depth_and_no_width_is_too_much() {
    let deep = format!("<main data-rapport>{}ordet{}", "<div><b>".repeat(3000), "</b></div>");
    let lists = format!("<main data-rapport>{}ordet", "<ul><li>".repeat(3000));
    let terms = format!("<main data-rapport><dl>{}<dt>ordet", "<div>".repeat(300));
    let tables = format!("<main data-rapport>{}ordet", "<table><tr><td>".repeat(300));
    let wide =
        format!("<table data-rapport><tr>{}<td>ordet</table>", "<td colspan=900>x".repeat(99));
    let tall = "<table data-rapport><tr><td rowspan=0 colspan=0>x<td>y<tr><td>ordet</table>";
    for html in [deep, lists, terms, tables, wide, tall.to_owned()] {
        let paper = Paper::read(&html, BASE);
        assert!(said(&paper).contains(&"ordet".to_owned()));
        assert!(read_back(&markdown(&paper)).contains(&"ordet".to_owned()));
        let part = parts(docx(&paper).expect("a document"));
        assert!(part("word/document.xml").contains("ordet"));
    }
}

#[test]
fn a_report_whose_title_has_no_letter_of_ours_has_the_name_of_its_folder() {
    let temp = starter("paper-name");
    temp.write(REPORT, "---\ntitel: \"…\"\nrapport: år\når: 2025\n---\n");
    let said = done(&temp.0, &["report", "år", "2025", "--format", "html"]);
    assert!(said.starts_with("Klart: 2025.html\n") && temp.join("2025.html").exists(), "{said}");
}
