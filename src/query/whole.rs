//! Clauses that leave out hardly anybody: every value that one expects of the field meets them.

use std::collections::HashSet;

use super::implication::{Literal, PAIRS};
use super::interval::Interval;
use super::{Clause, Value};
use crate::catalog::{Field, Kind};
use crate::operator::{Operator, Sense, Takes};
use crate::value::{Date, DayMonth, Instant, Number, Quantity, RecordType, Unit, datetime};

/// Accounts are younger than this, so what happened in one did not happen before.
const SERVICE: (u16, u8, u8) = (2010, 1, 1);
/// People are born, and other dates lie, after this.
const OLDEST: (u16, u8, u8) = (1910, 1, 1);
/// Nothing that is planned lies behind this, where the present is not known or does not bound it.
const LATEST: (u16, u8, u8) = (2100, 1, 1);
const DAY: u64 = 86_400;
const YEAR: u64 = 365 * DAY;

/// Whether `clause`, or with `denied` its opposite, leaves out hardly any contact that has a value, at the present `now`.
pub(super) fn is_whole(clause: &Clause, denied: bool, now: Option<Instant>) -> bool {
    let field = clause.field();
    match (clause.value(), clause.operator().sense()) {
        (_, Sense::IsNot) => false,
        (Value::Quantity(quantity), sense) => {
            let spans = seconds(*quantity);
            let all = spans >= age(field);
            let none = spans <= 3_600;
            match (sense, denied) {
                (Sense::Is, false) | (Sense::HasOther, true) => all,
                _ => none,
            }
        }
        (_, Sense::Is) if !denied => covers(&[clause], now),
        (value, sense) => Interval::of_value(value, clause.operator().bound()).is_some_and(|inner| {
            let asks_inside = sense == Sense::HasOther && denied;
            let decides = |all: &Interval| if asks_inside { all.within(&inner) } else { inner.disjoint(all) };
            plausible(field, now).iter().any(decides)
        }),
    }
}

/// Whether the members of an `or` on one field, each with whether it is denied, leave out hardly any contact together.
pub(super) fn are_whole(group: &[(&Clause, bool)], now: Option<Instant>) -> bool {
    let denied: Vec<Literal<'_>> =
        group.iter().take(PAIRS).map(|&(clause, denied)| Literal::new(clause, denied)).filter(|it| it.denied).collect();
    if denied.iter().enumerate().any(|(at, one)| denied[..at].iter().any(|other| one.apart(other))) {
        return true;
    }
    let asked: Vec<&Clause> = group
        .iter()
        .filter(|(clause, denied)| !denied && clause.operator().sense() != Sense::IsNot)
        .map(|(clause, _)| *clause)
        .take(PAIRS)
        .collect();
    asked.len() > 1 && covers(&asked, now)
}

/// The first and the last clause on each field whose two values the clauses, joined by `or`, both ask for. Drop-downs, which
/// may have no value, are left out.
pub(crate) fn exhausted(clauses: &[(usize, &Clause)]) -> Vec<(usize, usize)> {
    let has_few = |clause: &Clause| {
        matches!(clause.field().kind, Kind::Boolean | Kind::RecordType)
            && !matches!(clause.value(), Value::RecordType(RecordType::All))
    };
    let name = |clause: &Clause| (clause.field().custom, clause.field().json.clone());
    let mut few: Vec<_> = clauses.iter().filter(|(_, clause)| has_few(clause)).collect();
    few.sort_by_key(|(_, clause)| name(clause));
    let ends = |group: &[&(usize, &Clause)]| {
        let asked: Vec<&Clause> = group.iter().map(|(_, clause)| *clause).collect();
        let ((first, _), (last, _)) = (group.first()?, group.last()?);
        (group.len() > 1 && is_exhausted(&asked)).then_some((*first, *last))
    };
    few.chunk_by(|(_, one), (_, other)| one.field() == other.field()).filter_map(ends).collect()
}

/// Whether each value of a field that has few is among those of the clauses, which are joined by `or`.
fn is_exhausted(clauses: &[&Clause]) -> bool {
    let Some(field) = clauses.first().map(|clause| clause.field()) else { return false };
    let compares = |clause: &&&Clause| {
        let operator = clause.operator();
        operator.sense() == Sense::Is && operator.takes() != Takes::Presence
    };
    let values = clauses.iter().filter(compares).flat_map(|clause| {
        let value = clause.value();
        if let Value::List(items) = value { items.as_slice() } else { std::slice::from_ref(value) }
    });
    let has = |wanted: &dyn Fn(&Value) -> bool| values.clone().any(wanted);
    match field.kind {
        Kind::Boolean => [true, false].into_iter().all(|wanted| has(&|value| *value == Value::Boolean(wanted))),
        Kind::RecordType => [RecordType::Person, RecordType::Company].into_iter().all(|wanted| {
            has(&|value| matches!(value, Value::RecordType(found) if [wanted, RecordType::All].contains(found)))
        }),
        // Whole stars.
        Kind::Number if is_rating(field) => [1.0, 2.0, 3.0, 4.0, 5.0]
            .into_iter()
            .filter_map(Number::new)
            .all(|stars| has(&|value| *value == Value::Number(stars))),
        Kind::Choice if !field.choices.is_empty() => {
            let asked: HashSet<&str> = values
                .clone()
                .filter_map(|value| if let Value::Choice { id, .. } = value { Some(id.as_str()) } else { None })
                .collect();
            field.choices.iter().all(|choice| asked.contains(choice.id.as_str()))
        }
        _ => false,
    }
}

