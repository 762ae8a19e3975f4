//! Values, lists, ranges and periods: what follows an operator.

use std::borrow::Cow;

use super::ast::{End, Expr, FieldName, Operand, Word, WordKind};
use super::clause::clause;
use super::parse::Parser;
use crate::lex::{self, Reserved};
use crate::operator::Operator;
use crate::span::Span;
use crate::value::month;

/// What follows an item of a list.
pub(crate) enum Separator {
    /// Taken.
    Comma,
    /// Not taken yet.
    Close,
    /// Nothing that makes sense; the list ends here.
    None,
}

impl<'a> Parser<'a, '_> {
    /// What follows `in` and `not in`.
    pub(crate) fn membership(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        self.report.operand = self.at;
        if self.byte() == Some(b'(') {
            let operator = if not { Operator::NotIn } else { Operator::In };
            return match self.list() {
                Some(list) => clause(field, operator, span, list),
                None => Expr::Error(span.to(self.previous)),
            };
        }
        let is = |word: Option<&str>, name: &str| word.is_some_and(|word| word.eq_ignore_ascii_case(name));
        let word = self.peek();
        if is(word, "last") {
            let span = span.to(self.take(4));
            return self.last(field, not, span);
        }
        if is(word, "the") {
            let the = self.take(3);
            if is(self.peek(), "last") {
                let span = span.to(self.take(4));
                return self.last(field, not, span);
            }
            let the = Word { span: the, text: Cow::Borrowed(the.of(self.text)), kind: WordKind::Bare };
            let start = self.moving_or(the);
            return self.period(field, not, span, start);
        }
        match self.end() {
            Some(start) => self.period(field, not, span, start),
            None => self.no_period(field, not, span),
        }
    }

    /// `[".." end]`, after the first end.
    pub(crate) fn period(&mut self, field: FieldName<'a>, not: bool, span: Span, start: End<'a>) -> Expr<'a> {
        if lex::dots(self.rest()).is_err() {
            // Alone it stands for a list as well.
            if let End::Word(word @ Word { kind: WordKind::Parameter, .. }) = start {
                let operator = if not { Operator::NotIn } else { Operator::In };
                return clause(field, operator, span, Operand::Word(word));
            }
            return clause(field, range_operator(not, &start, &start), span, Operand::Period(start));
        }
        let dots = self.take(2);
        match self.end() {
            Some(end) => clause(field, range_operator(not, &start, &end), span, Operand::Range { start, end }),
            None => self.open_range(&field, dots),
        }
    }

    /// end "and" end
    pub(crate) fn between(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        self.report.operand = self.at;
        let Some(start) = self.end() else { return self.no_period(field, not, span) };
        if self.peek_reserved() != Some(Reserved::And) {
            return self.between_without_and(field, not, span, start);
        }
        let and = self.take(3);
        match self.end() {
            Some(end) => clause(field, range_operator(not, &start, &end), span, Operand::Range { start, end }),
            None => self.open_range(&field, and),
        }
    }

    /// end
    pub(crate) fn end(&mut self) -> Option<End<'a>> {
        let word = self.value()?;
        match word.kind {
            WordKind::Bare => {}
            WordKind::Quoted => return Some(End::Word(word)),
            WordKind::Parameter => return Some(self.moving_or(word)),
        }
        if let Some(month) = month::find(&word.text) {
            let day = self.peek().filter(|day| lex::is_day(day)).map(|day| self.bare(day));
            let span = day.as_ref().map_or(word.span, |day| word.span.to(day.span));
            return Some(End::DayMonth { span, day, month });
        }
        if lex::is_day(&word.text)
            && let Some((month, name)) = self.peek().and_then(|name| Some((month::find(name)?, name)))
        {
            let span = word.span.to(self.take(name.len()));
            return Some(End::DayMonth { span, day: Some(word), month });
        }
        Some(self.moving_or(word))
    }

    /// [ quantity ] unit
    fn last(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        let operator = if not { Operator::NotInTheLast } else { Operator::InTheLast };
        let mut quantity = self.peek().filter(|word| lex::is_quantity(word)).map(|word| self.bare(word));
        let mut unit = self.peek_value().filter(|word| !lex::is_quantity(word));
        if unit.is_none() && quantity.is_none() {
            quantity = self.parameter();
            unit = self.peek_value().filter(|word| !lex::is_quantity(word));
        }
        let Some(unit) = unit else { return self.no_unit(span, quantity) };
        let unit = self.bare(unit);
        let span_of_both = quantity.as_ref().map_or(unit.span, |quantity| quantity.span.to(unit.span));
        clause(field, operator, span, Operand::Last { span: span_of_both, quantity, unit })
    }

    /// list
    pub(crate) fn list(&mut self) -> Option<Operand<'a>> {
        let open = self.take(1);
        let mut items = Vec::new();
        loop {
            match self.value() {
                Some(word) => items.push(word),
                None => {
                    if !self.no_item(open, &mut items) {
                        return (!items.is_empty()).then(|| Operand::List { span: open.to(self.previous), items });
                    }
                }
            }
            match self.separator(open, &mut items) {
                Separator::Comma => {}
                Separator::Close => break,
                Separator::None => {
                    return (!items.is_empty()).then(|| Operand::List { span: open.to(self.previous), items });
                }
            }
        }
        Some(Operand::List { span: open.to(self.take(1)), items })
    }

    /// What follows an item.
    fn separator(&mut self, open: Span, items: &mut Vec<Word<'a>>) -> Separator {
        loop {
            match self.byte() {
                Some(b',') => {
                    self.take(1);
                    return Separator::Comma;
                }
                Some(b')') => return Separator::Close,
                _ => {
                    if let Some(separator) = self.after_item(open, items) {
                        return separator;
                    }
                }
            }
        }
    }

    /// value
    pub(crate) fn value(&mut self) -> Option<Word<'a>> {
        if let Some(b'"' | b'\'') = self.byte() {
            return Some(self.quoted());
        }
        match self.peek_value() {
            Some(word) => Some(self.bare(word)),
            None => self.parameter(),
        }
    }

    /// parameter
    #[cold]
    pub(crate) fn parameter(&mut self) -> Option<Word<'a>> {
        let (_, text) = lex::parameter(self.rest()).ok()?;
        self.parameters = true;
        Some(Word { span: self.take(text.len()), text: Cow::Borrowed(text), kind: WordKind::Parameter })
    }

    /// The next token, if it is a word that may stand bare as a value.
    fn peek_value(&self) -> Option<&'a str> {
        self.peek().filter(|_| !matches!(self.peek_reserved(), Some(Reserved::And | Reserved::Or | Reserved::Not)))
    }

    /// Takes `word`, which is the next token.
    pub(crate) fn bare(&mut self, word: &'a str) -> Word<'a> {
        Word { span: self.take(word.len()), text: Cow::Borrowed(word), kind: WordKind::Bare }
    }
}

/// Days of the year make a `day_month_range`. It has no negative: with `not` the check refuses them.
pub(crate) const fn range_operator(not: bool, start: &End<'_>, end: &End<'_>) -> Operator {
    match (not, start, end) {
        (true, ..) => Operator::NotInRange,
        (false, End::DayMonth { .. }, _) | (false, _, End::DayMonth { .. }) => Operator::DayMonthRange,
        (false, ..) => Operator::Range,
    }
}
