//! The author's pictures: from a file beside a page to what a browser gets, and what is told when
//! a file cannot be shown.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::process::Command;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use support::{Temp, delwebb, err, out, tree};

const PAGE: &str = "---\ntitel: Lokalen\ningress: Om lokalen.\n---\n\n";

fn site(name: &str) -> Temp {
    let site = Temp::new(name);
    site.write("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/vard/\"\n");
    site.write("content/index.md", "---\ntitel: Start\n---\n\nText.\n");
    site
}

fn build(site: &Temp) -> BTreeMap<String, Vec<u8>> {
    let build = delwebb(&site.0, &["build", "--now", "2026-01-24"]);
    assert!(build.status.success(), "{}{}", out(&build), err(&build));
    tree(&site.join("public")).into_iter().collect()
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encode");
    bytes.into_inner()
}

/// Red to the left, blue to the right, white at the bottom.
fn flag(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        if y > height * 3 / 4 {
            Rgb([250, 250, 250])
        } else if x < width / 2 {
            Rgb([200, 20, 30])
        } else {
            Rgb([20, 40, 190])
        }
    })
    .into()
}

/// A JPEG that says how the camera was held, where, and by whom.
fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend_from_slice(&[0x01, 0x3b, 0, 2, 0, 0, 0, 14, 0, 0, 0, 38]);
    exif.extend_from_slice(&[0, 0, 0, 0]);
    exif.extend_from_slice(b"Anna Fotograf\0");
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='62,23N'/>";
    let iptc = b"Photoshop 3.0\0 Anna Fotograf";
    let plain = encoded(&flag(width, height), ImageFormat::Jpeg);
    let mut bytes = plain[..2].to_vec();
    for (marker, part) in [(0xe1, &exif[..]), (0xe1, xmp), (0xed, iptc), (0xfe, b"Anna Fotograf")] {
        bytes.extend_from_slice(&[0xff, marker]);
        bytes.extend_from_slice(&u16::try_from(part.len() + 2).expect("short").to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes.extend_from_slice(&plain[2..]);
    // What some cameras write after the end.
    bytes.extend_from_slice(b"Anna Fotograf");
    bytes
}

fn says_nothing(name: &str, bytes: &[u8]) {
    for word in ["Anna", "GPS", "Photoshop", "adobe.com/xap"] {
        let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
        assert!(!found, "{name} says {word}");
    }
}

fn near(picture: &DynamicImage, (x, y): (f32, f32), colour: [u8; 3], most: u8) {
    let rgb = picture.to_rgb8();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let at = ((rgb.width() as f32 * x) as u32, (rgb.height() as f32 * y) as u32);
    let found = rgb.get_pixel(at.0, at.1).0;
    let is_near = found.iter().zip(colour).all(|(a, b)| a.abs_diff(b) <= most);
    assert!(is_near, "{at:?}: {found:?}, not {colour:?}");
}

/// The sizes of a picture on the finished site, by name.
fn sizes<'a>(
    files: &'a BTreeMap<String, Vec<u8>>,
    stem: &str,
) -> BTreeMap<&'a str, (DynamicImage, &'a [u8])> {
    let start = format!("assets/bilder/{stem}");
    let found = files.iter().filter(|(name, _)| name.starts_with(&start));
    found
        .map(|(name, bytes)| {
            let picture = image::load_from_memory(bytes).expect("a picture");
            (name.as_str(), (picture, bytes.as_slice()))
        })
        .collect()
}

