//! How a page looks where it is shared, and what it tells search engines of itself: pictures that
//! are drawn without a browser, and JSON-LD that no title can break.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

use delwebb::check::base_site;
use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::render::{Made, PlanOptions};
use serde_json::{Value, json};

/// A title that would end an element or an attribute, if it could. A line separator is refused in content (F007).
const NASTY: &str = "</script><script>alert(1)</script> \"'&amp;<!-- \\ å";

const SITE: &str = "titel: Vård <i> & norr\nadress: \"https://exempel.se/vard/\"\nspråk: [sv, en]\navsändare: {namn: Kommunerna & regionen, kontakt: webb}\nvokabulär:\n  arbetstyp: [projekt]\n  organisationstyp: [kommun, förening]\n";

/// The files of a site, by their path in the finished site.
struct Built(Vec<(String, Vec<u8>)>);

impl Built {
    fn of(files: &[(&str, &str)]) -> Self {
        let files: Vec<(String, String)> =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let now = "2026-01-24T08:00:00Z".parse().expect("a time");
        let link = LinkOptions { now, drafts: Drafts::LeftOut };
        let options = Options { link, theme: None, base_url: None, strict: false };
        let site = load(base_site(&files), &options);
        assert_eq!(site.check(), []);
        let plan = site.plan(PlanOptions::default());
        let mut buffer = Vec::new();
        let made = plan.outputs().iter().map(|(out, output)| {
            let bytes = match plan.make(output, &mut buffer).expect("an output") {
                Made::InBuffer => buffer.clone(),
                Made::Bytes(bytes) => bytes.to_vec(),
                Made::File(..) => Vec::new(),
            };
            (out.to_string(), bytes)
        });
        Self(made.collect())
    }

    fn bytes(&self, path: &str) -> &[u8] {
        let found = self.0.iter().find(|(out, _)| out == path);
        &found.unwrap_or_else(|| panic!("no {path}")).1
    }

    fn page(&self, path: &str) -> &str {
        std::str::from_utf8(self.bytes(path)).expect("UTF-8")
    }

    /// The things that a page tells of, by their type.
    fn told(&self, path: &str) -> Vec<Value> {
        let html = self.page(path);
        let Some((_, rest)) = html.split_once("<script type=\"application/ld+json\">") else {
            return Vec::new();
        };
        let (text, after) = rest.split_once("</script>").expect("an end");
        assert!(!after.contains("ld+json"), "one block is enough");
        assert!(!text.contains(['<', '\u{2028}']), "{text}");
        let json: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(json["@context"], "https://schema.org");
        json["@graph"].as_array().cloned().unwrap_or_else(|| vec![json])
    }

    fn told_of(&self, path: &str, kind: &str) -> Vec<Value> {
        self.told(path).into_iter().filter(|thing| thing["@type"] == kind).collect()
    }
}

fn county() -> Built {
    let quoted = serde_json::to_string(NASTY).expect("a string");
    let event = format!(
        "---\ntitel: {quoted}\ningress: En dag.\ndatum: 2026-03-12\nslut: 2026-03-13\nplats: Folkets hus\n---\n\nVälkommen.\n"
    );
    let news = format!(
        "---\ntitel: {quoted}\ningress: Nytt.\ndatum: 2026-01-20\nuppdaterad: 2026-01-22\nkälla: F 1\n---\n\nText.\n"
    );
    Built::of(&[
        ("content/site.yaml", SITE),
        ("content/index.en.md", "---\ntitel: How far we have come\n---\n\nHello.\n"),
        (
            "content/register/organisationer.yaml",
            "- {id: nordby, namn: Nordby kommun, kortnamn: Nordby, typ: kommun, webbplats: \"https://nordby.example/\"}\n- {id: forening, namn: En förening, typ: förening}\n",
        ),
        (
            "content/register/kontakter.yaml",
            "- {id: webb, roll: Webben, e-post: webb@exempel.se}\n",
        ),
        ("content/kalender/dag.md", &event),
        ("content/kalender/host.md", "---\ntitel: Höstmöte\ndatum: hösten 2026\n---\n\nText.\n"),
        ("content/kalender/manad.md", "---\ntitel: Månad\ndatum: april 2026\n---\n\nText.\n"),
        ("content/nyheter/2026/nytt.md", &news),
        (
            "content/nyheter/2026/om-manaden.md",
            "---\ntitel: Om månaden\ndatum: januari 2026\nkälla: F 1\n---\n\nText.\n",
        ),
    ])
}

#[test]
fn a_page_tells_what_it_is_and_no_more() {
    let built = county();
    let publisher = json!({
        "@type": "Organization",
        "@id": "https://exempel.se/vard/#avsandare",
        "name": "Kommunerna & regionen",
        "url": "https://exempel.se/vard/",
    });
    let event = built.told_of("kalender/dag/index.html", "Event");
    assert_eq!(
        event,
        [json!({
            "@type": "Event",
            "name": NASTY,
            "startDate": "2026-03-12",
            "endDate": "2026-03-13",
            "location": {"@type": "Place", "name": "Folkets hus", "address": "Folkets hus"},
            "description": "En dag.",
            "url": "https://exempel.se/vard/kalender/dag/",
            "inLanguage": "sv",
        })]
    );
    // A month can be written, an autumn cannot.
    let month = built.told_of("kalender/manad/index.html", "Event");
    assert_eq!(month[0]["startDate"], "2026-04");
    assert_eq!(month[0].get("location"), None);
    assert_eq!(built.told_of("kalender/host/index.html", "Event"), [] as [Value; 0]);
    let news = built.told_of("nyheter/2026/nytt/index.html", "NewsArticle");
    assert_eq!(
        news,
        [json!({
            "@type": "NewsArticle",
            "headline": NASTY,
            "description": "Nytt.",
            "datePublished": "2026-01-20",
            "dateModified": "2026-01-22",
            "inLanguage": "sv",
            "mainEntityOfPage": "https://exempel.se/vard/nyheter/2026/nytt/",
            "publisher": publisher,
        })]
    );
    let month = built.told_of("nyheter/2026/om-manaden/index.html", "NewsArticle");
    assert_eq!(month[0].get("datePublished"), None, "nobody knows the day");
}

