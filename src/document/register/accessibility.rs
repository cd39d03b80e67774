//! `tillganglighet.yaml`: the accessibility statement that the law demands of a public site.
//!
//! One file, one statement: its points are those of MDFFS 2019:2 (6 §) and of Digg's
//! checklist. What must be there whatever the assessment says is required here; what hangs
//! together – no claim without an assessment, no "helt" with a deficiency – is the rules'.

use super::Row;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::document::parts::{ContactTarget, Organisations};
use crate::yaml::{Day, Id, LinkAddress, LongText, Ref, WebAddress, record, vocabulary};

vocabulary! {
    /// How the site was assessed.
    pub enum Assessment {
        /// By those who run it.
        Own = "självskattning",
        /// By somebody else.
        Independent = "oberoende granskning",
        /// Without looking closely.
        Estimated = "uppskattat utan granskning",
        /// Not at all.
        NotDone = "ej genomförd",
    }
}

vocabulary! {
    /// How far the site meets the law: Digg's three fixed answers.
    pub enum Conformance {
        /// Wholly.
        Full = "helt förenlig",
        /// In part.
        Partial = "delvis förenlig",
        /// Not.
        None = "inte förenlig",
    }
}

vocabulary! {
    /// Digg's ways to use a site, in Digg's order.
    pub enum UsageSituation {
        /// Without sight.
        NoSight = "utan synförmåga",
        /// With little sight.
        LowVision = "nedsatt syn",
        /// Without some colours.
        ColourBlind = "nedsatt färgseende",
        /// Without hearing.
        NoHearing = "utan hörsel",
        /// With little hearing.
        HardOfHearing = "nedsatt hörsel",
        /// Without a voice.
        NoVoice = "utan röstförmåga",
        /// With little strength or precision.
        Dexterity = "nedsatt finmotorik eller styrka",
        /// With little reach.
        Mobility = "nedsatt rörlighet",
        /// With flicker as a danger.
        Flicker = "känslighet för flimmer",
        /// With less memory, attention or reading.
        Cognition = "kognitiv nedsättning",
    }
}

record! {
    /// A site that the statement is about.
    pub struct StatedSite {
        name: Option<Spanned<String>> = "namn" [required], "Vad webbplatsen heter.";
        address: Option<Spanned<WebAddress>> = "adress", "Webbplatsens adress. Utelämna om den inte är bestämd.";
    }
}

record! {
    /// Something that does not meet the law.
    pub struct Deficiency {
        what: Option<Spanned<LongText>> = "vad" [required], "Vad som inte fungerar, och var på webbplatsen.";
        situations: Vec<Spanned<UsageSituation>> = "situationer" [required], "Vilka sätt att använda webbplatsen som bristen drabbar, med Diggs ord.";
        criteria: Vec<Spanned<String>> = "wcag" [required], "Numren på kraven i WCAG som inte är uppfyllda, till exempel 1.4.3.";
        reason: Option<Spanned<LongText>> = "orsak" [required], "Varför det inte är tillgängligt än.";
        mended_by: Option<Spanned<Date>> = "åtgärdas" [required], "När bristen ska vara åtgärdad.";
        alternative: Option<Spanned<LongText>> = "alternativ" [required], "Hur man får samma sak på ett annat sätt. Finns inget sätt, skriv det.";
    }
}

record! {
    /// Content that need not meet the law.
    pub struct ExemptContent {
        what: Option<Spanned<LongText>> = "vad" [required], "Vilket innehåll det gäller, och var det finns.";
        reason: Option<Spanned<LongText>> = "skäl" [required], "Varför det är undantaget.";
        alternative: Option<Spanned<LongText>> = "alternativ", "Hur man får samma sak på ett annat sätt.";
    }
}

record! {
    /// What no program can judge, each with the day when a person did.
    pub struct ManualChecks {
        keyboard: Option<Spanned<Day>> = "tangentbord", "Allt går att nå och använda utan mus, och det syns var man är.";
        screen_reader: Option<Spanned<Day>> = "skärmläsare", "Sidorna är begripliga när en skärmläsare läser upp dem.";
        zoom: Option<Spanned<Day>> = "förstorad_text", "Inget försvinner när texten är 200 procent så stor.";
        narrow: Option<Spanned<Day>> = "smal_skärm", "Inget försvinner och inget behöver rullas i sidled på en skärm som är 320 pixlar bred.";
        headings: Option<Spanned<Day>> = "rubriker", "Rubrikerna säger vad som står under dem.";
        links: Option<Spanned<Day>> = "länktexter", "Länkarna säger vart de leder.";
        pictures: Option<Spanned<Day>> = "bildtexter", "Texterna till bilderna säger vad bilderna visar.";
        captions: Option<Spanned<Day>> = "textning", "Filmer och ljud är rätt textade, eller så finns inga.";
    }
}

