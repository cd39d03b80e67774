//! Words that the program itself gives a meaning, such as the stages of a work.

/// Declares a closed set of words: `vocabulary! { pub enum Stage { Pilot = "pilot", } }`.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)* }

        impl $name {
            /// The words, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word as written in front matter.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl $crate::yaml::Readable for $name {
            const SHAPE: $crate::yaml::Shape = $crate::yaml::Shape::Word(Self::WORDS);

            fn read(
                node: &$crate::yaml::Node,
                key: &'static str,
                faults: &mut Vec<$crate::yaml::Fault>,
            ) -> Option<Self> {
                let shape = <Self as $crate::yaml::Readable>::SHAPE;
                let text = $crate::yaml::word(node, key, shape, faults)?;
                let found = match text.as_str() { $($word => Some(Self::$variant),)* _ => None };
                if found.is_none() {
                    faults.push($crate::yaml::Fault {
                        kind: $crate::yaml::FaultKind::UnknownWord {
                            key,
                            written: text,
                            known: Self::WORDS.to_vec(),
                        },
                        span: node.span,
                    });
                }
                found
            }

            fn shown(&self) -> $crate::yaml::Shown<'_> {
                $crate::yaml::Shown::Word(self.word())
            }
        }
    };
}
pub(crate) use vocabulary;
