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

/// A page that is not `index.md` shares its folder with others: its files are those that only it
/// names.
#[test]
fn files_that_only_left_out_pages_name_stay_out_with_them() {
    let temp = Temp::new("drafts-files");
    temp.write("content/site.yaml", "titel: A\nadress: \"https://exempel.se/\"\n");
    temp.write("content/index.md", "---\ntitel: A\n---\n");
    let files = "[Protokollet](protokoll.pdf) ![Huset från gatan](huset.gif)\n\n\
                 :::figur {bild=\"figur.gif\" alt=\"Ett hus\"}\nText.\n:::\n\n[Karta](/om/karta.gif)\n";
    let news = |when: &str| {
        format!(
            "---\ntitel: Beslutet\ndatum: 2026-01-20\n{when}bild: {{fil: lokal.gif, alt: Lokalen}}\n---\n\n{files}"
        )
    };
    for (when, folder) in [
        ("publiceras: 2026-03-01\n", "2026"),
        ("avpubliceras: 2026-01-02\n", "2025"),
        ("utkast: ja\n", "2024"),
    ] {
        temp.write(&format!("content/nyheter/{folder}/beslutet.md"), news(when));
        for name in ["protokoll.pdf", "huset.gif", "figur.gif", "lokal.gif"] {
            temp.write(&format!("content/nyheter/{folder}/{name}"), SECRET);
        }
    }
    temp.write("content/om/karta.gif", SECRET);
    // The translation waits, and so does what only it shows; what the page shows too is there.
    temp.write("content/om/b/index.md", "---\ntitel: B\n---\n\n[Delad](delad.pdf)\n");
    temp.write(
        "content/om/b/index.lattlast.md",
        "---\ntitel: B\nutkast: ja\n---\n\n[Delad](delad.pdf) [Egen](egen.pdf)\n",
    );
    temp.write("content/om/b/delad.pdf", "delad");
    temp.write("content/om/b/egen.pdf", SECRET);
    // A page in a folder of its own links to its own files, and that stops nobody.
    temp.write(
        "content/om/utkast/index.md",
        "---\ntitel: U\nutkast: ja\n---\n\n[Protokollet](hemligt.pdf) [Annan](../annan.md)\n",
    );
    temp.write("content/om/annan.md", "---\ntitel: Annan\nutkast: ja\n---\n");
    temp.write("content/om/utkast/hemligt.pdf", SECRET);
    let output = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
    let files = tree(&temp.join("public"));
    for (path, bytes) in &files {
        assert!(!String::from_utf8_lossy(bytes).contains(SECRET), "{path}");
    }
    assert!(files.iter().any(|(path, _)| path == "om/b/delad.pdf"));

    // On the day they come along.
    let output = delwebb(&temp.0, &["build", "--now", "2026-03-01"]);
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
    assert!(temp.join("public/nyheter/2026/protokoll.pdf").exists());
}

#[test]
fn what_shows_a_file_of_a_left_out_page_is_told_which_page() {
    let temp = site();
    temp.write(
        "content/om/visar.md",
        "---\ntitel: V\nbild: {fil: hemlig/bild.gif, alt: En bild}\n---\n\n[Den](hemlig/bild.gif)\n",
    );
    let output = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
    let said = out(&output) + &err(&output);
    assert!(!output.status.success(), "{said}");
    assert!(
        said.contains("bild.gif hör till content/om/hemlig/index.md, som inte kommer med."),
        "{said}"
    );
    assert!(said.contains("Bilden hemlig/bild.gif hör till content/om/hemlig/index.md"), "{said}");
    assert!(!said.contains("Det finns ingen"), "{said}");
}
