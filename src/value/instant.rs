//! The present.

use std::fmt;
use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};

/// A point in time.
///
/// # Examples
/// ```
/// use nse_query::value::Instant;
///
/// let instant: Instant = "2025-03-31T14:00:00+02:00".parse()?;
/// assert_eq!(instant.to_string(), "2025-03-31T12:00:00Z");
/// assert_eq!(Instant::from_unix(1_743_422_400, 0), Some(instant));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// So many seconds after 1970-01-01T00:00:00Z, and so many nanoseconds (below a thousand million) after that; none
    /// beyond some 260,000 years.
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Option<Self> {
        DateTime::from_timestamp(seconds, nanoseconds).map(Self)
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    pub const fn unix_seconds(self) -> i64 {
        self.0.timestamp()
    }

    pub(crate) const fn of(time: DateTime<Utc>) -> Self {
        Self(time)
    }

    pub(crate) const fn utc(self) -> DateTime<Utc> {
        self.0
    }
}

impl From<SystemTime> for Instant {
    fn from(time: SystemTime) -> Self {
        Self(time.into())
    }
}

/// RFC 3339 in UTC: `2025-03-31T12:00:00Z`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> From<DateTime<Z>> for Instant {
    fn from(time: DateTime<Z>) -> Self {
        Self(time.to_utc())
    }
}

#[cfg(feature = "chrono")]
impl From<Instant> for DateTime<Utc> {
    fn from(instant: Instant) -> Self {
        instant.0
    }
}
