//! A theme: templates, assets and strings, loaded and checked. Knows no content.

mod asked;
mod assets;
mod components;
mod engine;
mod faults;
mod layouts;
mod marks;
mod options;
mod pictures;
mod settings;
mod speech;
mod string_faults;
mod strings;
mod widths;
mod words;

pub use assets::{Asset, Assets};
pub use components::{AttributeSettings, ComponentSettings, ContentRule, Form};
pub use engine::Engine;
pub use faults::{TemplatePlace, ThemeFault, reported};
pub use options::{
    Contrast, OptionFault, OptionForm, OptionSettings, OptionValue, Options, ThemeOption, Tile,
};
pub use pictures::{Picture, PictureFault, PictureSettings, Pictures};
pub use settings::ThemeSettings;
pub use string_faults::StringFault;
pub use strings::{MARKDOWN_WORDS, Strings};
pub use widths::{CropSettings, PictureSizes, Shape as PictureShape, Widths};
pub use words::Fields as AskedFields;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{FilePath, Language, Typesetter};
use crate::source::{Source, THEMES};
use crate::yaml::Kept;

use asked::Asked;
use engine::LookUps;
use string_faults::string_faults;
use words::Words;

/// A loaded theme.
#[derive(Debug)]
pub struct Theme {
    /// Its name and those of the themes it extends, itself first.
    pub chain: Vec<String>,
    /// Its assets, by the path templates use.
    pub assets: Assets,
    /// The components that writers may use.
    pub components: Vec<ComponentSettings>,
    /// What the site has chosen about it.
    pub options: Options,
    /// The pictures it draws.
    pub pictures: Pictures,
    /// How large the pictures of pages are.
    pub sizes: PictureSizes,
    /// Its templates, with the strings of the site's first language bound to them.
    pub engine: Engine,
    /// The same with the strings of the site's other languages.
    translated: BTreeMap<Language, Engine>,
    words: Words,
    /// What is wrong with it.
    pub faults: Vec<ThemeFault>,
}

/// What a site says of its theme's options.
#[derive(Debug)]
pub struct Choices<'a> {
    /// The file it says so in.
    pub file: FilePath,
    /// The theme that the site names. Another may be asked for on the command line.
    pub theme: &'a str,
    /// The value of `temaval:`.
    pub values: Option<&'a Kept>,
}

