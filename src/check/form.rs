//! How a form writes what messages quote and lints suggest.

use std::borrow::Cow;

use super::raw::Sort;
use crate::catalog::{Field, FieldRef};
use crate::operator::Operator;
use crate::query::{Query, Value};
use crate::value::DayMonth;

/// A form in which queries are written: filter text, NSE JSON.
pub(crate) trait Form {
    /// The field's name.
    fn field<'f>(&self, field: &'f FieldRef) -> Cow<'f, str>;

    /// The name of a custom field, as it is asked for.
    fn custom(&self, name: &str) -> String;

    /// The operator: `in`, `range`.
    fn operator(&self, operator: Operator) -> &'static str;

    /// The operator, told apart from others that are written alike: `in a..b`, `range`.
    fn operator_form(&self, operator: Operator) -> &'static str;

    /// What stands after the operator.
    fn value(&self, field: &FieldRef, operator: Operator, value: &Value) -> String;

    /// A day of any year: `1 Mar`.
    fn day(&self, day: DayMonth) -> String;

    /// A clause of a range, whose two ends, or one for both, need not be values.
    fn range(&self, field: &FieldRef, operator: Operator, sort: Sort, ends: &[&str]) -> String;

    /// The query, so that it may stand wherever a clause may.
    fn query(&self, query: &Query) -> String;

    /// A clause that shows the use of the field, where the form has one.
    fn example<'f>(&self, field: &'f Field) -> Option<&'f str>;

    /// What a list is called: "a list".
    fn list(&self) -> &'static str;
}
