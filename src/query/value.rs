//! The values that clauses compare with, each of its kind, each valid by construction.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::Problem;
use crate::nse::is_number;

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
    Date(NaiveDate),
    /// An instant, for `gt gte lt lte`.
    Datetime(Datetime),
    /// The values of `in` and `not_in`, at least one, in order.
    List(Vec<Value>),
    /// Both ends included.
    NumberRange(Number, Number),
    /// Both days included.
    DateRange(NaiveDate, NaiveDate),
    /// Both instants included.
    DatetimeRange(Datetime, Datetime),
    /// Both days included; wraps over New Year where the first is later.
    DayMonthRange(DayMonth, DayMonth),
    /// A time back from now.
    Quantity(Quantity),
}

/// A finite number of at most 2^53, written shortest.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Number(f64);

/// The largest integer that JSON readers keep exact.
pub const MAX_INTEGER: f64 = 9_007_199_254_740_992.0;

impl Number {
    /// `value`, unless it is not finite or beyond 2^53 on either side.
    pub fn new(value: f64) -> Option<Self> {
        // Adding zero makes minus zero plain zero.
        (value.is_finite() && value.abs() <= MAX_INTEGER).then_some(Self(value + 0.0))
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Eq for Number {}

impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.fract() == 0.0 {
            // At most 2^53. To write it as an integer takes a fraction of the time.
            #[allow(clippy::cast_possible_truncation)]
            let integer = self.0 as i64;
            write!(f, "{integer}")
        } else {
            // `Debug` of a float is its shortest JSON number; `Display` would write out 1e-300.
            write!(f, "{:?}", self.0)
        }
    }
}

/// An instant in RFC 3339, its fraction and offset as written, `T` and `Z` in capitals.
///
/// It lies elsewhere, so that two of them do not make every [`Value`] larger.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Datetime(Box<Written>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Written {
    text: String,
    instant: DateTime<FixedOffset>,
}

impl Datetime {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The instant.
    pub const fn instant(&self) -> DateTime<FixedOffset> {
        self.0.instant
    }
}

impl fmt::Debug for Datetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Written { text, instant } = &*self.0;
        f.debug_struct("Datetime").field("text", text).field("instant", instant).finish()
    }
}

/// A day of any year: `5 Mar`. 29 February is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayMonth {
    // The month stands first, so that the derived order is the calendar's.
    month: u8,
    day: u8,
}

/// The three-letter names that are printed.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl DayMonth {
    /// `day` of `month`, where there is one in a leap year.
    pub fn new(day: u8, month: u8) -> Option<Self> {
        (day >= 1 && day <= Self::last_day(month)?).then_some(Self { month, day })
    }

    /// The last day of `month` in a leap year; none where there is no such month.
    pub fn last_day(month: u8) -> Option<u8> {
        match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
            4 | 6 | 9 | 11 => Some(30),
            2 => Some(29),
            _ => None,
        }
    }

    /// 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }
}

/// `5 Mar`.
impl fmt::Display for DayMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day, MONTHS[usize::from(self.month) - 1])
    }
}

/// `person`, `company`, or `all` of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum RecordType {
    Person,
    Company,
    All,
}

impl RecordType {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Person, Self::Company, Self::All];

    /// The word in text and in NSE JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Company => "company",
            Self::All => "all",
        }
    }
}

/// A number of units, back from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    quantity: u32,
    unit: Unit,
}

impl Quantity {
    /// The most units that are accepted.
    pub const MAX: u32 = 1_000_000_000;

    /// `quantity` units, 1 to [`Quantity::MAX`].
    pub fn new(quantity: u32, unit: Unit) -> Option<Self> {
        (1..=Self::MAX).contains(&quantity).then_some(Self { quantity, unit })
    }

    /// How many.
    pub const fn quantity(self) -> u32 {
        self.quantity
    }

    /// Of what.
    pub const fn unit(self) -> Unit {
        self.unit
    }
}

/// `3 months`, `1 month`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.quantity == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.quantity, self.unit.name())
    }
}

