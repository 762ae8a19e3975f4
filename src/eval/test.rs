//! One clause, compiled: the values it looks at and what it asks of them.

use std::ops::{Bound, RangeBounds};

use chrono_tz::Tz;

use super::Run;
use super::context::{Context, TokenMatch};
use super::scalar::{self, Scalar};
use super::source::Place;
use super::time::{Birthday, Interval, Moment, birthday, day_end, day_start, instant, timestamp};
use super::words::{Probe, Texts, Words};
use crate::catalog::{Kind, Operator};
use crate::query::{Clause, Value, value::DayMonth};

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
    Between(Bound<f64>, Bound<f64>),
    /// This boolean.
    Boolean(bool),
    /// A moment within an interval.
    Time(Interval),
    /// A birthday within an interval.
    Birthday(Interval),
    /// A birthday between two days of the year.
    DayMonth(DayMonth, DayMonth),
}

/// What the answer makes of the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// The test holds.
    Is,
    /// It does not; contacts without a value match.
    IsNot,
    /// There is a value, and the test does not hold (evidence 13).
    HasOther,
}

/// A clause that can be asked of contacts.
#[derive(Clone, Debug)]
pub(super) struct Predicate {
    pub(super) clause: Clause,
    pub(super) place: Place,
    pub(super) test: Test,
    pub(super) sense: Sense,
}

impl Predicate {
    pub(super) fn new(clause: &Clause, place: Place, context: &Context) -> Self {
        use Operator as O;
        let sense = match (clause.operator(), clause.value()) {
            (O::IsEmpty, Value::Boolean(true)) | (O::IsNot | O::NotIn | O::NotContain, _) => Sense::IsNot,
            (O::NotInRange | O::NotInTheLast, _) => Sense::HasOther,
            _ => Sense::Is,
        };
        Self { clause: clause.clone(), place, test: Test::new(clause, context), sense }
    }

    /// Whether the contact matches.
    pub(super) fn matches(&self, run: &mut Run<'_, '_>) -> bool {
        let (holds, present) = self.test.holds(&self.place, run);
        match self.sense {
            Sense::Is => holds,
            Sense::IsNot => !holds,
            Sense::HasOther => present && !holds,
        }
    }
}

impl Test {
    fn new(clause: &Clause, context: &Context) -> Self {
        use Operator as O;
        let zone = context.zone;
        let field = clause.field();
        match (clause.operator(), clause.value()) {
            (O::IsEmpty, _) => Self::Present(field.kind),
            (O::Contain | O::NotContain, Value::Text(text)) => {
                Self::Words(Words::contain(text, context.token_match == TokenMatch::All))
            }
            (O::StartsWith, Value::Text(text)) => Self::Words(Words::starts_with(text)),
            (O::Gt, Value::Number(number)) => Self::Between(Bound::Excluded(number.get()), Bound::Unbounded),
            (O::Gte, Value::Number(number)) => Self::Between(Bound::Included(number.get()), Bound::Unbounded),
            (O::Lt, Value::Number(number)) => Self::Between(Bound::Unbounded, Bound::Excluded(number.get())),
            (O::Lte, Value::Number(number)) => Self::Between(Bound::Unbounded, Bound::Included(number.get())),
            (operator @ (O::Gt | O::Gte | O::Lt | O::Lte), value) => {
                Self::time(field.kind, bound(operator, value, zone))
            }
            (_, Value::NumberRange(start, end)) => {
                Self::Between(Bound::Included(start.get()), Bound::Included(end.get()))
            }
            (_, Value::DateRange(first, last)) => Self::time(field.kind, Interval::days(*first, *last, zone)),
            (_, Value::DatetimeRange(start, end)) => {
                let (start, end) = (instant(&start.instant()), instant(&end.instant()));
                Self::time(field.kind, Interval::new(Some(start), Some(end), zone))
            }
            (_, Value::DayMonthRange(first, last)) => Self::DayMonth(*first, *last),
            (_, Value::Quantity(quantity)) => Self::time(field.kind, Interval::last(*quantity, context.now, zone)),
            (_, Value::Boolean(boolean)) => Self::Boolean(*boolean),
            (_, Value::Choice { id, label }) => {
                // A label that is the id of another choice must not find that one.
                let is_id = |label: &&str| field.choices.iter().any(|choice| choice.id == **label && choice.id != *id);
                let label = label.as_deref().filter(|label| !is_id(label));
                Self::Equal(Texts::new([Some(&**id), label].into_iter().flatten()))
            }
            (_, value) => {
                let values = if let Value::List(items) = value { items } else { std::slice::from_ref(value) };
                Self::one_of(values)
            }
        }
    }

