//! The registers: tables in `content/register/`. A new table is one file here and
//! one line in `registers!`.

mod accessibility;
mod budgets;
mod contacts;
mod coverage;
mod documents;
mod glossary;
mod goals;
mod groups;
mod hyphenation;
mod local_plans;
mod organisations;
mod own_words;
mod pictures;
mod plain_words;
mod publications;
mod synonyms;
mod target_groups;
mod trends;

pub use accessibility::{AccessibilityStatement, Assessment, Conformance, ManualChecks, criteria};
pub use budgets::{Budget, BudgetPost, Sum};
pub use contacts::Contact;
pub use coverage::{Coverage, CoverageStatus};
pub use documents::CitedDocument;
pub use glossary::GlossaryEntry;
pub use goals::GoalOf2030;
pub use groups::Group;
pub use hyphenation::HyphenatedWord;
pub use local_plans::{LocalPlan, LocalPlanStatus};
pub use organisations::Organisation;
pub use own_words::OwnWord;
pub use pictures::{Picture, PictureBasis};
pub use plain_words::PlainWord;
pub use publications::{Publication, PublicationKind, PublishedFact, PublishedPage};
pub use synonyms::Synonym;
pub use target_groups::TargetGroup;
pub use trends::Trend;

use super::{Dataset, KINDS};
use crate::base::{FilePath, Span, Spanned};
use crate::yaml::{
    Fault, FaultKind, Field, Id, Node, Readable, Record, Shape, Shown, Value, Visit,
};

/// What the program needs to know of a table without knowing the table.
#[derive(Debug)]
pub struct TableInfo {
    /// The name of one row, as references and messages call it.
    pub name: &'static str,
    /// The file's name, without `.yaml`.
    pub file: &'static str,
    /// The other kind of reference that finds a row, such as `källnyckel`.
    pub other: Option<&'static str>,
    /// The kind of the texts that authors may write for the rows, when each row has a page
    /// of its own. The kind's folder and template are the pages'.
    pub pages: Option<&'static str>,
    /// The last part of the address, and the template, of the page that shows the whole
    /// table, when there is one.
    pub view: Option<&'static str>,
    /// What the rows are called among the open data; none for a table that is not public.
    pub data: Option<Dataset>,
    /// Whether the file is one row, written as its keys without a dash.
    pub is_one: bool,
    /// The keys of a row.
    pub fields: &'static [Field],
    /// Reads the rows; faults go to the list.
    pub read: fn(&Node, &mut Vec<Fault>) -> Table,
}

/// The names of everything that a reference may point to by an id: kinds and rows.
pub fn reference_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name).chain(TABLES.iter().map(|table| table.name))
}

/// A row of a register.
pub trait Row: Record {
    /// The name of one row, as references and messages call it.
    const NAME: &'static str;
    /// The file's name, without `.yaml`.
    const FILE: &'static str;

    /// What the rows are called among the open data; none for a table that is not public.
    const DATA: Option<Dataset>;

    /// The other kind of reference that finds a row.
    const OTHER: Option<&'static str> = None;

    /// The kind of the rows' texts, when each row has a page of its own.
    const PAGES: Option<&'static str> = None;

    /// The last part of the address, and the template, of the page that shows the whole table.
    const VIEW: Option<&'static str> = None;

    /// Whether the file is one row, written as its keys without a dash.
    const IS_ONE: bool = false;

    /// The row's id.
    fn id(&self) -> Option<&Spanned<Id>>;

    /// The name that references of the other kind use.
    fn other_id(&self) -> Option<&Spanned<String>> {
        None
    }

    /// What a row without an id is about, and where that stands: there may be one row only
    /// for each municipality and target group, each organisation and year.
    fn about(&self) -> Option<Spanned<String>> {
        None
    }

    /// What people call the row: the title of its page.
    fn title(&self) -> Option<&str> {
        None
    }
}

/// One register file, parsed.
#[derive(Debug)]
pub struct RegisterDocument {
    /// The file.
    pub file: FilePath,
    /// Its rows.
    pub table: Table,
    /// The faults found.
    pub faults: Vec<Fault>,
    /// Whether the file is what it should be: a list of rows, or the one row. Nothing is
    /// known of a table that is not.
    pub is_read: bool,
}

/// A row seen without its type.
#[derive(Debug)]
pub struct AnyRow<'a> {
    /// The name of one row of its table.
    pub name: &'static str,
    /// Its id.
    pub id: Option<&'a Spanned<Id>>,
    /// Its other name, and the kind of reference that uses it.
    pub other_id: Option<(&'static str, &'a Spanned<String>)>,
    /// What a row without an id is about.
    pub about: Option<Spanned<String>>,
    /// What people call it.
    pub title: Option<&'a str>,
    /// The keys of its table.
    pub fields: &'static [Field],
    /// Its values, in the order of the keys, by the names templates use.
    pub shown: Vec<(&'static str, Shown<'a>)>,
    /// Where it stands.
    pub span: Span,
}

