//! What is wrong with something that has no source: a value, a clause or a query made by a program, a context.

use std::fmt;

use super::Diagnostic;
use crate::code::{Code, Problem};
use crate::span::Span;

/// Why something cannot be made or done, where there is no source to point into. `Display` says it in one line.
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::query::build::tag;
///
/// let error = tag().is(" ").build().unwrap_err();
/// assert_eq!(error.code().name(), "E0205");
/// assert_eq!(error.to_string(), "the value is blank");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    diagnostic: Box<Diagnostic>,
    span: Option<Span>,
}

impl Error {
    /// The stable code, see [`Code::explain`].
    pub fn code(&self) -> Code {
        self.diagnostic.code()
    }

    /// The documented reason and what else helps, a sentence or two each.
    pub fn help(&self) -> &[String] {
        &self.diagnostic.help
    }

    /// Where in the text that was given it is, such as in a record that is not JSON; none where it has no place there.
    pub const fn span(&self) -> Option<Span> {
        self.span
    }

    /// The same, with its place in the text that was given.
    #[must_use]
    pub(crate) fn within(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The diagnostic that shows it at `span` of a source.
    #[must_use]
    pub fn at(self, span: Span) -> Diagnostic {
        let mut diagnostic = *self.diagnostic;
        diagnostic.span = span;
        diagnostic
    }
}

impl<P: Problem> From<P> for Error {
    #[cold]
    fn from(problem: P) -> Self {
        Self::from(Diagnostic::new(problem, Span::default()))
    }
}

/// Leaves the place behind, and the fixes, which are written for it.
impl From<Diagnostic> for Error {
    fn from(mut diagnostic: Diagnostic) -> Self {
        diagnostic.span = Span::default();
        diagnostic.pointer = None;
        diagnostic.related.clear();
        diagnostic.fixes.clear();
        Self { diagnostic: Box::new(diagnostic), span: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.diagnostic.message())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.diagnostic.message())
    }
}

impl std::error::Error for Error {}
