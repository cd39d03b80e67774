//! The kinds of page. A new kind is one file here and one line in `kinds!`.

mod area;
mod event;
mod news;
mod page;
mod plan;
mod report;
mod row_text;
mod section;
mod start;
mod work;

pub use area::Area;
pub use event::EventPage;
pub use news::News;
pub use page::{Gathered, Page};
pub use plan::{Adoption, Approval, POINTS, Plan, PlanPart, Point, Validity};
pub use report::{Report, ReportText, ReportType};
pub use row_text::{DocumentPage, GoalPage, GroupPage, OrganisationPage, TargetGroupPage};
pub use section::{Section, SortBy};
pub use start::Start;
pub use work::{FinalReport, Pilot, Work};

use crate::base::{Date, Spanned};
use crate::yaml::{
    Citations, Day, Field, FieldShown, Fields, Flag, FreeMap, LongText, Record, Ref, Shown, Visit,
    Wanted, record, vocabulary,
};

use super::Dataset;
use super::parts::{KeyFigure, ResponsibleTarget};

vocabulary! {
    /// Another form of a page in the same language.
    pub enum Variant {
        /// Easy to read.
        EasyToRead = "lättläst",
        /// In sign language.
        SignLanguage = "teckenspråk",
    }
}

impl Variant {
    /// All variants, with the ASCII word that file names and addresses use.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::EasyToRead, "lattlast"), (Self::SignLanguage, "teckensprak")];
}

record! {
    /// A rule of the checks that is silent on a page.
    pub struct Silenced {
        rule: Option<Spanned<String>> = "regel" [required], "Regelns kod, till exempel S004.";
        reason: Option<Spanned<String>> = "varför" [required], "Skälet, så att andra ser om det håller än.";
    }
}

record! {
    /// A picture of a page.
    pub struct PagePicture {
        file: Option<Spanned<String>> = "fil" [required], "Bildens fil, skriven som i texten: lokal.jpg.";
        alt: Option<Spanned<String>> = "alt", "Vad bilden visar, för den som inte ser den. Krävs för bilden överst på sidan. För bilder i texten står det där bilden är.";
        caption: Option<Spanned<LongText>> = "bildtext", "Texten under bilden. Den visas.";
        credit: Option<Spanned<String>> = "foto", "Vem som har gjort bilden. Det visas under den.";
        focus: Option<Spanned<String>> = "fokus", "Det som måste synas när bilden beskärs: ord som överkant och höger, eller hur många procent från vänster och uppifrån.";
    }
}

record! {
    /// The fields that every kind has.
    pub struct Common {
        title: Option<Spanned<String>> = "titel" [required], "Sidans rubrik.";
        lead: Option<Spanned<LongText>> = "ingress", "En eller två meningar för listor och sökmotorer.";
        draft: Option<Spanned<Flag>> = "utkast", "ja: sidan kommer inte med på webbplatsen.";
        publish_on: Option<Spanned<Day>> = "publiceras", "Dagen då sidan ska börja synas.";
        unpublish_on: Option<Spanned<Day>> = "avpubliceras", "Dagen då sidan ska sluta synas.";
        aliases: Vec<Spanned<String>> = "aliases", "Gamla adresser som ska leda hit.";
        updated: Option<Spanned<Day>> = "uppdaterad", "Dagen då innehållet senast ändrades.";
        reviewed: Option<Spanned<Day>> = "granskad", "Dagen då hela sidan senast granskades.";
        next_review: Option<Spanned<Date>> = "nästa_granskning", "När sidan ska granskas nästa gång.";
        responsible: Option<Spanned<Ref<ResponsibleTarget>>> = "ansvarig", "Gruppen eller kontakten som svarar för sidan (id).";
        order: Option<Spanned<i64>> = "ordning", "Plats i listor; lägre tal först.";
        tags: Vec<Spanned<String>> = "taggar", "Ord som samlar sidor om samma sak.";
        language: Option<Spanned<String>> = "språk", "Sidans språk. Filnamnet bestämmer; fältet måste säga samma sak.";
        variant: Option<Spanned<Variant>> = "variant", "Lättläst eller teckenspråk. Filnamnet bestämmer.";
        translation_of: Option<Spanned<String>> = "översättning_av", "Sidan som detta är en översättning av. Filnamnet bestämmer.";
        source_version: Option<Spanned<Day>> = "källversion", "På en översättning eller variant: dagen då originalet senast var ändrat när den gjordes.";
        glossary: Option<Spanned<Flag>> = "ordlista", "ja: ord som finns i ordlistan blir länkar dit, första gången de står på sidan.";
        template: Option<Spanned<String>> = "mall", "En annan mall i temat, till exempel sida-bred.";
        silenced: Vec<Spanned<Silenced>> = "tysta", "Regler som granskningen inte ska följa på sidan, och varför.";
        source: Option<Spanned<Citations>> = "källa", "Dokumenten som sidan bygger på.";
        figures: Vec<Spanned<KeyFigure>> = "nyckeltal", "Siffror med källa.";
        picture: Option<Spanned<PagePicture>> = "bild", "Bilden som visas överst på sidan, beskuren till temats form.";
        pictures: Vec<Spanned<PagePicture>> = "bilder", "Vad som sägs om bilder i texten: bildtext, fotograf och fokus.";
        extra: Option<Spanned<FreeMap>> = "extra", "Fritt utrymme för temat.";
    }
}

