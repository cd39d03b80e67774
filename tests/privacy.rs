//! What the rules of privacy find on a disk: pictures and documents are opened there, whatever
//! their size, and only those that are published; and what a page fetches from others.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use support::{Temp, delwebb, err, out};

/// XMP with the place where a picture was taken and the number of the camera.
const XMP: &str = "<x:xmpmeta><rdf:Description exif:GPSLatitude=\"62,37.2N\" \
    aux:SerialNumber=\"4711\"/></x:xmpmeta>";

/// A JPEG with that in it, and `pixels` bytes of picture.
fn jpeg(pixels: usize) -> Vec<u8> {
    let part = [b"http://ns.adobe.com/xap/1.0/\0", XMP.as_bytes()].concat();
    let len = u16::try_from(part.len() + 2).expect("a short part").to_be_bytes();
    let head = [&[0xff, 0xd8, 0xff, 0xe1][..], &len, &part, &[0xff, 0xda, 0, 2]].concat();
    [head, vec![7; pixels], vec![0xff, 0xd9]].concat()
}

fn site() -> Temp {
    let site = Temp::new("privacy");
    site.write("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/\"\n");
    site.write("content/index.md", "---\ntitel: Start\ningress: Hej.\n---\n\nText.\n");
    site
}

/// What is said of a site, one finding a line.
fn found(site: &Temp) -> String {
    let output = delwebb(&site.0, &["check", "--format", "oneline", "--now", "2026-01-24"]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", err(&output));
    out(&output)
}

#[test]
fn pictures_on_the_disk_are_opened_when_they_are_published() {
    let site = site();
    let page = |more: &str| {
        format!(
            "---\ntitel: Om\ningress: Om oss.\n{more}---\n\n![Torget](/torg.JPG)\n\n[Torget i stort](torg.pdf)\n"
        )
    };
    let pdf = |name: &str| format!("%PDF-1.4\n1 0 obj << /Author ({name}) >> endobj\n");
    site.write("content/om/index.md", page(""));
    site.write("content/om/torg.pdf", pdf(""));
    // What lies beside a page is handed out without what it says of its maker.
    site.write("content/static/torg.JPG", jpeg(3 << 20));
    let said = found(&site);
    let told = |said: &str| said.matches("U003").count();
    assert_eq!(told(&said), 2, "{said}");
    assert!(said.contains("content/static/torg.JPG"), "{said}");
    site.write("content/static/torg.JPG", &jpeg(1 << 20)[XMP.len() + 60..]);
    assert_eq!(told(&found(&site)), 0, "without its first bytes it is no picture");
    site.write("content/om/torg.pdf", pdf("Anna Exempel"));
    assert_eq!(told(&found(&site)), 1, "what a page leads to is looked into");
    site.write("content/om/index.md", page("utkast: ja\n"));
    assert_eq!(told(&found(&site)), 0, "a draft's file stays at home");
}

#[test]
fn a_picture_that_is_cut_anywhere_stops_no_check() {
    let site = site();
    let whole = jpeg(8);
    for cut in (0..whole.len()).step_by(7) {
        site.write("content/static/torg.jpg", &whole[..cut]);
        let said = found(&site);
        assert!(said.matches("U003").count() <= 2, "{cut}: {said}");
    }
}

#[test]
fn what_a_theme_fetches_from_others_is_told_once_with_its_place() {
    let site = site();
    site.write(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\ntema: eget\n",
    );
    for name in ["a", "b", "c"] {
        site.write(&format!("content/om/{name}.md"), format!("---\ntitel: {name}\n---\n"));
    }
    site.write("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n");
    site.write(
        "themes/eget/templates/sida.html",
        "{% extends \"bas.html\" %}\n{% block innehall %}<h1>{{ page.title }}</h1>\n\
         <iframe title=\"Karta\" src=\"https://kartor.annan.se/\"></iframe>{% endblock innehall %}\n",
    );
    let said = found(&site);
    let told: Vec<&str> = said.lines().filter(|line| line.contains("U004")).collect();
    assert_eq!(told.len(), 1, "{said}");
    assert!(told[0].contains("themes/eget/templates/sida.html:3:"), "{told:?}");
}
