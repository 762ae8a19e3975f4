//! What reading a source comes to.

use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::query::Query;

/// A valid query and what looks odd about it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// The query.
    pub query: Query,
    /// Warnings, in order of place; never errors.
    pub warnings: Vec<Diagnostic>,
}

/// `query`, where nothing that was found is an error.
pub(crate) fn checked(query: Option<Query>, diagnostics: Collector) -> Result<Checked, Diagnostics> {
    let failed = diagnostics.failed();
    let found = diagnostics.finish();
    match query {
        Some(query) if !failed => Ok(Checked { query, warnings: found }),
        _ => Err(Diagnostics(found)),
    }
}
