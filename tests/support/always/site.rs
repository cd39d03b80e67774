//! A site in memory, taken through the program as a build takes it, but for the theme, which
//! is loaded once.

use std::collections::HashSet;
use std::sync::LazyLock;

use delwebb::base::{self, Diagnostic, FilePath, Hyphens, Lang, OutPath, Severity, Typesetter};
use delwebb::check::{Language, Settings, Stage, Stop, Subject, check, outward};
use delwebb::config::Config;
use delwebb::document::{Copied, Documents};
use delwebb::external::{Answer, Answers};
use delwebb::model::{Drafts, LinkOptions, Model, link};
use delwebb::present::{Colour, Format, present};
use delwebb::render::{Plan, PlanOptions, without_marks};
use delwebb::source::{Source, with_embedded_themes};
use delwebb::theme::{Choices, Theme};

use super::text::inside;

/// More files than this in one text teach nothing new.
const MOST_PARTS: usize = 6;

/// The files in a text: each begins after a line `=== ` with its path below `content/`, what
/// stands before the first is `first`.
pub fn parts(text: &str, first: &str) -> Vec<(String, String)> {
    let mut files = vec![(format!("content/{first}"), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("=== ") {
            Some(path) if files.len() < MOST_PARTS => {
                files.push((format!("content/{}", path.trim()), String::new()));
            }
            _ => files.last_mut().expect("one at least").1.push_str(line),
        }
    }
    files
}

struct Made {
    source: Source,
    model: Model,
    strays: Vec<FilePath>,
    copied: Vec<Copied>,
    theme: &'static Theme,
}

/// The program's own theme, with and without typography. Pages of text are shown with less
/// around it.
fn theme(config: &Config) -> &'static Theme {
    static LOADED: LazyLock<[Theme; 2]> = LazyLock::new(|| {
        let page = "<!DOCTYPE html>\n<title>{{ page.title }}</title>{% for h in page.toc or [] %}\
                    <a href=\"#{{ h.id }}\">{{ h.text }}</a>{% endfor %}\n<main>{{ body }}</main>\n";
        let own = [
            ("themes/liten/theme.yaml", "namn: L\nutökar: strandlinje\n"),
            ("themes/liten/templates/sida.html", page),
        ];
        let source = with_embedded_themes(Source::from_memory(own));
        [false, true].map(|punctuates| {
            let hyphens = Hyphens::new(["digitaliserings-omställning", "å-ä-ö"]);
            let sv = Typesetter::new(base::Language::SV, punctuates, hyphens);
            let en = Typesetter::new(base::Language::EN, punctuates, Hyphens::default());
            let languages = vec![(base::Language::SV, sv), (base::Language::EN, en)];
            let theme = Theme::load(
                &source,
                "liten",
                "",
                languages,
                &Choices { file: Config::file(), theme: "liten", values: None },
            );
            assert!(theme.faults.is_empty(), "{:?}", theme.faults);
            theme
        })
    });
    &LOADED[usize::from(config.punctuates())]
}

fn made(files: &[(&str, &str)]) -> Made {
    let source = Source::from_memory(files.iter().copied());
    let config = Config::read(&source);
    let documents = Documents::parse(&source, &config);
    let theme = theme(&config);
    let (strays, copied) = (documents.strays.clone(), documents.copied.clone());
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let model = link(config, documents, &LinkOptions { now, drafts: Drafts::LeftOut });
    Made { source, model, strays, copied, theme }
}

