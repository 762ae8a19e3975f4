//! Values that show how an operator is used.

use super::field::{Choice, FieldRef};
use super::kind::Kind;
use crate::operator::{Operator, Takes};

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
            let value = match (operator.takes(), own) {
                (Takes::Presence, _) | (_, None) => value(self.kind, operator, &self.choices),
                (Takes::List, Some(word)) => format!(" ({word})"),
                (_, Some(word)) => format!(" {word}"),
            };
            (operator, format!("{} {}{value}", self.text(), operator.text()))
        })
    }
}

/// What may stand after `operator` on a field of `kind`, with the space before it; empty where the operator says all.
pub(crate) fn value(kind: Kind, operator: Operator, choices: &[Choice]) -> String {
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
    match (operator.takes(), kind) {
        (Takes::Presence, _) => String::new(),
        (Takes::List, _) => format!(" ({single})"),
        (Takes::Range, Kind::Number) => " 2..4".to_owned(),
        (Takes::Range, _) => " 2025-01-01..2025-12-31".to_owned(),
        (Takes::Quantity, _) => " 3 months".to_owned(),
        (Takes::Days, _) => " 1 Mar..31 Mar".to_owned(),
        (Takes::Value | Takes::Words | Takes::Bound, _) => format!(" {single}"),
    }
}

fn choice(operator: Operator, choices: &[Choice]) -> String {
    let word = choices.first().map_or_else(|| "1".to_owned(), |choice| crate::lex::word(&choice.label));
    match operator.takes() {
        Takes::Presence => String::new(),
        Takes::List => format!(" ({word})"),
        _ => format!(" {word}"),
    }
}
