//! How a contact is read: fast, and once more with care where that is refused.

use serde::de::Deserializer;

use super::Problem;
use super::json::Json;
use super::projection::Layout;
use super::readable::readable;
use super::record::{Gate, Record, Rest};
use super::repeated::last_of_each;
use super::visitor::ContactVisitor;

impl<'t> Record<'t> {
    /// Reads what `layout` names, up to where the gate shuts; all of `json` is checked. Whether it is a contact depends
    /// on neither.
    pub(super) fn read(text: &'t str, layout: &Layout, gate: Option<&Gate<'_>>) -> Result<Self, Problem> {
        let record = Self::read_each(text, layout, gate)?;
        if record.repeated.is_some() { Self::read_last(text, layout, &record) } else { Ok(record) }
    }

    /// Reads the last of each member, where `each` found one that stands more than once.
    #[cold]
    fn read_last(text: &str, layout: &Layout, each: &Record<'_>) -> Result<Self, Problem> {
        let text = last_of_each(&readable(text)?).map_err(|error| Problem::of_json(&error))?;
        let last = Record::read_each(&text, layout, None)?.into_owned();
        Ok(Record { may_be_page: each.may_be_page, repeated: each.repeated, ..last })
    }

    /// Reads every member, also of one name.
    fn read_each(text: &'t str, layout: &Layout, gate: Option<&Gate<'_>>) -> Result<Self, Problem> {
        let mut json = Json::new(text);
        match json.deserialize_map(ContactVisitor { layout, gate }).and_then(|record| json.end().map(|()| record)) {
            Ok(record) if record.rest == Rest::Missed => Self::read_each(text, layout, None),
            Ok(record) => Ok(record),
            Err(_) => Self::read_with_care(text, layout),
        }
    }

    /// Reads what was refused, and tells why it cannot be read.
    #[cold]
    fn read_with_care(json: &'t str, layout: &Layout) -> Result<Self, Problem> {
        match Self::parse(json, layout) {
            // Perhaps serde_json only cannot read a value that is looked at.
            Err(error) if !error.is_data() => {
                let record = Self::parse(&readable(json)?, layout).map(Record::into_owned);
                record.map_err(|error| Problem::of_json(&error))
            }
            record => record.map_err(|error| Problem::of_json(&error)),
        }
    }

    fn parse<'j>(json: &'j str, layout: &Layout) -> serde_json::Result<Record<'j>> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let record = Record::deserialize(&mut reader, layout)?;
        reader.end().map(|()| record)
    }

    pub(super) fn deserialize<D: Deserializer<'t>>(reader: D, layout: &Layout) -> Result<Self, D::Error> {
        reader.deserialize_map(ContactVisitor { layout, gate: None })
    }
}
