//! What a clause with a mistake in it evidently means. It stands beside the tree, which holds only what was written.

use crate::catalog::Catalog;
use crate::operator::Operator;
use crate::text::ast::{Clause, Expr};
use crate::text::open_join::Level;
use crate::text::parse::Parser;

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
    sure: Sure,
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

impl<'a> Parser<'a, '_> {
    /// Of the clause that is being read, another operator stands in the text.
    pub(crate) fn mended(&mut self) -> &mut Self {
        self.recovery.sure = self.recovery.sure.min(Sure::Operand);
        self
    }

    /// The clause that is being read is one of several that may be meant.
    pub(crate) fn guessed(&mut self) -> &mut Self {
        self.recovery.sure = Sure::Field;
        self
    }

    /// The operand read last has a mistake: it leaves the tree, and what it means is kept beside it.
    #[cold]
    pub(in crate::text) fn set_aside(&mut self) {
        let expr = self.take_member();
        // In a string that is not closed stands what should follow it.
        let sure = if self.after_open_string() { Sure::Field } else { self.recovery.sure };
        self.recovery.sure = Sure::All;
        self.members.push(Expr::Error(expr.span()));
        let clause = match expr {
            Expr::Clause(clause) => clause,
            Expr::Not { expr, .. } => match *expr {
                Expr::Clause(clause) => clause,
                _ => return,
            },
            _ => return,
        };
        self.recovery.meant.push(Meaning { clause, sure });
    }

    /// The clause that is the member of `level` read last, or that it means.
    pub(crate) fn last_clause(&self, level: &Level) -> Option<&Clause<'a>> {
        match self.last_member(level)? {
            Expr::Clause(clause) => Some(clause),
            Expr::Error(span) => {
                let clause = &self.recovery.meant.last()?.clause;
                (span.start <= clause.field.span.start && clause.field.span.end <= span.end).then_some(clause)
            }
            _ => None,
        }
    }

    /// Whether the field `name` takes `operator`; true of a name that is no field.
    pub(crate) fn takes(&self, name: &str, operator: Operator) -> bool {
        self.recovery.catalog.field(name).is_none_or(|known| known.operators.contains(operator))
    }

    /// The sign that compares the field `name` with a text; `=` for an unknown one. Only to offer it.
    pub(crate) fn sign_for(&self, name: &str) -> &'static str {
        let signs = [(Operator::Is, "="), (Operator::Contain, "~")];
        signs.into_iter().find(|&(operator, _)| self.takes(name, operator)).map_or("in", |(_, sign)| sign)
    }
}