/// Whether every value that one expects meets one of the clauses.
fn covers(clauses: &[&Clause], now: Option<Instant>) -> bool {
    let Some(field) = clauses.first().map(|clause| clause.field()) else { return false };
    if is_exhausted(clauses) {
        return true;
    }
    let mut intervals: Vec<Interval> = clauses.iter().flat_map(|clause| parts(clause)).collect();
    // Each round joins two, or ends.
    while let Some((first, second, joined)) = joinable(&intervals) {
        intervals.swap_remove(second);
        intervals[first] = joined;
    }
    plausible(field, now).iter().any(|all| intervals.iter().any(|interval| all.within(interval)))
        || quantities_cover(clauses)
        || days_cover(clauses)
}

fn joinable(intervals: &[Interval]) -> Option<(usize, usize, Interval)> {
    intervals.iter().enumerate().find_map(|(second, other)| {
        let first = |(first, one): (usize, &Interval)| Some((first, second, one.union(other)?));
        intervals[..second].iter().enumerate().find_map(first)
    })
}

/// The intervals of the values that meet the clause.
fn parts(clause: &Clause) -> Vec<Interval> {
    let interval = || Interval::of_value(clause.value(), clause.operator().bound());
    match (clause.operator().sense(), clause.value()) {
        (Sense::Is, Value::List(items)) => items.iter().filter_map(|item| Interval::of_value(item, None)).collect(),
        (Sense::Is, _) => interval().into_iter().collect(),
        (Sense::HasOther, _) => interval().map(|inner| inner.outside()).unwrap_or_default(),
        (Sense::IsNot, _) => Vec::new(),
    }
}

/// What lies in the last so long and what lies longer ago, and nothing between.
fn quantities_cover(clauses: &[&Clause]) -> bool {
    let spans = |operator: Operator| {
        clauses.iter().filter(move |clause| clause.operator() == operator).filter_map(|clause| match clause.value() {
            Value::Quantity(quantity) => Some(seconds(*quantity)),
            _ => None,
        })
    };
    match (spans(Operator::InTheLast).max(), spans(Operator::NotInTheLast).min()) {
        (Some(recent), Some(before)) => recent >= before,
        _ => false,
    }
}

/// All days of the year but a few.
fn days_cover(clauses: &[&Clause]) -> bool {
    let number = |day: DayMonth| usize::from(day.month()) * 31 + usize::from(day.day());
    let mut met = [false; 13 * 31 + 1];
    for clause in clauses.iter().filter(|clause| clause.operator().sense() == Sense::Is) {
        if let Value::DayMonthRange(first, last) = *clause.value() {
            let (first, last) = (number(first), number(last));
            for (day, met) in met.iter_mut().enumerate() {
                let inside = if first <= last { (first..=last).contains(&day) } else { day >= first || day <= last };
                *met |= inside;
            }
        }
    }
    // 29 February is the rarest of them.
    let days = (1..=12).flat_map(|month| (1..=31).filter_map(move |day| DayMonth::new(day, month)));
    days.filter(|day| (day.day(), day.month()) != (29, 2)).all(|day| met.get(number(day)) == Some(&true))
}

/// The values that one expects of `field`, in each form that a query has for them.
fn plausible(field: &Field, now: Option<Instant>) -> Vec<Interval> {
    let number = |low: f64, high: f64| {
        let bound = |value: f64| Number::new(value);
        bound(low).zip(bound(high)).map(|(low, high)| Value::NumberRange(low, high))
    };
    let values = match field.kind {
        Kind::Number if is_rating(field) => vec![number(1.0, 5.0)],
        Kind::Number => vec![number(0.0, 1e9)],
        Kind::Datetime | Kind::Birthday => {
            let of = |(year, month, day): (u16, u8, u8)| Date::new(year, month, day);
            let past = field.past || field.kind == Kind::Birthday;
            // Whatever the zone.
            let today = now.filter(|_| past).and_then(|now| Date::of(now.utc().date_naive())).and_then(Date::previous);
            let low = of(if field.past { SERVICE } else { OLDEST });
            let days = low.zip(today.or_else(|| of(LATEST)));
            let instant = |day: Date| datetime(&format!("{day}T00:00:00Z")).ok();
            let instants = days.and_then(|(low, high)| Some(Value::DatetimeRange(instant(low)?, instant(high)?)));
            vec![days.map(|(low, high)| Value::DateRange(low, high)), instants]
        }
        _ => Vec::new(),
    };
    values.into_iter().flatten().filter_map(|value| Interval::of_value(&value, None)).collect()
}

/// Whether it holds the stars that one can give, 1 to 5.
fn is_rating(field: &Field) -> bool {
    !field.custom && field.json == "rating"
}

/// How old a value of a field of times may be, in seconds.
fn age(field: &Field) -> u64 {
    match field.kind {
        _ if field.past => 16 * YEAR,
        Kind::Birthday => 110 * YEAR,
        _ => 100 * YEAR,
    }
}

/// How long it is at least.
fn seconds(quantity: Quantity) -> u64 {
    let unit = match quantity.unit() {
        Unit::Second => 1,
        Unit::Day => DAY,
        Unit::Week => 7 * DAY,
        // As long as the twelfth part of a year.
        Unit::Month => YEAR / 12,
        Unit::Year => YEAR,
    };
    u64::from(quantity.quantity()) * unit
}
