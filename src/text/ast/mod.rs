//! What was written: spans, parentheses, comments, unknown names. It borrows from the text it was parsed from, or from
//! the query it is printed for.

mod operand;
mod tree;

pub use operand::{End, Moving, Operand, Word, WordKind};
pub use tree::{Ast, Clause, Comment, Expr, FieldName};
