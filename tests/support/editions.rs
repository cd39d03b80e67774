//! Editions of a small site, published as `delwebb publish` does, to any host.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

use delwebb::base::Failure;
use delwebb::host::{Headers, Host, Unwatched, Watch};
use delwebb::publish::{
    Asker, Done, FileKind, FileOf, Form, Local, PageOf, Release, Target, look, publish,
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::Temp;

/// Bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |out, byte| out + &format!("{byte:02x}"))
}

/// The clock of the tests: seconds since some time in 2026.
static CLOCK: AtomicI64 = AtomicI64::new(0);

pub fn clock() -> Timestamp {
    let start: Timestamp = "2026-01-24T08:00:00Z".parse().expect("a time");
    start + SignedDuration::from_secs(CLOCK.load(Ordering::SeqCst))
}

/// Long enough for every lock to run out.
pub fn time_passes() {
    CLOCK.fetch_add(600, Ordering::SeqCst);
}

/// Long enough for everybody to have forgotten what they were shown before.
pub fn hours_pass() {
    CLOCK.fetch_add(2 * 3600, Ordering::SeqCst);
}

/// A finished site on the disk: edition `number` of it. Pages name the asset that they need.
pub struct Site {
    pub folder: Temp,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    pub fn edition(number: usize, pages: usize) -> Self {
        let mut files = BTreeMap::new();
        let asset = format!("assets/stil-{number}.css");
        files.insert(asset.clone(), format!("body {{ order: {number} }}").into_bytes());
        files.insert("bild å 1.png".to_owned(), vec![7; 300]);
        for page in 0..pages {
            // Every second page is the same in each edition.
            let text = if page % 2 == 0 { number } else { 0 };
            let body = format!("<main>{text}</main> {asset}");
            files.insert(format!("sida-{page}/index.html"), body.into_bytes());
        }
        files.insert(format!("bara-{number}/index.html"), format!("ensam {asset}").into_bytes());
        files.insert("sitemap.xml".to_owned(), format!("<x>{number}</x>").into_bytes());
        Self::of(files)
    }

    /// The site of these files.
    pub fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        let folder = Temp::new("edition");
        for (path, bytes) in &files {
            folder.write(path, bytes);
        }
        Self { folder, files }
    }

    pub fn release(&self) -> Release {
        let files = self.files.iter().map(|(path, bytes)| {
            let kind = match path {
                path if path.starts_with("assets/") => FileKind::Asset,
                path if path.ends_with(".html") => FileKind::Page,
                path if path.ends_with(".xml") => FileKind::Machine,
                _ => FileKind::Other,
            };
            let sha256 = hex(&Sha256::digest(bytes));
            let len = bytes.len() as u64;
            (path.clone(), FileOf { len, sha256, kind, ..FileOf::default() })
        });
        let files: BTreeMap<String, FileOf> = files.collect();
        let pages = files.iter().filter(|(_, file)| file.kind == FileKind::Page);
        let pages = pages.map(|(path, _)| {
            let address = format!("/{}", path.trim_end_matches("index.html"));
            (address, PageOf { file: path.clone(), ..PageOf::default() })
        });
        Release {
            pages: pages.collect(),
            files: files.clone(),
            day: "2026-01-24".to_owned(),
            target: "prov".to_owned(),
            ..Release::default()
        }
    }
}

pub const fn target(host: &dyn Host, form: Form) -> Target<'_> {
    Target { host, form, keep: 3, headers: &|_| NO_HEADERS }
}

const NO_HEADERS: Headers<'static> =
    Headers { content_type: "", cache_control: "", content_encoding: "", redirect: "" };

pub fn send(host: &dyn Host, form: Form, site: &Site) -> Result<Done, Failure> {
    send_as(host, form, site, ("den ena", clock), &Unwatched)
}

pub fn send_as(
    host: &dyn Host,
    form: Form,
    site: &Site,
    (by, clock): (&str, fn() -> Timestamp),
    watch: &dyn Watch,
) -> Result<Done, Failure> {
    let target = target(host, form);
    let mut seen = look(&target, watch)?;
    let mut new = site.release();
    if let Some(live) = &seen.live {
        new.keep_assets(live, |_| form == Form::Keys);
    }
    by.clone_into(&mut new.by);
    new.stamp(clock(), seen.newest.as_deref());
    let asker = Asker { by, zone: "Europe/Stockholm", clock: &clock };
    let local = Local::new(&site.folder.0);
    publish(&target, &mut seen, (&mut new, &local), &asker, watch, (&mut |_| Ok(()), &mut || {}))
}

/// Whether it was published, and nothing is left that nobody needs.
pub fn is_tidy(outcome: &Result<Done, Failure>) -> bool {
    outcome.as_ref().is_ok_and(|done| done.untidy.is_none())
}
