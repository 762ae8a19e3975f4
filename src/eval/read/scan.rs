//! Where one JSON value ends, byte by byte, so that a stream need never be held whole. Everything is checked but that
//! the bytes are UTF-8.

use crate::eval::json_skip;

/// How far a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Through all bytes given and perhaps further.
    More,
    /// It ends before this byte.
    Done(usize),
    /// Its member `resources` is a list, which starts at this byte.
    List(usize),
    /// This byte may not stand here.
    Wrong(usize, &'static str),
}

/// Reads one value.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    /// Whether each open bracket is a brace.
    open: Vec<bool>,
    state: State,
    /// Of a member of the value itself: which of [`KEYS`] its key may be, and how much of that it is so far.
    key: Option<(usize, usize)>,
    /// Whether the value has an `id`, and so is no page.
    has_id: bool,
    /// How many brackets may be open.
    deepest: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Value,
    /// After `[`: a value, or its end.
    First,
    /// After `{`: a key, or its end.
    FirstKey,
    Key,
    Colon,
    /// After a value within brackets.
    After,
    Text {
        key: bool,
    },
    Escape {
        key: bool,
    },
    /// Within `\u`: how many digits are missing.
    Hex {
        key: bool,
        missing: u8,
    },
    /// What is missing of `true`, `false` or `null`.
    Word(&'static [u8]),
    Number(Number),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    Minus,
    Zero,
    Integer,
    Point,
    Fraction,
    Exponent,
    Sign,
    Power,
}

/// The keys that tell contacts from pages.
const KEYS: [&[u8]; 2] = [b"id", b"resources"];
const ID: usize = 0;
const RESOURCES: usize = 1;

impl Scanner {
    /// A value in which so many brackets may be open: no more than a record may have bytes.
    pub(super) const fn new(deepest: usize) -> Self {
        Self { open: Vec::new(), state: State::Value, key: None, has_id: false, deepest }
    }

    /// Goes on after the list that [`Progress::List`] found and the caller has read.
    pub(super) const fn after_list(&mut self) {
        self.state = State::After;
    }

    /// Reads the list that [`Progress::List`] found as a part of the value like any other.
    pub(super) fn enter_list(&mut self) {
        self.open.push(false);
        self.state = State::First;
    }

    /// Whether the value is complete where the input ends: a number has no end of its own.
    pub(super) const fn ends(&self) -> bool {
        self.open.is_empty() && matches!(self.state, State::Number(number) if number.ends())
    }

    /// Reads on.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Progress {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match self.state {
                State::Text { key } => match byte {
                    b'"' if key => {
                        self.has_id = self.has_id || self.is_key(ID);
                        self.state = State::Colon;
                    }
                    b'"' => {
                        if self.end_value() {
                            return Progress::Done(at);
                        }
                    }
                    b'\\' => {
                        self.key = None;
                        self.state = State::Escape { key };
                    }
                    ..0x20 => return Progress::Wrong(at - 1, "a control character or the end of the line in a string"),
                    _ if key => self.compare_key(byte),
                    _ => {
                        // Nothing else matters to the end of a value.
                        at = json_skip::plain(bytes, at);
                    }
                },
                State::Escape { key } => match byte {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.state = State::Text { key },
                    b'u' => self.state = State::Hex { key, missing: 4 },
                    _ => return Progress::Wrong(at - 1, "an invalid escape"),
                },
                State::Hex { key, missing } => {
                    if !byte.is_ascii_hexdigit() {
                        return Progress::Wrong(at - 1, "an invalid escape");
                    }
                    self.state =
                        if missing == 1 { State::Text { key } } else { State::Hex { key, missing: missing - 1 } };
                }
                State::Word(missing) => {
                    let Some((_, rest)) = missing.split_first().filter(|&(&first, _)| first == byte) else {
                        return Progress::Wrong(at - 1, "an unknown word");
                    };
                    self.state = State::Word(rest);
                    if rest.is_empty() && self.end_value() {
                        return Progress::Done(at);
                    }
                }
                State::Number(number) => {
                    if let Some(next) = number.next(byte) {
                        self.state = State::Number(next);
                    } else if !number.ends() {
                        return Progress::Wrong(at - 1, "an invalid number");
                    } else {
                        // The byte after a number is read again.
                        at -= 1;
                        if self.end_value() {
                            return Progress::Done(at);
                        }
                    }
                }
                _ if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') => {}
                state => match self.punctuation(state, byte) {
                    Ok(false) => {}
                    Ok(true) => return Progress::Done(at),
                    Err(Some(reason)) => return Progress::Wrong(at - 1, reason),
                    Err(None) => return Progress::List(at - 1),
                },
            }
        }
        Progress::More
    }

    /// One byte between values and keys. Whether it ends the value; or what was expected, none where the list of a
    /// page begins.
    fn punctuation(&mut self, state: State, byte: u8) -> Result<bool, Option<&'static str>> {
        match (state, byte) {
            (State::FirstKey, b'}') | (State::First, b']') => {
                self.open.pop();
                Ok(self.end_value())
            }
            (State::FirstKey | State::Key, b'"') => {
                self.state = State::Text { key: true };
                self.key = (self.open.len() == 1).then_some((0, 0));
                Ok(false)
            }
            (State::FirstKey, _) => Err(Some("expected a key or `}`")),
            (State::Key, _) => Err(Some("expected a key")),
            (State::Colon, b':') => {
                self.state = State::Value;
                Ok(false)
            }
            (State::Colon, _) => Err(Some("expected `:`")),
            (State::After, b',') => {
                self.state = if self.open.last() == Some(&true) { State::Key } else { State::Value };
                Ok(false)
            }
            (State::After, b'}' | b']') if self.open.last() == Some(&(byte == b'}')) => {
                self.open.pop();
                Ok(self.end_value())
            }
            (State::After, _) if self.open.last() == Some(&true) => Err(Some("expected `,` or `}`")),
            (State::After, _) => Err(Some("expected `,` or `]`")),
            _ => self.start_value(byte).map(|()| false),
        }
    }

    fn start_value(&mut self, byte: u8) -> Result<(), Option<&'static str>> {
        if matches!(byte, b'{' | b'[') && self.open.len() >= self.deepest {
            return Err(Some("too many open brackets"));
        }
        self.state = match byte {
            b'{' => {
                self.open.push(true);
                State::FirstKey
            }
            b'[' if self.open.len() == 1 && self.is_key(RESOURCES) && !self.has_id => return Err(None),
            b'[' => {
                self.open.push(false);
                State::First
            }
            b'"' => State::Text { key: false },
            b't' => State::Word(b"rue"),
            b'f' => State::Word(b"alse"),
            b'n' => State::Word(b"ull"),
            b'-' => State::Number(Number::Minus),
            b'0' => State::Number(Number::Zero),
            b'1'..=b'9' => State::Number(Number::Integer),
            _ => return Err(Some("expected a value")),
        };
        Ok(())
    }

    /// Whether the value that ended was the outermost.
    fn end_value(&mut self) -> bool {
        self.state = State::After;
        self.open.is_empty()
    }

    fn compare_key(&mut self, byte: u8) {
        let which = |which, same| match same {
            0 => KEYS.iter().position(|key| key.first() == Some(&byte)),
            _ => Some(which),
        };
        self.key = self.key.and_then(|(known, same)| {
            let known = which(known, same)?;
            (KEYS.get(known)?.get(same) == Some(&byte)).then_some((known, same + 1))
        });
    }

    /// Whether the key is that one of [`KEYS`].
    fn is_key(&self, which: usize) -> bool {
        self.key.is_some_and(|(known, same)| known == which && KEYS.get(known).is_some_and(|key| key.len() == same))
    }
}

