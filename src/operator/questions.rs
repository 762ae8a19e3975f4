//! What an operator is asked.

use std::fmt;

use super::table::{Operator, Row, TABLE};
use super::traits::{Bound, English, Sense, Takes};

impl Operator {
    /// Every operator, in the order of the documentation.
    pub const ALL: [Self; TABLE.len()] = {
        let mut all = [Self::Is; TABLE.len()];
        let mut index = 0;
        while index < all.len() {
            all[index] = TABLE[index].operator;
            index += 1;
        }
        all
    };

    const fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// The name in NSE JSON, such as `not_in_the_last`.
    pub const fn json(self) -> &'static str {
        self.row().json
    }

    /// The canonical text between field and value, such as `!~` or `not in last`.
    pub const fn text(self) -> &'static str {
        self.row().text
    }

    /// The operator in text with what it takes, where that tells it from others: `in a..b`, `in (…)`.
    pub const fn form(self) -> &'static str {
        match self.row().form {
            Some(form) => form,
            None => self.row().text,
        }
    }

    /// The second of the two words that text takes for it too: `with` after `starts`; empty where there are none.
    pub(crate) const fn second_word(self) -> &'static str {
        match self.row().words {
            Some([_, second]) => second,
            None => "",
        }
    }

    /// What follows it.
    pub const fn takes(self) -> Takes {
        self.row().takes
    }

    /// What it asks, in words that go on from the name of a field: "holds any whole word of this".
    pub const fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// The sections of the documentation that list it: "Text operators".
    pub const fn documented(self) -> &'static [&'static str] {
        self.row().documented
    }

    /// The operator that holds exactly where this one does not *in name*: `is` and `is_not`, `range` and
    /// `not_in_range`. (`not_in_range` and `not_in_the_last` also ask for a value, evidence 13.)
    pub const fn negated(self) -> Option<Self> {
        self.row().opposite
    }

    /// Whether the value is searched by its words (documentation, "Text operators").
    pub const fn is_full_text(self) -> bool {
        matches!(self.row().takes, Takes::Words)
    }

    pub(crate) const fn sense(self) -> Sense {
        self.row().sense
    }

    /// The operator that looks for the same and wants it there: of `is_not` `is`, of `is` itself.
    pub(crate) const fn positive(self) -> Self {
        match (self.row().sense, self.row().opposite) {
            (Sense::IsNot | Sense::HasOther, Some(positive)) => positive,
            _ => self,
        }
    }

    /// The operator that no value may be so, where this one asks that one is: of `is` `is_not`.
    pub(crate) fn negative(self) -> Option<Self> {
        self.negated().filter(|negative| negative.sense() == Sense::IsNot)
    }

    /// The operator that matches exactly the records that this one does not. The ranges have none: their negative ones
    /// ask for a value too (evidence 13).
    pub(crate) fn complement(self) -> Option<Self> {
        let asks_for_value = |operator: Self| operator.sense() == Sense::HasOther;
        self.negated().filter(|&other| !asks_for_value(self) && !asks_for_value(other))
    }

    /// Whether it compares with a bound, and on which side of it.
    pub(crate) const fn bound(self) -> Option<Bound> {
        self.row().bound
    }

    /// Whether a word that it finds may go on before what is sought, and after it; none where it does not look for words.
    pub(crate) const fn open(self) -> Option<[bool; 2]> {
        self.row().open
    }

    /// What says nearly the same of the same value, the nearest first.
    pub(crate) const fn near(self) -> &'static [Self] {
        self.row().near
    }

    pub(crate) const fn english(self) -> English {
        self.row().english
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.json())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_stand_in_the_order_of_the_variants() {
        for (index, operator) in Operator::ALL.into_iter().enumerate() {
            assert_eq!(operator as usize, index);
            assert_eq!(serde_json::to_string(&operator).unwrap(), format!("\"{}\"", operator.json()));
            assert_eq!(serde_json::from_str::<Operator>(&format!("\"{operator}\"")).unwrap(), operator);
        }
    }

    #[test]
    fn an_operator_is_denied_by_the_one_that_denies_it_in_name() {
        for operator in Operator::ALL {
            let Some(opposite) = operator.negated() else {
                assert_eq!(operator.sense(), Sense::Is, "{operator}");
                continue;
            };
            assert_eq!(opposite.negated(), Some(operator));
            assert_eq!(operator.takes(), opposite.takes());
            assert_eq!(operator.positive(), opposite.positive());
            // One of the two is positive.
            assert!([operator, opposite].contains(&operator.positive()), "{operator}");
            assert_ne!(operator.sense() == Sense::Is, opposite.sense() == Sense::Is, "{operator}");
        }
    }

    #[test]
    fn a_bound_is_what_operators_with_a_bound_have() {
        for operator in Operator::ALL {
            assert_eq!(operator.bound().is_some(), operator.takes() == Takes::Bound, "{operator}");
        }
    }
}
