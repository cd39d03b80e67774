//! What stands between the braces of a component: unknown, missing, repeated or wrong.

use super::prelude::*;
use crate::base::nearest;
use crate::check::Finding;
use crate::document::Document;
use crate::document::markdown::{Attribute, Component, ComponentFaultKind};
use crate::model::{Entity, LinkFault};
use crate::render::component::{AttributeFault, meant, read};
use crate::theme::{AttributeSettings, ComponentSettings, Form};

pub const RULE: Rule = Rule {
    code: "M003",
    name: "component-attribute",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Fel attribut i en komponent", "Wrong attribute of a component"),
    why: Text::fixed(
        "Komponenten kan inte visas som du tänkt dig utan rätt uppgifter.",
        "The component cannot be shown as you meant without the right values.",
    ),
    source: Text::fixed(
        "CommonMark 0.31 och webbplatsens komponenter (delwebb schema).",
        "CommonMark 0.31 and the site's components (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::dokument {id=«plann»}\n:::\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::dokument {id=plan}\n:::\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (document, component, declared) in subject.components() {
        let Some(declared) = declared else { continue };
        // A line that could not be read has its finding, and says nothing of its attributes.
        if component.faults.iter().any(|fault| fault.kind != ComponentFaultKind::NotClosed) {
            continue;
        }
        names(document, component, declared, out);
        missing(document, component, declared, out);
        values(subject, document, component, declared, out);
    }
}

/// So many attributes of a component are looked at.
const MOST: usize = 100;

/// Attributes that are unknown, or there twice.
fn names(
    document: &Document,
    component: &Component,
    declared: &ComponentSettings,
    out: &mut Findings,
) {
    // Nobody writes so many; whoever does has another worry.
    for (at, attribute) in component.attributes.iter().enumerate().take(MOST) {
        let name = &attribute.name;
        let before = &component.attributes[..at];
        if let Some(first) = before.iter().find(|before| before.name.value == name.value) {
            let message = Text::new(
                format!("”{}” står två gånger.", name.value),
                format!("“{}” is there twice.", name.value),
            );
            let help = Text::fixed("Ta bort det ena.", "Remove one of them.");
            let place = Place::new(&document.file, first.name.span);
            let first = Text::fixed("Här står det första.", "The first is here.");
            out.add(&document.file, name.span, message).help(help).related(place, first);
        } else if declared.attribute(&name.value).is_none() {
            let message = Text::new(
                format!("{} har inget som heter ”{}”.", component.name.value, name.value),
                format!("{} has nothing named “{}”.", component.name.value, name.value),
            );
            let known = || declared.attributes.iter().map(|known| known.value.name());
            let all = known().collect::<Vec<_>>().join(", ");
            let help = if all.is_empty() {
                Text::fixed("Den har inga attribut. Ta bort det.", "It has no attributes. Remove it.")
            } else {
                Text::new(format!("Här kan stå: {all}."), format!("Here may stand: {all}."))
            };
            let used = |known: &&str| component.attribute(known).is_none();
            let meant = out.suggestion(|| nearest(&name.value, known().filter(used)));
            let found = out.add(&document.file, name.span, message);
            found.help(help).did_you_mean(meant);
            if meant.is_none()
                && let Some(quoted) = several_words(before, attribute)
            {
                found.help(Text::fixed(
                    "Står det flera ord ska de ha citattecken.",
                    "Several words need quotes.",
                ));
                found.replace(quoted.0, quoted.1);
            }
        }
    }
}

/// `titel=Två ord`: the value before the attribute and the attribute in quotes, and where.
fn several_words(before: &[Attribute], attribute: &Attribute) -> Option<(Span, String)> {
    let value = before.last()?.value.as_ref()?;
    let is_next = value.span.end + 1 == attribute.name.span.start;
    let span = Span { start: value.span.start, end: attribute.name.span.end };
    (attribute.value.is_none() && is_next)
        .then(|| (span, format!("\"{} {}\"", value.value, attribute.name.value)))
}

/// Attributes that must be there. One that is misspelt is not missing too.
fn missing(
    document: &Document,
    component: &Component,
    declared: &ComponentSettings,
    out: &mut Findings,
) {
    if !component.faults.is_empty() {
        return;
    }
    for settings in declared.attributes.iter().map(|attribute| &attribute.value) {
        let name = settings.name();
        let meant = |written: &Attribute| {
            declared.attribute(&written.name.value).is_none()
                && nearest(&written.name.value, [name]).is_some()
        };
        let is_there = component.attribute(name).is_some();
        if !settings.is_required() || is_there || component.attributes.iter().any(meant) {
            continue;
        }
        let message = Text::new(
            format!("{} saknar ”{name}”.", component.name.value),
            format!("{} lacks “{name}”.", component.name.value),
        );
        let about = settings.about.as_ref().map_or("", |about| about.value.0.as_str());
        let line = format!(":::{} {{{name}=\"…\"}}", component.name.value);
        let help = Text::new(
            format!("{about} Skriv så här: {line}").trim().to_owned(),
            format!("Write it like this: {line}"),
        );
        out.add(&document.file, component.name.span, message).help(help);
    }
}

