//! Queries built in code. With the typed builder a field has the methods of its operators and no others, so that a wrong
//! pair does not compile; the dynamic builder, [`dynamic`](crate::dynamic), is driven by a catalog, for user interfaces.
//!
//! A value that only run time can judge (a blank text, a wrong id, a range that ends before it starts) is kept until
//! [`Filter::build`], which returns the first mistake.
//!
//! # Examples
//! ```
//! use nse_query::query::build::{created, names, record_type, tag};
//! use nse_query::value::{RecordType, Unit};
//!
//! let query = names().contain("Jon").and(tag().is("vip")).and(created().in_the_last(3, Unit::Month)).build()?;
//! assert_eq!(
//!     nse_query::nse::encode(&query),
//!     r#"{"and":[{"names":{"contain":"Jon"}},{"tag":{"is":"vip"}},{"created":{"in_the_last":{"unit":"month","quantity":3}}}]}"#
//! );
//!
//! // The same with operators, and a `not`.
//! let query = (record_type().is(RecordType::Person) & !(tag().is("archived") | tag().is("spam"))).build()?;
//! assert_eq!(query.levels(), 3);
//!
//! assert!(names().contain("  ").build().is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ask;
mod operand;

use std::ops;

use super::{CUSTOM_NAME, Clause, Problem, Query, Value};
use crate::catalog::{Catalog, FieldRef};
use crate::diagnostic::Error;
use crate::operator::Operator;

pub use ask::{Ask, has, set};
pub use operand::{IntoOperand, sort};

#[doc(hidden)]
pub use ask::SETS;

/// A query being built: the query so far, or the first mistake. [`Filter::build`] ends it.
///
/// # Examples
/// ```
/// use nse_query::query::build::{email, rating, tag};
///
/// let filter = tag().is("vip") & !(email().is_empty() | rating().lt(3));
/// assert_eq!(filter.build()?.to_string(), "tag = vip and not (email is empty or rating < 3)");
/// assert!((tag().is(" ") & email().is_empty()).build().is_err());
/// # Ok::<(), nse_query::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is built"]
pub struct Filter(Result<Query, Error>);

impl Filter {
    fn clause(field: Result<FieldRef, Error>, operator: Operator, value: Result<Value, Error>) -> Self {
        Self(field.and_then(|field| Clause::new(field, operator, value?)).map(Query::clause))
    }

    /// The query.
    ///
    /// # Errors
    /// The first mistake of a value, in the order of building, or E0222.
    pub fn build(self) -> Result<Query, Error> {
        self.0
    }

    /// Contacts that both find. `a & b` says the same.
    pub fn and(self, other: impl Into<Self>) -> Self {
        Self::join(self, other.into(), Query::and)
    }

    /// Contacts that one of the two finds. `a | b` says the same.
    pub fn or(self, other: impl Into<Self>) -> Self {
        Self::join(self, other.into(), Query::or)
    }

    fn join(self, other: Self, join: fn([Query; 2]) -> Result<Query, Error>) -> Self {
        Self(self.0.and_then(|first| join([first, other.0?])))
    }
}

impl From<Query> for Filter {
    fn from(query: Query) -> Self {
        Self(Ok(query))
    }
}

impl TryFrom<Filter> for Query {
    type Error = Error;

    fn try_from(filter: Filter) -> Result<Self, Error> {
        filter.build()
    }
}

impl<F: Into<Filter>> ops::BitAnd<F> for Filter {
    type Output = Self;

    fn bitand(self, other: F) -> Self {
        self.and(other)
    }
}

impl<F: Into<Filter>> ops::BitOr<F> for Filter {
    type Output = Self;

    fn bitor(self, other: F) -> Self {
        self.or(other)
    }
}

impl<F: Into<Filter>> ops::BitAnd<F> for Query {
    type Output = Filter;

    fn bitand(self, other: F) -> Filter {
        Filter::from(self).and(other)
    }
}

