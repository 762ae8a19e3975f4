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
    #[allow(clippy::inline_always)] // every clause comes here
    #[inline(always)]
    pub(super) fn find(&self, name: &str) -> Option<&'static Field> {
        // Most are spelled as they are here.
        let number = self.index.find(name, |_, spelling| spelling == name || spelling.eq_ignore_ascii_case(name));
        self.fields.get(number?)
    }

    /// The documented field that NSE JSON calls exactly so, by its first or its second name there.
    pub(super) fn find_json(&self, name: &str) -> Option<&'static Field> {
        // Text accepts every JSON spelling too, so one index serves both.
        let first = |name: &str| {
            let is = |number, _: &str| self.fields.get(number).is_some_and(|field: &Field| field.json == name);
            self.index.find(name, is).and_then(|number| self.fields.get(number))
        };
        first(name).or_else(|| {
            let alias = self.json_aliases.iter().find(|(alias, _)| *alias == name);
            alias.and_then(|(_, json)| first(json))
        })
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
