//! What every host promises (`delwebb::host::Host`), asked of any of them: folder, SFTP, object
//! storage. Each promise is a function that panics when it is broken; `keeps_every_promise`
//! asks for all, below folders of their own in a place that nobody else uses meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::Temp;
use delwebb::base::Lang;
use delwebb::host::{Body, Entry, Headers, Host, Sent, Switch, Trouble, TroubleKind, Watch};

/// Looks on, counts, and stops after a number of files when it is told to.
#[derive(Default)]
pub struct Counts {
    pub bytes: AtomicU64,
    pub files: AtomicU64,
    pub stops_after: Option<u64>,
    pub stop: AtomicBool,
}

impl Watch for Counts {
    fn sent(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    fn done(&self) {
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        if self.stops_after.is_some_and(|limit| files >= limit) {
            self.stop.store(true, Ordering::Relaxed);
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Trouble in words, for a panic.
pub fn words(trouble: &Trouble) -> String {
    format!("{:?}: {}", trouble.kind, trouble.failure.words(Lang::Sv))
}

/// What must not go wrong.
#[track_caller]
pub fn ok<T>(asked: Result<T, Trouble>) -> T {
    match asked {
        Ok(got) => got,
        Err(trouble) => panic!("{}", words(&trouble)),
    }
}

/// Files as they are sent.
pub fn sent(files: &[(String, Vec<u8>)]) -> Vec<Sent<'_>> {
    let headers = Headers {
        content_type: "application/octet-stream",
        cache_control: "no-cache",
        ..Headers::default()
    };
    files.iter().map(|(path, body)| Sent { path, body: Body::Bytes(body), headers }).collect()
}

#[track_caller]
pub fn put(host: &dyn Host, files: &[(&str, &[u8])]) {
    let files: Vec<_> =
        files.iter().map(|(path, body)| ((*path).to_owned(), body.to_vec())).collect();
    ok(host.write(&sent(&files), &Counts::default()));
}

/// Paths and lengths of what is in a folder.
#[track_caller]
pub fn listed(host: &dyn Host, folder: &str) -> BTreeMap<String, u64> {
    ok(host.list(folder)).into_iter().map(|entry| (entry.path, entry.len)).collect()
}

/// Bytes that are not the same from one seed to another.
pub fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(len).collect()
}

/// Every promise. `many` is how many files "many" are: 1,000 where nothing makes them dear.
pub fn keeps_every_promise(host: &dyn Host, many: usize) {
    nothing_is_there(host);
    what_is_written_is_read(host);
    names_of_all_kinds(host);
    large_files(host);
    many_files(host, many);
    replaces(host);
    fills(host);
    stops(host);
    lists_one_folder(host);
    removes(host);
    claims(host);
    stays_inside(host);
    let powers = ok(host.powers());
    if powers.adopts {
        adopts(host);
    }
    if powers.renames {
        renames(host);
    }
    if powers.switch != Switch::None {
        points(host);
    }
    assert!(!host.name().is_empty());
}

fn nothing_is_there(host: &dyn Host) {
    assert_eq!(ok(host.read("inget/alls")), None);
    assert_eq!(listed(host, "inget"), BTreeMap::new());
    assert_eq!(ok(host.pointed("ingen")), None);
    ok(host.remove(&["inget/alls".to_owned()], &Counts::default()));
    ok(host.remove_folder("inget", &Counts::default()));
}

fn what_is_written_is_read(host: &dyn Host) {
    let counts = Counts::default();
    let files = [("ett/a.html".to_owned(), b"<p>A".to_vec()), ("ett/tom".to_owned(), Vec::new())];
    ok(host.write(&sent(&files), &counts));
    assert_eq!(ok(host.read("ett/a.html")), Some(b"<p>A".to_vec()));
    assert_eq!(ok(host.read("ett/tom")), Some(Vec::new()));
    assert_eq!(ok(host.read("ett")), None, "a folder is no file");
    assert_eq!(counts.files.into_inner(), 2);
    assert_eq!(counts.bytes.into_inner(), 4);
    ok(host.write(&[], &Counts::default()));
}

fn names_of_all_kinds(host: &dyn Host) {
    let names = [
        "på gång/räksmörgås & co.html",
        "mellan slag/två  i rad.txt",
        "plus+tecken/a+b=c%20d.txt",
        "citat'och\"inget/#ankare?fråga.txt",
        "djup/a/b/c/d/e/f/g/h.txt",
        ".well-known/security.txt",
        "日本/雪.txt",
        "-streck/--flagga",
        "stjärna*/[ett]{två}$HOME~.txt",
    ];
    let names = names.iter().filter(|name| !cfg!(windows) || !name.contains(['*', '?', '"']));
    let files: Vec<_> =
        names.map(|name| (format!("namn/{name}"), name.as_bytes().to_vec())).collect();
    ok(host.write(&sent(&files), &Counts::default()));
    for (path, body) in &files {
        assert_eq!(ok(host.read(path)).as_ref(), Some(body), "{path}");
    }
    let wanted: BTreeMap<_, _> = files.iter().map(|(p, b)| (p.clone(), b.len() as u64)).collect();
    assert_eq!(listed(host, "namn"), wanted);
}

fn large_files(host: &dyn Host) {
    let body = noise(5 * 1024 * 1024 + 17, 5);
    put(host, &[("stor/ur minnet.bin", &body)]);
    assert!(ok(host.read("stor/ur minnet.bin")) == Some(body.clone()));
    let temp = Temp::new("host-file");
    let at = temp.write("fil.bin", &body);
    let (counts, len) = (Counts::default(), body.len() as u64);
    let file =
        Sent { path: "stor/ur fil.bin", body: Body::File(&at, len), headers: Headers::default() };
    ok(host.write(&[file], &counts));
    assert_eq!(counts.bytes.into_inner(), len);
    assert!(ok(host.read("stor/ur fil.bin")) == Some(body));
    // One that is no longer as long as it was is not put there as something else.
    let file = Sent { body: Body::File(&at, len + 1), path: "stor/ändrad.bin", ..file };
    assert!(host.write(&[file], &Counts::default()).is_err());
    assert_eq!(ok(host.read("stor/ändrad.bin")), None);
    let gone = PathBuf::from("/finns/inte");
    let file = Sent { body: Body::File(&gone, 3), path: "stor/borta.bin", ..file };
    assert!(host.write(&[file], &Counts::default()).is_err());
    assert_eq!(ok(host.read("stor/borta.bin")), None);
}

fn many_files(host: &dyn Host, many: usize) {
    let name = |n: usize| format!("många/{}/sida-{n}.html", n % 37);
    let files: Vec<_> = (0..many).map(|n| (name(n), noise(200 + n % 3000, n as u64 + 1))).collect();
    ok(host.write(&sent(&files), &Counts::default()));
    let wanted: BTreeMap<_, _> = files.iter().map(|(p, b)| (p.clone(), b.len() as u64)).collect();
    assert_eq!(listed(host, "många"), wanted);
    let mut paths: Vec<_> = files.iter().map(|(path, _)| path.clone()).collect();
    paths.push("många/finns inte".to_owned());
    let read = Mutex::new(BTreeMap::new());
    let take = |path: &str, body: Option<Vec<u8>>| {
        read.lock().expect("a lock").insert(path.to_owned(), body);
    };
    ok(host.read_all(&paths, &take, &Counts::default()));
    let mut read = read.into_inner().expect("a lock");
    assert_eq!(read.remove("många/finns inte"), Some(None));
    assert_eq!(read.len(), files.len());
    for (path, body) in files {
        assert!(read.get(&path) == Some(&Some(body)), "{path}");
    }
}

/// Whoever reads while a file is replaced gets the old one or the new one.
fn replaces(host: &dyn Host) {
    let bodies = [vec![b'a'; 300_000], vec![b'b'; 200_000]];
    put(host, &[("byt/fil", &bodies[0]), ("byt/kort", "lång text".as_bytes())]);
    put(host, &[("byt/kort", b"k")]);
    assert_eq!(ok(host.read("byt/kort")), Some(b"k".to_vec()));
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1..=10_usize {
                put(host, &[("byt/fil", &bodies[round % 2])]);
            }
            over.store(true, Ordering::Relaxed);
        });
        while !over.load(Ordering::Relaxed) {
            let read = ok(host.read("byt/fil")).expect("it is always there");
            assert!(bodies.contains(&read), "a part of a file: {} bytes", read.len());
        }
    });
}

