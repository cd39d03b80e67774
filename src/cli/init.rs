//! `delwebb init DIR`: a small complete site to start from.

use crate::source::starter_files;
use crate::write::create;

use super::environment::Environment;
use super::options::InitOptions;
use super::{Done, Exit, Voice, print, summary};

pub(super) fn run(options: &InitOptions, environment: &Environment, voice: Voice) -> Done {
    create(&environment.folder.join(&options.folder), &starter_files())?;
    print(&summary::started(&options.folder, voice));
    Ok(Exit::Clean)
}
