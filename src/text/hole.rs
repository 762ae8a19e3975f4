//! Clauses that are known later: when their parameters are given values, and their moving dates a present.

use std::borrow::Cow;

use super::ast::{Clause, End, Moving, Operand, Word, WordKind};
use super::finding::{Leaf, Place, Report};
use super::problem::Problem;
use crate::catalog::{FieldRef, Kind};
use crate::check::{self, Argument, Options, Raw, Resolved, Scalar, Written};
use crate::code;
use crate::diagnostic::{Collector, Diagnostic, Severity};
use crate::operator::{Operator, Takes};
use crate::query::{self, Query, Value};
use crate::span::Span;

/// A clause with parameters or moving dates, apart from its text.
#[derive(Clone, Debug)]
pub(crate) struct Hole {
    /// The number of the clause in its query, see [`query::Query::clauses`].
    pub(crate) index: usize,
    pub(crate) field: FieldRef,
    pub(crate) clause: Clause<'static>,
    /// How many parameters it has.
    pub(crate) places: usize,
    /// Whether its operator stands in the text.
    written: bool,
}

impl Hole {
    /// The clause on `field`, which holds parameters. A parameter alone after `in` is a period where the field takes no list.
    pub(super) fn new(index: usize, field: FieldRef, clause: &Clause<'_>, written: bool) -> Self {
        let mut clause = clause.clone().into_owned();
        if let Operand::Word(_) = clause.operand {
            let period = match clause.operator {
                Operator::In => Operator::Range,
                Operator::NotIn => Operator::NotInRange,
                other => other,
            };
            let takes = |operator| field.operators.contains(operator);
            if takes(period) && !takes(clause.operator) {
                clause.operator = period;
            }
        }
        let places = clause.operand.parameters().count();
        Self { index, field, clause, places, written }
    }

    /// A clause that stands for it until its values are known.
    pub(super) fn stand_in(&self) -> Query {
        Query::clause(query::Clause::validated(self.field.clone(), self.clause.operator, Value::Boolean(true)))
    }

    /// What is wrong with it whatever its parameters are given and whatever the present is.
    pub(super) fn errors(&self, options: &Options<'_>) -> Vec<Diagnostic> {
        let mut diagnostics = Collector::new(options.limits.errors);
        self.filled(&mut [], options, &mut diagnostics, &mut Vec::new());
        if let Operand::Range { start, end } = &self.clause.operand
            && [start, end].into_iter().any(|end| matches!(end, End::DayMonth { .. }))
        {
            // No value is a day of a month of any year.
            for word in self.parameters() {
                diagnostics.add(
                    Diagnostic::new(Problem::Misplaced { part: "a day of any year" }, word.span)
                        .label("expected a day and a month (e.g. `5 Mar`)"),
                );
            }
        }
        let mut found = diagnostics.finish();
        found.retain(|found| found.severity() == Severity::Error && found.code() != code::E0225);
        found
    }

    /// Its parameters, in order of place.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &Word<'static>> {
        self.clause.operand.parameters()
    }

    /// Whether its parameter stands for a whole list.
    pub(crate) fn takes_list(&self) -> bool {
        matches!(self.clause.operand, Operand::Word(_)) && self.clause.operator.takes() == Takes::List
    }

    /// What the parameter `word` stands for, or the items of its list.
    pub(crate) fn kind(&self, word: &Word<'_>) -> Kind {
        let counts =
            |end: &End<'_>| matches!(end, End::Moving(_)) && end.word().is_some_and(|own| own.span == word.span);
        let number = match &self.clause.operand {
            Operand::Last { .. } | Operand::Day(_) => true,
            Operand::Range { start, end } => counts(start) || counts(end),
            Operand::Period(period) => counts(period),
            Operand::Empty(_) | Operand::Word(_) | Operand::List { .. } => false,
        };
        if number { Kind::Number } else { self.field.kind }
    }

    /// The clause with `given` for its parameters, in their order, which is taken; where nothing is given, nothing is judged.
    /// What moving dates in it come to is added to `resolved`.
    pub(crate) fn filled(
        &self,
        given: &mut [Option<Argument>],
        options: &Options<'_>,
        diagnostics: &mut Collector,
        resolved: &mut Vec<Resolved>,
    ) -> Option<Query> {
        let mut given = Given { places: given.iter_mut(), kind: self.field.kind };
        // What is offered for a whole text has no place for what is given.
        let mut report =
            Report { text: "", catalog: options.catalog, meant: false, offered: true, diagnostics, resolved };
        let mut place = Place { leaf: Leaf::Clause(&self.clause, self.written), report: &mut report };
        let mut judge =
            |raw: Raw<'_>| check::clause(options, self.field.clone(), self.clause.operator, raw, &mut place);
        match &self.clause.operand {
            Operand::Empty(empty) => judge(Raw::Empty(*empty)),
            Operand::Word(word) => match self.clause.operator.takes() {
                Takes::List => {
                    let kind = given.kind;
                    judge(Raw::List(&mut given.list().into_iter().map(|item| item.into_scalar(kind))))
                }
                Takes::Range | Takes::Days => judge(Raw::Period(&check::End::Value(given.value(word), None))),
                _ => judge(Raw::One(given.value(word))),
            },
            Operand::List { items, .. } => judge(Raw::List(&mut items.iter().map(|word| given.value(word)))),
            Operand::Range { start, end } => judge(Raw::Range(&given.end(start), &given.end(end))),
            Operand::Period(end) => judge(Raw::Period(&given.end(end))),
            Operand::Day(day) => judge(Raw::Day(&given.moving(day))),
            Operand::Last { quantity, unit, .. } => {
                let quantity = quantity.as_ref().map(|quantity| given.count(quantity));
                judge(Raw::Last { quantity: quantity.as_ref(), unit: &scalar(unit) })
            }
        }
    }
}

