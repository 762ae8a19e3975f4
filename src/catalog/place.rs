//! JSON values that know their place: slices of the source, taken apart level by level.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::span::Span;

/// A JSON value, as the slice of the source that writes it.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    source: &'a str,
    json: &'a RawValue,
}

impl<'a> Placed<'a> {
    /// The value that all of `source` writes.
    pub(super) fn new(source: &'a str) -> serde_json::Result<Self> {
        Ok(Self { source, json: serde_json::from_str(source.trim_start_matches('\u{feff}'))? })
    }

    /// Where it stands.
    pub(super) fn span(self) -> Span {
        let start = self.json.get().as_ptr() as usize - self.source.as_ptr() as usize;
        Span::new(start, start + self.json.get().len())
    }

    /// The JSON pointer (RFC 6901) of the value at `span`, found by going down to it from here.
    pub(super) fn pointer(self, span: Span) -> String {
        let mut pointer = String::new();
        let mut at = self;
        let around = |value: &Placed<'_>| value.span().start <= span.start && span.end <= value.span().end;
        while at.span() != span {
            let down = if let Some(members) = at.object() {
                let member = members.into_iter().find(|(_, value)| around(value));
                member.map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value))
            } else if let Some(items) = at.array() {
                let item = items.into_iter().enumerate().find(|(_, value)| around(value));
                item.map(|(index, value)| (index.to_string(), value))
            } else {
                None
            };
            let Some((token, value)) = down else { break };
            pointer.push('/');
            pointer.push_str(&token);
            at = value;
        }
        pointer
    }

    pub(super) fn is_null(self) -> bool {
        self.json.get() == "null"
    }

    /// Its members in order, where it is an object.
    pub(super) fn object(self) -> Option<Vec<(String, Self)>> {
        let Members(members) = self.read()?;
        Some(members.into_iter().map(|(name, json)| (name, Self { json, ..self })).collect())
    }

    /// Its items, where it is an array.
    pub(super) fn array(self) -> Option<Vec<Self>> {
        let items: Vec<&RawValue> = self.read()?;
        Some(items.into_iter().map(|json| Self { json, ..self }).collect())
    }

    /// Its text, where it is a string.
    pub(super) fn string(self) -> Option<String> {
        self.read()
    }

    pub(super) fn boolean(self) -> Option<bool> {
        self.read()
    }

    /// What it is, in words.
    pub(super) fn sort(self) -> &'static str {
        match self.json.get().as_bytes().first() {
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "`null`",
            _ => "a number",
        }
    }

    fn read<T: Deserialize<'a>>(self) -> Option<T> {
        serde_json::from_str(self.json.get()).ok()
    }
}

/// The members of an object, in order, duplicates kept.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_knows_its_place() {
        let source = r#" {"a/b": [1, {"c": "x"}], "d": null} "#;
        let root = Placed::new(source).unwrap();
        let list = root.object().unwrap()[0].1;
        let text = list.array().unwrap()[1].object().unwrap()[0].1;
        assert_eq!(text.span().of(source), r#""x""#);
        assert_eq!(text.string().as_deref(), Some("x"));
        assert_eq!(root.pointer(text.span()), "/a~1b/1/c");
        assert_eq!(root.pointer(root.span()), "");
        assert!(text.object().is_none() && root.array().is_none());
    }
}
