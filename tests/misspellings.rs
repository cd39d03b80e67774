//! Every key, every set word, every slug and id of the real site, misspelt as writers do: the
//! right word is suggested for at least 95 in 100. What is no word nearer than two slips, or
//! is nearer to another word, is left out, for nobody could know.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test may"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use delwebb::base::FilePath;
use delwebb::config::SiteConfig;
use delwebb::document::register::TABLES;
use delwebb::document::{Common, KINDS};
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, Site, load};
use delwebb::source::Source;
use delwebb::yaml::{Field, Record, Shape};
use rayon::prelude::*;
use support::{repository, tree};

/// One misspelling, and where in a site it is to stand.
#[derive(Debug, Clone)]
struct Slip {
    group: &'static str,
    word: String,
    written: String,
    /// How it is put into a site.
    holder: Holder,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    /// A page in this folder with these lines, `{}` being the word.
    Page(String, String),
    /// A row of this register.
    Row(String, String),
    /// Lines of `site.yaml`.
    Settings(String),
    /// Lines of a register that is one row.
    One(String, String),
}

/// As many findings of one rule get a suggestion; each site has fewer.
const AT_ONCE: usize = 40;

fn options() -> Options {
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    Options { link, theme: None, base_url: None, strict: false }
}

fn real_files() -> BTreeMap<String, Vec<u8>> {
    let files = tree(&repository().join("content")).into_iter();
    files.map(|(path, bytes)| (format!("content/{path}"), bytes)).collect()
}

fn real_site() -> Site {
    load(Source::from_memory(real_files()), &options())
}

/// The same numbers every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).expect("small")).expect("small")
    }
}

const ROWS: [&str; 4] = ["1234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm"];

/// The keys around one on a Swedish keyboard.
fn beside(key: char) -> Vec<char> {
    let place = ROWS
        .iter()
        .enumerate()
        .find_map(|(row, keys)| Some((row, keys.chars().position(|other| other == key)?)));
    let Some((row, at)) = place else { return Vec::new() };
    let key_at = |row: usize, at: usize| ROWS.get(row).and_then(|keys| keys.chars().nth(at));
    let mut found = vec![key_at(row, at + 1), at.checked_sub(1).and_then(|at| key_at(row, at))];
    found.extend([key_at(row + 1, at), at.checked_sub(1).and_then(|at| key_at(row + 1, at))]);
    if row > 0 {
        found.extend([key_at(row - 1, at), key_at(row - 1, at + 1)]);
    }
    found.into_iter().flatten().collect()
}

/// One slip of the fingers at a place of `word`.
fn slipped(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.is_empty() {
        return String::new();
    }
    let at = random.below(letters.len());
    match random.below(5) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        3 => letters[at] = without_dots(letters[at]),
        _ => {
            let keys = beside(letters[at]);
            if !keys.is_empty() {
                letters[at] = keys[random.below(keys.len())];
            }
        }
    }
    letters.into_iter().collect()
}

const fn without_dots(letter: char) -> char {
    match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        other => other,
    }
}

/// How writers misspell `word`: each single slip of each kind, and some double ones.
fn misspellings(word: &str) -> BTreeSet<String> {
    let mut random =
        Random(word.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31) + u64::from(byte)) | 1);
    let letters: Vec<char> = word.chars().collect();
    let mut all = BTreeSet::new();
    for at in 0..letters.len() {
        let with = |change: &dyn Fn(&mut Vec<char>)| {
            let mut letters = letters.clone();
            change(&mut letters);
            letters.into_iter().collect::<String>()
        };
        all.insert(with(&|letters| {
            letters.remove(at);
        }));
        all.insert(with(&|letters| letters.insert(at, letters[at])));
        all.insert(with(&|letters| letters[at] = without_dots(letters[at])));
        if at + 1 < letters.len() {
            all.insert(with(&|letters| letters.swap(at, at + 1)));
        }
        let keys = beside(letters[at]);
        if !keys.is_empty() {
            let key = keys[random.below(keys.len())];
            all.insert(with(&|letters| letters[at] = key));
        }
    }
    all.insert(word.chars().map(without_dots).collect());
    all.insert(word.to_uppercase());
    let mut first = word.chars();
    all.extend(first.next().map(|c| c.to_uppercase().chain(first).collect::<String>()));
    for _ in 0..letters.len().min(8) {
        let once = slipped(word, &mut random);
        all.insert(slipped(&once, &mut random));
    }
    all
}

