//! Stands in for SFTP in a program that was made without the feature `sftp`.

use crate::base::{Failure, Text};
use crate::host::{Entry, Host, Powers, Sent, SftpPlace, Trouble, TroubleKind, Watch};

/// A server: there is none of these.
#[derive(Debug)]
pub enum Sftp {}

impl Sftp {
    /// Nothing: the program cannot go there.
    ///
    /// # Errors
    /// Always.
    pub fn new(_: SftpPlace) -> Result<Self, Trouble> {
        let message =
            Text::fixed("Programmet är byggt utan SFTP.", "The program was made without SFTP.");
        let help = Text::fixed(
            "Använd ett färdigt delwebb, eller bygg med --features sftp.",
            "Use a released delwebb, or build with --features sftp.",
        );
        Err(Trouble::new(TroubleKind::Other, Failure::new(message).with_help(help)))
    }
}

impl Host for Sftp {
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
