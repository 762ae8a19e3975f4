//! Sets of operators.

use serde::{Serialize, Serializer};

use super::table::Operator;
use super::traits::Takes;

/// A set of operators.
///
/// # Examples
/// ```
/// use nse_query::{Operator, Operators};
///
/// let set = Operators::of(&[Operator::In, Operator::Is]);
/// assert!(set.contains(Operator::In));
/// assert_eq!(set.iter().collect::<Vec<_>>(), [Operator::Is, Operator::In]);
/// ```
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

    /// Those that take one of these.
    pub(crate) fn that_take(takes: &[Takes]) -> Self {
        Operator::ALL.into_iter().filter(|operator| takes.contains(&operator.takes())).collect()
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

/// A list, in the order of the documentation.
impl Serialize for Operators {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
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
    fn a_set_holds_what_was_put_into_it_in_order() {
        assert_eq!(Operators::of(&Operator::ALL).iter().count(), Operator::ALL.len());
        let set = Operators::of(&[Operator::In, Operator::Is]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Operator::Is, Operator::In]);
        assert!(!set.contains(Operator::IsNot));
        assert_eq!(Operators::that_take(&[Takes::Presence, Takes::Days]).iter().count(), 2);
    }
}
