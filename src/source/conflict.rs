//! What git leaves in a file when two people have changed the same lines.

use memchr::memmem;

/// The marks that begin the lines, in the order they stand.
const MARKS: [&str; 3] = ["<<<<<<< ", "=======", ">>>>>>> "];

/// Where the first of such places begins: only when all its marks are there, in order.
pub(super) fn conflict_at(text: &str) -> Option<usize> {
    // Nearly no text has any, and looking for one sign is quick.
    memmem::find(text.as_bytes(), MARKS[0].as_bytes())?;
    let (mut at, mut begun, mut seen) = (0, 0, 0);
    for line in text.split_inclusive('\n') {
        let is_mark = match seen {
            1 => line.trim_end() == MARKS[1],
            _ => line.starts_with(MARKS[seen]),
        };
        if line.starts_with(MARKS[0]) {
            (begun, seen) = (at, 1);
        } else if is_mark {
            seen += 1;
        }
        if seen == MARKS.len() {
            return Some(begun);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::conflict_at;

    #[test]
    fn a_conflict_has_all_its_marks_in_order() {
        let text = "å\n<<<<<<< HEAD\r\na\n||||||| b\n=======\r\nc\n>>>>>>> gren\n";
        assert_eq!(conflict_at(text), Some(3));
        let second = format!("<<<<<<< utan slut\n{text}");
        assert_eq!(conflict_at(&second), Some(18 + 3));
        for none in
            ["", "Rubrik\n=======\n", "<<<<<<< a\n=======\n", ">>>>>>> a\n=======\n<<<<<<< b\n"]
        {
            assert_eq!(conflict_at(none), None, "{none}");
        }
        // Shown in a text about git, moved in from the edge, it is none.
        assert_eq!(conflict_at("  <<<<<<< a\n  =======\n  >>>>>>> b\n"), None);
    }
}
