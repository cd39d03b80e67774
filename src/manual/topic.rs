//! What there is to describe: every file whose fields a writer fills in.

use crate::base::{Lang, Text, capital, slug};
use crate::config::SiteConfig;
use crate::document::kind::{Common, KINDS, Kind, KindInfo, Page, ReportText, Section, Start};
use crate::document::register::{Publication, Row, TABLES, TableInfo};
use crate::theme::ThemeSettings;
use crate::yaml::{Field, Record};

/// One thing that has fields.
#[derive(Debug, Clone, Copy)]
pub enum Topic {
    /// The front matter of one kind of page.
    Kind(&'static KindInfo),
    /// A register.
    Register(&'static TableInfo),
    /// `site.yaml`.
    Settings,
    /// `theme.yaml`.
    Theme,
}

/// Everything there is: pages, registers, settings.
pub fn topics() -> impl Iterator<Item = Topic> {
    let kinds = KINDS.iter().map(Topic::Kind);
    let tables = TABLES.iter().map(Topic::Register);
    kinds.chain(tables).chain([Topic::Settings, Topic::Theme])
}

/// The kinds that `new` makes pages of.
pub fn makeable() -> impl Iterator<Item = &'static KindInfo> {
    KINDS.iter().filter(|kind| !kind.new.is_empty())
}

/// The kind that `new` calls `word`, written with or without dots and capitals.
#[must_use]
pub fn makeable_named(word: &str) -> Option<&'static KindInfo> {
    let asked = slug(word);
    makeable().find(|kind| kind.new.iter().any(|known| slug(known) == asked))
}

impl Topic {
    /// What one types to get it; also the name of its files.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Kind(kind) => slug(kind.name),
            Self::Register(table) => table.file.to_owned(),
            Self::Settings => "site".to_owned(),
            Self::Theme => "theme".to_owned(),
        }
    }

    /// The one that is called `word`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let asked = slug(word.trim_end_matches(".yaml"));
        // A register may have the name of a kind's row; what is written first is meant.
        topics().find(|topic| slug(&topic.name()) == asked).or_else(|| {
            topics().find(|topic| topic.others().into_iter().any(|word| slug(word) == asked))
        })
    }

    fn others(self) -> Vec<&'static str> {
        match self {
            Self::Kind(kind) => kind.new.to_vec(),
            Self::Register(table) => vec![table.name],
            Self::Settings => vec!["webbplats", "settings"],
            Self::Theme => vec!["tema"],
        }
    }

    /// Its own fields, without those that every page has.
    #[must_use]
    pub const fn own_fields(self) -> &'static [Field] {
        match self {
            Self::Kind(kind) => kind.fields,
            Self::Register(table) => table.fields,
            Self::Settings => SiteConfig::FIELDS,
            Self::Theme => ThemeSettings::FIELDS,
        }
    }

    /// All its fields, in the order they are documented.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        let common: &[Field] = if self.is_page() { Common::FIELDS } else { &[] };
        common.iter().chain(self.own_fields())
    }

    /// Whether it is the front matter of a page.
    #[must_use]
    pub const fn is_page(self) -> bool {
        matches!(self, Self::Kind(_))
    }

    /// Where its files are, below the site's folder.
    #[must_use]
    pub fn files(self) -> String {
        match self {
            Self::Kind(kind) if kind.name == Start::NAME => "content/index.md".to_owned(),
            Self::Kind(kind) if kind.name == Section::NAME => "content/**/_index.md".to_owned(),
            Self::Kind(kind) if kind.folder.is_empty() => "content/**/*.md".to_owned(),
            Self::Kind(kind) => format!("content/{}/**/*.md", kind.folder),
            Self::Register(table) => format!("content/register/{}.yaml", table.file),
            Self::Settings => crate::source::SITE_FILE.to_owned(),
            Self::Theme => "themes/*/theme.yaml".to_owned(),
        }
    }

    /// One such file, as a person would write its path.
    #[must_use]
    pub fn file_example(self) -> String {
        let folder = self.files().replace("content/**/", "content/mapp/").replace("**/", "");
        folder.replace("*.md", "namn.md").replace("themes/*/", "themes/tema/")
    }

    /// What it is called in a heading.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Kind(kind) => Text::new(capital(kind.name), capital(kind.name)),
            Self::Register(table) => {
                let file = table.file;
                Text::new(format!("Registret {file}"), format!("The register {file}"))
            }
            Self::Settings => Text::fixed("Webbplatsens inställningar", "The settings of the site"),
            Self::Theme => Text::fixed("Temats inställningar", "The settings of the theme"),
        }
    }

    /// What it is for, in one sentence. The definitions speak the writers' language.
    #[must_use]
    pub fn about(self, lang: Lang) -> String {
        const SECTION: Text = Text::fixed(
            "Texten till en mapps lista, och det som gäller alla sidor under mappen.",
            "The text of a folder's listing, and what holds for all pages below it.",
        );
        const START: Text = Text::fixed("Webbplatsens första sida.", "The first page of the site.");
        const PAGE: Text =
            Text::fixed("En vanlig sida, i vilken mapp som helst.", "A plain page, in any folder.");
        const REPORT_TEXT: Text = Text::fixed(
            "Text i en rapport, i en fil bredvid den. Den har ingen egen sida.",
            "A text in a report, in a file beside it. It has no page of its own.",
        );
        const SETTINGS: Text = Text::fixed(
            "Vad webbplatsen heter, var den ligger och vilka egna ord den har.",
            "What the site is called, where it lives and which words of its own it has.",
        );
        const PUBLICATIONS: Text = Text::fixed(
            "Vad som har publicerats, och när. Programmet skriver raderna, och en sida kan visa dem.",
            "What has been published, and when. The program writes the rows, and a page may show them.",
        );
        const THEME: Text =
            Text::fixed("Vad ett tema heter och bygger på.", "What a theme is called and extends.");
        match self {
            Self::Kind(kind) => match (kind.name, kind.data) {
                (_, Some(data)) => data.about.to_owned(),
                (Section::NAME, _) => SECTION.get(lang).to_owned(),
                (Start::NAME, _) => START.get(lang).to_owned(),
                (Page::NAME, _) => PAGE.get(lang).to_owned(),
                (ReportText::NAME, _) => REPORT_TEXT.get(lang).to_owned(),
                (name, _) => {
                    let table = TABLES.iter().find(|table| table.pages == Some(name));
                    let file = table.map_or("", |table| table.file);
                    let words = Text::new(
                        format!("Text till en sida som registret {file} gör."),
                        format!("Text for a page that the register {file} makes."),
                    );
                    words.get(lang).to_owned()
                }
            },
            Self::Register(table) if table.file == Publication::FILE => {
                PUBLICATIONS.get(lang).to_owned()
            }
            Self::Register(table) => {
                let plain = || {
                    Text::new(
                        format!(
                            "Registret {} är till för den som skriver. Det visas inte på webbplatsen.",
                            table.file
                        ),
                        format!(
                            "The register {} is for writers. It does not show on the site.",
                            table.file
                        ),
                    )
                };
                table
                    .data
                    .map_or_else(|| plain().get(lang).to_owned(), |data| data.about.to_owned())
            }
            Self::Settings => SETTINGS.get(lang).to_owned(),
            Self::Theme => THEME.get(lang).to_owned(),
        }
    }
}
