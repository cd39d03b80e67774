//! A folder on a server that is reached over SFTP, by OpenSSH's own `ssh`: keys, agent, jump
//! hosts and known servers are as the user has them.
//!
//! `line.rs` is one connection, `session.rs` does things over as many as it takes, `files.rs` and
//! `folders.rs` have what is done, `said.rs` and `refused.rs` what went wrong, in words.

mod files;
mod folders;
mod line;
mod refused;
mod said;
mod session;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use crate::base::{Failure, Text};

use self::folders::entry_of;
use self::line::{Fault, Line};
use self::refused::Wish;
use self::session::Session;
use super::paths::{
    linked_folder, parent, refuse_any, refuse_folder, refuse_ways_out, relative_link,
};
use super::{Entry, Host, Powers, Sent, SftpPlace, Switch, Trouble, TroubleKind, Unwatched, Watch};

/// A folder on a server that finished sites are published to.
pub struct Sftp {
    session: Session,
}

impl Sftp {
    /// The place. Nobody is asked anything yet.
    ///
    /// # Errors
    /// When it cannot be a place.
    pub fn new(place: SftpPlace) -> Result<Self, Trouble> {
        Ok(Self { session: Session::new(place)? })
    }

    /// Makes the folders that files need, and does `op` with each file.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "what is done is written where it is asked for"
    )]
    fn place<'f>(
        &self,
        files: &[Sent<'f>],
        watch: &dyn Watch,
        op: impl AsyncFn(&Line, &Sent<'f>) -> Result<(), Fault>,
    ) -> Result<(), Trouble> {
        refuse_any(files.iter().map(|file| file.path))?;
        let session = &self.session;
        let first = files.first().map_or("", |file| file.path);
        session.once(first, Wish::Write, async |line, _| {
            session.make_folders_of(line, files.iter().map(|file| file.path)).await
        })?;
        session.each(
            files,
            |file| file.path,
            Wish::Write,
            watch,
            async |line, file| {
                op(line, file).await?;
                watch.done();
                Ok(())
            },
        )
    }

    /// What lies in the way of something that is to have its name.
    fn in_the_way(&self, path: &str) -> Trouble {
        let message = Text::fixed(
            "Något är i vägen, som inte är gjort av publiceringen",
            "Something is in the way, which was not made by publishing",
        );
        let help = Text::fixed(
            "Byt namn på det och kör kommandot igen. Inget i det har rörts.",
            "Rename it and run the command again. Nothing in it was touched.",
        );
        let address = format!("{}/{path}", self.name());
        let failure = Failure::new(message).at(Path::new(&address)).with_help(help);
        Trouble::new(TroubleKind::Other, failure)
    }
}

/// Whether something is there, and is a folder.
async fn is_folder(line: &Line, at: &str) -> Result<bool, Fault> {
    let found = line.there(line.fs().symlink_metadata(at)).await?;
    Ok(found.and_then(|meta| meta.file_type()).is_some_and(|kind| kind.is_dir()))
}

impl Host for Sftp {
    fn name(&self) -> String {
        self.session.place.address()
    }

    fn powers(&self) -> Result<Powers, Trouble> {
        self.session.once("", Wish::Read, async |line, _| {
            let switch = if line.sftp.support_posix_rename() {
                Switch::Atomic
            } else {
                Switch::NotAtomic(Text::fixed(
                    "Servern saknar posix-rename. När den nya webbplatsen ska synas tas den gamla \
                     länken bort och den nya sätts dit: den som besöker webbplatsen däremellan, \
                     någon tusendels sekund, möts av att sidan inte finns. Stannar servern just då \
                     syns ingen webbplats förrän du publicerar igen. OpenSSH som server klarar \
                     bytet i ett steg.",
                    "The server has no posix-rename. When the new site is to be seen, the old link \
                     is removed and the new one put there: whoever visits the site in between, a \
                     thousandth of a second, is told that the page does not exist. If the server \
                     stops just then, no site is seen until you publish again. With OpenSSH as the \
                     server it is one step.",
                ))
            };
            Ok(Powers { switch, adopts: line.sftp.support_hardlink(), renames: true })
        })
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        refuse_ways_out(path)?;
        self.session.once(path, Wish::Read, async |line, _| self.session.read_one(line, path).await)
    }

