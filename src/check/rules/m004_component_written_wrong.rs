//! A component whose opening line cannot be read, or that is never closed.

use super::prelude::*;
use crate::document::markdown::{Component, ComponentFault, ComponentFaultKind as Kind, SlipKind};
use crate::theme::{Form, Theme};

pub const RULE: Rule = Rule {
    code: "M004",
    name: "component-written-wrong",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En komponent är fel skriven", "A component is written wrong"),
    why: Text::fixed(
        "Programmet kan inte se var komponenten börjar eller slutar.",
        "The program cannot see where the component begins or ends.",
    ),
    source: Text::fixed(
        "CommonMark 0.31 och webbplatsens komponenter (delwebb schema).",
        "CommonMark 0.31 and the site's components (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n«:::faktaruta»\nTvå meningar.\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::faktaruta\nTvå meningar.\n:::\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let text = subject.text(&document.file);
        let slips = &document.outline.slips;
        // Its end may be written wrong, or stand in code that is never closed.
        let closes = |kind| matches!(kind, SlipKind::Fence(false) | SlipKind::OpenCode);
        let bad_end = slips.iter().filter(|slip| closes(slip.kind)).map(|slip| slip.span).max();
        let is_closed_badly =
            |component: &Component| bad_end.is_some_and(|end| end > component.span);
        for slip in slips.iter().filter(|slip| matches!(slip.kind, SlipKind::Fence(_))) {
            let message = Text::fixed(
                "En komponent börjar och slutar med minst tre kolon i rad.",
                "A component begins and ends with three colons or more in a row.",
            );
            let help = Text::fixed(
                "Skriv ::: utan mellanslag. Ska det stå kolon i texten skriver du \\:.",
                "Write ::: without spaces. For colons in the text write \\:.",
            );
            let found = out.add(&document.file, slip.span, message);
            found.help(help);
            if let Some(mended) = &slip.mended {
                found.write_instead(mended);
            }
        }
        for component in &document.outline.components {
            // One that the theme does not have has its finding: its line may be another tool's.
            let name = &component.name.value;
            let is_known = !subject.theme.faults.is_empty()
                || name.is_empty()
                || subject.theme.component(name).is_some();
            let faults = component.faults.iter();
            for fault in faults.filter(|fault| is_known || fault.kind == Kind::NotClosed) {
                if fault.kind == Kind::NotClosed && is_closed_badly(component) {
                    continue;
                }
                let (message, help) = words(component, fault);
                let found = out.add(&document.file, fault.span, message);
                found.help(help);
                if let Some(line) = mended(subject.theme, component, fault, text) {
                    found.replace(fault.span, line);
                }
            }
        }
    }
}

fn words(component: &Component, fault: &ComponentFault) -> (Text, Text) {
    let name = &component.name.value;
    match fault.kind {
        Kind::NotClosed => (
            Text::new(
                format!("Komponenten ”{name}” stängs aldrig."),
                format!("The component “{name}” is never closed."),
            ),
            Text::fixed(
                "Skriv en rad med bara ::: där den ska sluta. I en lista eller ett citat ska raden ha samma indrag som den första.",
                "Write a line with only ::: where it ends. In a list or quotation it must be indented like the first.",
            ),
        ),
        Kind::TooDeep => (
            Text::fixed(
                "Så många komponenter kan inte ligga i varandra.",
                "So many components cannot stand in one another.",
            ),
            Text::fixed("Högst åtta får plats. Flytta ut de inre.", "Eight at most. Move the inner ones out."),
        ),
        Kind::NoName => (
            Text::fixed("Här saknas komponentens namn.", "The name of the component is missing here."),
            Text::fixed(
                "Skriv till exempel :::faktaruta. En rad med bara ::: stänger.",
                "Write for instance :::faktaruta. A line with only ::: closes.",
            ),
        ),
        Kind::NoBrace => (
            Text::fixed("Klammern { stängs aldrig på raden.", "The brace { is never closed on the line."),
            Text::fixed("Sätt } sist på samma rad.", "Put } last on the same line."),
        ),
        Kind::OpenQuote => (
            Text::fixed("Citattecknet stängs aldrig.", "The quote is never closed."),
            Text::fixed("Sätt \" efter värdet.", "Put \" after the value."),
        ),
        Kind::CurlyQuote => (
            Text::fixed(
                "Här står ordbehandlarens citattecken.",
                "Here are the quotes of a word processor.",
            ),
            Text::fixed("Skriv raka citattecken: \".", "Write straight quotes: \"."),
        ),
        Kind::TextBeside => (
            Text::fixed("Texten står utanför klamrarna.", "The text stands outside the braces."),
            Text::fixed(
                "Efter namnet får bara {…} stå. Texten i komponenten börjar på nästa rad.",
                "After the name only {…} may stand. The text of the component begins on the next line.",
            ),
        ),
        Kind::NoAttribute => (
            Text::fixed("Det här går inte att förstå.", "This cannot be understood."),
            Text::fixed(
                "Mellan klamrarna står namn=\"värde\", med mellanslag emellan.",
                "Between the braces stands name=\"value\", with spaces between.",
            ),
        ),
    }
}

/// Whether a text after the name can only be a title, as in other tools: plain words.
fn is_title(written: &str) -> bool {
    let bare = written.trim_matches(|c: char| "\"”“".contains(c));
    bare.starts_with(char::is_alphanumeric)
        && !bare.contains(['=', '[', ']', '{', '}', '<', '\\', '"', '”'])
        && !bare.contains("://")
        && !bare.contains(":::")
}

/// The marked text as it should be, when there is one right way.
fn mended(theme: &Theme, component: &Component, fault: &ComponentFault, text: &str) -> Option<String> {
    let written = text.get(fault.span.range())?;
    match fault.kind {
        Kind::NoBrace => Some(format!("{written}}}")),
        Kind::CurlyQuote => {
            let quotes = |c: char| "”“„’‘»«\"".contains(c);
            Some(format!("\"{}\"", written.trim_matches(quotes)))
        }
        Kind::OpenQuote => {
            let bare = written.strip_suffix('}').unwrap_or(written);
            let brace = if bare.len() < written.len() { "}" } else { "" };
            let quote = if bare.starts_with('\'') { '\'' } else { '"' };
            let inner = bare.trim_start_matches(|c: char| "”“„’‘»«\"'".contains(c));
            Some(format!("{quote}{}{quote}{brace}", inner.trim_end()))
        }
        // What many tools take for a title is one here too, if the component has one.
        Kind::TextBeside if component.attributes.is_empty() && is_title(written) => {
            let declared = theme.component(&component.name.value)?;
            let mut attributes = declared.attributes.iter().map(|attribute| &attribute.value);
            let title = attributes.find(|one| one.form() == Form::Text)?;
            let inner = written.trim_matches(|c: char| "\"”“".contains(c)).replace('"', "'");
            Some(format!("{{{}=\"{inner}\"}}", title.name()))
        }
        _ => None,
    }
}
