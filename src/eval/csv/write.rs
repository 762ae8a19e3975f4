//! Contacts as CSV that [`CsvReader`](super::CsvReader) reads back.

use ::csv::{QuoteStyle, WriterBuilder};

use super::cell::{escaped, guarded};
use super::columns::{Column, field};
use crate::catalog::{Catalog, FieldRef};
use crate::diagnostic::Error;
use crate::eval::Columns;

impl Columns {
    /// The header line of CSV with these columns, with its line end. `catalog` is the one that shall read it.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Catalog;
    /// use nse_query::eval::{Columns, Context};
    ///
    /// let catalog = Catalog::builtin();
    /// let columns = Columns::parse("id,name,tag", &catalog, &Context::default())?;
    /// assert_eq!(columns.csv_header(&catalog), "id,name,tag\n");
    /// let contact = r#"{"id": "a", "tags": ["vip", "=1;2"], "fields": {"first name": [{"value": "Lee, Jon"}]}}"#;
    /// assert_eq!(columns.csv_row(contact)?, "a,\"Lee, Jon\",vip; '=1\\;2\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn csv_header(&self, catalog: &Catalog) -> String {
        let name = |wanted: &FieldRef| {
            // The name itself where that finds the field again.
            let is_found = field(&wanted.name, catalog).is_some_and(|found| found == *wanted);
            if is_found { wanted.name.clone().into_owned() } else { wanted.text().into_owned() }
        };
        let names: Vec<String> = self.fields().iter().map(name).collect();
        // Nothing in a name may pass for a separator, nor its first character for JSON's.
        let plain = |character: char| character.is_alphanumeric() || matches!(character, ' ' | '#' | '_' | '-');
        let plain = names.iter().all(|name| name.chars().all(plain));
        line(names, if plain { QuoteStyle::Necessary } else { QuoteStyle::Always })
    }

    /// The contact in `json` as a row of CSV, with its line end. Several values are separated by `; `, as [`CsvReader`] reads
    /// them, and a value that a spreadsheet would take for a formula begins with `'`, which [`CsvReader`] takes away.
    ///
    /// [`CsvReader`]: crate::eval::CsvReader
    ///
    /// # Errors
    /// E0407 and E0408 where `json` is not a contact.
    pub fn csv_row(&self, json: &str) -> Result<String, Error> {
        let values = self.values(json)?;
        let cells = self.fields().iter().zip(values).map(|(field, values)| {
            if Column::of(field).is_some_and(|column| column.several) {
                let values: Vec<String> = values.iter().map(|value| escaped(&guarded(value))).collect();
                values.join("; ")
            } else {
                guarded(&values.join("; ")).into_owned()
            }
        });
        Ok(line(cells, QuoteStyle::Necessary))
    }
}

fn line(cells: impl IntoIterator<Item = String>, style: QuoteStyle) -> String {
    let mut writer = WriterBuilder::new().quote_style(style).from_writer(Vec::new());
    // Writing to memory does not fail, and cells of UTF-8 make a line of it.
    let written = writer.write_record(cells).ok().and_then(|()| writer.into_inner().ok());
    written.and_then(|line| String::from_utf8(line).ok()).unwrap_or_default()
}
