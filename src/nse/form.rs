//! How NSE JSON writes what messages quote and warnings suggest.

use std::borrow::Cow;

use super::encode::{day_month, spaced, spaced_value};
use crate::catalog::{Field, FieldRef};
use crate::check::{Form, Sort};
use crate::json::quoted;
use crate::operator::Operator;
use crate::query::{Query, Value};
use crate::value::DayMonth;

/// NSE JSON.
pub(super) struct Json;

/// The members of each sort of range.
pub(super) const fn members(sort: Sort) -> [&'static str; 2] {
    match sort {
        Sort::Number => ["start", "end"],
        Sort::Date => ["start_date", "end_date"],
        Sort::Datetime => ["start_datetime", "end_datetime"],
    }
}

impl Form for Json {
    fn field<'f>(&self, field: &'f FieldRef) -> Cow<'f, str> {
        Cow::Borrowed(&field.json)
    }

    fn custom(&self, name: &str) -> String {
        format!("{{\"custom_fields\": {{{}: {{…}}}}}}", quoted(name))
    }

    fn operator(&self, operator: Operator) -> &'static str {
        operator.json()
    }

    fn operator_form(&self, operator: Operator) -> &'static str {
        operator.json()
    }

    fn value(&self, _: &FieldRef, _: Operator, value: &Value) -> String {
        spaced_value(value)
    }

    fn day(&self, day: DayMonth) -> String {
        quoted(&day_month(day))
    }

    fn range(&self, _: &FieldRef, operator: Operator, sort: Sort, ends: &[&str]) -> String {
        let write = |end: Option<&&str>| match (end, sort) {
            (None, _) => String::new(),
            (Some(end), Sort::Number) => (*end).to_owned(),
            (Some(end), _) => quoted(end),
        };
        let ([start, end], first, last) = (members(sort), write(ends.first()), write(ends.last()));
        format!("{{\"{operator}\": {{\"{start}\": {first}, \"{end}\": {last}}}}}")
    }

    fn query(&self, query: &Query) -> String {
        spaced(query)
    }

    fn example<'f>(&self, _: &'f Field) -> Option<&'f str> {
        None
    }

    fn list(&self) -> &'static str {
        "an array"
    }
}
