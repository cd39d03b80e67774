//! A point of the accessibility statement that has to be there, and is not.

use super::prelude::*;
use crate::base::FilePath;
use crate::document::register::{AccessibilityStatement, Assessment, Conformance, Table};
use crate::yaml::{Fault, FaultKind, RefsOrAll};

pub const RULE: Rule = Rule {
    code: "W001",
    name: "statement-point",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Redogörelsen saknar en punkt", "The statement lacks a point"),
    why: Text::fixed(
        "Lagen om tillgänglighet till digital offentlig service säger vad en tillgänglighetsredogörelse ska innehålla. Utan punkten uppfyller ni inte lagen.",
        "The law on access to digital public services says what an accessibility statement must hold. Without the point you do not meet the law.",
    ),
    source: Text::fixed(
        "Lagen (2018:1937) om tillgänglighet till digital offentlig service 13 § och Diggs föreskrifter MDFFS 2019:2, 6 §.",
        "The Act (2018:1937) on accessibility of digital public services, section 13, and the regulations MDFFS 2019:2, section 6.",
    ),
    bad: Example::Text(&[
        ACTORS,
        CONTACTS,
        (
            "content/register/tillganglighet.yaml",
            "«aktörer»: alla\nwebbplatser:\n  - namn: Exempel\nbedömning: ej genomförd\nkontakt: webb\nanmälan: \"https://www.digg.se/tdosanmalan\"\n",
        ),
    ]),
    good: Example::Text(&[
        ACTORS,
        CONTACTS,
        (
            "content/register/tillganglighet.yaml",
            "aktörer: alla\nwebbplatser:\n  - namn: Exempel\nbedömning: ej genomförd\nuppdaterad: 2026-01-20\nkontakt: webb\nanmälan: \"https://www.digg.se/tdosanmalan\"\n",
        ),
    ]),
    find: Find::Site(find),
};

/// What the examples of all rules about the statement need.
pub(super) const ACTORS: (&str, &str) = (
    "content/register/organisationer.yaml",
    "- {id: exempelkommunen, namn: Exempelkommunen, typ: kommun}\n",
);
pub(super) const CONTACTS: (&str, &str) =
    ("content/register/kontakter.yaml", "- {id: webb, roll: Webbplatsen, e-post: webb@exempel.se}\n");

/// Every statement of the site, with its file, and the faults found in it.
pub(super) fn statements<'a>(
    subject: &Subject<'a>,
) -> impl Iterator<Item = (&'a FilePath, &'a AccessibilityStatement, &'a [Fault])> {
    subject.model.register_documents.iter().flat_map(|document| {
        let rows = match &document.table {
            Table::Accessibility(rows) => rows.as_slice(),
            _ => &[],
        };
        rows.iter().map(|row| (&document.file, &row.value, document.faults.as_slice()))
    })
}

/// Whether a file is the statement: its missing keys are told of in the law's words.
pub(super) fn is_statement(subject: &Subject<'_>, file: &FilePath) -> bool {
    subject.model.register_documents.iter().any(|document| {
        document.file == *file && matches!(document.table, Table::Accessibility(_))
    })
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, fault) in subject.yaml_faults() {
        if let FaultKind::MissingKey { key } = fault.kind
            && is_statement(subject, &file)
        {
            missing(out, &file, fault.span, key);
        }
    }
    for (file, statement, faults) in statements(subject) {
        // What could not be read may hold the point.
        if faults.iter().any(Fault::is_syntax) {
            continue;
        }
        for (key, span) in hanging_together(statement) {
            if !faults.iter().any(|fault| fault.is_about(key)) {
                missing(out, file, span, key);
            }
        }
        reachable(subject, file, statement, out);
    }
}

/// The points that only some statements need, with what makes them needed.
fn hanging_together(statement: &AccessibilityStatement) -> Vec<(&'static str, Span)> {
    let mut all = Vec::new();
    if let Some(how) = statement.assessment.as_ref().filter(|_| statement.is_assessed()) {
        let there = [
            ("följsamhet", statement.conformance.is_some()),
            ("bedömd", statement.assessed.is_some()),
            ("metod", statement.method.is_some()),
            ("granskare", statement.reviewer.is_some() || how.value != Assessment::Independent),
        ];
        all.extend(there.into_iter().filter(|(_, is)| !is).map(|(key, _)| (key, how.span)));
    }
    let not_whole = statement.conformance.as_ref().filter(|said| said.value != Conformance::Full);
    if let Some(said) = not_whole
        && statement.deficiencies.is_empty()
        && statement.burdens.is_empty()
    {
        all.push(("brister", said.span));
    }
    all
}

