//! A catalog with the metadata of an account.

use super::catalog::Catalog;
use super::metadata::Reader;
use super::place::Placed;
use super::problem::Problem;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::Span;

/// A catalog with an account's metadata, and what looks odd about the metadata.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// The catalog.
    pub catalog: Catalog,
    /// Warnings, in order of place; never errors.
    pub warnings: Vec<Diagnostic>,
}

impl Catalog {
    /// This catalog and the fields of an account, of contacts or of deals, as the service's metadata lists them: `tabs`,
    /// `contacts_meta`, or the list of search fields. Fields of the first two that are not built in are custom fields
    /// (`custom."…"`); those of the list are written by their `search_name` and take exactly its `occurrences`. A
    /// drop-down field, built in or not, gets its choices.
    ///
    /// # Errors
    /// What is no JSON or not of a documented shape, each with its place and JSON pointer in `json`.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Catalog;
    ///
    /// let loaded = Catalog::builtin().with_metadata(
    ///     r#"{"tabs": [{"members": [
    ///         {"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}},
    ///         {"type": "field", "name": "lead status", "field_type": {
    ///             "field_kind": "choice",
    ///             "values": {"ordering_type": "ordinal", "values": [{"id": "1", "value": "Open"}]}
    ///         }}
    ///     ]}]}"#,
    /// )?;
    /// assert!(loaded.warnings.is_empty());
    /// let shoe_size = loaded.catalog.field("shoe size").ok_or("no such field")?;
    /// assert_eq!(shoe_size.text(), r#"custom."Shoe size""#);
    /// let status = loaded.catalog.field("lead status").ok_or("no such field")?;
    /// assert_eq!(status.choices[0].label, "Open");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_metadata(mut self, json: &str) -> Result<Loaded, Diagnostics> {
        let root = Placed::new(json).map_err(|error| {
            let place = Span::at(offset(json, error.line(), error.column()));
            let problem = Problem::Json { message: error.to_string() };
            Diagnostics(vec![Diagnostic::new(problem, place).label("the JSON ends or goes wrong here")])
        })?;
        let Reader { mut diagnostics, definitions } = Reader::read(root);
        let records = self.records();
        self.account_mut().add(records, definitions, &mut diagnostics);
        let failed = diagnostics.failed();
        let mut diagnostics = diagnostics.finish();
        for diagnostic in &mut diagnostics {
            diagnostic.pointer = Some(root.pointer(diagnostic.span));
        }
        if failed { Err(Diagnostics(diagnostics)) } else { Ok(Loaded { catalog: self, warnings: diagnostics }) }
    }
}

/// The offset of the place that `serde_json` tells by line and column, both from 1 and the column in bytes.
fn offset(json: &str, line: usize, column: usize) -> usize {
    let start: usize = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut offset = (start + column.saturating_sub(1)).min(json.len());
    while !json.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
