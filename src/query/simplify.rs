//! Shorter queries that find the same contacts.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Serialize;

use super::implication::{Literal, PAIRS};
use super::join::{Join, by_field, retain};
use super::merge::{merge, single_item};
use super::{Clause, Inner, Query, Value};
use crate::operator::Takes;
use crate::value::RecordType;

/// What is left of a query. NSE has no query for all contacts or for none, so these stand beside it.
///
/// # Examples
/// ```
/// use nse_query::query::{Simplified, simplify};
///
/// assert_eq!(simplify(&"rating > 3 and rating < 2".parse()?), Simplified::Nothing);
/// assert_eq!(simplify(&"not not tag = vip".parse()?).to_string(), "tag = vip");
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Simplified {
    /// A query that finds the same contacts; serialized as NSE JSON.
    Query(#[cfg_attr(test, schemars(with = "serde_json::Value"))] Query),
    /// The query finds every contact.
    Everything,
    /// The query finds no contact, whatever they hold.
    Nothing,
}

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
        // It asks nothing: both types are meant.
        Inner::Clause(clause) if *clause.value() == Value::RecordType(RecordType::All) => Simplified::Everything,
        Inner::Clause(clause) => Simplified::Query(Query::clause(single_item(clause))),
        Inner::Not(inner) => round(inner).denied(),
        Inner::And(members) => join(members, Join::And),
        Inner::Or(members) => join(members, Join::Or),
    }
}

/// The query as filter text, `everything` or `nothing`.
impl fmt::Display for Simplified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Query(query) => query.fmt(f),
            Self::Everything => f.write_str("everything"),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}

impl Simplified {
    fn denied(self) -> Self {
        match self {
            Self::Everything => Self::Nothing,
            Self::Nothing => Self::Everything,
            Self::Query(query) => Self::Query(negate(query)),
        }
    }
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

/// `not` around it.
pub(crate) fn denied(query: Query) -> Query {
    Query { levels: query.levels + 1, inner: Inner::Not(Box::new(query)) }
}

/// The clause that is met exactly where this one is not, where its field has it.
fn opposite(clause: &Clause) -> Option<Clause> {
    let operator = clause.operator();
    let value = clause.value();
    match (operator.takes(), value) {
        (Takes::Presence, &Value::Boolean(empty)) => {
            Clause::new(clause.field().clone(), operator, Value::Boolean(!empty)).ok()
        }
        _ => Clause::new(clause.field().clone(), operator.complement()?, value.clone()).ok(),
    }
}

impl Join {
    /// What a member makes of the whole join, and what leaves it as it is.
    const fn constants(self) -> (Simplified, Simplified) {
        match self {
            Self::And => (Simplified::Nothing, Simplified::Everything),
            Self::Or => (Simplified::Everything, Simplified::Nothing),
        }
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
    if opposed(&simple) {
        return decided;
    }
    merge(&mut simple, join);
    if related(&mut simple, join) || assume(&mut simple, join) {
        return decided;
    }
    join.of(simple).map_or(neutral, Simplified::Query)
}

fn dedup(members: &mut Vec<Query>) {
    let keep: Vec<bool> = {
        let mut seen = HashSet::new();
        members.iter().map(|member| seen.insert(member)).collect()
    };
    retain(members, &keep);
}

/// Whether one member denies another. Unlike [`related`] it looks at all of them, however many there are.
fn opposed(members: &[Query]) -> bool {
    let all: HashSet<&Query> = members.iter().collect();
    members.iter().any(|member| match &member.inner {
        Inner::Not(inner) => all.contains(&**inner),
        Inner::Clause(clause) => opposite(clause).is_some_and(|opposite| all.contains(&Query::clause(opposite))),
        _ => false,
    })
}

/// In an `and` each member may take the others for true, in an `or` for false: `a and (a or b)` is `a`, and `a and not (a
/// and b)` is `a and not b`. Whether that decides the whole join.
fn assume(members: &mut Vec<Query>, join: Join) -> bool {
    if members.iter().all(|member| matches!(member.inner, Inner::Clause(_))) {
        return false;
    }
    let (decided, _) = join.constants();
    let holds = join == Join::And;
    let opposites: Vec<Query> = members
        .iter()
        .filter_map(|member| match &member.inner {
            Inner::Clause(clause) => opposite(clause).map(Query::clause),
            _ => None,
        })
        .collect();
    let mut known: HashMap<&Query, bool> = opposites.iter().map(|opposite| (opposite, !holds)).collect();
    for member in &*members {
        if let Inner::Not(inner) = &member.inner {
            known.insert(inner, !holds);
        }
    }
    known.extend(members.iter().map(|member| (member, holds)));
    let mut assumed = Vec::with_capacity(members.len());
    for member in &*members {
        // Only its parts: no member makes itself needless. Smaller members do it to larger ones, so none does it in turn.
        match parts(member, &known) {
            Simplified::Query(member) => assumed.push(member),
            constant if constant == decided => return true,
            _ => {}
        }
    }
    *members = assumed;
    false
}

/// `query` with those of its parts that are known replaced by what they are known to be.
fn parts(query: &Query, known: &HashMap<&Query, bool>) -> Simplified {
    let part = |part: &Query| match known.get(part) {
        Some(true) => Simplified::Everything,
        Some(false) => Simplified::Nothing,
        None => parts(part, known),
    };
    let (members, join) = match &query.inner {
        Inner::Clause(_) => return Simplified::Query(query.clone()),
        Inner::Not(inner) => {
            return match &inner.inner {
                // The opposite of a member's own clause is the member itself.
                Inner::Clause(_) => Simplified::Query(query.clone()),
                _ => parts(inner, known).denied(),
            };
        }
        Inner::And(members) => (members, Join::And),
        Inner::Or(members) => (members, Join::Or),
    };
    let (decided, neutral) = join.constants();
    let mut left = Vec::with_capacity(members.len());
    for member in members {
        match part(member) {
            Simplified::Query(member) => left.push(member),
            constant if constant == decided => return decided,
            _ => {}
        }
    }
    join.of(left).map_or(neutral, Simplified::Query)
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
