//! The whole program on one screen: from a source to a finished site, or to what is wrong with it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{Diagnostic, Failure, FilePath, Lang, Severity, Span, Spanned, Typesetter};
use crate::check::{Stage, Subject, check};
use crate::config::{BaseUrl, Config};
use crate::document::{Copied, Documents};
use crate::model::{LinkOptions, Model, link};
use crate::render::{Output, PictureTrouble, Plan, PlanOptions, Planned, RenderFault};
use crate::source::{Source, with_embedded_themes};
use crate::theme::{Choices, Theme};
use crate::write::{Lock, OutFolder, Stopped, Written, write};

/// What a run may vary, besides the content.
#[derive(Debug, Clone)]
pub struct Options {
    /// Clock and drafts.
    pub link: LinkOptions,
    /// Another theme than the settings name.
    pub theme: Option<String>,
    /// Another address than the settings give.
    pub base_url: Option<String>,
    /// Whether warnings count as errors.
    pub strict: bool,
}

/// A site, read, parsed, linked, with its theme.
#[derive(Debug)]
pub struct Site {
    /// The files.
    pub source: Source,
    /// The content, linked.
    pub model: Model,
    /// The theme.
    pub theme: Theme,
    strays: Vec<FilePath>,
    copied: Vec<Copied>,
    strict: bool,
}

/// What came of a build.
#[derive(Debug)]
pub enum Built {
    /// The site was written.
    Written(Written),
    /// There were errors, and nothing was written.
    Refused,
}

/// Takes a source through the house as far as the plan.
#[must_use]
pub fn load(source: Source, options: &Options) -> Site {
    let source = with_embedded_themes(source);
    let mut config = Config::read(&source);
    let given = |text: &String| Spanned::new(text.clone(), Span::at(0));
    let named = config.theme().to_owned();
    if let Some(theme) = &options.theme {
        config.site.theme = Some(given(theme));
    }
    if let Some(url) = &options.base_url {
        config.site.base_url = Some(given(url));
    }
    let base = config.site.base_url.as_ref().and_then(|url| BaseUrl::parse(&url.value));
    let base_path = base.map(|base| base.path).unwrap_or_default();
    let documents = Documents::parse(&source, &config);
    let values = config.site.options.as_ref().map(|chosen| &chosen.value);
    let theme = Theme::load(
        &source,
        config.theme(),
        &base_path,
        typesetters(&config, &documents),
        &Choices { file: Config::file(), theme: &named, values },
    );
    let (strays, copied) = (documents.strays.clone(), documents.copied.clone());
    let model = link(config, documents, &options.link);
    Site { source, model, theme, strays, copied, strict: options.strict }
}

/// What sets the text of each language: the words of the register are in the first one.
fn typesetters(config: &Config, documents: &Documents) -> Vec<(Lang, Typesetter)> {
    let mut hyphens = documents.hyphens();
    let set =
        |lang| (lang, Typesetter::new(lang, config.punctuates(), std::mem::take(&mut hyphens)));
    config.languages().into_iter().map(set).collect()
}

impl Site {
    /// The finished site as recipes.
    #[must_use]
    pub fn plan(&self, options: PlanOptions) -> Plan<'_> {
        Plan::new(&self.source, &self.model, &self.theme, options)
    }

    /// What a plan knows before any page is made.
    #[must_use]
    pub fn planned(&self) -> Planned {
        Planned::new(&self.source, &self.model, &self.theme)
    }

    /// The plan again, when nothing of the site has changed since it was made.
    #[must_use]
    pub fn plan_again(&self, planned: Arc<Planned>, options: PlanOptions) -> Plan<'_> {
        Plan::again(planned, &self.source, &self.model, &self.theme, options)
    }

    /// What is wrong before any page is made.
    #[must_use]
    pub fn check_content(&self) -> Vec<Diagnostic> {
        self.diagnose(Stage::Content, &[], &[])
    }

    /// Everything that is wrong: makes every page, and writes nothing.
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut found = self.check_content();
        // A page made of faulty content would only repeat the fault in a template's words.
        let (faults, pictures) =
            if has_errors(&found) { Default::default() } else { self.render_all() };
        found.extend(self.diagnose(Stage::Pages, &faults, &pictures));
        found.sort();
        found
    }

    /// Writes the site, unless something is wrong with it. Gives everything that is.
    /// `lock` must have been taken before the source was read, or an older text could
    /// overwrite a newer one.
    ///
    /// # Errors
    /// When the machine cannot do it. The visible site is then as it was.
    pub fn build(
        &self,
        plan: &Plan<'_>,
        folder: &OutFolder,
        lock: &Lock,
        step: &(dyn Fn() + Sync),
    ) -> Result<(Built, Vec<Diagnostic>), Failure> {
        let mut found = self.check_content();
        // Faults in their templates come when they are drawn.
        let pictures = if has_errors(&found) { Vec::new() } else { plan.picture_faults().1 };
        found.extend(self.diagnose(Stage::Pages, &[], &pictures));
        if has_errors(&found) {
            return Ok((Built::Refused, found));
        }
        match write(plan, &self.source, folder, lock, step) {
            Ok(written) => Ok((Built::Written(written), found)),
            Err(Stopped::Failure(failure)) => Err(failure),
            Err(Stopped::Render(faults)) => {
                found.extend(self.diagnose(Stage::Pages, &faults, &[]));
                found.sort();
                Ok((Built::Refused, found))
            }
        }
    }

    /// What is wrong with one page that could not be made.
    #[must_use]
    pub fn check_fault(&self, fault: RenderFault) -> Vec<Diagnostic> {
        self.diagnose(Stage::Pages, &[fault], &[])
    }

    /// Makes every page, and keeps only what goes wrong.
    fn render_all(&self) -> (Vec<RenderFault>, Vec<PictureTrouble>) {
        if !self.theme.engine.is_usable() {
            return Default::default();
        }
        let plan = self.plan(PlanOptions::default());
        // Pictures are looked at, but need not be drawn.
        let is_page = |output: &&Output| !matches!(output, Output::Picture(_));
        let outputs: Vec<_> = plan.outputs().values().filter(is_page).collect();
        let mut faults: Vec<RenderFault> = outputs
            .par_iter()
            .map_init(Vec::new, |buffer, output| plan.make(output, buffer).err())
            .flatten()
            .map(|fault| *fault)
            .collect();
        let (in_pictures, troubles) = plan.picture_faults();
        faults.extend(in_pictures);
        (faults, troubles)
    }

    fn diagnose(
        &self,
        stage: Stage,
        render_faults: &[RenderFault],
        picture_faults: &[PictureTrouble],
    ) -> Vec<Diagnostic> {
        let subject = Subject {
            source: &self.source,
            model: &self.model,
            theme: &self.theme,
            strays: &self.strays,
            copied: &self.copied,
            render_faults,
            picture_faults,
        };
        let mut found = check(&subject, stage);
        if self.strict {
            for diagnostic in &mut found {
                if diagnostic.severity == Severity::Warning {
                    diagnostic.severity = Severity::Error;
                }
            }
        }
        found
    }
}

/// Whether anything in `found` keeps the site from being written.
#[must_use]
pub fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
