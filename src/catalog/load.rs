//! A catalog with the metadata of an account.

use super::catalog::Catalog;
use super::metadata::Reader;
use super::place::Placed;
use super::problem::Problem;
use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::json::{self, MAX_DEPTH};

/// A catalog with an account's metadata, and what looks odd about the metadata.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
///
/// let loaded = Catalog::builtin().with_metadata(
///     r#"{"tabs": [{"members": [{"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}}]}]}"#,
/// )?;
/// assert!(loaded.warnings.is_empty());
/// assert!(loaded.catalog.has_custom_field("Shoe size"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
        let mut wrong = Collector::new(100);
        let (document, _) = json::read(json, MAX_DEPTH, &mut wrong);
        // A name with U+0000 is JSON; that no query can hold it is said where the field is defined.
        if let Some(first) = wrong.finish().iter().find(|found| found.span.of(json) != "\\u0000") {
            let problem = Problem::Json { message: first.message().trim_start_matches("not JSON: ").to_owned() };
            return Err(Diagnostics(vec![Diagnostic::new(problem, first.span).label(first.label.clone())]));
        }
        let root = Placed::root(&document);
        let Reader { mut diagnostics, definitions } = Reader::read(root);
        let records = self.records();
        self.account_mut().add(records, definitions, &mut diagnostics);
        let failed = diagnostics.failed();
        let mut diagnostics = diagnostics.finish();
        for diagnostic in &mut diagnostics {
            diagnostic.pointer = Some(document.pointer(document.around(diagnostic.span.start)));
        }
        if failed { Err(Diagnostics(diagnostics)) } else { Ok(Loaded { catalog: self, warnings: diagnostics }) }
    }
}
