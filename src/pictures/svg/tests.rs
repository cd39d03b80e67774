//! What is taken out of drawings, and what stays.

use super::{BadDrawing, Cleaned, Taken, clean};

const NS: &str =
    "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

fn cleaned(drawing: &str) -> Cleaned {
    clean(drawing.as_bytes()).unwrap()
}

fn taken(inside: &str) -> Vec<Taken> {
    let cleaned = cleaned(&format!("<svg {NS} viewBox=\"0 0 20 10\">{inside}</svg>"));
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
        "<style>&#64;import 'https://annan.se/a.css';</style>",
        "<style>&#x40;imp<![CDATA[ort]]> 'https://annan.se/a.css';</style>",
        "<style>@im&#112;ort 'https://annan.se/a.css';</style>",
        "<style>a{fill:url&#40;https://annan.se/a)}</style>",
        "<style>@x '/*'; @import 'https://annan.se/a.css'; @x '*/';</style>",
        "<style>a{b:'/*';fill:url(https://annan.se/a);c:'*/'}</style>",
        "<ns:script xmlns:ns='http://www.w3.org/2000/svg'>alert(1)</ns:script>",
        "<image xmlns:n='http://www.w3.org/1999/xlink' n:href='https://annan.se/spana.png'/>",
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
        "<style>.a>.b{fill:url('#g')}</style>",
        "<use xlink:href='#a' x='1'/>",
        "<text xml:space='preserve' font-size='4'>Nära &amp; vård &#229;</text>",
        "<image href='data:image/png;base64,iVBORw0KGgo='/>",
        "<title>Karta</title><desc>Tre delar</desc>",
    ] {
        assert_eq!(taken(good), [], "{good}");
    }
    let kept = cleaned(&format!("<svg {NS}><text>Å &amp; &#228;</text></svg>")).svg;
    assert!(kept.contains("<text>Å &amp; &#228;</text>"), "{kept}");
}

#[test]
fn what_an_editor_keeps_for_itself_goes_in_silence() {
    let drawing = "<?xml version='1.0'?><!-- Ritad av Anna --><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\
        <svg xmlns='http://www.w3.org/2000/svg' xmlns:inkscape='i' xmlns:rdf='r' inkscape:version='1' width='20mm' height='10mm'>\
        <metadata><rdf:RDF><creator>Anna</creator></rdf:RDF></metadata><inkscape:grid/><rect inkscape:label='Annas' width='1'/></svg>";
    let cleaned = cleaned(drawing);
    assert!(cleaned.taken.is_empty(), "{:?}", cleaned.taken);
    assert!(!cleaned.svg.contains("Anna") && !cleaned.svg.contains("DTD"), "{}", cleaned.svg);
    assert_eq!(cleaned.sides, Some((76, 38)));
}

#[test]
fn a_drawing_says_how_large_it_is() {
    let sides = |attributes: &str| cleaned(&format!("<svg {NS} {attributes}/>")).sides;
    assert_eq!(sides("width='300' height='150px'"), Some((300, 150)));
    assert_eq!(sides("viewBox='0 0 40 20'"), Some((40, 20)));
    assert_eq!(sides("width='100%' height='100%' viewBox='0,0,40,20'"), Some((40, 20)));
    assert_eq!(sides("width='80' viewBox='0 0 40 20'"), Some((80, 40)));
    assert_eq!(sides("width='0' height='nan'"), None);
    assert_eq!(sides("width='1e999' height='1'"), None);
}

#[test]
fn the_signs_of_a_style_stay_where_they_stand() {
    let style = "<style>.a&gt;.b{fill:red}.c<![CDATA[>]]>.d{fill:&#98;lue}</style>";
    let kept = cleaned(&format!("<svg {NS}>{style}</svg>")).svg;
    assert!(kept.contains("<style>.a&gt;.b{fill:red}.c&gt;.d{fill:blue}</style>"), "{kept}");
}

#[test]
fn names_may_stand_before_a_colon() {
    let drawing = "<ns0:svg xmlns:ns0='http://www.w3.org/2000/svg' xmlns:l='http://www.w3.org/1999/xlink' width='4' height='2'><ns0:path id='a' d='M0 0h1'/><ns0:use l:href='#a'/></ns0:svg>";
    let cleaned = cleaned(drawing);
    assert_eq!((cleaned.sides, cleaned.taken.len()), (Some((4, 2)), 0));
    let inside = "<path id=\"a\" d=\"M0 0h1\"/><use xlink:href=\"#a\"/></svg>";
    assert!(cleaned.svg.ends_with(inside), "{}", cleaned.svg);
}

#[test]
fn entities_of_its_own_are_nothing() {
    let entities = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&b;</text></svg>";
    let cleaned = cleaned(entities);
    assert_eq!(cleaned.taken.len(), 2, "{:?}", cleaned.taken);
    assert!(cleaned.svg.len() < 200, "{}", cleaned.svg);
}

