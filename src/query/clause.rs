//! One clause: a field, an operator that the field supports, and a value of the sort that both take.

use super::Problem;
use crate::catalog::CUSTOM_NAME;
use crate::diagnostic::Error;

use super::problem::expected;
use crate::catalog::{FieldRef, Kind};
use crate::fold;
use crate::fold::tokens;
use crate::operator::{Operator, Takes};
use crate::query::Value;
use crate::value;

/// A field, an operator and a value that fit each other.
///
/// # Examples
/// ```
/// use nse_query::query::{Clause, Value};
/// use nse_query::{Catalog, Operator};
///
/// let tag = Catalog::builtin().field("tag").ok_or("no such field")?;
/// let clause = Clause::new(tag.clone(), Operator::Is, Value::Text("vip".to_owned()))?;
/// assert_eq!(clause.to_string(), "tag = vip");
/// assert!(Clause::new(tag, Operator::Gt, Value::Text("vip".to_owned())).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clause {
    field: FieldRef,
    operator: Operator,
    value: Value,
}

impl Clause {
    /// The clause of what [`validate`] found right.
    pub(crate) const fn validated(field: FieldRef, operator: Operator, value: Value) -> Self {
        Self { field, operator, value }
    }

    /// The clause, where the field supports the operator (documentation, "Field and operator table") and both take the
    /// value.
    ///
    /// # Errors
    /// E0203, or what is wrong with the value.
    pub fn new(field: FieldRef, operator: Operator, value: Value) -> Result<Self, Error> {
        // Names asked with `is` come from older clients and exist under leniency only; the checks there allow them.
        if !field.operators.contains(operator) {
            return Err(
                Problem::UnsupportedOperator { field: field.text().into_owned(), operator: operator.form() }.into()
            );
        }
        validate(&field, operator, &value)?;
        Ok(Self { field, operator, value })
    }

    /// The same operator on another field of the same operators, with a value of the same sort; the caller sees to both.
    pub(crate) const fn replaced(&self, field: FieldRef, value: Value) -> Self {
        Self { field, operator: self.operator, value }
    }

    /// The field asked about.
    pub const fn field(&self) -> &FieldRef {
        &self.field
    }

    /// How its values are compared.
    pub const fn operator(&self) -> Operator {
        self.operator
    }

    /// With what they are compared.
    pub const fn value(&self) -> &Value {
        &self.value
    }
}

/// Whether `operator`, which `field` supports, takes `value`.
pub(crate) fn validate(field: &FieldRef, operator: Operator, value: &Value) -> Result<(), Problem> {
    if field.custom && (!(1..=CUSTOM_NAME).contains(&field.name.chars().count()) || field.name.contains('\0')) {
        return Err(Problem::CustomName);
    }
    let fits = match (operator.takes(), value) {
        (Takes::Presence, Value::Boolean(_))
        | (Takes::Quantity, Value::Quantity(_))
        | (Takes::Days, Value::DayMonthRange(..)) => true,
        (Takes::List, Value::List(items)) => {
            for item in items {
                takes(field, operator, item)?;
            }
            !items.is_empty()
        }
        (Takes::Range, Value::NumberRange(start, end)) => {
            ordered(start <= end)?;
            matches!(field.kind, Kind::Number | Kind::Unknown)
        }
        (Takes::Range, Value::DateRange(start, end)) => {
            ordered(start <= end)?;
            matches!(field.kind, Kind::Datetime | Kind::Birthday | Kind::Unknown)
        }
        (Takes::Range, Value::DatetimeRange(start, end)) => {
            ordered(start.instant() <= end.instant())?;
            matches!(field.kind, Kind::Datetime | Kind::Birthday | Kind::Unknown)
        }
        (Takes::Value | Takes::Words | Takes::Bound, value) => return takes(field, operator, value),
        _ => false,
    };
    if fits { Ok(()) } else { Err(wrong(field, operator, value.sort())) }
}

/// Whether `value` is one that `operator` compares with on `field`.
#[inline]
pub(crate) fn takes(field: &FieldRef, operator: Operator, value: &Value) -> Result<(), Problem> {
    let bound = operator.takes() == Takes::Bound;
    let fits = match (field.kind, value) {
        (Kind::Text | Kind::Address | Kind::Tag | Kind::Unknown, Value::Text(text)) => {
            return takes_text(field, operator, text, holds_nul(text));
        }
        (Kind::Choice, Value::Choice { id, .. }) => {
            written(id, holds_nul(id))?;
            true
        }
        (Kind::User | Kind::Id | Kind::SavedSearch, Value::Id(id)) => value::is_id(id) || value::id(id)? == *id,
        (Kind::Datetime | Kind::Birthday, Value::Date(_) | Value::Datetime(_)) => bound,
        (Kind::Unknown, Value::Number(_) | Value::Boolean(_)) => !operator.is_full_text(),
        (Kind::Number, Value::Number(_))
        | (Kind::Boolean, Value::Boolean(_))
        | (Kind::RecordType, Value::RecordType(_)) => true,
        _ => false,
    };
    if fits { Ok(()) } else { Err(wrong(field, operator, value.sort())) }
}

/// Whether `text`, which may hold U+0000 (`nul`), is one that `operator` compares with on `field`, which holds texts or is of
/// no known kind.
#[allow(clippy::inline_always)] // nearly every value comes here
#[inline(always)]
pub(crate) fn takes_text(field: &FieldRef, operator: Operator, text: &str, nul: bool) -> Result<(), Problem> {
    written(text, nul)?;
    match operator.takes() {
        _ if field.kind == Kind::Unknown => Ok(()),
        Takes::Words if !tokens::any(text) => Err(Problem::NoWord),
        Takes::Bound => Err(wrong(field, operator, "a text")),
        _ => Ok(()),
    }
}

/// A text that both forms can write and the service does not refuse.
#[inline]
fn written(text: &str, nul: bool) -> Result<(), Problem> {
    if nul {
        return Err(Problem::Nul);
    }
    if fold::is_blank(text) { Err(Problem::Blank) } else { Ok(()) }
}

fn holds_nul(text: &str) -> bool {
    text.as_bytes().contains(&0)
}

fn ordered(in_order: bool) -> Result<(), Problem> {
    if in_order { Ok(()) } else { Err(Problem::ReversedRange) }
}

#[cold]
fn wrong(field: &FieldRef, operator: Operator, found: &'static str) -> Problem {
    Problem::WrongValue {
        field: field.text().into_owned(),
        operator: operator.text(),
        expected: expected(field.kind, operator, "a list"),
        found,
    }
}
