//! The order of contacts by one field.

use std::cmp::Ordering;

use crate::value::Tz;
use chrono::NaiveDate;

use super::columns::Columns;
use super::context::Context;
use super::scalar::{self, Scalar};
use super::time::{Instant, Moment, birthday, day_start, timestamp};
use crate::catalog::{Catalog, Kind};
use crate::diagnostic::{Diagnostics, Error};
use crate::fold::fold;
use crate::nse::Order;

/// Sorts contacts by one field.
///
/// Numbers, times, birthdays and booleans go by what they are, everything else by its text without regard to case and
/// accents. Of several values the one counts that comes first in the order: the smallest where it ascends, the largest where
/// it descends. A contact without a value, or with none that can be read, comes last in either order, as a birthday without its
/// year does.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::eval::{Context, Sort};
/// use nse_query::nse::Order;
///
/// let sort = Sort::parse("created", Order::Descending, &Catalog::builtin(), &Context::default())?;
/// let mut contacts = [
///     r#"{"id": "never"}"#,
///     r#"{"id": "old", "created": "2024-01-01"}"#,
///     r#"{"id": "new", "created": "2025-01-01"}"#,
/// ];
/// contacts.sort_by_cached_key(|contact| sort.key(contact).ok());
/// assert!(contacts[0].contains("new") && contacts[2].contains("never"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sort {
    column: Columns,
    order: Order,
    zone: Tz,
}

/// Where a contact stands in a [`Sort`]: smaller keys come first. Keys of different sorts have no meaningful order.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::eval::{Context, Sort};
/// use nse_query::nse::Order;
///
/// let sort = Sort::parse("created", Order::Ascending, &Catalog::builtin(), &Context::default())?;
/// assert!(sort.key(r#"{"id": "a", "created": "2024-01-01"}"#)? < sort.key(r#"{"id": "b", "created": "2025-01-01"}"#)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SortKey {
    value: Option<Value>,
    descends: bool,
}

/// What is compared.
#[derive(Clone, Debug)]
enum Value {
    Number(f64),
    Time(Instant),
    Day(NaiveDate),
    Boolean(bool),
    Text(String),
}

impl Sort {
    /// By the field that `name` names, as in [`Columns::parse`].
    ///
    /// # Errors
    /// E0412 where it is not one field with values.
    pub fn parse(name: &str, order: Order, catalog: &Catalog, context: &Context) -> Result<Self, Diagnostics> {
        let column = Columns::parse(name, catalog, context)?;
        Ok(Self { column, order, zone: context.zone.tz() })
    }

    /// Where the contact in `json` stands.
    ///
    /// # Errors
    /// E0407 and E0408 where it is not a contact.
    pub fn key(&self, json: &str) -> Result<SortKey, Error> {
        let values = self.column.values(json)?;
        let kind = self.column.fields().first().map_or(Kind::Text, |field| field.kind);
        let values = values.into_iter().flatten().filter_map(|text| Value::read(text, kind, self.zone));
        let descends = self.order == Order::Descending;
        let value = if descends { values.max_by(Value::compare) } else { values.min_by(Value::compare) };
        Ok(SortKey { value, descends })
    }
}

impl Value {
    /// What the text of a value of a field of this kind is.
    fn read(text: String, kind: Kind, zone: Tz) -> Option<Self> {
        match kind {
            Kind::Number => scalar::number(&Scalar::Text(text.into())).value().map(Self::Number),
            Kind::Boolean => scalar::boolean(&Scalar::Text(text.into())).value().map(Self::Boolean),
            Kind::Datetime => timestamp(&text).map(|moment| {
                Self::Time(match moment {
                    Moment::Instant(instant) => instant,
                    Moment::Day(day) => day_start(zone, day),
                })
            }),
            Kind::Birthday => birthday(&text).and_then(|birthday| birthday.date).map(Self::Day),
            _ => Some(Self::Text(fold(&text).into_owned())),
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Time(one), Self::Time(other)) => one.cmp(other),
            (Self::Day(one), Self::Day(other)) => one.cmp(other),
            (Self::Boolean(one), Self::Boolean(other)) => one.cmp(other),
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (one, other) => one.rank().cmp(&other.rank()),
        }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Time(_) => 1,
            Self::Day(_) => 2,
            Self::Boolean(_) => 3,
            Self::Text(_) => 4,
        }
    }
}

impl Ord for SortKey {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.value, &other.value) {
            (Some(one), Some(other)) if self.descends => other.compare(one),
            (Some(one), Some(other)) => one.compare(other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        }
    }
}

impl PartialOrd for SortKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for SortKey {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for SortKey {}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot go on fails
mod tests {
    use super::*;

    /// The ids of `contacts` sorted by `name`.
    fn sorted(name: &str, order: Order, contacts: &[&str]) -> String {
        let sort = Sort::parse(name, order, &Catalog::builtin(), &Context::default()).unwrap();
        let mut contacts: Vec<_> = contacts.iter().map(|contact| (sort.key(contact).unwrap(), *contact)).collect();
        contacts.sort_by(|(one, _), (other, _)| one.cmp(other));
        let id = |contact: &str| {
            serde_json::from_str::<serde_json::Value>(contact).unwrap()["id"].as_str().unwrap().to_owned()
        };
        contacts.iter().map(|(_, contact)| id(contact)).collect()
    }

    #[test]
    fn missing_and_unreadable_values_come_last_and_equal_ones_keep_their_order() {
        let contacts = [
            r#"{"id": "a"}"#,
            r#"{"id": "b", "created": "2025-01-01T00:00:00+02:00"}"#,
            r#"{"id": "c", "created": "soon"}"#,
            r#"{"id": "d", "created": "2025-01-01"}"#,
            r#"{"id": "e", "created": "2025-01-01T00:00:00Z"}"#,
        ];
        assert_eq!(sorted("created", Order::Ascending, &contacts), "bdeac");
        assert_eq!(sorted("created", Order::Descending, &contacts), "debac");
    }

    #[test]
    fn of_several_values_the_first_in_the_order_counts() {
        let contacts = [r#"{"id": "a", "tags": ["b", "Y"]}"#, r#"{"id": "b", "tags": ["Ä", "x"]}"#];
        assert_eq!(sorted("tag", Order::Ascending, &contacts), "ba");
        assert_eq!(sorted("tag", Order::Descending, &contacts), "ab");
    }

    #[test]
    fn numbers_are_not_sorted_as_text() {
        let rated =
            |id: &str, value: &str| format!(r#"{{"id": "{id}", "fields": {{"rating": [{{"value": {value}}}]}}}}"#);
        let contacts = [rated("a", "10"), rated("b", "\"9\""), rated("c", "-1"), rated("d", "\"many\"")];
        let contacts: Vec<&str> = contacts.iter().map(String::as_str).collect();
        assert_eq!(sorted("rating", Order::Ascending, &contacts), "cbad");
    }

    #[test]
    fn birthdays_go_by_year() {
        let born =
            |id: &str, day: &str| format!(r#"{{"id": "{id}", "fields": {{"birthday": [{{"value": "{day}"}}]}}}}"#);
        let contacts = [born("a", "12/31/1990"), born("b", "01/01/1991"), born("c", "01/01")];
        let contacts: Vec<&str> = contacts.iter().map(String::as_str).collect();
        assert_eq!(sorted("birthday", Order::Descending, &contacts), "bac");
    }
}
