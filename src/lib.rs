//! The query language of the Nimble CRM search engine (NSE): text to checked NSE JSON and back.

pub mod catalog;
mod check;
mod code;
mod compiler;
pub mod complete;
pub mod diagnostic;
pub mod english;
pub mod eval;
pub mod fold;
pub mod guide;
mod json;
mod lex;
mod limits;
mod line_index;
pub mod nse;
mod operator;
pub mod query;
pub mod shape;
mod span;
pub mod text;
pub mod value;

use std::fmt;
use std::str::FromStr;

pub use catalog::Catalog;
pub use check::Checked;
pub use compiler::Compiler;
pub use diagnostic::{Diagnostic, Diagnostics, Error};
pub use json::is_json;
pub use lex::{quote, word};
pub use limits::Limits;
pub use line_index::{Columns, LineIndex, Position};
pub use operator::{Operator, Operators, Takes};
pub use query::Query;
pub use span::Span;

/// Parses filter text with the built-in catalog; warnings are dropped.
impl FromStr for Query {
    type Err = Diagnostics;

    fn from_str(text: &str) -> Result<Self, Diagnostics> {
        Compiler::new(&Catalog::builtin()).text(text).map(|checked| checked.query)
    }
}

/// Prints filter text, on one line.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let catalog = Catalog::builtin();
        f.write_str(&text::print(&text::to_ast(self), &text::Style::new(&catalog).width(usize::MAX)))
    }
}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
