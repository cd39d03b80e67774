//! Where a new page goes: its folder, its file and its address, and why it may not go there.

use crate::base::{FilePath, Text, UrlPath, slug};
use crate::document::kind::{Kind, KindInfo, News, Page};
use crate::document::{Routed, route};
use crate::model::Model;
use crate::source::{CONTENT, Source};

use super::skeleton::file_name;

/// The folder of plain pages, unless another is asked for.
const PLAIN_FOLDER: &str = "om";

/// The folder of the registers.
const REGISTERS: &str = "register";

/// The longest title that a list or a search engine shows whole is far shorter.
const LONGEST_TITLE: usize = 150;

/// A page that can be made.
#[derive(Debug)]
pub struct NewPage {
    /// Its title, on one line.
    pub title: String,
    /// Its file.
    pub file: FilePath,
    /// Its address.
    pub address: UrlPath,
    /// The last part of the address.
    pub slug: String,
    /// A page that has the same title elsewhere.
    pub namesake: Option<FilePath>,
}

/// Why a page cannot be made: what is wrong, and what to do.
#[derive(Debug)]
pub struct NoPlace {
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub help: Text,
}

/// Where the page of `kind` called `title` goes; `folder` is another folder than the usual.
///
/// # Errors
/// When the title or the folder gives no file, or the file or address is taken.
pub fn place_of(
    source: &Source,
    model: &Model,
    kind: &'static KindInfo,
    title: &str,
    folder: Option<&str>,
) -> Result<NewPage, NoPlace> {
    let title = one_line(title);
    let length = title.chars().count();
    if length > LONGEST_TITLE {
        return Err(NoPlace {
            message: Text::new(
                format!("Titeln är {length} tecken. Den får vara högst {LONGEST_TITLE}"),
                format!("The title has {length} characters. It may have {LONGEST_TITLE} at most"),
            ),
            help: Text::fixed(
                "Välj en kortare titel. Det andra passar i ingressen.",
                "Choose a shorter title. The rest goes into the ingress.",
            ),
        });
    }
    let name = file_name(&title, kind);
    if name.is_empty() {
        return Err(NoPlace {
            message: Text::new(
                format!("Det går inte att göra en adress av titeln ”{title}”"),
                format!("No address can be made of the title “{title}”"),
            ),
            help: Text::fixed(
                "Titeln behöver minst en bokstav eller siffra.",
                "The title needs a letter or a digit at least.",
            ),
        });
    }
    let folder = match folder {
        Some(asked) => asked_folder(source, asked)?,
        None => usual_folder(source, model, kind),
    };
    let path = [CONTENT, &folder, &format!("{name}.md")];
    let path: Vec<&str> = path.into_iter().filter(|part| !part.is_empty()).collect();
    let file = FilePath::new(&path.join("/"));
    let found = match route(&file, &model.config.languages()) {
        // A page would work there, but nobody would look for it among the registers.
        _ if folder.split('/').next() == Some(REGISTERS) => {
            return Err(wrong_folder(kind, &folder, &Routed::Stray));
        }
        Routed::Page(found) if found.kind == kind.name => found,
        other => return Err(wrong_folder(kind, &folder, &other)),
    };
    is_free(source, model, &file, &found.address)?;
    let namesake = model.pages.iter().filter_map(|page| page.document);
    let namesake = namesake
        .map(|id| &model.documents[id])
        .find(|document| document.title() == title)
        .map(|document| document.file.clone());
    Ok(NewPage { title, file, address: found.address, slug: found.slug, namesake })
}

/// `title` without line breaks and signs that nobody sees.
fn one_line(title: &str) -> String {
    let seen = title.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c });
    let seen: String = seen.filter(|c| !matches!(c, '\u{200b}' | '\u{feff}')).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folder of a kind, spelled as the site spells it, and for news that of the year.
fn usual_folder(source: &Source, model: &Model, kind: &KindInfo) -> String {
    let own = if kind.name == Page::NAME { PLAIN_FOLDER } else { kind.folder };
    let mut all = source.below(CONTENT).filter_map(|(file, _)| {
        let (top, _) = file.below(CONTENT)?.split_once('/')?;
        (slug(top) == own).then(|| top.to_owned())
    });
    let spelled = all.next().unwrap_or_else(|| own.to_owned());
    if kind.name == News::NAME {
        return format!("{spelled}/{}", model.today.year());
    }
    spelled
}

