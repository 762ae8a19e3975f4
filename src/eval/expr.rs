//! A compiled query: its joins, its clauses and its saved searches.

use super::place::Place;
use super::test::Predicate;
use crate::catalog::Slot;
use crate::query::Clause;

/// A query or a part of one.
#[derive(Clone, Debug)]
pub(super) enum Expr {
    And(Join),
    Or(Join),
    Not(Box<Expr>),
    Clause(Box<Predicate>),
    /// `record type = all` asks nothing.
    Always(Box<Clause>),
    /// A saved search, by its number.
    Saved(Box<Clause>, usize),
}

/// What `and` or `or` joins.
#[derive(Clone, Debug)]
pub(super) struct Join {
    /// In the order of the query, in which they are explained.
    pub(super) members: Vec<Expr>,
    /// Their numbers, those first that cost least to ask.
    order: Vec<usize>,
}

impl Join {
    pub(super) fn new(members: Vec<Expr>) -> Self {
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by_cached_key(|&index| members.get(index).map(Expr::cost));
        Self { members, order }
    }

    pub(super) fn cheapest_first(&self) -> impl Iterator<Item = &Expr> {
        self.order.iter().filter_map(|&index| self.members.get(index))
    }
}

impl Expr {
    /// What it costs to ask, about, in comparisons of one short text.
    fn cost(&self) -> u32 {
        match self {
            Self::And(join) | Self::Or(join) => {
                join.members.iter().fold(0, |sum, member| sum.saturating_add(member.cost()))
            }
            Self::Not(member) => member.cost(),
            Self::Clause(predicate) => predicate.place.cost(),
            Self::Always(_) => 0,
            Self::Saved(..) => 10,
        }
    }

    /// The clause that is asked first of all, and its slot, where its no decides and other clauses need not be read
    /// then.
    pub(super) fn first(&self) -> Option<(Slot, &Predicate)> {
        let Self::And(join) = self else { return None };
        match join.cheapest_first().next()? {
            Self::Clause(predicate) => match predicate.place {
                Place::Slot(slot) => Some((slot, predicate)),
                _ => None,
            },
            first => first.first(),
        }
    }
}

/// A saved search.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) name: Option<String>,
    pub(super) expr: Expr,
}
