//! A link whose text does not say where it leads.

use super::prelude::*;

pub const RULE: Rule = Rule {
    code: "L006",
    name: "vague-link-text",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Länktext som inte säger vart", "Link text that does not say where"),
    why: Text::fixed(
        "Den som lyssnar på sidans länkar hör bara länktexten. Den ska säga vart länken leder.",
        "Whoever listens to the page's links hears the link text alone. It must say where the link leads.",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.4.4 Syfte med en länk (nivå A), EN 301 549 9.2.4.4.",
        "WCAG 2.2 2.4.4 Link purpose (level A), EN 301 549 9.2.4.4.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nMer om vården finns «[här](/omraden/vard/)».\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nLäs [mer om vården](/omraden/vard/).\n",
    )]),
    find: Find::Site(find),
};

/// Link texts that say nothing, without case, arrows and points.
const VAGUE: [&str; 28] = [
    "här", "klicka här", "tryck här", "läs mer", "läs mer här", "läs vidare", "mer", "mer information",
    "mer info", "länk", "länken", "denna länk", "den här länken", "se här", "följ länken", "gå vidare",
    "denna sida", "den här sidan", "sidan", "till sidan", "hit", "info", "here", "click here",
    "read more", "more", "link", "this page",
];

/// A text of more bytes, and of more words than one, is neither of these nor an address.
const LONGEST: usize = 60;

/// Whether a text, in lower case, says nothing.
pub(super) fn is_vague(text: &str) -> bool {
    VAGUE.contains(&text)
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        let links = &document.outline.links;
        for (at, link) in links.iter().enumerate().filter(|(_, link)| !link.picture) {
            let sign = |c: char| !c.is_alphanumeric();
            let bare = link.text.trim_matches(sign);
            if bare.len() > LONGEST && bare.contains(char::is_whitespace) {
                continue;
            }
            let text = bare.to_lowercase();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                // Nothing to hear, or a sign alone. A picture inside has a text of its own.
                // What stands in it comes right after it, in order.
                let mut inside = links[at + 1..].iter().take_while(|inner| inner.span.start < link.span.end);
                let holds_picture = inside.any(|inner| inner.picture && !inner.decorates);
                if holds_picture || link.target.is_empty() {
                    continue;
                }
                let message = Text::fixed("Länken har ingen text.", "The link has no text.");
                out.add(&document.file, link.span, message).help(help());
            } else if is_vague(&text) {
                let message = Text::new(
                    format!("Länktexten ”{}” säger inte vart länken leder.", link.text),
                    format!("The link text “{}” does not say where the link leads.", link.text),
                );
                out.add(&document.file, link.span, message).help(help());
            } else if is_address(&link.text) {
                let message = Text::fixed(
                    "Länktexten är en adress, som läses upp tecken för tecken.",
                    "The link text is an address, which is read out sign by sign.",
                );
                out.add(&document.file, link.span, message).help(help());
            }
        }
    }
}

const fn help() -> Text {
    Text::fixed(
        "Skriv vad som finns där länken leder: [årsrapporten för 2025](…).",
        "Write what is there: [the annual report of 2025](…).",
    )
}

/// Whether a text is a bare address with a path; a host alone can be said.
fn is_address(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let is_long = lower.starts_with("www.") && lower.trim_end_matches('/').contains('/');
    !lower.contains(char::is_whitespace) && (rest.is_some() || is_long)
}
