//! Fields in words, for what is offered and for what stands there.

use std::borrow::Cow;

use crate::catalog::{Field, Kind};

/// A line about a field: what it holds, an example, and where it is documented.
pub(super) fn detail(field: &Field) -> String {
    format!("{}; e.g. `{}` ({})", holds(field), field.example, field.documented)
}

pub(super) fn holds(field: &Field) -> Cow<'static, str> {
    Cow::Borrowed(match field.kind {
        Kind::Text => "text",
        Kind::Number => "a number",
        Kind::Datetime => "a point in time",
        Kind::Birthday => "a date of birth",
        Kind::Choice => "a choice of a list",
        Kind::Boolean => "true or false",
        Kind::Address => "an address",
        Kind::User => "a user, by id",
        Kind::Tag => "tags",
        Kind::Id => return Cow::Owned(format!("the {}'s id", field.records.noun())),
        Kind::RecordType => "person or company",
        Kind::SavedSearch => "another query, by id",
        Kind::Reminder => "a reminder",
        Kind::Unknown => "of an unknown kind",
    })
}

/// What `is not empty` asks.
pub(super) const HAS_A_VALUE: &str = "has a value";