/// A unit of relative dates (documentation, "Datetime operators").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// All, shortest first.
    pub const ALL: [Self; 5] = [Self::Second, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The unit that `word` names: singular or plural, in any case.
    pub fn find(word: &str) -> Option<Self> {
        let singular = word.strip_suffix(['s', 'S']).unwrap_or(word);
        Self::ALL.into_iter().find(|unit| unit.name().eq_ignore_ascii_case(singular))
    }

    /// The singular word, as NSE JSON has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
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

/// The number that `text` writes in JSON's syntax (`3`, `-2.5`, `1e3`).
///
/// # Errors
/// [`Problem::Number`], or [`Problem::NumberTooLarge`] beyond 2^53.
pub fn number(text: &str) -> Result<Number, Problem> {
    // Most are small and whole, and take no reader of fractions.
    if let (Some(b'1'..=b'9'), Ok(whole)) = (text.as_bytes().first(), text.parse::<u32>()) {
        return Ok(Number(whole.into()));
    }
    // The standard library reads to the last bit, and would also take `+5`, `.5` and `inf`.
    let read = if is_number(text) { text.parse::<f64>().ok() } else { None };
    let value = read.ok_or_else(|| Problem::Number { text: text.to_owned() })?;
    // 2^53 + 1 is read as 2^53.
    let exact =
        value.abs() < MAX_INTEGER || matches!(text.parse(), Ok(-9_007_199_254_740_992 | 9_007_199_254_740_992_i64));
    let number = Number::new(value).filter(|_| exact);
    number.ok_or_else(|| Problem::NumberTooLarge { text: text.to_owned() })
}

/// The day that `text` writes as `2025-01-31`, years 0001 to 9999.
///
/// # Errors
/// [`Problem::Date`].
pub fn date(text: &str) -> Result<NaiveDate, Problem> {
    let number = |digits: &[u8]| {
        let next = |number, digit: &u8| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'));
        digits.iter().try_fold(0, next)
    };
    let parse = || {
        let digits: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let year = number(&digits[..4]).filter(|&year| digits[4] == b'-' && digits[7] == b'-' && year >= 1)?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&digits[5..7])?, number(&digits[8..])?)
    };
    parse().ok_or_else(|| Problem::Date { text: text.to_owned() })
}

/// The instant that `text` writes in RFC 3339 with seconds and zone, as `2025-01-31T09:30:00Z`. `t` and `z` become
/// capitals; fraction and offset stay as written.
///
/// # Errors
/// [`Problem::Datetime`].
pub fn datetime(text: &str) -> Result<Datetime, Problem> {
    let wrong = || Problem::Datetime { text: text.to_owned() };
    // chrono also takes a space for the `T`, and years before 1.
    if !matches!(text.as_bytes().get(10), Some(b'T' | b't')) || date(&text[..10]).is_err() {
        return Err(wrong());
    }
    let text = text.to_ascii_uppercase();
    let instant = DateTime::parse_from_rfc3339(&text).map_err(|_| wrong())?;
    Ok(Datetime(Box::new(Written { text, instant })))
}

/// The id that `text` writes: 24 hexadecimal digits, in lower case here.
///
/// # Errors
/// [`Problem::Id`].
pub fn id(text: &str) -> Result<String, Problem> {
    if text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(text.to_ascii_lowercase())
    } else {
        Err(Problem::Id { text: text.to_owned() })
    }
}

/// The record type that `text` names, in any case.
///
/// # Errors
/// [`Problem::RecordType`].
pub fn record_type(text: &str) -> Result<RecordType, Problem> {
    RecordType::ALL
        .into_iter()
        .find(|record_type| record_type.name().eq_ignore_ascii_case(text))
        .ok_or_else(|| Problem::RecordType { text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_those_of_json_and_exact() {
        for text in ["0", "-0", "3", "-2.50", "1e3", "1E-2", "0.1", "1.9679664529720083e-141", "9007199254740992"] {
            assert_eq!(number(text).map(super::Number::get), Ok(text.parse().unwrap()), "{text}");
        }
        for text in ["", "-", "+5", "007", ".5", "5.", "1e", "1e+", "inf", "NaN", "0x1", " 1", "1 ", "1_000", "é"] {
            assert!(matches!(number(text), Err(super::Problem::Number { .. })), "{text}");
        }
        for text in ["9007199254740993", "-1e300", "1e999"] {
            assert!(matches!(number(text), Err(super::Problem::NumberTooLarge { .. })), "{text}");
        }
    }
}
