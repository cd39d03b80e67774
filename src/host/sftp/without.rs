//! Stands in for SFTP in a program that was made without the feature `sftp`.

use super::without::{Never, lacking};
use super::{SftpPlace, Trouble};
use crate::base::Text;

/// A server over SFTP, which this program cannot reach.
#[derive(Debug)]
pub struct Sftp;

impl Sftp {
    /// None.
    ///
    /// # Errors
    /// Always.
    #[expect(clippy::new_ret_no_self, reason = "as where there is SFTP")]
    pub fn new(_: SftpPlace) -> Result<Never, Trouble> {
        Err(lacking(&Text::fixed("SFTP", "SFTP"), "sftp"))
    }
}
