//! What a field takes after an operator, in words with an example.

use super::finding::Part;
use super::form::Form;
use crate::catalog::{FieldRef, Kind};
use crate::operator::{Operator, Takes};
use crate::query::{Value, expected, expected_one};
use crate::value::{self, Date, DayMonth, Number, Quantity, RecordType, Unit};

/// "expected a number (e.g. `3`)", of the whole value or of one in it.
pub(crate) fn label(field: &FieldRef, operator: Operator, part: Part, form: &dyn Form) -> String {
    let one = matches!(part, Part::Item(_) | Part::Start | Part::End);
    let empty = operator.takes() == Takes::Presence;
    if field.kind == Kind::RecordType && !empty {
        let [person, company, all] =
            RecordType::ALL.map(|record_type| form.value(field, Operator::Is, &Value::RecordType(record_type)));
        return format!("expected `{person}`, `{company}` or `{all}`");
    }
    let noun = if one { expected_one(field.kind).to_owned() } else { expected(field.kind, operator, form.list()) };
    let example = if one { example_one(field.kind) } else { example(field.kind, operator) };
    match example {
        Some(example) => format!("expected {noun} (e.g. `{}`)", form.value(field, operator, &example)),
        None => format!("expected {noun}"),
    }
}

/// "expected a day (e.g. `2025-01-31`)"
pub(super) fn day(field: &FieldRef, operator: Operator, form: &dyn Form) -> String {
    let example = example_one(Kind::Datetime).map(|day| form.value(field, operator, &day)).unwrap_or_default();
    format!("expected a day (e.g. `{example}`)")
}

/// "expected a date, a time with seconds and a zone (e.g. `2025-01-31T09:30:00Z`)"
pub(super) fn instant(field: &FieldRef, operator: Operator, form: &dyn Form) -> String {
    let example = value::datetime("2025-01-31T09:30:00Z").map(Value::Datetime);
    let example = example.map(|instant| form.value(field, operator, &instant)).unwrap_or_default();
    format!("expected a date, a time with seconds and a zone (e.g. `{example}`)")
}

/// "expected a number (e.g. `3`)"
pub(super) fn number(field: &FieldRef, operator: Operator, form: &dyn Form) -> String {
    let example = example_one(Kind::Number).map(|number| form.value(field, operator, &number)).unwrap_or_default();
    format!("expected a number (e.g. `{example}`)")
}

/// A value that `operator` takes on a field of `kind`; none where the words say all.
fn example(kind: Kind, operator: Operator) -> Option<Value> {
    let list = |values: [f64; 2]| values.into_iter().filter_map(Number::new).map(Value::Number).collect();
    match (operator.takes(), kind) {
        (Takes::Presence, _) => None,
        (Takes::Days, _) => Some(Value::DayMonthRange(DayMonth::new(1, 3)?, DayMonth::new(31, 3)?)),
        (Takes::Quantity, _) => Quantity::new(3, Unit::Month).map(Value::Quantity),
        (Takes::Range, Kind::Number) => Some(Value::NumberRange(Number::new(2.0)?, Number::new(4.0)?)),
        (Takes::Range, _) => Some(Value::DateRange(Date::new(2025, 1, 1)?, Date::new(2025, 12, 31)?)),
        (Takes::List, Kind::Number) => Some(Value::List(list([2.0, 4.0]))),
        (Takes::List, Kind::Id | Kind::SavedSearch | Kind::User) => Some(Value::List(vec![example_one(kind)?])),
        (Takes::List, _) => Some(Value::List(["vip", "lead"].map(|text| Value::Text(text.to_owned())).into())),
        _ => example_one(kind),
    }
}

fn example_one(kind: Kind) -> Option<Value> {
    match kind {
        Kind::Boolean => None,
        Kind::Number => Number::new(3.0).map(Value::Number),
        Kind::Datetime | Kind::Birthday => Date::new(2025, 1, 31).map(Value::Date),
        Kind::Id | Kind::SavedSearch | Kind::User => Some(Value::Id("4f69fb852ab3740c5e000004".to_owned())),
        Kind::RecordType => Some(Value::RecordType(RecordType::Person)),
        Kind::Choice => Some(Value::Choice { id: "3".to_owned(), label: None }),
        Kind::Text | Kind::Address | Kind::Tag | Kind::Reminder | Kind::Unknown => Some(Value::Text("vip".to_owned())),
    }
}
