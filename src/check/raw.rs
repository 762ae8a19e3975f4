//! What a form found after an operator: its spelling is resolved, its meaning not yet judged.

use std::borrow::Cow;

/// One value as written.
#[derive(Clone, Debug)]
pub(crate) struct Scalar<'a> {
    /// What it says: quotes and escapes resolved.
    pub(crate) text: Cow<'a, str>,
    pub(crate) written: Written,
}

/// How a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// A bare word of filter text.
    Bare,
    /// In the quotes of filter text, or given by a program.
    Quoted,
    /// A JSON string.
    String,
    /// A JSON number.
    Number,
    /// `true` or `false` of JSON.
    Boolean(bool),
    /// `null` of JSON.
    Null,
    /// A JSON array where one value should stand.
    Array,
    /// A JSON object where one value should stand.
    Object,
    /// Missing, or wrong in a way that its form has reported already.
    Reported,
}

impl Written {
    /// Whether it is text rather than one of JSON's other sorts.
    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Bare | Self::Quoted | Self::String)
    }

    /// Whether it is one value.
    pub(crate) const fn is_one(self) -> bool {
        !matches!(self, Self::Array | Self::Object | Self::Reported)
    }
}

impl Scalar<'_> {
    /// A place of which nothing more is to be said.
    pub(crate) const REPORTED: Self = Self { text: Cow::Borrowed(""), written: Written::Reported };
}

/// What stands after an operator.
pub(crate) enum Raw<'a> {
    /// `is empty` (`true`) or `is not empty` (`false`).
    Empty(bool),
    One(Scalar<'a>),
    /// A list, which is read once.
    List(&'a mut dyn Iterator<Item = Scalar<'a>>),
    /// Two ends, both included.
    Range(End<'a>, End<'a>),
    /// One end alone: a day, a month, a year, a day or month of any year.
    Period(End<'a>),
    /// A number of units back from now; filter text may leave out the number.
    Last {
        quantity: Option<Scalar<'a>>,
        unit: Scalar<'a>,
    },
}

/// One end of a range, or a period alone.
#[derive(Clone, Debug)]
pub(crate) enum End<'a> {
    /// A value; of the sort that its place tells, else of the one that it looks like.
    Value(Scalar<'a>, Option<Sort>),
    /// A day of a month, or the whole month, of any year.
    Day { day: Option<Cow<'a, str>>, month: u8 },
}

/// What the ends of a range may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Number,
    Date,
    Datetime,
}

impl Raw<'_> {
    /// Whether an end of it is a day or a month of any year.
    pub(crate) const fn is_of_days(&self) -> bool {
        match self {
            Self::Range(start, end) => start.is_day() || end.is_day(),
            Self::Period(end) => end.is_day(),
            _ => false,
        }
    }
}

impl End<'_> {
    pub(crate) const fn is_day(&self) -> bool {
        matches!(self, Self::Day { .. })
    }
}
