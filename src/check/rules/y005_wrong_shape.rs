//! A value of the wrong shape: text where a number belongs, a value where a list belongs …

use super::prelude::*;
use crate::check::shape_words;
use crate::yaml::{FaultKind, Field, Shape};

pub const RULE: Rule = Rule {
    code: "Y005",
    name: "wrong-shape",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Fel slags värde", "Wrong kind of value"),
    why: Text::fixed(
        "Värdet går inte att förstå och skulle inte visas på webbplatsen.",
        "The value cannot be understood and would not show on the site.",
    ),
    source: Text::fixed(
        "YAML 1.2.2 och webbplatsens innehållsmodell (delwebb schema).",
        "YAML 1.2.2 and the site's content model (delwebb schema).",
    ),
    bad: Example::Text(&[("content/om/index.md", "---\ntitel: Om\nordning: «först»\n---\n")]),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\nordning: 1\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, fault) in subject.yaml_faults() {
        if let FaultKind::NotTerms { key } = &fault.kind {
            let message = Text::new(
                format!("Värdet för ”{key}” ska vara en lista med ord."),
                format!("The value of “{key}” must be a list of words."),
            );
            out.add(&file, fault.span, message).help(Text::new(
                format!("Skriv till exempel {key}: [barn, skola]"),
                format!("Write for example {key}: [barn, skola]"),
            ));
        }
        let FaultKind::WrongShape { key, expected, suggestion } = &fault.kind else { continue };
        let wanted = words(*expected);
        let message = Text::new(
            format!("Värdet för ”{key}” ska vara {}.", wanted.sv),
            format!("The value of “{key}” must be {}.", wanted.en),
        );
        let text = subject.text(&file);
        let written = text.get(fault.span.range()).unwrap_or("");
        let before = text.get(..fault.span.range().start).unwrap_or("");
        let in_list = suggestion.clone().or_else(|| as_list(*expected, subject.text(&file), fault.span));
        let finding = out.add(&file, fault.span, message);
        if let Some(help) = help(*expected, key, written, before) {
            finding.help(help);
        }
        if let Some(text) = in_list {
            finding.guess(fault.span, text);
        } else if let Some(example) = example(*expected).filter(|_| !finding.is_helped()) {
            finding.help(Text::new(
                format!("Skriv till exempel {key}: {example}"),
                format!("Write for example {key}: {example}"),
            ));
        }
    }
}

/// What there is to say about this very value.
fn help(expected: Shape, key: &str, written: &str, before: &str) -> Option<Text> {
    let is_map = |shape: &Shape| matches!(shape, Shape::Mapping(_));
    match expected {
        Shape::Figure if is_ambiguous(written) => {
            let (whole, rest) = written.split_once('.')?;
            Some(Text::new(
                format!("Menar du tusental, skriv {whole} {rest}. Menar du decimaler, skriv {whole},{rest}."),
                format!("If you mean thousands, write {whole} {rest}. If you mean decimals, write {whole},{rest}."),
            ))
        }
        Shape::Figure if part_of(written).is_some() && key == "värde" => {
            let (part, whole) = part_of(written)?;
            Some(Text::new(
                format!("Helheten är ett eget fält. Skriv värde: {part} och av: {whole}."),
                format!("The whole is a field of its own. Write värde: {part} and av: {whole}."),
            ))
        }
        Shape::Figure if written.starts_with(|c: char| c.is_ascii_digit()) && written.contains(|c: char| c.is_alphabetic() || c == '%') => {
            Some(Text::fixed(
                "Skriv bara talet. Enheten skrivs för sig, i enhet: där det fältet finns.",
                "Write the number alone. The unit goes by itself, in enhet: where there is such a field.",
            ))
        }
        // The file that is one row, written as a table of rows.
        Shape::Mapping(_) if before.is_empty() && written.is_empty() => Some(Text::fixed(
            "Filen beskriver en enda sak. Ta bort bindestrecket och låt fälten börja längst till vänster.",
            "The file describes one thing only. Remove the hyphen and let the fields begin at the left.",
        )),
        Shape::Mapping(_) if written.contains(':') && !written.contains(": ") => Some(Text::fixed(
            "Det saknas ett mellanslag efter kolon.",
            "A space is missing after the colon.",
        )),
        Shape::Text | Shape::LongText if written.contains(": ") => Some(Text::fixed(
            "Kolon och mellanslag gör att texten läses som ett eget fält. Sätt citattecken runt den.",
            "A colon and a space make the text a field of its own. Put quotes around it.",
        )),
        Shape::Text | Shape::LongText | Shape::Reference(_) | Shape::Id | Shape::Word(_)
            if written.starts_with('[') || before.trim_end_matches(' ').ends_with("\n-") || before.trim_end().ends_with(" -") => Some(Text::fixed(
            "Här får bara ett värde stå, inte en lista.",
            "One value only may stand here, not a list.",
        )),
        Shape::Mapping(fields) if fields.iter().any(|field| field.required) => {
            let example = example_of(fields);
            Some(Text::new(format!("Skriv till exempel {example}"), format!("Write for example {example}")))
        }
        Shape::List(item) if is_map(item) && !written.starts_with(['[', '"']) => Some(Text::fixed(
            "Varje rad i listan börjar med ett bindestreck och ett mellanslag.",
            "Every row of the list begins with a hyphen and a space.",
        )),
        _ => None,
    }
}

