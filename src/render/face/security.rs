//! `/.well-known/security.txt`: whom to tell of a weakness (RFC 9116).

use crate::config::contact_address;

use super::Faces;

impl Faces<'_> {
    /// What the settings say; no file is planned when they say nothing of use.
    pub(super) fn security(&self, out: &mut Vec<u8>) {
        let config = &self.model.config;
        let Some(settings) = config.site.security.as_ref().map(|all| &all.value) else { return };
        let Some(until) = &settings.until else { return };
        let mut text = String::new();
        for contact in settings.contacts.iter().filter_map(|one| contact_address(&one.value)) {
            text.push_str(&format!("Contact: {contact}\n"));
        }
        text.push_str(&format!("Expires: {}T23:59:59Z\n", until.value.end));
        let plain = |tag: &String| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let mut languages: Vec<String> =
            settings.languages.iter().map(|tag| tag.value.clone()).filter(plain).collect();
        if languages.is_empty() {
            languages = config.languages().iter().map(|lang| lang.tag().to_owned()).collect();
        }
        text.push_str(&format!("Preferred-Languages: {}\n", languages.join(", ")));
        text.push_str(&format!("Canonical: {}/.well-known/security.txt\n", self.base.origin));
        let policy = settings.policy.as_ref().and_then(|policy| contact_address(&policy.value));
        if let Some(policy) = policy.filter(|policy| policy.starts_with("https:")) {
            text.push_str(&format!("Policy: {policy}\n"));
        }
        out.extend_from_slice(text.as_bytes());
    }
}
