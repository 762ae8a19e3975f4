//! Comparisons with a day of fields that have no sign for them, as ranges: nothing that has happened lies after today.

use super::finding::{Finding, Instead};
use crate::catalog::{Field, FieldRef};
use crate::operator::{Bound, Operator};
use crate::query::Value;
use crate::value::{Anchor, Date, Quantity, Unit, period};

/// Offers both readings of `> 30 days ago`: longer ago than that, and since then.
pub(super) fn ago(finding: Finding, field: &FieldRef, quantity: Quantity) -> Finding {
    use Operator as O;
    let has = |operator| field.operators.contains(operator);
    let back = |operator| Instead::Clause { not: false, operator, value: Value::Quantity(quantity) };
    let finding = if has(O::Lt) {
        finding.suggest(format!("more than {quantity} ago"), Instead::operator(O::Lt))
    } else if has(O::NotInTheLast) {
        finding.suggest(format!("more than {quantity} ago"), back(O::NotInTheLast))
    } else {
        finding
    };
    if has(O::InTheLast) { finding.suggest(format!("at most {quantity} ago"), back(O::InTheLast)) } else { finding }
}

/// Offers the range that `operator` asks for with the fixed or the moving `day`.
pub(super) fn up_to_today(finding: Finding, field: &FieldRef, operator: Operator, day: &str) -> Finding {
    let Some((ranged, text)) = range_of(field, operator, day) else { return finding };
    let above = operator.bound().is_some_and(|bound| bound.above);
    let label = if above { "up to today" } else { "all that is earlier" };
    let fixed = text.split_once("..").and_then(|(start, end)| Some((period(start)?.0, period(end)?.1)));
    finding.suggest(
        label,
        match fixed {
            Some((first, last)) => {
                Instead::Clause { not: false, operator: ranged, value: Value::DateRange(first, last) }
            }
            None => Instead::moving(ranged, text),
        },
    )
}

/// The range, in filter text, that `operator` asks for with the fixed or the moving `day`, where no time of the field lies
/// ahead: of `>= 2025-01-31` `in 2025-01-31..today`. None where nothing lies there.
pub(crate) fn range_of(field: &Field, operator: Operator, day: &str) -> Option<(Operator, String)> {
    let Bound { above, included } = operator.bound().filter(|_| field.past)?;
    let today = Anchor::Today.name();
    let (fixed, moving) = (period(day), Anchor::of_day(day));
    if fixed.is_none() && moving.is_none() && !is_ago(day) {
        return None;
    }
    let between = |start: &str, end: &str| (Operator::Range, format!("{start}..{end}"));
    let until = |last: Date| between(&Date::FIRST.to_string(), &last.to_string());
    Some(match (above, included, fixed) {
        (true, true, Some((first, _))) => between(&first.to_string(), today),
        (true, false, Some((_, last))) => between(&last.next()?.to_string(), today),
        (false, true, Some((_, last))) => until(last),
        (false, false, Some((first, _))) => until(first.previous()?),
        (true, true, None) if moving == Some(Anchor::Today) => (Operator::Range, today.to_owned()),
        (true, true, None) => between(day, today),
        (true, false, None) if moving == Some(Anchor::Yesterday) => (Operator::Range, today.to_owned()),
        (true, false, None) => return None,
        (false, true, None) => between(&Date::FIRST.to_string(), day),
        (false, false, None) if moving == Some(Anchor::Today) => (Operator::NotInRange, today.to_owned()),
        (false, false, None) => (Operator::NotInRange, format!("{day}..{today}")),
    })
}

/// `30 days ago`
fn is_ago(day: &str) -> bool {
    let words: Vec<&str> = day.split(' ').collect();
    let [count, unit, ago] = words[..] else { return false };
    let quantity = count.parse().ok().zip(Unit::find(unit)).and_then(|(count, unit)| Quantity::new(count, unit));
    quantity.is_some() && ago.eq_ignore_ascii_case(Anchor::Ago.name())
}
