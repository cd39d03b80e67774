//! A difference in words: what the terminal, the summary and the archive are made of.

use crate::base::{Lang, Text};

use super::difference::{
    Changed, Difference, Ended, FactChange, FileChange, Moved, Named, Removed,
};
use super::release::Release;

/// A difference as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What it is about, in one line.
    pub title: String,
    /// From which release to which.
    pub about: Vec<String>,
    /// What has changed, the most important first; those without items are left out.
    pub sections: Vec<Section>,
    /// Files and bytes.
    pub files: String,
}

/// One kind of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which, with how many there are.
    pub heading: String,
    /// What it is, for those who see only the colour or the sign.
    pub sign: Sign,
    /// The pages.
    pub items: Vec<Item>,
}

/// Kinds of change that are shown apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Something came.
    New,
    /// Something is otherwise.
    Changed,
    /// Something is elsewhere.
    Moved,
    /// Something went.
    Removed,
    /// Nobody wrote it: it follows from something else.
    Follows,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is called.
    pub title: String,
    /// Its address on the site.
    pub address: String,
    /// What is to be said of it.
    pub lines: Vec<String>,
}

/// The longest value that is shown whole, in letters.
const LONGEST: usize = 70;

/// How many pages that link to a removed one are named.
const MOST_LINKING: usize = 5;

/// Puts a difference into words.
#[must_use]
pub fn summary(
    difference: &Difference,
    live: Option<&Release>,
    new: &Release,
    lang: Lang,
) -> Summary {
    let mut sections = Vec::new();
    let mut section = |sign, words: (&str, &str), items: Vec<Item>| {
        if !items.is_empty() {
            let name = if lang == Lang::Sv { words.0 } else { words.1 };
            sections.push(Section { heading: format!("{name} ({})", items.len()), sign, items });
        }
    };
    let all = |pages: &[Named]| pages.iter().map(|page| item(page, Vec::new())).collect();
    section(Sign::New, ("Nya sidor", "New pages"), all(&difference.new));
    let changed = difference.changed.iter().map(|page| changed(page, lang)).collect();
    section(Sign::Changed, ("Ändrade sidor", "Changed pages"), changed);
    let moved = difference.moved.iter().map(|page| moved(page, lang)).collect();
    section(Sign::Moved, ("Flyttade sidor", "Moved pages"), moved);
    let removed = difference.removed.iter().map(|page| removed(page, lang)).collect();
    section(Sign::Removed, ("Borttagna sidor", "Removed pages"), removed);
    let ended = difference.ended.iter().map(|ended| old_address(ended, lang)).collect();
    let name = ("Gamla adresser som slutar fungera", "Old addresses that stop working");
    section(Sign::Removed, name, ended);
    let named = difference.files.iter().map(|(path, change)| file(path, *change, lang)).collect();
    section(Sign::Changed, ("Filer", "Files"), named);
    let named =
        difference.shared.iter().map(|(path, change)| shared(path, *change, lang)).collect();
    let name = ("Inställningar, register och tema", "Settings, registers and theme");
    section(Sign::Changed, name, named);
    section(
        Sign::Follows,
        (
            "Sidor som visar det som har ändrats på andra ställen",
            "Pages that show what has changed elsewhere",
        ),
        all(&difference.echoes),
    );
    section(
        Sign::Follows,
        (
            "Sidor där bara utseende eller länkar är annorlunda",
            "Pages that only look or link otherwise",
        ),
        all(&difference.looks),
    );
    let title = match (live, difference.is_empty()) {
        (None, _) => &TITLES[0],
        (_, true) => &TITLES[1],
        _ => &TITLES[2],
    };
    let title = title.get(lang).to_owned();
    Summary { title, about: about(live, new, lang), sections, files: files(difference, lang) }
}

/// What summaries are called: the first one, one without a change, all others.
static TITLES: [Text; 3] = [
    Text::fixed("Första publiceringen", "The first publication"),
    Text::fixed("Inget är ändrat", "Nothing has changed"),
    Text::fixed("Det här blir annorlunda", "This will be different"),
];

