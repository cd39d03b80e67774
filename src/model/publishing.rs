//! Which pages come along: drafts, pages whose day has not come, pages whose day has passed.

use jiff::civil;

use crate::base::{Date, FilePath};
use crate::document::Document;

use super::Drafts;

/// A page that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file.
    pub file: FilePath,
    /// Why.
    pub reason: Reason,
}

/// Why a page is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// `utkast: ja`.
    Draft,
    /// `publiceras` lies ahead.
    NotYet(Date),
    /// `avpubliceras` has come.
    Expired(Date),
}

/// Tells for each document whether it is published, and lists those that are not.
pub(super) fn sort(
    documents: &[Document],
    today: civil::Date,
    drafts: Drafts,
) -> (Vec<bool>, Vec<LeftOut>) {
    let mut left_out = Vec::new();
    let published = documents
        .iter()
        .map(|document| {
            let reason = reason(document, today, drafts);
            if let Some(reason) = &reason {
                left_out.push(LeftOut { file: document.file.clone(), reason: reason.clone() });
            }
            reason.is_none()
        })
        .collect();
    (published, left_out)
}

fn reason(document: &Document, today: civil::Date, drafts: Drafts) -> Option<Reason> {
    let common = &document.common;
    if drafts == Drafts::LeftOut && common.draft.as_ref().is_some_and(|draft| draft.value.0) {
        return Some(Reason::Draft);
    }
    if let Some(date) = &common.publish_on
        && date.0.start > today
    {
        return Some(Reason::NotYet(date.value.0));
    }
    if let Some(date) = &common.unpublish_on
        && date.0.start <= today
    {
        return Some(Reason::Expired(date.value.0));
    }
    None
}
