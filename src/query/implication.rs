//! How two clauses on one field bear on each other, whatever the contact.

use std::collections::HashSet;

use super::interval::Interval;
use super::same::key;
use super::{Clause, Value};
use crate::catalog::Kind;
use crate::fold;
use crate::operator::{Operator, Sense, Takes};
use crate::value::RecordType;

/// Two clauses by their numbers, and why they exclude each other or leave nothing out.
pub(crate) type Found = Vec<(usize, usize, &'static str)>;

/// Clauses on one field are compared each with each up to this number.
pub(crate) const PAIRS: usize = 64;

/// Pairs of clauses, joined by `and`, that no contact meets; at most one a clause.
pub(crate) fn never(clauses: &[(usize, &Clause)]) -> Found {
    decided(clauses, true)
}

/// Pairs of clauses, joined by `or`, of which every contact meets one; at most one a clause.
pub(crate) fn always(clauses: &[(usize, &Clause)]) -> Found {
    decided(clauses, false)
}

/// Pairs of denials of two values of one field, joined by `or`, that only a contact with both fails.
pub(crate) fn nearly_always(clauses: &[(usize, &Clause)]) -> Vec<(usize, usize)> {
    // Most joins by `or` deny nothing.
    let denied = clauses.iter().filter(|(_, clause)| clause.operator().sense() == Sense::IsNot).take(PAIRS);
    let literals: Vec<_> = denied.map(|&(index, clause)| (index, Literal::new(clause, false))).collect();
    let pair = |at: usize| {
        let (second, other) =
            literals.get(at).filter(|(_, other)| other.denies_values() && !is_single(other.clause))?;
        let apart = |(_, one): &&(usize, Literal<'_>)| {
            one.denies_values() && one.clause.field() == other.clause.field() && one.apart(other)
        };
        literals.iter().take(at).find(apart).map(|(first, _)| (*first, *second))
    };
    (1..literals.len()).filter_map(pair).collect()
}

fn decided(clauses: &[(usize, &Clause)], and: bool) -> Found {
    fn field(clause: &Clause) -> (bool, &str) {
        (clause.field().custom, &clause.field().json)
    }

    // Most joins by `or` deny nothing, on no field.
    if !and && !may_decide(clauses, and) {
        return Vec::new();
    }
    // Sorted rather than hashed, which costs more for a few.
    let mut sorted = clauses.to_vec();
    sorted.sort_by(|(_, one), (_, other)| field(one).cmp(&field(other)));
    let mut found = Vec::new();
    for group in
        sorted.chunk_by(|(_, one), (_, other)| field(one) == field(other)).filter(|group| may_decide(group, and))
    {
        let literals: Vec<_> =
            group.iter().take(PAIRS).map(|&(index, clause)| (index, Literal::new(clause, false))).collect();
        for (at, (second, other)) in literals.iter().enumerate() {
            let decides = |one: &Literal<'_>| if and { one.excludes(other) } else { one.covers(other) };
            let first = literals.iter().take(at).find(|(_, one)| decides(one));
            found.extend(first.map(|(first, one)| (*first, *second, one.reason(other, and))));
        }
    }
    found.sort_unstable_by_key(|&(_, second, _)| second);
    found
}

/// Whether clauses on one field, or for an `or` on several, may decide a join at all: a quick look, before each is
/// compared with each.
fn may_decide(group: &[(usize, &Clause)], and: bool) -> bool {
    let any = |is: fn(&Clause) -> bool| group.iter().any(|(_, clause)| is(clause));
    let denies = || any(|clause| clause.operator().sense() == Sense::IsNot || *clause.value() == Value::Boolean(false));
    let never_with_another =
        |clause: &Clause| clause.operator().takes() == Takes::Presence || clause.operator().sense() == Sense::HasOther;
    match group {
        [] | [_] => false,
        // Of two that ask for a value of some sort, one may always be missing.
        _ if !and => denies(),
        [(_, first), ..] => is_single(first) || denies() || any(never_with_another),
    }
}

/// A clause, or what denies it, with its meaning taken apart.
#[derive(Debug)]
pub(crate) struct Literal<'q> {
    pub(crate) clause: &'q Clause,
    /// Whether contacts are meant that do not meet `atom`.
    pub(crate) denied: bool,
    atom: Atom<'q>,
}

/// What some value of the field must be for a contact to match.
#[derive(Debug)]
enum Atom<'q> {
    /// There is no value.
    Empty,
    /// One of these.
    Among(Among),
    /// In this interval.
    Between(Interval),
    /// Words, by their [`fold::words_key`].
    Words(Operator, String),
    /// Something else, which needs a value.
    Other(Operator, &'q Value),
}

#[derive(Debug, Default)]
struct Among {
    /// The [`key`] of each value.
    values: HashSet<String>,
    /// What a contact may carry for one of them: of a drop-down, the label for the id too.
    looks: HashSet<String>,
}

impl<'q> Literal<'q> {
    /// `clause`, or with `denied` its opposite.
    pub(crate) fn new(clause: &'q Clause, denied: bool) -> Self {
        let operator = clause.operator();
        let is_not = operator.sense() == Sense::IsNot;
        let (atom, negative) = match (operator.takes(), clause.value()) {
            (Takes::Presence, &Value::Boolean(empty)) => (Atom::Empty, !empty),
            (Takes::Value | Takes::List, value) => (Atom::Among(Among::of(value)), is_not),
            (Takes::Words, Value::Text(text)) => (Atom::Words(operator.positive(), fold::words_key(text)), is_not),
            (_, value) => match Interval::of(clause) {
                Some(interval) => (Atom::Between(interval), false),
                None => (Atom::Other(operator, value), false),
            },
        };
        Self { clause, denied: denied != negative, atom }
    }

