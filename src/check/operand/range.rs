//! What stands after `in`: ranges, periods, days of the year, and `last 3 months`.

use super::{in_text, is_datetime_like};
use crate::catalog::{FieldRef, Kind, nearest};
use crate::check::Lint;
use crate::diagnostic::{Collector, Diagnostic};
use crate::operator::Operator;
use crate::query::{Problem, Value, expected};
use crate::span::Span;
use crate::text::{self, Clause, End, Operand, Word};
use crate::value::Invalid;
use crate::value::period;
use crate::value::{self, DayMonth, Quantity, Unit, month};

/// One end of a range, read by what it looks like.
enum Read {
    Number(value::Number),
    Dates(value::Date, value::Date),
    Datetime(value::Datetime),
    Days(DayMonth, DayMonth),
}

fn read_end(field: &FieldRef, end: &End<'_>) -> Result<Read, Problem> {
    match end {
        End::DayMonth { day, month, .. } => days(day.as_ref(), *month),
        End::Word(word) => {
            let text = &*word.text;
            if field.kind == Kind::Number {
                return value::number(text).map_err(Problem::from).map(Read::Number);
            }
            if field.kind == Kind::Unknown
                && let Ok(number) = value::number(text)
            {
                return Ok(Read::Number(number));
            }
            if is_datetime_like(text) {
                return value::datetime(text).map_err(Problem::from).map(Read::Datetime);
            }
            let (first, last) =
                period(text).ok_or_else(|| Problem::Invalid(Invalid::Date { text: text.to_owned() }))?;
            Ok(Read::Dates(first, last))
        }
    }
}

fn days(day: Option<&Word<'_>>, month: u8) -> Result<Read, Problem> {
    let name = || month::short(month).unwrap_or_default();
    let no_day = |day: &str| Problem::DayMonth { day: day.to_owned(), month: name() };
    let whole = || {
        let last = DayMonth::last_day(month).and_then(|last| DayMonth::new(last, month));
        Some(Read::Days(DayMonth::new(1, month)?, last?))
    };
    match day {
        None => whole().ok_or_else(|| no_day("1")),
        Some(word) => {
            let digits = word.text.bytes().all(|byte| byte.is_ascii_digit());
            let day = word.text.parse().ok().filter(|_| digits).and_then(|day| DayMonth::new(day, month));
            day.map(|day| Read::Days(day, day)).ok_or_else(|| no_day(&word.text))
        }
    }
}

/// Offers to change the ends of the range that ends before it starts.
pub(crate) fn swapped(diagnostic: Diagnostic, problem: &Problem, operand: &Operand<'_>) -> Diagnostic {
    match (operand, problem) {
        (Operand::Range { start: End::Word(start), end: End::Word(end) }, Problem::ReversedRange) => {
            let reversed = format!("{}..{}", end.text, start.text);
            let span = start.span.to(end.span);
            diagnostic.suggest(format!("write `{reversed}`"), span, reversed)
        }
        _ => diagnostic,
    }
}

pub(crate) fn range(
    field: &FieldRef,
    operator: Operator,
    start: &End<'_>,
    end: &End<'_>,
    diagnostics: &mut Collector,
) -> Option<Value> {
    let mut read = |end: &End<'_>| {
        read_end(field, end).map_err(|problem| diagnostics.add(in_text(&problem, field, operator, end.span()))).ok()
    };
    let (first, last) = (read(start), read(end));
    Some(match (first?, last?) {
        (Read::Number(first), Read::Number(last)) => Value::NumberRange(first, last),
        (Read::Dates(first, _), Read::Dates(_, last)) => Value::DateRange(first, last),
        (Read::Datetime(first), Read::Datetime(last)) => Value::DatetimeRange(first, last),
        (Read::Days(first, _), Read::Days(_, last)) => Value::DayMonthRange(first, last),
        _ => {
            diagnostics.add(in_text(&Problem::MixedRange, field, operator, start.span().to(end.span())));
            return None;
        }
    })
}

