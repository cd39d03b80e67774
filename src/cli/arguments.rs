//! What was typed, read with clap, said in our words.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use crate::base::{Lang, Text};
use crate::present::{Colour, Format};

use super::usage;

/// A command with its options.
#[derive(Debug)]
pub enum Command {
    /// `build`
    Build(BuildOptions),
    /// `check`
    Check(CheckOptions),
    /// `init`
    Init(InitOptions),
}

/// Options that all commands have.
#[derive(Debug)]
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

/// Options of `check`.
#[derive(Debug)]
pub struct CheckOptions {
    /// `--format`
    pub format: Format,
    /// `--strict`
    pub strict: bool,
}

/// Options of `init`.
#[derive(Debug)]
pub struct InitOptions {
    /// The new site's folder.
    pub folder: PathBuf,
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
    match program(lang).try_get_matches_from(arguments) {
        Ok(matches) => match command(&matches) {
            Some((command, common)) => Parsed::Command(command, common),
            None => {
                Parsed::Shown(format!("{}\n", program(lang).render_help().to_string().trim_end()))
            }
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
    let text = |key: &str| found.get_one::<String>(key).cloned();
    let common = Common {
        root: found.get_one("root").cloned(),
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
            format: match text("format").as_deref() {
                Some("oneline") => Format::Oneline,
                Some("json") => Format::Json,
                Some("github") => Format::Github,
                _ => Format::Text,
            },
            strict: found.get_flag("strict"),
        }),
        _ => Command::Init(InitOptions { folder: found.get_one("folder").cloned()? }),
    };
    Some((command, common))
}

fn program(lang: Lang) -> Clap {
    let build = subcommand("build", &usage::BUILD, lang)
        .arg(path("out", &usage::OUT, lang).default_value("public"))
        .arg(value("theme", &usage::NAME_VALUE, &usage::THEME, lang))
        .arg(flag("drafts", &usage::DRAFTS, lang))
        .arg(value("base-url", &usage::URL_VALUE, &usage::BASE_URL, lang))
        .arg(value("jobs", &usage::COUNT_VALUE, &usage::JOBS, lang).value_parser(threads))
        .arg(flag("minify", &usage::MINIFY, lang))
        .arg(flag("strict", &usage::STRICT, lang));
    let formats = ["text", "oneline", "json", "github"];
    let check = subcommand("check", &usage::CHECK, lang)
        .arg(word("format", &formats, &usage::FORMAT, lang).default_value("text"))
        .arg(flag("strict", &usage::STRICT, lang));
    let folder = Arg::new("folder")
        .value_name(usage::DIR_VALUE.get(lang).to_owned())
        .required(true)
        .value_parser(clap::value_parser!(PathBuf))
        .help(usage::INIT_DIR.get(lang).to_owned());
    let init = subcommand("init", &usage::INIT, lang)
        .override_usage(format!(
            "delwebb init [{}] <{}>",
            options(lang),
            usage::DIR_VALUE.get(lang)
        ))
        .arg(folder);
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(usage::VERSION.get(lang).to_owned());
    Clap::new("delwebb")
        .version(env!("CARGO_PKG_VERSION"))
        .about(usage::PROGRAM.get(lang).to_owned())
        .override_usage(format!("delwebb <{}> [{}]", usage::COMMAND.get(lang), options(lang)))
        .help_template(template(lang, &format!("{}:\n{{subcommands}}", usage::COMMANDS.get(lang))))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help(lang))
        .arg(version)
        .arg(word("lang", &["sv", "en"], &usage::LANG, lang))
        .subcommands([build, check, init])
}

fn subcommand(name: &'static str, about: &Text, lang: Lang) -> Clap {
    let positionals = format!("{}:\n{{positionals}}", usage::ARGUMENTS.get(lang));
    let own = if name == "init" { positionals } else { String::new() };
    Clap::new(name)
        .about(about.get(lang).to_owned())
        .override_usage(format!("delwebb {name} [{}]", options(lang)))
        .help_template(template(lang, &own))
        .disable_help_flag(true)
        .arg(path("root", &usage::ROOT, lang))
        .arg(word("lang", &["sv", "en"], &usage::LANG, lang))
        .arg(value("now", &usage::TIME_VALUE, &usage::NOW, lang))
        .arg(
            word("color", &["auto", "always", "never"], &usage::COLOUR, lang).default_value("auto"),
        )
        .arg(help(lang))
}

