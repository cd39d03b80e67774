//! Proof of the checks of links: thousands of right ones in every form give no finding, and
//! broken ones of every kind are all found at their line and column.
//!
//! Both sites are made by chance. `LINKS_SEED=7 cargo test --test links` makes another pair.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]
#![allow(clippy::print_stdout, reason = "whoever makes the sites again needs the seed")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use support::{Temp, delwebb, err, out};

/// Chance that comes out the same for the same seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).expect("small")
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn seed() -> u64 {
    let seed = std::env::var("LINKS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    println!("LINKS_SEED={seed}");
    seed
}

/// The folders of the site, and how deep they are.
const FOLDERS: [&str; 4] = ["om", "om/stod", "nytta", "nytta/djup/djupare"];
const PAGES_IN_EACH: usize = 15;

/// Headings that every page has, and the places they make.
const HEADINGS: [(&str, &str); 3] = [
    ("Så går det till", "sa-gar-det-till"),
    ("Åtgärder och mål", "atgarder-och-mal"),
    ("Över tid", "over-tid"),
];

/// Files: beside pages and in `static/`, with their names as they are.
const BESIDE: [&str; 4] = ["karta.gif", "vård på ö.gif", "plan.pdf", "Bilaga (1).pdf"];
const STATIC: [(&str, &str); 3] = [
    ("static/filer/rapport.pdf", "/filer/rapport.pdf"),
    ("static/filer/år.pdf", "/filer/år.pdf"),
    ("static/data.csv", "/data.csv"),
];

#[derive(Clone)]
struct PageAt {
    folder: &'static str,
    name: String,
}

impl PageAt {
    fn file(&self) -> String {
        format!("{}/{}.md", self.folder, self.name)
    }

    fn address(&self) -> String {
        format!("/{}/{}/", self.folder, self.name)
    }
}

fn pages() -> Vec<PageAt> {
    let all = FOLDERS.iter().flat_map(|folder| {
        (0..PAGES_IN_EACH).map(|at| PageAt { folder, name: format!("sida-{at}") })
    });
    all.collect()
}

/// The way from a page's folder to a file below `content/`.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - same);
    format!("{up}{}", to[same..].join("/"))
}

/// å, ä, ö and what Markdown minds, as bytes in hundredths.
fn percent(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/#?:@".contains(&byte);
    let sign = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(sign).collect()
}

/// A target as a writer writes it between the parentheses: in angles when it must be.
fn bracketed(target: &str, chance: &mut Chance) -> String {
    let must = target.contains([' ', '(', ')']);
    if must || chance.below(8) == 0 { format!("<{target}>") } else { target.to_owned() }
}

/// What a right link leads to: its target as written, and whether it is a picture or a document.
#[derive(PartialEq, Eq, Clone, Copy)]
enum What {
    Page,
    Picture,
    Document,
}

fn right_target(from: &PageAt, all: &[PageAt], chance: &mut Chance) -> (String, What) {
    let page = chance.of(all).clone();
    let place = if chance.below(2) == 0 { "" } else { chance.of(&HEADINGS).1 };
    let place = if place.is_empty() { String::new() } else { format!("#{place}") };
    match chance.below(13) {
        0 | 1 => (format!("{}{place}", relative(from.folder, &page.file())), What::Page),
        2 => (format!("@/{}{place}", page.file()), What::Page),
        3 => (format!("{}{place}", page.address()), What::Page),
        4 => (format!("{}{place}", page.address().trim_end_matches('/')), What::Page),
        5 => (format!("https://exempel.se{}{place}", page.address()), What::Page),
        6 => (format!("#{}", chance.of(&HEADINGS).1), What::Page),
        7 => (format!("{}?visa=allt{place}", page.address()), What::Page),
        11 => (format!("https://annan.se/{}{place}", percent("vård/på ö")), What::Page),
        12 => ((*chance.of(&["mailto:info@exempel.se", "tel:+4660123456"])).to_owned(), What::Page),
        8 => {
            let name = *chance.of(&BESIDE[..2]);
            let written = if chance.below(2) == 0 { percent(name) } else { name.to_owned() };
            (relative(from.folder, &format!("{}/{written}", page.folder)), What::Picture)
        }
        9 => {
            let name = *chance.of(&BESIDE[2..]);
            let written = if chance.below(2) == 0 { percent(name) } else { name.to_owned() };
            (relative(from.folder, &format!("{}/{written}", page.folder)), What::Document)
        }
        _ => {
            let address = chance.of(&STATIC).1;
            let written = if chance.below(2) == 0 { percent(address) } else { address.to_owned() };
            (written, What::Document)
        }
    }
}

