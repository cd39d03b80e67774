//! Blocks and lines while they are read: where a line ends, which spaces count.

use crate::paper::chars::{is_nothing, is_space};
use crate::paper::{Block, Inline, Look};

/// What has been read of a run of blocks, and of the line that has begun.
#[derive(Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    line: Vec<Inline>,
}

impl Flow {
    /// Adds words to the line. Spaces are one, and none begins a line.
    pub fn push_text(&mut self, text: &str, look: &Look) {
        let mut begins = match self.line.last() {
            None | Some(Inline::Break) => true,
            Some(Inline::Text { text, .. }) => text.ends_with(' '),
            Some(Inline::Picture(_)) => false,
        };
        let mut set = String::with_capacity(text.len());
        for c in text.chars() {
            if is_space(c) {
                if !begins {
                    set.push(' ');
                }
                begins = true;
            } else if !is_nothing(c) {
                set.push(c);
                begins = false;
            }
        }
        if set.is_empty() {
            return;
        }
        match self.line.last_mut() {
            Some(Inline::Text { text, look: before }) if before == look => text.push_str(&set),
            _ => self.line.push(Inline::Text { text: set, look: look.clone() }),
        }
    }

    /// Adds something that is no text to the line.
    pub fn push(&mut self, inline: Inline) {
        if matches!(inline, Inline::Break) {
            trim_end(&mut self.line, false);
        }
        self.line.push(inline);
    }

    /// Ends the line, which is a paragraph when it says anything; `ids` are then no heading's.
    pub fn end_line(&mut self, ids: &mut Vec<String>) {
        let mut line = std::mem::take(&mut self.line);
        trim_end(&mut line, true);
        let first = line.iter().position(|inline| !matches!(inline, Inline::Break));
        line.drain(..first.unwrap_or(line.len()));
        if !line.is_empty() {
            ids.clear();
            self.blocks.push(Block::Paragraph(line));
        }
    }

    /// Adds a block.
    pub fn block(&mut self, block: Block, ids: &mut Vec<String>) {
        self.end_line(ids);
        ids.clear();
        self.blocks.push(block);
    }

    /// All blocks.
    pub fn end(mut self) -> Vec<Block> {
        self.end_line(&mut Vec::new());
        self.blocks
    }
}

/// Takes spaces, and breaks if `breaks`, from the end of a line.
fn trim_end(line: &mut Vec<Inline>, breaks: bool) {
    while let Some(last) = line.last_mut() {
        match last {
            Inline::Text { text, .. } => {
                text.truncate(text.trim_end_matches(' ').len());
                if !text.is_empty() {
                    return;
                }
            }
            Inline::Break if breaks => {}
            _ => return,
        }
        line.pop();
    }
}

/// Blocks where only a line has room: each after the other, on lines of their own.
pub(in crate::paper) fn one_line(blocks: Vec<Block>) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    let mut add = |inlines: Vec<Inline>| {
        if !line.is_empty() && !inlines.is_empty() {
            line.push(Inline::Break);
        }
        line.extend(inlines);
    };
    for block in blocks {
        match block {
            Block::Heading { inlines, .. }
            | Block::Paragraph(inlines)
            | Block::Caption(inlines) => {
                add(inlines);
            }
            Block::Quote(blocks) => add(one_line(blocks)),
            Block::List(list) => list.items.into_iter().for_each(|item| add(one_line(item))),
            Block::Terms(terms) => {
                for term in terms {
                    term.names.into_iter().for_each(&mut add);
                    term.says.into_iter().for_each(|said| add(one_line(said)));
                }
            }
            Block::Table(table) => {
                add(table.caption);
                let cells = table.head.into_iter().chain(table.body).flatten();
                cells.for_each(|cell| add(one_line(cell.blocks)));
            }
            Block::Verbatim(text) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                add(vec![Inline::Text { text, look: Look::default() }]);
            }
        }
    }
    line
}
