//! `content/site.yaml`: what the site is called, where it lives, and its own words.

mod security;
mod targets;

pub use security::{SecurityTxt, contact_address};
pub use targets::{OwnKey, PublishTarget, Purge, TargetForm, TargetKind, TargetRole};

use crate::base::{Date, FilePath, Language, Span, Spanned, slug};
use crate::source::{Content, SITE_FILE, Source};
use crate::yaml::{
    Count, Fault, Fields, Flag, Kept, LongText, Record, Ref, record, reference, vocabulary,
};

reference! {
    /// A row of the contacts' register.
    ContactTarget => "kontakt";
}

vocabulary! {
    /// What becomes of HTML in Markdown.
    pub enum RawHtml {
        /// It is an error.
        Off = "av",
        /// What is harmless is let through.
        Sanitised = "sanerad",
    }
}

record! {
    /// The settings of one site.
    pub struct SiteConfig {
        title: Option<Spanned<String>> = "titel" [required], "Webbplatsens namn.";
        description: Option<Spanned<LongText>> = "beskrivning", "En mening om webbplatsen, för sökmotorer.";
        base_url: Option<Spanned<String>> = "adress" [required], "Webbplatsens fullständiga adress, till exempel `https://exempel.se/vard/`.";
        sender: Option<Spanned<Sender>> = "avsändare", "Vem som står bakom webbplatsen.";
        languages: Vec<Spanned<Language>> = "språk", "Webbplatsens språk; det första har inget eget prefix i adressen. sv om inget annat sägs.";
        time_zone: Option<Spanned<String>> = "tidszon", "Tidszon för publiceringsdatum. Europe/Stockholm om inget annat sägs.";
        facts_until: Option<Spanned<Date>> = "uppgifter_till", "Så långt fram sträcker sig uppgifterna på webbplatsen.";
        theme: Option<Spanned<String>> = "tema", "Temats mapp under themes/. strandlinje om inget annat sägs.";
        options: Option<Spanned<Kept>> = "temaval", "Temats egna val: färger, karta och annat som theme.yaml räknar upp.";
        menu: Vec<Spanned<MenuItem>> = "meny", "Huvudmenyn, i ordning.";
        taxonomies: Vec<Spanned<TaxonomySettings>> = "taxonomier", "Egna sätt att samla sidor, utöver taggar.";
        per_page: Option<Spanned<Count>> = "per_sida", "Så många poster visas på varje sida av en lista. 50 om inget annat sägs.";
        review: Vec<Spanned<RuleSetting>> = "granskning", "Egna nivåer och gränser för granskningens regler.";
        typography: Option<Spanned<Flag>> = "typografi", "nej: citattecken, streck och mellanrum visas som de är skrivna.";
        raw_html: Option<Spanned<RawHtml>> = "rå_html", "sanerad: en ofarlig del av HTML släpps igenom. av om inget annat sägs.";
        vocabularies: Option<Spanned<Vocabularies>> = "vokabulär", "Webbplatsens egna ord för typer och nivåer.";
        targets: Vec<Spanned<PublishTarget>> = "mål", "Platser som webbplatsen publiceras till.";
        security: Option<Spanned<SecurityTxt>> = "security_txt", "Vem som vill få veta om någon hittar en sårbarhet. Blir /.well-known/security.txt.";
    }
}

record! {
    /// Who stands behind the site.
    pub struct Sender {
        name: Option<Spanned<LongText>> = "namn" [required], "Avsändarens namn.";
        contact: Option<Spanned<Ref<ContactTarget>>> = "kontakt", "Id i kontaktregistret.";
    }
}

record! {
    /// One link of the main menu.
    pub struct MenuItem {
        title: Option<Spanned<String>> = "titel" [required], "Länkens text.";
        address: Option<Spanned<String>> = "adress" [required], "Adress på webbplatsen, till exempel /laget/.";
    }
}

record! {
    /// A way to gather pages that this site has.
    pub struct TaxonomySettings {
        key: Option<Spanned<String>> = "nyckel" [required], "Nyckeln som sidorna skriver, till exempel teman.";
        title: Option<Spanned<String>> = "titel" [required], "Rubriken på sidan som listar alla ord.";
    }
}

vocabulary! {
    /// How serious a site takes the findings of a rule.
    pub enum RuleLevel {
        /// The site is not built before they are mended.
        Error = "fel",
        /// The site is built.
        Warning = "varning",
        /// Advice.
        Hint = "tips",
        /// The rule is silent.
        Off = "av",
    }
}