/// Files of a tree that nobody looks into yet, and what the host then has of them.
pub fn fill(host: &dyn Host, files: &[Sent<'_>]) -> Result<BTreeMap<String, Vec<u8>>, Trouble> {
    let back = Mutex::new(BTreeMap::new());
    let counts = Counts::default();
    let take = |path: &str, body: Option<Vec<u8>>| {
        let body = body.unwrap_or_else(|| panic!("{path} is not there"));
        let known = back.lock().expect("a lock").insert(path.to_owned(), body);
        assert_eq!(known, None, "{path} came back twice");
    };
    host.fill(files, &take, &counts)?;
    assert_eq!(counts.files.into_inner(), files.len() as u64);
    let sent: u64 = files
        .iter()
        .map(|file| match file.body {
            Body::Bytes(bytes) => bytes.len() as u64,
            Body::File(_, len) => len,
        })
        .sum();
    assert_eq!(counts.bytes.into_inner(), sent);
    Ok(back.into_inner().expect("a lock"))
}

/// A new tree is filled, also over what is there; nothing that shares its bytes is touched.
fn fills(host: &dyn Host) {
    put(host, &[("förra/a", b"gammal"), ("förra/b", b"samma"), ("fyll/c", b"halv")]);
    if ok(host.powers()).adopts {
        ok(host.adopt(&[("förra/a".to_owned(), "fyll/a".to_owned())], &Counts::default()));
    }
    let files = [
        ("fyll/a".to_owned(), b"ny och mer".to_vec()),
        ("fyll/c".to_owned(), b"hel".to_vec()),
        ("fyll/djup/å 1/d".to_owned(), noise(600_011, 4)),
        ("fyll/tom".to_owned(), Vec::new()),
    ];
    let back = ok(fill(host, &sent(&files)));
    assert_eq!(back, files.iter().cloned().collect());
    for (path, body) in &files {
        assert!(ok(host.read(path)).as_ref() == Some(body), "{path}");
    }
    assert_eq!(listed(host, "fyll").len(), 4);
    assert_eq!(ok(host.read("förra/a")), Some(b"gammal".to_vec()), "its bytes were shared");
    // One that is no longer as long as it was leaves nothing under its name.
    let temp = Temp::new("host-fill");
    let at = temp.write("fil.bin", [1; 100]);
    let headers = Headers::default();
    let file = Sent { path: "fyll/ändrad", body: Body::File(&at, 101), headers };
    assert!(host.fill(&[file], &|_, _| (), &Counts::default()).is_err());
    assert_eq!(ok(host.read("fyll/ändrad")), None);
    assert!(fill(host, &[]).is_ok());
}

fn stops(host: &dyn Host) {
    let files: Vec<_> = (0..200).map(|n| (format!("stopp/{n}"), vec![b'x'; 5000])).collect();
    let counts = Counts { stops_after: Some(5), ..Counts::default() };
    let trouble = host.write(&sent(&files), &counts).expect_err("it was stopped");
    assert_eq!(trouble.kind, TroubleKind::Stopped);
    let there = listed(host, "stopp");
    assert!((5..200).contains(&there.len()), "{} files are there", there.len());
    assert!(there.values().all(|len| *len == 5000), "a part of a file is there");
}

fn lists_one_folder(host: &dyn Host) {
    put(host, &[("lista/x/1", b"1"), ("lista/x/y/2", b"22"), ("lista/xz/3", b"333")]);
    let wanted = [("lista/x/1".to_owned(), 1), ("lista/x/y/2".to_owned(), 2)];
    assert_eq!(listed(host, "lista/x"), BTreeMap::from(wanted));
    let all = listed(host, "");
    assert!(all.contains_key("lista/xz/3"), "the whole place");
    assert!(
        !all.keys().any(|path| path.starts_with(".delwebb")),
        "hosts keep theirs to themselves"
    );
    assert!(ok(host.list("lista")).iter().all(|entry| !entry.is_odd));
    // Some of them, as the list has them.
    let some = ["lista/x/1", "lista/x/y/2", "lista/x/inte", "lista/ingen/mapp"].map(str::to_owned);
    let by_path = |entries: Vec<Entry>| -> BTreeMap<String, Entry> {
        entries.into_iter().map(|entry| (entry.path.clone(), entry)).collect()
    };
    let looked = by_path(ok(host.look_at("lista", &some)));
    assert_eq!(looked, by_path(ok(host.list("lista/x"))));
    assert_eq!(ok(host.look_at("lista", &[])), []);
}

fn removes(host: &dyn Host) {
    put(host, &[("bort/a/1", b"1"), ("bort/a/2", b"2"), ("bort/b/3", b"3"), ("bort/å ä/4", b"4")]);
    ok(host.remove(&["bort/a/1".to_owned(), "bort/finns/inte".to_owned()], &Counts::default()));
    assert_eq!(ok(host.read("bort/a/1")), None);
    assert_eq!(ok(host.read("bort/a/2")), Some(b"2".to_vec()));
    ok(host.remove(&["bort/å ä/4".to_owned()], &Counts::default()));
    // A file may now stand where the folder was.
    put(host, &[("bort/å ä", b"en fil")]);
    assert_eq!(listed(host, "bort").len(), 3);
    ok(host.remove_folder("bort", &Counts::default()));
    assert_eq!(listed(host, "bort"), BTreeMap::new());
}

fn claims(host: &dyn Host) {
    for round in 0..5 {
        let path = format!("anspråk/{round}.json");
        let winners: Vec<usize> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..16)
                .map(|n| {
                    let path = &path;
                    scope.spawn(move || ok(host.claim(path, &[b'0' + n; 100])).then_some(n))
                })
                .collect();
            let won = tries.into_iter().filter_map(|t| t.join().expect("a thread"));
            won.map(usize::from).collect()
        });
        assert_eq!(winners.len(), 1, "{winners:?} hold {path}");
        let wanted = vec![b'0' + u8::try_from(winners[0]).expect("few"); 100];
        assert_eq!(ok(host.read(&path)), Some(wanted));
        ok(host.remove(std::slice::from_ref(&path), &Counts::default()));
        assert!(ok(host.claim(&path, b"igen")));
        assert!(!ok(host.claim(&path, b"en till")));
        assert_eq!(ok(host.read(&path)), Some(b"igen".to_vec()));
    }
}

