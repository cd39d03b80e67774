//! The values that a PDF is made of, read from bytes: numbers, names, texts, lists, mappings.

use std::collections::BTreeMap;

/// No value is read deeper than this in others.
const DEEPEST: usize = 48;

/// A mapping: names to values.
pub(super) type Dict = BTreeMap<Vec<u8>, Object>;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    Null,
    Bool(bool),
    /// A whole number; of one with decimals, the whole part.
    Number(i64),
    Name(Vec<u8>),
    /// A text, its escapes taken out.
    Text(Vec<u8>),
    List(Vec<Self>),
    Dict(Dict),
    /// The number of an object that stands elsewhere.
    Ref(u32),
}

impl Object {
    pub const fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn is_name(&self, name: &[u8]) -> bool {
        matches!(self, Self::Name(own) if own == name)
    }
}

/// Reads values from bytes. Nothing is read where the bytes end in the middle of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    /// How far it has come.
    pub at: usize,
}

impl<'a> Reader<'a> {
    pub const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes white space and comments.
    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ' => self.at += 1,
                b'%' => {
                    let line = self.rest().iter().position(|b| matches!(b, b'\n' | b'\r'));
                    self.at += line.unwrap_or(self.rest().len());
                }
                _ => return,
            }
        }
    }

    /// Passes `word` when it is next.
    pub fn word(&mut self, word: &[u8]) -> bool {
        self.skip_space();
        let is_next = self.rest().starts_with(word);
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    /// A whole number without a sign.
    pub fn count(&mut self) -> Option<u64> {
        self.skip_space();
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = std::str::from_utf8(self.rest().get(..digits)?).ok()?;
        let number = text.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// `7 0 obj`: the number of the object that begins here.
    pub fn object_head(&mut self) -> Option<u32> {
        let number = u32::try_from(self.count()?).ok()?;
        self.count()?;
        self.word(b"obj").then_some(number)
    }

    /// The value that comes next.
    pub fn object(&mut self) -> Option<Object> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Option<Object> {
        if depth > DEEPEST {
            return None;
        }
        self.skip_space();
        match self.peek()? {
            b'/' => self.name().map(Object::Name),
            b'(' => self.literal().map(Object::Text),
            b'<' if self.rest().starts_with(b"<<") => self.dict(depth).map(Object::Dict),
            b'<' => self.hexadecimal().map(Object::Text),
            b'[' => self.list(depth).map(Object::List),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_ref(),
            _ => [
                (&b"true"[..], Object::Bool(true)),
                (b"false", Object::Bool(false)),
                (b"null", Object::Null),
            ]
            .into_iter()
            .find_map(|(word, value)| self.word(word).then_some(value)),
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Dict> {
        self.at += 2;
        let mut dict = Dict::new();
        loop {
            if self.word(b">>") {
                return Some(dict);
            }
            let key = self.name()?;
            let value = self.nested(depth + 1)?;
            dict.insert(key, value);
        }
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Object>> {
        self.at += 1;
        let mut list = Vec::new();
        loop {
            if self.word(b"]") {
                return Some(list);
            }
            list.push(self.nested(depth + 1)?);
        }
    }

    fn number_or_ref(&mut self) -> Option<Object> {
        let before = *self;
        if let Some(number) = self.count().and_then(|number| u32::try_from(number).ok())
            && self.count().is_some()
            && self.word(b"R")
        {
            return Some(Object::Ref(number));
        }
        *self = before;
        let is_part = |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.');
        let len = self.rest().iter().take_while(is_part).count();
        let text = std::str::from_utf8(self.rest().get(..len)?).ok()?;
        self.at += len;
        let whole = text.trim_start_matches('+').split('.').next().unwrap_or_default();
        Some(Object::Number(whole.parse().unwrap_or(0)))
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        if !self.word(b"/") {
            return None;
        }
        let mut name = Vec::new();
        while let Some(byte) = self.peek() {
            match byte {
                0..=b' ' | b'/' | b'%' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' => {
                    break;
                }
                b'#' => {
                    self.at += 1;
                    let pair = self.rest().get(..2).and_then(hex_pair);
                    self.at += if pair.is_some() { 2 } else { 0 };
                    name.push(pair.unwrap_or(b'#'));
                }
                _ => {
                    self.at += 1;
                    name.push(byte);
                }
            }
        }
        Some(name)
    }

    /// A text in parentheses: those in it are in pairs, or marked.
    fn literal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut out = Vec::new();
        let mut open = 1_u32;
        loop {
            let byte = self.next()?;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    self.escaped(&mut out)?;
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Some(out);
            }
            out.push(byte);
        }
    }

    fn escaped(&mut self, out: &mut Vec<u8>) -> Option<()> {
        match self.next()? {
            digit @ b'0'..=b'7' => {
                let mut number = u32::from(digit - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    self.at += 1;
                    number = number * 8 + u32::from(next - b'0');
                }
                out.push(u8::try_from(number & 0xff).unwrap_or(b'?'));
            }
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            // A line that goes on.
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            other => out.push(other),
        }
        Some(())
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let len = self.rest().iter().position(|byte| *byte == b'>')?;
        let digits: Vec<u8> =
            self.rest().iter().take(len).filter(|b| b.is_ascii_hexdigit()).copied().collect();
        self.at += len + 1;
        let pairs = digits.chunks(2).map(|pair| match pair {
            [high, low] => hex_pair(&[*high, *low]),
            [high] => hex_pair(&[*high, b'0']),
            _ => None,
        });
        pairs.collect()
    }
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
}

/// A text that people read: UTF-16 or UTF-8 with a mark, else nearly Latin-1.
pub(super) fn words(bytes: &[u8]) -> String {
    let pairs = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let all: Vec<u16> = rest.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&all)
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => pairs(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => pairs(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| in_old_letters(*byte)).collect(),
    }
}