/// A period alone after `in`.
pub(crate) fn alone(
    field: &FieldRef,
    clause: &Clause<'_>,
    end: &End<'_>,
    written: bool,
    diagnostics: &mut Collector,
) -> Option<Value> {
    let operator = clause.operator;
    let wrong = |found| Problem::WrongValue {
        field: field.text().into_owned(),
        operator,
        expected: expected(field.kind, operator),
        found,
    };
    let problem = match read_end(field, end) {
        Ok(Read::Dates(first, last)) => return Some(Value::DateRange(first, last)),
        Ok(Read::Days(first, last)) => return Some(Value::DayMonthRange(first, last)),
        Ok(Read::Number(_)) => wrong("one number"),
        Ok(Read::Datetime(_)) => wrong("one datetime"),
        Err(problem) => problem,
    };
    let mut diagnostic = in_text(&problem, field, operator, end.span());
    if let (Kind::Number, End::Word(word), true) = (field.kind, end, matches!(problem, Problem::WrongValue { .. })) {
        let equal = if operator == Operator::NotInRange { "!=" } else { "=" };
        diagnostic =
            diagnostic.label(format!("expected a range (e.g. `{0}..{0}`) or a list (e.g. `({0})`)", word.text));
        if written {
            diagnostic = diagnostic.suggest("compare with the number", clause.operator_span, equal);
        }
        // A dot may be missing.
        diagnostic = match word.text.split_once('.') {
            Some((start, end)) => diagnostic.suggest("make it a range", word.span, format!("{start}..{end}")),
            None => diagnostic.certain(),
        };
    }
    if let End::Word(word) = end
        && diagnostic.fixes.is_empty()
        && let Some(period) = text::period_meant(&word.text)
    {
        diagnostic = diagnostic.suggest(format!("write `{period}`"), word.span, period).certain();
    }
    diagnostics.add(diagnostic);
    None
}

pub(crate) fn last(
    span: Span,
    quantity: Option<&Word<'_>>,
    unit: &Word<'_>,
    diagnostics: &mut Collector,
) -> Option<Value> {
    let number = match quantity {
        None => Some(1),
        Some(word) => {
            let digits = !word.text.is_empty() && word.text.bytes().all(|byte| byte.is_ascii_digit());
            word.text.parse().ok().filter(|number| digits && (1..=Quantity::MAX).contains(number)).or_else(|| {
                diagnostics.add(
                    Diagnostic::new(Problem::Quantity { text: word.text.to_string() }, word.span)
                        .label("expected a whole number from 1 to 1,000,000,000 (e.g. `3`)"),
                );
                None
            })
        }
    };
    let Some(known) = Unit::find(&unit.text) else {
        diagnostics.add(unknown_unit(span, number, unit));
        return None;
    };
    if quantity.is_none() {
        let name = known.name();
        let mut diagnostic = Diagnostic::new(Lint::LastWithoutNumber { unit: name }, span)
            .label(format!("read as the last 1 {name}, up to now"))
            .suggest(format!("write the number: the last 1 {name}"), Span::at(unit.span.start), "1 ");
        let calendar = match known {
            Unit::Month => Some("month, name it: `in 2025-04`"),
            Unit::Year => Some("year, name it: `in 2025`"),
            Unit::Week => Some("week, name its days: `in 2025-04-07..2025-04-13`"),
            Unit::Day => Some("day, name it: `in 2025-04-30`"),
            Unit::Second => None,
        };
        diagnostic.help.extend(calendar.map(|rest| format!("if you mean the calendar {rest}")));
        diagnostics.add(diagnostic);
    }
    Some(Value::Quantity(Quantity::new(number?, known)?))
}

fn unknown_unit(span: Span, number: Option<u32>, unit: &Word<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Problem::Unit { text: unit.text.to_string() }, unit.span)
        .label("expected `seconds`, `days`, `weeks`, `months` or `years` (e.g. `3 months`)")
        .help("the service knows the units second, day, week, month and year (documentation, \"Datetime operators\")");
    let converted =
        Unit::made_of(&unit.text).and_then(|(factor, unit)| Quantity::new(number?.checked_mul(factor)?, unit));
    if let Some(quantity) = converted {
        return diagnostic.suggest(format!("write `{quantity}`"), span, quantity.to_string()).certain();
    }
    match nearest(&unit.text, Unit::ALL.into_iter().flat_map(|unit| [unit.name(), unit.plural()])).first() {
        Some(near) => diagnostic.suggest(format!("use `{near}`"), unit.span, *near),
        None => diagnostic,
    }
}
