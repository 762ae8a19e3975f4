//! The query language of the Nimble CRM search engine (NSE): filter text to checked NSE JSON and back, every mistake
//! explained, and local evaluation over contacts.
//!
//! # From text to JSON to matches
//!
//! ```
//! use nse_query::eval::{Context, Matcher};
//! use nse_query::{Catalog, Compiler, english, nse};
//!
//! // A compiler reads filter text, NSE JSON and requests, with the documented fields or an account's.
//! let compiler = Compiler::new(Catalog::builtin());
//! let checked = compiler.read("name ~ Jon and tag = vip and not email is empty")?;
//! assert!(checked.warnings.is_empty());
//!
//! // What the service takes, and what a person reads.
//! assert_eq!(
//!     nse::encode(&checked.query),
//!     r#"{"and":[{"names":{"contain":"Jon"}},{"tag":{"is":"vip"}},{"not":[{"email":{"is_empty":true}}]}]}"#
//! );
//! assert_eq!(
//!     english::describe(&checked.query),
//!     "contacts whose name contains the word “Jon”, tagged “vip”, whose email is not empty"
//! );
//!
//! // What it finds, without the service.
//! let matcher = Matcher::new(&checked.query, &Context::at("2026-03-31T12:00:00Z".parse()?))?;
//! let contact = r#"{"id": "5049fb849b85f669e40000dc", "tags": [{"tag": "VIP"}], "fields": {
//!     "first name": [{"value": "Jón"}], "email": [{"value": "jon@nimble.com"}]}}"#;
//! assert!(matcher.matches_str(contact)?);
//!
//! // A wrong query is explained: code, place, what was expected, and what to write instead.
//! let source = "name = Jon";
//! let mistakes = compiler.read(source).unwrap_err();
//! let first = &mistakes.as_slice()[0];
//! assert_eq!((first.code().name(), first.span.of(source)), ("E0203", "="));
//! assert_eq!(first.fixes[0].label, "use `~`");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Map
//!
//! | module | has |
//! |---|---|
//! | the root | [`Compiler`], [`Catalog`], [`Query`], [`Checked`], [`Diagnostics`], [`Error`], [`LineIndex`] |
//! | [`query`] | queries as data: [builders](query::build), transformations, `simplify` |
//! | [`value`] | numbers, days, instants, units |
//! | [`text`] | the tree of a filter text, and the printer |
//! | [`nse`] | NSE JSON, requests, deletion behind its guard, the JSON Schema |
//! | [`catalog`] | fields, an account's metadata |
//! | [`eval`] | which contacts a query finds: [`Matcher`](eval::Matcher), streams, prepared contacts |
//! | [`english`] | a query, or a difference, in words |
//! | [`complete`] | completion, hover, the roles of tokens |
//! | `config` | `nse.toml`: what holds for all queries of a folder |
//! | [`diagnostic`] | diagnostics, fixes, reports for people and programs |
//! | [`fold`] | normalization and words, as the service has them |
//! | [`shape`] | the JSON Schema of what is serialized |
//! | [`guide`] | how to use it for what, and what it rests on |
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `cli` (default) | the command line `nse-fmt` and what it needs |
//! | `lsp` (default) | `nse-fmt lsp`, the language server |
//! | `mcp` (default) | `nse-fmt mcp`, the server of assistants |
//! | `compression` | gzip and zstd streams of contacts, see [`eval::read`] |
//! | `config` | `config`: `nse.toml` read |
//! | `csv` | contacts from CSV: `eval::CsvReader` |
//! | `zones` | time zones by name, such as `Europe/Berlin`: [`value::Zone`] |
//! | `chrono` | conversions between [`value::Date`], [`value::Instant`] and chrono's types |
//!
//! # Guarantees
//!
//! Each is held by property tests and a fuzz target.
//!
//! - No input makes the library panic, overflow the stack, or take more than linear time and memory in its length.
//! - `parse(print(q)) == q` and `from_json(to_json(q)) == q` for every valid query.
//! - Every diagnostic lies inside its source, and every fix, applied, removes its mistake. A certain fix keeps the evident
//!   meaning.
//! - The parser accepts exactly what the formal grammar `grammar/nse.pest` accepts.
//! - The library has no unsafe code, reads no files and prints nothing.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod catalog;
mod check;
mod code;
mod compiler;
pub mod complete;
#[cfg(feature = "config")]
pub mod config;
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
mod template;
pub mod text;
pub mod value;

use std::fmt;
use std::str::FromStr;

pub use catalog::Catalog;
pub use check::{Argument, Checked, ClausePlace, Places, Resolved, dynamic};
pub use compiler::Compiler;
pub use diagnostic::{Diagnostic, Diagnostics, Error};
pub use json::is_json;
pub use lex::{quote, word};
pub use limits::Limits;
pub use line_index::{Columns, LineIndex, Position};
pub use operator::{Operator, Operators, Takes};
pub use query::Query;
pub use span::Span;
pub use template::{Parameter, Template};

/// Parses filter text with the built-in catalog; warnings are dropped.
impl FromStr for Query {
    type Err = Diagnostics;

    fn from_str(text: &str) -> Result<Self, Diagnostics> {
        Compiler::default().text(text).map(|checked| checked.query)
    }
}

/// Prints filter text, on one line.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let catalog = Catalog::builtin();
        f.write_str(&text::print(&text::to_ast(self), &text::Style::new(&catalog).width(usize::MAX)))
    }
}

/// Prints it as filter text, on one line.
impl fmt::Display for query::Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Query::clause(self.clone()).fmt(f)
    }
}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
