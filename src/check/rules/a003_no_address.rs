//! A file name that no address can be made of.

use super::prelude::*;
use crate::base::Language;

pub const RULE: Rule = Rule {
    code: "A003",
    name: "no-address",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Filnamnet ger ingen adress", "File name without an address"),
    why: Text::fixed(
        "Sidans adress görs av filens namn. Utan bokstäver eller siffror blir det ingen adress.",
        "The page's address is made of the file's name. Without letters or digits there is none.",
    ),
    source: Text::fixed(
        "RFC 3986: en adress leder till en enda sak. Vägledning för webbutveckling, riktlinje 9.",
        "RFC 3986: an address leads to one thing. The Swedish web guidelines, guideline 9.",
    ),
    bad: Example::Text(&[("content/om/---.md", "«»---\ntitel: Om\n---\n")]),
    good: Example::Text(&[("content/om/webben.md", "---\ntitel: Om\n---\n")]),
    find: Find::Site(find),
};

/// The longest part of an address that every disk takes as the name of a folder.
const LONGEST: usize = 200;

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut told = Vec::new();
    for document in subject.documents() {
        let own = &document.route.name;
        let named = !matches!(own.as_str(), "index" | "_index");
        let settings_are_read = subject.model.config.faults.is_empty();
        if let Some(language) = undeclared(own) {
            if !settings_are_read {
                continue;
            }
            // One language that is not declared is one mistake, however many files have it.
            if told.contains(&language) {
                continue;
            }
            told.push(language);
            let all = subject.model.documents.iter();
            let others = all.filter(|other| undeclared(&other.route.name) == Some(language)).count() - 1;
            let message = match others {
                0 => Text::new(
                    format!("Webbplatsen har inget språk som heter ”{language}”."),
                    format!("The site has no language called “{language}”."),
                ),
                _ => Text::new(
                    format!("Webbplatsen har inget språk som heter ”{language}”. Det gäller {others} filer till."),
                    format!("The site has no language called “{language}”. It concerns {others} more files."),
                ),
            };
            out.add(&document.file, Span::at(0), message).help(Text::new(
                format!("Lägg till det i content/site.yaml, till exempel språk: [sv, {language}], eller ta bort .{language} ur filens namn."),
                format!("Add it to content/site.yaml, such as språk: [sv, {language}], or take .{language} out of the file's name."),
            ));
        } else if own.contains('.') {
            let name = document.file.name();
            let message = Text::new(
                format!("Namnet ”{name}” har en punkt för mycket."),
                format!("The name “{name}” has a dot too many."),
            );
            out.add(&document.file, Span::at(0), message).help(Text::fixed(
                "Skriv bindestreck i stället för punkt: ny-sida.md.",
                "Write a hyphen instead of the dot: new-page.md.",
            ));
        }
        if named && crate::base::slug(own).is_empty() {
            let name = document.file.name();
            let message = Text::new(
                format!("Filen heter ”{name}”. Det går inte att göra en adress av det."),
                format!("The file is called “{name}”. No address can be made of that."),
            );
            out.add(&document.file, Span::at(0), message).help(Text::fixed(
                "Byt namn på filen, till exempel till om-webbplatsen.md.",
                "Rename the file, for example to about-the-site.md.",
            ));
        }
        let given = document.defaults.as_ref().map_or(&[][..], |values| &values.common.tags);
        let own = crate::model::terms_of(document).map(|(_, word)| word);
        // What a section gives is looked at there, once.
        for word in own.filter(|word| word.span != Span::at(0)).chain(given) {
            let slug = crate::base::slug(&word.value);
            if slug.is_empty() || slug.len() > LONGEST {
                let message = Text::new(
                    format!("”{}” går inte att göra en adress av.", word.value),
                    format!("No address can be made of “{}”.", word.value),
                );
                out.add(&document.file, word.span, message).help(Text::fixed(
                    "Skriv ett kort ord med bokstäver eller siffror.",
                    "Write a short word of letters or digits.",
                ));
            }
        }
    }
}

/// The language that the end of a name says, when the site does not have it. Those it has
/// are no part of the name any more.
fn undeclared(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    let language = Language::parse(ending).ok()?;
    // What else looks like a tag may be a word: only those that sites have are meant for one.
    language.own_name().map(|_| language.tag())
}
