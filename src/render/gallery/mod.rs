//! The author's pictures on the finished site: which are shown, in which sizes, at which address.
//!
//! What comes of a picture is named after its bytes and how it is made, so that all names are
//! known before anything is made. A size is made when somebody asks for it, and kept.

mod html;
mod sizes;
mod told;
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use xxhash_rust::xxh3::xxh3_128;

use crate::base::{FilePath, OutPath};
use crate::model::Model;
use crate::pictures::{
    BadDrawing, BadPicture, Cleaned, Focus, Head, LONGEST_DRAWING, LONGEST_FILE, Recipe, Seen,
    Store, clean, is_svg, make, room_for, sides, strip, strips, take_room,
};
use crate::source::{CONTENT, Content, File, Source};
use crate::theme::{PictureSizes, Theme};

use super::plan::Output;

pub(super) use html::{Show, element, srcset, unchosen};
pub(super) use sizes::{Set, sets_of};
pub(super) use told::{file_of, told};
use uses::Uses;

/// In these the sides of a picture are told, whatever a camera has written before them.
const FIRST_BYTES: u64 = 256 * 1024;

/// One size of a picture of the author's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// The picture.
    pub file: FilePath,
    /// How it is made.
    pub recipe: Recipe,
}

/// The author's pictures.
#[derive(Debug, Default)]
pub(super) struct Gallery {
    /// What of each picture is shown, for those that pages show.
    shown: BTreeMap<FilePath, Shown>,
    /// Pictures that nobody gets as they are.
    hidden: BTreeSet<FilePath>,
    store: Store,
}

/// A picture that pages show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Its width and height in pixels.
    pub sides: Option<(u32, u32)>,
    /// All of it, in each size; nothing when it is shown as it is.
    pub whole: Option<Set>,
    /// Parts of it, by the name of their shape and what has to be seen.
    pub parts: BTreeMap<(String, Focus), Set>,
}

/// Whether the same is shown.
impl PartialEq for Gallery {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown && self.hidden == other.hidden
    }
}

impl Gallery {
    /// The pictures of a site.
    pub fn of(source: &Source, model: &Model, theme: &Theme) -> Self {
        let uses = Uses::of(model, theme);
        let mut gallery = Self { store: Store::new(&source.root), ..Self::default() };
        for (file, focuses) in &uses.shown {
            let Some(found) = source.files.get(file) else { continue };
            let shown = match &found.content {
                Content::Picture(seen) => of_picture(file, seen, &theme.sizes, focuses),
                _ => Shown { sides: sides_of(source, file), ..Shown::default() },
            };
            if shown.whole.is_some() && !uses.linked.contains(file) {
                gallery.hidden.insert(file.clone());
            }
            gallery.shown.insert(file.clone(), shown);
        }
        gallery
    }

    /// How the file `file`, which an author has put beside a page or into `static/`, is handed
    /// out; nothing when only sizes of it are.
    pub fn output(&self, source: &Source, file: &FilePath) -> Option<Output> {
        let len = source.files.get(file).and_then(File::length).unwrap_or_default();
        if !is_beside_a_page(file) {
            Some(Output::Copy(file.clone()))
        } else if self.hidden.contains(file) {
            None
        } else if is_drawing(file) {
            Some(Output::Drawing(file.clone()))
        } else if strips(file.extension(), len) {
            Some(Output::Stripped(file.clone()))
        } else {
            Some(Output::Copy(file.clone()))
        }
    }

    /// Every size of every picture that is shown.
    pub fn outputs(&self) -> impl Iterator<Item = (OutPath, Output)> {
        self.shown.iter().flat_map(|(file, shown)| {
            sets_of(shown).flat_map(Set::recipes).map(|(out, recipe)| {
                (out.clone(), Output::Rendition(Rendition { file: file.clone(), recipe }))
            })
        })
    }

    /// What is shown of a picture.
    pub fn get(&self, file: &FilePath) -> Option<&Shown> {
        self.shown.get(file)
    }

    /// How many pictures had to be read so far, to make something of them.
    pub fn pictures_read(&self) -> usize {
        self.store.pictures_read()
    }

    /// Forgets sizes that nothing has asked for in a long time.
    pub fn tidy(&self) {
        self.store.tidy();
    }

    /// Puts one size of a picture into `buffer`. `alone` makes no other with it.
    ///
    /// # Errors
    /// When the picture cannot be read.
    pub fn make(
        &self,
        source: &Source,
        size: &Rendition,
        alone: bool,
        buffer: &mut Vec<u8>,
    ) -> Result<(), BadPicture> {
        let Some(Content::Picture(seen)) = source.files.get(&size.file).map(|f| &f.content) else {
            return Err(BadPicture::NotAPicture(None));
        };
        let head = seen.head.clone()?;
        let key = size.recipe.key(seen.hash);
        if self.store.get(&key, buffer) {
            return Ok(());
        }
        self.store.alone_with(seen.hash, || {
            // Somebody else may have made it meanwhile.
            if self.store.get(&key, buffer) {
                return Ok(());
            }
            self.make_anew(source, (size, seen, &head), alone, buffer)
        })
    }

