//! What stands after `in` and `between` where a list, a range or a period should.

use super::{edit, period_meant};
use crate::diagnostic::Diagnostic;
use crate::lex::{self, Reserved, quote};
use crate::operator::{Operator, Takes};
use crate::query;
use crate::span::Span;
use crate::text::ast::{Clause, End, Expr, FieldName, Operand, Word, WordKind};
use crate::text::clause::clause;
use crate::text::operand::range_operator;
use crate::text::parse::Parser;
use crate::text::problem::Problem;
use crate::value::{Quantity, Unit};

/// What people write between the ends of a range.
const TO: [&str; 7] = ["to", "-", "–", "—", "until", "till", "through"];

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The unit that `word` is, or is short for.
fn unit_meant(word: &str) -> Option<&str> {
    if Unit::find(word).is_some() || Unit::made_of(word).is_some() {
        return Some(word);
    }
    Unit::abbreviated(word).map(Unit::plural)
}

/// The time up to now that `previous 2 months` may mean. A quarter has three months.
fn up_to_now(words: &str) -> Option<String> {
    let mut words = words.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("the"));
    let (_, number, unit, None) = (words.next()?, words.next()?, words.next()?, words.next()) else { return None };
    let count: u32 = number.parse().ok()?;
    let made = || Unit::made_of(unit);
    let (factor, unit) = Unit::find(unit).map(|unit| (1, unit)).or_else(made)?;
    Quantity::new(count.checked_mul(factor)?, unit).map(|time| format!("last {time}"))
}

