//! Clauses on one field that one clause can say.

use std::collections::{HashMap, HashSet};

use super::implication::{PAIRS, is_single};
use super::interval::Interval;
use super::join::{Join, by_field, retain};
use super::same::key;
use super::{Clause, Query, Value};
use crate::catalog::FieldRef;
use crate::operator::Operator;

/// Puts clauses of one field together: values into one list, ranges into one.
pub(crate) fn merge(members: &mut Vec<Query>, join: Join) {
    let mut keep = vec![true; members.len()];
    let mut merged: HashMap<usize, Clause> = HashMap::new();
    for group in by_field(members) {
        let plain = group.iter().filter(|&&(_, _, denied)| !denied).map(|&(index, clause, _)| (index, clause));
        let listed = match join {
            Join::Or => [Operator::Is, Operator::In],
            Join::And => [Operator::IsNot, Operator::NotIn],
        };
        let values: Vec<(usize, &Clause)> =
            plain.clone().filter(|(_, clause)| listed.contains(&clause.operator())).collect();
        if let [(first, clause), rest @ ..] = values.as_slice()
            && !rest.is_empty()
        {
            let items: Vec<Value> = values.iter().flat_map(|(_, clause)| items(clause.value())).cloned().collect();
            if let Some(list) = among(clause.field(), &items, join == Join::And) {
                merged.insert(*first, list);
                for &(index, _) in rest {
                    keep[index] = false;
                }
            }
        }
        if join == Join::Or {
            for (first, second, clause) in complements(plain.clone()) {
                merged.insert(first, clause);
                keep[second] = false;
            }
        }
        let mut ranges: Vec<(usize, &Clause, Interval)> = plain
            .filter(|(index, _)| keep[*index] && !merged.contains_key(index))
            .filter(|(_, clause)| is_single(clause) && !listed.contains(&clause.operator()))
            .filter(|(_, clause)| clause.operator() != Operator::Is)
            .filter_map(|(index, clause)| Some((index, clause, Interval::of(clause)?)))
            .take(PAIRS)
            .collect();
        while let Some((index, clause, interval)) = ranges.pop() {
            let joined = ranges.iter().enumerate().find_map(|(at, (_, _, other))| {
                let joined = match join {
                    Join::And if other.comparable(&interval) && !other.disjoint(&interval) => {
                        other.intersection(&interval)
                    }
                    Join::And => return None,
                    Join::Or => other.union(&interval)?,
                };
                let clause = joined.clause(clause.field())?;
                Some((at, joined, clause))
            });
            let Some((at, joined, clause)) = joined else { continue };
            keep[index] = false;
            let first = ranges[at].0;
            ranges[at].2 = joined;
            merged.insert(first, clause);
        }
    }
    for (index, clause) in merged {
        members[index] = Query::clause(clause);
    }
    retain(members, &keep);
}

/// Pairs of clauses on one field that a value is in and out of, `in 2..4` and `not in 2..4`, with the clause that there is
/// a value, which the two together say.
fn complements<'q>(clauses: impl Iterator<Item = (usize, &'q Clause)>) -> Vec<(usize, usize, Clause)> {
    let mut said: HashMap<(Operator, &Value), usize> = HashMap::new();
    let mut pairs = Vec::new();
    for (index, clause) in clauses {
        let operator = clause.operator();
        let Some(other) = operator.negated().filter(|_| operator.complement().is_none()) else { continue };
        let value = Clause::new(clause.field().clone(), Operator::IsEmpty, Value::Boolean(false));
        match (said.remove(&(other, clause.value())), value) {
            (Some(first), Ok(value)) => pairs.push((first, index, value)),
            _ => {
                said.insert((operator, clause.value()), index);
            }
        }
    }
    pairs
}

fn items(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        item => std::slice::from_ref(item),
    }
}

/// The clause that `field` has one of `items`, or with `denied` none; where the field has the operator.
fn among(field: &FieldRef, items: &[Value], denied: bool) -> Option<Clause> {
    let mut seen = HashSet::new();
    let items: Vec<&Value> = items.iter().filter(|item| seen.insert(key(item))).collect();
    let (one, several) = if denied { (Operator::IsNot, Operator::NotIn) } else { (Operator::Is, Operator::In) };
    let single = match items.as_slice() {
        [item] => Clause::new(field.clone(), one, (*item).clone()).ok(),
        _ => None,
    };
    single.or_else(|| Clause::new(field.clone(), several, Value::List(items.into_iter().cloned().collect())).ok())
}

/// `in (x)` as `= x`, and a list without duplicates.
pub(crate) fn single_item(clause: &Clause) -> Clause {
    let Value::List(items) = clause.value() else { return clause.clone() };
    among(clause.field(), items, clause.operator() == Operator::NotIn).unwrap_or_else(|| clause.clone())
}
