//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

use super::Invalid;
use crate::diagnostic::Error;

/// A day of the years 0001 to 9999, which both forms write in four digits.
///
/// # Examples
/// ```
/// use nse_query::value::Date;
///
/// let day = Date::new(2024, 2, 29).ok_or("no such day")?;
/// assert_eq!(day.to_string(), "2024-02-29");
/// assert_eq!(day.next(), Date::new(2024, 3, 1));
/// assert_eq!(Date::new(2025, 2, 29), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(NaiveDate);

impl Date {
    /// The first there is, 0001-01-01.
    pub const FIRST: Self = Self(first());

    /// The day of this year, month (1 to 12) and day of the month, where there is one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        Self::of(NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?)
    }

    /// A day of chrono's, where it is of these years.
    pub(crate) fn of(day: NaiveDate) -> Option<Self> {
        (1..=9999).contains(&day.year()).then_some(Self(day))
    }

    /// Chrono's day.
    pub(crate) const fn naive(self) -> NaiveDate {
        self.0
    }

    /// 1 to 9999.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it is of these years
    pub fn year(self) -> u16 {
        self.0.year() as u16
    }

    /// 1 to 12.
    #[allow(clippy::cast_possible_truncation)] // a month
    pub fn month(self) -> u8 {
        self.0.month() as u8
    }

    /// 1 to 31.
    #[allow(clippy::cast_possible_truncation)] // a day
    pub fn day(self) -> u8 {
        self.0.day() as u8
    }

    /// The day after; none after 9999-12-31.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.0.succ_opt().and_then(Self::of)
    }

    /// The day before; none before 0001-01-01.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.0.pred_opt().and_then(Self::of)
    }
}

/// As the only case that cannot be is met, in a constant.
const fn first() -> NaiveDate {
    match NaiveDate::from_ymd_opt(1, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// `2025-01-31`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(feature = "chrono")]
impl From<Date> for NaiveDate {
    fn from(day: Date) -> Self {
        day.0
    }
}

/// Fails outside of the years 0001 to 9999.
#[cfg(feature = "chrono")]
impl TryFrom<NaiveDate> for Date {
    type Error = Error;

    fn try_from(day: NaiveDate) -> Result<Self, Error> {
        Self::of(day).ok_or_else(|| Invalid::Date { text: day.to_string() }.into())
    }
}

/// As text: `2025-01-31`.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// `2025-01-31`, years 0001 to 9999; E0209 else.
impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Ok(date(text)?)
    }
}

/// The day that `text` writes as `2025-01-31`, years 0001 to 9999.
///
/// # Errors
/// [`Invalid::Date`].
pub(crate) fn date(text: &str) -> Result<Date, Invalid> {
    let number = |digits: &[u8]| {
        let next = |number, digit: &u8| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'));
        digits.iter().try_fold(0, next)
    };
    let parse = || {
        let digits: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let year = number(&digits[..4]).filter(|&year| digits[4] == b'-' && digits[7] == b'-' && year >= 1)?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&digits[5..7])?, number(&digits[8..])?).map(Date)
    };
    parse().ok_or_else(|| Invalid::Date { text: text.to_owned() })
}
