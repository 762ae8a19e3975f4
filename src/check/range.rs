//! Days and instants, ranges and periods, and times back from now.

use super::expected;
use super::finding::{Finding, Instead, Part};
use super::judge::Judge;
use super::lint::Lint;
use super::lists::equal;
use super::raw::{End, Raw, Scalar, Sort, Written};
use crate::catalog::{Kind, nearest};
use crate::fold::is_blank;
use crate::operator::{Operator, Sense};
use crate::query::{Problem, Value, expected as noun};
use crate::value::{self, Calendar, Date, Datetime, DayMonth, Invalid, Moving, Number, Quantity, Unit, month, period};

/// One end of a range: its first and its last moment.
enum Read {
    Number(Number),
    Dates(Date, Date),
    Datetime(Datetime),
    Days(DayMonth, DayMonth),
}

impl Judge<'_> {
    /// A day or an instant, after `> >= < <=`.
    pub(super) fn moment(&mut self, part: Part, scalar: &Scalar<'_>) -> Result<Value, Problem> {
        let text = &*scalar.text;
        if is_datetime_like(text) {
            self.instant(part, scalar).map(Value::Datetime)
        } else {
            value::date(text).map_err(Problem::from).map(Value::Date)
        }
    }

    /// An instant. JSON may leave out the zone, which is then UTC, and have a space for the `T`, each with a warning
    /// (evidence 10b).
    fn instant(&mut self, part: Part, scalar: &Scalar<'_>) -> Result<Datetime, Problem> {
        let text = &*scalar.text;
        let read = value::datetime(text).map_err(Problem::from);
        if read.is_ok() || scalar.written != Written::String {
            return read;
        }
        let joined = text.replacen(' ', "T", 1);
        let (datetime, lint) = match value::datetime(&joined) {
            Ok(datetime) => (datetime, Lint::SpaceForT { text: text.to_owned() }),
            Err(_) => match value::datetime(&format!("{joined}Z")) {
                Ok(datetime) => (datetime, Lint::ReadAsUtc { text: text.to_owned() }),
                Err(_) => return read,
            },
        };
        let (field, operator) = (self.field, self.operator);
        self.say(part, lint, |finding, form| {
            finding
                .label(expected::instant(field, operator, form))
                .help("an earlier documentation shows a space and no zone; instants were UTC (evidence 10b)")
                .suggest(
                    format!("write `{}`", datetime.as_str()),
                    Instead::Value(part, Value::Datetime(datetime.clone())),
                )
                .certain()
        });
        Ok(datetime)
    }

    pub(super) fn range(&mut self, start: &End<'_>, end: &End<'_>) -> Option<Value> {
        let (first, last) = (self.end(Part::Start, start), self.end(Part::End, end));
        let value = match (first?, last?) {
            (Read::Number(first), Read::Number(last)) => Value::NumberRange(first, last),
            (Read::Dates(first, _), Read::Dates(_, last)) => Value::DateRange(first, last),
            (Read::Datetime(first), Read::Datetime(last)) => Value::DatetimeRange(first, last),
            (Read::Days(first, _), Read::Days(_, last)) => Value::DayMonthRange(first, last),
            _ => {
                self.wrong(Part::Value, Problem::MixedRange);
                return None;
            }
        };
        self.validated(value)
    }

    fn end(&mut self, part: Part, end: &End<'_>) -> Option<Read> {
        match self.read_end(part, end)? {
            Ok(read) => Some(read),
            Err(problem) => {
                self.wrong(part, problem);
                None
            }
        }
    }

    /// What the end says; none where it was reported already.
    fn read_end(&mut self, part: Part, end: &End<'_>) -> Option<Result<Read, Problem>> {
        let (scalar, sort) = match end {
            End::Day { day, month } => return Some(days(day.as_deref(), *month)),
            End::Value(scalar, sort) => (scalar, *sort),
            // What moves is judged elsewhere.
            End::Moving(moving) => return Some(Err(Problem::Invalid(Invalid::Date { text: moving.text() }))),
        };
        let text = &*scalar.text;
        let date = || Problem::Invalid(Invalid::Date { text: text.to_owned() });
        let number = || value::number(text).map_err(Problem::from).map(Read::Number);
        if scalar.written == Written::Reported {
            return None;
        }
        if is_blank(text) && matches!(scalar.written, Written::Quoted | Written::String) {
            return Some(Err(Problem::Blank));
        }
        Some(match sort {
            Some(Sort::Number) => number(),
            Some(_) if !scalar.written.is_text() => Err(date()),
            Some(Sort::Date) => value::date(text).map(|day| Read::Dates(day, day)).map_err(Problem::from),
            Some(Sort::Datetime) => self.instant(part, scalar).map(Read::Datetime),
            None if self.field.kind == Kind::Number => number(),
            None if is_datetime_like(text) => self.instant(part, scalar).map(Read::Datetime),
            None if self.field.kind == Kind::Unknown && value::is_number(text) => number(),
            None => period(text).map(|(first, last)| Read::Dates(first, last)).ok_or_else(date),
        })
    }

    /// The first and the last day of an end that is fixed. Another sort of end does not go with a moving one.
    pub(super) fn dates(&mut self, part: Part, end: &End<'_>) -> Option<(Date, Date)> {
        let end = self.end(part, end)?;
        let Read::Dates(first, last) = end else {
            self.wrong(Part::Value, Problem::MixedRange);
            return None;
        };
        Some((first, last))
    }

    /// A period alone after `in`.
    pub(super) fn period(&mut self, end: &End<'_>) -> Option<Value> {
        let value = match self.read_end(Part::Value, end)? {
            Ok(Read::Dates(first, last)) => Value::DateRange(first, last),
            Ok(Read::Days(first, last)) => Value::DayMonthRange(first, last),
            Ok(Read::Number(_)) => {
                self.not_a_range(end, "one number");
                return None;
            }
            Ok(Read::Datetime(_)) => {
                self.not_a_range(end, "one datetime");
                return None;
            }
            Err(problem) => {
                self.wrong(Part::Value, problem);
                return None;
            }
        };
        self.validated(value)
    }

    /// `rating in 3`
    #[cold]
    fn not_a_range(&mut self, end: &End<'_>, found: &'static str) {
        let (field, operator) = (self.field, self.operator);
        let expected = noun(field.kind, operator, "a list");
        let problem = Problem::WrongValue { field: self.field_name(), operator: self.operator_name(), expected, found };
        self.say(Part::Value, problem, |finding, form| {
            let finding = finding.label(expected::label(field, operator, Part::Value, form));
            let End::Value(Scalar { text, .. }, _) = end else { return finding };
            if field.kind != Kind::Number {
                return finding;
            }
            let finding = finding
                .label(format!("expected a range (e.g. `{text}..{text}`) or a list (e.g. `({text})`)"))
                .suggest("compare with the number", Instead::operator(equal(operator)));
            // A dot may be missing.
            let ends = text.split_once('.').and_then(|(start, end)| {
                Some(Value::NumberRange(value::number(start).ok()?, value::number(end).ok()?))
            });
            match ends {
                Some(range) => finding.suggest("make it a range", Instead::Value(Part::Value, range)),
                None => finding.certain(),
            }
        });
    }

    /// `birthday not in March`: days of the year have an operator of their own, which has no negative.
    #[cold]
    pub(super) fn range_of_days(&mut self, raw: Raw<'_>) {
        let days = Operator::DayMonthRange;
        if !self.field.operators.contains(days) {
            return self.unsupported(raw);
        }
        self.say(Part::Operator, self.unsupported_operator(), |finding, _| {
            finding
                .label("expected `in` before days of the year")
                .help("NSE has `day_month_range`, but not its opposite (documentation, \"Datetime operators\")")
                .suggest("negate the whole clause", Instead::Operator { not: true, operator: days })
                .certain()
        });
    }

    pub(super) fn last(&mut self, quantity: Option<&Scalar<'_>>, unit: &Scalar<'_>) -> Option<Value> {
        let Some(quantity) = quantity else { return self.last_of_one(unit) };
        let number = self.quantity(quantity);
        // JSON has the unit in one spelling only.
        let known = match unit.written {
            Written::Reported => return None,
            Written::String => Unit::ALL.into_iter().find(|known| known.name() == unit.text),
            written if written.is_text() => Unit::find(&unit.text),
            _ => None,
        };
        let Some(known) = known else {
            self.unknown_unit(true, number, unit);
            return None;
        };
        Some(Value::Quantity(Quantity::new(number?, known)?))
    }

    /// `in last month`
    #[cold]
    fn last_of_one(&mut self, unit: &Scalar<'_>) -> Option<Value> {
        let quantity = Quantity::of_unit_alone(&unit.text);
        match quantity {
            Some(quantity) => self.without_number(&unit.text, quantity),
            None => self.unknown_unit(false, Some(1), unit),
        }
        quantity.map(Value::Quantity)
    }

    fn quantity(&mut self, scalar: &Scalar<'_>) -> Option<u32> {
        let text = &*scalar.text;
        let count = |text: &str| text.parse().ok().filter(|count| (1..=Quantity::MAX).contains(count));
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match scalar.written {
            Written::Reported => return None,
            Written::Bare | Written::Quoted | Written::Number if digits => {
                if let Some(count) = count(text) {
                    return Some(count);
                }
            }
            _ => {}
        }
        self.say(Part::Quantity, Problem::Quantity { text: text.to_owned() }, |finding, _| {
            let finding = finding.label("expected a whole number from 1 to 1,000,000,000 (e.g. `3`)");
            match value::number(text).ok().filter(|number| count(&number.to_string()).is_some()) {
                Some(number) => finding
                    .suggest(format!("write `{number}`"), Instead::Value(Part::Quantity, Value::Number(number)))
                    .certain(),
                None => finding,
            }
        });
        None
    }

    /// Says how `last month` is read, and how it is not.
    fn without_number(&mut self, unit: &str, quantity: Quantity) {
        let unit = unit.to_ascii_lowercase();
        let unit = unit.strip_suffix('s').unwrap_or(&unit);
        let named = match unit {
            "month" => Some("`in 2025-04`"),
            "quarter" => Some("`in 2025-04..2025-06`"),
            "year" => Some("`in 2025`"),
            "week" => Some("`in 2025-04-07..2025-04-13`"),
            "day" => Some("`in 2025-04-30`"),
            _ => None,
        };
        let before = match Calendar::find(unit) {
            Some(period) => Some(Moving::Previous(period)),
            None => (unit == "day").then_some(Moving::Yesterday),
        };
        let negative = self.operator.sense() != Sense::Is;
        // Days of the year have no negative.
        let before = before.filter(|_| !(negative && self.field.kind == Kind::Birthday));
        let range = if negative { Operator::NotInRange } else { Operator::Range };
        self.say(Part::Value, Lint::WithoutNumber { words: format!("last {unit}") }, |finding, _| {
            let finding = finding.label(format!("read as the last {quantity}, up to now")).suggest(
                format!("the last {quantity}, up to now"),
                Instead::Value(Part::Value, Value::Quantity(quantity)),
            );
            let finding = match before {
                Some(before) => {
                    let text = before.to_string();
                    finding
                        .suggest(format!("the whole {unit} before this one"), Instead::Moving { operator: range, text })
                }
                None => finding,
            };
            match named {
                Some(named) => finding.help(format!("a fixed {unit} is named: {named}")),
                None => finding,
            }
        });
    }

    #[cold]
    fn unknown_unit(&mut self, counted: bool, number: Option<u32>, unit: &Scalar<'_>) {
        let (field, operator) = (self.field, self.operator);
        let text = &*unit.text;
        self.say(Part::Unit, Problem::Unit { text: text.to_owned() }, |finding, form| {
            let example = Quantity::new(3, Unit::Month).map(Value::Quantity);
            let example = example.map(|example| form.value(field, operator, &example)).unwrap_or_default();
            let known = Unit::find(text);
            let why =
                if known.is_some() { "units are singular and lower case" } else { "the service has no other units" };
            let finding = finding
                .label(format!("expected `second`, `day`, `week`, `month` or `year` (e.g. `{example}`)"))
                .help(format!("{why} (documentation, \"Datetime operators\")"));
            let stem = text.strip_suffix(['s', 'S']).unwrap_or(text);
            let plural = if stem.len() < text.len() && unit.written != Written::String { "s" } else { "" };
            let write = |finding: Finding, unit: Unit| {
                let name = format!("{}{plural}", unit.name());
                finding.suggest(format!("use `{name}`"), Instead::Value(Part::Unit, Value::Text(name)))
            };
            if let Some(known) = known {
                return write(finding, known).certain();
            }
            if let Some((factor, other)) = Unit::made_of(text) {
                let exact = number.and_then(|number| Quantity::new(number.checked_mul(factor)?, other));
                return match exact {
                    Some(exact) => {
                        let finding = finding
                            .suggest(format!("write `{exact}`"), Instead::Value(Part::Value, Value::Quantity(exact)));
                        if counted {
                            finding.certain()
                        } else {
                            finding.help(format!("if you mean the calendar {stem}, write its days"))
                        }
                    }
                    None => finding,
                };
            }
            nearest(stem, Unit::ALL.map(Unit::name)).into_iter().filter_map(Unit::find).fold(finding, write)
        });
    }
}

/// A day of a month, or the whole month.
fn days(day: Option<&str>, month: u8) -> Result<Read, Problem> {
    let name = || month::short(month).unwrap_or_default();
    let no_day = |day: &str| Problem::DayMonth { day: day.to_owned(), month: name() };
    let whole = || {
        let last = DayMonth::last_day(month).and_then(|last| DayMonth::new(last, month));
        Some(Read::Days(DayMonth::new(1, month)?, last?))
    };
    match day {
        None => whole().ok_or_else(|| no_day("1")),
        Some(text) => {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let day = text.parse().ok().filter(|_| digits).and_then(|day| DayMonth::new(day, month));
            day.map(|day| Read::Days(day, day)).ok_or_else(|| no_day(text))
        }
    }
}

/// Whether `text` starts like a day and goes on like a time.
pub(crate) fn is_datetime_like(text: &str) -> bool {
    text.is_ascii() && matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '))
}
