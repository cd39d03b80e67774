//! What stands in a component, or is missing there.

use super::prelude::*;
use crate::base::Language;
use crate::document::Document;
use crate::document::markdown::Component;
use crate::render::component::{ChartFault, Meaning, chart_of, inline, read};
use crate::theme::{AttributeSettings, ComponentSettings, ContentRule, Form};

pub const RULE: Rule = Rule {
    code: "M006",
    name: "component-content",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Fel innehåll i en komponent", "Wrong content in a component"),
    why: Text::fixed(
        "Komponenten skulle visas tom, eller utan det som står i den.",
        "The component would be shown empty, or without what stands in it.",
    ),
    source: Text::fixed(
        "CommonMark 0.31 och webbplatsens komponenter (delwebb schema).",
        "CommonMark 0.31 and the site's components (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n«:::steg»\nFörst det ena, sedan det andra.\n:::\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::steg\n1. Först det ena.\n2. Sedan det andra.\n:::\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (document, component, declared) in subject.components() {
        // One that was never closed has swallowed what follows.
        if let Some(declared) = declared.filter(|_| component.faults.is_empty()) {
            content(subject, document, (component, declared), out);
        }
    }
}

fn content(
    subject: &Subject<'_>,
    document: &Document,
    (component, declared): (&Component, &ComponentSettings),
    out: &mut Findings,
) {
    let name = &component.name.value;
    let mut add = |span: Span, message: Text, help: Text| {
        out.add(&document.file, span, message).help(help);
    };
    match declared.content() {
        ContentRule::Something if !component.content.any => add(
            component.span,
            Text::new(format!("”{name}” är tom."), format!("“{name}” is empty.")),
            Text::fixed(
                "Skriv texten mellan raden som börjar med ::: och den som stänger.",
                "Write the text between the line that begins with ::: and the one that closes.",
            ),
        ),
        ContentRule::Nothing if component.content.any => add(
            component.span,
            Text::new(
                format!("I ”{name}” ska ingenting stå."),
                format!("Nothing may stand in “{name}”."),
            ),
            Text::fixed(
                "Flytta ut texten, och låt raden med ::: komma direkt.",
                "Move the text out, and let the line with ::: follow at once.",
            ),
        ),
        ContentRule::Numbers if !component.content.numbers => add(
            component.span,
            Text::new(
                format!("”{name}” ska ha en numrerad lista."),
                format!("“{name}” must have a numbered list."),
            ),
            Text::fixed(
                "Börja varje steg på en egen rad: 1. Först … 2. Sedan …",
                "Begin every step on a line of its own: 1. First … 2. Then …",
            ),
        ),
        ContentRule::Figures => chart(subject, document, (component, declared), &mut add),
        _ => {}
    }
}

fn chart(
    subject: &Subject<'_>,
    document: &Document,
    (component, declared): (&Component, &ComponentSettings),
    add: &mut dyn FnMut(Span, Text, Text),
) {
    let mut has_rows = None;
    for settings in declared.attributes.iter().map(|attribute| &attribute.value) {
        match read(subject.model, document, declared, component, settings) {
            // A wrong attribute has its own finding, and says nothing of the chart.
            Some(Err(_)) => return,
            Some(Ok(Meaning::Rows(..))) => has_rows = Some(settings.name()),
            _ => {}
        }
    }
    let Err(fault) = chart_of(subject.model, document, declared, component, Language::default()) else {
        return;
    };
    let of_table = matches!(
        fault,
        ChartFault::NoTable | ChartFault::OneColumn | ChartFault::NotANumber
    );
    let own = inline(&component.content, Language::default()).err().filter(|_| of_table);
    let rows = has_rows.and_then(|name| {
        let written = component.attributes.iter().find(|written| written.name.value == name)?;
        Some(written.value.as_ref()?.span)
    });
    let place = rows.filter(|_| fault == ChartFault::NoRows);
    for (fault, span) in own.unwrap_or_else(|| vec![(fault, place)]) {
        let (message, help) = words(fault, &component.name.value, declared);
        add(span.unwrap_or(component.span), message, help);
    }
}

