//! The slips that can be seen in one line of YAML alone, and the line as it should be.

use std::ops::Range;

use super::fault::SyntaxKind;
use super::lines::is_curly;
use super::syntax::Slip;

/// The slip in `line`, whose number is `number`.
pub(super) fn slip_in(line: &str, number: usize) -> Option<Slip> {
    let indent = line.len() - line.trim_start().len();
    let rest = line.trim();
    let end = indent + rest.len();
    let found = |kind, bytes, suggestion| Some(Slip { kind, line: number, bytes, suggestion });
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    if let Some(tab) = line[..indent].find('\t') {
        let spaces = line[..indent].replace('\t', "  ");
        return found(SyntaxKind::Tab, tab..tab + 1, Some(format!("{spaces}{rest}")));
    }
    let item = rest.strip_prefix("- ").map_or(rest, str::trim_start);
    let item_at = indent + (rest.len() - item.len());
    let is_key = |key: &str| {
        key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
            && key.chars().any(char::is_alphabetic)
    };
    if let Some((key, value)) = item.split_once(':').filter(|(key, _)| is_key(key)) {
        let before = &line[..item_at];
        if !value.is_empty() && !value.starts_with(char::is_whitespace) {
            // `https://…` alone is no key.
            let fixed = format!("{before}{key}: {value}");
            let bytes = item_at..item_at + key.len() + 1;
            return (!value.starts_with("//"))
                .then_some(())
                .and_then(|()| found(SyntaxKind::NoSpaceAfterColon, bytes, Some(fixed)));
        }
        let value_at = item_at + key.len() + 1 + (value.len() - value.trim_start().len());
        let (kind, suggestion) = slip_in_value(value.trim(), true)?;
        let suggestion = suggestion.map(|value| format!("{before}{key}: {value}"));
        return found(kind, value_at..end, suggestion);
    }
    if item_at > indent {
        let (kind, suggestion) = slip_in_value(item, false)?;
        let suggestion = suggestion.map(|value| format!("{}{value}", &line[..item_at]));
        return found(kind, item_at..end, suggestion);
    }
    let flow = rest.contains(['[', ']', '{', '}', '"', '\'']);
    if rest.starts_with('-') || flow || item.contains(':') {
        return None;
    }
    // `titel = Vård`, `titel; Vård`.
    let other = ["=", ";", "："].into_iter().find_map(|sign| rest.split_once(sign));
    let fixed = other
        .filter(|(key, _)| is_key(key.trim()) && !key.trim().is_empty())
        .map(|(key, value)| format!("{}{}: {}", &line[..indent], key.trim(), value.trim()));
    found(SyntaxKind::NoColon, indent..end, fixed)
}

/// The slip in a value, and the value as it should be. `keyed` when it stands after a key.
fn slip_in_value(value: &str, keyed: bool) -> Option<(SyntaxKind, Option<String>)> {
    let quoted = || {
        let (text, comment) = without_comment(value);
        Some(format!("{}{comment}", in_quotes(text)))
    };
    match value.chars().next()? {
        quote @ ('"' | '\'') => {
            slip_in_quotes(value, quote).map(|mended| (SyntaxKind::Quote, mended))
        }
        '[' | '{' => slip_in_brackets(value),
        ']' | '}' | ',' => Some((SyntaxKind::Bracket, quoted())),
        '@' | '%' | '`' | '&' | '*' | '!' => Some((SyntaxKind::TakenSign, quoted())),
        '|' | '>' if is_no_block(value) => Some((SyntaxKind::TakenSign, quoted())),
        '-' | '?' if keyed && value[1..].starts_with(' ') => {
            Some((SyntaxKind::TakenSign, quoted()))
        }
        _ if keyed && (value.contains(": ") || without_comment(value).0.ends_with(':')) => {
            Some((SyntaxKind::ColonInValue, quoted()))
        }
        _ => None,
    }
}

/// Whether `|` or `>` begins a sentence, not a text on the lines below.
fn is_no_block(value: &str) -> bool {
    let (own, _) = without_comment(value);
    !own[1..].chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-'))
}

/// What is wrong with a value that begins with `quote`: the value as it should be, when that
/// is sure.
#[allow(clippy::option_option, reason = "no slip, a slip, and a slip with a cure")]
fn slip_in_quotes(value: &str, quote: char) -> Option<Option<String>> {
    let Some(close) = closing(value, quote) else {
        return Some(Some(format!("{value}{quote}")));
    };
    let after = value[close + 1..].trim();
    if !after.is_empty() && !after.starts_with('#') {
        // `"Vi säger "hej" ofta"` and `'Vårdens's dag'` are quoted already, with more quotes
        // inside; `"Nära vård" i länet` only begins with a quotation.
        let is_inside = value[..close].ends_with(char::is_whitespace)
            || (quote == '\'' && value[close + 1..].starts_with(char::is_alphabetic));
        let own = value[1..].strip_suffix(quote).filter(|_| is_inside).unwrap_or(value);
        return Some(Some(in_quotes(own)));
    }
    // `"C:\mapp"`: a backslash begins an escape, unless the quotes are single.
    let inner = &value[1..close];
    let escaped = |(at, _): (usize, &str)| {
        inner[at + 1..].chars().next().is_some_and(|c| !"0abtnvfre \"/\\N_LPxuU\n".contains(c))
    };
    let strange = quote == '"' && inner.match_indices('\\').any(escaped);
    let single = (!inner.contains('\'')).then(|| format!("'{inner}'{}", &value[close + 1..]));
    strange.then_some(single)
}

