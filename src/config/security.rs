//! `security_txt:` in `site.yaml`: whom to tell of a weakness. What it means: RFC 9116.

use crate::base::{Date, Spanned};
use crate::yaml::record;

record! {
    /// What `/.well-known/security.txt` says.
    pub struct SecurityTxt {
        contacts: Vec<Spanned<String>> = "kontakt" [required], "Dit den som har hittat en sårbarhet hör av sig: en e-postadress, en sidas hela adress, eller `tel:` och ett nummer. Den bästa vägen först.";
        until: Option<Spanned<Date>> = "gäller_till" [required], "Sista dagen som uppgifterna gäller, högst ett år fram. Gå igenom dem då och skriv en ny dag.";
        languages: Vec<Spanned<String>> = "språk", "Språk ni svarar på, till exempel [sv, en]. Webbplatsens språk om inget annat sägs.";
        policy: Option<Spanned<String>> = "policy", "Hela adressen till sidan som säger hur ni tar emot och åtgärdar sårbarheter.";
    }
}

/// A way to tell, as RFC 9116 has it: an address of `mailto:`, `tel:` or `https:`. An e-mail
/// address may be written as it is. `None` when it is none of these.
#[must_use]
pub fn contact_address(written: &str) -> Option<String> {
    let written = written.trim();
    if written.is_empty() || written.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let is_mail = |mail: &str| {
        mail.split_once('@').is_some_and(|(who, host)| {
            !who.is_empty() && host.contains('.') && !host.contains(['@', '/', ':'])
        })
    };
    match written.split_once(':') {
        Some(("mailto", mail)) if is_mail(mail) => Some(written.to_owned()),
        Some(("tel", number)) if number.chars().any(|c| c.is_ascii_digit()) => {
            Some(written.to_owned())
        }
        Some(("https", rest)) if rest.starts_with("//") && rest.len() > 2 => {
            Some(written.to_owned())
        }
        None if is_mail(written) => Some(format!("mailto:{written}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::contact_address;

    #[test]
    fn a_contact_is_an_address() {
        for (written, meant) in [
            ("sakerhet@exempel.se", Some("mailto:sakerhet@exempel.se")),
            ("mailto:sakerhet@exempel.se", Some("mailto:sakerhet@exempel.se")),
            ("https://exempel.se/sakerhet/", Some("https://exempel.se/sakerhet/")),
            ("tel:+46-60-123456", Some("tel:+46-60-123456")),
            ("http://exempel.se/", None),
            ("ring oss", None),
            ("it-avdelningen", None),
            ("a@b", None),
            ("a@b.se\nExpires: 2099-01-01", None),
            ("", None),
        ] {
            assert_eq!(contact_address(written).as_deref(), meant, "{written}");
        }
    }
}
