//! Instants as queries write them.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveTime};

use super::{Instant, Invalid, date};
use crate::diagnostic::Error;

/// An instant in RFC 3339, its fraction and offset as written, `T` and `Z` in capitals.
///
/// It lies elsewhere, so that two of them do not make every [`Value`](crate::query::Value) larger.
///
/// # Examples
/// ```
/// use nse_query::value::Datetime;
///
/// let (berlin, utc): (Datetime, Datetime) = ("2025-01-31T10:30:00+01:00".parse()?, "2025-01-31T09:30:00Z".parse()?);
/// assert_eq!(berlin.instant(), utc.instant());
/// assert_eq!(berlin.to_string(), "2025-01-31T10:30:00+01:00");
/// # Ok::<(), nse_query::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Datetime(Box<Written>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Written {
    text: String,
    instant: Instant,
}

impl Datetime {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The instant.
    pub const fn instant(&self) -> Instant {
        self.0.instant
    }
}

/// As written.
impl fmt::Display for Datetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Datetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Written { text, instant } = &*self.0;
        f.debug_struct("Datetime").field("text", text).field("instant", instant).finish()
    }
}

/// RFC 3339 with seconds and zone, as `2025-01-31T09:30:00Z`; E0210 else.
impl FromStr for Datetime {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Ok(datetime(text)?)
    }
}

/// The instant that `text` writes in RFC 3339 with seconds and zone, as `2025-01-31T09:30:00Z`. `t` and `z` become
/// capitals; fraction and offset stay as written.
///
/// # Errors
/// [`Invalid::Datetime`].
pub(crate) fn datetime(text: &str) -> Result<Datetime, Invalid> {
    let wrong = || Invalid::Datetime { text: text.to_owned() };
    // chrono also takes a space for the `T`, and years before 1.
    if !matches!(text.as_bytes().get(10), Some(b'T' | b't')) || date(&text[..10]).is_err() {
        return Err(wrong());
    }
    let text = text.to_ascii_uppercase();
    let time = DateTime::parse_from_rfc3339(&text).map_err(|_| wrong())?.to_utc();
    // chrono takes the second 60 of any minute.
    if time.timestamp_subsec_nanos() > 999_999_999 && !is_after_leap_second(time.timestamp() + 1) {
        return Err(wrong());
    }
    Ok(Datetime(Box::new(Written { text, instant: Instant::of(time) })))
}

/// Whether a leap second, `23:59:60` in UTC, may stand before the instant of these seconds since 1970: one ends a month
/// (ITU-R TF.460). Which months had one is not asked, for nobody knows it of those to come.
pub(crate) fn is_after_leap_second(seconds: i64) -> bool {
    DateTime::from_timestamp(seconds, 0).is_some_and(|time| time.time() == NaiveTime::MIN && time.day() == 1)
}

/// RFC 3339 with seconds and a zone.
impl FromStr for Instant {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Ok(datetime(text)?.instant())
    }
}
