//! What to say where a field does not support an operator: which it does, and what is probably meant.

use super::explain::{is_moving_day, moving_day};
use super::finding::{Finding, Instead, Part};
use super::foreign_date;
use super::form::Form;
use super::judge::Judge;
use super::lists::{equal, list_in_text, listed};
use super::past;
use super::range::is_datetime_like;
use super::raw::{End, Raw, Scalar, Sort, Written};
use crate::catalog::{FieldRef, Kind};
use crate::fold::is_blank;
use crate::lex;
use crate::operator::{Operator, Sense, Takes};
use crate::query::Problem;
use crate::value::{self, Anchor, period};

/// The operators of `field` in words: "`=`, `!=`, `~`".
pub(crate) fn supported(field: &FieldRef, form: &dyn Form) -> String {
    let names: Vec<&str> = field.operators.iter().map(|operator| form.operator_form(operator)).collect();
    format!("`{}`", names.join("`, `"))
}

impl Judge<'_> {
    /// Reports the operator, which the field does not support, and what is plainly wrong with the value too.
    #[cold]
    pub(super) fn unsupported(&mut self, mut raw: Raw<'_>) {
        let (field, operator) = (self.field, self.operator);
        self.say(Part::Operator, self.unsupported_operator(), |finding, form| {
            let example = field_example(field, form);
            let finding = finding
                .label(format!("expected one of {}", supported(field, form)))
                .help(format!("the service refuses it with a 409{example} (documentation: {})", field.documented));
            instead(finding, field, operator, &raw, form)
        });
        match &mut raw {
            Raw::One(scalar) => self.plain_mistake(Part::Value, scalar),
            Raw::List(items) => {
                for (index, item) in items.enumerate() {
                    self.plain_mistake(Part::Item(index), &item);
                }
            }
            _ => {}
        }
    }

    /// No operator takes an empty text, and a day must be one.
    fn plain_mistake(&mut self, part: Part, scalar: &Scalar<'_>) {
        if !scalar.written.is_text() {
            return;
        }
        if is_blank(&scalar.text) && scalar.written != Written::Bare {
            self.wrong(part, Problem::Blank);
        } else if self.operator.takes() == Takes::Bound
            && matches!(self.field.kind, Kind::Datetime | Kind::Birthday)
            && !is_moving_day(&scalar.text)
            && period(&scalar.text).is_none()
            && value::notation(&scalar.text).is_none()
            && let Err(problem) = self.moment(part, scalar)
        {
            self.wrong(part, problem);
        }
    }
}

fn field_example(field: &FieldRef, form: &dyn Form) -> String {
    form.example(field).map(|example| format!("; e.g. `{example}`")).unwrap_or_default()
}

/// Adds what to write instead of `operator`, which `field` does not support, before `raw`.
pub(crate) fn instead(
    finding: Finding,
    field: &FieldRef,
    operator: Operator,
    raw: &Raw<'_>,
    form: &dyn Form,
) -> Finding {
    use Operator as O;
    let has = |operator| field.operators.contains(operator);
    match raw {
        Raw::Period(End::Value(scalar, _)) if operator.takes() == Takes::Range => {
            one_after_in(finding, field, operator, scalar)
        }
        Raw::Period(End::Day { .. }) if operator.takes() == Takes::Days && has(O::In) => {
            finding.suggest("put the list in parentheses", Instead::operator(O::In))
        }
        Raw::Period(_) | Raw::Range(..) if field.kind == Kind::Datetime => {
            match with_year(field, operator, raw, form) {
                Some(range) => {
                    finding.help(format!("days of the year are for birthdays; write the year (e.g. `{range}`)"))
                }
                None => finding,
            }
        }
        // `created < 30 days ago`
        Raw::Day(moving) => match moving.quantity() {
            Some(quantity) if moving.anchor == Anchor::Ago && operator.bound().is_some() => {
                past::ago(finding, field, quantity)
            }
            _ => finding,
        },
        // `created < today`
        Raw::One(scalar) if has(O::Range) && scalar.is_moving_day() => {
            past::up_to_today(finding, field, operator, &scalar.text.to_ascii_lowercase())
        }
        Raw::One(scalar) if has(O::Range) && is_moving_day(&scalar.text) => moving_day(finding, &scalar.text, operator),
        // `created >= now-30d`
        Raw::One(scalar)
            if has(O::Range)
                && matches!(field.kind, Kind::Datetime | Kind::Birthday)
                && let Some(notation) = value::notation(&scalar.text) =>
        {
            foreign_date::compared(finding, field, operator, notation)
        }
        // `created = 2025-01-31`
        Raw::One(scalar) if operator.takes() == Takes::Value && has(O::Range) && period(&scalar.text).is_some() => {
            // `not in` asks for a value, and a field that can be empty may have none (evidence 13).
            let instead = match operator.sense() {
                Sense::Is => Instead::operator(O::Range),
                _ if has(O::IsEmpty) => Instead::Operator { not: true, operator: O::Range },
                _ => Instead::operator(O::NotInRange),
            };
            finding.suggest("write the day as a range", instead).certain()
        }
        // `created >= 2025-01-31`
        Raw::One(scalar) if operator.takes() == Takes::Bound && has(O::Range) => {
            let (sort, missing, what) = match field.kind {
                Kind::Number => (Sort::Number, "N", "a number"),
                _ if is_datetime_like(&scalar.text) => (Sort::Datetime, "YYYY-MM-DDTHH:MM:SSZ", "a time"),
                _ => (Sort::Date, "YYYY-MM-DD", "a day"),
            };
            let finding = match ends_of(operator, &scalar.text, sort, missing) {
                Some([start, end]) => finding.help(format!(
                    "give both ends: `{}`, with {what} of your choice for {missing}",
                    form.range(field, O::Range, sort, &[&start, &end])
                )),
                None => finding,
            };
            if sort == Sort::Date && period(&scalar.text).is_some() {
                past::up_to_today(finding, field, operator, &scalar.text)
            } else {
                finding
            }
        }
        _ if let Some(positive) = under_not(field, operator) => {
            finding.suggest("negate the whole clause", Instead::Operator { not: true, operator: positive }).certain()
        }
        // `name in (Jon, Mary)`
        Raw::List(_) if operator.takes() == Takes::List => {
            let is = operator.sense() == Sense::Is;
            let each = if is { [O::Is, O::Contain] } else { [O::IsNot, O::NotContain] };
            match each.into_iter().find(|&one| has(one)) {
                Some(one) => finding.suggest("repeat the field", Instead::Each(one)),
                None => finding,
            }
        }
        Raw::One(scalar) if !scalar.written.is_one() => finding,
        _ => match nearest_operator(field, operator) {
            Some(near) => finding.suggest(format!("use `{}`", form.operator(near)), Instead::operator(near)),
            None => finding,
        },
    }
}