impl Theme {
    /// Whether it has the same words as `other`, in every language.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let said = |theme: &Self| {
            let engines = std::iter::once(&theme.engine).chain(theme.translated.values());
            engines.map(|engine| (engine.lang(), engine.strings().clone())).collect::<Vec<_>>()
        };
        said(self) == said(other)
    }

    /// Loads the theme `name` for the site's languages, the first one first, each with what
    /// sets its text. `base_path` is put before every address of an asset. `choices` is what the
    /// site says of the options of the theme it names: another theme has nothing to do with it.
    ///
    /// Never fails: what is wrong is kept in `faults`.
    #[must_use]
    pub fn load(
        source: &Source,
        name: &str,
        base_path: &str,
        languages: Vec<(Language, Typesetter)>,
        choices: &Choices<'_>,
    ) -> Self {
        let mut faults = Vec::new();
        let declared = settings::chain(source, name, &mut faults);
        let chain: Vec<String> = declared.iter().map(|(theme, _)| theme.clone()).collect();
        let values = choices.values.filter(|_| chain.iter().any(|theme| theme == choices.theme));
        let options = Options::collect(&declared, (&choices.file, values), &mut faults);
        let assets = Assets::load(source, &chain, &options.css(), &mut faults);
        let fonts = pictures::fonts(source, &chain, &mut faults);
        let look_ups = LookUps { assets: &assets, base_path, fonts: &fonts };
        let mut languages = languages.into_iter();
        let (main, typesetter) = languages.next().unwrap_or_default();
        let strings = Strings::load(source, &chain, main, &mut faults);
        let mut others = vec![(main, Arc::new(strings.clone()))];
        let mut first = Engine::load(source, &chain, &look_ups, strings, typesetter, &mut faults);
        if main != Language::SV {
            // A theme has Swedish words at least: they stand in for those of the first language.
            let swedish = Strings::load(source, &chain, Language::SV, &mut Vec::new());
            let swedish = vec![(Language::SV, Arc::new(swedish))];
            first = first.in_language(
                first.strings().clone(),
                swedish.clone(),
                first.typesetter().clone(),
            );
            others.extend(swedish);
        }
        let mut translated = BTreeMap::new();
        for (lang, typesetter) in languages {
            let strings = Strings::load(source, &chain, lang, &mut faults);
            let engine = first.in_language(strings, others.clone(), typesetter);
            translated.insert(lang, engine);
        }
        let has_template = |name: &str| !first.is_usable() || first.has_template(name);
        let components = components::collect(&declared, has_template, &mut faults);
        let pictures = Pictures::collect(source, &declared, fonts, has_template, &mut faults);
        let sizes = PictureSizes::collect(&declared, &mut faults);
        let templates = engine::templates(source, &chain);
        // What is missing in a theme that is broken otherwise may only not be seen. The program's
        // own themes are whole: tests see to that, and no site need wait for it.
        if faults.is_empty() && !chain.iter().all(|theme| source.carries(theme)) {
            let engines = std::iter::once(&first).chain(translated.values());
            let languages: Vec<_> = engines.map(|of| (of.lang(), of.strings())).collect();
            faults.extend(string_faults(source, &chain, &languages, &Asked::of(&templates)));
        }
        let words = Words::of(templates.into_iter().map(|(_, text)| text));
        Self {
            chain,
            assets,
            components,
            options,
            pictures,
            sizes,
            engine: first,
            translated,
            words,
            faults,
        }
    }

    /// Whether a template may ask for the variable `name`: what none asks for need not be made.
    #[must_use]
    pub fn may_ask_for(&self, name: &str) -> bool {
        self.words.may_ask_for(name)
    }

    /// Which fields of the variable `name` a template may ask for.
    #[must_use]
    pub fn fields_asked_of(&self, name: &str) -> AskedFields {
        self.words.fields_of(name)
    }

    /// Whether it is known, before any page is made, that some language lacks the string `key`.
    #[must_use]
    pub fn is_told_to_lack(&self, key: &str) -> bool {
        self.faults.iter().any(|fault| match fault {
            ThemeFault::String { fault: StringFault::Misspelt(meant), .. } => meant == key,
            ThemeFault::String { key: told, fault, .. } => match fault {
                StringFault::NoLanguage(_) => true,
                StringFault::Missing(_) | StringFault::Untranslated(_) => told == key,
                _ => false,
            },
            _ => false,
        })
    }

    /// The strings that `language` lacks, each with the language that it is shown in instead, when
    /// they are more than are told of one by one.
    #[must_use]
    pub fn untranslated(&self, language: Language) -> Vec<(&str, Language)> {
        let lacking = self.engine_in(language).lacking();
        if lacking.len() > string_faults::FEW { lacking } else { Vec::new() }
    }

    /// The component of that name.
    #[must_use]
    pub fn component(&self, name: &str) -> Option<&ComponentSettings> {
        self.components.iter().find(|component| component.name() == name)
    }

    /// The templates with the strings of `lang`.
    #[must_use]
    pub fn engine_in(&self, lang: Language) -> &Engine {
        self.translated.get(&lang).unwrap_or(&self.engine)
    }
}

/// The folder of a theme.
fn folder(theme: &str) -> String {
    format!("{THEMES}/{theme}")
}

/// A file of a theme.
fn file(theme: &str, path: &str) -> FilePath {
    FilePath::new(&format!("{THEMES}/{theme}/{path}"))
}