#[test]
fn a_photograph_comes_in_the_themes_widths_upright_and_without_traces() {
    for theme in ["strandlinje", "spang"] {
        let site = site("photograph");
        site.write(
            "content/site.yaml",
            format!("titel: Exempel\nadress: \"https://exempel.se/vard/\"\ntema: {theme}\n"),
        );
        // Lying on its side: what is red to the left is red at the top.
        site.write("content/om/Entrén.JPG", photograph(2000, 1000, 6));
        site.write(
            "content/om/index.md",
            format!(
                "{PAGE}![Entrén från gatan](Entrén.JPG)\n\nText. ![prydnad](Entrén.JPG) mer.\n"
            ),
        );
        let files = build(&site);
        assert!(!files.contains_key("om/Entrén.JPG"), "nobody gets it as it is");
        let all = sizes(&files, "entren-");
        let names: Vec<&str> = all.keys().copied().collect();
        assert_eq!(names.len(), 6, "{names:?}");
        for (name, (picture, bytes)) in &all {
            let width: u32 = name.split(['-', '.']).nth(1).expect("width").parse().expect("width");
            assert!([480, 800, 1000].contains(&width), "{name}");
            assert_eq!((picture.width(), picture.height()), (width, width * 2), "{name}");
            near(picture, (0.5, 0.2), [200, 20, 30], 14);
            near(picture, (0.6, 0.8), [20, 40, 190], 14);
            near(picture, (0.1, 0.5), [250, 250, 250], 8);
            says_nothing(name, bytes);
            assert!(!bytes.windows(4).any(|part| part == b"Exif"), "{name}");
        }
        let page = String::from_utf8(files["om/index.html"].clone()).expect("UTF-8");
        let picture = page.split("<picture>").nth(1).expect("a picture");
        let picture = picture.split("</picture>").next().expect("its end");
        assert!(
            picture
                .contains("<source type=\"image/webp\" srcset=\"/vard/assets/bilder/entren-480.")
        );
        assert!(picture.contains(" 1000w\" sizes=\"(min-width"), "{picture}");
        assert!(
            picture.contains(
                " width=\"1000\" height=\"2000\" alt=\"Entrén från gatan\" fetchpriority=\"high\">"
            ),
            "{picture}"
        );
        let second = page.split("<picture>").nth(2).expect("the second");
        assert!(second.contains("alt=\"\" loading=\"lazy\" decoding=\"async\">"), "{second:.900}");
        // Every address leads to a file.
        for address in page.split(['"', ' ', ',']).filter(|part| part.contains("/assets/bilder/")) {
            let path = address.strip_prefix("/vard/").expect("the base");
            assert!(files.contains_key(path), "{path}");
        }
    }
}

#[test]
fn nothing_is_read_again_that_is_kept_and_what_is_broken_is_made_anew() {
    use delwebb::model::{Drafts, LinkOptions};
    use delwebb::pipeline::{Options, load};
    use delwebb::render::{Output, PlanOptions};

    let site = site("kept");
    site.write("content/om/a.jpg", photograph(1000, 700, 1));
    site.write("content/om/b.png", encoded(&flag(300, 200), ImageFormat::Png));
    site.write("content/om/index.md", format!("{PAGE}![A](a.jpg)\n\n![B](b.png)\n"));
    // Reads the site, makes everything, and counts the pictures that were read for it.
    let made = || {
        let source = delwebb::source::read(&site.0).expect("read");
        let now = "2026-01-24T12:00:00Z".parse().expect("a time");
        let link = LinkOptions { now, drafts: Drafts::LeftOut };
        let loaded = load(source, &Options { link, theme: None, base_url: None, strict: false });
        let plan = loaded.plan(PlanOptions::default());
        let mut all = BTreeMap::new();
        for (out, output) in plan.outputs() {
            if matches!(output, Output::Rendition(_)) {
                let mut bytes = Vec::new();
                plan.make(output, &mut bytes).expect("made");
                all.insert(out.as_str().to_owned(), bytes);
            }
        }
        (plan.pictures_read(), all)
    };
    let (read, first) = made();
    assert_eq!((read, first.len()), (2, 8));
    assert_eq!(made(), (0, first.clone()), "the second build reads no picture");
    let kept = tree(&site.join(".delwebb/bilder"));
    assert_eq!(kept.len(), 8);
    fs::write(site.join(".delwebb/bilder").join(&kept[0].0), "half").expect("write");
    fs::remove_file(site.join(".delwebb/bilder").join(&kept[1].0)).expect("remove");
    let (read, again) = made();
    assert!((1..=2).contains(&read), "{read}");
    assert_eq!(again, first, "the same bytes");
    fs::remove_dir_all(site.join(".delwebb")).expect("remove");
    assert_eq!(made(), (2, first), "a memory may be removed at any time");
    // Another picture of the same name and length has other names.
    let other = site.join("content/om/b.png");
    let mut bytes = encoded(&flag(300, 200), ImageFormat::Png);
    bytes.extend_from_slice(b"\0");
    fs::write(&other, &bytes).expect("write");
    let (_, one) = made();
    let len = bytes.len();
    bytes[len - 1] = 1;
    fs::write(&other, &bytes).expect("write");
    let (_, two) = made();
    assert!(!one.keys().eq(two.keys()), "names follow from the bytes");
}

