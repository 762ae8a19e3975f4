//! What the check finds in a clause, as diagnostics of filter text: where each part stands, and how what is suggested is
//! written there.

use super::ast::{Clause, End, Operand, Word};
use super::canonical::operand;
use super::form::Text;
use super::reading::Site;
use super::recover::period_meant;
use crate::catalog::{Catalog, FieldRef, Kind};
use crate::check::{Finding, Form, Instead, Part, Resolved, Sink, What};
use crate::diagnostic::{Collector, Diagnostic, Edit};
use crate::operator::{Operator, Sense, Takes};
use crate::span::Span;
use crate::value::Date;

/// Where the findings about one clause go.
pub(super) struct Place<'p, 'a, 'r> {
    pub(super) leaf: Leaf<'p, 'a>,
    pub(super) report: &'p mut Report<'r>,
}

/// The text that is judged, and what is found in it.
pub(super) struct Report<'r> {
    /// Nothing of a tree that was made to be printed.
    pub(super) text: &'r str,
    pub(super) catalog: &'r Catalog,
    /// Whether its clauses are meant by others, whose mistakes are said: nothing else looks odd before they are mended.
    pub(super) meant: bool,
    /// Whether it is said what the whole text means.
    pub(super) offered: bool,
    pub(super) diagnostics: &'r mut Collector,
    pub(super) resolved: &'r mut Vec<Resolved>,
}

/// What a query text consists of.
#[derive(Clone, Copy)]
pub(super) enum Leaf<'p, 'a> {
    /// A clause; whether its operator stands in the text, rather than another one that means it.
    Clause(&'p Clause<'a>, bool),
    Keyword(&'p Word<'a>),
}

impl Sink for Place<'_, '_, '_> {
    fn form(&self) -> Option<&dyn Form> {
        self.report.diagnostics.has_room().then_some(&Text)
    }

    fn errors(&self) -> usize {
        self.report.diagnostics.errors()
    }

    fn take(&mut self, finding: Finding) {
        let Report { text, catalog, meant, .. } = *self.report;
        let warning = matches!(finding.what, What::Lint(_));
        if warning && meant {
            return;
        }
        let moving = matches!(&finding.what, What::Problem(problem) if problem.is_of_moving());
        let mut diagnostic = self.leaf.diagnostic(finding);
        if let (Leaf::Clause(clause, _), false, false) = (self.leaf, warning || meant || moving, text.is_empty()) {
            let operand = clause.operand.span().unwrap_or(clause.operator_span).start;
            let site = Site { text, catalog, clause: Some(clause.span().start), operand };
            diagnostic = site.graded(diagnostic, &mut self.report.offered);
        }
        self.report.diagnostics.add(diagnostic);
    }

    #[cold]
    fn resolved(&mut self, from: Date, to: Date) {
        if let Leaf::Clause(clause, _) = self.leaf
            && let Some(span) = clause.operand.span()
        {
            let mut text = String::new();
            operand(&mut text, clause.operator, &clause.operand, Some(Kind::Datetime));
            self.report.resolved.push(Resolved { span, text: text.to_lowercase(), from, to });
        }
    }
}

impl Leaf<'_, '_> {
    fn span(self, part: Part) -> Span {
        let clause = match self {
            Self::Clause(clause, _) => clause,
            Self::Keyword(word) => return word.span,
        };
        let span = match (part, &clause.operand) {
            (Part::Field, _) => Some(clause.field.span),
            (Part::Operator, _) => None,
            (Part::Item(index), Operand::List { items, .. }) => items.get(index).map(|item| item.span),
            (Part::Start, Operand::Range { start, .. }) => Some(start.span()),
            (Part::End, Operand::Range { end, .. }) => Some(end.span()),
            (Part::Unit, Operand::Last { unit, .. }) => Some(unit.span),
            (Part::Quantity, Operand::Last { quantity: Some(quantity), .. }) => Some(quantity.span),
            (Part::Unit, Operand::Day(moving) | Operand::Period(End::Moving(moving))) => {
                moving.unit.as_ref().map(|unit| unit.span)
            }
            (Part::Quantity, Operand::Day(moving) | Operand::Period(End::Moving(moving))) => {
                moving.quantity.as_ref().map(|quantity| quantity.span)
            }
            (_, operand) => operand.span(),
        };
        span.unwrap_or(clause.operator_span)
    }

