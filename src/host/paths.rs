//! Which paths a host takes: none that could lead out of its place, or into what hosts keep
//! for themselves there.

use std::path::Path;

use crate::base::{Failure, Text, printable_line};

use super::{Trouble, TroubleKind};

/// The folder in the place that hosts keep for themselves: what is not yet whole lies there, and
/// is never listed.
pub const OWN: &str = ".delwebb";

/// Refuses a path that is not as `Host` says: one with `.`, `..` or nothing between two `/`, with
/// signs that a system or a protocol may read as something else, or in the hosts' own folder.
///
/// # Errors
/// When it is refused.
pub fn refuse_ways_out(path: &str) -> Result<(), Trouble> {
    let is_odd = |part: &str| matches!(part, "" | "." | "..");
    let is_refused = path.split('/').any(is_odd)
        || path.chars().any(|c| c.is_control() || c == '\\')
        || (cfg!(windows) && path.contains(':'))
        || path.split('/').next() == Some(OWN);
    if !is_refused {
        return Ok(());
    }
    let shown = printable_line(path);
    Err(Trouble::new(
        TroubleKind::Refused,
        Failure::new(Text::new(
            format!("Sökvägen ”{shown}” kan inte finnas på publiceringsplatsen."),
            format!("The path \"{shown}\" cannot be on the place of publishing."),
        )),
    ))
}

/// Refuses the first of many paths that has to be.
pub fn refuse_any<'a>(paths: impl IntoIterator<Item = &'a str>) -> Result<(), Trouble> {
    paths.into_iter().try_for_each(refuse_ways_out)
}

/// The same for a folder, which may be the whole place (`""`).
pub fn refuse_folder(folder: &str) -> Result<(), Trouble> {
    if folder.is_empty() { Ok(()) } else { refuse_ways_out(folder) }
}

/// The folder that `path` lies in; empty at the top.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// What a link called `name` holds to lead to `folder`, both from the top of the place.
pub fn relative_link(name: &str, folder: &str) -> String {
    "../".repeat(name.matches('/').count()) + folder
}

/// Which folder of the place a link called `name` leads to, when that is one.
pub fn linked_folder(name: &str, link: &str) -> Option<String> {
    let folder = link.strip_prefix(&"../".repeat(name.matches('/').count()))?;
    let folder = folder.trim_end_matches('/');
    refuse_ways_out(folder).is_ok().then(|| folder.to_owned())
}
/// A link at `at` leads out of the place: nothing is read or written through it.
pub(super) fn leads_out(at: &Path) -> Trouble {
    let failure = Failure::new(Text::fixed(
        "En länk på publiceringsplatsen leder ut ur den",
        "A link in the place of publishing leads out of it",
    ));
    let help = Text::fixed(
        "Ta bort länken, eller ange mappen som den leder till som plats.",
        "Remove the link, or name the folder that it leads to as the place.",
    );
    Trouble::new(TroubleKind::Refused, failure.at(at).with_help(help))
}
