//! The plan: a map from output path to recipe.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::base::{FilePath, OutPath, UrlPath};
use crate::model::{Face, Model, PageId, Part};
use crate::source::{Content, Source};
use crate::theme::{TemplatePlace, Theme, reported};

use super::context::{Contexts, Prepared};
use super::face::Faces;
use super::minify::minified;

/// How one file of the finished site is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A page; of a long listing, one of its pages.
    Page(Part),
    /// A page that leads from an old address to a new one.
    Redirect(PageId),
    /// A machine-readable file.
    Face(Face),
    /// An asset of the theme, by the path templates use.
    Asset(String),
    /// A file of the author's, copied as it is.
    Copy(FilePath),
}

/// What the plan may vary.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlanOptions {
    /// Take out white space that no reader sees.
    pub minify: bool,
}

/// Everything the finished site holds.
pub struct Plan<'a> {
    /// The recipes, by output path.
    pub outputs: BTreeMap<OutPath, Output>,
    maker: Maker<'a>,
}

/// Makes any file of the finished site when somebody asks for it.
pub struct Maker<'a> {
    source: &'a Source,
    model: &'a Model,
    theme: &'a Theme,
    contexts: Contexts<'a>,
    faces: Faces<'a>,
    options: PlanOptions,
}

impl std::fmt::Debug for Plan<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plan").field("outputs", &self.outputs).finish_non_exhaustive()
    }
}

/// The bytes of one output, or where they are.
#[derive(Debug, Clone, Copy)]
pub enum Made<'a> {
    /// They stand in the buffer that was handed in.
    InBuffer,
    /// They are there already.
    Bytes(&'a [u8]),
    /// They are a file of the author's: its path relative to the root, and its length.
    File(&'a Path, u64),
}

/// A page that could not be rendered.
#[derive(Debug, Clone)]
pub struct RenderFault {
    /// The page's address.
    pub address: UrlPath,
    /// The file behind it, when an author wrote one.
    pub file: Option<FilePath>,
    /// Where in which template, and what the template engine says.
    pub at: TemplatePlace,
}

impl<'a> Plan<'a> {
    /// Plans the site. Renders nothing.
    #[must_use]
    pub fn new(
        source: &'a Source,
        model: &'a Model,
        theme: &'a Theme,
        options: PlanOptions,
    ) -> Self {
        let mut outputs = BTreeMap::new();
        for (name, asset) in &theme.assets.0 {
            outputs.insert(asset.out.clone(), Output::Asset(name.clone()));
        }
        for (out, face) in &model.faces {
            outputs.insert(out.clone(), Output::Face(*face));
        }
        for (out, copied) in &model.copied {
            outputs.insert(out.clone(), Output::Copy(copied.file.clone()));
        }
        for (address, page) in &model.aliases {
            outputs.insert(address.out_path(), Output::Redirect(*page));
        }
        for (id, page) in model.pages.iter().enumerate() {
            let part = Part { page: id, number: 1 };
            outputs.insert(page.address.out_path(), Output::Page(part));
        }
        for (address, part) in &model.parts {
            outputs.insert(address.out_path(), Output::Page(*part));
        }
        let maker = Maker::new(source, model, theme, options, Ready::of(model, theme));
        Self { outputs, maker }
    }

    /// Makes the bytes of `output`, in `buffer` when they have to be made.
    ///
    /// # Errors
    /// When a template cannot be rendered.
    pub fn make(
        &self,
        output: &Output,
        buffer: &mut Vec<u8>,
    ) -> Result<Made<'a>, Box<RenderFault>> {
        self.maker.make(output, buffer)
    }

    /// What the template of `page` sees: the contract, page by page.
    ///
    /// # Errors
    /// When the template of a component in its text cannot be rendered.
    pub fn context(&self, page: PageId) -> tera::TeraResult<Vec<(&'static str, tera::Value)>> {
        self.maker.contexts.entries(Part { page, number: 1 })
    }
}

/// What many pages share, made once: it can be kept for as long as the model and the theme stay
/// as they are.
#[derive(Clone)]
pub struct Ready(Arc<Prepared>);

