//! Lists, and lists of terms.

use scraper::{ElementRef, Node};

use super::flow::Flow;
use super::{DEEPEST, Reader, is_left_out};
use crate::paper::{Block, List, Look, Mark, Term};

/// The numbers of a list, as HTML counts them; none below zero.
struct Numbers {
    next: u32,
    is_reversed: bool,
}

impl Numbers {
    fn of(list: ElementRef<'_>) -> Self {
        let is_reversed = list.attr("reversed").is_some();
        let items = || list.child_elements().filter(|item| item.value().name() == "li").count();
        let usual = || if is_reversed { u32::try_from(items()).unwrap_or(1) } else { 1 };
        Self { next: number(list, "start").unwrap_or_else(usual), is_reversed }
    }

    fn next(&mut self, item: ElementRef<'_>) -> u32 {
        let this = number(item, "value").unwrap_or(self.next);
        self.next = if self.is_reversed { this.saturating_sub(1) } else { this.saturating_add(1) };
        this
    }
}

fn number(element: ElementRef<'_>, key: &str) -> Option<u32> {
    element.attr(key)?.trim().parse().ok()
}

impl Reader {
    /// A list.
    pub(super) fn list(
        &mut self,
        element: ElementRef<'_>,
        look: &Look,
        depth: usize,
        flow: &mut Flow,
    ) {
        let is_nothing = element.attr("data-utan-nummer").is_some();
        let is_numbered = element.value().name() == "ol" && !is_nothing;
        let mut numbers = Numbers::of(element);
        let mut items = Vec::new();
        for child in element.children() {
            let mut item = Flow::default();
            let mut number = None;
            match (ElementRef::wrap(child), child.value()) {
                (Some(child), _) if child.value().name() == "li" && !is_left_out(child) => {
                    number = Some(numbers.next(child));
                    let look = &self.look_of(child, look);
                    self.inside(child, look, depth + 1, &mut item);
                }
                (Some(child), _) => self.element(child, look, depth + 1, &mut item),
                (None, Node::Text(text)) => item.push_text(text, look),
                (None, _) => {}
            }
            let blocks = item.end();
            if !blocks.is_empty() {
                items.push((number.unwrap_or(numbers.next), blocks));
            }
        }
        // A list of parts that each have a heading: that is what headings say already.
        let begins = |blocks: &[Block]| matches!(blocks.first(), Some(Block::Heading { .. }));
        if items.iter().all(|(_, blocks)| begins(blocks)) {
            let blocks = items.into_iter().flat_map(|(_, blocks)| blocks);
            blocks.for_each(|block| flow.block(block, &mut self.ids));
            return;
        }
        // Where the numbers do not follow each other, another list begins.
        let mut lists: Vec<List> = Vec::new();
        let mut expected = None;
        for (number, blocks) in items {
            match lists.last_mut() {
                Some(list) if !is_numbered || expected == Some(number) => list.items.push(blocks),
                _ => {
                    let mark = match number {
                        _ if is_nothing => Mark::Nothing,
                        number if is_numbered => Mark::Number(number),
                        _ => Mark::Bullet,
                    };
                    lists.push(List { mark, items: vec![blocks] });
                }
            }
            expected = number.checked_add(1);
        }
        for list in lists {
            flow.block(Block::List(list), &mut self.ids);
        }
    }

    /// A list of terms and what is said of them.
    pub(super) fn terms(
        &mut self,
        element: ElementRef<'_>,
        look: &Look,
        depth: usize,
        flow: &mut Flow,
    ) {
        let mut terms = vec![Term::default()];
        self.groups(element, look, depth, &mut terms);
        terms.retain(|term| !term.names.is_empty() || !term.says.is_empty());
        if !terms.is_empty() {
            flow.block(Block::Terms(terms), &mut self.ids);
        }
    }

    fn groups(&mut self, list: ElementRef<'_>, look: &Look, depth: usize, terms: &mut Vec<Term>) {
        if depth > DEEPEST {
            let mut flow = Flow::default();
            flow.push_text(&list.text().collect::<String>(), look);
            terms.push(Term { says: vec![flow.end()], ..Term::default() });
            return;
        }
        for child in list.children() {
            let mut flow = Flow::default();
            let element = ElementRef::wrap(child);
            match element.filter(|element| !is_left_out(*element)) {
                Some(group) if group.value().name() == "div" => {
                    terms.push(Term::default());
                    self.groups(group, &self.look_of(group, look), depth + 1, terms);
                    continue;
                }
                Some(name) if name.value().name() == "dt" => {
                    let line = self.line(name, &self.look_of(name, look), depth + 1);
                    if terms.last().is_none_or(|term| !term.says.is_empty()) {
                        terms.push(Term::default());
                    }
                    if let Some(term) = terms.last_mut().filter(|_| !line.is_empty()) {
                        term.names.push(line);
                    }
                    continue;
                }
                Some(said) => self.element(said, look, depth + 1, &mut flow),
                None => {
                    if let Node::Text(text) = child.value() {
                        flow.push_text(text, look);
                    }
                }
            }
            let blocks = flow.end();
            if let Some(term) = terms.last_mut().filter(|_| !blocks.is_empty()) {
                term.says.push(blocks);
            }
        }
    }
}
