//! A theme: templates, assets and strings, loaded and checked. Knows no content.

mod assets;
mod engine;
mod faults;
mod settings;
mod strings;

pub use assets::{Asset, Assets};
pub use engine::Engine;
pub use faults::{TemplatePlace, ThemeFault, reported};
pub use settings::ThemeSettings;
pub use strings::Strings;

use crate::base::FilePath;
use crate::source::{Source, THEMES};

/// A loaded theme.
#[derive(Debug)]
pub struct Theme {
    /// Its name and those of the themes it extends, itself first.
    pub chain: Vec<String>,
    /// Its assets, by the path templates use.
    pub assets: Assets,
    /// Its templates, with the Swedish strings bound to them.
    pub engine: Engine,
    /// What is wrong with it.
    pub faults: Vec<ThemeFault>,
}

impl Theme {
    /// Loads the theme `name`. `base_path` is put before every address of an asset.
    ///
    /// Never fails: what is wrong is kept in `faults`.
    #[must_use]
    pub fn load(source: &Source, name: &str, base_path: &str) -> Self {
        let mut faults = Vec::new();
        let chain = settings::chain(source, name, &mut faults);
        let assets = Assets::load(source, &chain, &mut faults);
        let strings = Strings::load(source, &chain, "sv", &mut faults);
        let engine = Engine::load(source, &chain, &assets, strings, base_path, &mut faults);
        Self { chain, assets, engine, faults }
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
