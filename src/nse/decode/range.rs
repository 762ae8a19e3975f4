//! Ranges: each sort has its own pair of members.

use super::clause::Ids;
use super::fixes::Frame;
use super::value::is_datetime_like;
use super::{Decoder, Id, Problem, Sort, operator, quoted};
use crate::catalog::{FieldRef, Kind, nearest};
use crate::diagnostic::Edit;
use crate::fold::is_blank;
use crate::operator::Operator;
use crate::query;
use crate::query::Value;
use crate::value;
use crate::value::Invalid;

/// A member of an object: its key and its value.
pub(super) type Member = (Id, Id);

pub(super) const NUMBERS: [&str; 2] = ["start", "end"];
pub(super) const DATES: [&str; 2] = ["start_date", "end_date"];
pub(super) const DATETIMES: [&str; 2] = ["start_datetime", "end_datetime"];
const NUMBER_MEMBERS: &str = "`start` and `end`";
const DATE_MEMBERS: &str = "`start_date` and `end_date`, or `start_datetime` and `end_datetime`";
const ALL: [&str; 6] = ["start", "end", "start_date", "end_date", "start_datetime", "end_datetime"];

/// What programs write for the two ends, in small letters only.
const STARTS: [&str; 8] = ["start", "from", "min", "gte", "begin", "since", "low", "startdate"];
const ENDS: [&str; 8] = ["end", "to", "max", "lte", "stop", "until", "high", "enddate"];

