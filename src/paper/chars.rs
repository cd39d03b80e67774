//! Letters that paper has no use for.

/// Whether `c` is nothing that a reader sees or that a file may hold: a place where the web may
/// break a word (whoever sets the paper finds those), a control.
pub(super) const fn is_nothing(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => true,
        _ => c.is_ascii_control() || (c >= '\u{80}' && c <= '\u{9f}'),
    }
}

/// Whether `c` is a space that HTML takes many of as one.
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
