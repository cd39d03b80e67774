//! The search: what is in the index, and what is not. Questions are asked of it in
//! `tests/search/`, and in a browser in `tests/browser/`.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "search/stems.rs"]
mod stems;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use delwebb::base::Language;
use delwebb::search::stem;
use serde_json::Value;
use support::{Temp, delwebb, err, out, tree};

fn site(files: &[(&str, &str)]) -> Temp {
    let temp = Temp::new("search");
    temp.write(
        "content/site.yaml",
        "titel: A\nadress: \"https://exempel.se/w/\"\nspråk: [sv, en]\n\
         vokabulär: {arbetstyp: [projekt], organisationstyp: [kommun]}\n",
    );
    temp.write("content/index.md", "---\ntitel: Start\n---\n");
    temp.write("content/sok.md", "---\ntitel: Sök\n---\n");
    for (path, text) in files {
        temp.write(&format!("content/{path}"), text);
    }
    temp
}

fn build(temp: &Temp) {
    let output = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
}

fn json(at: &Path) -> Value {
    let text = fs::read_to_string(at).expect("the file is there");
    serde_json::from_str(&text).expect("it is JSON")
}

/// An index, read as a browser reads it.
struct Index {
    start: Value,
    /// The titles of the entries that hold each term, the best first.
    terms: BTreeMap<String, Vec<String>>,
    /// A word of the site with each stem.
    wholes: BTreeMap<String, Option<String>>,
    cards: Vec<Value>,
    facets: Value,
}

impl Index {
    fn read(folder: &Path) -> Self {
        let start = json(&folder.join("start.json"));
        let read = |name: &str| {
            let files = (0..).map(|number| folder.join(format!("{name}-{number}.json")));
            files.take_while(|at| at.exists()).map(|at| json(&at)).collect::<Vec<Value>>()
        };
        let list = |value: &Value| value.as_array().cloned().expect("a list");
        let (files, cards) = (read("ord"), read("kort"));
        let cards: Vec<Value> = cards.iter().flat_map(|file| list(&file["kort"])).collect();
        let (mut terms, mut wholes) = (BTreeMap::new(), BTreeMap::new());
        for file in &files {
            assert_eq!(file["märke"], start["märke"]);
            for (term, ending) in list(&file["ord"]).iter().zip(list(&file["hela"])) {
                let term = term.as_str().expect("a term");
                let whole = ending.as_str().map(|ending| match ending.strip_prefix('=') {
                    Some(word) => word.to_owned(),
                    None => format!("{term}{ending}"),
                });
                wholes.insert(term.to_owned(), whole);
            }
            for (term, found) in list(&file["ord"]).iter().zip(list(&file["i"])) {
                let mut entry = 0;
                let mut scored: Vec<(u64, String)> = Vec::new();
                for number in list(&found) {
                    let number = number.as_u64().expect("a number");
                    entry += usize::try_from(number / 32).expect("an entry");
                    let title = cards[entry][0].as_str().expect("a title").to_owned();
                    scored.push((number % 32, title));
                }
                scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
                let titles = scored.into_iter().map(|(_, title)| title).collect();
                terms.insert(term.as_str().expect("a term").to_owned(), titles);
            }
        }
        assert_eq!(start["från"].as_array().map(Vec::len), Some(files.len() - 1));
        Self { start, terms, wholes, cards, facets: json(&folder.join("urval.json")) }
    }

    fn of(temp: &Temp) -> Self {
        Self::read(&temp.join("public/sok/index"))
    }

    /// The titles of what holds a word, the best first.
    fn by(&self, word: &str) -> Vec<&str> {
        let found = self.terms.get(&stem(Language::SV, word));
        found.into_iter().flatten().map(String::as_str).collect()
    }

    /// Whether who asks for one is shown what says the other, both as stems.
    fn leads(&self, asked: &str, said: &str) -> bool {
        let pairs = self.start["lika"].as_array().expect("a list");
        pairs.iter().any(|pair| pair[0] == asked && pair[1] == said)
    }

