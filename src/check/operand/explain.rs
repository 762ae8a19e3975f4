//! What is wrong with a value, and what to write instead.

use crate::catalog::{FieldRef, Kind, nearest};
use crate::diagnostic::Diagnostic;
use crate::operator::Operator;
use crate::query::{Problem, expected};
use crate::span::Span;
use crate::text;
use crate::value::Invalid;
use crate::value::period;
use crate::value::{self, DayMonth};

/// What is wrong with a value of text at `span`, with what to write instead.
pub(crate) fn in_text(problem: &Problem, field: &FieldRef, operator: Operator, span: Span) -> Diagnostic {
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
        Problem::Invalid(Invalid::Number { text }) => {
            match value::plain_number(&text::ascii(text).unwrap_or_else(|| text.clone())) {
                Some(plain) => diagnostic.suggest(format!("write `{plain}`"), span, plain),
                None => diagnostic,
            }
        }
        Problem::Invalid(Invalid::NumberTooLarge { .. }) => {
            diagnostic.label = "expected a number of at most 9007199254740992 (2^53)".into();
            diagnostic.help("beyond 2^53 JSON readers round numbers, and another one would be compared")
        }
        Problem::Invalid(Invalid::Date { text }) => date(diagnostic, text, operator, span),
        Problem::Invalid(Invalid::Datetime { text }) => datetime(diagnostic, text, span),
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
        Problem::Invalid(Invalid::RecordType { text }) => record_types_near(text)
            .into_iter()
            .fold(diagnostic, |diagnostic, near| diagnostic.suggest(format!("use `{near}`"), span, near)),
        Problem::Invalid(Invalid::Id { .. }) => {
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

pub(crate) const MOVING_DAY: &str =
    "a query holds no word for a day that moves; name the day, or look back (`in last 1 day`, in JSON `in_the_last`)";

/// Whether `text` is a word for a day that is another one every day.
pub(crate) fn is_moving_day(text: &str) -> bool {
    ["today", "yesterday", "tomorrow", "now"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn date(mut diagnostic: Diagnostic, text: &str, operator: Operator, span: Span) -> Diagnostic {
    if let Some((first, last)) = period(text) {
        // `> 2025-03`: the comparison decides which day of the month is meant.
        let after_it = operator.bound().is_some_and(|bound| bound.above != bound.included);
        let day = if after_it { last } else { first };
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
            match text::ascii(text).filter(|plain| value::date(plain).is_ok() || period(plain).is_some()) {
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