/// Whether a file is a summary that was written earlier: its title stands near its beginning.
#[must_use]
pub fn is_summary(text: &str) -> bool {
    let begins: String = text.chars().take(4000).collect();
    let titles = TITLES.iter().flat_map(|title| [title.get(Lang::Sv), title.get(Lang::En)]);
    titles.into_iter().any(|title| begins.contains(title))
}

fn about(live: Option<&Release>, new: &Release, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if !new.address.is_empty() {
        let words =
            Text::new(format!("Adress: {}", new.address), format!("Address: {}", new.address));
        lines.push(words.get(lang).to_owned());
    }
    if let Some(live) = live {
        let when = live.when();
        let words = Text::new(
            format!("Visas nu: utgåva {}, publicerad {when} av {}", live.id, live.by),
            format!("Shown now: release {}, published {when} by {}", live.id, live.by),
        );
        lines.push(words.get(lang).to_owned());
    }
    lines
}

fn item(page: &Named, lines: Vec<String>) -> Item {
    Item { title: page.title.clone(), address: page.address.clone(), lines }
}

fn changed(page: &Changed, lang: Lang) -> Item {
    let mut lines: Vec<String> =
        page.facts.iter().flat_map(|fact| fact_lines(fact, lang)).collect();
    if page.text {
        lines.push(Text::fixed("text ändrad", "text changed").get(lang).to_owned());
    }
    item(&page.page, lines)
}

fn fact_lines(fact: &FactChange, lang: Lang) -> Vec<String> {
    let FactChange { key, before, after } = fact;
    if let ([old], [new]) = (&before[..], &after[..])
        && let Some(lines) = part_lines(key, old, new)
    {
        return lines;
    }
    let words = match (&before[..], &after[..]) {
        ([old], [new]) => vec![Text::new(
            format!("{key}: {} → {}", short(old), short(new)),
            format!("{key}: {} → {}", short(old), short(new)),
        )],
        _ => {
            let gone = before.iter().map(|line| {
                Text::new(
                    format!("{key}, borttaget: {}", short(line)),
                    format!("{key}, removed: {}", short(line)),
                )
            });
            let come = after.iter().map(|line| {
                Text::new(
                    format!("{key}, nytt: {}", short(line)),
                    format!("{key}, new: {}", short(line)),
                )
            });
            gone.chain(come).collect()
        }
    };
    words.iter().map(|line| line.get(lang).to_owned()).collect()
}

/// What changed of an entry with several parts (`datum: 2025; läge: pågår`), each part by itself
/// and the first to tell which entry it is; nothing when they are not the same parts.
fn part_lines(key: &str, old: &str, new: &str) -> Option<Vec<String>> {
    fn parts(entry: &str) -> Vec<Option<(&str, &str)>> {
        entry.split("; ").map(|part| part.split_once(": ")).collect()
    }
    let (before, after) = (parts(old), parts(new));
    if before.len() < 2 || before.len() != after.len() {
        return None;
    }
    let first = old.split("; ").next().filter(|first| new.split("; ").next() == Some(first));
    let which = first.map_or_else(|| key.to_owned(), |first| format!("{key} ({})", short(first)));
    let mut lines = Vec::new();
    for (old, new) in before.into_iter().zip(after) {
        let ((name, old), (other, new)) = (old?, new?);
        if name != other {
            return None;
        }
        if old != new {
            lines.push(format!("{which}, {name}: {} → {}", short(old), short(new)));
        }
    }
    Some(lines)
}

fn moved(page: &Moved, lang: Lang) -> Item {
    let line = Text::new(
        format!("låg på {}, som leder vidare hit", page.from),
        format!("was at {}, which leads here", page.from),
    );
    item(&page.to, vec![line.get(lang).to_owned()])
}

