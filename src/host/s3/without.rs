//! Stands in for object storage in a program that was made without the feature `s3`.

use super::S3Place;
use super::{Entry, Host, Powers, Sent, Trouble, TroubleKind, Watch};
use crate::base::{Failure, Text};

/// Object storage: there is none of it.
#[derive(Debug)]
pub enum S3 {}

impl S3 {
    /// Nothing: the program cannot reach it.
    ///
    /// # Errors
    /// Always.
    pub fn new(_: S3Place) -> Result<Self, Trouble> {
        let failure = Failure::new(Text::fixed(
            "Det här programmet är byggt utan stöd för objektlagring (s3).",
            "This program was built without support for object storage (s3).",
        ))
        .with_help(Text::fixed(
            "Använd det färdiga programmet, eller bygg det med `--features s3`.",
            "Use the released program, or build it with `--features s3`.",
        ));
        Err(Trouble { kind: TroubleKind::Other, failure: Box::new(failure) })
    }
}

impl Host for S3 {
    fn name(&self) -> String {
        match *self {}
    }
    fn powers(&self) -> Result<Powers, Trouble> {
        match *self {}
    }
    fn read(&self, _: &str) -> Result<Option<Vec<u8>>, Trouble> {
        match *self {}
    }
    fn read_all(
        &self,
        _: &[String],
        _: &(dyn Fn(&str, Option<Vec<u8>>) + Sync),
        _: &dyn Watch,
    ) -> Result<(), Trouble> {
        match *self {}
    }
    fn list(&self, _: &str) -> Result<Vec<Entry>, Trouble> {
        match *self {}
    }
    fn write(&self, _: &[Sent<'_>], _: &dyn Watch) -> Result<(), Trouble> {
        match *self {}
    }
    fn adopt(&self, _: &[(String, String)], _: &dyn Watch) -> Result<(), Trouble> {
        match *self {}
    }
    fn remove(&self, _: &[String], _: &dyn Watch) -> Result<(), Trouble> {
        match *self {}
    }
    fn remove_folder(&self, _: &str, _: &dyn Watch) -> Result<(), Trouble> {
        match *self {}
    }
    fn rename_folder(&self, _: &str, _: &str) -> Result<(), Trouble> {
        match *self {}
    }
    fn point(&self, _: &str, _: &str) -> Result<(), Trouble> {
        match *self {}
    }
    fn pointed(&self, _: &str) -> Result<Option<String>, Trouble> {
        match *self {}
    }
    fn claim(&self, _: &str, _: &[u8]) -> Result<bool, Trouble> {
        match *self {}
    }
}
