//! A site that is brought up to date edit by edit is the site that a clean build makes: the same
//! files, byte for byte, and the same findings. Random edits of all kinds, sensible and broken,
//! to a part of the real content.
//!
//! `EDITS` says how many (300), `SEED` which (it is always printed). When `EDITS` is given, every
//! file is compared after every edit; else a few after most.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test may"
)]

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use delwebb::base::{FilePath, OutPath};
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, Site, load};
use delwebb::render::{Made, Output, Plan, PlanOptions, Planned};
use delwebb::source::{Source, with_embedded_themes};

/// Numbers that look random and are the same for the same seed (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("small")
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

type Files = BTreeMap<String, String>;

/// How many pages of each folder are kept: enough to be listed beside others.
const KEPT: usize = 3;

/// A part of the repository's own content, with a listing that sorts and gives, translations and
/// words of its own.
fn content() -> Files {
    let mut kept: BTreeMap<String, usize> = BTreeMap::new();
    let mut files = Files::new();
    for (path, bytes) in support::tree(&support::repository().join("content")) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let count = kept.entry(folder).or_default();
        *count += 1;
        if path.ends_with(".yaml") || path.contains("index") || *count <= KEPT {
            files.insert(format!("content/{path}"), text);
        }
    }
    let add = [
        (
            "content/projekt/_index.md",
            "---\ntitel: Arbeten\nsortering: titel\nper_sida: 3\nförval:\n  prioritet: hög\n  \
             taggar: [gemensamt]\n---\n\nAlla arbeten.\n",
        ),
        ("content/nyheter/_index.md", "---\ntitel: Nyheter\nper_sida: 2\n---\n"),
        ("content/sok.md", "---\ntitel: Sök\n---\n"),
        (
            "content/om/barn.md",
            "---\ntitel: Om barn\ntaggar: [barn, unga]\n---\n\n## Mål\n\nText.\n",
        ),
        ("content/om/unga.md", "---\ntitel: Om unga\ntaggar: [unga]\n---\n\n[Mål](barn.md#mal)\n"),
        (
            "content/projekt/del.md",
            "---\ntitel: En del\ntyp: projekt\nområde: egenvard\n---\n\n[Mål](/om/barn/#mal)\n",
        ),
        (
            "content/projekt/annan-del.md",
            "---\ntitel: En annan\ntyp: projekt\nområde: egenvard\n---\n\n[Text](../om/barn.md#ny)\n",
        ),
        ("content/om/barn.en.md", "---\ntitel: About children\n---\n\nText. [Up](barn.md)\n"),
    ];
    files.extend(add.map(|(path, text)| (path.to_owned(), text.to_owned())));
    // A theme of its own, on top of the one that the content names.
    let settings = files.get_mut("content/site.yaml").expect("settings");
    *settings = settings.replace("\ntema: strandlinje\n", "\ntema: eget\n");
    let theme = [
        ("theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
        ("strings/sv.yaml", "sida:\n  \"404\": Sidan finns inte\n"),
        (
            "templates/lista.html",
            "<h1>{{ page.title }}</h1>{% for item in children %}<p>{{ item.title }}\
             {% if item.area is defined and item.area %} {{ item.area.title }}{% endif %}</p>{% endfor %}\n",
        ),
        ("assets/eget.css", "p { color: red }\n"),
    ];
    files.extend(theme.map(|(path, text)| (format!("themes/eget/{path}"), text.to_owned())));
    files
}

/// Words to write: sensible, repeated and broken.
const WORDS: &[&str] = &[
    "Vård",
    "Ålder",
    "ärende",
    "Äldre",
    "barn",
    "Öppen",
    "zebra",
    "Arbete 10",
    "Arbete 9",
    "<b>",
    "&",
    "\"citat\"",
    "— streck",
    "[länk](/om/)",
    "**fet**",
    "`kod`",
    "SIP",
];

/// Lines of front matter: values that order, that only show, that link, that say nothing.
const LINES: &[&str] = &[
    "ordning: 1",
    "ordning: 7",
    "ordning: sju",
    "ingress: Ny ingress.",
    "utkast: ja",
    "publiceras: 2027-01-01",
    "avpubliceras: 2025-01-01",
    "granskad: 2025-12-01",
    "nästa_granskning: 2026-12",
    "uppdaterad: 2026-01-02",
    "datum: 2025-06-01",
    "datum: 2026-01",
    "taggar: [barn]",
    "taggar: [unga, ny]",
    "skede: pilot",
    "skede: breddinförande",
    "läge: pausat",
    "läge: klart",
    "tidsläge: försenat",
    "kortnamn: Kort",
    "kort_sagt: Kort sagt.",
    "aliases: [/gammal/]",
    "aliases: [/om/]",
    "område: egenvard",
    "område: finns-ej",
    "förälder: sip",
    "målgrupper: [aldre]",
    "organisationer: alla",
    "organisationer: [ange]",
    "källa: Å2025 4",
    "mall: sida",
    "mall: finns-ej",
    "ordlista: ja",
    "extra: {a: b}",
    "okänd: nyckel",
    "start: 2024",
    "slut: 2026-02-01",
    "beslut: [{datum: 2025-05-05, text: Ja}]",
    "händelser: [{titel: Möte, datum: 2026-03-03}]",
    "sortering: datum",
    "sortering: titel",
    "per_sida: 2",
    "förval: {läge: pågår}",
    "nyckeltal: []",
    "språk: en",
    "titel:",
    "titel: [",
    "\t",
];

