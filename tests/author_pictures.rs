//! The author's pictures: from a file beside a page to the files that a browser gets.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "support/pictures.rs"]
mod pictures;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use pictures::{PAGE, build, encoded, flag, near, photograph, says_nothing, site, sizes};
use support::{delwebb, err, out, tree};

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
