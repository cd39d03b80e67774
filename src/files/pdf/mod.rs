//! What a PDF says of itself: pages, title, language, tags, who may not read it.
//!
//! Only the parts that say so are read, by following the file's own tables: a report of 200 MB
//! takes as many reads as a letter. Where the tables are broken the file is looked through once,
//! as readers do. Nothing of it is trusted: what is read, unpacked and followed has its bounds, and
//! a file that goes beyond them says less.

mod bytes;
mod object;
mod pages;
pub(super) mod places;
mod repair;
mod table;

use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::sync::Arc;

use super::{Flaw, Said};
use bytes::{Bytes, unpacked};
use object::{Dict, Object, Reader, words};
use table::{Place, Tables};

/// No more packed lists of objects are kept at a time, and no list has more objects.
const MOST_LISTS: usize = 64;
const MOST_OBJECTS: usize = 1 << 16;

/// No reference leads to another more often than this.
const LONGEST_CHAIN: usize = 16;

/// What the PDF in `file` says of itself.
pub(super) fn read(file: &mut (impl Read + Seek)) -> Said {
    let unreadable = || Said::with(Flaw::Unreadable);
    let Some(mut file) = Bytes::new(file) else { return unreadable() };
    let whole = Tables::read(&mut file).map(|tables| Document::new(tables, false));
    if let Some(mut document) = whole
        && let Some(said) = document.said(&mut file)
    {
        return said;
    }
    let Some(tables) = repair::tables(&mut file) else { return unreadable() };
    let mut document = Document::new(tables, true);
    document.said(&mut file).unwrap_or_else(unreadable)
}

/// A list of objects in a stream, unpacked: where each begins.
#[derive(Debug)]
struct List {
    bytes: Vec<u8>,
    begins: Vec<(u32, usize)>,
}

/// A PDF whose objects can be asked for.
#[derive(Debug)]
struct Document {
    tables: Tables,
    lists: BTreeMap<u32, Option<Arc<List>>>,
    /// Whether its own tables were of no use.
    is_repaired: bool,
    /// Whether its texts and streams are encrypted.
    is_encrypted: bool,
}

impl Document {
    const fn new(tables: Tables, is_repaired: bool) -> Self {
        Self { tables, lists: BTreeMap::new(), is_repaired, is_encrypted: false }
    }

    /// The object with a number; nothing where it is not what the tables say.
    fn object(&mut self, file: &mut Bytes<impl Read + Seek>, number: u32) -> Option<Object> {
        match self.tables.place(file, number)? {
            Place::At(at) => {
                let (own, object) = file.numbered_at(at)?;
                (own == number).then_some(object)
            }
            Place::In(list, _) if self.is_encrypted || list == number => None,
            Place::In(list, at) => {
                let list = self.list(file, list)?;
                let own = list.begins.get(at).filter(|(own, _)| *own == number);
                // Some programs count wrong.
                let own = own.or_else(|| list.begins.iter().find(|(own, _)| *own == number));
                Reader::new(&list.bytes, own?.1).object()
            }
        }
    }

    fn list(&mut self, file: &mut Bytes<impl Read + Seek>, number: u32) -> Option<Arc<List>> {
        if let Some(known) = self.lists.get(&number) {
            return known.clone();
        }
        let made = match self.tables.place(file, number) {
            Some(Place::At(at)) => list_at(file, at).map(Arc::new),
            _ => None,
        };
        if self.lists.len() >= MOST_LISTS {
            self.lists.clear();
        }
        self.lists.insert(number, made.clone());
        made
    }

    /// What `value` is, wherever it stands.
    fn follow(&mut self, file: &mut Bytes<impl Read + Seek>, value: &Object) -> Option<Object> {
        let mut value = value.clone();
        for _ in 0..LONGEST_CHAIN {
            let Object::Ref(number) = value else { return Some(value) };
            value = self.object(file, number)?;
        }
        None
    }

    /// What stands under `key`, wherever that is.
    fn get(
        &mut self,
        file: &mut Bytes<impl Read + Seek>,
        dict: &Dict,
        key: &[u8],
    ) -> Option<Object> {
        let value = dict.get(key)?;
        self.follow(file, value)
    }

