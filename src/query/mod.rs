//! What a query means: fields and operators resolved, values typed, joins flattened, no spans.

mod anonymize;
pub mod build;
mod clause;
mod expand;
pub(crate) mod implication;
mod interval;
mod join;
mod merge;
mod problem;
pub(crate) mod references;
pub(crate) mod same;
mod scope;
mod simplify;
mod transform;
mod value;
pub(crate) mod whole;

use crate::catalog::Records;
use std::vec::IntoIter;

use crate::diagnostic::Error;
use crate::limits::Limits;
pub use anonymize::anonymize;
pub use clause::Clause;
pub use expand::expand_saved_searches;
pub(crate) use problem::Problem;
pub use scope::{Reach, reach, reach_at};
pub use simplify::{Simplified, simplify};
pub use transform::{Renamed, Visitor};
pub use value::Value;

pub(crate) use crate::catalog::CUSTOM_NAME;
pub(crate) use clause::{takes, takes_text, validate};
pub(crate) use problem::{expected, expected_one, too_deep, too_long};

/// A valid query. Two are equal when they mean the same by form: the same clauses in the same order and joins.
///
/// It is made by [`Query::clause`], [`Query::and`], [`Query::or`] and [`Query::not`] only, which flatten nested joins of
/// one sort and keep it at most [`Query::MAX_LEVELS`] deep.
///
/// Queries are joined by [`Query::and_with`] and [`Query::or_with`], which fail beyond that depth, or by `&`, `|` and `!`, which
/// give a [`Filter`](build::Filter): it holds the query or the first mistake until [`Filter::build`](build::Filter::build), so
/// that no operator panics. Their order is that of their clauses' fields, operators and values; it has no meaning of its own.
///
/// # Examples
/// ```
/// use nse_query::Query;
///
/// let (vip, spam): (Query, Query) = ("tag = vip".parse()?, "tag = spam".parse()?);
/// let query = (vip & !spam).build()?;
/// assert_eq!(query.to_string(), "tag = vip and not tag = spam");
/// assert_eq!((query.levels(), query.clauses().count()), (2, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Query {
    inner: Inner,
    /// How many `and`, `or` and `not` stand around its deepest clause.
    levels: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Inner {
    And(Vec<Query>),
    Or(Vec<Query>),
    Not(Box<Query>),
    Clause(Clause),
}

