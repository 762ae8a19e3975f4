//! Days and periods that move with the present, and the fixed days that they are at one.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::calendar::{Calendar, Step};
use super::present::Present;
use super::{Date, Quantity};

/// What a moving date is reckoned from, by the word of it that text has.
///
/// # Examples
/// ```
/// use nse_query::text::{End, Expr, Operand, parse};
/// use nse_query::value::Anchor;
///
/// let tree = parse("created in this month")?;
/// let Expr::Clause(clause) = tree.root() else { unreachable!() };
/// assert!(matches!(&clause.operand, Operand::Period(End::Moving(month)) if month.anchor == Anchor::This));
/// assert_eq!(Anchor::FromNow.name(), "from now");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "What a moving date is reckoned from, by the word of it that text has.")
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Anchor {
    /// `today`.
    Today,
    /// `yesterday`.
    Yesterday,
    /// `tomorrow`.
    Tomorrow,
    /// `30 days ago`.
    Ago,
    /// `30 days from now`.
    FromNow,
    /// `this month`: the whole of it.
    This,
    /// `previous month`: the one of the calendar.
    Previous,
    /// `next 7 days`: from tomorrow on.
    Next,
}

impl Anchor {
    /// All, days first.
    pub const ALL: [Self; 8] = [
        Self::Today,
        Self::Yesterday,
        Self::Tomorrow,
        Self::Ago,
        Self::FromNow,
        Self::This,
        Self::Previous,
        Self::Next,
    ];

    /// The word, or words, of text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::Tomorrow => "tomorrow",
            Self::Ago => "ago",
            Self::FromNow => "from now",
            Self::This => "this",
            Self::Previous => "previous",
            Self::Next => "next",
        }
    }

    /// Whether it makes one day, and not a period.
    pub(crate) const fn is_day(self) -> bool {
        !matches!(self, Self::This | Self::Previous | Self::Next)
    }

    /// The words of a moving date, with one space between two.
    pub(crate) fn with(self, quantity: Option<&str>, unit: Option<&str>) -> String {
        let units = [quantity, unit].into_iter().flatten();
        let words: Vec<&str> = match self {
            Self::Ago | Self::FromNow => units.chain([self.name()]).collect(),
            _ => std::iter::once(self.name()).chain(units).collect(),
        };
        words.join(" ")
    }

    /// The day that `word` alone is, in any case: `today`.
    pub(crate) fn of_day(word: &str) -> Option<Self> {
        [Self::Today, Self::Yesterday, Self::Tomorrow].into_iter().find(|day| word.eq_ignore_ascii_case(day.name()))
    }

    /// What `word`, in any case, makes of the period or the number of units after it: `this`.
    pub(crate) fn before_unit(word: &str) -> Option<Self> {
        [Self::This, Self::Previous, Self::Next].into_iter().find(|anchor| word.eq_ignore_ascii_case(anchor.name()))
    }
}

/// A day or a period that is another one as time goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Moving {
    Today,
    Yesterday,
    Tomorrow,
    /// So many units before today; the unit is a day or longer.
    Ago(Quantity),
    /// So many units after today; the unit is a day or longer.
    FromNow(Quantity),
    /// The whole period that holds today, its future days too.
    This(Calendar),
    /// The period before that one.
    Previous(Calendar),
    /// From tomorrow to so many units after today; the unit is a day or longer.
    Next(Quantity),
}

impl Moving {
    /// Whether it lies ahead of today, be it in part. The rest of a whole period does not count.
    pub(crate) const fn is_ahead(self) -> bool {
        matches!(self, Self::Tomorrow | Self::FromNow(_) | Self::Next(_))
    }

    /// The same day a year after `day`, or the last of its month where there is none.
    pub(crate) fn year_after(day: Date) -> Option<Date> {
        Step::Months(12).after(day.naive()).and_then(Date::of)
    }

