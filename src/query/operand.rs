//! What text writes after an operator, to the value that the field takes there.

use chrono::NaiveDate;

use super::period::period;
use super::value::{self, DayMonth, Quantity, Unit};
use super::{Lint, Problem, Value, expected, takes};
use crate::catalog::{FieldRef, Kind, Operator, nearest};
use crate::diagnostic::{Diagnostic, Edit};
use crate::span::Span;
use crate::syntax::{self, Clause, End, Operand, Word};

/// The value of `clause`, whose `field` supports its operator.
pub(super) fn lower(field: &FieldRef, clause: &Clause<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    let operator = clause.operator;
    if operator == Operator::NotInRange && clause.operand.is_of_days() {
        diagnostics.push(not_of_days(field, clause));
        return None;
    }
    match &clause.operand {
        Operand::Empty(empty) => Some(Value::Boolean(*empty)),
        Operand::Word(word) => single(field, operator, word, diagnostics),
        Operand::List { items, .. } => {
            let mut values = Vec::with_capacity(items.len());
            for item in items {
                let Some(value) = single(field, operator, item, diagnostics) else { continue };
                match takes(field, operator, &value) {
                    Ok(()) => values.push(value),
                    Err(problem) => diagnostics.push(in_text(&problem, field, operator, item.span)),
                }
            }
            (values.len() == items.len()).then_some(Value::List(values))
        }
        Operand::Range { start, end } => range(field, operator, start, end, diagnostics),
        Operand::Period(end) => alone(field, clause, end, diagnostics),
        Operand::Last { span, quantity, unit } => last(*span, quantity.as_ref(), unit, diagnostics),
    }
}

/// `birthday not in March`: days of the year have no negative operator.
fn not_of_days(field: &FieldRef, clause: &Clause<'_>) -> Diagnostic {
    if !field.operators.contains(Operator::DayMonthRange) {
        return super::unsupported::in_text(field, clause);
    }
    let problem = Problem::UnsupportedOperator { field: field.text().into_owned(), operator: clause.operator };
    let span = clause.operator_span;
    let diagnostic = Diagnostic::new(problem, span)
        .label("expected `in` before days of the year")
        .help("NSE has `day_month_range` and no opposite of it (documentation, \"Datetime operators\")");
    let negated = vec![
        Edit { span: Span::at(clause.span().start), text: "not ".to_owned() },
        Edit { span, text: Operator::DayMonthRange.text().to_owned() },
    ];
    diagnostic.suggest_all("negate the whole clause", negated).certain()
}

/// The one value that `word` writes for `operator` on `field`.
pub(super) fn single(
    field: &FieldRef,
    operator: Operator,
    word: &Word<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let text = &*word.text;
    let read = match field.kind {
        kind if word.quoted && kind != Kind::Choice && crate::eval::fold::is_blank(text) => Err(Problem::Blank),
        Kind::Number => value::number(text).map(Value::Number),
        Kind::Boolean => boolean(text).map(Value::Boolean),
        Kind::Id | Kind::SavedSearch | Kind::User => value::id(text).map(Value::Id),
        Kind::RecordType => value::record_type(text).map(Value::RecordType),
        Kind::Datetime | Kind::Birthday => bound(text),
        Kind::Choice => return choice(field, text, word.span, diagnostics),
        Kind::Unknown if !word.quoted && !operator.is_full_text() => Ok(value::number(text)
            .map(Value::Number)
            .or_else(|_| boolean(text).map(Value::Boolean))
            .unwrap_or_else(|_| Value::Text(text.to_owned()))),
        _ => {
            if !word.quoted && syntax::says_empty(text) && matches!(operator, Operator::Is | Operator::IsNot) {
                diagnostics.push(bare_empty(operator, word));
            }
            text_warnings(text, word.span, diagnostics);
            return Some(Value::Text(text.to_owned()));
        }
    };
    read.map_err(|problem| diagnostics.push(in_text(&problem, field, operator, word.span))).ok()
}