/// A sign of PDF's own old letters (ISO 32000-1, annex D.3): ISO 8859-1 but for some forty.
fn in_old_letters(byte: u8) -> char {
    const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const SIGNS: [char; 32] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}',
    ];
    let of = |signs: &[char], first: u8| signs.get(usize::from(byte - first)).copied();
    let sign = match byte {
        0x18..=0x1f => of(&ACCENTS, 0x18),
        0x80..=0x9f => of(&SIGNS, 0x80),
        0xa0 => Some('€'),
        _ => None,
    };
    sign.unwrap_or_else(|| char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::{Object, Reader, words};

    #[test]
    fn values_are_read_as_they_stand() {
        let read = |text: &[u8]| Reader::new(text, 0).object();
        assert_eq!(read(b"(a\\(b\\051 (c) \\\nd)"), Some(Object::Text(b"a(b) (c) d".to_vec())));
        assert_eq!(read(b"<e5 E4 f>"), Some(Object::Text(vec![0xe5, 0xe4, 0xf0])));
        assert_eq!(read(b"/A#20b "), Some(Object::Name(b"A b".to_vec())));
        assert_eq!(read(b"12 0 R"), Some(Object::Ref(12)));
        assert_eq!(read(b"-3.9 "), Some(Object::Number(-3)));
        let list = vec![Object::Number(1), Object::Number(2), Object::Ref(3)];
        assert_eq!(read(b"[1 2 3 0 R]"), Some(Object::List(list)));
        assert_eq!(read(b"<</A<</B true>>%x\n/C null>>").map(|_| ()), Some(()));
        assert_eq!(read(b"<</A 1"), None);
        assert_eq!(read(&[b'['; 10_000]), None);
        assert_eq!(words(&[0xfe, 0xff, 0, 0xe5]), "å");
        assert_eq!(
            words(b"V\xe5rd 2025\x852030 \x84 \x8dplan\x8e \xa0"),
            "Vård 2025–2030 — “plan” €"
        );
        assert_eq!(words(&[0xe5]), "å");
    }
}
