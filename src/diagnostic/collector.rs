//! Where the stages put what they find: the only place that caps and counts.

use super::{Diagnostic, Severity};
use crate::code::problems;
use crate::span::Span;

problems! {
    /// That more was found than is shown.
    enum Hidden {
        W0220 ("{count} more errors and warnings are not shown") More { count: usize },
    }
}

/// Everything found in one source: as many errors, and as many warnings, as the limit, and the number of the others.
///
/// A diagnostic takes hundreds of bytes and may look for near words; one that would not be shown is not made, so that a
/// large source full of mistakes costs no more than a valid one.
#[derive(Debug)]
pub(crate) struct Collector {
    found: Vec<Diagnostic>,
    limit: usize,
    errors: usize,
    warnings: usize,
}

impl Collector {
    /// For at most `limit` errors and as many warnings.
    pub(crate) const fn new(limit: usize) -> Self {
        Self { found: Vec::new(), limit, errors: 0, warnings: 0 }
    }

    /// Adds the error that `make` makes, where there is room.
    #[cold]
    pub(crate) fn error(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.errors += 1;
        if self.errors <= self.limit {
            self.found.push(make());
        }
    }

    /// Adds the warning that `make` makes, where there is room.
    #[cold]
    pub(crate) fn warning(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.warnings += 1;
        if self.warnings <= self.limit {
            self.found.push(make());
        }
    }

    /// Adds what is made already.
    #[cold]
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        match diagnostic.severity() {
            Severity::Error => self.error(|| diagnostic),
            Severity::Warning => self.warning(|| diagnostic),
        }
    }

    /// Whether there is an error.
    pub(crate) const fn failed(&self) -> bool {
        self.errors > 0
    }

    /// How many errors there are so far, made or not.
    pub(crate) const fn errors(&self) -> usize {
        self.errors
    }

    /// Whether a further error would be shown.
    pub(crate) const fn has_room(&self) -> bool {
        self.errors < self.limit
    }

    /// Takes over what `other` found, once `complete` added to each what was not known there.
    pub(crate) fn extend(&mut self, mut other: Self, complete: impl FnMut(&mut Diagnostic)) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        other.found.iter_mut().for_each(complete);
        self.found.append(&mut other.found);
    }

    /// What was found, in order of place. Beyond the limit errors come before warnings, and a last warning counts what is
    /// not shown.
    #[inline]
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        if self.errors + self.warnings == 0 { self.found } else { self.sorted() }
    }

    #[cold]
    fn sorted(self) -> Vec<Diagnostic> {
        let Self { mut found, limit, errors, warnings } = self;
        found.sort_by_key(|diagnostic| diagnostic.span);
        let count = errors + warnings;
        if count > limit {
            if errors > 0 {
                // What keeps the query from being one is shown first.
                found.retain(|diagnostic| diagnostic.severity() == Severity::Error);
            }
            found.truncate(limit);
            let last = found.last().map_or(Span::default(), |diagnostic| diagnostic.span);
            let more = Hidden::More { count: count - found.len() };
            found.push(Diagnostic::new(more, last).label("the last one shown"));
        }
        found
    }
}
