//! A query of the same shape without anyone's data in it.

use std::collections::{HashMap, HashSet};

use super::{Clause, Query, Value};
use crate::catalog::{Catalog, FieldRef};
use crate::diagnostic::Error;
use crate::value::{self, Date, Datetime, DayMonth, Number};

/// `query` without personal values, for a bug report: letters and digits of texts give way to others, ids, numbers, days
/// and choices to made-up ones, the account's own fields to `Field 1`, `Field 2`. Operators, joins, units, record types,
/// lengths, punctuation, capitals and accents stay; what was equal stays equal, and what was not stays so where it can.
///
/// # Examples
/// ```
/// use nse_query::query::anonymize;
/// use nse_query::query::build::{email, tag};
///
/// let query = (email().is("jon@nimble.com") | tag().is_in(["VIP-1", "Zoë"])).build()?;
/// assert_eq!(anonymize(&query), (email().is("xxx@xxxxxx.xxx") | tag().is_in(["XXX-0", "Xxé"])).build()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn anonymize(query: &Query) -> Query {
    let mut names = Names::default();
    let mut replace = |clause: &Clause| {
        let field = names.field(clause.field());
        Ok::<_, Error>(Some(Query::clause(clause.replaced(field, names.value(clause.value())))))
    };
    // Nothing is dropped and nothing gets deeper.
    query.rewrite(&mut replace).ok().flatten().unwrap_or_else(|| query.clone())
}

/// What stands for what.
#[derive(Default)]
struct Names {
    texts: HashMap<String, String>,
    used: HashSet<String>,
    numbers: HashMap<Number, f64>,
    ids: HashMap<String, usize>,
    fields: HashMap<FieldRef, FieldRef>,
}

impl Names {
    fn field(&mut self, field: &FieldRef) -> FieldRef {
        if let Some(builtin) = Catalog::builtin().field_by_json(&field.json).filter(|_| !field.custom) {
            return builtin;
        }
        let next = self.fields.len() + 1;
        self.fields.entry(field.clone()).or_insert_with(|| field.renamed(&format!("Field {next}"))).clone()
    }

    fn value(&mut self, value: &Value) -> Value {
        match value {
            Value::Text(text) => Value::Text(self.text(text)),
            Value::Number(number) => Value::Number(self.number(*number)),
            Value::Id(id) => Value::Id(format!("{:024x}", self.id(id))),
            Value::Choice { id, .. } => Value::Choice { id: self.id(id).to_string(), label: None },
            Value::List(items) => Value::List(items.iter().map(|item| self.value(item)).collect()),
            Value::NumberRange(start, end) => {
                let (one, two) = (Number::new(1.0).unwrap_or(*start), Number::new(2.0).unwrap_or(*end));
                Value::NumberRange(one, if start == end { one } else { two })
            }
            Value::Date(_) => Value::Date(day(false)),
            Value::DateRange(start, end) => Value::DateRange(day(false), day(start != end)),
            Value::Datetime(instant) => Value::Datetime(moment(instant, false)),
            Value::DatetimeRange(start, end) => Value::DatetimeRange(moment(start, false), moment(end, true)),
            Value::DayMonthRange(start, end) => {
                let (early, late) = (DayMonth::new(1, 1).unwrap_or(*start), DayMonth::new(31, 12).unwrap_or(*end));
                match start.cmp(end) {
                    std::cmp::Ordering::Less => Value::DayMonthRange(early, late),
                    std::cmp::Ordering::Equal => Value::DayMonthRange(early, early),
                    std::cmp::Ordering::Greater => Value::DayMonthRange(late, early),
                }
            }
            Value::Boolean(_) | Value::RecordType(_) | Value::Quantity(_) => value.clone(),
        }
    }

    fn text(&mut self, text: &str) -> String {
        if let Some(known) = self.texts.get(text) {
            return known.clone();
        }
        let letters = "xyzabcdefghijklmnopqrstuvw".chars().zip("01234567890123456789012345".chars());
        let mut shapes = letters.map(|(letter, digit)| shape(text, letter, digit));
        let free = shapes.find(|shape| !self.used.contains(shape)).unwrap_or_else(|| shape(text, 'x', '0'));
        self.used.insert(free.clone());
        self.texts.insert(text.to_owned(), free.clone());
        free
    }

    fn number(&mut self, number: Number) -> Number {
        let next = self.numbers.len() + 1;
        #[allow(clippy::cast_precision_loss)] // far fewer than 2^53 values
        Number::new(*self.numbers.entry(number).or_insert(next as f64)).unwrap_or(number)
    }

    fn id(&mut self, id: &str) -> usize {
        let next = self.ids.len() + 1;
        *self.ids.entry(id.to_owned()).or_insert(next)
    }
}

/// The text with every letter and digit exchanged.
fn shape(text: &str, letter: char, digit: char) -> String {
    let exchange = |character: char| match character {
        _ if character.is_ascii_uppercase() => letter.to_ascii_uppercase(),
        _ if character.is_ascii_lowercase() => letter,
        _ if character.is_numeric() => digit,
        _ if character.is_uppercase() => 'É',
        _ if character.is_alphabetic() => 'é',
        _ => character,
    };
    text.chars().map(exchange).collect()
}

/// The first or the last day of 2001.
fn day(last: bool) -> Date {
    let (month, day) = if last { (12, 31) } else { (1, 1) };
    Date::new(2001, month, day).unwrap_or(Date::FIRST)
}

/// Midnight of that day, with the offset and the length of the fraction that were written.
fn moment(instant: &Datetime, last: bool) -> Datetime {
    let tail: String = instant.as_str().chars().skip(19).collect();
    let (fraction, offset) = tail.split_at(tail.find(['Z', '+', '-']).unwrap_or(tail.len()));
    let fraction: String =
        fraction.chars().map(|character| if character.is_ascii_digit() { '0' } else { character }).collect();
    value::datetime(&format!("{}T00:00:00{fraction}{offset}", day(last))).unwrap_or_else(|_| instant.clone())
}