    fn make_anew(
        &self,
        source: &Source,
        (size, seen, head): (&Rendition, &Seen, &Head),
        alone: bool,
        buffer: &mut Vec<u8>,
    ) -> Result<(), BadPicture> {
        // Its file is in memory, too: it is not read before there is room for both.
        let _room = take_room(seen.len + room_for(head));
        let bytes = read(source, &size.file)?;
        // What is made is named after what was looked at.
        if xxh3_128(&bytes) != seen.hash {
            return Err(BadPicture::Exchanged);
        }
        // A picture is dear to read: whoever asks for one size soon asks for the others.
        let mut recipes = vec![size.recipe];
        if !alone && self.store.keeps() {
            let sets = self.shown.get(&size.file).into_iter().flat_map(sets_of);
            let all = sets.flat_map(Set::recipes).map(|(_, recipe)| recipe);
            let missing = all.filter(|recipe| !self.store.has(&recipe.key(seen.hash)));
            recipes.extend(missing.filter(|recipe| *recipe != size.recipe));
            recipes.sort_by_key(|recipe| (recipe.part.map(|part| (part.x, part.y)), recipe.width));
        }
        self.store.note_read();
        let made = make(&bytes, head, &recipes)?;
        for (recipe, made) in recipes.iter().zip(made) {
            self.store.keep(&recipe.key(seen.hash), &made);
            if *recipe == size.recipe {
                *buffer = made;
            }
        }
        Ok(())
    }
}

/// How large a picture is that is handed out as it is, in the pixels of style sheets.
fn sides_of(source: &Source, file: &FilePath) -> Option<(u32, u32)> {
    let most = if is_svg(file.extension()) { LONGEST_DRAWING } else { FIRST_BYTES };
    let found = source.files.get(file)?;
    let mut first = Vec::new();
    let first = match &found.content {
        Content::Bytes(bytes) => bytes,
        Content::Copied { .. } => {
            source.open(&found.disk).ok()?.take(most).read_to_end(&mut first).ok()?;
            &first[..]
        }
        _ => return None,
    };
    if is_svg(file.extension()) {
        clean(first).ok()?.sides
    } else {
        sides(first).filter(|(width, height)| *width > 0 && *height > 0)
    }
}

/// What is shown of a picture whose header has been read.
fn of_picture(
    file: &FilePath,
    seen: &Seen,
    sizes: &PictureSizes,
    focuses: &BTreeSet<Focus>,
) -> Shown {
    let Ok(head) = &seen.head else { return Shown::default() };
    let sides = Some((head.width, head.height));
    if head.moves || sizes.whole.all.is_empty() {
        return Shown { sides, ..Shown::default() };
    }
    let named =
        |shape: Option<&str>, recipe: &Recipe| sizes::address(file, seen.hash, shape, recipe);
    let whole = Set::whole(head, &sizes.whole, &|recipe| named(None, recipe));
    let mut parts = BTreeMap::new();
    for focus in focuses {
        for shape in &sizes.shapes {
            let set = Set::part(head, shape, *focus, &|recipe| named(Some(&shape.name), recipe));
            parts.insert((shape.name.clone(), *focus), set);
        }
    }
    Shown { sides, whole: Some(whole), parts }
}

/// The file as it is handed out, in `buffer`, without what it says of its maker.
pub(super) fn stripped(
    source: &Source,
    file: &FilePath,
    buffer: &mut Vec<u8>,
) -> Result<(), BadPicture> {
    let len = source.files.get(file).and_then(File::length).unwrap_or_default();
    let _room = take_room(2 * len);
    let bytes = read(source, file)?;
    if !strip(&bytes, buffer) {
        *buffer = bytes;
    }
    Ok(())
}

/// The drawing `file` as it is handed out; nothing for other files, and those in `static/`.
#[must_use]
pub fn cleaned(source: &Source, file: &FilePath) -> Option<Result<Cleaned, BadPicture>> {
    if !is_drawing(file) {
        return None;
    }
    Some(match &source.files.get(file)?.content {
        Content::Bytes(bytes) => clean(bytes).map_err(BadPicture::Drawing),
        // One that is not read is not handed out unread.
        other => {
            let len = if let Content::Copied { len } = other { *len } else { 0 };
            Err(BadPicture::Drawing(BadDrawing::TooLong(len)))
        }
    })
}

/// Whether a file is a drawing that is cleaned.
fn is_drawing(file: &FilePath) -> bool {
    is_beside_a_page(file) && is_svg(file.extension())
}

/// What lies in `static/` is handed out as it is.
fn is_beside_a_page(file: &FilePath) -> bool {
    file.below(CONTENT).is_some_and(|path| !path.starts_with("static/"))
}

fn read(source: &Source, file: &FilePath) -> Result<Vec<u8>, BadPicture> {
    let found = source.files.get(file).ok_or(BadPicture::Unread)?;
    if let Content::Bytes(bytes) = &found.content {
        return Ok(bytes.to_vec());
    }
    let opened = source.open(&found.disk).map_err(|_| BadPicture::Unread)?;
    let mut bytes =
        Vec::with_capacity(found.length().map_or(0, |len| usize::try_from(len).unwrap_or(0)) + 1);
    opened.take(LONGEST_FILE + 1).read_to_end(&mut bytes).map_err(|_| BadPicture::Unread)?;
    Ok(bytes)
}

/// The files that published pages show as pictures, whatever they are.
#[must_use]
pub fn shown_files(model: &Model, theme: &Theme) -> BTreeSet<FilePath> {
    Uses::of(model, theme).shown.into_keys().collect()
}
