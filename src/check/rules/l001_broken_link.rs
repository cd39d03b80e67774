//! A link to a page or file that is not there.

use super::prelude::*;
use crate::base::{UrlPath, nearest};
use crate::check::Finding;
use crate::check::addresses::inward;
use crate::model::LinkFault;

pub const RULE: Rule = Rule {
    code: "L001",
    name: "broken-link",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Bruten länk", "Broken link"),
    why: Text::fixed(
        "Den som följer länken kommer till en sida som inte finns.",
        "Whoever follows the link comes to a page that does not exist.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling, riktlinje 26: uppdatera innehåll och länkar.",
        "The Swedish web guidelines, guideline 26: keep content and links up to date.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nSe «[vården](../omraden/vord.md)».\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nSe [vården](../omraden/vard.md) och [läget](/laget/).\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let model = subject.model;
    for (document, links) in subject.documents().zip(&model.links) {
        for (link, resolved) in document.outline.links.iter().zip(links) {
            if link.picture {
                continue;
            }
            match resolved {
                Err(LinkFault::Missing) => {
                    let target = &link.target;
                    let meant = common_slip(target)
                        .or_else(|| out.suggestion(|| model.meant(document, target)));
                    let finding = out.add(&document.file, link.span, missing(target));
                    meant_instead(finding, meant.as_deref());
                    let written = subject.text(&document.file).get(link.span.range());
                    let at = written.and_then(|written| written.rfind(target.as_str()));
                    if let (Some(at), Some(meant)) = (at, meant) {
                        let start = link.span.range().start + at;
                        finding.guess(Span::new(start, start + target.len()), meant);
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
    for field in inward(subject) {
        if model.written_address(field.address) == Err(LinkFault::Missing) {
            let known = || model.by_address.keys().map(UrlPath::as_str);
            let meant = out.suggestion(|| nearest(field.address, known()));
            out.add(&field.file, field.place, missing(field.address)).did_you_mean(meant);
        }
    }
}

/// The slips that writers make most: an address without its beginning.
fn common_slip(target: &str) -> Option<String> {
    let is_host = |text: &str| {
        let host = text.split('/').next().unwrap_or("");
        host.starts_with("www.") && host.matches('.').count() >= 2
    };
    if is_host(target) {
        return Some(format!("https://{target}"));
    }
    if target.contains('@') && !target.starts_with('@') && !target.contains(['/', ':']) {
        return Some(format!("mailto:{target}"));
    }
    if let Some(rest) = target.strip_prefix("/static/") {
        return Some(format!("/{rest}"));
    }
    target.strip_suffix("/index.html").map(|folder| format!("{folder}/"))
}

fn missing(target: &str) -> Text {
    Text::new(
        format!("Det finns ingen sida eller fil på ”{target}”."),
        format!("There is no page or file at “{target}”."),
    )
}

fn meant_instead(finding: &mut Finding, meant: Option<&str>) {
    finding.help(match meant {
        Some(meant) => {
            Text::new(format!("Menade du ”{meant}”?"), format!("Did you mean “{meant}”?"))
        }
        None => Text::fixed(
            "Länka till filen, till exempel @/omraden/vard.md, eller till adressen, till exempel /omraden/vard/.",
            "Link to the file, such as @/omraden/vard.md, or to the address, such as /omraden/vard/.",
        ),
    });
}
