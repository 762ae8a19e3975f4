//! What stands where a value should.

use super::join::one_line;
use super::{edit, touching_run};
use crate::catalog::Operator;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::syntax::ast::{Expr, FieldName, Operand, Word};
use crate::syntax::clause::clause;
use crate::syntax::lex::Reserved;
use crate::syntax::parse::Parser;
use crate::syntax::problem::Problem;
use crate::syntax::quote::quote;

impl<'a> Parser<'a, '_> {
    /// No value follows `operator`, which stands at `span`.
    #[cold]
    pub(in crate::syntax) fn no_value(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        if let Some(word) = self.odd_value(false) {
            return clause(field, operator, span, Operand::Word(word));
        }
        let start = field.span.start;
        match self.byte() {
            Some(b'=' | b'~' | b'<' | b'>' | b'^' | b'!') => self.foreign_sign(field, span),
            Some(b'(') => self.group_of_values(field, operator, span),
            Some(b'[' | b'{') => {
                let list = if operator == Operator::IsNot { Operator::NotIn } else { Operator::In };
                self.brackets(field, list, Some(span))
            }
            Some(b'.') => self.give_up(start, Problem::OpenRange, "expected a start before it (e.g. `in 2..4`)"),
            _ if self.peek_reserved() == Some(Reserved::Not) => self.not_before_value(field, operator, span),
            None | Some(b')') => self.missing_value(start, operator, span),
            _ if self.at_end_of_operand() => self.missing_value(start, operator, span),
            _ => {
                let found = self.found();
                self.give_up(start, Problem::Unexpected { found }, "expected a value (e.g. `vip`)")
            }
        }
    }

    fn missing_value(&mut self, start: usize, operator: Operator, span: Span) -> Expr<'a> {
        let place = self.next_token();
        let comment = self.comments.iter().rev().take_while(|comment| comment.span.start >= span.end).last();
        let comment = comment.map(|comment| (comment.span, comment.text));
        let joined = self.at_end_of_operand() && self.byte().is_some_and(|byte| byte != b')');
        self.report.add(|| {
            let diagnostic = Diagnostic::new(Problem::NoValue { operator }, span);
            let diagnostic = if place.start == span.end {
                diagnostic.label("expected a value after it (e.g. `vip`)")
            } else {
                diagnostic.label("this needs a value").related(place, "expected a value before this (e.g. `vip`)")
            };
            match comment {
                Some((at, text)) => diagnostic
                    .help("`//` starts a comment; a value that starts so stands in quotes")
                    .suggest("quote the value", Span::new(at.start, at.start + text.len()), quote(text)),
                None if joined => {
                    diagnostic.help("`and`, `or` and `not` as values stand in quotes (e.g. `title = \"and\"`)")
                }
                None => diagnostic,
            }
        });
        Expr::Error(Span::new(start, span.end))
    }

    /// A value that is not written as one: in typographic quotes or backticks, or starting with a sign.
    pub(super) fn odd_value(&mut self, in_list: bool) -> Option<Word<'a>> {
        if let Some(word) = self.typographic_string(in_list) {
            return Some(word);
        }
        let rest = self.rest();
        let sign = rest.chars().next()?;
        match sign {
            '`' => {
                let name = self.backticked();
                self.report.add(|| {
                    Diagnostic::new(Problem::BacktickValue, name.span)
                        .label("expected a value, bare or in quotes")
                        .suggest("use double quotes", name.span, quote(&name.name))
                        .certain()
                });
                Some(Word { span: name.span, text: name.name, quoted: true })
            }
            '!' | ';' | '|'
                if self.at > self.previous.end && rest.chars().nth(1).is_some_and(char::is_alphanumeric) =>
            {
                let length = touching_run(rest, in_list);
                let text = rest.get(..length)?;
                let span = Span::new(self.at, self.at + length);
                self.report.add(|| {
                    Diagnostic::new(Problem::NeedsQuotes { sign }, span)
                        .label("expected quotes around it")
                        .suggest("quote the value", span, quote(text))
                        .certain()
                });
                Some(Word { span: self.take(length), text: text.into(), quoted: true })
            }
            _ => None,
        }
    }

    /// `==`, `<>`, `=~` …: the operator at `span` goes on with signs.
    pub(super) fn foreign_sign(&mut self, field: FieldName<'a>, mut span: Span) -> Expr<'a> {
        let start = span.start;
        while let Some(b'=' | b'~' | b'<' | b'>' | b'^' | b'!') = self.byte() {
            span.end = self.take(1).end;
        }
        let found: String = span.of(self.text).chars().filter(|c| !c.is_whitespace()).take(8).collect();
        let meant = match &*found {
            "==" | "===" => Operator::Is,
            "<>" | "!==" | "=!" | "!" | "><" | "!=" => Operator::IsNot,
            "=~" | "~=" | "~~" => Operator::Contain,
            "!~~" | "!~=" | "~!" => Operator::NotContain,
            "=^" | "^" | "^==" => Operator::StartsWith,
            "=>" | ">=" => Operator::Gte,
            "=<" | "<=" => Operator::Lte,
            _ => {
                self.error(
                    Problem::Unexpected { found: format!("`{found}`") },
                    span,
                    "expected an operator (e.g. `=`, `~` or `>=`)",
                );
                return self.skip_from(field.span.start);
            }
        };
        let problem = match &*found {
            "==" | "===" => Problem::DoubleEquals { found },
            _ => Problem::ForeignSign { found },
        };
        let text = meant.text();
        self.report.add(|| {
            Diagnostic::new(problem, span)
                .label(format!("expected `{text}`"))
                .help("one `=` compares; `!=`, `~`, `!~`, `^=`, `>`, `>=`, `<` and `<=` are the other signs")
                .suggest(format!("use `{text}`"), Span::new(start, span.end), text)
                .certain()
        });
        self.comparison(field, meant, span)
    }

    /// `tag = (a or b)`
    fn group_of_values(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        let open = self.take(1);
        let mut items = Vec::new();
        let mut joins = Vec::new();
        let closed = loop {
            let Some(item) = self.value() else { break None };
            items.push(item);
            match (self.byte(), self.peek_reserved()) {
                (Some(b')'), _) => break Some(self.take(1)),
                (Some(b','), _) => joins.push(self.take(1)),
                (_, Some(Reserved::Or)) => joins.push(self.take(2)),
                (_, Some(Reserved::And)) => joins.push(self.take(3)),
                _ => break None,
            }
        };
        let Some(close) = closed else {
            self.error(Problem::GroupOfValues, open, "expected one value (e.g. `vip`)");
            // Back inside the parenthesis that was taken: go on after it.
            self.groups += 1;
            self.skip();
            self.groups -= 1;
            if self.byte() == Some(b')') {
                self.take(1);
                self.skip();
            } else {
                self.report_unclosed(open, self.groups + 1);
            }
            return Expr::Error(Span::new(field.span.start, self.previous.end));
        };
        let whole = open.to(close);
        let joined: Vec<String> = joins.iter().map(|join| join.of(self.text).to_ascii_lowercase()).collect();
        let all = joined.iter().all(|join| join == "and");
        let any = joined.iter().all(|join| join != "and");
        let list = match operator {
            _ if !any && items.len() > 1 => None,
            Operator::Is => Some(Operator::In),
            Operator::IsNot => Some(Operator::NotIn),
            _ => None,
        };
        let name = field.span.of(self.text);
        let sign = span.of(self.text);
        let texts: Vec<String> = items.iter().map(|item| item.span.of(self.text).to_owned()).collect();
        self.report.add(|| {
            let diagnostic = Diagnostic::new(Problem::GroupOfValues, whole).label("expected one value (e.g. `vip`)");
            if let [only] = texts.as_slice() {
                return diagnostic.suggest("leave the parentheses out", whole, only.clone()).certain();
            }
            if let Some(list) = list {
                let list = format!("{} ({})", list.text(), texts.join(", "));
                let glued = if name.len() == span.start - field.span.start { " " } else { "" };
                return diagnostic.suggest("make it a list", span.to(whole), format!("{glued}{list}"));
            }
            if !all && !any {
                return diagnostic
                    .help(format!("repeat the field for each value: `{name} {sign} a or {name} {sign} b`"));
            }
            let clauses: Vec<String> = texts.iter().map(|text| format!("{name} {sign} {text}")).collect();
            let clauses = clauses.join(if all { " and " } else { " or " });
            diagnostic.suggest("repeat the field", field.span.to(whole), format!("({clauses})"))
        });
        match list {
            _ if items.len() == 1 => match items.pop() {
                Some(item) => clause(field, operator, span, Operand::Word(item)),
                None => Expr::Error(whole),
            },
            Some(list) => clause(field, list, span, Operand::List { span: whole, items }),
            None => Expr::Error(field.span.to(whole)),
        }
    }

    /// `tag in [a, b]`, `tag = {a}`. `operator_span`: where the operator must become `in`.
    pub(super) fn brackets(
        &mut self,
        field: FieldName<'a>,
        operator: Operator,
        operator_span: Option<Span>,
    ) -> Expr<'a> {
        let (close, brackets) = if self.byte() == Some(b'[') { (b']', "brackets") } else { (b'}', "braces") };
        let open = self.take(1);
        let mut items = Vec::new();
        let closed = loop {
            match self.value() {
                Some(item) => items.push(item),
                None if self.byte() == Some(close) && !items.is_empty() => break Some(self.take(1)),
                None => break None,
            }
            match self.byte() {
                Some(b',') => {
                    self.take(1);
                }
                Some(byte) if byte == close => break Some(self.take(1)),
                _ => break None,
            }
        };
        let Some(close) = closed else {
            self.error(Problem::Brackets { brackets }, open, "expected a list in parentheses (e.g. `(a, b)`)");
            return self.skip_from(field.span.start);
        };
        let apart = operator_span.map(|span| self.apart(span, operator.text())).unwrap_or_default();
        self.report.add(|| {
            let mut edits = vec![edit(open, "("), edit(close, ")")];
            if let Some(span) = operator_span {
                edits.insert(0, edit(span, apart));
            }
            Diagnostic::new(Problem::Brackets { brackets }, open.to(close))
                .label("expected parentheses (e.g. `in (a, b)`)")
                .suggest_all("use parentheses", edits)
                .certain()
        });
        clause(field, operator, operator_span.unwrap_or(open), Operand::List { span: open.to(close), items })
    }

    /// `tag = not vip`
    fn not_before_value(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        let not = self.take(3);
        let found = not.of(self.text).to_owned();
        let negative = match operator {
            Operator::Is => Some(Operator::IsNot),
            Operator::Contain => Some(Operator::NotContain),
            _ => None,
        };
        let value = self.value();
        self.report.add(|| {
            let mut diagnostic =
                Diagnostic::new(Problem::ReservedValue { word: found }, not).label("expected a value (e.g. `vip`)");
            if let (Some(negative), Some(_)) = (negative, &value) {
                let text = negative.text();
                diagnostic = diagnostic.suggest_all(
                    format!("use `{text}`"),
                    vec![
                        edit(span, text),
                        edit(Span::new(not.start, value.as_ref().map_or(not.end, |value| value.span.start)), ""),
                    ],
                );
            }
            let end = value.as_ref().map_or(not.end, |value| value.span.end);
            let whole = Span::new(not.start, end);
            diagnostic.suggest("quote the word", whole, quote(&one_line(whole.of(self.text))))
        });
        match (negative, value) {
            (Some(negative), Some(value)) => clause(field, negative, span, Operand::Word(value)),
            (_, None) => {
                let word = Word { span: not, text: not.of(self.text).into(), quoted: true };
                clause(field, operator, span, Operand::Word(word))
            }
            _ => self.skip_from(field.span.start),
        }
    }

    /// `tag is in (a)`: a reserved word after `is` or `is not`.
    #[cold]
    pub(in crate::syntax) fn reserved_after_is(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        let next = self.next_token();
        let reserved = self.peek_reserved();
        if matches!(reserved, Some(Reserved::And | Reserved::Or)) {
            return self.no_value(field, if not { Operator::IsNot } else { Operator::Is }, span);
        }
        let is = Span::new(span.start, span.start + 2);
        let spoken = if not { "is not" } else { "is" };
        let found = next.of(self.text).to_owned();
        let problem = Problem::ReservedAfterIs { is: spoken, word: found.clone() };
        let after = super::join::skip_blank(self.text, next.end);
        let alone = self.looking_at(after, Self::at_end_of_operand);
        if alone {
            self.report.add(|| {
                Diagnostic::new(problem, next).label("expected a value (e.g. `vip`)").suggest(
                    "quote the word",
                    next,
                    quote(&found),
                )
            });
            let word = Word { span: self.take(found.len()), text: next.of(self.text).into(), quoted: true };
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
            (true, false) => vec![edit(Span::at(field.span.start), "not "), edit(drop(span), "")],
        };
        let wrong = matches!(reserved, Some(Reserved::Is | Reserved::Not));
        self.report.add(|| {
            let diagnostic = Diagnostic::new(problem, span.to(next))
                .label("expected a value, `empty`, or no `is`")
                .help("`is` compares with one value; the other operators stand without it");
            if wrong { diagnostic } else { diagnostic.suggest_all("leave `is` out", edits).certain() }
        });
        let span = span.to(self.take(found.len()));
        match reserved {
            Some(Reserved::In) => self.membership(field, not, span),
            Some(Reserved::Between) => self.between(field, not, span),
            Some(Reserved::Contain | Reserved::Contains) => {
                self.comparison(field, if not { Operator::NotContain } else { Operator::Contain }, span)
            }
            _ => self.skip_from(field.span.start),
        }
    }
}
