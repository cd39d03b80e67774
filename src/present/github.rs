//! Annotations on GitHub: `::error file=…,line=…,col=…::message`.

use crate::base::{Diagnostic, Lang, LineIndex, Severity, printable_line};

pub(super) fn show(diagnostic: &Diagnostic, index: &LineIndex<'_>, lang: Lang) -> String {
    let (start, end) = super::positions(diagnostic, index);
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let mut message = diagnostic.message.get(lang).to_owned();
    if let Some(help) = &diagnostic.help {
        message.push(' ');
        message.push_str(help.get(lang));
    }
    let line = format!(
        "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
        escaped_property(diagnostic.place.file.as_str()),
        start.line,
        start.column,
        end.line,
        end.column,
        escaped_property(&format!("{} {}", diagnostic.code, diagnostic.name)),
        escaped(&message),
    );
    printable_line(&line).into_owned()
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
