//! The plan: a map from output path to recipe.

mod drawn;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::base::{FilePath, OutPath, UrlPath};
use crate::model::{DocumentId, Edited, Face, Model, PageId, Part, Target};
use crate::pictures::BadPicture;
use crate::search::SCRIPT;
use crate::source::{Content, Source};
use crate::theme::{TemplatePlace, Theme, reported};

use super::context::{Contexts, Prepared, base_url};
use super::face::Faces;
use super::gallery::{self, Gallery, Rendition};
use super::minify::minified;
use super::picture::{self, PictureAt, Pictures};
use super::search::Indexes;

/// What tells search engines to keep away from all of a site.
const NOBODY: &[u8] = b"User-agent: *\nDisallow: /\n";

/// The author's own file for search engines.
const ROBOTS: &str = "content/static/robots.txt";

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
    /// A picture that the theme draws.
    Picture(PictureAt),
    /// One size of a picture of the author's.
    Rendition(Rendition),
    /// A picture of the author's as it is, without what it says of its maker.
    Stripped(FilePath),
    /// A drawing of the author's, with nothing in it that does something.
    Drawing(FilePath),
    /// A file of the author's, copied as it is.
    Copy(FilePath),
}

/// What the plan may vary.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlanOptions {
    /// Take out white space that no reader sees.
    pub minify: bool,
    /// Let each block of text say on which line of its file it is written: for a preview, never
    /// for a build.
    pub marks: bool,
    /// Ask search engines to keep away: for a place where the site is tried.
    pub noindex: bool,
}

/// Everything the finished site holds.
#[derive(Debug)]
pub struct Plan<'a> {
    planned: Arc<Planned>,
    source: &'a Source,
    model: &'a Model,
    theme: &'a Theme,
    contexts: Contexts<'a>,
    faces: Faces<'a>,
    options: PlanOptions,
}

/// What a plan knows before any page is made. It borrows nothing, so that it can be kept for as
/// long as the site is the same.
#[derive(Debug)]
pub struct Planned {
    outputs: BTreeMap<OutPath, Output>,
    pictures: Pictures,
    gallery: Arc<Gallery>,
    prepared: Arc<Prepared>,
    indexes: Indexes,
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

/// A page or picture that could not be made.
#[derive(Debug, Clone)]
pub enum RenderFault {
    /// A page.
    Page {
        /// Its address.
        address: UrlPath,
        /// The file behind it, when an author wrote one.
        file: Option<FilePath>,
        /// Where in which template, and what the template engine says.
        at: TemplatePlace,
    },
    /// A picture of the author's.
    Picture(FilePath, BadPicture),
}

impl Planned {
    /// Plans the site. Renders nothing.
    #[must_use]
    pub fn new(source: &Source, model: &Model, theme: &Theme) -> Self {
        let gallery = Arc::new(Gallery::of(source, model, theme));
        let (outputs, pictures) = Self::outputs(source, model, theme, &gallery);
        let prepared = Arc::new(Prepared::new(model, theme, &pictures));
        Self { outputs, pictures, gallery, prepared, indexes: Indexes::new(model) }
    }

    /// Plans the same site in another theme that has the same words.
    pub fn retheme(&mut self, source: &Source, model: &Model, theme: &Theme) {
        self.gallery = Arc::new(Gallery::of(source, model, theme));
        (self.outputs, self.pictures) = Self::outputs(source, model, theme, &self.gallery);
        self.indexes = Indexes::new(model);
        match Arc::get_mut(&mut self.prepared) {
            Some(prepared) => prepared.retheme(model, theme, &self.pictures),
            None => {
                self.prepared = Arc::new(Prepared::new(model, theme, &self.pictures));
            }
        }
    }

    fn outputs(
        source: &Source,
        model: &Model,
        theme: &Theme,
        gallery: &Gallery,
    ) -> (BTreeMap<OutPath, Output>, Pictures) {
        let mut outputs = BTreeMap::new();
        for (name, asset) in &theme.assets.0 {
            outputs.insert(asset.out.clone(), Output::Asset(name.clone()));
        }
        for (out, face) in &model.faces {
            outputs.insert(out.clone(), Output::Face(*face));
        }
        outputs.extend(gallery.outputs());
        for (out, copied) in &model.copied {
            let output = gallery.output(source, &copied.file);
            outputs.extend(output.map(|output| (out.clone(), output)));
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
        let pictures = Pictures::place(model, theme, &mut outputs);
        (outputs, pictures)
    }

    /// Takes in edits that the model has taken in. Not when somebody still makes pages of what was
    /// prepared before: tells whether it could.
    pub fn renew(
        &mut self,
        source: &Source,
        model: &Model,
        theme: &Theme,
        edited: &[Edited],
    ) -> bool {
        let Some(prepared) = Arc::get_mut(&mut self.prepared) else { return false };
        let gallery = Arc::new(Gallery::of(source, model, theme));
        if *gallery != *self.gallery {
            self.gallery = gallery;
            (self.outputs, self.pictures) = Self::outputs(source, model, theme, &self.gallery);
        }
        self.indexes = Indexes::new(model);
        let said: Vec<DocumentId> =
            edited.iter().filter(|edit| edit.says_else).map(|edit| edit.document).collect();
        if !said.is_empty() {
            prepared.renew(model, theme, &showing(model, &said));
        }
        true
    }
}

/// The pages whose cards show something of these documents: their own, and those that name them
/// with a title.
fn showing(model: &Model, documents: &[DocumentId]) -> Vec<PageId> {
    let naming = documents.iter().filter_map(|id| model.backlinks.get(&Target::Document(*id)));
    let naming = naming.flatten().map(|link| link.document);
    let own = documents.iter().copied().chain(naming).filter_map(|id| model.page_of(id));
    // Translations are no back-links.
    let translations = model.pages.iter().enumerate();
    let translations = translations.filter(|(_, page)| page.address != page.original);
    let all: BTreeSet<PageId> = own.chain(translations.map(|(id, _)| id)).collect();
    all.into_iter().collect()
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
        let planned = Arc::new(Planned::new(source, model, theme));
        Self::again(planned, source, model, theme, options)
    }

