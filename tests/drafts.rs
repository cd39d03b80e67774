//! Nothing of a page that is left out reaches the site: not its text, its pictures, its name.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use support::{Temp, delwebb, err, out, tree};

const SECRET: &str = "HEMLIGT";

fn site() -> Temp {
    let temp = Temp::new("drafts");
    let draft = |more: &str| {
        format!("---\ntitel: {SECRET} titel\nutkast: ja\n{more}---\n\n{SECRET} text\n")
    };
    temp.write(
        "content/site.yaml",
        "titel: A\nadress: \"https://exempel.se/\"\nvokabulär: {arbetstyp: [projekt]}\n",
    );
    temp.write("content/index.md", "---\ntitel: A\n---\n");
    temp.write("content/omraden/vard.md", "---\ntitel: Vård\n---\n");
    temp.write("content/om/hemlig/index.md", draft("aliases: [/gammal-hemlig/]\n"));
    temp.write("content/om/hemlig/bild.gif", SECRET);
    temp.write("content/om/hemlig/bilder/djupt/bild.gif", SECRET);
    temp.write("content/projekt/hemligt.md", draft("typ: projekt\nområde: vard\n"));
    temp.write(
        "content/projekt/sen.md",
        draft("typ: projekt\nområde: vard\n").replace("utkast: ja", "publiceras: 2026-01-25"),
    );
    temp.write(
        "content/projekt/borta.md",
        draft("typ: projekt\nområde: vard\n").replace("utkast: ja", "avpubliceras: 2026-01-23"),
    );
    temp.write("content/sektion/_index.md", draft(""));
    temp.write("content/sektion/fil.pdf", SECRET);
    temp.write("content/sok.md", "---\ntitel: Sök\n---\n");
    temp
}

#[test]
fn no_byte_of_a_draft_is_in_the_site() {
    let temp = site();
    let output = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
    for (path, bytes) in tree(&temp.join("public")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(SECRET), "{path}");
        assert!(!path.contains("hemlig") && !path.contains("sektion"), "{path}");
    }
    for left_out in [
        "hemlig/index.md (utkast)",
        "sen.md (publiceras 25 januari 2026)",
        "borta.md (avpublicerades 23 januari 2026)",
    ] {
        assert!(out(&output).contains(left_out), "{}", out(&output));
    }
}

#[test]
fn with_drafts_they_come_along() {
    let temp = site();
    let output = delwebb(&temp.0, &["build", "--now", "2026-01-24", "--drafts"]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
    assert!(temp.join("public/om/hemlig/bilder/djupt/bild.gif").exists());
    assert!(temp.join("public/gammal-hemlig/index.html").exists());
    assert!(!temp.join("public/projekt/sen").exists(), "its day has not come");
}
