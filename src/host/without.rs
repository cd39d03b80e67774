//! Stands in for the kinds of places that a program was made without.

use super::{Entry, Host, Powers, Sent, Trouble, TroubleKind, Watch};
use crate::base::{Failure, Text};

/// A place that there is not.
#[derive(Debug)]
pub enum Never {}

/// Why there is none: the program lacks `what`, which the feature `feature` would give it.
pub(super) fn lacking(what: &Text, feature: &str) -> Trouble {
    let message = Text::new(
        format!("Programmet är byggt utan stöd för {}.", what.sv),
        format!("The program was built without support for {}.", what.en),
    );
    let help = Text::new(
        format!("Använd det färdiga programmet, eller bygg det med --features {feature}."),
        format!("Use the released program, or build it with --features {feature}."),
    );
    Trouble::new(TroubleKind::Other, Failure::new(message).with_help(help))
}

impl Host for Never {
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
