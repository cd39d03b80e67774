//! Stands in for object storage in a program that was made without the feature `s3`.

use super::without::{Never, lacking};
use super::{S3Place, Trouble};
use crate::base::Text;

/// Object storage, which this program cannot reach.
#[derive(Debug)]
pub struct S3;

impl S3 {
    /// None.
    ///
    /// # Errors
    /// Always.
    #[expect(clippy::new_ret_no_self, reason = "as where there is object storage")]
    pub fn new(_: S3Place) -> Result<Never, Trouble> {
        Err(lacking(&Text::fixed("objektlagring", "object storage"), "s3"))
    }
}
