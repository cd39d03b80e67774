//! Which object storage, and who we are there.

use super::Secret;
use super::again::Patience;
use crate::net::Proxy;

/// A place in object storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3Place {
    /// The service's own address, such as `https://s3.eu-north-1.amazonaws.com`, and the bucket's
    /// name is put behind it; or the bucket's, when the host's name begins with that of the bucket
    /// and a dot. A path in it stands before everything else.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// The region that requests are signed for; `us-east-1` where the service has none.
    pub region: String,
    /// What every key begins with, without `/` at either end; empty: nothing.
    pub prefix: String,
    /// The name of the key that we sign with.
    pub key: String,
    /// The secret that belongs to it.
    pub secret: Secret,
    /// What goes with a key that holds for a while only.
    pub token: Option<Secret>,
    /// The way out.
    pub proxy: Option<Proxy>,
    /// How many requests are under way at once.
    pub at_once: usize,
    /// What is done when the service is slow or busy.
    pub patience: Patience,
}

impl S3Place {
    /// How many requests are under way at once, where nothing else is asked for.
    pub const AT_ONCE: usize = 16;
}
