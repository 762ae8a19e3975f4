//! Days and periods that move with the present, where a field of dates takes them.

use super::offer::{CompletionKind, Offers};
use super::walk::{Walk, Written, dated};
use crate::catalog::{Field, Kind};
use crate::operator::Operator;
use crate::value::{Anchor, Calendar, Unit};

const UNITS: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];

/// Where a moving date is to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// After `in`.
    In,
    /// After `in the`, which takes a period.
    The,
    /// After a comparison, which takes a day.
    Comparison,
    /// An end of a range that does not stand after `in`.
    End,
}

/// Where a value or an end of a range is expected, as far as `written`.
pub(super) fn offer(offers: &mut Offers, field: &Field, at: At, written: Written, walk: &Walk<'_>) {
    // Days of the year have no negative, and no moving date has `!=`.
    let birthday = field.kind == Kind::Birthday;
    let negative = walk.negative && birthday && matches!(at, At::In | At::The);
    if !dated(Some(field)) || negative || walk.of_days || walk.sign == Some(Operator::IsNot) {
        return;
    }
    // `> 30 days ago` could be read in two ways.
    let above = walk.sign.and_then(Operator::bound).is_some_and(|bound| bound.above);
    // Nobody is born on a day to come, though there may be a birthday.
    let ahead = !(field.past || birthday && at == At::End);
    let mut add = |kind, label: &str, detail: &str| offers.add(kind, label, label, detail);
    let value = CompletionKind::Value;
    match written {
        Written::Nothing => {
            if at != At::The {
                add(value, Anchor::Today.name(), "the current day");
                add(value, Anchor::Yesterday.name(), "the day before today");
                if ahead {
                    add(value, Anchor::Tomorrow.name(), "the day after today");
                }
            }
            if matches!(at, At::In | At::The) {
                // Every birthday is in every year.
                let periods = || Calendar::ALL.into_iter().filter(|&period| !(birthday && period == Calendar::Year));
                for period in periods() {
                    add(value, &format!("this {}", period.name()), "the whole period");
                }
                for period in periods() {
                    add(value, &format!("previous {}", period.name()), "the whole period before");
                }
                if ahead {
                    add(value, "next 7 days", "from tomorrow on");
                }
            }
            if !above && at != At::The {
                add(value, "30 days ago", "that day");
            }
        }
        Written::Day | Written::Count => {
            for unit in UNITS.into_iter().filter(|_| !above) {
                add(CompletionKind::Unit, &format!("{} ago", unit.plural()), "that day");
            }
            if ahead {
                for unit in UNITS {
                    add(CompletionKind::Unit, &format!("{} from now", unit.plural()), "that day");
                }
            }
        }
        Written::Units => {
            add(CompletionKind::Keyword, Anchor::Ago.name(), "that long before today");
            if ahead {
                add(CompletionKind::Keyword, Anchor::FromNow.name(), "that long after today");
            }
        }
        Written::From => add(CompletionKind::Keyword, "now", "that long after today"),
        Written::Period(anchor) => {
            if anchor != Anchor::Next {
                for period in Calendar::ALL {
                    add(CompletionKind::Unit, period.name(), "the whole period");
                }
            } else if ahead {
                for unit in UNITS.into_iter().filter(|&unit| !(birthday && unit == Unit::Year)) {
                    add(CompletionKind::Unit, &format!("7 {}", unit.plural()), "from tomorrow on");
                }
            }
        }
        Written::NextCount { one } => {
            for unit in UNITS {
                add(CompletionKind::Unit, if one { unit.name() } else { unit.plural() }, "from tomorrow on");
            }
        }
        Written::Month | Written::Parameter | Written::Whole => {}
    }
}