fn bare_empty(operator: Operator, word: &Word<'_>) -> Diagnostic {
    let emptiness = if operator == Operator::Is { "is empty" } else { "is not empty" };
    let text = &*word.text;
    Diagnostic::new(Lint::BareEmpty { word: text.to_owned() }, word.span)
        .label("compared as a word")
        .help(format!("to ask whether there is a value, write `{emptiness}` instead of `{} {text}`", operator.text()))
        .suggest("quote the word", word.span, syntax::quote(text))
}

/// What looks odd about the characters of a text value, in text and in JSON alike.
pub(crate) fn text_warnings(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let (first, last) = (text.as_bytes().first(), text.as_bytes().last());
    // Mostly both ends can be seen at a glance. A blank value is an error of its own.
    if !(visible(first) && visible(last)) && text.trim().len() < text.len() && !crate::eval::fold::is_blank(text) {
        diagnostics.push(
            Diagnostic::new(Lint::OuterSpace, span)
                .label("starts or ends with white space")
                .help("it is kept as written; the service compares without it"),
        );
    }
    if text.is_ascii() {
        return;
    }
    if let Some(invisible) = text.chars().find(|&character| is_invisible(character)) {
        diagnostics.push(
            Diagnostic::new(Lint::Invisible { character: invisible }, span)
                .label(format!("holds U+{:04X}, which cannot be seen", u32::from(invisible)))
                .help("it often comes along when text is copied from a page; type the value anew if it is not meant"),
        );
    }
}

/// Zero-width characters and those that change the direction of text.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}' | '\u{061c}' | '\u{00ad}'
    )
}

/// The entry of a drop-down field that `text` means: its label, or with a warning its id.
fn choice(field: &FieldRef, text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    if field.choices.is_empty() {
        let value = Value::Choice { id: text.to_owned(), label: None };
        if !text.bytes().all(|byte| byte.is_ascii_digit()) || text.is_empty() {
            if crate::eval::fold::is_blank(text) {
                diagnostics.push(in_text(&Problem::Blank, field, Operator::Is, span));
                return None;
            }
            diagnostics.push(
                Diagnostic::new(Lint::ChoiceUnchecked { field: field.text().into_owned() }, span)
                    .label("sent as it is")
                    .help("the service compares the choice's id, not its label; load the account's metadata (`--catalog FILE`) to write labels"),
            );
        }
        return Some(value);
    }
    let mut labelled = field.choices_labelled(text);
    let found = match (labelled.next(), labelled.next()) {
        (Some(_), Some(_)) => {
            let problem = Problem::AmbiguousChoice { field: field.text().into_owned(), text: text.to_owned() };
            let ids: Vec<_> = field.choices_labelled(text).map(|choice| format!("`{}`", choice.id)).collect();
            diagnostics.push(Diagnostic::new(problem, span).label("expected a label that only one choice has").help(
                format!(
                    "the choices of this label have the ids {}; write the id, or rename one in the account",
                    ids.join(", ")
                ),
            ));
            return None;
        }
        (Some(choice), None) => choice,
        (None, _) => {
            let Some(choice) = field.choices.iter().find(|choice| choice.id == text) else {
                diagnostics.push(unknown_choice(field, text, span));
                return None;
            };
            // Of choices of one label only the id tells which.
            if field.choices_labelled(&choice.label).nth(1).is_none() {
                diagnostics.push(
                    Diagnostic::new(Lint::ChoiceById { label: choice.label.clone() }, span)
                        .label(format!("the id of “{}”", choice.label))
                        .suggest("use the label", span, crate::syntax::word(&choice.label)),
                );
            }
            choice
        }
    };
    Some(Value::Choice { id: found.id.clone(), label: Some(found.label.clone()) })
}

