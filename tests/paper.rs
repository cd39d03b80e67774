//! A report outside the web: finished pages in, Markdown and the parts of Word documents out.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use std::io::{Cursor, Read};

use delwebb::paper::{Block, Inline, Mark, Paper, docx, markdown};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

const BASE: &str = "https://prov.example/rapporter/2025/";

/// A page as a theme might make it, with most of what pages have.
const PAGE: &str = r##"<!doctype html><html lang="sv"><head><title>Fel titel</title>
<meta property="og:site_name" content="Provlänet"></head><body><nav>Meny</nav><main><p>Utanför</p>
<article data-rapport><header><p>Årsrapport</p><h1>Uppföljning 2025</h1></header>
<dl><div><dt>Gäller</dt><dd>2025</dd></div><div><dt>Antagen</dt><dd>Nej</dd></div></dl>
<nav aria-label="Innehållet"><ol><li><a href="#ett">Ett</a></li></ol></nav>
<section id="ett"><h2>Kapitel ett</h2><p>Läs om <a href="#tva">kapitel två</a>, om
<a href="/projekt/a/">ett <strong>arbete</strong></a>, om <a href="#borta">en punkt</a> och <span lang="fi">suomeksi</span>.
Sam­verkans­grupp.<br>Ny rad.</p>
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
<ol data-utan-nummer><li><p>Maj 2025</p><div><p>Ett beslut.</p></div></li></ol></section>
<section><h2>Tre</h2><h3>Under</h3><p>x</p></section><section><h2>Fyra</h2><p>y</p></section>
</article><footer>Efter</footer></main></body></html>"##;

fn parts(bytes: Vec<u8>) -> impl Fn(&str) -> String {
    let zip = std::cell::RefCell::new(zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip"));
    move |name| {
        let mut text = String::new();
        let mut zip = zip.borrow_mut();
        zip.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
        text
    }
}

/// The words of every line of a paper, from first to last.
fn said(paper: &Paper) -> Vec<String> {
    fn line(inlines: &[Inline], out: &mut String) {
        out.push(' ');
        for inline in inlines {
            match inline {
                Inline::Text { text, .. } => out.push_str(text),
                Inline::Break => out.push(' '),
                Inline::Picture(picture) => out.push_str(&picture.alternative),
            }
        }
    }
    fn all(blocks: &[Block], out: &mut String) {
        for block in blocks {
            match block {
                Block::Heading { inlines, .. }
                | Block::Paragraph(inlines)
                | Block::Caption(inlines) => line(inlines, out),
                Block::Quote(blocks) => all(blocks, out),
                Block::List(list) => list.items.iter().for_each(|item| all(item, out)),
                Block::Terms(terms) => {
                    for term in terms {
                        term.names.iter().for_each(|name| line(name, out));
                        term.says.iter().for_each(|said| all(said, out));
                    }
                }
                Block::Table(table) => {
                    line(&table.caption, out);
                    let rows = table.head.iter().chain(&table.body);
                    rows.flatten().for_each(|cell| all(&cell.blocks, out));
                }
                Block::Verbatim(text) => {
                    out.push(' ');
                    out.push_str(text);
                }
            }
        }
    }
    let mut out = String::new();
    all(&paper.blocks, &mut out);
    words(&out)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The words of Markdown, as a reader of GFM sees them.
fn read_back(markdown: &str) -> Vec<String> {
    let mut out = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::InlineHtml(html) if html.starts_with("<br") => out.push(' '),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }) => {}
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image) => {}
            Event::Start(_) | Event::End(_) => out.push(' '),
            _ => {}
        }
    }
    words(&out)
}

/// The words of the main part of a Word document.
fn read_word(main: &str) -> Vec<String> {
    let mut out = String::new();
    for piece in main.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag");
        if tag.starts_with("w:t ") {
            out.push_str(text);
        } else if matches!(tag, "/w:p" | "w:br/" | "w:tab/") {
            out.push(' ');
        } else if let Some((_, said)) =
            tag.split_once(" descr=\"").filter(|_| tag.starts_with("wp:docPr"))
        {
            out.push_str(said.split('"').next().expect("a value"));
        }
    }
    let plain = quick_xml::escape::unescape(&out).expect("entities").into_owned();
    words(&plain)
}

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
    let headings: Vec<(u8, Option<&str>)> = paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, id, .. } => Some((*level, id.as_deref())),
            _ => None,
        })
        .collect();
    assert_eq!(
        headings,
        [(1, None), (2, Some("ett")), (2, Some("tva")), (2, None), (3, None), (2, None)]
    );
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

Läs om [kapitel två](#tva), om [ett **arbete**](https://prov.example/projekt/a/), om [en punkt](https://prov.example/rapporter/2025/#borta) och <span lang="fi">suomeksi</span>. Samverkansgrupp.  
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

/// Words that Markdown and XML might take for something else.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zåäö]{1,6}",
        1 => "[-*_#+=>|~`!\\[\\]()<&\\\\:.0-9a-z]{1,6}",
        1 => Just("&amp;".to_owned()),
        1 => Just("1.".to_owned()),
        1 => Just("---".to_owned()),
    ]
}

