//! The pictures that the theme draws: where each ends up, and how it is drawn.

use std::collections::BTreeMap;

use crate::base::{Language, OutPath, UrlPath};
use crate::draw::{Drawing, Format, Refused, draw as drawn};
use crate::model::{Model, PageId};
use crate::theme::{Picture, Theme};

use super::plan::Output;

/// One picture of the finished site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureAt {
    /// Its place among the theme's pictures.
    pub picture: usize,
    /// The start page whose context its template sees.
    pub page: PageId,
}

/// What is wrong with a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureTrouble {
    /// Its place among the theme's pictures.
    pub picture: usize,
    /// The start page whose words it shows.
    pub page: PageId,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What can be wrong with a picture when it is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Its address belongs to something else.
    Taken(OutPath),
    /// Its template gives nothing that can be drawn.
    Refused(Refused),
    /// Its words hold letters that no font of the theme has.
    NoLetter(Vec<char>),
}

/// Where the pictures are.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// By their place among the theme's pictures, in each language that there is one in. Those
    /// without words are there in the first language only.
    pub at: BTreeMap<(usize, Language), OutPath>,
    /// Those whose address was taken.
    pub taken: Vec<PictureTrouble>,
}

impl Pictures {
    /// Finds room for the pictures among `outputs`, which are all others. A file that an author
    /// has put at a picture's address is meant to stand there instead.
    pub fn place(model: &Model, theme: &Theme, outputs: &mut BTreeMap<OutPath, Output>) -> Self {
        let mut places = Self::default();
        let first = model.config.language();
        let mut drawn = Vec::new();
        for (picture, declared) in theme.pictures.all.iter().enumerate() {
            for lang in model.config.languages() {
                let is_first = lang == first;
                let prefix = (!is_first).then(|| lang.prefix());
                let start = model.by_address.get(&UrlPath::from_parts(prefix));
                let Some(page) = start.copied().filter(|_| is_first || declared.per_language)
                else {
                    continue;
                };
                let Some(out) = prefixed(prefix, &declared.out) else { continue };
                match rival(&out, outputs) {
                    None => drawn.push((out.clone(), PictureAt { picture, page })),
                    Some((rival, Output::Copy(_))) if *rival == out => {}
                    Some(_) => {
                        let trouble = Trouble::Taken(out);
                        places.taken.push(PictureTrouble { picture, page, trouble });
                        continue;
                    }
                }
                places.at.insert((picture, lang), out);
            }
        }
        outputs.extend(drawn.into_iter().map(|(out, at)| (out, Output::Picture(at))));
        places
    }

    /// The picture as readers of a page in `lang` get it.
    pub fn find(&self, picture: usize, lang: Language, first: Language) -> Option<&OutPath> {
        self.at.get(&(picture, lang)).or_else(|| self.at.get(&(picture, first)))
    }
}

fn prefixed(prefix: Option<&str>, out: &OutPath) -> Option<OutPath> {
    match prefix {
        Some(prefix) => OutPath::new(&format!("{prefix}/{out}")),
        None => Some(out.clone()),
    }
}

/// Who has `out`, or a folder of that name, or a file where it needs a folder. The addresses
/// of pictures are ASCII in lower case.
fn rival<'a>(
    out: &OutPath,
    outputs: &'a BTreeMap<OutPath, Output>,
) -> Option<(&'a OutPath, &'a Output)> {
    let is_at_or_below = |long: &str, short: &str| {
        let (Some(start), rest) = (long.get(..short.len()), long.as_bytes().get(short.len()))
        else {
            return false;
        };
        start.eq_ignore_ascii_case(short) && rest.is_none_or(|byte| *byte == b'/')
    };
    outputs.iter().find(|(other, _)| {
        is_at_or_below(other.as_str(), out.as_str()) || is_at_or_below(out.as_str(), other.as_str())
    })
}

/// What is wrong with the picture that `svg` is.
pub(super) fn trouble(theme: &Theme, at: PictureAt, svg: &[u8]) -> Option<PictureTrouble> {
    let trouble = match read(theme, svg) {
        Err(refused) => Trouble::Refused(refused),
        // The reader's own machine has the letters of an SVG.
        Ok(_) if declared(theme, at).format == Format::Svg => return None,
        Ok(drawing) if drawing.missing.is_empty() => return None,
        Ok(drawing) => Trouble::NoLetter(drawing.missing),
    };
    Some(PictureTrouble { picture: at.picture, page: at.page, trouble })
}

/// Makes the picture of the SVG in `buffer`, there. One that cannot be read has been reported.
pub(super) fn draw(theme: &Theme, at: PictureAt, buffer: &mut Vec<u8>) {
    let declared = declared(theme, at);
    let Some(sides) = declared.sides.filter(|_| declared.format != Format::Svg) else { return };
    *buffer =
        read(theme, buffer).map_or_else(|_| Vec::new(), |d| drawn(&d, sides, declared.format));
}

fn read(theme: &Theme, svg: &[u8]) -> Result<Drawing, Refused> {
    Drawing::read(&String::from_utf8_lossy(svg), &theme.pictures.fonts)
}

fn declared(theme: &Theme, at: PictureAt) -> &Picture {
    &theme.pictures.all[at.picture]
}
