//! The one door for everything that varies outside the content: folder, home, language, terminal.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door that the environment comes in through"
)]

use std::env;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::base::{Lang, Text};
use crate::external::Reach;
use crate::net::Proxy;

/// What the machine around the program looks like. Read once, at the start.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The folder the program was started in.
    pub folder: PathBuf,
    /// The user's home.
    pub home: Option<PathBuf>,
    /// The language of the machine; Swedish when unclear.
    pub lang: Lang,
    /// Whether a person reads standard output.
    pub out_is_terminal: bool,
    /// Whether a person reads standard error.
    pub err_is_terminal: bool,
    /// Which program this is: its length and when it was made. Nothing when nobody knows.
    pub program: Option<String>,
    /// The way out to the web, when there is only one: `HTTPS_PROXY` and its like.
    pub proxy: Option<Proxy>,
    /// Which hosts may be asked: with `DELWEBB_INTERNAL=1` those of internal networks too.
    pub reach: Reach,
    /// The name of the account that runs the program, without anything of an e-mail address.
    pub account: String,
    /// Whether `NO_COLOR` asks for no colours.
    pub no_colour: bool,
}

impl Environment {
    /// Looks around.
    #[must_use]
    pub fn read() -> Self {
        Self {
            folder: env::current_dir().unwrap_or_default(),
            home: env::home_dir(),
            lang: sys_locale::get_locale().map_or(Lang::Sv, |tag| Lang::from_tag(&tag)),
            out_is_terminal: std::io::stdout().is_terminal(),
            err_is_terminal: std::io::stderr().is_terminal(),
            program: program(),
            proxy: proxy(),
            reach: match env::var_os("DELWEBB_INTERNAL") {
                Some(value) if value == "1" => Reach::Everything,
                _ => Reach::Public,
            },
            account: account(),
            no_colour: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        }
    }
}

impl Environment {
    /// What a variable holds, for secrets: read when it is asked for and never kept.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<String> {
        env::var(name).ok().filter(|value| !value.is_empty())
    }

    /// Where a file is that settings name: from the user's home after `~/`, else from `root`.
    #[must_use]
    pub fn file(&self, root: &Path, written: &str) -> PathBuf {
        match (written.strip_prefix("~/"), &self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => root.join(written),
        }
    }

    /// Asks the person a question that is answered with yes or no. Nothing when nobody is there
    /// to answer.
    #[must_use]
    pub fn ask(&self, question: &Text, lang: Lang) -> Option<bool> {
        if !std::io::stdin().is_terminal() {
            return None;
        }
        let mut err = std::io::stderr().lock();
        let _ = err.write_all(question.get(lang).as_bytes()).and_then(|()| err.flush());
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).ok()?;
        Some(matches!(answer.trim().to_lowercase().as_str(), "j" | "ja" | "y" | "yes"))
    }
}

/// The account, by the names that systems give it.
fn account() -> String {
    let names = ["LOGNAME", "USER", "USERNAME"].into_iter();
    let found = names.filter_map(|name| env::var(name).ok()).find(|name| !name.is_empty());
    let name = found.unwrap_or_else(|| "okänt konto".to_owned());
    name.split('@').next().unwrap_or_default().to_owned()
}

/// The proxy, by the names that other programs read it by.
fn proxy() -> Option<Proxy> {
    let first = |names: &[&str]| {
        let mut values = names.iter().filter_map(|name| env::var(name).ok());
        values.find(|value| !value.is_empty())
    };
    let address = first(&[
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "HTTP_PROXY",
        "http_proxy",
    ])?;
    Some(Proxy { address, except: first(&["NO_PROXY", "no_proxy"]).unwrap_or_default() })
}

fn program() -> Option<String> {
    let meta = std::fs::metadata(env::current_exe().ok()?).ok()?;
    let made = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), meta.len(), made.as_nanos()))
}
