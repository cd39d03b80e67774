//! A summary as Markdown: for a proposal's comments, and for the archive.

use std::fmt::Write;

use crate::base::printable_line;
use crate::publish::words::Summary;

/// The summary as Markdown.
#[must_use]
pub fn markdown(summary: &Summary) -> String {
    let mut out = format!("# {}\n\n", plain(&summary.title));
    for line in &summary.about {
        let _ = writeln!(out, "- {}", plain(line));
    }
    for section in &summary.sections {
        let _ = write!(out, "\n## {}\n\n", plain(&section.heading));
        for item in &section.items {
            let _ = writeln!(out, "- **{}** `{}`", plain(&item.title), item.address);
            for line in &item.lines {
                let _ = writeln!(out, "  - {}", plain(line));
            }
        }
    }
    let _ = write!(out, "\n{}.\n", plain(&summary.files));
    out
}

/// Text that means nothing but itself in Markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in printable_line(text).chars() {
        if "\\`*_[]<>#|&".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}
