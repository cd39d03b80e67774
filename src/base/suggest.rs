//! "Did you mean …?": the known word nearest to a misspelt one.
//!
//! Every slip has a price, lower for the slips that fingers make: letters that changed place,
//! a letter twice or once too few, the key beside the right one, dots that are missing. Two
//! slips are allowed, fewer in short words.

/// The word among `known` that `written` most likely was meant to be. Among words that are
/// equally near the first wins, so that the caller can put the likelier ones first.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written: Vec<char> = letters(written).collect();
    let limit = limit(written.len());
    let mut best: Option<(u32, &str)> = None;
    let mut letters_of = Vec::new();
    for word in known {
        letters_of.clear();
        letters_of.extend(letters(word));
        // The full comparison is dear: most words already differ too much in length.
        if letters_of.len().abs_diff(written.len()) > SLIPS {
            continue;
        }
        let cost = cost(&written, &letters_of);
        // A word of which nothing is left was not meant.
        let is_kept = letters_of.iter().any(|letter| written.contains(letter));
        if cost <= limit && is_kept && best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, word));
        }
    }
    best.map(|(_, word)| word)
}

/// So many letters may be too many or too few.
const SLIPS: usize = 2;

const SLIP: u32 = 10;
/// Two letters that changed place.
const SWAP: u32 = 7;
/// A letter that stands twice, or once where it should be twice.
const DOUBLE: u32 = 6;
/// The key beside the right one.
const BESIDE: u32 = 7;
/// Dots, rings and accents that are missing or too many.
const DOTS: u32 = 2;
/// `nästa-granskning` for `nästa_granskning`.
const JOIN: u32 = 1;
/// The first letter is seldom the one that is wrong.
const FIRST: u32 = 2;

const fn limit(length: usize) -> u32 {
    match length {
        0..=2 => SLIP + FIRST,
        3 => 2 * SWAP + FIRST,
        _ => 2 * SLIP + FIRST,
    }
}

fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

/// What it costs to make `b` of `a`: the least sum of slips, each letter taken part in one.
fn cost(a: &[char], b: &[char]) -> u32 {
    let width = b.len() + 1;
    let mut rows = vec![0_u32; 3 * width];
    for at in 1..width {
        rows[at] = rows[at - 1] + gap(b, at - 1);
    }
    for i in 1..=a.len() {
        let (now, before, earlier) =
            ((i % 3) * width, ((i + 2) % 3) * width, ((i + 1) % 3) * width);
        rows[now] = rows[before] + gap(a, i - 1);
        for j in 1..width {
            let (x, y) = (a[i - 1], b[j - 1]);
            let mut least = rows[before + j - 1] + change(x, y);
            least = least.min(rows[before + j] + gap(a, i - 1));
            least = least.min(rows[now + j - 1] + gap(b, j - 1));
            let is_swap = i > 1 && j > 1 && bare(x) == bare(b[j - 2]) && bare(a[i - 2]) == bare(y);
            if is_swap && x != y {
                let dots = change(x, b[j - 2]) + change(a[i - 2], y);
                least = least.min(rows[earlier + j - 2] + SWAP + dots);
            }
            rows[now + j] = least;
        }
    }
    let first = match (a.first(), b.first()) {
        (Some(x), Some(y)) if bare(*x) != bare(*y) => FIRST,
        _ => 0,
    };
    rows[(a.len() % 3) * width + b.len()] + first
}

/// What a letter too many costs.
fn gap(word: &[char], at: usize) -> u32 {
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let is_double = beside.into_iter().any(|other| word.get(other) == Some(&word[at]));
    if is_double {
        DOUBLE
    } else if is_join(word[at]) {
        DOTS
    } else {
        SLIP
    }
}

/// What a letter instead of another costs.
fn change(x: char, y: char) -> u32 {
    if x == y {
        0
    } else if is_join(x) && is_join(y) {
        JOIN
    } else if bare(x) == bare(y) {
        DOTS
    } else if is_beside(x, y) {
        BESIDE
    } else {
        SLIP
    }
}

const fn is_join(c: char) -> bool {
    matches!(c, '_' | '-' | ' ')
}

/// A letter without its dots.
const fn bare(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' | 'â' | 'æ' => 'a',
        'ö' | 'ø' | 'ó' | 'ô' => 'o',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ü' => 'u',
        other => other,
    }
}

/// The rows of a Swedish keyboard. Each stands half a key to the right of the one above.
const ROWS: [&str; 4] = ["1234567890+", "qwertyuiopå", "asdfghjklöä", "zxcvbnm,.-"];

/// Whether two keys lie beside each other.
fn is_beside(x: char, y: char) -> bool {
    let place = |key: char| {
        ROWS.iter()
            .enumerate()
            .find_map(|(row, keys)| Some((row, keys.chars().position(|k| k == key)?)))
    };
    let (Some((row, at)), Some((other, beside))) = (place(x), place(y)) else { return false };
    match row.abs_diff(other) {
        0 => at.abs_diff(beside) == 1,
        1 => {
            let (upper, lower) = if row < other { (at, beside) } else { (beside, at) };
            lower == upper || lower + 1 == upper
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_or_missing_dots_find_the_word() {
        let known = ["målgrupper", "titel", "läge", "skede", "källa", "nästa_granskning"];
        for (written, meant) in [
            ("malgrupper", Some("målgrupper")),
            ("tittel", Some("titel")),
            ("lage", Some("läge")),
            ("Källa", Some("källa")),
            ("LÄGE", Some("läge")),
            ("sekde", Some("skede")),
            ("nasta-granskning", Some("nästa_granskning")),
            ("nästa granskning", Some("nästa_granskning")),
            ("helt annat", None),
            ("xy", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), meant, "{written}");
        }
    }

    #[test]
    fn the_slip_that_fingers_make_is_likelier() {
        // Both are one letter away; r lies beside t.
        assert_eq!(nearest("rext", ["hext", "text"]), Some("text"));
        assert_eq!(nearest("art", ["at", "arr"]), Some("arr"));
        // Of two that are equally near, the first.
        assert_eq!(nearest("mal", ["mål", "mäl"]), Some("mål"));
    }
}
