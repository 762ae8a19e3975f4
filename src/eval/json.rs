//! JSON for serde of which most is skipped. What is refused here is left to `serde_json`, which says why.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::json_skip;

/// A text and how far it is read.
pub(super) struct Json<'de> {
    text: &'de str,
    at: usize,
}

/// Something is wrong, too deep, or not what was asked for.
#[derive(Debug)]
pub(super) struct Refused;

/// How many brackets may be open in what is skipped.
const DEEPEST: usize = 64;

impl<'de> Json<'de> {
    pub(super) const fn new(text: &'de str) -> Self {
        Self { text, at: 0 }
    }

    /// That nothing is left.
    pub(super) fn end(&self) -> Result<(), Refused> {
        json_skip::space(self.text.as_bytes(), self.at).map_or(Ok(()), |_| Err(Refused))
    }

    /// Passes white space; the byte after it.
    fn peek(&mut self) -> Result<u8, Refused> {
        let (byte, at) = json_skip::space(self.text.as_bytes(), self.at).ok_or(Refused)?;
        self.at = at;
        Ok(byte)
    }

    /// Passes white space and `byte`.
    fn pass(&mut self, byte: u8) -> Result<(), Refused> {
        let found = self.peek()?;
        self.at += 1;
        if found == byte { Ok(()) } else { Err(Refused) }
    }

    /// Passes a value; its text.
    fn skip(&mut self) -> Result<&'de str, Refused> {
        let start = self.at;
        self.at = json_skip::value(self.text.as_bytes(), start, DEEPEST).ok_or(Refused)?;
        self.text.get(start..self.at).ok_or(Refused)
    }
}

impl<'de> Deserializer<'de> for &mut Json<'de> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let open = self.peek()?;
        if open == b'"' {
            let (start, end) = (self.at + 1, json_skip::plain(self.text.as_bytes(), self.at + 1));
            if self.text.as_bytes().get(end) == Some(&b'"') {
                self.at = end + 1;
                return visitor.visit_borrowed_str(self.text.get(start..end).ok_or(Refused)?);
            }
        }
        if !matches!(open, b'{' | b'[') {
            let scalar = self.skip()?;
            return serde_json::Deserializer::from_str(scalar).deserialize_any(visitor).map_err(Refused::custom);
        }
        self.at += 1;
        let mut within =
            Within { json: self, close: if open == b'{' { b'}' } else { b']' }, is_first: true, is_read: false };
        let value = if open == b'{' { visitor.visit_map(&mut within) } else { visitor.visit_seq(&mut within) }?;
        if within.is_read { Ok(value) } else { Err(Refused) }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        if self.peek()? == b'n' {
            self.skip()?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// An object or an array, from after its bracket on.
struct Within<'r, 'de> {
    json: &'r mut Json<'de>,
    close: u8,
    is_first: bool,
    /// Whether its end is passed.
    is_read: bool,
}

impl Within<'_, '_> {
    /// Whether there is one more, which then is next; else the end is passed.
    fn more(&mut self) -> Result<bool, Refused> {
        let byte = self.json.peek()?;
        if byte == self.close {
            self.json.at += 1;
            self.is_read = true;
            return Ok(false);
        }
        if !std::mem::take(&mut self.is_first) {
            if byte != b',' {
                return Err(Refused);
            }
            self.json.at += 1;
        }
        Ok(true)
    }
}

impl<'de> MapAccess<'de> for Within<'_, 'de> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refused> {
        if !self.more()? {
            return Ok(None);
        }
        if self.json.peek()? != b'"' {
            return Err(Refused);
        }
        seed.deserialize(&mut *self.json).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        self.json.pass(b':')?;
        seed.deserialize(&mut *self.json)
    }
}

impl<'de> SeqAccess<'de> for Within<'_, 'de> {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refused> {
        if self.more()? { seed.deserialize(&mut *self.json).map(Some) } else { Ok(None) }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refused {}

impl Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, Json};
    use proptest::prelude::*;
    use serde::de::{Deserialize, IgnoredAny};
    use serde_json::Value;

    fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Option<T> {
        let mut json = Json::new(text);
        let read = T::deserialize(&mut json).ok()?;
        json.end().is_ok().then_some(read)
    }

    /// Reads `text` and skips it; whether it is JSON.
    fn agree(text: &str) -> bool {
        let theirs = serde_json::from_str::<Value>(text).ok();
        assert_eq!(read::<Value>(text), theirs, "{text}");
        let skipped = serde_json::from_str::<IgnoredAny>(text).is_ok();
        assert_eq!(read::<IgnoredAny>(text).is_some(), skipped, "{text}");
        skipped
    }

    #[test]
    fn what_is_json_is_read_as_serde_json_reads_it() {
        for text in [
            r#" { "a" : [ 1 , -0.5e+3 , true ] , "b\"]" : { } , "é" : null } "#,
            "\"seven..\"",
            "\"eight...\"",
            "\"seven..\\\"eight...\\\\\"",
            "\"\\u00e9\\n\u{7f}é\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "[[],{},\"\",-0,0.0,1E5,1e-5,18446744073709551616,false]",
            "1e999",
        ] {
            assert!(agree(text), "{text}");
        }
        for text in [
            "",
            " ",
            "{",
            "[",
            "\"",
            "\"a",
            "\"a\u{1f}\"",
            "\"a\\x\"",
            "\"\\u12g4\"",
            "\"\\u123",
            "01",
            "1.",
            ".1",
            "+1",
            "-",
            "1e",
            "1e+",
            "tru",
            "nulL",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{,}",
            "{\"a\":1,}",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "{1:1}",
            "[}",
            "{]",
            "[1}",
            "{\"a\":1]",
            "1 1",
            "{} x",
            "\u{a0}1",
            "\"12345678\u{9}\"",
            "\"\u{0}\"",
        ] {
            assert!(!agree(text), "{text}");
        }
    }

    #[test]
    fn what_is_too_deep_is_refused() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read::<IgnoredAny>(&nested(DEEPEST)).is_some());
        assert!(read::<IgnoredAny>(&nested(DEEPEST + 1)).is_none());
        assert!(read::<IgnoredAny>(&"[".repeat(1_000_000)).is_none());
    }

    proptest! {
        #[test]
        fn it_takes_what_serde_json_takes(text in r#"([\[\]{},:]|"a":|"[a-é\x1f-#]{0,20}"|"\\\\u?[0-9"]{0,4}|-?[01]|[.e+]|true|null| ){0,12}"#) {
            agree(&text);
        }

        #[test]
        fn strings_end_where_serde_json_ends_them(text in "\"[a-é\x19-#\\\\\\\\un0-2]{0,24}\"") {
            agree(&text);
        }
    }
}
