//! Parameters where none can stand: for a field, an operator, a unit, a whole clause, a part of a value.

use super::lookahead::{Stop, one_line};
use crate::catalog::Kind;
use crate::diagnostic::Diagnostic;
use crate::lex;
use crate::operator::{Operator, Takes};
use crate::span::Span;
use crate::text::ast::{Clause, End, Expr, FieldName, Operand, Word, WordKind};
use crate::text::parse::Parser;
use crate::text::problem::Problem;
use crate::value::Unit;

const WHERE: &str = "a parameter stands for a value, a list, a number of units or an end of a range";

impl<'a> Parser<'a, '_> {
    /// Whether the next token is a parameter.
    pub(super) fn at_parameter(&self) -> bool {
        lex::parameter(self.rest()).is_ok()
    }

    /// `{field} = vip`, `tag = vip and {q}`: a parameter where a clause should start.
    pub(super) fn parameter_for_clause(&mut self) -> Option<Expr<'a>> {
        let word = self.parameter()?;
        if self.at_end_of_operand() {
            self.report.error(|| {
                Diagnostic::new(Problem::Misplaced { part: "a clause" }, word.span)
                    .label("expected a clause (e.g. `tag = {tag}`)")
                    .help(WHERE)
                    .suggest("to search every field for it", Span::at(word.span.start), "any ~ ")
            });
            return Some(Expr::Error(word.span));
        }
        self.misplaced("a field", word.span, "expected the name of a field (e.g. `tag = {tag}`)");
        Some(self.skip_from(word.span.start))
    }

    /// `tag {operator} vip`, `tag {tag}`: a parameter where an operator should stand.
    pub(super) fn parameter_for_operator(&mut self, field: &FieldName<'a>) -> Option<Expr<'a>> {
        if let Some(expr) = self.days_by_parameter(field) {
            return Some(expr);
        }
        let word = self.parameter()?;
        if self.at_end_of_operand() && word.span.start > field.span.end {
            if let Some(expr) = self.time_word_before(&word, field) {
                return Some(expr);
            }
            let sign = self.sign_for(&field.name);
            self.report.error(|| {
                Diagnostic::new(Problem::NoOperator { words: super::excerpt(field.span.of(self.text)) }, field.span)
                    .label("expected an operator after it (e.g. `=` or `~`)")
                    .suggest(format!("use `{sign}`"), Span::at(word.span.start), format!("{sign} "))
            });
            return Some(Expr::Error(field.span.to(word.span)));
        }
        let (part, label) = if word.span.start == field.span.end {
            ("a part of a field's name", "expected the whole name (e.g. `custom.\"Shoe size\" = {size}`)")
        } else {
            ("an operator", "expected an operator (e.g. `=`, `~` or `in`)")
        };
        self.misplaced(part, word.span, label);
        Some(self.skip_from(field.span.start))
    }

    /// `created {n} days ago`, `created older than {n} days`: a parameter for a number of units after `field`, whose name goes on
    /// with what is asked of its days.
    fn days_by_parameter(&mut self, field: &FieldName<'a>) -> Option<Expr<'a>> {
        let number = self.quantity_at(self.at)?.span;
        let mut words = self.words_in(field.span);
        words.push(number);
        let mut end = number;
        // `days from now` are the most words of a unit.
        for _ in 0..3 {
            let Some(next) = self.unit_after(end) else { break };
            end = next.span;
            words.push(end);
        }
        if end == number || !self.ends_after(end) {
            return None;
        }
        let meant = self.days_of_field(&words)?;
        while self.at < end.end {
            self.take_any();
        }
        Some(meant)
    }

    /// `created on {day}`, `created since {day}`: a word of time at the end of what looks like `field`, before the parameter `day`,
    /// which was taken.
    fn time_word_before(&mut self, day: &Word<'a>, field: &FieldName<'a>) -> Option<Expr<'a>> {
        let words = self.words_in(field.span);
        let (&word, before) = words.split_last()?;
        let said = word.of(self.text).to_ascii_lowercase();
        let name = before.first()?.to(*before.last()?);
        let known = self.recovery.catalog.field(&one_line(name.of(self.text)))?;
        let sign = match &*said {
            "on" | "during" => Operator::Range,
            "since" => Operator::Gte,
            "after" => Operator::Gt,
            "before" => Operator::Lt,
            "until" | "till" => Operator::Lte,
            _ => return None,
        };
        if !matches!(known.kind, Kind::Datetime | Kind::Birthday) {
            return None;
        }
        let whole = word.to(day.span);
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::TimeWord { found: word.of(self.text).to_owned() }, word);
            if known.operators.contains(sign) {
                let sign = sign.text();
                return diagnostic.label("expected an operator").suggest(format!("use `{sign}`"), word, sign).certain();
            }
            let diagnostic = diagnostic.label("expected a range with both ends");
            if sign == Operator::Gte && known.past {
                diagnostic.suggest("up to today", whole, format!("in {}..today", day.text)).certain()
            } else {
                diagnostic.help(format!("e.g. `{} in {{from}}..{{to}}`", known.text()))
            }
        });
        Some(Expr::Error(name.to(day.span)))
    }

    /// `last 3 {unit}`: a parameter where a unit should stand, after the operator at `span`.
    pub(super) fn parameter_for_unit(&mut self, span: Span) -> Option<Expr<'a>> {
        let word = self.parameter()?;
        self.misplaced("a unit", word.span, "expected a unit (e.g. `last {n} months`)");
        Some(self.skip_from(span.start))
    }

    /// `Jon {name}`, `{name}x`: `value` goes on with a parameter, or goes on though it is one. All of it is taken.
    pub(super) fn parameter_in_value(&mut self, value: &Word<'a>) -> bool {
        if !self.at_parameter() && (value.kind != WordKind::Parameter || self.words_of_value() == 0) {
            return false;
        }
        // `${name}`, as shells and JavaScript write it.
        let dollar = matches!(&*value.text, "$" | "#") && value.span.end == self.at;
        let first = Span::new(value.span.start, self.at);
        let mut end = value.span;
        let mut words = self.words_of_value();
        loop {
            if let Some(word) = self.parameter() {
                end = word.span;
                words = self.words_of_value();
            } else if words > 0 {
                end = self.take_any();
                words -= 1;
            } else {
                break;
            }
        }
        let whole = value.span.to(end);
        self.guessed();
        let alone = lex::parameter(whole.of(self.text).get(first.end - first.start..).unwrap_or_default());
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::Misplaced { part: "a part of a value" }, whole)
                .label("expected a whole value: text or a parameter")
                .help("let the program that gives the value build all of it");
            match alone {
                Ok(("", name)) if dollar => diagnostic.suggest(format!("write `{name}`"), whole, name),
                _ => diagnostic,
            }
        });
        true
    }

    /// `in {a} to {b}`, `in {n} days`: the word at `next` goes on with a parameter after `in`.
    pub(super) fn words_after_parameter(&mut self, clause: &mut Clause<'a>, next: Span) -> bool {
        let Operand::Word(first) = &clause.operand else { return false };
        let whole = first.span.to(next);
        if self.at_to() {
            clause.operator = if clause.operator == Operator::NotIn { Operator::NotInRange } else { Operator::Range };
            clause.operand = Operand::Period(End::Word(first.clone()));
            return self.range_in_words(clause, next);
        }
        if Unit::find(next.of(self.text)).is_none() {
            return false;
        }
        self.take(next.end - next.start);
        self.guessed();
        self.report.error(|| {
            Diagnostic::new(Problem::CalendarWords { found: whole.of(self.text).to_owned() }, whole)
                .label("expected a period (e.g. `2025-03` or `last 3 months`)")
                .suggest("up to now", Span::at(whole.start), "last ")
        });
        true
    }

    /// `{{ tag }}`, as templates of pages write it, which is taken.
    pub(super) fn doubly_braced(&mut self) -> Option<Span> {
        let rest = self.rest().strip_prefix("{{")?;
        let inner = rest.get(..rest.find('}')?)?;
        let name = inner.trim();
        if name.len() == inner.len() || !lex::is_parameter_name(name) || !rest.get(inner.len()..)?.starts_with("}}") {
            return None;
        }
        let whole = self.take(inner.len() + "{{}}".len());
        self.report.error(|| {
            Diagnostic::new(Problem::Brackets { brackets: "braces" }, whole)
                .label("expected a parameter (e.g. `{tag}`) or a value (e.g. `vip`)")
                .suggest(format!("write `{{{name}}}`"), whole, format!("{{{name}}}"))
                .certain()
        });
        Some(whole)
    }

    /// `{{tag}}`, `{ tag }`, `{1}`: the one `item` in braces, at `whole`, after `operator`.
    pub(super) fn braced(&mut self, item: &Word<'a>, whole: Span, operator: Operator) {
        let value = if operator.takes() == Takes::List { format!("({})", item.text) } else { item.text.to_string() };
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::Brackets { brackets: "braces" }, whole)
                .label("expected a parameter (e.g. `{tag}`) or a value (e.g. `vip`)");
            if item.kind == WordKind::Parameter {
                return diagnostic.suggest("remove the outer braces", whole, &*item.text).certain();
            }
            let parameter = format!("{{{}}}", item.text);
            let diagnostic = if lex::parameter(&parameter).is_ok() {
                diagnostic.suggest(format!("the parameter `{parameter}`"), whole, parameter)
            } else {
                diagnostic.help("a parameter's name has letters, digits and `_`, and does not begin with a digit")
            };
            diagnostic.suggest("the value", whole, value)
        });
    }

    /// `in Mar {day}`: a parameter after what is not a single value.
    pub(super) fn parameter_after(&mut self) -> bool {
        let Some(word) = self.parameter() else { return false };
        self.misplaced("a part of a value", word.span, "expected `and`, `or`, `)` or the end before it");
        true
    }

    /// How many of the words ahead belong to the value before them, rather than to another clause.
    fn words_of_value(&self) -> usize {
        let ahead = self.words_ahead();
        match ahead.stop {
            Stop::Operator => ahead.words.len() - self.field_at_end(&ahead.words).unwrap_or(1).min(ahead.words.len()),
            Stop::End | Stop::Other => ahead.words.len(),
        }
    }

    fn misplaced(&mut self, part: &'static str, span: Span, label: &str) {
        self.report.error(|| Diagnostic::new(Problem::Misplaced { part }, span).label(label).help(WHERE));
    }
}