/// Values that mean nothing.
fn values(
    subject: &Subject<'_>,
    document: &Document,
    component: &Component,
    declared: &ComponentSettings,
    out: &mut Findings,
) {
    for settings in declared.attributes.iter().map(|attribute| &attribute.value) {
        let Some(Err(fault)) = read(subject.model, document, declared, component, settings) else {
            continue;
        };
        // A register that could not be read has a finding of its own.
        if let AttributeFault::UnknownId(kinds) = &fault
            && subject.model.targets.is_unread(kinds)
        {
            continue;
        }
        let name = settings.name();
        let written = component.attributes.iter().find(|written| written.name.value == name);
        let Some(written) = written else { continue };
        let span = written.value.as_ref().map_or(written.name.span, |value| value.span);
        let span = if span.range().is_empty() { written.name.span } else { span };
        let value = component.attribute(name).unwrap_or_default();
        let known = meant(subject.model, settings, &fault);
        let near = match &fault {
            AttributeFault::Link(LinkFault::LeftOut(_)) if subject.is_left_out(document) => continue,
            AttributeFault::Link(LinkFault::Missing) => subject.model.meant(document, value),
            AttributeFault::NoColumn(_) => {
                let column = value.split('=').next().unwrap_or(value).trim();
                let rest = &value[value.find('=').unwrap_or(value.len())..];
                nearest(column, known.iter().map(String::as_str)).map(|meant| format!("{meant}{rest}"))
            }
            AttributeFault::NoDocument => {
                let key = value.split_whitespace().next().unwrap_or(value);
                let rest = &value[key.len()..];
                nearest(key, known.iter().map(String::as_str)).map(|meant| format!("{meant}{rest}"))
            }
            _ => nearest(value, known.iter().map(String::as_str)).map(str::to_owned),
        };
        let found = out.add(&document.file, span, message(settings, value, &fault));
        help(found, settings, &fault, &known);
        if written.value.is_some() {
            found.did_you_mean(near.as_deref());
        }
    }
}

fn message(settings: &AttributeSettings, value: &str, fault: &AttributeFault) -> Text {
    let name = settings.name();
    match fault {
        AttributeFault::Empty => Text::new(
            format!("”{name}” är tomt."),
            format!("“{name}” is empty."),
        ),
        AttributeFault::WrongForm(form) => {
            let (sv, en) = form_words(*form);
            Text::new(
                format!("”{name}” ska vara {sv}, men här står ”{value}”."),
                format!("“{name}” must be {en}, but here stands “{value}”."),
            )
        }
        AttributeFault::UnknownWord => Text::new(
            format!("”{value}” är inget av orden för ”{name}”."),
            format!("“{value}” is none of the words for “{name}”."),
        ),
        AttributeFault::UnknownId(kinds) => {
            let (sv, en) = (kinds.join(" eller "), kinds.join(" or "));
            Text::new(
                format!("Inget med id ”{value}” finns bland: {sv}."),
                format!("Nothing with the id “{value}” is among: {en}."),
            )
        }
        AttributeFault::LeftOut | AttributeFault::Link(LinkFault::LeftOut(_)) => Text::new(
            format!("”{value}” kommer inte med på webbplatsen: sidan är ett utkast eller syns inte än."),
            format!("“{value}” is not on the site: the page is a draft or not shown yet."),
        ),
        AttributeFault::Link(LinkFault::Unsafe) => Text::new(
            format!("Adressen ”{value}” kan inte användas."),
            format!("The address “{value}” cannot be used."),
        ),
        AttributeFault::Link(LinkFault::NoAnchor(_)) => Text::new(
            format!("Sidan finns, men inte stället ”{value}”."),
            format!("The page is there, but not the place “{value}”."),
        ),
        AttributeFault::Link(LinkFault::ForeignPicture) => Text::new(
            format!("Bilden ”{value}” ligger på en annan webbplats."),
            format!("The picture “{value}” is on another site."),
        ),
        AttributeFault::Link(_) => Text::new(
            format!("”{value}” leder ingenstans."),
            format!("“{value}” leads nowhere."),
        ),
        AttributeFault::NoPicture => Text::new(
            format!("”{value}” är en sida och ingen bild."),
            format!("“{value}” is a page and no picture."),
        ),
        AttributeFault::SaysNothing => Text::new(
            format!("”{value}” säger inte vad bilden visar."),
            format!("“{value}” does not say what the picture shows."),
        ),
        AttributeFault::NoFigure => Text::new(
            format!("Det finns inget nyckeltal med id ”{value}”."),
            format!("There is no key figure with the id “{value}”."),
        ),
        AttributeFault::SeveralFigures => Text::new(
            format!("Flera sidor har ett nyckeltal med id ”{value}”."),
            format!("Several pages have a key figure with the id “{value}”."),
        ),
        AttributeFault::NoTable => Text::new(
            format!("Det finns ingen tabell ”{value}” bland öppna data."),
            format!("There is no table “{value}” among the open data."),
        ),
        AttributeFault::NoColumn(entity) => {
            let table = Entity::id(*entity);
            let column = value.split('=').next().unwrap_or(value).trim();
            Text::new(
                format!("Tabellen ”{table}” har ingen kolumn ”{column}”."),
                format!("The table “{table}” has no column “{column}”."),
            )
        }
        AttributeFault::NoDocument => Text::new(
            format!("Inget dokument har nyckeln i ”{value}”."),
            format!("No document has the key in “{value}”."),
        ),
    }
}

