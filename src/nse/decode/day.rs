//! Days of the year, and times back from now.

use super::clause::Ids;
use super::range::DATES;
use super::{Decoder, Id, Problem, Sort, quoted};
use crate::catalog::{FieldRef, nearest};
use crate::diagnostic::Edit;
use crate::operator::Operator;
use crate::query;
use crate::query::Value;
use crate::value::Invalid;
use crate::value::{self, DayMonth, Quantity, Unit, month};

const MEMBERS: [&str; 2] = ["unit", "quantity"];

/// The day that `text` writes as `DD/MM`.
pub(super) fn day_month(text: &str) -> Option<DayMonth> {
    let (day, month) = parts(text)?;
    DayMonth::new(day, month)
}

/// The two numbers of `DD/MM`.
fn parts(text: &str) -> Option<(u8, u8)> {
    let digits = |text: &str| {
        let right = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| right)
    };
    let (day, month) = text.split_once('/')?;
    Some((digits(day)?, digits(month)?))
}

/// Ways to write a day that are not `DD/MM`, as `DD/MM`.
fn mended(text: &str) -> Option<String> {
    let slashed =
        |day: u8, month: u8| DayMonth::new(day, month).map(|day| crate::nse::encode::Slashed(day).to_string());
    if let Ok(date) = value::date(text) {
        return slashed(date.day(), date.month());
    }
    let (first, second) = text.split_once(['/', '.', '-'])?;
    let (first, second) = (first.parse().ok()?, second.trim_end_matches('.').parse().ok()?);
    // 12 and less may be either, unless the first cannot be a day of that month.
    slashed(first, second).or_else(|| slashed(second, first))
}

impl Decoder<'_, '_> {
    pub(super) fn days(&mut self, ids: Ids, field: &FieldRef) -> Option<Value> {
        let operator = Operator::DayMonthRange;
        let document = self.document;
        if document.sort(ids.value) != Sort::Object {
            return self.wrong(ids, field, operator);
        }
        let (found, right) = self.known(ids.value, operator, &DATES, "`start_date` and `end_date`", |name, _| {
            if DATES.contains(&name) {
                return None;
            }
            let near = nearest(name, DATES).into_iter().chain(
                [("start", DATES[0]), ("from", DATES[0]), ("end", DATES[1]), ("to", DATES[1])]
                    .into_iter()
                    .filter(|(other, _)| *other == name)
                    .map(|(_, known)| known),
            );
            Some(near.take(1).filter_map(|near| DATES.into_iter().find(|known| *known == near)).collect())
        });
        if !right {
            for (_, day) in found.into_iter().flatten() {
                self.day(day);
            }
            return None;
        }
        match found.as_slice() {
            [Some((_, start)), Some((_, end))] => {
                let (start, end) = (self.day(*start), self.day(*end));
                Some(Value::DayMonthRange(start?, end?))
            }
            found => {
                self.missing(
                    ids,
                    operator,
                    &DATES,
                    found,
                    "days of the year (e.g. `{\"start_date\": \"01/03\", \"end_date\": \"31/03\"}`)",
                );
                None
            }
        }
    }

    fn day(&mut self, id: Id) -> Option<DayMonth> {
        let document = self.document;
        let text = self.end(id)?;
        if let Some(day) = day_month(&text) {
            return Some(day);
        }
        // A month that there is, without such a day, or something else altogether.
        let month = parts(&text).and_then(|(_, month)| month::short(month));
        let problem = match month {
            Some(month) => query::Problem::DayMonth { day: text.get(..2).unwrap_or_default().to_owned(), month },
            None => query::Problem::Invalid(Invalid::Date { text: text.to_string() }),
        };
        self.report.error(|| {
            let span = document.span(id);
            let diagnostic = crate::diagnostic::Diagnostic::new(problem, span)
                .label("expected a day and a month (e.g. `\"31/03\"`)");
            let diagnostic = match mended(&text).filter(|mended| **mended != *text) {
                Some(mended) => diagnostic.suggest(format!("write `{mended}`"), span, quoted(&mended)),
                None => diagnostic,
            };
            super::at(document, id, diagnostic)
        });
        None
    }

