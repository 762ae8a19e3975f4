//! What clauses compare with, each valid by construction.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::lex::word;
use crate::value::{Date, Datetime, DayMonth, Number, Quantity, RecordType};

/// What a clause compares with.
///
/// Two are equal when NSE JSON carries the same for them. With an account's metadata the `2` of `custom.Plan = 2` may be
/// read as the id of a choice, which has a label to be shown, and without it as a text; both ask the same.
///
/// # Examples
/// ```
/// use nse_query::query::Value;
///
/// let choice = Value::Choice { id: "2".to_owned(), label: Some("Gold".to_owned()) };
/// assert_eq!(choice, Value::Text("2".to_owned()));
/// assert_ne!(choice, Value::Number("2".parse()?));
/// assert_eq!(choice.to_string(), "Gold");
/// # Ok::<(), nse_query::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
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

/// As filter text writes it behind the operator: `vip`, `(a, "b c")`, `2..4`, `last 3 months`; of a choice its label, where that
/// is known.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Id(text) => f.write_str(&word(text)),
            Self::Choice { id, label } => f.write_str(&word(label.as_ref().unwrap_or(id))),
            Self::Number(number) => number.fmt(f),
            Self::Boolean(boolean) => boolean.fmt(f),
            Self::RecordType(record_type) => record_type.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Datetime(datetime) => datetime.fmt(f),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "(" } else { ", " })?;
                }
                f.write_str(")")
            }
            Self::NumberRange(start, end) => write!(f, "{start}..{end}"),
            Self::DateRange(start, end) => write!(f, "{start}..{end}"),
            Self::DatetimeRange(start, end) => write!(f, "{start}..{end}"),
            Self::DayMonthRange(start, end) => write!(f, "{start}..{end}"),
            Self::Quantity(quantity) => write!(f, "last {quantity}"),
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Value {}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Strings first, then numbers, booleans, lists, ranges and times back; each among themselves as JSON carries them.
impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Number(one), Self::Number(other)) => one.cmp(other),
            (Self::Boolean(one), Self::Boolean(other)) => one.cmp(other),
            (Self::List(one), Self::List(other)) => one.cmp(other),
            (Self::NumberRange(start, end), Self::NumberRange(from, to)) => (start, end).cmp(&(from, to)),
            (Self::DateRange(start, end), Self::DateRange(from, to)) => (start, end).cmp(&(from, to)),
            (Self::DatetimeRange(start, end), Self::DatetimeRange(from, to)) => {
                (start.as_str(), end.as_str()).cmp(&(from.as_str(), to.as_str()))
            }
            (Self::DayMonthRange(start, end), Self::DayMonthRange(from, to)) => (start, end).cmp(&(from, to)),
            (Self::Quantity(one), Self::Quantity(other)) => {
                (one.unit(), one.quantity()).cmp(&(other.unit(), other.quantity()))
            }
            (one, other) => match (one.string(), other.string()) {
                (Some(one), Some(other)) => one.cmp(&other),
                _ => one.rank().cmp(&other.rank()),
            },
        }
    }
}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.rank().hash(state);
        match self {
            Self::Number(number) => number.hash(state),
            Self::Boolean(boolean) => boolean.hash(state),
            Self::List(items) => items.hash(state),
            Self::NumberRange(start, end) => (start, end).hash(state),
            Self::DateRange(start, end) => (start, end).hash(state),
            Self::DatetimeRange(start, end) => (start.as_str(), end.as_str()).hash(state),
            Self::DayMonthRange(start, end) => (start, end).hash(state),
            Self::Quantity(quantity) => quantity.hash(state),
            string => string.string().hash(state),
        }
    }
}

impl Value {
    /// What NSE JSON carries as one string.
    pub(crate) fn string(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Text(text) | Self::Id(text) | Self::Choice { id: text, .. } => Cow::Borrowed(text),
            Self::RecordType(record_type) => Cow::Borrowed(record_type.name()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Datetime(datetime) => Cow::Borrowed(datetime.as_str()),
            _ => return None,
        })
    }

    /// Values of one rank may be equal.
    const fn rank(&self) -> u8 {
        match self {
            Self::Text(_)
            | Self::Id(_)
            | Self::Choice { .. }
            | Self::RecordType(_)
            | Self::Date(_)
            | Self::Datetime(_) => 0,
            Self::Number(_) => 1,
            Self::Boolean(_) => 2,
            Self::List(_) => 3,
            Self::NumberRange(..) => 4,
            Self::DateRange(..) => 5,
            Self::DatetimeRange(..) => 6,
            Self::DayMonthRange(..) => 7,
            Self::Quantity(_) => 8,
        }
    }

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