    fn time(kind: Kind, interval: Interval) -> Self {
        if kind == Kind::Birthday { Self::Birthday(interval) } else { Self::Time(interval) }
    }

    fn one_of(values: &[Value]) -> Self {
        let mut numbers: Vec<f64> = values
            .iter()
            .filter_map(|value| if let Value::Number(number) = value { Some(number.get()) } else { None })
            .collect();
        if !numbers.is_empty() {
            numbers.sort_unstable_by(f64::total_cmp);
            return Self::Numbers(numbers);
        }
        Self::Equal(Texts::new(values.iter().filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            Value::Id(id) => Some(id.as_str()),
            Value::RecordType(record_type) => Some(record_type.name()),
            _ => None,
        })))
    }

    /// Whether it holds of the values of `place`, and whether there was a value. The second answer is right where the
    /// first is no, and for what is not text.
    fn holds(&self, place: &Place, run: &mut Run<'_, '_>) -> (bool, bool) {
        match self {
            Self::Present(kind) => {
                let (_, present) = match kind {
                    Kind::Number => run.values(place, scalar::number, |_| true),
                    Kind::Boolean => run.values(place, scalar::boolean, |_| true),
                    Kind::Datetime => run.moments(place, |_| true),
                    Kind::Birthday => run.values(place, |scalar| scalar.read(birthday), |_| true),
                    _ => (true, run.texts(place, &mut Probe::present())),
                };
                (present, present)
            }
            Self::Equal(texts) => (run.texts(place, &mut Probe::equal(texts)), true),
            Self::Words(words) => (run.texts(place, &mut Probe::words(words)), true),
            Self::Numbers(_) | Self::Between(..) => run.values(place, scalar::number, |number| self.number(number)),
            Self::Boolean(boolean) => run.values(place, scalar::boolean, |value| value == *boolean),
            Self::Time(interval) => run.moments(place, |moment| interval.contains(moment)),
            Self::Birthday(interval) => {
                // Without its year, a birthday is no value to anything that asks for one.
                let (holds, _) = run.values(place, |scalar| scalar.read(birthday), |day| within(interval, day));
                let (dated, _) = run.values(place, |scalar| scalar.read(birthday), |day| day.date.is_some());
                (holds, dated)
            }
            Self::DayMonth(first, last) => {
                run.values(place, |scalar| scalar.read(birthday), |day| between(*first, *last, day.day))
            }
        }
    }

    fn number(&self, number: f64) -> bool {
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
        }
    }
}

/// The interval that `gt`, `gte`, `lt` or `lte` asks for: beside a whole day, or beside an instant.
fn bound(operator: Operator, value: &Value, zone: Tz) -> Interval {
    let (start, end) = match value {
        Value::Date(day) => (day_start(zone, *day), day_end(zone, *day)),
        Value::Datetime(datetime) => (instant(&datetime.instant()), instant(&datetime.instant())),
        // A clause with such an operator carries no other value.
        _ => return Interval::new(Some(1), Some(0), zone),
    };
    match operator {
        Operator::Gt => Interval::new(Some(end + 1), None, zone),
        Operator::Gte => Interval::new(Some(start), None, zone),
        Operator::Lt => Interval::new(None, Some(start - 1), zone),
        _ => Interval::new(None, Some(end), zone),
    }
}

fn within(interval: &Interval, birthday: Birthday) -> bool {
    birthday.date.is_some_and(|date| interval.contains(Moment::Day(date)))
}

/// Ends included; over New Year where the first is later.
fn between(first: DayMonth, last: DayMonth, day: DayMonth) -> bool {
    if first <= last { first <= day && day <= last } else { first <= day || day <= last }
}