/// `1 av 5`, `1/5`: a part and its whole.
fn part_of(written: &str) -> Option<(&str, &str)> {
    let text = written.trim_matches(['"', '\'']);
    let (part, whole) = text.split_once(" av ").or_else(|| text.split_once('/'))?;
    let is_figure = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let (part, whole) = (part.trim(), whole.trim());
    (is_figure(part) && is_figure(whole)).then_some((part, whole))
}

/// `1.500`: fifteen hundred to some and one and a half to others.
fn is_ambiguous(written: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    written.split_once('.').is_some_and(|(whole, rest)| digits(whole) && digits(rest) && rest.len() == 3)
}

/// One row where a list of rows belongs, with its dash and all its lines as far in as they
/// must then be.
fn as_list(expected: Shape, text: &str, span: Span) -> Option<String> {
    let Shape::List(Shape::Mapping(_)) = expected else { return None };
    let written = text.get(span.range())?;
    if written.starts_with('{') && written.ends_with('}') {
        return Some(format!("[{written}]"));
    }
    let is_rows = written.contains(": ") || written.contains(":\n");
    (is_rows && !written.starts_with(['[', '-', '"', '\''])).then(|| {
        let mut lines = written.lines();
        let first = lines.next().unwrap_or("");
        let mut row = format!("- {first}");
        for line in lines {
            row.push_str("\n  ");
            row.push_str(line);
        }
        row
    })
}

/// A value of that shape, where one example says more than words.
const fn example(shape: Shape) -> Option<&'static str> {
    match shape {
        Shape::Flag => Some("ja"),
        Shape::Number => Some("1"),
        Shape::Count => Some("20"),
        Shape::Year => Some("2026"),
        Shape::Clock => Some("08:30"),
        Shape::Figure => Some("ca 15"),
        Shape::Sources => Some("F 6.2"),
        Shape::ReferencesOrAll(_) => Some("alla"),
        Shape::Free => Some("{namn: värde}"),
        _ => None,
    }
}

fn keys(fields: &[Field]) -> String {
    fields.iter().map(|field| field.key).collect::<Vec<_>>().join(", ")
}

/// A mapping with its required keys, as an example.
fn example_of(fields: &[Field]) -> String {
    let value = |shape| match shape {
        Shape::Date | Shape::Day => "2026-01-24",
        Shape::Id | Shape::Reference(_) => "kort-namn",
        Shape::List(_) => "[…]",
        shape => example(shape).unwrap_or("…"),
    };
    let required = fields.iter().filter(|field| field.required);
    let all: Vec<String> =
        required.map(|field| format!("{}: {}", field.key, value(field.shape))).collect();
    format!("{{{}}}", all.join(", "))
}

/// A shape in words, to stand after "must be": where there are fields, their names.
fn words(shape: Shape) -> Text {
    match shape {
        Shape::List(Shape::Mapping(fields)) => {
            let all = keys(fields);
            Text::new(
                format!("en lista, där varje rad har fälten {all}"),
                format!("a list, each row having the fields {all}"),
            )
        }
        Shape::Mapping(fields) => {
            let all = keys(fields);
            Text::new(format!("egna fält: {all}"), format!("fields of its own: {all}"))
        }
        other => shape_words(other),
    }
}
