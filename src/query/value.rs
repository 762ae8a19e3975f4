//! What clauses compare with, each valid by construction.

use crate::value::{Date, Datetime, DayMonth, Number, Quantity, RecordType};

/// What a clause compares with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Text, a tag, or the value of a custom field of unknown kind, as written.
    Text(String),
    /// A number.
    Number(Number),
    /// `true` or `false`; of `is_empty` too.
    Boolean(bool),
    /// A contact, a saved search or a user: 24 hexadecimal digits in lower case.
    Id(String),
    /// A kind of contact.
    RecordType(RecordType),
    /// An entry of a drop-down field.
    Choice {
        /// What NSE JSON carries.
        id: String,
        /// What text shows, where the account's metadata is known.
        label: Option<String>,
    },
    /// A day, for `gt gte lt lte`.
    Date(Date),
    /// An instant, for `gt gte lt lte`.
    Datetime(Datetime),
    /// The values of `in` and `not_in`, at least one, in order.
    List(Vec<Value>),
    /// Both ends included.
    NumberRange(Number, Number),
    /// Both days included.
    DateRange(Date, Date),
    /// Both instants included.
    DatetimeRange(Datetime, Datetime),
    /// Both days included; wraps over New Year where the first is later.
    DayMonthRange(DayMonth, DayMonth),
    /// A time back from now.
    Quantity(Quantity),
}

impl Value {
    /// What sort of value it is, in words.
    pub(crate) const fn sort(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "`true` or `false`",
            Self::Id(_) => "an id",
            Self::RecordType(_) => "a record type",
            Self::Choice { .. } => "a choice",
            Self::Date(_) => "a date",
            Self::Datetime(_) => "a datetime",
            Self::List(_) => "a list",
            Self::NumberRange(..) => "a range of numbers",
            Self::DateRange(..) => "a range of dates",
            Self::DatetimeRange(..) => "a range of datetimes",
            Self::DayMonthRange(..) => "days of the year",
            Self::Quantity(_) => "a number of units",
        }
    }
}
