//! One file on the server: written aside and renamed to its place when it is whole, read,
//! given another name.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use bytes::BytesMut;
use futures_util::stream::{self, Stream, StreamExt as _};
use openssh_sftp_client::Error;
use tokio::io::AsyncSeekExt as _;

use crate::base::{Text, uninterrupted};
use crate::host::folder::changed;
use crate::host::{Body, Sent, Trouble, Watch};

use super::line::{Fault, Line};
use super::session::Session;

/// How much of a file is sent or asked for in one go, in bytes: what OpenSSH takes.
const PIECE: usize = 255 * 1024;
/// How many pieces of one file are under way at once.
const PIECES: usize = 8;

/// What a file holds, piece by piece.
enum Pieces<'a> {
    Bytes(&'a [u8]),
    File(&'a Path, File),
}

impl<'a> Pieces<'a> {
    fn of(body: Body<'a>) -> Result<(Self, u64), Trouble> {
        match body {
            Body::Bytes(bytes) => Ok((Self::Bytes(bytes), bytes.len() as u64)),
            Body::File(path, len) => {
                let opened =
                    uninterrupted(|| File::open(path)).map_err(|e| unreadable(path, &e))?;
                let there = opened.metadata().map_err(|e| unreadable(path, &e))?.len();
                if there == len { Ok((Self::File(path, opened), len)) } else { Err(changed(path)) }
            }
        }
    }

    /// The piece that begins at `offset`.
    fn piece(&self, offset: u64, len: usize) -> Result<Vec<u8>, Trouble> {
        match self {
            Self::Bytes(bytes) => {
                let from = usize::try_from(offset).unwrap_or(usize::MAX);
                let rest = bytes.get(from..).unwrap_or_default();
                Ok(rest.get(..len).unwrap_or(rest).to_vec())
            }
            Self::File(path, file) => {
                let mut file = file;
                let mut piece = vec![0; len];
                let read = uninterrupted(|| file.seek(SeekFrom::Start(offset)))
                    .and_then(|_| file.read_exact(&mut piece));
                match read {
                    Ok(()) => Ok(piece),
                    Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                        Err(changed(path))
                    }
                    Err(error) => Err(unreadable(path, &error)),
                }
            }
        }
    }
}

impl Session {
    /// Writes a file whose folder is there.
    pub async fn write_one(
        &self,
        line: &Line,
        file: &Sent<'_>,
        watch: &dyn Watch,
    ) -> Result<(), Fault> {
        let (pieces, len) = Pieces::of(file.body)?;
        let part = self.part();
        let written = self.write_new(line, &part, &pieces, len, watch).await;
        self.put(line, written, &part, file.path).await
    }

    /// Makes a file that is not there.
    async fn write_new(
        &self,
        line: &Line,
        at: &str,
        pieces: &Pieces<'_>,
        len: u64,
        watch: &dyn Watch,
    ) -> Result<(), Fault> {
        let mut options = line.sftp.options();
        options.write(true).create_new(true);
        let file = line.asked(options.open(at)).await?;
        let offsets = (0..len).step_by(PIECE);
        let work = stream::iter(offsets).map(|offset| {
            let mut file = file.clone();
            async move {
                let wanted = usize::try_from(len - offset).unwrap_or(PIECE).min(PIECE);
                let piece = pieces.piece(offset, wanted)?;
                let mut rest = piece.as_slice();
                file.seek(SeekFrom::Start(offset)).await.map_err(|_| Fault::Broken)?;
                while !rest.is_empty() {
                    let sent = line.asked(file.write(rest)).await?;
                    watch.sent(sent as u64);
                    rest = rest.get(sent..).unwrap_or_default();
                }
                Ok(())
            }
        });
        let first = all(work.buffer_unordered(PIECES)).await;
        // The file is closed also when a piece was refused.
        let closed = line.asked(file.close()).await;
        first.and(closed)
    }

    /// Renames what was made aside to its place, if it was; removes it if not.
    pub async fn put(
        &self,
        line: &Line,
        made: Result<(), Fault>,
        part: &str,
        path: &str,
    ) -> Result<(), Fault> {
        let at = self.at(path);
        let put = match made {
            Ok(()) => match line.asked(line.fs().rename(part, &at)).await {
                // Without posix-rename nothing is replaced by a rename: `Powers` says so.
                Err(Fault::Refused(_)) if !line.sftp.support_posix_rename() => {
                    match line.there(line.fs().remove_file(&at)).await {
                        Ok(_) => line.asked(line.fs().rename(part, &at)).await,
                        Err(fault) => Err(fault),
                    }
                }
                renamed => renamed,
            },
            Err(fault) => Err(fault),
        };
        if matches!(put, Err(Fault::Refused(_) | Fault::Trouble(_))) {
            let _ = line.there(line.fs().remove_file(part)).await;
        }
        put
    }

