//! What a program gives for a parameter.

use std::borrow::Cow;

use super::raw::{Scalar, Written};
use crate::catalog::Kind;
use crate::value::{Date, Datetime};

/// What a program gives for a parameter of a [`Template`](crate::Template).
///
/// It is never read as filter text: quotes, parentheses and words such as `or` in it are parts of a value. A text, a number and
/// `true` or `false` are made from Rust's own types, a list from a vector, an array, a slice or an iterator of them.
///
/// # Examples
/// ```
/// use nse_query::Argument;
///
/// assert_eq!(Argument::from("vip"), Argument::Text("vip".to_owned()));
/// assert_eq!(Argument::from(3), Argument::from(3_u64));
/// assert_eq!(Argument::from(["a@x.com", "b@x.com"]), ["a@x.com", "b@x.com"].into_iter().collect());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// A text, judged as if it stood in quotes: it may say a number, a day or a choice where the field takes one.
    Text(String),
    /// A number, as JSON writes it. On a field that takes no numbers it is its digits.
    Number(String),
    /// `true` or `false`. On a field that takes neither it is the word.
    Boolean(bool),
    /// The values of a list, in order.
    List(Vec<Argument>),
}

impl Argument {
    /// The value as the check of a field of `kind` takes it. A list is no value; its form has reported it.
    pub(crate) fn into_scalar(self, kind: Kind) -> Scalar<'static> {
        let (text, written) = match self {
            Self::Number(text) if matches!(kind, Kind::Number | Kind::Unknown) => (text.into(), Written::Number),
            Self::Text(text) | Self::Number(text) => (text.into(), Written::Quoted),
            Self::Boolean(boolean) => {
                let literal = matches!(kind, Kind::Boolean | Kind::Unknown);
                let written = if literal { Written::Boolean(boolean) } else { Written::Quoted };
                (Cow::Borrowed(if boolean { "true" } else { "false" }), written)
            }
            Self::List(_) => return Scalar::REPORTED,
        };
        Scalar { text, written }
    }

    /// The values of a list; a value alone is a list of one.
    pub(crate) fn into_items(self) -> Vec<Self> {
        match self {
            Self::List(items) => items,
            one => vec![one],
        }
    }
}

impl From<&Self> for Argument {
    fn from(argument: &Self) -> Self {
        argument.clone()
    }
}

macro_rules! from_text {
    ($($text:ty)*) => {
        $(impl From<$text> for Argument {
            fn from(text: $text) -> Self {
                Self::Text(text.into())
            }
        })*
    };
}

from_text! { &str String &String Cow<'_, str> }

macro_rules! from_number {
    ($($number:ty)*) => {
        $(impl From<$number> for Argument {
            fn from(number: $number) -> Self {
                Self::Number(number.to_string())
            }
        })*
    };
}

from_number! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 }

impl From<bool> for Argument {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

impl From<Date> for Argument {
    fn from(day: Date) -> Self {
        Self::Text(day.to_string())
    }
}

impl From<Datetime> for Argument {
    fn from(instant: Datetime) -> Self {
        Self::Text(instant.as_str().to_owned())
    }
}

impl<T: Into<Self>> From<Vec<T>> for Argument {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Self>, const N: usize> From<[T; N]> for Argument {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Self> + Clone> From<&[T]> for Argument {
    fn from(items: &[T]) -> Self {
        items.iter().cloned().collect()
    }
}

impl<T: Into<Self>> FromIterator<T> for Argument {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}
