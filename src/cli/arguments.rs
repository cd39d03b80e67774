//! What was typed, read with clap, said in our words.

use std::ffi::OsString;

use clap::ArgMatches;
use clap::error::ErrorKind;
use clap_complete::Shell;

use crate::base::{Lang, Severity};
use crate::present::Format;

use super::options::{
    BuildOptions, CheckOptions, CheckTask, Common, ExplainOptions, HostingOptions, InitOptions,
    NewOptions, PublishOptions, PublishTask, ReportForm, ReportOptions, ReportTask, SchemaOptions,
    ServeOptions, Server,
};
use super::program::{Use, program};
use super::refusal::wrong;

/// A command with its options.
#[derive(Debug)]
pub enum Command {
    /// `build`
    Build(BuildOptions),
    /// `check`
    Check(CheckOptions),
    /// `publish`
    Publish(PublishOptions),
    /// `serve`
    Serve(ServeOptions),
    /// `report`
    Report(Box<ReportOptions>),
    /// `hosting`
    Hosting(HostingOptions),
    /// `init`
    Init(InitOptions),
    /// `new`
    New(NewOptions),
    /// `explain`
    Explain(ExplainOptions),
    /// `schema`
    Schema(SchemaOptions),
    /// `completions`
    Completions(Shell),
}

/// What came of the arguments.
#[derive(Debug)]
pub enum Parsed {
    /// A command to run.
    Command(Command, Common),
    /// Help or version, to print.
    Shown(String),
    /// What is wrong with them.
    Wrong(String),
}

/// The language asked for, before anything else is read: the help needs it.
#[must_use]
pub fn language(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        let asked = match word.strip_prefix("--lang") {
            Some("") => words.next()?.into_owned(),
            Some(rest) => rest.strip_prefix('=')?.to_owned(),
            None => continue,
        };
        return matches!(asked.as_str(), "sv" | "en").then(|| Lang::from_tag(&asked));
    }
    None
}

/// Reads the arguments, the program's name first.
#[must_use]
pub fn parse(arguments: Vec<OsString>, lang: Lang) -> Parsed {
    match program(lang, Use::Reading).try_get_matches_from(arguments) {
        Ok(matches) => match command(&matches) {
            Some((command, common)) => Parsed::Command(command, common),
            None => Parsed::Shown(format!(
                "{}\n",
                program(lang, Use::Reading).render_help().to_string().trim_end()
            )),
        },
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Parsed::Shown(format!("{}\n", error.render().to_string().trim_end()))
            }
            _ => Parsed::Wrong(wrong(&error, lang)),
        },
    }
}

fn command(matches: &ArgMatches) -> Option<(Command, Common)> {
    let (name, found) = matches.subcommand()?;
    // Not every command has every option.
    let text = |key: &str| found.try_get_one::<String>(key).ok().flatten().cloned();
    let texts = |key: &str| -> Vec<String> {
        found.get_many::<String>(key).map(|all| all.cloned().collect()).unwrap_or_default()
    };
    let common = Common {
        root: found.try_get_one("root").ok().flatten().cloned(),
        now: text("now"),
        colour: text("color").unwrap_or_default(),
    };
    let command = match name {
        "build" => Command::Build(BuildOptions {
            out: found.get_one("out").cloned()?,
            theme: text("theme"),
            drafts: found.get_flag("drafts"),
            base_url: text("base-url"),
            jobs: found.get_one("jobs").copied(),
            minify: found.get_flag("minify"),
            strict: found.get_flag("strict"),
        }),
        "check" => Command::Check(CheckOptions {
            paths: texts("paths"),
            only: texts("only"),
            allow: texts("allow"),
            level: match text("level").as_deref() {
                Some("fel" | "error") => Severity::Error,
                Some("varning" | "warning") => Severity::Warning,
                _ => Severity::Hint,
            },
            task: match (found.get_flag("fix"), found.get_flag("write-baseline")) {
                (true, _) => CheckTask::Fix { is_agreed: found.get_flag("yes") },
                (_, true) => CheckTask::WriteBaseline,
                _ => CheckTask::Show,
            },
            external: found.get_flag("external"),
            format: match text("format").as_deref() {
                Some("oneline") => Format::Oneline,
                Some("json") => Format::Json,
                Some("github") => Format::Github,
                Some("html") => Format::Html,
                _ => Format::Text,
            },
            theme: text("theme"),
            strict: found.get_flag("strict"),
        }),
        "publish" => Command::Publish(PublishOptions {
            target: text("target"),
            task: match (found.contains_id("rollback"), found.get_flag("list")) {
                (true, _) => PublishTask::RollBack(text("rollback")),
                (_, true) => PublishTask::List,
                _ => PublishTask::Publish { if_due: found.get_flag("if-due") },
            },
            dry_run: found.get_flag("dry-run"),
            yes: found.get_flag("yes"),
            summary: found.get_one("summary").cloned(),
            allow_removals: found.get_flag("allow-removals"),
            overwrite: found.get_flag("overwrite"),
        }),
        "serve" => Command::Serve(ServeOptions {
            port: found.get_one("port").copied()?,
            host: text("host")?,
            open: found.get_flag("open"),
            no_drafts: found.get_flag("no-drafts"),
            poll: found.get_flag("poll"),
            theme: text("theme"),
            base_url: text("base-url"),
            editor: text("editor")?,
        }),
        "hosting" => Command::Hosting(HostingOptions {
            server: match text("server").as_deref()? {
                "nginx" => Server::Nginx,
                "apache" => Server::Apache,
                "caddy" => Server::Caddy,
                _ => Server::Headers,
            },
            folder: text("folder")?,
            certificate: text("certificate")?,
            key: text("key")?,
            theme: text("theme"),
            base_url: text("base-url"),
        }),
        "report" => Command::Report(Box::new(report(found))),
        "new" => Command::New(NewOptions {
            kind: text("kind")?,
            // The quotes are easily forgotten; the words are the title all the same.
            title: found.get_many::<String>("title")?.cloned().collect::<Vec<_>>().join(" "),
            folder: text("folder"),
        }),
        "explain" => {
            Command::Explain(ExplainOptions { code: text("code"), all: found.get_flag("all") })
        }
        "schema" => Command::Schema(SchemaOptions {
            topic: text("topic"),
            editor: found.get_flag("editor"),
        }),
        "completions" => Command::Completions(found.get_one("shell").copied()?),
        _ => Command::Init(InitOptions { folder: found.get_one("folder").cloned()? }),
    };
    Some((command, common))
}

/// The options of `report`.
fn report(found: &ArgMatches) -> ReportOptions {
    let text = |key: &str| found.get_one::<String>(key).cloned();
    ReportOptions {
        report: text("report"),
        which: text("which"),
        year: text("year"),
        since: text("since"),
        until: text("until"),
        task: match (found.get_flag("page"), found.get_flag("freeze"), found.get_flag("diff")) {
            (true, ..) => ReportTask::Page,
            (_, true, _) => ReportTask::Freeze,
            (.., true) => ReportTask::Difference,
            _ => ReportTask::Make,
        },
        adopted: text("adopted"),
        format: text("format").and_then(|name| ReportForm::named(&name)),
        out: found.get_one("out").cloned(),
        overwrite: found.get_flag("overwrite"),
        theme: text("theme"),
    }
}
