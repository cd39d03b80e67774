//! `delwebb check`: the same findings as `build`, and nothing written.

use crate::pipeline::has_errors;
use crate::present::{Format, present};

use super::arguments::{CheckOptions, Common};
use super::environment::Environment;
use super::site::{self, Asked};
use super::{Done, Exit, Voice, eprint, print, summary};

pub(super) fn run(
    options: &CheckOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    let root = site::root(common, environment)?;
    let theme = options.theme.clone();
    let asked = Asked { theme, strict: options.strict, ..Asked::default() };
    let site = site::open(&root, common, asked)?;
    let found = site.check();
    print(&present(&found, &site.source, options.format, voice.lang, voice.out));
    if options.format == Format::Text {
        eprint(&summary::checked(&site, &found, voice));
    }
    Ok(if has_errors(&found) { Exit::ContentErrors } else { Exit::Clean })
}
