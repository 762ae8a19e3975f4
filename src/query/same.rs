//! Whether two clauses, or two of their values, certainly ask the same of the service.

use super::{Clause, Value};
use crate::fold;
use crate::operator::Takes;

/// Whether two clauses ask the same: of texts the case and accents may differ, of what is searched by words what stands
/// between them.
pub(crate) fn same_clause(one: &Clause, other: &Clause) -> bool {
    one.field() == other.field()
        && one.operator() == other.operator()
        && match (one.value(), other.value()) {
            (Value::Text(text), Value::Text(other)) if one.operator().takes() == Takes::Words => {
                fold::same_words(text, other)
            }
            (Value::List(items), Value::List(others)) => {
                items.len() == others.len() && items.iter().zip(others).all(|(item, other)| same_value(item, other))
            }
            (value, other) => same_value(value, other),
        }
}

/// Whether two values of one field are the same, unless they are searched by words.
pub(crate) fn same_value(value: &Value, other: &Value) -> bool {
    match (value.string(), other.string()) {
        (Some(text), Some(other)) => fold::same_text(&text, &other),
        _ => value == other,
    }
}

/// Clauses that ask the same ([`same_clause`]) have the same key, and no others.
pub(crate) fn clause_key(clause: &Clause) -> String {
    let field = clause.field();
    let value = match clause.value() {
        Value::Text(text) if clause.operator().takes() == Takes::Words => fold::words_key(text),
        Value::List(items) => items.iter().map(|item| key(item) + "\n").collect(),
        value => key(value),
    };
    format!("{} {} {} {value}", clause.operator(), field.custom, field.json)
}

/// Values that are the same ([`same_value`]) have the same key, and no others.
pub(crate) fn key(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Boolean(value) => value.to_string(),
        value => match value.string() {
            Some(text) => format!("text {}", fold::text_key(&text)),
            None => format!("{value:?}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{clause_key, same_clause};
    use crate::Query;

    #[test]
    fn clauses_that_ask_the_same() {
        for (one, other, same) in [
            ("tag = vip", "tag = VIP", true),
            ("tag = vip", "tag != vip", false),
            ("tag = vip", "title = vip", false),
            ("tag in (vip, José)", "tag in (VIP, JOSE)", true),
            ("tag in (vip, lead)", "tag in (lead, vip)", false),
            ("tag = \"a  b\"", "tag = \"a b\"", false),
            ("name ~ \"Jon  Ferrara\"", "name ~ 'jon, ferrara'", true),
            ("name ~ \"Jon Ferrara\"", "name ^= 'jon ferrara'", false),
            ("name ~ \"Jon Ferrara\"", "name ~ 'ferrara jon'", false),
            ("name ~ CO₂", "name ~ co2", false),
            ("rating in 2..4", "rating between 2 and 4", true),
        ] {
            let (one, other): (Query, Query) = (one.parse().unwrap(), other.parse().unwrap());
            let (one, other) = (one.clauses().next().unwrap(), other.clauses().next().unwrap());
            assert_eq!(same_clause(one, other), same, "{one:?} {other:?}");
            assert_eq!(clause_key(one) == clause_key(other), same, "{one:?} {other:?}");
        }
    }
}