/// The error for a choice that `field` does not have, with the nearest and all labels.
pub(crate) fn unknown_choice(field: &FieldRef, text: &str, span: Span) -> Diagnostic {
    let labels = || field.choices.iter().map(|choice| &*choice.label);
    let problem = Problem::Choice { field: field.text().into_owned(), text: text.to_owned() };
    let all: Vec<_> = labels().take(20).map(|label| format!("“{label}”")).collect();
    let more = if field.choices.len() > 20 { ", …" } else { "" };
    let mut diagnostic = Diagnostic::new(problem, span)
        .label("expected a choice of this field")
        .help(format!("its choices are {}{more}", all.join(", ")));
    for near in nearest(text, labels()) {
        diagnostic = diagnostic.suggest(format!("use “{near}”"), span, crate::syntax::word(near));
    }
    diagnostic
}

fn boolean(text: &str) -> Result<bool, Problem> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Ok(true),
        _ if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(Problem::Boolean { text: text.to_owned() }),
    }
}

/// A day or an instant, after `> >= < <=`.
fn bound(text: &str) -> Result<Value, Problem> {
    if is_datetime_like(text) { value::datetime(text).map(Value::Datetime) } else { value::date(text).map(Value::Date) }
}

/// Whether `text` starts like a day and goes on like a time.
fn is_datetime_like(text: &str) -> bool {
    text.len() > 10 && text.is_ascii() && matches!(text.as_bytes()[10], b'T' | b't' | b' ')
}

/// One end of a range, read by what it looks like.
enum Read {
    Number(value::Number),
    Dates(NaiveDate, NaiveDate),
    Datetime(value::Datetime),
    Days(DayMonth, DayMonth),
}

fn read_end(field: &FieldRef, end: &End<'_>) -> Result<Read, Problem> {
    match end {
        End::DayMonth { day, month, .. } => days(day.as_ref(), *month),
        End::Word(word) => {
            let text = &*word.text;
            if field.kind == Kind::Number {
                return value::number(text).map(Read::Number);
            }
            if field.kind == Kind::Unknown
                && let Ok(number) = value::number(text)
            {
                return Ok(Read::Number(number));
            }
            if is_datetime_like(text) {
                return value::datetime(text).map(Read::Datetime);
            }
            let (first, last) = period(text).ok_or_else(|| Problem::Date { text: text.to_owned() })?;
            Ok(Read::Dates(first, last))
        }
    }
}

fn days(day: Option<&Word<'_>>, month: u8) -> Result<Read, Problem> {
    let name = || value::MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
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
pub(super) fn swapped(diagnostic: Diagnostic, operand: &Operand<'_>) -> Diagnostic {
    match (operand, &diagnostic.kind) {
        (
            Operand::Range { start: End::Word(start), end: End::Word(end) },
            crate::diagnostic::Kind::Check(Problem::ReversedRange),
        ) => {
            let reversed = format!("{}..{}", end.text, start.text);
            let span = start.span.to(end.span);
            diagnostic.suggest(format!("write `{reversed}`"), span, reversed)
        }
        _ => diagnostic,
    }
}

fn range(
    field: &FieldRef,
    operator: Operator,
    start: &End<'_>,
    end: &End<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let mut read = |end: &End<'_>| {
        read_end(field, end).map_err(|problem| diagnostics.push(in_text(&problem, field, operator, end.span()))).ok()
    };
    let (first, last) = (read(start), read(end));
    Some(match (first?, last?) {
        (Read::Number(first), Read::Number(last)) => Value::NumberRange(first, last),
        (Read::Dates(first, _), Read::Dates(_, last)) => Value::DateRange(first, last),
        (Read::Datetime(first), Read::Datetime(last)) => Value::DatetimeRange(first, last),
        (Read::Days(first, _), Read::Days(_, last)) => Value::DayMonthRange(first, last),
        _ => {
            diagnostics.push(in_text(&Problem::MixedRange, field, operator, start.span().to(end.span())));
            return None;
        }
    })
}

