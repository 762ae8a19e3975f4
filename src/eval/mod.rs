//! Which contacts a query finds, without the service.
//!
//! A [`Query`](crate::Query) is compiled once, with its [`Context`], into a [`Matcher`], and the matcher is asked about
//! contacts. What is decided where the documentation is silent stands in [the guide](crate::guide::decisions).

mod columns;
mod compile;
mod composite;
mod contact;
mod context;
#[cfg(feature = "csv")]
mod csv;
mod explain;
mod expr;
mod holds;
mod json;
mod json_skip;
mod judge;
mod matcher;
mod object;
mod parse;
mod place;
mod prepared;
mod problem;
mod projection;
mod python;
pub mod read;
mod readable;
mod record;
mod repeated;
mod report;
mod run;
mod scalar;
mod set;
mod sort;
mod source;
mod test;
mod time;
mod visitor;
mod why;
mod words;

use problem::Problem;

pub use columns::Columns;
pub use contact::Contact;
pub use context::{Context, SavedSearches, TokenMatch};
#[cfg(feature = "csv")]
pub use csv::{CsvReader, OneValue, UnknownColumn};
#[cfg(test)]
pub(crate) use explain::Shape;
pub use explain::{Explanation, Found};
pub use judge::Verdict;
pub use matcher::Matcher;
pub use prepared::{PreparedContacts, PreparedContactsBuilder};
pub use read::Reader;
pub use report::{Repeated, Report, Unreadable};
pub use set::MatcherSet;
pub use sort::{Sort, SortKey};
