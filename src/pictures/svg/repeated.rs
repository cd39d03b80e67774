//! What is shown more than once: a few lines can ask a browser for a thousand million shapes, by
//! `<use>`, and as well by patterns, masks, markers and whatever else one shape names another by.

use std::collections::BTreeMap;

use super::DEEPEST;

/// What is shown where something names it.
#[derive(Debug, Clone)]
struct Shows {
    /// The id of what is shown.
    id: String,
    /// Whether that is a marker, which is there once at every corner.
    is_marker: bool,
}

/// One element.
#[derive(Debug, Default)]
struct Element {
    name: String,
    id: Option<String>,
    classes: Vec<String>,
    /// What stands in it.
    inside: Vec<usize>,
    /// What it shows besides.
    shows: Vec<Shows>,
    /// The most corners that it has.
    corners: u64,
}

impl Element {
    fn is_gradient(&self) -> bool {
        self.name.ends_with("Gradient")
    }

    /// Whether a style lets it show something else.
    fn is_drawn(&self) -> bool {
        !self.is_gradient() && self.name != "stop"
    }
}

/// The elements of a drawing, and what each shows.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    /// The elements that are open: the place of each in `all`.
    open: Vec<usize>,
    all: Vec<Element>,
    /// The most corners that any of them has.
    corners: u64,
    /// What a style sheet lets be shown, by what it is for: `.class`, `#id`, `element`, and `*`
    /// for all. One too many does no harm.
    rules: BTreeMap<String, Vec<Shows>>,
}

impl Repeated {
    /// Takes down an element that opens.
    pub fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let mut element = Element { name: name.to_owned(), ..Element::default() };
        for (key, value) in attributes {
            match key.as_str() {
                "id" => element.id = Some(value.trim().to_owned()),
                "class" => {
                    element.classes.extend(value.split_whitespace().map(str::to_lowercase));
                }
                "href" | "xlink:href" => {
                    let id = fragment(value);
                    element.shows.extend(id.map(|id| Shows { id, is_marker: false }));
                }
                "d" | "points" => {
                    element.corners = numbers(value);
                    self.corners = self.corners.max(element.corners);
                }
                "style" => element.shows.extend(declared(value)),
                _ => element.shows.extend(named(key, value)),
            }
        }
        let at = self.all.len();
        if let Some(above) = self.open.last().and_then(|above| self.all.get_mut(*above)) {
            above.inside.push(at);
        }
        self.all.push(element);
        self.open.push(at);
    }

    /// The element that was opened last closes.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// Takes down what a style sheet in the drawing lets be shown.
    pub fn style(&mut self, style: &str) {
        // Rules may stand in others: whatever stands before a bracket is what they are for.
        let mut names = String::new();
        for part in style.split_inclusive(['{', '}']) {
            if let Some(said) = part.strip_suffix('{') {
                names = said.to_lowercase();
                continue;
            }
            let shows: Vec<Shows> = declared(part.trim_end_matches('}')).collect();
            if shows.is_empty() {
                continue;
            }
            for name in names_in(&names) {
                self.rules.entry(name).or_default().extend(shows.iter().cloned());
            }
        }
    }

    /// How many elements are shown in all; very many for a ring.
    pub fn shown(&mut self) -> u64 {
        self.apply();
        if self.all.iter().all(|element| element.shows.is_empty()) {
            return self.all.len() as u64;
        }
        let ids = self.all.iter().enumerate();
        // A gradient gives colour, and is nothing that has to be drawn again.
        let ids = ids.filter(|(_, element)| !element.is_gradient());
        let ids = ids.filter_map(|(at, element)| Some((element.id.as_deref()?, at))).collect();
        let mut known = vec![None; self.all.len()];
        self.count(0, &ids, &mut known, 0)
    }

    /// Gives each element what style sheets say of it. What is said of many stands in one place,
    /// so that it is counted once.
    fn apply(&mut self) {
        let mut places = BTreeMap::new();
        let elements = self.all.len();
        for (name, shows) in std::mem::take(&mut self.rules) {
            places.insert(name, self.all.len());
            self.all.push(Element { shows, ..Element::default() });
        }
        for element in self.all.iter_mut().take(elements).filter(|element| element.is_drawn()) {
            let id = element.id.iter().map(|id| format!("#{}", id.to_lowercase()));
            let classes = element.classes.iter().map(|class| format!(".{class}"));
            let own = [element.name.to_lowercase(), "*".to_owned()];
            let names: Vec<String> = own.into_iter().chain(id).chain(classes).collect();
            element.inside.extend(names.iter().filter_map(|name| places.get(name)));
        }
    }

    fn count(
        &self,
        at: usize,
        ids: &BTreeMap<&str, usize>,
        known: &mut [Option<u64>],
        depth: usize,
    ) -> u64 {
        let Some(element) = self.all.get(at) else { return 0 };
        if depth > 2 * DEEPEST {
            return u64::MAX;
        }
        if let Some(Some(count)) = known.get(at) {
            return *count;
        }
        let mut sum = 1_u64;
        for inside in &element.inside {
            sum = sum.saturating_add(self.count(*inside, ids, known, depth + 1));
        }
        for shows in &element.shows {
            let Some(shown) = ids.get(shows.id.as_str()) else { continue };
            // A style sheet is for elements of any number of corners.
            let corners = if element.name.is_empty() { self.corners } else { element.corners };
            let times = if shows.is_marker { corners.max(1) } else { 1 };
            let once = self.count(*shown, ids, known, depth + 1);
            sum = sum.saturating_add(once.saturating_mul(times));
        }
        if let Some(known) = known.get_mut(at) {
            *known = Some(sum);
        }
        sum
    }
}