/// The misspellings that only `word` can be meant by. `valid` are the words of the place.
fn fair(word: &str, valid: &[String]) -> Vec<String> {
    let distance =
        |a: &str, b: &str| strsim::damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase());
    let is_fair = |written: &String| {
        let own = distance(written, word);
        let is_plain = written.chars().all(|c| c.is_alphanumeric() || "_- ".contains(c));
        let begins = written.starts_with(char::is_alphabetic)
            || word.starts_with(|c: char| c.is_ascii_digit());
        written != word
            && is_plain
            && !written.is_empty()
            && begins
            && written.trim() == written.as_str()
            && own <= 2
            && !valid.contains(written)
            && valid
                .iter()
                .filter(|other| *other != word)
                .all(|other| distance(written, other) >= own)
    };
    let all: Vec<String> = misspellings(word).into_iter().filter(is_fair).collect();
    // Long words have many: some of each kind, spread over the word, are enough.
    let step = all.len().div_ceil(PER_WORD).max(1);
    all.into_iter().step_by(step).collect()
}

/// So many misspellings of each word are tried.
const PER_WORD: usize = 12;

/// Every mapping in `fields`, with the lines that lead to it: `{}` is where its key goes.
fn mappings(
    fields: &'static [Field],
    lines: &str,
    indent: usize,
    all: &mut Vec<(Vec<&'static Field>, String)>,
) {
    all.push((fields.iter().collect(), lines.to_owned()));
    for field in fields {
        let space = " ".repeat(indent);
        let (inner, dash): (&'static [Field], &str) = match field.shape {
            Shape::Mapping(inner) => (inner, "  "),
            Shape::List(Shape::Mapping(inner)) => (inner, "- "),
            _ => continue,
        };
        let below = format!("{}:\n{space}{dash}{{}}", field.key);
        mappings(inner, &lines.replace("{}", &below), indent + 2, all);
    }
}

/// Every mapping that a writer fills in, with how to put a line into it.
fn places() -> Vec<(Vec<&'static Field>, Holder)> {
    let mut all = Vec::new();
    for kind in KINDS {
        let folder = match (kind.name, kind.folder) {
            ("avdelning", _) => "AVDELNING",
            ("startsida", _) => continue,
            (_, "") => "om",
            (_, folder) => folder,
        };
        let mut found = Vec::new();
        mappings(kind.fields, "{}", 0, &mut found);
        let mut common = Vec::new();
        mappings(Common::FIELDS, "{}", 0, &mut common);
        // The top of a page has the common keys and its own.
        found[0].0.extend(&common[0].0);
        if kind.name == "sida" {
            found.extend(common.into_iter().skip(1));
        }
        all.extend(
            found
                .into_iter()
                .map(|(fields, lines)| (fields, Holder::Page(folder.to_owned(), lines))),
        );
    }
    for table in TABLES {
        let mut found = Vec::new();
        mappings(table.fields, "{}", 2, &mut found);
        let rows = found
            .into_iter()
            .map(|(fields, lines)| (fields, Holder::Row(table.file.to_owned(), lines)));
        if table.is_one {
            let mut found = Vec::new();
            mappings(table.fields, "{}", 0, &mut found);
            let one = |lines| Holder::One(table.file.to_owned(), lines);
            all.extend(found.into_iter().map(|(fields, lines)| (fields, one(lines))));
            continue;
        }
        all.extend(rows);
    }
    let mut found = Vec::new();
    mappings(SiteConfig::FIELDS, "{}", 0, &mut found);
    all.extend(found.into_iter().map(|(fields, lines)| (fields, Holder::Settings(lines))));
    all
}

/// Every key, misspelt in every mapping that has it.
fn keys() -> Vec<Slip> {
    let mut all = Vec::new();
    for (fields, holder) in places() {
        let valid: Vec<String> = fields.iter().map(|field| field.key.to_owned()).collect();
        let group = match holder {
            Holder::Page(..) => "nycklar på sidor",
            Holder::Row(..) | Holder::One(..) => "nycklar i register",
            Holder::Settings(_) => "nycklar i site.yaml",
        };
        // The common keys are alike on every kind: the plain page stands for all.
        let is_plain =
            matches!(&holder, Holder::Page(folder, lines) if folder == "om" && lines == "{}");
        let is_common = |key: &str| Common::FIELDS.iter().any(|field| field.key == key);
        for key in &valid {
            if matches!(&holder, Holder::Page(_, lines) if lines == "{}")
                && is_common(key)
                && !is_plain
            {
                continue;
            }
            for written in fair(key, &valid) {
                let line = format!("{written}: x");
                let holder = holder.with(&line);
                all.push(Slip { group, word: key.clone(), written, holder });
            }
        }
    }
    all
}

/// Every word of every set of words that the program has.
fn words() -> Vec<Slip> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for (fields, holder) in places() {
        for field in fields {
            let (known, list) = match field.shape {
                Shape::Word(known) => (known, false),
                Shape::List(Shape::Word(known)) => (*known, true),
                _ => continue,
            };
            if !seen.insert((field.key, known)) {
                continue;
            }
            let valid: Vec<String> = known.iter().map(|word| (*word).to_owned()).collect();
            for word in &valid {
                for written in fair(word, &valid) {
                    let value = if list { format!("[{written}]") } else { written.clone() };
                    let holder = holder.with(&format!("{}: {value}", field.key));
                    all.push(Slip { group: "bestämda ord", word: word.clone(), written, holder });
                }
            }
        }
    }
    all
}

