//! Pictures in the text, with what they show in words.

use super::document::Document;
use crate::paper::Picture;
use crate::pictures::sides;

/// A pixel of the web, in the English Metric Units that Word counts in.
const PIXEL: u64 = 9525;

/// The room there is on a page: 16 × 20 centimetres.
const WIDEST: u64 = 5_760_000;
const HIGHEST: u64 = 7_200_000;

impl Document<'_> {
    /// Puts a picture where the text is; false when Word could not show it.
    pub(super) fn embed(&mut self, picture: &Picture) -> bool {
        let Some(bytes) = &picture.bytes else { return false };
        let Some(ending) = ending(bytes) else { return false };
        let Some((width, height)) =
            sides(bytes).filter(|(width, height)| *width > 0 && *height > 0)
        else {
            return false;
        };
        let (mut wide, mut high) = (u64::from(width) * PIXEL, u64::from(height) * PIXEL);
        if wide > WIDEST {
            (wide, high) = (WIDEST, high * WIDEST / wide);
        }
        if high > HIGHEST {
            (wide, high) = (wide * HIGHEST / high, HIGHEST);
        }
        self.pictures.push((bytes.clone(), ending));
        let number = self.pictures.len().to_string();
        self.drawing(&number, &picture.alternative, &wide.to_string(), &high.to_string());
        true
    }

    fn drawing(&mut self, number: &str, alternative: &str, wide: &str, high: &str) {
        let name = format!("bild{number}");
        let relation = format!("rIdBild{number}");
        let xml = &mut self.xml;
        let extent = [("cx", wide), ("cy", high)];
        let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
        let named = [("id", number), ("name", name.as_str()), ("descr", alternative)];
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &none);
        xml.empty("wp:extent", &extent);
        xml.empty("wp:docPr", &named);
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close("wp:cNvGraphicFramePr");
        xml.open("a:graphic", &[]);
        let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
        xml.open("a:graphicData", &[("uri", kind)]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &named);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        xml.open("pic:blipFill", &[]);
        xml.empty("a:blip", &[("r:embed", &relation)]);
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close("a:stretch");
        xml.close("pic:blipFill");
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &extent);
        xml.close("a:xfrm");
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close("a:prstGeom");
        xml.close("pic:spPr");
        xml.close("pic:pic");
        xml.close("a:graphicData");
        xml.close("a:graphic");
        xml.close("wp:inline");
        xml.close("w:drawing");
        xml.close("w:r");
    }
}

/// What a file of these bytes ends in, when every Word shows such.
const fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        _ => None,
    }
}
