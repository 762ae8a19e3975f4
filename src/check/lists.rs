//! What takes a list, what takes one value, and lists in one text.

use super::finding::Instead;
use crate::catalog::FieldRef;
use crate::lex;
use crate::operator::{Operator, Sense};
use crate::query::Value;

/// The operator that takes a list in the sense of `operator`.
pub(super) fn listed(operator: Operator) -> Operator {
    if operator.sense() == Sense::Is { Operator::In } else { Operator::NotIn }
}

/// The operator that takes one value in the sense of `operator`.
pub(super) fn equal(operator: Operator) -> Operator {
    if operator.sense() == Sense::Is { Operator::Is } else { Operator::IsNot }
}

/// The list that one text with commas in it may be meant for, where `field` takes one.
pub(super) fn list_in_text(field: &FieldRef, operator: Operator, text: &str) -> Option<Instead> {
    let plain = lex::ascii(text);
    let plain = plain.as_deref().unwrap_or(text).trim();
    let inner = plain.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(plain);
    let items: Vec<&str> = inner.split([',', ';']).map(str::trim).filter(|item| !item.is_empty()).collect();
    if items.len() < 2 {
        return None;
    }
    let value = Value::List(items.into_iter().map(|item| Value::Text(item.to_owned())).collect());
    let list = listed(operator);
    let has = |operator| field.operators.contains(operator);
    match list {
        list if has(list) => Some(Instead::Clause { not: false, operator: list, value }),
        _ if has(list.positive()) => Some(Instead::Clause { not: true, operator: list.positive(), value }),
        _ => None,
    }
}
