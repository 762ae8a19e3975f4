//! Keywords and clauses: a field, its operator, and what follows `is`.

use std::borrow::Cow;

use super::ast::{Clause, End, Expr, FieldName, Operand};
use super::open_join::Level;
use super::parse::Parser;
use crate::lex::{self, Reserved};
use crate::operator::Operator;
use crate::span::Span;

impl<'a> Parser<'a, '_> {
    /// keyword | clause
    pub(crate) fn primary(&mut self, level: &Level) -> Expr<'a> {
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                let word = self.quoted();
                if self.at_end_of_operand() {
                    return Expr::Keyword(word);
                }
                if quote == b'\'' {
                    return self.single_quoted_field(word, level);
                }
                self.operation(FieldName { span: word.span, name: word.text, custom: false, quoted: true }, level)
            }
            Some(b'`') => {
                let field = self.backticked();
                self.operation(field, level)
            }
            _ => match self.peek_plain() {
                Some(word) => {
                    let field = self.bare_field(word);
                    self.operation(field, level)
                }
                None => self.no_clause(level),
            },
        }
    }

    /// word { word } | custom
    fn bare_field(&mut self, first: &'a str) -> FieldName<'a> {
        let mut span = self.take(first.len());
        if self.at == span.end && first.eq_ignore_ascii_case("custom.") && matches!(self.byte(), Some(b'"' | b'`')) {
            let (rest, name) = if self.byte() == Some(b'"') {
                let word = self.quoted();
                (word.span, word.text)
            } else {
                let field = self.backticked();
                (field.span, field.name)
            };
            return FieldName { span: span.to(rest), name, custom: true, quoted: false };
        }
        let mut name = Cow::Borrowed(first);
        while let Some(word) = self.peek_plain() {
            if self.at_on() && self.on_day().is_some() {
                break;
            }
            let one_space = self.at == span.end + 1 && self.text.as_bytes().get(span.end) == Some(&b' ');
            span.end = self.take(word.len()).end;
            match &mut name {
                Cow::Borrowed(name) if one_space => *name = span.of(self.text),
                name => {
                    let name = name.to_mut();
                    name.push(' ');
                    name.push_str(word);
                }
            }
        }
        if after_custom(&name).is_none() {
            FieldName { span, name, custom: false, quoted: false }
        } else {
            let name = match name {
                Cow::Borrowed(name) => Cow::Borrowed(after_custom(name).unwrap_or_default()),
                Cow::Owned(name) => Cow::Owned(after_custom(&name).unwrap_or_default().to_owned()),
            };
            let wrong = name.starts_with(lex::is_wrong_quote);
            let name = if wrong { Cow::Owned(self.misquoted_custom(span, &name)) } else { name };
            FieldName { span, name, custom: true, quoted: false }
        }
    }

    /// Whether the next token is `on`, which stands for `in` before a moving day.
    fn at_on(&self) -> bool {
        self.peek().is_some_and(|word| word.eq_ignore_ascii_case("on"))
    }

    /// operation
    pub(crate) fn operation(&mut self, field: FieldName<'a>, level: &Level) -> Expr<'a> {
        if !self.at_word()
            && let Some((operator, length)) = Operator::of_sign(self.rest())
        {
            let span = self.take(length);
            return self.comparison(field, operator, span);
        }
        let Some(reserved) = self.peek_reserved() else {
            if self.at_on()
                && let Some(day) = self.on_day()
            {
                let span = self.take_word();
                let day = self.take_moving(day);
                return clause(field, Operator::Range, span, Operand::Period(End::Moving(Box::new(day))));
            }
            return self.no_operation(field, level);
        };
        match reserved {
            Reserved::And | Reserved::Or => self.no_operation(field, level),
            Reserved::Is => {
                let span = self.take_word();
                self.is(field, span)
            }
            Reserved::In => {
                let span = self.take_word();
                self.membership(field, false, span)
            }
            Reserved::Between => {
                let span = self.take_word();
                self.between(field, false, span)
            }
            Reserved::Contain | Reserved::Contains => {
                let span = self.take_word();
                self.comparison(field, Operator::Contain, span)
            }
            Reserved::Not => {
                let span = self.take_word();
                self.after_not(field, span, level)
            }
            Reserved::Does => {
                let span = self.take_word();
                self.does(field, span)
            }
            Reserved::Opens => {
                let span = self.take_word();
                self.opened(field, span)
            }
        }
    }

    /// What follows the `does` at `span`.
    pub(crate) fn does(&mut self, field: FieldName<'a>, mut span: Span) -> Expr<'a> {
        for (word, length) in [(Reserved::Not, "not".len()), (Reserved::Contain, "contain".len())] {
            if self.peek_reserved() != Some(word) {
                return self.incomplete_operator(field, span);
            }
            span = span.to(self.take(length));
        }
        self.comparison(field, Operator::NotContain, span)
    }

    /// What follows the first of an operator's two words, which stands at `span`: the second one, and the value.
    pub(crate) fn opened(&mut self, field: FieldName<'a>, span: Span) -> Expr<'a> {
        let operator = Operator::opened_by(span.of(self.text).as_bytes());
        let is_next =
            |operator: &Operator| self.peek().is_some_and(|word| word.eq_ignore_ascii_case(operator.second_word()));
        match operator.filter(is_next) {
            Some(operator) => {
                let span = span.to(self.take_word());
                self.comparison(field, operator, span)
            }
            None => self.incomplete_operator(field, span),
        }
    }

    /// What follows the `not`, at `span`, of an operator.
    pub(crate) fn after_not(&mut self, field: FieldName<'a>, span: Span, level: &Level) -> Expr<'a> {
        match self.peek_reserved() {
            Some(Reserved::In) => {
                let span = span.to(self.take_word());
                self.membership(field, true, span)
            }
            Some(Reserved::Between) => {
                let span = span.to(self.take_word());
                self.between(field, true, span)
            }
            Some(Reserved::Contain | Reserved::Contains) => {
                let span = span.to(self.take_word());
                self.comparison(field, Operator::NotContain, span)
            }
            _ if self.byte() == Some(b'~') => {
                let span = span.to(self.take(1));
                self.comparison(field, Operator::NotContain, span)
            }
            _ => self.not_after_field(field, span, level),
        }
    }

    /// value, after an operator that takes one.
    #[allow(clippy::inline_always)] // most clauses come here, and the call takes half of its time
    #[inline(always)]
    pub(crate) fn comparison(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        self.report.operand = self.at;
        let Some(word) = self.value() else { return self.no_value(field, operator, span) };
        // `< 90 days ago`
        if !self.at_end_of_operand()
            && let Some(day) = self.counted_day(operator, &word)
        {
            return clause(field, operator, span, Operand::Day(Box::new(day)));
        }
        clause(field, operator, span, Operand::Word(word))
    }

    /// What follows `is`.
    pub(crate) fn is(&mut self, field: FieldName<'a>, mut span: Span) -> Expr<'a> {
        let not = self.peek_reserved() == Some(Reserved::Not);
        if not {
            span = span.to(self.take(3));
        }
        self.after_is(field, not, span)
    }

    /// What follows `is` and `is not`.
    pub(crate) fn after_is(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        match self.peek() {
            Some(word) if word.eq_ignore_ascii_case("empty") => {
                let span = span.to(self.take(word.len()));
                clause(field, Operator::IsEmpty, span, Operand::Empty(!not))
            }
            Some(_) if self.peek_reserved().is_some() => self.reserved_after_is(field, not, span),
            _ => self.comparison(field, if not { Operator::IsNot } else { Operator::Is }, span),
        }
    }
}

pub(crate) const fn clause<'a>(
    field: FieldName<'a>,
    operator: Operator,
    operator_span: Span,
    operand: Operand<'a>,
) -> Expr<'a> {
    Expr::Clause(Clause { field, operator, operator_span, operand })
}

/// What follows `custom.` in the name of a custom field.
fn after_custom(name: &str) -> Option<&str> {
    let (prefix, rest) = name.split_at_checked("custom.".len())?;
    (prefix.eq_ignore_ascii_case("custom.") && !rest.is_empty() && !rest.starts_with(' ')).then_some(rest)
}
