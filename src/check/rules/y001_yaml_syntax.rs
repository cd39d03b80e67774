//! Front matter, settings or a register that is not YAML.

use super::prelude::*;
use crate::yaml::{FaultKind, OddSign, SyntaxKind};

pub const RULE: Rule = Rule {
    code: "Y001",
    name: "yaml-syntax",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Fälten går inte att läsa", "The fields cannot be read"),
    why: Text::fixed(
        "Ett enda tecken fel gör att fältet, och ibland hela filen, inte går att läsa.",
        "A single wrong character makes the field, and sometimes the whole file, unreadable.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: «SIP: på distans»\n---\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: \"SIP: på distans\"\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, fault) in subject.yaml_faults() {
        if let FaultKind::OddSign { sign, mended } = &fault.kind
            && let Some((message, help)) = row_words(*sign)
        {
            let finding = out.add(&file, fault.span, message);
            finding.help(help).replace(mended.span, mended.text.clone());
        }
        let FaultKind::Syntax { kind, suggestion } = &fault.kind else { continue };
        let (message, help) = words(*kind);
        let finding = out.add(&file, fault.span, message);
        finding.help(help);
        if let Some(line) = suggestion {
            finding.guess(line_around(subject.text(&file), fault.span), line.clone());
        }
    }
}

/// The whole line that `span` begins in, without its line break.
fn line_around(text: &str, span: Span) -> Span {
    let at = span.range().start.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let len = text[start..].find('\n').unwrap_or(text.len() - start);
    let line = text[start..start + len].trim_end_matches('\r');
    Span::new(start, start + line.len())
}

/// What begins the row of a list in the place of a hyphen and a space.
const fn row_words(sign: OddSign) -> Option<(Text, Text)> {
    Some(match sign {
        OddSign::ListMark => (
            Text::fixed(
                "Raden börjar med ett annat tecken än listans bindestreck.",
                "The line begins with another sign than the hyphen of a list.",
            ),
            Text::fixed(
                "Börja varje rad i listan med bindestreck och mellanslag: - på tangentbordet.",
                "Begin every row of the list with a hyphen and a space: - on the keyboard.",
            ),
        ),
        OddSign::TightDash => (
            Text::fixed(
                "Det saknas ett mellanslag efter bindestrecket.",
                "A space is missing after the hyphen.",
            ),
            Text::fixed(
                "Varje rad i listan börjar med bindestreck och mellanslag.",
                "Every row of the list begins with a hyphen and a space.",
            ),
        ),
        _ => return None,
    })
}

const fn words(kind: SyntaxKind) -> (Text, Text) {
    match kind {
        SyntaxKind::Tab => (
            Text::fixed("Raden börjar med ett tabbtecken.", "The line begins with a tab."),
            Text::fixed("Flytta in raden med mellanslag i stället.", "Indent the line with spaces instead."),
        ),
        SyntaxKind::NoSpaceAfterColon => (
            Text::fixed("Det saknas ett mellanslag efter kolon.", "A space is missing after the colon."),
            Text::fixed("Skriv nyckel, kolon, mellanslag, värde.", "Write key, colon, space, value."),
        ),
        SyntaxKind::ColonInValue => (
            Text::fixed("Det står ett kolon inne i värdet.", "There is a colon inside the value."),
            Text::fixed("Sätt citattecken runt värdet.", "Put quotes around the value."),
        ),
        SyntaxKind::HashInValue => (
            Text::fixed(
                "Det som står efter # blir en kommentar, och parentesen avslutas aldrig.",
                "What stands after # becomes a comment, and the bracket never ends.",
            ),
            Text::fixed("Sätt citattecken runt värdet.", "Put quotes around the value."),
        ),
        SyntaxKind::Quote => (
            Text::fixed("Citattecknen runt värdet stämmer inte.", "The quotes around the value do not match."),
            Text::fixed(
                "Ett värde som börjar med citattecken slutar med ett likadant, och sedan kommer inget mer på raden.",
                "A value that begins with a quote ends with the same one, and nothing more follows on the line.",
            ),
        ),
        SyntaxKind::Bracket => (
            Text::fixed("En parentes saknas eller är för mycket.", "A bracket is missing or one too many."),
            Text::fixed(
                "En lista börjar med [ och slutar med ]. Hör parentesen till texten, sätt citattecken runt värdet.",
                "A list begins with [ and ends with ]. If the bracket belongs to the text, put quotes around the value.",
            ),
        ),
        SyntaxKind::TakenSign => (
            Text::fixed(
                "Värdet börjar med ett tecken som betyder något särskilt här.",
                "The value begins with a sign that means something special here.",
            ),
            Text::fixed("Sätt citattecken runt värdet.", "Put quotes around the value."),
        ),
        SyntaxKind::Indentation => (
            Text::fixed(
                "Raden är indragen så att den inte hör till något.",
                "The line is indented so that it belongs to nothing.",
            ),
            Text::fixed(
                "Rader som hör ihop ska börja lika långt in. Fortsätter texten från raden ovanför, sätt citattecken runt hela texten.",
                "Lines that belong together begin equally far in. If the text goes on from the line above, put quotes around all of it.",
            ),
        ),
        SyntaxKind::NoColon => (
            Text::fixed("Raden har inget kolon.", "The line has no colon."),
            Text::fixed(
                "Varje rad är nyckel: värde. Löpande text skrivs under den andra raden med ---.",
                "Every line is key: value. Running text goes below the second line of ---.",
            ),
        ),
        SyntaxKind::SecondDocument => (
            Text::fixed("Här står --- en gång för mycket.", "Here is --- once too often."),
            Text::fixed("Ta bort raden.", "Remove the line."),
        ),
        SyntaxKind::TooDeep => (
            Text::fixed("För många parenteser inuti varandra.", "Too many brackets inside one another."),
            Text::fixed("Dela upp värdet på flera rader.", "Divide the value into several lines."),
        ),
        SyntaxKind::Other => (
            Text::fixed("Raden går inte att läsa som nyckel: värde.", "The line cannot be read as key: value."),
            Text::fixed(
                "Titta på raden ovanför också. Hjälper inte det, sätt citattecken runt värdet eller jämför med en annan sida av samma slag.",
                "Look at the line above too. If that does not help, put quotes around the value or compare with another page of the same kind.",
            ),
        ),
    }
}
