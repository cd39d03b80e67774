//! Which report was asked for: the words of the command, in Swedish or English, as the front
//! matter of a page.

use jiff::civil;

use crate::base::{Date, Failure, FilePath, Lang, Text, nearest, slug};
use crate::cli::options::ReportOptions;
use crate::cli::site::bad_argument;
use crate::document::kind::{Kind as _, Report, ReportType};
use crate::document::{Document, Front};
use crate::model::Model;
use crate::pipeline::Site;
use crate::source::CONTENT;

/// A report that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AskedReport {
    /// Its type.
    pub report: ReportType,
    /// The year, unless it is for a meeting.
    pub year: Option<i16>,
    /// The half of the year.
    pub half: Option<u8>,
    /// The day of the last meeting.
    pub since: Option<civil::Date>,
    /// The last day that is told of.
    pub until: Option<civil::Date>,
    /// The organisation's id.
    pub organisation: Option<String>,
}

/// What a type of report is called on the command line.
pub(in crate::cli) struct Words {
    report: ReportType,
    /// In Swedish and in English.
    name: Text,
    /// What is understood too: without what some keyboards lack.
    others: &'static [&'static str],
}

impl Words {
    /// Every word for it, the Swedish one first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        [self.name.sv.as_ref(), self.name.en.as_ref()]
            .into_iter()
            .chain(self.others.iter().copied())
    }
}

/// What each type is called.
pub(in crate::cli) static WORDS: [Words; 5] = [
    words(ReportType::Annual, Text::fixed("år", "annual"), &["ar", "year"]),
    words(ReportType::HalfYear, Text::fixed("halvår", "half-year"), &["halvar", "half"]),
    words(ReportType::Meeting, Text::fixed("möte", "meeting"), &["mote"]),
    words(ReportType::Organisation, Text::fixed("organisation", "organisation"), &["organization"]),
    words(ReportType::Funder, Text::fixed("finansiär", "funder"), &["finansiar"]),
];

const fn words(report: ReportType, name: Text, others: &'static [&'static str]) -> Words {
    Words { report, name, others }
}

impl AskedReport {
    /// Reads what was typed.
    pub fn of(options: &ReportOptions) -> Result<Self, Failure> {
        let asked = Self::read(options)?;
        asked.check_all_heard(options)?;
        Ok(asked)
    }

    /// That nothing that was typed goes unheard: a day for a year's report, or two years.
    fn check_all_heard(&self, options: &ReportOptions) -> Result<(), Failure> {
        let is_meeting = self.report == ReportType::Meeting;
        let takes_year = !is_meeting;
        let has_which = options.which.is_some() && self.report != ReportType::Organisation;
        let year_twice = has_which && self.half.is_none();
        let all = [
            ("--year", options.year.as_deref(), takes_year && !year_twice),
            ("--since", options.since.as_deref(), is_meeting && !has_which),
            ("--until", options.until.as_deref(), is_meeting),
        ];
        let unheard = all.into_iter().find(|(_, given, takes)| given.is_some() && !takes);
        unheard.map_or(Ok(()), |(option, given, _)| {
            Err(bad_argument(
                option,
                given.unwrap_or_default(),
                &Text::fixed(
                    "Den rapporten tar inte emot det, eller så är det redan sagt.",
                    "That report does not take it, or it has been said already.",
                ),
            ))
        })
    }

    fn read(options: &ReportOptions) -> Result<Self, Failure> {
        let written = options.report.as_deref().ok_or_else(no_type)?;
        let report = report_type(written)?;
        let which = options.which.as_deref();
        let mut asked =
            Self { report, year: None, half: None, since: None, until: None, organisation: None };
        let year_given = options.year.as_deref();
        match report {
            ReportType::Annual | ReportType::Funder => {
                asked.year = Some(year(which.or(year_given), report)?);
            }
            ReportType::HalfYear => {
                let (year, half) = half_year(which, year_given)?;
                (asked.year, asked.half) = (Some(year), Some(half));
            }
            ReportType::Meeting => {
                let since = options.since.as_deref().or(which).ok_or_else(|| {
                    lacking(
                        &Text::fixed("Från vilken dag?", "From which day?"),
                        "delwebb report möte --since 2025-11-01",
                    )
                })?;
                asked.since = Some(day("--since", since)?);
                asked.until =
                    options.until.as_deref().map(|until| day("--until", until)).transpose()?;
                if asked.until.is_some_and(|until| Some(until) < asked.since) {
                    return Err(bad_argument(
                        "--until",
                        options.until.as_deref().unwrap_or_default(),
                        &Text::fixed(
                            "Den dagen kommer före --since.",
                            "That day comes before --since.",
                        ),
                    ));
                }
            }
            ReportType::Organisation => {
                asked.organisation = Some(which.map(str::to_owned).ok_or_else(|| {
                    lacking(
                        &Text::fixed("Vilken organisation?", "Which organisation?"),
                        "delwebb report organisation ornskoldsvik --year 2025",
                    )
                })?);
                asked.year = Some(year(year_given, report)?);
            }
        }
        Ok(asked)
    }

