//! A row as the contact that the service would send.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::{Map, Value, json};

use super::cell::{split, unguarded};
use super::columns::{Column, Columns, Member, OneValue};
use crate::catalog::ADDRESS;
use crate::catalog::contacts::ADDRESS_FIELD;

impl Columns {
    /// Adds the contact of a row to `bytes`, in JSON; where it stands there, or why the row is not a contact. `number` is
    /// the row's.
    pub(super) fn contact(
        &mut self,
        cells: &[&str],
        number: u64,
        line: u64,
        bytes: &mut Vec<u8>,
    ) -> Result<Range<usize>, String> {
        if cells.len() != self.all.len() {
            let plural = if cells.len() == 1 { "" } else { "s" };
            let (has, wants) = (cells.len(), self.all.len());
            return Err(format!("the row has {has} cell{plural}, but the header line has {wants}"));
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Err("the row is empty".to_owned());
        }
        let mut row = Row::default();
        for (column, cell) in self.all.iter().zip(cells) {
            let Some(column) = column else { continue };
            if let Some(field) = one_of_several(column, cell) {
                let cell = || OneValue { line, field: field.to_owned(), value: cell.trim().to_owned() };
                self.one_value.get_or_insert_with(cell);
            }
            let values = if column.several { split(cell) } else { vec![Cow::Borrowed(unguarded(cell.trim()))] };
            for value in values.into_iter().filter(|value| !value.is_empty()) {
                row.add(&column.member, value);
            }
        }
        let start = bytes.len();
        serde_json::to_writer(&mut *bytes, &row.finish(number)).map_err(|error| error.to_string())?;
        Ok(start..bytes.len())
    }
}

/// The field whose values `cell` probably holds several of, although none of its signs separates them.
fn one_of_several<'c>(column: &'c Column, cell: &str) -> Option<&'c str> {
    let field = match &column.member {
        Member::Tags => "tag",
        Member::Field(name) if name == "email" => name,
        _ => return None,
    };
    let mut parts = cell.split([',', '|']).map(str::trim);
    let several = cell.contains([',', '|']) && !cell.contains(';') && column.several;
    (several && parts.all(|part| part.starts_with(char::is_alphanumeric))).then_some(field)
}

/// What a row has told of its contact so far.
#[derive(Default)]
struct Row {
    contact: Map<String, Value>,
    fields: Map<String, Value>,
    /// The components of the address.
    address: Map<String, Value>,
    /// First and last name in one.
    name: Option<String>,
}

impl Row {
    fn add(&mut self, member: &Member, value: Cow<'_, str>) {
        match member {
            Member::Id => {
                self.contact.entry("id").or_insert_with(|| value.into());
            }
            Member::Name => self.name = Some(value.into_owned()),
            Member::Field(name) => self.field(name, &value),
            Member::AddressPart(part) => {
                if let Some(name) = ADDRESS.get(*part) {
                    self.address.entry(*name).or_insert_with(|| value.into());
                }
            }
            Member::Tags => {
                if let Value::Array(tags) = self.contact.entry("tags").or_insert_with(|| json!([])) {
                    tags.push(value.into());
                }
            }
            Member::Own(name) => {
                self.contact.insert((*name).to_owned(), value.into());
            }
            Member::Reminder => {
                self.contact.insert("reminder".to_owned(), json!({ "text": value }));
            }
            Member::LastContact(whose) => {
                if let Value::Object(last) = self.contact.entry("lc").or_insert_with(|| json!({})) {
                    last.insert((*whose).to_owned(), json!({ "last": { "tstamp": value } }));
                }
            }
        }
    }

    fn field(&mut self, name: &str, value: &str) {
        if let Value::Array(values) = self.fields.entry(name).or_insert_with(|| json!([])) {
            values.push(json!({ "value": value }));
        }
    }

    fn finish(mut self, number: u64) -> Value {
        let parts = ["first name", "middle name", "last name", "company name"];
        if let Some(name) = self.name.take()
            && !parts.iter().any(|part| self.fields.contains_key(*part))
        {
            // Where a name ends and the next begins is not known.
            self.field("first name", &name);
        }
        if !self.address.is_empty() {
            let address = Value::Object(std::mem::take(&mut self.address)).to_string();
            self.field(ADDRESS_FIELD, &address);
        }
        self.contact.entry("id").or_insert_with(|| number.to_string().into());
        self.contact.insert("fields".to_owned(), Value::Object(self.fields));
        Value::Object(self.contact)
    }
}
