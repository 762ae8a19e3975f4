//! Text to spanned tree and back. Nothing here knows what a field or a value means.

mod ago;
mod ast;
mod canonical;
mod clause;
mod edits;
mod finding;
mod form;
mod hole;
mod leaves;
mod lower;
mod members;
mod mistakes;
mod moving;
mod open_join;
mod operand;
mod owned;
mod parse;
mod print;
mod problem;
mod raise;
mod reading;
mod recover;
mod recovered;

pub(crate) use form::Text;
pub(crate) use hole::{Hole, no_argument};
pub(crate) use lower::{Holed, judge_meant, lower, lower_holed};
pub(crate) use recover::{Meaning, Sure, contraction};
pub(crate) use recovered::{Recovered, places_in, recover};

pub use ast::{Ast, Clause, Comment, End, Expr, FieldName, Moving, Operand, Word, WordKind};
pub use lower::check;
pub use print::{Style, print};
pub use raise::to_ast;
pub use recovered::parse;
