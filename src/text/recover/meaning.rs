//! What a clause with a mistake in it evidently means. It stands beside the tree, which holds only what was written.

use crate::catalog::Catalog;
use crate::text::ast::Clause;

/// A clause as it is meant, where the text says it otherwise: it is checked like one that was written.
#[derive(Clone, Debug)]
pub(crate) struct Meaning<'a> {
    /// The clause. Its spans are places in the text.
    pub(crate) clause: Clause<'a>,
    /// What of it is sure.
    pub(crate) sure: Sure,
}

/// How much of a clause the text itself says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sure {
    /// Only its field: several clauses may be meant.
    Field,
    /// Field and operand; another operator stands in the text, and its own mistake mends it.
    Operand,
    /// Everything.
    All,
}

/// What is known about the mistakes of a text while it is parsed.
pub(crate) struct Recovery<'a, 'd> {
    /// Tells the names of fields from other words.
    pub(crate) catalog: &'d Catalog,
    /// The clauses that are meant, in order of place.
    pub(crate) meant: Vec<Meaning<'a>>,
    /// What is sure of the clause that is being read.
    pub(super) sure: Sure,
    /// How many bytes may still be looked at ahead for the end of a string over several lines.
    pub(crate) lookahead: usize,
    /// Where a string ended that was not closed: what should have followed it stands in it.
    pub(crate) unterminated: Option<usize>,
    /// How many errors there are that are not of the clause that is being read.
    pub(crate) errors: usize,
    /// Whether everything is said about parentheses that are never closed.
    pub(crate) unclosed: bool,
}

impl<'d> Recovery<'_, 'd> {
    pub(crate) const fn new(catalog: &'d Catalog, lookahead: usize) -> Self {
        Self { catalog, meant: Vec::new(), sure: Sure::All, lookahead, unterminated: None, errors: 0, unclosed: false }
    }
}