    /// That its time has begun on `today`.
    pub fn check_day(&self, today: civil::Date) -> Result<(), Failure> {
        match self.since {
            Some(since) if since > today => Err(bad_argument(
                "--since",
                &since.to_string(),
                &Text::fixed("Den dagen har inte varit än.", "That day has not been yet."),
            )),
            _ => Ok(()),
        }
    }

    /// Whether `document` is the page of this report.
    pub fn is_in(&self, document: &Document) -> bool {
        let Front::Report(page) = &document.front else { return false };
        let since = page.since.as_ref().map(|day| day.value.0.start);
        let until = page.until.as_ref().map(|day| day.value.0.start);
        let organisation = page.organisation.as_ref().map(|id| id.value.id.value.as_str());
        let half = page.half.as_ref().and_then(|half| u8::try_from(half.value.0.get()).ok());
        let is_same = page.report.as_ref().is_some_and(|report| report.value == self.report)
            && page.year.as_ref().map(|year| year.value.0) == self.year
            && half == self.half
            && since == self.since
            && organisation == self.organisation.as_deref();
        is_same && until == self.until && document.route.is_original()
    }

    /// The name of its folder.
    pub fn name(&self) -> String {
        let year = self.year.map(|year| year.to_string()).unwrap_or_default();
        match self.report {
            ReportType::Annual => year,
            ReportType::HalfYear => format!("{year}-{}", self.half.unwrap_or(1)),
            ReportType::Meeting => format!("mote-{}", self.since.unwrap_or_default()),
            ReportType::Organisation => {
                format!("{}-{year}", slug(self.organisation.as_deref().unwrap_or_default()))
            }
            ReportType::Funder => format!("finansiar-{year}"),
        }
    }

    /// The file of its page.
    pub fn file(&self) -> FilePath {
        FilePath::new(&format!("{CONTENT}/{}/{}/index.md", Report::FOLDER, self.name()))
    }

    /// The file of a page for it, under the title `title`, with those of the site's pages that
    /// have a place in it.
    pub fn text(&self, site: &Site, title: &str) -> String {
        let mut lines =
            vec![format!("titel: {}", quoted(title)), format!("rapport: {}", self.report.word())];
        lines.extend(self.year.map(|year| format!("år: {year}")));
        lines.extend(self.half.map(|half| format!("halvår: {half}")));
        lines.extend(self.since.map(|day| format!("från: {day}")));
        lines.extend(self.until.map(|day| format!("till: {day}")));
        lines.extend(self.organisation.as_ref().map(|id| format!("organisation: {}", quoted(id))));
        let texts = self.report.texts().iter();
        let pages: Vec<&str> = texts.filter(|name| site.model.has_page(name)).copied().collect();
        if !pages.is_empty() {
            lines.push(format!("sidor: [{}]", pages.join(", ")));
        }
        format!("---\n{}\n---\n", lines.join("\n"))
    }

    /// What it is called, in the words of the site's theme.
    pub fn title(&self, site: &Site) -> Result<String, Failure> {
        let organisation = self.organisation.as_deref();
        let organisation =
            organisation.map(|id| organisation_called(&site.model, id)).transpose()?;
        let word = self.report.word();
        let half_word = self.half.map(|half| format!(" {half}")).unwrap_or_default();
        let key = format!("rapporten.titel.{word}{half_word}");
        let year = self.year.map(|year| year.to_string());
        let since = self.since.map(|day| Date::on(day).show(site.model.config.language()));
        let Some(words) = site.theme.engine.find_string(&key) else {
            let said = [Some(format!("{word}{half_word}")), organisation, year, since];
            return Ok(said.into_iter().flatten().collect::<Vec<_>>().join(" "));
        };
        let fillers = [("{ar}", year), ("{organisation}", organisation), ("{fran}", since)];
        let fill = |words: String, (name, value): (&str, Option<String>)| {
            words.replace(name, &value.unwrap_or_default())
        };
        Ok(fillers.into_iter().fold(words.to_owned(), fill))
    }
}