/// What a query is, to look into.
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::query::Node;
///
/// let query: Query = "not (tag = a or tag = b)".parse()?;
/// let Node::Not(inner) = query.node() else { panic!("{query}") };
/// assert!(matches!(inner.node(), Node::Or(members) if members.len() == 2));
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Node<'q> {
    /// All of two or more.
    And(&'q [Query]),
    /// Any of two or more.
    Or(&'q [Query]),
    /// The opposite.
    Not(&'q Query),
    /// One clause.
    Clause(&'q Clause),
}

impl Query {
    /// The levels that the service accepts (evidence B): one `and`, `or` or `not` around a clause is one.
    pub const MAX_LEVELS: u8 = Limits::LEVELS;

    /// The query of one clause.
    pub const fn clause(clause: Clause) -> Self {
        Self { inner: Inner::Clause(clause), levels: 0 }
    }

    /// All of `members`. One member is itself.
    ///
    /// # Errors
    /// E0224 without members, E0222 beyond [`Query::MAX_LEVELS`].
    pub fn and(members: impl IntoIterator<Item = Self>) -> Result<Self, Error> {
        Self::join(Inner::And, flat(members, |inner| matches!(inner, Inner::And(_))))
    }

    /// Any of `members`. One member is itself.
    ///
    /// # Errors
    /// E0224 without members, E0222 beyond [`Query::MAX_LEVELS`].
    pub fn or(members: impl IntoIterator<Item = Self>) -> Result<Self, Error> {
        Self::join(Inner::Or, flat(members, |inner| matches!(inner, Inner::Or(_))))
    }

    /// The opposite of `query`.
    ///
    /// # Errors
    /// E0222 beyond [`Query::MAX_LEVELS`].
    #[allow(clippy::should_implement_trait)] // it can fail
    pub fn not(query: Self) -> Result<Self, Error> {
        let levels = query.levels;
        Self::level(Inner::Not(Box::new(query)), levels)
    }

    fn join(join: fn(Vec<Self>) -> Inner, mut members: Vec<Self>) -> Result<Self, Error> {
        let levels = members.iter().map(|member| member.levels).max().ok_or(Problem::EmptyJoin)?;
        if members.len() == 1 {
            return members.pop().ok_or_else(|| Problem::EmptyJoin.into());
        }
        Self::level(join(members), levels)
    }

    fn level(inner: Inner, below: u8) -> Result<Self, Error> {
        let levels = below + 1;
        if levels > Self::MAX_LEVELS { Err(Problem::TooDeep.into()) } else { Ok(Self { inner, levels }) }
    }

    /// What it finds: what its fields are of.
    pub fn records(&self) -> Records {
        match &self.inner {
            Inner::And(members) | Inner::Or(members) => members.first().map(Self::records).unwrap_or_default(),
            Inner::Not(query) => query.records(),
            Inner::Clause(clause) => clause.field().records,
        }
    }

    /// The query with `clauses`, queries of one clause, each with its number (see [`Query::clauses`]) and in their order, in
    /// the place of its own.
    pub(crate) fn with_clauses(&self, clauses: Vec<(usize, Self)>) -> Self {
        fn with(query: &Query, index: &mut usize, clauses: &mut IntoIter<(usize, Query)>) -> Query {
            let levels = query.levels;
            let mut all = |members: &[Query]| members.iter().map(|member| with(member, index, clauses)).collect();
            match &query.inner {
                Inner::And(members) => Query { inner: Inner::And(all(members)), levels },
                Inner::Or(members) => Query { inner: Inner::Or(all(members)), levels },
                Inner::Not(query) => Query { inner: Inner::Not(Box::new(with(query, index, clauses))), levels },
                Inner::Clause(_) => {
                    let is_given = clauses.as_slice().first().is_some_and(|(at, _)| at == index);
                    *index += 1;
                    let given = if is_given { clauses.next() } else { None };
                    given.map_or_else(|| query.clone(), |(_, given)| given)
                }
            }
        }
        with(self, &mut 0, &mut clauses.into_iter())
    }

    /// What it is.
    pub fn node(&self) -> Node<'_> {
        match &self.inner {
            Inner::And(members) => Node::And(members),
            Inner::Or(members) => Node::Or(members),
            Inner::Not(query) => Node::Not(query),
            Inner::Clause(clause) => Node::Clause(clause),
        }
    }

    /// How many `and`, `or` and `not` stand around its deepest clause; the service accepts 20.
    pub const fn levels(&self) -> u8 {
        self.levels
    }

    /// Every clause, in order.
    pub fn clauses(&self) -> Clauses<'_> {
        Clauses { stack: vec![std::slice::from_ref(self).iter()] }
    }
}

/// `members`, each that `nests` tells of replaced by its own.
fn flat(members: impl IntoIterator<Item = Query>, nests: fn(&Inner) -> bool) -> Vec<Query> {
    // A vector is collected where it stands, and joins of one sort are rarely nested.
    let members: Vec<Query> = members.into_iter().collect();
    if !members.iter().any(|member| nests(&member.inner)) {
        return members;
    }
    let mut flat = Vec::with_capacity(members.len());
    for member in members {
        let nested = nests(&member.inner);
        match member.inner {
            Inner::And(inner) | Inner::Or(inner) if nested => flat.extend(inner),
            inner => flat.push(Query { inner, levels: member.levels }),
        }
    }
    flat
}

/// Iterator over the clauses of a query, see [`Query::clauses`].
///
/// # Examples
/// ```
/// use nse_query::Query;
///
/// let query: Query = "tag = a and (email is empty or rating > 3)".parse()?;
/// let fields: Vec<String> = query.clauses().map(|clause| clause.field().to_string()).collect();
/// assert_eq!(fields, ["tag", "email", "rating"]);
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Clauses<'q> {
    // One iterator a level, so that a wide join costs no memory.
    stack: Vec<std::slice::Iter<'q, Query>>,
}

impl<'q> Iterator for Clauses<'q> {
    type Item = &'q Clause;

    fn next(&mut self) -> Option<&'q Clause> {
        while let Some(level) = self.stack.last_mut() {
            match level.next().map(Query::node) {
                Some(Node::Clause(clause)) => return Some(clause),
                Some(Node::And(members) | Node::Or(members)) => self.stack.push(members.iter()),
                Some(Node::Not(query)) => self.stack.push(std::slice::from_ref(query).iter()),
                None => {
                    self.stack.pop();
                }
            }
        }
        None
    }
}
