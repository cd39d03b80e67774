//! A picture that takes long to fetch.

use super::f009_unused_picture::is_picture;
use super::prelude::*;
use crate::base::{FilePath, Language};
use crate::render::file_size::in_words;
use crate::source::{Content, File, Source};

pub const RULE: Rule = Rule {
    code: "F010",
    name: "heavy-picture",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: Some(Limit {
        value: 500,
        of: Text::fixed("högst så många kB i en bild", "at most so many kB in a picture"),
    }),
    stage: Stage::Content,
    title: Text::fixed("Bilden är tung", "Heavy picture"),
    why: Text::fixed(
        "Den som har långsam uppkoppling får vänta, och den som betalar för data betalar mer.",
        "Who has a slow connection waits, and who pays for data pays more.",
    ),
    source: Text::fixed(
        "Vägledning för webbutveckling: se till att sidorna laddar snabbt.",
        "The Swedish web guidelines: see to it that pages load quickly.",
    ),
    bad: Example::Made(
        |source| heavy(source, 2_400_000),
        Text::fixed(
            "Sidan visar bilden karta.png, och den är på 2,4 MB.",
            "The page shows the picture karta.png, which is of 2.4 MB.",
        ),
    ),
    good: Example::Made(
        |source| heavy(source, 240_000),
        Text::fixed(
            "Samma bild är på 240 kB: sparad i den bredd som den visas i, som WebP.",
            "The same picture is of 240 kB: saved as wide as it is shown, as WebP.",
        ),
    ),
    find: Find::Site(find),
};

/// A site that shows a picture of so many bytes.
fn heavy(source: &mut Source, len: u64) -> Place {
    let mut put = |path: &str, content| {
        let file = FilePath::new(path);
        source.files.insert(file.clone(), File { disk: path.into(), content });
        file
    };
    let text = "---\ntitel: Om\n---\n\n![Karta där länet är delat i tre](karta.png)\n".to_owned();
    put("content/om/index.md", Content::Text(text));
    let file = put("content/om/karta.png", Content::Copied { len });
    Place::new(&file, Span::at(0))
}

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for copied in subject.model.copied.values().filter(|copied| is_picture(&copied.file)) {
        // What is made smaller is as large as its author likes.
        let is_made_smaller = subject.source.files.get(&copied.file).is_some_and(|file| {
            matches!(&file.content, Content::Picture(seen) if seen.head.as_ref().is_ok_and(|head| !head.moves))
        });
        if is_made_smaller && !subject.theme.sizes.whole.all.is_empty() {
            continue;
        }
        let Some(len) = subject.source.files.get(&copied.file).and_then(File::length) else { continue };
        let limit = subject.settings.limit(&RULE, &copied.file);
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_mul(1_000);
        if len <= most {
            continue;
        }
        let words = |lang| (in_words(len, lang).unwrap_or_default(), in_words(most, lang).unwrap_or_default());
        let ((size, most), (size_en, most_en)) = (words(Language::SV), words(Language::EN));
        let name = copied.file.name();
        let message = Text::new(
            format!("Bilden {name} är på {size}. Mer än {most} märks för den som har långsam uppkoppling."),
            format!("The picture {name} is of {size_en}. More than {most_en} is felt on a slow connection."),
        );
        out.add(&copied.file, Span::at(0), message).help(Text::fixed(
            "Spara bilden i den bredd som den visas i, högst 1 600 bildpunkter, helst som WebP.",
            "Save the picture as wide as it is shown, 1,600 pixels at most, best as WebP.",
        ));
    }
}
