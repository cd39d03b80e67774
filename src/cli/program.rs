//! The commands and their options, as clap knows them: one description for reading what was
//! typed, for the help and for the completions of shells.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, Command as Clap, value_parser};
use clap_complete::Shell;

use crate::base::{Lang, Text};
use crate::check::RULES;
use crate::hosting;
use crate::manual::{makeable, topics};

use super::report::{WORDS, usage as of};
use super::usage;

/// What the description is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Reading what was typed. Unknown kinds and codes have messages of their own.
    Reading,
    /// Completing what is being typed: every word that may stand there is named.
    Completing,
}

/// The whole program.
pub(super) fn program(lang: Lang, of: Use) -> Clap {
    let about = Describe { lang, of };
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(usage::VERSION.get(lang).to_owned());
    Clap::new("delwebb")
        .version(env!("CARGO_PKG_VERSION"))
        .about(usage::PROGRAM.get(lang).to_owned())
        .override_usage(format!("delwebb <{}> [{}]", usage::COMMAND.get(lang), about.options()))
        .help_template(template(lang))
        .subcommand_help_heading(usage::COMMANDS.get(lang).to_owned())
        .next_help_heading(usage::OPTIONS.get(lang).to_owned())
        .after_help(usage::MORE.get(lang).to_owned())
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(about.language())
        .arg(about.help())
        .arg(version)
        .subcommands([
            about.new_page(),
            about.serve(),
            about.check(),
            about.build(),
            about.publish(),
            about.hosting(),
            about.report(),
            about.explain(),
            about.init(),
            about.schema(),
            about.completions(),
        ])
}

/// Which of the common options a command has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// A site, and a time to see it at.
    Site,
    /// Nothing but words.
    Nothing,
}

struct Describe {
    lang: Lang,
    of: Use,
}

impl Describe {
    fn new_page(&self) -> Clap {
        let words = makeable().filter_map(|kind| kind.new.first());
        let words = words.map(|word| PossibleValue::new(*word));
        let kind = self.choice("kind", &usage::KIND_VALUE, &usage::NEW_KIND, words.collect());
        let title = self.positional("title", &usage::TITLE_VALUE, &usage::NEW_TITLE);
        // Without quotes a shell makes several words of it.
        let title = title.num_args(1..);
        self.command("new", &usage::NEW, Needs::Site, |command| {
            let folder = self.value("folder", &usage::DIR_VALUE, &usage::FOLDER);
            command.arg(kind.required(true)).arg(title.required(true)).arg(folder.alias("mapp"))
        })
        .after_help(usage::NEW_EXAMPLES.get(self.lang).to_owned())
    }

    fn check(&self) -> Clap {
        let formats = ["text", "oneline", "json", "github", "html"];
        let paths = self.positional("paths", &usage::PATHS_VALUE, &usage::PATHS).num_args(0..);
        let codes = |name, help| {
            let codes = self.value(name, &usage::CODES_VALUE, help);
            codes.value_delimiter(',').action(ArgAction::Append)
        };
        let levels = ["fel", "varning", "tips"];
        let level =
            self.word("level", &levels, &usage::LEVEL).value_parser(PossibleValuesParser::new([
                PossibleValue::new("fel").alias("error"),
                PossibleValue::new("varning").alias("warning"),
                PossibleValue::new("tips").alias("hint"),
            ]));
        self.command("check", &usage::CHECK, Needs::Site, |command| {
            command
                .arg(paths)
                .arg(codes("only", &usage::ONLY))
                .arg(codes("allow", &usage::ALLOW))
                .arg(level)
                .arg(self.flag("external", &usage::EXTERNAL))
                .arg(self.flag("fix", &usage::FIX))
                .arg(self.flag("yes", &usage::YES).requires("fix"))
                .arg(
                    self.flag("write-baseline", &usage::WRITE_BASELINE)
                        .conflicts_with_all(["fix", "external"]),
                )
                .arg(self.word("format", &formats, &usage::FORMAT).default_value("text"))
                .arg(self.value("theme", &usage::NAME_VALUE, &usage::THEME))
                .arg(self.flag("strict", &usage::STRICT))
        })
        .after_help(usage::CHECK_EXAMPLES.get(self.lang).to_owned())
    }

