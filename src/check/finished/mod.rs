//! What is wrong with finished pages, whatever template and text they were made of: found while
//! the pages are made, in the bytes that are written.

mod loads;
mod names;
mod page;
mod place;
mod roles;
mod scan;
mod template;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::base::{OutPath, UrlPath};
use crate::config::BaseUrl;
use crate::model::{Model, View};
use crate::render::{Output, Plan};

pub use loads::{in_script, in_style, is_foreign};
use page::Page;
pub use place::{on_pages, placed};
pub use roles::ROLES;
use scan::Pieces;
pub use scan::Tag;
pub use template::written_addresses;

/// The start tags of a finished page, in order, as a browser sees them.
pub fn tags(page: &[u8]) -> impl Iterator<Item = Tag<'_>> {
    Pieces::of(page).tags()
}

/// One thing that is wrong with a finished page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageFault {
    /// What is wrong.
    pub kind: PageFaultKind,
    /// The template that the page is made with.
    pub template: String,
    /// What it is about: the id, the address, the start tag. Empty when it is about the page.
    pub about: String,
    /// The page.
    pub page: UrlPath,
}

/// What can be wrong with a finished page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageFaultKind {
    /// It has no main heading.
    NoHeading,
    /// It has more than one.
    Headings,
    /// It has no title, or an empty one.
    NoTitle,
    /// It does not say which language it is in.
    NoLanguage,
    /// It has no `main`, or more than one.
    Main,
    /// An id is there twice.
    Id,
    /// A link leads to nothing.
    Link,
    /// A link leads to a place that its page has not.
    Place,
    /// What is said to search engines cannot be read.
    Data,
    /// A picture has no description, not even an empty one.
    Picture,
    /// Something is fetched from another host when the page is shown.
    Foreign,
    /// A field of a form has no name.
    Field,
    /// A button has no name.
    Button,
    /// A frame has no name.
    Frame,
    /// A role that does not exist.
    Role,
    /// A heading jumps over a level.
    Jump,
    /// A link has nothing to hear.
    Silent,
    /// The page cannot be enlarged.
    Zoom,
}

impl PageFaultKind {
    /// Whether it is about an element, which is told by its start tag.
    const fn is_tag(self) -> bool {
        matches!(self, Self::Field | Self::Button | Self::Frame | Self::Jump | Self::Silent)
    }
}

/// Looks at pages as they are made, on whatever thread makes them.
#[derive(Debug)]
pub struct Finished<'a> {
    plan: &'a Plan<'a>,
    model: &'a Model,
    /// The path of the site on its host, and its whole origin.
    base: BaseUrl,
    /// Every address of the site, with its path on the host, and which output it is.
    addresses: HashMap<String, usize>,
    /// Whether a page leads to the output.
    reached: Vec<AtomicBool>,
    seen: Mutex<Seen>,
}

/// The page that a link stands on.
#[derive(Debug, Clone, Copy)]
struct From {
    /// Which output it is.
    own: Option<usize>,
    /// Whether what it links to can be said to be reached.
    leads: bool,
}

/// What has been seen so far.
#[derive(Debug, Default)]
struct Seen {
    faults: Vec<PageFault>,
    /// The ids of each page, by its address with its path on the host.
    ids: HashMap<String, Vec<u64>>,
    /// Links to places on other pages: address and place, and the first page that has it.
    places: BTreeMap<(String, String), (OutPath, UrlPath)>,
}

impl<'a> Finished<'a> {
    /// Looks at the pages of `plan`.
    #[must_use]
    pub fn new(plan: &'a Plan<'a>, model: &'a Model) -> Self {
        let written = model.config.site.base_url.as_ref();
        let base = written.and_then(|url| BaseUrl::parse(&url.value));
        let base = base.unwrap_or(BaseUrl { origin: String::new(), path: String::new() });
        let mut addresses = HashMap::with_capacity(plan.outputs().len() * 2);
        for (at, out) in plan.outputs().keys().enumerate() {
            addresses.insert(format!("{}/{out}", base.path), at);
            if let Some(folder) = out.as_str().strip_suffix("index.html") {
                addresses.insert(format!("{}/{folder}", base.path), at);
            }
        }
        let reached = plan.outputs().keys().map(|_| AtomicBool::new(false)).collect();
        Self { plan, model, base, addresses, reached, seen: Mutex::default() }
    }