    /// Its first and its last day at `present`, in the zone of the caller; none where one lies outside of the years 0001
    /// to 9999.
    pub(crate) fn days(self, present: &Present) -> Option<(Date, Date)> {
        let today = present.today()?;
        let (first, last) = match self {
            Self::Today => (today, today),
            Self::Yesterday => day(today.pred_opt()?),
            Self::Tomorrow => day(today.succ_opt()?),
            Self::Ago(quantity) => day(Step::of(quantity)?.before(today)?),
            Self::FromNow(quantity) => day(Step::of(quantity)?.after(today)?),
            Self::This(period) => {
                let first = period.start(today, present.week_start)?;
                (first, period.step().after(first)?.pred_opt()?)
            }
            Self::Previous(period) => {
                let this = period.start(today, present.week_start)?;
                (period.step().before(this)?, this.pred_opt()?)
            }
            Self::Next(quantity) => (today.succ_opt()?, Step::of(quantity)?.after(today)?),
        };
        Some((Date::of(first)?, Date::of(last)?))
    }
}

/// As text writes it: `30 days ago`.
impl fmt::Display for Moving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Today => f.write_str("today"),
            Self::Yesterday => f.write_str("yesterday"),
            Self::Tomorrow => f.write_str("tomorrow"),
            Self::Ago(quantity) => write!(f, "{quantity} ago"),
            Self::FromNow(quantity) => write!(f, "{quantity} from now"),
            Self::This(period) => write!(f, "this {}", period.name()),
            Self::Previous(period) => write!(f, "previous {}", period.name()),
            Self::Next(quantity) => write!(f, "next {quantity}"),
        }
    }
}