impl Ready {
    /// What the pages of `model` share.
    #[must_use]
    pub fn of(model: &Model, theme: &Theme) -> Self {
        Self(Arc::new(Prepared::new(model, theme)))
    }
}

impl std::fmt::Debug for Ready {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ready")
    }
}

impl<'a> Maker<'a> {
    /// Makes files of a site; `ready` was made of the same model and theme.
    #[must_use]
    pub fn new(
        source: &'a Source,
        model: &'a Model,
        theme: &'a Theme,
        options: PlanOptions,
        ready: Ready,
    ) -> Self {
        let contexts = Contexts::new(source, model, theme, ready.0);
        let faces = Faces::new(model, theme);
        Self { source, model, theme, contexts, faces, options }
    }

    /// How the file at `out` is made: the same as the plan says, without planning all others.
    #[must_use]
    pub fn find(&self, out: &OutPath) -> Option<Output> {
        let address = out.address();
        let part = self.model.parts.get(&address).map(|part| Output::Page(*part));
        let page = || {
            let page = self.model.by_address.get(&address);
            page.map(|page| Part { page: *page, number: 1 })
        };
        let alias = || self.model.aliases.get(&address).map(|page| Output::Redirect(*page));
        let copied = || self.model.copied.get(out).map(|copied| Output::Copy(copied.file.clone()));
        let face = || self.model.faces.get(out).map(|face| Output::Face(*face));
        let asset = || {
            let found = self.theme.assets.0.iter().find(|(_, asset)| asset.out == *out);
            found.map(|(name, _)| Output::Asset(name.clone()))
        };
        let page = part.or_else(|| page().map(Output::Page));
        page.or_else(alias).or_else(copied).or_else(face).or_else(asset)
    }

    /// Makes the bytes of `output`, in `buffer` when they have to be made.
    ///
    /// # Errors
    /// When a template cannot be rendered.
    pub fn make(
        &self,
        output: &Output,
        buffer: &mut Vec<u8>,
    ) -> Result<Made<'a>, Box<RenderFault>> {
        buffer.clear();
        match output {
            Output::Page(part) => self.render(*part, &self.contexts.template(part.page), buffer),
            Output::Redirect(page) => {
                self.render(Part { page: *page, number: 1 }, "omdirigering.html", buffer)
            }
            Output::Face(face) => {
                self.faces.make(*face, buffer);
                Ok(Made::InBuffer)
            }
            Output::Asset(name) => {
                Ok(Made::Bytes(self.theme.assets.0.get(name).map_or(&[], |asset| &asset.bytes)))
            }
            Output::Copy(file) => Ok(self.copied(file)),
        }
    }

    fn copied(&self, file: &FilePath) -> Made<'a> {
        match self.source.files.get(file) {
            Some(found) => match &found.content {
                Content::Copied { len } => Made::File(&found.disk, *len),
                Content::Bytes(bytes) => Made::Bytes(bytes),
                Content::Text(text) => Made::Bytes(text.as_bytes()),
                Content::NotUtf8 { .. } | Content::Conflict { .. } | Content::TooLarge { .. } => {
                    Made::Bytes(&[])
                }
            },
            None => Made::Bytes(&[]),
        }
    }

    fn render(
        &self,
        part: Part,
        template: &str,
        buffer: &mut Vec<u8>,
    ) -> Result<Made<'a>, Box<RenderFault>> {
        let engine = self.theme.engine_in(self.model.pages[part.page].edition.language);
        let made = self.contexts.page(part);
        let made = made.and_then(|context| engine.render(template, &context, buffer));
        // Once more with all there is, so that the message can say what could be asked for.
        let made = made.or_else(|_| {
            buffer.clear();
            engine.render(template, &self.contexts.whole_page(part)?, buffer)
        });
        match made {
            Ok(()) => {
                if self.options.minify {
                    *buffer = minified(buffer);
                }
                Ok(Made::InBuffer)
            }
            Err(error) => {
                let mut places = reported(self.source, &self.theme.chain, &error);
                Err(Box::new(RenderFault {
                    address: self.model.address_of(part),
                    file: self.model.document_of(part.page).map(|document| document.file.clone()),
                    at: places.swap_remove(0),
                }))
            }
        }
    }
}
