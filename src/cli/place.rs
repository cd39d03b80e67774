//! The target that `publish` is asked for: which one of `site.yaml`, and the host behind it.

use std::path::{Path, PathBuf};

use crate::base::{Failure, Spanned, Text, nearest};
use crate::config::{Config, PublishTarget, TargetForm, TargetKind, TargetRole};
use crate::host::{Folder, Host, S3, Sftp, SftpPlace};
use crate::publish::Form;

use super::environment::Environment;
use super::storage::{self, Secrets};

/// A target, in the terms of whoever publishes.
pub(super) struct Place {
    /// What it is called.
    pub name: String,
    /// Its settings; those of a folder beside the site when there are none.
    pub settings: PublishTarget,
    /// Whom it is for; nothing when nobody has said so.
    pub role: Option<TargetRole>,
    /// Where the archives and the log are.
    pub archive: PathBuf,
}

/// The folder that is published to when `site.yaml` has no targets.
const OWN_FOLDER: &str = ".publicerat";

/// The folder of the archives.
const ARCHIVE: &str = "arkiv";

impl Place {
    /// The target called `asked`, or the only one there is.
    pub fn of(config: &Config, asked: Option<&str>, root: &Path) -> Result<Self, Failure> {
        let targets: Vec<&PublishTarget> =
            config.site.targets.iter().map(|target| &target.value).collect();
        let names: Vec<&str> = targets.iter().filter_map(|target| target.called()).collect();
        let found = match (asked, &targets[..]) {
            (Some(asked), _) => targets.iter().find(|target| target.called() == Some(asked)),
            (None, [only]) => Some(only),
            (None, []) => {
                return Ok(Self {
                    name: "publicerat".to_owned(),
                    settings: PublishTarget::default(),
                    role: None,
                    archive: root.join(ARCHIVE),
                });
            }
            (None, _) => None,
        };
        let Some(found) = found else { return Err(unknown(asked, &names)) };
        let archive = found.archive.as_ref().map_or(ARCHIVE, |archive| archive.value.as_str());
        Ok(Self {
            name: found.called().unwrap_or_default().to_owned(),
            settings: (*found).clone(),
            role: Some(found.role()),
            archive: root.join(archive),
        })
    }

    /// The address of the site there, when it has one of its own.
    pub fn address(&self) -> Option<String> {
        self.settings.base_url.as_ref().map(|url| url.value.0.clone())
    }

    /// How it is published to.
    pub fn form(&self) -> Form {
        match (self.settings.kind(), self.settings.form()) {
            (TargetKind::S3, TargetForm::Keys) => Form::Keys,
            _ => Form::Trees,
        }
    }

    /// The host.
    pub fn host(&self, root: &Path, environment: &Environment) -> Result<Box<dyn Host>, Failure> {
        match self.settings.kind() {
            TargetKind::Folder => {
                let path = self.settings.path.as_ref();
                let path = root.join(path.map_or(OWN_FOLDER, |path| path.value.as_str()));
                refuse_own(&path, root)?;
                Ok(Box::new(Folder::new(path)))
            }
            TargetKind::S3 => {
                let secrets = Secrets::open(self, root, environment)?;
                Ok(Box::new(S3::new(storage::place(self, &secrets, environment)?)?))
            }
            TargetKind::Sftp => Ok(Box::new(Sftp::new(self.server(root, environment))?)),
        }
    }

    /// The server of a target over SFTP; what is not said is as it is configured for `ssh`.
    fn server(&self, root: &Path, environment: &Environment) -> SftpPlace {
        let text = |value: &Option<Spanned<String>>| value.as_ref().map(|it| it.value.clone());
        let settings = &self.settings;
        let file = |value: &Option<Spanned<String>>| {
            let written = text(value)?;
            Some(match (written.strip_prefix("~/"), &environment.home) {
                (Some(rest), Some(home)) => home.join(rest),
                _ => root.join(written),
            })
        };
        let port = settings.port.as_ref();
        SftpPlace {
            port: port.and_then(|port| u16::try_from(port.value.0.get()).ok()),
            user: text(&settings.user),
            identity: file(&settings.identity),
            known_hosts: file(&settings.known_hosts),
            ..SftpPlace::new(
                text(&settings.host).unwrap_or_default(),
                text(&settings.folder).unwrap_or_default(),
            )
        }
    }
}

/// Refuses folders that hold what somebody writes.
fn refuse_own(path: &Path, root: &Path) -> Result<(), Failure> {
    let is_own = root.starts_with(path)
        || ["content", "themes", "public", ".git"]
            .iter()
            .any(|own| path.starts_with(root.join(own)));
    if !is_own {
        return Ok(());
    }
    Err(Failure::new(Text::fixed(
        "Webbplatsen kan inte publiceras till den mappen",
        "The site cannot be published to that folder",
    ))
    .at(path)
    .with_help(Text::fixed(
        "Där ligger webbplatsens egna filer. Skriv en annan mapp under sökväg i content/site.yaml.",
        "The site's own files are there. Write another folder at sökväg in content/site.yaml.",
    )))
}

fn unknown(asked: Option<&str>, names: &[&str]) -> Failure {
    let list = names.join(", ");
    let message = match asked {
        Some(asked) => Text::new(
            format!("Det finns inget mål som heter ”{asked}”"),
            format!("There is no target called “{asked}”"),
        ),
        None => Text::fixed("Säg vilket mål du menar", "Say which target you mean"),
    };
    let help = match asked.and_then(|asked| nearest(asked, names.iter().copied())) {
        Some(meant) => Text::new(
            format!("Menade du {meant}? Målen i content/site.yaml är: {list}."),
            format!("Did you mean {meant}? The targets in content/site.yaml are: {list}."),
        ),
        None if names.is_empty() => Text::fixed(
            "content/site.yaml har inga mål. Utan namn publiceras till mappen .publicerat.",
            "content/site.yaml has no targets. Without a name, the folder .publicerat is published to.",
        ),
        None => Text::new(
            format!(
                "Målen i content/site.yaml är: {list}. Till exempel: delwebb publish {}",
                names[0]
            ),
            format!(
                "The targets in content/site.yaml are: {list}. Such as: delwebb publish {}",
                names[0]
            ),
        ),
    };
    Failure::new(message).with_help(help)
}
