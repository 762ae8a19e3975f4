//! What stands after an operand and is neither `and`, `or`, `)` nor the end.

use super::lookahead::{Stop, one_line, skip_blank};
use super::value_lists::Separated;
use super::{edit, period_meant, reads_after_in, touching_run};
use crate::catalog::Kind;
use crate::diagnostic::Diagnostic;
use crate::lex::quote;
use crate::lex::{self, Class};
use crate::operator::Operator;
use crate::span::Span;
use crate::text::ast::{Clause, Expr, Operand, Word, WordKind};
use crate::text::parse::{Next, Parser};
use crate::text::problem::Problem;

impl<'a> Parser<'a, '_> {
    /// What follows `expr` and should not. It is reported; then either the operand goes on, or what follows is given.
    #[cold]
    pub(in crate::text) fn junk(&mut self, expr: &mut Expr<'a>) -> Option<Next> {
        let errors = self.report.count();
        let before = value_span(expr);
        let next = self.after_operand(expr);
        // The mistake may be one between clauses, and none of this one.
        if next.is_some() && value_span(expr) == before {
            self.recovery.errors += self.report.count() - errors;
        }
        next
    }

    fn after_operand(&mut self, expr: &mut Expr<'a>) -> Option<Next> {
        if self.after_open_string() && self.foreign_join().is_none() {
            self.take_any();
            self.skip();
            return None;
        }
        match self.separated(expr) {
            Separated::Clauses => return Some(Next::And),
            Separated::Values => return None,
            Separated::Nothing => {}
        }
        if let Some(found) = self.foreign_join() {
            return Some(self.join_sign(found));
        }
        if self.at_operator() && self.joined_in_value(expr) {
            return Some(Next::And);
        }
        if self.spoken_after_is(expr) || self.quote_inside(expr) {
            return None;
        }
        if self.rest().starts_with("..") && self.range_after_operator(expr) {
            return None;
        }
        if self.moving_after_is(expr) {
            return None;
        }
        if self.calendar(expr) {
            return None;
        }
        let wrong = match value_mut(expr) {
            Some(value) => self.parameter_in_value(value),
            None => self.parameter_after(),
        };
        if wrong {
            return None;
        }
        let touching = self.needs_quotes(expr);
        let ahead = self.words_ahead();
        match (ahead.words.as_slice(), ahead.stop) {
            (words, Stop::Operator) if !words.is_empty() => return self.second_clause(expr, words),
            ([], _) if touching => return None,
            ([], Stop::Other) if self.byte() == Some(b'(') => return Some(self.no_join(Span::at(self.at), Vec::new())),
            ([], Stop::End) => return Some(self.no_join(Span::at(self.at), Vec::new())),
            ([_], Stop::End) if matches!((&*expr, self.byte()), (Expr::Keyword(_), Some(b'"' | b'\''))) => {
                return Some(self.no_join(Span::at(self.at), Vec::new()));
            }
            ([first, .., last] | [first @ last], _) if value_span(expr).is_some() => {
                if !touching {
                    self.report_words(expr, first.to(*last), ahead.doubt || ahead.stop != Stop::End);
                }
                self.lengthen(expr, *last);
                return None;
            }
            _ => {}
        }
        let found = self.found();
        let span = self.next_token();
        self.error(Problem::Unexpected { found }, span, "expected `and`, `or`, `)` or the end");
        // Whatever it is, one token of it is gone.
        self.take_any();
        self.skip();
        None
    }

    fn join_sign(&mut self, found: &'static str) -> Next {
        let span = self.take(found.len());
        let and = !found.starts_with('|');
        let word = if and { "and" } else { "or" };
        let apart = self.apart(span, word);
        self.report.sure(|| {
            let problem = if and { Problem::JoinWord { found } } else { Problem::Bars { found } };
            let diagnostic = Diagnostic::new(problem, span).label(format!("expected `{word}`")).suggest(
                format!("use `{word}`"),
                span,
                apart,
            );
            if matches!(found, "&&" | "||" | "&") { diagnostic.certain() } else { diagnostic }
        });
        if and { Next::And } else { Next::Or }
    }

    /// `tag = vip&&email = x`: an operator after a value in which a `&&` stands, and after that the field.
    fn joined_in_value(&mut self, expr: &mut Expr<'a>) -> bool {
        let Expr::Clause(Clause { operand: Operand::Word(word), .. }) = expr else { return false };
        let offset = match word.text.find("&&") {
            Some(offset) if word.kind == WordKind::Bare && offset > 0 && offset + 2 < word.text.len() => offset,
            _ => return false,
        };
        let sign = Span::new(word.span.start + offset, word.span.start + offset + 2);
        word.text = word.text.get(..offset).unwrap_or_default().to_owned().into();
        word.span.end = sign.start;
        self.go_to(sign.end);
        self.previous = sign;
        self.report.sure(|| {
            Diagnostic::new(Problem::JoinWord { found: "&&" }, sign)
                .label("expected `and`")
                .suggest("use `and`", sign, " and ")
                .certain()
        });
        true
    }

    /// `rating is greater than 3`: the value after `is` is the start of an operator that is not the language's.
    fn spoken_after_is(&mut self, expr: &mut Expr<'a>) -> bool {
        let Expr::Clause(clause) = expr else { return false };
        let Operand::Word(Word { kind: WordKind::Bare, .. }) = &clause.operand else { return false };
        let Some(spoken) = self.spoken(clause.operator_span.start) else { return false };
        if spoken.span.end < self.previous.end {
            return false;
        }
        let field = clause.field.clone();
        *expr = self.spoken_clause(field, spoken);
        true
    }

    /// `'Moe's Diner'`, `"a"b"`: the quote that closed the value stands inside of it, as what touches it shows.
    fn quote_inside(&mut self, expr: &mut Expr<'a>) -> bool {
        let Some(word) = value_mut(expr) else { return false };
        let source = word.span.of(self.text);
        let Some(open) = source.chars().next().filter(|open| matches!(open, '"' | '\'')) else { return false };
        let touches = |text: &str| text.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '"' | '\''));
        // What was lengthened ends otherwise.
        let closed = source.ends_with(open);
        if !closed || word.span.end != self.at || !touches(self.rest()) {
            return false;
        }
        // The value ends at the next quote that nothing touches, if that is near.
        let near = self.text.floor_char_boundary((self.at + 200).min(self.text.len()));
        let line = self.text.get(self.at..near).unwrap_or_default();
        let line = line.split(lex::is_line_break).next().unwrap_or_default();
        let close = line.char_indices().filter(|&(_, next)| next == open).map(|(offset, _)| offset + 1);
        let close = close.take(8).find(|&end| !touches(line.get(end..).unwrap_or_default()));
        let quotes = |text: &str| text.matches(open).count();
        let (length, certain) = match close {
            // Between letters it is an apostrophe, if the number of quotes does not speak of another string.
            Some(length) => {
                let between = line.get(..length - 1).is_some_and(|rest| quotes(rest) == 0);
                (length, open == '\'' && between && word.text.ends_with(char::is_alphanumeric))
            }
            None => (touching_run(self.rest(), false).max(1), false),
        };
        let whole = Span::new(word.span.start, self.at + length);
        let inner = if close.is_some() {
            self.text.get(whole.start + 1..whole.end - 1).unwrap_or_default().to_owned()
        } else {
            whole.of(self.text).to_owned()
        };
        word.span = whole;
        word.text = inner.clone().into();
        self.take(length);
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::NeedsQuotes { sign: open }, whole)
                .label("expected an escaped quote, or the other kind of quotes around the value")
                .suggest("quote the value", whole, quote(&inner));
            if certain { diagnostic.certain() } else { diagnostic }
        });
        true
    }

    fn no_join(&mut self, place: Span, mut edits: Vec<crate::diagnostic::Edit>) -> Next {
        let space = if self.previous.end == place.start { " " } else { "" };
        edits.push(edit(place, format!("{space}and ")));
        let shown = self.next_token();
        self.report.error(|| {
            Diagnostic::new(Problem::NoJoin, shown)
                .label("expected `and` or `or` before this clause")
                .suggest_all("join them with `and`", edits)
        });
        Next::And
    }

    /// `tag = vip name ~ Jon`: the last of `words` are a field, those before it belong to the value.
    fn second_clause(&mut self, expr: &mut Expr<'a>, words: &[Span]) -> Option<Next> {
        let bare = words.iter().rposition(|word| lex::reserved(word.of(self.text)).is_none());
        let words = bare.map_or(words, |last| words.get(..=last).unwrap_or(words));
        let length = self.field_at_end(words).unwrap_or(1);
        let (value, field) = words.split_at(words.len() - length);
        let place = Span::at(field.first()?.start);
        let Some(&last) = value.last() else { return Some(self.no_join(place, Vec::new())) };
        let Some(start) = value_span(expr) else {
            let found = self.found();
            let span = self.next_token();
            self.error(Problem::Unexpected { found }, span, "expected `and`, `or`, `)` or the end");
            self.take_any();
            self.skip();
            return None;
        };
        let whole = start.to(last);
        self.lengthen(expr, last);
        let text = value_text(expr);
        Some(self.no_join(place, vec![edit(whole, quote(&text))]))
    }

    /// A bare value that touches a sign: reports it and takes the whole run as the value.
    fn needs_quotes(&mut self, expr: &mut Expr<'a>) -> bool {
        let rest = self.rest();
        let sign = match lex::class(rest) {
            Some(Class::Sign) => rest.chars().next().unwrap_or_default(),
            _ => return false,
        };
        let bare =
            matches!(expr, Expr::Clause(Clause { operand: Operand::Word(Word { kind: WordKind::Bare, .. }), .. }));
        let Some(value) = value_span(expr).filter(|value| bare && value.end == self.at) else { return false };
        let length = touching_run(rest, false);
        if length == 0 {
            return false;
        }
        let run = Span::new(self.at, self.at + length);
        let ahead = self.words_from(skip_blank(self.text, run.end));
        let end = ahead.words.last().filter(|_| ahead.stop == Stop::End).map_or(run, |&last| last);
        self.lengthen(expr, run.to(end));
        let text = value_text(expr);
        let whole = value.to(end);
        // Braces are of a parameter or of a pattern.
        let odd = |next: char| matches!(next, '"' | '{') || next.is_control() && !next.is_whitespace();
        let source = whole.of(self.text);
        let plain = !ahead.doubt && ahead.stop == Stop::End && one_line(source) == source && !source.contains(odd);
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::NeedsQuotes { sign }, whole)
                .label("expected quotes around it")
                .suggest("quote the value", whole, quote(&text));
            if plain { diagnostic.certain() } else { diagnostic }
        });
        true
    }

    fn report_words(&mut self, expr: &Expr<'a>, words: Span, doubt: bool) {
        let Some(value) = value_span(expr) else { return };
        let whole = value.to(words);
        // A control character between them was reported, and is all that is wrong.
        if Span::new(value.end, words.start).of(self.text).contains(|c: char| c.is_control() && !c.is_whitespace()) {
            return;
        }
        let more = Span::new(value.end, words.end).of(self.text);
        let text = format!("{}{}", value_text(expr), one_line(more));
        let source = whole.of(self.text);
        self.report.error(|| {
            let mut diagnostic = Diagnostic::new(Problem::WordsAfterValue, words)
                .label("expected `and`, `or` or the end after the value");
            let Expr::Clause(clause) = expr else {
                return diagnostic.suggest("quote the whole value", whole, quote(&text));
            };
            let known = self.recovery.catalog.field(&clause.field.name);
            if known.is_some_and(|known| matches!(known.kind, Kind::Datetime | Kind::Birthday)) {
                let period = if reads_after_in(source) { Some(source.to_owned()) } else { period_meant(source) };
                let instead = if clause.operator == Operator::IsNot { "not in" } else { "in" };
                return match period {
                    Some(period) => diagnostic.suggest(
                        format!("use `{instead}`"),
                        clause.operator_span.to(whole),
                        format!("{instead} {period}"),
                    ),
                    None => {
                        diagnostic.help("the field holds dates: e.g. `in 2025-03-01..2025-03-31`, `in last 3 months`")
                    }
                };
            }
            diagnostic = diagnostic.suggest("quote the whole value", whole, quote(&text));
            // Quotes among the words leave it open what belongs together, a line break or a comment what ends there.
            let plain = !text.contains('"') && one_line(more) == more;
            if doubt || !plain { diagnostic } else { diagnostic.certain() }
        });
    }

    /// Makes the value of `expr` reach to the end of `last`, and takes all up to there.
    fn lengthen(&mut self, expr: &mut Expr<'a>, last: Span) {
        let Some(value) = value_span(expr) else { return };
        let more = one_line(Span::new(value.end, last.end).of(self.text));
        if let Some(word) = value_mut(expr) {
            word.text.to_mut().push_str(&more);
            word.span.end = last.end;
            word.kind = WordKind::Quoted;
        }
        self.take(last.end - self.at);
    }
}

/// Where the one value of `expr` stands.
pub(crate) fn value_span(expr: &Expr<'_>) -> Option<Span> {
    match expr {
        Expr::Keyword(word) | Expr::Clause(Clause { operand: Operand::Word(word), .. }) => Some(word.span),
        _ => None,
    }
}

fn value_mut<'e, 'a>(expr: &'e mut Expr<'a>) -> Option<&'e mut Word<'a>> {
    match expr {
        Expr::Keyword(word) | Expr::Clause(Clause { operand: Operand::Word(word), .. }) => Some(word),
        _ => None,
    }
}

fn value_text(expr: &Expr<'_>) -> String {
    match expr {
        Expr::Keyword(word) | Expr::Clause(Clause { operand: Operand::Word(word), .. }) => word.text.to_string(),
        _ => String::new(),
    }
}
