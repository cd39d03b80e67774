//! The configuration for nginx, from version 1.18.
//!
//! Visitors' addresses are only ever put into a redirect as they were sent (`$request_uri`), never
//! decoded, and always after the site's own host: no address can lead elsewhere or end a header.

use crate::base::Text;

use super::cache::Keep;
use super::content_type::{TYPES, UNKNOWN};
use super::script::Script;
use super::site::{Hosted, PDF_POLICY, SVG_POLICY};
use super::words;

/// The configuration as text.
#[must_use]
pub fn nginx(site: &Hosted) -> String {
    let mut out = Script::new(site.lang);
    out.note(&words::head(
        "nginx",
        site,
        "/etc/nginx/conf.d/",
        "nginx -t && systemctl reload nginx",
    ));
    out.line("");
    maps(site, &mut out);
    out.line("");
    if site.is_secure() && site.port() == "443" {
        out.block("server {", "}", |out| {
            out.line("listen 80;");
            out.line("listen [::]:80;");
            out.line(&format!("server_name {};", quoted(site.host())));
            out.line(&format!("return 301 {}$request_uri;", site.base.origin));
        });
        out.line("");
    }
    out.block("server {", "}", |out| {
        listen(site, out);
        out.line("server_tokens off;");
        out.line("");
        out.note(&words::part_of_host(site));
        if !site.base.path.is_empty() {
            out.line(&format!(
                "location = {} {{ return 301 {}; }}",
                quoted(&site.base.path),
                site.address("/")
            ));
            out.line(&format!(
                "location = /.well-known/security.txt {{ alias {}; default_type \"text/plain; charset=utf-8\"; }}",
                quoted(&format!("{}/.well-known/security.txt", site.root()))
            ));
        }
        out.block(&format!("location {} {{", quoted(&format!("{}/", site.base.path))), "}", |out| {
            inside(site, out);
        });
    });
    out.end()
}

fn listen(site: &Hosted, out: &mut Script) {
    let port = site.port();
    if site.is_secure() {
        out.note(&Text::fixed(
            "Från nginx 1.25.1 skrivs http2 på en egen rad: http2 on;",
            "From nginx 1.25.1 http2 has a line of its own: http2 on;",
        ));
        out.line(&format!("listen {port} ssl http2;"));
        out.line(&format!("listen [::]:{port} ssl http2;"));
    } else {
        out.line(&format!("listen {port};"));
        out.line(&format!("listen [::]:{port};"));
    }
    out.line(&format!("server_name {};", quoted(site.host())));
    if site.is_secure() {
        out.note(&words::certificate());
        out.line(&format!("ssl_certificate {};", quoted(&site.certificate)));
        out.line(&format!("ssl_certificate_key {};", quoted(&site.key)));
        out.line("ssl_protocols TLSv1.2 TLSv1.3;");
    }
}

/// What depends on the address that is asked for.
fn maps(site: &Hosted, out: &mut Script) {
    let word = site.word();
    out.note(&words::cache());
    out.block(&format!("map $uri ${word}_cache {{"), "}", |out| {
        out.line(&format!("default \"{}\";", Keep::Other.control()));
        for keep in Keep::ALL {
            if let Some(pattern) = keep.pattern() {
                out.line(&format!("\"~{pattern}\" \"{}\";", keep.control()));
            }
        }
    });
    out.line("");
    out.note(&words::policy());
    out.block(&format!("map $uri ${word}_policy {{"), "}", |out| {
        out.line(&format!("default \"{}\";", site.policy));
        out.line(&format!("\"~\\.svg$\" \"{SVG_POLICY}\";"));
        out.line(&format!("\"~\\.pdf$\" \"{PDF_POLICY}\";"));
    });
    out.line("");
    out.note(&Text::fixed(
        "Adressen som besökaren skrev den, och mappen i en adress som slutar på index.html.",
        "The address as the visitor wrote it, and the folder of one that ends with index.html.",
    ));
    out.block(&format!("map $request_uri ${word}_asked {{"), "}", |out| {
        out.line(&format!("\"~^(?<{word}_a>[^?]*)\" ${word}_a;"));
    });
    out.block(&format!("map $request_uri ${word}_folder {{"), "}", |out| {
        out.line("default \"\";");
        out.line(&format!("\"~^(?<{word}_f>[^?]*/)index\\.html(?:\\?.*)?$\" ${word}_f;"));
    });
}

