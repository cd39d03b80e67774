//! A file, or front matter, larger than it may be.

use super::prelude::*;
use crate::base::{FilePath, Spanned};
use crate::source::{Content, Limits, Source};

pub const RULE: Rule = Rule {
    code: "F002",
    name: "too-large",
    severity: Severity::Error,
    standing: Standing::Firm,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Filen är för stor", "File too large"),
    why: Text::fixed(
        "Så mycket text på en sida har hamnat där av misstag, och ingen besökare orkar läsa den.",
        "That much text on one page is there by mistake, and no visitor would read it.",
    ),
    source: Text::fixed(
        "Lagen (2018:1937): tjänsten ska gå att hantera, också på en långsam lina.",
        "The Act (2018:1937): the service must be operable, on a slow line too.",
    ),
    bad: Example::Made(
        |source| {
        let file = FilePath::new("content/om/index.md");
        let mut text = b"---\ntitel: Om\n---\n".to_vec();
        text.resize(usize::try_from(Limits::PAGE).unwrap_or(0) + 1, b' ');
        source.files.extend(Source::from_memory([(file.as_str(), text)]).files);
        Place::new(&file, Span::at(0))
    },
        Text::fixed(
            "Filen content/om/index.md är större än 1 MB, så stor som flera romaner.",
            "The file content/om/index.md is larger than 1 MB, as large as several novels.",
        ),
    ),
    good: Example::Text(&[("content/om/index.md", "---\ntitel: Om\n---\n")]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for (path, file) in &subject.source.files {
        if let Content::TooLarge { len, limit } = file.content {
            let message = Text::new(
                format!("Filen är {}. Den får vara högst {}.", size(len), size(limit)),
                format!("The file is {}. It may be at most {}.", size(len), size(limit)),
            );
            out.add(path, Span::at(0), message).help(Text::fixed(
                "Dela upp innehållet på flera sidor, eller lägg det som ett dokument vid sidan av.",
                "Divide the content into several pages, or put it beside the page as a document.",
            ));
        }
    }
    for document in subject.documents() {
        if let Some(Spanned { value: len, span }) = document.oversize {
            let limit = size(Limits::FRONT_MATTER as u64);
            let message = Text::new(
                format!("Fälten överst är {}. De får vara högst {limit}.", size(len as u64)),
                format!("The front matter is {}. It may be at most {limit}.", size(len as u64)),
            );
            out.add(&document.file, span, message).help(Text::fixed(
                "Flytta löpande text till sidans innehåll under den andra raden med ---.",
                "Move running text to the page's body, below the second line of ---.",
            ));
        }
    }
}

/// A length in the largest unit that keeps it above one.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} byte"),
        1024..1_048_576 => format!("{} kB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}
