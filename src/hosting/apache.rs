//! The configuration for Apache, from version 2.4.

use crate::base::Text;

use super::cache::Keep;
use super::content_type::{TYPES, is_packable};
use super::script::Script;
use super::site::{Hosted, PDF_POLICY, SVG_POLICY};
use super::words;

/// Whether a browser takes a form of packing: named, and not with the weight 0.
const TAKES: &str = r"\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))";
/// The forms of packing: its name, and the ending of its files. The smaller one first.
const FORMS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// The configuration as text.
#[must_use]
pub fn apache(site: &Hosted) -> String {
    let mut out = Script::new(site.lang);
    let reload = "apachectl configtest && systemctl reload apache2";
    out.note(&words::head("apache", site, "/etc/apache2/sites-enabled/", reload));
    out.note(&Text::fixed(
        "Slå på det som behövs: a2enmod ssl http2 headers rewrite",
        "Turn on what is needed: a2enmod ssl http2 headers rewrite",
    ));
    out.line("");
    if site.is_secure() && site.port() == "443" {
        out.block("<VirtualHost *:80>", "</VirtualHost>", |out| {
            out.line(&format!("ServerName {}", site.host()));
            out.line(&format!("Redirect permanent \"/\" \"{}/\"", site.base.origin));
        });
        out.line("");
    }
    out.block(&format!("<VirtualHost *:{}>", site.port()), "</VirtualHost>", |out| {
        out.line(&format!("ServerName {}", site.host()));
        if site.is_secure() {
            out.line("Protocols h2 http/1.1");
            out.note(&words::certificate());
            out.line("SSLEngine on");
            out.line("SSLProtocol -all +TLSv1.2 +TLSv1.3");
            out.line(&format!("SSLCertificateFile {}", quoted(&site.certificate)));
            out.line(&format!("SSLCertificateKeyFile {}", quoted(&site.key)));
        }
        out.line("ServerSignature Off");
        out.line("AllowEncodedSlashes Off");
        out.line("");
        out.note(&words::part_of_host(site));
        place(site, out);
        out.line("");
        said(site, out);
        out.line("");
        out.line("RewriteEngine On");
        out.note(&words::hidden());
        out.line(r#"RewriteRule "/\.(?!well-known/)" "-" [R=404,L]"#);
        moved(site, out);
        found(site, out);
    });
    out.end()
}

/// Where the files are.
fn place(site: &Hosted, out: &mut Script) {
    let (root, base) = (site.root(), &site.base.path);
    if base.is_empty() {
        out.line(&format!("DocumentRoot {}", quoted(&root)));
    } else {
        let contact = ".well-known/security.txt";
        out.line(&format!("Alias \"/{contact}\" {}", quoted(&format!("{root}/{contact}"))));
        out.line(&format!("Alias \"{base}\" {}", quoted(&root)));
    }
    out.block(&format!("<Directory {}>", quoted(&site.folder)), "</Directory>", |out| {
        out.line("Require all granted");
        out.line("AllowOverride None");
        out.line("Options FollowSymLinks");
        out.line("DirectorySlash Off");
        out.line("DirectoryIndex disabled");
        out.line("FileETag MTime Size");
        out.line("AddDefaultCharset Off");
        for (kind, endings) in TYPES {
            let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
            out.line(&format!("AddType \"{kind}\" {}", endings.join(" ")));
        }
        out.note(&words::compressed());
        let packed: Vec<&str> = TYPES
            .iter()
            .flat_map(|(_, endings)| *endings)
            .filter(|ending| is_packable(&format!("a.{ending}")))
            .copied()
            .collect();
        for (name, ending) in FORMS {
            let files = format!(r#"<FilesMatch "\.(?:{})\.{ending}$">"#, packed.join("|"));
            out.block(&files, "</FilesMatch>", |out| {
                out.line(&format!("RemoveLanguage .{ending}"));
                out.line(&format!("AddEncoding {name} .{ending}"));
            });
        }
        for (kind, endings) in TYPES {
            let endings: Vec<&str> =
                endings.iter().filter(|ending| packed.contains(ending)).copied().collect();
            if !endings.is_empty() {
                let files = format!(r#"<FilesMatch "\.(?:{})\.(?:br|gz)$">"#, endings.join("|"));
                out.block(&files, "</FilesMatch>", |out| {
                    out.line(&format!("ForceType \"{kind}\""));
                });
            }
        }
    });
    // Apache of Debian packs while somebody waits, and changes the mark that tells versions apart.
    out.line("SetEnv no-gzip 1");
    out.line(&format!("ErrorDocument 404 {base}/404.html"));
}

/// What every answer says.
fn said(site: &Hosted, out: &mut Script) {
    let opens = format!("<Location \"{}/\">", site.base.path);
    out.block(&opens, "</Location>", |out| {
        out.note(&words::headers());
        for (name, value) in site.headers() {
            out.line(&format!("Header always set {name} \"{value}\""));
        }
        out.note(&words::policy());
        let when = |out: &mut Script, name: &str, value: &str, pattern: &str| {
            // A packed form has its file's own name before its ending.
            let pattern = pattern.strip_suffix('$').unwrap_or(pattern);
            out.line(&format!(
                "Header always set {name} \"{value}\" \"expr=%{{REQUEST_URI}} =~ m#{pattern}(?:\\.(?:br|gz))?$#\""
            ));
        };
        out.line(&format!("Header always set Content-Security-Policy \"{}\"", site.policy));
        when(out, "Content-Security-Policy", SVG_POLICY, r"\.svg$");
        when(out, "Content-Security-Policy", PDF_POLICY, r"\.pdf$");
        out.note(&words::cache());
        out.line(&format!("Header always set Cache-Control \"{}\"", Keep::Other.control()));
        // The last one that fits counts here.
        for keep in Keep::ALL.into_iter().rev() {
            if let Some(pattern) = keep.pattern() {
                let pattern = pattern.replacen('^', &format!("^{}", regex(&site.base.path)), 1);
                when(out, "Cache-Control", keep.control(), &pattern);
            }
        }
        out.line("Header merge Vary \"Accept-Encoding\"");
    });
}

/// Old addresses.
fn moved(site: &Hosted, out: &mut Script) {
    let moved = site.moved();
    if moved.is_empty() {
        return;
    }
    out.note(&words::moved());
    for (from, to) in &moved {
        let to = to.replace('%', "\\%");
        out.line(&format!("RewriteRule \"^{}$\" \"{to}\" [R=301,L,NE]", regex(from)));
    }
}

/// From an address to a file.
fn found(site: &Hosted, out: &mut Script) {
    let (base, root, origin) = (regex(&site.base.path), site.root(), &site.base.origin);
    let path = &site.base.path;
    out.note(&words::folders());
    if !path.is_empty() {
        out.line(&format!("RewriteRule \"^{base}$\" \"{}\" [R=301,L,NE]", site.address("/")));
    }
    out.line(r#"RewriteCond "%{THE_REQUEST}" "^[A-Z]+ ([^? ]*/)index\.html[? ]""#);
    out.line(&format!("RewriteRule \"^{base}/\" \"{origin}%1\" [R=301,L,NE]"));
    out.line(&format!("RewriteCond \"{root}$1/index.html\" -f"));
    out.line(r#"RewriteCond "%{THE_REQUEST}" "^[A-Z]+ ([^? ]*)""#);
    out.line(&format!("RewriteRule \"^{base}(/.*[^/])$\" \"{origin}%1/\" [R=301,L,NE]"));
    out.line(r#"RewriteCond "%{ENV:REDIRECT_STATUS}" "^$""#);
    out.line(&format!("RewriteRule \"^{base}/404\\.html$\" \"-\" [R=404,L]"));
    out.line(&format!("RewriteRule \"^{base}(/(?:.*/)?)$\" \"{path}$1index.html\""));
    out.line(&format!("RewriteCond \"{root}$1\" !-f"));
    out.line(&format!("RewriteRule \"^{base}(/.*)$\" \"-\" [R=404,L]"));
    out.note(&words::compressed());
    for (name, ending) in FORMS {
        out.line(&format!("RewriteCond \"%{{HTTP:Accept-Encoding}}\" \"\\b{name}{TAKES}\""));
        out.line(&format!("RewriteCond \"{root}$1.{ending}\" -f"));
        out.line(&format!("RewriteRule \"^{base}(/.*)$\" \"{path}$1.{ending}\" [PT,L]"));
    }
    out.line(&format!("RewriteRule \"^{base}(/.*)$\" \"{path}$1\" [PT,L]"));
}

/// A plain path of the server's, which may have spaces.
fn quoted(path: &str) -> String {
    format!("\"{path}\"")
}

/// Any text in a regular expression between quotes: all but plain signs by their number, so that
/// neither the quotes, the line, `${…}` nor the expression can end there.
fn regex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("\\x{byte:02X}"));
        }
    }
    out
}
