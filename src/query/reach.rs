//! Whether a query is bound to find everything, before it is sent to change or to delete.

use super::{Query, Simplified, simplify};
use crate::catalog::Kind;

/// What part of an account a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every contact: the query is true whatever a contact holds.
    Everything,
    /// Every contact of a type: nothing but `record type` is asked.
    RecordType,
    /// Contacts that something else is asked of, or none.
    Part,
}

/// What part of an account `query` asks for, by its form alone. A saved search is taken for a condition, so expand it first
/// ([`expand_saved_searches`](super::expand_saved_searches)); a part may still be every contact that there happens to be.
///
/// # Examples
/// ```
/// use nse_query::query::build::{email, record_type, tag};
/// use nse_query::query::value::RecordType;
/// use nse_query::query::{Reach, reach};
///
/// assert_eq!(reach(&(email().is_empty() | email().is_not_empty()).build()?), Reach::Everything);
/// assert_eq!(reach(&record_type().is(RecordType::All).build()?), Reach::Everything);
/// assert_eq!(reach(&(!record_type().is(RecordType::Person)).build()?), Reach::RecordType);
/// assert_eq!(reach(&tag().is("archived").build()?), Reach::Part);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reach(query: &Query) -> Reach {
    match simplify(query) {
        Simplified::Everything => Reach::Everything,
        Simplified::Query(simple) if simple.clauses().all(|clause| clause.field().kind == Kind::RecordType) => {
            Reach::RecordType
        }
        Simplified::Query(_) | Simplified::Nothing => Reach::Part,
    }
}
