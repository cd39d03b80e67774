//! An S3 server that others wrote: moto, installed by `tests/run` below target/.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use delwebb::host::{Patience, S3Place, Secret};

use crate::support::repository;

/// Ends with the test program, however that ends: then nobody holds its input open.
const SERVER: &str = "
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
from moto.server import main
main(['-H', '127.0.0.1', '-p', sys.argv[1]])
";

pub struct Moto {
    child: Child,
    pub port: u16,
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
    probe.local_addr().expect("an address").port()
}

/// An answer to a request that is written here byte by byte.
pub fn raw(port: u16, request: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

impl Moto {
    /// Starts it; nothing when it is not here.
    pub fn start() -> Option<Self> {
        let python: PathBuf = repository().join("target/s3-venv/bin/python");
        if !python.exists() {
            eprintln!("skipped: no S3 server (moto) below target/; tests/run installs it");
            return None;
        }
        let port = free_port();
        let child = Command::new(python)
            .args(["-c", SERVER, &port.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("start moto");
        let moto = Self { child, port };
        let began = Instant::now();
        while moto.ask("GET", "/moto-api/", "").is_none() {
            assert!(began.elapsed() < Duration::from_secs(90), "moto does not answer");
            thread::sleep(Duration::from_millis(100));
        }
        Some(moto)
    }

    /// Asks without signing.
    pub fn ask(&self, method: &str, target: &str, body: &str) -> Option<String> {
        self.ask_with(method, target, "", body)
    }

    /// The same with lines of a head, each ended.
    pub fn ask_with(&self, method: &str, target: &str, head: &str, body: &str) -> Option<String> {
        let len = body.len();
        let port = self.port;
        raw(
            port,
            &format!(
                "{method} {target} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len}\r\n{head}\r\n{body}"
            ),
        )
        .ok()
        .filter(|answer| !answer.is_empty())
    }

    /// Makes a bucket, and tells how to reach it through a port.
    pub fn bucket(&self, name: &str, port: u16) -> S3Place {
        let made = self.ask("PUT", &format!("/{name}"), "").expect("a bucket");
        assert!(made.contains(" 200 "), "{made}");
        S3Place {
            endpoint: format!("http://127.0.0.1:{port}"),
            bucket: name.to_owned(),
            region: "us-east-1".to_owned(),
            prefix: "webb/prov å".to_owned(),
            key: "AKIAPROVPROVPROVPROV".to_owned(),
            secret: Secret::new(SECRET),
            token: None,
            proxy: None,
            at_once: 16,
            patience: Patience {
                tries: 6,
                pause: Duration::from_millis(20),
                longest_pause: Duration::from_millis(200),
                silence: Duration::from_secs(20),
            },
        }
    }
}

/// A word that must never be seen.
pub const SECRET: &str = "kanariefageln/som+ingen=far-se";
