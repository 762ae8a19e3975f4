//! A value in the shape that another operator takes.

use crate::catalog::{FieldRef, Kind};
use crate::check::{self, is_datetime_like};
use crate::json::{Document, Id, Sort, quoted};
use crate::nse::form::members;
use crate::operator::{Operator, Takes};
use crate::value::{self, period};

/// The value at `id` in the shape that `operator` takes; none where it has it, or cannot have it.
pub(super) fn reshaped(document: &Document<'_>, id: Id, field: &FieldRef, operator: Operator) -> Option<String> {
    let array = document.sort(id) == Sort::Array;
    match operator.takes() {
        Takes::List if !array => Some(format!("[{}]", document.raw(id))),
        Takes::Range => named_ends(document, field, id),
        Takes::Value | Takes::Words | Takes::Bound if array => {
            let mut items = document.items(id);
            let only = items.next().filter(|_| items.next().is_none())?;
            Some(document.raw(only).to_owned())
        }
        _ => None,
    }
}

/// The range that the value at `id` means: of two values in an array, or of a period.
fn named_ends(document: &Document<'_>, field: &FieldRef, id: Id) -> Option<String> {
    let range =
        |[start, end]: [&str; 2], first: &str, last: &str| Some(format!("{{\"{start}\": {first}, \"{end}\": {last}}}"));
    if let Some(text) = document.string(id).filter(|_| field.kind != Kind::Number) {
        let (first, last) = period(&text)?;
        return range(members(check::Sort::Date), &quoted(&first.to_string()), &quoted(&last.to_string()));
    }
    let mut items = document.items(id);
    let (Some(start), Some(end), None) = (items.next(), items.next(), items.next()) else { return None };
    let names = match document.string(start) {
        _ if field.kind == Kind::Number => members(check::Sort::Number),
        Some(text) if is_datetime_like(&text) => members(check::Sort::Datetime),
        Some(text) if value::date(&text).is_ok() => members(check::Sort::Date),
        _ => return None,
    };
    range(names, document.raw(start), document.raw(end))
}
