//! Where in its source a query meets what stops or doubts its evaluation.

use super::Note;
use crate::catalog::Records;
use crate::check::Place;
use crate::diagnostic::Diagnostic;
use crate::json::is_json;
use crate::nse;

/// `notes` on the query that was read from `source`, text, JSON or a request, at the values of their clauses.
///
/// # Examples
/// ```
/// use nse_query::eval::{Context, Matcher, locate};
/// use nse_query::{Catalog, Compiler};
///
/// let source = "tag = vip and saved search = 4fc886dc682c4a64dd060062";
/// let checked = Compiler::new(Catalog::builtin()).read(source)?;
/// let error = Matcher::new(&checked.query, &Context::default()).unwrap_err();
/// let diagnostics = locate(error.notes(), source);
/// assert_eq!(diagnostics[0].span.of(source), "4fc886dc682c4a64dd060062");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn locate(notes: &[Note], source: &str) -> Vec<Diagnostic> {
    let places = if nse::is_request(source) {
        in_request(source)
    } else if is_json(source) {
        nse::places(source)
    } else {
        crate::text::places(source)
    };
    let located = notes.iter().map(|note| {
        let place = places.get(note.clause).cloned().unwrap_or_default();
        let mut diagnostic = note.problem.clone().at(place.value);
        diagnostic.pointer = place.pointer;
        diagnostic
    });
    located.collect()
}

fn in_request(source: &str) -> Vec<Place> {
    let Ok(carried) = nse::carried(source, Records::default()) else { return Vec::new() };
    let mut places = nse::places(&carried.json);
    for place in &mut places {
        (place.clause, place.value) = (carried.span(place.clause), carried.span(place.value));
    }
    places
}
