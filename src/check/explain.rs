//! What is wrong with a value, and what to write instead.

use super::expected;
use super::finding::{Finding, Instead, Part};
use super::foreign_date;
use super::form::Form;
use crate::catalog::{FieldRef, Kind, nearest};
use crate::lex;
use crate::operator::{Operator, Sense, Takes};
use crate::query::{Clause, Problem, Query, Value};
use crate::value::{self, Anchor, Date, DayMonth, Invalid, RecordType, period};

/// The query that asks whether `field` is empty, where it can be asked.
pub(super) fn asks_empty(field: &FieldRef, empty: bool) -> Option<Query> {
    Clause::new(field.clone(), Operator::IsEmpty, Value::Boolean(empty)).ok().map(Query::clause)
}

/// Explains `problem`, which is about a value.
pub(super) fn value(
    finding: Finding,
    problem: &Problem,
    field: &FieldRef,
    operator: Operator,
    form: &dyn Form,
) -> Finding {
    let part = finding.part;
    let finding = finding.label(expected::label(field, operator, part, form));
    let example = |text: &str| form.value(field, operator, &Value::Text(text.to_owned()));
    match problem {
        Problem::Blank => {
            let finding = finding
                .label(format!("expected at least one visible character (e.g. `{}`)", example("vip")))
                .help("the service refuses empty values (evidence B)");
            // What is not blank is not empty.
            let negative = operator.sense() != Sense::Is;
            match asks_empty(field, !negative) {
                Some(query) => {
                    let with = if negative { "with" } else { "without" };
                    finding.help(format!("to ask for contacts {with} a value, write `{}`", form.query(&query)))
                }
                None => finding,
            }
        }
        Problem::NoWord => {
            finding.label(format!("expected at least one letter or digit (e.g. `{}`)", example("Jon"))).help(format!(
                "`{}` searches for words, which are made of letters, digits and pictographs (documentation, \"Text operators\")",
                form.operator(operator)
            ))
        }
        Problem::Invalid(Invalid::Number { text }) => {
            let finding = match field.kind {
                Kind::Number => finding,
                _ => finding.label(expected::number(field, operator, form)),
            };
            number(finding, text)
        }
        Problem::Invalid(Invalid::NumberTooLarge { .. }) => finding
            .label("expected a number of at most 9007199254740992 (2^53)")
            .help("beyond 2^53, JSON readers round numbers, so the service would compare with a different one"),
        Problem::Invalid(Invalid::Date { text }) => date(finding, text, field, operator, form),
        Problem::Invalid(Invalid::Datetime { text }) => {
            datetime(finding.label(expected::instant(field, operator, form)), text)
        }
        Problem::DayMonth { .. } => {
            let day = DayMonth::new(1, 3).map(|day| form.day(day)).unwrap_or_default();
            finding.label(format!("expected a day that the month has (e.g. `{day}`)"))
        }
        Problem::ReversedRange => reversed(finding, field, form),
        Problem::MixedRange => finding.label("expected two dates, two datetimes, or two days of the year"),
        Problem::Invalid(Invalid::RecordType { text }) => {
            record_types_near(text).into_iter().fold(finding, |finding, near| {
                let value = Value::RecordType(near);
                let label = format!("use `{}`", form.value(field, operator, &value));
                finding.suggest(label, Instead::Value(part, value))
            })
        }
        Problem::Invalid(Invalid::Id { .. }) => {
            finding.help("an id has 24 digits of `0-9a-f`, as in contacts and saved searches")
        }
        _ => finding,
    }
}

fn number(finding: Finding, text: &str) -> Finding {
    let part = finding.part;
    let plain = lex::ascii(text);
    match value::plain_number(plain.as_deref().unwrap_or(text)) {
        Some(number) => finding.suggest(format!("write `{number}`"), Instead::Value(part, Value::Number(number))),
        None => finding,
    }
}

fn reversed(finding: Finding, field: &FieldRef, form: &dyn Form) -> Finding {
    let finding = finding.label("expected the earlier or smaller end first").suggest("swap the ends", Instead::Swapped);
    let winter = DayMonth::new(20, 12).zip(DayMonth::new(10, 1));
    let winter = winter.map(|(first, last)| Value::DayMonthRange(first, last)).filter(|_| field.kind == Kind::Birthday);
    match winter.and_then(|days| Clause::new(field.clone(), Operator::DayMonthRange, days).ok()) {
        Some(winter) => finding.help(format!(
            "only days of the year may run past the end of the year: `{}`",
            form.query(&Query::clause(winter))
        )),
        None => finding,
    }
}

/// The record types that `text` may be meant for.
fn record_types_near(text: &str) -> Vec<RecordType> {
    match &*text.to_lowercase() {
        "people" | "persons" | "contact" => vec![RecordType::Person],
        "companies" | "organization" | "organisation" => vec![RecordType::Company],
        text => nearest(text, RecordType::ALL.map(RecordType::name))
            .into_iter()
            .filter_map(|near| value::record_type(near).ok())
            .collect(),
    }
}

