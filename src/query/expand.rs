//! Saved searches replaced by the queries they name.

use super::references::{DEEPEST, Reference, References};
use super::{Clause, Problem, Query, Value};
use crate::catalog::Kind;
use crate::code::problems;
use crate::diagnostic::Error;
use crate::limits::Limits;

problems! {
    /// Why saved searches cannot be expanded.
    enum Expansion {
        E0401 ("there is no saved search `{id}`") Unknown { id: String },
        E0402 ("the saved search `{id}` refers to itself") Cycle { id: String },
        E0403 ("saved searches refer to each other more than {limit} deep") Deep { limit: usize },
    }
}

/// `query` with each `saved search = …` replaced by the query of that id, which `find` knows; and those in that query
/// too.
///
/// # Errors
/// An id that `find` does not know, a search that refers to itself, or more than the limits allow: references 20 deep,
/// the levels of a query, a million clauses.
///
/// # Examples
/// ```
/// use nse_query::query::build::{saved_search, tag};
/// use nse_query::query::expand_saved_searches;
///
/// let query = (!saved_search().is("4fc886dc682c4a64dd060062") & tag().is("vip")).build()?;
/// let stored = tag().is("archived").or(tag().is("spam")).build()?;
/// let expanded = expand_saved_searches(&query, |id| (id == "4fc886dc682c4a64dd060062").then(|| stored.clone()))?;
/// assert_eq!(expanded, (!(tag().is("archived") | tag().is("spam")) & tag().is("vip")).build()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn expand_saved_searches(query: &Query, find: impl FnMut(&str) -> Option<Query>) -> Result<Query, Error> {
    Expand { find, references: References::new() }.expand(query)
}

struct Expand<F> {
    find: F,
    /// Each search comes to its query, expanded, and how many clauses that has.
    references: References<(Query, usize)>,
}

impl<F: FnMut(&str) -> Option<Query>> Expand<F> {
    fn expand(&mut self, query: &Query) -> Result<Query, Error> {
        let limit = Limits::default().clauses;
        let mut clauses = 0_usize;
        let mut replace = |clause: &Clause| {
            let (expanded, count) = match (clause.field().kind, clause.value()) {
                (Kind::SavedSearch, Value::Id(id)) => self.search(id)?,
                _ => (Query::clause(clause.clone()), 1),
            };
            // Counted before it grows: a few searches that name each other twice make millions of clauses.
            clauses = clauses.saturating_add(count);
            if clauses > limit { Err(Problem::TooManyClauses { limit }.into()) } else { Ok(Some(expanded)) }
        };
        query.rewrite::<Error>(&mut replace)?.ok_or_else(|| Problem::EmptyJoin.into())
    }

    fn search(&mut self, id: &str) -> Result<(Query, usize), Error> {
        match self.references.enter(id) {
            Reference::Known(expanded) => return Ok(expanded),
            Reference::Cycle => return Err(Expansion::Cycle { id: id.to_owned() }.into()),
            Reference::TooDeep => return Err(Expansion::Deep { limit: DEEPEST }.into()),
            Reference::New => {}
        }
        let query = (self.find)(id).ok_or_else(|| Expansion::Unknown { id: id.to_owned() })?;
        let expanded = self.expand(&query)?;
        let count = expanded.clauses().count();
        self.references.leave((expanded.clone(), count));
        Ok((expanded, count))
    }
}
