//! No word of a page that nobody is to see leaves the writers' machine: not packed, not in the
//! archive, not in any list, summary or log.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

mod support;

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use support::{Temp, delwebb, err, out, tree};

const SECRET: &str = "hemlighetsfullord";

/// What can be read of a file's bytes: itself, unpacked, and every file in it.
fn readable(name: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut plain = Vec::new();
    if bytes.is_empty() {
        // The memory of a file that does not get smaller.
    } else if name.ends_with(".gz") {
        flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).expect("gzip");
    } else if name.ends_with(".br") {
        brotli::Decompressor::new(bytes, 4096).read_to_end(&mut plain).expect("brotli");
    } else if name.ends_with(".zip") {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut all = Vec::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).expect("a file");
            let inside = format!("{name}/{}", file.name().expect("a name"));
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("read");
            all.push((inside, bytes));
        }
        return all;
    } else {
        plain.extend_from_slice(bytes);
    }
    vec![(name.to_owned(), plain)]
}

/// Everything that a publication leaves, as readable bytes.
fn left(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for folder in [".publicerat", "arkiv", "content/register"] {
        let files = tree(&root.join(folder)).into_iter();
        all.extend(files.map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
    }
    for name in ["s.html", "s.md"] {
        all.push((name.to_owned(), fs::read(root.join(name)).expect("a summary")));
    }
    all.iter().flat_map(|(name, bytes)| readable(name, bytes)).collect()
}

/// Where the secret stands, in a name or in bytes.
fn told(root: &Path) -> Vec<String> {
    let holds = |(name, bytes): &(String, Vec<u8>)| {
        let text = format!("{name}\n{}", String::from_utf8_lossy(bytes)).to_lowercase();
        text.contains(SECRET)
    };
    left(root).into_iter().filter(holds).map(|(name, _)| name).collect()
}

fn publish(root: &Path, now: &str) -> String {
    for summary in ["s.html", "s.md"] {
        delwebb(root, &["publish", "--dry-run", "--summary", summary, "--now", now]);
    }
    let done = delwebb(root, &["publish", "--yes", "--now", now]);
    assert!(done.status.success(), "{}{}", out(&done), err(&done));
    out(&done)
}

#[test]
fn no_word_of_a_draft_is_in_anything_that_a_publication_leaves() {
    let site = Temp::new("drafts-left");
    assert!(delwebb(&site.0, &["init", "s"]).status.success());
    let root = site.join("s");
    let write = |path: &str, text: &str| {
        let path = root.join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("written");
    };
    let edit = |path: &str, from: &str, to: &str| {
        let text = fs::read_to_string(root.join("content").join(path)).expect(path);
        assert!(text.contains(from), "{path} lacks {from}");
        write(path, &text.replacen(from, to, 1));
    };
    write("om/andringar.md", "---\ntitel: Ändringar\nvisar: publiceringar\n---\n");
    write("om/plan.md", "---\ntitel: Det alla såg\ningress: Synligt.\n---\nSynligt.\n");
    // A draft, a page whose day has not come, one whose day has passed; a work that others name.
    let page = |more: &str| {
        format!(
            "---\ntitel: {SECRET} titel\n{more}\naliases: [/{SECRET}-gammal/]\ntaggar: [{SECRET}]\n---\n{SECRET} text.\n"
        )
    };
    write(&format!("om/{SECRET}-1.md"), &page("utkast: ja").replace("-gammal", "-1"));
    write(&format!("om/{SECRET}-2.md"), &page("publiceras: 2026-06-01").replace("-gammal", "-2"));
    write(&format!("om/{SECRET}-3.md"), &page("avpubliceras: 2026-01-01").replace("-gammal", "-3"));
    write(&format!("om/{SECRET}-3/bild.txt"), "");
    let work = format!("---\ntitel: {SECRET}\ntyp: projekt\nutkast: ja\n---\nText.\n");
    write(&format!("projekt/{SECRET}.md"), &work);
    edit("nyheter/2026/ny-webbplats.md", "avser: [", &format!("avser: [{SECRET}, "));
    fs::remove_dir_all(root.join(format!("content/om/{SECRET}-3"))).expect("removed");
    publish(&root, "2026-01-24T08:00:00Z");
    assert_eq!(told(&root), Vec::<String>::new());
    // A page that everybody saw becomes a draft with other words; another is changed.
    write("om/plan.md", &page("utkast: ja").replace("-gammal", "-4"));
    edit("om/index.md", "titel: ", "titel: Mer ");
    let said = publish(&root, "2026-01-25T08:00:00Z");
    assert!(said.contains("Det alla såg") && !said.to_lowercase().contains(SECRET), "{said}");
    assert_eq!(told(&root), Vec::<String>::new());
    // The guard itself: when they are published, all of these have the words.
    edit("om/plan.md", "utkast: ja\n", "");
    publish(&root, "2026-01-26T08:00:00Z");
    let found = told(&root);
    for kind in [".html", ".html.gz", ".html.br", "andringar.md", "publiceringar.jsonl", ".yaml"] {
        assert!(found.iter().any(|name| name.ends_with(kind)), "{kind} is not in {found:?}");
    }
    for name in ["s.html", "s.md", ".publicerat/manifests/"] {
        assert!(found.iter().any(|found| found.contains(name)), "{name} is not in {found:?}");
    }
    assert!(found.iter().any(|name| name.contains("om/andringar/index.html")), "{found:?}");
}