    /// The titles of what can be chosen by a value.
    fn chosen(&self, key: &str, value: &str) -> BTreeSet<&str> {
        let steps = self.facets["urval"][key][value].as_array().expect("the value is there");
        let mut entry = 0;
        let mut titles = BTreeSet::new();
        for step in steps {
            entry += usize::try_from(step.as_u64().expect("a step")).expect("an entry");
            titles.insert(self.cards[entry][0].as_str().expect("a title"));
        }
        titles
    }
}

#[test]
fn forms_of_a_word_and_parts_of_compounds_lead_to_a_page() {
    let temp = site(&[
        ("om/a.md", "---\ntitel: Uppföljning av hemsjukvårdsavtalet\n---\n\nKommunernas text.\n"),
        (
            "om/b.md",
            "---\ntitel: Annat\n---\n\n> Ett citat om bemanningen.\n\nHälsocentralen `kodord`\n",
        ),
    ]);
    build(&temp);
    let index = Index::of(&temp);
    let long = "Uppföljning av hemsjukvårdsavtalet";
    for word in
        ["kommun", "kommunerna", "avtal", "avtalen", "hemsjukvård", "hemsjukvårdsavtal", "vård"]
    {
        assert_eq!(index.by(word), [long], "{word}");
    }
    assert_eq!(index.by("bemanning"), ["Annat"]);
    // What a slip may have meant is told as a word of the site, and never as a stem.
    assert_eq!(index.wholes["kommun"], Some("kommunernas".to_owned()));
    assert_eq!(index.wholes["bemanning"], Some("bemanningen".to_owned()));
    assert_eq!(index.wholes["sjukvård"], Some("sjukvård".to_owned()), "a word as it stands in one");
    assert_eq!(index.wholes["häls"], None, "nobody spells it hälso");
    assert_eq!(index.by("kodord"), ["Annat"]);
    assert_eq!(index.by("ett"), [""; 0], "a stop word");
}

#[test]
fn a_word_in_a_title_says_more_than_one_in_the_text_and_a_short_text_more_than_a_long_one() {
    let filler = "mycket annat som står här ".repeat(80);
    let temp = site(&[
        ("om/lang.md", &*format!("---\ntitel: Lång\n---\n\n{filler} egenvård.\n")),
        ("om/kort.md", "---\ntitel: Kort\n---\n\nOm egenvård.\n"),
        ("om/ingress.md", "---\ntitel: Ingress\ningress: Om egenvård.\n---\n\nText.\n"),
        ("om/titel.md", "---\ntitel: Egenvård\n---\n\nText.\n"),
    ]);
    build(&temp);
    assert_eq!(Index::of(&temp).by("egenvård"), ["Egenvård", "Ingress", "Kort", "Lång"]);
}

#[test]
fn words_of_the_glossary_are_found_and_lead_to_each_other() {
    let temp = site(&[
        (
            "register/ordlista.yaml",
            "- {id: sip, term: Samordnad individuell plan, förkortning: SIP, förklaring: En plan för dig., undvik: [vårdplan]}\n",
        ),
        (
            "register/synonymer.yaml",
            "- {ord: pengar, betyder: [budget, resurser]}\n- {ord: hjälp, betyder: [stöd]}\n",
        ),
    ]);
    build(&temp);
    let index = Index::of(&temp);
    assert_eq!(index.by("samordnad"), ["Samordnad individuell plan"]);
    let card = index.cards.iter().find(|card| card[0] == "Samordnad individuell plan");
    assert_eq!(card.expect("a card")[1], "/w/ordlista/#sip");
    let leads = |asked: &str, said: &str| index.leads(asked, said);
    assert!(leads("sip", "samordn individuell plan"));
    assert!(leads("samordn individuell plan", "sip"));
    assert!(leads("vardpl", "samordn individuell plan"));
    assert!(leads("peng", "budg") && leads("peng", "resurs"));
    assert!(leads("hjalp", "stöd"), "what is said keeps its marks");
    assert!(!leads("budg", "peng"), "only one way");
}

#[test]
fn a_word_of_a_phrase_is_not_the_phrase() {
    let temp = site(&[(
        "register/synonymer.yaml",
        "- {ord: hur går det, betyder: [läget]}\n- {ord: english, betyder: [andra språk]}\n",
    )]);
    build(&temp);
    let index = Index::of(&temp);
    assert!(index.leads("hur gar det", "läg") && index.leads("english", "andr språk"));
}

