//! `delwebb completions SHELL`: what a shell needs to complete commands, kinds and codes.

use clap_complete::{Shell, generate};

use super::program::{Use, program};
use super::{Exit, Voice, print};

pub(super) fn run(shell: Shell, voice: Voice) -> Exit {
    let mut written = Vec::new();
    generate(shell, &mut program(voice.lang, Use::Completing), "delwebb", &mut written);
    print(&String::from_utf8_lossy(&written));
    Exit::Clean
}
