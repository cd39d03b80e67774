//! `delwebb hosting`: what it prints for a site, and that nothing in a site can get out of its
//! place in a configuration. Real servers with whole sites: tests/hard/hosting.py.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may"
)]

mod support;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use delwebb::base::Lang;
use delwebb::config::BaseUrl;
use delwebb::hosting::{Hosted, apache, caddy, headers_and_redirects, nginx};
use support::{Temp, delwebb, err, expect_file, out, repository};

const SITE: &str =
    "titel: Prov\nbeskrivning: En webbplats.\nadress: \"https://prov.example/vard/\"\n";
const PAGE: &str = "---\ntitel: Start\naliases: [/gammal/, /gammal.html]\n---\n\nText.\n";

fn site(name: &str) -> Temp {
    let site = Temp::new(name);
    site.write("content/site.yaml", SITE);
    site.write("content/index.md", PAGE);
    site
}

#[test]
fn every_server_has_its_configuration() {
    let site = site("hosting");
    for server in ["nginx", "apache", "caddy", "headers"] {
        for lang in ["sv", "en"] {
            let ran = delwebb(&site.0, &["hosting", server, "--lang", lang, "--now", "2026-01-24"]);
            assert!(ran.status.success(), "{}", err(&ran));
            assert_eq!(err(&ran), "");
            let expected = repository().join(format!("tests/hosting/{server}.{lang}.txt"));
            expect_file(&expected, &out(&ran));
        }
    }
}

#[test]
fn the_folder_and_the_certificate_are_the_persons() {
    let site = site("hosting-folder");
    let asked = [
        "hosting",
        "nginx",
        "--folder",
        "/var/www/vård 1/",
        "--certificate",
        "/c.pem",
        "--key",
        "/k.pem",
    ];
    let printed = out(&delwebb(&site.0, &asked));
    assert!(printed.contains("root \"/var/www/vård 1/current\";"), "{printed}");
    assert!(printed.contains("ssl_certificate \"/c.pem\";"), "{printed}");
    assert!(printed.contains("ssl_certificate_key \"/k.pem\";"), "{printed}");
    let other =
        out(&delwebb(&site.0, &["hosting", "nginx", "--base-url", "http://127.0.0.1:8080/"]));
    assert!(other.contains("listen 8080;") && !other.contains("ssl"), "{other}");
    assert!(!other.contains("Strict-Transport-Security"), "{other}");
    for bad in ["/a\"b", "/a$b", "/a{b}", "/a%b", "/a\nb", "/a\\b", "a/b", "/a;b", "/a`b"] {
        for option in ["--folder", "--certificate", "--key"] {
            let ran = delwebb(&site.0, &["hosting", "apache", option, bad]);
            assert_eq!(ran.status.code(), Some(2), "{option} {bad:?}");
            assert!(err(&ran).contains(option), "{}", err(&ran));
        }
    }
}

#[test]
fn a_site_with_errors_has_no_configuration() {
    let site = site("hosting-errors");
    site.write("content/om/index.md", "---\ntitel: Om\naliases: [\"/a b\\n{};$x/\"]\n---\n");
    let ran = delwebb(&site.0, &["hosting", "nginx"]);
    assert_eq!(ran.status.code(), Some(1));
    assert_eq!(out(&ran), "");
    assert!(err(&ran).contains("A002") && err(&ran).contains("delwebb check"), "{}", err(&ran));
    assert_eq!(delwebb(&site.0, &["hosting", "iis"]).status.code(), Some(2));
    assert_eq!(delwebb(&site.0, &["hosting"]).status.code(), Some(2));
}

#[test]
fn what_browsers_will_stop_is_told() {
    let site = site("hosting-stopped");
    let page =
        "<!doctype html><html lang=sv><title>x</title><h1 style='color:red' onclick='x()'>x</h1>";
    site.write("content/static/egen.html", page);
    site.write("content/static/egen2.html", "<script>a()</script>");
    let ran = delwebb(&site.0, &["hosting", "headers"]);
    assert!(ran.status.success());
    assert!(err(&ran).contains("egen.html: ”style=” stoppas"), "{}", err(&ran));
    assert!(err(&ran).contains("egen.html: ”onclick=” stoppas"), "{}", err(&ran));
    assert!(out(&ran).contains("script-src 'sha256-"), "{}", out(&ran));
    assert!(!out(&ran).contains("unsafe"), "{}", out(&ran));
}

