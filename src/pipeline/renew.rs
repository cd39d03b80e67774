//! Brings a loaded site up to date with what has been saved since, doing no more than it must.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::FilePath;
use crate::document::{Known, parse_again};
use crate::model::Edited;
use crate::render::Planned;
use crate::source::{SITE_FILE, Source, THEMES};

use super::{Options, Site, load, load_theme, load_unknown};

impl Site {
    /// Takes in that `changed` are others in its own source by now, and in `planned` that the site
    /// is another. Gives the site as it was, without its source, when everything had to be linked
    /// anew: taking it apart takes a while.
    pub fn renew(
        &mut self,
        changed: &[FilePath],
        options: &Options,
        planned: &mut Arc<Planned>,
    ) -> Option<Self> {
        if self.edit(changed, options, planned) {
            return None;
        }
        let is_of_theme = |file: &FilePath| file.below(THEMES).is_some();
        if !changed.is_empty() && changed.iter().all(is_of_theme) && self.is_of(options) {
            self.retheme(planned);
            return None;
        }
        let source = std::mem::take(&mut self.source);
        Some(self.replace(source, changed, options, planned))
    }

    /// Puts the site that `source` holds in its place, which differs from its own in `changed`.
    /// Gives the site as it was.
    #[must_use]
    pub fn replace(
        &mut self,
        source: Source,
        changed: &[FilePath],
        options: &Options,
        planned: &mut Arc<Planned>,
    ) -> Self {
        let site = if changed.iter().any(|file| file.as_str() == SITE_FILE) {
            load(source, options)
        } else {
            let changed: BTreeSet<FilePath> = changed.iter().cloned().collect();
            let pages = std::mem::take(&mut self.model.documents);
            let registers = std::mem::take(&mut self.model.register_documents);
            load_unknown(source, options, Known::of(pages, registers, &changed))
        };
        *planned = Arc::new(site.planned());
        std::mem::replace(self, site)
    }

    /// Whether it is of the day that is asked for.
    fn is_of(&self, options: &Options) -> bool {
        options.link.now.to_zoned(self.model.config.zone()).date() == self.model.today
    }

    /// Takes in that its theme is another. Links know no theme.
    fn retheme(&mut self, planned: &mut Arc<Planned>) {
        let Self { source, model, named, .. } = self;
        let theme = load_theme(source, &model.config, named, &model.register_documents);
        let has_same_words = theme.says_the_same(&self.theme);
        self.theme = theme;
        match Arc::get_mut(planned).filter(|_| has_same_words) {
            Some(planned) => planned.retheme(&self.source, &self.model, &self.theme),
            None => *planned = Arc::new(self.planned()),
        }
    }

    /// Takes in the text of pages, when that is all that has changed. Tells whether it was.
    fn edit(
        &mut self,
        changed: &[FilePath],
        options: &Options,
        planned: &mut Arc<Planned>,
    ) -> bool {
        let is_of_today = self.is_of(options);
        let Self { source, model, theme, .. } = self;
        // Whoever makes pages of a plan has it: nobody does while the site may be changed.
        let Some(planned) = Arc::get_mut(planned).filter(|_| is_of_today) else {
            return false;
        };
        let mut edited: Vec<Edited> = Vec::with_capacity(changed.len());
        for file in changed {
            let document = parse_again(source, &model.config, &model.documents, file);
            match document.and_then(|document| model.edit(document)) {
                Some(edit) => edited.push(edit),
                None => return false,
            }
        }
        planned.renew(source, model, theme, &edited)
    }
}
