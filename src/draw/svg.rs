//! Reads an SVG and makes pixels of it.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use deunicode::deunicode_char;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::fontdb::{Database, Family, ID, Query, Stretch, Style, Weight};
use resvg::usvg::{
    self, FontFamily, FontResolver, FontStyle, Group, ImageHrefResolver, Node, Tree,
};
use ttf_parser::Face;

use super::ico::ico;
use super::{Fonts, Format, Refused};

/// An SVG that has been read, ready to be drawn.
#[derive(Debug)]
pub struct Drawing {
    tree: Tree,
    /// The letters that no font of the theme has; others stand in for them.
    pub missing: Vec<char>,
}

impl Drawing {
    /// Reads `svg`, its words in `fonts` and nothing else. A letter that no font has is drawn
    /// as the nearest of the English alphabet: never as an empty box.
    ///
    /// # Errors
    /// When it is no SVG, when there is no font for its words, or when it needs another file.
    pub fn read(svg: &str, fonts: &Fonts) -> Result<Self, Refused> {
        let (tree, missing) = parsed(svg, fonts)?;
        if missing.is_empty() {
            return Ok(Self { tree, missing });
        }
        let plain = |letter: char| deunicode_char(letter).unwrap_or("").replace(['<', '&'], "");
        let mended: String = svg
            .chars()
            .map(|sign| if missing.contains(&sign) { plain(sign) } else { sign.to_string() })
            .collect();
        let (tree, _) = parsed(&mended, fonts)?;
        Ok(Self { tree, missing })
    }
}

/// Reads an SVG: what is in it, and the letters that no font has.
fn parsed(svg: &str, fonts: &Fonts) -> Result<(Tree, Vec<char>), Refused> {
    let others = Mutex::new(None);
    let lacks_font = AtomicBool::new(false);
    let options = usvg::Options {
        fontdb: Arc::clone(&fonts.database),
        font_resolver: FontResolver {
            select_font: Box::new(|font, database| {
                let found = chosen(font, database);
                lacks_font.fetch_or(found.is_none(), Ordering::Relaxed);
                found
            }),
            select_fallback: Box::new(|letter, tried, database| {
                with_letter(letter, database).find(|id| !tried.contains(id))
            }),
        },
        // A picture never reads the disk.
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|name, _| {
                *locked(&others) = Some(name.to_owned());
                None
            }),
        },
        ..usvg::Options::default()
    };
    let tree = Tree::from_str(svg, &options);
    drop(options);
    let tree = tree.map_err(|error| Refused::NotSvg(error.to_string()))?;
    if let Some(name) = locked(&others).take() {
        return Err(Refused::OtherFile(name));
    }
    if lacks_font.into_inner() {
        return Err(Refused::NoFont);
    }
    let mut letters = BTreeSet::new();
    letters_in(tree.root(), &mut letters);
    letters.retain(|letter| with_letter(*letter, &fonts.database).next().is_none());
    Ok((tree, letters.into_iter().collect()))
}

/// Whether the sign leaves a mark by itself.
fn is_seen(sign: char) -> bool {
    !sign.is_control()
        && !sign.is_whitespace()
        && !matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
}

/// Nothing panics while it holds one of these.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The font that is asked for, or the theme's first: never one of the machine's.
fn chosen(font: &usvg::Font, database: &Arc<Database>) -> Option<ID> {
    let families: Vec<Family<'_>> = font
        .families()
        .iter()
        .filter_map(|family| match family {
            FontFamily::Named(name) => Some(Family::Name(name)),
            _ => None,
        })
        .collect();
    let style = match font.style() {
        FontStyle::Normal => Style::Normal,
        FontStyle::Italic => Style::Italic,
        FontStyle::Oblique => Style::Oblique,
    };
    let weight = Weight(font.weight());
    let query = Query { families: &families, weight, stretch: Stretch::Normal, style };
    database.query(&query).or_else(|| database.faces().next().map(|face| face.id))
}

