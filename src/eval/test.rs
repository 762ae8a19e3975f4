//! One clause, compiled: the values it looks at and what it asks of them.

use std::ops::{self, RangeBounds};

use crate::value::Tz;

use super::context::{Context, TokenMatch};
use super::place::Place;
use super::scalar::{self, Scalar};
use super::time::{Birthday, Interval, Moment, birthday, day_end, day_start, instant, timestamp};
use super::words::{Probe, Texts, Words};
use crate::catalog::{Field, Kind};
use crate::operator::{Bound, Operator, Sense, Takes};
use crate::query::{Clause, Value};
use crate::value::{self, DayMonth};

/// What a clause asks, all operands resolved.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// That there is a value, readable as what the field holds.
    Present(Kind),
    /// A value that is one of these texts.
    Equal(Texts),
    /// A value that holds these words.
    Words(Words),
    /// A number that is one of these; sorted.
    Numbers(Vec<f64>),
    /// A number between two.
    Between(ops::Bound<f64>, ops::Bound<f64>),
    /// This boolean.
    Boolean(bool),
    /// A moment within an interval.
    Time(Interval),
    /// A birthday within an interval.
    Birthday(Interval),
    /// A birthday between two days of the year.
    DayMonth(DayMonth, DayMonth),
    /// Any of these, of the values of a field of no known kind.
    Any(Vec<Test>),
}

/// A clause that can be asked of contacts.
#[derive(Clone, Debug)]
pub(super) struct Predicate {
    pub(super) clause: Clause,
    pub(super) place: Place,
    pub(super) test: Test,
    /// What the answer makes of the test.
    pub(super) sense: Sense,
}

impl Predicate {
    pub(super) fn new(clause: &Clause, place: Place, context: &Context) -> Self {
        let sense = match (clause.operator().takes(), clause.value()) {
            (Takes::Presence, Value::Boolean(true)) => Sense::IsNot,
            _ => clause.operator().sense(),
        };
        Self { clause: clause.clone(), place, test: Test::new(clause, context), sense }
    }
}

impl Test {
    fn new(clause: &Clause, context: &Context) -> Self {
        let zone = context.zone.tz();
        let (field, operator, value) = (clause.field(), clause.operator(), clause.value());
        match (operator.takes(), value) {
            (Takes::Presence, _) => Self::Present(field.kind),
            (Takes::Words, Value::Text(text)) => match operator.positive() {
                Operator::StartsWith => Self::Words(Words::starts_with(text)),
                _ => Self::Words(Words::contain(text, context.token_match == TokenMatch::All)),
            },
            (Takes::Bound, value) => {
                operator.bound().map_or(Self::Any(Vec::new()), |bound| Self::beside(bound, value, field.kind, zone))
            }
            (_, Value::NumberRange(start, end)) => {
                Self::Between(ops::Bound::Included(start.get()), ops::Bound::Included(end.get()))
            }
            (_, Value::DateRange(first, last)) => {
                Self::time(field.kind, Interval::days(first.naive(), last.naive(), zone))
            }
            (_, Value::DatetimeRange(start, end)) => {
                let (start, end) = (instant(&start.instant().utc()), instant(&end.instant().utc()));
                Self::time(field.kind, Interval::new(Some(start), Some(end), zone))
            }
            (_, Value::DayMonthRange(first, last)) => Self::DayMonth(*first, *last),
            (_, Value::Quantity(quantity)) => {
                Self::time(field.kind, Interval::last(*quantity, context.now.utc(), zone))
            }
            (_, Value::List(items)) => Self::one_of(items, field),
            (_, value) => Self::one_of(std::slice::from_ref(value), field),
        }
    }

    fn time(kind: Kind, interval: Interval) -> Self {
        if kind == Kind::Birthday { Self::Birthday(interval) } else { Self::Time(interval) }
    }

    /// A value that is one of these.
    fn one_of(values: &[Value], field: &Field) -> Self {
        let (mut numbers, mut texts, mut any) = (Vec::new(), Vec::new(), Vec::new());
        for value in values {
            match value {
                Value::Number(number) => numbers.push(number.get()),
                Value::Boolean(boolean) => any.push(Self::Boolean(*boolean)),
                Value::Text(text) | Value::Id(text) => texts.push(text.as_str()),
                Value::RecordType(record_type) => texts.push(record_type.name()),
                Value::Choice { id, label } => {
                    // A label that is the id of another choice must not find that one.
                    let is_id =
                        |label: &&str| field.choices.iter().any(|choice| choice.id == **label && choice.id != *id);
                    texts.push(id);
                    texts.extend(label.as_deref().filter(|label| !is_id(label)));
                }
                // None of the others can stand in a list.
                _ => {}
            }
        }
        if !numbers.is_empty() {
            numbers.sort_unstable_by(f64::total_cmp);
            any.push(Self::Numbers(numbers));
        }
        if !texts.is_empty() {
            any.push(Self::Equal(Texts::new(texts)));
        }
        // Values of several kinds stand together only where the kind of the field is not known.
        if any.len() == 1 { any.remove(0) } else { Self::Any(any) }
    }