#[test]
fn every_kind_of_picture_is_read_and_none_becomes_wider() {
    let site = site("kinds");
    let mut body = PAGE.to_owned();
    let mut add = |name: &str, bytes: Vec<u8>| {
        site.write(&format!("content/om/{name}"), bytes);
        body.push_str(&format!("![Flagga]({name})\n\n"));
    };
    let rgb = flag(600, 400).to_rgb8();
    let jpeg = |progressive: bool| {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        encoder.set_progressive(progressive);
        encoder.encode(&rgb, 600, 400, jpeg_encoder::ColorType::Rgb).expect("encode");
        bytes
    };
    add("progressiv.jpg", jpeg(true));
    let cmyk: Vec<u8> =
        rgb.pixels().flat_map(|p| [255 - p.0[0], 255 - p.0[1], 255 - p.0[2], 0]).collect();
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.encode(&cmyk, 600, 400, jpeg_encoder::ColorType::Cmyk).expect("encode");
    add("tryck.jpg", bytes);
    add("djup.png", encoded(&flag(600, 400).to_rgb16().into(), ImageFormat::Png));
    add("grå.png", encoded(&flag(600, 400).to_luma8().into(), ImageFormat::Png));
    add("webb.webp", encoded(&flag(600, 400), ImageFormat::WebP));
    add("fel-ändelse.png", jpeg(false));
    let mut palette = Vec::new();
    let mut encoder = png::Encoder::new(&mut palette, 600, 400);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(vec![200, 20, 30, 20, 40, 190, 250, 250, 250]);
    let colours: Vec<u8> = rgb
        .pixels()
        .map(|p| match p.0[0] {
            200 => 0,
            20 => 1,
            _ => 2,
        })
        .collect();
    let mut writer = encoder.write_header().expect("header");
    writer.write_image_data(&colours).expect("data");
    writer.finish().expect("end");
    add("palett.png", palette);
    let clear =
        RgbaImage::from_fn(90, 60, |x, _| Rgba([200, 20, 30, if x < 45 { 0 } else { 255 }]));
    add("klar.png", encoded(&clear.into(), ImageFormat::Png));
    add("ros.gif", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec());
    site.write("content/om/index.md", body);
    let files = build(&site);
    for (stem, ending) in [
        ("progressiv", "jpg"),
        ("tryck", "jpg"),
        ("djup", "png"),
        ("gra", "png"),
        ("webb", "jpg"),
        ("fel-andelse", "jpg"),
        ("palett", "png"),
    ] {
        let all = sizes(&files, stem);
        assert_eq!(all.len(), 4, "{stem}: {:?}", all.keys());
        for (name, (picture, _)) in &all {
            assert!(name.ends_with(".webp") || name.ends_with(ending), "{name}");
            let sides = (picture.width(), picture.height());
            assert!([(480, 320), (600, 400)].contains(&sides), "{name}: {sides:?}");
            near(picture, (0.5, 0.95), [250, 250, 250], 12);
            if stem != "gra" {
                near(picture, (0.2, 0.3), [200, 20, 30], 16);
                near(picture, (0.8, 0.3), [20, 40, 190], 16);
            }
        }
    }
    for (name, (picture, _)) in sizes(&files, "klar") {
        assert_eq!((picture.width(), picture.height()), (90, 60), "{name}");
        let rgba = picture.to_rgba8();
        assert_eq!((rgba.get_pixel(10, 30).0[3], rgba.get_pixel(80, 30).0[3]), (0, 255), "{name}");
    }
    assert!(files.contains_key("om/ros.gif"), "a GIF stays as it is");
}

