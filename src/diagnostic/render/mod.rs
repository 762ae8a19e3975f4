//! How diagnostics look: for people ([`human`], [`short`]) and for programs ([`json`], [`github`], [`sarif`]).
//!
//! No format sends a control character, a terminal escape or a bidirectional control of the source as it is: they are
//! shown escaped, as `\u001b`.

mod github;
mod human;
mod json;
mod sarif;
mod short;
#[cfg(test)]
mod tests;
mod view;

use crate::fold::visible;
pub use github::github;
pub use human::human;
#[cfg(test)]
pub(crate) use json::Document;
pub use json::{VERSION, json, json_in};
pub use sarif::sarif;
pub use short::short;

use super::Diagnostic;
pub use crate::line_index::cells as columns;
use crate::line_index::{Columns, LineIndex, Position};

/// What was found in one source.
///
/// # Examples
/// ```
/// use nse_query::diagnostic::render::{Report, short};
///
/// let source = "name = Jon";
/// let mistakes = source.parse::<nse_query::Query>().unwrap_err();
/// let report = Report { name: "<query>", source, diagnostics: mistakes.as_slice() };
/// assert!(short(&report).starts_with("<query>:1:6: "));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What the source is called: a path, `<query>`, `<stdin>`.
    pub name: &'a str,
    /// The source that the diagnostics' spans lie in.
    pub source: &'a str,
    /// What was found, in order of place.
    pub diagnostics: &'a [Diagnostic],
}

/// The line and the column of `offset`, both from 1. A byte order mark is no column.
fn place(lines: &LineIndex<'_>, offset: usize, columns: Columns) -> (usize, usize) {
    let Position { line, column } = lines.position(offset, columns);
    let marked = line == 0 && offset > 0 && columns != Columns::Cells && lines.source().starts_with('\u{feff}');
    let mark = if !marked {
        0
    } else if columns == Columns::Bytes {
        '\u{feff}'.len_utf8()
    } else {
        1
    };
    (line + 1, column - mark + 1)
}