    pub(super) fn quantity(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> Option<Value> {
        let document = self.document;
        if document.sort(ids.value) != Sort::Object {
            return self.wrong(ids, field, operator);
        }
        let (found, right) = self.known(ids.value, operator, &MEMBERS, "`unit` and `quantity`", |name, _| {
            if MEMBERS.contains(&name) {
                return None;
            }
            Some(match name {
                "units" | "period" | "interval" => vec![MEMBERS[0]],
                "amount" | "count" | "value" | "number" | "n" => vec![MEMBERS[1]],
                name => nearest(name, MEMBERS)
                    .into_iter()
                    .take(1)
                    .filter_map(|near| MEMBERS.into_iter().find(|known| *known == near))
                    .collect(),
            })
        });
        if !right {
            if let Some(Some((_, unit))) = found.first() {
                self.unit(*unit, *unit, None);
            }
            if let Some(Some((_, quantity))) = found.get(1) {
                self.count(*quantity);
            }
            return None;
        }
        let [Some((_, unit)), Some((_, quantity))] = *found.as_slice() else {
            self.missing(ids, operator, &MEMBERS, &found, "both (e.g. `{\"unit\": \"month\", \"quantity\": 3}`)");
            return None;
        };
        let count = self.count(quantity);
        let unit = self.unit(unit, quantity, count);
        Some(Value::Quantity(Quantity::new(count?, unit?)?))
    }

    fn count(&mut self, id: Id) -> Option<u32> {
        let document = self.document;
        let raw = document.raw(id);
        let count = raw.parse().ok().filter(|count| (1..=Quantity::MAX).contains(count));
        if document.sort(id) == Sort::Number && count.is_some() {
            return count;
        }
        if document.sort(id) == Sort::Wrong {
            return None;
        }
        let text = document.text(id);
        self.error(id, query::Problem::Quantity { text: text.to_string() }, |diagnostic| {
            let span = diagnostic.span;
            let diagnostic = diagnostic.label("expected a whole number from 1 to 1,000,000,000 (e.g. `3`)");
            let whole = value::number(&text).ok().map(|number| number.to_string());
            match whole.filter(|whole| whole.parse().is_ok_and(|count| (1..=Quantity::MAX).contains(&count))) {
                Some(whole) => diagnostic.suggest(format!("write `{whole}`"), span, whole).certain(),
                None => diagnostic,
            }
        });
        None
    }

    fn unit(&mut self, id: Id, quantity: Id, count: Option<u32>) -> Option<Unit> {
        let document = self.document;
        if document.sort(id) == Sort::Wrong {
            return None;
        }
        let text = document.text(id);
        let known = Unit::ALL.into_iter().find(|unit| unit.name() == text);
        if let (Some(unit), Some(_)) = (known, document.string(id)) {
            return Some(unit);
        }
        self.error(id, query::Problem::Unit { text: text.to_string() }, |diagnostic| {
            let span = diagnostic.span;
            let diagnostic = diagnostic
                .label("expected `second`, `day`, `week`, `month` or `year`")
                .help("units are singular and in lower case (documentation, \"Datetime operators\")");
            let lower = text.to_lowercase();
            let singular = lower.strip_suffix('s').unwrap_or(&lower);
            if let Some(unit) = Unit::ALL.into_iter().find(|unit| unit.name() == singular) {
                return diagnostic.suggest(format!("use `{}`", unit.name()), span, quoted(unit.name())).certain();
            }
            let exact =
                Unit::made_of(&lower).and_then(|(factor, unit)| Quantity::new(count?.checked_mul(factor)?, unit));
            if let Some(exact) = exact {
                let mut edits = vec![
                    Edit { span, text: quoted(exact.unit().name()) },
                    Edit { span: document.span(quantity), text: exact.quantity().to_string() },
                ];
                edits.sort_by_key(|edit| edit.span);
                return diagnostic.suggest_all(format!("write {exact}"), edits).certain();
            }
            let near = nearest(&text, Unit::ALL.map(Unit::name));
            near.into_iter()
                .fold(diagnostic, |diagnostic, near| diagnostic.suggest(format!("use `{near}`"), span, quoted(near)))
        });
        None
    }

    fn missing(
        &mut self,
        ids: Ids,
        operator: Operator,
        names: &[&str],
        found: &[Option<super::range::Member>],
        expected: &str,
    ) {
        let lacking: Vec<_> = names
            .iter()
            .zip(found)
            .filter(|(_, member)| member.is_none())
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        self.error(ids.value, Problem::MissingMember { operator, members: lacking.join(" and ") }, |diagnostic| {
            diagnostic.label(format!("expected {expected}"))
        });
    }
}
