//! Where the parser puts mistakes. What a text may mean as a whole is offered here, beside the fixes of its parts.

use super::reading;
use crate::catalog::Catalog;
use crate::diagnostic::{Collector, Diagnostic, Edit, Fix, apply};
use crate::span::Span;

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
        let diagnostic = self.graded(make());
        self.found.error(|| diagnostic);
    }

    /// Adds a mistake whose fix does not depend on the values of the clause.
    #[cold]
    pub(crate) fn sure(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.found.error(make);
    }

    /// `diagnostic`, certain only where the clause holds nothing that may be meant otherwise, and with what may be meant.
    fn graded(&mut self, diagnostic: Diagnostic) -> Diagnostic {
        let certain = diagnostic.fixes.iter().any(|fix| fix.certain);
        if certain && self.is_plain(diagnostic.span) && self.keeps_comments(&diagnostic) {
            return diagnostic;
        }
        let diagnostic = diagnostic.uncertain();
        match self.meant(&diagnostic) {
            Some((span, text)) => diagnostic.suggest("you may mean this", span, text),
            None => diagnostic,
        }
    }

    /// Whether the values of the clause can only be meant as such; `operator` is where its mistake stands, if none is read yet.
    fn is_plain(&self, operator: Span) -> bool {
        let operand = if self.operand > self.clause { self.operand } else { operator.end };
        let clause = reading::clause(self.text, self.clause);
        self.text.get(operand..clause.end.max(operand)).is_some_and(reading::is_plain)
    }

    /// Whether no fix of `diagnostic` takes a comment away.
    fn keeps_comments(&self, diagnostic: &Diagnostic) -> bool {
        let comments = |text: &str| text.matches("//").count();
        let mut edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits);
        edits.all(|edit| comments(edit.span.of(self.text)) <= comments(&edit.text))
    }

    /// What the text means, said once, or else the clause that is being read: the place that changes, and how. Nothing
    /// where a fix of `diagnostic` says the same.
    fn meant(&mut self, diagnostic: &Diagnostic) -> Option<(Span, String)> {
        if self.offered {
            return None;
        }
        let whole = Span::new(0, self.text.len());
        let (place, reading) = if let Some(reading) = reading::reading(self.text, whole, self.catalog) {
            (whole, reading)
        } else {
            let clause = reading::clause(self.text, self.clause);
            // A mistake that stands beside the clause would stay.
            if diagnostic.span.start < clause.start || clause.end < diagnostic.span.end {
                return None;
            }
            (clause, reading::reading(self.text, clause, self.catalog)?)
        };
        let (span, text) = reading::change(self.text, place, &reading);
        let offered = Fix { label: String::new(), edits: vec![Edit { span, text: text.clone() }], certain: false };
        let new = apply(self.text, [&offered]);
        let again = reading::plain_reading(&new, self.catalog);
        let same = |fix: &Fix| {
            let fixed = apply(self.text, [fix]);
            fixed == new || again.is_some() && reading::plain_reading(&fixed, self.catalog) == again
        };
        if diagnostic.fixes.iter().any(same) {
            return None;
        }
        self.offered = place == whole;
        Some((span, text))
    }
}