const fn day(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    (day, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Unit, WeekStart};

    fn days(moving: Moving, now: &str, zone: &str, week_start: WeekStart) -> Option<String> {
        let present = Present { instant: now.parse().unwrap(), zone: zone.parse().unwrap(), week_start };
        moving.days(&present).map(|(first, last)| format!("{first} {last}"))
    }

    fn at(now: &str, moving: Moving) -> Option<String> {
        days(moving, now, "UTC", WeekStart::Monday)
    }

    fn quantity(count: u32, unit: Unit) -> Quantity {
        Quantity::new(count, unit).unwrap()
    }

    #[cfg(feature = "zones")]
    #[test]
    fn the_day_is_that_of_the_zone() {
        let now = "2025-12-31T23:30:00Z";
        for (zone, day) in [
            ("UTC", "2025-12-31 2025-12-31"),
            ("Europe/Berlin", "2026-01-01 2026-01-01"),
            ("America/New_York", "2025-12-31 2025-12-31"),
            ("Pacific/Kiritimati", "2026-01-01 2026-01-01"),
        ] {
            assert_eq!(days(Moving::Today, now, zone, WeekStart::Monday).as_deref(), Some(day), "{zone}");
        }
        // The day of 23 hours, an hour before its end and after it.
        let yesterday = |now| days(Moving::Yesterday, now, "Europe/Berlin", WeekStart::Monday);
        assert_eq!(yesterday("2025-03-30T21:30:00Z").as_deref(), Some("2025-03-29 2025-03-29"));
        assert_eq!(yesterday("2025-03-30T22:30:00Z").as_deref(), Some("2025-03-30 2025-03-30"));
    }

    #[test]
    fn weeks_begin_where_the_caller_says() {
        // A Sunday.
        let now = "2025-03-02T12:00:00Z";
        for (week_start, this, previous) in [
            (WeekStart::Monday, "2025-02-24 2025-03-02", "2025-02-17 2025-02-23"),
            (WeekStart::Saturday, "2025-03-01 2025-03-07", "2025-02-22 2025-02-28"),
            (WeekStart::Sunday, "2025-03-02 2025-03-08", "2025-02-23 2025-03-01"),
        ] {
            assert_eq!(days(Moving::This(Calendar::Week), now, "UTC", week_start).as_deref(), Some(this));
            assert_eq!(days(Moving::Previous(Calendar::Week), now, "UTC", week_start).as_deref(), Some(previous));
        }
    }

    #[test]
    fn periods_and_steps_follow_the_calendar() {
        use Calendar as C;
        use Moving as M;
        for (now, moving, expected) in [
            ("2024-02-29", M::This(C::Month), "2024-02-01 2024-02-29"),
            ("2024-02-29", M::Previous(C::Year), "2023-01-01 2023-12-31"),
            ("2025-01-31", M::Previous(C::Month), "2024-12-01 2024-12-31"),
            ("2025-01-31", M::Previous(C::Quarter), "2024-10-01 2024-12-31"),
            ("2025-12-31", M::This(C::Quarter), "2025-10-01 2025-12-31"),
            ("2024-12-31", M::This(C::Week), "2024-12-30 2025-01-05"),
            ("2024-12-31", M::Tomorrow, "2025-01-01 2025-01-01"),
            ("2025-03-31", M::Ago(quantity(1, Unit::Month)), "2025-02-28 2025-02-28"),
            ("2024-02-29", M::Ago(quantity(1, Unit::Year)), "2023-02-28 2023-02-28"),
            ("2024-02-29", M::FromNow(quantity(4, Unit::Year)), "2028-02-29 2028-02-29"),
            ("2025-01-31", M::FromNow(quantity(1, Unit::Month)), "2025-02-28 2025-02-28"),
            ("2025-12-25", M::Next(quantity(2, Unit::Week)), "2025-12-26 2026-01-08"),
            ("2025-12-31", M::Next(quantity(1, Unit::Day)), "2026-01-01 2026-01-01"),
            ("2025-08-31", M::Next(quantity(6, Unit::Month)), "2025-09-01 2026-02-28"),
        ] {
            assert_eq!(at(&format!("{now}T12:00:00Z"), moving).as_deref(), Some(expected), "{moving} at {now}");
        }
    }

    #[cfg(feature = "zones")]
    #[test]
    fn nothing_lies_outside_of_the_years() {
        let first = "0001-01-01T12:00:00Z";
        let last = "9999-12-31T12:00:00Z";
        assert_eq!(at(first, Moving::This(Calendar::Week)).as_deref(), Some("0001-01-01 0001-01-07"));
        assert_eq!(at(last, Moving::This(Calendar::Year)).as_deref(), Some("9999-01-01 9999-12-31"));
        for (now, moving) in [
            (first, Moving::Yesterday),
            (first, Moving::Previous(Calendar::Year)),
            (last, Moving::Tomorrow),
            (last, Moving::Next(quantity(1, Unit::Day))),
            (last, Moving::This(Calendar::Week)),
            ("2025-01-01T00:00:00Z", Moving::Ago(quantity(2025, Unit::Year))),
            ("2025-01-01T00:00:00Z", Moving::Ago(quantity(Quantity::MAX, Unit::Year))),
            ("2025-01-01T00:00:00Z", Moving::FromNow(quantity(Quantity::MAX, Unit::Month))),
            ("2025-01-01T00:00:00Z", Moving::Ago(quantity(Quantity::MAX, Unit::Week))),
            ("2025-01-01T00:00:00Z", Moving::FromNow(quantity(Quantity::MAX, Unit::Day))),
            ("2025-01-01T00:00:00Z", Moving::Ago(quantity(1, Unit::Second))),
        ] {
            assert_eq!(at(now, moving), None, "{moving} at {now}");
        }
        for seconds in [-8_000_000_000_000, 8_000_000_000_000] {
            let present = Present {
                instant: crate::value::Instant::from_unix(seconds, 0).unwrap(),
                zone: "Asia/Tokyo".parse().unwrap(),
                week_start: WeekStart::Monday,
            };
            assert_eq!(Moving::Today.days(&present), None);
        }
    }

    #[test]
    fn each_is_written_as_it_is_read() {
        let spelled: Vec<String> = [
            Moving::Today,
            Moving::Yesterday,
            Moving::Tomorrow,
            Moving::Ago(quantity(30, Unit::Day)),
            Moving::FromNow(quantity(1, Unit::Week)),
            Moving::This(Calendar::Month),
            Moving::Previous(Calendar::Quarter),
            Moving::Next(quantity(7, Unit::Day)),
        ]
        .map(|moving| moving.to_string())
        .into();
        assert_eq!(
            spelled.join(", "),
            "today, yesterday, tomorrow, 30 days ago, 1 week from now, this month, previous quarter, next 7 days"
        );
    }
}