/// A text in the making, whose links know where they stand.
#[derive(Default)]
struct Body {
    text: String,
    /// The addresses that links name, which stand after the text.
    named: String,
    /// Footnotes, which stand last.
    notes: String,
}

/// Stands before each link until its place is known.
const HERE: char = '\u{1}';

/// A link in one of the forms that links have. `at` makes its words its own.
fn link(target: &str, what: What, at: usize, body: &mut Body, chance: &mut Chance) -> String {
    let words = match what {
        What::Document => format!("Bilaga nummer {at} (pdf, csv)"),
        _ => format!("Avsnitt nummer {at} om stödet"),
    };
    let shown = bracketed(target, chance);
    if what == What::Picture {
        return match chance.below(3) {
            0 => format!("{HERE}![Karta nummer {at} över länet]({shown} \"Länets delar.\")"),
            1 => format!("{HERE}[Större karta nummer {at}]({shown})"),
            _ => format!("{HERE}![Karta nummer {at} över länet]({shown})"),
        };
    }
    match chance.below(7) {
        0 => format!("{HERE}[{words}]({shown} \"Så är det tänkt\")"),
        1 => format!("{HERE}[{words}]({shown} 'Så är det tänkt')"),
        2 => {
            body.named.push_str(&format!("[namn {at}]: {shown}\n"));
            format!("{HERE}[{words}][namn {at}]")
        }
        3 => {
            body.named.push_str(&format!("[{words}]: {shown} \"Så är det tänkt\"\n"));
            if chance.below(2) == 0 {
                format!("{HERE}[{words}][]")
            } else {
                format!("{HERE}[{words}]")
            }
        }
        4 => format!("**{HERE}[{words}]({shown})**"),
        5 => format!("{HERE}[*{words}*]({shown})"),
        _ => format!("{HERE}[{words}]({shown})"),
    }
}

/// Puts links where links may stand.
fn place(links: &[String], at: usize, body: &mut Body, chance: &mut Chance) {
    let Body { text, notes, .. } = body;
    let each = |before: &str, after: &str| -> String {
        let lines = links.iter().map(|link| format!("{before}Se {link}{after}\n"));
        lines.collect::<Vec<_>>().concat()
    };
    match chance.below(10) {
        0 => text.push_str(&format!("{}\n", each("- ", "."))),
        1 => text.push_str(&format!("{}\n", each("1. ", "."))),
        2 => text.push_str(&format!("- Först:\n\n{}\n", each("  - ", ""))),
        3 => {
            // A table of its own heading: two below one would have one name.
            text.push_str(&format!("### Tabell {at}\n\n| vad | läs |\n|---|---|\n"));
            for link in links {
                text.push_str(&format!("| åäö | {link} |\n"));
            }
            text.push('\n');
        }
        4 => text.push_str(&format!("{}\n", each("> ", ""))),
        5 => text
            .push_str(&format!(":::faktaruta {{titel=\"Fakta {at}\"}}\n{}:::\n\n", each("", "."))),
        6 => text.push_str(&format!(":::steg\n{}:::\n\n", each("1. ", "."))),
        7 => {
            text.push_str(&format!("Så är det tänkt.[^not{at}]\n\n"));
            notes.push_str(&format!("\n[^not{at}]: {}\n", links.join(" och ")));
        }
        8 => text.push_str(&format!(
            ":::dragspel {{titel=\"Mer om {at}\"}}\n\n- Yttre\n  - Se {}.\n\n:::\n\n",
            links.join(" och ")
        )),
        _ => text.push_str(&format!("Åäö: se {}.\n\n", links.join(" och\n"))),
    }
}

