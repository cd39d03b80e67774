//! Stands in for the network in a program that was made without the feature `s3`.

use super::super::{Trouble, TroubleKind};
use super::{Patience, Proxy, Purge};
use crate::base::{Failure, Text};

/// Nothing: the program cannot ask anybody.
pub(super) fn send(
    _: &Purge,
    _: &[String],
    _: &dyn Fn(&str) -> Option<String>,
    _: (Option<&Proxy>, Patience),
    _: &dyn Fn() -> bool,
) -> Result<usize, Trouble> {
    let failure = Failure::new(Text::fixed(
        "Det här programmet är byggt utan stöd för att rensa en CDN (s3).",
        "This program was built without support for purging a CDN (s3).",
    ))
    .with_help(Text::fixed(
        "Använd det färdiga programmet, eller bygg det med `--features s3`.",
        "Use the released program, or build it with `--features s3`.",
    ));
    Err(Trouble::new(TroubleKind::Other, failure))
}
