//! What stands where a clause should start.

use super::lookahead::skip_blank;
use crate::diagnostic::Diagnostic;
use crate::lex::quote;
use crate::lex::{self, Reserved};
use crate::span::Span;
use crate::text::ast::{Expr, FieldName, Word};
use crate::text::open_join::{Level, Open};
use crate::text::parse::Parser;
use crate::text::problem::Problem;

impl<'a> Parser<'a, '_> {
    /// Nothing that starts a clause.
    #[cold]
    pub(in crate::text) fn no_clause(&mut self, level: &Level) -> Expr<'a> {
        let start = self.at;
        if self.byte().is_none() && level.open == Open::Text && self.last_member(level).is_none() {
            self.error(Problem::Empty, Span::at(self.at), "expected a clause (e.g. `tag = vip`)");
            return Expr::Error(Span::at(start));
        }
        if let Some(word) = self.typographic_string(false, true) {
            if self.at_operator() {
                let field = FieldName { span: word.span, name: word.text, custom: false, quoted: true };
                return self.operation(field, level);
            }
            return Expr::Keyword(word);
        }
        if self.at_end_of_operand() || self.foreign_join().is_some() {
            return self.missing_clause(level);
        }
        if self.at_operator() {
            let next = self.next_token();
            let operator = lex::sign(self.rest())
                .map_or(next, |(rest, _)| Span::new(self.at, self.at + self.rest().len() - rest.len()));
            let text = operator.of(self.text).to_owned();
            let before = self.last_clause(level).map(|clause| clause.field.span);
            self.report.error(|| {
                let diagnostic = Diagnostic::new(Problem::NoField { operator: text }, operator)
                    .label("expected a field before it (e.g. `tag = vip`)");
                match before {
                    Some(field) => {
                        let repeated = format!("{} ", field.of(self.text));
                        diagnostic.suggest("repeat the field", Span::at(operator.start), repeated)
                    }
                    None => diagnostic,
                }
            });
            self.take_any();
            return self.skip_from(start);
        }
        if let Some(expr) = self.parameter_for_clause() {
            return expr;
        }
        let found = self.found();
        self.give_up(start, Problem::NoClause { found }, "expected a clause (e.g. `tag = vip`)")
    }

    /// `and`, `or`, `)` or the end where a clause should start.
    fn missing_clause(&mut self, level: &Level) -> Expr<'a> {
        let place = self.next_token();
        let found = self.found();
        let join = match level.open {
            _ if self.last_member(level).is_some() => Some(self.previous),
            _ => None,
        };
        let next_is_join = self.byte().is_some_and(|byte| byte != b')');
        let dangling = if next_is_join { Some(place).filter(|place| self.clause_starts(place.end)) } else { join };
        let deleted = dangling.map(|word| (word, self.with_space(word)));
        self.report.error(|| {
            let mut diagnostic = Diagnostic::new(Problem::NoClause { found }, place).label(match join {
                Some(_) => "expected another clause (e.g. `tag = vip`)",
                None => "expected a clause (e.g. `tag = vip`)",
            });
            if let (Some(join), false) = (join, place.start == self.previous.end) {
                diagnostic = diagnostic.related(join, "this joins it to nothing");
            }
            if let Open::Not(not) = level.open {
                diagnostic = diagnostic.related(not, "this negates nothing");
            }
            match deleted {
                Some((word, gone)) => diagnostic.suggest(format!("delete `{}`", word.of(self.text)), gone, ""),
                None => diagnostic,
            }
        });
        Expr::Error(Span::at(place.start))
    }

    /// Whether what stands after `at` starts a clause.
    fn clause_starts(&self, at: usize) -> bool {
        let rest = self.text.get(skip_blank(self.text, at)..).unwrap_or_default();
        rest.starts_with(['(', '"', '`'])
            || lex::bare_word(rest).is_ok_and(|(_, word)| matches!(lex::reserved(word), None | Some(Reserved::Not)))
    }

    /// `'first name' = Jon`: a single-quoted string that is not a keyword clause.
    #[cold]
    pub(in crate::text) fn single_quoted_field(&mut self, word: Word<'a>, level: &Level) -> Expr<'a> {
        if !self.at_operator() {
            // A keyword, and what follows it is the mistake.
            return Expr::Keyword(word);
        }
        self.report.error(|| {
            Diagnostic::new(Problem::SingleQuotedField, word.span)
                .label("expected double quotes around a field's name")
                .suggest("use double quotes", word.span, quote(&word.text))
                .certain()
        });
        self.operation(FieldName { span: word.span, name: word.text, custom: false, quoted: true }, level)
    }

    /// `custom.'Shoe size'`: the bare `name` of a custom field at `span` that starts with a quote; the name that is meant.
    #[cold]
    pub(in crate::text) fn misquoted_custom(&mut self, span: Span, name: &str) -> String {
        let inner = name.trim_matches(lex::is_wrong_quote).to_owned();
        let closed = name.len() > 1 && name.ends_with(lex::is_wrong_quote);
        let plain = closed && !inner.contains(lex::is_wrong_quote);
        self.report.error(|| {
            let problem = if name.starts_with('\'') { Problem::SingleQuotedField } else { Problem::TypographicQuotes };
            let diagnostic = Diagnostic::new(problem, span)
                .label("expected double quotes around a field's name")
                .suggest("use double quotes", span, format!("custom.{}", quote(&inner)));
            if plain { diagnostic.certain() } else { diagnostic }
        });
        inner
    }

    /// `!` before a clause.
    #[cold]
    pub(in crate::text) fn bang(&mut self) -> Span {
        let span = Span::new(self.at, self.at + 1);
        let before = self.text.get(..span.start).and_then(|before| before.chars().next_back());
        let glued = before.is_some_and(|before| !before.is_whitespace() && before != '(');
        self.take(1);
        self.report.sure(|| {
            let text = if glued { " not " } else { "not " };
            Diagnostic::new(Problem::Bang, span).label("expected `not`").suggest("use `not`", span, text).certain()
        });
        span
    }
}