/// Old addresses that no site can have, because `A002` refuses them: here they come all the same.
const HOSTILE: [&str; 14] = [
    "/a b/",
    "/a\"b/",
    "/a'b/",
    "/a$uri/",
    "/a${PATH}b/",
    "/a{b}c/",
    "/a;return 200/",
    "/a\n}\nserver { listen 1; }/",
    "/a\r\nX: y/",
    "/räksmörgås/",
    "/a%20b%0a/",
    "/a*(.+)[x]|^$/",
    "/a#b`c~d/",
    "/{http.request.host}/:splat/*",
];

fn hosted(port: u16, folder: &str) -> Hosted {
    let redirects =
        HOSTILE.iter().map(|from| ((*from).to_owned(), "/nytt $1 %1 {å};\n\"/".to_owned()));
    Hosted {
        base: BaseUrl::parse(&format!("http://127.0.0.1:{port}/")).expect("an address"),
        folder: folder.to_owned(),
        certificate: "/c.pem".to_owned(),
        key: "/k.pem".to_owned(),
        policy: "default-src 'none'".to_owned(),
        redirects: redirects.collect::<BTreeMap<_, _>>(),
        lang: Lang::Sv,
    }
}

/// The address of every redirect, as it must be whatever server says it.
const THERE: &str = "/nytt%20%241%20%251%20%7B%C3%A5%7D%3B%0A%22/";

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

fn is_here(program: &str) -> bool {
    let found =
        Command::new(program).arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok()
}

/// Ends a server when the test ends, however it does.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn status_and_location(port: u16, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
        .expect("ask");
    let mut raw = Vec::new();
    stream.read_to_end(&mut raw).expect("an answer");
    let head = String::from_utf8_lossy(&raw).into_owned();
    let location = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("location").then(|| value.trim().to_owned())
    });
    (head.lines().next().unwrap_or_default().to_owned(), location.unwrap_or_default())
}

fn encoded(path: &str) -> String {
    path.bytes().map(|b| if b == b'/' { "/".to_owned() } else { format!("%{b:02X}") }).collect()
}

/// Starts a server whose configuration holds hostile addresses, and follows each of them.
fn holds(program: &str, start: impl Fn(&Temp, &Hosted) -> Command) {
    if !is_here(program) {
        eprintln!("skipped: {program} is not here");
        return;
    }
    let folder = Temp::new(&format!("hosting-{program}"));
    let port = free_port();
    folder.write("å x/releases/1/index.html", "<p>start");
    folder.write("å x/releases/1/404.html", "<p>saknas");
    let place = folder.join("å x").display().to_string();
    #[cfg(unix)]
    std::os::unix::fs::symlink("releases/1", folder.join("å x/current")).expect("a link");
    let site = hosted(port, &place);
    let mut command = start(&folder, &site);
    let log = std::fs::File::create(folder.join("ut.log")).expect("a log");
    command.stdin(Stdio::null()).stdout(log.try_clone().expect("a log")).stderr(log);
    let _running = Running(command.spawn().expect("a server"));
    let log = || std::fs::read_to_string(folder.join("ut.log")).unwrap_or_default();
    let is_up = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    assert!(is_up, "{program} does not start: {}", log());
    for old in HOSTILE {
        let (status, location) = status_and_location(port, &encoded(old));
        assert!(status.contains(" 301"), "{program} {old:?}: {status}\n{}", log());
        assert_eq!(location, format!("http://127.0.0.1:{port}{THERE}"), "{program} {old:?}");
    }
    for missing in ["/a", "/ab/", "/server", "/x/y/"] {
        let (status, _) = status_and_location(port, missing);
        assert!(status.contains(" 404"), "{program} {missing}: {status}");
    }
}

