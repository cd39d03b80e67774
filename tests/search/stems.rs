//! Stems: what the build makes of words, and what the browser makes of them.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use delwebb::base::Language;
use delwebb::search::{fold, stem};

use crate::support::{Temp, repository};

/// What the browser makes of words is what the build makes of them: all of the dictionary, in
/// forms that it has, and letters of neighbouring languages.
#[test]
fn a_browser_finds_the_same_stems() {
    let words: String =
        fs::read_to_string(repository().join("dictionaries/sv/sv.dic")).expect("it is there");
    let endings = [
        "", "en", "et", "arna", "ernas", "orna", "s", "ad", "het", "heten", "ast", "ande", "öst",
        "fullt",
    ];
    let bases = words.lines().map(|line| line.split('/').next().unwrap_or(line).to_lowercase());
    let bases = bases.filter(|word| word.chars().all(char::is_alphanumeric) && !word.is_empty());
    let forms = bases
        .enumerate()
        .flat_map(|(at, word)| [word.clone(), format!("{word}{}", endings[at % endings.len()])]);
    let foreign =
        ["Ærø", "ŋuolli", "Đorđe", "ÉTÉ", "straße", "naïve", "Łódź", "ﬁnal"].map(str::to_owned);
    let mut forms: Vec<String> = forms.chain(foreign).collect();
    forms.dedup();
    let ours = forms.iter().map(|word| {
        let small = word.to_lowercase();
        format!("{}|{}|{}", stem(Language::SV, &small), stem(Language::EN, &small), fold(word))
    });
    let ours: Vec<String> = ours.collect();
    let script = format!(
        "{}\nconst sv = stemIn('sv'), en = stemIn('en');\n\
         const words = require('fs').readFileSync(0, 'utf8').split('\\n');\n\
         process.stdout.write(words.map(word => {{ const small = word.toLowerCase(); return `${{sv(small)}}|${{en(small)}}|${{fold(word)}}`; }}).join('\\n'));",
        include_str!("../../src/search/browser/words.js")
    );
    let temp = Temp::new("stems");
    let at = temp.write("words.cjs", script);
    let node = Command::new("node").arg(at).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut node) = node else {
        assert!(std::env::var_os("CI").is_none(), "CI has Node");
        return;
    };
    let mut input = node.stdin.take().expect("a pipe");
    let asked = forms.join("\n");
    let writer = std::thread::spawn(move || input.write_all(asked.as_bytes()));
    let answer = node.wait_with_output().expect("an answer");
    writer.join().expect("it ends").expect("it is read");
    let theirs = String::from_utf8(answer.stdout).expect("text");
    let theirs: Vec<&str> = theirs.split('\n').collect();
    assert_eq!(theirs.len(), ours.len());
    let other: Vec<_> =
        forms.iter().zip(ours.iter().zip(&theirs)).filter(|(_, (a, b))| a != *b).collect();
    assert!(
        other.is_empty(),
        "{} of {}: {:?}",
        other.len(),
        forms.len(),
        &other[..other.len().min(20)]
    );
}
