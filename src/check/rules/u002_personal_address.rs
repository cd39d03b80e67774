//! An e-mail address that is a person's own.

use super::prelude::*;
use crate::base::slug;
use crate::check::language::is_first_name;
use crate::source::{CONTENT, Content};

pub const RULE: Rule = Rule {
    code: "U002",
    name: "personal-address",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("E-postadress som hör till en person", "E-mail address of a person"),
    why: Text::fixed(
        "En adress med någons namn är en personuppgift. Den slutar också att fungera när personen byter arbete.",
        "An address with somebody’s name is personal data. It also stops working when the person changes jobs.",
    ),
    source: Text::fixed(
        "Dataskyddsförordningen (EU) 2016/679, artikel 5 och 6. Vägledning för webbutveckling, riktlinje 4: gör det lätt att ta kontakt.",
        "The General Data Protection Regulation (EU) 2016/679, articles 5 and 6. The Swedish web guidelines, guideline 4: be easy to contact.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nSkriv till Anna, «anna.exempel@exempel.se».\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nSkriv till samordnaren, samordning@exempel.se.\n",
    )]),
    find: Find::Site(find),
};

/// Words that tell how addresses are made, and are no names.
const FORMS: [&str; 4] = ["fornamn", "namn", "firstname", "name"];

/// So many bytes before and after an address may hold the name that it is made of.
const BESIDE: usize = 100;

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (file, found) in subject.source.below(CONTENT) {
        let Content::Text(text) = &found.content else { continue };
        let mut last: Option<(usize, &str)> = None;
        for at in memchr::memchr_iter(b'@', text.as_bytes()) {
            let Some((span, host)) = address_at(text, at) else { continue };
            let address = &text[span.range()];
            // A link that shows its address has it twice.
            if last.is_some_and(|(end, same)| same == address && span.start as usize - end < BESIDE) {
                continue;
            }
            if !is_personal(text, span, &address[..at - span.range().start]) {
                continue;
            }
            last = Some((span.range().end, address));
            let message = Text::new(
                format!("Adressen ”{address}” ser ut att höra till en person."),
                format!("The address “{address}” seems to be a person’s own."),
            );
            let help = if file.name() == "kontakter.yaml" {
                Text::new(
                    format!("Registret är till för roller. Skriv rollens adress, till exempel samordning@{host}."),
                    format!("The register is for roles. Write the address of the role, such as samordning@{host}."),
                )
            } else {
                Text::new(
                    format!("Skriv en adress som hör till en roll, till exempel samordning@{host}, och rollen i stället för namnet. Adresser som används ofta hör hemma i registret kontakter."),
                    format!("Write the address of a role, such as samordning@{host}, and the role instead of the name. Addresses that are used often belong in the register kontakter."),
                )
            };
            out.add(file, span, message).help(help);
        }
    }
}

/// The address around the `@` at `at`, and its host.
fn address_at(text: &str, at: usize) -> Option<(Span, &str)> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let before = text.get(..at)?;
    let local = before.trim_end_matches(inside).len();
    let after = text.get(at + 1..)?;
    let len = after.find(|c: char| !inside(c)).unwrap_or(after.len());
    let host = after[..len].trim_end_matches(['.', '-', '_', '+']);
    let is_address = local < at && host.contains('.') && !host.starts_with('.');
    is_address.then(|| (Span::new(local, at + 1 + host.len()), host))
}

/// Whether the part before the `@` is a first name and a surname: a common first name, or words
/// with capital letters that stand beside it.
fn is_personal(text: &str, span: Span, local: &str) -> bool {
    let parts: Vec<&str> = local.split('.').collect();
    let is_word = |part: &&str| {
        part.chars().count() > 1 && part.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    // One letter between the two is a second name.
    let [first, .., last] = &parts[..] else { return false };
    if parts.len() > 3 || FORMS.contains(&slug(first).as_str()) || !is_word(first) || !is_word(last) {
        return false;
    }
    is_first_name(first) || (is_named(text, span, first) && is_named(text, span, last))
}

/// Whether a word with a capital letter near the address is `part` of it.
fn is_named(text: &str, span: Span, part: &str) -> bool {
    let range = span.range();
    let start = text.floor_char_boundary(range.start.saturating_sub(BESIDE));
    let end = text.ceil_char_boundary((range.end + BESIDE).min(text.len()));
    let beside = [&text[start..range.start], &text[range.end..end]];
    let sign = |c: char| !(c.is_alphabetic() || c == '-');
    let part = slug(part);
    beside.iter().flat_map(|text| text.split(sign)).any(|word| {
        word.starts_with(char::is_uppercase) && slug(word) == part
    })
}
