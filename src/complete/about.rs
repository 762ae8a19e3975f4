//! Fields in words, for what is offered and for what stands there.

use std::borrow::Cow;

use crate::catalog::{Field, FieldRef, Kind};
use crate::operator::{Operator, Takes};

/// The most choices of a field that are named.
const CHOICES: usize = 10;

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

/// A field in words: what it holds, how it can be asked for, its choices, an example, and where it is documented.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::about_field;
///
/// let rating = Catalog::builtin().field("rating").ok_or("no such field")?;
/// assert!(about_field(&rating).starts_with("`rating`: a number. It takes `=`, "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn about_field(field: &FieldRef) -> String {
    let mut operators = String::new();
    for operator in field.operators.iter() {
        let denied = (operator.takes() == Takes::Presence).then_some("is not empty");
        for form in std::iter::once(operator.form()).chain(denied) {
            let comma = if operators.is_empty() { "`" } else { ", `" };
            operators.extend([comma, form, "`"]);
        }
    }
    let noun = field.records.noun();
    let several = if field.multiple { format!(", of which a {noun} may have several") } else { String::new() };
    let mut text = format!("`{}`: {}{several}. It takes {operators}.", field.text(), holds(field));
    let labels: Vec<&str> = field.choices.iter().map(|choice| &*choice.label).collect();
    if let Some(shown) = labels.get(..labels.len().min(CHOICES)).filter(|shown| !shown.is_empty()) {
        let more = if labels.len() > CHOICES { ", …" } else { "" };
        text = format!("{text} Its choices are {}{more}.", shown.join(", "));
    }
    format!("{text} Example: `{}` ({}).", field.example, field.documented)
}

/// An operator: how it is written, in both forms, and what it asks.
pub(super) fn about_operator(operator: Operator) -> String {
    format!("`{}` (in NSE JSON `{}`): {}", operator.form(), operator.json(), operator.meaning())
}

/// What `is not empty` asks.
pub(super) const HAS_A_VALUE: &str = "has a value";
