//! The present that moving dates are reckoned from.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Instant, Zone};

/// When "now" is, for whom, and when their weeks begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Present {
    pub(crate) instant: Instant,
    pub(crate) zone: Zone,
    pub(crate) week_start: WeekStart,
}

impl Present {
    /// The day that it is then.
    pub(super) fn today(&self) -> Option<NaiveDate> {
        let instant = self.instant.utc();
        // Beyond them an offset might lead out of what chrono counts.
        let counted = (0..=10_000).contains(&instant.year());
        counted.then(|| instant.with_timezone(&self.zone.tz()).date_naive())
    }
}

/// The first day of the week. Monday unless said otherwise.
///
/// # Examples
/// ```
/// use nse_query::Compiler;
/// use nse_query::value::{WeekStart, Zone};
///
/// let compiler = Compiler::default().now("2026-11-15T12:00:00Z".parse()?, Zone::UTC).week_start(WeekStart::Sunday);
/// let checked = compiler.read("created in this week")?;
/// assert_eq!(checked.resolved[0].from.to_string(), "2026-11-15");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WeekStart {
    /// As ISO 8601 has it.
    #[default]
    Monday,
    /// As in much of the Middle East.
    Saturday,
    /// As in the Americas.
    Sunday,
}

impl WeekStart {
    /// All, Monday first.
    pub const ALL: [Self; 3] = [Self::Monday, Self::Saturday, Self::Sunday];

    /// The day's name in small letters.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// The day of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.name() == name)
    }

    pub(super) const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Saturday => Weekday::Sat,
            Self::Sunday => Weekday::Sun,
        }
    }
}

impl fmt::Display for WeekStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