/// A YAML text in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn report_type(word: &str) -> Result<ReportType, Failure> {
    let written = word.to_lowercase();
    let found = WORDS.iter().find(|words| words.all().any(|known| known == written));
    found.map(|words| words.report).ok_or_else(|| {
        let meant = nearest(&written, WORDS.iter().flat_map(Words::all));
        let (sv, en) = (all_types(Lang::Sv), all_types(Lang::En));
        let help = match meant {
            Some(meant) => Text::new(
                format!("Menade du {meant}? De som finns: {sv}."),
                format!("Did you mean {meant}? There are: {en}."),
            ),
            None => Text::new(format!("Välj bland: {sv}."), format!("Choose among: {en}.")),
        };
        Failure::new(Text::new(
            format!("”{word}” är inget slag av rapport"),
            format!("“{word}” is no type of report"),
        ))
        .with_help(help)
    })
}

/// The types of reports, as a list to choose from.
fn all_types(lang: Lang) -> String {
    WORDS.iter().map(|words| words.name.get(lang)).collect::<Vec<_>>().join(", ")
}

fn no_type() -> Failure {
    let (sv, en) = (all_types(Lang::Sv), all_types(Lang::En));
    Failure::new(Text::fixed("Vilken rapport?", "Which report?")).with_help(Text::new(
        format!("Välj bland: {sv}. Till exempel: delwebb report år 2025"),
        format!("Choose among: {en}. Such as: delwebb report annual 2025"),
    ))
}

fn year(written: Option<&str>, report: ReportType) -> Result<i16, Failure> {
    let example = match report {
        ReportType::Annual => "delwebb report år 2025",
        ReportType::Organisation => "delwebb report organisation ornskoldsvik --year 2025",
        _ => "delwebb report finansiär --year 2025",
    };
    let question = Text::fixed("Vilket år?", "Which year?");
    let written = written.ok_or_else(|| lacking(&question, example))?;
    parsed_year(written).ok_or_else(|| no_year(written))
}

fn parsed_year(written: &str) -> Option<i16> {
    written.parse().ok().filter(|year| (1900..=2199).contains(year))
}

fn no_year(written: &str) -> Failure {
    Failure::new(Text::new(format!("”{written}” är inget år"), format!("“{written}” is no year")))
        .with_help(Text::fixed(
            "Skriv året med fyra siffror: 2025.",
            "Write the year with four digits: 2025.",
        ))
}

/// `2025-2`, or `2 --year 2025`.
fn half_year(which: Option<&str>, year_given: Option<&str>) -> Result<(i16, u8), Failure> {
    let example = "delwebb report halvår 2025-2";
    let question = Text::fixed("Vilket halvår?", "Which half of which year?");
    let written = which.ok_or_else(|| lacking(&question, example))?;
    let (year, half) = match (written.split_once('-'), year_given) {
        (Some((year, half)), None) => (year, half),
        (None, Some(year)) => (year, written),
        _ => return Err(lacking(&question, example)),
    };
    let half = match half {
        "1" => 1,
        "2" => 2,
        _ => return Err(lacking(&question, example)),
    };
    Ok((parsed_year(year).ok_or_else(|| no_year(year))?, half))
}

pub(super) fn day(option: &str, written: &str) -> Result<civil::Date, Failure> {
    written.parse().map_err(|_| {
        bad_argument(
            option,
            written,
            &Text::fixed("Skriv dagen så här: 2025-11-01.", "Write the day like this: 2025-11-01."),
        )
    })
}

fn lacking(question: &Text, example: &str) -> Failure {
    Failure::new(question.clone())
        .with_help(Text::new(format!("Till exempel: {example}"), format!("Such as: {example}")))
}

/// What the site calls an organisation.
fn organisation_called(model: &Model, id: &str) -> Result<String, Failure> {
    let known = model.organisations();
    if let Some((_, title)) = known.iter().find(|(known, _)| *known == id) {
        return Ok((*title).to_owned());
    }
    let all = known.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
    let help = match nearest(id, known.iter().map(|(id, _)| *id)) {
        Some(meant) => Text::new(
            format!("Menade du {meant}? De som finns: {all}."),
            format!("Did you mean {meant}? There are: {all}."),
        ),
        None => Text::new(format!("De som finns: {all}."), format!("There are: {all}.")),
    };
    Err(Failure::new(Text::new(
        format!("Det finns ingen organisation som heter ”{id}”"),
        format!("There is no organisation called “{id}”"),
    ))
    .with_help(help))
}
