//! What a query compiles to.

use super::expr::{Expr, Search};
use super::projection::Layout;
use crate::diagnostic::Diagnostic;

/// A query, ready to be asked of contacts. Its present is that of its [`Context`](super::Context): a program that runs for days
/// compiles it anew, which takes microseconds. A [`MatcherSet`](super::MatcherSet) asks several at once.
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::eval::{Context, Matcher};
///
/// let query: Query = "tag = vip and name ~ Jon".parse()?;
/// let matcher = Matcher::new(&query, &Context::default())?;
/// let contact = r#"{"id": "5049fb849b85f669e40000dc", "tags": [{"tag": "VIP"}],
///     "fields": {"first name": [{"value": "Jón"}]}}"#;
/// assert!(matcher.matches_str(contact)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Matcher {
    pub(super) root: Expr,
    /// Every saved search that is referred to, once.
    pub(super) searches: Vec<Search>,
    pub(super) layout: Layout,
    pub(super) zone: crate::value::Tz,
    pub(super) clauses: usize,
    pub(super) warnings: Vec<Diagnostic>,
}

impl Matcher {
    /// What makes the answers doubtful, in the order of the clauses.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// How many clauses the query has, saved searches expanded; at most `usize::MAX`.
    pub const fn clauses(&self) -> usize {
        self.clauses
    }
}
