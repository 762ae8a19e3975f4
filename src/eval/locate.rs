//! Where in its source a query meets what stops or doubts its evaluation.

use super::Note;
use crate::compiler::is_json;
use crate::diagnostic::Diagnostic;
use crate::{nse, query};

/// `notes` on the query that was read from `source`, text or JSON, at the values of their clauses.
///
/// # Examples
/// ```
/// use nse_query::eval::{Context, Matcher, locate};
/// use nse_query::{Catalog, Compiler};
///
/// let source = "tag = vip and saved search = 4fc886dc682c4a64dd060062";
/// let checked = Compiler::new(&Catalog::builtin()).read(source)?;
/// let error = Matcher::new(&checked.query, &Context::default()).unwrap_err();
/// let diagnostics = locate(error.notes(), source);
/// assert_eq!(diagnostics[0].span.of(source), "4fc886dc682c4a64dd060062");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn locate(notes: &[Note], source: &str) -> Vec<Diagnostic> {
    let places = if is_json(source) { nse::places(source) } else { query::places(source) };
    let located = notes.iter().map(|note| {
        let place = places.get(note.clause).cloned().unwrap_or_default();
        let mut diagnostic = note.problem.clone().at(place.value);
        diagnostic.pointer = place.pointer;
        diagnostic
    });
    located.collect()
}
