//! A choice about the theme that it does not offer, or that cannot be read.

use super::prelude::*;
use crate::base::{FilePath, Spanned, nearest};
use crate::config::Config;
use crate::theme::{OptionFault, OptionForm, OptionValue, ThemeFault};

pub const RULE: Rule = Rule {
    code: "T005",
    name: "theme-option",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Valet finns inte i temat", "The theme has no such option"),
    why: Text::fixed(
        "Webbplatsen skulle inte se ut som du har valt, och ingen skulle säga till.",
        "The site would not look as you have chosen, and nobody would say so.",
    ),
    source: Text::fixed(
        "Temats egna regler: docs/theme-contract.md.",
        "The contract with themes: docs/theme-contract.md.",
    ),
    bad: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\ntemaval:\n  «kärta»: []\n",
    )]),
    good: Example::Text(&[(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\ntemaval:\n  karta: []\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for fault in &subject.theme.faults {
        if let ThemeFault::Choice { place, fault } = fault {
            report(out, place, fault);
        }
    }
    let file = Config::file();
    for option in &subject.theme.options.0 {
        let Some(chosen) = option.chosen else { continue };
        match &option.value {
            Some(OptionValue::File(address)) if !is_there(subject, address) => {
                let message = Text::new(
                    format!("Det finns ingen fil {address} på webbplatsen."),
                    format!("There is no file {address} on the site."),
                );
                out.add(&file, chosen, message).help(Text::fixed(
                    "Lägg filen i content/static/ och skriv adressen från dess topp, till exempel /logga.svg.",
                    "Put the file into content/static/ and write its address from the top, such as /logga.svg.",
                ));
            }
            Some(OptionValue::Tiles(tiles)) => {
                for id in tiles.iter().filter_map(|tile| tile.id.as_ref()) {
                    unknown_organisation(subject, &file, id, out);
                }
            }
            _ => {}
        }
    }
}

fn is_there(subject: &Subject<'_>, address: &str) -> bool {
    let out = address.trim_start_matches('/');
    subject.model.copied.keys().any(|path| path.as_str() == out)
}

fn unknown_organisation(subject: &Subject<'_>, file: &FilePath, id: &Spanned<String>, out: &mut Findings) {
    let targets = &subject.model.targets;
    let kinds = [ORGANISATION];
    if targets.find(&kinds, &id.value).is_some() || targets.is_unread(&kinds) {
        return;
    }
    let meant = out.suggestion(|| nearest(&id.value, targets.ids(ORGANISATION).map(|(id, _)| id)));
    let message = Text::new(
        format!("Ingen organisation har id ”{}”.", id.value),
        format!("No organisation has the id “{}”.", id.value),
    );
    let finding = out.add(file, id.span, message);
    finding.help(Text::fixed(
        "Skriv ett id ur registret organisationer.yaml.",
        "Write an id of the register organisationer.yaml.",
    ));
    finding.did_you_mean(meant);
}

/// What a square of the map stands for.
const ORGANISATION: &str = "organisation";

fn report(out: &mut Findings, place: &Place, fault: &OptionFault) {
    match fault {
        OptionFault::NoMapping => {
            let message = Text::fixed("Valen står inte som fält.", "The choices are not fields.");
            out.add(&place.file, place.span, message).help(Text::fixed(
                "Skriv varje val på en egen rad under temaval:, till exempel karta: och rutorna under.",
                "Write each choice on a line of its own below temaval:.",
            ));
        }
        OptionFault::Unknown(written, known) => {
            let message = Text::new(
                format!("Temat har inget val som heter ”{written}”."),
                format!("The theme has no option called “{written}”."),
            );
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let meant = nearest(written, known.iter().copied());
            let finding = out.add(&place.file, place.span, message);
            finding.help(if known.is_empty() {
                Text::fixed("Temat har inga val. Ta bort raden.", "The theme has no options. Remove the line.")
            } else {
                choices(&known)
            });
            finding.did_you_mean(meant);
        }
        OptionFault::UnknownWord(written, known) => {
            let message = Text::new(
                format!("”{written}” går inte att välja här."),
                format!("“{written}” cannot be chosen here."),
            );
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let meant = nearest(written, known.iter().copied());
            let finding = out.add(&place.file, place.span, message);
            finding.help(choices(&known));
            finding.did_you_mean(meant);
        }
        OptionFault::WrongForm(form) => {
            let (sv, en, help) = words(*form);
            let message = Text::new(format!("Här ska det stå {sv}."), format!("This must be {en}."));
            out.add(&place.file, place.span, message).help(help);
        }
        OptionFault::TooAlike { .. } => {}
    }
}

fn choices(known: &[&str]) -> Text {
    let all = known.join(", ");
    Text::new(format!("Det här går att välja: {all}."), format!("These can be chosen: {all}."))
}

/// What a value of the form is called, and how one is written.
fn words(form: OptionForm) -> (&'static str, &'static str, Text) {
    let like = |sv: &'static str, en: &'static str| Text::fixed(sv, en);
    match form {
        OptionForm::Text => ("en text", "a text", like("Skriv den på samma rad.", "Write it on the same line.")),
        OptionForm::Flag => ("ja eller nej", "ja or nej", like("Skriv ja eller nej.", "Write ja or nej.")),
        OptionForm::Word => ("ett ord", "a word", like("Skriv ett av orden som temat räknar upp.", "Write one of the words that the theme lists.")),
        OptionForm::Words => (
            "en lista med ord",
            "a list of words",
            like("Skriv en lista, till exempel [kommuner, nytt].", "Write a list, such as [kommuner, nytt]."),
        ),
        OptionForm::Colour => (
            "en färg",
            "a colour",
            like(
                "Skriv \"#0B4A56\", eller en för ljust och en för mörkt: {ljust: \"#0B4A56\", mörkt: \"#93D6E0\"}. Citattecknen behövs, annars är # en kommentar.",
                "Write \"#0B4A56\", or one for light and one for dark: {ljust: \"#0B4A56\", mörkt: \"#93D6E0\"}. The quotes are needed: # begins a comment else.",
            ),
        ),
        OptionForm::File => (
            "adressen till en fil på webbplatsen",
            "the address of a file of the site",
            like("Den börjar med /, till exempel /logga.svg.", "It begins with /, such as /logga.svg."),
        ),
        OptionForm::Tiles => (
            "en lista med rutor",
            "a list of squares",
            like(
                "Skriv en rad för varje organisation: - {id: vasterby, kolumn: 1, rad: 1}.",
                "Write a line for each organisation: - {id: vasterby, kolumn: 1, rad: 1}.",
            ),
        ),
    }
}
