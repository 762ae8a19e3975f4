//! Queries made of queries, clause by clause.

use super::{Clause, Node, Problem, Query};
use crate::catalog::FieldRef;
use crate::diagnostic::Error;

/// Looks at each part of a query, from the outside in, in order.
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

    /// Contacts that both this query and `other` find.
    ///
    /// # Errors
    /// E0222.
    pub fn and_with(self, other: Self) -> Result<Self, Error> {
        Self::and([self, other])
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
    /// # Errors
    /// E0203 or E0204 where `to` does not take what is asked of `from`.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Catalog;
    /// use nse_query::query::build::{created, names, updated};
    /// use nse_query::value::Unit;
    ///
    /// let catalog = Catalog::builtin();
    /// let field = |name| catalog.field(name).ok_or("no such field");
    /// let query = created().in_the_last(3, Unit::Month).build()?;
    /// assert_eq!(query.rename(&field("created")?, &field("updated")?)?, updated().in_the_last(3, Unit::Month).build()?);
    /// assert!(query.rename(&field("created")?, &field("tag")?).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rename(&self, from: &FieldRef, to: &FieldRef) -> Result<Self, Error> {
        let mut rename = |clause: &Clause| {
            let field = if clause.field() == from { to } else { return Ok(Some(Self::clause(clause.clone()))) };
            Clause::new(field.clone(), clause.operator(), clause.value().clone()).map(Self::clause).map(Some)
        };
        self.rewrite(&mut rename)?.ok_or_else(|| Problem::EmptyJoin.into())
    }
}

fn joined(members: Vec<Query>, join: fn(Vec<Query>) -> Result<Query, Error>) -> Result<Option<Query>, Error> {
    if members.is_empty() { Ok(None) } else { join(members).map(Some) }
}
