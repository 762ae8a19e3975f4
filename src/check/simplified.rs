//! What to say where a query has no shorter one.

use super::lint::Lint;
use crate::diagnostic::Diagnostic;
use crate::query::Simplified;
use crate::span::Span;

impl Simplified {
    /// The warning that shows at `span`, the whole source, that there is no query: all contacts or none are found.
    pub fn warning(&self, span: Span) -> Option<Diagnostic> {
        let lint = match self {
            Self::Query(_) => return None,
            Self::Everything => Lint::Always { reason: "every contact matches it" },
            Self::Nothing => Lint::Never { reason: "no contact matches it" },
        };
        Some(Diagnostic::new(lint, span).help("NSE has no shorter query for that, so it stays as it is"))
    }
}
