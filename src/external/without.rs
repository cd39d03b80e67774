//! Stands in for the network in a program that was made without the feature `external`.

use super::address::Reach;
use super::fetch::{Fetch, Method, Reply, Trouble};
use super::patience::Manners;
use super::{Proxy, Url};

/// No network: there is none of these.
#[derive(Debug)]
pub enum Web {}

/// Nothing: the program cannot ask anybody.
#[must_use]
pub const fn web(_: &str, _: &Manners, _: Reach, _: Option<&Proxy>) -> Option<Web> {
    None
}

impl Fetch for Web {
    fn fetch(&self, _: Method, _: &Url) -> Result<Reply, Trouble> {
        match *self {}
    }

    fn knows(&self, _: &str) -> bool {
        match *self {}
    }
}
