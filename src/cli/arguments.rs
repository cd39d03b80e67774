//! What was typed, read with clap, said in our words.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::error::ErrorKind;
use clap_complete::Shell;

use crate::base::{Lang, Severity};
use crate::present::{Colour, Format};

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
    Report(ReportOptions),
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

/// Options that all commands have.
#[derive(Debug, Clone)]
pub struct Common {
    /// `--root`
    pub root: Option<PathBuf>,
    /// `--now`, as written.
    pub now: Option<String>,
    colour: String,
}

/// Options of `build`.
#[derive(Debug)]
pub struct BuildOptions {
    /// `--out`
    pub out: PathBuf,
    /// `--theme`
    pub theme: Option<String>,
    /// `--drafts`
    pub drafts: bool,
    /// `--base-url`
    pub base_url: Option<String>,
    /// `--jobs`
    pub jobs: Option<usize>,
    /// `--minify`
    pub minify: bool,
    /// `--strict`
    pub strict: bool,
}

/// What `check` does with what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckTask {
    /// Shows it.
    Show,
    /// Mends what can be mended in one way only.
    Fix {
        /// Whether the person has agreed already: `--yes`.
        is_agreed: bool,
    },
    /// Writes it down as known.
    WriteBaseline,
}

/// Options of `check`.
#[derive(Debug)]
pub struct CheckOptions {
    /// Files, folders or addresses of pages, as written; all when there are none.
    pub paths: Vec<String>,
    /// `--only`, as written.
    pub only: Vec<String>,
    /// `--allow`, as written.
    pub allow: Vec<String>,
    /// `--level`: the least serious findings to show.
    pub level: Severity,
    /// `--external`
    pub external: bool,
    /// `--fix`, `--write-baseline`
    pub task: CheckTask,
    /// `--format`
    pub format: Format,
    /// `--theme`
    pub theme: Option<String>,
    /// `--strict`
    pub strict: bool,
}

/// What `publish` is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublishTask {
    /// Show the site as it is written now.
    Publish {
        /// Only if a day has come: `--if-due`.
        if_due: bool,
    },
    /// Show an earlier release again: the one named, or the one before.
    RollBack(Option<String>),
    /// Tell which releases there are.
    List,
}

/// Options of `publish`.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that somebody types")]
pub struct PublishOptions {
    /// The name of the target.
    pub target: Option<String>,
    /// `--rollback`, `--list`, `--if-due`
    pub task: PublishTask,
    /// `--dry-run`
    pub dry_run: bool,
    /// `--yes`
    pub yes: bool,
    /// `--summary`
    pub summary: Option<PathBuf>,
    /// `--allow-removals`
    pub allow_removals: bool,
    /// `--overwrite`
    pub overwrite: bool,
}

/// What `report` is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportTask {
    /// Write the report as a file.
    Make,
    /// Make a page of it: `--page`.
    Page,
    /// Store it as it was adopted: `--freeze`.
    Freeze,
    /// Tell what has changed since it was frozen: `--diff`.
    Difference,
}

/// A form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportForm {
    /// One file that a browser opens.
    Html,
    /// For Word and its like.
    Docx,
    /// For reading and printing.
    Pdf,
    /// Markdown.
    Markdown,
}

impl ReportForm {
    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Markdown => "md",
        }
    }
}

/// Options of `report`.
#[derive(Debug)]
pub struct ReportOptions {
    /// The type, as written.
    pub report: String,
    /// What stands after it: a year, a half year, an organisation, a day.
    pub which: Option<String>,
    /// `--year`, `--år`
    pub year: Option<String>,
    /// `--since`
    pub since: Option<String>,
    /// `--until`
    pub until: Option<String>,
    /// `--page`, `--freeze`, `--diff`
    pub task: ReportTask,
    /// `--adopted`, as written.
    pub adopted: Option<String>,
    /// `--format`
    pub format: ReportForm,
    /// `--out`
    pub out: Option<PathBuf>,
    /// `--overwrite`
    pub overwrite: bool,
    /// `--theme`
    pub theme: Option<String>,
}

/// Options of `serve`.
#[derive(Debug)]
pub struct ServeOptions {
    /// `--port`
    pub port: u16,
    /// `--host`
    pub host: String,
    /// `--open`
    pub open: bool,
    /// `--no-drafts`
    pub no_drafts: bool,
    /// `--poll`
    pub poll: bool,
    /// `--theme`
    pub theme: Option<String>,
    /// `--base-url`
    pub base_url: Option<String>,
    /// `--editor`
    pub editor: String,
}

/// A kind of web server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// nginx
    Nginx,
    /// Apache
    Apache,
    /// Caddy
    Caddy,
    /// Hosts that read the files `_headers` and `_redirects`.
    Headers,
}

/// Options of `hosting`.
#[derive(Debug)]
pub struct HostingOptions {
    /// The kind of server.
    pub server: Server,
    /// `--folder`: the folder on the server that publishing writes in.
    pub folder: String,
    /// `--certificate`
    pub certificate: String,
    /// `--key`
    pub key: String,
    /// `--theme`
    pub theme: Option<String>,
    /// `--base-url`
    pub base_url: Option<String>,
}

/// Options of `init`.
#[derive(Debug)]
pub struct InitOptions {
    /// The new site's folder.
    pub folder: PathBuf,
}

/// Options of `new`.
#[derive(Debug)]
pub struct NewOptions {
    /// The kind, as written.
    pub kind: String,
    /// The title.
    pub title: String,
    /// `--folder`
    pub folder: Option<String>,
}

/// Options of `explain`.
#[derive(Debug)]
pub struct ExplainOptions {
    /// The code or name, as written.
    pub code: Option<String>,
    /// `--all`
    pub all: bool,
}

/// Options of `schema`.
#[derive(Debug)]
pub struct SchemaOptions {
    /// What to describe, as written.
    pub topic: Option<String>,
    /// `--editor`
    pub editor: bool,
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

impl Common {
    /// Whether to use colours on a stream.
    pub fn colour(&self, is_terminal: bool, unwanted: bool) -> Colour {
        let on = match self.colour.as_str() {
            "always" => true,
            "never" => false,
            _ => is_terminal && !unwanted,
        };
        if on { Colour::On } else { Colour::Off }
    }
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
        "report" => Command::Report(ReportOptions {
            report: text("report")?,
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
            format: report_form(text("format").as_deref(), found.get_one("out")),
            out: found.get_one("out").cloned(),
            overwrite: found.get_flag("overwrite"),
            theme: text("theme"),
        }),
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

/// The form that is asked for, or that the file's name says.
fn report_form(format: Option<&str>, out: Option<&PathBuf>) -> ReportForm {
    let ending =
        out.and_then(|out| out.extension()).map(|ending| ending.to_string_lossy().to_lowercase());
    match format.or(ending.as_deref()) {
        Some("docx" | "word") => ReportForm::Docx,
        Some("pdf") => ReportForm::Pdf,
        Some("md" | "markdown") => ReportForm::Markdown,
        _ => ReportForm::Html,
    }
}
