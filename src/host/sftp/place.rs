//! Where a server is and who we are there, and the command of OpenSSH's that goes there.

use std::path::PathBuf;
use std::time::Duration;

use crate::base::{Failure, Text, printable_line};
use crate::host::{Trouble, TroubleKind};

/// A folder on a server that is reached over SFTP. What is not said here is as in the user's
/// own `~/.ssh/config`, which also knows names of hosts, jump hosts and keys; keys come from
/// files or from the agent, and are never asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SftpPlace {
    /// The server's name or number, or its short name in `~/.ssh/config`.
    pub host: String,
    /// The port; none: as configured, else 22.
    pub port: Option<u16>,
    /// The account on the server; none: as configured, else the account here.
    pub user: Option<String>,
    /// The folder on the server: `/srv/webb`, or `webb` or `~/webb` from the account's own.
    pub folder: String,
    /// The file of the key; none: as configured, else those of the agent and of `~/.ssh`.
    pub identity: Option<PathBuf>,
    /// The file of the servers that are known; none: as configured.
    pub known_hosts: Option<PathBuf>,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long a server may be silent while it is asked something.
    pub patience: Duration,
    /// How many times a connection that breaks is made again before the next file is through,
    /// after pauses that double from a quarter of a second.
    pub tries: u32,
}

impl SftpPlace {
    /// A place with what is usual.
    #[must_use]
    pub const fn new(host: String, folder: String) -> Self {
        Self {
            host,
            port: None,
            user: None,
            folder,
            identity: None,
            known_hosts: None,
            connect_timeout: Duration::from_secs(15),
            patience: Duration::from_mins(1),
            tries: 7,
        }
    }

    /// The place as an address: `sftp://vard@web.example.se:2222/srv/webb`.
    #[must_use]
    pub fn address(&self) -> String {
        let user = self.user.as_ref().map(|user| format!("{user}@")).unwrap_or_default();
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        let slash = if self.folder.starts_with('/') { "" } else { "/" };
        format!("sftp://{user}{}{port}{slash}{}", self.host, self.folder)
    }

    /// Refuses what `ssh` would take for an option, and what no server or account is called.
    pub(in crate::host) fn check(&self) -> Result<(), Trouble> {
        let is_odd = |word: &str| {
            word.is_empty()
                || word.starts_with('-')
                || word.contains(|c: char| !c.is_ascii_graphic())
        };
        let odd = std::iter::once(&self.host).chain(&self.user).find(|word| is_odd(word));
        let Some(odd) = odd else { return Ok(()) };
        let odd = printable_line(odd);
        Err(Trouble::new(
            TroubleKind::Refused,
            Failure::new(Text::new(
                format!("”{odd}” är inget namn på en server eller ett konto."),
                format!("\"{odd}\" is no name of a server or an account."),
            )),
        ))
    }

    /// The folder as the server wants it: from the account's own folder, or from the top.
    pub(in crate::host) fn root(&self) -> &str {
        let folder = self.folder.strip_prefix("~/").unwrap_or(&self.folder);
        match folder.trim_end_matches('/') {
            "" if folder.starts_with('/') => "/",
            "" | "~" => ".",
            folder => folder,
        }
    }

    /// What `ssh` is told: to ask nobody anything, to trust no server that is not known, and to
    /// do nothing but SFTP.
    pub(in crate::host) fn arguments(&self) -> Vec<String> {
        let seconds = self.connect_timeout.as_secs().max(1);
        let mut options = vec![
            "BatchMode=yes".to_owned(),
            "StrictHostKeyChecking=yes".to_owned(),
            format!("ConnectTimeout={seconds}"),
            "ServerAliveInterval=15".to_owned(),
            "ServerAliveCountMax=4".to_owned(),
            "ClearAllForwardings=yes".to_owned(),
            "ForwardAgent=no".to_owned(),
            "PermitLocalCommand=no".to_owned(),
            "RequestTTY=no".to_owned(),
            // Its errors are read; a server's greeting is none.
            "LogLevel=ERROR".to_owned(),
        ];
        options.extend(self.port.map(|port| format!("Port={port}")));
        options.extend(self.user.as_ref().map(|user| format!("User={user}")));
        if let Some(file) = &self.identity {
            options.push(format!("IdentityFile={}", quoted(file)));
            options.push("IdentitiesOnly=yes".to_owned());
        }
        if let Some(file) = &self.known_hosts {
            options.push(format!("UserKnownHostsFile={}", quoted(file)));
        }
        let options = options.into_iter().flat_map(|option| ["-o".to_owned(), option]);
        let rest = ["-s", "--", &self.host, "sftp"].map(str::to_owned);
        options.chain(rest).collect()
    }
}

/// A path as a value of an option of OpenSSH's: with `%` doubled, in quotation marks.
fn quoted(path: &std::path::Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('%', "%%").replace('\\', "/"))
}
