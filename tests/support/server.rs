//! A server that answers in every way there is, and remembers what it was asked.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// One request: when it came, its head.
type Asked = (Instant, String);

pub struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
    refused: Arc<AtomicUsize>,
    /// Set to end it: the next connection is the last.
    over: Arc<AtomicUsize>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(1, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        // Until nobody listens any more.
        while self.over.load(Ordering::SeqCst) == 1 {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Server {
    /// In plain text.
    pub fn start() -> Self {
        Self::with(|server, stream| serve(stream, server))
    }

    /// With a certificate that nobody vouches for.
    pub fn with_own_certificate() -> Self {
        let key = PrivateKeyDer::try_from(&include_bytes!("../data/tls/key.der")[..]);
        let certificate = CertificateDer::from(&include_bytes!("../data/tls/certificate.der")[..]);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key.expect("a key"))
            .expect("a certificate");
        let config = Arc::new(config);
        Self::with(move |server, stream| {
            let connection =
                rustls::ServerConnection::new(Arc::clone(&config)).expect("a connection");
            let mut stream = rustls::StreamOwned::new(connection, stream);
            let mut buffer = [0; 1024];
            // The client says no when it has seen the certificate.
            if stream.read(&mut buffer).is_err() && !stream.conn.is_handshaking() {
                return;
            }
            server.refused.fetch_add(1, Ordering::SeqCst);
        })
    }

    fn with(serve: impl Fn(&Shared, TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("a port").port();
        let shared = Shared::default();
        let server = Self {
            port,
            asked: Arc::clone(&shared.asked),
            refused: Arc::clone(&shared.refused),
            over: Arc::default(),
        };
        let (serve, over) = (Arc::new(serve), Arc::clone(&server.over));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) == 1 {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let (serve, shared) = (Arc::clone(&serve), shared.clone());
                thread::spawn(move || serve(&shared, stream));
            }
            drop(listener);
            over.store(2, Ordering::SeqCst);
        });
        server
    }

    /// A path as an address here.
    pub fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What was asked, in order: `GET /path`.
    pub fn asked(&self) -> Vec<String> {
        let line = |head: &str| head.split(" HTTP").next().unwrap_or_default().to_owned();
        self.heads().iter().map(|head| line(head)).collect()
    }

    pub fn heads(&self) -> Vec<String> {
        self.asked.lock().expect("a list").iter().map(|(_, head)| head.clone()).collect()
    }

    pub fn times(&self) -> Vec<Instant> {
        self.asked.lock().expect("a list").iter().map(|(time, _)| *time).collect()
    }

    /// How many clients have turned away from the certificate.
    pub fn refused(&self) -> usize {
        thread::sleep(Duration::from_millis(50));
        self.refused.load(Ordering::SeqCst)
    }
}

#[derive(Clone, Default)]
struct Shared {
    asked: Arc<Mutex<Vec<Asked>>>,
    refused: Arc<AtomicUsize>,
}

/// The head of a request.
fn head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 || head.len() > 64 << 10 {
            return None;
        }
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

fn serve(mut stream: TcpStream, server: &Shared) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    // What is no request, such as the first words of a safe connection, is answered all the same.
    let mut first = [0];
    if stream.peek(&mut first).is_ok() && !first[0].is_ascii_uppercase() {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        return;
    }
    let Some(head) = head(&mut stream) else { return };
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or("").to_owned());
    let mut asked = server.asked.lock().expect("a list");
    let line = format!("{method} {path} ");
    let times = asked.iter().filter(|(_, head)| head.starts_with(&line)).count();
    let is_head = method == "HEAD";
    asked.push((Instant::now(), head.clone()));
    drop(asked);
    let mut say = |text: &str| {
        let _ = stream.write_all(text.as_bytes());
    };
    let plain = |status: &str| format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n");
    let to = |status: u16, location: &str| {
        format!("HTTP/1.1 {status} X\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n")
    };
    let wait = |after: &str| {
        format!("HTTP/1.1 429 X\r\nRetry-After: {after}\r\nContent-Length: 0\r\n\r\n")
    };
    let name = path.trim_start_matches('/').split('?').next().unwrap_or("");
    match name {
        "ok" => say(&plain("200")),
        "head-closes" if is_head => {}
        _ if name.starts_with("head-") && is_head => say(&plain(&name[5..])),
        _ if name.starts_with("head-") => say(&plain("200")),
        "301" => say(&to(301, "/ok")),
        "302" => say(&to(302, "/ok")),
        "303" => say(&to(303, "/ok")),
        "307" => say(&to(307, "/ok")),
        "308" => say(&to(308, "ok")),
        "chain" => say(&to(301, "/chain-2")),
        "chain-2" => say(&to(308, "/301")),
        "mixed" => say(&to(301, "/302")),
        "to-404" => say(&to(301, "/404")),
        "to-mail" => say(&to(301, "mailto:info@exempel.se")),
        "nowhere" => say(&plain("302")),
        "ring" => say(&to(302, "/ring-2")),
        "ring-2" => say(&to(301, "/ring")),
        "self" => say(&to(301, "/self#del")),
        _ if name.starts_with("endless/") => {
            let next = name[8..].parse::<u32>().unwrap_or(0) + 1;
            say(&to(302, &format!("/endless/{next}")));
        }
        "429-wait-1" if is_head => say(&wait("1")),
        "429-wait-1" => say(&plain("200")),
        "429-wait-3600" => say(&wait("3600")),
        "429-wait-date" => say(&wait("Fri, 31 Dec 2099 23:59:59 GMT")),
        "500-then-200" if is_head || times == 0 => say(&plain("500")),
        "closes-then-200" if is_head || times == 0 => {}
        "500-then-200" | "closes-then-200" => say(&plain("200")),
        "never" => thread::sleep(Duration::from_secs(4)),
        "closes" => {}
        "garbage" => say("Detta är inget svar\r\n\r\n"),
        "huge-head" => {
            say("HTTP/1.1 200 OK\r\n");
            for at in 0..2000 {
                say(&format!("X-{at}: {}\r\n", "x".repeat(500)));
            }
            say("\r\n");
        }
        "drip" => {
            for byte in "HTTP/1.1 200 OK\r\nX-Slow: ".chars().chain(std::iter::repeat_n('x', 40)) {
                say(&byte.to_string());
                thread::sleep(Duration::from_millis(60));
            }
        }
        "body" if is_head => say(&plain("405")),
        "body" => {
            say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while stream.write_all(b"400\r\n").is_ok()
                && stream.write_all(&[b'x'; 0x400]).is_ok()
                && stream.write_all(b"\r\n").is_ok()
            {}
        }
        status => say(&plain(status)),
    }
}