/// Pieces of text, with places that others lead to and links that lead to them.
const PIECES: &[&str] = &[
    "## Mål",
    "## Ny rubrik",
    "### Mål {#eget}",
    "[Mål](/om/barn/#mal)",
    "[fel](/finns/inte/)",
    "[eget](barn.md#eget)",
    "[ny](barn.md#ny-rubrik)",
    "- punkt",
    "> citat",
    "| a | b |\n|---|---|\n| c | d |",
    ":::info\nRuta\n:::",
    ":::",
    "![bild](bild.png)",
    "fot[^1]\n\n[^1]: Not.",
    "SIP och LSG.",
];

/// Where the front matter ends, when there is any.
fn body_at(text: &str) -> usize {
    text.get(4..).and_then(|rest| rest.find("\n---\n")).map_or(0, |at| 4 + at + 1)
}

/// Puts `line` in `text` at a random place between these bytes.
fn put(text: &mut String, (from, to): (usize, usize), line: &str, chance: &mut Chance) {
    let breaks: Vec<usize> =
        text[from..to].match_indices('\n').map(|(at, _)| from + at + 1).collect();
    let at = if breaks.is_empty() { text.len() } else { *chance.one_of(&breaks) };
    text.insert_str(at, &format!("{line}\n"));
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Takes a random line away.
fn drop_line(text: &mut String, chance: &mut Chance) {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.len() > 1 {
        lines.remove(chance.below(lines.len()));
        *text = lines.concat();
    }
}

/// Changes one thing, and says what.
fn edit(files: &mut Files, original: &Files, chance: &mut Chance) -> String {
    let pages: Vec<String> = files.keys().filter(|path| path.ends_with(".md")).cloned().collect();
    let all: Vec<String> = files.keys().cloned().collect();
    // Half of them to the few that others name, lead to and list.
    let is_named = |path: &&String| path.contains("/omraden/") || path.contains("/om/");
    let named: Vec<String> = pages.iter().filter(is_named).cloned().collect();
    let some = if chance.below(2) == 0 && !named.is_empty() { &named } else { &pages };
    let mut path = chance.one_of(some).clone();
    let what = chance.below(26);
    let text = files.entry(path.clone()).or_default();
    let body = body_at(text);
    match what {
        0..=4 => put(text, (body, text.len()), &chance.one_of(WORDS).repeat(2), chance),
        5..=6 => {
            let piece = *chance.one_of(PIECES);
            put(text, (body, text.len()), piece, chance);
        }
        7..=11 => {
            let title = format!("titel: {} {}", chance.one_of(WORDS), chance.one_of(WORDS));
            let lines = text.lines().map(|l| if l.starts_with("titel:") { &title } else { l });
            *text = joined(lines);
        }
        12..=15 => {
            let line = *chance.one_of(LINES);
            let key = line.split(':').next().expect("a key").to_owned();
            let own = |l: &&str| !(l.starts_with(&format!("{key}:")) && key != "titel");
            *text = joined(text.lines().filter(own));
            put(text, (0, body_at(text)), line, chance);
        }
        16 if chance.below(2) == 0 => drop_line(text, chance),
        16 => *text = text.replacen("## ", "## Ny ", 1),
        17 => {
            let other = files[chance.one_of(&pages)].clone();
            files.insert(path.clone(), other);
        }
        18 => {
            files.remove(&path);
        }
        19 => {
            let name = chance.one_of(&["ny", "barn.en", "_index", "sip", "sip.en", "index"]);
            let folder = path.rsplit_once('/').map_or("content", |(folder, _)| folder).to_owned();
            let text = files[&path].clone();
            path = format!("{folder}/{name}.md");
            files.insert(path.clone(), text);
        }
        20 => {
            let registers: Vec<&String> =
                all.iter().filter(|path| path.contains("/register/")).collect();
            path.clone_from(*chance.one_of(&registers));
            drop_line(files.entry(path.clone()).or_default(), chance);
        }
        21..=22 => {
            let themes: Vec<&String> =
                all.iter().filter(|path| path.starts_with("themes/")).collect();
            path.clone_from(*chance.one_of(&themes));
            let line = *chance.one_of(&[
                "<p>{{ page.title }}</p>",
                "{% if %}",
                "  ny: Ord",
                "# x",
                "{{ site.title }}",
            ]);
            let text = files.entry(path.clone()).or_default();
            put(text, (0, text.len()), line, chance);
        }
        // A place that others lead to goes, or another one comes.
        23 => {
            "content/om/barn.md".clone_into(&mut path);
            let text = files.entry(path.clone()).or_default();
            let (from, to) =
                *chance.one_of(&[("## Mål", "## Annat"), ("## Annat", "## Mål"), ("# ", "# Ny ")]);
            *text = text.replacen(from, to, 1);
        }
        // Broken content stays broken: now and then something is as it was.
        _ => {
            let known: Vec<&String> = original.keys().collect();
            path.clone_from(*chance.one_of(&known));
            files.insert(path.clone(), original[&path].clone());
        }
    }
    format!("{what}: {path}")
}

fn options() -> Options {
    let now = "2026-01-24T12:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::Shown };
    Options { link, theme: None, base_url: None, strict: false }
}

fn source(files: &Files) -> Source {
    with_embedded_themes(Source::from_memory(files.iter().map(|(p, t)| (p, t.as_bytes()))))
}

/// What a file holds.
fn made(plan: &Plan<'_>, out: &OutPath) -> Vec<u8> {
    let mut buffer = Vec::new();
    match plan.make(&plan.outputs()[out], &mut buffer) {
        Ok(Made::InBuffer) => buffer,
        Ok(Made::Bytes(bytes)) => bytes.to_vec(),
        Ok(Made::File(disk, len)) => format!("{} {len}", disk.display()).into_bytes(),
        Err(fault) => format!("{fault:?}").into_bytes(),
    }
}

/// Holds a site against a clean build of it: the files there are, what is in those that are
/// `looked_at`, and what is wrong.
fn compare(
    (site, planned): (&Site, &Arc<Planned>),
    fresh: &Site,
    sees_all: bool,
    chance: &mut Chance,
    when: &str,
) {
    let plan = site.plan_again(Arc::clone(planned), PlanOptions::default());
    let clean = fresh.plan(PlanOptions::default());
    let outputs = |plan: &Plan<'_>| plan.outputs().keys().cloned().collect::<Vec<_>>();
    assert_eq!(outputs(&plan), outputs(&clean), "{when}");
    // Drawn pictures show the start page's words, and take longer than all else.
    let is_made = |(_, output): &(&OutPath, &Output)| !matches!(output, Output::Picture(_));
    let outputs = plan.outputs().iter().filter(is_made).map(|(out, _)| out);
    for out in outputs.filter(|_| sees_all || chance.below(12) == 0) {
        let (ours, theirs) = (made(&plan, out), made(&clean, out));
        if ours != theirs {
            let (ours, theirs) = (String::from_utf8_lossy(&ours), String::from_utf8_lossy(&theirs));
            let differs = ours.lines().zip(theirs.lines()).find(|(a, b)| a != b);
            panic!("{when}: {out} differs: {differs:#?}");
        }
    }
    if sees_all {
        let found = |site: &Site| format!("{:#?}", site.check_content());
        assert_eq!(found(site), found(fresh), "{when}");
    }
}

#[test]
fn random_edits_give_the_site_that_a_clean_build_gives() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let is_long = number("EDITS").is_some();
    let edits = number("EDITS").unwrap_or(300);
    let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seed = number("SEED").unwrap_or_else(|| u64::from(time.expect("a clock").subsec_nanos()));
    println!("{edits} edits, seed {seed}");
    // Two writers, each with a copy of the site: two processors have something to do.
    let half = edits / 2;
    let (one, other) = rayon::join(
        || edited(half, seed, is_long),
        || edited(edits - half, seed.wrapping_add(1), is_long),
    );
    let taken = one + other;
    println!("{taken} of {edits} taken in without linking anew");
    assert!(taken * 5 > edits, "most edits only change text: {taken} of {edits}");
}