/// Adds what to write instead of one value after `in` or `not in`, where `field` takes no range.
fn one_after_in(finding: Finding, field: &FieldRef, operator: Operator, scalar: &Scalar<'_>) -> Finding {
    let has = |operator| field.operators.contains(operator);
    // `custom.Renewal in next 7 days`: no value, and bare words have no spaces.
    if scalar.written == Written::Bare && (scalar.text.contains(' ') || is_moving_day(&scalar.text)) {
        return if field.custom {
            finding.help("with the account's metadata a custom field that holds dates takes them")
        } else {
            finding.help(format!("`{}` holds no dates", field.text()))
        };
    }
    let (list, equal) = (listed(operator), equal(operator));
    let several = list_in_text(field, operator, &scalar.text);
    // A word for no value may ask for emptiness, and words of a moving date are a value only by chance: `tag in this week`.
    let is_one = !scalar.text.contains(' ') && lex::emptiness(&scalar.text).is_none();
    let is_plain = several.is_none() && (is_one || scalar.written == Written::Quoted);
    let list_of_one = if several.is_some() { "make it a list of one" } else { "put the list in parentheses" };
    let finding = match several {
        // `tag in （aa，bb）`, `tag not in "aa, bb"`
        Some(several) => finding.suggest("make it a list of several", several),
        None => finding,
    };
    let finding = match () {
        // `tag in vip`
        () if has(list) => finding
            .label("expected a list in parentheses (e.g. `(a, b)`)")
            .suggest(list_of_one, Instead::operator(list)),
        // `city in Rome`
        () if has(equal) => finding.suggest("compare with one value", Instead::operator(equal)),
        () => finding,
    };
    if is_plain { finding.certain() } else { finding }
}

/// The operator that `field` supports and that says nearly what `operator` says, for the same value.
fn nearest_operator(field: &FieldRef, operator: Operator) -> Option<Operator> {
    operator.near().iter().copied().find(|&near| field.operators.contains(near))
}

/// The positive operator to put under a `not`, where `field` has it and not its negative.
fn under_not(field: &FieldRef, operator: Operator) -> Option<Operator> {
    let positive = operator.positive();
    (operator.sense() == Sense::IsNot && field.operators.contains(positive)).then_some(positive)
}

/// The ends of the range that begins or ends by `bound`, with `missing` for the other one. `>` and `<` leave out the
/// whole day, month or year. None where nothing is beyond the bound.
pub(crate) fn ends_of(operator: Operator, bound: &str, sort: Sort, missing: &str) -> Option<[String; 2]> {
    let side = operator.bound()?;
    let given = match sort {
        Sort::Date => match period(bound) {
            Some((first, last)) => {
                let day = match (side.above, side.included) {
                    (true, false) => last.next(),
                    (true, true) => Some(first),
                    (false, false) => first.previous(),
                    (false, true) => Some(last),
                };
                day?.to_string()
            }
            None => missing.to_owned(),
        },
        Sort::Datetime if value::datetime(bound).is_ok() => bound.to_owned(),
        Sort::Number if value::number(bound).is_ok() => bound.to_owned(),
        Sort::Datetime | Sort::Number => missing.to_owned(),
    };
    let missing = missing.to_owned();
    Some(if side.above { [given, missing] } else { [missing, given] })
}

/// Days of the year as days of one.
fn with_year(field: &FieldRef, operator: Operator, raw: &Raw<'_>, form: &dyn Form) -> Option<String> {
    let year = |end: &End<'_>| match end {
        End::Day { day: Some(day), month } => format!("YYYY-{month:02}-{day:0>2}"),
        End::Day { day: None, month } => format!("YYYY-{month:02}"),
        End::Value(scalar, _) => scalar.text.clone().into_owned(),
        End::Moving(moving) => moving.text(),
    };
    let ends = match raw {
        Raw::Range(start, end) if raw.is_of_days() => vec![year(start), year(end)],
        Raw::Period(end) if raw.is_of_days() => vec![year(end)],
        _ => return None,
    };
    let ends: Vec<&str> = ends.iter().map(String::as_str).collect();
    let operator = if operator.takes() == Takes::Range { operator } else { Operator::Range };
    Some(form.range(field, operator, Sort::Date, &ends))
}
