//! What stands after an operand and is neither `and`, `or`, `)` nor the end.

use super::{edit, touching_run};
use crate::catalog::{Catalog, Operator};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::syntax::ast::{Clause, End, Expr, Operand, Word};
use crate::syntax::lex::{self, Class, Reserved};
use crate::syntax::parse::{Next, Parser};
use crate::syntax::problem::Problem;
use crate::syntax::quote::quote;

/// The words ahead, up to what stops them.
pub(super) struct Ahead {
    pub(super) words: Vec<Span>,
    pub(super) stop: Stop,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The operand ends.
    End,
    /// An operator; the last words are its field.
    Operator,
    /// Something else.
    Other,
}

impl<'a> Parser<'a, '_> {
    /// What follows `expr` and should not. It is reported; then either the operand goes on, or what follows is given.
    #[cold]
    pub(in crate::syntax) fn junk(&mut self, expr: &mut Expr<'a>) -> Option<Next> {
        if let Some(found) = self.foreign_join() {
            return Some(self.join_sign(found));
        }
        if self.after_open_string() {
            self.take_any();
            self.skip();
            return None;
        }
        if self.rest().starts_with("..") && self.range_after_operator(expr) {
            return None;
        }
        match self.byte() {
            Some(b',') if self.commas(expr) => return None,
            Some(b';') => {
                let span = self.take(1);
                self.report.add(|| {
                    Diagnostic::new(Problem::Unexpected { found: "`;`".to_owned() }, span)
                        .label("expected `and`, `or` or the end")
                        .suggest("delete it", span, "")
                });
                return None;
            }
            _ => {}
        }
        if self.calendar(expr) {
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
                    self.report_words(expr, first.to(*last));
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
        let and = found == "&&";
        let word = if and { "and" } else { "or" };
        let apart = self.apart(span, word);
        self.report.add(|| {
            let problem = if and { Problem::Ampersands } else { Problem::Bars { found } };
            let diagnostic = Diagnostic::new(problem, span).label(format!("expected `{word}`")).suggest(
                format!("use `{word}`"),
                span,
                apart,
            );
            if found == "|" { diagnostic } else { diagnostic.certain() }
        });
        if and { Next::And } else { Next::Or }
    }

    fn no_join(&mut self, place: Span, mut edits: Vec<crate::diagnostic::Edit>) -> Next {
        let space = if self.previous.end == place.start { " " } else { "" };
        edits.push(edit(place, format!("{space}and ")));
        let shown = self.next_token();
        self.report.add(|| {
            Diagnostic::new(Problem::NoJoin, shown)
                .label("expected `and` or `or` before this clause")
                .suggest_all("join them by `and`", edits)
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

    /// How many of the last `words` are the name of a built-in field, which only helps to guess what is meant.
    fn field_at_end(&self, words: &[Span]) -> Option<usize> {
        let catalog = Catalog::builtin();
        (1..=words.len().min(4)).rev().find(|&length| {
            let name: Vec<&str> = words.iter().skip(words.len() - length).map(|word| word.of(self.text)).collect();
            catalog.field(&name.join(" ")).is_some()
        })
    }

    /// Looks at the words from the next token on, without taking them.
    pub(super) fn words_ahead(&self) -> Ahead {
        let mut words = Vec::new();
        let mut at = self.at;
        let stop = loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let length = match rest.chars().next() {
                None | Some(')' | '|') => break Stop::End,
                Some('"' | '\'') => match lex::quoted(rest) {
                    Ok((after, _)) => rest.len() - after.len(),
                    Err(_) => break Stop::Other,
                },
                Some('=' | '~' | '<' | '>' | '^') => break Stop::Operator,
                Some('!') if rest.starts_with("!=") || rest.starts_with("!~") => break Stop::Operator,
                Some(_) => match lex::word(rest) {
                    Ok((after, word)) => match lex::reserved(word) {
                        Some(Reserved::And | Reserved::Or) => break Stop::End,
                        _ if word == "&&" => break Stop::End,
                        Some(reserved) if self.ends_in_field(&words) => {
                            break if reserved == Reserved::Not { Stop::End } else { Stop::Operator };
                        }
                        Some(Reserved::Not) => break Stop::End,
                        Some(_) if words.is_empty() => break Stop::Operator,
                        _ => rest.len() - after.len(),
                    },
                    Err(_) => break Stop::Other,
                },
            };
            let length = length + quoted_signs(rest.get(length..).unwrap_or_default());
            words.push(Span::new(at, at + length));
            at = skip_blank(self.text, at + length);
        };
        // `name not in …`: the words before it are a field all the same.
        let not = self.text.get(at..).and_then(|rest| lex::word(rest).ok()).is_some_and(|(rest, word)| {
            lex::reserved(word) == Some(Reserved::Not)
                && lex::word(rest.trim_start()).ok().and_then(|(_, word)| lex::reserved(word)).is_some()
        });
        let stop = if stop == Stop::End && not && self.ends_in_field(&words) { Stop::Operator } else { stop };
        Ahead { words, stop }
    }

    fn ends_in_field(&self, words: &[Span]) -> bool {
        self.field_at_end(words).is_some()
    }

    /// A bare value that touches a sign: reports it and takes the whole run as the value.
    fn needs_quotes(&mut self, expr: &mut Expr<'a>) -> bool {
        let rest = self.rest();
        let sign = match lex::class(rest) {
            Some(Class::Sign) => rest.chars().next().unwrap_or_default(),
            _ => return false,
        };
        let bare = matches!(expr, Expr::Clause(Clause { operand: Operand::Word(Word { quoted: false, .. }), .. }));
        let Some(value) = value_span(expr).filter(|value| bare && value.end == self.at) else { return false };
        let length = touching_run(rest, false);
        if length == 0 {
            return false;
        }
        let run = Span::new(self.at, self.at + length);
        let ahead = self.looking_at(skip_blank(self.text, run.end), Self::words_ahead);
        let end = ahead.words.last().filter(|_| ahead.stop == Stop::End).map_or(run, |&last| last);
        self.lengthen(expr, run.to(end));
        let text = value_text(expr);
        let whole = value.to(end);
        self.report.add(|| {
            Diagnostic::new(Problem::NeedsQuotes { sign }, whole)
                .label("expected quotes around it")
                .suggest("quote the value", whole, quote(&text))
                .certain()
        });
        true
    }

    fn report_words(&mut self, expr: &Expr<'a>, words: Span) {
        let Some(value) = value_span(expr) else { return };
        let whole = value.to(words);
        // A control character between them was reported, and is all that is wrong.
        if Span::new(value.end, words.start).of(self.text).contains(|c: char| c.is_control() && !c.is_whitespace()) {
            return;
        }
        let text = format!("{}{}", value_text(expr), one_line(Span::new(value.end, words.end).of(self.text)));
        self.report.add(|| {
            let diagnostic = Diagnostic::new(Problem::WordsAfterValue, words)
                .label("expected `and`, `or` or the end after the value")
                .suggest("quote the whole value", whole, quote(&text));
            // Quotes among the words leave it open what belongs together.
            let quotes = text.contains('"') || matches!(expr, Expr::Keyword(_));
            if quotes { diagnostic } else { diagnostic.certain() }
        });
    }

    /// Makes the value of `expr` reach to the end of `last`, and takes all up to there.
    fn lengthen(&mut self, expr: &mut Expr<'a>, last: Span) {
        let Some(value) = value_span(expr) else { return };
        let more = one_line(Span::new(value.end, last.end).of(self.text));
        if let Some(word) = value_mut(expr) {
            word.text.to_mut().push_str(&more);
            word.span.end = last.end;
            word.quoted = true;
        }
        self.take(last.end - self.at);
    }

    /// `rating = 2..4`
    fn range_after_operator(&mut self, expr: &mut Expr<'a>) -> bool {
        let Expr::Clause(clause) = expr else { return false };
        let Operand::Word(start) = &clause.operand else { return false };
        let start = start.clone();
        let operator = clause.operator;
        let mut ends = Vec::new();
        while self.rest().starts_with("..") {
            let dots = self.take(2);
            let Some(end) = self.value() else {
                self.error(Problem::RangeAfterOperator { operator }, dots, "expected `and`, `or` or the end");
                self.skip();
                return true;
            };
            ends.push(end);
            // `a..b c..d` is one value, if any.
            let ahead = self.words_ahead();
            if let (Some(&last), Stop::Other) = (ahead.words.last(), ahead.stop)
                && self.text.get(skip_blank(self.text, last.end)..).is_some_and(|rest| rest.starts_with(".."))
            {
                self.take(last.end - self.at);
            }
        }
        let whole = start.span.to(self.previous);
        let (instead, ranged) = match operator {
            Operator::IsNot | Operator::NotContain => ("not in", Operator::NotInRange),
            _ => ("in", Operator::Range),
        };
        let range = if ends.len() == 1 { ends.pop() } else { None };
        let (operator_span, text) = (clause.operator_span, whole.of(self.text));
        let apart = self.apart(operator_span, instead);
        self.report.add(|| {
            let diagnostic = Diagnostic::new(Problem::RangeAfterOperator { operator }, whole)
                .label(format!("expected one value; a range follows `in` (e.g. `{instead} 2..4`)"));
            let diagnostic = match range {
                Some(_) => diagnostic.suggest(format!("use `{instead}`"), operator_span, apart),
                None => diagnostic,
            };
            diagnostic.suggest("quote it, if the dots belong to the value", whole, quote(text))
        });
        let Some(end) = range else { return true };
        clause.operator = ranged;
        clause.operand = Operand::Range { start: End::Word(start), end: End::Word(end) };
        true
    }

    /// `tag = a, b`
    fn commas(&mut self, expr: &mut Expr<'a>) -> bool {
        let Expr::Clause(clause) = expr else { return false };
        let (Operand::Word(first) | Operand::Period(End::Word(first))) = &clause.operand else { return false };
        let mut items = vec![first.clone()];
        while self.byte() == Some(b',') {
            self.take(1);
            let Some(mut item) = self.value() else { break };
            let ahead = self.words_ahead();
            if let (Some(&last), true) = (ahead.words.last(), ahead.stop != Stop::Operator) {
                let more = one_line(Span::new(item.span.end, last.end).of(self.text));
                item.text.to_mut().push_str(&more);
                item.span.end = last.end;
                self.take(last.end - self.at);
            }
            items.push(item);
        }
        let whole = first.span.to(self.previous);
        let list = match clause.operator {
            Operator::Is | Operator::Range => Some(Operator::In),
            Operator::IsNot | Operator::NotInRange => Some(Operator::NotIn),
            _ => None,
        };
        let texts: Vec<String> = items.iter().map(|item| super::super::word(&item.text)).collect();
        let operator_span = clause.operator_span;
        let apart = list.map(|list| self.apart(operator_span, list.text())).unwrap_or_default();
        self.report.add(|| {
            let mut diagnostic = Diagnostic::new(Problem::Commas, whole).label("expected one value");
            if list.is_some() {
                diagnostic = diagnostic.label("expected a list in parentheses (e.g. `in (a, b)`)").suggest_all(
                    "make it a list",
                    vec![edit(operator_span, apart), edit(whole, format!("({})", texts.join(", ")))],
                );
            }
            diagnostic.suggest("quote it, if the comma belongs to the value", whole, quote(whole.of(self.text)))
        });
        if let Some(list) = list {
            clause.operator = list;
            clause.operand = Operand::List { span: whole, items };
        }
        true
    }
}

/// How many bytes at the start of `text` touch a word and can only be meant as a part of it: `World!`.
fn quoted_signs(text: &str) -> usize {
    let operator = text.starts_with("!=") || text.starts_with("!~");
    if text.starts_with(['!', '[', ']', '{', '}']) && !operator { touching_run(text, true) } else { 0 }
}

/// Where the one value of `expr` stands.
pub(super) fn value_span(expr: &Expr<'_>) -> Option<Span> {
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

/// `text` with every run of white space, comments among it, as it was where it stood on one line, else as one space.
pub(super) fn one_line(text: &str) -> String {
    if !text.contains(lex::is_line_break) && !text.contains("//") {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let next = skip_blank(text, at);
        if next > at {
            line.push(' ');
            at = next;
            continue;
        }
        let length =
            text.get(at..).map_or(1, |rest| lex::word_length(rest).max(rest.chars().next().map_or(1, char::len_utf8)));
        line.push_str(text.get(at..at + length).unwrap_or_default());
        at += length;
    }
    line
}

/// Where the next token after `at` starts.
pub(super) fn skip_blank(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let length = match lex::class(rest) {
            Some(Class::Space | Class::Control) => rest.chars().next().map_or(1, char::len_utf8),
            _ => match lex::comment(rest) {
                Ok((_, comment)) => comment.len(),
                Err(_) => return at,
            },
        };
        at += length;
    }
}
