//! A rule explained: what it is about, why it matters, how it goes wrong and how it is mended.
//!
//! The bad example is really checked, so that what is shown is what a writer will see.

use jiff::Timestamp;

use crate::base::{Diagnostic, Lang, Severity, Text, nearest};
use crate::check::{Example, RULES, Rule, Standing, marked};
use crate::model::{Drafts, LinkOptions};
use crate::pipeline::{Options, load};
use crate::present::{Colour, Format, present};
use crate::source::Source;

/// The rule that has this code or name, in any case; else the nearest, when there is one.
///
/// # Errors
/// Gives what was most likely meant.
pub fn rule_named(word: &str) -> Result<&'static Rule, Option<&'static str>> {
    let asked = word.trim().to_lowercase();
    let is_asked = |rule: &&Rule| rule.code.eq_ignore_ascii_case(&asked) || rule.name == asked;
    RULES.iter().find(is_asked).ok_or_else(|| {
        let names = RULES.iter().map(|rule| rule.name);
        // Codes are near one another: Y03 is rather Y003 than E03.
        let digits = asked.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let letters = &asked[..asked.len() - digits.len()];
        let padded = format!("{letters}{digits:0>3}");
        let by_code = RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(&padded));
        let codes = RULES.iter().map(|rule| rule.code);
        by_code
            .map(|rule| rule.code)
            .or_else(|| nearest(&asked, names))
            .or_else(|| nearest(&asked.to_uppercase(), codes))
    })
}

/// Every rule on a line of its own.
#[must_use]
pub fn rule_list(lang: Lang) -> String {
    let mut out = String::new();
    for rule in RULES {
        let (severity, title) = (rule.severity.label(), rule.title.get(lang));
        out.push_str(&format!("{}  {:<7}  {title}\n", rule.code, severity.get(lang)));
    }
    out
}

/// The words between the parts of an explanation.
pub(super) const WHY: Text = Text::fixed("Varför", "Why");
pub(super) const SOURCE: Text = Text::fixed("Stöd", "Source");
pub(super) const BAD: Text = Text::fixed("Så här blir det fel", "How it goes wrong");
pub(super) const SAID: Text = Text::fixed("Det säger delwebb", "What delwebb says");
pub(super) const GOOD: Text = Text::fixed("Så här är det rätt", "How it should be");

/// One rule, explained for a person at a terminal.
#[must_use]
pub fn explain(rule: &Rule, lang: Lang, colour: Colour) -> String {
    let head = format!("{} ({}): {}", rule.code, rule.name, rule.title.get(lang));
    let mut out = format!("{}\n", strong(&head, colour));
    let severity = severity_words(rule.severity);
    out.push_str(&format!("{}\n", severity.get(lang)));
    out.push_str(&format!("{}\n\n", standing_words(rule.standing).get(lang)));
    out.push_str(&format!("{}: {}\n", WHY.get(lang), rule.why.get(lang)));
    out.push_str(&format!("{}: {}\n", SOURCE.get(lang), rule.source.get(lang)));
    if let Some(limit) = limit_words(rule, lang) {
        out.push_str(&format!("{limit}\n"));
    }
    let title = |out: &mut String, text: &Text| {
        out.push_str(&format!("\n{}\n\n", strong(&format!("{}:", text.get(lang)), colour)));
    };
    title(&mut out, &BAD);
    out.push_str(&indented(&example(&rule.bad, lang)));
    title(&mut out, &SAID);
    let (source, found) = findings(rule);
    out.push_str(&indented(&present(&found, &source, Format::Text, lang, colour)));
    title(&mut out, &GOOD);
    out.push_str(&indented(&example(&rule.good, lang)));
    out
}

/// Always the same time, so that an explanation is the same whenever it is read.
const WHEN: Timestamp = Timestamp::constant(1_769_241_600, 0);

/// The findings of the rule's bad example, and what they were found in.
pub(super) fn findings(rule: &Rule) -> (Source, Vec<Diagnostic>) {
    let (source, _) = rule.bad.site();
    let link = LinkOptions { now: WHEN, drafts: Drafts::LeftOut };
    let options = Options { link, theme: None, base_url: None, strict: false };
    let mut site = load(source, &options);
    site.answers = rule.bad.answers();
    let mut found = site.check();
    found.retain(|diagnostic| diagnostic.code == rule.code);
    // A mistake in the theme shows on every page; one of them is enough here.
    found.truncate(1);
    (site.source, found)
}

