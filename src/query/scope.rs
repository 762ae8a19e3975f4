//! Whether a query is bound to find everything, before it is sent to change or to delete.

use super::join::by_field;
use super::simplify::denied;
use super::whole::{are_whole, is_whole};
use super::{Clause, Inner, Query, Simplified, Value, simplify};
use crate::catalog::{Catalog, Kind};
use crate::operator::Operator;
use crate::value::{Instant, RecordType};

/// What part of an account a query asks for.
///
/// # Examples
/// ```
/// use nse_query::query::{Reach, reach};
///
/// assert_eq!(reach(&"tag = archived".parse()?), Reach::Part);
/// assert_eq!(reach(&"record type = company".parse()?), Reach::RecordType);
/// assert_eq!(reach(&"email is empty or email is not empty".parse()?), Reach::Everything);
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every contact: the query is true whatever a contact holds.
    Everything,
    /// Every contact that has a value to compare, or nearly: all values that one expects meet the query, as they do a range
    /// from year 1 to year 9999, `true` or `false`, and `tag != a or tag != b`.
    AnyValue,
    /// Every contact of a type, at least: for those nothing but `record type` is asked.
    RecordType,
    /// What a saved search finds decides whether it is one of these: expand it first
    /// ([`expand_saved_searches`](super::expand_saved_searches)).
    SavedSearch,
    /// Contacts that something else is asked of, or none.
    Part,
}

/// What part of an account `query` asks for, by its form alone: a part may still be every contact that there happens to
/// be. Of times, see [`reach_at`].
///
/// # Examples
/// ```
/// use nse_query::query::build::{email, rating, record_type, saved_search, tag};
/// use nse_query::value::RecordType;
/// use nse_query::query::{Reach, reach};
///
/// assert_eq!(reach(&(email().is_empty() | email().is_not_empty()).build()?), Reach::Everything);
/// assert_eq!(reach(&record_type().is(RecordType::All).build()?), Reach::Everything);
/// assert_eq!(reach(&rating().gte(0).build()?), Reach::AnyValue);
/// assert_eq!(reach(&(!record_type().is(RecordType::Person)).build()?), Reach::RecordType);
/// assert_eq!(reach(&saved_search().is("4fc886dc682c4a64dd060062").build()?), Reach::SavedSearch);
/// assert_eq!(reach(&tag().is("archived").build()?), Reach::Part);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reach(query: &Query) -> Reach {
    judged(query, None)
}

/// As [`reach`], at the present `now`: a range of past times that ends there leaves nothing out behind it. Without a
/// present only one that ends in 2100 or later does not.
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::query::{Reach, reach, reach_at};
///
/// let until_2027: Query = "created in 2000-01-01..2026-12-31".parse()?;
/// assert_eq!(reach(&until_2027), Reach::Part);
/// assert_eq!(reach_at(&until_2027, "2026-11-28T12:00:00Z".parse()?), Reach::AnyValue);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reach_at(query: &Query, now: Instant) -> Reach {
    judged(query, Some(now))
}

fn judged(query: &Query, now: Option<Instant>) -> Reach {
    let simple = match simplify(query) {
        Simplified::Everything => return Reach::Everything,
        Simplified::Nothing => return Reach::Part,
        Simplified::Query(simple) => simple,
    };
    let Some(all) = everything() else { return Reach::Everything };
    // Where all that such a clause may let through is taken to be let through. What is simplified has put values together,
    // and what is not still has their clauses.
    let whole = |kinds: &[Kind]| {
        let widest = Widest { kinds, all: &all, now };
        [query, &simple].into_iter().any(|query| simplify(&widest.of(query, true)) == Simplified::Everything)
    };
    if whole(&[]) {
        Reach::AnyValue
    } else if whole(&[Kind::RecordType]) {
        Reach::RecordType
    } else if whole(&[Kind::RecordType, Kind::SavedSearch]) {
        Reach::SavedSearch
    } else {
        Reach::Part
    }
}

/// `record type = all`.
fn everything() -> Option<Query> {
    let field = Catalog::builtin().field("record type")?;
    Clause::new(field, Operator::Is, Value::RecordType(RecordType::All)).map(Query::clause).ok()
}

/// A query whose clauses of `kinds`, and those that leave out hardly anybody, find all.
struct Widest<'a> {
    kinds: &'a [Kind],
    all: &'a Query,
    now: Option<Instant>,
}

impl Widest<'_> {
    /// `query` with such clauses finding all where that widens it, and nothing where they are denied. Only to be simplified:
    /// it may be a level too deep.
    fn of(&self, query: &Query, wide: bool) -> Query {
        let all = || if wide { self.all.clone() } else { denied(self.all.clone()) };
        let every = |members: &[Query]| members.iter().map(|member| self.of(member, wide)).collect();
        let inner = match &query.inner {
            Inner::Clause(clause) if self.kinds.contains(&clause.field().kind) => return all(),
            Inner::Clause(clause) if is_whole(clause, !wide, self.now) => return all(),
            Inner::Clause(_) => return query.clone(),
            Inner::Not(inner) => return denied(self.of(inner, !wide)),
            // What is denied is an `or` of denials.
            Inner::And(members) if !wide && self.leave_out_nobody(members, wide) => return all(),
            Inner::Or(members) if wide && self.leave_out_nobody(members, wide) => return all(),
            Inner::And(members) => Inner::And(every(members)),
            Inner::Or(members) => Inner::Or(every(members)),
        };
        Query { inner, levels: query.levels }
    }

    /// Whether every contact, nearly, meets one of the members, or with `wide` false one of their denials.
    fn leave_out_nobody(&self, members: &[Query], wide: bool) -> bool {
        by_field(members).into_iter().any(|group| {
            let group: Vec<(&Clause, bool)> =
                group.into_iter().map(|(_, clause, denied)| (clause, denied == wide)).collect();
            group.len() > 1 && are_whole(&group, self.now)
        })
    }
}