macro_rules! registers {
    ($($variant:ident, $field:ident => $ty:ty;)*) => {
        /// The rows of one register.
        #[derive(Debug)]
        pub enum Table { $(
            #[doc = concat!("See `", stringify!($ty), "`.")]
            $variant(Vec<Spanned<$ty>>),
        )* }

        /// All tables.
        pub const TABLES: &[TableInfo] = &[$(TableInfo {
            name: <$ty as Row>::NAME,
            file: <$ty as Row>::FILE,
            other: <$ty as Row>::OTHER,
            pages: <$ty as Row>::PAGES,
            view: <$ty as Row>::VIEW,
            data: <$ty as Row>::DATA,
            is_one: <$ty as Row>::IS_ONE,
            fields: <$ty as Record>::FIELDS,
            read: |node, faults| Table::$variant(rows(node, faults)),
        },)*];

        /// The rows of all registers, typed.
        #[derive(Debug, Default)]
        pub struct Registers { $(
            #[doc = concat!("See `", stringify!($ty), "`.")]
            pub $field: Vec<Spanned<$ty>>,
        )* }

        impl Registers {
            /// Puts the rows of all register files together.
            #[must_use]
            pub fn collect(documents: &[RegisterDocument]) -> Self {
                let mut all = Self::default();
                for document in documents {
                    match &document.table {
                        $(Table::$variant(rows) => all.$field.extend(rows.iter().cloned()),)*
                    }
                }
                all
            }
        }

        impl Table {
            /// The name of one row.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => <$ty as Row>::NAME,)* }
            }

            /// What the program knows of the table.
            #[must_use]
            pub fn info(&self) -> &'static TableInfo {
                let own = TABLES.iter().find(|table| table.name == self.name());
                own.unwrap_or(&TABLES[0])
            }

            /// How many rows there are.
            #[must_use]
            pub fn len(&self) -> usize {
                match self { $(Self::$variant(rows) => rows.len(),)* }
            }

            /// Whether there are none.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            /// One row without its type.
            #[must_use]
            pub fn row(&self, at: usize) -> Option<AnyRow<'_>> {
                match self { $(Self::$variant(rows) => rows.get(at).map(any_row),)* }
            }

            /// Visits every text that the author wrote in the rows.
            pub fn each_text<'a>(&'a self, visit: &mut Visit<'_, 'a>) {
                match self { $(Self::$variant(rows) => {
                    for row in rows {
                        Record::each_text(&row.value, visit);
                    }
                })* }
            }

            /// The rows without their types.
            pub fn rows(&self) -> impl Iterator<Item = AnyRow<'_>> {
                (0..self.len()).filter_map(|at| self.row(at))
            }
        }
    };
}

registers! {
    Organisations, organisations => Organisation;
    TargetGroups, target_groups => TargetGroup;
    Goals, goals => GoalOf2030;
    Groups, groups => Group;
    Contacts, contacts => Contact;
    Documents, documents => CitedDocument;
    Glossary, glossary => GlossaryEntry;
    Coverage, coverage => Coverage;
    LocalPlans, local_plans => LocalPlan;
    Budgets, budgets => Budget;
    Trends, trends => Trend;
    Accessibility, accessibility => AccessibilityStatement;
    PlainWords, plain_words => PlainWord;
    Synonyms, synonyms => Synonym;
    Hyphenation, hyphenation => HyphenatedWord;
    Pictures, pictures => Picture;
    OwnWords, own_words => OwnWord;
    Publications, publications => Publication;
}

fn any_row<R: Row>(row: &Spanned<R>) -> AnyRow<'_> {
    AnyRow {
        name: R::NAME,
        id: R::id(&row.value),
        other_id: R::OTHER.zip(R::other_id(&row.value)),
        about: row.value.about(),
        title: R::title(&row.value),
        fields: R::FIELDS,
        shown: Record::shown(&row.value),
        span: row.span,
    }
}

impl RegisterDocument {
    /// Parses the text of one register.
    #[must_use]
    pub fn parse(file: &FilePath, table: &'static TableInfo, text: &str) -> Self {
        let mut faults = Vec::new();
        let node = crate::yaml::read(text, 0).node(&mut faults);
        let is_slipped = faults.iter().any(Fault::is_syntax);
        let is_whole = node.as_ref().is_some_and(|node| match node.value {
            Value::List(_) => !table.is_one,
            Value::Map(_) => table.is_one,
            Value::Null => true,
            Value::Scalar(_) => false,
        });
        let is_read = is_whole && !is_slipped;
        // What is no list after a slip may well have been one before.
        let node = node.filter(|_| is_whole || !is_slipped);
        let nothing = Node { value: Value::Null, span: Span::at(0) };
        let table = (table.read)(&node.unwrap_or(nothing), &mut faults);
        Self { file: file.clone(), table, faults, is_read }
    }
}

fn rows<R: Row>(node: &Node, faults: &mut Vec<Fault>) -> Vec<Spanned<R>> {
    if R::IS_ONE {
        return one::<R>(node, faults).into_iter().collect();
    }
    let Value::List(items) = &node.value else {
        if node.value != Value::Null {
            let kind = FaultKind::WrongShape {
                key: R::FILE,
                expected: Shape::List(&<R as Readable>::SHAPE),
                suggestion: None,
            };
            faults.push(Fault { kind, span: Span::at(node.span.range().start) });
        }
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| R::read(item, R::FILE, faults).map(|row| Spanned::new(row, item.span)))
        .collect()
}

/// The one row of a file that has no more.
fn one<R: Row>(node: &Node, faults: &mut Vec<Fault>) -> Option<Spanned<R>> {
    let row = match &node.value {
        Value::Null => return None,
        // Written as a table of one row: that is the mistake, and what is in it is read.
        Value::List(items) if matches!(items.as_slice(), [Node { value: Value::Map(_), .. }]) => {
            let kind = FaultKind::WrongShape {
                key: R::FILE,
                expected: <R as Readable>::SHAPE,
                suggestion: None,
            };
            faults.push(Fault { kind, span: Span::at(node.span.range().start) });
            &items[0]
        }
        _ => node,
    };
    R::read(row, R::FILE, faults).map(|value| Spanned::new(value, row.span))
}
