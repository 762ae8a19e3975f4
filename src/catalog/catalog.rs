//! The fields that queries may use.

use std::sync::Arc;

use super::account::{self, Account};
use super::field::{Field, FieldRef};
use super::records::Records;
use super::table::RecordTable;

/// The fields that queries may use, of one kind of records. [`Catalog::contacts`] has the documented ones of contacts.
///
/// A clone shares what it holds, so that a compiler, a thread or a long-lived struct can keep its own.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
///
/// let catalog = Catalog::builtin();
/// let tag = catalog.field("tag").ok_or("no such field")?;
/// assert_eq!(tag.json, "tag");
/// assert!(catalog.field("shoe size").is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    records: Records,
    /// What an account adds; none where there is no account.
    account: Option<Arc<Account>>,
}

impl From<&Self> for Catalog {
    fn from(catalog: &Self) -> Self {
        catalog.clone()
    }
}

impl Catalog {
    /// The documented fields of contacts, and no account's.
    pub fn contacts() -> Self {
        Self::default()
    }

    /// The same as [`Catalog::contacts`].
    pub fn builtin() -> Self {
        Self::contacts()
    }

    /// What its queries find.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Catalog;
    /// use nse_query::catalog::Records;
    ///
    /// let records = Catalog::contacts().records();
    /// assert_eq!((records, records.noun(), records.nouns()), (Records::Contacts, "contact", "contacts"));
    /// ```
    pub const fn records(&self) -> Records {
        self.records
    }

    const fn table(&self) -> &'static RecordTable {
        self.records.table()
    }

    fn account(&self) -> &Account {
        static NONE: Account = Account::none();
        self.account.as_deref().unwrap_or(&NONE)
    }

    pub(super) fn account_mut(&mut self) -> &mut Account {
        Arc::make_mut(self.account.get_or_insert_default())
    }

    /// Whether an account's metadata has been added, so that a custom field which is not here does not exist.
    pub fn has_metadata(&self) -> bool {
        self.account().is_loaded()
    }

    /// Every field: the built-in ones in the order of the documentation, then the account's.
    pub fn fields(&self) -> impl Iterator<Item = FieldRef> + '_ {
        let table = self.table();
        table.fields.iter().map(|field| self.account().changed(field)).chain(self.account().fields(table).cloned())
    }

    /// The field that `name` means in text, without regard to case and to repeated spaces; not for `custom."…"`. The
    /// account's custom fields are found by their bare names too, where no built-in field has the name.
    #[inline]
    pub fn field(&self, name: &str) -> Option<FieldRef> {
        match self.table().find(name) {
            Some(field) => Some(self.account().changed(field)),
            None => self.field_of_words(name),
        }
    }

    /// The field of this name with other spaces, or the account's.
    #[inline(never)]
    fn field_of_words(&self, name: &str) -> Option<FieldRef> {
        let builtin = self.table().find(&account::words(name)).map(|field| self.account().changed(field));
        builtin.or_else(|| self.account().bare(self.table(), name))
    }

    /// The field of this exact spelling in NSE JSON; not for members of `custom_fields`.
    pub fn field_by_json(&self, name: &str) -> Option<FieldRef> {
        let builtin = self.table().find_json(name);
        builtin.map(|field| self.account().changed(field)).or_else(|| self.account().plain(name))
    }

    /// The custom field that text calls `custom."name"`: the account's where metadata names it, without regard to case
    /// and to repeated spaces, else one of unknown kind that takes the operators of evidence 5. `name` has 1 to 150
    /// characters; the caller checks that. In NSE JSON the name must be the field's exactly, which the caller checks too.
    pub fn custom_field(&self, name: &str) -> FieldRef {
        self.account()
            .near_custom(name)
            .unwrap_or_else(|| Arc::new(Field::custom_of_any_kind(self.records, name)).into())
    }

    /// Whether the account's metadata names the custom field that [`Catalog::custom_field`] finds.
    pub fn has_custom_field(&self, name: &str) -> bool {
        self.account().near_custom(name).is_some()
    }

    /// A field that this catalog does not know, kept under leniency: it takes any operator, and any value of the shape that
    /// the operator takes.
    pub(crate) fn unknown_field(&self, json: &str) -> FieldRef {
        Arc::new(Field::unknown(self.records, json)).into()
    }

    /// For a name that is not a query field though the documentation has it (evidence C): the fields to use instead.
    pub fn instead_of(&self, name: &str) -> Option<&'static [&'static str]> {
        let matches = |(key, _): &&(&str, _)| key.eq_ignore_ascii_case(name);
        self.table().not_fields.iter().find(matches).map(|&(_, fields)| fields)
    }
}