fn inline() -> impl Strategy<Value = String> {
    let text = word().prop_map(|word| word.replace('&', "&amp;").replace('<', "&lt;"));
    text.prop_recursive(3, 12, 4, |inner| {
        (
            prop::sample::select(vec![
                "b",
                "em",
                "a href=/x(y)_z_",
                "span lang=en",
                "cite",
                "small",
            ]),
            prop::collection::vec((inner, prop::bool::ANY), 1..4),
        )
            .prop_map(|(tag, inside)| {
                let inside: String =
                    inside.into_iter().map(|(a, space)| if space { a + " " } else { a }).collect();
                format!("<{tag}>{inside}</{}>", tag.split(' ').next().expect("a name"))
            })
    })
}

fn blocks() -> impl Strategy<Value = String> {
    let line = prop::collection::vec((inline(), prop::bool::ANY), 1..5).prop_map(|all| {
        all.into_iter().map(|(a, space)| if space { a + "\n" } else { a }).collect::<String>()
    });
    let line = line.boxed();
    let block = (prop::sample::select(vec!["p", "h2", "h3", "div", "figcaption"]), line.clone())
        .prop_map(|(tag, inside)| format!("<{tag}>{inside}</{tag}>"));
    let row = prop::collection::vec(
        (prop::sample::select(vec!["td", "th", "td colspan=2", "td rowspan=2"]), line.clone()),
        1..4,
    )
    .prop_map(|cells| {
        let cells: String = cells
            .into_iter()
            .map(|(tag, inside)| {
                format!("<{tag}>{inside}</{}>", tag.split(' ').next().expect("a name"))
            })
            .collect();
        format!("<tr>{cells}</tr>")
    });
    let table = (line.clone(), prop::collection::vec(row, 1..4)).prop_map(|(caption, rows)| {
        format!("<table><caption>{caption}</caption>{}</table>", rows.concat())
    });
    let block = prop_oneof![4 => block, 1 => line, 1 => table];
    block.prop_recursive(3, 24, 4, |inner| {
        (
            prop::sample::select(vec![
                ("ul", "li"),
                ("ol", "li"),
                ("ol start=7", "li"),
                ("ol data-utan-nummer", "li"),
                ("blockquote", "div"),
                ("section", "div"),
                ("dl", "dd"),
                ("dl", "dt"),
                ("a href=/z", "span"),
            ]),
            prop::collection::vec(inner, 1..4),
        )
            .prop_map(|((outer, item), inside)| {
                let inside: String =
                    inside.into_iter().map(|a| format!("<{item}>{a}</{item}>")).collect();
                format!("<{outer}>{inside}</{}>", outer.split(' ').next().expect("a name"))
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever a page is made of, both forms say the same words in the same order.
    #[test]
    fn no_word_is_lost(all in prop::collection::vec(blocks(), 1..5)) {
        let html = format!("<html lang=sv><main data-rapport><h1>Rapport</h1>{}</main>", all.concat());
        let paper = Paper::read(&html, BASE);
        let said = said(&paper);
        let text = markdown(&paper);
        prop_assert_eq!(&read_back(&text), &said, "{}\n{}", html, text);
        let part = parts(docx(&paper).expect("a document"));
        let main = part("word/document.xml");
        let main = match main.split_once("<w:sdt>") {
            Some((before, rest)) => format!("{before}{}", rest.split_once("</w:sdt>").expect("its end").1),
            None => main,
        };
        prop_assert_eq!(&read_word(&main), &said, "{}", html);
        // Letters are all there, also by another reading of the page.
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let page = scraper::Html::parse_document(&html);
        let body: String = page.root_element().text().collect();
        let mut ours: Vec<char> = letters(&said.concat()).chars().collect();
        let mut theirs: Vec<char> = letters(&body).chars().collect();
        ours.sort_unstable();
        theirs.sort_unstable();
        prop_assert_eq!(ours, theirs, "{}", html);
    }

    /// Nothing that a theme could write is too much.
    #[test]
    fn anything_is_read(html in "(<(/?(p|div|table|tr|td|th|ul|li|dl|dt|dd|h1|svg|nav|pre|br|a href=:|col|math|option|caption|b)( data-rapport| lang=x| id=a| colspan=9)?|!--|)>?|[ a&;\\PC\u{0}-\u{1f}]){0,60}") {
        let paper = Paper::read(&html, BASE);
        let _ = markdown(&paper);
        let part = parts(docx(&paper).expect("a document"));
        let main = part("word/document.xml");
        let mut reader = quick_xml::Reader::from_str(&main);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => prop_assert!(false, "{error}: {main}"),
            }
        }
    }
}
