//! A real OpenSSH server for a test: on loopback, on a free port, with keys and settings of its
//! own in a temporary folder; and a proxy before it that cuts or holds up what goes through.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use delwebb::host::SftpPlace;

use super::Temp;

/// A server that ends with the test.
pub struct Sshd {
    pub temp: Temp,
    pub port: u16,
    process: Child,
}

impl Sshd {
    /// Starts one with these more lines of settings, in which `{at}` is its folder; nothing when
    /// there is no `sshd` here.
    pub fn start(settings: &str) -> Option<Self> {
        let temp = Temp::new("sshd");
        for key in ["host", "other", "id", "stranger"] {
            make_key(&temp.join(key))?;
        }
        fs::copy(temp.join("id.pub"), temp.join("authorized")).expect("a key");
        let port = free_port();
        let at = temp.0.display();
        let settings = settings.replace("{at}", &at.to_string());
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {at}/host\nPidFile {at}/pid\n\
             AuthorizedKeysFile {at}/authorized\nStrictModes no\nPasswordAuthentication no\n\
             KbdInteractiveAuthentication no\n{settings}\n"
        );
        temp.write("config", with_sftp(&config));
        // It wants to be called by its whole path, and a folder of its own for what has no rights.
        let _ = fs::create_dir_all("/run/sshd");
        let program =
            ["/usr/sbin/sshd", "/usr/bin/sshd"].into_iter().find(|p| Path::new(p).exists());
        let process = Command::new(program?)
            .args(["-D", "-f"])
            .arg(temp.join("config"))
            .arg("-E")
            .arg(temp.join("log"))
            .stdin(Stdio::null())
            .spawn()
            .ok()?;
        Some(Self { temp, port, process }.answering())
    }

    /// Starts a server that is not OpenSSH's, without these extensions; nothing when asyncssh is
    /// not here. `tests/run` puts it below `target/`.
    pub fn start_asyncssh(lacking: &[&str]) -> Option<Self> {
        let python = super::repository().join("target/asyncssh-venv/bin/python");
        if !python.exists() {
            return None;
        }
        let temp = Temp::new("asyncssh");
        for key in ["host", "id"] {
            make_key(&temp.join(key))?;
        }
        let port = free_port();
        let process = Command::new(python)
            .arg(super::repository().join("tests/support/asyncssh_server.py"))
            .arg(port.to_string())
            .args([temp.join("host"), temp.join("id.pub")])
            .args(lacking)
            .stdin(Stdio::null())
            .spawn()
            .ok()?;
        Some(Self { temp, port, process }.answering())
    }

    /// The server, known here, as soon as it answers.
    fn answering(self) -> Self {
        self.trust("host", self.port);
        for _ in 0..800 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return self;
            }
            thread::sleep(Duration::from_millis(25));
        }
        let log = fs::read_to_string(self.temp.join("log")).unwrap_or_default();
        panic!("the server does not answer: {log}");
    }

    /// Lets this machine know the server at `port` by the key `key`, and no other.
    pub fn trust(&self, key: &str, port: u16) {
        let public = fs::read_to_string(self.temp.join(&format!("{key}.pub"))).expect("a key");
        self.temp.write("known", format!("[127.0.0.1]:{port} {public}"));
    }

    /// The folder `plats å` of the server's, as a place.
    pub fn place(&self) -> SftpPlace {
        let folder = self.temp.join("plats å/webb").display().to_string();
        SftpPlace {
            port: Some(self.port),
            user: Some(user()),
            identity: Some(self.temp.join("id")),
            known_hosts: Some(self.temp.join("known")),
            connect_timeout: Duration::from_secs(10),
            patience: Duration::from_secs(10),
            ..SftpPlace::new("127.0.0.1".to_owned(), folder)
        }
    }

    /// The settings of a site that is published there, with so many releases.
    pub fn target(&self, keep: usize) -> String {
        let (at, port, user) = (self.temp.0.display(), self.port, user());
        format!(
            "\nmål:\n  - namn: prov\n    typ: sftp\n    roll: test\n    värd: 127.0.0.1\n    \
             port: {port}\n    användare: {user}\n    mapp: {at}/plats å/webb\n    \
             nyckelfil: {at}/id\n    kända_värdar: {at}/known\n    \
             adress: https://prov.example.se/\n    behåll: {keep}\n"
        )
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn with_sftp(config: &str) -> String {
    let has_sftp = config.contains("Subsystem");
    format!("{config}{}", if has_sftp { "" } else { "Subsystem sftp internal-sftp\n" })
}

fn make_key(at: &Path) -> Option<()> {
    let mut make = Command::new("ssh-keygen");
    make.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at);
    make.status().ok()?.success().then_some(())
}

pub fn user() -> String {
    let told = Command::new("id").arg("-un").output().expect("who we are");
    String::from_utf8_lossy(&told.stdout).trim().to_owned()
}

pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// Stands before a server, and lets only so much through.
pub struct Proxy {
    pub port: u16,
    /// How many bytes may still go to the server; then every connection is cut, until there is
    /// more again. Less than nothing: any number.
    pub left: Arc<AtomicI64>,
    /// How long each piece of 16 kB takes, in milliseconds.
    pub pause: Arc<AtomicU64>,
    /// How many connections there were.
    pub connections: Arc<AtomicU64>,
    /// How many bytes have gone to the server.
    pub carried: Arc<AtomicU64>,
}

impl Proxy {
    pub fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let proxy = Self {
            port,
            left: Arc::new(AtomicI64::new(-1)),
            pause: Arc::default(),
            connections: Arc::default(),
            carried: Arc::default(),
        };
        let (left, pause) = (Arc::clone(&proxy.left), Arc::clone(&proxy.pause));
        let connections = Arc::clone(&proxy.connections);
        let carried = Arc::clone(&proxy.carried);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                connections.fetch_add(1, Ordering::Relaxed);
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else { continue };
                let (a, b) = (client.try_clone().expect("a"), server.try_clone().expect("b"));
                let (left, pause) = (Arc::clone(&left), Arc::clone(&pause));
                let carried = Arc::clone(&carried);
                let none = || AtomicU64::new(0);
                thread::spawn(move || carry(client, server, &left, [&pause, &carried]));
                thread::spawn(move || carry(b, a, &AtomicI64::new(-1), [&none(), &none()]));
            }
        });
        proxy
    }
}

/// Carries bytes one way until it is over, or the allowance is used up: then both ways are cut.
fn carry(
    mut from: TcpStream,
    mut to: TcpStream,
    left: &AtomicI64,
    [pause, carried]: [&AtomicU64; 2],
) {
    let mut part = [0; 16 * 1024];
    while let Ok(len @ 1..) = from.read(&mut part) {
        thread::sleep(Duration::from_millis(pause.load(Ordering::Relaxed)));
        let allowed = match left.load(Ordering::Relaxed) {
            ..0 => len,
            left => len.min(usize::try_from(left).expect("not negative")),
        };
        if left.load(Ordering::Relaxed) >= 0 {
            left.fetch_sub(i64::try_from(allowed).expect("little"), Ordering::Relaxed);
        }
        carried.fetch_add(allowed as u64, Ordering::Relaxed);
        if to.write_all(&part[..allowed]).is_err() || allowed < len {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
