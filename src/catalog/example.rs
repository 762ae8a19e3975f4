//! Values that show how an operator is used.

use super::{Choice, FieldRef, Kind};
use crate::operator::Operator;

impl FieldRef {
    /// Each operator that the field supports, with a clause that uses it.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Catalog;
    ///
    /// let rating = Catalog::builtin().field("rating").ok_or("no such field")?;
    /// assert!(rating.examples().any(|(_, clause)| clause == "rating in 2..4"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn examples(&self) -> impl Iterator<Item = (Operator, String)> {
        // The word that the field's own example asks for suits it better than any word.
        let own = [" = ", " ~ ", " ^= "].iter().find_map(|operator| self.example.split_once(operator));
        let own = own.map(|(_, word)| word).filter(|_| matches!(self.kind, Kind::Text | Kind::Address));
        self.operators.iter().map(move |operator| {
            let value = match (operator, own) {
                (Operator::IsEmpty, _) | (_, None) => value(self.kind, operator, &self.choices),
                (Operator::In | Operator::NotIn, Some(word)) => format!(" ({word})"),
                (_, Some(word)) => format!(" {word}"),
            };
            (operator, format!("{} {}{value}", self.text(), operator.text()))
        })
    }
}

/// What may stand after `operator` on a field of `kind`, with the space before it; empty where the operator says all.
pub(crate) fn value(kind: Kind, operator: Operator, choices: &[Choice]) -> String {
    use Operator as O;
    let single = match kind {
        Kind::Number => "3",
        Kind::Datetime | Kind::Birthday => "2025-01-31",
        Kind::Boolean => "true",
        Kind::Id | Kind::SavedSearch | Kind::User => "4f69fb852ab3740c5e000004",
        Kind::RecordType => "person",
        Kind::Tag => "vip",
        Kind::Choice => return choice(operator, choices),
        _ => "Nimble",
    };
    match (operator, kind) {
        (O::IsEmpty, _) => String::new(),
        (O::In | O::NotIn, _) => format!(" ({single})"),
        (O::Range | O::NotInRange, Kind::Number) => " 2..4".to_owned(),
        (O::Range | O::NotInRange, _) => " 2025-01-01..2025-12-31".to_owned(),
        (O::InTheLast | O::NotInTheLast, _) => " 3 months".to_owned(),
        (O::DayMonthRange, _) => " 1 Mar..31 Mar".to_owned(),
        _ => format!(" {single}"),
    }
}

fn choice(operator: Operator, choices: &[Choice]) -> String {
    let word = choices.first().map_or_else(|| "1".to_owned(), |choice| crate::lex::word(&choice.label));
    match operator {
        Operator::IsEmpty => String::new(),
        Operator::In | Operator::NotIn => format!(" ({word})"),
        _ => format!(" {word}"),
    }
}