fn help(found: &mut Finding, settings: &AttributeSettings, fault: &AttributeFault, known: &[String]) {
    /// More than so many to choose from is no help.
    const MOST: usize = 12;
    let name = settings.name();
    let text = match fault {
        AttributeFault::SeveralFigures => Text::fixed(
            "Ge nyckeltalet ett eget id i front matter på sidan du menar.",
            "Give the key figure an id of its own on the page you mean.",
        ),
        AttributeFault::WrongForm(Form::Date) => Text::fixed(
            "Skriv till exempel 2025-01-24, december 2025, hösten 2025 eller 2025.",
            "Write for instance 2025-01-24, december 2025, hösten 2025 or 2025.",
        ),
        AttributeFault::WrongForm(Form::Figure) => Text::fixed(
            "Skriv till exempel 30, ca 15 eller 12,5, utan enhet.",
            "Write for instance 30, ca 15 or 12,5, without a unit.",
        ),
        AttributeFault::WrongForm(Form::Rows) => Text::fixed(
            "Skriv kolumn=värde, till exempel år=2025.",
            "Write column=value, for instance år=2025.",
        ),
        AttributeFault::Empty => {
            Text::new(format!("Skriv {name}=\"…\"."), format!("Write {name}=\"…\"."))
        }
        AttributeFault::LeftOut if settings.form() == Form::KeyFigure => Text::fixed(
            "Publicera sidan som nyckeltalet står på, eller ta bort komponenten.",
            "Publish the page that has the key figure, or remove the component.",
        ),
        AttributeFault::LeftOut | AttributeFault::Link(LinkFault::LeftOut(_)) => Text::fixed(
            "Publicera sidan, eller ta bort hänvisningen.",
            "Publish the page, or remove the reference.",
        ),
        AttributeFault::NoPicture => Text::fixed(
            "Skriv namnet på en bildfil som ligger bredvid sidan.",
            "Write the name of a picture's file beside the page.",
        ),
        AttributeFault::SaysNothing => Text::new(
            format!("Skriv det som bilden säger, till exempel {name}=\"Karta över de sju kommunerna\"."),
            format!("Write what the picture says, for instance {name}=\"Map of the seven municipalities\"."),
        ),
        AttributeFault::Link(LinkFault::ForeignPicture) => Text::fixed(
            "Spara bilden bredvid sidan och skriv filens namn. Då lämnar besökaren inga spår hos någon annan.",
            "Save the picture beside the page and write the file's name. Visitors then leave no trace elsewhere.",
        ),
        AttributeFault::Link(LinkFault::Unsafe) => Text::fixed(
            "Skriv en adress som börjar med https://, en sida som ../om/index.md eller en fil bredvid sidan.",
            "Write an address that begins with https://, a page such as ../om/index.md or a file beside the page.",
        ),
        AttributeFault::Link(_) if settings.form() == Form::Picture => Text::fixed(
            "Lägg bilden i samma mapp som sidan, eller rätta namnet.",
            "Put the picture in the page's folder, or correct its name.",
        ),
        AttributeFault::Link(_) => Text::fixed(
            "Rätta adressen. Den skrivs som i en länk: ../om/index.md, /om/ eller https://…",
            "Correct the address. It is written as in a link: ../om/index.md, /om/ or https://…",
        ),
        _ if !known.is_empty() => {
            let all = known.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if known.len() > MOST { " …" } else { "" };
            Text::new(format!("De som finns: {all}{more}"), format!("Those there are: {all}{more}"))
        }
        _ => return,
    };
    found.help(text);
}

const fn form_words(form: Form) -> (&'static str, &'static str) {
    match form {
        Form::Figure => ("ett tal", "a figure"),
        Form::Date => ("ett datum", "a date"),
        Form::Flag => ("ja eller nej", "ja (yes) or nej (no)"),
        Form::Rows => ("en kolumn och ett värde", "a column and a value"),
        _ => ("en text", "a text"),
    }
}
