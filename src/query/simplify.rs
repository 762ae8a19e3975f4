//! Shorter queries that find the same contacts.

use std::collections::{HashMap, HashSet};

use super::interval::Interval;
use super::relation::{Literal, is_single, key};
use super::{Clause, Inner, Query, Value};
use crate::catalog::{FieldRef, Operator};

/// What is left of a query. NSE has no query for all contacts or for none, so these stand beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Simplified {
    /// A query that finds the same contacts.
    Query(Query),
    /// The query finds every contact.
    Everything,
    /// The query finds no contact, whatever they hold.
    Nothing,
}

/// Clauses on one field are compared each with each up to this number.
const PAIRS: usize = 64;

/// A shorter query that finds the same contacts as `query`, where there is one.
///
/// Duplicates, absorbed clauses and double negations go; a negation becomes the operator that says it (`not tag = x` is
/// `tag != x`; `not rating in 2..4` stays, as `not in` asks for a value); `=` joined by `or` becomes one `in` where the
/// field has it; ranges that overlap become one. That one clause excludes another, or leaves nothing out, is seen too.
/// Where it takes that a contact has one value, only fields of one value are touched.
///
/// # Examples
/// ```
/// use nse_query::query::build::{rating, tag};
/// use nse_query::query::{Simplified, simplify};
///
/// let long = rating().gte(2) & rating().lte(4) & !(tag().is("vip") | tag().is("vip"));
/// let short = rating().range(2, 4) & tag().is_not("vip");
/// assert_eq!(simplify(&long.build()?), Simplified::Query(short.build()?));
///
/// let never = rating().gt(3) & rating().lt(2);
/// assert_eq!(simplify(&never.build()?), Simplified::Nothing);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn simplify(query: &Query) -> Simplified {
    // A join that shrinks to one member may let its parent shrink; each round takes a level away, so 20 are enough.
    let mut simple = round(query);
    for _ in 0..Query::MAX_LEVELS {
        let Simplified::Query(again) = &simple else { break };
        let next = round(again);
        if next == simple {
            break;
        }
        simple = next;
    }
    simple
}

fn round(query: &Query) -> Simplified {
    match &query.inner {
        Inner::Clause(clause) => Simplified::Query(Query::clause(single_item(clause))),
        Inner::Not(inner) => match round(inner) {
            Simplified::Everything => Simplified::Nothing,
            Simplified::Nothing => Simplified::Everything,
            Simplified::Query(inner) => Simplified::Query(negate(inner)),
        },
        Inner::And(members) => join(members, Join::And),
        Inner::Or(members) => join(members, Join::Or),
    }
}

/// `in (x)` as `= x`, and a list without duplicates.
fn single_item(clause: &Clause) -> Clause {
    let Value::List(items) = clause.value() else { return clause.clone() };
    among(clause.field(), items, clause.operator() == Operator::NotIn).unwrap_or_else(|| clause.clone())
}

/// The opposite of a simplified query, in the shortest form.
fn negate(query: Query) -> Query {
    match query.inner {
        Inner::Not(inner) => *inner,
        Inner::Clause(clause) => match opposite(&clause) {
            Some(opposite) => Query::clause(opposite),
            None => denied(Query::clause(clause)),
        },
        inner => denied(Query { inner, levels: query.levels }),
    }
}

fn denied(query: Query) -> Query {
    Query { levels: query.levels + 1, inner: Inner::Not(Box::new(query)) }
}

