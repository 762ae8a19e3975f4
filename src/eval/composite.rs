//! Values that hold several: addresses and employments, JSON inside a string (evidence 18).

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::python;
use super::scalar::Scalar;

/// The members of a composite value that matter, in the order of its keys; or the text where it is none.
pub(super) enum Composite<'t, const N: usize> {
    Members([Option<Cow<'t, str>>; N]),
    Whole(&'t str),
}

impl<'t, const N: usize> Composite<'t, N> {
    /// Reads `text`: JSON, or a Python dictionary as the documentation's own example has one.
    pub(super) fn read(text: &'t str, keys: [&'static str; N]) -> Self {
        let mut members = [const { None }; N];
        if text.trim_start().starts_with('{') {
            if json(text, &keys, &mut members) {
                return Self::Members(members);
            }
            members = [const { None }; N];
            if python::dictionary(text, |key, value| keep(&keys, &mut members, key, value)) {
                return Self::Members(members);
            }
        }
        Self::Whole(text)
    }

    /// Its texts, in order.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &str> {
        let (members, whole) = match self {
            Self::Members(members) => (&members[..], None),
            Self::Whole(text) => (&[][..], Some(*text)),
        };
        members.iter().flatten().map(AsRef::as_ref).chain(whole)
    }

    /// Its texts as one.
    pub(super) fn joined(&self) -> String {
        self.pieces().collect::<Vec<_>>().join(" ")
    }

    /// One member; text that is not a composite has none.
    pub(super) fn member(&self, index: usize) -> Option<&str> {
        match self {
            Self::Members(members) => members.get(index)?.as_deref(),
            Self::Whole(_) => None,
        }
    }
}

/// Keeps the last value of each key.
fn keep<'t>(keys: &[&str], members: &mut [Option<Cow<'t, str>>], key: &str, value: Option<Cow<'t, str>>) {
    let place = keys.iter().position(|&known| known == key);
    if let Some(member) = place.and_then(|index| members.get_mut(index)) {
        *member = value;
    }
}

fn json<'t>(text: &'t str, keys: &[&'static str], members: &mut [Option<Cow<'t, str>>]) -> bool {
    let mut reader = serde_json::Deserializer::from_str(text);
    (&mut reader).deserialize_map(Members { keys, members }).is_ok() && reader.end().is_ok()
}

struct Members<'m, 't> {
    keys: &'m [&'static str],
    members: &'m mut [Option<Cow<'t, str>>],
}

impl<'t> Visitor<'t> for Members<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            if self.keys.contains(&&*key) {
                let value = map.next_value::<Option<Scalar<'t>>>()?;
                keep(self.keys, self.members, &key, value.and_then(Scalar::into_text));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// A key, borrowed where it can be.
#[derive(serde::Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);

#[cfg(test)]
mod tests {
    use super::Composite;
    use crate::catalog::ADDRESS;

    fn parts(text: &str) -> Vec<String> {
        let address = Composite::read(text, ADDRESS);
        address.pieces().map(str::to_owned).collect()
    }

    #[test]
    fn addresses_in_json_in_python_and_in_neither() {
        assert_eq!(parts(r#"{"city":"Testing","street":"Test","country":null,"x":[1]}"#), ["Test", "Testing"]);
        assert_eq!(
            parts("{'city': 'Dushanbe', 'street': 'First str. 15', 'zip': '54055', 'country': 'Farganistan'}"),
            ["First str. 15", "Dushanbe", "54055", "Farganistan"]
        );
        assert_eq!(parts(r#"{"zip": 54055, "city": ""}"#), ["", "54055"]);
        for text in ["First str. 15", "{broken", "[1]", "{'city': 'x'", "{'city': 'x'} y", r#"{"city":"x"} y"#] {
            assert_eq!(parts(text), [text], "{text}");
        }
        assert!(parts("{}").is_empty());
    }
}
