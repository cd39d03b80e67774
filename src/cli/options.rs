//! The options of each command, as the rest of the program sees them.

use std::path::PathBuf;

use crate::base::Severity;
use crate::present::{Colour, Format};

/// Options that all commands have.
#[derive(Debug, Clone)]
pub struct Common {
    /// `--root`
    pub root: Option<PathBuf>,
    /// `--now`, as written.
    pub now: Option<String>,
    pub(super) colour: String,
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
    /// The form that a word or the ending of a file names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name.to_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "docx" | "word" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

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
    pub report: Option<String>,
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
    pub format: Option<ReportForm>,
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