    /// What `gt`, `gte`, `lt` or `lte` asks for: numbers on one side of a number, times on one side of a day or an
    /// instant. A field of no known kind has the bound as text, as numbers once came (evidence 8).
    fn beside(bound: Bound, value: &Value, kind: Kind, zone: Tz) -> Self {
        let (start, end) = match value {
            Value::Number(number) => {
                let number = number.get();
                let end = if bound.included { ops::Bound::Included(number) } else { ops::Bound::Excluded(number) };
                let open = ops::Bound::Unbounded;
                return if bound.above { Self::Between(end, open) } else { Self::Between(open, end) };
            }
            Value::Date(day) => (day_start(zone, day.naive()), day_end(zone, day.naive())),
            Value::Datetime(datetime) => (instant(&datetime.instant().utc()), instant(&datetime.instant().utc())),
            Value::Text(text) => {
                let number = value::number(text).map(Value::Number);
                let read = number.or_else(|_| value::date(text).map(Value::Date));
                let read = read.or_else(|_| value::datetime(text).map(Value::Datetime));
                return read.map_or(Self::Any(Vec::new()), |value| Self::beside(bound, &value, kind, zone));
            }
            // Nothing is more or less than the rest.
            _ => return Self::Any(Vec::new()),
        };
        let interval = match bound {
            Bound { above: true, included: false } => Interval::new(Some(end + 1), None, zone),
            Bound { above: true, included: true } => Interval::new(Some(start), None, zone),
            Bound { above: false, included: false } => Interval::new(None, Some(start - 1), zone),
            Bound { above: false, included: true } => Interval::new(None, Some(end), zone),
        };
        Self::time(kind, interval)
    }

    /// What holds of each value that counts as one to it, where it is asked whether there is another.
    pub(super) fn value(&self, zone: Tz) -> Self {
        match self {
            Self::Numbers(_) | Self::Between(..) => Self::Present(Kind::Number),
            Self::Boolean(_) => Self::Present(Kind::Boolean),
            Self::Time(_) => Self::Present(Kind::Datetime),
            // Of some year, but any.
            Self::Birthday(_) => Self::Birthday(Interval::new(None, None, zone)),
            Self::DayMonth(..) => Self::Present(Kind::Birthday),
            Self::Present(kind) => Self::Present(*kind),
            Self::Equal(_) | Self::Words(_) | Self::Any(_) => Self::Present(Kind::Text),
        }
    }

    pub(super) fn number(&self, number: f64) -> bool {
        match self {
            Self::Numbers(numbers) => numbers.binary_search_by(|known| known.total_cmp(&(number + 0.0))).is_ok(),
            Self::Between(start, end) => (*start, *end).contains(&number),
            _ => false,
        }
    }

    /// Whether it holds of one value alone, given as text.
    pub(super) fn holds_of(&self, text: &str) -> bool {
        let scalar = Scalar::Text(text.into());
        match self {
            Self::Present(Kind::Number) => scalar::number(&scalar).value().is_some(),
            Self::Present(Kind::Boolean) => scalar::boolean(&scalar).value().is_some(),
            Self::Present(Kind::Datetime) => timestamp(text).is_some(),
            Self::Present(Kind::Birthday) => birthday(text).is_some(),
            Self::Present(_) => Probe::present().value(text),
            Self::Equal(texts) => Probe::equal(texts).value(text),
            Self::Words(words) => Probe::words(words).value(text),
            Self::Numbers(_) | Self::Between(..) => {
                scalar::number(&scalar).value().is_some_and(|number| self.number(number))
            }
            Self::Boolean(boolean) => scalar::boolean(&scalar).value() == Some(*boolean),
            Self::Time(interval) => timestamp(text).is_some_and(|moment| interval.contains(moment)),
            Self::Birthday(interval) => birthday(text).is_some_and(|day| within(interval, day)),
            Self::DayMonth(first, last) => birthday(text).is_some_and(|day| between(*first, *last, day.day)),
            Self::Any(tests) => tests.iter().any(|test| test.holds_of(text)),
        }
    }
}

pub(super) fn within(interval: &Interval, birthday: Birthday) -> bool {
    birthday.date.is_some_and(|date| interval.contains(Moment::Day(date)))
}

/// Ends included; over New Year where the first is later.
pub(super) fn between(first: DayMonth, last: DayMonth, day: DayMonth) -> bool {
    if first <= last { first <= day && day <= last } else { first <= day || day <= last }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::projection::Builder;

    /// Operators that search words tell one value from another each in its own way.
    #[test]
    fn every_operator_that_searches_words_has_a_test_of_its_own() {
        let holds = |operator: Operator| {
            let field = crate::catalog::Catalog::contacts().field("first name").unwrap();
            let clause = Clause::new(field, operator, Value::Text("jon".to_owned())).unwrap();
            let place = Place::of(clause.field(), None, &mut Builder::default());
            let predicate = Predicate::new(&clause, place, &Context::default());
            ["jon", "jonny", "x jon", "lejon", "le jonny"].map(|text| predicate.test.holds_of(text))
        };
        let operators = Operator::ALL.into_iter().filter(|operator| operator.is_full_text());
        let mut tests: Vec<_> = operators.filter(|&operator| operator.positive() == operator).map(holds).collect();
        assert_eq!(tests[0], [true, false, true, false, false]);
        let count = tests.len();
        tests.sort_unstable();
        tests.dedup();
        assert_eq!(tests.len(), count);
    }
}
