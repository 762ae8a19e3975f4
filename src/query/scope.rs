//! Whether a query is bound to find everything, before it is sent to change or to delete.

use super::simplify::denied;
use super::{Clause, Inner, Query, Simplified, Value, simplify};
use crate::catalog::{Catalog, Kind};
use crate::operator::Operator;
use crate::value::RecordType;

/// What part of an account a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every contact: the query is true whatever a contact holds.
    Everything,
    /// Every contact of a type, at least: for those nothing but `record type` is asked.
    RecordType,
    /// What a saved search finds decides whether it is one of the two: expand it first
    /// ([`expand_saved_searches`](super::expand_saved_searches)).
    SavedSearch,
    /// Contacts that something else is asked of, or none.
    Part,
}

/// What part of an account `query` asks for, by its form alone: a part may still be every contact that there happens to
/// be.
///
/// # Examples
/// ```
/// use nse_query::query::build::{email, record_type, saved_search, tag};
/// use nse_query::value::RecordType;
/// use nse_query::query::{Reach, reach};
///
/// assert_eq!(reach(&(email().is_empty() | email().is_not_empty()).build()?), Reach::Everything);
/// assert_eq!(reach(&record_type().is(RecordType::All).build()?), Reach::Everything);
/// assert_eq!(reach(&(!record_type().is(RecordType::Person)).build()?), Reach::RecordType);
/// assert_eq!(reach(&saved_search().is("4fc886dc682c4a64dd060062").build()?), Reach::SavedSearch);
/// assert_eq!(reach(&tag().is("archived").build()?), Reach::Part);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reach(query: &Query) -> Reach {
    // Where all that such a clause may let through is taken to be let through.
    let without = |kinds: &[Kind]| {
        let held = query.clauses().any(|clause| kinds.contains(&clause.field().kind));
        held && everything().is_none_or(|all| simplify(&widest(query, kinds, &all, true)) == Simplified::Everything)
    };
    match simplify(query) {
        Simplified::Everything => Reach::Everything,
        Simplified::Query(_) if without(&[Kind::RecordType]) => Reach::RecordType,
        Simplified::Query(_) if without(&[Kind::RecordType, Kind::SavedSearch]) => Reach::SavedSearch,
        Simplified::Query(_) | Simplified::Nothing => Reach::Part,
    }
}

/// `record type = all`.
fn everything() -> Option<Query> {
    let field = Catalog::builtin().field("record type")?;
    Clause::new(field, Operator::Is, Value::RecordType(RecordType::All)).map(Query::clause).ok()
}

/// `query` with its clauses of `kinds` finding all where that widens it, and nothing where they are denied. Only to be
/// simplified: it may be a level too deep.
fn widest(query: &Query, kinds: &[Kind], all: &Query, wide: bool) -> Query {
    let every = |members: &[Query]| members.iter().map(|member| widest(member, kinds, all, wide)).collect();
    let inner = match &query.inner {
        Inner::Clause(clause) if !kinds.contains(&clause.field().kind) => return query.clone(),
        Inner::Clause(_) if wide => return all.clone(),
        Inner::Clause(_) => return denied(all.clone()),
        Inner::Not(inner) => return denied(widest(inner, kinds, all, !wide)),
        Inner::And(members) => Inner::And(every(members)),
        Inner::Or(members) => Inner::Or(every(members)),
    };
    Query { inner, levels: query.levels }
}