    /// Whether every contact that meets this one meets `other`.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        match (self.denied, other.denied) {
            (false, false) => self.within(other),
            (true, true) => other.within(self),
            (false, true) => self.disjoint(other),
            (true, false) => false,
        }
    }

    /// Whether no contact meets both.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        match (self.denied, other.denied) {
            (false, false) => self.disjoint(other),
            (false, true) => self.within(other),
            (true, false) => other.within(self),
            (true, true) => false,
        }
    }

    /// Whether every contact meets one of the two.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        match (self.denied, other.denied) {
            (false, false) => false,
            (false, true) => other.within(self),
            (true, false) => self.within(other),
            (true, true) => self.disjoint(other),
        }
    }

    /// Whether it is met by whoever has none of some values.
    const fn denies_values(&self) -> bool {
        self.denied && matches!(self.atom, Atom::Among(_))
    }

    /// Whether only a contact with several values has both of what the two deny.
    pub(crate) fn apart(&self, other: &Self) -> bool {
        match (&self.atom, &other.atom) {
            (Atom::Among(own), Atom::Among(other)) => own.looks.is_disjoint(&other.looks),
            (Atom::Between(own), Atom::Between(other)) => own.disjoint(other),
            _ => self.disjoint(other),
        }
    }

    /// Why the two exclude each other, or in an `or` leave nothing out.
    fn reason(&self, other: &Self, and: bool) -> &'static str {
        match (&self.atom, &other.atom) {
            (Atom::Empty, _) | (_, Atom::Empty) if and => "a field cannot be empty and have a value",
            (Atom::Empty, _) | (_, Atom::Empty) => "a field is empty or it is not",
            (Atom::Words(..) | Atom::Other(..), _) | (_, Atom::Words(..) | Atom::Other(..)) => {
                "one clause negates the other"
            }
            _ if self.denied != other.denied => "one clause negates the other",
            (Atom::Among(_), Atom::Among(_)) => "a contact has only one value for this field",
            _ => "the two ranges do not overlap",
        }
    }

    /// The atoms alone: whether a contact that meets this one's meets the other's.
    fn within(&self, other: &Self) -> bool {
        match (&self.atom, &other.atom) {
            (Atom::Empty, Atom::Empty) => true,
            (Atom::Among(own), Atom::Among(other)) => own.values.is_subset(&other.values),
            (Atom::Between(own), Atom::Between(other)) => is_single(self.clause) && own.within(other),
            (Atom::Among(_), Atom::Between(around)) => {
                is_single(self.clause) && Interval::of(self.clause).is_some_and(|point| point.within(around))
            }
            (Atom::Words(operator, words), Atom::Words(other_operator, others)) => {
                operator == other_operator && words == others
            }
            (Atom::Other(operator, value), Atom::Other(other_operator, other)) => {
                operator == other_operator && value == other
            }
            _ => false,
        }
    }

    /// The atoms alone: whether no contact meets both.
    fn disjoint(&self, other: &Self) -> bool {
        match (&self.atom, &other.atom) {
            (Atom::Empty, Atom::Empty) => false,
            (Atom::Empty, _) | (_, Atom::Empty) => true,
            // `not_in_range` asks for a value outside, so it is not a mere denial of `range`.
            (Atom::Between(_), Atom::Other(operator, value)) => {
                self.clause.operator().negated() == Some(*operator) && *value == self.clause.value()
            }
            (Atom::Other(..), Atom::Between(_)) => other.disjoint(self),
            (Atom::Other(operator, value), Atom::Other(other_operator, other)) => {
                operator.negated() == Some(*other_operator) && value == other
            }
            // Two clauses on a field of several values may be met by two values.
            _ if !is_single(self.clause) => false,
            (Atom::Among(own), Atom::Among(other)) => own.looks.is_disjoint(&other.looks),
            (Atom::Between(own), Atom::Between(other)) => own.disjoint(other),
            (Atom::Among(_), Atom::Between(around)) => {
                Interval::of(self.clause).is_some_and(|point| point.disjoint(around))
            }
            (Atom::Between(_), Atom::Among(_)) => other.disjoint(self),
            _ => false,
        }
    }
}

impl Among {
    fn of(value: &Value) -> Self {
        let mut among = Self::default();
        match value {
            Value::List(items) => items.iter().for_each(|item| among.add(item)),
            item => among.add(item),
        }
        among
    }

    fn add(&mut self, value: &Value) {
        match value {
            // `all` is met by both types.
            Value::RecordType(RecordType::All) => {
                for record_type in RecordType::ALL {
                    self.values.insert(key(&Value::RecordType(record_type)));
                    self.looks.insert(record_type.name().to_owned());
                }
            }
            Value::Choice { id, label } => {
                self.values.insert(key(value));
                self.looks.extend([Some(id), label.as_ref()].into_iter().flatten().flat_map(|text| fold::looks(text)));
            }
            value => {
                self.values.insert(key(value));
                match value.string() {
                    Some(text) => self.looks.extend(fold::looks(&text)),
                    None => self.looks.extend([key(value)]),
                }
            }
        }
    }
}

/// Whether a contact has one value of the field at most. Another query may find many things at once.
pub(crate) fn is_single(clause: &Clause) -> bool {
    !clause.field().multiple && clause.field().kind != Kind::SavedSearch
}
