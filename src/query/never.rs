//! Clauses of one join that together match nothing, or everything. Only on fields of which a contact has one value: two
//! clauses on a field of several may be met by two values.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Clause;
use super::value::Value;
use crate::catalog::{Kind, Operator, Source};
use crate::eval::fold::fold;

/// Two clauses by their numbers, and why they exclude each other or leave nothing out.
type Found = Vec<(usize, usize, &'static str)>;

/// What the clauses of one `and` say about one field so far, with the clause that said it.
#[derive(Default)]
struct Said<'q> {
    is: Option<(usize, &'q Clause)>,
    is_not: Vec<(usize, &'q Clause)>,
    empty: Option<usize>,
    value: Option<usize>,
    low: Option<(usize, f64)>,
    high: Option<(usize, f64)>,
}

/// Pairs of clauses, joined by `and`, that no contact meets. At most one a clause.
pub(super) fn never(clauses: &[(usize, &Clause)]) -> Found {
    let mut fields: BTreeMap<&str, Said<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for &(index, clause) in clauses.iter().filter(|(_, clause)| is_single(clause)) {
        let said = fields.entry(&clause.field().json).or_default();
        found.extend(contradiction(said, index, clause).map(|(other, reason)| (other, index, reason)));
    }
    found
}

fn contradiction<'q>(said: &mut Said<'q>, index: usize, clause: &'q Clause) -> Option<(usize, &'static str)> {
    let operator = clause.operator();
    let empty = match (operator, clause.value()) {
        (Operator::IsEmpty, &Value::Boolean(empty)) => Some(empty),
        // A contact without a value meets these.
        (Operator::IsNot | Operator::NotIn | Operator::NotContain, _) => None,
        _ => Some(false),
    };
    let mut found = None;
    match empty {
        Some(true) => {
            found = said.value.map(|other| (other, "a field is not both empty and of a value"));
            said.empty.get_or_insert(index);
        }
        Some(false) => {
            found = said.empty.map(|other| (other, "a field is not both empty and of a value"));
            said.value.get_or_insert(index);
        }
        None => {}
    }
    match operator {
        Operator::Is => {
            if let Some((other, first)) = said.is {
                if !same(first, clause) {
                    found = found.or(Some((other, "a contact has one value of this field")));
                }
            } else {
                said.is = Some((index, clause));
            }
            let denied = said.is_not.iter().find(|(_, other)| same(other, clause));
            found = found.or(denied.map(|&(other, _)| (other, "one clause denies the other")));
        }
        Operator::IsNot => {
            let denied = said.is.filter(|(_, other)| same(other, clause));
            found = found.or(denied.map(|(other, _)| (other, "one clause denies the other")));
            // The first few are enough to warn about, and keep the search linear.
            if said.is_not.len() < 8 {
                said.is_not.push((index, clause));
            }
        }
        _ => {}
    }
    let (low, high) = interval(clause);
    if let Some(low) = low {
        let apart = said.high.filter(|&(_, high)| high < low);
        found = found.or(apart.map(|(other, _)| (other, "the two ranges have nothing in common")));
        if said.low.is_none_or(|(_, least)| least < low) {
            said.low = Some((index, low));
        }
    }
    if let Some(high) = high {
        let apart = said.low.filter(|&(other, low)| other != index && high < low);
        found = found.or(apart.map(|(other, _)| (other, "the two ranges have nothing in common")));
        if said.high.is_none_or(|(_, most)| high < most) {
            said.high = Some((index, high));
        }
    }
    found
}

/// Pairs of clauses, joined by `or`, of which every contact meets one.
pub(super) fn always(clauses: &[(usize, &Clause)]) -> Found {
    let mut found = Vec::new();
    // What each clause says, by the field and whether it denies: `x = a or x != a`, `x is empty or x is not empty`.
    let mut said: BTreeMap<(&str, bool), (usize, &Clause)> = BTreeMap::new();
    for &(index, clause) in clauses {
        let key = &*clause.field().json;
        let (denies, pair) = match (clause.operator(), clause.value()) {
            (Operator::Is, _) if is_single(clause) => (false, true),
            (Operator::IsNot, _) if is_single(clause) => (true, true),
            _ => (false, false),
        };
        if pair {
            if let Some((other, _)) = said.get(&(key, !denies)).filter(|(_, other)| same(other, clause)) {
                found.push((*other, index, "one clause denies the other"));
            }
            said.entry((key, denies)).or_insert((index, clause));
        }
    }
    let mut empty: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for &(index, clause) in clauses {
        if let (Operator::IsEmpty, &Value::Boolean(value)) = (clause.operator(), clause.value()) {
            let key = &*clause.field().json;
            if let Some(&other) = empty.get(&(key, !value)) {
                found.push((other, index, "a field is empty or it is not"));
            }
            empty.entry((key, value)).or_insert(index);
        }
    }
    found
}

/// A custom field's many values, a tag among others, say nothing about each other.
fn is_single(clause: &Clause) -> bool {
    let field = clause.field();
    !field.multiple && !matches!(field.source, Source::SavedSearch | Source::Any | Source::Names)
}

/// Whether two clauses compare with one value, as the service normalizes it.
fn same(first: &Clause, second: &Clause) -> bool {
    match (first.value(), second.value()) {
        (Value::Text(first), Value::Text(second)) => fold(first) == fold(second),
        // `all` goes with either type.
        (Value::RecordType(first), Value::RecordType(second)) => {
            use super::value::RecordType::All;
            first == second || *first == All || *second == All
        }
        (first, second) => first == second,
    }
}

/// The least and the greatest value that meet the clause, where it is a range of numbers or of days.
fn interval(clause: &Clause) -> (Option<f64>, Option<f64>) {
    use chrono::Datelike as _;
    let day = |date: &NaiveDate| f64::from(date.num_days_from_ce());
    let point = match clause.value() {
        Value::Number(number) => number.get(),
        Value::Date(date) => day(date),
        Value::NumberRange(low, high) if clause.operator() == Operator::Range => {
            return (Some(low.get()), Some(high.get()));
        }
        Value::DateRange(low, high) if clause.operator() == Operator::Range => {
            return (Some(day(low)), Some(day(high)));
        }
        _ => return (None, None),
    };
    // Days are whole, so that after a day is from the next one; between numbers there is always another.
    let step = if clause.field().kind == Kind::Number { point.abs().max(1.0) * f64::EPSILON } else { 1.0 };
    match clause.operator() {
        Operator::Is => (Some(point), Some(point)),
        Operator::Gt => (Some(point + step), None),
        Operator::Gte => (Some(point), None),
        Operator::Lt => (None, Some(point - step)),
        Operator::Lte => (None, Some(point)),
        _ => (None, None),
    }
}
