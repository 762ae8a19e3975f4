//! One clause in plain English, as it stands behind the noun of the records: "contacts".

use std::borrow::Cow;

use crate::catalog::{Field, Kind, Said};
use crate::fold::tokens::word_indices;
use crate::fold::visible;
use crate::operator::{English, Operator, Sense, Takes};
use crate::query::Clause;
use crate::query::Value;
use crate::value::{Date, DayMonth, Quantity, RecordType, month};

/// `clause`, or where it does not hold its opposite: "tagged “vip”", "whose rating is not from 2 to 4".
pub(crate) fn phrase(clause: &Clause, holds: bool) -> String {
    // Each negative operator is the opposite of its positive one; the two that also ask for a value are not.
    let (operator, holds) = match clause.operator() {
        operator if operator.sense() == Sense::IsNot => (operator.positive(), !holds),
        operator if operator.sense() == Sense::HasOther && !holds => {
            return format!("other than those {}", phrase(clause, true));
        }
        operator => (operator, holds),
    };
    let (field, value) = (&**clause.field(), clause.value());
    match (field.said, operator.english(), value) {
        (Said::Tagged, English::IsEmpty, Value::Boolean(empty)) => has("a tag", *empty != holds),
        (Said::Tagged, _, Value::List(tags)) => {
            let tags: Vec<String> = tags.iter().map(one_of).collect();
            format!("{}tagged {}", not(holds), listed(&tags, "or"))
        }
        (Said::Tagged, ..) => format!("{}tagged {}", not(holds), one_of(value)),
        (Said::With(what), _, Value::Boolean(empty)) => has(what, *empty != holds),
        (Said::FoundBySavedSearch, _, Value::Id(id)) => format!("{}found by the saved search {id}", not(holds)),
        (Said::OfType { person, company }, _, Value::RecordType(record_type)) => {
            let not = not(holds);
            match record_type {
                RecordType::Person => format!("that are {not}{person}"),
                RecordType::Company => format!("that are {not}{company}"),
                RecordType::All => format!("that are {not}{person} or {company}"),
            }
        }
        (Said::Can(act), English::Is, Value::Boolean(can)) => {
            let verb = if *can == holds { "can" } else { "cannot" };
            format!("that {verb} {act}")
        }
        (Said::InAnyField, English::AnyWord, Value::Text(text)) => has(&format!("{} in any field", words(text)), holds),
        (Said::InAnyField, English::LastWord(does), Value::Text(text)) => {
            has(&format!("{} in any field", last_word(text, does)), holds)
        }
        (Said::Once(event), ..) => {
            // It matches only where there is a date (evidence 13), and every record has it.
            let denied = format!("not {event}");
            when(event, &denied, operator, value, holds)
        }
        (Said::Ever(event), ..) => {
            let denied = format!("{event} but not");
            when(event, &denied, operator, value, holds)
        }
        _ if field.kind == Kind::Birthday && matches!(operator.takes(), Takes::Quantity | Takes::Range) => {
            when("born", "with a known birthday but not born", operator, value, holds)
        }
        _ => whose(field, operator, value, holds),
    }
}

/// "with a tag", "without a tag".
fn has(what: &str, holds: bool) -> String {
    format!("{} {what}", if holds { "with" } else { "without" })
}

const fn not(holds: bool) -> &'static str {
    if holds { "" } else { "not " }
}

/// "created in the last 3 months". `denied`: what stands before a time that is known and is another one (evidence 13).
fn when(event: &str, denied: &str, operator: Operator, value: &Value, holds: bool) -> String {
    match value {
        Value::Boolean(empty) => {
            let ever = event.trim_start_matches("last ");
            if *empty == holds { format!("never {ever}") } else { format!("{ever} at least once") }
        }
        _ if operator.sense() == Sense::HasOther => format!("{denied} {}", time(operator, value)),
        _ => format!("{}{event} {}", not(holds), time(operator, value)),
    }
}

