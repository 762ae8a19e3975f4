//! What to write for a day or a period in the notation of another tool: `created in today-7`, `created >= now-30d`.

use super::finding::{Finding, Instead, Part};
use super::past::up_to_today;
use crate::catalog::{FieldRef, Kind, nearest};
use crate::operator::{Operator, Takes};
use crate::query::Value;
use crate::value::{Anchor, Date, Notation, Quantity};

/// Offers the words for `notation`, which stands where a day or a period may.
pub(super) fn in_place(finding: Finding, operator: Operator, notation: Notation) -> Finding {
    let part = finding.part;
    let words =
        |finding: Finding, words: String| finding.suggest(format!("write `{words}`"), Instead::Words(part, words));
    let day = |finding: Finding, label: &str, day: Date| {
        finding.suggest(format!("{label} `{day}`"), Instead::Value(part, Value::Date(day)))
    };
    match notation {
        Notation::Day(date) => day(finding, "write", date).certain(),
        Notation::Period(first, _) if part == Part::Start => day(finding, "write", first).certain(),
        Notation::Period(_, last) if part == Part::End => day(finding, "write", last).certain(),
        Notation::Period(first, last) if operator.takes() == Takes::Range => {
            let label = format!("write `{first}..{last}`");
            finding.suggest(label, Instead::Value(part, Value::DateRange(first, last))).certain()
        }
        Notation::Moving(text) => words(finding, text).certain(),
        Notation::Instant(date) => day(finding, "as a timestamp it is, in UTC,", date),
        Notation::Back(units) if part != Part::Value => words(finding, ago(units)).certain(),
        Notation::Back(units) if operator.takes() == Takes::Range => {
            let last = if operator == Operator::NotInRange { Operator::NotInTheLast } else { Operator::InTheLast };
            words(back(finding, last, units, "all that time: "), ago(units))
        }
        Notation::Back(units) => match operator.bound() {
            Some(bound) if bound.above => back(finding, Operator::InTheLast, units, "").certain(),
            _ => words(finding, ago(units)).certain(),
        },
        Notation::Last(units) if operator == Operator::Range && part == Part::Value => {
            back(finding, Operator::InTheLast, units, "").certain()
        }
        Notation::Period(..) | Notation::Last(_) => finding,
    }
}

/// Offers the range that `operator`, which `field` does not support, asks for with `notation`.
pub(super) fn compared(finding: Finding, field: &FieldRef, operator: Operator, notation: Notation) -> Finding {
    let range = |first: Date, last: Date| Instead::Clause {
        not: false,
        operator: Operator::Range,
        value: Value::DateRange(first, last),
    };
    let label = "write the days as a range";
    match (operator, notation) {
        (Operator::Is, Notation::Day(day)) => finding.suggest(label, range(day, day)).certain(),
        (Operator::Is, Notation::Period(first, last)) => finding.suggest(label, range(first, last)).certain(),
        (Operator::Is, Notation::Instant(day)) => {
            finding.suggest(format!("the whole day of that instant, in UTC: `{day}`"), range(day, day))
        }
        (Operator::Is, Notation::Moving(words)) => {
            let ranged = if field.kind == Kind::Birthday { Operator::DayMonthRange } else { Operator::Range };
            finding.suggest(format!("use `in {words}`"), Instead::moving(ranged, words)).certain()
        }
        (Operator::Is, Notation::Last(units)) => back(finding, Operator::InTheLast, units, "").certain(),
        (Operator::Is, Notation::Back(units)) => {
            let day = Instead::moving(Operator::Range, ago(units));
            back(finding, Operator::InTheLast, units, "all that time: ").suggest("that day", day)
        }
        (_, Notation::Back(units)) if operator.bound().is_some_and(|bound| bound.above) => {
            back(finding, Operator::InTheLast, units, "").certain()
        }
        (_, Notation::Back(units)) if operator.bound().is_some() => {
            back(finding, Operator::NotInTheLast, units, "longer ago: ").certain()
        }
        (_, Notation::Day(day) | Notation::Instant(day)) => up_to_today(finding, field, operator, &day.to_string()),
        (_, Notation::Moving(words)) => up_to_today(finding, field, operator, &words),
        _ => finding,
    }
}

/// Offers the day whose word `text` mistypes.
pub(super) fn mistyped(finding: Finding, text: &str) -> Finding {
    let part = finding.part;
    if is_weekday(text) {
        return finding.help("queries name no days of the week: write the day (e.g. `2025-01-31`)");
    }
    let days = [Anchor::Today, Anchor::Yesterday, Anchor::Tomorrow].map(Anchor::name);
    match nearest(text, days)[..] {
        [day] if text.len() >= 4 => {
            finding.suggest(format!("did you mean `{day}`?"), Instead::Words(part, day.to_owned()))
        }
        _ => finding,
    }
}

/// `Monday`, `Mondays`
fn is_weekday(text: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let lower = text.to_ascii_lowercase();
    let one = lower.strip_suffix('s').unwrap_or(&lower);
    DAYS.contains(&one)
}

fn back(finding: Finding, operator: Operator, units: Quantity, how: &str) -> Finding {
    let label = format!("{how}`{} {units}`", operator.text());
    finding.suggest(label, Instead::Clause { not: false, operator, value: Value::Quantity(units) })
}

fn ago(units: Quantity) -> String {
    format!("{units} {}", Anchor::Ago.name())
}
