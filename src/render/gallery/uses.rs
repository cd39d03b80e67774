//! Which pictures pages show, and which files they lead to besides.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::FilePath;
use crate::document::Document;
use crate::model::{Model, ResolvedLink};
use crate::pictures::Focus;
use crate::render::component::{Meaning, read};
use crate::theme::{Form, Theme};
use crate::yaml::Shape;

use super::told::{file_of, told};

/// What pages do with the author's files.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// The pictures that are shown, each with what has to be seen of it where it is cut.
    pub shown: BTreeMap<FilePath, BTreeSet<Focus>>,
    /// The files that are linked to: somebody may want them as they are.
    pub linked: BTreeSet<FilePath>,
}

impl Uses {
    pub fn of(model: &Model, theme: &Theme) -> Self {
        let mut uses = Self::default();
        if model.copied.is_empty() {
            return uses;
        }
        // The texts of a report have no pages of their own.
        let reports = model.reports.keys().map(|id| &model.documents[*id]);
        let texts: BTreeSet<_> = reports.flat_map(|report| model.report_texts(report)).collect();
        let is_shown = |id| model.page_of(id).is_some() || texts.contains(&id);
        let links = model.documents.iter().zip(&model.links).enumerate();
        for (_, (document, links)) in links.filter(|(id, _)| is_shown(*id)) {
            for (link, resolved) in document.outline.links.iter().zip(links) {
                if let Ok(ResolvedLink::File(out)) = resolved
                    && let Some(copied) = model.copied.get(out)
                {
                    uses.take(&copied.file, link.picture);
                }
            }
            uses.components(model, theme, document);
            uses.fields(model, document);
        }
        // What is fetched as a document is fetched as it is, whatever it is.
        for (_, row) in model.papers() {
            let out = row.file.as_ref().and_then(|file| model.file_named(&file.value));
            if let Some(copied) = out.and_then(|out| model.copied.get(out)) {
                uses.take(&copied.file, false);
            }
        }
        let menu = model.config.site.menu.iter().filter_map(|item| item.address.as_ref());
        for address in menu {
            uses.address(model, &address.value);
        }
        for register in &model.register_documents {
            register.table.each_text(&mut |field, _, text| {
                if matches!(field.shape, Shape::Link | Shape::List(Shape::Link)) {
                    uses.address(model, text);
                }
            });
        }
        uses
    }

    fn take(&mut self, file: &FilePath, is_shown: bool) {
        if is_shown {
            self.shown.entry(file.clone()).or_default();
        } else {
            self.linked.insert(file.clone());
        }
    }

    fn components(&mut self, model: &Model, theme: &Theme, document: &Document) {
        for component in &document.outline.components {
            let Some(declared) = theme.component(&component.name.value) else { continue };
            for settings in declared.attributes.iter().map(|settings| &settings.value) {
                let form = settings.form();
                if !matches!(form, Form::Picture | Form::Link) {
                    continue;
                }
                let meaning = read(model, document, declared, component, settings);
                if let Some(Ok(Meaning::Link(ResolvedLink::File(out)))) = meaning
                    && let Some(copied) = model.copied.get(&out)
                {
                    self.take(&copied.file, form == Form::Picture);
                }
            }
        }
    }

    fn fields(&mut self, model: &Model, document: &Document) {
        let lead = document.common.picture.as_ref().map(|picture| &picture.value);
        if let Some(file) = lead.and_then(|picture| file_of(model, document, picture)) {
            let focus = told(model, document, file).focus.unwrap_or(Focus::MIDDLE);
            self.shown.entry(file.clone()).or_default().insert(focus);
        }
        document.each_text(&mut |field, _, text| {
            if matches!(field.shape, Shape::Link | Shape::List(Shape::Link)) {
                self.address(model, text);
            }
        });
    }

    fn address(&mut self, model: &Model, written: &str) {
        if let Ok(ResolvedLink::File(out)) = model.written_address(written)
            && let Some(copied) = model.copied.get(&out)
        {
            self.linked.insert(copied.file.clone());
        }
    }
}
