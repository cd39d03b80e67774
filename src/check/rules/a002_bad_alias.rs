//! An old address that is no address.

use super::prelude::*;
use crate::base::UrlPath;

pub const RULE: Rule = Rule {
    code: "A002",
    name: "bad-alias",
    severity: Severity::Error,
    stage: Stage::Content,
    title: Text::fixed("Fel i en gammal adress", "Bad old address"),
    why: Text::fixed(
        "Den gamla adressen ska leda hit. Det går bara om den står som den stod i webbläsaren.",
        "The old address is to lead here. That only works when it is written as the browser showed it.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\naliases: [«om-oss.html»]\n---\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\naliases: [/om-oss.html, /gamla-om/]\n---\n",
    )]),
    find,
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.documents {
        for alias in &document.common.aliases {
            let safe = |address: &UrlPath| {
                let out = address.out_path();
                crate::base::OutPath::new(out.as_str()).is_some()
            };
            if UrlPath::parse(&alias.value).is_some_and(|address| safe(&address)) {
                continue;
            }
            let message = Text::new(
                format!("”{}” är ingen adress på webbplatsen.", alias.value),
                format!("“{}” is not an address on the site.", alias.value),
            );
            let finding = out.add(&document.file, alias.span, message);
            finding.help(Text::fixed(
                "En adress börjar med / och innehåller varken .. eller \\.",
                "An address begins with / and holds neither .. nor \\.",
            ));
            let plain = !alias.value.contains("..") && !alias.value.contains(['\\', ':']);
            if plain && !alias.value.is_empty() && !alias.value.starts_with('/') {
                finding.write_instead(format!("/{}", alias.value));
            }
        }
    }
}
