//! Stands between a client and an S3 server, remembers what was asked, and does harm when told to.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request that was seen.
#[derive(Debug, Clone)]
pub struct Seen {
    pub method: String,
    /// Path and query, as on the wire.
    pub target: String,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// How many came before it.
    pub number: usize,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// Whether it changes anything.
    pub fn writes(&self) -> bool {
        !matches!(self.method.as_str(), "GET" | "HEAD")
    }
}

/// What becomes of a request.
#[derive(Debug, Clone)]
pub enum Act {
    /// The server answers.
    Pass,
    /// The server never sees it: status, code, lines of the head, each ended.
    Say(u16, &'static str, String),
    /// The server does it, and the client hears of a fault.
    DoAndSay(u16, &'static str),
    /// The server does it, and the connection closes without a word.
    DoAndClose,
    /// The connection closes without a word.
    Close,
    /// The server does it late.
    Late(Duration),
    /// This is answered, and the server is not asked.
    Answer(String),
    /// The server does it, without that field of the head.
    Without(&'static str),
    /// The server does it, without that part of the query.
    WithoutQuery(&'static str),
}

type Rule = Box<dyn Fn(&Seen) -> Act + Send + Sync>;

struct Inner {
    behind: u16,
    seen: Mutex<Vec<Seen>>,
    rule: Mutex<Rule>,
    /// How many bytes more come through before everything is cut; negative: no bound.
    left: AtomicI64,
    connections: AtomicU64,
    is_over: AtomicBool,
}

pub struct Proxy {
    inner: Arc<Inner>,
    pub port: u16,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.inner.is_over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

impl Proxy {
    /// A proxy that lets everything pass.
    pub fn before(behind: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let inner = Arc::new(Inner {
            behind,
            seen: Mutex::default(),
            rule: Mutex::new(Box::new(|_| Act::Pass)),
            left: AtomicI64::new(-1),
            connections: AtomicU64::new(0),
            is_over: AtomicBool::new(false),
        });
        let shared = Arc::clone(&inner);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.is_over.load(Ordering::SeqCst) {
                    break;
                }
                shared.connections.fetch_add(1, Ordering::Relaxed);
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    let _ = serve(&shared, stream);
                });
            }
        });
        Self { inner, port }
    }

    /// What becomes of requests from now on.
    pub fn rule(&self, rule: impl Fn(&Seen) -> Act + Send + Sync + 'static) {
        *self.inner.rule.lock().expect("a lock") = Box::new(rule);
    }

    /// Cuts everything after that many bytes from the client; `None`: never.
    pub fn cut_after(&self, bytes: Option<u64>) {
        let left = bytes.map_or(-1, |bytes| i64::try_from(bytes).expect("few"));
        self.inner.left.store(left, Ordering::SeqCst);
    }

    /// What was asked since the last time.
    pub fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.inner.seen.lock().expect("a lock"))
    }

    /// How many connections there have been.
    pub fn connections(&self) -> u64 {
        self.inner.connections.load(Ordering::Relaxed)
    }
}

/// Lets bytes through, as many as there may be.
struct Counted<'a>(TcpStream, &'a Inner);

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        let wanted = i64::try_from(read).expect("few");
        let take = |left: i64| (left >= 0).then(|| left - left.min(wanted));
        match self.1.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take) {
            Ok(left) if left < wanted => Err(io::ErrorKind::ConnectionReset.into()),
            _ => Ok(read),
        }
    }
}

/// Serves a connection until it closes.
fn serve(inner: &Inner, mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(Counted(stream.try_clone()?, inner));
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let mut words = line.split_whitespace().map(str::to_owned);
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
        let mut seen = Seen { method, target, headers, body: Vec::new(), number: 0 };
        let len: usize = seen.header("content-length").parse().unwrap_or(0);
        let mut body = vec![0; len];
        reader.read_exact(&mut body)?;
        seen.body = body;
        let act = {
            let mut all = inner.seen.lock().expect("a lock");
            seen.number = all.len();
            all.push(seen.clone());
            (inner.rule.lock().expect("a lock"))(&seen)
        };
        let answer = match act {
            Act::Pass => forward(inner, &seen, None)?,
            Act::WithoutQuery(name) => {
                let (path, query) = seen.target.split_once('?').unwrap_or((&seen.target, ""));
                let kept = query.split('&').filter(|pair| pair.split('=').next() != Some(name));
                let target = format!("{path}?{}", kept.collect::<Vec<_>>().join("&"));
                forward(inner, &Seen { target, ..seen.clone() }, None)?
            }
            Act::Without(name) => forward(inner, &seen, Some(name))?,
            Act::Answer(body) => {
                let len = body.len();
                format!("HTTP/1.1 200 OK\r\nContent-Length: {len}\r\n\r\n{body}").into_bytes()
            }
            Act::Say(status, code, head) => said(status, code, &head),
            Act::DoAndSay(status, code) => {
                forward(inner, &seen, None)?;
                said(status, code, "")
            }
            Act::DoAndClose => {
                forward(inner, &seen, None)?;
                return Ok(());
            }
            Act::Close => return Ok(()),
            Act::Late(wait) => {
                thread::sleep(wait);
                forward(inner, &seen, None)?
            }
        };
        stream.write_all(&answer)?;
    }
}

fn said(status: u16, code: &str, head: &str) -> Vec<u8> {
    let body = format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code></Error>");
    let len = body.len();
    format!("HTTP/1.1 {status} Said\r\n{head}Content-Length: {len}\r\n\r\n{body}").into_bytes()
}

/// The server's answer, as it can be sent on a connection that stays.
fn forward(inner: &Inner, seen: &Seen, without: Option<&str>) -> io::Result<Vec<u8>> {
    let mut behind = TcpStream::connect(("127.0.0.1", inner.behind))?;
    let mut head = format!("{} {} HTTP/1.0\r\n", seen.method, seen.target);
    for (name, value) in &seen.headers {
        if name != "connection" && Some(name.as_str()) != without {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    head.push_str("\r\n");
    behind.write_all(head.as_bytes())?;
    behind.write_all(&seen.body)?;
    let mut answer = Vec::new();
    behind.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.ok_or(io::ErrorKind::UnexpectedEof)?;
    let (head, body) = answer.split_at(end + 4);
    let text = String::from_utf8_lossy(head);
    let mut lines = text.trim_end().split("\r\n");
    let status = lines.next().unwrap_or_default().replace("HTTP/1.0", "HTTP/1.1");
    let mut out = format!("{status}\r\n");
    for line in lines {
        let name = line.split(':').next().unwrap_or_default().to_lowercase();
        let is_len = name == "content-length" && seen.method != "HEAD";
        if name != "connection" && name != "transfer-encoding" && !is_len {
            out.push_str(&format!("{line}\r\n"));
        }
    }
    if seen.method != "HEAD" {
        out.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    out.push_str("\r\n");
    let mut out = out.into_bytes();
    out.extend_from_slice(body);
    Ok(out)
}