/// Everything about the site itself, wherever on its host it is.
fn inside(site: &Hosted, out: &mut Script) {
    let word = site.word();
    let base = regex(&site.base.path);
    let query = "$is_args$args";
    out.line(&format!("root {};", quoted(&site.root())));
    out.line(&format!("error_page 404 {};", quoted(&format!("{}/404.html", site.base.path))));
    out.line("");
    out.note(&words::headers());
    for (name, value) in site.headers() {
        out.line(&format!("add_header {name} \"{value}\" always;"));
    }
    out.line(&format!("add_header Content-Security-Policy ${word}_policy always;"));
    out.line(&format!("add_header Cache-Control ${word}_cache always;"));
    out.line("");
    out.note(&words::compressed());
    out.line("gzip off;");
    out.line("gzip_static on;");
    out.line("gzip_vary on;");
    out.note(&Text::fixed(
        "Brotli kräver en modul som inte alltid finns. I Debian och Ubuntu:\n\
         apt install libnginx-mod-http-brotli-static. Ta sedan bort # på nästa rad.",
        "Brotli needs a module that is not always there. In Debian and Ubuntu:\n\
         apt install libnginx-mod-http-brotli-static. Then take away # on the next line.",
    ));
    out.line("# brotli_static on;");
    out.line("");
    types(out);
    out.line("");
    out.note(&words::hidden());
    out.line("location ~ /\\.(?!well-known/) { return 404; }");
    let missing = quoted(&format!("{}/404.html", site.base.path));
    out.line(&format!("location = {missing} {{ internal; try_files /404.html =404; }}"));
    out.line("");
    let moved = site.moved();
    if !moved.is_empty() {
        out.note(&words::moved());
        for (from, to) in &moved {
            out.line(&format!("location = {} {{ return 301 {to}{query}; }}", quoted(from)));
        }
        out.line("");
    }
    out.note(&words::folders());
    out.block(&format!("location ~ \"^{base}(?<{word}_in>/(?:.*/)?)$\" {{"), "}", |out| {
        out.line(&format!("try_files ${{{word}_in}}index.html =404;"));
    });
    out.block(&format!("location ~ \"^{base}(?<{word}_in>/.*[^/])$\" {{"), "}", |out| {
        let origin = &site.base.origin;
        out.line(&format!("if (${word}_folder) {{ return 301 {origin}${word}_folder{query}; }}"));
        out.line(&format!(
            "if (-f $document_root${word}_in/index.html) {{ return 301 {origin}${word}_asked/{query}; }}"
        ));
        out.line(&format!("try_files ${word}_in =404;"));
    });
}

fn types(out: &mut Script) {
    out.block("types {", "}", |out| {
        for (kind, endings) in TYPES {
            let (kind, _) = kind.split_once(';').unwrap_or((kind, ""));
            out.line(&format!("{kind} {};", endings.join(" ")));
        }
    });
    out.line(&format!("default_type {UNKNOWN};"));
    out.line("charset utf-8;");
    let texts = TYPES.iter().filter_map(|(kind, _)| kind.strip_suffix("; charset=utf-8"));
    // It always is, and may not be named again.
    let texts: Vec<&str> = texts.filter(|kind| *kind != "text/html").collect();
    out.line(&format!("charset_types {};", texts.join(" ")));
}

/// A value between quotes, as nginx reads them. Variables are only read in some places, none of
/// which takes values from content.
fn quoted(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // No file name and no address has one, and nginx would end its value there.
            '\0' => {}
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// A part of a path in a regular expression between quotes. The site's own path only has letters,
/// digits and `-._~:[]`.
fn regex(path: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_~:".contains(c);
    path.chars().map(|c| if plain(c) { c.to_string() } else { format!("\\{c}") }).collect()
}
