//! Queries made of queries, clause by clause.

use super::{Clause, Node, Query};
use crate::catalog::FieldRef;
use crate::diagnostic::Error;

/// Looks at each part of a query, from the outside in, in order.
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::query::{Clause, Visitor};
///
/// struct Tags(Vec<String>);
/// impl Visitor for Tags {
///     fn clause(&mut self, clause: &Clause) {
///         self.0.extend((&*clause.field().json == "tag").then(|| clause.value().to_string()));
///     }
/// }
/// let mut tags = Tags(Vec::new());
/// "tag = vip and not (tag = spam or email is empty)".parse::<Query>()?.visit(&mut tags);
/// assert_eq!(tags.0, ["vip", "spam"]);
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
pub trait Visitor {
    /// Before the parts of an `and`, an `or` or a `not`.
    fn enter(&mut self, join: Node<'_>) {
        let _ = join;
    }

    /// A clause.
    fn clause(&mut self, clause: &Clause);

    /// After the parts of an `and`, an `or` or a `not`.
    fn leave(&mut self, join: Node<'_>) {
        let _ = join;
    }
}

impl Query {
    /// Shows each part to `visitor`.
    pub fn visit(&self, visitor: &mut dyn Visitor) {
        let node = self.node();
        match node {
            Node::Clause(clause) => return visitor.clause(clause),
            Node::And(members) | Node::Or(members) => {
                visitor.enter(node);
                for member in members {
                    member.visit(visitor);
                }
            }
            Node::Not(query) => {
                visitor.enter(node);
                query.visit(visitor);
            }
        }
        visitor.leave(node);
    }

