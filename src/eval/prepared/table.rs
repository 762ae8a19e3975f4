//! What is kept of the contacts, by member.

use hashbrown::HashMap;

use super::column::{ColumnBuilder, Composed, Values};
use super::moments::Moments;
use crate::catalog::contacts::{self, ADDRESS_FIELD, EMPLOYMENT_FIELD};
use crate::catalog::{ADDRESS, EMPLOYMENT, Slot};
use crate::eval::Problem;
use crate::eval::projection::FIELDS;
use crate::eval::record::Record;
use crate::eval::time::timestamp;

/// What is kept of the contacts, by member.
#[derive(Debug)]
pub(super) struct Table<C> {
    pub(super) ids: Values,
    /// What is asked of texts, by fixed slot.
    pub(super) fixed: Vec<C>,
    /// What is asked of `fields`, by name.
    pub(super) fields: HashMap<Box<str>, C>,
    pub(super) address: Composed<5, C>,
    pub(super) employment: Composed<2, C>,
    pub(super) created: Moments,
    pub(super) updated: Moments,
    /// The last contact by anyone.
    pub(super) by_anyone: Moments,
    /// The last contact by the user who reads the contact.
    pub(super) by_reader: Moments,
    /// The last contact where only its user's id tells whose it was, by that id in lower case.
    pub(super) by_user: HashMap<Box<str>, Moments>,
}

impl Table<ColumnBuilder> {
    pub(super) fn push(&mut self, record: &Record<'_>) -> Result<(), Problem> {
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