fn stays_inside(host: &dyn Host) {
    let names = [
        "../ut",
        "a/../../ut",
        "/etc/passwd",
        "a//b",
        "a/./b",
        "a/",
        "..",
        ".",
        "",
        "a\\b",
        "a\0b",
        "rad\nbrytning",
        ".delwebb/egen",
    ];
    let before: BTreeSet<_> = listed(host, "").into_keys().collect();
    let powers = ok(host.powers());
    let is_asked = |call: &str| match call {
        "adopt" => powers.adopts,
        "rename_folder" => powers.renames,
        "point" => powers.switch != Switch::None,
        _ => true,
    };
    for name in names {
        let owned = [name.to_owned()];
        let pair = [(name.to_owned(), "a".to_owned()), ("a".to_owned(), name.to_owned())];
        let none = Counts::default();
        let tries = [
            ("read", host.read(name).map(|_| ())),
            ("read_all", host.read_all(&owned, &|_, _| (), &none)),
            ("write", host.write(&sent(&[(name.to_owned(), vec![1])]), &none)),
            ("adopt", host.adopt(&pair[..1], &none)),
            ("adopt", host.adopt(&pair[1..], &none)),
            ("remove", host.remove(&owned, &none)),
            ("remove_folder", host.remove_folder(name, &none)),
            ("rename_folder", host.rename_folder(name, "a")),
            ("rename_folder", host.rename_folder("ett", name)),
            ("point", host.point(name, "ett")),
            ("point", host.point("pekare", name)),
            ("claim", host.claim(name, b"x").map(|_| ())),
        ];
        for (call, tried) in tries.into_iter().filter(|(call, _)| is_asked(call)) {
            let trouble = tried.expect_err(&format!("{call} took {name:?}"));
            assert_eq!(trouble.kind, TroubleKind::Refused, "{call} {name:?}");
        }
        if !name.is_empty() {
            assert!(host.list(name).is_err(), "list took {name:?}");
        }
    }
    assert_eq!(listed(host, "").into_keys().collect::<BTreeSet<_>>(), before);
}

