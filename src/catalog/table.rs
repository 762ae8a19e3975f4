//! What is known of one kind of records.

use super::field::Field;
use super::index::Index;
use super::source::Step;

/// One kind of records as data: its nouns, its fields, where their values stand, its endpoints.
pub(crate) struct RecordTable {
    /// "contact"
    pub(crate) noun: &'static str,
    /// "contacts"
    pub(crate) nouns: &'static str,
    /// The documented fields.
    pub(crate) fields: &'static [Field],
    /// The same by spelling.
    pub(super) index: Index,
    /// Second names of fields in NSE JSON, each with the first.
    pub(crate) json_aliases: &'static [(&'static str, &'static str)],
    /// Names that are not query fields, with the fields to use instead.
    pub(super) not_fields: &'static [(&'static str, &'static [&'static str])],
    /// The members of a record beside `id` and `fields` that values come from.
    pub(crate) members: &'static [(&'static str, Step)],
    /// How messages call what fills each slot, in the order of their numbers.
    pub(crate) slots: &'static [&'static str],
    pub(crate) endpoints: Endpoints,
}

impl RecordTable {
    /// The documented field of this spelling, in any case of its ASCII letters.
    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<&'static Field> {
        self.index.find(name).and_then(|number| self.fields.get(number))
    }
}

/// The paths of the requests that carry a query.
pub(crate) struct Endpoints {
    /// Gives the records.
    pub(crate) list: &'static str,
    /// Gives their ids alone.
    pub(crate) ids: &'static str,
    /// Deletes them.
    pub(crate) delete: &'static str,
}
