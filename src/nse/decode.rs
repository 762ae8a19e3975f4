//! NSE JSON to `Query`: what the documentation shows and nothing else, with every mistake found in one pass.

mod clause;
mod field;
mod finding;
mod fixes;
mod members;

#[cfg(test)]
mod tests;

use std::cell::LazyCell;

use super::Problem;
use super::form::Json;
use crate::catalog::Catalog;
use crate::check::{self, Checked, Options, Place, checked};
use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::json::quoted;
use crate::json::{self, Document, Id, Sort};
use crate::limits::Limits;
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
    checked(query, diagnostics)
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
    let query = if complete {
        Decoder { document: &document, options, report: diagnostics, clauses: 0 }.query(Document::ROOT)
    } else {
        None
    };
    if diagnostics.failed() {
        return None;
    }
    let query = query?;
    let ids = LazyCell::new(|| ids(&document));
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
    ids(&document).iter().map(|ids| ids.place(&document)).collect()
}

fn ids(document: &Document<'_>) -> Vec<clause::Ids> {
    let mut ids = Vec::new();
    clause::collect(document, Document::ROOT, &mut ids);
    ids
}

struct Decoder<'d, 'r> {
    document: &'d Document<'d>,
    options: &'d Options<'d>,
    report: &'r mut Collector,
    clauses: usize,
}

impl Decoder<'_, '_> {
    /// Reports `problem` at the key or value `id`, with what `more` adds.
    fn error(&mut self, id: Id, problem: impl crate::code::Problem, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        let document = self.document;
        self.report.error(|| at(document, id, more(Diagnostic::new(problem, document.span(id)))));
    }

    // The reader bounds the depth of the document, and so of this recursion.
    fn query(&mut self, id: Id) -> Option<Query> {
        let document = self.document;
        if document.sort(id) != Sort::Object {
            self.not_a_query(id);
            return None;
        }
        let mut members = document.members(id);
        let Some((key, value)) = members.next() else {
            self.error(id, Problem::EmptyObject, |diagnostic| {
                diagnostic.label("expected a query (e.g. `{\"tag\": {\"is\": \"vip\"}}`)")
            });
            return None;
        };
        if members.next().is_none() {
            return self.member(id, key, value);
        }
        self.several_fields(id);
        for (key, value) in document.members(id) {
            self.member(id, key, value);
        }
        None
    }

    /// The one member of a query object.
    fn member(&mut self, object: Id, key: Id, value: Id) -> Option<Query> {
        let document = self.document;
        let name = document.string(key)?;
        match &*name {
            "and" => self.join(object, key, value, "and"),
            "or" => self.join(object, key, value, "or"),
            "not" => self.not(object, key, value),
            "custom_fields" => self.custom(object, value),
            name => self.clause(object, key, name, value),
        }
    }

    fn join(&mut self, object: Id, key: Id, value: Id, name: &'static str) -> Option<Query> {
        let document = self.document;
        if document.sort(value) != Sort::Array {
            self.join_of_no_array(value, name);
            return None;
        }
        let items = document.items(value);
        let mut queries = Vec::with_capacity(if items.clone().nth(1).is_some() { 8 } else { 1 });
        let mut count = 0;
        for item in items {
            // Every member is read, so that all mistakes are found in one pass.
            count += 1;
            queries.extend(self.query(item));
        }
        if count == 0 {
            self.empty_join(value, name);
        }
        if queries.len() < count || count == 0 {
            return None;
        }
        let query = if name == "and" { Query::and(queries) } else { Query::or(queries) };
        self.levelled(object, key, query)
    }

    fn not(&mut self, object: Id, key: Id, value: Id) -> Option<Query> {
        let document = self.document;
        let query = match document.sort(value) {
            Sort::Object => self.query(value)?,
            Sort::Array => {
                let mut items = document.items(value);
                match (items.next(), items.next()) {
                    (None, _) => {
                        self.empty_join(value, "not");
                        return None;
                    }
                    (Some(only), None) => self.query(only)?,
                    _ => {
                        self.not_of_several(value);
                        for item in document.items(value) {
                            self.query(item);
                        }
                        return None;
                    }
                }
            }
            _ => {
                self.join_of_no_array(value, "not");
                return None;
            }
        };
        self.levelled(object, key, Query::not(query))
    }

    /// A join, unless it is one level too much.
    fn levelled(&mut self, object: Id, key: Id, query: Result<Query, crate::diagnostic::Error>) -> Option<Query> {
        if query.is_err() {
            let document = self.document;
            self.report.error(|| query::too_deep(document.span(key)).pointer(document.pointer(object)));
        }
        query.ok()
    }

    /// Counts a clause; whether there may be so many.
    fn counted(&mut self, object: Id) -> bool {
        let limit = self.options.limits.clauses;
        self.clauses += 1;
        if self.clauses == limit + 1 {
            self.error(object, query::Problem::TooManyClauses { limit }, |diagnostic| {
                diagnostic.label("the first clause beyond the limit")
            });
        }
        self.clauses <= limit
    }
}

/// `diagnostic`, with the pointer to `id`.
fn at(document: &Document<'_>, id: Id, mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.pointer.get_or_insert_with(|| document.pointer(id));
    diagnostic
}

/// What `sort` is called.
fn found(sort: Sort) -> &'static str {
    match sort {
        Sort::Object => "an object",
        Sort::Array => "an array",
        Sort::String { .. } | Sort::Word => "a text",
        Sort::Number => "a number",
        Sort::Boolean(true) => "`true`",
        Sort::Boolean(false) => "`false`",
        Sort::Null => "`null`",
        Sort::Wrong => "something else",
    }
}