fn adopts(host: &dyn Host) {
    put(host, &[("gammal/å 1", b"ett"), ("gammal/2", "två".as_bytes()), ("ny/2", b"annat")]);
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let pairs = [pair("gammal/å 1", "ny/djup/å 1"), pair("gammal/2", "ny/2")];
    let counts = Counts::default();
    ok(host.adopt(&pairs, &counts));
    assert_eq!(counts.bytes.into_inner(), 0, "nothing is sent");
    assert_eq!(counts.files.into_inner(), 2);
    assert_eq!(ok(host.read("ny/djup/å 1")), Some(b"ett".to_vec()));
    assert_eq!(ok(host.read("ny/2")), Some("två".as_bytes().to_vec()));
    // Once more: it is there already. What is written to one is not written to the other.
    ok(host.adopt(&pairs, &Counts::default()));
    put(host, &[("ny/2", b"nytt")]);
    assert_eq!(ok(host.read("gammal/2")), Some("två".as_bytes().to_vec()));
    ok(host.remove_folder("gammal", &Counts::default()));
    assert_eq!(ok(host.read("ny/djup/å 1")), Some(b"ett".to_vec()));
    assert!(host.adopt(&[pair("finns/inte", "ny/3")], &Counts::default()).is_err());
    assert_eq!(ok(host.read("ny/3")), None);
    let many: Vec<_> = (0..300).map(|n| pair("ny/2", &format!("ny/kopior/{n}"))).collect();
    ok(host.adopt(&many, &Counts::default()));
    assert_eq!(listed(host, "ny/kopior").len(), 300);
}