record! {
    /// What a site says of one rule of the checks.
    pub struct RuleSetting {
        rule: Option<Spanned<String>> = "regel" [required], "Regelns kod eller namn, till exempel S001.";
        level: Option<Spanned<RuleLevel>> = "nivå", "Hur allvarliga regelns fynd är här. av: regeln är tyst.";
        limit: Option<Spanned<Count>> = "gräns", "Regelns gräns, till exempel högsta LIX.";
        under: Option<Spanned<String>> = "under", "Mappen eller filen under content/ som det gäller, till exempel nyheter/. Utan den gäller det hela webbplatsen.";
        reason: Option<Spanned<LongText>> = "varför", "Varför det är så, för den som läser inställningarna senare.";
    }
}

record! {
    /// The site's own words. An empty list takes any word.
    pub struct Vocabularies {
        work_types: Vec<Spanned<String>> = "arbetstyp", "Vad ett arbete kan vara.";
        decision_types: Vec<Spanned<String>> = "beslutstyp", "Vad ett beslut kan vara.";
        event_types: Vec<Spanned<String>> = "händelsetyp", "Vad en händelse kan vara.";
        document_types: Vec<Spanned<String>> = "dokumenttyp", "Vad ett dokument kan vara.";
        document_formats: Vec<Spanned<String>> = "dokumentformat", "Hur ett dokument kan fås.";
        group_levels: Vec<Spanned<String>> = "gruppnivå", "På vilken nivå en grupp arbetar.";
        organisation_types: Vec<Spanned<String>> = "organisationstyp", "Vad en organisation kan vara.";
    }
}

/// The names of the vocabularies, as references call them.
pub const VOCABULARIES: [&str; 7] = [
    "arbetstyp",
    "beslutstyp",
    "händelsetyp",
    "dokumenttyp",
    "dokumentformat",
    "gruppnivå",
    "organisationstyp",
];

impl Vocabularies {
    /// The words of each vocabulary, by name.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &[Spanned<String>])> {
        let lists: [&[Spanned<String>]; VOCABULARIES.len()] = [
            &self.work_types,
            &self.decision_types,
            &self.event_types,
            &self.document_types,
            &self.document_formats,
            &self.group_levels,
            &self.organisation_types,
        ];
        VOCABULARIES.into_iter().zip(lists)
    }
}

/// A way to gather pages by words their authors give them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxonomy {
    /// The key in front matter.
    pub key: String,
    /// The title of the list of words; the theme has one for the tags.
    pub title: Option<String>,
    /// The first part of its addresses.
    pub folder: String,
}

/// The settings, and what was wrong with them.
#[derive(Debug, Default)]
pub struct Config {
    /// The settings; those that could not be read are absent.
    pub site: SiteConfig,
    /// The faults found.
    pub faults: Vec<Fault>,
}

impl Config {
    /// The file the settings stand in.
    #[must_use]
    pub fn file() -> FilePath {
        FilePath::new(SITE_FILE)
    }

    /// Reads the settings. Never fails: a fault leaves its setting absent.
    #[must_use]
    pub fn read(source: &Source) -> Self {
        let file = Self::file();
        let mut config = Self::default();
        if !matches!(source.files.get(&file).map(|f| &f.content), Some(Content::Text(_))) {
            return config;
        }
        let node = crate::yaml::read_mapping(source.text(&file), 0).node(&mut config.faults);
        if let Some(mut fields) = node.as_ref().and_then(Fields::open) {
            config.site = SiteConfig::take(&mut fields);
            config.faults.extend(fields.close());
            config.check_values();
        }
        if config.is_unreadable() {
            // A word that could not be read must not make it an unknown one on every page.
            config.site.vocabularies = None;
        }
        config
    }