impl<F: Into<Filter>> ops::BitOr<F> for Query {
    type Output = Filter;

    fn bitor(self, other: F) -> Filter {
        Filter::from(self).or(other)
    }
}

/// A filter, because the opposite of a query of 20 levels is none.
impl ops::Not for Query {
    type Output = Filter;

    fn not(self) -> Filter {
        !Filter::from(self)
    }
}

impl ops::Not for Filter {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0.and_then(Query::not))
    }
}

/// One line a built-in field: its function, the set of its operators, its name in NSE JSON.
macro_rules! fields {
    ($($function:ident: $set:ident = $json:literal,)*) => {
        $(
            #[doc = concat!("Asks of `", $json, "`.")]
            pub fn $function() -> Ask<set::$set> {
                Ask::new(builtin($json))
            }
        )*

        /// The function and the NSE name of each built-in field, for the tests that hold them against the catalog.
        #[doc(hidden)]
        pub const FIELDS: &[(&str, &str, &str)] = &[$((stringify!($function), stringify!($set), $json),)*];
    };
}

fields! {
    any: Synthetic = "__any",
    names: Names = "names",
    first_name: Text = "first name",
    middle_name: Text = "middle name",
    last_name: Text = "last name",
    email: Text = "email",
    phone: Text = "phone",
    domain: Text = "domain",
    skype_id: Text = "skype id",
    company_name: Text = "company name",
    title: Employment = "title",
    employer: Employment = "company_name",
    address: Names = "address",
    address_city: Component = "address.city",
    address_state: Component = "address.state",
    address_country: Component = "address.country",
    address_street: Component = "address.street",
    address_zip: Component = "address.zip",
    city: Component = "city",
    state: Component = "state",
    country: Component = "country",
    street: Component = "street",
    zip: Component = "zip",
    rating: Number = "rating",
    created: Timestamp = "created",
    updated: Timestamp = "updated",
    birthday: Birthday = "birthday",
    company_last_contacted: Contacted = "company last contacted",
    user_last_contacted: Contacted = "user last contacted",
    record_type: RecordType = "record type",
    id: Id = "_id",
    tag: Tag = "tag",
    saved_search: SavedSearch = "saved_search",
    reminder: Reminder = "reminder",
    twitter: Text = "twitter",
    facebook: Text = "facebook",
    linkedin: Text = "linkedin",
    google_plus: Text = "google plus",
    muck_rack: Text = "muck rack",
    threads: Text = "threads",
    instagram: Text = "instagram",
    tiktok: Text = "tiktok",
    youtube: Text = "youtube",
    foursquare: Text = "foursquare",
    url: Text = "URL",
    description: Text = "description",
    hubspot: Text = "hubspot",
    annual_revenue: Text = "annual revenue",
    source: Text = "source",
    number_of_employees: Choice = "# of employees",
    lead_status: Choice = "lead status",
    lead_source: Choice = "lead source",
    lead_type: Choice = "lead type",
    is_editable: Boolean = "is_editable",
}

/// Asks of the custom field `name`, whatever its kind: the value is text (evidence 5). With the account's metadata,
/// [`dynamic::field`](crate::dynamic::field) knows the kind.
pub fn custom(name: &str) -> Ask<set::Custom> {
    let usable = (1..=CUSTOM_NAME).contains(&name.chars().count());
    Ask::new(if usable { Ok(Catalog::builtin().custom_field(name)) } else { Err(Problem::CustomName.into()) })
}

fn builtin(json: &str) -> Result<FieldRef, Error> {
    Catalog::builtin().field_by_json(json).ok_or_else(|| Problem::UnknownField { name: json.to_owned() }.into())
}

/// Each operator that a field does not have, as a call that does not compile.
#[cfg(doctest)]
#[doc = include_str!("../../../tests/builder-wrong-pairs.md")]
pub struct WrongPairs;
