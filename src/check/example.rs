//! The examples of the rules: small sites that the tests build and `explain` shows.

use crate::base::{FilePath, Place, Span, Text};
use crate::external::{Answer, Answers};
use crate::source::{Source, with_embedded_themes};

/// Content that shows a rule. Added to `base_site`.
#[derive(Debug)]
pub enum Example {
    /// Files as texts. In a bad example `«` and `»` mark the place of the finding.
    Text(&'static [(&'static str, &'static str)]),
    /// Files as texts, and what other sites answer: each address with its answer in words.
    Asked(&'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]),
    /// What no text can show: a file that is not text, a link on the disk. The
    /// function changes a site, and tells where the finding is expected; the words say
    /// what people would see on their disk.
    Made(fn(&mut Source) -> Place, Text),
}

impl Example {
    /// Its files, with their marks; none when they are made.
    #[must_use]
    pub const fn files(&self) -> Option<&'static [(&'static str, &'static str)]> {
        match self {
            Self::Text(files) | Self::Asked(files, _) => Some(files),
            Self::Made(..) => None,
        }
    }

    /// What other sites answer, when they are asked.
    #[must_use]
    pub fn answers(&self) -> Option<Answers> {
        let Self::Asked(_, answers) = self else { return None };
        let known = answers.iter().filter_map(|(address, answer)| {
            let answer: Answer = answer.parse().ok()?;
            Some((address, answer))
        });
        Some(known.collect())
    }

    /// The base site with it, and the place that is marked in it.
    #[must_use]
    pub fn site(&self) -> (Source, Option<Place>) {
        match self {
            Self::Text(files) | Self::Asked(files, _) => {
                let (files, place) = marked(files);
                (base_site(&files), place)
            }
            Self::Made(make, _) => {
                let mut source = base_site(&[]);
                let place = make(&mut source);
                (source, Some(place))
            }
        }
    }
}

/// A small site without faults, which the examples are added to.
pub const BASE: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\n",
    ),
    ("content/index.md", "---\ntitel: Start\n---\n\nVälkommen.\n"),
    ("content/omraden/vard.md", "---\ntitel: Vård\n---\n\n## Bakgrund\n\nText.\n"),
    ("content/register/dokument.yaml", "- {id: plan, nyckel: F, titel: Planen, typ: plan}\n"),
    ("content/register/grupper.yaml", "- {id: styrgrupp, namn: Styrgruppen}\n"),
];

/// What makes the base site have a theme of its own, to which an example adds a template.
pub const OWN_THEME: [(&str, &str); 2] = [
    (
        "content/site.yaml",
        "titel: Exempel\nadress: \"https://exempel.se/\"\nvokabulär:\n  arbetstyp: [projekt]\ntema: eget\n",
    ),
    ("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n"),
];

/// Puts a file beside a page that links to it, and tells where its findings stand.
pub(super) fn linked(source: &mut Source, name: &str, bytes: Vec<u8>) -> Place {
    let page = "content/om/index.md";
    let text = format!("---\ntitel: Om\n---\n\nLäs [rapporten]({name}).\n").into_bytes();
    let file = format!("content/om/{name}");
    let place = Place::new(&FilePath::new(&file), Span::at(0));
    source.files.extend(Source::from_memory([(page.to_owned(), text), (file, bytes)]).files);
    place
}

/// The base site with `files` added or put in their place.
#[must_use]
pub fn base_site(files: &[(String, String)]) -> Source {
    let base = BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    with_embedded_themes(Source::from_memory(base.chain(files.iter().cloned())))
}

/// Takes the marks out of `files`: the files without them, and the marked place.
#[must_use]
pub fn marked(files: &[(&str, &str)]) -> (Vec<(String, String)>, Option<Place>) {
    let mut place = None;
    let plain = files.iter().map(|(path, text)| {
        if let (Some(start), Some(end)) = (text.find('«'), text.find('»')) {
            let span = Span::new(start, end - '«'.len_utf8());
            place = Some(Place::new(&FilePath::new(path), span));
        }
        ((*path).to_owned(), text.replace(['«', '»'], ""))
    });
    let plain: Vec<_> = plain.collect();
    (plain, place)
}
