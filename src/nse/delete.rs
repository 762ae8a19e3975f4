//! The request that deletes contacts, and its guard: what a query finds is gone for good.

use super::request::{Request, deletion};
use crate::code::problems;
use crate::diagnostic::Diagnostic;
use crate::query::{Query, Reach, reach, reach_at};
use crate::span::Span;
use crate::value::Instant;

problems! {
    /// Why deleting by a query is refused, whatever its warnings. `Display` says so in one line, without a place.
    #[derive(Copy)]
    pub enum Refusal {
        E0326 ("this deletes every contact") Everything,
        E0326 ("this deletes every contact, or nearly") AnyValue,
        E0327 ("this deletes every contact of a type") RecordType,
        E0328 ("this deletes whatever a saved search finds") SavedSearch,
        E0332 ("a deletion takes the query alone") Excerpt,
    }
}

impl Refusal {
    /// Why deleting what `query` finds is refused; none where it is not. Saved searches are not known here: expand them
    /// first ([`expand_saved_searches`](crate::query::expand_saved_searches)).
    pub fn of(query: &Query) -> Option<Self> {
        Self::for_reach(reach(query))
    }

    /// As [`Refusal::of`], at the present `now`: a range of past times that ends there leaves nothing out behind it.
    pub fn of_at(query: &Query, now: Instant) -> Option<Self> {
        Self::for_reach(reach_at(query, now))
    }

    const fn for_reach(reach: Reach) -> Option<Self> {
        match reach {
            Reach::AnyValue => Some(Self::AnyValue),
            Reach::Everything => Some(Self::Everything),
            Reach::RecordType => Some(Self::RecordType),
            Reach::SavedSearch => Some(Self::SavedSearch),
            Reach::Part => None,
        }
    }

    /// The diagnostic that shows it at `span`.
    pub fn at(self, span: Span) -> Diagnostic {
        let label = match self {
            Self::Everything => "every contact matches it; expected a condition (e.g. `tag = archived`)",
            Self::AnyValue => {
                "nearly every contact matches it; expected a condition that leaves some out (e.g. `tag = archived`)"
            }
            Self::RecordType => {
                "expected another condition besides `record type` (e.g. `record type = company and tag = archived`)"
            }
            Self::SavedSearch => "it may find every contact; expected the query itself",
            Self::Excerpt => "taken out of more, which is not read and may change what is meant",
        };
        let mut diagnostic = Diagnostic::new(self, span).label(label);
        if self == Self::Excerpt {
            diagnostic = diagnostic.help("read the query as it was taken out, and pass that");
        }
        diagnostic.help("deleted contacts are gone for good (documentation, \"Deleting contacts by query\")")
    }
}

/// Warnings that say nothing about what a query finds.
const HARMLESS: [&str; 3] = ["W0201", "W0202", "W0220"];

/// The first of `warnings` that doubts what its query finds, so that a deletion should not rest on it until somebody has read
/// the warning.
pub(super) fn doubt<'w>(mut warnings: impl Iterator<Item = &'w Diagnostic>) -> Option<&'w Diagnostic> {
    warnings.find(|warning| warning.code().is_warning() && !HARMLESS.contains(&warning.code().name()))
}

/// The request line that deletes the contacts that `query`, made by a program, finds (documentation, "Deleting contacts by query";
/// evidence G). A query that was read from a source may have warnings, which a [`DeletionGuard`](super::DeletionGuard) judges
/// too.
///
/// # Errors
/// A query that is bound to find every contact, or every contact of a type, is refused; where that is meant, there is
/// [`delete_request_unguarded`].
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::nse::{Refusal, delete_request};
///
/// let query: Query = "tag = archived".parse()?;
/// assert_eq!(
///     delete_request(&query)?.to_string(),
///     "DELETE /api/v1/contacts?query=%7B%22tag%22%3A%7B%22is%22%3A%22archived%22%7D%7D"
/// );
/// let everything: Query = "tag = archived or not tag = archived".parse()?;
/// assert_eq!(delete_request(&everything), Err(Refusal::Everything));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn delete_request(query: &Query) -> Result<Request, Refusal> {
    Refusal::of(query).map_or_else(|| Ok(delete_request_unguarded(query)), Err)
}

/// As [`delete_request`], whatever the query finds.
pub fn delete_request_unguarded(query: &Query) -> Request {
    deletion(query)
}
