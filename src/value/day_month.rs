//! Days of any year.

use std::fmt;
use std::str::FromStr;

use super::{Invalid, month};
use crate::diagnostic::{Diagnostic, Error};
use crate::span::Span;

/// A day of any year: `5 Mar`. 29 February is one.
///
/// # Examples
/// ```
/// use nse_query::value::DayMonth;
///
/// let leap_day = DayMonth::new(29, 2).ok_or("no such day")?;
/// assert_eq!(leap_day.to_string(), "29 Feb");
/// assert_eq!(DayMonth::new(31, 4), None);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayMonth {
    // The month stands first, so that the derived order is the calendar's.
    month: u8,
    day: u8,
}

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
        write!(f, "{} {}", self.day, month::short(self.month).unwrap_or_default())
    }
}

/// As filter text writes it: `5 Mar`, `5 March`.
///
/// # Examples
/// ```
/// use nse_query::value::DayMonth;
///
/// assert_eq!("20 December".parse::<DayMonth>()?.to_string(), "20 Dec");
/// assert!("30 Feb".parse::<DayMonth>().is_err());
/// # Ok::<(), nse_query::Error>(())
/// ```
impl FromStr for DayMonth {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let parts = text.trim().split_once(' ');
        let read = parts.and_then(|(day, word)| Self::new(day.parse().ok()?, month::find(word.trim_start())?));
        read.ok_or_else(|| {
            Diagnostic::new(Invalid::Date { text: text.to_owned() }, Span::default())
                .help("a day of any year is written `5 Mar`")
                .into()
        })
    }
}