    fn diagnostic(self, mut finding: Finding) -> Diagnostic {
        let span = self.span(finding.part);
        if let Some(parameter) = self.given(finding.part) {
            // Another value cannot be written into the text.
            finding.help.extend(std::mem::take(&mut finding.suggestions).into_iter().map(|instead| instead.label));
            return finding.diagnostic(span, |_, _| None).given(&parameter);
        }
        let period = if finding.suggestions.is_empty() { self.period_meant(finding.part) } else { None };
        let diagnostic = finding.diagnostic(span, |instead, about| self.edits(instead, about));
        match period {
            Some(period) => diagnostic.suggest(format!("write `{period}`"), span, period).certain(),
            None => diagnostic,
        }
    }

    /// The parameters that `part` was given for, in words; none where it stands in the text.
    fn given(self, part: Part) -> Option<String> {
        let Self::Clause(clause, _) = self else { return None };
        let one = |word: &Word<'_>| word.parameter().map(|_| format!("the parameter `{}`", word.text));
        match (part, &clause.operand) {
            (Part::Field | Part::Operator | Part::Unit, _) => None,
            (Part::Item(index), Operand::List { items, .. }) => items.get(index).and_then(one),
            (Part::Item(index), Operand::Word(word)) => {
                one(word).map(|parameter| format!("item {} of {parameter}", index + 1))
            }
            (Part::Start, Operand::Range { start, .. }) => start.word().and_then(one),
            (Part::End, Operand::Range { end, .. }) => end.word().and_then(one),
            (Part::Quantity, Operand::Last { quantity, .. }) => quantity.as_ref().and_then(one),
            (Part::Quantity, Operand::Day(moving) | Operand::Period(End::Moving(moving))) => {
                moving.quantity.as_ref().and_then(one)
            }
            (_, operand) => match operand.parameters().collect::<Vec<_>>().as_slice() {
                [] => None,
                [word] => one(word),
                words => {
                    let names: Vec<String> = words.iter().map(|word| format!("`{}`", word.text)).collect();
                    Some(format!("the parameters {}", names.join(" and ")))
                }
            },
        }
    }

    /// What the words after `in` are meant as, which are not a period.
    fn period_meant(self, part: Part) -> Option<String> {
        match self {
            Self::Clause(Clause { operand: Operand::Period(End::Word(word)), .. }, _) if part == Part::Value => {
                period_meant(&word.text)
            }
            _ => None,
        }
    }