impl Made {
    fn check(&self) -> Vec<Diagnostic> {
        let settings = Settings::of(&self.model.config, false);
        // Every address has moved to itself, written safely; nothing leads to anything.
        let outward = outward(&self.model, self.theme, &self.source);
        let moved = outward.iter().map(|at| {
            let to = format!("https{}", at.address.split_once(':').map_or("", |(_, rest)| rest));
            (at.address, Answer::Moved(to))
        });
        let answers: Answers = moved.collect();
        let pages = self.model.pages.iter().map(|page| page.address.out_path());
        let unreached: HashSet<OutPath> = pages.chain(self.model.copied.keys().cloned()).collect();
        let subject = Subject {
            stop: Stop::NEVER,
            settings: &settings,
            language: Language::default(),
            source: &self.source,
            model: &self.model,
            theme: self.theme,
            strays: &self.strays,
            copied: &self.copied,
            render_faults: &[],
            picture_faults: &[],
            finished: &[],
            answers: &answers,
            unreached: &unreached,
        };
        let mut found = check(&subject, Stage::Content);
        found.extend(check(&subject, Stage::Pages));
        found.extend(check(&subject, Stage::External));
        for diagnostic in &found {
            let places = diagnostic.related.iter().map(|related| &related.place);
            for place in places.chain([&diagnostic.place]) {
                inside(self.source.text(&place.file), place.span);
            }
            if let Some(suggestion) = &diagnostic.suggestion {
                inside(self.source.text(&diagnostic.place.file), suggestion.span);
            }
        }
        found
    }

    /// One output, or nothing when there is no such page.
    fn output(plan: &Plan<'_>, path: &OutPath) -> Vec<u8> {
        let mut buffer = Vec::new();
        if let Some(output) = plan.outputs().get(path) {
            let made = plan.make(output, &mut buffer);
            assert!(made.is_ok(), "{:?}", made.err());
        }
        buffer
    }
}

/// Loads, checks and says everything; every place must lie in its file. `turn` chooses in
/// which words, and whether every page is made: all for every text would only take time.
pub fn survives(files: &[(&str, &str)], turn: usize) {
    let made = made(files);
    let found = made.check();
    says(&made, &found, turn);
    let has_errors = found.iter().any(|found| found.severity == Severity::Error);
    if !has_errors && turn.is_multiple_of(8) {
        let plan = Plan::new(&made.source, &made.model, made.theme, PlanOptions::default());
        for path in plan.outputs().keys() {
            Made::output(&plan, path);
        }
    }
}

/// Loads and checks; every place must lie in its file, and every suggestion.
pub fn checked(files: &[(&str, &str)]) {
    made(files).check();
}

/// The page at `path` of the site, after everything was checked and said. Some sites are
/// made twice: the same text gives the same findings and the same page.
pub fn page(files: &[(&str, &str)], path: &str, turn: usize) -> String {
    let once = made(files);
    let found = once.check();
    says(&once, &found, turn);
    let path = OutPath::new(path).expect("a path");
    let options = PlanOptions { minify: turn % 16 == 1, ..PlanOptions::default() };
    let plan = Plan::new(&once.source, &once.model, once.theme, options);
    let bytes = Made::output(&plan, &path);
    if turn % 8 == 2 {
        // As a preview shows it: nothing is other than the lines that blocks say.
        let marked = PlanOptions { marks: true, ..options };
        let plan = Plan::new(&once.source, &once.model, once.theme, marked);
        let marked = String::from_utf8(Made::output(&plan, &path)).expect("UTF-8");
        let plain = String::from_utf8_lossy(&bytes);
        assert_eq!(without_marks(&marked), without_marks(&plain));
    }
    if turn.is_multiple_of(8) {
        let again = made(files);
        assert_eq!(found, again.check());
        let plan = Plan::new(&again.source, &again.model, again.theme, options);
        assert_eq!(bytes, Made::output(&plan, &path));
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn says(made: &Made, found: &[Diagnostic], turn: usize) {
    let formats = [Format::Text, Format::Oneline, Format::Json, Format::Github];
    let lang = if turn.is_multiple_of(3) { Lang::En } else { Lang::Sv };
    let said = present(found, &made.source, formats[turn % 4], lang, Colour::Off);
    assert!(found.is_empty() || !said.is_empty());
}