/// "whose email is “jon@nimble.com”".
fn whose(field: &Field, operator: Operator, value: &Value, holds: bool) -> String {
    let name = label(field);
    let be = if holds { "is" } else { "is not" };
    match (operator.english(), value) {
        (English::IsEmpty, Value::Boolean(empty)) => {
            format!("whose {name} is {}empty", not(*empty == holds))
        }
        (English::AnyWord, Value::Text(text)) => {
            format!("whose {name} {} {}", if holds { "contains" } else { "does not contain" }, words(text))
        }
        (English::LastWord(does), Value::Text(text)) => {
            format!("whose {name} {} {}", if holds { "has" } else { "does not have" }, last_word(text, does))
        }
        (English::Beside { number: beside, .. }, Value::Number(number)) => {
            format!("whose {name} {be} {beside} {number}")
        }
        _ if operator.sense() == Sense::HasOther => format!("whose {name} is known but not {}", time(operator, value)),
        _ => format!("whose {name} {be} {}", time(operator, value)),
    }
}

/// A field as one says it.
fn label(field: &Field) -> Cow<'_, str> {
    match field.said {
        Said::WhoseNamed(name) => name.into(),
        _ if field.custom => format!("custom field {}", quoted(&field.name)).into(),
        _ => visible(&field.name),
    }
}

/// "in the last 3 months", "from 2 to 4", "after 31 January 2025".
fn time(operator: Operator, value: &Value) -> String {
    match (operator.english(), value) {
        (_, Value::Quantity(quantity)) => last(*quantity),
        (_, Value::NumberRange(start, end)) => format!("from {start} to {end}"),
        (_, Value::DateRange(start, end)) if start == end => format!("on {}", day(*start)),
        (_, Value::DateRange(start, end)) => format!("from {} to {}", day(*start), day(*end)),
        (_, Value::DatetimeRange(start, end)) => format!("from {} to {}", start.as_str(), end.as_str()),
        (_, Value::DayMonthRange(start, end)) if start == end => format!("on {}", day_month(*start)),
        (_, Value::DayMonthRange(start, end)) => {
            format!("from {} to {}", day_month(*start), day_month(*end))
        }
        (English::Beside { day, .. }, value) => format!("{day} {}", one_of(value)),
        (_, value) => one_of(value),
    }
}

fn last(quantity: Quantity) -> String {
    match quantity.quantity() {
        1 => format!("in the last {}", quantity.unit().name()),
        _ => format!("in the last {quantity}"),
    }
}

fn day(date: Date) -> String {
    let month = month::name(date.month()).unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

fn day_month(day: DayMonth) -> String {
    format!("{} {}", day.day(), month::name(day.month()).unwrap_or_default())
}

/// A value as one says it, a list as its choice: "“a”, “b” or “c”".
fn one_of(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Number(number) => number.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Id(id) => id.clone(),
        Value::RecordType(record_type) => record_type.name().to_owned(),
        Value::Choice { label: Some(label), .. } => quoted(label),
        Value::Choice { id, label: None } => format!("the choice with id {}", visible(id)),
        Value::Date(date) => day(*date),
        Value::Datetime(datetime) => datetime.as_str().to_owned(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(one_of).collect();
            match items.as_slice() {
                [only] => only.clone(),
                _ => format!("one of {}", listed(&items, "or")),
            }
        }
        value => time(Operator::Range, value),
    }
}

/// "“a”, “b” or “c”".
fn listed(items: &[String], word: &str) -> String {
    match items {
        [init @ .., last] if !init.is_empty() => format!("{} {word} {last}", init.join(", ")),
        _ => items.concat(),
    }
}

/// "the word “Jon” or “Ferrara”": any one of them is enough (evidence 10).
fn words(text: &str) -> String {
    let words: Vec<String> = word_indices(text).map(|(_, word)| quoted(word)).collect();
    format!("the word {}", listed(&words, "or"))
}

/// "the word “Jon” and one that starts with “Ferr”", where the last word `does` so.
fn last_word(text: &str, does: &str) -> String {
    let mut words: Vec<String> = word_indices(text).map(|(_, word)| quoted(word)).collect();
    let last = words.pop().unwrap_or_default();
    match words.as_slice() {
        [] => format!("a word that {does} {last}"),
        _ => format!("the word {} and one that {does} {last}", listed(&words, "and")),
    }
}

fn quoted(text: &str) -> String {
    format!("“{}”", visible(text))
}
