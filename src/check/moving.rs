//! Days and periods that move with the present: where they may stand, and the fixed days that they come to.

use super::clause::clause;
use super::finding::{Finding, Instead, Part};
use super::judge::Judge;
use super::lint::Lint;
use super::options::Options;
use super::raw::{End, Moving as Written, Raw, Scalar, Written as Spelling};
use crate::catalog::Kind;
use crate::operator::{Operator, Sense, Takes};
use crate::query::{Clause, Problem, Query, Value, validate};
use crate::value::{self, Anchor, Calendar, Date, DayMonth, Moving, Quantity, Unit};

/// What stands after the operator, where a day in it moves.
enum Ends<'a> {
    One(Written<'a>),
    Two(&'a End<'a>, &'a End<'a>),
}

impl Judge<'_> {
    /// Whether `raw` is a moving date, or a range that has one.
    #[inline]
    pub(super) fn moves(&self, raw: &Raw<'_>) -> bool {
        // Most are one value.
        if let Raw::One(scalar) = raw {
            return is_dated(self.field.kind) && scalar.is_moving_day();
        }
        match raw {
            Raw::Period(End::Moving(_)) | Raw::Day(_) => true,
            Raw::Range(start, end) => start.is_moving() || end.is_moving(),
            _ => false,
        }
    }

    /// The clause of a moving date. `=` before one asks for that day, as `in` does.
    #[cold]
    pub(super) fn moving(&mut self, raw: Raw<'_>, options: &Options<'_>) -> Option<Query> {
        if !is_dated(self.field.kind) && self.field.kind != Kind::Unknown {
            return self.moving_as_text(raw, options);
        }
        let one = !matches!(raw, Raw::Range(..));
        if self.operator == Operator::IsNot {
            self.not_that_day();
            return None;
        }
        let days_of_year = self.field.kind == Kind::Birthday && one;
        let operator = match self.operator {
            Operator::Is | Operator::Range if days_of_year => Operator::DayMonthRange,
            Operator::Is => Operator::Range,
            operator => operator,
        };
        if operator == Operator::NotInRange && days_of_year {
            self.range_of_days(raw);
            return None;
        }
        if !self.field.operators.contains(operator) {
            self.unsupported(raw);
            return None;
        }
        let mut judge = Judge { field: self.field, operator, catalog: self.catalog, sink: &mut *self.sink };
        let value = match ends(raw)? {
            Ends::One(written) => judge.one_moving(&written, options)?,
            Ends::Two(start, end) => judge.range_of_moving(start, end, options)?,
        };
        Some(Query::clause(Clause::validated(self.field.clone(), operator, value)))
    }

    /// `title = 3 days ago`, `tag in today`: the words, for a field that holds no dates.
    fn moving_as_text(&mut self, raw: Raw<'_>, options: &Options<'_>) -> Option<Query> {
        fn as_value<'e>(end: &End<'e>) -> End<'e> {
            match end {
                End::Moving(moving) => End::Value(Scalar::bare(moving.text()), None),
                fixed => fixed.clone(),
            }
        }
        let mut judge = |plain: Raw<'_>| clause(options, self.field.clone(), self.operator, plain, &mut *self.sink);
        match raw {
            Raw::Day(moving) => {
                self.not_of_dates(&moving.text());
                None
            }
            Raw::Period(end) => judge(Raw::Period(&as_value(end))),
            Raw::Range(start, end) => judge(Raw::Range(&as_value(start), &as_value(end))),
            other => judge(other),
        }
    }

    /// One moving date: a day after a comparison, a whole day or period after `in`.
    fn one_moving(&mut self, written: &Written<'_>, options: &Options<'_>) -> Option<Value> {
        let moving = self.read(Part::Value, written)?;
        if self.in_two_readings(written, moving) {
            return None;
        }
        let (first, last) = self.days(Part::Value, moving, options)?;
        if self.operator == Operator::DayMonthRange {
            return self.days_of_year(moving, first, last);
        }
        self.sink.resolved(first, last);
        if self.operator.takes() == Takes::Range {
            return Some(Value::DateRange(first, last));
        }
        // A field of no known kind keeps a day as text.
        let day = if self.field.kind == Kind::Unknown { Value::Text(first.to_string()) } else { Value::Date(first) };
        Some(day)
    }

    fn range_of_moving(&mut self, start: &End<'_>, end: &End<'_>, options: &Options<'_>) -> Option<Value> {
        if let (End::Value(number, _), End::Moving(last)) = (start, end)
            && last.quantity.is_some()
            && value::is_number(&number.text)
        {
            self.unit_for_both(number, last);
            return None;
        }
        if self.field.kind == Kind::Birthday
            && self.operator == Operator::Range
            && let Some((moving, periods)) = birthdays_ahead(start, end)
        {
            self.birth_ahead(Part::End, moving, periods);
            return None;
        }
        let (first, last) =
            (self.end_of_moving(Part::Start, start, options), self.end_of_moving(Part::End, end, options));
        let (first, last) = (first?.0, last?.1);
        let value = Value::DateRange(first, last);
        if let Err(problem) = validate(self.field, self.operator, &value) {
            self.wrong(Part::Value, problem);
            return None;
        }
        self.sink.resolved(first, last);
        let born_lately = self.field.kind == Kind::Birthday && within_a_year(first, last);
        if born_lately {
            let not = if self.operator.sense() == Sense::Is { "" } else { "not " };
            self.say(Part::Value, Lint::BirthdayInLast, |finding, _| {
                finding
                    .label(format!("finds people {not}born in that time"))
                    .help("for birthdays, write one moving date or days of the year: `birthday in next 7 days`")
            });
        }
        Some(value)
    }

    fn end_of_moving(&mut self, part: Part, end: &End<'_>, options: &Options<'_>) -> Option<(Date, Date)> {
        match end {
            End::Moving(written) => {
                let moving = self.read(part, written)?;
                if self.field.kind == Kind::Birthday && moving.is_ahead() {
                    self.birth_ahead(part, moving, Vec::new());
                    return None;
                }
                self.days(part, moving, options)
            }
            fixed => self.dates(part, fixed),
        }
    }

    /// The moving date that is written, where its number and its unit are right.
    fn read(&mut self, part: Part, written: &Written<'_>) -> Option<Moving> {
        let calendar = || written.unit.as_deref().and_then(Calendar::find);
        Some(match written.anchor {
            Anchor::Today => Moving::Today,
            Anchor::Yesterday => Moving::Yesterday,
            Anchor::Tomorrow => Moving::Tomorrow,
            Anchor::This => Moving::This(calendar()?),
            Anchor::Previous => Moving::Previous(calendar()?),
            Anchor::Ago => Moving::Ago(self.units(part, written)?),
            Anchor::FromNow => Moving::FromNow(self.units(part, written)?),
            Anchor::Next => Moving::Next(self.units(part, written)?),
        })
    }

    fn units(&mut self, part: Part, written: &Written<'_>) -> Option<Quantity> {
        let place = |of: Part| if part == Part::Value { of } else { part };
        let unit = written.unit.as_deref()?;
        let Some(number) = &written.quantity else {
            let quantity = Quantity::of_unit_alone(unit)?;
            self.next_without_number(unit, quantity);
            return Some(quantity);
        };
        let text = &*number.text;
        let count = if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None };
        let count = count.filter(|count| (1..=Quantity::MAX).contains(count));
        if count.is_none() && number.written != Spelling::Reported {
            self.say(place(Part::Quantity), Problem::Quantity { text: text.to_owned() }, |finding, _| {
                finding.label("expected a whole number from 1 to 1,000,000,000 (e.g. `3`)")
            });
        }
        let known = Unit::find(unit).filter(|&unit| unit != Unit::Second);
        if known.is_none() {
            self.unit_of_days(place(Part::Unit), written, count);
        }
        Quantity::new(count?, known?)
    }

    /// The days of `moving`, which the field may lie on.
    fn days(&mut self, part: Part, moving: Moving, options: &Options<'_>) -> Option<(Date, Date)> {
        if self.field.past && moving.is_ahead() {
            self.ahead(part, moving, "says when something happened", |finding| finding);
            return None;
        }
        let Some(present) = &options.present else {
            self.say(part, Problem::NoPresent { text: moving.to_string() }, |finding, _| {
                finding
                    .label("the day depends on the current time and the time zone")
                    .help("the program that reads the query must give both; without them, write fixed dates")
            });
            return None;
        };
        let days = moving.days(present);
        if days.is_none() {
            self.say(part, Problem::OutOfYears { text: moving.to_string() }, |finding, _| {
                finding.label("expected a day in the years 0001 to 9999")
            });
        }
        days
    }

    /// The anniversaries from `first` to `last`.
    fn days_of_year(&mut self, moving: Moving, first: Date, last: Date) -> Option<Value> {
        let whole = matches!(moving, Moving::This(Calendar::Year) | Moving::Previous(Calendar::Year));
        if whole || !within_a_year(first, last) {
            self.say(Part::Value, Problem::EveryBirthday { text: moving.to_string() }, |finding, _| {
                finding
                    .label("expected at most one year")
                    .help("a birthday comes every year, whatever the year of birth")
                    .help("for dates of birth, write both ends (e.g. `birthday in 30 years ago..today`)")
            });
            return None;
        }
        let day = |day: Date| DayMonth::new(day.day(), day.month());
        let (start, end) = (day(first)?, day(last)?);
        let in_february = matches!(moving, Moving::This(Calendar::Month) | Moving::Previous(Calendar::Month));
        // The month, and a whole year, have the 29th whether or not this year has.
        let february = end == DayMonth::new(28, 2)? && (in_february || start == DayMonth::new(1, 3)?);
        let end = if february { DayMonth::new(29, 2)? } else { end };
        self.sink.resolved(first, last);
        Some(Value::DayMonthRange(start, end))
    }

    /// `created != today`
    fn not_that_day(&mut self) {
        let birthday = self.field.kind == Kind::Birthday;
        let operator = self.operator_name();
        self.say(Part::Operator, Problem::NotThatDay { operator }, |finding, _| {
            let positive = if birthday { Operator::DayMonthRange } else { Operator::Range };
            let negated = Instead::Operator { not: true, operator: positive };
            let finding = finding.label("expected `in` or `not in` before a moving date");
            if birthday {
                return finding.suggest("on another day, or without one", negated).certain();
            }
            finding
                .suggest("on another day", Instead::operator(Operator::NotInRange))
                .suggest("on another day, or without one", negated)
        });
    }

    /// `> 30 days ago`: longer ago, or later? `< 30 days ago` is a day of the table; where it is, too, only if the field has
    /// a sign for it.
    fn in_two_readings(&mut self, written: &Written<'_>, moving: Moving) -> bool {
        let after = self.operator.bound().is_some_and(|bound| bound.above);
        let born = self.operator == Operator::DayMonthRange
            && matches!(moving, Moving::Ago(quantity) | Moving::FromNow(quantity) if quantity.unit() == Unit::Year);
        let text = written.text();
        match moving {
            Moving::Ago(quantity) if after => {
                let problem = Problem::TwoReadings { text: format!("{} {text}", self.operator_name()) };
                let field = self.field;
                self.say(Part::Operator, problem, |finding, _| {
                    let finding = finding.label("longer ago than that day, or after it?");
                    super::past::ago(finding, field, quantity)
                });
            }
            _ if born => {
                let problem = Problem::TwoReadings { text: format!("{} {text}", self.operator_name()) };
                let (day, birth) = (Anchor::Today.name().to_owned(), format!("{text}..{text}"));
                self.say(Part::Value, problem, |finding, _| {
                    finding
                        .label("the birthday, or the date of birth?")
                        .suggest("the birthday", Instead::moving(Operator::DayMonthRange, day))
                        .suggest("the date of birth", Instead::moving(Operator::Range, birth))
                });
            }
            _ => return false,
        }
        true
    }

    #[cold]
    fn ahead(&mut self, part: Part, moving: Moving, what: &str, offer: impl FnOnce(Finding) -> Finding) {
        let name = self.field_name();
        let help = format!("`{name}` {what}");
        let problem = Problem::Ahead { field: name, text: moving.to_string() };
        self.say(part, problem, |finding, _| {
            offer(finding.label("expected a day that is not in the future").help(help))
        });
    }

    /// A date of birth in the future. The birthdays of `periods` may be meant.
    #[cold]
    fn birth_ahead(&mut self, part: Part, moving: Moving, periods: Vec<String>) {
        self.ahead(part, moving, "in a range with two ends is the date of birth", |finding| match periods.as_slice() {
            [] => finding,
            [one] => finding.suggest("the birthdays", Instead::moving(Operator::DayMonthRange, one.clone())),
            _ => finding.suggest("the birthdays", Instead::AnyPeriod(periods)),
        });
    }

    /// `in next week`
    #[cold]
    fn next_without_number(&mut self, unit: &str, quantity: Quantity) {
        let unit = unit.to_ascii_lowercase();
        let lint = Lint::WithoutNumber { words: format!("next {unit}") };
        self.say(Part::Value, lint, |finding, _| {
            let next = Moving::Next(quantity).to_string();
            let finding = finding
                .label(format!("read as the {next}, from tomorrow on"))
                .help(format!("if you mean the calendar {unit}, write its days"));
            finding.suggest(format!("write `{next}`"), Instead::moving(Operator::Range, next.clone()))
        });
    }

    #[cold]
    fn unit_of_days(&mut self, part: Part, written: &Written<'_>, count: Option<u32>) {
        let text = written.unit.as_deref().unwrap_or_default();
        let exact = Unit::made_of(text).and_then(|(factor, unit)| Quantity::new(count?.checked_mul(factor)?, unit));
        let exact = exact.filter(|exact| exact.unit() != Unit::Second && part == Part::Unit);
        let clock = exact.is_none() && (Unit::find(text).is_some() || Unit::made_of(text).is_some());
        self.say(part, Problem::Unit { text: text.to_owned() }, |finding, _| {
            let finding = finding.label("expected `days`, `weeks`, `months` or `years` (e.g. `3 months`)");
            match exact {
                Some(exact) => finding.suggest(format!("write `{exact}`"), Instead::Units(exact)).certain(),
                None if clock => finding.help("moving dates are whole days; `in last 7200 seconds` goes by the clock"),
                None => finding,
            }
        });
    }

    /// `between 30 and 60 days ago`
    #[cold]
    fn unit_for_both(&mut self, number: &Scalar<'_>, last: &Written<'_>) {
        let with = |number: &str| {
            let quantity = Some(Scalar::bare(number.to_owned()));
            Written { anchor: last.anchor, quantity, unit: last.unit.clone() }.text()
        };
        let (first, second) = (with(&number.text), with(last.quantity.as_ref().map_or("", |quantity| &*quantity.text)));
        let count = |text: &str| text.parse::<u64>().ok();
        let later = count(&number.text) < last.quantity.as_ref().and_then(|quantity| count(&quantity.text));
        // Further back is earlier.
        let ordered = if later == (last.anchor == Anchor::Ago) { [second, first] } else { [first, second] };
        let operator = self.operator;
        self.say(Part::Start, Problem::MixedRange, |finding, _| {
            finding
                .label("expected a unit after the number, or a day")
                .suggest("use that unit for both", Instead::moving(operator, ordered.join("..")))
                .certain()
        });
    }

    #[cold]
    fn not_of_dates(&mut self, text: &str) {
        let field = self.field;
        if !field.operators.contains(self.operator) {
            self.unsupported(Raw::One(Scalar::bare(text.to_owned())));
            return;
        }
        let holds_text = matches!(field.kind, Kind::Text | Kind::Tag | Kind::Address | Kind::Choice);
        self.mismatch(Part::Value, "a moving date", |finding, _| {
            if holds_text {
                finding.suggest("quote it", Instead::Value(Part::Value, Value::Text(text.to_owned())))
            } else {
                finding
            }
        });
    }
}