/// Keys that steer the site and say nothing of what it is about.
const STEERING: [&str; 15] = [
    "bild",
    "bilder",
    "utkast",
    "publiceras",
    "avpubliceras",
    "aliases",
    "ordning",
    "språk",
    "variant",
    "översättning_av",
    "källversion",
    "mall",
    "ordlista",
    "tysta",
    "visar",
];

/// Whether a field steers the site and says nothing of what the page is about.
#[must_use]
pub fn steers(field: &Field) -> bool {
    STEERING.contains(&field.key)
}

/// What the program needs to know of a kind without knowing the kind.
#[derive(Debug)]
pub struct KindInfo {
    /// Its name, as references and messages call it.
    pub name: &'static str,
    /// The folder under `content/` whose pages are of this kind; empty when
    /// another rule decides.
    pub folder: &'static str,
    /// The template in the theme.
    pub template: &'static str,
    /// Its own fields, besides the common ones.
    pub fields: &'static [Field],
    /// What its pages are called among the open data, when they are a table of their own.
    pub data: Option<Dataset>,
    /// What `delwebb new` calls it, the first word first; empty when it makes no such pages.
    pub new: &'static [&'static str],
}

/// A kind of page.
pub trait Kind: Record {
    /// Its name, as references and messages call it.
    const NAME: &'static str;
    /// Its folder under `content/`; empty when another rule decides.
    const FOLDER: &'static str;
    /// Its template in the theme.
    const TEMPLATE: &'static str;
    /// What its pages are called among the open data. Pages of kinds without it stand
    /// together in one table.
    const DATA: Option<Dataset> = None;
    /// What `delwebb new` calls it: the word shown first, then others in any language.
    const NEW: &'static [&'static str] = &[];
}

macro_rules! kinds {
    ($($variant:ident => $ty:ty;)*) => {
        /// The front matter of one page, by kind.
        #[derive(Debug)]
        pub enum Front { $(
            #[doc = concat!("See `", stringify!($ty), "`.")]
            $variant(Box<$ty>),
        )* }

        /// All kinds.
        pub const KINDS: &[KindInfo] = &[$(KindInfo {
            name: <$ty as Kind>::NAME,
            folder: <$ty as Kind>::FOLDER,
            template: <$ty as Kind>::TEMPLATE,
            fields: <$ty as Record>::FIELDS,
            data: <$ty as Kind>::DATA,
            new: <$ty as Kind>::NEW,
        },)*];

        impl Front {
            /// Front matter of the kind named `kind` without any field.
            #[must_use]
            pub fn empty(kind: &'static str) -> Self {
                $(if kind == <$ty as Kind>::NAME { return Self::$variant(Box::default()); })*
                Self::Page(Box::default())
            }

            /// Takes the fields of the kind named `kind`.
            pub fn take(kind: &'static str, fields: &mut Fields<'_>) -> Self {
                $(if kind == <$ty as Kind>::NAME {
                    return Self::$variant(Box::new(<$ty as Record>::take(fields)));
                })*
                Self::empty(kind)
            }

            /// The kind's own fields, by the names templates use.
            #[must_use]
            pub fn shown(&self) -> Vec<(&'static str, Shown<'_>)> {
                match self { $(Self::$variant(front) => Record::shown(front.as_ref()),)* }
            }

            /// The value of the kind's own field `key`.
            #[must_use]
            pub fn shown_of(&self, key: &str) -> Option<Shown<'_>> {
                match self { $(Self::$variant(front) => Record::shown_of(front.as_ref(), key),)* }
            }

            /// Those of the kind's own fields that are `wanted`.
            pub fn shown_where<'a>(
                &'a self,
                wanted: &mut Wanted<'_>,
                out: &mut Vec<FieldShown<'a>>,
            ) {
                match self { $(
                    Self::$variant(front) => Record::shown_where(front.as_ref(), wanted, out),
                )* }
            }

            /// Visits every text that the author wrote in it.
            pub fn each_text<'a>(&'a self, visit: &mut Visit<'_, 'a>) {
                match self { $(Self::$variant(front) => Record::each_text(front.as_ref(), visit),)* }
            }

            /// The required keys that are not there.
            #[must_use]
            pub fn missing(&self) -> Vec<&'static str> {
                match self { $(Self::$variant(front) => Record::missing(front.as_ref()),)* }
            }
        }
    };
}

kinds! {
    Start => Start;
    Section => Section;
    Area => Area;
    Work => Work;
    Plan => Plan;
    News => News;
    Event => EventPage;
    Organisation => OrganisationPage;
    TargetGroup => TargetGroupPage;
    Goal => GoalPage;
    Group => GroupPage;
    Document => DocumentPage;
    Report => Report;
    ReportText => ReportText;
    Page => Page;
}

/// The kind named `name`; the plain page when there is none.
#[must_use]
pub fn kind_named(name: &str) -> &'static KindInfo {
    KINDS.iter().find(|kind| kind.name == name).unwrap_or(&KINDS[KINDS.len() - 1])
}