/// Forty shapes, each of which shows the one before it twice, in the words of `show`.
fn doubled(show: impl Fn(usize) -> String) -> String {
    let mut drawing = format!("<svg {NS}><g id='a0'><rect/></g>");
    for at in 1..40 {
        drawing += &show(at);
    }
    drawing + "</svg>"
}

#[test]
fn what_shows_itself_again_and_again_is_counted_however_it_says_so() {
    let by_use = |at: usize| {
        let before = format!("<use href='#a{}'/>", at - 1);
        format!("<g id='a{at}'>{before}{before}</g>")
    };
    let by = |element: &'static str, attribute: &'static str| {
        move |at: usize| {
            let shape = format!("<rect {attribute}/>").replace("BEFORE", &format!("a{}", at - 1));
            format!("<{element} id='a{at}'>{shape}{shape}</{element}>")
        }
    };
    let by_sheet = |at: usize| {
        let before = at - 1;
        format!(
            "<style>.c{at},x{{mask:url( '#a{before}' )}}</style><mask id='a{at}'><rect class='b c{at}'/><rect class='c{at}'/></mask>"
        )
    };
    for (how, drawing) in [
        ("use", doubled(by_use)),
        ("written by numbers", doubled(by_use).replace("href='#a", "href='#%61")),
        ("mask", doubled(by("mask", "mask='url(#BEFORE)'"))),
        ("pattern", doubled(by("pattern", "fill='url(#BEFORE)'"))),
        ("stroke", doubled(by("pattern", "stroke='URL(&quot;#BEFORE&quot;) red'"))),
        ("clip", doubled(by("clipPath", "style='x:y;clip-path:url(#BEFORE)'"))),
        ("marker", doubled(by("marker", "marker-mid='url(#BEFORE)'"))),
        ("filter", doubled(by("filter", "filter='url(#%61BEFORE)'")).replace("%61a", "%61")),
        ("feImage", doubled(by("filter", "filter='none' xlink:href='#BEFORE'"))),
        ("style sheet", doubled(by_sheet)),
        (
            "ring",
            format!("<svg {NS}><g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g></svg>"),
        ),
        ("ring of masks", format!("<svg {NS}><mask id='a'><g mask='url(#a)'/></mask></svg>")),
    ] {
        assert_eq!(clean(drawing.as_bytes()).err(), Some(BadDrawing::Endless), "{how}: {drawing}");
    }
    // Two thousand corners, each with something of two thousand corners.
    let corners = "1 1 ".repeat(1000);
    let lines = format!(
        "<svg {NS}><marker id='b'><path/></marker><marker id='a'><polyline points='{corners}' marker-end='url(#b)'/></marker><polyline points='{corners}' style='marker:url(#a)'/></svg>"
    );
    assert_eq!(clean(lines.as_bytes()).err(), Some(BadDrawing::Endless));
}

#[test]
fn a_drawing_of_many_shapes_that_share_one_is_no_bomb() {
    let dots = "<use xlink:href='#prick' class='a b'/>".repeat(20_000);
    let drawing = format!(
        "<svg {NS}><style>.a{{fill:url(#färg)}} .b{{filter:url(#skugga)}} *{{stroke:url(#färg)}}</style>\
         <linearGradient id='f'><stop/></linearGradient><linearGradient id='färg' xlink:href='#f'><stop/><stop/></linearGradient>\
         <filter id='skugga'><feGaussianBlur/></filter><circle id='prick'/>{dots}</svg>"
    );
    assert!(clean(drawing.as_bytes()).is_ok());
    // As long as its text, and no longer.
    let rules: Vec<String> = (0..20_000).map(|at| format!(".c{at}{{fill:url(#p)}}")).collect();
    let rules = rules.concat();
    let shapes = "<path class='c1 c2 c3'/>".repeat(20_000);
    let drawing = format!("<svg {NS}><style>{rules}</style><pattern id='p'/>{shapes}</svg>");
    let begun = std::time::Instant::now();
    assert!(clean(drawing.as_bytes()).is_ok());
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}

#[test]
fn what_is_no_drawing_says_why() {
    let deep = format!("<svg {NS}>{}", "<g>".repeat(100_000));
    let many = format!("<svg {NS}>{}</svg>", "<g/>".repeat(200_000));
    for (bad, why) in [
        (deep.as_str(), BadDrawing::TooMany),
        (&many, BadDrawing::TooMany),
        ("", BadDrawing::NoDrawing),
        ("bild", BadDrawing::NoDrawing),
        ("<html/>", BadDrawing::NoDrawing),
        ("<svg", BadDrawing::Cut),
        ("<svg><g>\n</svg>", BadDrawing::Broken(2)),
        ("<svg xmlns='http://www.w3.org/2000/svg'>", BadDrawing::Cut),
    ] {
        assert_eq!(clean(bad.as_bytes()).err(), Some(why), "{bad:.80}");
    }
    assert_eq!(clean(&[0xff, 0xfe, 0x3c, 0]).err(), Some(BadDrawing::NotUtf8));
}
