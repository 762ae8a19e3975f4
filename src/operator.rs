//! The operators of NSE and sets of them.

use std::fmt;

use serde::Serialize;

/// An operator of NSE (documentation, "Text operators", "Datetime operators", "Numeric operators").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each is NSE's operator of the same name
pub enum Operator {
    Is,
    IsNot,
    Contain,
    NotContain,
    StartsWith,
    IsEmpty,
    In,
    NotIn,
    Gt,
    Gte,
    Lt,
    Lte,
    Range,
    NotInRange,
    InTheLast,
    NotInTheLast,
    DayMonthRange,
}

use Operator as O;

impl Operator {
    /// Every operator, in the order of the documentation.
    pub const ALL: [Self; 17] = [
        O::Is,
        O::IsNot,
        O::Contain,
        O::NotContain,
        O::StartsWith,
        O::IsEmpty,
        O::In,
        O::NotIn,
        O::Gt,
        O::Gte,
        O::Lt,
        O::Lte,
        O::Range,
        O::NotInRange,
        O::InTheLast,
        O::NotInTheLast,
        O::DayMonthRange,
    ];

    /// The name in NSE JSON, such as `not_in_the_last`.
    pub const fn json(self) -> &'static str {
        match self {
            O::Is => "is",
            O::IsNot => "is_not",
            O::Contain => "contain",
            O::NotContain => "not_contain",
            O::StartsWith => "starts_with",
            O::IsEmpty => "is_empty",
            O::In => "in",
            O::NotIn => "not_in",
            O::Gt => "gt",
            O::Gte => "gte",
            O::Lt => "lt",
            O::Lte => "lte",
            O::Range => "range",
            O::NotInRange => "not_in_range",
            O::InTheLast => "in_the_last",
            O::NotInTheLast => "not_in_the_last",
            O::DayMonthRange => "day_month_range",
        }
    }

    /// The operator of this exact NSE name.
    pub fn from_json(name: &str) -> Option<Self> {
        // A `match` tells words apart by their length first: a few nanoseconds, where a search takes tens.
        Some(match name {
            "is" => O::Is,
            "is_not" => O::IsNot,
            "contain" => O::Contain,
            "not_contain" => O::NotContain,
            "starts_with" => O::StartsWith,
            "is_empty" => O::IsEmpty,
            "in" => O::In,
            "not_in" => O::NotIn,
            "gt" => O::Gt,
            "gte" => O::Gte,
            "lt" => O::Lt,
            "lte" => O::Lte,
            "range" => O::Range,
            "not_in_range" => O::NotInRange,
            "in_the_last" => O::InTheLast,
            "not_in_the_last" => O::NotInTheLast,
            "day_month_range" => O::DayMonthRange,
            _ => return None,
        })
    }

    /// The canonical text between field and value, such as `!~` or `not in last`.
    pub const fn text(self) -> &'static str {
        match self {
            O::Is => "=",
            O::IsNot => "!=",
            O::Contain => "~",
            O::NotContain => "!~",
            O::StartsWith => "^=",
            O::IsEmpty => "is empty",
            O::In | O::Range | O::DayMonthRange => "in",
            O::NotIn | O::NotInRange => "not in",
            O::Gt => ">",
            O::Gte => ">=",
            O::Lt => "<",
            O::Lte => "<=",
            O::InTheLast => "in last",
            O::NotInTheLast => "not in last",
        }
    }

    /// The operator in text with what it takes, where that tells it from others: `in a..b`, `in (…)`.
    pub const fn form(self) -> &'static str {
        match self {
            O::In => "in (…)",
            O::NotIn => "not in (…)",
            O::Range => "in a..b",
            O::NotInRange => "not in a..b",
            O::DayMonthRange => "in 1 Mar..31 Mar",
            O::InTheLast => "in last 3 months",
            O::NotInTheLast => "not in last 3 months",
            operator => operator.text(),
        }
    }

    /// The operator that holds exactly where this one does not *in name*: `is` and `is_not`, `range` and
    /// `not_in_range`. (`not_in_range` and `not_in_the_last` also ask for a value, evidence 13.)
    pub const fn negated(self) -> Option<Self> {
        Some(match self {
            O::Is => O::IsNot,
            O::IsNot => O::Is,
            O::Contain => O::NotContain,
            O::NotContain => O::Contain,
            O::In => O::NotIn,
            O::NotIn => O::In,
            O::Range => O::NotInRange,
            O::NotInRange => O::Range,
            O::InTheLast => O::NotInTheLast,
            O::NotInTheLast => O::InTheLast,
            _ => return None,
        })
    }

    /// Whether the value is searched by its words (documentation, "Text operators").
    pub const fn is_full_text(self) -> bool {
        matches!(self, O::Contain | O::NotContain | O::StartsWith)
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.json())
    }
}

/// A set of operators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Operators(u32);

impl Operators {
    /// The set of these operators.
    pub const fn of(operators: &[Operator]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < operators.len() {
            bits |= 1 << operators[index] as u32;
            index += 1;
        }
        Self(bits)
    }

    /// Whether `operator` is in the set.
    pub const fn contains(self, operator: Operator) -> bool {
        self.0 & (1 << operator as u32) != 0
    }

    /// The operators in the order of the documentation.
    pub fn iter(self) -> impl Iterator<Item = Operator> {
        Operator::ALL.into_iter().filter(move |&operator| self.contains(operator))
    }
}

impl FromIterator<Operator> for Operators {
    fn from_iter<I: IntoIterator<Item = Operator>>(operators: I) -> Self {
        Self(operators.into_iter().fold(0, |bits, operator| bits | 1 << operator as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operator_is_read_by_the_name_it_is_written_with() {
        for operator in Operator::ALL {
            assert_eq!(Operator::from_json(operator.json()), Some(operator));
        }
        assert_eq!(Operator::from_json("contains"), None);
        assert_eq!(Operator::from_json("IS"), None);
    }

    #[test]
    fn an_operator_is_denied_by_the_one_that_denies_it_in_name() {
        let pairs = [
            (O::Is, O::IsNot),
            (O::Contain, O::NotContain),
            (O::In, O::NotIn),
            (O::Range, O::NotInRange),
            (O::InTheLast, O::NotInTheLast),
        ];
        for (operator, opposite) in pairs {
            assert_eq!((operator.negated(), opposite.negated()), (Some(opposite), Some(operator)));
        }
        let none = Operator::ALL.into_iter().filter(|operator| operator.negated().is_none());
        assert_eq!(none.count(), Operator::ALL.len() - 2 * pairs.len());
    }

    #[test]
    fn all_is_in_the_order_of_the_bits() {
        assert!(Operator::ALL.is_sorted());
        assert_eq!(Operators::of(&Operator::ALL).iter().count(), Operator::ALL.len());
    }
}
