//! The values that meet a clause, where they lie between two ends.

use std::cmp::Ordering;

use super::{Clause, Value};
use crate::catalog::FieldRef;
use crate::operator::{Bound, Operator, Sense};
use crate::value::{Date, Datetime, Number};

/// A number, a day or an instant. Only points of one sort are compared.
#[derive(Clone, Debug)]
enum Point {
    Number(Number),
    Day(Date),
    Instant(Datetime),
}

impl PartialOrd for Point {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(number), Self::Number(other)) => number.partial_cmp(other),
            (Self::Day(day), Self::Day(other)) => day.partial_cmp(other),
            // Whatever their offsets.
            (Self::Instant(instant), Self::Instant(other)) => instant.instant().partial_cmp(&other.instant()),
            _ => None,
        }
    }
}

impl PartialEq for Point {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

/// An end, and whether it is included; days always are.
type End = Option<(Point, bool)>;

/// What lies between two ends; without any, every value.
#[derive(Clone, Debug)]
pub(crate) struct Interval {
    low: End,
    high: End,
}

impl Interval {
    /// The values that meet `clause`; none where they are not an interval.
    pub(crate) fn of(clause: &Clause) -> Option<Self> {
        let operator = clause.operator();
        if operator.sense() == Sense::Is { Self::of_value(clause.value(), operator.bound()) } else { None }
    }

    /// The values that `value` stands for: those of a range, those beyond a bound, or itself; none where it is not a point and
    /// no range.
    pub(crate) fn of_value(value: &Value, bound: Option<Bound>) -> Option<Self> {
        let instant = |datetime: &Datetime| Point::Instant(datetime.clone());
        let closed = |low: Point, high: Point| Some(Self { low: Some((low, true)), high: Some((high, true)) });
        let point = match value {
            &Value::NumberRange(low, high) => return closed(Point::Number(low), Point::Number(high)),
            &Value::DateRange(low, high) => return closed(Point::Day(low), Point::Day(high)),
            Value::DatetimeRange(low, high) => return closed(instant(low), instant(high)),
            &Value::Number(number) => Point::Number(number),
            &Value::Date(day) => Point::Day(day),
            Value::Datetime(datetime) => instant(datetime),
            _ => return None,
        };
        let Some(Bound { above, included }) = bound else { return closed(point.clone(), point) };
        let end = match point {
            // A day is whole: after it is from the next one.
            Point::Day(day) if !included => (Point::Day(if above { day.next()? } else { day.previous()? }), true),
            point => (point, included),
        };
        Some(if above { Self { low: Some(end), high: None } } else { Self { low: None, high: Some(end) } })
    }

    /// What lies below it and above it.
    pub(crate) fn outside(&self) -> Vec<Self> {
        let turned = |(point, included): &(Point, bool), step: fn(Date) -> Option<Date>| match point {
            // A day is whole: before it is up to the one before.
            Point::Day(day) => Some((Point::Day(step(*day)?), true)),
            point => Some((point.clone(), !included)),
        };
        let below = self.low.as_ref().and_then(|low| turned(low, Date::previous));
        let above = self.high.as_ref().and_then(|high| turned(high, Date::next));
        let below = below.map(|high| Self { low: None, high: Some(high) });
        below.into_iter().chain(above.map(|low| Self { low: Some(low), high: None })).collect()
    }

    /// Whether both are of numbers, of days or of instants.
    pub(crate) fn comparable(&self, other: &Self) -> bool {
        let sort = |interval: &Self| {
            interval.low.as_ref().or(interval.high.as_ref()).map(|(point, _)| std::mem::discriminant(point))
        };
        sort(self) == sort(other)
    }

    /// Whether each of its points is one of `other`.
    pub(crate) fn within(&self, other: &Self) -> bool {
        // Without ends it holds all, of every sort.
        let all = other.low.is_none() && other.high.is_none();
        all || self.comparable(other) && !starts_before(&self.low, &other.low) && !ends_after(&self.high, &other.high)
    }

    /// Whether they have no point in common.
    pub(crate) fn disjoint(&self, other: &Self) -> bool {
        self.comparable(other) && (before(&self.high, &other.low) || before(&other.high, &self.low))
    }

    /// What both hold; they are not disjoint.
    pub(crate) fn intersection(&self, other: &Self) -> Self {
        Self {
            low: if starts_before(&self.low, &other.low) { other.low.clone() } else { self.low.clone() },
            high: if ends_after(&self.high, &other.high) { other.high.clone() } else { self.high.clone() },
        }
    }

    /// What one of the two holds, where that has no gap.
    pub(crate) fn union(&self, other: &Self) -> Option<Self> {
        let adjacent = |high: &End, low: &End| match (high, low) {
            (Some((high, high_included)), Some((low, low_included)))
                if high == low && (*high_included || *low_included) =>
            {
                true
            }
            (Some((Point::Day(high), _)), Some((Point::Day(low), _))) => high.next() == Some(*low),
            _ => false,
        };
        let touch = adjacent(&self.high, &other.low) || adjacent(&other.high, &self.low);
        if !self.comparable(other) || (self.disjoint(other) && !touch) {
            return None;
        }
        let low = if starts_before(&self.low, &other.low) { self.low.clone() } else { other.low.clone() };
        let high = if ends_after(&self.high, &other.high) { self.high.clone() } else { other.high.clone() };
        Some(Self { low, high })
    }

    /// The one clause on `field` that these values meet, where it has the operator for it.
    pub(crate) fn clause(&self, field: &FieldRef) -> Option<Clause> {
        let single = |point: &Point| match point {
            Point::Number(number) => Some(Value::Number(*number)),
            Point::Day(day) => Some(Value::Date(*day)),
            Point::Instant(datetime) => Some(Value::Datetime(datetime.clone())),
        };
        let bound = |above, included| Operator::of_bound(Bound { above, included });
        let (operator, value) = match (&self.low, &self.high) {
            (Some((low, true)), Some((high, true))) => {
                let range = match (single(low)?, single(high)?) {
                    (Value::Number(low), Value::Number(high)) => Value::NumberRange(low, high),
                    (Value::Date(low), Value::Date(high)) => Value::DateRange(low, high),
                    (Value::Datetime(low), Value::Datetime(high)) => Value::DatetimeRange(low, high),
                    _ => return None,
                };
                (Operator::Range, range)
            }
            (Some((low, included)), None) => (bound(true, *included)?, single(low)?),
            (None, Some((high, included))) => (bound(false, *included)?, single(high)?),
            (None, None) => (Operator::IsEmpty, Value::Boolean(false)),
            _ => return None,
        };
        Clause::new(field.clone(), operator, value).ok()
    }
}

/// Whether `low` lets in a point that `other` does not.
fn starts_before(low: &End, other: &End) -> bool {
    match (low, other) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some((low, included)), Some((other, other_included))) => {
            low < other || (low == other && *included && !other_included)
        }
    }
}

/// Whether `high` lets in a point that `other` does not.
fn ends_after(high: &End, other: &End) -> bool {
    match (high, other) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some((high, included)), Some((other, other_included))) => {
            high > other || (high == other && *included && !other_included)
        }
    }
}

/// Whether everything up to `high` lies before everything from `low`.
fn before(high: &End, low: &End) -> bool {
    match (high, low) {
        (Some((high, high_included)), Some((low, low_included))) => {
            high < low || (high == low && !(*high_included && *low_included))
        }
        _ => false,
    }
}
