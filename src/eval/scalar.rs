//! One value of a contact, as JSON carries it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// A value that is not null.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scalar<'t> {
    Text(Cow<'t, str>),
    Number(Number),
    Boolean(bool),
    /// An object or an array where neither is meant to be, half of a character, or a number beyond all floats.
    Other,
}

/// What is read from a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reading<T> {
    Value(T),
    /// Nothing is there.
    Blank,
    Unreadable,
}

impl<'t> Scalar<'t> {
    /// Its text; an object or an array has none.
    pub(super) fn into_text(self) -> Option<Cow<'t, str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Boolean(boolean) => Some(Cow::Borrowed(if boolean { "true" } else { "false" })),
            Self::Other => None,
        }
    }

    /// Its text; an object or an array has none.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        self.borrowed().into_text()
    }

    /// The same value, with nothing copied but a number.
    pub(super) fn borrowed(&self) -> Scalar<'_> {
        match self {
            Self::Text(text) => Scalar::Text(Cow::Borrowed(text)),
            Self::Number(number) => Scalar::Number(number.clone()),
            Self::Boolean(boolean) => Scalar::Boolean(*boolean),
            Self::Other => Scalar::Other,
        }
    }

    pub(super) fn into_owned(self) -> Scalar<'static> {
        match self {
            Self::Text(text) => Scalar::Text(Cow::Owned(text.into_owned())),
            Self::Number(number) => Scalar::Number(number),
            Self::Boolean(boolean) => Scalar::Boolean(boolean),
            Self::Other => Scalar::Other,
        }
    }

    /// Whether it is a text without anything in it.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// What `read` makes of its text.
    pub(super) fn read<T>(&self, read: impl FnOnce(&str) -> Option<T>) -> Reading<T> {
        match self {
            Self::Text(_) if self.is_blank() => Reading::Blank,
            Self::Text(text) => read(text).map_or(Reading::Unreadable, Reading::Value),
            _ => Reading::Unreadable,
        }
    }
}

impl<T> Reading<T> {
    /// The value, where there is one.
    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// The number, in a number or in a text.
pub(super) fn number(scalar: &Scalar<'_>) -> Reading<f64> {
    if let Scalar::Number(number) = scalar {
        return number.as_f64().map_or(Reading::Unreadable, Reading::Value);
    }
    scalar.read(|text| {
        // `inf` and `nan` are words that Rust reads as numbers.
        let digits = text.trim().trim_start_matches(['+', '-']);
        let number = text.trim().parse::<f64>().ok()?;
        (number.is_finite() && digits.starts_with(|char: char| char.is_ascii_digit() || char == '.')).then_some(number)
    })
}

/// The boolean, in a boolean or in a text.
pub(super) fn boolean(scalar: &Scalar<'_>) -> Reading<bool> {
    if let Scalar::Boolean(boolean) = scalar {
        return Reading::Value(*boolean);
    }
    scalar.read(|text| {
        let is = |word| text.trim().eq_ignore_ascii_case(word);
        if is("true") { Some(true) } else { is("false").then_some(false) }
    })
}

impl<'de: 't, 't> Deserialize<'de> for Scalar<'t> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Boolean(boolean))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(number).map_or(Scalar::Other, Scalar::Number))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }
}
