//! `delwebb check`: the same findings as `build`, and nothing written but what is asked for.

use std::path::Path;

use crate::base::{Failure, Text};
use crate::check::{Stage, baseline_file, baseline_of};
use crate::pipeline::{Fixed, fix, has_errors};
use crate::present::{Format, difference, present};
use crate::source::{Content, File};
use crate::write::{correct, create_file};

use super::environment::Environment;
use super::options::{CheckOptions, CheckTask, Common};
use super::selection::Selection;
use super::site::{self, Asked};
use super::{Done, Exit, Voice, checked, eprint, external, print};

pub(super) fn run(
    options: &CheckOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    let root = site::root(common, environment)?;
    let asked =
        || Asked { theme: options.theme.clone(), strict: options.strict, ..Asked::default() };
    if options.task == CheckTask::WriteBaseline {
        return write_baseline(&root, common, asked(), voice);
    }
    let mut site = site::open(&root, common, asked())?;
    let selection = Selection::of(options, &site, &root, &environment.folder)?;
    let mut went = None;
    if options.external && selection.asks(Stage::External) {
        let now = site::options(&site.source, common, asked())?.link.now;
        went = Some(external::ask(&mut site, (&root, now), &selection, environment, voice)?);
    }
    let mut found = site.check();
    if let CheckTask::Fix { is_agreed } = options.task {
        let settings = site::options(&site.source, common, asked())?;
        let fixed = fix(site, found, &settings, &|found| selection.takes(found));
        let mended = mend(&fixed, is_agreed, environment, voice);
        if let Some(went) = &went {
            external::say(went, voice);
        }
        return mended;
    }
    found.retain(|found| selection.takes(found));
    let shown = found;
    print(&present(&shown, &site.source, options.format, voice.lang, voice.out));
    if options.format == Format::Text {
        eprint(&checked::checked(&site, &shown, &selection, voice));
    }
    if let Some(went) = &went {
        external::say(went, voice);
        // What was not asked for may be wrong too.
        if went.is_stopped && !has_errors(&shown) {
            return Ok(Exit::Failed);
        }
    }
    Ok(if has_errors(&shown) { Exit::ContentErrors } else { Exit::Clean })
}

/// Shows what can be mended in one way only, and mends it when the person agrees.
fn mend(fixed: &Fixed, is_agreed: bool, environment: &Environment, voice: Voice) -> Done {
    let exit = if has_errors(&fixed.found) { Exit::ContentErrors } else { Exit::Clean };
    let (count, files) = (fixed.count, fixed.texts.len());
    for (file, (before, after)) in &fixed.texts {
        print(&format!("{}\n", difference(file, before, after, voice.out)));
    }
    if files == 0 {
        eprint(&checked::nothing_to_mend(voice));
        return Ok(exit);
    }
    eprint(&checked::mendable(count, files, voice));
    let answer = if is_agreed { Some(true) } else { environment.ask(&QUESTION, voice.lang) };
    if answer != Some(true) {
        eprint(&checked::not_mended(answer.is_some(), voice));
        return Ok(exit);
    }
    let source = &fixed.site.source;
    let written = fixed.texts.iter().map(|(file, (before, after))| {
        let known = source.files.get(file).map(|known| &known.disk);
        known.map_or(Ok(()), |disk| correct(&source.root, disk, before, after))
    });
    // One file that cannot be written keeps no other from being mended.
    let failed: Vec<Failure> = written.filter_map(Result::err).collect();
    if failed.len() < files {
        eprint(&checked::mended(files - failed.len(), voice));
    }
    failed.into_iter().next().map_or(Ok(exit), Err)
}

const QUESTION: Text = Text::fixed("Ska ändringarna skrivas? (j/n) ", "Write the changes? (y/n) ");

/// Writes the warnings and hints of today as the baseline.
fn write_baseline(root: &Path, common: &Common, asked: Asked, voice: Voice) -> Done {
    let file = baseline_file();
    // What is there is not held against itself.
    let content = Content::Text(String::new());
    let disk = file.as_str().into();
    let site = site::open_with(root, common, asked, [(file.clone(), File { disk, content })])?;
    let found = site.check();
    let text = baseline_of(&found, &site.source);
    let before = crate::source::read(root)?;
    match before.files.get(&file) {
        Some(known) => correct(root, &known.disk, before.text(&file), &text)?,
        None => create_file(root, &file, text.as_bytes())?,
    }
    eprint(&checked::baseline(&found, voice));
    Ok(if has_errors(&found) { Exit::ContentErrors } else { Exit::Clean })
}