/// A period alone after `in`.
fn alone(field: &FieldRef, clause: &Clause<'_>, end: &End<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
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
    if let (Kind::Number, End::Word(word), true) =
        (field.kind, end, matches!(diagnostic.kind, crate::diagnostic::Kind::Check(Problem::WrongValue { .. })))
    {
        let equal = if operator == Operator::NotInRange { "!=" } else { "=" };
        diagnostic = diagnostic
            .label(format!("expected a range (e.g. `{0}..{0}`) or a list (e.g. `({0})`)", word.text))
            .suggest("compare with the number", clause.operator_span, equal);
        // A dot may be missing.
        diagnostic = match word.text.split_once('.') {
            Some((start, end)) => diagnostic.suggest("make it a range", word.span, format!("{start}..{end}")),
            None => diagnostic.certain(),
        };
    }
    if let End::Word(word) = end
        && diagnostic.fixes.is_empty()
        && let Some(period) = syntax::period_meant(&word.text)
    {
        diagnostic = diagnostic.suggest(format!("write `{period}`"), word.span, period).certain();
    }
    diagnostics.push(diagnostic);
    None
}

/// Units that NSE lacks and that are a whole number of one it has.
pub(crate) const OTHER_UNITS: [(&str, u32, Unit); 8] = [
    ("minute", 60, Unit::Second),
    ("min", 60, Unit::Second),
    ("hour", 3_600, Unit::Second),
    ("hr", 3_600, Unit::Second),
    ("fortnight", 2, Unit::Week),
    ("quarter", 3, Unit::Month),
    ("decade", 10, Unit::Year),
    ("century", 100, Unit::Year),
];

fn last(span: Span, quantity: Option<&Word<'_>>, unit: &Word<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    let number = match quantity {
        None => Some(1),
        Some(word) => {
            let digits = !word.text.is_empty() && word.text.bytes().all(|byte| byte.is_ascii_digit());
            word.text.parse().ok().filter(|number| digits && (1..=Quantity::MAX).contains(number)).or_else(|| {
                diagnostics.push(
                    Diagnostic::new(Problem::Quantity { text: word.text.to_string() }, word.span)
                        .label("expected a whole number from 1 to 1,000,000,000 (e.g. `3`)"),
                );
                None
            })
        }
    };
    let Some(known) = Unit::find(&unit.text) else {
        diagnostics.push(unknown_unit(span, number, unit));
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
        diagnostics.push(diagnostic);
    }
    Some(Value::Quantity(Quantity::new(number?, known)?))
}

fn unknown_unit(span: Span, number: Option<u32>, unit: &Word<'_>) -> Diagnostic {
    let lower = unit.text.to_ascii_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    let diagnostic = Diagnostic::new(Problem::Unit { text: unit.text.to_string() }, unit.span)
        .label("expected `seconds`, `days`, `weeks`, `months` or `years` (e.g. `3 months`)")
        .help("the service knows the units second, day, week, month and year (documentation, \"Datetime operators\")");
    let exact = OTHER_UNITS.iter().find(|(name, ..)| *name == singular || (*name == "century" && lower == "centuries"));
    let converted = exact.and_then(|&(_, factor, unit)| Quantity::new(number?.checked_mul(factor)?, unit));
    if let Some(quantity) = converted {
        return diagnostic.suggest(format!("write `{quantity}`"), span, quantity.to_string()).certain();
    }
    let plurals = ["second", "seconds", "day", "days", "week", "weeks", "month", "months", "year", "years"];
    match nearest(&unit.text, plurals).first() {
        Some(near) => diagnostic.suggest(format!("use `{near}`"), unit.span, *near),
        None => diagnostic,
    }
}

/// What is wrong with a value of text at `span`, with what to write instead.
pub(super) fn in_text(problem: &Problem, field: &FieldRef, operator: Operator, span: Span) -> Diagnostic {
    explain(problem, field, operator, span, expected(field.kind, operator))
}