/// Whether `text` is a word for a day that is another one every day.
pub(super) fn is_moving_day(text: &str) -> bool {
    ["today", "yesterday", "tomorrow", "now"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// What to say of a word for a day that moves.
pub(super) fn moving_day(finding: Finding, text: &str, operator: Operator) -> Finding {
    let finding = finding.help(
        "NSE JSON and quoted values hold only fixed dates; filter text has words for moving dates (`created in today`)",
    );
    match Anchor::of_day(text) {
        Some(day) => {
            let operator = if operator == Operator::Is { Operator::Range } else { operator };
            finding.suggest("without quotes", Instead::moving(operator, day.name().to_owned()))
        }
        None => finding.help("`now` is not a day; `today` is"),
    }
}

fn date(finding: Finding, text: &str, field: &FieldRef, operator: Operator, form: &dyn Form) -> Finding {
    let part = finding.part;
    if let Some((first, last)) = period(text) {
        // `> 2025-03`: the comparison, or the end of the range, decides which day of the month is meant.
        let late = operator.bound().is_some_and(|bound| bound.above != bound.included) || part == Part::End;
        let day = if late { last } else { first };
        return finding
            .label(expected::day(field, operator, form))
            .suggest(format!("name the day `{day}`"), Instead::Value(part, Value::Date(day)));
    }
    if is_moving_day(text) {
        return moving_day(finding, text, operator);
    }
    let finding = match part {
        Part::Start | Part::End if operator.takes() == Takes::Days => {
            let day = DayMonth::new(1, 3).map(|day| form.day(day)).unwrap_or_default();
            finding.label(format!("expected a day of the year (e.g. `{day}`)"))
        }
        // JSON has a member of its own for instants.
        Part::Start | Part::End => finding.label(expected::day(field, operator, form)),
        _ => finding,
    };
    if let Some(notation) = value::notation(text) {
        return foreign_date::in_place(finding, operator, notation);
    }
    let number = |part: &str| part.parse::<u16>().ok();
    let day_of = |year: &str, month: u16, day: u16| value::date(&format!("{year:0>4}-{month:02}-{day:02}")).ok();
    let write = |finding: Finding, day: Date, how: &str| {
        finding.suggest(format!("{how} `{day}`"), Instead::Value(part, Value::Date(day)))
    };
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    match *parts.as_slice() {
        [a, b, year] if year.len() == 4 => {
            let (Some(a), Some(b)) = (number(a), number(b)) else { return finding };
            match (day_of(year, b, a), day_of(year, a, b)) {
                (Some(first), Some(second)) if first != second => {
                    write(write(finding, first, "day first:"), second, "month first:")
                }
                (Some(day), _) => write(finding, day, "day first:"),
                (None, Some(day)) => write(finding, day, "month first:"),
                (None, None) => finding,
            }
        }
        [year, month, day] if year.len() == 4 => {
            let Some((month, day)) = number(month).zip(number(day)) else { return finding };
            match day_of(year, month, day) {
                Some(day) => write(finding, day, "write"),
                None => finding.label("there is no such day in the calendar"),
            }
        }
        [a, b] if text.contains('/') => day_and_month(finding, field, [a, b]),
        _ => match lex::ascii(text).filter(|plain| period(plain).is_some()) {
            Some(plain) => {
                finding.suggest(format!("write `{plain}`"), Instead::Value(part, Value::Text(plain))).certain()
            }
            None => foreign_date::mistyped(finding, text),
        },
    }
}

/// `01/03`
fn day_and_month(finding: Finding, field: &FieldRef, numbers: [&str; 2]) -> Finding {
    let part = finding.part;
    let finding = finding.help("`01/03` is 1 March to some and 3 January to others");
    let [Ok(a), Ok(b)] = numbers.map(str::parse::<u8>) else { return finding };
    if !field.operators.contains(Operator::DayMonthRange) {
        return finding;
    }
    let (first, second) = (DayMonth::new(a, b), DayMonth::new(b, a).filter(|_| a != b));
    first.into_iter().chain(second).fold(finding, |finding, day| {
        finding.suggest(format!("write `{day}`"), Instead::Value(part, Value::DayMonthRange(day, day)))
    })
}

fn datetime(finding: Finding, text: &str) -> Finding {
    let part = finding.part;
    let joined = text.replacen(' ', "T", 1);
    let read = |text: String| value::datetime(&text).ok();
    let write = |finding: Finding, how: &str, datetime: value::Datetime| {
        let label = format!("{how} `{}`", datetime.as_str());
        finding.suggest(label, Instead::Value(part, Value::Datetime(datetime)))
    };
    // `+0300`
    if let Some((time, minutes)) = joined.split_at_checked(joined.len().saturating_sub(2))
        && let Some(repaired) = read(format!("{time}:{minutes}"))
    {
        return write(finding, "write", repaired).certain();
    }
    let repairs = [format!("{joined}Z"), format!("{joined}:00Z"), joined.clone()];
    match repairs.into_iter().find_map(read) {
        Some(repaired) => write(finding, "in UTC:", repaired)
            .help("without a zone the instant is ambiguous; `Z` is UTC, `+02:00` is two hours ahead"),
        None => finding,
    }
}
