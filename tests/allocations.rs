//! How often reading a query asks for memory.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use allocation_counter::measure;
use nse_query::query::{Node, Value};
use nse_query::{Catalog, Compiler, Query, nse};

#[path = "../benches/queries.rs"]
#[allow(dead_code, reason = "not all sizes are counted")]
mod queries;

/// The nodes and the strings that `query` keeps.
fn kept(query: &Query) -> u64 {
    match query.node() {
        Node::And(members) | Node::Or(members) => 1 + members.iter().map(kept).sum::<u64>(),
        Node::Not(query) => 1 + kept(query),
        Node::Clause(clause) => 1 + strings(clause.value()),
    }
}

fn strings(value: &Value) -> u64 {
    match value {
        Value::Text(_) | Value::Id(_) => 1,
        Value::Choice { label, .. } => 1 + u64::from(label.is_some()),
        Value::List(items) => 1 + items.iter().map(strings).sum::<u64>(),
        _ => 0,
    }
}

#[test]
fn a_query_is_read_with_one_allocation_a_node_and_string_that_it_keeps() {
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog);
    let query: Query = queries::SMALL.parse().unwrap();
    let json = nse::encode(&query);
    let text = measure(|| drop(compiler.text(queries::SMALL).unwrap())).count_total;
    let from_json = measure(|| drop(compiler.json(&json).unwrap())).count_total;
    let most = kept(&query);
    println!("{most} kept, {text} from text, {from_json} from JSON");
    assert!((1..=most).contains(&text), "{text} allocations from text, {most} at most");
    assert!((1..=most).contains(&from_json), "{from_json} allocations from JSON, {most} at most");
}

/// What is allocated grows with the query and no faster.
#[test]
fn allocations_grow_with_the_query() {
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog);
    let count = |clauses: usize| {
        let text = vec![queries::NESTED; clauses].join(" or ");
        measure(|| drop(compiler.text(&text).unwrap())).count_total
    };
    let (few, many) = (count(10), count(100));
    assert!(many <= 10 * few, "{few} for ten, {many} for a hundred");
}