/// What is wrong with a value at `span`, where `expected` is what the form of the source has there, with what to write
/// instead.
pub(crate) fn explain(
    problem: &Problem,
    field: &FieldRef,
    operator: Operator,
    span: Span,
    expected: &str,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(problem.clone(), span).label(format!("expected {expected}"));
    match problem {
        Problem::Blank => {
            diagnostic.label = "expected at least one visible character (e.g. `vip`)".into();
            let diagnostic = diagnostic.help("the service refuses empty values (evidence B)");
            if field.operators.contains(Operator::IsEmpty) {
                return diagnostic
                    .help(format!("to ask for contacts without a value, write `{} is empty`", field.text()));
            }
            diagnostic
        }
        Problem::NoWord => {
            diagnostic.label = "expected at least one letter or digit (e.g. `Jon`)".into();
            diagnostic.help(format!(
                "`{}` searches by words, and only letters and digits make words (documentation, \"Text operators\")",
                operator.text()
            ))
        }
        Problem::Number { text } => match plain_number(&syntax::ascii(text).unwrap_or_else(|| text.clone())) {
            Some(plain) => diagnostic.suggest(format!("write `{plain}`"), span, plain),
            None => diagnostic,
        },
        Problem::NumberTooLarge { .. } => {
            diagnostic.label = "expected a number of at most 9007199254740992 (2^53)".into();
            diagnostic.help("beyond 2^53 JSON readers round numbers, and another one would be compared")
        }
        Problem::Date { text } => date(diagnostic, text, operator, span),
        Problem::Datetime { text } => datetime(diagnostic, text, span),
        Problem::DayMonth { .. } => {
            diagnostic.label = "expected a day that the month has (e.g. `1 Mar`)".into();
            diagnostic
        }
        Problem::ReversedRange => {
            diagnostic.label = "expected the earlier or smaller end first".into();
            if field.kind == Kind::Birthday {
                return diagnostic.help("only days of the year may wrap: `birthday in 20 Dec..10 Jan`");
            }
            diagnostic
        }
        Problem::MixedRange => {
            diagnostic.label = "expected two dates, two datetimes, or two days of the year".into();
            diagnostic
        }
        Problem::RecordType { text } => record_types_near(text)
            .into_iter()
            .fold(diagnostic, |diagnostic, near| diagnostic.suggest(format!("use `{near}`"), span, near)),
        Problem::Id { .. } => {
            diagnostic.help("ids are 24 digits of `0-9a-f`, as contacts and saved searches carry them")
        }
        _ => diagnostic,
    }
}

/// The record types that `text` may be meant for.
pub(crate) fn record_types_near(text: &str) -> Vec<&'static str> {
    match &*text.to_lowercase() {
        "people" | "persons" | "contact" => vec!["person"],
        "companies" | "organization" | "organisation" => vec!["company"],
        text => nearest(text, value::RecordType::ALL.map(value::RecordType::name)),
    }
}

/// `007`, `+5`, `.5` and `5.` as JSON writes them.
pub(crate) fn plain_number(text: &str) -> Option<String> {
    let unsigned = text.trim().trim_start_matches('+');
    let (sign, digits) = unsigned.strip_prefix('-').map_or(("", unsigned), |digits| ("-", digits));
    if !digits.contains(|digit: char| digit.is_ascii_digit()) {
        return None;
    }
    let digits = digits.trim_end_matches('.').trim_start_matches('0');
    let zero = if digits.is_empty() || !digits.starts_with(|first: char| first.is_ascii_digit()) { "0" } else { "" };
    // Thousands are often grouped.
    let plain = format!("{sign}{zero}{}", digits.replace([',', '_', '\''], ""));
    let grouped = text.contains([',', '_', '\'']);
    value::number(&plain).ok().filter(|_| !grouped || !text.contains('.')).map(|number| number.to_string())
}

pub(super) const MOVING_DAY: &str =
    "a query holds no word for a day that moves; name the day, or look back (`in last 1 day`, in JSON `in_the_last`)";

