//! What one query finds and another does not.

use serde::Serialize;

use super::describe;
use crate::catalog::Records;
use crate::diagnostic::Error;
use crate::query::{Query, Simplified, simplify};

/// How what two queries find differs, see [`diff`].
///
/// # Examples
/// ```
/// use nse_query::english::diff;
/// use nse_query::query::Simplified;
///
/// let difference = diff(&"rating > 3".parse()?, &"rating > 3 and tag = vip".parse()?)?;
/// assert_eq!(difference.added, Simplified::Nothing);
/// assert!(matches!(difference.removed, Simplified::Query(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "How what two queries find differs, see [`diff`].")
)]
#[non_exhaustive]
pub struct Difference {
    /// What both find.
    pub records: Records,
    /// What the second finds and the first does not.
    pub added: Simplified,
    /// What the first finds and the second does not.
    pub removed: Simplified,
}

/// What `after` finds that `before` does not (`after and not before`), and the other way round, simplified.
///
/// Two queries may find the same though it is not seen here; a difference of [`Simplified::Nothing`] is certain.
///
/// # Errors
/// E0222 where a query has no room for the `and` and the `not` around it.
///
/// # Examples
/// ```
/// use nse_query::query::build::{record_type, tag};
/// use nse_query::value::RecordType;
/// use nse_query::english::diff;
/// use nse_query::query::Simplified;
///
/// let before = (tag().is("vip") & record_type().is(RecordType::Person)).build()?;
/// let after = tag().is("vip").build()?;
/// let difference = diff(&before, &after)?;
/// assert_eq!(difference.removed, Simplified::Nothing);
/// assert!(difference.to_string().starts_with("it finds more: "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff(before: &Query, after: &Query) -> Result<Difference, Error> {
    let only = |one: &Query, other: &Query| {
        let both = Query::and([one.clone(), Query::not(other.clone())?])?;
        Ok::<_, Error>(simplify(&both))
    };
    Ok(Difference { records: after.records(), added: only(after, before)?, removed: only(before, after)? })
}

/// In words.
impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = |simplified: &Simplified| match simplified {
            Simplified::Query(query) => Some(describe(query)),
            Simplified::Everything => Some(format!("every {}", self.records.noun())),
            Simplified::Nothing => None,
        };
        match (words(&self.added), words(&self.removed)) {
            (None, None) => f.write_str("both find the same"),
            (Some(added), None) => write!(f, "it finds more: {added}"),
            (None, Some(removed)) => write!(f, "it finds fewer, without: {removed}"),
            (Some(added), Some(removed)) => write!(f, "it also finds: {added}; it no longer finds: {removed}"),
        }
    }
}
