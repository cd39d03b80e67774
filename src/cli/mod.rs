//! The edge to the person: arguments in, words and an exit code out. One file per command.

mod arguments;
mod build;
mod check;
mod checked;
mod completions;
mod environment;
mod explain;
mod external;
mod hosting;
mod init;
mod new;
mod options;
mod place;
mod program;
mod progress;
mod publish;
mod published;
mod ready;
mod refusal;
mod report;
mod schema;
mod selection;
mod serve;
mod site;
mod storage;
mod summary;
mod usage;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::base::{Failure, Lang};
use crate::present::Colour;

pub use environment::Environment;

use arguments::Parsed;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Clean.
    Clean,
    /// There were errors in the content.
    ContentErrors,
    /// Something could not be done.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::SUCCESS,
            Exit::ContentErrors => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}

/// How to speak to the person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice {
    lang: Lang,
    /// Colours on standard output.
    out: Colour,
    /// Colours on standard error.
    err: Colour,
}

/// Runs one command.
pub fn run(arguments: impl Iterator<Item = OsString>) -> Exit {
    let environment = Environment::read();
    let arguments: Vec<OsString> = arguments.collect();
    let lang = arguments::language(&arguments).unwrap_or(environment.lang);
    let (command, common) = match arguments::parse(arguments, lang) {
        Parsed::Command(command, common) => (command, common),
        Parsed::Shown(text) => {
            print(&text);
            return Exit::Clean;
        }
        Parsed::Wrong(text) => {
            eprint(&text);
            return Exit::Failed;
        }
    };
    let voice = Voice {
        lang,
        out: common.colour(environment.out_is_terminal, environment.no_colour),
        err: common.colour(environment.err_is_terminal, environment.no_colour),
    };
    let done = match &command {
        arguments::Command::Build(options) => build::run(options, &common, &environment, voice),
        arguments::Command::Check(options) => check::run(options, &common, &environment, voice),
        arguments::Command::Publish(options) => publish::run(options, &common, &environment, voice),
        arguments::Command::Serve(options) => serve::run(options, &common, &environment, voice),
        arguments::Command::Hosting(options) => hosting::run(options, &common, &environment, voice),
        arguments::Command::Init(options) => init::run(options, &environment, voice),
        arguments::Command::New(options) => new::run(options, &common, &environment, voice),
        arguments::Command::Report(options) => report::run(options, &common, &environment, voice),
        arguments::Command::Explain(options) => explain::run(options, voice),
        arguments::Command::Schema(options) => schema::run(options, &common, &environment, voice),
        arguments::Command::Completions(shell) => Ok(completions::run(*shell, voice)),
    };
    done.unwrap_or_else(|failure| {
        eprint(&summary::failure(&failure, voice));
        Exit::Failed
    })
}

/// What a command gives back.
type Done = Result<Exit, Failure>;

/// Prints to standard output. Nobody reading is no failure: `| head` ends so.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints to standard error.
fn eprint(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