fn ends(raw: Raw<'_>) -> Option<Ends<'_>> {
    Some(match raw {
        Raw::One(scalar) => Ends::One(Written { anchor: Anchor::of_day(&scalar.text)?, quantity: None, unit: None }),
        Raw::Day(moving) | Raw::Period(End::Moving(moving)) => Ends::One(moving.clone()),
        Raw::Range(start, end) => Ends::Two(start, end),
        _ => return None,
    })
}

const fn is_dated(kind: Kind) -> bool {
    matches!(kind, Kind::Datetime | Kind::Birthday)
}

/// Whether the days from `first` to `last` are those of a year at most.
fn within_a_year(first: Date, last: Date) -> bool {
    let full = Moving::year_after(first).and_then(Date::previous);
    // From tomorrow to the last day of February, which is today.
    let clamped = first.previous().and_then(Moving::year_after);
    full.max(clamped).is_none_or(|end| last <= end)
}

/// `today..7 days from now`: its last day, and the moving dates that hold its birthdays, which are less than a year.
fn birthdays_ahead(start: &End<'_>, end: &End<'_>) -> Option<(Moving, Vec<String>)> {
    let (End::Moving(start), End::Moving(end)) = (start, end) else { return None };
    let (last, ahead) = match end.anchor {
        Anchor::Tomorrow => (Moving::Tomorrow, Moving::Tomorrow),
        Anchor::FromNow => {
            let quantity = end.quantity()?;
            let less_than_a_year = match quantity.unit() {
                Unit::Day => quantity.quantity() <= 364,
                Unit::Week => quantity.quantity() <= 51,
                Unit::Month => quantity.quantity() <= 11,
                Unit::Second | Unit::Year => false,
            };
            less_than_a_year.then_some((Moving::FromNow(quantity), Moving::Next(quantity)))?
        }
        _ => return None,
    };
    match start.anchor {
        Anchor::Today => Some((last, vec![Moving::Today.to_string(), ahead.to_string()])),
        Anchor::Tomorrow if last != ahead => Some((last, vec![ahead.to_string()])),
        _ => None,
    }
}
