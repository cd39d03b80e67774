//! The pictures that a theme draws: `bilder:` in `theme.yaml`, each with an SVG template, and the
//! fonts in the theme's folder `typsnitt/`.

use std::borrow::Cow;

use crate::base::{FilePath, OutPath, Place, Span, Spanned};
use crate::draw::{CAN_DRAW, Fonts, Format, LARGEST, LARGEST_ICON};
use crate::source::{Content, Source};
use crate::yaml::{Count, Fault, FaultKind, Flag, LongText, record};

use super::{ThemeFault, ThemeSettings, file, folder};

record! {
    /// A picture.
    pub struct PictureSettings {
        name: Option<Spanned<String>> = "namn" [required], "Namnet som mallarna når bilden med: pictures.delning.";
        template: Option<Spanned<String>> = "mall" [required], "SVG-mallen under templates/, till exempel bilder/delning.svg. Den ser samma som startsidans mall.";
        address: Option<Spanned<String>> = "adress" [required], "Adressen på webbplatsen. Ändelsen är bildens format: .png, .ico eller .svg.";
        width: Option<Spanned<Count>> = "bredd", "Bredden i bildpunkter. Krävs för .png och .ico.";
        height: Option<Spanned<Count>> = "höjd", "Höjden i bildpunkter. Krävs för .png och .ico.";
        per_language: Option<Spanned<Flag>> = "per_språk", "ja om bilden har ord: då finns den en gång för varje språk, på /en/ och så vidare.";
        about: Option<Spanned<LongText>> = "beskrivning", "Vad bilden är till för.";
    }
}

/// A picture that can be drawn.
#[derive(Debug, Clone)]
pub struct Picture {
    /// What templates call it.
    pub name: String,
    /// Its template.
    pub template: String,
    /// The file of the template.
    pub file: FilePath,
    /// Where its address is declared.
    pub declared: Place,
    /// Where it ends up, in the site's first language.
    pub out: OutPath,
    /// What it is written as.
    pub format: Format,
    /// Its width and height in pixels; nothing for an SVG that says neither.
    pub sides: Option<(u32, u32)>,
    /// Whether there is one in each language.
    pub per_language: bool,
}

/// What can be wrong with a picture as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureFault {
    /// Its address cannot be one, or its ending is none that can be drawn.
    BadAddress(String),
    /// The theme has no template of that name.
    NoTemplate(String),
    /// Two pictures have one address.
    SameAddress(String),
    /// It is larger than this.
    TooLarge(u32),
    /// A file in `typsnitt/` is no font.
    NotAFont,
}

/// The pictures of a chain of themes, the nearest theme's first, and their fonts.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Those that can be drawn.
    pub all: Vec<Picture>,
    /// What their words are set in.
    pub fonts: Fonts,
}

impl Pictures {
    /// What the themes of a chain declare. A nearer theme's picture stands in for one of the
    /// same name. `has_template` says whether some theme of the chain has a template.
    pub(super) fn collect(
        source: &Source,
        declared: &[(String, ThemeSettings)],
        fonts: Fonts,
        has_template: impl Fn(&str) -> bool,
        faults: &mut Vec<ThemeFault>,
    ) -> Self {
        let chain: Vec<&str> = declared.iter().map(|(theme, _)| theme.as_str()).collect();
        let mut all: Vec<Picture> = Vec::new();
        for (theme, said) in declared {
            let home = file(theme, "theme.yaml");
            let nearer = all.len();
            for settings in said.pictures.iter().map(|picture| &picture.value) {
                let Some(name) = &settings.name else { continue };
                let is_named = |known: &Picture| known.name == name.value;
                if let Some(twin) = all.iter().position(is_named) {
                    if twin >= nearer {
                        let (key, first) = (name.value.clone(), all[twin].declared.span);
                        let kind = FaultKind::DuplicateKey { key, first };
                        let fault = Fault { kind, span: name.span };
                        faults.push(ThemeFault::Yaml { file: home.clone(), fault });
                    }
                    continue;
                }
                let read = read(settings, &name.value, &home, faults);
                let Some(mut picture) = read.filter(|p| CAN_DRAW || p.format == Format::Svg) else {
                    continue;
                };
                let path = format!("templates/{}", picture.template);
                let mut homes = chain.iter().map(|theme| file(theme, &path));
                picture.file = homes
                    .find(|file| source.files.contains_key(file))
                    .unwrap_or_else(|| file(theme, &path));
                if !has_template(&picture.template) {
                    let span = settings.template.as_ref().map_or(Span::at(0), |named| named.span);
                    let fault = PictureFault::NoTemplate(picture.template);
                    faults.push(ThemeFault::Picture { place: Place::new(&home, span), fault });
                    continue;
                }
                if all.iter().any(|known| known.out.folded() == picture.out.folded()) {
                    let fault = PictureFault::SameAddress(picture.out.to_string());
                    faults.push(ThemeFault::Picture { place: picture.declared, fault });
                    continue;
                }
                all.push(picture);
            }
        }
        Self { all, fonts }
    }
}