fn renames(host: &dyn Host) {
    put(host, &[("bygge/å/1", b"1"), ("upptagen/2", b"2")]);
    ok(host.rename_folder("bygge", "klar/först"));
    assert_eq!(ok(host.read("klar/först/å/1")), Some(b"1".to_vec()));
    assert_eq!(listed(host, "bygge"), BTreeMap::new());
    assert!(host.rename_folder("klar/först", "upptagen").is_err(), "it is taken");
    assert_eq!(listed(host, "upptagen").len(), 1);
    assert!(host.rename_folder("finns-inte", "annat").is_err());
}

fn points(host: &dyn Host) {
    put(host, &[("utgåvor/1/sida", b"ett"), ("utgåvor/2/sida", "två".as_bytes())]);
    let is_seen = |path: &str| ok(host.read(path));
    ok(host.point("aktuell", "utgåvor/1"));
    assert_eq!(ok(host.pointed("aktuell")), Some("utgåvor/1".to_owned()));
    let first = is_seen("aktuell/sida");
    ok(host.point("aktuell", "utgåvor/2"));
    assert_eq!(ok(host.pointed("aktuell")), Some("utgåvor/2".to_owned()));
    // Twice the same, and back.
    ok(host.point("aktuell", "utgåvor/2"));
    assert_eq!(ok(host.pointed("aktuell")), Some("utgåvor/2".to_owned()));
    // Where the name is a folder or a link, what is in it is seen through it.
    if first.is_some() {
        assert_eq!(first, Some(b"ett".to_vec()));
        assert_eq!(is_seen("aktuell/sida"), Some("två".as_bytes().to_vec()));
    }
    assert!(host.point("aktuell", "utgåvor/finns-inte").is_err());
    ok(host.point("aktuell", "utgåvor/1"));
    assert_eq!(ok(host.pointed("aktuell")), Some("utgåvor/1".to_owned()));
    assert_eq!(is_seen("utgåvor/2/sida"), Some("två".as_bytes().to_vec()));
    assert!(!listed(host, "utgåvor").is_empty());
    ok(host.remove_folder("utgåvor/2", &Counts::default()));
    assert_eq!(listed(host, "utgåvor/1").len(), 1);
}

/// Two links lead out of the place of `host`: `ut` to a folder that holds `h.txt`, and `fil` to
/// that file. Nothing is read, listed, written, linked, removed or shown through them.
pub fn follows_no_link_out(host: &dyn Host) {
    let none = Counts::default();
    let way_out = "ut/h.txt".to_owned();
    let file = [("ut/ny.txt".to_owned(), vec![1])];
    let tries: [Result<(), Trouble>; 9] = [
        host.read(&way_out).map(|_| ()),
        host.read("fil").map(|_| ()),
        host.list("ut").map(|_| ()),
        host.write(&sent(&file), &none),
        host.adopt(&[(way_out.clone(), "b".to_owned())], &none),
        host.adopt(&[("a".to_owned(), way_out.clone())], &none),
        host.remove(std::slice::from_ref(&way_out), &none),
        host.claim("ut/lås", b"x").map(|_| ()),
        host.point("current", "ut"),
    ];
    for (at, tried) in tries.into_iter().enumerate() {
        let trouble = tried.expect_err(&format!("try {at}"));
        assert_eq!(trouble.kind, TroubleKind::Refused, "try {at}");
    }
    assert!(host.adopt(&[("fil".to_owned(), "b".to_owned())], &none).is_err());
}
