//! Contacts read once, to be asked many queries.
//!
//! Values are kept by member ([`column`]), each distinct text once, with the numbers of the contacts that carry it. So a
//! clause is decided once for every distinct value, by the tests that decide it for a single contact, and what remains
//! for contacts is to join sets of their numbers ([`find`]). Timestamps are kept in order of time ([`moments`]), and the
//! words of members with many values in order of the alphabet ([`index`]).

mod column;
mod find;
mod index;
mod moments;

use hashbrown::HashMap;

use column::{Column, ColumnBuilder, Composed, Values};
use moments::Moments;

use super::projection::{FIELDS, Layout};
use super::record::Record;
use super::time::timestamp;
use super::{Matcher, Problem};
use crate::catalog::contacts::{self, ADDRESS_FIELD, CONTACTS, EMPLOYMENT_FIELD};
use crate::catalog::{ADDRESS, EMPLOYMENT, Records, Slot};

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
/// # Ok::<(), nse_query::eval::Problem>(())
/// ```
#[derive(Debug)]
pub struct PreparedContacts(Table<Column>);

/// What is kept of the contacts, by member.
#[derive(Debug)]
struct Table<C> {
    ids: Values,
    /// What is asked of texts, by fixed slot.
    fixed: Vec<C>,
    /// What is asked of `fields`, by name.
    fields: HashMap<Box<str>, C>,
    address: Composed<5, C>,
    employment: Composed<2, C>,
    created: Moments,
    updated: Moments,
    /// The last contact by anyone.
    by_anyone: Moments,
    /// The last contact by the user who reads the contact.
    by_reader: Moments,
    /// The last contact where only its user's id tells whose it was, by that id in lower case.
    by_user: HashMap<Box<str>, Moments>,
}

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
        find::find(&self.0, matcher).into_ones()
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
#[derive(Debug)]
pub struct PreparedContactsBuilder {
    layout: Layout,
    table: Table<ColumnBuilder>,
}

impl PreparedContactsBuilder {
    /// Reads a contact from its JSON, such as a record of a [`Reader`](super::Reader). Where it cannot be read, it is
    /// left out, and numbers go on as if it had not been there.
    ///
    /// # Errors
    /// [`Problem::Json`] where it is no JSON, [`Problem::NotContact`] where it is no object with a string `id`, or one
    /// too many: there is room for 4,294,967,295.
    pub fn push(&mut self, json: &str) -> Result<(), Problem> {
        let record = Record::read(json, &self.layout, None)?;
        self.table.push(&record)
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

impl Table<ColumnBuilder> {
    fn push(&mut self, record: &Record<'_>) -> Result<(), Problem> {
        let number = u32::try_from(self.ids.len()).ok().filter(|&number| number < u32::MAX);
        let number = number.ok_or_else(|| Problem::NotContact { reason: "one too many".to_owned() })?;
        self.ids.push(&record.id);
        for (slot, scalar) in &record.values {
            let Some(text) = scalar.text() else { continue };
            let Some(index) = slot.checked_sub(FIELDS) else {
                self.fixed(*slot, &text, number);
                continue;
            };
            let Some(name) = record.names.get(index as usize) else { continue };
            match &**name {
                ADDRESS_FIELD => self.address.push(&text, ADDRESS, number),
                EMPLOYMENT_FIELD => self.employment.push(&text, EMPLOYMENT, number),
                _ => {}
            }
            match self.fields.get_mut(&**name) {
                Some(column) => column.push(&text, number),
                None => self.fields.entry((**name).into()).or_default().push(&text, number),
            }
        }
        self.contacted(record, number);
        Ok(())
    }

    fn fixed(&mut self, slot: Slot, text: &str, number: u32) {
        match slot {
            contacts::CREATED => self.created.extend(timestamp(text), number),
            contacts::UPDATED => self.updated.extend(timestamp(text), number),
            contacts::COMPANY_LAST..=contacts::LAST_USER => {}
            _ => {
                if let Some(column) = self.fixed.get_mut(slot as usize) {
                    column.push(text, number);
                }
            }
        }
    }

    /// Keeps when the contact was last contacted, by the rules of `Run::last_contacted`.
    fn contacted(&mut self, record: &Record<'_>, number: u32) {
        let moment = |slot| record.slot(slot).next()?.read(timestamp).value();
        let last = moment(record.last_contacted());
        match (moment(contacts::COMPANY_LAST), moment(contacts::COMPANY_IN), moment(contacts::COMPANY_OUT)) {
            (None, Some(received), Some(sent)) => self.by_anyone.later(received, sent, number),
            (known, received, sent) => self.by_anyone.extend(known.or(received).or(sent).or(last), number),
        }
        if let Some(last) = moment(contacts::USER_LAST) {
            self.by_reader.extend(Some(last), number);
        } else if last.is_some() {
            for user in record.slot(contacts::LAST_USER) {
                let Some(user) = user.text() else { continue };
                let user = user.trim().to_ascii_lowercase().into_boxed_str();
                self.by_user.entry(user).or_default().extend(last, number);
            }
        }
    }
}