    /// The plan again; `planned` was made of the same site.
    #[must_use]
    pub fn again(
        planned: Arc<Planned>,
        source: &'a Source,
        model: &'a Model,
        theme: &'a Theme,
        options: PlanOptions,
    ) -> Self {
        let prepared = Arc::clone(&planned.prepared);
        let gallery = Arc::clone(&planned.gallery);
        let contexts = Contexts::new(source, model, theme, (prepared, gallery), options.marks);
        let faces = Faces::new(model, theme);
        Self { planned, source, model, theme, contexts, faces, options }
    }

    /// The recipes, by output path.
    #[must_use]
    pub fn outputs(&self) -> &BTreeMap<OutPath, Output> {
        &self.planned.outputs
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
            Output::Face(Face::Robots) if self.options.noindex => {
                buffer.extend_from_slice(NOBODY);
                Ok(Made::InBuffer)
            }
            Output::Face(Face::Search(lang, shard)) => {
                let site = (self.source, self.model, self.theme);
                let base = base_url(self.model);
                self.planned.indexes.write(site, &base, (*lang, *shard), buffer);
                Ok(Made::InBuffer)
            }
            Output::Face(Face::SearchScript) => Ok(Made::Bytes(SCRIPT.as_bytes())),
            Output::Face(face) => {
                self.faces.make(*face, buffer);
                Ok(Made::InBuffer)
            }
            Output::Asset(name) => {
                Ok(Made::Bytes(self.theme.assets.0.get(name).map_or(&[], |asset| &asset.bytes)))
            }
            Output::Picture(at) => {
                self.picture_template(*at, buffer)?;
                picture::draw(self.theme, *at, buffer);
                Ok(Made::InBuffer)
            }
            Output::Rendition(size) => {
                // Whoever writes waits for what is looked at, and for nothing else.
                let alone = self.options.marks;
                let made = self.planned.gallery.make(self.source, size, alone, buffer);
                made.map_err(|fault| Box::new(RenderFault::Picture(size.file.clone(), fault)))?;
                Ok(Made::InBuffer)
            }
            Output::Stripped(file) => {
                let made = gallery::stripped(self.source, file, buffer);
                made.map_err(|fault| Box::new(RenderFault::Picture(file.clone(), fault)))?;
                Ok(Made::InBuffer)
            }
            Output::Drawing(file) => {
                let unread = Err(BadPicture::Unread);
                let made = gallery::cleaned(self.source, file).unwrap_or(unread);
                let made = made.map_err(|fault| RenderFault::Picture(file.clone(), fault));
                buffer.extend_from_slice(made.map_err(Box::new)?.svg.as_bytes());
                Ok(Made::InBuffer)
            }
            // What its author lets search engines do holds where everybody is to find the site.
            Output::Copy(file) if self.options.noindex && file.as_str() == ROBOTS => {
                buffer.extend_from_slice(NOBODY);
                Ok(Made::InBuffer)
            }
            Output::Copy(file) => Ok(self.copied(file)),
        }
    }

    /// The template of `page`.
    #[must_use]
    pub fn template(&self, page: PageId) -> String {
        self.contexts.template(page)
    }

    /// What the template of `page` sees: the contract, page by page.
    ///
    /// # Errors
    /// When the template of a component in its text cannot be rendered.
    pub fn context(&self, page: PageId) -> tera::TeraResult<Vec<(&'static str, tera::Value)>> {
        self.contexts.entries(Part { page, number: 1 })
    }

    /// How many pictures of the author's had to be read so far, to make something of them.
    #[must_use]
    pub fn pictures_read(&self) -> usize {
        self.planned.gallery.pictures_read()
    }

    /// Forgets what was kept of pictures that nobody has asked for in a long time.
    pub fn tidy(&self) {
        self.planned.gallery.tidy();
    }

    fn copied(&self, file: &FilePath) -> Made<'a> {
        match self.source.files.get(file) {
            Some(found) => match &found.content {
                Content::Copied { len } => Made::File(&found.disk, *len),
                Content::Picture(seen) => Made::File(&found.disk, seen.len),
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
                if self.options.noindex && !template.ends_with(".svg") {
                    keep_away(buffer);
                }
                if self.options.minify {
                    *buffer = minified(buffer);
                }
                Ok(Made::InBuffer)
            }
            Err(error) => {
                let mut places = reported(self.source, &self.theme.chain, &error);
                Err(Box::new(RenderFault::Page {
                    address: self.model.address_of(part),
                    file: self.model.document_of(part.page).map(|document| document.file.clone()),
                    at: places.swap_remove(0),
                }))
            }
        }
    }
}

/// Asks search engines to keep a page out, whatever its template says of it.
fn keep_away(html: &mut Vec<u8>) {
    const ASKED: &[u8] = b"<meta name=\"robots\" content=\"noindex\">";
    let Some(head) = memchr::memmem::find(html, b"<head") else { return };
    let Some(end) = memchr::memchr(b'>', &html[head..]) else { return };
    let at = head + end + 1;
    html.splice(at..at, ASKED.iter().copied());
}
