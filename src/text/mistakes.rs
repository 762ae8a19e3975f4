//! Where the parser puts mistakes. What a text may mean as a whole is offered here, beside the fixes of its parts.

use super::reading::Site;
use crate::catalog::Catalog;
use crate::diagnostic::{Collector, Diagnostic};

/// The mistakes of one text.
pub(crate) struct Mistakes<'a, 'd> {
    found: &'d mut Collector,
    text: &'a str,
    catalog: &'d Catalog,
    /// Where the clause begins that is being read.
    pub(crate) clause: usize,
    /// Where its value begins, once it is read.
    pub(crate) operand: usize,
    /// Whether it is said what the whole text means.
    offered: bool,
}

impl<'a, 'd> Mistakes<'a, 'd> {
    pub(crate) const fn new(text: &'a str, catalog: &'d Catalog, found: &'d mut Collector) -> Self {
        Self { found, text, catalog, clause: 0, operand: 0, offered: false }
    }

    /// How many there are so far.
    pub(crate) const fn count(&self) -> usize {
        self.found.errors()
    }

    /// Adds the mistake that `make` makes, where there is room.
    #[cold]
    pub(crate) fn error(&mut self, make: impl FnOnce() -> Diagnostic) {
        if !self.found.has_room() {
            return self.found.error(make);
        }
        let diagnostic = make();
        // Until its value is read, it stands behind what is wrong.
        let operand = if self.operand > self.clause { self.operand } else { diagnostic.span.end };
        let site = Site { text: self.text, catalog: self.catalog, clause: Some(self.clause), operand };
        let diagnostic = site.graded(diagnostic, &mut self.offered);
        self.found.error(|| diagnostic);
    }

    /// Adds a mistake whose fix does not depend on the values of the clause.
    #[cold]
    pub(crate) fn sure(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.found.error(make);
    }
}
