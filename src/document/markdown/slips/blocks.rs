//! Slips at the beginning of lines: headings, lists, tables, alerts and fences that are none.

use super::{Line, SlipKind, Slips};

/// What alerts are called, and what writers call them.
const ALERTS: [(&str, &[&str]); 5] = [
    ("NOTE", &["NOTERA", "NOTIS", "OBS", "OBSERVERA", "INFO", "INFORMATION", "ANMÄRKNING"]),
    ("TIP", &["TIPS", "RÅD", "HINT"]),
    ("IMPORTANT", &["VIKTIGT", "VIKTIG"]),
    ("WARNING", &["VARNING"]),
    ("CAUTION", &["VAR FÖRSIKTIG", "FÖRSIKTIG", "FÖRSIKTIGT", "SE UPP", "FARA", "DANGER"]),
];

/// What the slips of this file begin with.
const MARKS: [char; 19] =
    ['•', '·', '–', '—', ':', '#', '[', '-', '|', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

impl Slips<'_> {
    /// The slips at the beginnings of `lines`.
    pub(super) fn blocks(&mut self, lines: &[Line<'_>]) {
        let may_slip = |line: &Line<'_>| !line.in_table && line.inner().starts_with(MARKS);
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| may_slip(line)) {
            self.fence(line);
            self.heading(line);
            self.alert(line);
            let before = at.checked_sub(1).and_then(|at| lines.get(at));
            self.item(line, before, lines.get(at + 1));
            self.dashes(line, before, lines.get(at + 1));
        }
        self.rows(lines);
    }

    /// `::namn`, `: :namn`, `:: :namn`.
    fn fence(&mut self, line: &Line<'_>) {
        let inner = line.inner();
        let rest = inner.trim_start_matches([':', ' ']);
        let run = inner[..inner.len() - rest.len()].trim_end();
        let colons = run.matches(':').count();
        let named = rest.starts_with(char::is_alphabetic);
        let is_slip =
            if run.contains(' ') { named || (colons > 2 && rest.is_empty()) } else { colons == 2 };
        if is_slip {
            let mended = (named || rest.is_empty()).then(|| ":".repeat(colons.max(3)));
            let range = line.range(line.at, line.at + run.len());
            self.add(SlipKind::Fence(!rest.is_empty()), range, mended);
        }
    }

    /// `#Rubrik`.
    fn heading(&mut self, line: &Line<'_>) {
        let inner = line.inner();
        let rest = inner.trim_start_matches('#');
        let level = inner.len() - rest.len();
        if !(1..=6).contains(&level) || !rest.starts_with(char::is_alphabetic) {
            return;
        }
        // One sign and a word is also how subjects are marked elsewhere.
        if level == 1 && (line.at > 0 || rest.contains(" #")) {
            return;
        }
        let kind = if level == 1 { SlipKind::MaybeHeading } else { SlipKind::Heading };
        // The title of the page is its only heading of the first level.
        let mended = format!("{} ", "#".repeat(level.max(2)));
        self.add(kind, line.range(line.at, line.at + level), Some(mended));
    }

    /// `[!VIKTIGT]`, `[!NOTE] Titel`.
    fn alert(&mut self, line: &Line<'_>) {
        let inner = line.inner();
        let Some((word, rest)) = inner.strip_prefix("[!").and_then(|rest| rest.split_once(']'))
        else {
            return;
        };
        let is_word = |c: char| c.is_alphabetic() || c == ' ' || c == '-';
        if word.trim().is_empty() || !word.chars().all(is_word) {
            return;
        }
        let first = self.alerts.partition_point(|at| *at < line.start);
        if self.alerts.get(first).is_some_and(|at| *at < line.start + line.text.len()) {
            return;
        }
        let tag = line.range(line.at, line.at + inner.len() - rest.len());
        let upper = word.trim().to_uppercase();
        if ALERTS.iter().any(|(known, _)| *known == upper) {
            self.add(SlipKind::MisplacedAlert, tag, None);
            return;
        }
        let meant = ALERTS.iter().find(|(_, words)| words.contains(&upper.as_str()));
        // With a title beside it, its word is not all that is wrong.
        let stands_right = rest.trim().is_empty() && line.marks().contains('>');
        let mended = meant.filter(|_| stands_right).map(|(known, _)| format!("[!{known}]"));
        self.add(SlipKind::UnknownAlert, tag, mended);
    }

    /// `-punkt`, `1.text`, `- [] uppgift`.
    fn item(&mut self, line: &Line<'_>, before: Option<&Line<'_>>, after: Option<&Line<'_>>) {
        if line.is_item() && line.inner().starts_with("[] ") {
            let range = line.range(line.at, line.at + 2);
            self.add(SlipKind::Box, range, Some("[ ]".to_owned()));
        }
        let Some((kind, len)) = glued(line) else { return };
        // One line that begins so in the midst of a paragraph can be the way it was broken, and
        // one line with a dash of print is somebody who speaks.
        let begins =
            kind != SlipKind::Bullet && before.is_none_or(|before| before.inner().is_empty());
        let has_kin = |beside: Option<&Line<'_>>| {
            beside.is_some_and(|beside| glued(beside).is_some_and(|(other, _)| other == kind))
        };
        if begins || has_kin(before) || has_kin(after) {
            let mark = &line.inner()[..len];
            let range = line.range(line.at, line.at + len);
            // A sign from the keyboard has its space already.
            let mended = match kind {
                SlipKind::Bullet => "-".to_owned(),
                _ => format!("{mark} "),
            };
            self.add(kind, range, Some(mended));
        }
    }

    /// A row of dashes below a row with more or fewer cells.
    fn dashes(&mut self, line: &Line<'_>, before: Option<&Line<'_>>, after: Option<&Line<'_>>) {
        let is_head =
            |head: &&Line<'_>| !head.in_table && head.inner().contains('|') && !is_dashes(head);
        let Some(head) = before.filter(is_head).filter(|_| is_dashes(line)) else { return };
        let count = |line: &Line<'_>| cells(&self.body[line.range(line.at, line.text.len())]).len();
        let (dashes, wanted) = (count(line), count(head));
        if dashes == wanted {
            return;
        }
        // When the row below agrees with the head, it is the dashes that are wrong.
        let agrees = after.is_some_and(|row| row.inner().contains('|') && count(row) == wanted);
        let mended = agrees.then(|| {
            let written = cells(line.inner());
            let made = (0..wanted).map(|at| written.get(at).copied().unwrap_or("---"));
            format!("|{}|", made.collect::<Vec<_>>().join("|"))
        });
        self.add(SlipKind::NoTable, line.range(line.at, line.text.len()), mended);
    }

    /// Rows without a row of dashes.
    fn rows(&mut self, lines: &[Line<'_>]) {
        let is_row = |line: &Line<'_>| {
            let inner = line.inner();
            !line.in_table && inner.len() > 1 && inner.starts_with('|') && inner.ends_with('|')
        };
        for run in lines.chunk_by(|a, b| is_row(a) == is_row(b)) {
            if let [first, _, ..] = run
                && is_row(first)
                && !run.iter().any(is_dashes)
            {
                self.add(SlipKind::NoTable, first.range(first.at, first.text.len()), None);
            }
        }
    }
}

