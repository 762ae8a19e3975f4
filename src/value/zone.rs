//! The zone whose days count.

use std::fmt;
use std::str::FromStr;

use super::Invalid;
use crate::diagnostic::{Diagnostic, Error};
use crate::span::Span;
pub(crate) use database::Tz;

/// The time zone database, which is large.
#[cfg(feature = "zones")]
mod database {
    pub(crate) use chrono_tz::Tz;

    pub(super) const UTC: Tz = Tz::UTC;

    pub(super) fn name(zone: Tz) -> &'static str {
        zone.name()
    }

    pub(super) fn find(name: &str) -> Option<Tz> {
        name.parse().ok()
    }
}

/// In its place universal time.
#[cfg(not(feature = "zones"))]
mod database {
    pub(crate) use chrono::Utc as Tz;

    pub(super) const UTC: Tz = Tz;

    pub(super) const fn name(_: Tz) -> &'static str {
        "UTC"
    }

    pub(super) fn find(name: &str) -> Option<Tz> {
        (name == "UTC").then_some(Tz)
    }
}

/// A time zone of the time zone database, which decides where days begin. The default is UTC, and without the feature
/// `zones` it is the only one.
///
/// # Examples
/// ```
/// # #[cfg(feature = "zones")] {
/// use nse_query::value::Zone;
///
/// let zone: Zone = "Europe/Berlin".parse()?;
/// assert_eq!(zone.name(), "Europe/Berlin");
/// assert!("CEST".parse::<Zone>().is_err());
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self(database::UTC);

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        database::name(self.0)
    }

    pub(crate) const fn tz(self) -> Tz {
        self.0
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

/// By its exact name.
impl FromStr for Zone {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        database::find(name).map(Self).ok_or_else(|| zone_error(name))
    }
}

#[cold]
fn zone_error(name: &str) -> Error {
    Diagnostic::new(Invalid::Zone { name: name.to_owned() }, Span::default())
        .label("expected a time zone")
        .help(if cfg!(feature = "zones") {
            "expected a name like `Europe/Berlin` or `UTC`"
        } else {
            "this program was built without time zones and knows `UTC` only"
        })
        .into()
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
