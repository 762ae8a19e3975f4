//! What stands at a place of a query, in words.

use serde::Serialize;

use super::holds;
use crate::catalog::{Catalog, Field};
use crate::check::Options;
use crate::diagnostic::Collector;
use crate::english::describe;
use crate::limits::Limits;
use crate::operator::Takes;
use crate::span::Span;
use crate::text::{self, Ast, Clause, Expr};

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Hover {
    /// The field, the operator, the value or the keyword that was meant.
    pub span: Span,
    /// About it, in a line or two.
    pub text: String,
}

/// What stands at `offset`, in bytes: a field, an operator, or what a clause finds; nothing between them.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::hover;
///
/// let catalog = Catalog::builtin();
/// let text = "name ~ Jon and tag = vip";
/// let about = |offset| hover(text, offset, &catalog).map(|hover| hover.text);
/// assert_eq!(about(5).as_deref(), Some("`~` (contain): holds any whole word of this"));
/// assert_eq!(about(22).as_deref(), Some("contacts tagged “vip”"));
/// assert_eq!(about(12), None);
/// ```
pub fn hover(text: &str, offset: usize, catalog: &Catalog) -> Option<Hover> {
    let recovered = text::recover(text, &Limits::default(), catalog, &mut Collector::new(0));
    let meant: Vec<_> = recovered.meant.into_iter().map(|meant| Expr::Clause(meant.clause)).collect();
    // Of a part with a mistake, what is meant by it.
    let expr = at(recovered.ast.root(), offset).or_else(|| meant.iter().find_map(|expr| at(expr, offset)))?;
    let finds = |root: Expr<'_>| {
        let alone = Ast { root, comments: Vec::new() };
        crate::text::lower(&alone, &Options::new(catalog), &mut Collector::new(0)).map(|query| describe(&query))
    };
    match expr {
        Expr::Clause(clause) if holds_offset(clause.field.span, offset) => {
            let name = &clause.field.name;
            let field = if clause.field.custom { Some(catalog.custom_field(name)) } else { catalog.field(name) };
            field.map(|field| Hover { span: clause.field.span, text: about(&field.text(), &field) })
        }
        Expr::Clause(clause) if holds_offset(clause.operator_span, offset) => {
            Some(Hover { span: clause.operator_span, text: operator(clause) })
        }
        Expr::Clause(clause) => {
            let span = clause.operand.span().filter(|&span| holds_offset(span, offset))?;
            Some(Hover { span, text: finds(Expr::Clause(clause.clone()))? })
        }
        Expr::Keyword(word) => Some(Hover { span: word.span, text: finds(Expr::Keyword(word.clone()))? }),
        Expr::Not { span, .. } => {
            Some(Hover { span: *span, text: "the opposite: contacts that what follows does not find".to_owned() })
        }
        _ => None,
    }
}

fn holds_offset(span: Span, offset: usize) -> bool {
    span.start <= offset && offset < span.end
}

/// The clause, the keyword or the `not` at `offset`. The parser bounds the depth of the tree.
fn at<'e, 'a>(expr: &'e Expr<'a>, offset: usize) -> Option<&'e Expr<'a>> {
    match expr {
        Expr::And { members } | Expr::Or { members } => {
            at(members.iter().find(|member| holds_offset(member.span(), offset))?, offset)
        }
        Expr::Not { span, expr: inner } => {
            if holds_offset(*span, offset) {
                Some(expr)
            } else {
                at(inner, offset)
            }
        }
        Expr::Group { expr, .. } => at(expr, offset),
        Expr::Clause(_) | Expr::Keyword(_) => holds_offset(expr.span(), offset).then_some(expr),
        Expr::Error(_) => None,
    }
}

/// `name`: text; takes …; e.g. `…` (where it is documented).
fn about(name: &str, field: &Field) -> String {
    let operators: Vec<_> = field.operators.iter().map(|operator| format!("`{}`", operator.json())).collect();
    let several = if field.multiple { ", of which a contact may have several" } else { "" };
    format!(
        "`{name}`: {}{several}; takes {}; e.g. `{}` ({})",
        holds(field),
        operators.join(", "),
        field.example,
        field.documented
    )
}

fn operator(clause: &Clause<'_>) -> String {
    let meaning = match (&clause.operand, clause.operator) {
        (text::Operand::Empty(false), _) => "has a value",
        (_, operator) => operator.meaning(),
    };
    let text = if clause.operator.takes() == Takes::Presence { "is (not) empty" } else { clause.operator.text() };
    format!("`{text}` ({}): {meaning}", clause.operator.json())
}
