//! The lists and tables of the theme as readers see them: how a document is got, what was spent
//! against the budget, who decided how much, which page of a long list this is, the way to
//! another language, and what a printed page says of itself.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use std::collections::BTreeMap;

use delwebb::check::base_site;
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::render::{Made, PlanOptions};

const SITE: (&str, &str) = (
    "content/site.yaml",
    "titel: Exempel\nadress: \"https://exempel.se/lan/\"\nspråk: [sv, en]\nvokabulär:\n  beslutstyp: [uppdrag]\n  dokumenttyp: [rapport]\n  dokumentformat: [pdf, html, endast på begäran]\n",
);
const DOCUMENTS: (&str, &str) = (
    "content/register/dokument.yaml",
    "- {id: prov, nyckel: P, titel: Provet, typ: rapport, datum: 2025-03, länk: /filer/prov.pdf, format: pdf, tillgängligt: nej}\n- {id: annat, titel: Annat, typ: rapport, länk: \"https://exempel.org/x\", format: html, tillgängligt: ja}\n- {id: gomt, titel: Gömt, typ: rapport, format: endast på begäran}\n- {id: okant, titel: Okänt, typ: rapport}\n",
);

/// The pages of the base site with these files, by file.
fn built(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let files: Vec<(String, String)> = [SITE, DOCUMENTS]
        .iter()
        .chain(files)
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    let options = Options { link, theme: None, base_url: None, strict: false };
    let site = load(base_site(&files), &options);
    let plan = site.plan(PlanOptions::default());
    let mut buffer = Vec::new();
    let mut made = BTreeMap::new();
    for (out, output) in plan.outputs().iter().filter(|(out, _)| out.to_string().ends_with(".html"))
    {
        if let Made::InBuffer = plan.make(output, &mut buffer).expect("an output") {
            made.insert(out.to_string(), String::from_utf8_lossy(&buffer).into_owned());
        }
    }
    made
}

/// What stands on a page, without its marks and with one space between words.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut is_mark = false;
    for sign in html.chars() {
        match sign {
            '<' => is_mark = true,
            '>' => {
                is_mark = false;
                text.push(' ');
            }
            _ if !is_mark => text.push(sign),
            _ => {}
        }
    }
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_says(html: &str, expected: &[&str]) {
    let said = words(html);
    for part in expected {
        assert!(said.contains(part), "{part:?} is not in {said:?}");
    }
}