    /// Whether some of the settings could not be read, so that what is not there may have
    /// been written.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.faults.iter().any(Fault::is_syntax)
    }

    /// The theme's name.
    #[must_use]
    pub fn theme(&self) -> &str {
        let named = self.site.theme.as_ref().map(|theme| theme.value.as_str());
        named.unwrap_or(crate::source::EMBEDDED_THEME)
    }

    /// The site's languages, the one without a prefix first.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        let mut all: Vec<Language> = Vec::new();
        for language in &self.site.languages {
            if !all.contains(&language.value) {
                all.push(language.value);
            }
        }
        if all.is_empty() { vec![Language::SV] } else { all }
    }

    /// The language without a prefix in its addresses.
    #[must_use]
    pub fn language(&self) -> Language {
        self.site.languages.first().map_or(Language::SV, |language| language.value)
    }

    /// How many entries a page of a listing has, when the listing does not say.
    #[must_use]
    pub fn per_page(&self) -> usize {
        let set = self.site.per_page.as_ref().map_or(DEFAULT_PER_PAGE, |set| set.value.0.get());
        usize::try_from(set).unwrap_or(usize::MAX)
    }

    /// Whether quotes, dashes and spaces are set as the language has them.
    #[must_use]
    pub fn punctuates(&self) -> bool {
        self.site.typography.as_ref().is_none_or(|typography| typography.value.0)
    }

    /// What becomes of HTML in Markdown.
    #[must_use]
    pub fn raw_html(&self) -> RawHtml {
        self.site.raw_html.as_ref().map_or(RawHtml::Off, |set| set.value)
    }

    /// The taxonomies: the tags first, then the site's own.
    #[must_use]
    pub fn taxonomies(&self) -> Vec<Taxonomy> {
        let tags = Taxonomy { key: TAGS.to_owned(), title: None, folder: TAGS.to_owned() };
        let mut all = vec![tags];
        for own in &self.site.taxonomies {
            let Some(key) = &own.key else { continue };
            let folder = slug(&key.value);
            if folder.is_empty() || all.iter().any(|known| known.folder == folder) {
                continue;
            }
            // One without a title has its own finding; pages that use it have none.
            let title = Some(own.title.as_ref().unwrap_or(key).value.clone());
            all.push(Taxonomy { key: key.value.clone(), title, folder });
        }
        all
    }

    /// The time zone; Stockholm's when none is given or it does not exist.
    #[must_use]
    pub fn zone(&self) -> jiff::tz::TimeZone {
        let name = self.site.time_zone.as_ref().map_or(DEFAULT_ZONE, |zone| zone.value.as_str());
        zone_named(name).or_else(|| zone_named(DEFAULT_ZONE)).unwrap_or(jiff::tz::TimeZone::UTC)
    }

    fn check_values(&mut self) {
        use crate::yaml::{FaultKind, Shape};
        let mut wrong = |key, expected, span: Span, suggestion| {
            let kind = FaultKind::WrongShape { key, expected, suggestion };
            self.faults.push(Fault { kind, span });
        };
        if let Some(url) = &self.site.base_url
            && BaseUrl::parse(&url.value).is_none()
        {
            let meant = crate::base::meant::web_address(&url.value);
            let meant = meant.filter(|meant| BaseUrl::parse(meant).is_some());
            wrong("adress", Shape::Url, url.span, meant);
        }
        for target in &self.site.targets {
            if let Some(url) = &target.value.base_url
                && BaseUrl::parse(&url.value.0).is_none()
            {
                wrong("adress", Shape::Url, url.span, None);
            }
        }
        if let Some(zone) = &self.site.time_zone
            && zone_named(&zone.value).is_none()
        {
            wrong("tidszon", Shape::TimeZone, zone.span, Some(DEFAULT_ZONE.to_owned()));
        }
    }
}

const DEFAULT_PER_PAGE: u32 = 50;

/// The key of the one taxonomy that every site has.
pub const TAGS: &str = "taggar";

const DEFAULT_ZONE: &str = "Europe/Stockholm";

/// The zone of that name in the time zones the program carries with it.
fn zone_named(name: &str) -> Option<jiff::tz::TimeZone> {
    jiff::tz::TimeZoneDatabase::bundled().get(name).ok()
}

/// Where the site lives: `https://exempel.se` and the path below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host, without a final slash.
    pub origin: String,
    /// The path, with a first and without a final slash; empty at the top of the host.
    pub path: String,
}

impl BaseUrl {
    /// What follows the address of the start page in `address`, when it is one of this site.
    #[must_use]
    pub fn own<'a>(&self, address: &'a str) -> Option<&'a str> {
        let rest = address.strip_prefix(&self.origin)?.strip_prefix(&self.path)?;
        (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then_some(rest)
    }

    /// Reads a full address. `None` when it is not `http(s)://host[/path]`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let (scheme, rest) = written.split_once("://")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:[]".contains(c);
        let valid = matches!(scheme, "http" | "https")
            && !host.is_empty()
            && host.chars().all(plain)
            && path.chars().all(|c| plain(c) || c == '/')
            && !path.split('/').any(|part| part == "..");
        let path = path.trim_matches('/');
        valid.then(|| Self {
            origin: format!("{scheme}://{host}"),
            path: if path.is_empty() { String::new() } else { format!("/{path}") },
        })
    }
}
