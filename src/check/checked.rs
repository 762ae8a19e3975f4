//! What reading a source comes to.

use std::fmt;

use serde::Serialize;

use super::places::Places;
use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::query::Query;
use crate::span::Span;
use crate::value::Date;

/// A valid query and what looks odd about it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// The query.
    pub query: Query,
    /// Warnings, in order of place; never errors.
    pub warnings: Vec<Diagnostic>,
    /// What the moving dates of a text came to, in order of place.
    pub resolved: Vec<Resolved>,
    /// Where each clause of the query stands in the source.
    pub places: Places,
}

/// A query as it was read, before what was found is looked at.
#[derive(Debug)]
pub(crate) struct Lowered {
    pub(crate) query: Query,
    pub(crate) resolved: Vec<Resolved>,
    pub(crate) places: Places,
}

/// A moving date of a text, such as `this month`, and the days that it was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Resolved {
    /// Where it stands: all that follows the operator.
    pub span: Span,
    /// It, as `fmt` writes it: `this month`, `30 days ago..today`.
    pub text: String,
    /// The first day.
    pub from: Date,
    /// The last day; of a single one the same.
    pub to: Date,
}

/// `this month (2026-11-01 to 2026-11-30)`, `today (2026-11-15)`.
impl fmt::Display for Resolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, from, to, .. } = self;
        if from == to { write!(f, "{text} ({from})") } else { write!(f, "{text} ({from} to {to})") }
    }
}

/// What was read, where nothing that was found is an error.
pub(crate) fn checked(read: Option<Lowered>, diagnostics: Collector) -> Result<Checked, Diagnostics> {
    let failed = diagnostics.failed();
    debug_assert!(failed || read.is_some(), "no query, and no mistake that says why");
    let found = diagnostics.finish();
    match read {
        Some(Lowered { query, resolved, places }) if !failed => {
            Ok(Checked { query, warnings: found, resolved, places })
        }
        _ => Err(Diagnostics(found)),
    }
}
