//! A link to a page or file that is not there.

use super::prelude::*;
use crate::config::Config;
use crate::model::LinkFault;

pub const RULE: Rule = Rule {
    code: "L001",
    name: "broken-link",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Bruten länk", "Broken link"),
    why: Text::fixed(
        "Den som följer länken kommer till en sida som inte finns.",
        "Whoever follows the link comes to a page that does not exist.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nSe «[vården](../omraden/vord.md)».\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nSe [vården](../omraden/vard.md) och [läget](/laget/).\n",
    )]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for (document, links) in model.documents.iter().zip(&model.links) {
        for (link, resolved) in document.outline.links.iter().zip(links) {
            if link.picture {
                continue;
            }
            match resolved {
                Err(LinkFault::Missing(meant)) => {
                    let finding = out.add(&document.file, link.span, missing(&link.target));
                    meant_instead(finding, meant.as_deref());
                    let written = subject.text(&document.file).get(link.span.range());
                    let at = written.and_then(|written| written.rfind(&link.target));
                    if let (Some(at), Some(meant)) = (at, meant) {
                        let start = link.span.range().start + at;
                        finding.replace(Span::new(start, start + link.target.len()), meant.clone());
                    }
                }
                Err(LinkFault::Empty) => {
                    let message =
                        Text::fixed("Länken leder ingenstans.", "The link leads nowhere.");
                    out.add(&document.file, link.span, message).help(Text::fixed(
                        "Skriv adressen mellan parenteserna.",
                        "Write the address between the parentheses.",
                    ));
                }
                _ => {}
            }
        }
    }
    for address in model.config.site.menu.iter().filter_map(|item| item.address.as_ref()) {
        if let Err(LinkFault::Missing(meant)) = model.address(&address.value, "") {
            out.add(&Config::file(), address.span, missing(&address.value))
                .did_you_mean(meant.as_deref());
        }
    }
}

fn missing(target: &str) -> Text {
    Text::new(
        format!("Det finns ingen sida eller fil på ”{target}”."),
        format!("There is no page or file at “{target}”."),
    )
}

fn meant_instead(finding: &mut crate::check::Finding, meant: Option<&str>) {
    finding.help(match meant {
        Some(meant) => Text::new(
            format!("Menade du ”{meant}”?"),
            format!("Did you mean “{meant}”?"),
        ),
        None => Text::fixed(
            "Länka till filen, till exempel @/omraden/vard.md, eller till adressen, till exempel /omraden/vard/.",
            "Link to the file, such as @/omraden/vard.md, or to the address, such as /omraden/vard/.",
        ),
    });
}
