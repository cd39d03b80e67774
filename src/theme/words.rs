//! Which words stand in a theme's templates: what none of them names need not be made.

use std::collections::HashSet;

/// Tera's name for everything that a template sees.
const EVERYTHING: &str = "__tera_context";

/// The words of all templates of a theme and those it extends.
#[derive(Debug, Default)]
pub(super) struct Words(HashSet<String>);

impl Words {
    pub fn of<'a>(templates: impl Iterator<Item = &'a str>) -> Self {
        let mut words = HashSet::new();
        for text in templates {
            for word in text.split(|c: char| !c.is_alphanumeric() && c != '_') {
                if !words.contains(word) {
                    words.insert(word.to_owned());
                }
            }
        }
        Self(words)
    }

    /// Whether some template may ask for what is called `name`: a variable can only be
    /// reached by its name.
    pub fn may_ask_for(&self, name: &str) -> bool {
        self.0.contains(name) || self.0.contains(EVERYTHING)
    }
}
