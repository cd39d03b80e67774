//! Two sources that want the same address.

use super::prelude::*;
use crate::config::Config;
use crate::model::Collision;

pub const RULE: Rule = Rule {
    code: "A001",
    name: "duplicate-address",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Samma adress två gånger", "One address twice"),
    why: Text::fixed(
        "En adress kan bara visa en sida. Annars skulle en av dem försvinna utan att någon märkte det.",
        "An address can show one page only. One of the two would vanish without notice.",
    ),
    source: Text::fixed(
        "RFC 3986: en adress leder till en enda sak. Vägledning för webbutveckling, riktlinje 9.",
        "RFC 3986: an address leads to one thing. The Swedish web guidelines, guideline 9.",
    ),
    bad: Example::Text(&[
        ("content/om/webben.md", "---\ntitel: Om webben\n---\n"),
        ("content/om/webben/index.md", "«»---\ntitel: Om webben en gång till\n---\n"),
    ]),
    good: Example::Text(&[
        ("content/om/webben.md", "---\ntitel: Om webben\n---\n"),
        ("content/om/webbens-historia.md", "---\ntitel: Webbens historia\n---\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let mut same_language = Vec::new();
    for collision in &subject.model.collisions {
        if is_same_language(subject, collision) {
            same_language.push(collision);
            continue;
        }
        let (first, second) = (&collision.first, &collision.second);
        let settings = Place::new(&Config::file(), Span::at(0));
        let place = second.place.as_ref().or(first.place.as_ref()).unwrap_or(&settings);
        let address = &second.address;
        let message = if second.address == first.address {
            Text::new(
                format!("Adressen {address} används redan."),
                format!("The address {address} is taken already."),
            )
        } else {
            let other = &first.address;
            Text::new(
                format!("Adressen {address} krockar med {other}."),
                format!("The address {address} clashes with {other}."),
            )
        };
        let finding = out.add(&place.file, place.span, message);
        finding.help(Text::fixed(
            "Byt namn på en av filerna, eller ta bort den som inte behövs.",
            "Rename one of the files, or remove the one that is not needed.",
        ));
        if first.place.is_none() {
            finding.help(Text::fixed(
                "Adressen hör till en sida eller fil som delwebb gör själv. Byt namn på din fil, eller ta bort aliaset.",
                "The address belongs to a page or file that delwebb makes itself. Rename your file, or remove the alias.",
            ));
        }
        match &first.place {
            Some(other) if other != place => {
                let here = Text::fixed("Den andra finns här.", "The other one is here.");
                finding.related(other.clone(), here);
            }
            _ => {}
        }
    }
    if !same_language.is_empty() {
        first_language(subject, &same_language, out);
    }
    // The theme's files have names of their own; a file of the author's must not hide one.
    for asset in subject.theme.assets.0.values() {
        if let Some(copied) = subject.model.copied.get(&asset.out) {
            let address = &asset.out;
            let message = Text::new(
                format!("Adressen /{address} används redan av temat."),
                format!("The address /{address} is taken by the theme."),
            );
            out.add(&copied.file, Span::at(0), message)
                .help(Text::fixed("Byt namn på filen.", "Rename the file."));
        }
    }
}

/// Whether the two are `namn.md` and `namn.sv.md`, where sv is the site's first language: then
/// every page with a translation collides, and the order of the languages is the one mistake.
fn is_same_language(subject: &Subject<'_>, collision: &Collision) -> bool {
    let tag = subject.model.config.language().tag();
    let files = [&collision.first, &collision.second].map(|claim| claim.place.as_ref());
    let [Some(first), Some(second)] = files else { return false };
    let plain = |place: &Place| place.file.as_str().replace(&format!(".{tag}.md"), ".md");
    first.file != second.file && plain(first) == plain(second)
}

/// One finding for all of them, where the languages are set.
fn first_language(subject: &Subject<'_>, all: &[&Collision], out: &mut Findings) {
    let config = &subject.model.config;
    let tag = config.language().tag();
    let languages = &config.site.languages;
    let span = languages.first().map_or(Span::at(0), |language| language.span);
    let names: Vec<&str> = [&all[0].first, &all[0].second]
        .into_iter()
        .filter_map(|claim| claim.place.as_ref().map(|place| place.file.as_str()))
        .collect();
    let names = names.join(" och ");
    let message = match all.len() - 1 {
        0 => Text::new(
            format!("Det första språket är {tag}, så {names} får samma adress."),
            format!("The first language is {tag}, so {} get one address.", names.replace(" och ", " and ")),
        ),
        more => Text::new(
            format!("Det första språket är {tag}, så {names} får samma adress, och {more} sidor till likaså."),
            format!("The first language is {tag}, so {} get one address, and {more} more pages too.", names.replace(" och ", " and ")),
        ),
    };
    let finding = out.add(&Config::file(), span, message);
    finding.help(Text::new(
        format!("Filer utan språk i namnet är på webbplatsens första språk. Sätt det språket först, eller ta bort .{tag} ur filernas namn."),
        format!("Files without a language in their name are in the site's first language. Put that one first, or take .{tag} out of the files' names."),
    ));
    if let [first, second] = languages.as_slice() {
        let swapped = format!("{}, {}", second.value.tag(), first.value.tag());
        finding.guess(Span { start: first.span.start, end: second.span.end }, swapped);
    }
}
