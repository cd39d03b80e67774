//! Making a `Trouble` of what a place answered.

use std::io;
use std::path::Path;

use crate::base::{Failure, Text};

use super::{Trouble, TroubleKind, Watch};

impl Trouble {
    /// Trouble of a kind.
    #[must_use]
    pub fn new(kind: TroubleKind, failure: Failure) -> Self {
        Self { kind, failure: Box::new(failure) }
    }

    /// A failed file call on `path`.
    #[must_use]
    pub fn io(message: Text, path: &Path, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => TroubleKind::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                TroubleKind::Refused
            }
            _ => TroubleKind::Other,
        };
        Self::new(kind, Failure::io(message, path, error))
    }

    /// Somebody asked for a stop.
    #[must_use]
    pub fn stopped() -> Self {
        let message = Text::fixed("Publiceringen avbröts.", "Publishing was interrupted.");
        let help = Text::fixed(
            "Det som redan har skickats finns kvar, och nästa körning fortsätter där.",
            "What has been sent is still there, and the next run goes on from it.",
        );
        Self::new(TroubleKind::Stopped, Failure::new(message).with_help(help))
    }
}

/// Goes on unless somebody asked for a stop.
pub fn go_on(watch: &dyn Watch) -> Result<(), Trouble> {
    if watch.is_stopped() { Err(Trouble::stopped()) } else { Ok(()) }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        *trouble.failure
    }
}
