//! The author's pictures, as pages and templates see them.

use tera::Value;

use crate::base::FilePath;
use crate::document::Document;
use crate::document::kind::PagePicture;
use crate::document::markdown::is_decoration;
use crate::model::ResolvedLink;
use crate::render::body::{Showing, Shown};
use crate::render::gallery::{Set, Show, element, file_of, srcset, told, unchosen};
use crate::render::value::map;

use super::Contexts;

impl Contexts<'_> {
    /// A picture of a text; nothing when the site only has it as it is.
    pub(super) fn picture(
        &self,
        document: &Document,
        link: &ResolvedLink,
        showing: &Showing<'_>,
    ) -> Option<Shown> {
        let file = self.file_at(link)?;
        let (href, _) = self.link_href(link);
        let (alt, title, is_first) = (showing.alt, showing.title, showing.is_first);
        let show = Show { href: &href, base: &self.prepared.base.path, alt, title, is_first };
        let told = told(self.model, document, file);
        Some(Shown {
            html: element(self.gallery.get(file)?, &show),
            caption: told.caption.map(str::to_owned),
            credit: told.credit.map(str::to_owned),
        })
    }

    /// What a template needs to show the picture that a component names.
    pub(super) fn component_picture(
        &self,
        document: &Document,
        link: &ResolvedLink,
        is_first: bool,
    ) -> Vec<(&'static str, Value)> {
        let file = self.file_at(link);
        let mut entries = file.map(|file| self.sizes(file)).unwrap_or_default();
        let told = file.map(|file| told(self.model, document, file)).unwrap_or_default();
        entries.push(("caption", told.caption.map_or_else(Value::none, Value::normal_string)));
        entries.push(("credit", told.credit.map_or_else(Value::none, Value::normal_string)));
        entries.push(("first", Value::from(is_first)));
        entries
    }

    /// The picture that a page is shown by.
    pub(super) fn lead_picture(&self, document: &Document, picture: &PagePicture) -> Value {
        let Some(file) = file_of(self.model, document, picture) else { return Value::none() };
        let Some(out) = self.model.copied_to.get(file) else { return Value::none() };
        let (href, _) = self.link_href(&ResolvedLink::File(out.clone()));
        let mut entries = vec![("href", Value::from(href))];
        entries.extend(self.sizes(file));
        let told = told(self.model, document, file);
        let alt = picture.alt.as_ref().map_or("", |alt| alt.value.as_str());
        let alt = if is_decoration(alt) { "" } else { alt };
        entries.push(("alt", Value::normal_string(alt)));
        entries.push(("caption", told.caption.map_or_else(Value::none, Value::normal_string)));
        entries.push(("credit", told.credit.map_or_else(Value::none, Value::normal_string)));
        let focus = told.focus.unwrap_or(crate::pictures::Focus::MIDDLE);
        let parts = self.gallery.get(file).map(|shown| &shown.parts);
        let crops = parts.into_iter().flatten().filter(|((_, own), _)| *own == focus);
        let crops = crops.map(|((name, _), set)| (name.clone().into(), map(self.set(set))));
        entries.push(("crops", Value::from(crops.collect::<tera::Map>())));
        map(entries)
    }

    fn file_at(&self, link: &ResolvedLink) -> Option<&FilePath> {
        let ResolvedLink::File(out) = link else { return None };
        Some(&self.model.copied.get(out)?.file)
    }

    /// The sizes of a picture: nothing in them where it is only there as it is.
    fn sizes(&self, file: &FilePath) -> Vec<(&'static str, Value)> {
        let shown = self.gallery.get(file);
        match shown.and_then(|shown| shown.whole.as_ref()) {
            Some(set) => self.set(set),
            None => {
                let side = |side: Option<u32>| side.map_or_else(Value::none, Value::from);
                let sides = shown.and_then(|shown| shown.sides);
                vec![
                    ("width", side(sides.map(|(width, _)| width))),
                    ("height", side(sides.map(|(_, height)| height))),
                    ("src", Value::none()),
                    ("webp", Value::none()),
                    ("srcset", Value::none()),
                    ("sizes", Value::none()),
                ]
            }
        }
    }

    fn set(&self, set: &Set) -> Vec<(&'static str, Value)> {
        let base = &self.prepared.base.path;
        let largest = set.sizes.last();
        let side = |side: Option<u32>| side.map_or_else(Value::none, Value::from);
        vec![
            ("width", side(largest.map(|size| size.width))),
            ("height", side(largest.map(|size| size.height))),
            ("src", unchosen(set, base).map_or_else(Value::none, Value::from)),
            ("webp", Value::from(srcset(set, base, |size| &size.webp.0))),
            ("srcset", Value::from(srcset(set, base, |size| &size.fallback.0))),
            ("sizes", Value::normal_string(&set.place)),
        ]
    }
}
