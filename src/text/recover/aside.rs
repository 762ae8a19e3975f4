//! Clauses with a mistake in them leave the tree, and what they mean is kept beside it.

use super::meaning::{Meaning, Sure};
use crate::operator::Operator;
use crate::text::ast::{Clause, Expr};
use crate::text::open_join::Level;
use crate::text::parse::Parser;

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
    pub(crate) fn set_aside(&mut self) {
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

    /// Whether the field `name` takes `operator`; true of a name that is not a field.
    pub(crate) fn takes(&self, name: &str, operator: Operator) -> bool {
        self.recovery.catalog.field(name).is_none_or(|known| known.operators.contains(operator))
    }

    /// The sign that compares the field `name` with a text; `=` for an unknown one. Only to offer it.
    pub(crate) fn sign_for(&self, name: &str) -> &'static str {
        let signs = [(Operator::Is, "="), (Operator::Contain, "~")];
        signs.into_iter().find(|&(operator, _)| self.takes(name, operator)).map_or("in", |(_, sign)| sign)
    }
}
