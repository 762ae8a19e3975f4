//! JSON to a query, with what was found on the way.

use std::cell::LazyCell;

use super::decoder::Decoder;
use super::ids;
use crate::catalog::Catalog;
use crate::check::{self, Checked, Options, Place, checked};
use crate::diagnostic::{Collector, Diagnostics};
use crate::json::{self, Document};
use crate::limits::Limits;
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
    checked(query.map(|query| (query, Vec::new())), diagnostics)
}

/// Lowers `json`, adding to `diagnostics`; none where there is an error.
pub(crate) fn lower(json: &str, options: &Options<'_>, diagnostics: &mut Collector) -> Option<Query> {
    // Places in the text are kept in four bytes.
    let limit = options.limits.length.min(u32::MAX as usize);
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
    let query = if complete { Decoder::new(&document, options, diagnostics).query(Document::ROOT) } else { None };
    if diagnostics.failed() {
        return None;
    }
    let query = query?;
    let ids = LazyCell::new(|| ids::places(&document));
    let place = |index: usize| ids.get(index).map_or_else(Place::default, |ids| ids.place(&document));
    check::lint(&query, &Json, &place, options, diagnostics);
    Some(query)
}

/// Where the clauses of a valid query stand, in order.
pub(crate) fn places(json: &str) -> Vec<Place> {
    let (document, complete) = json::read(json, Limits::NESTING, &mut Collector::new(0));
    if !complete {
        return Vec::new();
    }
    ids::places(&document).iter().map(|ids| ids.place(&document)).collect()
}