/// The files of an example as people see them, or what they would see on their disk.
pub(super) fn example(example: &Example, lang: Lang) -> String {
    match example {
        Example::Text(files) | Example::Asked(files, _) => {
            let (files, _) = marked(files);
            let shown = files.iter().map(|(path, text)| format!("{path}\n\n{}", box_of(text)));
            shown.collect::<Vec<_>>().join("\n")
        }
        Example::Made(_, words) => format!("{}\n", words.get(lang)),
    }
}

/// The same as Markdown.
pub(super) fn example_files(example: &Example, lang: Lang) -> String {
    let Some(files) = example.files() else { return self::example(example, lang) };
    let (files, _) = marked(files);
    let shown = files.iter().map(|(path, text)| {
        let language = if path.ends_with(".md") { "markdown" } else { "yaml" };
        let text = seen(&shortened(text));
        format!("`{path}`\n\n{}", super::reference::fenced(&text, language))
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// `text` with a picture of each sign that cannot be seen, as findings show them.
fn seen(text: &str) -> String {
    let picture = |sign: char| match u32::from(sign) {
        code @ (0..=8 | 11..=31) => char::from_u32(0x2400 + code).unwrap_or(sign),
        _ => sign,
    };
    text.chars().map(picture).collect()
}

/// Longer examples are there for the tests, not to be read.
const MOST_LINES: usize = 24;
const WIDEST: usize = 160;

/// A file's text with a line beside it, so that it is seen where it begins and ends.
fn box_of(text: &str) -> String {
    let mut out = String::new();
    for line in shortened(text).lines() {
        out.push_str(format!("│ {line}").trim_end());
        out.push('\n');
    }
    out
}

/// The beginning of a long text, and the beginning of its long lines.
fn shortened(text: &str) -> String {
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        if at == MOST_LINES {
            out.push_str("…\n");
            break;
        }
        let short: String = line.chars().take(WIDEST).collect();
        let more = if short.len() < line.len() { "…" } else { "" };
        out.push_str(&format!("{short}{more}\n"));
    }
    out
}

fn indented(text: &str) -> String {
    let lines = text
        .trim_end()
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") });
    lines.collect()
}

fn strong(text: &str, colour: Colour) -> String {
    match colour {
        Colour::On => format!("\u{1b}[1m{text}\u{1b}[0m"),
        Colour::Off => text.to_owned(),
    }
}

/// What number decides what a rule finds, when there is one.
pub(super) fn limit_words(rule: &Rule, lang: Lang) -> Option<String> {
    const LIMIT: Text = Text::fixed("Gräns", "Limit");
    let limit = rule.limit.as_ref()?;
    Some(format!("{}: {} ({}).", LIMIT.get(lang), limit.value, limit.of.get(lang)))
}

/// Whether the site may say how serious a rule's findings are.
pub(super) const fn standing_words(standing: Standing) -> Text {
    match standing {
        Standing::Firm => Text::fixed("Den går inte att stänga av.", "It cannot be turned off."),
        Standing::Free => Text::fixed(
            "Den kan ändras eller stängas av under granskning: i site.yaml.",
            "It can be changed or turned off under granskning: in site.yaml.",
        ),
        Standing::Quiet => Text::fixed(
            "Den är av tills den sätts på under granskning: i site.yaml.",
            "It is off until it is turned on under granskning: in site.yaml.",
        ),
    }
}

/// How serious a rule's findings are, in a word with its article.
pub(super) fn severity_words(severity: Severity) -> Text {
    match severity {
        Severity::Error => Text::fixed(
            "Ett fel: webbplatsen byggs inte förrän det är rättat.",
            "An error: the site is not built until it is mended.",
        ),
        Severity::Warning => Text::fixed(
            "En varning: webbplatsen byggs, men läsaren kan få det sämre.",
            "A warning: the site is built, but readers may have less of it.",
        ),
        Severity::Hint => Text::fixed(
            "Ett tips: inget är fel, men det kan bli bättre.",
            "A hint: nothing is wrong, but it could be better.",
        ),
    }
}