/// What is given for the parameters of a clause that were not met yet.
struct Given<'g> {
    places: std::slice::IterMut<'g, Option<Argument>>,
    kind: Kind,
}

impl Given<'_> {
    fn next(&mut self) -> Option<Argument> {
        self.places.next()?.take()
    }

    /// The values of the list that is given next; where none is, one that no more is to be said of.
    fn list(&mut self) -> Vec<Argument> {
        self.next().map_or_else(|| vec![Argument::List(Vec::new())], Argument::into_items)
    }

    fn value<'w>(&mut self, word: &'w Word<'_>) -> Scalar<'w> {
        self.scalar(word, self.kind)
    }

    /// A number of units.
    fn count<'w>(&mut self, word: &'w Word<'_>) -> Scalar<'w> {
        self.scalar(word, Kind::Number)
    }

    fn scalar<'w>(&mut self, word: &'w Word<'_>, kind: Kind) -> Scalar<'w> {
        let given = if word.kind == WordKind::Parameter { self.next() } else { None };
        given.map_or_else(|| scalar(word), |given| given.into_scalar(kind))
    }

    fn end<'w>(&mut self, end: &'w End<'_>) -> check::End<'w> {
        match end {
            End::Word(word) => check::End::Value(self.value(word), None),
            End::Moving(date) => check::End::Moving(self.moving(date)),
            End::DayMonth { .. } => end_of(end),
        }
    }

    fn moving<'w>(&mut self, date: &'w Moving<'_>) -> check::Moving<'w> {
        check::Moving { quantity: date.quantity.as_ref().map(|word| self.count(word)), ..moving(date) }
    }
}

/// A value as written. A parameter is none.
#[inline]
pub(super) fn scalar<'w>(word: &'w Word<'_>) -> Scalar<'w> {
    let written = match word.kind {
        WordKind::Bare => Written::Bare,
        WordKind::Quoted => Written::Quoted,
        WordKind::Parameter => Written::Reported,
    };
    Scalar { text: Cow::Borrowed(&word.text), written }
}

/// An end of a range as written.
#[inline]
pub(super) fn end_of<'w>(end: &'w End<'_>) -> check::End<'w> {
    match end {
        End::Word(word) => check::End::Value(scalar(word), None),
        End::Moving(date) => check::End::Moving(moving(date)),
        End::DayMonth { day, month, .. } => {
            check::End::Day { day: day.as_ref().map(|day| Cow::Borrowed(&*day.text)), month: *month }
        }
    }
}

/// A moving date as written.
pub(super) fn moving<'w>(date: &'w Moving<'_>) -> check::Moving<'w> {
    check::Moving {
        anchor: date.anchor,
        quantity: date.quantity.as_ref().map(scalar),
        unit: date.unit.as_ref().map(|unit| Cow::Borrowed(&*unit.text)),
    }
}

/// The error for the parameter `name`, with its braces, that has no value, and stands for one of this kind.
pub(crate) fn no_argument(name: &str, span: Span, kind: Kind) -> Diagnostic {
    let diagnostic = Diagnostic::new(Problem::NoArgument { name: name.to_owned() }, span)
        .label("stands for a value that a program gives");
    if matches!(kind, Kind::Text | Kind::Tag | Kind::Address) {
        diagnostic.help(format!("to search for `{name}` itself, put it in quotes"))
    } else {
        diagnostic
    }
}
