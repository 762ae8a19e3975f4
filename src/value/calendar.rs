//! The periods of the calendar, and steps along it.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::present::WeekStart;
use super::{Quantity, Unit};

/// A whole period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Calendar {
    Week,
    Month,
    Quarter,
    Year,
}

impl Calendar {
    pub(crate) const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Quarter, Self::Year];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The period that `word` names, in any case.
    pub(crate) fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.name().eq_ignore_ascii_case(word))
    }

    /// The first day of the period that holds `day`.
    pub(super) fn start(self, day: NaiveDate, week_start: WeekStart) -> Option<NaiveDate> {
        let first_of = |month| day.with_day(1)?.with_month(month);
        match self {
            Self::Week => day.checked_sub_days(Days::new(day.weekday().days_since(week_start.weekday()).into())),
            Self::Month => day.with_day(1),
            Self::Quarter => first_of(day.month0() / 3 * 3 + 1),
            Self::Year => first_of(1),
        }
    }

    /// Its length.
    pub(super) fn step(self) -> Step {
        match self {
            Self::Week => Step::Days(7),
            Self::Month => Step::Months(1),
            Self::Quarter => Step::Months(3),
            Self::Year => Step::Months(12),
        }
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Days(u64),
    Months(u32),
}

impl Step {
    /// None of seconds, which days have none of.
    pub(super) fn of(quantity: Quantity) -> Option<Self> {
        let count = quantity.quantity();
        Some(match quantity.unit() {
            Unit::Second => return None,
            Unit::Day => Self::Days(count.into()),
            Unit::Week => Self::Days(u64::from(count) * 7),
            Unit::Month => Self::Months(count),
            Unit::Year => Self::Months(count.checked_mul(12)?),
        })
    }

    /// So long before `day`; by months, the same day of that month, or its last day where it is shorter.
    pub(super) fn before(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => day.checked_sub_days(Days::new(days)),
            Self::Months(months) => day.checked_sub_months(Months::new(months)),
        }
    }

    /// So long after `day`, likewise.
    pub(super) fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => day.checked_add_days(Days::new(days)),
            Self::Months(months) => day.checked_add_months(Months::new(months)),
        }
    }
}
