//! Pictures and documents made byte by byte, whole, cut and spoilt.

use std::io::Cursor;

use miniz_oxide::deflate::compress_to_vec_zlib;
use proptest::prelude::*;

use super::*;

/// Exif with a position, a camera's number and an author.
fn exif() -> Vec<u8> {
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let mut bytes = tag.to_le_bytes().to_vec();
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value.to_le_bytes());
        bytes
    };
    // Three entries (8..50), then Exif's own (50..68), then those of the position (68..86).
    out.extend([3, 0]);
    out.extend(entry(0x013b, 2, 10, 86));
    out.extend(entry(0x8769, 4, 1, 50));
    out.extend(entry(0x8825, 4, 1, 68));
    out.extend([0; 4]);
    out.extend([1, 0]);
    out.extend(entry(0xa431, 2, 6, 96));
    out.extend([0; 4]);
    out.extend([1, 0]);
    out.extend(entry(2, 5, 3, 102));
    out.extend([0; 4]);
    out.extend(b"Anna Prov\0");
    out.extend(b"12345\0");
    for (over, under) in [(62_u32, 1_u32), (37, 1), (5, 1)] {
        out.extend(over.to_le_bytes());
        out.extend(under.to_le_bytes());
    }
    out
}

const XMP: &str = "<x:xmpmeta><rdf:RDF><rdf:Description exif:GPSLatitude=\"62,37N\" \
    aux:SerialNumber=\"99\"><dc:creator><rdf:Seq><rdf:li>Anna Prov</rdf:li></rdf:Seq></dc:creator>\
    </rdf:Description></rdf:RDF></x:xmpmeta>";

fn all() -> BTreeSet<Trace> {
    BTreeSet::from([Trace::Position, Trace::Camera, Trace::Author("Anna Prov".to_owned())])
}

fn segment(bytes: &[u8]) -> Vec<u8> {
    let len = u16::try_from(bytes.len() + 2).expect("a short part");
    [&[0xff, 0xe1][..], &len.to_be_bytes(), bytes].concat()
}

fn jpeg(parts: &[Vec<u8>]) -> Vec<u8> {
    let parts = parts.iter().flat_map(|part| segment(part)).collect::<Vec<_>>();
    [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2][..], &parts, &[0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]]
        .concat()
}

fn png(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, bytes) in chunks {
        out.extend(u32::try_from(bytes.len()).expect("a short part").to_be_bytes());
        out.extend(*name);
        out.extend(bytes);
        out.extend([0; 4]);
    }
    out
}

fn webp(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    for (name, bytes) in chunks {
        out.extend(*name);
        out.extend(u32::try_from(bytes.len()).expect("a short part").to_le_bytes());
        out.extend(bytes);
        out.extend(vec![0; bytes.len() % 2]);
    }
    out
}

fn files() -> Vec<Vec<u8>> {
    let with = |head: &[u8], bytes: &[u8]| [head, bytes].concat();
    let packed = compress_to_vec_zlib(b"1 0 << /Author (Anna Prov) >>", 6);
    vec![
        jpeg(&[with(b"Exif\0\0", &exif())]),
        jpeg(&[with(b"http://ns.adobe.com/xap/1.0/\0", XMP.as_bytes())]),
        png(&[(b"IHDR", vec![0; 13]), (b"IDAT", vec![7; 999]), (b"eXIf", exif())]),
        png(&[(b"iTXt", with(b"XML:com.adobe.xmp\0\0\0\0\0", XMP.as_bytes()))]),
        webp(&[(b"VP8 ", vec![1; 33]), (b"EXIF", exif())]),
        webp(&[(b"VP8 ", vec![1; 33]), (b"XMP ", XMP.as_bytes().to_vec())]),
        b"%PDF-1.4\n1 0 obj << /Author (Anna \\120rov) >> endobj".to_vec(),
        b"%PDF-1.4\n/Author <FEFF0041006E006E0061002000500072006F0076>".to_vec(),
        with(b"%PDF-1.7\n1 0 obj << /Type /ObjStm >> stream\r\n", &packed),
        png(&[(b"tEXt", b"Author\0Anna Prov".to_vec())]),
    ]
}

#[test]
fn every_kind_of_file_tells_what_it_says() {
    for (at, file) in files().into_iter().enumerate() {
        let found = traces(&mut Cursor::new(file));
        let wanted = all();
        if at < 6 {
            assert_eq!(found, wanted, "{at}");
        } else {
            assert_eq!(found, BTreeSet::from([Trace::Author("Anna Prov".to_owned())]), "{at}");
        }
    }
}

#[test]
fn clean_files_say_nothing_and_noughts_are_no_position() {
    let mut nowhere = exif();
    let len = nowhere.len();
    nowhere[len - 24..].fill(0);
    let said = traces(&mut Cursor::new(jpeg(&[[&b"Exif\0\0"[..], &nowhere].concat()])));
    assert!(!said.contains(&Trace::Position), "{said:?}");
    for clean in [
        jpeg(&[]),
        png(&[(b"IHDR", vec![0; 13])]),
        webp(&[]),
        b"%PDF-1.4\n".to_vec(),
        b"bild".to_vec(),
        Vec::new(),
    ] {
        assert_eq!(traces(&mut Cursor::new(clean)), BTreeSet::new());
    }
}

#[test]
fn a_large_document_is_read_at_both_ends() {
    let mut large = b"%PDF-1.4\n".to_vec();
    large.resize(5 << 20, b' ');
    large.extend(b"/Author (Anna Prov)\n%%EOF");
    assert_eq!(traces(&mut Cursor::new(large)).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_broken_file_is_too_odd(
        which in 0_usize..10,
        cut in 0_usize..2000,
        at in 0_usize..2000,
        noise in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut file = files().swap_remove(which);
        let len = file.len();
        for (offset, byte) in noise.into_iter().enumerate() {
            file[(at + offset) % len] = byte;
        }
        file.truncate(cut.min(len));
        traces(&mut Cursor::new(file));
    }

    #[test]
    fn no_bytes_are_too_odd(
        head in prop::sample::select(vec![&b"\xff\xd8"[..], b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"%PDF", b""]),
        noise in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        traces(&mut Cursor::new([head, &noise].concat()));
    }
}
