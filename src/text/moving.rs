//! Days and periods that move with the present: `today`, `30 days ago`, `this month`, `next 7 days`.
//!
//! Their words are ordinary ones elsewhere, so each is looked at whole before a part of it is taken.

use std::borrow::Cow;

use super::ast::{End, Moving, Word, WordKind};
use super::parse::Parser;
use super::recover::skip_blank;
use crate::lex::{self, Reserved, is_quantity};
use crate::operator::Operator;
use crate::span::Span;
use crate::value::{Anchor, Calendar};

impl<'a> Parser<'a, '_> {
    /// The end that begins with `first`, which was taken, and is a parameter, or a bare word but no month.
    #[inline]
    pub(crate) fn moving_or(&mut self, first: Word<'a>) -> End<'a> {
        let begins = match first.text.as_bytes().first() {
            // Mostly nothing, or `and`, follows.
            Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'{') => {
                self.at_word() && !matches!(self.peek_reserved(), Some(Reserved::And | Reserved::Or))
            }
            Some(b't' | b'T' | b'y' | b'Y' | b'p' | b'P' | b'n' | b'N') => true,
            _ => false,
        };
        if begins && let Some(moving) = self.moving_at(first.span.start) {
            return End::Moving(Box::new(self.take_moving(moving)));
        }
        End::Word(first)
    }

    /// A day so many units ago or from now after `operator`, where such a one begins with `first`, which was taken, and
    /// nothing else of a value follows it.
    #[cold]
    pub(crate) fn counted_day(&mut self, operator: Operator, first: &Word<'a>) -> Option<Moving<'a>> {
        if operator.is_full_text() || first.kind == WordKind::Quoted || !self.at_word() {
            return None;
        }
        let day = self.counted_at(first.span.start)?;
        self.ends_after(day.span).then(|| self.take_moving(day))
    }

    /// A moving day after the next token, which is `on`, where that ends the operand.
    #[cold]
    pub(crate) fn on_day(&mut self) -> Option<Moving<'a>> {
        let start = skip_blank(self.text, self.at + "on".len());
        let day = self.moving_at(start).filter(|day| day.anchor.is_day())?;
        self.ends_after(day.span).then_some(day)
    }

    pub(crate) fn ends_after(&mut self, span: Span) -> bool {
        let next = skip_blank(self.text, span.end);
        self.looking_at(next, Self::at_end_of_operand)
    }

    /// Takes what is left of `moving`.
    pub(crate) fn take_moving(&mut self, moving: Moving<'a>) -> Moving<'a> {
        self.parameters |= moving.quantity.as_ref().is_some_and(|number| number.kind == WordKind::Parameter);
        while self.at < moving.span.end {
            self.take_any();
        }
        moving
    }

    /// The moving date that begins at `at`, where a token may.
    #[cold]
    pub(crate) fn moving_at(&self, at: usize) -> Option<Moving<'a>> {
        let Some(first) = self.bare_at(at) else { return self.counted_at(at) };
        if let Some(anchor) = Anchor::of_day(&first.text) {
            return Some(Moving { span: first.span, anchor, quantity: None, unit: None });
        }
        if is_quantity(&first.text) {
            return self.counted_at(at);
        }
        let word = if first.text.eq_ignore_ascii_case("the") { self.bare_after(first.span)? } else { first.clone() };
        let anchor = Anchor::before_unit(&word.text)?;
        let next = skip_blank(self.text, word.span.end);
        let (quantity, unit) = match self.quantity_at(next).filter(|_| anchor == Anchor::Next) {
            Some(quantity) => {
                let unit = self.unit_after(quantity.span)?;
                (Some(quantity), unit)
            }
            None => (None, self.bare_at(next).filter(|period| Calendar::find(&period.text).is_some())?),
        };
        Some(Moving { span: first.span.to(unit.span), anchor, quantity, unit: Some(unit) })
    }

    /// `30 days ago`, `3 weeks from now`
    fn counted_at(&self, at: usize) -> Option<Moving<'a>> {
        let quantity = self.quantity_at(at)?;
        let unit = self.unit_after(quantity.span)?;
        let last = self.bare_after(unit.span)?;
        let is = |word: &Word<'_>, name: &str| word.text.eq_ignore_ascii_case(name);
        let (anchor, end) = if is(&last, "ago") {
            (Anchor::Ago, last.span)
        } else {
            let now = self.bare_after(last.span).filter(|now| is(&last, "from") && is(now, "now"))?;
            (Anchor::FromNow, now.span)
        };
        Some(Moving { span: quantity.span.to(end), anchor, quantity: Some(quantity), unit: Some(unit) })
    }

    /// A number of units, right or wrong, or a parameter that stands for one.
    pub(crate) fn quantity_at(&self, at: usize) -> Option<Word<'a>> {
        if let Some(word) = self.bare_at(at) {
            return is_quantity(&word.text).then_some(word);
        }
        let (_, text) = lex::parameter(self.text.get(at..)?).ok()?;
        Some(Word { span: Span::new(at, at + text.len()), text: Cow::Borrowed(text), kind: WordKind::Parameter })
    }

    pub(crate) fn unit_after(&self, span: Span) -> Option<Word<'a>> {
        self.bare_after(span).filter(|unit| !is_quantity(&unit.text) && lex::reserved_value(&unit.text).is_none())
    }

    pub(crate) fn bare_after(&self, span: Span) -> Option<Word<'a>> {
        self.bare_at(skip_blank(self.text, span.end))
    }

    pub(crate) fn bare_at(&self, at: usize) -> Option<Word<'a>> {
        let word = lex::leading_word(self.text.get(at..)?);
        let span = Span::new(at, at + word.len());
        (!word.is_empty()).then_some(Word { span, text: Cow::Borrowed(word), kind: WordKind::Bare })
    }
}