    fn build(&self) -> Clap {
        self.command("build", &usage::BUILD, Needs::Site, |command| {
            command
                .arg(self.path("out", &usage::OUT).default_value("public"))
                .arg(self.value("theme", &usage::NAME_VALUE, &usage::THEME))
                .arg(self.flag("drafts", &usage::DRAFTS))
                .arg(self.value("base-url", &usage::URL_VALUE, &usage::BASE_URL))
                .arg(self.value("jobs", &usage::COUNT_VALUE, &usage::JOBS).value_parser(threads))
                .arg(self.flag("minify", &usage::MINIFY))
                .arg(self.flag("strict", &usage::STRICT))
        })
    }

    fn publish(&self) -> Clap {
        let target = self.positional("target", &usage::TARGET_VALUE, &usage::TARGET);
        let back = self.value("rollback", &usage::RELEASE_VALUE, &usage::ROLLBACK);
        let file = self.value("summary", &usage::FILE_VALUE, &usage::SUMMARY);
        self.command("publish", &usage::PUBLISH, Needs::Site, |command| {
            command
                .arg(target)
                .arg(self.flag("dry-run", &usage::DRY_RUN))
                .arg(self.flag("yes", &usage::PUBLISH_YES))
                .arg(file.value_parser(value_parser!(PathBuf)))
                .arg(back.num_args(0..=1).conflicts_with_all(["list", "if-due"]))
                .arg(self.flag("list", &usage::LIST).conflicts_with("if-due"))
                .arg(self.flag("if-due", &usage::IF_DUE))
                .arg(self.flag("allow-removals", &usage::ALLOW_REMOVALS))
                .arg(self.flag("overwrite", &usage::OVERWRITE))
        })
        .after_help(usage::PUBLISH_EXAMPLES.get(self.lang).to_owned())
    }

    fn serve(&self) -> Clap {
        self.command("serve", &usage::SERVE, Needs::Site, |command| {
            let port = self.value("port", &usage::PORT_VALUE, &usage::PORT).default_value("1111");
            command
                .arg(port.value_parser(value_parser!(u16)))
                .arg(
                    self.value("host", &usage::HOST_VALUE, &usage::HOST).default_value("127.0.0.1"),
                )
                .arg(self.flag("open", &usage::OPEN))
                .arg(self.flag("no-drafts", &usage::NO_DRAFTS))
                .arg(self.flag("poll", &usage::POLL))
                .arg(self.value("theme", &usage::NAME_VALUE, &usage::THEME))
                .arg(self.value("base-url", &usage::URL_VALUE, &usage::BASE_URL))
                .arg(
                    self.value("editor", &usage::LINK_VALUE, &usage::EDITOR_LINK)
                        .default_value("vscode"),
                )
        })
    }

    fn hosting(&self) -> Clap {
        let server = self.positional("server", &usage::SERVER_VALUE, &usage::HOSTING_SERVER);
        let server = server
            .required(true)
            .value_parser(PossibleValuesParser::new(["nginx", "apache", "caddy", "headers"]))
            .hide_possible_values(true);
        self.command("hosting", &usage::HOSTING, Needs::Site, |command| {
            let folder = self.value("folder", &usage::DIR_VALUE, &usage::HOSTING_FOLDER);
            let certificate =
                self.value("certificate", &usage::FILE_VALUE, &usage::HOSTING_CERTIFICATE);
            let key = self.value("key", &usage::FILE_VALUE, &usage::HOSTING_KEY);
            command
                .arg(server)
                .arg(folder.default_value(hosting::FOLDER))
                .arg(certificate.default_value(hosting::CERTIFICATE))
                .arg(key.default_value(hosting::KEY))
                .arg(self.value("theme", &usage::NAME_VALUE, &usage::THEME))
                .arg(self.value("base-url", &usage::URL_VALUE, &usage::BASE_URL))
        })
        .after_help(usage::HOSTING_EXAMPLES.get(self.lang).to_owned())
    }