#[test]
fn the_start_page_tells_who_stands_behind_the_site() {
    let built = county();
    let site = built.told_of("index.html", "WebSite");
    assert_eq!(site[0]["name"], "Vård <i> & norr");
    assert_eq!(site[0]["publisher"]["@id"], "https://exempel.se/vard/#avsandare");
    assert_eq!(built.told_of("en/index.html", "WebSite")[0]["inLanguage"], "en");
    let sender = built.told_of("index.html", "Organization");
    assert_eq!(sender[0]["contactPoint"]["email"], "webb@exempel.se");
    assert_eq!(sender[1]["name"], "En förening");
    let nordby = json!({
        "@type": "GovernmentOrganization",
        "@id": "https://exempel.se/vard/kommuner/nordby/#organisation",
        "name": "Nordby kommun",
        "alternateName": "Nordby",
        "url": "https://nordby.example/",
    });
    assert_eq!(built.told_of("index.html", "GovernmentOrganization"), [nordby]);
    let own = built.told_of("kommuner/nordby/index.html", "GovernmentOrganization");
    assert_eq!(own[0]["mainEntityOfPage"], "https://exempel.se/vard/kommuner/nordby/");
}

#[test]
fn the_way_to_a_page_begins_with_the_site() {
    let built = county();
    let way = &built.told_of("kalender/dag/index.html", "BreadcrumbList")[0]["itemListElement"];
    let step = |at: usize, name: &str, address: &str| json!({"@type": "ListItem", "position": at, "name": name, "item": format!("https://exempel.se/vard{address}")});
    assert_eq!(
        *way,
        json!([
            step(1, "Vård <i> & norr", "/"),
            step(2, "Kalender", "/kalender/"),
            step(3, NASTY, "/kalender/dag/"),
        ])
    );
    for start in ["index.html", "en/index.html"] {
        assert_eq!(built.told_of(start, "BreadcrumbList"), [] as [Value; 0], "{start}");
    }
    assert_eq!(built.told("404.html"), [] as [Value; 0]);
}

#[test]
fn a_shared_page_has_a_card_in_its_language() {
    let built = county();
    let card = |path: &str| {
        let html = built.page(path);
        let (_, rest) = html.split_once("<meta property=\"og:image\" content=\"").expect("a card");
        rest.split_once('"').expect("an end").0.to_owned()
    };
    assert_eq!(card("kalender/dag/index.html"), "https://exempel.se/vard/delning.png");
    assert_eq!(card("en/index.html"), "https://exempel.se/vard/en/delning.png");
    let page = built.page("nyheter/2026/nytt/index.html");
    assert!(page.contains("<meta property=\"og:type\" content=\"article\">"), "{page}");
    assert!(
        page.contains("<link rel=\"icon\" href=\"/vard/favicon.ico\" sizes=\"32x32\">"),
        "{page}"
    );
    assert!(!page.contains("<script>"), "{page}");
    // PNG says its sides in its first block.
    for (path, width, height) in [
        ("delning.png", 1200, 630),
        ("en/delning.png", 1200, 630),
        ("apple-touch-icon.png", 180, 180),
    ] {
        let bytes = built.bytes(path);
        assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{path}");
        assert_eq!(sides(bytes), (width, height), "{path}");
    }
    assert_ne!(built.bytes("delning.png"), built.bytes("en/delning.png"), "they say other things");
    let icon = built.bytes("favicon.ico");
    assert_eq!(&icon[..8], [0, 0, 1, 0, 1, 0, 32, 32]);
    assert_eq!(sides(&icon[22..]), (32, 32));
    assert!(built.page("ikon.svg").starts_with("<svg"));
    // Drawn again, they are the same to the byte.
    let again = county();
    for path in ["delning.png", "favicon.ico", "apple-touch-icon.png"] {
        assert!(built.bytes(path) == again.bytes(path), "{path}");
    }
}

fn sides(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn colours_and_names_decide_the_card_and_an_own_file_stands_instead() {
    let site = |more: &str| {
        format!(
            "titel: Norr\nadress: \"https://exempel.se/\"\nvokabulär: {{arbetstyp: [projekt]}}\n{more}"
        )
    };
    let built = |settings: &str, more: &[(&str, &str)]| {
        let own = [("content/site.yaml", settings)];
        Built::of(&[&own[..], more].concat())
    };
    let plain = built(&site(""), &[]);
    let coloured = built(&site("temaval:\n  sol: \"#FF0000\"\n"), &[]);
    let named = built(&site("").replace("Norr", "Söder"), &[]);
    for path in ["delning.png", "favicon.ico", "apple-touch-icon.png", "ikon.svg"] {
        assert!(plain.bytes(path) != coloured.bytes(path), "{path}");
    }
    assert!(plain.bytes("delning.png") != named.bytes("delning.png"));
    assert!(plain.bytes("favicon.ico") == named.bytes("favicon.ico"));
    let own = built(&site(""), &[("content/static/favicon.ico", "egen")]);
    assert_eq!(own.bytes("favicon.ico"), b"egen");
    assert!(own.page("index.html").contains("href=\"/favicon.ico\""));
}
