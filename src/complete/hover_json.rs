//! What stands at a place of NSE JSON, in words.

use super::about::{about_field, about_operator};
use crate::compiler::Compiler;
use crate::english::describe;
use crate::query::Query;
use crate::span::Span;

/// The field, the operator or the clause at `offset` of a valid query, and what is to be said about it.
pub(super) fn at(source: &str, offset: usize, compiler: &Compiler) -> Option<(Span, String)> {
    let checked = compiler.read(source).ok()?;
    let at = |span: Span| span.start <= offset && offset < span.end;
    // Of clauses none holds another.
    let index = checked.places.iter().position(|place| at(place.clause))?;
    let (place, clause) = (checked.places.get(index)?, checked.query.clauses().nth(index)?);
    let finds = || Some(describe(&Query::clause(clause.clone())));
    Some(if at(place.field) {
        (place.field, about_field(clause.field()))
    } else if at(place.operator) {
        (place.operator, about_operator(clause.operator()))
    } else if at(place.value) {
        (place.value, finds()?)
    } else {
        (place.clause, finds()?)
    })
}