#[test]
fn light_is_added_up_as_light() {
    // Black and white lines become the grey that gives as much light, not half the number.
    let site = site("light");
    let lines = RgbImage::from_fn(1920, 60, |x, _| Rgb([if x % 2 == 0 { 0 } else { 255 }; 3]));
    site.write("content/om/rand.png", encoded(&lines.into(), ImageFormat::Png));
    site.write("content/om/index.md", format!("{PAGE}![Ränder](rand.png)\n"));
    let files = build(&site);
    let all = sizes(&files, "rand-480.");
    let (picture, _) = all.iter().find(|(name, _)| name.ends_with(".png")).expect("a PNG").1;
    near(picture, (0.5, 0.5), [188, 188, 188], 3);
}

#[test]
fn what_is_linked_to_is_there_as_it_is_without_traces() {
    let site = site("linked");
    site.write("content/om/karta.jpg", photograph(900, 600, 6));
    site.write(
        "content/om/index.md",
        format!("{PAGE}![Karta](karta.jpg)\n\n[Karta i full storlek](karta.jpg)\n"),
    );
    site.write("content/static/press.jpg", photograph(90, 60, 1));
    let checked = delwebb(&site.0, &["check", "--now", "2026-01-24"]);
    let said = out(&checked) + &err(&checked);
    assert!(!said.contains("karta.jpg"), "what is taken out is not told of: {said}");
    assert!(said.contains("U003") && said.contains("press.jpg"), "{said}");
    let files = build(&site);
    let own = &files["om/karta.jpg"];
    says_nothing("karta.jpg", own);
    // It says how it is to be turned, and nothing else.
    let exif = exif::Reader::new().read_from_container(&mut Cursor::new(own)).expect("Exif");
    assert_eq!(exif.fields().count(), 1);
    let turned = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY).expect("orientation");
    assert_eq!(turned.value.get_uint(0), Some(6));
    let before = image::load_from_memory(&photograph(900, 600, 6)).expect("a picture");
    assert_eq!(image::load_from_memory(own).expect("a picture"), before, "no pixel is touched");
    assert!(
        files["press.jpg"].windows(4).any(|part| part == b"Anna"),
        "static/ is copied as it is"
    );
}

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
fn a_lead_picture_is_cut_around_what_has_to_be_seen() {
    let site = site("lead");
    // A point of green to the left, at the top.
    let high = RgbImage::from_fn(400, 800, |_, y| {
        Rgb(if y < 200 { [20, 180, 40] } else { [200, 20, 30] })
    });
    site.write("content/om/hög.png", encoded(&high.into(), ImageFormat::Png));
    let page = |focus: &str| {
        site.write(
            "content/om/index.md",
            format!("---\ntitel: Om\ningress: Om oss.\nbild:\n  fil: hög.png\n  alt: En hög bild\n  bildtext: Den är hög\n  foto: Kommunens fotograf\n{focus}---\n\n![Samma](hög.png)\n"),
        );
        let files = build(&site);
        let page = String::from_utf8(files["om/index.html"].clone()).expect("UTF-8");
        let all = sizes(&files, "hog-ledbild-400");
        assert_eq!(all.len(), 2, "{:?}", all.keys());
        for picture in all.values() {
            assert_eq!((picture.0.width(), picture.0.height()), (400, 200));
        }
        (page, all.values().next().expect("one").0.clone())
    };
    let (html, middle) = page("");
    near(&middle, (0.5, 0.1), [200, 20, 30], 16);
    let figure = html.split("<figure class=\"ledbild\">").nth(1).expect("a figure");
    let figure = figure.split("</figure>").next().expect("its end");
    assert!(
        figure.contains("width=\"400\" height=\"200\" alt=\"En hög bild\" fetchpriority=\"high\""),
        "{figure}"
    );
    assert!(figure.contains("Den är hög <small>Bild: Kommunens fotograf</small>"), "{figure}");
    assert!(html.contains("alt=\"Samma\" loading=\"lazy\""), "only one is fetched first");
    let (_, top) = page("  fokus: överkant\n");
    near(&top, (0.5, 0.9), [20, 180, 40], 16);
    let (_, share) = page("  fokus: 50% 15%\n");
    near(&share, (0.5, 0.1), [20, 180, 40], 16);
    for (lead, words) in [
        ("bild: {fil: hög.png}", "ingen beskrivning"),
        ("bild: {fil: hög.png, alt: bild}", "säger inte vad bilden visar"),
        ("bild: {fil: hig.png, alt: Hög}", "Det finns ingen bild"),
        ("bild: {fil: hög.png, alt: Hög, fokus: mitt på}", "ingen plats i en bild"),
        ("bilder: [{fil: hig.png}]", "Det finns ingen bild"),
    ] {
        site.write("content/om/index.md", format!("---\ntitel: Om\n{lead}\n---\n"));
        let checked = delwebb(&site.0, &["check", "--now", "2026-01-24"]);
        let said = out(&checked) + &err(&checked);
        assert!(said.contains("N005") && said.contains(words), "{lead}: {said}");
    }
}

