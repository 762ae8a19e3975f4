//! Values that show how an operator is used.

use super::{Choice, Kind, Operator};

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
    let word = choices.first().map_or_else(|| "1".to_owned(), |choice| crate::syntax::word(&choice.label));
    match operator {
        Operator::IsEmpty => String::new(),
        Operator::In | Operator::NotIn => format!(" ({word})"),
        _ => format!(" {word}"),
    }
}
