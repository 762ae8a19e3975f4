//! Where the clauses of a text stand.

use super::ast::{Expr, Operand};
use crate::check::{self, ClausePlace};
use crate::span::Span;

/// The clauses and keywords of a tree without errors, in order.
pub(super) fn leaves<'e, 'a>(expr: &'e Expr<'a>) -> Vec<&'e Expr<'a>> {
    fn collect<'e, 'a>(expr: &'e Expr<'a>, leaves: &mut Vec<&'e Expr<'a>>) {
        match expr {
            Expr::And { members } | Expr::Or { members } => {
                for member in members {
                    collect(member, leaves);
                }
            }
            Expr::Not { expr, .. } | Expr::Group { expr, .. } => collect(expr, leaves),
            leaf => leaves.push(leaf),
        }
    }
    let mut leaves = Vec::new();
    collect(expr, &mut leaves);
    leaves
}

/// Where the clauses of a tree without errors stand, part by part.
pub(super) fn places(root: &Expr<'_>) -> Vec<ClausePlace> {
    let parts = |leaf: &Expr<'_>| match leaf {
        Expr::Clause(clause) => {
            let (field, operator) = (clause.field.span, clause.operator_span);
            let value = clause.operand.span().unwrap_or(operator);
            ClausePlace { clause: Span::new(field.start, value.end), field, operator, value, pointer: None }
        }
        keyword => {
            let span = keyword.span();
            ClausePlace { clause: span, field: span, operator: span, value: span, pointer: None }
        }
    };
    leaves(root).into_iter().map(parts).collect()
}

pub(super) fn place(leaf: &Expr<'_>) -> check::Place {
    let clause = leaf.span();
    let (value, given) = match leaf {
        Expr::Clause(clause) => {
            (clause.operand.span().unwrap_or(clause.operator_span), clause.operand.has_parameters())
        }
        _ => (clause, false),
    };
    let items = match leaf {
        Expr::Clause(clause) if !given => match &clause.operand {
            Operand::List { items, .. } => items.iter().map(|item| item.span).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    check::Place { clause, value, items, pointer: None, given }
}
