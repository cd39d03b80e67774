//! `lansstod.yaml`: what the common support cost, year by year, post by post.
//!
//! The sum a document prints is kept beside the one that the posts add up to: where
//! they differ both are shown, and neither is corrected.

use super::Row;
use crate::base::{Figure, Spanned};
use crate::document::Dataset;
use crate::yaml::{Citations, Id, LongText, Year, record};

record! {
    /// One post: so much of full time, so much money.
    pub struct BudgetPost {
        post: Option<Spanned<String>> = "post" [required], "Vad pengarna går till.";
        percent: Option<Spanned<Figure>> = "procent", "Omfattning i procent av heltid.";
        budget: Option<Spanned<Figure>> = "budget" [required], "Budget i kronor.";
        outcome: Option<Spanned<Figure>> = "utfall", "Utfall i kronor. Utelämna om det inte är redovisat.";
        source: Option<Spanned<Citations>> = "källa", "Dokument och avsnitt, om de är andra än tabellens.";
    }
}

record! {
    /// The sums as the document prints them.
    pub struct StatedSums {
        percent: Option<Spanned<Figure>> = "procent", "Summan i procent av heltid, som den står.";
        budget: Option<Spanned<Figure>> = "budget", "Summan av budgeten i kronor, som den står.";
        outcome: Option<Spanned<Figure>> = "utfall", "Summan av utfallet i kronor, som den står.";
    }
}

record! {
    /// One year's budget and outcome.
    pub struct Budget {
        year: Option<Spanned<Year>> = "år" [required], "Året som tabellen gäller.";
        source: Option<Spanned<Citations>> = "källa" [required], "Dokument och avsnitt.";
        stated: Option<Spanned<StatedSums>> = "summa_angiven", "Summorna så som de står i dokumentet.";
        posts: Vec<Spanned<BudgetPost>> = "poster" [required], "Raderna i tabellen.";
        note: Option<Spanned<LongText>> = "anmärkning", "Det som läsaren behöver veta om tabellen.";
    }
}

impl Row for Budget {
    const NAME: &'static str = "länsstöd";
    const FILE: &'static str = "lansstod";
    const DATA: Option<Dataset> = Some(Dataset {
        title: "Länsstöd",
        about: "Det gemensamma stödet, år för år, med summorna som dokumenten anger.",
    });
    const VIEW: Option<&'static str> = Some("resurser");
    fn about(&self) -> Option<Spanned<String>> {
        let year = self.year.as_ref()?;
        Some(Spanned::new(year.value.0.to_string(), year.span))
    }
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
}

/// One column of a budget: the sum a document prints, and the one the posts add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum<'a> {
    /// The column's key, such as `budget`.
    pub key: &'static str,
    /// As printed.
    pub stated: Option<&'a Spanned<Figure>>,
    /// As the posts add up to. `None` when no post has a figure, or one cannot be added:
    /// `ca 15`, too many decimals.
    pub computed: Option<Figure>,
}

impl Sum<'_> {
    /// How much more the posts add up to than the document prints; `None` when the two agree
    /// or one of them is not known.
    #[must_use]
    pub fn difference(&self) -> Option<Figure> {
        let difference = self.computed?.minus(&self.stated?.value)?;
        (!difference.is_zero()).then_some(difference)
    }
}

impl BudgetPost {
    /// How much more the outcome was than the budget; `None` when one of them is not known, or
    /// not exactly.
    #[must_use]
    pub fn deviation(&self) -> Option<Figure> {
        self.outcome.as_ref()?.value.minus(&self.budget.as_ref()?.value)
    }
}

impl Budget {
    /// The greatest figure of the posts, in budget or outcome.
    #[must_use]
    pub fn greatest(&self) -> Option<Figure> {
        let both = |post: &BudgetPost| [post.budget.clone(), post.outcome.clone()];
        let all = self.posts.iter().flat_map(|post| both(&post.value)).flatten();
        all.map(|figure| figure.value).max_by(Figure::by_size)
    }

    /// The columns with their sums.
    #[must_use]
    pub fn sums(&self) -> [Sum<'_>; 3] {
        let stated = self.stated.as_ref().map(|stated| &stated.value);
        let add = |of: fn(&BudgetPost) -> Option<&Spanned<Figure>>| {
            let known: Vec<&Figure> =
                self.posts.iter().filter_map(|post| of(&post.value)).map(|f| &f.value).collect();
            // A column that no post fills in has no sum: nothing is known, which is not zero.
            if known.is_empty() { None } else { Figure::sum(known.into_iter()) }
        };
        [
            Sum {
                key: "procent",
                stated: stated.and_then(|sums| sums.percent.as_ref()),
                computed: add(|post| post.percent.as_ref()),
            },
            Sum {
                key: "budget",
                stated: stated.and_then(|sums| sums.budget.as_ref()),
                computed: add(|post| post.budget.as_ref()),
            },
            Sum {
                key: "utfall",
                stated: stated.and_then(|sums| sums.outcome.as_ref()),
                // A post without an outcome is not reported yet: the rest is no sum.
                computed: self
                    .posts
                    .iter()
                    .all(|post| post.value.outcome.is_some())
                    .then(|| add(|post| post.outcome.as_ref()))
                    .flatten(),
            },
        ]
    }
}