    /// The bytes of a file, when there is one.
    pub async fn read_one(&self, line: &Line, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        if !self.holds_folder_of(line, path).await? {
            return Ok(None);
        }
        let at = self.at(path);
        let Some(meta) = line.there(line.fs().symlink_metadata(&at)).await? else {
            return Ok(None);
        };
        let kind = meta.file_type();
        if kind.is_some_and(|kind| kind.is_dir()) {
            return Ok(None);
        }
        if kind.is_none_or(|kind| !kind.is_file()) && !self.holds(line, path).await? {
            return Ok(None);
        }
        let Some(mut file) = line.there(line.sftp.open(&at)).await? else { return Ok(None) };
        // It may have been replaced since: what is open has the length that counts.
        let len = line.asked(file.metadata()).await?.len();
        let mut bytes =
            Vec::with_capacity(usize::try_from(len.unwrap_or(0).min(1 << 24)).unwrap_or(0));
        while len.is_none_or(|len| (bytes.len() as u64) < len) {
            let left =
                len.map_or(PIECE, |len| usize::try_from(len - bytes.len() as u64).unwrap_or(PIECE));
            let piece = u32::try_from(left.min(PIECE)).unwrap_or(u32::MAX);
            // The library counts what it asked for, and a server may give less.
            let at = SeekFrom::Start(bytes.len() as u64);
            file.seek(at).await.map_err(|_| Fault::Broken)?;
            let got =
                line.asked(file.read(piece, BytesMut::with_capacity(left.min(PIECE)))).await?;
            match got.filter(|got| !got.is_empty()) {
                Some(got) => bytes.extend_from_slice(&got),
                None => break,
            }
        }
        line.asked(file.close()).await?;
        Ok(Some(bytes))
    }

    /// Lets `to` have the bytes of `from` by a hard link.
    pub async fn adopt_one(&self, line: &Line, from: &str, to: &str) -> Result<(), Fault> {
        let (source, at) = (self.at(from), self.at(to));
        self.holds_folder_of(line, from).await?;
        let meta = line.asked(line.fs().symlink_metadata(&source)).await?;
        if meta.file_type().is_none_or(|kind| !kind.is_file()) {
            return Err(Fault::Trouble(unreadable(
                Path::new(from),
                &std::io::Error::from(std::io::ErrorKind::InvalidInput),
            )));
        }
        match line.asked(line.fs().hard_link(&source, &at)).await {
            Err(Fault::Refused(_)) => {}
            done => return done,
        }
        // Something is there: the link is made aside and takes its place.
        let part = self.part();
        let linked = line.asked(line.fs().hard_link(&source, &part)).await;
        self.put(line, linked, &part, to).await?;
        // A rename between two links to one file does nothing: the one aside is still there.
        line.there(line.fs().remove_file(&part)).await.map(|_| ())
    }

    /// Writes a file if there is none of that path.
    pub async fn claim_one(&self, line: &Line, path: &str, bytes: &[u8]) -> Result<bool, Fault> {
        let (at, pieces) = (self.at(path), Pieces::Bytes(bytes));
        let (len, part) = (bytes.len() as u64, self.part());
        let is_linked = line.sftp.support_hardlink();
        let claimed = if is_linked || !line.sftp.support_posix_rename() {
            self.write_new(line, &part, &pieces, len, &Nobody).await?;
            // Both fail when something is there.
            if is_linked {
                line.asked(line.fs().hard_link(&part, &at)).await
            } else {
                line.asked(line.fs().rename(&part, &at)).await
            }
        } else {
            // Nobody else gets it, but its bytes come a moment later.
            self.write_new(line, &at, &pieces, len, &Nobody).await
        };
        let _ = line.there(line.fs().remove_file(&part)).await;
        match claimed {
            Ok(()) => Ok(true),
            Err(Fault::Refused(refusal)) => {
                // Servers have no word for "it is there already".
                let there: Result<_, Error> = line.fs().symlink_metadata(&at).await;
                if there.is_ok() { Ok(false) } else { Err(Fault::Refused(refusal)) }
            }
            Err(fault) => Err(fault),
        }
    }
}

/// Waits for all, also when one fails: the first fault of theirs.
pub async fn all(work: impl Stream<Item = Result<(), Fault>>) -> Result<(), Fault> {
    work.fold(Ok(()), async |first, done| first.and(done)).await
}

/// Somebody who does not look on.
pub struct Nobody;

impl Watch for Nobody {
    fn sent(&self, _: u64) {}

    fn done(&self) {}

    fn is_stopped(&self) -> bool {
        false
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::io(Text::fixed("Kan inte läsa filen", "Cannot read the file"), path, error)
}