/// The text of a page with these links, and where they stand.
fn finished(title: &str, body: &Body) -> (String, Vec<Place>) {
    let mut text = format!("---\ntitel: {title}\n---\n\nFörst några ord om stödet.\n\n");
    for (heading, _) in HEADINGS {
        text.push_str(&format!("## {heading}\n\nDet går bra.\n\n"));
    }
    text.push_str(&format!("{}{}{}", body.text, body.named, body.notes));
    unmarked(&text)
}

/// A line, a column and the mark that stood there.
type Place = (usize, usize, char);

/// The first mark of a broken link.
const BROKEN_FROM: u32 = 0xe000;

/// A text without its marks, and where they stood.
fn unmarked(text: &str) -> (String, Vec<Place>) {
    let (mut plain, mut places) = (String::new(), Vec::new());
    let (mut line, mut column) = (1, 1);
    for sign in text.chars() {
        match sign {
            HERE | '\u{e000}'..='\u{e0ff}' => {
                places.push((line, column, sign));
                continue;
            }
            '\n' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
        plain.push(sign);
    }
    (plain, places)
}

/// The site's files that no link is in.
fn write_base(temp: &Temp) {
    temp.write(
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nmeny:\n- {titel: Om, adress: /om/}\n\
         - {titel: Rapport, adress: /filer/rapport.pdf}\n\
         granskning:\n- {regel: L012, nivå: av, varför: många sidor och ingen meny}\n\
         - {regel: F009, nivå: av, varför: alla mappar har samma filer}\n",
    );
    temp.write(
        "content/index.md",
        "---\ntitel: Start\n---\n\nVälkommen till [alla texter](om/_index.md).\n",
    );
    temp.write("content/om/_index.md", "---\ntitel: Om\ningress: Alla texter.\n---\n");
    for folder in FOLDERS {
        for name in BESIDE {
            temp.write(&format!("content/{folder}/{name}"), "fil");
        }
    }
    for (file, _) in STATIC {
        temp.write(&format!("content/{file}"), "fil");
    }
}

/// The findings about links: each as code, file, line and column.
fn found(temp: &Temp) -> (Vec<(String, String, usize, usize)>, String) {
    let arguments = [
        "check",
        "--format",
        "oneline",
        "--only",
        "L,X,R,M",
        "--allow",
        "L006,L008,M015",
        "--now",
        "2026-01-24",
    ];
    let output = delwebb(&temp.0, &arguments);
    let said = out(&output);
    let read = |line: &str| {
        let mut parts = line.splitn(4, ':');
        let file = parts.next().expect("a file").to_owned();
        let mut number = || parts.next()?.parse::<usize>().ok();
        let (line_at, column) = (number()?, number()?);
        let code = line.split('[').nth(1)?.get(..4)?.to_owned();
        Some((code, file, line_at, column))
    };
    let all = said.lines().map(|line| read(line).unwrap_or_else(|| panic!("{line}"))).collect();
    (all, format!("{said}{}", err(&output)))
}

const RIGHT: usize = 5_000;

#[test]
fn five_thousand_right_links_of_every_form_give_no_finding() {
    let mut chance = Chance(seed());
    let temp = Temp::new("right-links");
    write_base(&temp);
    let all = pages();
    let each = RIGHT.div_ceil(all.len());
    let mut count = 0;
    for page in &all {
        let mut body = Body::default();
        let mut made = 0;
        while made < each {
            let some = 1 + chance.below(3);
            let links: Vec<String> = (0..some)
                .map(|at| {
                    let (target, what) = right_target(page, &all, &mut chance);
                    link(&target, what, count + made + at, &mut body, &mut chance)
                })
                .collect();
            place(&links, count + made, &mut body, &mut chance);
            made += some;
        }
        count += made;
        let (text, places) = finished(&page.file(), &body);
        assert_eq!(places.len(), made);
        temp.write(&format!("content/{}", page.file()), text);
    }
    assert!(count >= RIGHT, "{count}");
    // And those of registers.
    let mut rows = String::new();
    for (at, page) in all.iter().enumerate() {
        let link = match at % 6 {
            0 => page.address(),
            1 => STATIC[at % 2].1.to_owned(),
            2 => percent(STATIC[at % 2].1),
            3 => format!("{}#{}", page.address(), chance.of(&HEADINGS).1),
            4 => format!("{}?visa=allt#{}", page.address(), chance.of(&HEADINGS).1),
            _ => format!("https://exempel.se{}", page.address()),
        };
        rows.push_str(&format!(
            "- {{id: d-{at}, nyckel: D{at}, titel: Plan {at}, typ: plan, länk: \"{link}\"}}\n"
        ));
    }
    temp.write("content/register/dokument.yaml", rows);
    let (wrong, said) = found(&temp);
    assert!(wrong.is_empty(), "{} of {count}\n{said}", wrong.len());
    // And every link came out on a page.
    let build = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    assert_eq!(build.status.code(), Some(0), "{}", err(&build));
    let made: usize = all
        .iter()
        .map(|page| {
            let file = temp.join(&format!("public{}index.html", page.address()));
            let text = std::fs::read_to_string(file).expect("a page");
            text.matches(" nummer ").count()
        })
        .sum();
    assert!(made >= count, "{made} of {count}");
    println!("{count} right links, {} in a register", all.len());
}

/// The ways in which a link may be broken: the target, and the code it is found by.
const BROKEN: [(&str, &str); 18] = [
    ("saknas.md", "L001"),
    ("../om/saknas.md", "L001"),
    ("@/om/saknas.md", "L001"),
    ("@/om/sida-1.markdown", "L001"),
    ("/finns/inte/", "L001"),
    ("/om/sida-1/index.html", "L001"),
    ("https://exempel.se/finns/inte/", "L001"),
    ("/filer/saknas.pdf", "L001"),
    ("/filer/%C3%A5re.pdf", "L001"),
    ("../../../../utanfor.md", "L001"),
    ("www.exempel.se", "L001"),
    ("@/om/sida-2.md#finns-inte", "L002"),
    ("/om/sida-3/#sa-gar-det", "L002"),
    ("#finns-inte", "L002"),
    ("javascript:void", "L004"),
    ("//annan.se/x", "L004"),
    ("@/om/utkast.md", "L005"),
    ("/om/gammal/", "L005"),
];

/// And pictures.
const PICTURES: [(&str, &str); 3] =
    [("saknas.png", "L003"), ("/bilder/saknas.png", "L003"), ("https://annan.se/bild.png", "L003")];

/// The mark of a broken link: which of the ways it is broken in.
fn mark(way: usize) -> char {
    char::from_u32(BROKEN_FROM + u32::try_from(way).expect("few")).expect("a sign")
}

/// A page with broken links among right ones, when there are `left` to make.
fn broken_page(
    (at, page): (usize, &PageAt),
    all: &[PageAt],
    made: &mut usize,
    chance: &mut Chance,
) -> (String, Vec<Place>) {
    let mut body = Body::default();
    for turn in 0..6 {
        let number = at * 6 + turn;
        let (target, what) = right_target(page, all, chance);
        let links = if *made < IN_TEXTS && turn % 3 == 1 {
            let way = *made % (BROKEN.len() + PICTURES.len());
            *made += 1;
            let (broken, _) = *BROKEN.iter().chain(&PICTURES).nth(way).expect("one");
            let link = if way < BROKEN.len() {
                link(broken, What::Page, number, &mut body, chance)
            } else {
                format!("{HERE}![Karta nummer {number} över länet]({broken})")
            };
            // A right one before it, perhaps on the same line.
            let shown = bracketed(&target, chance);
            let right = format!("{HERE}[Före nummer {number} (pdf, csv)]({shown})");
            vec![right, link.replace(HERE, &mark(way).to_string())]
        } else {
            vec![link(&target, what, number, &mut body, chance)]
        };
        place(&links, number, &mut body, chance);
    }
    finished(&page.file(), &body)
}

/// So many broken links stand in texts; the others in a register and the menu.
const IN_TEXTS: usize = 96;

/// And those: files with a mark for each way to be broken.
const IN_FIELDS: [(&str, &str); 2] = [
    (
        "content/register/dokument.yaml",
        "- {id: d-1, nyckel: D, titel: Planen, typ: plan, länk: /filer/rapport.pdf}\n\
         - {id: d-2, nyckel: E, titel: Åtgärder, typ: plan, länk: \u{e000}/filer/saknas.pdf}\n\
         - id: d-3\n  nyckel: F\n  titel: Bilagan\n  typ: plan\n  länk: \u{e000}\"/om/utkast.pdf\"\n",
    ),
    (
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nmeny:\n\
         - {titel: Åtgärder, adress: \u{e000}/saknas/}\n\
         - {titel: Utkast, adress: \u{e010}/om/utkast/}\n",
    ),
];

#[test]
fn a_hundred_broken_links_of_every_kind_are_found_at_their_line_and_column() {
    let mut chance = Chance(seed() ^ 0xb10c);
    let temp = Temp::new("broken-links");
    write_base(&temp);
    temp.write("content/om/utkast.md", "---\ntitel: Utkast\nutkast: ja\n---\n");
    temp.write("content/om/gammal.md", "---\ntitel: Gammal\navpubliceras: 2025-01-01\n---\n");
    let all = pages();
    let mut made = 0;
    let texts = all.iter().enumerate().map(|page| {
        let file = format!("content/{}", page.1.file());
        (file, broken_page(page, &all, &mut made, &mut chance))
    });
    let fields = IN_FIELDS.map(|(file, text)| (file.to_owned(), unmarked(text)));
    let mut expected: BTreeMap<(String, usize, usize), String> = BTreeMap::new();
    let mut ways = BTreeSet::new();
    for (file, (text, places)) in texts.chain(fields) {
        temp.write(&file, text);
        for (line, column, mark) in places.into_iter().filter(|(.., mark)| *mark != HERE) {
            let way = usize::try_from(u32::from(mark) - BROKEN_FROM).expect("few");
            let (_, code) = *BROKEN.iter().chain(&PICTURES).nth(way).expect("one");
            ways.insert(way);
            expected.insert((file.clone(), line, column), code.to_owned());
        }
    }
    assert_eq!(expected.len(), 100);
    assert_eq!(ways.len(), BROKEN.len() + PICTURES.len(), "{ways:?}");
    let (wrong, said) = found(&temp);
    let seen: BTreeMap<(String, usize, usize), String> = wrong
        .iter()
        .map(|(code, file, line, column)| ((file.clone(), *line, *column), code.clone()))
        .collect();
    let missed: Vec<_> =
        expected.iter().filter(|(place, code)| seen.get(*place) != Some(code)).collect();
    let extra: Vec<_> = seen.iter().filter(|(place, _)| !expected.contains_key(*place)).collect();
    assert!(missed.is_empty() && extra.is_empty(), "missed {missed:#?}\nextra {extra:#?}\n{said}");
    assert_eq!(wrong.len(), 100);
}