fn options(lang: Lang) -> String {
    usage::OPTIONS.get(lang).to_lowercase()
}

/// An option with a value. What clap would say of defaults and choices in English is
/// said in the help's own words.
fn value(name: &'static str, shown: &Text, help: &Text, lang: Lang) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(shown.get(lang).to_owned())
        .help(help.get(lang).to_owned())
        .hide_default_value(true)
        .hide_possible_values(true)
}

fn path(name: &'static str, help: &Text, lang: Lang) -> Arg {
    value(name, &usage::DIR_VALUE, help, lang).value_parser(clap::value_parser!(PathBuf))
}

/// An option whose value is one of a few words.
fn word(name: &'static str, words: &[&'static str], help: &Text, lang: Lang) -> Arg {
    let shown = words.join("|");
    value(name, &Text::new(shown.clone(), shown), help, lang)
        .value_parser(PossibleValuesParser::new(words.iter().copied()))
}

fn flag(name: &'static str, help: &Text, lang: Lang) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.get(lang).to_owned())
}

fn help(lang: Lang) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(usage::HELP.get(lang).to_owned())
}

fn threads(written: &str) -> Result<usize, String> {
    written.parse().ok().filter(|n| (1..=1024).contains(n)).ok_or_else(String::new)
}

/// The help's layout. clap's own has English headings that cannot be changed.
fn template(lang: Lang, own: &str) -> String {
    let usage = usage::USAGE.get(lang);
    let options = usage::OPTIONS.get(lang);
    let own = if own.is_empty() { String::new() } else { format!("{own}\n\n") };
    format!("{{about}}\n\n{usage}: {{usage}}\n\n{own}{options}:\n{{options}}\n")
}

/// clap's error in our words.
fn wrong(error: &clap::Error, lang: Lang) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(all)) => Some(all.join(", ")),
        _ => None,
    };
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let given = text(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => Text::new(
            format!("Flaggan ”{argument}” finns inte."),
            format!("There is no option “{argument}”."),
        ),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            Text::new(
                format!("Kommandot ”{name}” finns inte."),
                format!("There is no command “{name}”."),
            )
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if given.is_empty() => {
            Text::new(format!("{argument} saknar ett värde."), format!("{argument} needs a value."))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Text::new(
            format!("”{given}” går inte att använda för {argument}."),
            format!("“{given}” cannot be used for {argument}."),
        ),
        ErrorKind::MissingRequiredArgument => Text::new(
            format!("Något saknas: {argument}."),
            format!("Something is missing: {argument}."),
        ),
        ErrorKind::ArgumentConflict => Text::new(
            format!("{argument} får bara anges en gång."),
            format!("{argument} may be given only once."),
        ),
        _ => Text::fixed(
            "Kommandoraden går inte att förstå.",
            "The command line cannot be understood.",
        ),
    };
    let suggested =
        text(ContextKind::SuggestedArg).or_else(|| text(ContextKind::SuggestedSubcommand));
    let valid = text(ContextKind::ValidValue).filter(|valid| !valid.is_empty());
    let hint = match (suggested, valid) {
        (Some(meant), _) => {
            Text::new(format!("\nMenade du {meant}?"), format!("\nDid you mean {meant}?"))
        }
        (None, Some(valid)) => {
            Text::new(format!("\nVälj bland: {valid}."), format!("\nChoose among: {valid}."))
        }
        (None, None) => Text::fixed("", ""),
    };
    let more = Text::fixed("Skriv delwebb --help för hjälp.", "Type delwebb --help for help.");
    let label = crate::base::Severity::Error.label();
    format!("{}: {}{}\n{}\n", label.get(lang), message.get(lang), hint.get(lang), more.get(lang))
}
