//! Comparisons with a day of fields that have no sign for them, as ranges: nothing that has happened lies after today.

use super::finding::{Finding, Instead};
use crate::catalog::FieldRef;
use crate::operator::{Bound, Operator};
use crate::query::Value;
use crate::value::{Anchor, Date, Quantity, period};

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

/// Offers the range that `operator` asks for with the fixed or the moving `day`, where none of the field's days lies ahead.
pub(super) fn up_to_today(finding: Finding, field: &FieldRef, operator: Operator, day: &str) -> Finding {
    let Some(Bound { above, included }) = operator.bound().filter(|_| field.past) else { return finding };
    let today = Anchor::Today.name();
    let fixed = period(day);
    let range = |first: &str, last: &str| Instead::moving(Operator::Range, format!("{first}..{last}"));
    let until = |last: Option<Date>| {
        last.map(|last| Instead::Clause {
            not: false,
            operator: Operator::Range,
            value: Value::DateRange(Date::FIRST, last),
        })
    };
    let moving = Anchor::of_day(day);
    let instead = match (above, included, fixed) {
        (true, true, Some((first, _))) => Some(range(&first.to_string(), today)),
        (true, false, Some((_, last))) => last.next().map(|first| range(&first.to_string(), today)),
        (false, true, Some((_, last))) => until(Some(last)),
        (false, false, Some((first, _))) => until(first.previous()),
        (true, true, None) if moving == Some(Anchor::Today) => Some(Instead::moving(Operator::Range, today.to_owned())),
        (true, true, None) => Some(range(day, today)),
        (true, false, None) if moving == Some(Anchor::Yesterday) => {
            Some(Instead::moving(Operator::Range, today.to_owned()))
        }
        (true, false, None) => None,
        (false, true, None) => Some(range(&Date::FIRST.to_string(), day)),
        (false, false, None) if moving == Some(Anchor::Today) => {
            Some(Instead::moving(Operator::NotInRange, today.to_owned()))
        }
        (false, false, None) => Some(Instead::moving(Operator::NotInRange, format!("{day}..{today}"))),
    };
    match instead {
        Some(instead) => {
            let label = if above { "up to today" } else { "all that is earlier" };
            finding.suggest(label, instead)
        }
        None => finding,
    }
}
