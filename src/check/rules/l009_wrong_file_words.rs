//! A link whose words say another kind or size than the file that it leads to.

use super::prelude::*;
use crate::base::Language;
use crate::files::kind_of;
use crate::model::ResolvedLink;
use crate::render::file_size::in_words;

pub const RULE: Rule = Rule {
    code: "L009",
    name: "wrong-file-words",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Länken säger fel om filen", "The link says the wrong thing of the file"),
    why: Text::fixed(
        "Den som surfar på mobilen litar på storleken i länken. Typ och storlek läggs till av sig själva, så att de alltid stämmer.",
        "Whoever is on a phone relies on the size in the link. Type and size are added by themselves, so that they are always right.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 9: ange filers namn, format och storlek. WCAG 2.2 2.4.4 Syfte med en länk (nivå A).",
        "The Swedish web guidelines, guideline 9: say the names, formats and sizes of files. WCAG 2.2 2.4.4 Link purpose (level A).",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nLäs «[mallen (pdf, 2 MB)](mall.doc)».\n"),
        ("content/om/mall.doc", "mallen\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\nLäs [mallen](mall.doc) eller [den igen (Word, 7 byte)](mall.doc).\n"),
        ("content/om/mall.doc", "mallen\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for (document, resolved) in subject.documents().zip(&model.links) {
        for (link, target) in document.outline.links.iter().zip(resolved) {
            let Ok(ResolvedLink::File(path)) = target else { continue };
            let Some((called, _)) = kind_of(path.as_str()).filter(|_| !link.picture) else { continue };
            let Some((words, said)) = link.text.trim_end().strip_suffix(')').and_then(|t| t.rsplit_once('(')) else {
                continue;
            };
            let bytes = model.copied.get(path).and_then(|copied| model.files.get(&copied.file)?.bytes);
            let ending = path.as_str().rsplit('.').next().unwrap_or_default();
            let is_wrong_kind = other_kind(said, called, ending);
            let is_wrong_size = bytes.zip(size(said)).is_some_and(|(bytes, said)| is_far(bytes, said));
            if !is_wrong_kind && !is_wrong_size {
                continue;
            }
            let is = |lang| {
                let size = bytes.and_then(|bytes| in_words(bytes, lang));
                size.map_or_else(|| called.to_owned(), |size| format!("{called}, {}", size.replace('\u{a0}', " ")))
            };
            let message = Text::new(
                format!("Länken säger ”{}”, men filen är {}.", said.trim(), is(Language::SV)),
                format!("The link says “{}”, but the file is {}.", said.trim(), is(Language::EN)),
            );
            out.add(&document.file, link.span, message).help(Text::new(
                format!("Skriv bara ”{}”. Typ, storlek och sidor läggs till av sig själva.", words.trim()),
                format!("Write only “{}”. Type, size and pages are added by themselves.", words.trim()),
            ));
        }
    }
}

/// Whether the words name a kind of file, and not this one.
fn other_kind(said: &str, called: &str, ending: &str) -> bool {
    let words = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let named: Vec<&str> = words
        .filter(|word| ["word", "excel", "powerpoint"].contains(&word.to_lowercase().as_str()) || kind_of(&format!("x.{word}")).is_some())
        .collect();
    let is_own = |word: &&str| word.eq_ignore_ascii_case(called) || word.eq_ignore_ascii_case(ending);
    !named.is_empty() && !named.iter().any(is_own)
}

/// The size that the words say, in bytes, and how much its last digit counts.
fn size(said: &str) -> Option<(f64, f64)> {
    let lower = said.to_lowercase().replace('\u{a0}', " ");
    [("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("byte", 1.0)].into_iter().find_map(|(unit, of)| {
        let (before, _) = lower.split_once(unit)?;
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ');
        let number = before.rsplit(|c: char| !is_part(c)).next()?;
        let number: String = number.chars().filter(|c| *c != ' ').collect();
        let number = number.trim_matches([',', '.']).replace(',', ".");
        let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let step = of / 10_f64.powi(i32::try_from(decimals).ok()?);
        Some((number.parse::<f64>().ok()? * of, step))
    })
}

/// Whether a size is further off than rounding, or counting 1 024 to a kilobyte, makes it.
#[allow(clippy::cast_precision_loss, reason = "a size is rounded anyway")]
fn is_far(bytes: u64, (said, step): (f64, f64)) -> bool {
    let bytes = bytes as f64;
    (bytes - said).abs() > 0.08 * bytes + 0.5 * step
}
