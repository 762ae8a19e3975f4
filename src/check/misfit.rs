//! Values of another sort or shape than the operator takes on the field.

use super::expected;
use super::explain::asks_empty;
use super::finding::{Finding, Instead, Part};
use super::form::Form;
use super::judge::Judge;
use super::lists::{equal, list_in_text, listed};
use super::raw::{Raw, Scalar, Written};
use crate::catalog::Kind;
use crate::lex::quote;
use crate::operator::{Operator, Sense, Takes};
use crate::query::{Problem, Value, expected as noun, expected_one};
use crate::value;

impl Judge<'_> {
    /// Reports one value of a sort that the field does not hold.
    #[cold]
    pub(super) fn misfit(&mut self, part: Part, scalar: &Scalar<'_>) {
        let (field, operator) = (self.field, self.operator);
        if field.kind == Kind::Boolean && scalar.written.is_text() {
            return self.not_boolean(part, scalar);
        }
        let found = found(scalar.written, self.list_name());
        self.mismatch(part, found, |finding, _| match scalar.written {
            Written::Null
                if part == Part::Value && operator.takes() == Takes::Value && asks_empty(field, true).is_some() =>
            {
                empty(finding, operator.sense() == Sense::Is).certain()
            }
            Written::Number | Written::Boolean(_) if holds_text(field.kind) => {
                let text = Value::Text(scalar.text.clone().into_owned());
                finding.suggest("quote it", Instead::Value(part, text)).certain()
            }
            _ => finding,
        });
    }

    /// Reports something of another shape than the operator takes.
    #[cold]
    pub(super) fn misshapen(&mut self, raw: Raw<'_>) {
        let presence = self.operator.takes() == Takes::Presence;
        match raw {
            Raw::One(Scalar { written: Written::Reported, .. }) => {}
            Raw::One(scalar) if presence && scalar.written.is_text() => {
                self.not_boolean(Part::Value, &scalar);
            }
            Raw::One(scalar) => self.one_instead(&scalar),
            Raw::List(items) => self.list_instead(items),
            Raw::Empty(_) => self.mismatch(Part::Value, "`true` or `false`", |finding, _| finding),
            Raw::Range(..) | Raw::Period(_) => self.mismatch(Part::Value, "a range", |finding, _| finding),
            Raw::Day(_) => self.mismatch(Part::Value, "a moving date", |finding, _| finding),
            Raw::Last { .. } => self.mismatch(Part::Value, "a number of units", |finding, _| finding),
        }
    }

    /// One value where the operator takes something else.
    fn one_instead(&mut self, scalar: &Scalar<'_>) {
        let (field, operator) = (self.field, self.operator);
        let one = scalar.written.is_one() && scalar.written != Written::Null;
        let found = found(scalar.written, self.list_name());
        self.mismatch(Part::Value, found, |finding, form| match operator.takes() {
            Takes::Presence => either(finding),
            Takes::List if one && holds_text(field.kind) && !scalar.written.is_text() => {
                let items = Value::List(vec![Value::Text(scalar.text.clone().into_owned())]);
                finding.suggest(format!("make it {}", form.list()), Instead::Value(Part::Value, items)).certain()
            }
            Takes::List if one => match list_in_text(field, operator, &scalar.text) {
                Some(several) => finding
                    .suggest(format!("make it {} of several", form.list()), several)
                    .suggest(format!("make it {} of one", form.list()), Instead::operator(operator)),
                None => finding.suggest(format!("make it {}", form.list()), Instead::operator(operator)).certain(),
            },
            Takes::Range if field.kind == Kind::Number && value::number(&scalar.text).is_ok() => {
                finding.suggest("compare with the number", Instead::operator(equal(operator))).certain()
            }
            Takes::Range if scalar.written.is_text() && value::period(&scalar.text).is_some() => {
                finding.suggest("name both ends", Instead::operator(operator)).certain()
            }
            _ => finding,
        });
    }

    /// A list where the operator takes something else, or a list without an item.
    fn list_instead(&mut self, items: &mut dyn Iterator<Item = Scalar<'_>>) {
        let (field, operator) = (self.field, self.operator);
        let first = items.next();
        let count = usize::from(first.is_some()) + items.count();
        let found = match (count, self.list_name()) {
            (0, "an array") => "an empty array",
            (0, _) => "an empty list",
            (_, list) => list,
        };
        self.mismatch(Part::Value, found, |finding, form| match (operator.takes(), first, count) {
            (Takes::Presence, ..) => either(finding),
            (Takes::Range, _, 2) => finding.suggest("name the ends", Instead::operator(operator)).certain(),
            (Takes::Value, _, 2..) if field.operators.contains(listed(operator)) => {
                let many = listed(operator);
                finding.suggest(format!("use `{}`", form.operator(many)), Instead::operator(many)).certain()
            }
            (Takes::Value | Takes::Words | Takes::Bound, Some(only), 1) if only.written.is_one() => {
                finding.suggest(format!("take it out of {}", the(form.list())), Instead::operator(operator)).certain()
            }
            _ => finding,
        });
    }

    /// A text where `true` or `false` should stand.
    fn not_boolean(&mut self, part: Part, scalar: &Scalar<'_>) {
        let (field, operator) = (self.field, self.operator);
        // With its quotes, because without them it may be one.
        self.say(part, Problem::Boolean { text: quote(&scalar.text) }, |finding, form| {
            let finding = finding.label(expected::label(field, operator, part, form));
            match scalar.text.to_ascii_lowercase().parse::<bool>() {
                Ok(boolean) => {
                    finding.suggest("write it without quotes", Instead::Value(part, Value::Boolean(boolean))).certain()
                }
                Err(_) if operator.takes() == Takes::Presence => either(finding),
                Err(_) => finding,
            }
        });
    }

    /// Reports that `found` stands where the operator takes something else.
    pub(super) fn mismatch(
        &mut self,
        part: Part,
        found: &'static str,
        more: impl FnOnce(Finding, &dyn Form) -> Finding,
    ) {
        let (field, operator) = (self.field, self.operator);
        let expected = match part {
            Part::Value => noun(field.kind, operator, self.list_name()),
            _ => expected_one(field.kind).to_owned(),
        };
        let problem = Problem::WrongValue { field: self.field_name(), operator: self.operator_name(), expected, found };
        self.say(part, problem, |finding, form| {
            more(finding.label(expected::label(field, operator, part, form)), form)
        });
    }

    fn list_name(&self) -> &'static str {
        self.sink.form().map_or("a list", Form::list)
    }
}

const fn holds_text(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Tag | Kind::Address | Kind::Choice)
}

fn found(written: Written, list: &'static str) -> &'static str {
    match written {
        Written::Bare | Written::Quoted | Written::String => "a text",
        Written::Number => "a number",
        Written::Boolean(true) => "`true`",
        Written::Boolean(false) => "`false`",
        Written::Null => "`null`",
        Written::Array => list,
        Written::Object => "an object",
        Written::Reported => "something else",
    }
}

fn the(list: &str) -> String {
    format!("the {}", list.rsplit(' ').next().unwrap_or(list))
}

/// Asks for emptiness instead.
fn empty(finding: Finding, empty: bool) -> Finding {
    let clause = Instead::Clause { not: false, operator: Operator::IsEmpty, value: Value::Boolean(empty) };
    finding.suggest(format!("use `is_empty` with `{empty}`"), clause)
}

/// What `is_empty` may be meant to ask where it has neither `true` nor `false`.
fn either(finding: Finding) -> Finding {
    finding
        .suggest("those without a value", Instead::Value(Part::Value, Value::Boolean(true)))
        .suggest("those with a value", Instead::Value(Part::Value, Value::Boolean(false)))
}