/// Whether `text` is a word for a day that is another one every day.
pub(super) fn is_moving_day(text: &str) -> bool {
    ["today", "yesterday", "tomorrow", "now"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn date(mut diagnostic: Diagnostic, text: &str, operator: Operator, span: Span) -> Diagnostic {
    if let Some((first, last)) = period(text) {
        // `> 2025-03`: the comparison decides which day of the month is meant.
        let day = if matches!(operator, Operator::Gt | Operator::Lte) { last } else { first };
        diagnostic.label = "expected a day (e.g. `2025-03-31`)".into();
        return diagnostic.suggest(format!("name the day `{day}`"), span, day.to_string());
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let number = |part: &str| part.parse::<u16>().ok();
    let iso = |year: &str, month: u16, day: u16| {
        let iso = format!("{year:0>4}-{month:02}-{day:02}");
        value::date(&iso).is_ok().then_some(iso)
    };
    match parts.as_slice() {
        [a, b, year] if year.len() == 4 => {
            let (Some(a), Some(b)) = (number(a), number(b)) else { return diagnostic };
            let readings = [(iso(year, b, a), "day first"), (iso(year, a, b), "month first")];
            for (reading, order) in readings {
                if let Some(reading) =
                    reading.filter(|reading| diagnostic.fixes.iter().all(|fix| fix.edits[0].text != *reading))
                {
                    diagnostic = diagnostic.suggest(format!("{order}: `{reading}`"), span, reading);
                }
            }
            diagnostic
        }
        [year, month, day] if year.len() == 4 && !text.contains('-') => {
            match number(month).zip(number(day)).and_then(|(month, day)| iso(year, month, day)) {
                Some(reading) => diagnostic.suggest(format!("write `{reading}`"), span, reading),
                None => diagnostic,
            }
        }
        [year, month, day] if year.len() == 4 => {
            if let Some((month, day)) = number(month).zip(number(day)) {
                match iso(year, month, day).filter(|iso| iso != text) {
                    Some(reading) => return diagnostic.suggest(format!("write `{reading}`"), span, reading),
                    None => diagnostic.label = "there is no such day in the calendar".into(),
                }
            }
            diagnostic
        }
        [a, b] if text.contains('/') => {
            let (Some(a), Some(b)) = (number(a), number(b)) else { return diagnostic };
            for (day, month) in [(a, b), (b, a)] {
                let reading = u8::try_from(day).ok().zip(u8::try_from(month).ok());
                let reading =
                    reading.and_then(|(day, month)| DayMonth::new(day, month)).map(|reading| reading.to_string());
                let new = |reading: &String| diagnostic.fixes.iter().all(|fix| fix.edits[0].text != *reading);
                if let Some(reading) = reading.filter(new) {
                    diagnostic = diagnostic.suggest(format!("write `{reading}`"), span, reading);
                }
            }
            diagnostic.help("`01/03` is 1 March to some and 3 January to others")
        }
        _ => {
            if is_moving_day(text) {
                return diagnostic.help(MOVING_DAY);
            }
            match syntax::ascii(text).filter(|plain| value::date(plain).is_ok() || period(plain).is_some()) {
                Some(plain) => diagnostic.suggest(format!("write `{plain}`"), span, plain).certain(),
                None => diagnostic,
            }
        }
    }
}

fn datetime(mut diagnostic: Diagnostic, text: &str, span: Span) -> Diagnostic {
    diagnostic.label = "expected a date, a time with seconds and a zone (e.g. `2025-01-31T09:30:00Z`)".into();
    let with = |text: String| value::datetime(&text).ok().map(|datetime| datetime.as_str().to_owned());
    let joined = text.replacen(' ', "T", 1);
    // `+0300`
    if let Some((time, minutes)) = joined.split_at_checked(joined.len().saturating_sub(2))
        && let Some(repaired) = with(format!("{time}:{minutes}"))
    {
        return diagnostic.suggest(format!("write `{repaired}`"), span, repaired).certain();
    }
    let repairs = [format!("{joined}Z"), format!("{joined}:00Z"), joined.clone()];
    match repairs.into_iter().find_map(with) {
        Some(repaired) => diagnostic
            .suggest(format!("in UTC: `{repaired}`"), span, repaired)
            .help("without a zone the instant is not certain; `Z` is UTC, `+02:00` two hours ahead of it"),
        None => diagnostic,
    }
}
