//! What `publiceras:` and `avpubliceras:` ask for: on which days the site changes by itself.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::Model;

/// Whether a site has to be published because a day has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// A day has come since the visible release was made.
    pub is_now: bool,
    /// The next day that comes, as far as the content says.
    pub next: Option<Date>,
}

/// What is due today, when the visible release was built for `since`. Drafts never are.
#[must_use]
pub fn due(model: &Model, since: Option<Date>) -> Due {
    let today = model.today;
    let days: BTreeSet<Date> = model
        .documents
        .iter()
        .filter(|document| document.common.draft.as_ref().is_none_or(|draft| !draft.value.0))
        .flat_map(|document| [&document.common.publish_on, &document.common.unpublish_on])
        .flatten()
        .map(|day| day.value.0.start)
        .collect();
    Due {
        is_now: since.is_none_or(|since| days.iter().any(|day| since < *day && *day <= today)),
        next: days.into_iter().find(|day| *day > today),
    }
}