/// Whether there is somebody behind the site, and a way to reach them.
fn reachable(
    subject: &Subject<'_>,
    file: &FilePath,
    statement: &AccessibilityStatement,
    out: &mut Findings,
) {
    let registers = &subject.model.registers;
    if let Some(actors) = &statement.actors
        && actors.value == RefsOrAll::All
        && registers.organisations.is_empty()
        && !subject.model.register_documents.iter().any(|read| {
            matches!(read.table, Table::Organisations(_)) && !read.is_read
        })
    {
        let message = Text::fixed(
            "Redogörelsen säger alla aktörer, men registret organisationer har inga rader. Diggs föreskrift kräver namnet på den offentliga aktören.",
            "The statement says all actors, but the register organisationer has no rows. The regulation demands the name of the public actor.",
        );
        out.add(file, actors.span, message).help(Text::fixed(
            "Skriv den eller de som står bakom webbplatsen i registret organisationer.",
            "Write who is behind the site in the register organisationer.",
        ));
    }
    let named = statement.contact.as_ref().map(|contact| &contact.value.id);
    let contact = named.and_then(|id| {
        let is_it = |known: &str| known == id.value;
        registers.contacts.iter().find(|row| row.id.as_ref().is_some_and(|own| is_it(&own.value.0)))
    });
    let Some((named, contact)) = named.zip(contact) else { return };
    if contact.email.is_none() && contact.phone.is_none() && statement.form.is_none() {
        let message = Text::new(
            format!("Kontakten ”{}” har varken e-post eller telefon. Diggs föreskrift kräver ett sätt att meddela brister.", named.value),
            format!("The contact “{}” has neither e-mail nor telephone. The regulation demands a way to report deficiencies.", named.value),
        );
        out.add(file, named.span, message).help(Text::fixed(
            "Lägg till e-post: i registret kontakter, välj en annan kontakt, eller skriv adressen till ett formulär i formulär:.",
            "Add e-post: in the register kontakter, choose another contact, or write the address of a form in formulär:.",
        ));
    }
}

fn missing(out: &mut Findings, file: &FilePath, span: Span, key: &str) {
    let known = POINTS.iter().find(|(known, ..)| *known == key);
    let (_, law, example) = known.unwrap_or(&OTHER);
    let message = Text::new(
        format!("Redogörelsen saknar ”{key}”. {}", law.sv),
        format!("The statement lacks “{key}”. {}", law.en),
    );
    out.add(file, span, message).help(Text::new(
        format!("Lägg till {key}: {}", example.sv),
        format!("Add {key}: {}", example.en),
    ));
}

static OTHER: (&str, Text, Text) = (
    "",
    Text::fixed("Redogörelsen är inte hel utan den.", "The statement is not whole without it."),
    Text::fixed("och ett värde.", "and a value."),
);

