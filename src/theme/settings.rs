//! `theme.yaml`, and the chain of themes that extend one another.

use crate::base::{Place, Span, Spanned};
use crate::source::Source;
use crate::yaml::{Count, Fields, LongText, record};

use super::components::ComponentSettings;
use super::options::OptionSettings;
use super::pictures::PictureSettings;
use super::widths::CropSettings;
use super::{ThemeFault, file, folder};

record! {
    /// What a theme says of itself.
    pub struct ThemeSettings {
        name: Option<Spanned<String>> = "namn" [required], "Temats namn för människor.";
        description: Option<Spanned<LongText>> = "beskrivning", "Vad temat är till för.";
        extends: Option<Spanned<String>> = "utökar", "Mappen för ett tema som detta bygger på.";
        components: Vec<Spanned<ComponentSettings>> = "komponenter", "Komponenterna som får skrivas i Markdown.";
        options: Vec<Spanned<OptionSettings>> = "val", "Det som en webbplats får välja om temat, under temaval: i site.yaml.";
        pictures: Vec<Spanned<PictureSettings>> = "bilder", "Bilder som ritas när webbplatsen byggs: delningskort och ikoner.";
        widths: Vec<Spanned<Count>> = "bildbredder", "Bredderna i bildpunkter som sidornas bilder finns i. Utan bredder visas varje bild som den är.";
        place: Option<Spanned<String>> = "bildplats", "Hur bred en bild är på sidan, som attributet sizes: (min-width: 48rem) 42rem, 100vw.";
        crops: Vec<Spanned<CropSettings>> = "bildutsnitt", "Former som sidornas ledbilder beskärs till.";
    }
}

/// The theme and those it extends, itself first, each with what it says of itself.
pub(super) type Chain = Vec<(String, ThemeSettings)>;

/// The theme and those it extends, itself first. A ring or a missing theme is a fault.
pub(super) fn chain(source: &Source, name: &str, faults: &mut Vec<ThemeFault>) -> Chain {
    let mut chain: Chain = vec![(name.to_owned(), ThemeSettings::default())];
    let mut asked: Option<Place> = None;
    loop {
        let Some((current, settings)) = chain.last_mut() else { return chain };
        let current = current.clone();
        let path = file(&current, "theme.yaml");
        if source.below(&folder(&current)).next().is_none() {
            faults.push(ThemeFault::NoTheme { name: current, place: asked });
            chain.pop();
            return chain;
        }
        *settings = read(source, &current, faults);
        let Some(parent) = settings.extends.clone() else {
            return chain;
        };
        let place = Place::new(&path, parent.span);
        if chain.iter().any(|(theme, _)| *theme == parent.value) {
            faults.push(ThemeFault::Ring { place });
            return chain;
        }
        chain.push((parent.value, ThemeSettings::default()));
        asked = Some(place);
    }
}

fn read(source: &Source, theme: &str, faults: &mut Vec<ThemeFault>) -> ThemeSettings {
    let path = file(theme, "theme.yaml");
    let text = source.text(&path);
    let mut found = Vec::new();
    let node = crate::yaml::read_mapping(text, 0).node(&mut found);
    let Some(mut fields) = node.as_ref().and_then(Fields::open) else {
        if found.is_empty() {
            let place = Place::new(&path, Span::at(0));
            faults.push(ThemeFault::NoSettings { place });
        }
        faults
            .extend(found.into_iter().map(|fault| ThemeFault::Yaml { file: path.clone(), fault }));
        return ThemeSettings::default();
    };
    let settings: ThemeSettings = fields.take();
    found.extend(fields.close());
    faults.extend(found.into_iter().map(|fault| ThemeFault::Yaml { file: path.clone(), fault }));
    settings
}