impl Number {
    const fn next(self, byte: u8) -> Option<Self> {
        match (self, byte) {
            (Self::Minus, b'0') => Some(Self::Zero),
            (Self::Minus | Self::Integer, b'0'..=b'9') => Some(Self::Integer),
            (Self::Zero | Self::Integer, b'.') => Some(Self::Point),
            (Self::Point | Self::Fraction, b'0'..=b'9') => Some(Self::Fraction),
            (Self::Zero | Self::Integer | Self::Fraction, b'e' | b'E') => Some(Self::Exponent),
            (Self::Exponent, b'+' | b'-') => Some(Self::Sign),
            (Self::Exponent | Self::Sign | Self::Power, b'0'..=b'9') => Some(Self::Power),
            _ => None,
        }
    }

    const fn ends(self) -> bool {
        matches!(self, Self::Zero | Self::Integer | Self::Fraction | Self::Power)
    }
}

#[cfg(test)]
mod tests {
    use super::{Progress, Scanner};
    use proptest::prelude::*;

    /// Where the value at the start of `text` ends, given in pieces of `size` bytes.
    fn end(text: &str, size: usize) -> Result<Option<usize>, usize> {
        let mut scanner = Scanner::new(50);
        for (index, piece) in text.as_bytes().chunks(size).enumerate() {
            match scanner.feed(piece) {
                Progress::More => {}
                Progress::Done(at) => return Ok(Some(index * size + at)),
                Progress::Wrong(at, _) | Progress::List(at) => return Err(index * size + at),
            }
        }
        Ok(scanner.ends().then_some(text.len()))
    }

    #[test]
    fn values_end() {
        for (text, expected) in [
            (r#"{"a": [1, -0.5e+3, true], "b\"]": {}} x"#, Ok(Some(37))),
            ("[] []", Ok(Some(2))),
            ("12 ", Ok(Some(2))),
            ("12", Ok(Some(2))),
            ("1.", Ok(None)),
            ("nul", Ok(None)),
            ("\"a\\u00e9\"", Ok(Some(9))),
            (r#"{"a": }"#, Err(6)),
            (r#"{"a" 1}"#, Err(5)),
            ("{\"a\": 1,\n{\"b\": 2}", Err(9)),
            ("{\"a\": \"x\n\"}", Err(8)),
            ("[1,]", Err(3)),
            ("[1}", Err(2)),
            ("01", Ok(Some(1))),
            ("[01]", Err(2)),
            ("}", Err(0)),
            (r#"{"a":1, "resources": [1]}"#, Err(21)),
            (r#"{"a":{"resources": [1]}}"#, Ok(Some(24))),
            (r#"{"id":1,"resources": [1]}"#, Ok(Some(25))),
            (r#"{"idr":1,"resource":2,"resources": [1]}"#, Err(35)),
            (&"[".repeat(100), Err(50)),
            (r#"{"resource": [1]}"#, Ok(Some(17))),
        ] {
            for size in [1, 2, 100] {
                assert_eq!(end(text, size), expected, "{text} by {size}");
            }
        }
    }

    proptest! {
        #[test]
        fn it_takes_what_serde_json_takes(text in r#"([\[\]{},:]|"a"|"\\\\u?"|-?[01]|[.e+]|true|null| ){0,12}"#) {
            let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            let ours = end(&text, 3).is_ok_and(|end| end.is_some_and(|end| text.get(end..).is_some_and(|rest| rest.trim().is_empty())));
            prop_assert_eq!(ours, theirs, "{}", text);
        }
    }
}