    /// The edits that write `instead`; none where that cannot be.
    fn edits(self, instead: &Instead, about: Option<&(FieldRef, Operator)>) -> Option<Vec<Edit>> {
        if let (Instead::Field(field), Self::Clause(clause, _)) = (instead, self) {
            return Some(vec![edit(clause.field.span, field.text())]);
        }
        let (field, operator) = about?;
        if let Instead::Value(part, value) = instead {
            return Some(vec![edit(self.span(*part), Text.value(field, *operator, value))]);
        }
        if let Instead::Words(part, words) = instead {
            let before = if matches!(self, Self::Keyword(_)) { "any ~ " } else { "" };
            return Some(vec![edit(self.span(*part), format!("{before}{words}"))]);
        }
        if let Instead::Query(query) = instead {
            let span = match self {
                Self::Clause(clause, _) => clause.span(),
                Self::Keyword(word) => word.span,
            };
            return Some(vec![edit(span, Text.query(query))]);
        }
        let Self::Clause(clause, written) = self else { return None };
        let edits = match instead {
            Instead::Field(_) | Instead::Value(..) | Instead::Words(..) | Instead::Query(_) => return None,
            Instead::Operator { not, operator } => {
                let mut edits = negation(clause, *not);
                if clause.operator.text() != operator.text() {
                    edits.push(edit(clause.operator_span, operator.text()));
                }
                edits.extend(listed(clause, *operator));
                edits
            }
            Instead::Clause { not, operator, value } => {
                let value = Text.value(field, *operator, value);
                let mut edits = negation(clause, *not);
                if clause.operator.text() != operator.text() {
                    edits.push(edit(clause.operator_span, operator.text()));
                }
                edits.push(edit(clause.operand.span()?, value));
                edits
            }
            Instead::Swapped => match &clause.operand {
                Operand::Range { start, end } => {
                    let swapped = format!("{}..{}", fixed_or_moving(end)?, fixed_or_moving(start)?);
                    vec![range(clause, written, clause.operator, &swapped)?]
                }
                _ => return None,
            },
            Instead::Moving { operator, text } => vec![range(clause, written, *operator, text)?],
            Instead::AnyPeriod(periods) => {
                let name = field.text();
                let clauses: Vec<String> = periods.iter().map(|period| format!("{name} in {period}")).collect();
                vec![edit(clause.span(), format!("({})", clauses.join(" or ")))]
            }
            Instead::Units(units) => match &clause.operand {
                Operand::Day(moving) | Operand::Period(End::Moving(moving)) => {
                    let start = moving.quantity.as_ref()?.span;
                    vec![edit(start.to(moving.unit.as_ref()?.span), units.to_string())]
                }
                _ => return None,
            },
            Instead::Each(operator) => {
                let Operand::List { items, .. } = &clause.operand else { return None };
                let name = field.text();
                let join = if operator.sense() == Sense::Is { " or " } else { " and " };
                let clauses = items.iter().map(|item| format!("{name} {} {}", operator.text(), item.spelled()));
                vec![edit(clause.span(), format!("({})", clauses.collect::<Vec<_>>().join(join)))]
            }
        };
        // What stands in place of the operator has a mistake of its own, which mends it.
        let mends =
            |edit: &Edit| edit.span.start < clause.operator_span.end && clause.operator_span.start < edit.span.end;
        (written || !edits.iter().any(mends)).then_some(edits)
    }
}

/// A `not` before the clause.
fn negation(clause: &Clause<'_>, not: bool) -> Vec<Edit> {
    if not { vec![edit(Span::at(clause.span().start), "not ")] } else { Vec::new() }
}

/// The parentheses that make a list of one value, where `operator` takes one.
fn listed(clause: &Clause<'_>, operator: Operator) -> Vec<Edit> {
    let (span, words) = match &clause.operand {
        // A parameter after `in` is a list itself.
        Operand::Word(word) if word.parameter().is_some() && clause.operator.takes() == Takes::List => {
            return Vec::new();
        }
        Operand::Word(word) | Operand::Period(End::Word(word)) => (word.span, 1),
        Operand::Period(End::DayMonth { span, day, .. }) => (*span, 1 + usize::from(day.is_some())),
        Operand::Period(End::Moving(moving)) => (moving.span, moving.text().split(' ').count()),
        _ => return Vec::new(),
    };
    if operator.takes() != Takes::List {
        return Vec::new();
    }
    let (open, close) = if words > 1 { ("(\"", "\")") } else { ("(", ")") };
    vec![edit(Span::at(span.start), open), edit(Span::at(span.end), close)]
}

/// `operand` after `operator`, where it may stand after `between`; if that is not `written`, only the operand.
fn range(clause: &Clause<'_>, written: bool, operator: Operator, operand: &str) -> Option<Edit> {
    let place = clause.operand.span()?;
    if written {
        Some(edit(clause.operator_span.to(place), format!("{} {operand}", operator.text())))
    } else {
        (clause.operator.text() == operator.text()).then(|| edit(place, operand))
    }
}

/// An end as it stands, without quotes; none of days of the year, which may wrap.
fn fixed_or_moving(end: &End<'_>) -> Option<String> {
    match end {
        End::Word(word) => Some(word.text.to_string()),
        End::Moving(moving) => Some(moving.text()),
        End::DayMonth { .. } => None,
    }
}

fn edit(span: Span, text: impl Into<String>) -> Edit {
    Edit { span, text: text.into() }
}
