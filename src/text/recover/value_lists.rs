//! Several values where an operator takes one, and lists in other brackets.

use super::edit;
use super::lookahead::{Stop, one_line, skip_blank};
use crate::diagnostic::Diagnostic;
use crate::lex::{Reserved, quote};
use crate::operator::{Operator, Takes};
use crate::span::Span;
use crate::text::ast::{End, Expr, FieldName, Operand, Word, WordKind};
use crate::text::clause::clause;
use crate::text::parse::Parser;
use crate::text::problem::Problem;

/// The operator that compares with each of several values as `operator` does with one.
fn of_list(operator: Operator) -> Option<Operator> {
    let listed = matches!(operator.takes(), Takes::Value | Takes::List | Takes::Range);
    listed.then_some(if is_negative(operator) { Operator::NotIn } else { Operator::In })
}

fn is_negative(operator: Operator) -> bool {
    operator.positive() != operator
}

/// What a `,`, `;` or `|` stood between.
pub(crate) enum Separated {
    /// It is no such sign, or not told by it.
    Nothing,
    /// Values of one clause, which are taken.
    Values,
    /// Clauses; the sign is taken.
    Clauses,
}

impl<'a> Parser<'a, '_> {
    /// `tag = (a or b)`
    pub(crate) fn group_of_values(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        let open = self.take(1);
        let mut items = Vec::new();
        let mut joins = Vec::new();
        let mut token = open;
        let closed = loop {
            let Some(item) = self.value() else { break None };
            token = item.span;
            items.push(self.with_words_after(item));
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
            self.skip_list(open);
            return self.skip_from(field.span.start);
        };
        let whole = open.to(close);
        if let [_] = items.as_slice()
            && let Some(value) = self.value_in_part(whole)
        {
            return clause(field, operator, span, Operand::Word(value));
        }
        let joined: Vec<String> = joins.iter().map(|join| join.of(self.text).to_ascii_lowercase()).collect();
        let all = joined.iter().all(|join| join == "and");
        let any = joined.iter().all(|join| join != "and");
        let list = of_list(operator).filter(|_| any || items.len() == 1);
        let name = field.span.of(self.text);
        let sign = span.of(self.text);
        let texts: Vec<String> = items.iter().map(Word::spelled).collect();
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::GroupOfValues, whole).label("expected one value (e.g. `vip`)");
            if let [text] = texts.as_slice() {
                let diagnostic = diagnostic.suggest("remove the parentheses", whole, text.clone());
                // Of several words it is open what belongs together, and a comment would be lost.
                let within = Span::new(open.end, close.start).of(self.text).trim();
                return if within == token.of(self.text) { diagnostic.certain() } else { diagnostic };
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
            let repeated = |join: &str| repeated(name, sign, &texts, join);
            let offer =
                |diagnostic: Diagnostic, label, join| diagnostic.suggest(label, field.span.to(whole), repeated(join));
            match (is_negative(operator), all) {
                (true, false) => offer(diagnostic, "repeat the field: none of them", "and"),
                (true, true) => {
                    let diagnostic = offer(diagnostic, "repeat the field: none of them", "and");
                    offer(diagnostic, "repeat the field: not all of them", "or")
                }
                (false, all) => offer(diagnostic, "repeat the field", if all { "and" } else { "or" }),
            }
        });
        match list {
            _ if items.len() == 1 => match items.pop() {
                // What is mended in it is mended with its parentheses.
                Some(item) => clause(field, operator, span, Operand::Word(Word { span: whole, ..item })),
                None => Expr::Error(whole),
            },
            Some(list) => {
                self.guessed();
                clause(field, list, span, Operand::List { span: whole, items })
            }
            None => Expr::Error(field.span.to(whole)),
        }
    }

    /// `value`, with the words after it that can only belong to it.
    pub(super) fn with_words_after(&mut self, mut value: Word<'a>) -> Word<'a> {
        if self.parameter_in_value(&value) {
            return value;
        }
        let ahead = self.words_ahead();
        if let (Some(&last), true) = (ahead.words.last(), ahead.stop != Stop::Operator) {
            let more = one_line(Span::new(value.span.end, last.end).of(self.text));
            value.text.to_mut().push_str(&more);
            value.span.end = last.end;
            value.kind = WordKind::Quoted;
            self.take(last.end - self.at);
        }
        value
    }

    /// `(917) 202-456`: the parenthesis `part` just taken is the start of a value, if words follow it.
    fn value_in_part(&mut self, part: Span) -> Option<Word<'a>> {
        let ahead = self.words_ahead();
        let last = *ahead.words.last().filter(|_| ahead.stop == Stop::End)?;
        let whole = part.to(last);
        let text = one_line(whole.of(self.text));
        let plain = !ahead.doubt && text == whole.of(self.text) && !text.contains('"');
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::NeedsQuotes { sign: '(' }, whole)
                .label("expected quotes around it")
                .suggest("quote the value", whole, quote(&text));
            if plain { diagnostic.certain() } else { diagnostic }
        });
        self.take(last.end - self.at);
        Some(Word { span: whole, text: text.into(), kind: WordKind::Quoted })
    }

    /// `tag in [a, b]`, `tag = {a}`, `rating between [2, 4]`, after `operator` at `span`.
    pub(crate) fn brackets(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        if let Some(whole) = self.doubly_braced() {
            return Expr::Error(field.span.to(whole));
        }
        let (close, brackets) = if self.byte() == Some(b'[') { (b']', "brackets") } else { (b'}', "braces") };
        let open = self.take(1);
        let mut items = Vec::new();
        let mut commas = Vec::new();
        let closed = loop {
            match self.value() {
                Some(item) => items.push(item),
                None if self.byte() == Some(close) && !items.is_empty() => break Some(self.take(1)),
                None => break None,
            }
            match self.byte() {
                Some(b',') => commas.push(self.take(1)),
                Some(byte) if byte == close => break Some(self.take(1)),
                _ => break None,
            }
        };
        let Some(close) = closed else {
            self.error(Problem::Brackets { brackets }, open, "expected a list in parentheses (e.g. `(a, b)`)");
            return self.skip_from(field.span.start);
        };
        let whole = open.to(close);
        let diagnostic = Diagnostic::new(Problem::Brackets { brackets }, whole);
        let open_gap =
            if self.text.get(..open.start).is_some_and(|text| text.ends_with(char::is_whitespace)) { "" } else { " " };
        let bare = vec![edit(open, open_gap), edit(close, "")];
        let between = self.is_between(span);
        if let ([item], [], "braces") = (items.as_slice(), commas.as_slice(), brackets)
            && item.kind != WordKind::Quoted
        {
            self.braced(item, whole, operator);
            return Expr::Error(field.span.to(whole));
        }
        match (items.as_mut_slice(), commas.as_slice(), of_list(operator)) {
            ([start, end], [comma, ..], _) if between => {
                let (start, end) = (End::Word(start.clone()), End::Word(end.clone()));
                let and = self.apart(*comma, "and");
                let mut edits = vec![edit(open, open_gap), edit(*comma, and), edit(close, "")];
                if let Some(trailing) = commas.get(1) {
                    edits.insert(2, edit(*trailing, ""));
                }
                self.report.error(|| {
                    diagnostic
                        .label("expected both ends without brackets (e.g. `between 2 and 4`)")
                        .suggest_all("use `and`", edits)
                        .certain()
                });
                let operator = crate::text::operand::range_operator(operator == Operator::NotIn, &start, &end);
                clause(field, operator, span, Operand::Range { start, end })
            }
            _ if between => {
                self.report.error(|| diagnostic.label("expected both ends without brackets (e.g. `between 2 and 4`)"));
                Expr::Error(field.span.to(close))
            }
            (_, _, Some(list)) => {
                let mut edits = vec![edit(open, "("), edit(close, ")")];
                let changed = list != operator;
                if changed {
                    edits.insert(0, edit(span, self.apart(span, list.text())));
                }
                self.report.error(|| {
                    diagnostic
                        .label("expected parentheses (e.g. `in (a, b)`)")
                        .suggest_all("use parentheses", edits)
                        .certain()
                });
                let expr = clause(field, list, span, Operand::List { span: whole, items });
                if changed {
                    self.mended();
                }
                expr
            }
            ([_], [], None) => {
                self.report.error(|| {
                    diagnostic.label("expected one value (e.g. `vip`)").suggest_all("remove them", bare).certain()
                });
                match items.pop() {
                    Some(item) => clause(field, operator, span, Operand::Word(item)),
                    None => Expr::Error(whole),
                }
            }
            _ => {
                let texts: Vec<String> = items.iter().map(|item| item.span.of(self.text).to_owned()).collect();
                let (name, sign) = (field.span.of(self.text), span.of(self.text));
                // `tag doesn't contain` is read as a field so far.
                let none = is_negative(operator) || name.ends_with("n't") || name.ends_with("n’t");
                let repeated = repeated(name, sign, &texts, if none { "and" } else { "or" });
                self.report.error(|| {
                    let diagnostic = diagnostic.label("expected one value (e.g. `vip`)");
                    if operator.takes() == Takes::Bound {
                        return diagnostic;
                    }
                    diagnostic.suggest("repeat the field", field.span.to(whole), repeated)
                });
                Expr::Error(field.span.to(whole))
            }
        }
    }

    /// Whether the operator at `span` is `between` or `not between`.
    pub(crate) fn is_between(&self, span: Span) -> bool {
        span.of(self.text).split_whitespace().any(|word| word.eq_ignore_ascii_case("between"))
    }

    /// `rating = 2..4`
    pub(crate) fn range_after_operator(&mut self, expr: &mut Expr<'a>) -> bool {
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
        let ranged = if is_negative(operator) { Operator::NotInRange } else { Operator::Range };
        let instead = ranged.text();
        let range = if ends.len() == 1 { ends.pop() } else { None };
        let (operator_span, text) = (clause.operator_span, whole.of(self.text));
        let apart = self.apart(operator_span, instead);
        let takes_range = self.takes(&clause.field.name, Operator::Range);
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::RangeAfterOperator { operator }, whole)
                .label(format!("expected one value; a range follows `in` (e.g. `{instead} 2..4`)"));
            let diagnostic = match range {
                // `in {a} b..c` has an `in` already.
                Some(_) if takes_range && operator.text() != instead => {
                    diagnostic.suggest(format!("use `{instead}`"), operator_span, apart)
                }
                _ => diagnostic,
            };
            diagnostic.suggest("quote it, if the dots belong to the value", whole, quote(text))
        });
        let Some(end) = range else { return true };
        clause.operator = ranged;
        self.guessed();
        clause.operand = Operand::Range { start: End::Word(start), end: End::Word(end) };
        true
    }

    /// `tag = a, b`, `tag = a;b`, `tag = a|b`, `tag = a, name ~ b`: a sign after `expr` that separates values or clauses.
    pub(crate) fn separated(&mut self, expr: &mut Expr<'a>) -> Separated {
        let sign = char::from(self.byte().unwrap_or_default());
        let rest = self.rest();
        let near = rest.get(..rest.floor_char_boundary(200)).unwrap_or_default();
        let glued = self.previous.end == self.at
            && rest.get(1..).is_some_and(|rest| rest.starts_with(|next: char| next.is_alphanumeric()))
            && !near.split(char::is_whitespace).next().is_some_and(|run| run.contains('"'));
        if !(matches!(sign, ',' | ';') || sign == '|' && glued) {
            return Separated::Nothing;
        }
        let place = Span::new(self.at, self.at + 1);
        let after = skip_blank(self.text, place.end);
        let ahead = self.words_from(after);
        let field = self.field_at_end(&ahead.words);
        if self.clause_at(after) || (ahead.stop == Stop::Operator && ahead.words.len() == field.unwrap_or(1)) {
            if sign == '|' {
                return Separated::Nothing;
            }
            self.take(1);
            let and = self.apart(place, "and");
            self.report.error(|| {
                Diagnostic::new(Problem::NoJoin, place).label("expected `and` or `or` between the clauses").suggest(
                    "join them with `and`",
                    place,
                    and,
                )
            });
            return Separated::Clauses;
        }
        if ahead.words.is_empty() && sign == ';' {
            self.take(1);
            self.report.error(|| {
                Diagnostic::new(Problem::Unexpected { found: "`;`".to_owned() }, place)
                    .label("expected `and`, `or` or the end")
                    .suggest("delete it", place, "")
            });
            return Separated::Values;
        }
        if self.values(expr, sign, glued) { Separated::Values } else { Separated::Nothing }
    }

    fn values(&mut self, expr: &mut Expr<'a>, sign: char, glued: bool) -> bool {
        let Expr::Clause(clause) = expr else { return false };
        let (Operand::Word(first) | Operand::Period(End::Word(first))) = &clause.operand else { return false };
        let mut items = vec![first.clone()];
        while matches!(self.byte(), Some(b',' | b';')) || (sign == '|' && self.byte() == Some(b'|')) {
            let after = skip_blank(self.text, self.at + 1);
            if self.clause_at(after) {
                break;
            }
            self.take(1);
            let Some(item) = self.value() else { break };
            let item = self.with_words_after(item);
            items.push(item);
        }
        let whole = first.span.to(self.previous);
        let in_words = clause.operator.takes() == Takes::Range;
        let list = of_list(clause.operator);
        let listed =
            list.filter(|&list| self.takes(&clause.field.name, list) || self.takes(&clause.field.name, Operator::In));
        let texts: Vec<String> = items.iter().map(Word::spelled).collect();
        let operator_span = clause.operator_span;
        let apart = list.map(|list| self.apart(operator_span, list.text())).unwrap_or_default();
        let (commas, source) = (!(glued && sign != ','), self.text);
        self.report.error(|| {
            let problem = if commas { Problem::Commas } else { Problem::NeedsQuotes { sign } };
            let mut diagnostic = Diagnostic::new(problem, whole).label("expected one value");
            if let ([start, end], true) = (items.as_slice(), in_words) {
                let range = format!("{}..{}", start.span.of(source), end.span.of(source));
                if super::reads_after_in(&range) {
                    diagnostic = diagnostic.suggest("make it a range", whole, range);
                }
            }
            if listed.is_some() {
                let mut edits = vec![edit(whole, format!("({})", texts.join(", ")))];
                if !in_words {
                    edits.insert(0, edit(operator_span, apart));
                }
                diagnostic = diagnostic
                    .label("expected a list in parentheses (e.g. `in (a, b)`)")
                    .suggest_all("make it a list", edits);
            }
            if in_words {
                return diagnostic;
            }
            let what = if sign == ',' { "comma" } else { "sign" };
            diagnostic.suggest(format!("quote it, if the {what} belongs to the value"), whole, quote(whole.of(source)))
        });
        if let Some(list) = list {
            clause.operator = list;
            self.guessed();
            clause.operand = Operand::List { span: whole, items };
        }
        true
    }
}

/// `(tag = a or tag = b)`
fn repeated(name: &str, sign: &str, texts: &[String], join: &str) -> String {
    let clauses: Vec<String> = texts.iter().map(|text| format!("{name} {sign} {text}")).collect();
    format!("({})", clauses.join(&format!(" {join} ")))
}
