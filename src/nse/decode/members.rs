//! Objects after an operator: ranges, days of the year, and times back from now, each with its pair of members.

use std::borrow::Cow;

use super::decoder::Decoder;
use super::finding::Site;
use super::frame::Frame;
use super::ids::{Ids, scalar};
use crate::catalog::{FieldRef, Kind, nearest};
use crate::check::{self, End, Part, Raw, Scalar, is_datetime_like};
use crate::diagnostic::Edit;
use crate::json::{Document, Id, Sort, quoted};
use crate::nse::Problem;
use crate::nse::encode::day_month;
use crate::nse::form::{Json, members};
use crate::operator::{Bound, Operator, Takes};
use crate::query::Query;
use crate::value::{self, DayMonth, Invalid, month};

/// A member of an object: its key and its value.
type Member = (Id, Id);

const NUMBERS: [&str; 2] = members(check::Sort::Number);
const DATES: [&str; 2] = members(check::Sort::Date);
const DATETIMES: [&str; 2] = members(check::Sort::Datetime);
const RANGE: [&str; 6] = [NUMBERS[0], NUMBERS[1], DATES[0], DATES[1], DATETIMES[0], DATETIMES[1]];
const SORTS: [check::Sort; 3] = [check::Sort::Number, check::Sort::Date, check::Sort::Datetime];
const BACK: [&str; 2] = ["unit", "quantity"];

/// What programs write for the two ends, in small letters only.
const STARTS: [&str; 8] = ["start", "from", "min", "gte", "begin", "since", "low", "startdate"];
const ENDS: [&str; 8] = ["end", "to", "max", "lte", "stop", "until", "high", "enddate"];