fn without_ipv6(printed: &str) -> String {
    printed.lines().filter(|line| !line.contains("listen [::]")).collect::<Vec<_>>().join("\n")
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_gets_out_of_its_place_in_nginx() {
    holds("nginx", |folder, site| {
        let top = folder.0.display();
        let temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {top}/{name};"))
            .join("\n");
        let text = format!(
            "daemon off;\nmaster_process off;\npid {top}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{temp}\n{}\n}}\n",
            without_ipv6(&nginx(site))
        );
        let file = folder.write("nginx.conf", text);
        let mut command = Command::new("nginx");
        command.arg("-p").arg(&folder.0).arg("-e").arg("stderr").arg("-c").arg(file);
        command
    });
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_gets_out_of_its_place_in_apache() {
    holds("apache2", |folder, site| {
        let top = folder.0.display();
        let loaded =
            ["mpm_event", "authz_core", "mime", "dir", "alias", "rewrite", "headers", "env"].map(
                |name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"),
            );
        let text = format!(
            "ServerRoot {top}\n{}\nPidFile {top}/pid\nErrorLog /dev/stderr\nMutex file:{top}\nDefaultRuntimeDir {top}\n\
             ServerName localhost\nTypesConfig /dev/null\nListen 127.0.0.1:{}\n{}\n",
            loaded.join("\n"),
            site.port(),
            apache(site)
        );
        let file = folder.write("apache.conf", text);
        let mut command = Command::new("apache2");
        // In one process, which is the one we end.
        command.arg("-X").arg("-f").arg(file);
        command
    });
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_gets_out_of_its_place_in_caddy() {
    holds("caddy", |folder, site| {
        let file = folder.write("Caddyfile", format!("{{\n admin off\n}}\n{}", caddy(site)));
        let mut command = Command::new("caddy");
        command.arg("run").arg("--adapter").arg("caddyfile").arg("--config").arg(file);
        command.env("HOME", &folder.0).env("XDG_DATA_HOME", &folder.0);
        command
    });
}

#[test]
fn a_redirect_is_one_line_of_three_words() {
    let printed = headers_and_redirects(&hosted(80, "/x"));
    let (_, redirects) = printed.split_once("# ---------- _redirects\n").expect("both files");
    let lines: Vec<&str> = redirects.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() >= HOSTILE.len());
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(words.len(), 3, "{line}");
        assert!(words[0].starts_with('/') && !words[0].contains(['*', ':', '?', '#']), "{line}");
        assert_eq!((words[1], words[2]), (&*format!("http://127.0.0.1:80{THERE}"), "301"));
    }
}

const CONTACT: &str = "security_txt:\n  kontakt: [sakerhet@exempel.se, \"https://exempel.se/sakerhet/\"]\n  gäller_till: 2026-12-31\n  språk: [sv, en]\n  policy: https://exempel.se/policy/\n";

#[test]
fn the_security_contact_is_at_the_top_of_the_host() {
    let site = site("hosting-contact");
    site.write("content/site.yaml", format!("{SITE}{CONTACT}"));
    let built = delwebb(&site.0, &["build", "--now", "2026-01-24"]);
    assert!(built.status.success(), "{}", err(&built));
    let text =
        std::fs::read_to_string(site.join("public/.well-known/security.txt")).expect("a file");
    assert_eq!(
        text,
        "Contact: mailto:sakerhet@exempel.se\nContact: https://exempel.se/sakerhet/\n\
         Expires: 2026-12-31T23:59:59Z\nPreferred-Languages: sv, en\n\
         Canonical: https://prov.example/.well-known/security.txt\nPolicy: https://exempel.se/policy/\n"
    );
    // Again, and with nothing to say any more: it goes with the build that has none.
    assert!(delwebb(&site.0, &["build", "--now", "2026-01-24"]).status.success());
    assert!(site.join("public/.well-known/security.txt").exists());
    site.write("content/site.yaml", SITE);
    assert!(delwebb(&site.0, &["build", "--now", "2026-01-24"]).status.success());
    assert!(!site.join("public/.well-known").exists());
}

#[test]
fn a_security_contact_that_has_run_out_is_told_of() {
    let site = site("hosting-contact-old");
    site.write("content/site.yaml", format!("{SITE}{CONTACT}"));
    let codes = |now: &str| out(&delwebb(&site.0, &["check", "--now", now, "--only", "I005"]));
    assert!(!codes("2026-12-31").contains("gällde"), "{}", codes("2026-12-31"));
    assert!(
        codes("2027-01-01").contains("Säkerhetskontakten gällde till"),
        "{}",
        codes("2027-01-01")
    );
    assert!(codes("2025-01-01").contains("mer än ett år fram"), "{}", codes("2025-01-01"));
}
