//! The query language of the Nimble CRM search engine (NSE): text to checked NSE JSON and back.

pub mod catalog;
mod compiler;
pub mod complete;
pub mod diagnostic;
pub mod eval;
pub mod guide;
pub mod nse;
pub mod query;
pub mod shape;
mod span;
pub mod syntax;

use std::fmt;
use std::str::FromStr;

pub use catalog::Catalog;
pub use compiler::{Compiler, Limits, is_json};
pub use diagnostic::{Diagnostic, Diagnostics};
pub use query::{Checked, Query};
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
        f.write_str(&syntax::print(&query::to_ast(self), &syntax::Style::new(&catalog).width(usize::MAX)))
    }
}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