    fn read_all(
        &self,
        paths: &[String],
        take: &(dyn Fn(&str, Option<Vec<u8>>) + Sync),
        watch: &dyn Watch,
    ) -> Result<(), Trouble> {
        refuse_any(paths.iter().map(String::as_str))?;
        self.session.each(paths, String::as_str, Wish::Read, watch, async |line, path| {
            take(path, self.session.read_one(line, path).await?);
            watch.done();
            Ok(())
        })
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, Trouble> {
        refuse_folder(folder)?;
        self.session.once(folder, Wish::Read, async |line, _| {
            if !self.session.holds(line, folder).await? {
                return Ok(Vec::new());
            }
            Ok(self.session.walk(line, folder).await?.0)
        })
    }

    fn look_at(&self, _: &str, paths: &[String]) -> Result<Vec<Entry>, Trouble> {
        refuse_any(paths.iter().map(String::as_str))?;
        let session = &self.session;
        let found = Mutex::new(Vec::with_capacity(paths.len()));
        session.each(paths, String::as_str, Wish::Read, &Unwatched, async |line, path| {
            if session.holds_folder_of(line, path).await?
                && let Some(meta) = line.there(line.fs().symlink_metadata(session.at(path))).await?
                && let Ok(mut found) = found.lock()
            {
                found.push(entry_of(path.clone(), meta));
            }
            Ok(())
        })?;
        Ok(found.into_inner().unwrap_or_default())
    }

    fn write(&self, files: &[Sent<'_>], watch: &dyn Watch) -> Result<(), Trouble> {
        self.place(files, watch, async |line, file| self.session.write_one(line, file, watch).await)
    }

    fn fill(
        &self,
        files: &[Sent<'_>],
        back: &(dyn Fn(&str, Option<Vec<u8>>) + Sync),
        watch: &dyn Watch,
    ) -> Result<(), Trouble> {
        self.place(files, watch, async |line, file| {
            back(file.path, self.session.fill_one(line, file, watch).await?);
            Ok(())
        })
    }

    fn adopt(&self, pairs: &[(String, String)], watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_any(pairs.iter().flat_map(|(from, to)| [from.as_str(), to.as_str()]))?;
        let session = &self.session;
        let first = pairs.first().map_or("", |(_, to)| to);
        session.once(first, Wish::Write, async |line, _| {
            session.make_folders_of(line, pairs.iter().map(|(_, to)| to.as_str())).await
        })?;
        session.each(
            pairs,
            |(_, to)| to,
            Wish::Write,
            watch,
            async |line, (from, to)| {
                session.adopt_one(line, from, to).await?;
                watch.done();
                Ok(())
            },
        )
    }

    fn remove(&self, paths: &[String], watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_any(paths.iter().map(String::as_str))?;
        let session = &self.session;
        let emptied = Mutex::new(BTreeSet::new());
        session.each(paths, String::as_str, Wish::Write, watch, async |line, path| {
            if session.holds_folder_of(line, path).await? {
                line.there(line.fs().remove_file(session.at(path))).await?;
                if let Ok(mut emptied) = emptied.lock() {
                    emptied.insert(parent(path).to_owned());
                }
            }
            watch.done();
            Ok(())
        })?;
        let emptied = emptied.into_inner().unwrap_or_default();
        session.once("", Wish::Write, async |line, _| {
            session.remove_empty(line, emptied.iter().map(String::as_str).collect()).await
        })
    }

    fn remove_folder(&self, folder: &str, watch: &dyn Watch) -> Result<(), Trouble> {
        refuse_ways_out(folder)?;
        let session = &self.session;
        let (files, folders) = session.once(folder, Wish::Write, async |line, _| {
            if !session.holds_folder_of(line, folder).await? {
                return Ok((Vec::new(), Vec::new()));
            }
            if is_folder(line, &session.at(folder)).await? {
                return session.walk(line, folder).await;
            }
            line.there(line.fs().remove_file(session.at(folder))).await?;
            Ok((Vec::new(), Vec::new()))
        })?;
        session.each(
            &files,
            |entry| &entry.path,
            Wish::Write,
            watch,
            async |line, entry| {
                line.there(line.fs().remove_file(session.at(&entry.path))).await.map(|_| ())
            },
        )?;
        session.once(folder, Wish::Write, async |line, _| {
            line.forget_folders();
            // Those further in come last, and go first.
            for folder in folders.iter().rev() {
                line.there(line.fs().remove_dir(session.at(folder))).await?;
            }
            Ok(())
        })
    }

    fn rename_folder(&self, from: &str, to: &str) -> Result<(), Trouble> {
        refuse_any([from, to])?;
        let session = &self.session;
        session.once(to, Wish::Write, async |line, is_again| {
            session.make_folders_of(line, [to].into_iter()).await?;
            session.holds_folder_of(line, from).await?;
            let (source, at) = (session.at(from), session.at(to));
            if line.there(line.fs().symlink_metadata(&at)).await?.is_some() {
                let is_gone = line.there(line.fs().symlink_metadata(&source)).await?.is_none();
                // The answer to the first try was lost with the connection.
                return if is_again && is_gone { Ok(()) } else { Err(self.in_the_way(to).into()) };
            }
            line.asked(line.fs().rename(&source, &at)).await?;
            line.forget_folders();
            Ok(())
        })
    }

    fn point(&self, name: &str, folder: &str) -> Result<(), Trouble> {
        refuse_any([name, folder])?;
        let session = &self.session;
        session.once(folder, Wish::Read, async |line, _| {
            session.holds(line, folder).await?;
            let found = line.asked(line.fs().metadata(session.at(folder))).await?;
            let is_folder = found.file_type().is_some_and(|kind| kind.is_dir());
            if is_folder { Ok(()) } else { Err(self.in_the_way(folder).into()) }
        })?;
        session.once(name, Wish::Write, async |line, _| {
            session.make_folders_of(line, [name].into_iter()).await?;
            if is_folder(line, &session.at(name)).await? {
                return Err(self.in_the_way(name).into());
            }
            let part = session.part();
            let link = relative_link(name, folder);
            let made = line.asked(line.fs().symlink(&link, &part)).await;
            session.put(line, made, &part, name).await
        })
    }

    fn pointed(&self, name: &str) -> Result<Option<String>, Trouble> {
        refuse_ways_out(name)?;
        let session = &self.session;
        session.once(name, Wish::Read, async |line, _| {
            if !session.holds_folder_of(line, name).await? {
                return Ok(None);
            }
            let at = session.at(name);
            let found = line.there(line.fs().symlink_metadata(&at)).await?;
            if found.and_then(|meta| meta.file_type()).is_none_or(|kind| !kind.is_symlink()) {
                return Ok(None);
            }
            let link = line.asked(line.fs().read_link(&at)).await?;
            Ok(linked_folder(name, &link.to_string_lossy().replace('\\', "/")))
        })
    }

    fn claim(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        refuse_ways_out(path)?;
        let session = &self.session;
        session.once(path, Wish::Write, async |line, is_again| {
            session.make_folders_of(line, [path].into_iter()).await?;
            if session.claim_one(line, path, bytes).await? {
                return Ok(true);
            }
            // The answer to the first try may have been lost with the connection.
            Ok(is_again && session.read_one(line, path).await?.is_some_and(|held| held == bytes))
        })
    }
}