    /// Looks at the bytes of one output. Only pages hold anything to see.
    pub fn look(&self, out: &OutPath, output: &Output, bytes: &[u8]) {
        let Output::Page(part) = output else { return };
        let mut page = Page::default();
        for tag in Pieces::of(bytes).tags() {
            page.take(&tag);
        }
        let mut faults = page.of_the_whole();
        page.ids.sort_unstable();
        let mut twice: Vec<&[u8]> = page
            .ids
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() > 1)
            .map(|same| same[0])
            .collect();
        twice.dedup();
        faults.extend(twice.into_iter().map(|id| (PageFaultKind::Id, text(id))));
        let mut places = Vec::new();
        let address = self.model.address_of(*part);
        page.links.sort_unstable();
        page.links.dedup();
        let own = self.addresses.get(&format!("{}{}", self.base.path, address.as_str())).copied();
        // The search lists everything: what nothing else leads to is hidden all the same.
        let leads = self.model.pages[part.page].view != View::Search;
        let from = From { own, leads };
        for link in std::mem::take(&mut page.links) {
            self.follow(link, (&page, from), &mut faults, &mut places);
        }
        for shown in page.shown.iter().filter_map(|shown| self.own_path(shown)) {
            self.find(shown).into_iter().for_each(|at| self.reach(at.0, from));
        }
        page.loads.sort_unstable();
        page.loads.dedup();
        let foreign = page.loads.iter().filter(|load| is_foreign(load, &self.base.origin));
        faults.extend(foreign.map(|load| (PageFaultKind::Foreign, text(load))));
        let mut ids: Vec<u64> = page.ids.iter().map(|id| fingerprint(id)).collect();
        ids.sort_unstable();
        let faults: Vec<PageFault> = faults
            .into_iter()
            .map(|(kind, about)| {
                let template = self.plan.template(part.page);
                PageFault { kind, template, about, page: address.clone() }
            })
            .collect();
        let own = format!("{}{}", self.base.path, address.as_str());
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.faults.extend(faults);
        seen.ids.insert(own, ids);
        for place in places {
            seen.places.entry(place).or_insert_with(|| (out.clone(), address.clone()));
        }
    }

    /// What was found, when all pages have been looked at: the same whatever thread saw what.
    #[must_use]
    pub fn faults(&self) -> Vec<PageFault> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = std::mem::take(&mut *seen);
        let mut faults = seen.faults;
        for ((address, place), (out, page)) in seen.places {
            // A page that could not be made is told of elsewhere.
            let Some(ids) = seen.ids.get(&address) else { continue };
            if ids.binary_search(&fingerprint(place.as_bytes())).is_ok() {
                continue;
            }
            let template = match self.plan.outputs().get(&out) {
                Some(Output::Page(part)) => self.plan.template(part.page),
                _ => String::new(),
            };
            let about = format!("{address}#{place}");
            faults.push(PageFault { kind: PageFaultKind::Place, template, about, page });
        }
        faults.sort();
        faults
    }

    /// Finds where a link leads.
    fn follow(
        &self,
        link: &[u8],
        (page, from): (&Page<'_>, From),
        faults: &mut Vec<(PageFaultKind, String)>,
        places: &mut Vec<(String, String)>,
    ) {
        if let Some(place) = link.strip_prefix(b"#") {
            let is_there = place.is_empty()
                || place == b"top"
                || page.ids.binary_search(&place).is_ok()
                || page.ids.binary_search(&decoded(place).as_bytes()).is_ok();
            if !is_there {
                faults.push((PageFaultKind::Place, text(link)));
            }
            return;
        }
        let Some(path) = self.own_path(link) else { return };
        let (path, place) = match memchr::memchr(b'#', path) {
            Some(at) => (&path[..at], &path[at + 1..]),
            None => (path, &b""[..]),
        };
        let Some((at, address)) = self.find(path) else {
            faults.push((PageFaultKind::Link, text(link)));
            return;
        };
        self.reach(at, from);
        if !place.is_empty() {
            places.push((address, decoded(place)));
        }
    }

    /// The output at a path, and the path in letters.
    fn find(&self, path: &[u8]) -> Option<(usize, String)> {
        let path = memchr::memchr(b'?', path).map_or(path, |at| &path[..at]);
        let known = |path: &str| self.addresses.get(path).copied();
        if let Ok(plain) = std::str::from_utf8(path)
            && let Some(at) = known(plain)
        {
            return Some((at, plain.to_owned()));
        }
        let path = decoded(path);
        known(&path).map(|at| (at, path))
    }

    /// A page leads to an output. That it leads to itself is no way there.
    fn reach(&self, at: usize, from: From) {
        if from.leads
            && from.own != Some(at)
            && let Some(reached) = self.reached.get(at)
        {
            reached.store(true, Ordering::Relaxed);
        }
    }

    /// What no page leads to, when all have been looked at: pages and files of the author's.
    #[must_use]
    pub fn unreached(&self) -> HashSet<OutPath> {
        let all = self.plan.outputs().iter().zip(&self.reached);
        let left = all.filter(|(_, reached)| !reached.load(Ordering::Relaxed));
        let ours = left.filter(|((_, output), _)| is_written(output));
        ours.map(|((out, _), _)| out.clone()).collect()
    }

    /// The path of a link that leads to this site; none for other hosts and other programs.
    fn own_path<'l>(&self, link: &'l [u8]) -> Option<&'l [u8]> {
        let origin = self.base.origin.as_bytes();
        let path = match link.first()? {
            b'/' if link.get(1) == Some(&b'/') => return None,
            b'/' => link,
            _ => link.strip_prefix(origin).filter(|path| path.starts_with(b"/"))?,
        };
        // What lies beside the site on its host is somebody else's.
        let rest = path.strip_prefix(self.base.path.as_bytes())?;
        (rest.starts_with(b"/")).then_some(path)
    }
}

/// Whether an author wrote what an output shows.
const fn is_written(output: &Output) -> bool {
    match output {
        Output::Page(_) | Output::Copy(_) | Output::Stripped(_) | Output::Drawing(_) => true,
        Output::Redirect(_) | Output::Face(_) | Output::Asset(_) => false,
        Output::Picture(_) | Output::Rendition(_) => false,
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// An address without the signs that stand for others.
fn decoded(bytes: &[u8]) -> String {
    let text = text(bytes).replace("&amp;", "&");
    percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

/// FNV-1a: short texts, and no attacker.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
