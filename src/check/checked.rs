//! What reading a source comes to.

use std::fmt;

use serde::Serialize;

use super::places::Places;
use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::query::Query;
use crate::span::Span;
use crate::value::Date;

/// A valid query and what looks odd about it.
///
/// # Examples
/// ```
/// use nse_query::Compiler;
///
/// let source = "tag = vip and tag = VIP";
/// let checked = Compiler::default().read(source)?;
/// assert_eq!(checked.query.clauses().count(), 2);
/// assert_eq!(checked.warnings[0].span.of(source), "tag = VIP");
/// assert_eq!(checked.places.iter().map(|place| place.value.of(source)).collect::<Vec<_>>(), ["vip", "VIP"]);
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
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
    /// Whether the query was taken out of a source that holds more, of which nothing is read: a `curl` line, a program's call, JSON
    /// around a query. What is not read may change what is meant, so that a
    /// [`DeletionGuard`](crate::nse::DeletionGuard) refuses it.
    pub excerpt: bool,
}

/// A query that a program made: without a source, it has no places and nothing looks odd about it.
impl From<Query> for Checked {
    fn from(query: Query) -> Self {
        Self { query, warnings: Vec::new(), resolved: Vec::new(), places: Places::default(), excerpt: false }
    }
}

/// A moving date of a text, such as `this month`, and the days that it was read as.
///
/// # Examples
/// ```
/// use nse_query::Compiler;
/// use nse_query::value::Zone;
///
/// let compiler = Compiler::default().now("2026-11-15T12:00:00Z".parse()?, Zone::UTC);
/// let checked = compiler.read("created in this month")?;
/// assert_eq!(checked.resolved[0].to_string(), "this month (2026-11-01 to 2026-11-30)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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

/// What was read, where nothing that was found is an error; else nobody asks for the `places`.
#[inline]
pub(crate) fn checked(
    query: Option<Query>,
    resolved: Vec<Resolved>,
    places: impl FnOnce() -> Places,
    diagnostics: Collector,
) -> Result<Checked, Diagnostics> {
    let failed = diagnostics.failed();
    debug_assert!(failed || query.is_some(), "no query, and no mistake that says why");
    let warnings = diagnostics.finish();
    match query {
        Some(query) if !failed => Ok(Checked { query, warnings, resolved, places: places(), excerpt: false }),
        _ => Err(Diagnostics(warnings)),
    }
}
