//! The whole program on one screen: from a source to a finished site, or to what is wrong with it.

mod fix;
mod renew;

pub use fix::{Fixed, fix};

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{Diagnostic, Failure, FilePath, OutPath, Severity, Span, Spanned, Typesetter};
use crate::check::{
    Finished, Language, PageFault, Settings, Stage, Stop, Subject, check, prepare, rule_called,
};
use crate::config::{BaseUrl, Config};
use crate::document::register::RegisterDocument;
use crate::document::{Copied, Documents, Known, hyphens};
use crate::external::Answers;
use crate::files::read_all;
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
    /// The theme that its own settings name.
    named: String,
    strays: Vec<FilePath>,
    copied: Vec<Copied>,
    /// What the site says of the rules.
    pub settings: Settings,
    /// What other sites answered, when they were asked.
    pub answers: Option<Answers>,
}

/// What went wrong when pages and pictures were made, and with them.
#[derive(Debug, Default)]
struct Made {
    faults: Vec<RenderFault>,
    pictures: Vec<PictureTrouble>,
    finished: Vec<PageFault>,
    unreached: HashSet<OutPath>,
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
    load_unknown(with_embedded_themes(source), options, Known::default())
}

/// The same, when some files have been parsed before, under the same settings.
fn load_unknown(source: Source, options: &Options, known: Known) -> Site {
    let mut config = Config::read(&source);
    let named = config.theme().to_owned();
    let given = |text: &String| Spanned::new(text.clone(), Span::at(0));
    if let Some(theme) = &options.theme {
        config.site.theme = Some(given(theme));
    }
    if let Some(url) = &options.base_url {
        config.site.base_url = Some(given(url));
    }
    let settings = Settings::of(&config, options.strict);
    prepare(&config, &settings);
    let documents = Documents::parse_unknown(&source, &config, known);
    let theme = load_theme(&source, &config, &named, &documents.registers);
    let (strays, copied) = (documents.strays.clone(), documents.copied.clone());
    let paths = copied.iter().map(|copied| &copied.file);
    let linked = || link(config, documents, &options.link);
    let (mut model, files) = rayon::join(linked, || read_all(&source, paths));
    model.files = files;
    Site { source, model, theme, named, strays, copied, settings, answers: None }
}