fn removed(page: &Removed, lang: Lang) -> Item {
    let mut lines = Vec::new();
    let mut line = |words: Text| lines.push(words.get(lang).to_owned());
    if page.in_menu {
        line(Text::fixed("stod i huvudmenyn", "was in the main menu"));
    }
    for from in page.linked_from.iter().take(MOST_LINKING) {
        let (title, address) = (&from.title, &from.address);
        line(Text::new(
            format!("länkades från {title} ({address})"),
            format!("was linked to from {title} ({address})"),
        ));
    }
    let more = page.linked_from.len().saturating_sub(MOST_LINKING);
    if more > 0 {
        line(Text::new(
            format!("och från {more} sidor till"),
            format!("and from {more} more pages"),
        ));
    }
    if page.linked_from.is_empty() && !page.in_menu {
        line(Text::fixed("ingen sida länkade dit", "no page linked to it"));
    }
    item(&page.page, lines)
}

fn old_address(ended: &Ended, lang: Lang) -> Item {
    let to = &ended.to.address;
    let led = Text::new(format!("ledde till {to}"), format!("led to {to}"));
    let lines = vec![led.get(lang).to_owned()];
    Item { title: ended.to.title.clone(), address: ended.from.clone(), lines }
}

fn file(path: &str, change: FileChange, lang: Lang) -> Item {
    let name = path.rsplit('/').next().unwrap_or(path);
    Item { title: name.to_owned(), address: format!("/{path}"), lines: vec![became(change, lang)] }
}

/// The settings, a register or the theme: by its file or folder in the site's own folder, for it
/// is no address.
fn shared(path: &str, change: FileChange, lang: Lang) -> Item {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    Item { title: name.to_owned(), address: path.to_owned(), lines: vec![became(change, lang)] }
}

fn became(change: FileChange, lang: Lang) -> String {
    let what = match change {
        FileChange::New => Text::fixed("ny", "new"),
        FileChange::Changed => Text::fixed("ändrad", "changed"),
        FileChange::Removed => Text::fixed("borttagen", "removed"),
    };
    what.get(lang).to_owned()
}

/// A value that is cut when it is long.
fn short(value: &str) -> String {
    if value.chars().count() <= LONGEST {
        return value.to_owned();
    }
    let cut: String = value.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut.get(..end).unwrap_or(&cut))
}

fn files(difference: &Difference, lang: Lang) -> String {
    let (new, changed) = (difference.new_files, difference.changed_files);
    let (gone, bytes) = (difference.removed_files, size(difference.bytes, lang));
    Text::new(
        format!("Filer: {new} nya, {changed} ändrade, {gone} borttagna, {bytes}"),
        format!("Files: {new} new, {changed} changed, {gone} removed, {bytes}"),
    )
    .get(lang)
    .to_owned()
}

/// Bytes as people say them.
#[must_use]
pub fn size(bytes: u64, lang: Lang) -> String {
    let of = |unit: u64, name: &str| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        let comma = if lang == Lang::Sv { ',' } else { '.' };
        match tenths {
            100.. => format!("{} {name}", tenths / 10),
            _ => format!("{}{comma}{} {name}", tenths / 10, tenths % 10),
        }
    };
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => of(1_000, "kB"),
        1_000_000..1_000_000_000 => of(1_000_000, "MB"),
        _ => of(1_000_000_000, "GB"),
    }
}

/// What changed, in one line: for the terminal when it is done, and for the log.
#[must_use]
pub fn one_line(difference: &Difference, lang: Lang) -> String {
    let counts = [
        (difference.new.len(), ("ny sida", "nya sidor"), ("new page", "new pages")),
        (
            difference.changed.len(),
            ("ändrad sida", "ändrade sidor"),
            ("changed page", "changed pages"),
        ),
        (difference.moved.len(), ("flyttad sida", "flyttade sidor"), ("moved page", "moved pages")),
        (
            difference.removed.len(),
            ("borttagen sida", "borttagna sidor"),
            ("removed page", "removed pages"),
        ),
        (
            difference.echoes.len() + difference.looks.len(),
            ("sida som följer med", "sidor som följer med"),
            ("page that follows", "pages that follow"),
        ),
    ];
    let said = counts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, sv, en)| {
        let (one, many) = if lang == Lang::Sv { sv } else { en };
        format!("{count} {}", if count == 1 { one } else { many })
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { files(difference, lang) } else { said.join(", ") }
}
