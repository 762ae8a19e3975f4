//! Diagnostics, collected up to the limit and counted beyond it.

use crate::check::Lint;
use crate::diagnostic::{Diagnostic, Severity};
use crate::limits::Limits;
use crate::span::Span;

/// Where mistakes go. A diagnostic takes hundreds of bytes and may look for near words; one that would not be shown is
/// not made, so that a large source full of mistakes costs no more than a valid one.
#[derive(Debug)]
pub(crate) struct Report<'d> {
    diagnostics: &'d mut Vec<Diagnostic>,
    limit: usize,
    /// How many objects and arrays may be open at once.
    pub(crate) nesting: usize,
    errors: usize,
    warnings: usize,
    hidden: usize,
}

impl<'d> Report<'d> {
    pub(crate) fn new(limits: &Limits, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self { diagnostics, limit: limits.errors.max(1), nesting: limits.nesting, errors: 0, warnings: 0, hidden: 0 }
    }

    /// Adds the error that `make` makes, where there is room.
    pub(crate) fn error(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.errors += 1;
        if self.errors <= self.limit {
            self.diagnostics.push(make());
        } else {
            self.hidden += 1;
        }
    }

    /// Adds the warning that `make` makes, where there is room.
    pub(crate) fn warning(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.warnings += 1;
        if self.warnings <= self.limit {
            self.diagnostics.push(make());
        } else {
            self.hidden += 1;
        }
    }

    /// Adds what is made already.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        match diagnostic.severity() {
            Severity::Error => self.error(|| diagnostic),
            Severity::Warning => self.warning(|| diagnostic),
        }
    }

    /// How many errors there are so far, made or not.
    pub(crate) const fn errors(&self) -> usize {
        self.errors
    }

    pub(crate) fn failed(&self) -> bool {
        self.errors > 0
    }

    /// Says how many were not made; to be called last.
    pub(crate) fn finish(self) {
        if self.hidden > 0 {
            self.diagnostics.push(Diagnostic::new(Lint::More { count: self.hidden }, Span::default()));
        }
    }
}
