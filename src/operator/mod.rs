//! The operators of NSE: one table, the ways into it, and sets of operators.
//!
//! To add an operator is to add a variant and a row, to name the fields that have it, and to say in `eval` which values
//! meet it.

mod lookup;
mod questions;
mod set;
mod table;
mod traits;

pub(crate) use lookup::{Meant, Phrase, phrases, spoken};
pub(crate) use traits::{Bound, English, Sense};

pub use set::Operators;
pub use table::Operator;
pub use traits::Takes;
