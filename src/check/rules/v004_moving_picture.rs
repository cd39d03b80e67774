//! A picture that moves by itself.

use std::io::Read;

use super::prelude::*;
use crate::base::FilePath;
use crate::pictures::{LONGEST_FILE, gif_moves};
use crate::render::shown_files;
use crate::source::{Content, Source};

pub const RULE: Rule = Rule {
    code: "V004",
    name: "moving-picture",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Bilden rör sig av sig själv", "The picture moves by itself"),
    why: Text::fixed(
        "Den som har svårt att koncentrera sig kan inte läsa bredvid något som rör sig, och en bild går inte att pausa.",
        "Whoever finds it hard to concentrate cannot read beside something that moves, and a picture cannot be paused.",
    ),
    source: Text::fixed(
        "WCAG 2.2 2.2.2 Pausa, stoppa, dölj (nivå A), EN 301 549 9.2.2.2.",
        "WCAG 2.2 2.2.2 Pause, Stop, Hide (level A), EN 301 549 9.2.2.2.",
    ),
    bad: Example::Made(
        |source| with_frames(source, 2),
        Text::fixed(
            "Sidan visar steg.gif, som är två bilder som växlar.",
            "The page shows steg.gif, which is two pictures that take turns.",
        ),
    ),
    good: Example::Made(
        |source| with_frames(source, 1),
        Text::fixed(
            "Sidan visar steg.gif, som är en bild.",
            "The page shows steg.gif, which is one picture.",
        ),
    ),
    find: Find::Site(find),
};

fn with_frames(source: &mut Source, frames: usize) -> Place {
    const HEAD: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    const FRAME: &[u8] = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";
    let text = "---\ntitel: Om\n---\n\n![Stegen i planen](steg.gif)\n";
    let picture = [HEAD, &FRAME.repeat(frames), b";"].concat();
    let files =
        [("content/om/index.md", text.as_bytes().to_vec()), ("content/om/steg.gif", picture)];
    source.files.extend(Source::from_memory(files).files);
    Place::new(&FilePath::new("content/om/steg.gif"), Span::at(0))
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for file in shown_files(subject.model, subject.theme) {
        if moves(subject.source, &file) {
            let message = Text::fixed(
                "Bilden rör sig av sig själv och går inte att stoppa.",
                "The picture moves by itself and cannot be stopped.",
            );
            out.add(&file, Span::at(0), message).help(Text::fixed(
                "Visa en bild som står still. Behövs rörelsen: gör en film av den och visa den med :::video, där läsaren själv startar den.",
                "Show a picture that stands still. If the movement is needed: make a film of it and show it with :::video, where the reader starts it.",
            ));
        }
    }
}

fn moves(source: &Source, file: &FilePath) -> bool {
    let Some(found) = source.files.get(file) else { return false };
    if let Content::Picture(seen) = &found.content {
        return seen.head.as_ref().is_ok_and(|head| head.moves);
    }
    if !file.extension().eq_ignore_ascii_case("gif") {
        return false;
    }
    match &found.content {
        Content::Bytes(bytes) => gif_moves(bytes),
        // One that cannot be opened is told of when it is copied.
        Content::Copied { .. } => source.open(&found.disk).is_ok_and(|opened| {
            let mut bytes = Vec::new();
            opened.take(LONGEST_FILE).read_to_end(&mut bytes).is_ok() && gif_moves(&bytes)
        }),
        _ => false,
    }
}