    fn dict(
        &mut self,
        file: &mut Bytes<impl Read + Seek>,
        dict: &Dict,
        key: &[u8],
    ) -> Option<Dict> {
        match self.get(file, dict, key)? {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// A text that people read, tidied; nothing when it is empty, or encrypted.
    fn text(
        &mut self,
        file: &mut Bytes<impl Read + Seek>,
        dict: &Dict,
        key: &[u8],
    ) -> Option<String> {
        match self.get(file, dict, key)? {
            Object::Text(text) if !self.is_encrypted => super::tidied(&words(&text)),
            _ => None,
        }
    }

    /// Everything there is to say; nothing when the tables lead nowhere.
    fn said(&mut self, file: &mut Bytes<impl Read + Seek>) -> Option<Said> {
        let trailer = self.tables.trailer.clone();
        let mut said = Said::default();
        if self.is_repaired {
            said.flaws.insert(Flaw::Damaged);
        }
        if let Some(lock) = self.dict(file, &trailer, b"Encrypt") {
            self.is_encrypted = true;
            said.flaws.insert(Flaw::Locked);
            if keeps_out(&lock) {
                said.flaws.insert(Flaw::KeepsOut);
            }
        }
        let Some(root) = self.dict(file, &trailer, b"Root") else {
            // What says the most may be in what is encrypted.
            return self.is_encrypted.then_some(said);
        };
        let top = self.dict(file, &root, b"Pages");
        if top.is_none() && !self.is_encrypted {
            return None;
        }
        said.pages = top.as_ref().and_then(|top| self.pages(file, top));
        let info = self.dict(file, &trailer, b"Info").unwrap_or_default();
        said.title = self.text(file, &info, b"Title").or_else(|| self.title_in_xmp(file, &root));
        said.language = self.text(file, &root, b"Lang");
        said.tagged = self.is_tagged(file, &root);
        if let Some(top) = top
            && self.is_scanned(file, &top)
        {
            said.flaws.insert(Flaw::Scanned);
        }
        Some(said)
    }

    /// Whether headings, lists and the order of reading are there for aids; nothing when it
    /// says so where it cannot be read, such as among what is encrypted.
    fn is_tagged(&mut self, file: &mut Bytes<impl Read + Seek>, root: &Dict) -> Option<bool> {
        // What is not named is not there. What is, and cannot be read, is not known.
        let (Some(marks), Some(tree)) =
            (root.get(&b"MarkInfo"[..]), root.get(&b"StructTreeRoot"[..]))
        else {
            return Some(false);
        };
        let Object::Dict(marks) = self.follow(file, marks)? else { return Some(false) };
        let Some(marked) = marks.get(&b"Marked"[..]) else { return Some(false) };
        if self.follow(file, marked)? != Object::Bool(true) {
            return Some(false);
        }
        let Object::Dict(tree) = self.follow(file, tree)? else { return Some(false) };
        let Some(tree) = tree.get(&b"K"[..]) else { return Some(false) };
        Some(match self.follow(file, tree)? {
            Object::List(list) => !list.is_empty(),
            Object::Dict(_) | Object::Number(_) => true,
            _ => false,
        })
    }

    fn title_in_xmp(&mut self, file: &mut Bytes<impl Read + Seek>, root: &Dict) -> Option<String> {
        let Some(Object::Ref(number)) = root.get(&b"Metadata"[..]) else { return None };
        let Place::At(at) = self.tables.place(file, *number)? else { return None };
        if self.is_encrypted {
            return None;
        }
        let (_, dict, data) = file.stream_at(at)?;
        super::xml::text_of(&unpacked(file, &dict, data)?[..], "title")
    }
}

/// The list of objects at `at`.
fn list_at(file: &mut Bytes<impl Read + Seek>, at: u64) -> Option<List> {
    let (_, dict, data) = file.stream_at(at)?;
    let number = |key: &[u8]| usize::try_from(dict.get(key)?.number()?).ok();
    let (count, first) = (number(b"N")?, number(b"First")?);
    let bytes = unpacked(file, &dict, data)?;
    let mut head = Reader::new(&bytes, 0);
    let mut begins = Vec::new();
    for _ in 0..count.min(MOST_OBJECTS) {
        let Some((number, at)) = head.count().zip(head.count()) else { break };
        let at = usize::try_from(at).ok().and_then(|at| first.checked_add(at));
        begins.extend(u32::try_from(number).ok().zip(at));
    }
    Some(List { bytes, begins })
}

/// Whether those who use aids may not have the text: the tenth bit of what is allowed. In the
/// oldest kind it is the fifth, which holds for everybody who copies.
fn keeps_out(lock: &Dict) -> bool {
    let number = |key: &[u8]| lock.get(key).and_then(Object::number);
    let Some(allowed) = number(b"P") else { return false };
    let bit = if number(b"R").unwrap_or(2) < 3 { 1 << 4 } else { 1 << 9 };
    allowed & bit == 0
}