impl ManualChecks {
    /// Each check by its key, with the day when somebody made it.
    #[must_use]
    pub fn days(&self) -> Vec<(&'static str, &Option<Spanned<Day>>)> {
        vec![
            ("tangentbord", &self.keyboard),
            ("skärmläsare", &self.screen_reader),
            ("förstorad_text", &self.zoom),
            ("smal_skärm", &self.narrow),
            ("rubriker", &self.headings),
            ("länktexter", &self.links),
            ("bildtexter", &self.pictures),
            ("textning", &self.captions),
        ]
    }

    /// The checks that nobody has made.
    #[must_use]
    pub fn open(&self) -> Vec<&'static str> {
        let days = self.days().into_iter();
        days.filter_map(|(key, day)| day.is_none().then_some(key)).collect()
    }
}

record! {
    /// The accessibility statement.
    pub struct AccessibilityStatement {
        actors: Option<Spanned<Organisations>> = "aktörer" [required], "De offentliga aktörer som står bakom webbplatsen.";
        sites: Vec<Spanned<StatedSite>> = "webbplatser" [required], "De webbplatser som redogörelsen gäller.";
        assessment: Option<Spanned<Assessment>> = "bedömning" [required], "Hur ni har bedömt tillgängligheten. Skriv ej genomförd om ingen har gjort det.";
        conformance: Option<Spanned<Conformance>> = "följsamhet", "Om webbplatsen uppfyller lagen, med Diggs ord. Krävs när en bedömning är gjord.";
        assessed: Option<Spanned<Day>> = "bedömd", "Dagen för bedömningen. Krävs när den är gjord.";
        method: Option<Spanned<LongText>> = "metod", "Hur bedömningen gick till: vad ni provade, och med vad. Krävs när den är gjord.";
        reviewer: Option<Spanned<String>> = "granskare", "Vilken organisation som granskade. Krävs för oberoende granskning.";
        report: Option<Spanned<LinkAddress>> = "rapport", "Adressen till en rapport om granskningen.";
        published: Option<Spanned<Day>> = "publicerad", "Dagen då webbplatsen publicerades.";
        updated: Option<Spanned<Day>> = "uppdaterad" [required], "Dagen då ni senast gick igenom redogörelsen.";
        contact: Option<Spanned<Ref<ContactTarget>>> = "kontakt" [required], "Den som tar emot brister och önskemål om tillgängligt innehåll (id).";
        form: Option<Spanned<LinkAddress>> = "formulär", "Adressen till ett formulär för samma sak.";
        answer_time: Option<Spanned<String>> = "svarstid", "Hur snart ni brukar svara, till exempel två arbetsdagar.";
        supervision: Option<Spanned<WebAddress>> = "anmälan" [required], "Adressen för anmälan till Digg: `https://www.digg.se/tdosanmalan`.";
        deficiencies: Vec<Spanned<Deficiency>> = "brister", "Allt ni vet som inte uppfyller lagen.";
        burdens: Vec<Spanned<ExemptContent>> = "oskäligt_betungande", "Innehåll som ni inte gör tillgängligt för att det vore oskäligt betungande (12 §).";
        outside: Vec<Spanned<ExemptContent>> = "utanför_lagen", "Innehåll som lagen inte gäller (9 §).";
        checks: Option<Spanned<ManualChecks>> = "kontroller", "Kontroller som bara en människa kan göra. Skriv dagen när en är gjord.";
    }
}

impl Row for AccessibilityStatement {
    const NAME: &'static str = "tillgänglighetsredogörelse";
    const FILE: &'static str = "tillganglighet";
    const DATA: Option<Dataset> = Some(Dataset {
        title: "Tillgänglighetsredogörelse",
        about: "Hur väl webbplatsen uppfyller lagen om tillgänglighet till digital offentlig service.",
    });
    const VIEW: Option<&'static str> = Some("tillganglighet");
    const IS_ONE: bool = true;
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
}

impl AccessibilityStatement {
    /// Whether somebody has assessed the site, as far as the statement says.
    #[must_use]
    pub fn is_assessed(&self) -> bool {
        self.assessment.as_ref().is_some_and(|how| how.value != Assessment::NotDone)
    }
}

/// How many success criteria each guideline of WCAG 2.2 has, those that it took over included.
const CRITERIA: [(&str, u8); 13] = [
    ("1.1.", 1),
    ("1.2.", 9),
    ("1.3.", 6),
    ("1.4.", 13),
    ("2.1.", 4),
    ("2.2.", 6),
    ("2.3.", 3),
    ("2.4.", 13),
    ("2.5.", 8),
    ("3.1.", 6),
    ("3.2.", 6),
    ("3.3.", 9),
    ("4.1.", 3),
];

/// Every success criterion of WCAG 2.2, such as `1.4.3`.
pub fn criteria() -> impl Iterator<Item = String> {
    CRITERIA.iter().flat_map(|(guideline, count)| {
        (1..=*count).map(move |number| format!("{guideline}{number}"))
    })
}
