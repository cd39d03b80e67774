//! What a kind of page or a register is called among the open data.

/// The words of one table of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dataset {
    /// Its title, in the writer's language, as keys are.
    pub title: &'static str,
    /// What it holds.
    pub about: &'static str,
}
