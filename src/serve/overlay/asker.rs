//! Who asks, and what they may know of this machine.

use std::path::Path;

use crate::base::FilePath;
use crate::http::Request;
use crate::serve::editor::Editor;
use crate::serve::preview::Preview;
use crate::source::Source;

/// One who asks what is wrong.
pub(in crate::serve) struct Asker<'a> {
    /// How this one opens a file; nobody but the owner of the machine is told where it lies.
    editor: Option<&'a Editor>,
}

impl<'a> Asker<'a> {
    /// Everybody: no place on the disk is named.
    pub const NOBODY: Self = Self { editor: None };

    /// Whoever sits at this machine is told where its files lie: a browser on it that calls it
    /// by its own name, and no proxy that asks for somebody else.
    pub fn of(request: &Request, preview: &'a Preview) -> Self {
        Self { editor: request.is_from_here().then(|| preview.editor()) }
    }

    /// The link that opens a line of `file`, with `{line}` and `{column}` to be put in.
    pub fn link(&self, source: &Source, file: &FilePath) -> Option<String> {
        let editor = self.editor?;
        let disk = &source.files.get(file)?.disk;
        let is_on_disk = disk != Path::new("");
        is_on_disk.then(|| editor.link(&source.root.join(disk))).flatten()
    }
}
