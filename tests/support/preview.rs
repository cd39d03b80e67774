//! A running `delwebb serve`, and a browser of the simplest kind.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long something that must come may take.
pub const SOON: Duration = Duration::from_secs(10);
/// How long to wait for something that must not come.
pub const MOMENT: Duration = Duration::from_millis(700);

/// Stopped when it is dropped.
pub struct Preview {
    child: Child,
    pub port: u16,
    /// What it said when it began.
    pub greeting: String,
}

impl Preview {
    pub fn of(root: &Path, arguments: &[&str]) -> Self {
        Self::with(root, arguments, &[])
    }

    /// One in an environment of its own.
    pub fn with(root: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_delwebb"))
            .args(["serve", "--now", "2026-01-24"])
            .args(if arguments.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(arguments)
            .current_dir(root)
            .env_clear()
            .env("LC_ALL", "sv_SE.UTF-8")
            .env("NO_COLOR", "1")
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .expect("start delwebb");
        let mut said = BufReader::new(child.stdout.take().expect("its words"));
        let mut greeting = String::new();
        while !greeting.contains("Ctrl+C") {
            assert_ne!(said.read_line(&mut greeting).expect("a line"), 0, "it ended: {greeting}");
        }
        let at = greeting.split("http://127.0.0.1:").nth(1).expect("an address");
        let port = at.split('/').next().expect("a port").parse().expect("a number");
        Self { child, port, greeting }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it still runs.
    pub fn is_alive(&mut self) -> bool {
        self.child.try_wait().expect("ask").is_none()
    }

    /// Waits until it has ended by itself; its exit code.
    pub fn end(&mut self, time: Duration) -> Option<i32> {
        let begun = Instant::now();
        while begun.elapsed() < time {
            if let Some(status) = self.child.try_wait().expect("ask") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connect");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        stream
    }

    /// Sends these bytes, and gives all that comes back until the connection is closed.
    pub fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // It may be refused before it is all sent.
        let _ = stream.write_all(bytes);
        let mut back = Vec::new();
        let _ = stream.read_to_end(&mut back);
        back
    }

    pub fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let port = self.port;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n"
        );
        Answer::read(&self.raw(head.as_bytes()))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Listens to what happens to the page at `path`.
    pub fn listen(&self, path: &str) -> Listener {
        let port = self.port;
        let mut stream = self.connect();
        let head = format!(
            "GET /_delwebb/handelser?sida={path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("ask");
        let mut listener = Listener { lines: BufReader::new(stream) };
        listener.until("retry:", Duration::from_secs(20)).expect("a stream of events");
        listener
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // Asked to end, it leaves nothing behind.
        #[cfg(unix)]
        if Command::new("kill").arg(self.id().to_string()).status().is_ok() {
            let _ = self.end(Duration::from_secs(2));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Events as they come.
pub struct Listener {
    lines: BufReader<TcpStream>,
}

impl Listener {
    /// The next line that begins with `start`, if it comes in time.
    pub fn until(&mut self, start: &str, time: Duration) -> Option<String> {
        let end = Instant::now() + time;
        loop {
            let left = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
            self.lines.get_ref().set_read_timeout(Some(left)).expect("a time limit");
            let mut line = String::new();
            if self.lines.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line.starts_with(start) {
                return Some(line);
            }
        }
    }

    /// Whether the page is told to have changed in time.
    pub fn is_told(&mut self, time: Duration) -> bool {
        self.until("event: andrad", time).is_some()
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let body = bytes.get(end + 4..).unwrap_or_default().to_vec();
        Self { status, head, body }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// The body without what the preview adds to a page: its own elements, and the lines that
    /// blocks of text are written on.
    pub fn as_built(&self) -> Vec<u8> {
        if !self.header("Content-Type").is_some_and(|kind| kind.starts_with("text/html")) {
            return self.body.clone();
        }
        let text = self.text();
        match (text.find("<!--delwebb-->"), text.find("<!--/delwebb-->")) {
            (Some(from), Some(to)) => {
                let to = to + "<!--/delwebb-->".len();
                let page = format!("{}{}", &text[..from], &text[to..]);
                delwebb::render::without_marks(&page).into_bytes()
            }
            _ => self.body.clone(),
        }
    }
}
