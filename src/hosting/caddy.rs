//! The configuration for Caddy, from version 2.6.

use crate::base::Text;

use super::cache::Keep;
use super::content_type::TYPES;
use super::script::Script;
use super::site::{Hosted, PDF_POLICY, SVG_POLICY};
use super::words;

/// The configuration as text.
#[must_use]
pub fn caddy(site: &Hosted) -> String {
    let mut out = Script::new(site.lang);
    out.note(&words::head("caddy", site, "/etc/caddy/Caddyfile", "systemctl reload caddy"));
    out.note(&Text::fixed(
        "Caddy hämtar certifikatet själv. Har ni ett eget: ta bort # på raden med tls.",
        "Caddy fetches the certificate by itself. If you have your own: take away # on the line tls.",
    ));
    out.line("");
    out.block(&format!("{} {{", site.base.origin), "}", |out| {
        if site.is_secure() {
            out.line(&format!("# tls {} {}", quoted(&site.certificate), quoted(&site.key)));
            out.line("");
        }
        out.note(&words::part_of_host(site));
        out.block("map {query} {delwebb_query} {", "}", |out| {
            out.line("\"\" \"\"");
            out.line("default \"?{query}\"");
        });
        moved(site, out);
        if site.base.path.is_empty() {
            out.block("route {", "}", |out| inside(site, out));
        } else {
            let root = quoted(&site.root());
            out.block("handle /.well-known/security.txt {", "}", |out| {
                out.line(&format!("root * {root}"));
                out.line("file_server");
            });
            out.line(&format!("redir {} {} permanent", site.base.path, site.address("/")));
            let opens = format!("handle_path {}/* {{", site.base.path);
            out.block(&opens, "}", |out| out.block("route {", "}", |out| inside(site, out)));
        }
        out.line("");
        out.note(&Text::fixed(
            "Sidan som visas när ingen finns.",
            "The page that is shown when there is none.",
        ));
        out.block("handle_errors {", "}", |out| {
            out.line(&format!("root * {}", quoted(&site.root())));
            said(site, out);
            out.line(&format!("header Cache-Control \"{}\"", Keep::Page.control()));
            out.line("rewrite * /404.html");
            out.line("file_server");
        });
    });
    out.end()
}

/// Old addresses.
fn moved(site: &Hosted, out: &mut Script) {
    let moved = site.moved();
    if moved.is_empty() {
        return;
    }
    out.note(&words::moved());
    out.block("map {http.request.orig_uri.path} {delwebb_moved} {", "}", |out| {
        for (from, to) in &moved {
            out.line(&format!("{} {to}", compared(from)));
        }
        out.line("default \"\"");
    });
    out.line("@delwebb_moved expression `{delwebb_moved} != \"\"`");
    out.line("");
}

fn said(site: &Hosted, out: &mut Script) {
    out.block("header {", "}", |out| {
        for (name, value) in site.headers() {
            out.line(&format!("{name} \"{value}\""));
        }
        out.line(&format!("Content-Security-Policy \"{}\"", site.policy));
    });
    // In the block it would put the others off until the end, and over what is set after them.
    out.line("header -Server");
}

/// Everything about the site itself, in order.
fn inside(site: &Hosted, out: &mut Script) {
    out.line(&format!("root * {}", quoted(&site.root())));
    out.line("");
    out.note(&words::headers());
    said(site, out);
    for (name, policy) in [("svg", SVG_POLICY), ("pdf", PDF_POLICY)] {
        out.line(&format!("@delwebb_{name} path *.{name}"));
        out.line(&format!("header @delwebb_{name} Content-Security-Policy \"{policy}\""));
    }
    out.line("");
    out.note(&words::cache());
    out.line(&format!("header Cache-Control \"{}\"", Keep::Other.control()));
    // The last one that fits counts here.
    for (at, keep) in Keep::ALL.into_iter().enumerate().rev() {
        let Some(pattern) = keep.pattern() else { continue };
        // Pages are asked for by their folder.
        let pattern = if keep == Keep::Page { format!("(?:/|{pattern})$") } else { pattern };
        out.line(&format!("@delwebb_keep{at} path_regexp `{pattern}`"));
        out.line(&format!("header @delwebb_keep{at} Cache-Control \"{}\"", keep.control()));
    }
    for (at, (kind, endings)) in TYPES.iter().enumerate() {
        let paths: Vec<String> = endings.iter().map(|ending| format!("*.{ending}")).collect();
        out.line(&format!("@delwebb_type{at} path {}", paths.join(" ")));
        out.line(&format!("header @delwebb_type{at} Content-Type \"{kind}\""));
    }
    out.line("");
    out.note(&words::hidden());
    out.block("@delwebb_hidden {", "}", |out| {
        out.line("path_regexp `/\\.|\\x00`");
        out.line("not path /.well-known/*");
    });
    out.line("error @delwebb_hidden 404");
    out.line("@delwebb_method not method GET HEAD");
    out.line("error @delwebb_method 405");
    out.line("@delwebb_missing path /404.html");
    out.line("error @delwebb_missing 404");
    out.line("");
    if !site.redirects.is_empty() {
        out.line("redir @delwebb_moved {delwebb_moved}{delwebb_query} permanent");
    }
    out.note(&words::folders());
    let base = &site.base;
    out.line("@delwebb_index path_regexp delwebb_index ^(.*/)index\\.html$");
    out.line(&format!(
        "redir @delwebb_index {}{}{{http.regexp.delwebb_index.1}}{{delwebb_query}} permanent",
        base.origin, base.path
    ));
    out.block("@delwebb_folder {", "}", |out| {
        out.line("not path */");
        out.line("file {path}/index.html");
    });
    out.line(&format!(
        "redir @delwebb_folder {}{{http.request.orig_uri.path}}/{{delwebb_query}} permanent",
        base.origin
    ));
    out.note(&words::compressed());
    out.line("header Vary Accept-Encoding");
    out.block("file_server {", "}", |out| {
        out.line("index index.html");
        out.line("precompressed br gzip");
    });
}

/// A plain path of the server's, which may have spaces.
fn quoted(path: &str) -> String {
    format!("\"{path}\"")
}

/// An address to be compared with: as it is, or as a regular expression where it has signs that
/// Caddy would put something in for.
fn compared(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/-_.~".contains(c);
    if path.chars().all(plain) {
        return quoted(path);
    }
    let one = |c: char| match c {
        '.' => "\\x2E".to_owned(),
        _ if plain(c) || !c.is_ascii() => c.to_string(),
        _ => format!("\\x{:02X}", u32::from(c)),
    };
    quoted(&format!("~^{}$", path.chars().map(one).collect::<String>()))
}