/// The header of a PNG of these sides, and next to nothing in it.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let small = encoded(&flag(8, 8), ImageFormat::Png);
    let mut bytes = small[..16].to_vec();
    let mut head = b"IHDR".to_vec();
    head.extend_from_slice(&width.to_be_bytes());
    head.extend_from_slice(&height.to_be_bytes());
    head.extend_from_slice(&small[24..29]);
    bytes.extend_from_slice(&head[4..]);
    let mut crc = flate2::Crc::new();
    crc.update(&head);
    bytes.extend_from_slice(&crc.sum().to_be_bytes());
    bytes.extend_from_slice(&small[33..]);
    bytes
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
        ("lång.png", bomb(20_000, 10), "högst 16383 på en sida"),
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

/// A TIFF that says who has made it, and nothing else.
fn signed_tiff() -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
    tiff.extend_from_slice(&[0x3b, 0x01, 2, 0, 14, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend_from_slice(b"Anna Fotograf\0");
    tiff
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

#[test]
fn which_way_is_up_stays_in_every_kind_of_original() {
    let exif = |way: u8| {
        let mut exif = b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend_from_slice(&[way, 0, 0]);
        exif.extend_from_slice(&[0x01, 0x3b, 0, 2, 0, 0, 0, 14, 0, 0, 0, 38, 0, 0, 0, 0]);
        exif.extend_from_slice(b"Anna Fotograf\0");
        exif
    };
    let site = site("turned");
    let plain = encoded(&flag(60, 40), ImageFormat::Png);
    let mut chunk = b"eXIf".to_vec();
    chunk.extend_from_slice(&exif(6));
    let mut crc = flate2::Crc::new();
    crc.update(&chunk);
    let len = u32::try_from(chunk.len() - 4).expect("short").to_be_bytes();
    let png = [&plain[..33], &len, &chunk, &crc.sum().to_be_bytes(), &plain[33..]].concat();
    let plain = encoded(&flag(60, 40), ImageFormat::WebP);
    let mut webp = plain[..12].to_vec();
    webp.extend_from_slice(b"VP8X\x0a\0\0\0\x08\0\0\0\x3b\0\0\x27\0\0");
    webp.extend_from_slice(&plain[12..]);
    webp.extend_from_slice(b"EXIF");
    webp.extend_from_slice(&u32::try_from(exif(6).len()).expect("short").to_le_bytes());
    webp.extend_from_slice(&exif(6));
    let len = u32::try_from(webp.len() - 8).expect("short").to_le_bytes();
    webp[4..8].copy_from_slice(&len);
    site.write("content/om/a.png", &png);
    site.write("content/om/a.webp", &webp);
    site.write("content/om/index.md", format!("{PAGE}[A](a.png) [B](a.webp)\n"));
    let files = build(&site);
    for (name, before) in [("om/a.png", png), ("om/a.webp", webp)] {
        says_nothing(name, &files[name]);
        let exif = exif::Reader::new().read_from_container(&mut Cursor::new(&files[name]));
        let exif = exif.expect("Exif");
        assert_eq!(exif.fields().count(), 1, "{name}");
        let turned = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY);
        assert_eq!(turned.and_then(|field| field.value.get_uint(0)), Some(6), "{name}");
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture");
        assert_eq!(pixels(&files[name]), pixels(&before), "{name}: no pixel is touched");
    }
}
