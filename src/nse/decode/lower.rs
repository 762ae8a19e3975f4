//! JSON to a query, with what was found on the way.

use std::cell::LazyCell;

use super::decoder::Decoder;
use super::ids;
use crate::catalog::Catalog;
use crate::check::{self, Checked, ClausePlace, Options, Place, Places, checked};
use crate::diagnostic::{Collector, Diagnostics};
use crate::json::{self, Document};
use crate::nse::form::Json;
use crate::query::{self, Query};

/// The query that `json` means with the fields of `catalog`.
///
/// # Errors
/// Every mistake found, at least one, each with the JSON pointer and the byte span of its place.
///
/// # Examples
/// ```
/// use nse_query::{Catalog, nse};
///
/// let catalog = Catalog::builtin();
/// assert!(nse::decode(r#"{"tag": {"is": "vip"}}"#, &catalog).is_ok());
///
/// let wrong = nse::decode(r#"{"and": [{"tag": {"contains": "vip"}}]}"#, &catalog).unwrap_err();
/// let mistake = &wrong.as_slice()[0];
/// assert_eq!(mistake.to_string(), "error[E0314]: unknown operator `contains`");
/// assert_eq!(mistake.pointer.as_deref(), Some("/and/0/tag/contains"));
/// ```
pub fn decode(json: &str, catalog: &Catalog) -> Result<Checked, Diagnostics> {
    let options = Options::new(catalog);
    let mut diagnostics = Collector::new(options.limits.errors);
    let query = lower(json, &options, &mut diagnostics);
    checked(query, Vec::new(), || places_in(json, options.limits.nesting), diagnostics)
}

/// Lowers `json`, adding to `diagnostics`; none where there is an error.
pub(crate) fn lower(json: &str, options: &Options<'_>, diagnostics: &mut Collector) -> Option<Query> {
    // Places in the text are kept in four bytes.
    let limit = options.limits.length.min(Places::LONGEST);
    if json.len() > limit {
        diagnostics.error(|| query::too_long(json, limit));
        return None;
    }
    let mut read = Collector::new(options.limits.errors.max(1));
    let (document, complete) = json::read(json, options.limits.nesting, &mut read);
    // The reader does not know where it is; now there is something to find it in.
    diagnostics.extend(read, |diagnostic| {
        diagnostic.pointer = Some(document.pointer(document.around(diagnostic.span.start)));
    });
    let mut decoder = Decoder::new(&document, options, diagnostics);
    let query = if complete { decoder.query(Document::ROOT) } else { None };
    if diagnostics.failed() {
        return None;
    }
    let query = query?;
    let ids = LazyCell::new(|| ids::places(&document));
    let place = |index: usize| ids.get(index).map_or_else(Place::default, |ids| ids.place(&document));
    check::lint(&query, &Json, &place, options, diagnostics);
    Some(query)
}

/// Where the clauses of the valid query `json` stand, which is nested this deep at most.
#[inline]
pub(crate) fn places_in(json: &str, nesting: usize) -> Places {
    Places::of_source(json, nesting, reread)
}

#[cold]
fn reread(json: &str, nesting: usize) -> Vec<ClausePlace> {
    let (document, _) = json::read(json, nesting, &mut Collector::new(1));
    ids::places(&document).iter().map(|ids| ids.clause_place(&document)).collect()
}
