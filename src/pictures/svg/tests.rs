//! What is taken out of drawings, and what stays.

use super::{Taken, clean};

const NS: &str =
    "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

fn taken(inside: &str) -> Vec<Taken> {
    let cleaned = clean(format!("<svg {NS} viewBox=\"0 0 20 10\">{inside}</svg>").as_bytes());
    for bad in ["alert", "annan.se", "javascript", "onload", "passwd"] {
        assert!(!cleaned.svg.to_lowercase().contains(bad), "{inside}: {}", cleaned.svg);
    }
    cleaned.taken.into_iter().collect()
}

#[test]
fn what_does_something_is_taken_out_and_told_of() {
    for bad in [
        "<script>alert(1)</script>",
        "<svg:script>alert(1)</svg:script>",
        "<script href='https://annan.se/a.js'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></body></foreignObject>",
        "<rect onload='alert(1)' width='1'/>",
        "<rect ONLOAD='alert(1)' width='1'/>",
        "<a xlink:href='javascript:alert(1)'><rect/></a>",
        "<use href='https://annan.se/a.svg#x'/>",
        "<use xlink:href='//annan.se/a.svg#x'/>",
        "<image href='https://annan.se/spana.png'/>",
        "<image href='data:image/svg+xml;base64,YWxlcnQ='/>",
        "<image href='file:///etc/passwd'/>",
        "<image href='java&#10;script:alert(1)'/>",
        "<rect fill='url(https://annan.se/a)'/>",
        "<rect style='background:url( &quot;https://annan.se/a&quot;)'/>",
        "<style>@import 'https://annan.se/a.css';</style>",
        "<style>a{fill:u\\72l(https://annan.se/a)}</style>",
        "<style><![CDATA[@font-face{src:url(https://annan.se/a)}]]></style>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<iframe src='https://annan.se/'/>",
        "<?xml-stylesheet href='https://annan.se/a.xsl'?>",
        "<text>&passwd;</text>",
    ] {
        assert!(!taken(bad).is_empty(), "{bad}");
    }
}

#[test]
fn what_only_shows_something_stays() {
    for good in [
        "<g id='a' class='b' transform='scale(2)'><path d='M0 0h1z' fill='#fff'/></g>",
        "<defs><linearGradient id='g'><stop offset='0' stop-color='red'/></linearGradient></defs><rect fill='url(#g)' width='1' height='1'/>",
        "<style>.a { fill: red } /* från Illustrator */</style>",
        "<style>.a{fill:url(#g)}</style>",
        "<use xlink:href='#a' x='1'/>",
        "<text xml:space='preserve' font-size='4'>Nära &amp; vård &#229;</text>",
        "<image href='data:image/png;base64,iVBORw0KGgo='/>",
        "<title>Karta</title><desc>Tre delar</desc>",
    ] {
        assert_eq!(taken(good), [], "{good}");
    }
    let kept = clean(format!("<svg {NS}><text>Å &amp; &#228;</text></svg>").as_bytes()).svg;
    assert!(kept.contains("<text>Å &amp; &#228;</text>"), "{kept}");
}

#[test]
fn what_an_editor_keeps_for_itself_goes_in_silence() {
    let drawing = "<?xml version='1.0'?><!-- Ritad av Anna --><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\
        <svg xmlns='http://www.w3.org/2000/svg' xmlns:inkscape='i' xmlns:rdf='r' inkscape:version='1' width='20mm' height='10mm'>\
        <metadata><rdf:RDF><creator>Anna</creator></rdf:RDF></metadata><inkscape:grid/><rect inkscape:label='Annas' width='1'/></svg>";
    let cleaned = clean(drawing.as_bytes());
    assert!(cleaned.taken.is_empty(), "{:?}", cleaned.taken);
    assert!(!cleaned.svg.contains("Anna") && !cleaned.svg.contains("DTD"), "{}", cleaned.svg);
    assert_eq!(cleaned.sides, Some((76, 38)));
}

#[test]
fn a_drawing_says_how_large_it_is() {
    let sides = |attributes: &str| clean(format!("<svg {NS} {attributes}/>").as_bytes()).sides;
    assert_eq!(sides("width='300' height='150px'"), Some((300, 150)));
    assert_eq!(sides("viewBox='0 0 40 20'"), Some((40, 20)));
    assert_eq!(sides("width='100%' height='100%' viewBox='0,0,40,20'"), Some((40, 20)));
    assert_eq!(sides("width='80' viewBox='0 0 40 20'"), Some((80, 40)));
    assert_eq!(sides("width='0' height='nan'"), None);
    assert_eq!(sides("width='1e999' height='1'"), None);
}

#[test]
fn what_is_no_drawing_or_never_ends_is_empty() {
    let entities = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&b;</text></svg>";
    let cleaned = clean(entities.as_bytes());
    assert_eq!(cleaned.taken.len(), 2, "{:?}", cleaned.taken);
    assert!(cleaned.svg.len() < 200, "{}", cleaned.svg);
    let mut bomb = format!("<svg {NS}><g id='a0'><rect/></g>");
    for at in 1..40 {
        let before = format!("<use href='#a{}'/>", at - 1);
        bomb += &format!("<g id='a{at}'>{before}{before}</g>");
    }
    bomb += "</svg>";
    let ring =
        format!("<svg {NS}><g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g></svg>");
    let deep = format!("<svg {NS}>{}", "<g>".repeat(100_000));
    let many = format!("<svg {NS}>{}</svg>", "<g/>".repeat(200_000));
    for bad in [
        bomb.as_str(),
        &ring,
        &deep,
        &many,
        "",
        "bild",
        "<html/>",
        "<svg",
        "<svg><g></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'>",
    ] {
        let cleaned = clean(bad.as_bytes());
        let all = |taken: &Taken| matches!(taken, Taken::Everything(_));
        assert!(cleaned.taken.iter().any(all), "{:.80}: {:?}", bad, cleaned.taken);
        assert!(cleaned.svg.len() < 100);
    }
    assert!(
        clean(&[0xff, 0xfe, 0x3c, 0])
            .taken
            .iter()
            .any(|taken| matches!(taken, Taken::Everything(_)))
    );
}