#[test]
fn nobody_means_a_word_that_tells_nothing_apart() {
    let temp = site(&[(
        "om/a.md",
        "---\ntitel: A\n---\n\nVi har ett demensteam för dem, och de är där för dem.\n",
    )]);
    build(&temp);
    let index = Index::of(&temp);
    // *demens* and *dem* have one stem.
    assert_eq!(stem(Language::SV, "demens"), stem(Language::SV, "dem"));
    assert_eq!(index.wholes["dem"], Some("demens".to_owned()));
    assert_ne!(stem(Language::SV, "tidigt"), stem(Language::SV, "tid"));
}

#[test]
fn a_row_whose_id_is_a_number_is_found_by_it() {
    let temp = site(&[
        ("malbild/_index.md", "---\ntitel: Målbild\n---\n"),
        (
            "register/dokument.yaml",
            "- {id: m, nyckel: M, titel: Målbilden, typ: rapport, utgivare: A}\n",
        ),
        (
            "register/delmal.yaml",
            "- {id: \"1\", text: Vården är nära, källa: M 1}\n- {id: \"2\", text: Vården är god, källa: M 1}\n",
        ),
    ]);
    build(&temp);
    let index = Index::of(&temp);
    assert_eq!(index.by("2").first(), Some(&"Vården är god"), "{:?}", index.by("2"));
    let card = index.cards.iter().find(|card| card[0] == "Vården är god").expect("a card");
    assert_eq!(card[3][0], "Delmål 2");
}

#[test]
fn entries_are_chosen_by_kind_organisation_target_group_and_year() {
    let temp = site(&[
        (
            "register/organisationer.yaml",
            "- {id: ange, namn: Ånge kommun, kortnamn: Ånge, typ: kommun}\n- {id: timra, namn: Timrå kommun, kortnamn: Timrå, typ: kommun}\n",
        ),
        ("register/malgrupper.yaml", "- {id: aldre, namn: Äldre}\n"),
        (
            "projekt/ett.md",
            "---\ntitel: Ett\ntyp: projekt\norganisationer: [ange]\nmålgrupper: [aldre]\n---\n\nText.\n",
        ),
        ("projekt/alla.md", "---\ntitel: Alla\ntyp: projekt\norganisationer: alla\n---\n\nText.\n"),
        ("nyheter/2025/nytt.md", "---\ntitel: Nytt\ndatum: mars 2025\n---\n\nText.\n"),
    ]);
    build(&temp);
    let index = Index::of(&temp);
    assert_eq!(
        index.chosen("organisation", "ange"),
        BTreeSet::from(["Ett", "Alla", "Ånge kommun"])
    );
    assert_eq!(index.chosen("organisation", "timra"), BTreeSet::from(["Alla", "Timrå kommun"]));
    assert_eq!(index.chosen("malgrupp", "aldre"), BTreeSet::from(["Ett", "Äldre"]));
    assert_eq!(index.chosen("ar", "2025"), BTreeSet::from(["Nytt"]));
    assert_eq!(index.chosen("slag", "arbete"), BTreeSet::from(["Ett", "Alla"]));
    // What the page offers is what there is.
    let page = fs::read_to_string(temp.join("public/sok/index.html")).expect("the page");
    assert!(page.contains("<option value=\"ange\">Ånge</option>"));
    // Who looks for a municipality finds what concerns it.
    assert_eq!(index.by("ånge"), ["Ånge kommun", "Ett"]);
}

#[test]
fn without_a_page_for_it_there_is_no_search_and_with_one_every_page_has_the_field() {
    let temp = site(&[("om/index.md", "---\ntitel: Om\n---\n\nText.\n")]);
    build(&temp);
    let form = "<form class=\"sokruta\" role=\"search\" action=\"/w/sok/\"";
    for page in ["index.html", "om/index.html", "404.html"] {
        let html = fs::read_to_string(temp.join(&format!("public/{page}"))).expect("a page");
        assert!(html.contains(form), "{page}");
    }
    fs::remove_file(temp.join("content/sok.md")).expect("remove the page");
    build(&temp);
    for (path, bytes) in tree(&temp.join("public")) {
        // The theme's style sheet for it is there all the same.
        let is_ours =
            path.starts_with("sok/") || path.starts_with("assets/sok.") && path.ends_with(".js");
        assert!(!is_ours, "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains("class=\"sokruta\""), "{path}");
    }
}

