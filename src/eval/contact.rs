//! A whole contact, as the service sends it.

use std::borrow::Cow;

use super::Problem;
use super::projection::{FIELDS, Layout};
use super::record::Record;
use super::scalar::Scalar;
use crate::catalog::{Records, Slot};
use crate::diagnostic::Error;

/// A whole contact, which any matcher can be asked about.
///
/// To ask one matcher about many records, [`Matcher::matches_str`](super::Matcher::matches_str) is faster: it keeps
/// only what its query needs.
///
/// # Examples
/// ```
/// use nse_query::eval::Contact;
///
/// let contact = Contact::parse(r#"{"id": "5049fb849b85f669e40000dc",
///     "fields": {"email": [{"value": "jane@example.com", "modifier": "work"}]}}"#)?;
/// assert_eq!(contact.id(), "5049fb849b85f669e40000dc");
/// assert_eq!(contact.field("email").collect::<Vec<_>>(), ["jane@example.com"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Contact<'t> {
    record: Record<'t>,
}

impl<'t> Contact<'t> {
    /// Reads a contact from its JSON.
    ///
    /// # Errors
    /// E0407 where it is not JSON, E0408 where it is not an object with a string `id`.
    pub fn parse(json: &'t str) -> Result<Self, Error> {
        let record = Record::read(json, &Layout::everything(Records::Contacts), None);
        Ok(Self { record: record.map_err(|problem| problem.error_in(json))? })
    }

    /// Reads a contact from a JSON value.
    ///
    /// # Errors
    /// E0408 where it is not an object with a string `id`.
    pub fn from_value(value: &'t serde_json::Value) -> Result<Self, Error> {
        let record = Record::deserialize(value, &Layout::everything(Records::Contacts));
        Ok(Self { record: record.map_err(|error| Problem::of_json(&error).error())? })
    }

    /// The `id`.
    pub fn id(&self) -> &str {
        &self.record.id
    }

    /// The texts of `fields[name][*].value`, in order; numbers and booleans as JSON writes them.
    pub fn field<'c>(&'c self, name: &str) -> impl Iterator<Item = Cow<'c, str>> + use<'c, 't> {
        let index = self.record.names.iter().position(|known| known == name);
        let slot = index.and_then(|index| Slot::try_from(index).ok()).map(|index| FIELDS + index);
        slot.into_iter().flat_map(|slot| self.record.slot(slot)).filter_map(Scalar::text)
    }

    /// What `layout` names of it.
    pub(super) fn record(&self, layout: &Layout) -> Record<'_> {
        let values = self.record.values.iter().filter_map(|(slot, scalar)| {
            let slot = match slot.checked_sub(FIELDS) {
                None => *slot,
                Some(index) => layout.slot(self.record.names.get(index as usize)?)?,
            };
            layout.reads(slot).then(|| (slot, scalar.borrowed()))
        });
        Record { id: Cow::Borrowed(&self.record.id), values: values.collect(), ..Record::default() }
    }
}
