//! What a web server has to know of one site, put together from the site itself.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::base::Lang;
use crate::config::BaseUrl;

/// The folder that publishing lets `current` lead from, when nobody says another.
pub const FOLDER: &str = "/srv/delwebb";

/// Where the certificate is, until somebody says.
pub const CERTIFICATE: &str = "/etc/ssl/BYT-UT/fullchain.pem";
/// And its key.
pub const KEY: &str = "/etc/ssl/BYT-UT/privkey.pem";

/// Every sign of a path that an address or a configuration could read in another way.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Whether `path` can stand in the configuration of every server: from the root, and without the
/// signs that some of them read in their own way, where nothing could say that they are meant.
#[must_use]
pub fn is_plain_path(path: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || " /-_.,+@=~".contains(c);
    path.starts_with('/') && path.chars().all(plain)
}

/// One site, for the configuration of a web server.
#[derive(Debug, Clone)]
pub struct Hosted {
    /// The site's address.
    pub base: BaseUrl,
    /// The folder on the server that publishing writes in, without a slash at its end; plain, as
    /// `is_plain_path` has it. Its link `current` leads to the release that visitors see.
    pub folder: String,
    /// The file with the certificate and those above it; plain too.
    pub certificate: String,
    /// The file with its key; plain too.
    pub key: String,
    /// The content security policy.
    pub policy: String,
    /// Old addresses and what stands there now: paths on the site, decoded, each with its first
    /// slash: `/gammal sida/` → `/om/`.
    pub redirects: BTreeMap<String, String>,
    /// The language of the comments.
    pub lang: Lang,
}

impl Hosted {
    /// Whether visitors come by `https`.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.base.origin.starts_with("https:")
    }

    /// The host's name without scheme and port.
    #[must_use]
    pub fn host(&self) -> &str {
        let (_, host) = self.base.origin.split_once("://").unwrap_or(("", &self.base.origin));
        match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        }
    }

    /// The port that the site is at.
    #[must_use]
    pub fn port(&self) -> &str {
        let own = self.base.origin.rsplit_once(':').map_or("", |(_, port)| port);
        let is_port = !own.is_empty() && own.bytes().all(|b| b.is_ascii_digit());
        match (is_port, self.is_secure()) {
            (true, _) => own,
            (false, true) => "443",
            (false, false) => "80",
        }
    }

    /// The folder that visitors see.
    #[must_use]
    pub fn root(&self) -> String {
        format!("{}/current", self.folder)
    }

    /// A word for the names of variables, which no other site on the same server has.
    #[must_use]
    pub fn word(&self) -> String {
        let name = format!("{}{}", self.host(), self.base.path);
        let word = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
        format!("delwebb_{}", word.collect::<String>())
    }

    /// Every path on the host that leads elsewhere, decoded, and the full address there. Old
    /// addresses of folders are known without their last slash too.
    #[must_use]
    pub fn moved(&self) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for (from, to) in &self.redirects {
            let to = self.address(to);
            let from = format!("{}{from}", self.base.path);
            if let Some(bare) = from.strip_suffix('/').filter(|bare| !bare.is_empty()) {
                all.entry(bare.to_owned()).or_insert_with(|| to.clone());
            }
            all.insert(from, to);
        }
        all
    }

    /// The full address of a path on the site: only signs that no configuration reads otherwise.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("{}{}{}", self.base.origin, self.base.path, encoded(path))
    }

    /// What browsers are told with every answer, but for how long it may be kept and the policy:
    /// name and value.
    #[must_use]
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let mut all = Vec::with_capacity(6);
        if self.is_secure() {
            all.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
        }
        all.push(("X-Content-Type-Options", "nosniff".to_owned()));
        all.push(("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()));
        let denied = DENIED.map(|name| format!("{name}=()")).join(", ");
        all.push(("Permissions-Policy", denied));
        all.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
        // Browsers from before `frame-ancestors`.
        all.push(("X-Frame-Options", "DENY".to_owned()));
        all
    }
}

/// What no page of ours asks a visitor's machine for.
const DENIED: [&str; 14] = [
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "browsing-topics",
];

/// The policy of a picture in SVG that is opened by itself: it may do nothing at all. In a page it
/// is shown as ever.
pub(super) const SVG_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// That of a document that a browser shows with a viewer of its own.
pub(super) const PDF_POLICY: &str = "frame-ancestors 'none'";

/// A decoded path as it stands in an address.
#[must_use]
pub fn encoded(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}
