//! Addresses of other sites: how they are read, and which of them no visitor could reach.

use std::net::IpAddr;

use url::{Host, Url};

/// Which hosts may be asked.
///
/// A link into a house's own network is of no use to those outside it, so nothing is lost by not
/// asking there; and a check that runs in somebody's network on content from others must not
/// become their way of asking around in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those that everybody can reach.
    Public,
    /// Those of our own network too.
    Everything,
}

impl Reach {
    /// Whether a host of this name may be asked, as far as its name tells.
    pub(super) fn has_name(self, url: &Url) -> bool {
        self == Self::Everything
            || match url.host() {
                Some(Host::Domain(name)) => !is_private_name(name),
                Some(Host::Ipv4(ip)) => !is_private(ip.into()),
                Some(Host::Ipv6(ip)) => !is_private(ip.into()),
                None => false,
            }
    }

    /// Whether the machine at `ip` may be asked.
    #[cfg_attr(not(feature = "external"), allow(dead_code, reason = "the network asks this"))]
    pub(super) fn has(self, ip: IpAddr) -> bool {
        self == Self::Everything || !is_private(ip)
    }
}

/// Whether `written` is an address of the web.
#[must_use]
pub fn is_web(written: &str) -> bool {
    let starts = |with: &str| {
        written.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    starts("https://") || starts("http://")
}

/// The address without the place on the page, which servers are never told.
#[must_use]
pub fn without_fragment(written: &str) -> &str {
    written.split('#').next().unwrap_or_default()
}

/// Reads an address as browsers do: the name of the host in ASCII, å ä ö in the path encoded.
pub(super) fn read(written: &str) -> Option<Url> {
    let mut url = Url::parse(without_fragment(written).trim()).ok()?;
    url.set_fragment(None);
    // Who and with which password is nobody's business but the reader's.
    let is_plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && is_plain).then_some(url)
}

/// Names that mean something in one network only (RFC 6761, 6762, 8375), or nothing outside it.
fn is_private_name(name: &str) -> bool {
    const ENDINGS: [&str; 6] = ["localhost", "local", "internal", "lan", "intranet", "home.arpa"];
    let name = name.trim_end_matches('.');
    let ends = |ending: &str| {
        name.strip_suffix(ending).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    !name.contains('.') || ENDINGS.iter().any(|ending| ends(ending))
}

/// Whether no visitor could reach a machine at `ip`.
fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_broadcast()
                || ip.is_multicast()
                || first == 0
                || is_shared
        }
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_private(ip.into()),
            None => {
                ip.is_loopback()
                    || ip.is_unspecified()
                    || ip.is_unique_local()
                    || ip.is_unicast_link_local()
                    || ip.is_multicast()
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Reach, read};

    #[test]
    fn hosts_of_a_house_are_told_from_hosts_of_the_world() {
        let asks = |written: &str| read(written).is_some_and(|url| Reach::Public.has_name(&url));
        for inside in [
            "http://localhost:8080/",
            "http://intranat/start",
            "http://skrivare.local/",
            "http://a.home.arpa/",
            "http://127.0.0.1/",
            "http://10.1.2.3/",
            "http://172.20.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[fd00::1]/",
            "http://[fe80::1]/",
            "http://[::ffff:127.0.0.1]/",
            // Numbers in disguise.
            "http://2130706433/",
            "http://0x7f.1/",
        ] {
            assert!(!asks(inside), "{inside}");
        }
        for outside in ["https://exempel.se/", "https://åäö.se/x", "http://93.184.216.34/"] {
            assert!(asks(outside), "{outside}");
        }
    }

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        let shown = |written: &str| read(written).map(|url| url.to_string());
        let asked = shown("https://Åre.se/vård och omsorg?q=ö#del");
        assert_eq!(
            asked.as_deref(),
            Some("https://xn--re-xia.se/v%C3%A5rd%20och%20omsorg?q=%C3%B6")
        );
        for odd in ["https://", "https://a.se:99999/", "https://jag:hemligt@a.se/", "mailto:a@b.se"]
        {
            assert_eq!(shown(odd), None, "{odd}");
        }
    }
}
