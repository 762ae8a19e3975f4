//! The contacts, and the way to read them.

use hashbrown::HashMap;

use super::column::{Column, ColumnBuilder, Composed, Values};
use super::find::find;
use super::moments::Moments;
use super::table::Table;
use crate::catalog::Records;
use crate::catalog::contacts::CONTACTS;
use crate::diagnostic::Error;
use crate::eval::projection::Layout;
use crate::eval::record::Record;
use crate::eval::{Matcher, Problem};

/// Contacts that were read once, and answer any number of queries.
///
/// The answers are those of [`Matcher`] for each contact by itself; [`PreparedContacts::find`] gives them for all
/// contacts at once, faster by far. What a matcher tells of odd values is not told here: [`Matcher::judge`] does.
///
/// # Examples
/// ```
/// use nse_query::eval::{Context, Matcher, PreparedContacts};
///
/// let mut builder = PreparedContacts::builder();
/// builder.push(r#"{"id": "5049fb849b85f669e40000dc", "tags": [{"tag": "VIP"}]}"#)?;
/// builder.push(r#"{"id": "5049fb849b85f669e40000dd", "fields": {"first name": [{"value": "Jón"}]}}"#)?;
/// assert!(builder.push(r#"{"message": "Internal error", "code": 107}"#).is_err());
/// let contacts = builder.finish();
///
/// let found = |query: &str| {
///     let matcher = Matcher::new(&query.parse().unwrap(), &Context::default()).unwrap();
///     contacts.find(&matcher).filter_map(|number| contacts.id(number)).collect::<Vec<_>>()
/// };
/// assert_eq!(found("tag = vip"), ["5049fb849b85f669e40000dc"]);
/// assert_eq!(found("name ~ jon and tag != vip"), ["5049fb849b85f669e40000dd"]);
/// # Ok::<(), nse_query::Error>(())
/// ```
#[derive(Debug)]
pub struct PreparedContacts(Table<Column>);

impl PreparedContacts {
    /// Starts with no contacts.
    pub fn builder() -> PreparedContactsBuilder {
        let table = Table {
            ids: Values::default(),
            fixed: std::iter::repeat_with(ColumnBuilder::default).take(CONTACTS.slots.len()).collect(),
            fields: HashMap::new(),
            address: Composed::default(),
            employment: Composed::default(),
            created: Moments::default(),
            updated: Moments::default(),
            by_anyone: Moments::default(),
            by_reader: Moments::default(),
            by_user: HashMap::new(),
        };
        PreparedContactsBuilder { layout: Layout::everything(Records::Contacts), table }
    }

    /// The numbers of the contacts that the query finds, ascending. They are counted from 0 in the order of
    /// [`PreparedContactsBuilder::push`].
    ///
    /// The first question about the words of a member with many values puts these in order, which takes a while.
    pub fn find(&self, matcher: &Matcher) -> impl Iterator<Item = usize> + use<> {
        find(&self.0, matcher).into_ones()
    }

    /// The `id` of a contact, by its number.
    pub fn id(&self, number: usize) -> Option<&str> {
        self.0.ids.get(number)
    }

    /// How many contacts there are.
    pub const fn len(&self) -> usize {
        self.0.ids.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Reads contacts for [`PreparedContacts`].
///
/// # Examples
/// ```
/// use nse_query::eval::PreparedContacts;
///
/// let mut builder = PreparedContacts::builder();
/// builder.push(r#"{"id": "a", "tags": ["VIP"]}"#)?;
/// assert!(builder.push("not JSON").is_err());
/// assert_eq!(builder.finish().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct PreparedContactsBuilder {
    layout: Layout,
    table: Table<ColumnBuilder>,
}

impl PreparedContactsBuilder {
    /// Reads a contact from its JSON, such as a record of a [`Reader`](crate::eval::Reader). Where it cannot be read, it is
    /// left out, and numbers go on as if it had not been there.
    ///
    /// # Errors
    /// E0407 where it is not JSON, E0408 where it is not an object with a string `id`, or one
    /// too many: there is room for 4,294,967,295.
    pub fn push(&mut self, json: &str) -> Result<(), Error> {
        let record = Record::read(json, &self.layout, None).map_err(|problem| problem.error_in(json))?;
        self.table.push(&record).map_err(Problem::error)
    }

    /// The contacts, ready to be asked.
    pub fn finish(self) -> PreparedContacts {
        let table = self.table;
        PreparedContacts(Table {
            ids: table.ids,
            fixed: table.fixed.into_iter().map(ColumnBuilder::finish).collect(),
            fields: table.fields.into_iter().map(|(name, column)| (name, column.finish())).collect(),
            address: table.address.finish(),
            employment: table.employment.finish(),
            created: table.created.finish(),
            updated: table.updated.finish(),
            by_anyone: table.by_anyone.finish(),
            by_reader: table.by_reader.finish(),
            by_user: table.by_user.into_iter().map(|(user, moments)| (user, moments.finish())).collect(),
        })
    }
}