impl<'d> Decoder<'d, '_> {
    pub(super) fn range(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> Option<Value> {
        let document = self.document;
        if document.sort(ids.value) != Sort::Object {
            return self.no_range(ids, field, operator);
        }
        let numbers = matches!(field.kind, Kind::Number | Kind::Unknown);
        let dates = field.kind != Kind::Number;
        let expected = if field.kind == Kind::Number { NUMBER_MEMBERS } else { DATE_MEMBERS };
        let (found, right) = self.known(ids.value, operator, &ALL, expected, |name, value| {
            let number = NUMBERS.contains(&name);
            let allowed = ALL.contains(&name) && if number { numbers } else { dates };
            if allowed { None } else { Some(rename(name, field.kind, document.string(value).as_deref())) }
        });
        if !right {
            // The ends that are there have their own mistakes.
            for (at, member) in found.into_iter().enumerate().filter_map(|(at, member)| Some((at, member?))) {
                match at {
                    0 | 1 => drop(self.number(member.1, field, operator)),
                    2 | 3 => drop(self.date(ids, member, field)),
                    _ => drop(self.datetime(member, field, operator)),
                }
            }
            return None;
        }
        match found.as_slice() {
            [Some(start), Some(end), None, None, None, None] => {
                let (start, end) = (self.number(start.1, field, operator), self.number(end.1, field, operator));
                Some(Value::NumberRange(start?, end?))
            }
            [None, None, Some(start), Some(end), None, None] => {
                let (first, last) = (self.date(ids, *start, field), self.date(ids, *end, field));
                Some(Value::DateRange(first?, last?))
            }
            [None, None, None, None, Some(start), Some(end)] => {
                let (first, last) = (self.datetime(*start, field, operator), self.datetime(*end, field, operator));
                Some(Value::DatetimeRange(first?, last?))
            }
            _ => {
                self.incomplete(ids, field, operator, &found);
                None
            }
        }
    }

    /// The members of the object `id` by their places in `names`, and whether there are no others: unknown ones and
    /// duplicates are errors. `wrong` says which names are not right here, with what to write instead.
    pub(super) fn known(
        &mut self,
        id: Id,
        operator: Operator,
        names: &[&'static str],
        expected: &str,
        wrong: impl Fn(&str, Id) -> Option<Vec<&'static str>>,
    ) -> (Vec<Option<Member>>, bool) {
        let document = self.document;
        let mut found = vec![None; names.len()];
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
                    let diagnostic = diagnostic.label(format!("expected {expected}"));
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

    fn number(&mut self, id: Id, field: &FieldRef, operator: Operator) -> Option<value::Number> {
        let document = self.document;
        match document.sort(id) {
            Sort::Number | Sort::String { .. } | Sort::Word => {
                let text = document.text(id);
                let read = if is_blank(&text) {
                    Err(query::Problem::Blank)
                } else {
                    value::number(&text).map_err(query::Problem::from)
                };
                let end = if field.kind == Kind::Number { Operator::Gte } else { operator };
                read.map_err(|problem| self.explain(id, problem, field, end)).ok()
            }
            Sort::Wrong => None,
            _ => {
                let problem = query::Problem::Invalid(Invalid::Number { text: document.raw(id).to_owned() });
                self.error(id, problem, |diagnostic| diagnostic.label("expected a number (e.g. `3`)"));
                None
            }
        }
    }

    fn date(&mut self, ids: Ids, (key, id): Member, field: &FieldRef) -> Option<value::Date> {
        let text = self.end(id)?;
        match value::date(&text).map_err(query::Problem::from) {
            Ok(date) => Some(date),
            // `end_date` with a time in it (evidence 20).
            Err(problem) if is_datetime_like(&text) => {
                let document = self.document;
                self.error(id, problem, |diagnostic| {
                    let span = diagnostic.span;
                    let diagnostic = diagnostic.label("expected a date without a time (e.g. `\"2025-01-31\"`)");
                    let day = quoted(text.get(..10).unwrap_or_default());
                    let diagnostic = diagnostic.suggest("name the day alone", span, day);
                    match datetimes(document, ids.value) {
                        Some(edits) => diagnostic
                            .help("instants stand in `start_datetime` and `end_datetime`")
                            .suggest_all("make it a range of datetimes", edits),
                        None => diagnostic,
                    }
                });
                None
            }
            Err(problem) => {
                let document = self.document;
                if let Some((span, text)) = days_of_year(document, ids, field) {
                    self.error(id, problem, |diagnostic| {
                        diagnostic
                            .label("expected a day of one year (e.g. `\"2025-01-31\"`)")
                            .help("days of any year belong to `day_month_range`")
                            .suggest("use `day_month_range`", span, text)
                            .certain()
                    });
                } else {
                    // A month or a year stands for its first day as a start, for its last one as an end.
                    let end = document.text(key) == "end_date";
                    self.explain(id, problem, field, if end { Operator::Lte } else { Operator::Gte });
                }
                None
            }
        }
    }

    fn datetime(&mut self, (key, id): Member, field: &FieldRef, operator: Operator) -> Option<value::Datetime> {
        let text = self.end(id)?;
        match self.instant(id, &text) {
            Ok(datetime) => Some(datetime),
            Err(problem) => {
                let document = self.document;
                if value::date(&text).is_ok() {
                    let first = document.string(key).is_some_and(|key| key == "start_datetime");
                    let time = if first { "T00:00:00Z" } else { "T23:59:59Z" };
                    self.error(id, problem, |diagnostic| {
                        let span = diagnostic.span;
                        let instant = format!("{text}{time}");
                        diagnostic
                            .label("expected RFC 3339 (e.g. `\"2025-01-31T09:30:00Z\"`)")
                            .help("days stand in `start_date` and `end_date`")
                            .suggest(format!("write `{instant}`"), span, quoted(&instant))
                    });
                } else {
                    self.explain(id, problem, field, operator);
                }
                None
            }
        }
    }

    /// The text of one end of a range of dates.
    pub(super) fn end(&mut self, id: Id) -> Option<std::borrow::Cow<'d, str>> {
        let document = self.document;
        let text = document.string(id);
        if text.is_none() && document.sort(id) != Sort::Wrong {
            let problem = query::Problem::Invalid(Invalid::Date { text: document.raw(id).to_owned() });
            self.error(id, problem, |diagnostic| diagnostic.label("expected a text (e.g. `\"2025-01-31\"`)"));
        }
        text
    }

    /// A range that is no object; two values in an array are one that lacks its keys.
    fn no_range(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> Option<Value> {
        let document = self.document;
        let Some(object) = named_ends(document, field, ids.value) else { return self.wrong(ids, field, operator) };
        let problem = Problem::WrongValue {
            field: field.json.to_string(),
            operator,
            expected: super::value::expected(field.kind, operator),
            found: "an array",
        };
        self.error(ids.value, problem, |diagnostic| {
            let span = diagnostic.span;
            diagnostic.label("expected an object with both ends").suggest("name the ends", span, object).certain()
        });
        None
    }

    /// Some members of a range are there, and no pair of them alone.
    fn incomplete(&mut self, ids: Ids, field: &FieldRef, operator: Operator, found: &[Option<Member>]) {
        let document = self.document;
        let present: Vec<(usize, Member)> =
            found.iter().enumerate().filter_map(|(at, member)| Some((at, (*member)?))).collect();
        let [(at, (_, value))] = present.as_slice() else {
            if present.is_empty() {
                let members = if field.kind == Kind::Number { NUMBER_MEMBERS } else { "`start_date` and `end_date`" };
                self.error(ids.value, Problem::MissingMember { operator, members: members.to_owned() }, |diagnostic| {
                    diagnostic.label(format!("expected {}", super::value::expected(field.kind, operator)))
                });
            } else {
                self.error(ids.value, query::Problem::MixedRange, |diagnostic| {
                    diagnostic.label(format!("expected one pair: {DATE_MEMBERS}"))
                });
            }
            return;
        };
        // The other end stands beside it: 0 and 1, 2 and 3, 4 and 5.
        let other = ALL.get(at ^ 1).copied().unwrap_or_default();
        self.error(ids.value, Problem::MissingMember { operator, members: format!("`{other}`") }, |diagnostic| {
            let diagnostic =
                diagnostic.label(format!("expected `{other}` too")).help("ranges have both ends (evidence 7)");
            let bound = if at % 2 == 0 { Operator::Gte } else { Operator::Lte };
            if operator == Operator::Range && field.operators.contains(bound) {
                let (span, text) = operator::instead(document, ids, bound, document.raw(*value));
                return diagnostic.suggest(format!("use `{bound}`"), span, text).certain();
            }
            diagnostic
        });
    }
}

/// The range of the two values in the array at `id`.
pub(super) fn named_ends(document: &crate::json::Document<'_>, field: &FieldRef, id: Id) -> Option<String> {
    let items: Vec<Id> = document.items(id).collect();
    let [start, end] = items.as_slice() else { return None };
    let [first, last] = match document.string(*start) {
        _ if field.kind == Kind::Number => NUMBERS,
        Some(text) if is_datetime_like(&text) => DATETIMES,
        Some(text) if value::date(&text).is_ok() => DATES,
        _ => return None,
    };
    Some(format!("{{\"{first}\": {}, \"{last}\": {}}}", document.raw(*start), document.raw(*end)))
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
    nearest(name, [start, end]).into_iter().filter_map(|near| ALL.into_iter().find(|known| *known == near)).collect()
}

/// Where both ends of a range of dates are instants: the edits that rename them.
fn datetimes(document: &crate::json::Document<'_>, value: Id) -> Option<Vec<Edit>> {
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

/// Where both ends of a range are `DD/MM` and the field takes days of the year: the clause that says so.
fn days_of_year(
    document: &crate::json::Document<'_>,
    ids: Ids,
    field: &FieldRef,
) -> Option<(crate::span::Span, String)> {
    let operator = Operator::DayMonthRange;
    let days = document
        .members(ids.value)
        .all(|(_, value)| document.string(value).is_some_and(|text| super::day::day_month(&text).is_some()));
    let range = document.string(ids.operator).is_some_and(|name| name == Operator::Range.json());
    let fits = days && range && field.operators.contains(operator);
    fits.then(|| operator::instead(document, ids, operator, document.raw(ids.value)))
}