/// What the law, Digg's regulation (MDFFS 2019:2, 6 §) and Digg's template say of each point,
/// and what to write.
static POINTS: [(&str, Text, Text); 19] = [
    (
        "aktörer",
        Text::fixed(
            "Diggs föreskrift kräver namnet på den offentliga aktören.",
            "The regulation demands the name of the public actor.",
        ),
        Text::fixed(
            "alla, eller en lista med id ur registret organisationer.",
            "alla (all), or a list of ids of the register organisationer.",
        ),
    ),
    (
        "webbplatser",
        Text::fixed(
            "Diggs föreskrift kräver namnet på de webbplatser som redogörelsen avser.",
            "The regulation demands the names of the sites that the statement is about.",
        ),
        Text::fixed(
            "och under den en rad som börjar med - namn:",
            "and below it a line that begins with - namn:",
        ),
    ),
    (
        "namn",
        Text::fixed(
            "Diggs föreskrift kräver namnet på de webbplatser som redogörelsen avser.",
            "The regulation demands the names of the sites that the statement is about.",
        ),
        Text::fixed(
            "och webbplatsens namn.",
            "and the name of the site.",
        ),
    ),
    (
        "bedömning",
        Text::fixed(
            "Diggs föreskrift kräver metoden för bedömningen, och att det syns om ingen är gjord.",
            "The regulation demands the method of the assessment, and it must show if there is none.",
        ),
        Text::fixed(
            "självskattning, oberoende granskning, uppskattat utan granskning eller ej genomförd.",
            "självskattning (by yourselves), oberoende granskning (by others), uppskattat utan granskning (estimated) or ej genomförd (not made).",
        ),
    ),
    (
        "följsamhet",
        Text::fixed(
            "Diggs föreskrift kräver att det står om webbplatsen helt, delvis eller inte uppfyller lagens krav.",
            "The regulation demands that it says whether the site meets the law wholly, in part or not.",
        ),
        Text::fixed(
            "helt förenlig, delvis förenlig eller inte förenlig.",
            "helt förenlig (wholly), delvis förenlig (in part) or inte förenlig (not).",
        ),
    ),
    (
        "bedömd",
        Text::fixed(
            "Diggs föreskrift kräver datum för bedömningen.",
            "The regulation demands the date of the assessment.",
        ),
        Text::fixed(
            "och dagen, till exempel 2026-01-24.",
            "and the day, such as 2026-01-24.",
        ),
    ),
    (
        "metod",
        Text::fixed(
            "Diggs föreskrift kräver metoden för bedömningen.",
            "The regulation demands the method of the assessment.",
        ),
        Text::fixed(
            "och en mening om vad ni provade, och med vad.",
            "and a sentence on what you tried, and with what.",
        ),
    ),
    (
        "granskare",
        Text::fixed(
            "En oberoende granskning är gjord av någon annan, och Diggs mall har dennes namn.",
            "An independent review was made by somebody else, whose name Digg's template has.",
        ),
        Text::fixed(
            "och organisationen som granskade. Skriv inga personnamn.",
            "and the organisation that reviewed. Write no names of persons.",
        ),
    ),
    (
        "uppdaterad",
        Text::fixed(
            "Diggs föreskrift kräver datum för senaste uppdatering.",
            "The regulation demands the date of the last update.",
        ),
        Text::fixed(
            "och dagen, till exempel 2026-01-24.",
            "and the day, such as 2026-01-24.",
        ),
    ),
    (
        "kontakt",
        Text::fixed(
            "Lagen kräver ett sätt att meddela brister (13 §) och att begära innehåll i tillgänglig form (15 §).",
            "The law demands a way to report deficiencies (13 §) and to ask for accessible content (15 §).",
        ),
        Text::fixed(
            "och ett id ur registret kontakter.",
            "and an id of the register kontakter.",
        ),
    ),
    (
        "anmälan",
        Text::fixed(
            "Diggs föreskrift kräver information om att brister kan anmälas till Digg, och en länk till anmälan.",
            "The regulation demands that it says that deficiencies can be reported to Digg, and a link there.",
        ),
        Text::fixed(
            "\"https://www.digg.se/tdosanmalan\"",
            "\"https://www.digg.se/tdosanmalan\"",
        ),
    ),
    (
        "brister",
        Text::fixed(
            "Diggs föreskrift kräver en förteckning över det innehåll som inte är tillgängligt.",
            "The regulation demands a list of the content that is not accessible.",
        ),
        Text::fixed(
            "och under den en rad för varje brist: vad, situationer, wcag, orsak, åtgärdas och alternativ.",
            "and below it a row for each deficiency: vad, situationer, wcag, orsak, åtgärdas, alternativ.",
        ),
    ),
    (
        "vad",
        Text::fixed(
            "Diggs föreskrift kräver en förteckning över det innehåll som inte är tillgängligt.",
            "The regulation demands a list of the content that is not accessible.",
        ),
        Text::fixed(
            "och vad som inte fungerar, och var.",
            "and what does not work, and where.",
        ),
    ),
    (
        "situationer",
        Text::fixed(
            "I Diggs mall står varje brist vid det sätt att använda webbplatsen som den drabbar.",
            "Digg's template has each deficiency with the way of using the site that it affects.",
        ),
        Text::fixed(
            "och en lista, till exempel [utan synförmåga, nedsatt syn].",
            "and a list, such as [utan synförmåga, nedsatt syn].",
        ),
    ),
    (
        "wcag",
        Text::fixed(
            "Förteckningen ska vara tydlig: läsaren behöver veta vilket krav som inte är uppfyllt.",
            "The list has to be clear: readers need to know which demand is not met.",
        ),
        Text::fixed(
            "och en lista, till exempel [1.4.3].",
            "and a list, such as [1.4.3].",
        ),
    ),
    (
        "orsak",
        Text::fixed(
            "Diggs föreskrift kräver skälen till att innehållet inte är tillgängligt.",
            "The regulation demands the reasons why the content is not accessible.",
        ),
        Text::fixed(
            "och varför det inte är tillgängligt än.",
            "and why it is not accessible yet.",
        ),
    ),
    (
        "åtgärdas",
        Text::fixed(
            "Läsaren behöver veta när bristen ska vara åtgärdad.",
            "Readers need to know when the deficiency will be mended.",
        ),
        Text::fixed(
            "och när, till exempel hösten 2026.",
            "and when, such as hösten 2026.",
        ),
    ),
    (
        "alternativ",
        Text::fixed(
            "Diggs föreskrift kräver de tillgängliga alternativ som finns.",
            "The regulation demands the accessible alternatives that there are.",
        ),
        Text::fixed(
            "och hur man får samma sak på ett annat sätt. Finns inget sätt, skriv det.",
            "and how to get the same in another way. If there is none, say so.",
        ),
    ),
    (
        "skäl",
        Text::fixed(
            "Lagen kräver att skälet till undantaget står med (9 och 12 §§).",
            "The law demands the reason for the exemption (9 and 12 §§).",
        ),
        Text::fixed(
            "och varför innehållet är undantaget.",
            "and why the content is exempt.",
        ),
    ),
];
