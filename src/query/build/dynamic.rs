//! Clauses built from names that are known at run time only.

use std::borrow::Cow;

use super::super::{Clause, Problem, Query, Value};
use super::CUSTOM_NAME;
use crate::catalog::{Catalog, FieldRef, nearest};
use crate::check::operand;
use crate::code::problems;
use crate::diagnostic::{Collector, Diagnostic, Error};
use crate::operator::Operator;
use crate::span::Span;
use crate::text::{self, End, FieldName, Operand, Word};
use crate::value::DayMonth;

problems! {
    /// What only a builder that is given names can have wrong.
    enum Name {
        E0314 ("unknown operator `{name}`") UnknownOperator { name: String },
    }
}

/// The field that `name` means in text: `email`, `custom."Shoe size"` by its bare name.
///
/// # Errors
/// E0201, or E0202 with the fields to use instead.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::query::build::dynamic::field;
///
/// let catalog = Catalog::builtin();
/// let query = field(&catalog, "name")?.op("contain")?.value("Jon")?;
/// assert_eq!(nse_query::nse::encode(&query), r#"{"names":{"contain":"Jon"}}"#);
///
/// // What a user interface may offer:
/// let rating = field(&catalog, "rating")?;
/// assert_eq!(rating.operators().map(|operator| operator.json()).next(), Some("is"));
/// assert!(rating.op("contain").is_err());
/// assert!(rating.op("range")?.range("4", "2").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn field(catalog: &Catalog, name: &str) -> Result<Asked, Error> {
    let field = catalog.field(name).ok_or_else(|| match catalog.instead_of(name) {
        Some(instead) => Problem::NotAField { name: name.to_owned(), instead },
        None => Problem::UnknownField { name: name.to_owned() },
    })?;
    Ok(Asked { field })
}

/// The custom field `name`, of the account's kind where `catalog` has its metadata.
///
/// # Errors
/// E0221 where it has not 1 to 150 characters.
pub fn custom(catalog: &Catalog, name: &str) -> Result<Asked, Error> {
    if (1..=CUSTOM_NAME).contains(&name.chars().count()) {
        Ok(Asked { field: catalog.custom_field(name) })
    } else {
        Err(Problem::CustomName.into())
    }
}

/// A field to be asked.
#[derive(Clone, Debug)]
pub struct Asked {
    field: FieldRef,
}

impl Asked {
    /// The field.
    pub const fn field(&self) -> &FieldRef {
        &self.field
    }

    /// The operators it supports, in the order of the documentation.
    pub fn operators(&self) -> impl Iterator<Item = Operator> + use<> {
        self.field.operators.iter()
    }

    /// The operator `name`, spelt as in NSE JSON.
    ///
    /// # Errors
    /// E0314, or E0203.
    pub fn op(&self, name: &str) -> Result<Compared, Error> {
        let operator = Operator::from_json(name).ok_or_else(|| {
            let unknown = Diagnostic::new(Name::UnknownOperator { name: name.to_owned() }, Span::default());
            match nearest(name, Operator::ALL.map(Operator::json)).first() {
                Some(near) => unknown.help(format!("did you mean `{near}`?")),
                None => unknown,
            }
        })?;
        if !self.field.operators.contains(operator) {
            return Err(Problem::UnsupportedOperator { field: self.field.text().into_owned(), operator }.into());
        }
        Ok(Compared { field: self.field.clone(), operator })
    }
}

/// A field and an operator that it supports. Values are given as text, as people write them, and read as the field's
/// kind asks: a number by its digits, a drop-down's choice by its label.
#[derive(Clone, Debug)]
pub struct Compared {
    field: FieldRef,
    operator: Operator,
}

impl Compared {
    /// Compares with one value.
    ///
    /// # Errors
    /// What is wrong with the value.
    pub fn value(&self, value: &str) -> Result<Query, Error> {
        self.read(Operand::Word(word(value)))
    }

    /// Compares with the values of a list, for `in` and `not_in`.
    ///
    /// # Errors
    /// What is wrong with a value, or that there is none.
    pub fn values<'v>(&self, values: impl IntoIterator<Item = &'v str>) -> Result<Query, Error> {
        self.read(Operand::List { span: Span::default(), items: values.into_iter().map(word).collect() })
    }

    /// Compares with what lies between two numbers, days (months and years stand for theirs) or datetimes, for `range` and
    /// `not_in_range`.
    ///
    /// # Errors
    /// What is wrong with an end, or with the two together.
    pub fn range(&self, start: &str, end: &str) -> Result<Query, Error> {
        self.read(Operand::Range { start: End::Word(word(start)), end: End::Word(word(end)) })
    }

    /// Compares with the days of the year between two, for `day_month_range`.
    ///
    /// # Errors
    /// E0204 with another operator.
    pub fn days(&self, start: DayMonth, end: DayMonth) -> Result<Query, Error> {
        self.clause(Value::DayMonthRange(start, end))
    }

    /// Compares with a time back from now, in `second`, `day`, `week`, `month` or `year`, for `in_the_last` and
    /// `not_in_the_last`.
    ///
    /// # Errors
    /// What is wrong with the quantity or the unit.
    pub fn last(&self, quantity: u32, unit: &str) -> Result<Query, Error> {
        let quantity = quantity.to_string();
        self.read(Operand::Last { span: Span::default(), quantity: Some(word(&quantity)), unit: word(unit) })
    }

    /// Asks whether there is no value (`true`) or one (`false`), for `is_empty`.
    ///
    /// # Errors
    /// E0204 with another operator.
    pub fn empty(&self, empty: bool) -> Result<Query, Error> {
        self.clause(Value::Boolean(empty))
    }

    /// The clause of a text's operand, read by the check of texts.
    fn read(&self, operand: Operand<'_>) -> Result<Query, Error> {
        let field = FieldName { span: Span::default(), name: Cow::Borrowed(""), custom: false, quoted: false };
        let clause = text::Clause { field, operator: self.operator, operator_span: Span::default(), operand };
        let mut diagnostics = Collector::new(1);
        let value = operand::lower(&self.field, &clause, true, &mut diagnostics);
        if diagnostics.failed()
            && let Some(error) = diagnostics.finish().into_iter().next()
        {
            return Err(error.into());
        }
        self.clause(value.ok_or(Problem::Blank)?)
    }

    fn clause(&self, value: Value) -> Result<Query, Error> {
        Ok(Query::clause(Clause::new(self.field.clone(), self.operator, value)?))
    }
}

/// A value as if it stood in quotes.
fn word(text: &str) -> Word<'_> {
    Word { span: Span::default(), text: Cow::Borrowed(text), quoted: true }
}
