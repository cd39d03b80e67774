//! The files `_headers` and `_redirects`, which hosts such as Cloudflare Pages and Netlify read
//! at the top of a site.
//!
//! Such hosts pack files, show `404.html` and let browsers ask for each page again by themselves.

use crate::base::Text;

use super::cache::Keep;
use super::script::Script;
use super::site::{Hosted, encoded};
use super::words;

/// Both files as one text, with a line before each that names it.
#[must_use]
pub fn headers_and_redirects(site: &Hosted) -> String {
    let mut out = Script::new(site.lang);
    let base = &site.base.path;
    out.note(&Text::fixed(
        "Lägg den första delen i content/static/_headers och den andra i content/static/_redirects.",
        "Put the first part in content/static/_headers and the second in content/static/_redirects.",
    ));
    out.line("");
    out.line("# ---------- _headers");
    out.note(&words::headers());
    out.block(&format!("{base}/*"), "", |out| {
        for (name, value) in site.headers() {
            out.line(&format!("{name}: {value}"));
        }
        out.line(&format!("Content-Security-Policy: {}", site.policy));
    });
    out.block(&format!("{base}/assets/*"), "", |out| {
        out.line(&format!("Cache-Control: {}", Keep::Always.control()));
    });
    out.line("# ---------- _redirects");
    out.note(&words::moved());
    for (from, to) in site.moved() {
        // A star and a colon would stand for anything there.
        out.line(&format!("{} {to} 301", encoded(&from)));
    }
    out.end()
}
