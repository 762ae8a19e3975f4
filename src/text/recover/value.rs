//! What stands where a value should.

use super::lookahead::one_line;
use super::{edit, touching_run};
use crate::diagnostic::Diagnostic;
use crate::lex::quote;
use crate::lex::{self, Reserved};
use crate::operator::Operator;
use crate::span::Span;
use crate::text::ast::{Expr, FieldName, Operand, Word, WordKind};
use crate::text::clause::clause;
use crate::text::parse::Parser;
use crate::text::problem::Problem;

impl<'a> Parser<'a, '_> {
    /// No value follows `operator`, which stands at `span`.
    #[cold]
    pub(in crate::text) fn no_value(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        if let Some(word) = self.odd_value(false) {
            return clause(field, operator, span, Operand::Word(word));
        }
        let start = field.span.start;
        let sign = matches!(self.byte(), Some(b'=' | b'~' | b'<' | b'>' | b'^' | b'!'));
        if sign && (span.of(self.text).starts_with(char::is_alphabetic)) {
            return self.sign_after_word(field, operator, span);
        }
        match self.byte() {
            Some(_) if sign => self.foreign_sign(field, span),
            Some(b'(') => self.group_of_values(field, operator, span),
            Some(b'[' | b'{') => self.brackets(field, operator, span),
            Some(b'.') => self.give_up(start, Problem::OpenRange, "expected a start before it (e.g. `in 2..4`)"),
            _ if self.peek_reserved() == Some(Reserved::Not) => self.not_before_value(field, operator, span),
            _ if self.at_end_of_operand() => match self.word_alone() {
                Some(word) => clause(field, operator, span, Operand::Word(word)),
                None => self.missing_value(start, operator, span),
            },
            _ => {
                let found = self.found();
                self.give_up(start, Problem::Unexpected { found }, "expected a value (e.g. `vip`)")
            }
        }
    }

    /// `tag = or`: an `and` or `or` that joins nothing after it is the value.
    fn word_alone(&mut self) -> Option<Word<'a>> {
        let word = self.peek()?;
        let after = super::lookahead::skip_blank(self.text, self.at + word.len());
        let rest = self.text.get(after..).unwrap_or_default();
        let joined = self.word_at(after).and_then(lex::reserved_value);
        if !(rest.is_empty() || rest.starts_with(')') || matches!(joined, Some(Reserved::And | Reserved::Or))) {
            return None;
        }
        let word = self.bare(word);
        self.report.error(|| {
            Diagnostic::new(Problem::ReservedValue { word: word.text.to_string() }, word.span)
                .label("expected a value (e.g. `vip`)")
                .suggest("quote the word", word.span, quote(&word.text))
        });
        Some(word)
    }

    /// `tag is = vip`, `rating is not > 3`: the sign alone is the operator.
    fn sign_after_word(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        let text = span.of(self.text);
        let is = text.get(..2).is_some_and(|is| is.eq_ignore_ascii_case("is"));
        // All of the signs are one operator, apart or not: `is =< 3` asks for more than `is < 3`, and `is <> 3` for the opposite.
        let all = self.rest().find(|c: char| !"=~<>^!".contains(c) && !c.is_whitespace()).unwrap_or(self.rest().len());
        let place = Span::new(self.at, self.at + self.rest().get(..all).unwrap_or_default().trim_end().len());
        let signs: String = place.of(self.text).chars().filter(|c| !c.is_whitespace()).collect();
        let own = Operator::of_sign(&signs).filter(|&(_, length)| length == signs.len()).map(|(operator, _)| operator);
        let Some(sign) = own.or_else(|| Operator::meant_by_sign(&signs)).filter(|_| is) else {
            let found = self.found();
            return self.give_up(field.span.start, Problem::Unexpected { found }, "expected a value (e.g. `vip`)");
        };
        let not = operator == Operator::IsNot;
        let negative = sign.negative();
        let (meant, outside) = match (not, negative) {
            (false, _) => (sign, false),
            (true, Some(negative)) => (negative, false),
            (true, None) => (sign, true),
        };
        let mut edits = vec![edit(span.to(place), meant.text())];
        if outside {
            edits.insert(0, self.not_before(field.span.start));
        }
        // `is not != 3` and `is not not = 3` may be meant or not.
        let between = self.text.get(span.end..place.start).unwrap_or_default();
        let twice = not && sign.positive() != sign || !between.trim().is_empty();
        let spoken = if not { "is not" } else { "is" };
        self.take(place.end - place.start);
        // The value begins behind it.
        self.report.operand = 0;
        self.report.error(|| {
            let problem = Problem::ReservedAfterIs { is: spoken, word: place.of(self.text).to_owned() };
            let diagnostic = Diagnostic::new(problem, span.to(place))
                .label("expected one of the two")
                .help("`is` compares with one value; write the other operators without it");
            if twice { diagnostic } else { diagnostic.suggest_all("remove `is`", edits).certain() }
        });
        if twice {
            return self.skip_from(field.span.start);
        }
        let expr = self.mended().comparison(field, meant, span.to(place));
        if outside { Expr::Not { span, expr: Box::new(expr) } } else { expr }
    }

    fn missing_value(&mut self, start: usize, operator: Operator, span: Span) -> Expr<'a> {
        let place = self.next_token();
        let comment = self.comments.iter().rev().take_while(|comment| comment.span.start >= span.end).last();
        let comment = comment.map(|comment| (comment.span, comment.text.clone()));
        let joined = self.at_end_of_operand() && self.byte().is_some_and(|byte| byte != b')');
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::NoValue { operator }, span);
            let diagnostic = if place.start == span.end {
                diagnostic.label("expected a value after it (e.g. `vip`)")
            } else {
                diagnostic.label("this needs a value").related(place, "expected a value before this (e.g. `vip`)")
            };
            match comment {
                Some((at, text)) => diagnostic
                    .help("`//` starts a comment; quote a value that starts with it")
                    .suggest("quote the value", Span::new(at.start, at.start + text.len()), quote(&text)),
                None if joined => {
                    diagnostic.help("as values, `and`, `or` and `not` need quotes (e.g. `title = \"and\"`)")
                }
                None => diagnostic,
            }
        });
        Expr::Error(Span::new(start, span.end))
    }

    /// A value that is not written as one: in typographic quotes or backticks, or starting with a sign.
    pub(crate) fn odd_value(&mut self, in_list: bool) -> Option<Word<'a>> {
        if let Some(word) = self.typographic_string(in_list, false) {
            return Some(word);
        }
        let rest = self.rest();
        let sign = rest.chars().next()?;
        match sign {
            '`' => {
                let name = self.backticked();
                self.report.error(|| {
                    Diagnostic::new(Problem::BacktickValue, name.span)
                        .label("expected a value, bare or in quotes")
                        .suggest("use double quotes", name.span, quote(&name.name))
                        .certain()
                });
                Some(Word { span: name.span, text: name.name, kind: WordKind::Quoted })
            }
            '!' | ';' | '|' | '<' | '>' | '~' | '^' | '='
                if self.at > self.previous.end && rest.chars().nth(1).is_some_and(char::is_alphanumeric) =>
            {
                let length = touching_run(rest, in_list);
                let text = rest.get(..length)?;
                let span = Span::new(self.at, self.at + length);
                self.report.error(|| {
                    Diagnostic::new(Problem::NeedsQuotes { sign }, span).label("expected quotes around it").suggest(
                        "quote the value",
                        span,
                        quote(text),
                    )
                });
                Some(Word { span: self.take(length), text: text.into(), kind: WordKind::Quoted })
            }
            _ => None,
        }
    }

    /// `==`, `<>`, `=~` …: the operator at `span` goes on with signs.
    pub(crate) fn foreign_sign(&mut self, field: FieldName<'a>, mut span: Span) -> Expr<'a> {
        let start = span.start;
        let taken = span.end;
        let signs = |text: &str| text.chars().filter(|c| !c.is_whitespace()).take(8).collect::<String>();
        let own = |sign: &str| Operator::of_sign(sign).filter(|&(_, length)| length == sign.len());
        while let Some(b'=' | b'~' | b'<' | b'>' | b'^' | b'!') = self.byte() {
            let longer = Span::new(start, self.at + 1);
            // What stands apart belongs to it only if both are an operator.
            if self.at > span.end && own(&signs(longer.of(self.text))).is_none() {
                break;
            }
            span.end = self.take(1).end;
        }
        if span.end == taken {
            let found = self.found();
            return self.give_up(field.span.start, Problem::Unexpected { found }, "expected a value (e.g. `vip`)");
        }
        let found = one_line(span.of(self.text));
        // The language's own signs stand here with a space within.
        let sign = signs(span.of(self.text));
        let meant = own(&sign).map(|(operator, _)| operator).or_else(|| Operator::meant_by_sign(&sign));
        let Some(meant) = meant else {
            self.error(
                Problem::Unexpected { found: format!("`{found}`") },
                span,
                "expected an operator (e.g. `=`, `~` or `>=`)",
            );
            return self.skip_from(field.span.start);
        };
        let problem = match &*found {
            "==" | "===" => Problem::DoubleEquals { found },
            _ => Problem::ForeignSign { found },
        };
        if sign == "!" && self.at_empty() {
            return self.denied_emptiness(field, span);
        }
        let text = meant.text();
        // The value begins behind it.
        self.report.operand = 0;
        let another = matches!(self.byte(), Some(b'=' | b'~' | b'<' | b'>' | b'^' | b'!'));
        self.report.error(|| {
            let diagnostic = Diagnostic::new(problem, span)
                .label(format!("expected `{text}`"))
                .help("`=` compares; the other signs are `!=`, `~`, `!~`, `^=`, `>`, `>=`, `<` and `<=`")
                .suggest(format!("use `{text}`"), Span::new(start, span.end), text);
            if another { diagnostic } else { diagnostic.certain() }
        });
        self.mended().comparison(field, meant, span)
    }

    /// `email !empty`: a `!`, at `span`, before the word that asks for no value.
    fn denied_emptiness(&mut self, field: FieldName<'a>, span: Span) -> Expr<'a> {
        let instead = self.apart(Span::new(span.start, self.at), "is not");
        let whole = Span::new(span.start, self.at);
        self.report.sure(|| {
            Diagnostic::new(Problem::ForeignSign { found: "!".to_owned() }, span)
                .label("expected `is not`")
                .suggest("use `is not`", whole, format!("{} ", instead.trim_end()))
                .certain()
        });
        self.mended().after_is(field, true, span)
    }

    /// `tag = not vip`
    fn not_before_value(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        let not = self.take(3);
        let found = not.of(self.text).to_owned();
        let negative = operator.negative();
        let value = self.value().map(|value| self.with_words_after(value));
        self.report.error(|| {
            let mut diagnostic =
                Diagnostic::new(Problem::ReservedValue { word: found }, not).label("expected a value (e.g. `vip`)");
            if let (Some(negative), Some(value)) = (negative, &value) {
                let text = negative.text();
                diagnostic = diagnostic.suggest_all(
                    format!("use `{text}`"),
                    vec![edit(span, text), edit(not.to(value.span), value.spelled())],
                );
            }
            let end = value.as_ref().map_or(not.end, |value| value.span.end);
            let whole = Span::new(not.start, end);
            diagnostic.suggest("quote the word", whole, quote(&one_line(whole.of(self.text))))
        });
        match (negative, value) {
            (Some(negative), Some(value)) => clause(field, negative, span, Operand::Word(value)),
            (_, None) => {
                let word = Word { span: not, text: not.of(self.text).into(), kind: WordKind::Quoted };
                self.guessed();
                clause(field, operator, span, Operand::Word(word))
            }
            _ => self.skip_from(field.span.start),
        }
    }

    /// `tag is in (a)`: a reserved word after `is` or `is not`.
    #[cold]
    pub(in crate::text) fn reserved_after_is(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        let next = self.next_token();
        let reserved = self.peek_reserved();
        self.report.operand = self.at;
        if matches!(reserved, Some(Reserved::And | Reserved::Or)) {
            return self.no_value(field, if not { Operator::IsNot } else { Operator::Is }, span);
        }
        let is = Span::new(span.start, span.start + 2);
        let spoken = if not { "is not" } else { "is" };
        let found = next.of(self.text).to_owned();
        let problem = Problem::ReservedAfterIs { is: spoken, word: found.clone() };
        let after = super::lookahead::skip_blank(self.text, next.end);
        let alone = self.looking_at(after, Self::at_end_of_operand);
        if alone {
            self.report.error(|| {
                Diagnostic::new(problem, next).label("expected a value (e.g. `vip`)").suggest(
                    "quote the word",
                    next,
                    quote(&found),
                )
            });
            let word = Word { span: self.take(found.len()), text: next.of(self.text).into(), kind: WordKind::Quoted };
            return clause(field, if not { Operator::IsNot } else { Operator::Is }, span, Operand::Word(word));
        }
        // The `not` of `is not` stays where the operator takes one, else it goes before the clause.
        let takes_not =
            matches!(reserved, Some(Reserved::In | Reserved::Between | Reserved::Contain | Reserved::Contains));
        let drop = |whole: Span| {
            let rest = self.text.get(whole.end..).unwrap_or_default();
            Span::new(whole.start, whole.end + (rest.len() - rest.trim_start().len()))
        };
        let edits = match (not, takes_not) {
            (false, _) | (true, true) => vec![edit(drop(is), "")],
            (true, false) => vec![self.not_before(field.span.start), edit(drop(span), "")],
        };
        let twice = matches!(reserved, Some(Reserved::Is | Reserved::Not));
        let written = self.word_at(span.start).is_some_and(|word| word.eq_ignore_ascii_case("is"));
        if twice {
            while matches!(self.peek_reserved(), Some(Reserved::Is | Reserved::Not)) {
                let length = self.peek().map_or(0, str::len);
                self.take(length);
            }
        }
        let again = Span::new(next.start, self.at);
        self.report.error(|| {
            let diagnostic = Diagnostic::new(problem, span.to(next))
                .label("expected a value, `empty`, or no `is`")
                .help("`is` compares with one value; write the other operators without it");
            if twice {
                return diagnostic.suggest(format!("delete `{}`", again.of(self.text).trim_end()), again, "");
            }
            if !written {
                return diagnostic;
            }
            diagnostic.suggest_all("remove `is`", edits).certain()
        });
        if twice {
            if self.peek_reserved().is_some() {
                return self.skip_from(field.span.start);
            }
            return self.guessed().after_is(field, not, span);
        }
        let word = self.take(found.len());
        let span = span.to(word);
        match reserved {
            Some(Reserved::In) => self.membership(field, not, span),
            Some(Reserved::Between) => self.between(field, not, span),
            Some(Reserved::Contain | Reserved::Contains) => {
                self.comparison(field, if not { Operator::NotContain } else { Operator::Contain }, span)
            }
            // The `is` before it is not part of the operator.
            Some(Reserved::Does) => self.mended().does(field, word),
            Some(Reserved::Opens) => self.mended().opened(field, word),
            _ => self.skip_from(field.span.start),
        }
    }
}