    /// The query with each clause replaced by what `replace` makes of it, or left out where that is nothing; nothing where
    /// no clause is left. What is in a `not` is replaced there.
    ///
    /// # Errors
    /// What `replace` returns, or E0222.
    ///
    /// # Examples
    /// ```
    /// use nse_query::query::build::{lead_type, tag};
    /// use nse_query::{Error, Query};
    ///
    /// // A tag was split in two.
    /// let query = (tag().is("vip") & !lead_type().is("3")).build()?;
    /// let replaced = query.rewrite(&mut |clause| {
    ///     let both = tag().is("vip 2025").or(tag().is("vip 2026"));
    ///     let split = *clause == *tag().is("vip").build()?.clauses().next().expect("one clause");
    ///     Ok::<_, Error>(Some(if split { both.build()? } else { Query::clause(clause.clone()) }))
    /// })?;
    /// assert_eq!(replaced, Some(((tag().is("vip 2025") | tag().is("vip 2026")) & !lead_type().is("3")).build()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rewrite<E: From<Error>>(
        &self,
        replace: &mut dyn FnMut(&Clause) -> Result<Option<Self>, E>,
    ) -> Result<Option<Self>, E> {
        let mut all = |members: &[Self]| -> Result<Vec<Self>, E> {
            members.iter().filter_map(|member| member.rewrite(replace).transpose()).collect()
        };
        Ok(match self.node() {
            Node::Clause(clause) => replace(clause)?,
            Node::Not(query) => query.rewrite(replace)?.map(Self::not).transpose()?,
            Node::And(members) => joined(all(members)?, Self::and)?,
            Node::Or(members) => joined(all(members)?, Self::or)?,
        })
    }

    /// Contacts that both this query and `other` find. To keep room for a condition of one's own, read queries with
    /// [`Limits::levels`](crate::Limits::levels).
    ///
    /// # Errors
    /// E0222 beyond [`Query::MAX_LEVELS`].
    pub fn and_with(self, other: Self) -> Result<Self, Error> {
        Self::and([self, other])
    }

    /// Contacts that this query or `other` finds.
    ///
    /// # Errors
    /// E0222 beyond [`Query::MAX_LEVELS`].
    pub fn or_with(self, other: Self) -> Result<Self, Error> {
        Self::or([self, other])
    }

    /// The query as if nothing had been asked about `field`; nothing where nothing else was.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Catalog;
    /// use nse_query::query::build::{email, tag};
    ///
    /// let field = Catalog::builtin().field("tag").ok_or("no such field")?;
    /// let query = (email().is_empty() & (tag().is("a") | !tag().is("b"))).build()?;
    /// assert_eq!(query.without(&field), Some(email().is_empty().build()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn without(&self, field: &FieldRef) -> Option<Self> {
        let mut keep =
            |clause: &Clause| Ok::<_, Error>((clause.field() != field).then(|| Self::clause(clause.clone())));
        // Fewer clauses are never nested deeper.
        self.rewrite(&mut keep).unwrap_or_default()
    }

    /// The fields asked about, each once, in order.
    pub fn fields_used(&self) -> Vec<FieldRef> {
        let mut seen = std::collections::HashSet::new();
        self.clauses().map(Clause::field).filter(|field| seen.insert(*field)).cloned().collect()
    }

    /// The query that asks `to` where this one asks `from`.
    ///
    /// Fields are compared, not spellings: whatever a [`Catalog`](crate::Catalog) finds by one of a field's names is that
    /// field. Near names may be two fields, as `company name`, a field of its own, and `company_name`, which NSE JSON calls the
    /// employer; [`Renamed::count`] says whether there was any. [`Query::rename_where`] renames several at once.
    ///
    /// # Examples
    /// ```
    /// use nse_query::{Catalog, Query};
    ///
    /// let catalog = Catalog::builtin();
    /// let field = |name| catalog.field(name).ok_or("no such field");
    /// let query: Query = "employer = Nimble and employer not in (Acme, Initech)".parse()?;
    ///
    /// let renamed = query.rename(&field("employer")?, &field("company name")?);
    /// assert_eq!(renamed.query.to_string(), "company name = Nimble and employer not in (Acme, Initech)");
    /// assert_eq!(renamed.count, 1);
    /// let (clause, reason) = &renamed.kept[0];
    /// assert_eq!(clause.to_string(), "employer not in (Acme, Initech)");
    /// assert_eq!(reason.to_string(), "`company name` does not support `not in (…)`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rename(&self, from: &FieldRef, to: &FieldRef) -> Renamed {
        self.rename_where(&mut |clause| (clause.field() == from).then(|| to.clone()))
    }

    /// The query that asks another field in each clause for which `to` names one.
    ///
    /// # Examples
    /// ```
    /// use nse_query::{Catalog, Query};
    ///
    /// let catalog = Catalog::builtin();
    /// let title = catalog.field("title").ok_or("no such field")?;
    /// let query: Query = "company name = Nimble and employer = Acme and tag = vip".parse()?;
    /// let renamed = query.rename_where(&mut |clause| {
    ///     ["company name", "company_name"].contains(&&*clause.field().json).then(|| title.clone())
    /// });
    /// assert_eq!(renamed.query.to_string(), "title = Nimble and title = Acme and tag = vip");
    /// assert_eq!((renamed.count, renamed.kept.len()), (2, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rename_where(&self, to: &mut dyn FnMut(&Clause) -> Option<FieldRef>) -> Renamed {
        let (mut clauses, mut kept) = (Vec::new(), Vec::new());
        for (index, clause) in self.clauses().enumerate() {
            let Some(field) = to(clause) else { continue };
            match Clause::new(field, clause.operator(), clause.value().clone()) {
                Ok(renamed) => clauses.push((index, Self::clause(renamed))),
                Err(reason) => kept.push((clause.clone(), reason)),
            }
        }
        let count = clauses.len();
        Renamed { query: self.with_clauses(clauses), count, kept }
    }
}

/// What [`Query::rename`] comes to.
///
/// # Examples
/// ```
/// use nse_query::query::build::{created, tag};
/// use nse_query::value::Unit;
///
/// let query = (created().in_the_last(3, Unit::Month) & tag().is("vip")).build()?;
/// let (created, updated) = (query.fields_used()[0].clone(), nse_query::Catalog::builtin().field("updated").ok_or("none")?);
/// let renamed = query.rename(&created, &updated);
/// assert_eq!(renamed.query.to_string(), "updated in last 3 months and tag = vip");
/// assert_eq!((renamed.count, renamed.kept.is_empty()), (1, true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Renamed {
    /// The query, with each clause that was not renamed as it was.
    pub query: Query,
    /// How many clauses were renamed; none where the query never asks the field.
    pub count: usize,
    /// The clauses that the other field does not take, in order, with the reason: E0203 for the operator, E0204 for the value.
    pub kept: Vec<(Clause, Error)>,
}

fn joined(members: Vec<Query>, join: fn(Vec<Query>) -> Result<Query, Error>) -> Result<Option<Query>, Error> {
    if members.is_empty() { Ok(None) } else { join(members).map(Some) }
}