#[test]
fn a_document_says_how_it_is_got_its_size_and_whether_all_can_read_it() {
    let bytes = "x".repeat(1_234_567);
    let pages = built(&[
        ("content/static/filer/prov.pdf", &bytes),
        ("content/om/index.md", "---\ntitel: Om\nkälla: P 1\n---\nText.\n"),
    ]);
    assert_says(
        &pages["dokument/prov/index.html"],
        &[
            "Ladda ner (PDF, 1,2 MB)",
            "Filen går inte att läsa med alla hjälpmedel.",
            "Storlek 1,2 MB",
            "Går att läsa med hjälpmedel Nej",
            "Dokumentets adress: https://exempel.se/lan/filer/prov.pdf",
        ],
    );
    // The site's own files lie below its address.
    assert!(pages["dokument/prov/index.html"].contains(r#"href="/lan/filer/prov.pdf""#));
    assert_says(
        &pages["dokument/annat/index.html"],
        &[
            "Läs dokumentet (html) (annan webbplats)",
            "Storlek Uppgift saknas",
            "Går att läsa med hjälpmedel Ja",
        ],
    );
    assert_says(
        &pages["dokument/index.html"],
        &[
            "Rapport · mars 2025 Provet Så får du det Går att läsa på nätet Format PDF, 1,2 MB Går att läsa med hjälpmedel Nej Källa för 1 sida",
            "Rapport · Datum saknas Gömt Så får du det På begäran",
            "Rapport · Datum saknas Okänt Så får du det Ingen bekräftad länk",
        ],
    );
}

#[test]
fn a_budget_shows_the_outcome_against_it_and_draws_both() {
    let pages = built(&[(
        "content/register/lansstod.yaml",
        "- år: 2025\n  källa: P 1\n  summa_angiven: {budget: 900, utfall: 850}\n  poster:\n    - {post: Mer, budget: 0, utfall: 200}\n    - {post: Mindre, budget: 400, utfall: 250}\n    - {post: Lika, budget: 500, utfall: 500}\n    - {post: Ungefär, budget: ca 100, utfall: 100}\n    - {post: Inte än, budget: 100}\n",
    )]);
    let page = &pages["resurser/index.html"];
    assert_says(
        page,
        &[
            "Mer Anges inte 0 200 +200",
            "Mindre Anges inte 400 250 −150",
            "Lika Anges inte 500 500 0",
            // Nobody can say how much more than about a hundred a hundred is.
            "Ungefär Anges inte cirka 100 100 Går inte att räkna ihop",
            "Inte än Anges inte 100 Anges inte Går inte att räkna ihop",
            "Summa enligt dokumentet Anges inte 900 850 −50",
            "Utfallet blev lika stort som budgeten för 1 av 3 poster.",
            "Talen är i kronor.",
        ],
    );
    // 250 of the greatest figure, 500, is half of the widest bar.
    assert!(page.contains(r#"<svg width="50.0%""#) && page.contains(r#"<svg width="25.0%""#));
    assert_eq!(page.matches("class=\"tomstapel\"").count(), 1, "nothing is an empty box");
}

#[test]
fn decisions_are_counted_by_who_decided_and_year() {
    let decisions = "---\ntitel: Arbetet\ntyp: projekt\nbeslut:\n  - {datum: 2026-01-02, text: Ett., av: ledningen, typ: uppdrag, källa: P 1}\n  - {datum: 2025, text: Två., av: ledningen, typ: uppdrag, källa: P 1}\n  - {datum: hösten 2025, text: Tre., av: ledningen, typ: uppdrag, källa: P 1}\n  - {datum: 2025-05-05, text: Fyra., typ: uppdrag, källa: P 1}\n---\n";
    let pages = built(&[
        ("content/register/grupper.yaml", "- {id: ledningen, namn: Ledningen}\n"),
        ("content/projekt/arbetet.md", decisions),
    ]);
    let page = &pages["beslut/index.html"];
    assert_says(
        page,
        &["Beslutat av 2026 2025 Alla år", "Ledningen 1 2 3", "Uppgift saknas 0 1 1"],
    );
    assert!(page.contains(r##"<a href="#ar_2025">"##) && page.contains(r#"id="ar_2025""#));
}

#[test]
fn a_long_list_says_which_page_this_is() {
    let news: Vec<(String, String)> = (1..=5)
        .map(|day| {
            let text = format!("---\ntitel: Nyhet {day}\ndatum: 2025-01-0{day}\n---\n");
            (format!("content/nyheter/2025/n{day}.md"), text)
        })
        .collect();
    let mut files: Vec<(&str, &str)> =
        news.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push((
        "content/nyheter/_index.md",
        "---\ntitel: Nyheter\ningress: Ingressen.\nper_sida: 2\n---\n",
    ));
    let pages = built(&files);
    let second = &pages["nyheter/sida/2/index.html"];
    assert_says(second, &["Nyheter, sida 2 av 3 –", "Nyheter Sida 2 av 3", "Föregående sida"]);
    assert!(second.contains(r#"aria-current="page""#));
    let main = |html: &str| html.split("<main").nth(1).unwrap_or_default().to_owned();
    assert!(words(&main(&pages["nyheter/index.html"])).contains("Ingressen."));
    assert!(!words(&main(second)).contains("Ingressen."));
}

#[test]
fn a_page_leads_to_the_other_language_and_says_its_address_on_paper() {
    let pages = built(&[
        ("content/index.en.md", "---\ntitel: In English\n---\n"),
        ("content/om/index.md", "---\ntitel: Om\n---\n"),
        ("content/om/index.en.md", "---\ntitel: About\n---\n"),
        ("content/om/mer.md", "---\ntitel: Mer\n---\n"),
    ]);
    let link =
        |address: &str| format!(r#"<a href="{address}" lang="en" hreflang="en">English</a>"#);
    assert!(pages["om/index.html"].contains(&link("/lan/en/om/")), "its own translation");
    assert!(pages["om/mer/index.html"].contains(&link("/lan/en/")), "the other start page");
    assert_says(&pages["om/mer/index.html"], &["Sidans adress: https://exempel.se/lan/om/mer/"]);
    assert!(!pages["en/om/index.html"].contains(">English<"));
}