/// Loads the theme that `config` asks for; `named` is the one that the site's own settings name.
fn load_theme(
    source: &Source,
    config: &Config,
    named: &str,
    registers: &[RegisterDocument],
) -> Theme {
    let base = config.site.base_url.as_ref().and_then(|url| BaseUrl::parse(&url.value));
    let base_path = base.map(|base| base.path).unwrap_or_default();
    // What sets the text of each language: the words of the register are in the first one.
    let mut hyphens = hyphens(registers);
    let set =
        |lang| (lang, Typesetter::new(lang, config.punctuates(), std::mem::take(&mut hyphens)));
    let typesetters = config.languages().into_iter().map(set).collect();
    let values = config.site.options.as_ref().map(|chosen| &chosen.value);
    let choices = Choices { file: Config::file(), theme: named, values };
    Theme::load(source, config.theme(), &base_path, typesetters, &choices)
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
        self.diagnose(Stage::Content, &Made::default(), Stop::NEVER)
    }

    /// The same, unless `is_due` says meanwhile that nobody needs it any more.
    #[must_use]
    pub fn check_content_until(
        &self,
        is_due: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Diagnostic>> {
        let found = self.diagnose(Stage::Content, &Made::default(), Stop::when(is_due));
        (!is_due()).then_some(found)
    }

    /// Everything that is wrong: makes every page, and writes nothing.
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut found = self.check_content();
        // A page made of faulty content would only repeat the fault in a template's words.
        let is_bad = has_errors(&found);
        let made = if is_bad { Made::default() } else { self.render_all(Stop::NEVER, true) };
        found.extend(self.diagnose(Stage::Pages, &made, Stop::NEVER));
        if self.answers.is_some() {
            found.extend(self.diagnose(Stage::External, &made, Stop::NEVER));
        }
        found.sort_unstable();
        found
    }

    /// What is wrong with the finished pages, unless `is_due` says meanwhile that nobody needs it
    /// any more. Of use when nothing is wrong with their content.
    #[must_use]
    pub fn check_pages_until(&self, is_due: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Diagnostic>> {
        let stop = Stop::when(is_due);
        let made = self.render_all(stop, false);
        let found = self.diagnose(Stage::Pages, &made, stop);
        (!is_due()).then_some(found)
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
        if has_errors(&found) {
            found.extend(self.diagnose(Stage::Pages, &Made::default(), Stop::NEVER));
            return Ok((Built::Refused, found));
        }
        // Faults in their templates come when they are drawn.
        let pictures = plan.picture_faults().1;
        let finished = Finished::new(plan, &self.model);
        let look = |out: &OutPath, output: &Output, bytes: &[u8]| {
            finished.look(out, output, bytes);
            step();
        };
        let mut after = Vec::new();
        // The new site stands beside the old one then, and is not shown yet.
        let mut approve = || {
            let unreached = finished.unreached();
            let (finished, pictures) = (finished.faults(), pictures.clone());
            let made = Made { pictures, finished, unreached, ..Made::default() };
            after = self.diagnose(Stage::Pages, &made, Stop::NEVER);
            !has_errors(&after)
        };
        let written = write(plan, &self.source, folder, lock, &look, &mut approve);
        found.extend(after);
        let built = match written {
            Ok(Some(written)) => {
                plan.tidy();
                Built::Written(written)
            }
            Ok(None) => Built::Refused,
            Err(Stopped::Failure(failure)) => return Err(failure),
            Err(Stopped::Render(faults)) => {
                let made = Made { faults, pictures, ..Made::default() };
                found.extend(self.diagnose(Stage::Pages, &made, Stop::NEVER));
                Built::Refused
            }
        };
        found.sort_unstable();
        Ok((built, found))
    }

    /// What is wrong with one page that could not be made.
    #[must_use]
    pub fn check_fault(&self, fault: RenderFault) -> Vec<Diagnostic> {
        let made = Made { faults: vec![fault], ..Made::default() };
        self.diagnose(Stage::Pages, &made, Stop::NEVER)
    }

    /// The highest LIX that a page should have.
    #[must_use]
    pub fn hardest_reading(&self, file: &FilePath) -> usize {
        rule_called("S001").map_or(usize::MAX, |rule| self.settings.limit(rule, file))
    }

    /// Makes every page, and keeps only what goes wrong; nothing of use when it is stopped. The
    /// sizes of pictures come along only where somebody waits until all is known.
    fn render_all(&self, stop: Stop<'_>, with_pictures: bool) -> Made {
        if !self.theme.engine.is_usable() {
            return Made::default();
        }
        let plan = self.plan(PlanOptions::default());
        let finished = Finished::new(&plan, &self.model);
        // Pictures are looked at, but need not be drawn.
        let is_page = |(_, output): &(&OutPath, &Output)| match output {
            // What is only handed out is read when it is.
            Output::Picture(_) | Output::Stripped(_) => false,
            Output::Rendition(_) => with_pictures,
            _ => true,
        };
        let outputs: Vec<_> = plan.outputs().iter().filter(is_page).collect();
        let mut faults: Vec<RenderFault> = outputs
            .par_iter()
            .take_any_while(|_| !stop.is_due())
            .map_init(Vec::new, |buffer, (out, output)| {
                let fault = plan.make(output, buffer).err();
                if fault.is_none() {
                    finished.look(out, output, buffer);
                }
                fault
            })
            .flatten()
            .map(|fault| *fault)
            .collect();
        let (in_pictures, pictures) = plan.picture_faults();
        faults.extend(in_pictures);
        // Where a page could not be made, nobody knows where it would have led.
        let unreached = if faults.is_empty() { finished.unreached() } else { HashSet::new() };
        Made { faults, pictures, finished: finished.faults(), unreached }
    }

    fn diagnose(&self, stage: Stage, made: &Made, stop: Stop<'_>) -> Vec<Diagnostic> {
        let unasked = Answers::default();
        let subject = Subject {
            source: &self.source,
            model: &self.model,
            theme: &self.theme,
            settings: &self.settings,
            language: Language::default(),
            strays: &self.strays,
            copied: &self.copied,
            render_faults: &made.faults,
            picture_faults: &made.pictures,
            finished: &made.finished,
            unreached: &made.unreached,
            answers: self.answers.as_ref().unwrap_or(&unasked),
            stop,
        };
        check(&subject, stage)
    }
}

/// Whether anything in `found` keeps the site from being written.
#[must_use]
pub fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
