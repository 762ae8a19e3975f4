//! Members of one name in one object. The last one counts, as in most readers of JSON.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Numbers that were met before. The first 64 need no allocation.
#[derive(Debug, Default)]
pub(super) struct Seen {
    low: u64,
    more: Vec<u64>,
}

impl Seen {
    /// Whether `number` was met before; it is now.
    pub(super) fn again(&mut self, number: usize) -> bool {
        if number >= 64 {
            return self.again_beyond(number);
        }
        let again = self.low & (1 << number) != 0;
        self.low |= 1 << number;
        again
    }

    #[cold]
    fn again_beyond(&mut self, number: usize) -> bool {
        let (index, bit) = (number / 64 - 1, 1 << (number % 64));
        if self.more.len() <= index {
            self.more.resize(index + 1, 0);
        }
        let Some(part) = self.more.get_mut(index) else { return false };
        let again = *part & bit != 0;
        *part |= bit;
        again
    }
}

/// The number of a name that comes again later.
pub(super) fn repeated(names: &[Cow<'_, str>]) -> Option<usize> {
    /// Up to so many names are compared faster than put in order.
    const FEW: usize = 32;
    if names.len() <= FEW {
        let again =
            |(index, name): (usize, &Cow<'_, str>)| names.get(index + 1..).is_some_and(|rest| rest.contains(name));
        return names.iter().enumerate().find(|&pair| again(pair)).map(|(index, _)| index);
    }
    let mut sorted: Vec<(&str, usize)> = names.iter().map(AsRef::as_ref).zip(0..).collect();
    sorted.sort_unstable();
    sorted
        .windows(2)
        .find(|pair| matches!(pair, [one, other] if one.0 == other.0))
        .and_then(|pair| Some(pair.first()?.1))
}

/// How deep the values of a contact stand: `{"fields": {"email": [{"value": …`.
const DEEPEST: usize = 4;

/// `json` with only the last of the members of one name, in all objects that hold values of a contact.
///
/// # Errors
/// It is not JSON, or a key cannot be read.
pub(super) fn last_of_each(json: &str) -> serde_json::Result<String> {
    let mut text = String::with_capacity(json.len());
    push(json.trim(), DEEPEST, &mut text)?;
    Ok(text)
}

fn push(json: &str, depth: usize, text: &mut String) -> serde_json::Result<()> {
    let Some(depth) = depth.checked_sub(1).filter(|_| json.starts_with(['{', '['])) else {
        text.push_str(json);
        return Ok(());
    };
    if json.starts_with('[') {
        let elements: Vec<&RawValue> = serde_json::from_str(json)?;
        text.push('[');
        for (index, element) in elements.into_iter().enumerate() {
            text.push_str(if index == 0 { "" } else { "," });
            push(element.get(), depth, text)?;
        }
        text.push(']');
        return Ok(());
    }
    let Object(members) = serde_json::from_str(json)?;
    let last: HashMap<&str, usize> = members.iter().map(|(name, _)| name.as_ref()).zip(0..).collect();
    let mut open = '{';
    for (index, (name, value)) in members.iter().enumerate() {
        if last.get(name.as_ref()) == Some(&index) {
            text.push(std::mem::replace(&mut open, ','));
            text.push_str(&serde_json::to_string(name)?);
            text.push(':');
            push(value.get(), depth, text)?;
        }
    }
    // An object without members is none that this was asked for.
    text.push_str(if open == '{' { "{}" } else { "}" });
    Ok(())
}

/// The members of an object as they are written, each.
struct Object<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Object<'t> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry::<Key<'de>, &'de RawValue>()? {
            members.push((member.0.0, member.1));
        }
        Ok(Object(members))
    }
}

/// A key, borrowed where it can be.
#[derive(serde::Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);

#[cfg(test)]
mod tests {
    use super::{Seen, last_of_each, repeated};
    use std::borrow::Cow;

    #[test]
    fn numbers_are_seen_again() {
        let mut seen = Seen::default();
        for number in [0, 63, 64, 127, 128, 1000] {
            assert!(!seen.again(number));
            assert!(seen.again(number));
        }
        assert!(!seen.again(1) && !seen.again(999));
    }

    #[test]
    fn names_that_come_again() {
        for count in [2, 3, 32, 33, 100] {
            let mut names: Vec<Cow<'_, str>> = (0..count).map(|number| format!("name {number}").into()).collect();
            assert_eq!(repeated(&names), None);
            names.push(Cow::Borrowed("name 1"));
            assert_eq!(repeated(&names), Some(1), "{count}");
        }
        assert_eq!(repeated(&[]), None);
    }

    #[test]
    fn the_last_of_each_is_left() {
        for (json, expected) in [
            (r#" {"a":1,"b":2,"a":3} "#, r#"{"b":2,"a":3}"#),
            (
                r#"{"a":{"b":[{"c":1,"c":2}]},"\u0061":{"b":[{"c":{"d":1,"d":2},"c":null}]}}"#,
                r#"{"a":{"b":[{"c":null}]}}"#,
            ),
            // Below a value nobody looks.
            (r#"{"a":[[{"b":{"d":1,"d":2}}]]}"#, r#"{"a":[[{"b":{"d":1,"d":2}}]]}"#),
            (r#"{"a":{}, "a":[], "b":{ } }"#, r#"{"a":[],"b":{}}"#),
        ] {
            assert_eq!(last_of_each(json).unwrap(), expected, "{json}");
        }
        assert!(last_of_each("{").is_err());
    }
}
