//! Clauses built from names that are known at run time only.

use std::borrow::Cow;

use super::clause::clause;
use super::finding::{Finding, Sink, What};
use super::form::Form;
use super::options::Options;
use super::raw::{End, Raw, Scalar, Written};
use crate::catalog::{Catalog, FieldRef, nearest};
use crate::diagnostic::{Diagnostic, Error};
use crate::operator::Operator;
use crate::query::{CUSTOM_NAME, Problem, Query};
use crate::span::Span;
use crate::value::DayMonth;

/// The field that `name` means in text: `email`, `custom."Shoe size"` by its bare name.
///
/// # Errors
/// E0201, or E0202 with the fields to use instead.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::dynamic::field;
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
///
/// # Examples
/// ```
/// use nse_query::{Catalog, Operator, dynamic};
///
/// let tag = dynamic::field(&Catalog::builtin(), "tag")?;
/// assert_eq!(tag.field().name, "tag");
/// assert!(tag.operators().any(|operator| operator == Operator::Is));
/// assert!(tag.op("gt").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
            let unknown = Diagnostic::new(Problem::UnknownOperator { name: name.to_owned() }, Span::default());
            match nearest(name, Operator::ALL.map(Operator::json)).first() {
                Some(near) => unknown.help(format!("did you mean `{near}`?")),
                None => unknown,
            }
        })?;
        if !self.field.operators.contains(operator) {
            return Err(Problem::UnsupportedOperator {
                field: self.field.text().into_owned(),
                operator: operator.form(),
            }
            .into());
        }
        Ok(Compared { field: self.field.clone(), operator })
    }
}

/// A field and an operator that it supports. Values are given as text, as people write them, and read as the field's
/// kind asks: a number by its digits, a drop-down's choice by its label.
///
/// # Examples
/// ```
/// use nse_query::{Catalog, dynamic};
///
/// let rating = dynamic::field(&Catalog::builtin(), "rating")?.op("gte")?;
/// assert_eq!(rating.value("4")?.to_string(), "rating >= 4");
/// assert!(rating.value("many").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
        self.judged(Raw::One(scalar(value)))
    }

    /// Compares with the values of a list, for `in` and `not_in`.
    ///
    /// # Errors
    /// What is wrong with a value, or that there is none.
    pub fn values<'v>(&self, values: impl IntoIterator<Item = &'v str>) -> Result<Query, Error> {
        let values: Vec<&str> = values.into_iter().collect();
        self.judged(Raw::List(&mut values.iter().map(|value| scalar(value))))
    }

    /// Compares with what lies between two numbers, days (months and years stand for theirs) or datetimes, for `range` and
    /// `not_in_range`.
    ///
    /// # Errors
    /// What is wrong with an end, or with the two together.
    pub fn range(&self, start: &str, end: &str) -> Result<Query, Error> {
        self.judged(Raw::Range(&End::Value(scalar(start), None), &End::Value(scalar(end), None)))
    }

    /// Compares with the days of the year between two, for `day_month_range`.
    ///
    /// # Errors
    /// E0204 with another operator.
    pub fn days(&self, start: DayMonth, end: DayMonth) -> Result<Query, Error> {
        self.judged(Raw::Range(&day(start), &day(end)))
    }

    /// Compares with a time back from now, in `second`, `day`, `week`, `month` or `year`, for `in_the_last` and
    /// `not_in_the_last`.
    ///
    /// # Errors
    /// What is wrong with the quantity or the unit.
    pub fn last(&self, quantity: u32, unit: &str) -> Result<Query, Error> {
        let quantity = quantity.to_string();
        self.judged(Raw::Last { quantity: Some(&scalar(&quantity)), unit: &scalar(unit) })
    }

    /// Asks whether there is no value (`true`) or one (`false`), for `is_empty`.
    ///
    /// # Errors
    /// E0204 with another operator.
    pub fn empty(&self, empty: bool) -> Result<Query, Error> {
        self.judged(Raw::Empty(empty))
    }

    fn judged(&self, raw: Raw<'_>) -> Result<Query, Error> {
        let catalog = Catalog::builtin();
        let mut first = First(None);
        let query = clause(&Options::new(&catalog), self.field.clone(), self.operator, raw, &mut first);
        query.ok_or_else(|| first.0.unwrap_or(Problem::Blank).into())
    }
}

/// Keeps the first mistake, which nobody needs to have explained.
struct First(Option<Problem>);

impl Sink for First {
    fn form(&self) -> Option<&dyn Form> {
        None
    }

    fn errors(&self) -> usize {
        0
    }

    fn take(&mut self, finding: Finding) {
        if let What::Problem(problem) = finding.what {
            self.0.get_or_insert(problem);
        }
    }
}

/// A day that a program gives.
fn day(day: DayMonth) -> End<'static> {
    End::Day { day: Some(Cow::Owned(day.day().to_string())), month: day.month() }
}

/// A value that a program gives.
const fn scalar(text: &str) -> Scalar<'_> {
    Scalar { text: Cow::Borrowed(text), written: Written::Quoted }
}
