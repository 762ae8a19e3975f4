//! The members of an `and` or an `or`, while a query is simplified.

use std::collections::HashMap;

use super::{Clause, Inner, Query};

/// What joins the members.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    And,
    Or,
}

impl Join {
    /// The join of `members`, flat; nothing without any. It is no deeper than what they are made of was.
    pub(crate) fn of(self, members: Vec<Query>) -> Option<Query> {
        let mut flat = Vec::with_capacity(members.len());
        for Query { inner, levels } in members {
            match (self, inner) {
                (Self::And, Inner::And(inner)) | (Self::Or, Inner::Or(inner)) => flat.extend(inner),
                (_, inner) => flat.push(Query { inner, levels }),
            }
        }
        let levels = flat.iter().map(|member| member.levels).max()? + 1;
        match flat.pop() {
            Some(only) if flat.is_empty() => Some(only),
            last => {
                flat.extend(last);
                let inner = if self == Self::And { Inner::And(flat) } else { Inner::Or(flat) };
                Some(Query { inner, levels })
            }
        }
    }
}

/// Leaves those `members` that are to be kept.
pub(crate) fn retain(members: &mut Vec<Query>, keep: &[bool]) {
    let mut keep = keep.iter();
    members.retain(|_| keep.next().copied().unwrap_or(true));
}

/// The members that are clauses, by field.
pub(crate) fn by_field(members: &[Query]) -> Vec<Vec<(usize, &Clause, bool)>> {
    let mut fields: HashMap<(&str, bool), usize> = HashMap::new();
    let mut groups: Vec<Vec<(usize, &Clause, bool)>> = Vec::new();
    for (index, member) in members.iter().enumerate() {
        let (clause, denied) = match &member.inner {
            Inner::Clause(clause) => (clause, false),
            Inner::Not(inner) => match &inner.inner {
                Inner::Clause(clause) => (clause, true),
                _ => continue,
            },
            _ => continue,
        };
        let field = clause.field();
        let group = *fields.entry((&field.json, field.custom)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push((index, clause, denied));
    }
    groups
}