/// Every slug, id, source key and word of the real site, in a field that refers to it.
fn references(site: &Site) -> Vec<Slip> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for (fields, holder) in places() {
        for field in fields {
            let (kinds, shape): (&[&str], &str) = match field.shape {
                Shape::Reference(kinds) => (kinds, "{}"),
                Shape::List(Shape::Reference(kinds)) => (kinds, "[{}]"),
                Shape::ReferencesOrAll(kinds) => (kinds, "[{}]"),
                Shape::Sources => (&["källnyckel"], "{} 1"),
                _ => continue,
            };
            // The settings of the real site stay as they are.
            if matches!(holder, Holder::Settings(_) | Holder::One(..)) || !seen.insert(kinds) {
                continue;
            }
            let targets = &site.model.targets;
            let ids = kinds.iter().flat_map(|kind| targets.ids(kind).map(|(id, _)| id.to_owned()));
            let valid: Vec<String> = ids.collect();
            for word in &valid {
                for written in fair(word, &valid) {
                    let value = shape.replace("{}", &written);
                    let holder = holder.with(&format!("{}: {value}", field.key));
                    all.push(Slip {
                        group: "slugar, id och egna ord",
                        word: word.clone(),
                        written,
                        holder,
                    });
                }
            }
        }
    }
    all
}

impl Holder {
    /// The lines of a file that is one mapping.
    fn only_mapping(&self) -> Option<&str> {
        match self {
            Self::Settings(lines) | Self::One(_, lines) => Some(lines),
            Self::Page(..) | Self::Row(..) => None,
        }
    }

    fn with(&self, line: &str) -> Self {
        match self {
            Self::Page(folder, lines) => Self::Page(folder.clone(), lines.replace("{}", line)),
            Self::Row(file, lines) => Self::Row(file.clone(), lines.replace("{}", line)),
            Self::Settings(lines) => Self::Settings(lines.replace("{}", line)),
            Self::One(file, lines) => Self::One(file.clone(), lines.replace("{}", line)),
        }
    }
}

/// What is suggested for each of `slips`, put together in one site.
fn suggested(slips: &[Slip], base: &BTreeMap<String, Vec<u8>>) -> Vec<Option<String>> {
    let mut files = base.clone();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    // Where each one stands: the file, and the byte it begins at.
    let mut at = Vec::new();
    for (number, slip) in slips.iter().enumerate() {
        let (path, before, lines, after) = match &slip.holder {
            Holder::Page(folder, lines) => {
                let path = match folder.as_str() {
                    "AVDELNING" => format!("content/prov{number}/_index.md"),
                    folder => format!("content/{folder}/prov{number}.md"),
                };
                let title = if lines.starts_with(&slip.written) && slip.word == "titel" {
                    ""
                } else {
                    "titel: Prov\n"
                };
                (path, format!("---\n{title}"), lines.clone(), "\n---\n")
            }
            Holder::Row(file, lines) => {
                let path = format!("content/register/{file}.yaml");
                (path, format!("- {}", required(file, lines, number)), lines.clone(), "\n")
            }
            Holder::Settings(lines) => {
                ("content/site.yaml".to_owned(), String::new(), lines.clone(), "\n")
            }
            Holder::One(file, lines) => {
                (format!("content/register/{file}.yaml"), String::new(), lines.clone(), "\n")
            }
        };
        let text = texts.entry(path.clone()).or_insert_with(|| match &slip.holder {
            // The rows of the real register stand first, for those that are referred to.
            Holder::Row(..) => base
                .get(&path)
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
                .unwrap_or_default(),
            _ => String::new(),
        });
        text.push_str(&before);
        let within = lines.rfind(&slip.written).expect("it stands there");
        at.push((FilePath::new(&path), text.len() + within));
        text.push_str(&lines);
        text.push_str(after);
    }
    files.extend(texts.into_iter().map(|(path, text)| (path, text.into_bytes())));
    let found = load(Source::from_memory(files), &options()).check();
    at.iter()
        .map(|(file, start)| {
            let here = found.iter().find(|d| {
                d.place.file == *file
                    && d.place.span.range().start == *start
                    && matches!(d.code, "Y003" | "Y005" | "R001" | "R002")
            });
            here.and_then(|d| Some(d.suggestion.as_ref()?.text.clone()))
        })
        .collect()
}

