//! `file:line:column: error[Y003]: message`, as editors read it.

use crate::base::{Diagnostic, Lang, LineIndex, printable_line};

pub(super) fn show(diagnostic: &Diagnostic, index: &LineIndex<'_>, lang: Lang) -> String {
    let (start, _) = super::positions(diagnostic, index);
    let label = diagnostic.severity.label();
    let mut line = format!(
        "{}:{}:{}: {}[{}]: {}",
        diagnostic.place.file,
        start.line,
        start.column,
        label.get(lang),
        diagnostic.code,
        diagnostic.message.get(lang),
    );
    if let Some(help) = &diagnostic.help {
        line.push(' ');
        line.push_str(help.get(lang));
    }
    printable_line(&line).into_owned()
}
