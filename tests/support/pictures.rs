//! Sites with pictures beside their pages, and what is asked of what comes out.
#![allow(dead_code, reason = "every runner uses its own part")]

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::support::{Temp, delwebb, err, out, tree};

pub const PAGE: &str = "---\ntitel: Lokalen\ningress: Om lokalen.\n---\n\n";

pub fn site(name: &str) -> Temp {
    let site = Temp::new(name);
    site.write("content/site.yaml", "titel: Exempel\nadress: \"https://exempel.se/vard/\"\n");
    site.write("content/index.md", "---\ntitel: Start\n---\n\nText.\n");
    site
}

pub fn build(site: &Temp) -> BTreeMap<String, Vec<u8>> {
    let build = delwebb(&site.0, &["build", "--now", "2026-01-24"]);
    assert!(build.status.success(), "{}{}", out(&build), err(&build));
    tree(&site.join("public")).into_iter().collect()
}

pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encode");
    bytes.into_inner()
}

/// Red to the left, blue to the right, white at the bottom.
pub fn flag(width: u32, height: u32) -> DynamicImage {
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
pub fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
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

pub fn says_nothing(name: &str, bytes: &[u8]) {
    for word in ["Anna", "GPS", "Photoshop", "adobe.com/xap"] {
        let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
        assert!(!found, "{name} says {word}");
    }
}

pub fn near(picture: &DynamicImage, (x, y): (f32, f32), colour: [u8; 3], most: u8) {
    let rgb = picture.to_rgb8();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let at = ((rgb.width() as f32 * x) as u32, (rgb.height() as f32 * y) as u32);
    let found = rgb.get_pixel(at.0, at.1).0;
    let is_near = found.iter().zip(colour).all(|(a, b)| a.abs_diff(b) <= most);
    assert!(is_near, "{at:?}: {found:?}, not {colour:?}");
}

/// The sizes of a picture on the finished site, by name.
pub fn sizes<'a>(
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

/// The header of a PNG of these sides, and next to nothing in it.
pub fn bomb(width: u32, height: u32) -> Vec<u8> {
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

/// A TIFF that says who has made it, and nothing else.
pub fn signed_tiff() -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
    tiff.extend_from_slice(&[0x3b, 0x01, 2, 0, 14, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend_from_slice(b"Anna Fotograf\0");
    tiff
}
