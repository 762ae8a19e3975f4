//! Where mistakes go: as many as are wanted one by one, and the number of the others.

use crate::check::Lint;
use crate::diagnostic::Diagnostic;

pub(crate) struct Report<'d> {
    diagnostics: &'d mut Vec<Diagnostic>,
    limit: usize,
    more: usize,
}

impl<'d> Report<'d> {
    pub(crate) const fn new(diagnostics: &'d mut Vec<Diagnostic>, limit: usize) -> Self {
        Self { diagnostics, limit, more: 0 }
    }

    /// Adds what `make` gives, which is not called where it would not be shown.
    #[cold]
    pub(crate) fn add(&mut self, make: impl FnOnce() -> Diagnostic) {
        if self.diagnostics.len() < self.limit {
            self.diagnostics.push(make());
        } else {
            self.more += 1;
        }
    }

    /// Says how many were not added.
    pub(crate) fn finish(self) {
        if self.more > 0 {
            let last = self.diagnostics.last().map(|diagnostic| diagnostic.span).unwrap_or_default();
            self.diagnostics.push(Diagnostic::new(Lint::More { count: self.more }, last).label("the last one shown"));
        }
    }
}
