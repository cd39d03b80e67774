//! Pictures that only decorate: the word that says so reaches neither a page nor a machine file,
//! and the picture has an empty description.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use support::{Temp, delwebb, err, repository, tree};

const BODY: &str = "---\ntitel: Vågor\ningress: Om vågor.\ndatum: 2026-01-20\n---\n\n\
    Före ![prydnad](/a.png) efter.\n\n![ Prydnad ](/a.png)\n\n## Rubrik ![prydnad](/a.png)\n\n\
    | A ![prydnad](/a.png) | B |\n|---|---|\n| c | d |\n\n\
    ![Karta över kommunen](/a.png \"Kartan.\")\n\n:::figur {bild=/a.png alt=prydnad}\n:::\n";

/// A site with that page and that news, built with `theme`: its files.
fn built(theme: &str) -> Vec<(String, String)> {
    let site = Temp::new("decoration");
    site.write(
        "content/site.yaml",
        format!("titel: Exempel\nadress: \"https://exempel.se/\"\ntema: {theme}\n"),
    );
    site.write("content/index.md", "---\ntitel: Start\n---\n\nText.\n");
    site.write("content/om/vagor.md", BODY.replace("datum: 2026-01-20\n", ""));
    site.write("content/nyheter/vagor.md", BODY);
    site.write("content/static/a.png", "bild");
    let build = delwebb(&site.0, &["build", "--now", "2026-01-24"]);
    assert!(build.status.success(), "{}", err(&build));
    let files = tree(&site.join("public")).into_iter();
    let text = files.filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)));
    text.collect()
}

#[test]
fn what_only_decorates_has_an_empty_description_and_its_word_is_nowhere() {
    assert!(repository().join("themes/spang").is_dir());
    for theme in ["strandlinje", "spang"] {
        let files = built(theme);
        for (name, text) in &files {
            // Style sheets are not the writer's words.
            let is_said = !name.ends_with(".css") && text.to_lowercase().contains("prydnad");
            assert!(!is_said, "{theme}: {name}");
        }
        for page in ["om/vagor/index.html", "nyheter/vagor/index.html"] {
            let html = &files.iter().find(|(name, _)| name == page).expect("the page").1;
            let pictures: Vec<&str> = html
                .split("<img ")
                .skip(1)
                .filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
                .filter(|tag| tag.contains("/a.png"))
                .collect();
            assert_eq!(pictures.len(), 6, "{theme}: {pictures:?}");
            let empty = pictures.iter().filter(|tag| tag.contains("alt=\"\"")).count();
            assert_eq!(empty, 5, "{theme}: {pictures:?}");
            assert!(html.contains("alt=\"Karta över kommunen\""), "{theme}");
            assert!(html.contains("id=\"rubrik\""), "{theme}");
        }
    }
}
