//! Which folder a site may be written to, and which never.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::base::{Failure, MANIFEST, Text};

use super::disk;
use super::manifest::Manifest;

/// An output folder that may be written to.
#[derive(Debug, Clone)]
pub struct OutFolder {
    /// The visible tree.
    pub live: PathBuf,
    /// Where lock, journal and spare tree lie: beside it, on its file system.
    pub state: PathBuf,
}

/// Folders that must never be written to, nor anything above them.
#[derive(Debug, Clone)]
pub struct Protected {
    /// The site's own folder.
    pub root: PathBuf,
    /// The user's home, if known.
    pub home: Option<PathBuf>,
}

/// Folders of the site that nothing may be written into.
const INSIDE: [&str; 3] = ["content", "themes", ".git"];

impl OutFolder {
    /// Takes `out`, relative to `base`, as output folder.
    ///
    /// # Errors
    /// When it is, holds, or lies in something that must not be overwritten, or is a
    /// folder with files that no build of ours made. Nothing has been touched then.
    pub fn open(out: &Path, base: &Path, protected: &Protected) -> Result<Self, Failure> {
        let live = real(&base.join(out)).map_err(|e| cannot_look_at(out, &e))?;
        let refused = |why: Text| Err(refusal(out, why));
        let (Some(name), Some(parent)) = (live.file_name(), live.parent()) else {
            return refused(Text::fixed("Det är hela disken.", "It is the whole disk."));
        };
        let root = real(&protected.root).map_err(|e| cannot_look_at(&protected.root, &e))?;
        if root.starts_with(&live) {
            return refused(Text::fixed(
                "Där ligger webbplatsens egna filer.",
                "The site's own files are there.",
            ));
        }
        let home = protected.home.as_deref().and_then(|home| real(home).ok());
        if home.is_some_and(|home| home.starts_with(&live)) {
            return refused(Text::fixed("Det är din hemmapp.", "It is your home folder."));
        }
        for name in INSIDE {
            let own = real(&root.join(name)).unwrap_or_else(|_| root.join(name));
            if live.starts_with(&own) || own.starts_with(&live) {
                return refused(Text::new(
                    format!("Där ligger {name}/, som du själv skriver i."),
                    format!("That is where {name}/ is, which you write in yourself."),
                ));
            }
        }
        for above in live.ancestors().skip(1) {
            let is_state = above.file_name().is_some_and(|name| {
                let name = name.to_string_lossy();
                // The site's own .delwebb/ is no state of a folder without a name.
                name.starts_with('.') && name.ends_with(".delwebb") && name != ".delwebb"
            });
            if is_state || disk::exists(&above.join(MANIFEST)).unwrap_or(false) {
                return refused(Text::fixed(
                    "Den ligger inne i en annan byggd webbplats.",
                    "It is inside another built site.",
                ));
            }
        }
        let mut state_name = std::ffi::OsString::from(".");
        state_name.push(name);
        state_name.push(".delwebb");
        let folder = Self { state: parent.join(state_name), live };
        folder.refuse_foreign(out)?;
        Ok(folder)
    }

    /// The spare tree.
    #[must_use]
    pub fn spare(&self) -> PathBuf {
        self.state.join("spare")
    }

    /// Refuses a folder with files that are not ours.
    fn refuse_foreign(&self, out: &Path) -> Result<(), Failure> {
        let is_link = disk::metadata(&self.state).is_ok_and(|meta| !meta.is_dir());
        if is_link {
            return Err(refusal(
                &self.state,
                Text::fixed(
                    "Här ska delwebb ha en egen mapp, men det är något annat.",
                    "delwebb needs a folder of its own here, but it is something else.",
                ),
            ));
        }
        let names = match disk::names(&self.live) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(cannot_look_at(out, &error)),
        };
        // A checkout keeps the empty folder with a `.gitignore` in it.
        if names.iter().all(|name| name == ".gitignore") || Manifest::read(&self.live)?.is_some() {
            return Ok(());
        }
        Err(refusal(
            out,
            Text::new(
                format!("Mappen har filer som delwebb inte har gjort (ingen {MANIFEST})."),
                format!("The folder has files that delwebb has not made (no {MANIFEST})."),
            ),
        ))
    }
}

/// The real path of `path`: links followed as far as it exists, `.` and `..` resolved.
///
/// # Errors
/// When it cannot be looked at.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    let mut missing = Vec::new();
    let mut existing = normalised(path);
    loop {
        match disk::canonicalize(&existing) {
            Ok(found) => {
                return Ok(missing.iter().rev().fold(found, |path, name| path.join(name)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // A link that leads nowhere must not be mistaken for a folder to make.
                if disk::metadata(&existing).is_ok() {
                    return Err(error);
                }
                let Some(name) = existing.file_name().map(ToOwned::to_owned) else {
                    return Err(error);
                };
                missing.push(name);
                existing.pop();
            }
            Err(error) => return Err(error),
        }
    }
}

fn normalised(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

fn refusal(path: &Path, why: Text) -> Failure {
    let mut failure = Failure::new(Text::fixed(
        "Webbplatsen kan inte byggas i den mappen",
        "The site cannot be built in that folder",
    ))
    .at(path)
    .with_help(Text::fixed(
        "Inget är ändrat. Välj en mapp som inte finns, eller en tom, med --out.",
        "Nothing has been changed. Choose a folder that does not exist, or an empty one, with --out.",
    ));
    failure.cause = Some(why);
    failure
}

fn cannot_look_at(path: &Path, error: &io::Error) -> Failure {
    Failure::io(Text::fixed("Kan inte använda mappen", "Cannot use the folder"), path, error)
}
