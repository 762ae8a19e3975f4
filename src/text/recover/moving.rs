//! Moving dates without their `in`, and ages in words: `created this month`, `created more than 90 days ago`.

use super::edit;
use super::lookahead::{one_line, skip_blank};
use crate::catalog::{FieldRef, Kind};
use crate::diagnostic::Diagnostic;
use crate::operator::Operator;
use crate::span::Span;
use crate::text::ast::{Clause, End, Expr, FieldName, Moving, Operand, Word, WordKind};
use crate::text::clause::clause;
use crate::text::parse::Parser;
use crate::text::problem::Problem;
use crate::value::{Anchor, Calendar, Unit};

/// Words before an age, whether they ask for what is older, and whether `ago` must follow it.
const AGES: [(&str, bool, bool); 7] = [
    ("older than", true, false),
    ("longer than", true, true),
    ("more than", true, true),
    ("over", true, true),
    ("newer than", false, false),
    ("younger than", false, false),
    ("less than", false, true),
];

/// Words for a whole period that stand for the language's.
const PERIODS: [(&str, Anchor); 4] = [
    ("current", Anchor::This),
    ("prior", Anchor::Previous),
    ("preceding", Anchor::Previous),
    ("former", Anchor::Previous),
];

impl<'a> Parser<'a, '_> {
    /// What `words`, which are all of an operand, ask about the days of a field that they begin with.
    pub(crate) fn days_of_field(&mut self, words: &[Span]) -> Option<Expr<'a>> {
        let (first, last) = (*words.first()?, *words.last()?);
        let (known, length) = (1..words.len().min(5)).rev().find_map(|length| {
            let name = first.to(*words.get(length - 1)?);
            let known = self.recovery.catalog.field(&one_line(name.of(self.text)))?;
            is_dated(&known).then_some((known, length))
        })?;
        let span = first.to(*words.get(length - 1)?);
        let field = FieldName { span, name: one_line(span.of(self.text)).into(), custom: false, quoted: false };
        let start = words.get(length)?.start;
        let ends = |moving: &Moving<'_>| moving.span.end == last.end;
        if let Some(moving) = self.moving_at(start).filter(ends) {
            return Some(self.without_in(field, moving));
        }
        let word = self.bare_at(start)?.text;
        if word.eq_ignore_ascii_case("last")
            && let Some(last) = self.last_by_parameter(&field, Span::new(start, start + word.len()), last.end)
        {
            return Some(last);
        }
        if !known.past {
            return None;
        }
        let after = skip_blank(self.text, start + word.len());
        if word.eq_ignore_ascii_case("since")
            && let Some(moving) = self.moving_at(after).filter(ends)
        {
            return Some(self.since(field, Span::new(start, start + word.len()), moving));
        }
        self.age(&known, field, start, last.end)
    }

    /// `created this month`
    fn without_in(&mut self, field: FieldName<'a>, moving: Moving<'a>) -> Expr<'a> {
        let whole = field.span.to(moving.span);
        let place = Span::at(moving.span.start);
        let words = super::excerpt(whole.of(self.text));
        self.report.sure(|| {
            Diagnostic::new(Problem::NoOperator { words }, whole)
                .label("expected `in` before a moving date")
                .suggest("use `in`", place, "in ")
                .certain()
        });
        self.mended();
        clause(field, Operator::Range, place, Operand::Period(End::Moving(Box::new(moving))))
    }

    /// `created last {n} days`: the words after the `last` at `place`, which end at `end`.
    fn last_by_parameter(&mut self, field: &FieldName<'a>, place: Span, end: usize) -> Option<Expr<'a>> {
        let quantity = self.quantity_at(skip_blank(self.text, place.end))?;
        let unit = self.unit_after(quantity.span)?;
        Unit::find(&unit.text).filter(|_| quantity.kind == WordKind::Parameter && unit.span.end == end)?;
        let words = super::excerpt(field.span.to(unit.span).of(self.text));
        let whole = field.span.to(unit.span);
        self.report.sure(|| {
            Diagnostic::new(Problem::NoOperator { words }, whole)
                .label("expected `in` before a moving period")
                .suggest("use `in`", Span::at(place.start), "in ")
                .certain()
        });
        self.mended();
        let operand = Operand::Last { span: quantity.span.to(unit.span), quantity: Some(quantity), unit };
        Some(clause(field.clone(), Operator::InTheLast, place, operand))
    }

    /// `created since yesterday`
    fn since(&mut self, field: FieldName<'a>, place: Span, moving: Moving<'a>) -> Expr<'a> {
        let alone = moving.anchor == Anchor::Today;
        let said = format!("in {}{}", moving.text(), if alone { "" } else { "..today" });
        let whole = place.to(moving.span);
        self.report.sure(|| {
            Diagnostic::new(Problem::TimeWord { found: place.of(self.text).to_owned() }, place)
                .label("expected a range with both ends")
                .suggest("up to today", whole, said)
                .certain()
        });
        self.mended();
        let today = Moving { span: moving.span, anchor: Anchor::Today, quantity: None, unit: None };
        let end = End::Moving(Box::new(today));
        let start = End::Moving(Box::new(moving));
        clause(field, Operator::Range, place, if alone { Operand::Period(end) } else { Operand::Range { start, end } })
    }

    /// `created older than 1 year`, `company last contacted more than 90 days ago`: the words at `start`, which end at `end`.
    fn age(&mut self, known: &FieldRef, field: FieldName<'a>, start: usize, end: usize) -> Option<Expr<'a>> {
        let (place, older, ago) = AGES.iter().find_map(|&(words, older, ago)| {
            let mut at = start;
            for word in words.split(' ') {
                at = skip_blank(self.text, at);
                self.word_at(at).filter(|found| found.eq_ignore_ascii_case(word))?;
                at += word.len();
            }
            Some((Span::new(start, at), older, ago))
        })?;
        let quantity = self.quantity_at(skip_blank(self.text, place.end))?;
        let unit = self.unit_after(quantity.span)?;
        let known_unit = Unit::find(&unit.text)?;
        let last = self.bare_after(unit.span).filter(|word| word.text.eq_ignore_ascii_case("ago"));
        let whole = place.to(last.as_ref().map_or(unit.span, |ago| ago.span));
        if whole.end != end || ago && last.is_none() {
            return None;
        }
        let time = quantity.span.to(unit.span);
        let day = older && known_unit != Unit::Second && known.operators.contains(Operator::Lt);
        let said = match (older, day) {
            (true, true) => format!("< {} ago", one_line(time.of(self.text))),
            (true, false) => format!("not in last {}", one_line(time.of(self.text))),
            (false, _) => format!("in last {}", one_line(time.of(self.text))),
        };
        let than = if older { "longer ago" } else { "not so long ago" };
        let found = one_line(place.of(self.text));
        self.report.sure(|| {
            Diagnostic::new(Problem::OperatorWords { found }, place)
                .label("expected an operator (e.g. `in`)")
                .suggest(format!("{than}: `{said}`"), whole, said.clone())
                .certain()
        });
        self.mended();
        let (operator, operand) = if day {
            let date = Moving { span: time, anchor: Anchor::Ago, quantity: Some(quantity), unit: Some(unit) };
            (Operator::Lt, Operand::Day(Box::new(date)))
        } else {
            let operator = if older { Operator::NotInTheLast } else { Operator::InTheLast };
            (operator, Operand::Last { span: time, quantity: Some(quantity), unit })
        };
        Some(clause(field, operator, place, operand))
    }

    /// `in current month`: the first word of `clause` stands after `in`, and a period follows it.
    pub(crate) fn other_anchor(&mut self, clause: &mut Clause<'a>) -> bool {
        let Operand::Period(End::Word(first)) = &clause.operand else { return false };
        let known = PERIODS.iter().find(|(word, _)| first.text.eq_ignore_ascii_case(word));
        let Some(&(_, anchor)) = known.filter(|_| first.kind == WordKind::Bare) else { return false };
        let period = self.bare_after(first.span).filter(|period| Calendar::find(&period.text).is_some());
        let Some(unit) = period else { return false };
        let span = first.span.to(unit.span);
        if !self.ends_after(span) {
            return false;
        }
        let (place, instead) = (first.span, anchor.name());
        self.report.sure(|| {
            Diagnostic::new(Problem::CalendarWords { found: span.of(self.text).to_owned() }, span)
                .label(format!("expected `{instead}`"))
                .suggest(format!("use `{instead}`"), place, instead)
                .certain()
        });
        let moving = Moving { span, anchor, quantity: None, unit: Some(unit) };
        clause.operand = Operand::Period(End::Moving(Box::new(self.take_moving(moving))));
        true
    }

    /// `created not today`, `created isn't this month`: the `problem` of a negative at `place`, where a moving date follows,
    /// which `!=` does not take.
    pub(crate) fn not_that_day(&mut self, field: &FieldName<'a>, place: Span, problem: Problem) -> Option<Expr<'a>> {
        let known = self.recovery.catalog.field(&field.name).filter(|_| !field.custom)?;
        let moving = self.moving_at(self.at).filter(|_| is_dated(&known))?;
        if !self.ends_after(moving.span) {
            return None;
        }
        let negated = [self.not_before(field.span.start), edit(place, self.apart(place, "in"))];
        let denied = self.apart(place, "not in");
        self.report.sure(|| {
            let diagnostic = Diagnostic::new(problem, place).label("expected `in` or `not in` before a moving date");
            // Days of the year have no negative.
            if known.kind == Kind::Birthday {
                return diagnostic.suggest_all("on another day, or without one", negated.into()).certain();
            }
            diagnostic
                .suggest("on another day", place, denied)
                .suggest_all("on another day, or without one", negated.into())
        });
        Some(self.skip_from(field.span.start))
    }

    /// `created = this month`: more of a moving date than its first word, which was taken for a value.
    pub(crate) fn moving_after_is(&mut self, expr: &mut Expr<'a>) -> bool {
        let Expr::Clause(Clause { field, operator, operator_span, operand: operand @ Operand::Word(_) }) = expr else {
            return false;
        };
        let Operand::Word(Word { span, kind: WordKind::Bare, .. }) = operand else { return false };
        let dated = |field: &FieldName<'_>| {
            let known = self.recovery.catalog.field(&field.name);
            known.is_some_and(|known| is_dated(&known))
        };
        if *operator != Operator::Is || field.custom || !dated(field) {
            return false;
        }
        let Some(moving) = self.moving_at(span.start) else { return false };
        if !self.ends_after(moving.span) {
            return false;
        }
        let moving = self.take_moving(moving);
        let place = *operator_span;
        let with = self.apart(place, "in");
        self.report.sure(|| {
            Diagnostic::new(Problem::CalendarWords { found: moving.text() }, moving.span)
                .label("expected `in` before a moving period")
                .suggest("use `in`", place, with)
                .certain()
        });
        *operator = Operator::Range;
        *operand = Operand::Period(End::Moving(Box::new(moving)));
        self.mended();
        true
    }
}

fn is_dated(field: &FieldRef) -> bool {
    matches!(field.kind, Kind::Datetime | Kind::Birthday)
}