/// The fonts that have a letter.
fn with_letter(letter: char, database: &Database) -> impl Iterator<Item = ID> {
    let has = move |id: &ID| {
        let look = |data: &[u8], index| Face::parse(data, index).ok()?.glyph_index(letter);
        database.with_face_data(*id, look).flatten().is_some()
    };
    database.faces().map(|face| face.id).filter(has)
}

/// The letters of all words in a picture.
fn letters_in(group: &Group, found: &mut BTreeSet<char>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => letters_in(inner, found),
            Node::Text(text) => {
                let chunks = text.chunks().iter().flat_map(|chunk| chunk.text().chars());
                found.extend(chunks.filter(|letter| is_seen(*letter)));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

/// Draws it, `sides` wide and high. What it does not fill stays clear.
#[must_use]
pub fn draw(drawing: &Drawing, (width, height): (u32, u32), format: Format) -> Vec<u8> {
    let tree = &drawing.tree;
    let Some(mut pixels) = Pixmap::new(width, height) else { return Vec::new() };
    // The whole of it, in the middle.
    let (own_width, own_height) = (tree.size().width(), tree.size().height());
    let scale = (side(width) / own_width).min(side(height) / own_height);
    let (left, top) = (side(width) - own_width * scale, side(height) - own_height * scale);
    let place = Transform::from_row(scale, 0.0, 0.0, scale, left / 2.0, top / 2.0);
    resvg::render(tree, place, &mut pixels.as_mut());
    let png = png(&pixels).unwrap_or_default();
    if format == Format::Ico { ico(&png, (width, height)) } else { png }
}

#[expect(clippy::cast_precision_loss, reason = "at most 4,096")]
const fn side(pixels: u32) -> f32 {
    pixels as f32
}

/// The pixels as PNG, without the alpha channel where nothing shines through. Packed quickly
/// rather than small: only those who ask for the picture read it, and it is drawn in every build.
fn png(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let is_opaque = pixels.pixels().iter().all(PremultipliedColorU8::is_opaque);
    let colours = pixels.pixels().iter().map(PremultipliedColorU8::demultiply);
    let bytes: Vec<u8> = if is_opaque {
        colours.flat_map(|c| [c.red(), c.green(), c.blue()]).collect()
    } else {
        colours.flat_map(|c| [c.red(), c.green(), c.blue(), c.alpha()]).collect()
    };
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, pixels.width(), pixels.height());
    encoder.set_color(if is_opaque { ColorType::Rgb } else { ColorType::Rgba });
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Adaptive);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{Drawing, draw};
    use crate::draw::{Fonts, Format, Refused};

    fn read(inside: &str) -> Result<Drawing, Refused> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 20 10\">{inside}</svg>"
        );
        Drawing::read(&svg, &Fonts::default())
    }

    #[test]
    fn a_square_has_its_colour_in_the_middle() {
        let drawing = read("<path d=\"M0 0h20v10H0z\" fill=\"#102030\"/>").expect("an SVG");
        let png = draw(&drawing, (4, 4), Format::Png);
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("small")];
        let info = reader.next_frame(&mut pixels).expect("pixels");
        assert_eq!((info.width, info.height), (4, 4));
        // Half as high as it is wide: clear above and below.
        assert_eq!(&pixels[..4], [0, 0, 0, 0]);
        assert_eq!(&pixels[16..20], [0x10, 0x20, 0x30, 255]);
    }

    #[test]
    fn what_cannot_be_drawn_is_refused() {
        assert!(matches!(read("<g>"), Err(Refused::NotSvg(_))));
        let other = read("<image xlink:href=\"/etc/passwd\" width=\"2\" height=\"2\"/>");
        assert_eq!(other.err(), Some(Refused::OtherFile("/etc/passwd".to_owned())));
        assert_eq!(read("<text>a</text>").err(), Some(Refused::NoFont));
    }
}