#[test]
fn each_language_searches_among_its_own_pages() {
    let temp = site(&[
        ("index.en.md", "---\ntitel: Home\n---\n"),
        ("sok.en.md", "---\ntitel: Search\n---\n"),
        ("om/index.md", "---\ntitel: Om\n---\n\nSvenska.\n"),
        ("om/index.en.md", "---\ntitel: About\n---\n\nPlanned stories.\n"),
    ]);
    build(&temp);
    let english = Index::read(&temp.join("public/en/sok/index"));
    assert_eq!(english.start["språk"], "en");
    assert_eq!(english.terms.get("story").expect("a term"), &["About"]);
    assert_eq!(english.terms.get("plan").expect("a term"), &["About"]);
    assert!(!english.terms.contains_key("svensk"));
    assert!(!Index::of(&temp).terms.contains_key("story"));
    let about = fs::read_to_string(temp.join("public/en/om/index.html")).expect("a page");
    assert!(about.contains("action=\"/w/en/sok/\""));
}

#[test]
fn without_script_everything_is_listed_letter_by_letter() {
    let temp = site(&[
        ("om/o.md", "---\ntitel: Överblick\n---\n\nText.\n"),
        ("om/a.md", "---\ntitel: Égalité\n---\n\nText.\n"),
        ("om/tal.md", "---\ntitel: 1177 Vårdguiden\n---\n\nText.\n"),
        ("register/malgrupper.yaml", "- {id: aldre, namn: Äldre}\n"),
    ]);
    build(&temp);
    let page = fs::read_to_string(temp.join("public/sok/index.html")).expect("the page");
    let letters: Vec<&str> = page
        .split("<h3 id=\"sok_bokstav_")
        .skip(1)
        .filter_map(|part| part.split_once("\">")?.1.split_once("</h3>").map(|(letter, _)| letter))
        .map(|letter| letter.rsplit('>').next().unwrap_or(letter))
        .collect();
    assert_eq!(letters.first(), Some(&"#"), "{letters:?}");
    assert!(letters.contains(&"E") && letters.contains(&"Ö"), "{letters:?}");
    assert!(!letters.contains(&"É"));
    let (by_letter, by_kind) = page.split_once("id=\"sok_slagen\"").expect("the kinds");
    for title in ["Överblick", "Égalité", "1177 Vårdguiden"] {
        assert!(by_letter.contains(title) && by_kind.contains(title), "{title}");
    }
    let kinds = by_kind.matches("<h3 id=\"sok_slag_").count();
    assert!(kinds > 1 && kinds == by_kind.matches("<a href=\"#sok_slag_").count(), "{kinds}");
    assert!(page.contains("<noscript>"));
}

#[test]
fn an_edit_changes_the_files_of_its_words_and_another_page_the_mark_of_all() {
    let temp = site(&[("om/a.md", "---\ntitel: A\n---\n\nText.\n")]);
    build(&temp);
    let first = tree(&temp.join("public/sok/index"));
    fs::remove_dir_all(temp.join("public")).expect("remove the site");
    build(&temp);
    assert_eq!(tree(&temp.join("public/sok/index")), first);
    let mark = || Index::of(&temp).start["märke"].clone();
    let before = mark();
    temp.write("content/om/a.md", "---\ntitel: A\n---\n\nTexten är ny.\n");
    build(&temp);
    let second = tree(&temp.join("public/sok/index"));
    let changed = first.iter().zip(&second).filter(|(one, other)| one != other);
    let changed: Vec<&str> = changed.map(|((path, _), _)| path.as_str()).collect();
    assert_eq!((changed, mark()), (vec!["ord-0.json"], before.clone()));
    temp.write("content/om/b.md", "---\ntitel: B\n---\n\nTexten är ny.\n");
    build(&temp);
    assert_ne!(mark(), before);
}
