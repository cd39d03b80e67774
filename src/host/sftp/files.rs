//! One file on the server: written aside and renamed to its place when it is whole, read,
//! given another name.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use bytes::BytesMut;
use futures_util::future;
use futures_util::stream::{self, Stream, StreamExt as _};
use openssh_sftp_client::Error;
use openssh_sftp_client::file::File as RemoteFile;
use tokio::io::AsyncSeekExt as _;

use crate::base::{Text, uninterrupted};
use crate::host::folder::changed;
use crate::host::{Body, Sent, Trouble, Unwatched, Watch};

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
        let written = write_pieces(line, &file, pieces, len, watch).await;
        // The file is closed also when a piece was refused.
        let closed = line.asked(file.close()).await;
        written.and(closed)
    }

    /// Writes a file whose folder is there, and that nobody looks at yet, straight to its place,
    /// and gives what the server then holds: four questions instead of nine. Where something is
    /// there already it is made aside, as any other: other releases may share its bytes.
    pub async fn fill_one(
        &self,
        line: &Line,
        file: &Sent<'_>,
        watch: &dyn Watch,
    ) -> Result<Option<Vec<u8>>, Fault> {
        let at = self.at(file.path);
        let (pieces, len) = Pieces::of(file.body)?;
        let mut options = line.sftp.options();
        options.read(true).write(true).create_new(true);
        let opened = match line.asked(options.open(&at)).await {
            Ok(opened) => opened,
            // Or the server opens no file for both.
            Err(Fault::Refused(_)) => {
                self.write_one(line, file, watch).await?;
                return self.read_one(line, file.path).await;
            }
            Err(fault) => return Err(fault),
        };
        let written = write_pieces(line, &opened, &pieces, len, watch).await;
        let read = match &written {
            Ok(()) => read_pieces(line, &opened, len).await,
            Err(_) => Ok(Vec::new()),
        };
        let written = written.and(line.asked(opened.close()).await);
        if matches!(written, Err(Fault::Refused(_) | Fault::Trouble(_))) {
            let _ = line.there(line.fs().remove_file(&at)).await;
        }
        written?;
        match read {
            Err(Fault::Refused(_)) => self.read_one(line, file.path).await,
            read => read.map(Some),
        }
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
                    replace(line, part, &at).await
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
        let bytes = match line.asked(file.metadata()).await?.len() {
            Some(len) => read_pieces(line, &file, len).await?,
            None => read_from(line, &file, 0, u64::MAX).await?,
        };
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
            self.write_new(line, &part, &pieces, len, &Unwatched).await?;
            // Both fail when something is there.
            if is_linked {
                line.asked(line.fs().hard_link(&part, &at)).await
            } else {
                line.asked(line.fs().rename(&part, &at)).await
            }
        } else {
            // Nobody else gets it, but its bytes come a moment later.
            self.write_new(line, &at, &pieces, len, &Unwatched).await
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

/// Gives `part` the name of what is at `at`, on a server that renames over nothing. Both questions
/// go out in one packet: the server does one right after the other, and a connection that breaks
/// lets it do both or neither.
async fn replace(line: &Line, part: &str, at: &str) -> Result<(), Fault> {
    let remove = async { line.there(line.fs().remove_file(at)).await };
    let rename = async { line.asked(line.fs().rename(part, at)).await };
    match future::join(remove, rename).await {
        // A server that does them in an order of its own.
        (Ok(_), Err(Fault::Refused(_))) => line.asked(line.fs().rename(part, at)).await,
        (removed, renamed) => removed.and(renamed),
    }
}

/// Sends what a file is to hold to the open one, several pieces at once.
async fn write_pieces(
    line: &Line,
    file: &RemoteFile,
    pieces: &Pieces<'_>,
    len: u64,
    watch: &dyn Watch,
) -> Result<(), Fault> {
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
    all(work.buffer_unordered(PIECES)).await
}

/// The first `len` bytes of an open file, several pieces asked for at once.
async fn read_pieces(line: &Line, file: &RemoteFile, len: u64) -> Result<Vec<u8>, Fault> {
    let offsets = (0..len).step_by(PIECE);
    let work = stream::iter(offsets)
        .map(|offset| read_from(line, file, offset, (len - offset).min(PIECE as u64)));
    let pieces: Vec<_> = work.buffered(PIECES).collect().await;
    let mut bytes = Vec::with_capacity(usize::try_from(len.min(1 << 24)).unwrap_or(0));
    for piece in pieces {
        bytes.append(&mut piece?);
    }
    Ok(bytes)
}

/// Up to `len` bytes of an open file from `offset` on; fewer when it ends there.
async fn read_from(
    line: &Line,
    file: &RemoteFile,
    offset: u64,
    len: u64,
) -> Result<Vec<u8>, Fault> {
    let mut file = file.clone();
    let mut bytes = Vec::new();
    while (bytes.len() as u64) < len {
        let left = usize::try_from(len - bytes.len() as u64).unwrap_or(PIECE).min(PIECE);
        // The library counts what it asked for, and a server may give less.
        let at = SeekFrom::Start(offset + bytes.len() as u64);
        file.seek(at).await.map_err(|_| Fault::Broken)?;
        let wanted = u32::try_from(left).unwrap_or(u32::MAX);
        match line.asked(file.read(wanted, BytesMut::with_capacity(left))).await? {
            Some(got) if bytes.is_empty() && got.len() == left => bytes = got.into(),
            Some(got) if !got.is_empty() => bytes.extend_from_slice(&got),
            _ => break,
        }
    }
    Ok(bytes)
}

/// Waits for all, also when one fails: the first fault of theirs.
pub async fn all(work: impl Stream<Item = Result<(), Fault>>) -> Result<(), Fault> {
    work.fold(Ok(()), async |first, done| first.and(done)).await
}

fn unreadable(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::io(Text::fixed("Kan inte läsa filen", "Cannot read the file"), path, error)
}
