//! What operators differ in: the sorts of the columns of their table.

/// What follows an operator.
///
/// # Examples
/// ```
/// use nse_query::{Operator, Takes};
///
/// assert_eq!(Operator::IsEmpty.takes(), Takes::Presence);
/// assert_eq!(Operator::Contain.takes(), Takes::Words);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Takes {
    /// `true` or `false` in JSON, nothing in text: whether there is no value.
    Presence,
    /// One value, compared as a whole.
    Value,
    /// A text, searched by its words (documentation, "Text operators").
    Words,
    /// One value that others lie above or below.
    Bound,
    /// A list of values, any of which is enough.
    List,
    /// Two ends of numbers, of days or of instants.
    Range,
    /// A number of units of time, back from now.
    Quantity,
    /// Two days of any year.
    Days,
}

/// What an operator makes of what it looks for among the values of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A value must be so.
    Is,
    /// No value may be so; records without a value match.
    IsNot,
    /// There must be a value, and none may be so (evidence 13).
    HasOther,
}

/// On which side of a value an operator looks, and whether that value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) above: bool,
    pub(crate) included: bool,
}

/// How English says an operator, between the name of the field and the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum English {
    /// "is “vip”", "is one of “a” or “b”", "is from 2 to 4".
    Is,
    /// "is empty".
    IsEmpty,
    /// "contains the word “Jon” or “Ferrara”".
    AnyWord,
    /// "has the word “Jon” and one that starts with “Ferr”": what the word does that stands for the last one.
    LastWord(&'static str),
    /// "is greater than 3", "is after 31 January 2025".
    Beside { number: &'static str, day: &'static str },
}
