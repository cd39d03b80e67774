//! A page of the manual as something to be tried: its blocks of code, one after the other.

/// One block of code on a page.
pub struct Block {
    /// What it is: `sh` is typed, `text` is answered, `markdown` is written into a file.
    pub language: String,
    /// What is in it.
    pub text: String,
    /// The page between this block and the one before.
    pub before: String,
}

/// The blocks of code of `page`, and what stands after the last.
pub fn blocks(page: &str) -> (Vec<Block>, String) {
    let (mut blocks, mut before, mut open) = (Vec::new(), String::new(), None::<Block>);
    for line in page.split_inclusive('\n') {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                let (language, before) = (language.trim().to_owned(), std::mem::take(&mut before));
                open = Some(Block { language, text: String::new(), before });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text.push_str(line),
            (None, None) => before.push_str(line),
        }
    }
    (blocks, before)
}

/// A line that is typed, as words.
pub fn words(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    let words = quoted.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// What the program printed, without how long it took.
pub fn timeless(printed: &str) -> String {
    let (Some(at), Some(end)) = (printed.find(" sidor på "), printed.find(" s. Filer")) else {
        return printed.to_owned();
    };
    format!("{} sidor på 0,10{}", &printed[..at], &printed[end..])
}