/// Signs that writers begin items with, and that make no list.
const BULLETS: [char; 4] = ['•', '·', '–', '—'];

/// The mark of a list with a word right after it: which, and how long.
fn glued(line: &Line<'_>) -> Option<(SlipKind, usize)> {
    let inner = line.inner();
    if line.in_table || line.is_item() {
        return None;
    }
    if let Some(rest) = inner.strip_prefix(BULLETS) {
        let is_item = rest.starts_with([' ', '\t', '\u{a0}']) && !rest.trim().is_empty();
        return is_item.then(|| (SlipKind::Bullet, inner.len() - rest.len()));
    }
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (kind, marks): (_, &[char]) = match digits {
        0 => (SlipKind::Item, &['-']),
        1..=3 => (SlipKind::Number, &['.', ')']),
        _ => return None,
    };
    let word = inner[digits..].strip_prefix(marks)?;
    word.starts_with(char::is_alphabetic).then_some((kind, digits + 1))
}

fn is_dashes(line: &Line<'_>) -> bool {
    let inner = line.inner();
    inner.contains('-') && inner.contains('|') && inner.chars().all(|c| "|:- \t".contains(c))
}

/// The cells of a row, the outer signs left out.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(row);
    let mut escaped = false;
    let parts = row.split(|c: char| {
        let parts = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        parts
    });
    parts.collect()
}