/// The clause that is met exactly where this one is not, where its field has it.
fn opposite(clause: &Clause) -> Option<Clause> {
    let operator = clause.operator();
    let value = clause.value();
    match (operator, value) {
        (Operator::IsEmpty, &Value::Boolean(empty)) => {
            Clause::new(clause.field().clone(), operator, Value::Boolean(!empty)).ok()
        }
        // `not_in_range` and `not_in_the_last` ask for a value, which `not` does not (facts.md 13).
        (Operator::Range | Operator::NotInRange | Operator::InTheLast | Operator::NotInTheLast, _) => None,
        _ => Clause::new(clause.field().clone(), operator.negated()?, value.clone()).ok(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    And,
    Or,
}

impl Join {
    /// What a member makes of the whole join, and what leaves it as it is.
    const fn constants(self) -> (Simplified, Simplified) {
        match self {
            Self::And => (Simplified::Nothing, Simplified::Everything),
            Self::Or => (Simplified::Everything, Simplified::Nothing),
        }
    }

    /// The join of two or more members, none of them a join of this sort. It is no deeper than what they are made of was.
    fn of(self, members: Vec<Query>) -> Query {
        let levels = members.iter().map(|member| member.levels).max().unwrap_or_default() + 1;
        let inner = if self == Self::And { Inner::And(members) } else { Inner::Or(members) };
        Query { inner, levels }
    }
}

fn join(members: &[Query], join: Join) -> Simplified {
    let (decided, neutral) = join.constants();
    let mut simple = Vec::with_capacity(members.len());
    for member in members {
        match round(member) {
            Simplified::Query(member) => match (join, member.inner) {
                (Join::And, Inner::And(inner)) | (Join::Or, Inner::Or(inner)) => simple.extend(inner),
                (_, inner) => simple.push(Query { inner, levels: member.levels }),
            },
            constant if constant == decided => return decided,
            _ => {}
        }
    }
    dedup(&mut simple);
    merge(&mut simple, join);
    if related(&mut simple, join) {
        return decided;
    }
    absorb(&mut simple, join);
    match simple.pop() {
        None => neutral,
        Some(only) if simple.is_empty() => Simplified::Query(only),
        Some(last) => {
            simple.push(last);
            Simplified::Query(join.of(simple))
        }
    }
}

fn dedup(members: &mut Vec<Query>) {
    let keep: Vec<bool> = {
        let mut seen = HashSet::new();
        members.iter().map(|member| seen.insert(member)).collect()
    };
    retain(members, &keep);
}

/// Drops a member that is a join of the other sort and holds another member: `a and (a or b)`.
fn absorb(members: &mut Vec<Query>, join: Join) {
    let keep: Vec<bool> = {
        let all: HashSet<&Query> = members.iter().collect();
        let held = |member: &Query| match (&member.inner, join) {
            (Inner::Or(inner), Join::And) | (Inner::And(inner), Join::Or) => {
                inner.iter().any(|part| all.contains(part))
            }
            _ => false,
        };
        members.iter().map(|member| !held(member)).collect()
    };
    retain(members, &keep);
}

fn retain(members: &mut Vec<Query>, keep: &[bool]) {
    let mut keep = keep.iter();
    members.retain(|_| keep.next().copied().unwrap_or(true));
}

/// The members that are clauses, by field.
fn by_field(members: &[Query]) -> Vec<Vec<(usize, &Clause, bool)>> {
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

/// Puts clauses of one field together: values into one list, ranges into one.
fn merge(members: &mut Vec<Query>, join: Join) {
    let mut keep = vec![true; members.len()];
    let mut merged: HashMap<usize, Clause> = HashMap::new();
    for group in by_field(members) {
        let plain = group.iter().filter(|&&(_, _, denied)| !denied).map(|&(index, clause, _)| (index, clause));
        let listed = match join {
            Join::Or => [Operator::Is, Operator::In],
            Join::And => [Operator::IsNot, Operator::NotIn],
        };
        let values: Vec<(usize, &Clause)> =
            plain.clone().filter(|(_, clause)| listed.contains(&clause.operator())).collect();
        if let [(first, clause), rest @ ..] = values.as_slice()
            && !rest.is_empty()
        {
            let items: Vec<Value> = values.iter().flat_map(|(_, clause)| items(clause.value())).cloned().collect();
            if let Some(list) = among(clause.field(), &items, join == Join::And) {
                merged.insert(*first, list);
                for &(index, _) in rest {
                    keep[index] = false;
                }
            }
        }
        let mut ranges: Vec<(usize, &Clause, Interval)> = plain
            .filter(|(_, clause)| is_single(clause) && !listed.contains(&clause.operator()))
            .filter(|(_, clause)| clause.operator() != Operator::Is)
            .filter_map(|(index, clause)| Some((index, clause, Interval::of(clause)?)))
            .take(PAIRS)
            .collect();
        while let Some((index, clause, interval)) = ranges.pop() {
            let joined = ranges.iter().enumerate().find_map(|(at, (_, _, other))| {
                let joined = match join {
                    Join::And if other.comparable(&interval) && !other.disjoint(&interval) => {
                        other.intersection(&interval)
                    }
                    Join::And => return None,
                    Join::Or => other.union(&interval)?,
                };
                let clause = joined.clause(clause.field())?;
                Some((at, joined, clause))
            });
            let Some((at, joined, clause)) = joined else { continue };
            keep[index] = false;
            let first = ranges[at].0;
            ranges[at].2 = joined;
            merged.insert(first, clause);
        }
    }
    for (index, clause) in merged {
        members[index] = Query::clause(clause);
    }
    retain(members, &keep);
}

fn items(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        item => std::slice::from_ref(item),
    }
}

/// The clause that `field` has one of `items`, or with `denied` none; where the field has the operator.
fn among(field: &FieldRef, items: &[Value], denied: bool) -> Option<Clause> {
    let mut seen = HashSet::new();
    let items: Vec<&Value> = items.iter().filter(|item| seen.insert(key(item))).collect();
    let (one, several) = if denied { (Operator::IsNot, Operator::NotIn) } else { (Operator::Is, Operator::In) };
    let single = match items.as_slice() {
        [item] => Clause::new(field.clone(), one, (*item).clone()).ok(),
        _ => None,
    };
    single.or_else(|| Clause::new(field.clone(), several, Value::List(items.into_iter().cloned().collect())).ok())
}

/// Drops clauses that another one makes needless. Whether two together decide the whole join.
fn related(members: &mut Vec<Query>, join: Join) -> bool {
    let mut keep = vec![true; members.len()];
    for group in by_field(members).into_iter().filter(|group| (2..=PAIRS).contains(&group.len())) {
        let literals: Vec<(usize, Literal<'_>)> =
            group.into_iter().map(|(index, clause, denied)| (index, Literal::new(clause, denied))).collect();
        for (at, (first, one)) in literals.iter().enumerate() {
            for (second, other) in &literals[at + 1..] {
                let decides = match join {
                    Join::And => one.excludes(other),
                    Join::Or => one.covers(other),
                };
                if decides {
                    return true;
                }
                if !keep[*first] || !keep[*second] {
                    continue;
                }
                // `and` needs the narrow one of the two, `or` the wide one. Of two that mean the same the first stays.
                let needless = match (one.implies(other), other.implies(one), join) {
                    (true, true, _) | (true, false, Join::And) | (false, true, Join::Or) => *second,
                    (true, false, Join::Or) | (false, true, Join::And) => *first,
                    (false, false, _) => continue,
                };
                keep[needless] = false;
            }
        }
    }
    retain(members, &keep);
    false
}
