//! What pages gather from others, through the front door: the decisions and dated steps of the
//! areas and works that belong to them, and what came of a plan's points. A small site in memory.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use delwebb::model::{Drafts, LinkOptions, PageId};
use delwebb::pipeline::{Options, Site, load};
use delwebb::render::PlanOptions;
use delwebb::source::Source;

const FILES: &[(&str, &str)] = &[
    ("content/site.yaml", "titel: Prov\n"),
    ("content/index.md", "---\ntitel: Prov\n---\n"),
    (
        "content/register/organisationer.yaml",
        "- {id: norr, namn: Norr}\n- {id: soder, namn: Söder}\n",
    ),
    (
        "content/register/grupper.yaml",
        "- {id: ledning, namn: Ledningen}\n- {id: rad, namn: Rådet, rapporterar_till: ledning}\n",
    ),
    (
        "content/omraden/stod.md",
        "---\ntitel: Stöd\norganisationer: alla\nutfall:\n  - {år: 2025, text: Kom i gång., källa: Å 1}\n  - {år: 2026, text: Fortsätter., källa: Å 2}\nbeslut:\n  - {text: Området börjar., av: ledning, datum: 2024, källa: Å 1}\n---\n",
    ),
    (
        "content/projekt/team.md",
        "---\ntitel: Team\ntyp: projekt\nområde: stod\norganisationer: [norr]\nbeslut:\n  - {text: Teamet införs., av: rad, datum: december 2025, källa: Å 1}\nhändelser:\n  - {titel: Avstämning, datum: 2027, källa: Å 1}\n---\n",
    ),
    (
        "content/projekt/tillagg.md",
        "---\ntitel: Tillägg\ntyp: tilläggsuppdrag\nförälder: team\nbeslut:\n  - {text: Tillägget börjar., datum: 2026, källa: Å 1}\n---\n",
    ),
    (
        "content/projekt/annat.md",
        "---\ntitel: Annat\ntyp: projekt\nbeslut:\n  - {text: Annat., källa: Å 1}\n---\n",
    ),
    ("content/kalender/dag.md", "---\ntitel: En dag\ndatum: 2026-03-01\navser: [team]\n---\n"),
    (
        "content/fardplan/2025.md",
        "---\ntitel: Planen\npunkter:\n  - {nr: 1, text: Stöd., avser: [stod], källa: F 1}\n  - {nr: 2, text: Team., avser: [team], källa: F 1}\n---\n",
    ),
];

fn site() -> Site {
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = LinkOptions { now, drafts: Drafts::LeftOut };
    let options = Options { link, theme: None, base_url: None, strict: false };
    load(Source::from_memory(FILES.iter().copied()), &options)
}

fn page(site: &Site, address: &str) -> PageId {
    let pages = site.model.pages.iter();
    pages.into_iter().position(|page| page.address.as_str() == address).expect("a page")
}

/// What the page at `address` has under `key`, as JSON.
fn context(site: &Site, address: &str, key: &str) -> serde_json::Value {
    let plan = site.plan(PlanOptions::default());
    let entries = plan.context(page(site, address)).expect("a context");
    let (_, value) = entries.into_iter().find(|(name, _)| *name == key).expect("an entry");
    serde_json::to_value(&value).expect("a value")
}

/// The texts at `field` of every item in a list.
fn texts(list: &serde_json::Value, field: &str) -> Vec<String> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().map(|item| item[field].as_str().unwrap_or_default().to_owned()).collect()
}

fn decisions(site: &Site, address: &str) -> Vec<String> {
    texts(&context(site, address, "decisions"), "text")
}

fn ahead(site: &Site, address: &str) -> Vec<String> {
    texts(&context(site, address, "events")["ahead"], "title")
}

#[test]
fn an_area_has_the_decisions_of_its_works_and_of_what_is_added_to_them() {
    let site = site();
    let all = ["Tillägget börjar.", "Teamet införs.", "Området börjar."];
    assert_eq!(decisions(&site, "/omraden/stod/"), all, "the newest first");
    assert_eq!(decisions(&site, "/projekt/team/"), all[..2], "a work, what is added to it");
    assert_eq!(decisions(&site, "/projekt/annat/"), ["Annat."]);
}

#[test]
fn an_organisation_has_what_it_takes_part_in_and_no_more() {
    let site = site();
    // The area is for all; the work in it is not.
    assert_eq!(decisions(&site, "/kommuner/norr/"), ["Teamet införs.", "Området börjar."]);
    assert_eq!(decisions(&site, "/kommuner/soder/"), ["Området börjar."]);
    assert_eq!(ahead(&site, "/kommuner/norr/"), ["En dag", "Avstämning"], "the nearest first");
    assert!(ahead(&site, "/kommuner/soder/").is_empty());
}

#[test]
fn a_group_has_the_decisions_it_has_made() {
    let site = site();
    assert_eq!(decisions(&site, "/grupper/rad/"), ["Teamet införs."]);
    assert_eq!(decisions(&site, "/grupper/ledning/"), ["Området börjar."]);
    let groups = context(&site, "/grupper/rad/", "leadership");
    assert_eq!(texts(&groups, "name"), ["Ledningen", "Rådet"]);
    assert_eq!(groups[1]["reports_to"]["href"], "/grupper/ledning/");
}

#[test]
fn a_point_of_a_plan_has_what_came_of_it_that_year() {
    let site = site();
    let front = context(&site, "/fardplan/2025/", "front");
    assert_eq!(
        texts(&front["points"][0]["outcomes"], "text"),
        ["Kom i gång."],
        "not the year after"
    );
    assert_eq!(front["points"][0]["outcomes"][0]["subject"]["href"], "/omraden/stod/");
    assert_eq!(texts(&front["points"][1]["outcomes"], "text"), [""; 0], "nothing is reported");
}