impl<'a> Parser<'a, '_> {
    /// Nothing that `in` or `between`, which stands at `span`, takes.
    #[cold]
    pub(in crate::text) fn no_period(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        let start = field.span.start;
        let operator = if not { Operator::NotIn } else { Operator::In };
        if let Some(b'[' | b'{') = self.byte() {
            return self.brackets(field, operator, span);
        }
        if let Some(word) = self.odd_value(false) {
            return self.period(field, not, span, End::Word(word));
        }
        if self.rest().starts_with("..") {
            return self.give_up(start, Problem::OpenRange, "expected a start before it (e.g. `2..4`)");
        }
        let place = self.next_token();
        if self.peek_reserved() == Some(Reserved::Not) {
            let text = place.of(self.text);
            self.report.operand = place.end;
            let negated = format!("not {}", span.of(self.text));
            self.report.error(|| {
                let diagnostic = Diagnostic::new(Problem::ReservedValue { word: text.to_owned() }, place)
                    .label("expected a list, a range or a period");
                if not {
                    diagnostic.suggest("quote the word", place, quote(text))
                } else {
                    diagnostic.suggest(format!("write `{negated}`"), span.to(place), negated).certain()
                }
            });
            self.take(3);
            if not {
                return self.skip_from(start);
            }
            let operator = span.to(place);
            self.mended();
            return if self.is_between(span) {
                self.between(field, true, operator)
            } else {
                self.membership(field, true, operator)
            };
        }
        if self.at_end_of_operand() {
            self.report.error(|| {
                Diagnostic::new(Problem::NoValue { operator }, span)
                    .label("expected a list, a range or a period after it")
                    .help("e.g. `in (a, b)`, `in 2..4`, `in last 3 months`, `in 2025-03`")
            });
            return Expr::Error(Span::new(start, span.end));
        }
        let found = self.found();
        self.give_up(start, Problem::Unexpected { found }, "expected a list, a range or a period (e.g. `(a, b)`)")
    }

    /// Nothing after the `..` or the `and` of a range.
    #[cold]
    pub(in crate::text) fn open_range(&mut self, field: &FieldName<'a>, dots: Span) -> Expr<'a> {
        self.report.error(|| {
            Diagnostic::new(Problem::OpenRange, dots)
                .label("expected an end after it (e.g. `2025-01-01..2025-12-31`)")
                .help("the service takes only ranges with both ends (evidence 7)")
        });
        self.skip_from(field.span.start)
    }

    /// `between 2..4`, `between 2, 4`
    #[cold]
    pub(in crate::text) fn between_without_and(
        &mut self,
        field: FieldName<'a>,
        not: bool,
        span: Span,
        start: End<'a>,
    ) -> Expr<'a> {
        let place = self.next_token();
        let dots = self.rest().starts_with("..");
        let separator = dots || self.byte() == Some(b',') || self.at_to() || self.peek_reserved() == Some(Reserved::Or);
        if !separator {
            self.report.error(|| {
                Diagnostic::new(Problem::OpenRange, start.span())
                    .label("expected `and` and the other end after it (e.g. `between 2 and 4`)")
            });
            return self.skip_from(field.span.start);
        }
        self.take_any();
        let Some(end) = self.end() else { return self.open_range(&field, place) };
        let found = format!("`{}`", place.of(self.text));
        let (fixed, with) = if dots { (Span::new(span.end - 7, span.end), "in") } else { (place, "and") };
        let with = self.apart(fixed, with);
        self.report.error(|| {
            Diagnostic::new(Problem::Unexpected { found }, place)
                .label("expected `and` between the ends (e.g. `between 2 and 4`)")
                .suggest(format!("use `{}`", with.trim()), fixed, with)
                .certain()
        });
        clause(field, range_operator(not, &start, &end), span, Operand::Range { start, end })
    }

    pub(super) fn at_to(&self) -> bool {
        self.peek().is_some_and(|word| TO.iter().any(|to| word.eq_ignore_ascii_case(to)))
    }

    /// No unit after `last`, which ends at `span`.
    #[cold]
    pub(in crate::text) fn no_unit(&mut self, span: Span, quantity: Option<Word<'a>>) -> Expr<'a> {
        if quantity.as_ref().is_none_or(|quantity| quantity.kind == WordKind::Bare)
            && let Some(expr) = self.parameter_for_unit(span)
        {
            return expr;
        }
        let place = quantity.as_ref().map_or(span, |quantity| quantity.span);
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::NoUnit, place)
                .label("expected a number and a unit (e.g. `last 3 months`)")
                .help("the units are seconds, days, weeks, months and years (documentation, \"Datetime operators\")");
            let Some(quantity) = quantity else { return diagnostic };
            let digits = quantity.text.find(|character: char| !character.is_ascii_digit());
            match digits.filter(|_| quantity.kind == WordKind::Bare) {
                Some(digits) => match unit_meant(&quantity.text[digits..]) {
                    // `3months`, `3d`
                    Some(unit) => {
                        let written = format!("{} {unit}", &quantity.text[..digits]);
                        diagnostic.suggest(format!("write `{written}`"), quantity.span, written).certain()
                    }
                    None => diagnostic,
                },
                None => ["days", "weeks", "months"].into_iter().fold(diagnostic, |diagnostic, unit| {
                    let after = Span::at(quantity.span.end);
                    diagnostic.suggest(format!("{} {unit}", quantity.text), after, format!(" {unit}"))
                }),
            }
        });
        self.skip_from(span.start)
    }

    /// What follows a period: `in 2 to 4`, `in March 2025`, `in this month`, `in last 3 months ago`.
    pub(crate) fn calendar(&mut self, expr: &mut Expr<'a>) -> bool {
        let Expr::Clause(clause) = expr else { return false };
        let Some(next) = self.peek() else { return false };
        let span = self.next_token();
        if self.other_anchor(clause) {
            return true;
        }
        match &clause.operand {
            Operand::Word(first) if first.kind == WordKind::Parameter && clause.operator.takes() == Takes::List => {
                self.words_after_parameter(clause, span)
            }
            Operand::Last { .. } if next.eq_ignore_ascii_case("ago") => {
                let gone = self.with_space(span);
                self.report.error(|| {
                    Diagnostic::new(Problem::CalendarWords { found: next.to_owned() }, span)
                        .label("`in last 3 months` reaches up to now")
                        .suggest("delete it", gone, "")
                });
                self.take(next.len());
                true
            }
            Operand::Last { quantity: None, unit, .. } => {
                let number = NUMBERS.iter().position(|number| unit.text.eq_ignore_ascii_case(number));
                let Some(number) = number.map(|index| (index + 1).to_string()) else {
                    let unit = unit.clone();
                    return Unit::find(next).is_some() && self.no_number(expr, &unit, span);
                };
                let place = unit.span;
                self.report.error(|| {
                    Diagnostic::new(Problem::CalendarWords { found: place.of(self.text).to_owned() }, place)
                        .label("expected a number in digits (e.g. `3`)")
                        .suggest(format!("write `{number}`"), place, number.clone())
                        .certain()
                });
                let quantity = Word { span: place, text: number.into(), kind: WordKind::Bare };
                let unit = self.bare(next);
                clause.operand = Operand::Last { span: place.to(unit.span), quantity: Some(quantity), unit };
                true
            }
            Operand::Period(_) if self.at_to() => self.range_in_words(clause, span),
            // Lower case month names are words too, but a year after one makes a date of it.
            Operand::Period(End::DayMonth { span: month_span, day, month })
                if next.len() == 4 && next.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                let whole = month_span.to(span);
                let date = match day {
                    Some(day) => format!("{next}-{month:02}-{:0>2}", day.text),
                    None => format!("{next}-{month:02}"),
                };
                self.report.error(|| {
                    Diagnostic::new(Problem::CalendarWords { found: whole.of(self.text).to_owned() }, whole)
                        .label(format!("expected a date in digits (e.g. `{date}`)"))
                        .suggest(format!("write `{date}`"), whole, date.clone())
                        .certain()
                });
                let word = Word { span: whole, text: date.into(), kind: WordKind::Bare };
                if clause.operator == Operator::DayMonthRange {
                    clause.operator = Operator::Range;
                }
                clause.operand = Operand::Period(End::Word(word));
                self.take(next.len());
                true
            }
            Operand::Period(End::Word(first)) if first.kind == WordKind::Bare => {
                let this = ["this", "current", "next", "past", "previous", "the"];
                let number = first.text.bytes().all(|byte| byte.is_ascii_digit());
                let calendar = this.iter().any(|word| first.text.eq_ignore_ascii_case(word));
                let unit = Unit::find(next);
                if !(calendar || number && unit.is_some()) {
                    return self.words_after_period(clause);
                }
                let first_span = first.span;
                self.take(next.len());
                let rest = self.words_ahead().words.last().copied().unwrap_or(span);
                let whole = first_span.to(if number { span } else { rest });
                let past = !first.text.eq_ignore_ascii_case("next");
                self.report.error(|| {
                    let found = super::excerpt(whole.of(self.text));
                    let diagnostic = Diagnostic::new(Problem::CalendarWords { found }, whole)
                        .label("expected a period (e.g. `2025-03` or `last 3 months`)");
                    match unit {
                        Some(_) if number => diagnostic.suggest("up to now", Span::at(first_span.start), "last "),
                        // `previous 2 months`
                        None if past && let Some(last) = up_to_now(whole.of(self.text)) => diagnostic
                            .help("for the calendar's, name the period (e.g. `in 2025-03` or `in 2025-01..2025-03`)")
                            .suggest(format!("up to now: `{last}`"), whole, last),
                        Some(unit) if past => diagnostic
                            .help("name the period (e.g. `in 2025-03` or `in 2025-03-03..2025-03-09`)")
                            .suggest(
                                format!("the last 1 {}, up to now", unit.name()),
                                whole,
                                format!("last 1 {}", unit.name()),
                            ),
                        _ => diagnostic.help("name the period (e.g. `in 2025-03` or `in 2025-03-03..2025-03-09`)"),
                    }
                });
                let start = clause.field.span.start;
                *expr = self.skip_from(start);
                true
            }
            _ => false,
        }
    }

    /// `in last N days`, `in last :n days`: the word after `last`, `found`, is no number, and the unit at `unit` follows it.
    fn no_number(&mut self, expr: &mut Expr<'a>, found: &Word<'a>, unit: Span) -> bool {
        let start = expr.span().start;
        let name = found.text.trim_start_matches([':', '$', '@', '%']);
        let placeholder = name.len() < 2 || name.len() < found.text.len();
        let parameter = format!("{{{}}}", if lex::is_parameter_name(name) { name } else { "n" });
        self.report.error(|| {
            let diagnostic =
                Diagnostic::new(query::Problem::Quantity { text: super::excerpt(&found.text) }, found.span)
                    .label(format!("expected a number before `{}` (e.g. `3`)", unit.of(self.text)));
            if placeholder {
                let label = format!("for a number that a program gives, write `{parameter}`");
                diagnostic.suggest(label, found.span, parameter)
            } else {
                diagnostic
            }
        });
        *expr = self.skip_from(start);
        true
    }

    /// `rating in 2 to 4`
    pub(super) fn range_in_words(&mut self, clause: &mut Clause<'a>, to: Span) -> bool {
        let Operand::Period(start) = &clause.operand else { return false };
        let start = start.clone();
        self.take(to.end - to.start);
        let Some(end) = self.end() else {
            self.report
                .error(|| Diagnostic::new(Problem::OpenRange, to).label("expected an end after it (e.g. `2..4`)"));
            self.guessed();
            self.skip();
            return true;
        };
        self.report.error(|| {
            Diagnostic::new(Problem::Unexpected { found: format!("`{}`", to.of(self.text)) }, to)
                .label("expected `..` between the ends (e.g. `2..4`)")
                .suggest("use `..`", Span::new(start.span().end, end.span().start), "..")
                .certain()
        });
        clause.operator = range_operator(clause.operator == Operator::NotInRange, &start, &end);
        clause.operand = Operand::Range { start, end };
        true
    }

    /// `city in Los Angeles`
    fn words_after_period(&mut self, clause: &mut Clause<'a>) -> bool {
        let ahead = self.words_ahead();
        let (Some(&last), true) = (ahead.words.last(), ahead.stop == super::lookahead::Stop::End) else { return false };
        let Operand::Period(End::Word(first)) = &clause.operand else { return false };
        let whole = first.span.to(last);
        let text = super::lookahead::one_line(whole.of(self.text));
        let operator_span = clause.operator_span;
        let compare = if clause.operator == Operator::NotInRange { "!=" } else { "=" };
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::WordsAfterValue, whole)
                .label("expected a list, a range or a period (e.g. `(a, b)`)");
            if let Some(period) = period_meant(&text) {
                return diagnostic.suggest(format!("write `{period}`"), whole, period);
            }
            diagnostic.suggest_all("make it a list of one", vec![edit(whole, format!("({})", quote(&text)))]).suggest(
                "compare with one value",
                operator_span.to(whole),
                format!("{compare} {}", quote(&text)),
            )
        });
        clause.operator = if clause.operator == Operator::NotInRange { Operator::NotIn } else { Operator::In };
        self.guessed();
        let word = Word { span: whole, text: text.into(), kind: WordKind::Quoted };
        clause.operand = Operand::List { span: whole, items: vec![word] };
        self.take(last.end - self.at);
        true
    }
}
