//! What stands twice.

use std::collections::HashMap;

use crate::query::same::{clause_key, key, same_clause, same_value};
use crate::query::{Clause, Value};

/// The places of the clauses that ask what an earlier one asks, each after that of the first such, in order.
pub(super) fn clauses(clauses: &[(usize, &Clause)]) -> Vec<(usize, usize)> {
    repeated(clauses, |(_, one), (_, other)| same_clause(one, other), |(_, clause)| clause_key(clause))
}

/// The first two of `items` that are the same.
pub(super) fn items(items: &[Value]) -> Option<(usize, usize)> {
    repeated(items, same_value, key).first().copied()
}

fn repeated<T>(items: &[T], same: fn(&T, &T) -> bool, key: fn(&T) -> String) -> Vec<(usize, usize)> {
    // To write the keys of a few costs more than to compare each with each.
    if items.len() <= 16 {
        let first = |second: usize| {
            let first = items[..second].iter().position(|item| same(item, &items[second]));
            first.map(|first| (first, second))
        };
        return (1..items.len()).filter_map(first).collect();
    }
    let mut seen = HashMap::with_capacity(items.len());
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let first = *seen.entry(key(item)).or_insert(index);
        if first < index {
            found.push((first, index));
        }
    }
    found
}
