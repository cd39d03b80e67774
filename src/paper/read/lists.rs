//! Lists, and lists of terms.

use scraper::{ElementRef, Node};

use super::flow::Flow;
use super::{DEEPEST, Reader, is_left_out};
use crate::paper::{Block, List, Look, Mark, Term};

impl Reader {
    /// A list.
    pub(super) fn list(
        &mut self,
        element: ElementRef<'_>,
        look: &Look,
        depth: usize,
        flow: &mut Flow,
    ) {
        let start = element.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let mark = match element.value().name() {
            _ if element.attr("data-utan-nummer").is_some() => Mark::Nothing,
            "ol" => Mark::Number(start),
            _ => Mark::Bullet,
        };
        let mut items = Vec::new();
        for child in element.children() {
            let mut item = Flow::default();
            match (ElementRef::wrap(child), child.value()) {
                (Some(child), _) if child.value().name() == "li" && !is_left_out(child) => {
                    let look = &self.look_of(child, look);
                    self.inside(child, look, depth + 1, &mut item);
                }
                (Some(child), _) => self.element(child, look, depth + 1, &mut item),
                (None, Node::Text(text)) => item.push_text(text, look),
                (None, _) => {}
            }
            items.push(item.end());
        }
        items.retain(|item| !item.is_empty());
        if items.is_empty() {
            return;
        }
        // A list of parts that each have a heading: that is what headings say already.
        if items.iter().all(|item| matches!(item.first(), Some(Block::Heading { .. }))) {
            items.into_iter().flatten().for_each(|block| flow.block(block, &mut self.id));
        } else {
            flow.block(Block::List(List { mark, items }), &mut self.id);
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
            flow.block(Block::Terms(terms), &mut self.id);
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
