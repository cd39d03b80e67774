//! How pages show their pictures, and what is told when a picture cannot be shown.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "support/pictures.rs"]
mod pictures;
mod support;

use std::process::Command;

use image::ImageFormat;
use pictures::{PAGE, bomb, build, encoded, flag, photograph, signed_tiff, site};
use support::{delwebb, err, out};

#[test]
fn captions_and_makers_come_from_the_page_then_from_the_register() {
    let site = site("captions");
    for name in ["a.png", "b.png", "c.png", "d.png"] {
        site.write(&format!("content/om/{name}"), encoded(&flag(60, 40), ImageFormat::Png));
    }
    site.write(
        "content/om/index.md",
        "---\ntitel: Om\ningress: Om oss.\nbilder:\n  - {fil: a.png, bildtext: Från sidan, foto: Sidans fotograf}\n---\n\n\
         ![A](a.png)\n\n![B](b.png)\n\n![C](c.png \"Skriven text\")\n\n![D](d.png)\n\nI texten ![B](b.png) här.\n\n\
         :::figur {bild=b.png alt=\"B igen\"}\n:::\n",
    );
    site.write(
        "content/register/bilder.yaml",
        "- {fil: om/a.png, rättighet: egen bild, personer: nej, upphov: Registrets fotograf, bildtext: Från registret}\n\
         - {fil: om/b.png, rättighet: hemligt avtal, personer: ja, grund: samtycke, samtycke_till: 2027-01-01, upphov: Registrets fotograf, bildtext: Från registret & mer, motiv: hemligt motiv}\n\
         - {fil: om/c.png, rättighet: egen bild, personer: nej}\n\
         - {fil: om/d.png, rättighet: egen bild, personer: nej}\n",
    );
    let files = build(&site);
    let page = String::from_utf8(files["om/index.html"].clone()).expect("UTF-8");
    let figures: Vec<&str> = page
        .split("<figure")
        .skip(1)
        .map(|part| part.split("</figure>").next().unwrap_or(""))
        .collect();
    assert_eq!(figures.len(), 4, "{page}");
    assert!(
        figures[0].contains("<figcaption>Från sidan <small>Bild: Sidans fotograf</small>"),
        "{}",
        figures[0]
    );
    assert!(
        figures[1].contains(
            "<figcaption>Från registret &amp; mer <small>Bild: Registrets fotograf</small>"
        ),
        "{}",
        figures[1]
    );
    assert!(
        figures[2].contains("<figcaption>Skriven text</figcaption>")
            && !figures[2].contains("title="),
        "{}",
        figures[2]
    );
    assert!(
        figures[3].contains("Från registret") && figures[3].contains("Registrets fotograf"),
        "{}",
        figures[3]
    );
    let whole: Vec<u8> = files.values().flatten().copied().collect();
    for word in ["hemligt", "samtycke_till"] {
        assert!(!whole.windows(word.len()).any(|part| part == word.as_bytes()), "{word}");
    }
}

#[test]
fn a_drawing_does_nothing_and_has_its_sides() {
    let site = site("drawing");
    site.write(
        "content/om/karta.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20' onload='alert(1)'><script>alert(2)</script><path d='M0 0h40'/></svg>",
    );
    site.write("content/om/index.md", format!("{PAGE}![Karta](karta.svg)\n"));
    let checked = delwebb(&site.0, &["check", "--now", "2026-01-24"]);
    let said = out(&checked) + &err(&checked);
    assert!(
        said.contains("F012") && said.contains("<script>") && said.contains("onload"),
        "{said}"
    );
    let files = build(&site);
    let drawing = String::from_utf8(files["om/karta.svg"].clone()).expect("UTF-8");
    assert!(drawing.contains("<path d=\"M0 0h40\"/>") && !drawing.contains("alert"), "{drawing}");
    let page = String::from_utf8(files["om/index.html"].clone()).expect("UTF-8");
    assert!(
        page.contains("<img src=\"/vard/om/karta.svg\" width=\"40\" height=\"20\" alt=\"Karta\""),
        "{page}"
    );
}

