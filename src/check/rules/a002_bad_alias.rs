//! An old address that is no address.

use super::prelude::*;
use crate::base::windows::is_device;
use crate::base::{OutPath, UrlPath};
use crate::config::BaseUrl;

pub const RULE: Rule = Rule {
    code: "A002",
    name: "bad-alias",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Fel i en gammal adress", "Bad old address"),
    why: Text::fixed(
        "Den gamla adressen ska leda hit. Det går bara om den står som den stod i webbläsaren.",
        "The old address is to lead here. That only works when it is written as the browser showed it.",
    ),
    source: Text::fixed(
        "RFC 9110 15.4: hur en gammal adress leder vidare.",
        "RFC 9110 15.4: how an old address leads on.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\naliases: [«om-oss.html»]\n---\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\naliases: [/om-oss.html, /gamla-om/]\n---\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in subject.documents() {
        for alias in &document.common.aliases {
            if let Some(own) = below_base(subject, &alias.value) {
                let base = &alias.value[..alias.value.len() - own.len()];
                let message = Text::new(
                    format!("”{base}” hör till webbplatsens egen adress och ska inte stå med."),
                    format!("“{base}” belongs to the site's own address and is left out."),
                );
                out.add(&document.file, alias.span, message).write_instead(own);
                continue;
            }
            if is_servable(&alias.value) {
                continue;
            }
            let message = Text::new(
                format!("”{}” är ingen adress på webbplatsen.", alias.value),
                format!("“{}” is not an address on the site.", alias.value),
            );
            let finding = out.add(&document.file, alias.span, message);
            finding.help(Text::fixed(
                "En adress börjar med / och har bara a–z, 0–9, bindestreck, punkt och /. En fil slutar på .html.",
                "An address begins with / and has only a–z, 0–9, hyphens, dots and /. A file ends with .html.",
            ));
            let rooted = format!("/{}", alias.value);
            if !alias.value.is_empty() && is_servable(&rooted) {
                finding.write_instead(rooted);
            }
        }
    }
}

/// The rest of an old address that has the site's own before it: its path, or all of it.
fn below_base(subject: &Subject<'_>, written: &str) -> Option<String> {
    let url = subject.model.config.site.base_url.as_ref()?;
    let base = BaseUrl::parse(&url.value)?;
    let rest = match written.strip_prefix(&base.origin) {
        Some(path) => path.strip_prefix(&base.path)?,
        None if base.path.is_empty() => return None,
        None => {
            // A folder of that name may be meant all the same.
            let folder = UrlPath::parse(&base.path)?;
            if subject.model.by_address.contains_key(&folder) {
                return None;
            }
            written.strip_prefix(&base.path)?
        }
    };
    (rest.starts_with('/') && is_servable(rest)).then(|| rest.to_owned())
}

/// Whether a plain web server can show a page at this address.
fn is_servable(written: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    let Some(address) = UrlPath::parse(written) else { return false };
    let last = address.as_str().rsplit('/').next().unwrap_or("");
    let is_page = last.is_empty() || last.ends_with(".html") || last.ends_with(".htm");
    is_page
        && written.chars().all(plain)
        && written.split('/').all(|part| part.len() <= MAX_PART && !is_device(part))
        && OutPath::new(address.out_path().as_str()).is_some()
}

/// The longest file name that every disk takes.
const MAX_PART: usize = 200;