/// The fonts of a chain of themes, the nearest theme's first.
pub(super) fn fonts(source: &Source, chain: &[String], faults: &mut Vec<ThemeFault>) -> Fonts {
    let mut files: Vec<(&FilePath, Cow<'static, [u8]>)> = Vec::new();
    for theme in chain {
        for (path, found) in source.below(&format!("{}/typsnitt", folder(theme))) {
            if let (Content::Bytes(bytes), "ttf" | "otf") = (&found.content, path.extension()) {
                files.push((path, bytes.clone()));
            }
        }
    }
    let bytes: Vec<_> = files.iter().map(|(_, bytes)| bytes.clone()).collect();
    let (fonts, bad) = Fonts::of(&bytes);
    faults.extend(bad.into_iter().map(|at| ThemeFault::Picture {
        place: Place::new(files[at].0, Span::at(0)),
        fault: PictureFault::NotAFont,
    }));
    fonts
}

/// A picture as it is declared in `home`; nothing when it cannot be drawn.
fn read(
    settings: &PictureSettings,
    name: &str,
    home: &FilePath,
    faults: &mut Vec<ThemeFault>,
) -> Option<Picture> {
    let (template, address) = (settings.template.as_ref()?, settings.address.as_ref()?);
    let declared = Place::new(home, address.span);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "/.-_".contains(c);
    let out = address.value.strip_prefix('/').filter(|path| path.chars().all(plain));
    let out = out.and_then(OutPath::new);
    let format = out.as_ref().and_then(|out| Format::of(out.as_str()));
    let (Some(out), Some(format)) = (out, format) else {
        let fault = PictureFault::BadAddress(address.value.clone());
        faults.push(ThemeFault::Picture { place: declared, fault });
        return None;
    };
    let mut missing = |key| {
        let fault = Fault { kind: FaultKind::MissingKey { key }, span: address.span };
        faults.push(ThemeFault::Yaml { file: home.clone(), fault });
    };
    let sides = match (&settings.width, &settings.height) {
        (Some(width), Some(height)) => Some((width, height)),
        _ if format == Format::Svg => None,
        (None, _) => {
            missing("bredd");
            return None;
        }
        (_, None) => {
            missing("höjd");
            return None;
        }
    };
    let most = if format == Format::Ico { LARGEST_ICON } else { LARGEST };
    for side in sides.into_iter().flat_map(|(width, height)| [width, height]) {
        if side.value.0.get() > most {
            let place = Place::new(home, side.span);
            faults.push(ThemeFault::Picture { place, fault: PictureFault::TooLarge(most) });
            return None;
        }
    }
    Some(Picture {
        name: name.to_owned(),
        template: template.value.clone(),
        file: home.clone(),
        declared,
        out,
        format,
        sides: sides.map(|(width, height)| (width.value.0.get(), height.value.0.get())),
        per_language: settings.per_language.as_ref().is_some_and(|flag| flag.value.0),
    })
}