impl<'d> Decoder<'d, '_> {
    /// The clause of an operator that takes an object, which stands there.
    pub(super) fn ends(&mut self, ids: Ids, field: &FieldRef, operator: Operator, takes: Takes) -> Option<Query> {
        // What is there has its own mistakes, even where something else is wrong with it.
        let judge = |decoder: &mut Self, ends: [Option<Id>; 2], raw: Raw<'_>| {
            let options = decoder.options;
            let mut site = Site { ends, ..decoder.site(ids) };
            check::clause(options, field.clone(), operator, raw, &mut site)
        };
        let (judged, right) = if takes == Takes::Quantity {
            let (ends, [unit, quantity], right) = self.back(ids, field, operator);
            (judge(self, ends, Raw::Last { quantity: Some(&quantity), unit: &unit }), right)
        } else {
            let (ends, [start, end], right) = match takes {
                Takes::Range => self.range(ids, field, operator),
                _ => self.days(ids, field, operator),
            };
            (judge(self, ends, Raw::Range(&start, &end)), right)
        };
        judged.filter(|_| right)
    }

    fn range(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> ([Option<Id>; 2], [End<'d>; 2], bool) {
        let document = self.document;
        let number = field.kind == Kind::Number;
        let allowed = |at: usize| match field.kind {
            Kind::Unknown => true,
            _ => number == (at < 2),
        };
        let (found, mut right) = self.known(
            ids.value,
            operator,
            &RANGE,
            || range_members(field),
            |name, value| {
                let known = RANGE.iter().position(|known| *known == name).is_some_and(allowed);
                (!known).then(|| rename(name, field.kind, document.string(value).as_deref()))
            },
        );
        let end = |side: usize| (side..6).step_by(2).find_map(|at| Some((at / 2, found[at]?)));
        let (start, last) = (end(0), end(1));
        let pair = start.map(|(at, _)| at) == last.map(|(at, _)| at) && found.iter().flatten().count() == 2;
        if right && !pair {
            self.incomplete(ids, field, operator, &found);
        }
        let several = start.is_some() && last.is_some() && !pair;
        right &= pair;
        let read = if several || operator == Operator::Range && self.are_days_of_year(ids, field, [start, last]) {
            [REPORTED, REPORTED]
        } else {
            let mut end = |end: Option<(usize, Member)>| match end {
                Some((at, member)) => self.end(ids, member, SORTS[at]),
                None => REPORTED,
            };
            [end(start), end(last)]
        };
        ([start, last].map(|end| end.map(|(_, (_, id))| id)), read, right)
    }

    /// One end of a range. A day where an instant should stand, or the other way round, is in the wrong member.
    fn end(&mut self, ids: Ids, (key, id): Member, sort: check::Sort) -> End<'d> {
        let document = self.document;
        let scalar = scalar(document, id);
        let text = if scalar.written.is_text() { &*scalar.text } else { "" };
        match sort {
            check::Sort::Date if is_datetime_like(text) => {
                let day = quoted(text.get(..10).unwrap_or_default());
                self.error(id, Invalid::Date { text: text.to_owned() }, |diagnostic| {
                    let span = diagnostic.span;
                    let diagnostic = diagnostic
                        .label("expected a date without a time (e.g. `\"2025-01-31\"`)")
                        .suggest("write only the day", span, day);
                    match datetimes(document, ids.value) {
                        Some(edits) => diagnostic
                            .help("instants belong in `start_datetime` and `end_datetime`")
                            .suggest_all("make it a range of datetimes", edits),
                        None => diagnostic,
                    }
                });
                REPORTED
            }
            check::Sort::Datetime if text.len() == 10 && value::date(text).is_ok() => {
                let first = document.string(key).is_some_and(|key| key == DATETIMES[0]);
                let instant = format!("{text}{}", if first { "T00:00:00Z" } else { "T23:59:59Z" });
                self.error(id, Invalid::Datetime { text: text.to_owned() }, |diagnostic| {
                    let span = diagnostic.span;
                    diagnostic
                        .label("expected RFC 3339 (e.g. `\"2025-01-31T09:30:00Z\"`)")
                        .help("days belong in `start_date` and `end_date`")
                        .suggest(format!("write `{instant}`"), span, quoted(&instant))
                });
                REPORTED
            }
            _ => End::Value(scalar, Some(sort)),
        }
    }

    /// Whether both ends of a range are `DD/MM` and the field takes days of the year, which is reported.
    fn are_days_of_year(&mut self, ids: Ids, field: &FieldRef, ends: [Option<(usize, Member)>; 2]) -> bool {
        let document = self.document;
        let days = Operator::DayMonthRange;
        let is_day = |end: Option<(usize, Member)>| {
            end.and_then(|(_, (_, id))| document.string(id)).is_some_and(|text| parts(&text).is_some())
        };
        if !field.operators.contains(days) || !ends.into_iter().all(is_day) {
            return false;
        }
        let [Some((_, (_, first))), _] = ends else { return false };
        self.error(first, Invalid::Date { text: document.text(first).into_owned() }, |diagnostic| {
            diagnostic
                .label("expected a day with its year (e.g. `\"2025-01-31\"`)")
                .help("days of any year belong to `day_month_range`")
                .suggest("use `day_month_range`", document.span(ids.operator), quoted(days.json()))
                .certain()
        });
        true
    }

    fn days(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> ([Option<Id>; 2], [End<'d>; 2], bool) {
        let other = [("start", DATES[0]), ("from", DATES[0]), ("end", DATES[1]), ("to", DATES[1])];
        let (ends, right) = self.pair(ids, field, operator, DATES, &other);
        let read = ends.map(|end| end.map_or(REPORTED, |id| self.day(id)));
        (ends, read, right)
    }

    /// `DD/MM`
    fn day(&mut self, id: Id) -> End<'d> {
        let document = self.document;
        let text = document.text(id);
        let string = document.string(id).is_some();
        if let Some((day, month)) = parts(&text).filter(|_| string) {
            return End::Day { day: Some(Cow::Owned(day.to_string())), month };
        }
        if document.sort(id) != Sort::Wrong {
            self.error(id, Invalid::Date { text: text.to_string() }, |diagnostic| {
                let span = diagnostic.span;
                let diagnostic = diagnostic.label("expected a day and a month (e.g. `\"31/03\"`)");
                match mended(&text).filter(|mended| string && **mended != *text) {
                    Some(mended) => diagnostic.suggest(format!("write `{mended}`"), span, quoted(&mended)),
                    None => diagnostic,
                }
            });
        }
        REPORTED
    }

    fn back(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> ([Option<Id>; 2], [Scalar<'d>; 2], bool) {
        let document = self.document;
        let [unit, quantity] = BACK;
        let other = [
            ("units", unit),
            ("period", unit),
            ("interval", unit),
            ("amount", quantity),
            ("count", quantity),
            ("value", quantity),
            ("number", quantity),
            ("n", quantity),
        ];
        let (ends, right) = self.pair(ids, field, operator, BACK, &other);
        let read = ends.map(|end| end.map_or(Scalar::REPORTED, |id| scalar(document, id)));
        (ends, read, right)
    }

    /// The values of the two members that an object takes, and whether they alone are there. `other` are names that
    /// programs write for them.
    fn pair(
        &mut self,
        ids: Ids,
        field: &FieldRef,
        operator: Operator,
        names: [&'static str; 2],
        other: &[(&str, &'static str)],
    ) -> ([Option<Id>; 2], bool) {
        let expected = || format!("`{}` and `{}`", names[0], names[1]);
        let (found, right) = self.known(ids.value, operator, &names, expected, |name, _| {
            if names.contains(&name) {
                return None;
            }
            let meant = other.iter().find(|(other, _)| *other == name).map(|&(_, known)| known);
            let near = || nearest(name, names).first().and_then(|near| names.into_iter().find(|known| known == near));
            Some(meant.or_else(near).into_iter().collect())
        });
        let complete = found.iter().all(Option::is_some);
        if right && !complete {
            let lacking = names.iter().zip(found).filter(|(_, member)| member.is_none());
            let members: Vec<_> = lacking.map(|(name, _)| format!("`{name}`")).collect();
            self.error(ids.value, Problem::MissingMember { operator, members: members.join(" and ") }, |diagnostic| {
                diagnostic.label(check::expected(field, operator, Part::Value, &Json))
            });
        }
        (found.map(|member| member.map(|(_, id)| id)), right && complete)
    }

    /// The members of the object `id` by their places in `names`, and whether there are no others: unknown ones and
    /// duplicates are errors. `wrong` says which names are not right here, with what to write instead.
    fn known<const N: usize>(
        &mut self,
        id: Id,
        operator: Operator,
        names: &[&'static str; N],
        expected: impl Fn() -> String,
        wrong: impl Fn(&str, Id) -> Option<Vec<&'static str>>,
    ) -> ([Option<Member>; N], bool) {
        let document = self.document;
        let mut found = [None; N];
        let mut right = true;
        let mut twice = false;
        for (key, value) in document.members(id) {
            let Some(name) = document.string(key) else {
                right = false;
                continue;
            };
            if let Some(instead) = wrong(&name, value) {
                right = false;
                self.error(key, Problem::UnknownMember { operator, member: name.to_string() }, |diagnostic| {
                    let span = diagnostic.span;
                    let diagnostic = diagnostic.label(format!("expected {}", expected()));
                    let diagnostic = instead.iter().fold(diagnostic, |diagnostic, name| {
                        diagnostic.suggest(format!("use `{name}`"), span, quoted(name))
                    });
                    diagnostic.certain()
                });
            } else if let Some(slot) = names.iter().position(|known| *known == name).and_then(|at| found.get_mut(at)) {
                twice |= slot.replace((key, value)).is_some();
            }
        }
        if twice {
            self.duplicates(&Frame { object: id, container: id, between: String::new() });
        }
        (found, right && !twice)
    }

    /// Some members of a range are there, and not one pair of them alone.
    fn incomplete(&mut self, ids: Ids, field: &FieldRef, operator: Operator, found: &[Option<Member>; 6]) {
        let document = self.document;
        let mut present = (0..).zip(found).filter_map(|(at, member)| Some((at, (*member)?)));
        let (first, more) = (present.next(), present.next().is_some());
        let expected = range_members(field);
        let Some((at, (_, value))) = first.filter(|_| !more) else {
            if more {
                self.error(ids.value, crate::query::Problem::MixedRange, |diagnostic| {
                    diagnostic.label(format!("expected one pair: {expected}"))
                });
            } else {
                self.error(ids.value, Problem::MissingMember { operator, members: expected }, |diagnostic| {
                    diagnostic.label(check::expected(field, operator, Part::Value, &Json))
                });
            }
            return;
        };
        // The other end stands beside it: 0 and 1, 2 and 3, 4 and 5.
        let at: usize = at;
        let other = RANGE.get(at ^ 1).copied().unwrap_or_default();
        self.error(ids.value, Problem::MissingMember { operator, members: format!("`{other}`") }, |diagnostic| {
            let diagnostic =
                diagnostic.label(format!("expected `{other}` too")).help("a range needs both ends (evidence 7)");
            let bound = Operator::of_bound(Bound { above: at.is_multiple_of(2), included: true });
            match bound.filter(|&bound| operator == Operator::Range && field.operators.contains(bound)) {
                Some(bound) => {
                    let span = document.span(ids.operator).to(document.span(ids.value));
                    let text = format!("\"{bound}\": {}", document.raw(value));
                    diagnostic.suggest(format!("use `{bound}`"), span, text).certain()
                }
                None => diagnostic,
            }
        });
    }
}

const REPORTED: End<'static> = End::Value(Scalar::REPORTED, None);

/// The members of a range on `field`, in words.
fn range_members(field: &FieldRef) -> String {
    let pair = |[start, end]: [&str; 2]| format!("`{start}` and `{end}`");
    match field.kind {
        Kind::Number => pair(NUMBERS),
        Kind::Unknown => format!("{}, {}, or {}", pair(NUMBERS), pair(DATES), pair(DATETIMES)),
        _ => format!("{}, or {}", pair(DATES), pair(DATETIMES)),
    }
}

/// The names to write for `name`, which is none of a range on a field of `kind`; `value` is what stands there.
fn rename(name: &str, kind: Kind, value: Option<&str>) -> Vec<&'static str> {
    let [start, end] = match value {
        _ if kind == Kind::Number => NUMBERS,
        Some(value) if is_datetime_like(value) => DATETIMES,
        None if kind == Kind::Unknown => NUMBERS,
        _ => DATES,
    };
    let word: String = name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let word = word.strip_suffix("datetime").or_else(|| word.strip_suffix("date")).unwrap_or(&word);
    if STARTS.contains(&word) {
        return vec![start];
    }
    if ENDS.contains(&word) {
        return vec![end];
    }
    nearest(name, [start, end]).into_iter().filter_map(|near| RANGE.into_iter().find(|known| *known == near)).collect()
}

/// Where both ends of a range of dates are instants: the edits that rename them.
fn datetimes(document: &Document<'_>, value: Id) -> Option<Vec<Edit>> {
    document
        .members(value)
        .map(|(key, value)| {
            let text = document.string(value)?;
            let known = DATES.iter().position(|name| Some(*name) == document.string(key).as_deref())?;
            value::datetime(&text).ok()?;
            Some(Edit { span: document.span(key), text: quoted(DATETIMES.get(known)?) })
        })
        .collect()
}

/// The two numbers of `DD/MM`, where there is such a month.
fn parts(text: &str) -> Option<(&str, u8)> {
    let two = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (day, month) = text.split_once('/').filter(|&(day, month)| two(day) && two(month))?;
    let month: u8 = month.parse().ok()?;
    month::short(month).map(|_| (day, month))
}

/// Ways to write a day that are not `DD/MM`, as `DD/MM`.
fn mended(text: &str) -> Option<String> {
    let slashed = |day: u8, month: u8| DayMonth::new(day, month).map(day_month);
    if let Ok(date) = value::date(text) {
        return slashed(date.day(), date.month());
    }
    let (first, second) = text.split_once(['/', '.', '-'])?;
    let (first, second) = (first.parse().ok()?, second.trim_end_matches('.').parse().ok()?);
    // 12 and less may be either, unless the first cannot be a day of that month.
    slashed(first, second).or_else(|| slashed(second, first))
}
