//! The target that `publish` is asked for: which one of `site.yaml`, and the host behind it.

use std::path::{Path, PathBuf};

use crate::base::{Failure, Spanned, Text, nearest};
use crate::config::{Config, PublishTarget, TargetForm, TargetKind, TargetRole};
use crate::host::{Folder, Host, S3, Sftp, SftpPlace};
use crate::publish::Form;
use crate::write::real;

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
        refuse_own(&self.archive, root, "arkiv i content/site.yaml")?;
        match self.settings.kind() {
            TargetKind::Folder => {
                let path = self.settings.path.as_ref();
                let written = path.map_or(OWN_FOLDER, |path| path.value.as_str());
                let path = environment.file(root, written);
                refuse_own(&path, root, "sökväg i content/site.yaml")?;
                refuse_shared(&path, &self.archive)?;
                Ok(Box::new(Folder::new(path)))
            }
            TargetKind::S3 => {
                let secrets = Secrets::open(self, root, environment)?;
                Ok(Box::new(S3::new(storage::place(self, &secrets, environment)?)?))
            }
            TargetKind::Sftp => {
                refuse_port(self.settings.port.as_ref().map(|port| port.value.0.get()))?;
                let server = self.server(root, environment);
                if let Some(key) = &server.identity {
                    refuse_secret_within(key, root)?;
                    must_be_there(key)?;
                }
                Ok(Box::new(Sftp::new(server)?))
            }
        }
    }

    /// The server of a target over SFTP; what is not said is as it is configured for `ssh`.
    fn server(&self, root: &Path, environment: &Environment) -> SftpPlace {
        let text = |value: &Option<Spanned<String>>| value.as_ref().map(|it| it.value.clone());
        let settings = &self.settings;
        let file = |value: &Option<Spanned<String>>| Some(environment.file(root, &text(value)?));
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

/// Folders of the site that hold what somebody writes, or what is made anew.
const OWN_FOLDERS: [&str; 5] = ["content", "themes", "public", ".git", ".delwebb"];

/// Refuses folders of the site's own, however they are written, and those around it. `field` is
/// where in `site.yaml` the folder stands.
pub(super) fn refuse_own(path: &Path, root: &Path, field: &str) -> Result<(), Failure> {
    let as_it_is = |path: &Path| real(path).unwrap_or_else(|_| path.to_path_buf());
    let (found, top) = (as_it_is(path), as_it_is(root));
    let is_own = top.starts_with(&found)
        || OWN_FOLDERS.iter().any(|own| found.starts_with(as_it_is(&root.join(own))));
    if !is_own {
        return Ok(());
    }
    Err(Failure::new(Text::fixed(
        "Webbplatsens egna filer ligger i den mappen",
        "The site's own files are in that folder",
    ))
    .at(path)
    .with_help(Text::new(
        format!("Skriv en annan mapp: {field}."),
        format!("Write another folder: {field}."),
    )))
}

/// Refuses an archive that visitors would get, and a target among archives.
fn refuse_shared(target: &Path, archive: &Path) -> Result<(), Failure> {
    let (target, kept) = (real(target), real(archive));
    let (Ok(target), Ok(kept)) = (target, kept) else { return Ok(()) };
    if !target.starts_with(&kept) && !kept.starts_with(&target) {
        return Ok(());
    }
    Err(Failure::new(Text::fixed(
        "Arkivet och det som visas får inte ligga i samma mapp",
        "The archive and what is shown must not be in the same folder",
    ))
    .at(archive)
    .with_help(Text::fixed(
        "Annars kan alla hämta arkivet och se vem som har publicerat. Skriv en annan mapp under arkiv i content/site.yaml.",
        "Otherwise everybody can fetch the archive and see who published. Write another folder at arkiv in content/site.yaml.",
    )))
}

/// That the file of the key is there: the server would only say that it does not let us in.
fn must_be_there(key: &Path) -> Result<(), Failure> {
    if key.exists() {
        return Ok(());
    }
    Err(Failure::new(Text::fixed("Nyckelfilen finns inte", "The file of the key is not there"))
        .at(key)
        .with_help(Text::fixed(
            "Rätta nyckelfil i content/site.yaml, eller ta bort raden så används de vanliga nycklarna.",
            "Correct nyckelfil in content/site.yaml, or remove the line to use the usual keys.",
        )))
}

/// Refuses a port that no server can have.
fn refuse_port(port: Option<u32>) -> Result<(), Failure> {
    let Some(port) = port.filter(|port| u16::try_from(*port).is_err()) else { return Ok(()) };
    Err(Failure::new(Text::new(
        format!("Ingen server har porten {port}"),
        format!("No server has the port {port}"),
    ))
    .with_help(Text::fixed(
        "Skriv ett tal från 1 till 65535 efter port i content/site.yaml, eller ta bort raden.",
        "Write a number from 1 to 65535 at port in content/site.yaml, or remove the line.",
    )))
}

/// Refuses a key that lies where the site is shared from.
fn refuse_secret_within(key: &Path, root: &Path) -> Result<(), Failure> {
    let (Ok(found), Ok(root)) = (real(key), real(root)) else { return Ok(()) };
    if !found.starts_with(root) {
        return Ok(());
    }
    Err(Failure::new(Text::fixed(
        "Nyckeln ligger i webbplatsens mapp",
        "The key is in the site's folder",
    ))
    .at(key)
    .with_help(Text::fixed(
        "Flytta den därifrån, så att den inte delas med andra, och rätta nyckelfil i site.yaml.",
        "Move it out of there, so that it is not shared, and correct nyckelfil in site.yaml.",
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