    fn report(&self) -> Clap {
        let words = WORDS.iter().filter_map(|words| words.all().next());
        let words = words.map(PossibleValue::new);
        let report = self.choice("report", &of::VALUE, &of::TYPE, words.collect());
        let which = self.positional("which", &of::WHICH_VALUE, &of::WHICH);
        let forms = ["html", "docx", "pdf", "md"];
        let tasks = ["page", "freeze", "diff"];
        let day = |name, help| self.value(name, &of::DAY_VALUE, help);
        self.command("report", &of::ABOUT, Needs::Site, |command| {
            let year = self.value("year", &of::YEAR_VALUE, &of::YEAR);
            let out = self.value("out", &usage::FILE_VALUE, &of::OUT);
            command
                .arg(report)
                .arg(which)
                .arg(year.visible_alias("år").alias("ar"))
                .arg(day("since", &of::SINCE))
                .arg(day("until", &of::UNTIL))
                .arg(self.word("format", &forms, &of::FORMAT).conflicts_with_all(tasks))
                .arg(out.value_parser(value_parser!(PathBuf)).conflicts_with_all(tasks))
                .arg(self.flag("overwrite", &of::OVERWRITE).conflicts_with_all(tasks))
                .arg(self.flag("page", &of::PAGE).conflicts_with_all(["freeze", "diff"]))
                .arg(self.flag("freeze", &of::FREEZE).conflicts_with("diff"))
                .arg(day("adopted", &of::ADOPTED))
                .arg(self.flag("diff", &of::DIFF))
                .arg(self.value("theme", &usage::NAME_VALUE, &usage::THEME))
        })
        .alias("rapport")
        .after_help(of::EXAMPLES.get(self.lang).to_owned())
    }

    fn explain(&self) -> Clap {
        let codes = RULES
            .iter()
            .map(|rule| PossibleValue::new(rule.code).help(rule.title.get(self.lang).to_owned()));
        let code = self.choice("code", &usage::CODE_VALUE, &usage::EXPLAIN_CODE, codes.collect());
        self.command("explain", &usage::EXPLAIN, Needs::Nothing, |command| {
            command.arg(code).arg(self.flag("all", &usage::ALL).conflicts_with("code"))
        })
        .after_help(usage::EXPLAIN_EXAMPLES.get(self.lang).to_owned())
    }

    fn init(&self) -> Clap {
        let folder = self.positional("folder", &usage::DIR_VALUE, &usage::INIT_DIR);
        let folder = folder.required(true).value_parser(value_parser!(PathBuf));
        self.command("init", &usage::INIT, Needs::Nothing, |command| command.arg(folder))
    }

    fn schema(&self) -> Clap {
        let all =
            topics().map(|topic| PossibleValue::new(topic.name()).help(topic.about(self.lang)));
        let topic = self.choice("topic", &usage::NAME_VALUE, &usage::SCHEMA_TOPIC, all.collect());
        self.command("schema", &usage::SCHEMA, Needs::Site, |command| {
            command.arg(topic).arg(self.flag("editor", &usage::EDITOR).conflicts_with("topic"))
        })
        .after_help(usage::SCHEMA_EXAMPLES.get(self.lang).to_owned())
    }

    fn completions(&self) -> Clap {
        let shell = self.positional("shell", &usage::SHELL_VALUE, &usage::COMPLETIONS_SHELL);
        let shell =
            shell.required(true).value_parser(value_parser!(Shell)).hide_possible_values(true);
        self.command("completions", &usage::COMPLETIONS, Needs::Nothing, |command| {
            command.arg(shell)
        })
        .after_help(usage::COMPLETIONS_PLACES.get(self.lang).to_owned())
    }

