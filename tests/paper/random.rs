//! Pages at random: no form loses a word of them, and nothing is too much.

use delwebb::paper::{Paper, docx, markdown};
use proptest::prelude::*;

use crate::words::{BASE, marked, parts, read_back, read_word, said};

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
                "sup",
                "sub",
                "del",
                "s",
                "q",
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
        let cells = cells.into_iter().map(|(tag, inside)| {
            format!("<{tag}>{inside}</{}>", tag.split(' ').next().expect("a name"))
        });
        format!("<tr>{}</tr>", cells.collect::<Vec<_>>().concat())
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
                let inside = inside.into_iter().map(|a| format!("<{item}>{a}</{item}>"));
                let inside = inside.collect::<Vec<_>>().concat();
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
        prop_assert_eq!(main.matches("<w:numPr>").count(), marked(&paper.blocks), "{}", html);
        // Letters are all there, also by another reading of the page.
        // The marks of a quotation are not written in the page.
        let is_letter = |c: &char| !c.is_whitespace() && !matches!(c, '”' | '“');
        let letters = |text: &str| text.chars().filter(is_letter).collect::<String>();
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