/// Makes random edits, and holds the site against a clean build again and again. Gives how many
/// were taken in without linking anew.
fn edited(edits: u64, seed: u64, is_long: bool) -> u64 {
    let chance = &mut Chance(seed);
    let original = content();
    let mut files = original.clone();
    let mut site = load(source(&files), &options());
    let mut planned = Arc::new(site.planned());
    let mut taken: u64 = 0;
    for number in 1..=edits {
        // Some edits come together, as when a branch is switched.
        let together = if chance.below(8) == 0 { 1 + chance.below(5) } else { 1 };
        let what: Vec<String> =
            (0..together).map(|_| edit(&mut files, &original, chance)).collect();
        let newer = source(&files);
        let differences = site.source.differences(&newer);
        let is_known = |file: &FilePath| {
            site.source.files.contains_key(file) && newer.files.contains_key(file)
        };
        if differences.iter().all(is_known) {
            for (file, now) in newer.files {
                site.source.files.insert(file, now);
            }
            taken += u64::from(site.renew(&differences, &options(), &mut planned).is_none());
        } else {
            let _ = site.replace(newer, &differences, &options(), &mut planned);
        }
        let leads_elsewhere = what.iter().any(|what| what.starts_with("23:"));
        let sees_all = is_long || number % 20 == 0 || leads_elsewhere;
        // What is wrong stays wrong, at the least until much else changes.
        if !sees_all && chance.below(2) == 0 {
            continue;
        }
        let fresh = load(source(&files), &options());
        let when = format!("seed {seed}, edit {number} {what:?}");
        compare((&site, &planned), &fresh, sees_all, chance, &when);
    }
    taken
}