#[test]
fn what_cannot_be_shown_is_told_of_within_the_memory_there_is() {
    let photo = photograph(600, 400, 1);
    let png = encoded(&flag(600, 400), ImageFormat::Png);
    let webp = encoded(&flag(600, 400), ImageFormat::WebP);
    // A frame that says that it is larger than any.
    let mut lying = photo.clone();
    let frame = lying
        .windows(4)
        .position(|part| part[0] == 0xff && matches!(part[1], 0xc0 | 0xc2) && part[2] == 0)
        .expect("a frame");
    lying[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    let mut empty = photo.clone();
    empty[frame + 5..frame + 9].copy_from_slice(&[0; 4]);
    let mut garbled = png.clone();
    let middle = garbled.len() / 2;
    garbled[middle..middle + 40].fill(0x55);
    let cases: [(&str, Vec<u8>, &str); 12] = [
        ("bomb.png", bomb(30_000, 30_000), "900 miljoner"),
        ("femtio.png", bomb(8_660, 5_774), "51 miljoner"),
        ("lång.png", bomb(20_000, 10), "Ingen sida får vara längre än 16383"),
        ("ljuger.png", bomb(6_000, 6_000), "är skadad"),
        ("ljuger.jpg", lying, "4295 miljoner"),
        ("tom.jpg", empty, "noll bildpunkter"),
        ("av.jpg", photo[..photo.len() / 2].to_vec(), "slutar mitt i bilden"),
        ("av.png", png[..png.len() / 2].to_vec(), "slutar mitt i bilden"),
        ("av.webp", webp[..webp.len() / 2].to_vec(), "slutar mitt i bilden"),
        ("trasig.png", garbled, "är skadad"),
        ("telefon.jpg", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "är HEIC"),
        ("ord.jpg", b"bild".to_vec(), "varken JPEG, PNG eller WebP"),
    ];
    let site = site("bad");
    let mut body = PAGE.to_owned();
    for (name, bytes, _) in &cases {
        site.write(&format!("content/om/{name}"), bytes);
        body.push_str(&format!("![Något]({name})\n\n"));
    }
    site.write("content/om/index.md", body);
    // 700 MB of addresses, of which the program and its threads take a good part.
    let command = format!(
        "ulimit -v 700000; exec '{}' check --now 2026-01-24 --format oneline",
        env!("CARGO_BIN_EXE_delwebb")
    );
    let build = Command::new("sh")
        .args(["-c", &command])
        .env("RAYON_NUM_THREADS", "2")
        .current_dir(&site.0)
        .output()
        .expect("sh");
    let said = out(&build) + &err(&build);
    assert_eq!(build.status.code(), Some(1), "{said}");
    let build = delwebb(&site.0, &["build", "--now", "2026-01-24"]);
    assert_eq!(build.status.code(), Some(1), "{}", err(&build));
    assert!(!site.join("public").exists());
    for (name, _, words) in &cases {
        let told = said
            .lines()
            .any(|line| line.contains(name) && line.contains("F011") && line.contains(words));
        assert!(told, "{name}: {words}\n{said}");
    }
    // What a decoder says is English, and nobody's help.
    for word in ["decoder", "Avkodaren", "error", "CRC", "Format", "Broken", "FilePath"] {
        assert!(!said.contains(word), "{word}: {said}");
    }
}

#[test]
fn a_drawing_that_cannot_be_shown_stops_the_build_and_says_why() {
    let site = site("bad-drawing");
    let long = format!("<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>", " ".repeat(4 << 20));
    let ring =
        "<svg xmlns='http://www.w3.org/2000/svg'><mask id='a'><g mask='url(#%61)'/></mask></svg>";
    let cases = [
        ("lång.svg", long.as_bytes(), "är på 5 MB. Högst 4 MB"),
        ("ring.svg", ring.as_bytes(), "visar varandra"),
        ("av.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "slutar mitt i teckningen"),
        ("rad.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>\n<g>\n</svg>", "till rad 3"),
        ("sida.svg", b"<html></html>", "är ingen SVG"),
        ("latin.svg", b"<svg>\xe5</svg>", "UTF-8"),
    ];
    let mut body = PAGE.to_owned();
    for (name, bytes, _) in &cases {
        site.write(&format!("content/om/{name}"), bytes);
        body.push_str(&format!("![Något]({name})\n\n"));
    }
    site.write("content/om/index.md", body);
    let build = delwebb(&site.0, &["build", "--now", "2026-01-24"]);
    assert_eq!(build.status.code(), Some(1), "{}", err(&build));
    assert!(!site.join("public").exists());
    let checked = delwebb(&site.0, &["check", "--now", "2026-01-24", "--format", "oneline"]);
    let said = out(&checked) + &err(&checked);
    for (name, _, words) in &cases {
        let told = said
            .lines()
            .any(|line| line.contains(name) && line.contains("F011") && line.contains(words));
        assert!(told, "{name}: {words}\n{said}");
    }
}

#[test]
fn a_picture_that_is_a_document_is_there_as_it_is() {
    let site = site("document");
    site.write("content/om/affisch.png", encoded(&flag(600, 400), ImageFormat::Png));
    site.write("content/om/index.md", format!("{PAGE}![Affischen](affisch.png)\n"));
    site.write(
        "content/register/dokument.yaml",
        "- {id: affisch, titel: Affischen, typ: rapport, fil: om/affisch.png}\n",
    );
    let files = build(&site);
    let page = String::from_utf8(files["dokument/affisch/index.html"].clone()).expect("UTF-8");
    assert!(page.contains("href=\"/vard/om/affisch.png\""), "{page}");
    assert!(files.contains_key("om/affisch.png"), "{:?}", files.keys());
}

#[test]
fn every_picture_has_its_sides_and_waits_below_the_fold() {
    let site = site("sides");
    let gif = b"GIF89a\x1e\0\x14\0\0\0\0;".to_vec();
    site.write("content/om/ros.gif", &gif);
    site.write("content/static/ros.gif", &gif);
    // Lying on its side.
    site.write("content/static/foto.jpg", photograph(90, 60, 6));
    site.write("content/static/bild.png", encoded(&flag(60, 40), ImageFormat::Png));
    site.write("content/static/bild.webp", encoded(&flag(60, 40), ImageFormat::WebP));
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'/>";
    site.write("content/static/karta.svg", svg);
    let names = ["ros.gif", "/ros.gif", "/foto.jpg", "/bild.png", "/bild.webp", "/karta.svg"];
    let body: Vec<String> = names.iter().map(|name| format!("![Rosen]({name})\n\n")).collect();
    site.write("content/om/index.md", format!("{PAGE}{}", body.concat()));
    let files = build(&site);
    let page = String::from_utf8(files["om/index.html"].clone()).expect("UTF-8");
    for (name, sides) in
        names.iter().zip([(30, 20), (30, 20), (60, 90), (60, 40), (60, 40), (40, 20)])
    {
        let src =
            if name.starts_with('/') { format!("/vard{name}") } else { format!("/vard/om/{name}") };
        let (width, height) = sides;
        let first = *name == "ros.gif";
        let when =
            if first { "fetchpriority=\"high\"" } else { "loading=\"lazy\" decoding=\"async\"" };
        let img = format!(
            "<img src=\"{src}\" width=\"{width}\" height=\"{height}\" alt=\"Rosen\" {when}>"
        );
        assert!(page.contains(&img), "{img}\n{page}");
    }
}

#[test]
fn a_page_is_shown_by_its_picture_whatever_page_it_is() {
    for theme in ["strandlinje", "spang"] {
        let site = site("leads");
        site.write(
            "content/site.yaml",
            format!("titel: Exempel\nadress: \"https://exempel.se/vard/\"\ntema: {theme}\n"),
        );
        for folder in ["", "om/", "nyheter/"] {
            site.write(
                &format!("content/{folder}bild.png"),
                encoded(&flag(400, 300), ImageFormat::Png),
            );
            site.write(
                &format!("content/{folder}index.md"),
                "---\ntitel: Sidan\ningress: Om sidan.\nbild: {fil: bild.png, alt: Flaggan, foto: Kommunen, fokus: 40 % 30 %}\n---\n\n![Samma](bild.png)\n",
            );
        }
        let files = build(&site);
        for page in ["index.html", "om/index.html", "nyheter/index.html"] {
            let html = String::from_utf8(files[page].clone()).expect("UTF-8");
            assert_eq!(
                html.matches("alt=\"Flaggan\" fetchpriority=\"high\"").count(),
                1,
                "{theme} {page}: {html}"
            );
            assert_eq!(html.matches("fetchpriority").count(), 1, "{theme} {page}");
        }
    }
}

#[test]
fn a_picture_of_a_draft_waits_with_it() {
    let site = site("draft");
    site.write("content/om/nytt/bild.png", encoded(&flag(60, 40), ImageFormat::Png));
    let page = |lead: &str| {
        site.write(
            "content/om/nytt/index.md",
            format!("---\ntitel: Nytt\nutkast: ja\nbild: {{fil: {lead}, alt: Flaggan}}\n---\n\n![Flaggan]({lead})\n\n:::figur {{bild={lead} alt=\"Flaggan\"}}\nText.\n:::\n"),
        );
        let checked = delwebb(&site.0, &["check", "--now", "2026-01-24", "--format", "oneline"]);
        (checked.status.code(), out(&checked) + &err(&checked))
    };
    let (code, said) = page("bild.png");
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = page("bidl.png");
    assert_eq!(code, Some(1), "{said}");
    assert!(["N005", "L003", "M003"].iter().all(|rule| said.contains(rule)), "{said}");
}

#[test]
fn a_picture_that_is_a_link_has_its_caption() {
    let site = site("linked");
    site.write("content/om/a.png", encoded(&flag(60, 40), ImageFormat::Png));
    site.write(
        "content/om/index.md",
        "---\ntitel: Om\ningress: Om oss.\nbilder:\n  - {fil: a.png, bildtext: Från sidan, foto: Sidans fotograf}\n---\n\n[![Till start](a.png)](/)\n\nText [![Till start](a.png)](/) här.\n",
    );
    let files = build(&site);
    let page = String::from_utf8(files["om/index.html"].clone()).expect("UTF-8");
    assert_eq!(page.matches("<figcaption>").count(), 1, "{page}");
    let figure = page.split("<figure>").nth(1).and_then(|rest| rest.split("</figure>").next());
    let figure = figure.expect("a figure");
    assert!(figure.starts_with("<a href=\"/vard/\"><picture>"), "{figure}");
    assert!(
        figure.ends_with(
            "</picture></a><figcaption>Från sidan <small>Bild: Sidans fotograf</small></figcaption>"
        ),
        "{figure}"
    );
}

#[test]
fn nothing_is_made_under_the_name_of_another_picture() {
    use delwebb::model::{Drafts, LinkOptions};
    use delwebb::pictures::BadPicture;
    use delwebb::pipeline::{Options, load};
    use delwebb::render::{Output, PlanOptions, RenderFault};

    let site = site("exchanged");
    site.write("content/om/a.png", encoded(&flag(60, 40), ImageFormat::Png));
    site.write("content/om/index.md", format!("{PAGE}![A](a.png)\n"));
    let source = delwebb::source::read(&site.0).expect("read");
    let now = "2026-01-24T12:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    let loaded = load(source, &Options { link, theme: None, base_url: None, strict: false });
    let plan = loaded.plan(PlanOptions::default());
    site.write("content/om/a.png", encoded(&flag(40, 60), ImageFormat::Png));
    let sizes = plan.outputs().values().filter(|output| matches!(output, Output::Rendition(_)));
    let mut count = 0;
    for size in sizes {
        let Err(fault) = plan.make(size, &mut Vec::new()) else { panic!("made") };
        assert!(matches!(*fault, RenderFault::Picture(_, BadPicture::Exchanged)), "{fault:?}");
        count += 1;
    }
    assert_eq!(count, 2);
    assert!(!site.join(".delwebb/bilder").exists(), "nothing is kept of it");
}

#[test]
fn what_is_handed_out_with_its_traces_is_told_of() {
    let site = site("traces");
    let mut gif = b"GIF89a\x01\0\x01\0\0\0\0!\xff\x0bXMP DataXMP".to_vec();
    gif.extend_from_slice(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='62,23.5N' exif:GPSLongitude='17,18.5E'/></rdf:RDF></x:xmpmeta>;");
    site.write("content/om/plats.gif", gif);
    site.write("content/om/skannad.tif", signed_tiff());
    site.write(
        "content/om/index.md",
        format!("{PAGE}![Plats](plats.gif)\n\n[Skannad](skannad.tif)\n"),
    );
    let checked = delwebb(&site.0, &["check", "--now", "2026-01-24", "--format", "oneline"]);
    let said = out(&checked) + &err(&checked);
    for name in ["plats.gif", "skannad.tif"] {
        assert!(
            said.lines().any(|line| line.contains("U003") && line.contains(name)),
            "{name}: {said}"
        );
    }
}