/// What the declarations of a style let be shown.
fn declared(style: &str) -> impl Iterator<Item = Shows> + '_ {
    style.split(';').flat_map(|one| {
        let (property, value) = one.split_once(':').unwrap_or(("", one));
        named(property, value)
    })
}

/// What each `url(#…)` in the value of a property names.
fn named(property: &str, value: &str) -> Vec<Shows> {
    let is_marker = property.trim().to_ascii_lowercase().starts_with("marker");
    let lower = value.to_ascii_lowercase();
    let each = lower.match_indices("url(").filter_map(|(at, word)| {
        let rest = value.get(at + word.len()..)?;
        let address = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        Some(Shows { id: fragment(address)?, is_marker })
    });
    each.collect()
}

/// The id that an address in the drawing names, as browsers read it.
fn fragment(address: &str) -> Option<String> {
    let plain: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let id = plain.trim().strip_prefix('#')?;
    Some(percent_encoding::percent_decode_str(id).decode_utf8_lossy().trim().to_owned())
}

/// How many numbers there are in a list of places: no fewer than it has corners.
fn numbers(list: &str) -> u64 {
    let mut count = 0;
    let mut is_inside = false;
    for c in list.chars() {
        let is_part = c.is_ascii_digit() || c == '.';
        // `1.5.5` and `1-2` are two each.
        count += u64::from((is_part && !is_inside) || (c == '.' && is_inside));
        is_inside = is_part;
    }
    count
}

/// The names in what a rule is for, each with the sign that says what it names.
fn names_in(said: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
    let (mut names, mut before) = (Vec::new(), ' ');
    let mut rest = said;
    while let Some(c) = rest.chars().next() {
        let start = usize::from(matches!(c, '.' | '#'));
        let word = rest.get(start..).unwrap_or_default();
        let len = word.find(|c: char| !is_word(c)).unwrap_or(word.len());
        let all = rest.get(..start + len).unwrap_or_default();
        if matches!(c, '*' | '[') || (c == ':' && !is_word(before)) {
            names.push("*".to_owned());
        } else if len > 0 {
            names.push(all.to_owned());
        }
        let step = all.len().max(c.len_utf8());
        before = rest.get(..step).and_then(|part| part.chars().next_back()).unwrap_or(c);
        rest = rest.get(step..).unwrap_or_default();
    }
    names
}