    /// A command with its own options first, then those that others have too.
    fn command(
        &self,
        name: &'static str,
        about: &Text,
        needs: Needs,
        own: impl FnOnce(Clap) -> Clap,
    ) -> Clap {
        let lang = self.lang;
        let heading = |text: &Text| text.get(lang).to_owned();
        let command = Clap::new(name)
            .about(about.get(lang).to_owned())
            .help_template(template(lang))
            .disable_help_flag(true)
            .next_help_heading(heading(&usage::OPTIONS));
        let command = own(command);
        // What must be there stands in the usage line, in its order.
        let positionals: String = command.get_positionals().map(shown).collect();
        let usage = format!("delwebb {name}{positionals} [{}]", self.options());
        let command = command.override_usage(usage).next_help_heading(heading(&usage::COMMON));
        let command = match needs {
            Needs::Site => command.arg(self.path("root", &usage::ROOT)).arg(self.value(
                "now",
                &usage::TIME_VALUE,
                &usage::NOW,
            )),
            Needs::Nothing => command,
        };
        let colours = ["auto", "always", "never"];
        command
            .arg(self.language())
            .arg(self.word("color", &colours, &usage::COLOUR).default_value("auto"))
            .arg(self.help())
    }

    fn options(&self) -> String {
        usage::OPTIONS.get(self.lang).to_lowercase()
    }

    fn language(&self) -> Arg {
        self.word("lang", &["sv", "en"], &usage::LANG)
    }

    /// An option with a value. What clap would say of defaults and choices in English is
    /// said in the help's own words.
    fn value(&self, name: &'static str, shown: &Text, help: &Text) -> Arg {
        Arg::new(name)
            .long(name)
            .value_name(shown.get(self.lang).to_owned())
            .help(help.get(self.lang).to_owned())
            .hide_default_value(true)
            .hide_possible_values(true)
    }

    fn path(&self, name: &'static str, help: &Text) -> Arg {
        self.value(name, &usage::DIR_VALUE, help).value_parser(value_parser!(PathBuf))
    }

    /// An option whose value is one of a few words.
    fn word(&self, name: &'static str, words: &[&'static str], help: &Text) -> Arg {
        let shown = words.join("|");
        self.value(name, &Text::new(shown.clone(), shown), help)
            .value_parser(PossibleValuesParser::new(words.iter().copied()))
    }

    fn flag(&self, name: &'static str, help: &Text) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.get(self.lang).to_owned())
    }

    fn positional(&self, name: &'static str, shown: &Text, help: &Text) -> Arg {
        Arg::new(name)
            .value_name(shown.get(self.lang).to_owned())
            .help(help.get(self.lang).to_owned())
            .help_heading(usage::ARGUMENTS.get(self.lang).to_owned())
    }

    /// A word that a command understands in more spellings than shells should offer.
    fn choice(
        &self,
        name: &'static str,
        shown: &Text,
        help: &Text,
        all: Vec<PossibleValue>,
    ) -> Arg {
        let word = self.positional(name, shown, help);
        match self.of {
            Use::Reading => word,
            Use::Completing => word.value_parser(PossibleValuesParser::new(all)),
        }
    }

    fn help(&self) -> Arg {
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help(usage::HELP.get(self.lang).to_owned())
    }
}

/// A positional argument as the usage line shows it.
fn shown(argument: &Arg) -> String {
    let name = argument.get_value_names().and_then(<[_]>::first).map_or("", |name| name.as_str());
    // A title is several words, which shells take apart without quotes.
    let name = if argument.get_id() == "title" { format!("\"{name}\"") } else { name.to_owned() };
    if argument.is_required_set() { format!(" {name}") } else { format!(" [{name}]") }
}

fn threads(written: &str) -> Result<usize, String> {
    written.parse().ok().filter(|n| (1..=1024).contains(n)).ok_or_else(String::new)
}

/// The help's layout. clap's own has English words that cannot be changed.
fn template(lang: Lang) -> String {
    format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n", usage::USAGE.get(lang))
}