/// The other required keys of a row, so that nothing but the slip is wrong with it.
fn required(file: &str, lines: &str, number: usize) -> String {
    let table = TABLES.iter().find(|table| table.file == file).expect("a table");
    let is_there = |key: &str| lines.starts_with(&format!("{key}:"));
    let line = |field: &Field| {
        let value = match field.shape {
            Shape::Id => format!("prov{number}"),
            Shape::Word(known) => known[0].to_owned(),
            Shape::Year => format!("{}", 1000 + number),
            Shape::Text | Shape::LongText => "Prov".to_owned(),
            _ => return None,
        };
        Some(format!("{}: {value}\n  ", field.key))
    };
    let fields = table.fields.iter().filter(|field| field.required && !is_there(field.key));
    // A misspelt key is the one that is not there.
    let is_key = lines.ends_with(": x") && !lines.contains('\n');
    if is_key { String::new() } else { fields.filter_map(line).collect() }
}

/// Slips that can stand in one site: files that are one mapping, one mapping at a time.
fn sites(slips: Vec<Slip>) -> Vec<Vec<Slip>> {
    let (settings, others): (Vec<Slip>, Vec<Slip>) =
        slips.into_iter().partition(|slip| slip.holder.only_mapping().is_some());
    let mut all: Vec<Vec<Slip>> = others.chunks(AT_ONCE).map(<[Slip]>::to_vec).collect();
    // Two mappings under one key would be the key twice.
    let mut by_mapping: BTreeMap<String, Vec<Slip>> = BTreeMap::new();
    for slip in settings {
        let Some(lines) = slip.holder.only_mapping() else { continue };
        by_mapping.entry(lines.replace(&slip.written, "{}")).or_default().push(slip);
    }
    for (_, slips) in by_mapping {
        // Misspelt keys are keys of their own; a misspelt word stands after one key.
        let is_keys = slips.iter().all(|slip| {
            let lines = slip.holder.only_mapping();
            lines.is_some_and(|lines| !lines.contains('\n') && lines.ends_with(": x"))
        });
        let most = if is_keys { AT_ONCE } else { 1 };
        all.extend(slips.chunks(most).map(<[Slip]>::to_vec));
    }
    all
}

#[test]
fn the_right_word_is_suggested_for_nearly_every_misspelling() {
    let site = real_site();
    let real = real_files();
    let small: BTreeMap<String, Vec<u8>> = BTreeMap::from([
        ("content/site.yaml".to_owned(), b"titel: A\nadress: \"https://exempel.se/\"\n".to_vec()),
        ("content/index.md".to_owned(), b"---\ntitel: A\n---\n".to_vec()),
    ]);
    let mut right: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    let mut check = |slips: Vec<Slip>, base: &BTreeMap<String, Vec<u8>>| {
        let sites = sites(slips);
        let suggested: Vec<_> = sites.par_iter().map(|slips| suggested(slips, base)).collect();
        for (slips, found) in sites.iter().zip(suggested) {
            for (slip, found) in slips.iter().zip(found) {
                let is_right = found.as_deref() == Some(&slip.word);
                let (good, all) = right.entry(slip.group).or_default();
                *all += 1;
                *good += usize::from(is_right);
                if !is_right {
                    missed.push(format!(
                        "{}: {} → {found:?}, not {}",
                        slip.group, slip.written, slip.word
                    ));
                }
            }
        }
    };
    check(keys(), &small);
    check(words(), &small);
    check(references(&site), &real);
    let total = right.values().fold((0, 0), |sum, found| (sum.0 + found.0, sum.1 + found.1));
    right.insert("alla", total);
    for (group, (good, all)) in &right {
        println!("{group}: {good} av {all} ({} ‰)", good * 1000 / all);
    }
    if std::env::var_os("MISSED").is_some() {
        println!("{}", missed.join("\n"));
    }
    for (group, (good, all)) in right {
        assert!(all >= 50, "{group}: only {all} are tried");
        assert!(good * 100 >= all * 95, "{group}: {good} of {all}\n{}", missed.join("\n"));
    }
}
