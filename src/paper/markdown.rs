//! A paper as Markdown, as GitHub writes it (GFM). Every word is there, in order, and means nothing
//! but itself: what Markdown would take for a mark is escaped. What Markdown has no mark for – lists
//! of terms, words of another language – is written so that it reads well without one.

mod inline;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::grid::{Slot, grid, numeric};
use super::{
    Block, Cell, Inline, List, Mark, Paper, Row, Table, Term, each_in, headings, plain, strong,
};
use inline::{heading, in_cell, line};

/// The paper as Markdown, with an empty line between blocks and one line break at its end.
#[must_use]
pub fn markdown(paper: &Paper) -> String {
    let mut blocks = Vec::with_capacity(paper.blocks.len() + 1);
    let paper = &led(paper);
    let is_title = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    if !paper.title.is_empty() && !paper.blocks.iter().any(is_title) {
        blocks.push(format!("# {}", inline::escaped(&paper.title)));
    }
    blocks.extend(written(&paper.blocks));
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

/// The paper with links to its headings as GFM names those: by their words, and a number where
/// several have the same. What has no name is led to by nothing.
fn led(paper: &Paper) -> Paper {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let is_title = |block: &&Block| matches!(block, Block::Heading { level: 1, .. });
    let all = headings(&paper.blocks, false);
    if !all.iter().any(is_title) {
        taken.insert(name(&paper.title), 1);
    }
    for block in all {
        let Block::Heading { ids, inlines, .. } = block else { continue };
        let mut own = name(&plain(inlines));
        let before = taken.entry(own.clone()).or_default();
        *before += 1;
        if *before > 1 {
            own = format!("{own}-{}", *before - 1);
        }
        for id in ids {
            names.entry(id).or_insert_with(|| own.clone());
        }
    }
    let mut led = paper.clone();
    each_in(&mut led.blocks, &mut |inline| {
        if let Inline::Text { look, .. } = inline
            && let Some(id) = look.link.as_ref().and_then(|link| link.strip_prefix('#'))
        {
            look.link = names.get(id).map(|name| format!("#{name}"));
        }
    });
    led
}

/// What GFM calls a heading of these words.
fn name(words: &str) -> String {
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// Each block as Markdown, without the lines between.
fn written(blocks: &[Block]) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(blocks.len());
    let mut list_before = None;
    for block in blocks {
        // Two lists in a row are one, unless something stands between.
        let mark = match block {
            Block::List(list) => Some(matches!(list.mark, Mark::Number(_))),
            _ => None,
        };
        if mark.is_some() && mark == list_before {
            all.push("<!-- -->".to_owned());
        }
        list_before = mark;
        all.push(match block {
            Block::Heading { level, inlines, .. } => {
                format!("{} {}", "#".repeat(usize::from(*level)), heading(inlines))
            }
            Block::Paragraph(inlines) => line(inlines),
            Block::Caption(inlines) => line(inlines),
            Block::List(of) => list(of),
            Block::Terms(terms) => terms_of(terms),
            Block::Table(of) => table(of),
            Block::Quote(blocks) => {
                let inside = written(blocks).join("\n\n");
                let lines = inside
                    .lines()
                    .map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
                lines.collect::<Vec<_>>().join("\n")
            }
            Block::Verbatim(text) => fenced(text),
        });
    }
    all.retain(|block| !block.is_empty());
    all
}

fn list(list: &List) -> String {
    let mut items = Vec::with_capacity(list.items.len());
    // Items of several blocks stand apart, and then all do.
    let is_wide = list.items.iter().any(|item| match item.as_slice() {
        [_] => false,
        // Lists that begin with another number do not end a paragraph.
        [Block::Paragraph(_), Block::List(inner)] => {
            matches!(inner.mark, Mark::Number(first) if first != 1)
        }
        _ => true,
    });
    for (at, item) in list.items.iter().enumerate() {
        let mark = match list.mark {
            Mark::Bullet | Mark::Nothing => "- ".to_owned(),
            Mark::Number(first) => {
                let number = u64::from(first) + u64::try_from(at).unwrap_or(0);
                format!("{}. ", number.min(999_999_999))
            }
        };
        let inside = written(item).join(if is_wide { "\n\n" } else { "\n" });
        items.push(mark.clone() + &indented(&inside, mark.len()));
    }
    items.join(if is_wide { "\n\n" } else { "\n" })
}

/// `text` with spaces before every line but the first.
fn indented(text: &str, spaces: usize) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(spaces));
            out.push_str(line);
        }
    }
    out
}

/// Markdown has no lists of terms: the term stands strong above what is said, or on its line.
fn terms_of(terms: &[Term]) -> String {
    let mut all = Vec::with_capacity(terms.len());
    for term in terms {
        let names: Vec<String> = term.names.iter().map(|name| line(&strong(name))).collect();
        let names = names.join("  \n");
        match (names.is_empty(), term.says.as_slice()) {
            (false, [said]) if matches!(said.as_slice(), [Block::Paragraph(_)]) => {
                all.push(format!("{names}  \n{}", written(said).join("")));
            }
            (_, says) => {
                if !names.is_empty() {
                    all.push(names);
                }
                all.extend(says.iter().flat_map(|said| written(said)));
            }
        }
    }
    all.join("\n\n")
}

fn table(table: &Table) -> String {
    let mut blocks = Vec::with_capacity(2);
    if !table.caption.is_empty() {
        blocks.push(line(&strong(&table.caption)));
    }
    let Some((rows, columns)) = grid(table) else {
        // Too wide for a table: a row is a line.
        let rows = table.head.iter().chain(&table.body);
        blocks.extend(rows.map(wide).filter(|row| !row.is_empty()));
        return blocks.join("\n\n");
    };
    let mut out = String::new();
    let rights = numeric(&rows, table.head.len(), columns);
    // A table has exactly one head, which may be empty: more of them are rows.
    let mut rows = rows.into_iter();
    let head = if table.head.is_empty() { None } else { rows.next() };
    let head = head.unwrap_or_else(|| vec![Slot::Empty; columns]);
    row(&head, &mut out);
    out.push('|');
    for is_right in rights {
        out.push_str(if is_right { " ---: |" } else { " --- |" });
    }
    out.push('\n');
    rows.for_each(|slots| row(&slots, &mut out));
    blocks.push(out.trim_end_matches('\n').to_owned());
    blocks.join("\n\n")
}

fn row(slots: &[Slot<'_>], out: &mut String) {
    out.push('|');
    for slot in slots {
        if let Slot::Cell(of, _) = slot {
            let _ = write!(out, " {}", cell(of));
        }
        for _ in 0..slot.columns() {
            out.push_str(" |");
        }
    }
    out.push('\n');
}

fn cell(cell: &Cell) -> String {
    let line = super::read::one_line(cell.blocks.clone());
    in_cell(&line)
}

fn wide(row: &Row) -> String {
    let cells = row.iter().map(|cell| line(&super::read::one_line(cell.blocks.clone())));
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" – ")
}

/// Text with its own lines, in a fence that is in none of them.
fn fenced(text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(3.max(longest + 1));
    format!("{fence}\n{text}\n{fence}")
}
