//! What is offered beside a mistake, and which of its fixes are certain.

use super::piece::{Kind, pieces};
use super::{change, clause, is_plain, plain_reading, reading};
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Edit, Fix, apply};
use crate::lex;
use crate::span::Span;

/// Where a mistake stands.
#[derive(Clone, Copy)]
pub(crate) struct Site<'s> {
    pub(crate) text: &'s str,
    pub(crate) catalog: &'s Catalog,
    /// Where its clause begins; none where only the whole text tells.
    pub(crate) clause: Option<usize>,
    /// Where the value of the clause begins.
    pub(crate) operand: usize,
}

impl Site<'_> {
    /// `diagnostic`, certain only where the clause holds nothing that may be meant otherwise, and with what may be meant.
    /// What the whole text means is `offered` once.
    pub(crate) fn graded(self, diagnostic: Diagnostic, offered: &mut bool) -> Diagnostic {
        let certain = diagnostic.fixes.iter().any(|fix| fix.certain);
        if certain && self.is_plain() && self.keeps_comments(&diagnostic) {
            return diagnostic;
        }
        let mut diagnostic = diagnostic.uncertain();
        if let Some((span, text)) = self.meant(&diagnostic, offered) {
            // It stands before what keeps the words as they are.
            let label = "perhaps you mean this".to_owned();
            diagnostic.fixes.insert(0, Fix { label, edits: vec![Edit { span, text }], certain: false });
        }
        diagnostic
    }

    /// Whether the values of the clause can only be meant as such.
    fn is_plain(self) -> bool {
        let end = self.clause.map_or(self.text.len(), |start| clause(self.text, start).end);
        self.text.get(self.operand..end.max(self.operand)).is_some_and(is_plain)
    }

    /// Whether no fix of `diagnostic` takes a comment away.
    fn keeps_comments(self, diagnostic: &Diagnostic) -> bool {
        let comments = |text: &str| text.matches("//").count();
        let mut edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits);
        edits.all(|edit| comments(edit.span.of(self.text)) <= comments(&edit.text))
    }

    /// What the text means, said once, or else the clause: the place that changes, and how. Nothing where a fix of
    /// `diagnostic` says the same.
    pub(crate) fn meant(self, diagnostic: &Diagnostic, offered: &mut bool) -> Option<(Span, String)> {
        if *offered {
            return None;
        }
        let whole = Span::new(0, self.text.len());
        let (place, said) = if let Some(said) = reading(self.text, whole, self.catalog) {
            (whole, said)
        } else {
            let clause = clause(self.text, self.clause?);
            // A mistake that stands beside the clause would stay.
            if diagnostic.span.start < clause.start || clause.end < diagnostic.span.end {
                return None;
            }
            (clause, reading(self.text, clause, self.catalog)?)
        };
        let (span, text) = change(self.text, place, &said);
        let fix = Fix { label: String::new(), edits: vec![Edit { span, text: text.clone() }], certain: false };
        let new = apply(self.text, [&fix]);
        let (again, spelled) = (plain_reading(&new, self.catalog), unquoted(&new, self.catalog));
        let same = |fix: &Fix| {
            let fixed = apply(self.text, [fix]);
            let spelled_alike = spelled.is_some() && unquoted(&fixed, self.catalog) == spelled;
            fixed == new || spelled_alike || again.is_some() && plain_reading(&fixed, self.catalog) == again
        };
        if diagnostic.fixes.iter().any(same) {
            return None;
        }
        *offered = place == whole;
        Some((span, text))
    }
}

/// The words and signs of `text`, of which what quotes do not change stands without them: two texts that are the same so say the
/// same.
fn unquoted(text: &str, catalog: &Catalog) -> Option<Vec<(bool, String)>> {
    let pieces = pieces(text, Span::new(0, text.len()), catalog)?;
    let spelled = pieces.into_iter().map(|piece| {
        let changes = lex::word(&piece.text) != piece.text || lex::emptiness(&piece.text).is_some();
        (piece.kind == Kind::Quoted && changes, piece.text.into_owned())
    });
    Some(spelled.collect())
}