/// The folder that was asked for, below `content/`. One that is there is spelled as it is.
fn asked_folder(source: &Source, asked: &str) -> Result<String, NoPlace> {
    let asked = asked.replace('\\', "/");
    let inside = asked.trim_start_matches("./");
    let inside =
        inside.strip_prefix(CONTENT).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let folder = inside.unwrap_or(asked.trim_start_matches("./"));
    let is_outside = folder.split('/').any(|part| part == "..") || folder.contains(':');
    // `/om` is not the disk's; but `/home/…` is, and would be a strange folder of the site.
    if is_outside || (asked.starts_with('/') && inside.is_none()) {
        return Err(NoPlace {
            message: Text::new(
                format!("Mappen ”{asked}” ligger inte i content/"),
                format!("The folder “{asked}” is not inside content/"),
            ),
            help: Text::fixed(
                "Skriv mappen så som den heter i content/, till exempel om eller om/oss.",
                "Write the folder as it is called in content/, such as om or om/us.",
            ),
        });
    }
    let parts: Vec<&str> =
        folder.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let whole = parts.join("/");
    if source.below(&format!("{CONTENT}/{whole}")).next().is_some() {
        return Ok(whole);
    }
    let slugs: Vec<String> =
        parts.iter().map(|part| slug(part)).filter(|s| !s.is_empty()).collect();
    Ok(slugs.join("/"))
}

fn wrong_folder(kind: &KindInfo, folder: &str, found: &Routed) -> NoPlace {
    let what = kind.new.first().copied().unwrap_or(kind.name);
    let message = match found {
        Routed::Page(other) => Text::new(
            format!("En sida i content/{folder}/ blir inte {what} utan {}", other.kind),
            format!("A page in content/{folder}/ is no {what} but {}", other.kind),
        ),
        _ => Text::new(
            format!("I content/{folder}/ kan inga sidor ligga"),
            format!("No pages can be in content/{folder}/"),
        ),
    };
    let help = if kind.folder.is_empty() {
        Text::fixed(
            "Mappen bestämmer vad en sida är. Välj en annan mapp, till exempel --folder om.",
            "The folder decides what a page is. Choose another one, such as --folder om.",
        )
    } else {
        Text::new(
            format!(
                "Mappen bestämmer vad en sida är. Välj en mapp i {}/, eller ange ingen.",
                kind.folder
            ),
            format!(
                "The folder decides what a page is. Choose one in {}/, or give none.",
                kind.folder
            ),
        )
    };
    NoPlace { message, help }
}

/// Whether nothing has the file or the address: no page, no draft, no old address, no file.
fn is_free(
    source: &Source,
    model: &Model,
    file: &FilePath,
    address: &UrlPath,
) -> Result<(), NoPlace> {
    const OTHER: Text = Text::fixed(
        "Inget är ändrat. Öppna filen och skriv där, eller välj en annan titel.",
        "Nothing has been changed. Open the file and write there, or choose another title.",
    );
    if source.files.contains_key(file) {
        return Err(NoPlace {
            message: Text::new(
                format!("Filen finns redan: {file}"),
                format!("The file is there already: {file}"),
            ),
            help: OTHER,
        });
    }
    // Drafts have no address yet, but will.
    let taken = model.documents.iter().find(|document| document.route.address == *address);
    if let Some(document) = taken {
        return Err(NoPlace {
            message: Text::new(
                format!("Adressen {address} finns redan: {}", document.file),
                format!("The address {address} is there already: {}", document.file),
            ),
            help: OTHER,
        });
    }
    if model.by_address.contains_key(address) {
        return Err(NoPlace {
            message: Text::new(
                format!(
                    "Adressen {address} finns redan. Den sidan görs av ett register eller en lista"
                ),
                format!(
                    "The address {address} is there already. A register or a listing makes that page"
                ),
            ),
            help: Text::fixed(
                "Inget är ändrat. Välj en annan titel.",
                "Nothing has been changed. Choose another title.",
            ),
        });
    }
    Ok(())
}