/// The names of the attributes that say where a chart's figures are.
fn named(declared: &ComponentSettings, form: Form) -> &str {
    let attributes = declared.attributes.iter().map(|attribute| &attribute.value);
    let mut of_form = attributes.filter(|attribute| attribute.form() == form);
    of_form.next().map_or("…", AttributeSettings::name)
}

fn words(fault: ChartFault, name: &str, declared: &ComponentSettings) -> (Text, Text) {
    let named = |form| named(declared, form);
    let (register, labels) = (named(Form::Table), named(Form::Labels));
    let (values, counted) = (named(Form::Values), named(Form::Counted));
    match fault {
        ChartFault::NoTable => (
            Text::new(
                format!("”{name}” har inget att rita."),
                format!("“{name}” has nothing to draw."),
            ),
            Text::new(
                format!("Skriv en tabell i den, med namn i första kolumnen och tal i den andra, eller hämta en: {{{register}=… {labels}=… {values}=…}}, eller {{{register}=… {counted}=…}}."),
                format!("Write a table in it, with names in the first column and numbers in the second, or take one: {{{register}=… {labels}=… {values}=…}}, or {{{register}=… {counted}=…}}."),
            ),
        ),
        ChartFault::NoNumbers => (
            Text::new(
                format!("Kolumnen för {values} har inga tal."),
                format!("The column for {values} has no numbers."),
            ),
            Text::new(
                format!("Välj en kolumn med tal, eller räkna raderna med {counted}=…."),
                format!("Choose a column with numbers, or count the rows with {counted}=…."),
            ),
        ),
        ChartFault::NoRegister => (
            Text::new(
                format!("Här nämns en kolumn, men inget {register}."),
                format!("A column is named here, but no {register}."),
            ),
            Text::new(
                format!("Skriv {register}=… också. Har du en egen tabell behövs ingen kolumn: ta bort den."),
                format!("Write {register}=… too. With a table of your own no column is needed: remove it."),
            ),
        ),
        ChartFault::WrongColumns => (
            Text::new(
                format!("”{name}” behöver veta vilka kolumner som ska ritas."),
                format!("“{name}” must know which columns to draw."),
            ),
            Text::new(
                format!("Skriv både {labels}=… och {values}=…, eller bara {counted}=…."),
                format!("Write both {labels}=… and {values}=…, or {counted}=… alone."),
            ),
        ),
        ChartFault::TwoTables => (
            Text::new(
                format!("”{name}” har både en egen tabell och {register}."),
                format!("“{name}” has both a table of its own and {register}."),
            ),
            Text::fixed("Ta bort det ena.", "Remove one of them."),
        ),
        ChartFault::NoRows => (
            Text::fixed(
                "Ingen rad i registret stämmer med urvalet.",
                "No row of the register has what is chosen.",
            ),
            Text::fixed(
                "Skriv värdet precis som det står i registret, eller ta bort urvalet.",
                "Write the value just as it stands in the register, or remove the choice.",
            ),
        ),
        ChartFault::OneColumn => (
            Text::fixed("Tabellen har bara en kolumn.", "The table has only one column."),
            Text::fixed(
                "Skriv namnen i första kolumnen och talen i den andra.",
                "Write the names in the first column and the numbers in the second.",
            ),
        ),
        ChartFault::NotANumber => (
            Text::fixed("Här ska ett tal stå, noll eller mer.", "Here must be a number, zero or more."),
            Text::fixed(
                "Skriv till exempel 30, ca 15 eller 12,5. Är talet okänt skriver du –.",
                "Write for instance 30, ca 15 or 12,5. If nobody knows, write –.",
            ),
        ),
    }
}
