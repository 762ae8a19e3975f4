//! Units of time, and numbers of them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number of units, back from now.
///
/// # Examples
/// ```
/// use nse_query::value::{Quantity, Unit};
///
/// let recent = Quantity::new(3, Unit::Month).ok_or("not a quantity")?;
/// assert_eq!(recent.to_string(), "3 months");
/// assert_eq!(Quantity::new(0, Unit::Day), None);
/// # Ok::<(), &str>(())
/// ```
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

    /// What a unit without a number stands for after `last` and `next`: one of it, or the months of a `quarter`, which
    /// NSE has no unit for.
    pub(crate) fn of_unit_alone(word: &str) -> Option<Self> {
        match Unit::find(word) {
            Some(unit) => Self::new(1, unit),
            None if word.eq_ignore_ascii_case("quarter") => Self::new(3, Unit::Month),
            None => None,
        }
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
///
/// # Examples
/// ```
/// use nse_query::value::Unit;
///
/// assert_eq!(Unit::find("Weeks"), Some(Unit::Week));
/// // NSE has no quarters: three months say the same.
/// assert_eq!(Unit::find("quarter"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Unit {
    /// A second.
    Second,
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

/// Units that NSE lacks, each a whole number of one that it has.
const MADE_OF: [(&str, u32, Unit); 8] = [
    ("minute", 60, Unit::Second),
    ("min", 60, Unit::Second),
    ("hour", 3_600, Unit::Second),
    ("hr", 3_600, Unit::Second),
    ("fortnight", 2, Unit::Week),
    ("quarter", 3, Unit::Month),
    ("decade", 10, Unit::Year),
    ("century", 100, Unit::Year),
];

/// What people write short for a unit, in the singular.
const SHORT: [(&str, Unit); 9] = [
    ("s", Unit::Second),
    ("sec", Unit::Second),
    ("d", Unit::Day),
    ("w", Unit::Week),
    ("wk", Unit::Week),
    ("mo", Unit::Month),
    ("mth", Unit::Month),
    ("y", Unit::Year),
    ("yr", Unit::Year),
];

impl Unit {
    /// All, shortest first.
    pub const ALL: [Self; 5] = [Self::Second, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The plural word, as text has it.
    pub(crate) const fn plural(self) -> &'static str {
        match self {
            Self::Second => "seconds",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
        }
    }

    /// The unit that `word` names: singular or plural, in any case.
    pub fn find(word: &str) -> Option<Self> {
        let singular = word.strip_suffix(['s', 'S']).unwrap_or(word);
        Self::ALL.into_iter().find(|unit| unit.name().eq_ignore_ascii_case(singular))
    }

    /// How many of which unit make the unit that NSE lacks and `word` names, in any case: an hour is 3,600 seconds.
    pub(crate) fn made_of(word: &str) -> Option<(u32, Self)> {
        let lower = word.to_ascii_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        let singular = if singular == "centurie" { "century" } else { singular };
        MADE_OF.iter().find(|(name, ..)| *name == singular).map(|&(_, factor, unit)| (factor, unit))
    }

    /// The unit that `word` is short for, in any case: `d`, `wks`.
    pub(crate) fn abbreviated(word: &str) -> Option<Self> {
        let lower = word.to_ascii_lowercase();
        let plural = lower.strip_suffix('s').filter(|singular| singular.len() > 1);
        SHORT.iter().find(|(short, _)| *short == lower || Some(*short) == plural).map(|&(_, unit)| unit)
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

/// The singular word.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn a_unit_is_found_by_the_words_for_it() {
        for unit in Unit::ALL {
            assert_eq!(unit.plural(), format!("{unit}s"));
            assert_eq!((Unit::find(unit.name()), Unit::find(unit.plural())), (Some(unit), Some(unit)));
            assert_eq!((Unit::made_of(unit.name()), Unit::abbreviated(unit.plural())), (None, None));
        }
        assert_eq!(Unit::made_of("Hours"), Some((3_600, Unit::Second)));
        assert_eq!(Unit::made_of("centuries"), Some((100, Unit::Year)));
        assert_eq!(Unit::abbreviated("wks"), Some(Unit::Week));
        for none in ["", "ds", "ss", "m"] {
            assert_eq!(Unit::abbreviated(none), None, "{none}");
        }
    }
}
