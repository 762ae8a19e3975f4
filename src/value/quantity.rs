//! Units of time, and numbers of them.

use std::fmt;

use serde::Serialize;

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
