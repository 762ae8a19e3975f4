//! What a form found after an operator: its spelling is resolved, its meaning not yet judged.

use std::borrow::Cow;

use crate::value::{Anchor, Quantity, Unit};

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

    /// A bare word, or several.
    pub(crate) const fn bare(text: String) -> Self {
        Self { text: Cow::Owned(text), written: Written::Bare }
    }

    /// Whether it is a word for a day that moves with the present, where the field holds dates.
    #[inline]
    pub(crate) fn is_moving_day(&self) -> bool {
        self.written == Written::Bare && Anchor::of_day(&self.text).is_some()
    }
}

/// What stands after an operator.
pub(crate) enum Raw<'a> {
    /// `is empty` (`true`) or `is not empty` (`false`).
    Empty(bool),
    One(Scalar<'a>),
    /// A list, which is read once.
    List(&'a mut dyn Iterator<Item = Scalar<'a>>),
    /// Two ends, both included.
    Range(&'a End<'a>, &'a End<'a>),
    /// One end alone: a day, a month, a year, a day or month of any year, a moving date.
    Period(&'a End<'a>),
    /// `90 days ago`, where one value stands.
    Day(&'a Moving<'a>),
    /// A number of units back from now; filter text may leave out the number.
    Last {
        quantity: Option<&'a Scalar<'a>>,
        unit: &'a Scalar<'a>,
    },
}

/// One end of a range, or a period alone.
#[derive(Clone, Debug)]
pub(crate) enum End<'a> {
    /// A value; of the sort that its place tells, else of the one that it looks like.
    Value(Scalar<'a>, Option<Sort>),
    /// A day of a month, or the whole month, of any year.
    Day { day: Option<Cow<'a, str>>, month: u8 },
    /// A day or a period that moves with the present.
    Moving(Moving<'a>),
}

/// `today`, `30 days ago`, `this month`: its words as filter text has them.
#[derive(Clone, Debug)]
pub(crate) struct Moving<'a> {
    pub(crate) anchor: Anchor,
    pub(crate) quantity: Option<Scalar<'a>>,
    pub(crate) unit: Option<Cow<'a, str>>,
}

impl Moving<'_> {
    /// The number and the unit, where both are right.
    pub(crate) fn quantity(&self) -> Option<Quantity> {
        let count = self.quantity.as_ref()?.text.parse().ok()?;
        Quantity::new(count, Unit::find(self.unit.as_deref()?)?)
    }

    /// All of them, with one space between two.
    pub(crate) fn text(&self) -> String {
        self.anchor.with(self.quantity.as_ref().map(|quantity| &*quantity.text), self.unit.as_deref())
    }
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

    pub(crate) const fn is_moving(&self) -> bool {
        matches!(self, Self::Moving(_))
    }
}