/// Where the quote at the beginning of `value` ends.
fn closing(value: &str, quote: char) -> Option<usize> {
    let mut signs = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = signs.next() {
        if c == '\\' && quote == '"' {
            signs.next();
        } else if c == quote {
            if quote == '\'' && signs.peek().is_some_and(|(_, next)| *next == quote) {
                signs.next();
                continue;
            }
            return Some(at);
        }
    }
    None
}

fn slip_in_brackets(value: &str) -> Option<(SyntaxKind, Option<String>)> {
    let (open, close) = if value.starts_with('[') { ('[', ']') } else { ('{', '}') };
    let (other_open, other) = if open == '[' { ('{', '}') } else { ('[', ']') };
    if value.matches('"').count() % 2 == 1 {
        return Some((SyntaxKind::Quote, None));
    }
    let parts = mended_parts(value, open, close);
    if let Some((kind, mended)) = parts {
        return Some((kind, Some(mended)));
    }
    let (own, comment) = without_comment(value);
    let (opened, closed) = (own.matches(open).count(), own.matches(close).count());
    if opened != closed {
        let swapped = own.ends_with(other) && !own.contains(other_open);
        let mended = match (opened, closed) {
            (1, 0) if swapped => Some(format!("{}{close}{comment}", &own[..own.len() - 1])),
            (1, 0) => Some(format!("{own}{close}{comment}")),
            _ => None,
        };
        return Some((SyntaxKind::Bracket, mended));
    }
    if own.matches(other_open).count() != own.matches(other).count() {
        return Some((SyntaxKind::Bracket, None));
    }
    // `[Nytt] om vården`: text that only begins with a bracket.
    (!own.ends_with(close))
        .then(|| (SyntaxKind::Bracket, Some(format!("{}{comment}", in_quotes(own)))))
}

/// A list or mapping on one line, with quotes around the texts in it that need them: those
/// with a colon, or with a `#` that would make the rest a comment.
fn mended_parts(value: &str, open: char, close: char) -> Option<(SyntaxKind, String)> {
    let inner = value.strip_prefix(open)?.strip_suffix(close)?;
    if inner.contains(['[', ']', '{', '}', '"', '\'']) {
        return None;
    }
    let mut kind = None;
    let parts = inner.split(',').map(|part| {
        let (key, text) = match part.split_once(": ").filter(|_| open == '{') {
            Some((key, text)) => (format!("{key}: "), text),
            None => (part[..part.len() - part.trim_start().len()].to_owned(), part.trim_start()),
        };
        if text.contains(" #") {
            kind = Some(SyntaxKind::HashInValue);
        } else if open == '{' && text.contains(": ") {
            kind = kind.or(Some(SyntaxKind::ColonInValue));
        } else {
            return part.to_owned();
        }
        format!("{key}{}", in_quotes(text.trim()))
    });
    let mended = parts.collect::<Vec<_>>().join(",");
    kind.map(|kind| (kind, format!("{open}{mended}{close}")))
}

/// A text in the quotes that it does not hold itself.
pub(super) fn in_quotes(text: &str) -> String {
    let bare = text.trim();
    let inner = bare.trim_matches(is_curly);
    // `”SIP: på distans”`: the word processor's quotes were meant for YAML.
    let curly = bare.len() > inner.len() && bare.starts_with(is_curly) && bare.ends_with(is_curly);
    let own = if curly && !inner.contains(is_curly) { inner } else { bare };
    if !own.contains(['"', '\\']) {
        format!("\"{own}\"")
    } else if own.contains('\'') {
        format!("'{}'", own.replace('\'', "’"))
    } else {
        format!("'{own}'")
    }
}

/// A value and the comment after it, with the space before it.
fn without_comment(value: &str) -> (&str, &str) {
    let Range { start, .. } = comment(value);
    let (own, comment) = value.split_at(start);
    (own.trim_end(), if comment.is_empty() { "" } else { &value[own.trim_end().len()..] })
}

/// Where a comment stands: a `#` with a space before and after it.
fn comment(value: &str) -> Range<usize> {
    value.find(" # ").map_or(value.len()..value.len(), |at| at + 1..value.len())
}
