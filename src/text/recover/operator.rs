//! What stands where an operator should.

use super::lookahead::{one_line, skip_blank};
use super::{edit, excerpt, period_meant, reads_after_in};
use crate::catalog::Kind;
use crate::diagnostic::Diagnostic;
use crate::lex::{self, Reserved};
use crate::lex::{quote, word};
use crate::operator::Operator;
use crate::span::Span;
use crate::text::ast::{Clause, Expr, FieldName, Operand, Word, WordKind};
use crate::text::open_join::Level;
use crate::text::parse::Parser;
use crate::text::problem::Problem;
use crate::text::reading::bound;
use crate::value;

impl<'a> Parser<'a, '_> {
    /// No operator follows `field`.
    #[cold]
    pub(in crate::text) fn no_operation(&mut self, field: FieldName<'a>, level: &Level) -> Expr<'a> {
        let start = field.span.start;
        if self.recovery.unterminated == Some(field.span.end) {
            return Expr::Error(field.span);
        }
        if self.byte() == Some(b'!') {
            let next = skip_blank(self.text, self.at + 1);
            if self.operator_at(next) && self.word_at(next).is_some() {
                let span = self.bang();
                return self.after_not(field, span, level);
            }
        }
        if self.at_parameter()
            && let Some(expr) = self.parameter_for_operator(&field)
        {
            return expr;
        }
        if let Some(b'!' | b'^') = self.byte() {
            return self.foreign_sign(field, Span::at(self.at));
        }
        if field.quoted {
            // A keyword, and what follows it is the mistake.
            if !self.at_end_of_operand() && self.text.as_bytes().get(start) == Some(&b'"') {
                return Expr::Keyword(Word { span: field.span, text: field.name, kind: WordKind::Quoted });
            }
            return self.field_alone(&field);
        }
        if field.custom {
            return self.field_alone(&field);
        }
        let words = self.words_in(field.span);
        let meant = self.colon(&words).or_else(|| self.typographic_sign(&words));
        let meant = meant.or_else(|| self.at_end_of_operand().then(|| self.days_of_field(&words)).flatten());
        if let Some(expr) = meant.or_else(|| self.phrase(&words)) {
            return expr;
        }
        match self.byte() {
            Some(b'(') => {
                let place = Span::at(self.at);
                let shown = field.span;
                self.report.error(|| {
                    Diagnostic::new(Problem::NoOperator { words: excerpt(shown.of(self.text)) }, shown)
                        .label("expected an operator after it (e.g. `in (a, b)`)")
                        .suggest(
                            "match any item of a list",
                            place,
                            if place.start == shown.end { " in " } else { "in " },
                        )
                });
                self.skip_from(start)
            }
            Some(b'"' | b'\'' | b'`') => {
                let place = Span::at(self.at);
                let glued = if place.start == field.span.end { " " } else { "" };
                let sign = self.sign_for(&field.name);
                self.report.error(|| {
                    Diagnostic::new(Problem::NoOperator { words: excerpt(field.span.of(self.text)) }, field.span)
                        .label("expected an operator after it (e.g. `=` or `~`)")
                        .suggest(format!("use `{sign}`"), place, format!("{glued}{sign} "))
                });
                self.skip_from(start)
            }
            _ if self.at_end_of_operand() || self.foreign_join().is_some() => self.words_alone(&field, &words, level),
            _ => {
                let found = self.found();
                self.give_up(start, Problem::Unexpected { found }, "expected an operator (e.g. `=`, `~` or `in`)")
            }
        }
    }

    /// `tag:vip`, `tag: vip`
    fn colon(&mut self, words: &[Span]) -> Option<Expr<'a>> {
        let text = self.text;
        let index = words.iter().position(|word| {
            let word = word.of(text);
            word.find(':').is_some_and(|colon| {
                let after = word.get(colon + 1..).unwrap_or_default();
                !(after.starts_with("//") || after.is_empty() && colon == 0 && words.len() == 1)
            })
        })?;
        let holder = words.get(index)?;
        let colon = holder.start + holder.of(text).find(':')?;
        let (first, last) = (words.first()?, words.last()?);
        let field = Span::new(first.start, colon);
        if field.of(text).trim().is_empty() {
            return None;
        }
        let place = Span::new(colon, colon + 1);
        let name = field.of(text).trim_end();
        let sign = self.sign_for(name);
        let value = Span::new(colon + 1, last.end);
        let value = Span::new(value.start + value.of(text).len() - value.of(text).trim_start().len(), value.end);
        let quoted = if value.of(text).is_empty() { String::new() } else { word(&one_line(value.of(text))) };
        let tail = if value.of(text).is_empty() { Span::new(colon, colon + 1) } else { place.to(value) };
        self.report.error(|| {
            Diagnostic::new(Problem::Colon, place).label("expected an operator (e.g. `=` or `~`)").suggest(
                format!("use `{sign}`"),
                Span::new(field.start + name.len(), tail.end),
                if quoted.is_empty() && text.as_bytes().get(tail.end).is_some_and(u8::is_ascii_whitespace) {
                    format!(" {sign}")
                } else {
                    format!(" {sign} {quoted}")
                },
            )
        });
        let end = if value.of(text).is_empty() { place.end } else { value.end };
        self.skip();
        Some(Expr::Error(Span::new(first.start, end.max(self.previous.end))))
    }

    /// Bare words and nothing else.
    fn words_alone(&mut self, field: &FieldName<'a>, words: &[Span], level: &Level) -> Expr<'a> {
        let span = field.span;
        let text = one_line(span.of(self.text));
        let before = match self.last_clause(level) {
            Some(Clause { field, operator, operator_span, operand: Operand::Word(value) }) => {
                Some((field.span, *operator, *operator_span, value.span))
            }
            _ => None,
        };
        let joined = self.last_member(level).is_some();
        let join = if self.is_in_and(level) { "and" } else { "or" };
        let source = self.text;
        let parts = self.field_and_value(words);
        // `rating = 3 or more`
        let bound =
            before.filter(|&(_, operator, ..)| operator == Operator::Is).and_then(|(field, _, place, value)| {
                let number =
                    self.recovery.catalog.field(field.of(source)).filter(|field| field.kind == Kind::Number)?;
                let bound = bound(&text.to_lowercase()).filter(|&bound| number.operators.contains(bound))?;
                value::is_number(value.of(source)).then_some((place, bound))
            });
        let make = || {
            let shown = excerpt(&text);
            if !joined {
                let mut diagnostic = Diagnostic::new(Problem::NoOperator { words: shown }, span)
                    .label("expected a field and an operator (e.g. `tag = vip`), or a quoted text");
                if let Some((sign, value)) = parts {
                    let said = value.of(source);
                    let operand = match sign {
                        "in" if reads_after_in(said) => Some(said.to_owned()),
                        "in" => period_meant(said),
                        _ => Some(word(said)),
                    };
                    diagnostic = match operand {
                        Some(operand) => {
                            let edits = vec![edit(value, format!("{sign} {operand}"))];
                            diagnostic.suggest_all(format!("compare by `{sign}`"), edits)
                        }
                        None => diagnostic.help("name the period (e.g. `in 2025-03` or `in last 3 months`)"),
                    };
                }
                return diagnostic.suggest("to search every field, quote it", span, quote(&text));
            }
            let mut diagnostic = Diagnostic::new(Problem::LoneWord { words: shown, join }, span)
                .label("expected a field and an operator (e.g. `tag = vip`)");
            if let Some((operator_span, bound)) = bound {
                let said = format!("{} {}", bound.text(), before.map_or("", |(.., value)| value.of(source)));
                return diagnostic.suggest(format!("use `{}`", bound.text()), operator_span.to(span), said).certain();
            }
            if let Some((field, operator, operator_span, value)) = before {
                let start = Span::new(field.start, operator_span.end).of(source);
                diagnostic = diagnostic.suggest("repeat field and operator", span, format!("{start} {}", word(&text)));
                let first = source.as_bytes().get(value.start);
                if operator == Operator::Is && join == "or" && first != Some(&b'(') {
                    let list = format!("in ({}, {})", value.of(source), word(&text));
                    diagnostic = diagnostic.suggest("make it a list", operator_span.to(span), list);
                }
                let whole = value.to(span);
                if !matches!(first, Some(b'"' | b'\'' | b'(')) {
                    diagnostic = diagnostic.suggest("quote the whole value", whole, quote(&one_line(whole.of(source))));
                }
            }
            diagnostic.suggest("to search every field, quote it", span, quote(&text))
        };
        if bound.is_some() {
            self.report.sure(make);
        } else {
            self.report.error(make);
        }
        Expr::Error(span)
    }

    fn field_alone(&mut self, field: &FieldName<'a>) -> Expr<'a> {
        let shown = field.span;
        self.report.error(|| {
            Diagnostic::new(Problem::NoOperator { words: excerpt(shown.of(self.text)) }, shown)
                .label("expected an operator after it (e.g. `is not empty`)")
        });
        self.skip_from(shown.start)
    }

    /// Where the first words are a built-in field and others follow: its usual sign, and where the value stands.
    fn field_and_value(&self, words: &[Span]) -> Option<(&'static str, Span)> {
        let catalog = self.recovery.catalog;
        let first = words.first()?;
        (1..words.len().min(5)).rev().find_map(|length| {
            let name = first.to(*words.get(length - 1)?).of(self.text);
            let known = catalog.field(name)?;
            let value = words.get(length)?.to(*words.last()?);
            // `rating up to 3`: nothing that the field could be compared with.
            let fits = known.kind != Kind::Number || value::is_number(value.of(self.text));
            fits.then(|| (self.sign_for(name), value))
        })
    }

    /// The bare words in `span`.
    pub(super) fn words_in(&self, span: Span) -> Vec<Span> {
        let mut words = Vec::new();
        let mut at = span.start;
        while at < span.end {
            let length = self.text.get(at..span.end).map_or(0, lex::word_length).max(1);
            words.push(Span::new(at, at + length));
            at = skip_blank(self.text, at + length);
        }
        words
    }

    /// `tag not vip`, `name not starts with Jo`: a `not`, at `span`, that belongs before the clause.
    #[cold]
    pub(in crate::text) fn not_after_field(&mut self, field: FieldName<'a>, span: Span, level: &Level) -> Expr<'a> {
        if let Some(spoken) = self.spoken(span.start).or_else(|| self.spoken_plainly()) {
            return self.spoken_clause(field, spoken.after_not(span));
        }
        self.report.operand = self.at;
        let next = self.next_token();
        let found = self.found();
        let problem = Problem::NotAfterField { found };
        if let Some(expr) = self.not_that_day(&field, span, problem.clone()) {
            return expr;
        }
        let start = field.span.start;
        let gone = Span::new(span.start, self.at);
        let again = self.peek_reserved() == Some(Reserved::Not);
        if self.at_operator() && !again {
            let negated = self.not_before(start);
            self.report.error(|| {
                Diagnostic::new(problem, span)
                    .label("expected `in`, `between`, `contain` or `~` after it")
                    .suggest_all("put it before the clause", vec![negated, edit(gone, "")])
                    .certain()
            });
            let expr = self.operation(field, level);
            return Expr::Not { span, expr: Box::new(expr) };
        }
        let value = !again
            && !self.at_end_of_operand()
            && (self.peek().is_some() || matches!(self.byte(), Some(b'"' | b'\'')) || self.at_parameter());
        let contain = self.sign_for(&field.name) == "~";
        let empty = self.peek().is_some_and(|word| word.eq_ignore_ascii_case("empty"));
        let instead = if contain && !empty { "!~" } else { "is not" };
        let make = || {
            let diagnostic = Diagnostic::new(problem, span.to(next))
                .label("expected `in`, `between`, `contain` or `~` after `not`")
                .help("`not` before the whole clause negates it (e.g. `not tag = vip`)");
            let diagnostic =
                if value { diagnostic.suggest(format!("use `{instead}`"), span, instead) } else { diagnostic };
            if instead == "is not" { diagnostic.certain() } else { diagnostic }
        };
        if self.at_empty() {
            self.report.sure(make);
        } else {
            self.report.error(make);
        }
        match (value, instead) {
            (false, _) => self.skip_from(start),
            (true, "is not") => self.mended().after_is(field, true, span),
            (true, _) => self.guessed().comparison(field, Operator::NotContain, span),
        }
    }

    /// `starts Jo`, `does contain Jo`, `does not contains Jo`. `span`: what there is of the operator.
    #[cold]
    pub(in crate::text) fn incomplete_operator(&mut self, field: FieldName<'a>, span: Span) -> Expr<'a> {
        if let Some(spoken) = self.spoken(span.start) {
            return self.spoken_clause(field, spoken);
        }
        let text = span.of(self.text);
        let opened = Operator::opened_by(text.as_bytes());
        let starts = opened.is_some();
        let contain = matches!(self.peek_reserved(), Some(Reserved::Contain | Reserved::Contains));
        let mut whole = span;
        if contain && !starts {
            let length = self.peek().map_or(0, str::len);
            whole = span.to(self.take(length));
        }
        let (instead, operator) = match (opened, text.len() > 4) {
            (Some(operator), _) => (format!("{} {}", text.to_ascii_lowercase(), operator.second_word()), operator),
            (_, false) => ("contains".to_owned(), Operator::Contain),
            (_, true) => ("does not contain".to_owned(), Operator::NotContain),
        };
        let mendable = starts || contain;
        self.report.error(|| {
            let found = one_line(whole.of(self.text));
            let diagnostic =
                Diagnostic::new(Problem::IncompleteOperator { found }, whole).label(format!("expected `{instead}`"));
            if mendable {
                diagnostic.suggest(format!("use `{instead}`"), whole, instead.clone()).certain()
            } else {
                diagnostic
            }
        });
        if mendable { self.comparison(field, operator, whole) } else { self.skip_from(field.span.start) }
    }
}
