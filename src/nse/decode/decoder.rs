//! Query objects and joins. Whatever is wrong with them is said elsewhere.

use crate::check::Options;
use crate::diagnostic::{Collector, Diagnostic, Error};
use crate::json::{Document, Id, Sort};
use crate::nse::Problem;
use crate::query::{self, Query};

/// Reads one document.
pub(super) struct Decoder<'d, 'r> {
    pub(super) document: &'d Document<'d>,
    pub(super) options: &'d Options<'d>,
    pub(super) report: &'r mut Collector,
    clauses: usize,
}

impl<'d, 'r> Decoder<'d, 'r> {
    pub(super) fn new(document: &'d Document<'d>, options: &'d Options<'d>, report: &'r mut Collector) -> Self {
        Self { document, options, report, clauses: 0 }
    }
}

impl Decoder<'_, '_> {
    /// Reports `problem` at the key or value `id`, with what `more` adds.
    pub(super) fn error(
        &mut self,
        id: Id,
        problem: impl crate::code::Problem,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let document = self.document;
        self.report.error(|| at(document, id, more(Diagnostic::new(problem, document.span(id)))));
    }

    // The reader bounds the depth of the document, and so of this recursion.
    pub(super) fn query(&mut self, id: Id) -> Option<Query> {
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
    pub(super) fn member(&mut self, object: Id, key: Id, value: Id) -> Option<Query> {
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
    fn levelled(&mut self, object: Id, key: Id, query: Result<Query, Error>) -> Option<Query> {
        let limit = self.options.limits.levels;
        match query {
            Ok(query) if query.levels() <= limit => Some(query),
            _ => {
                let document = self.document;
                self.report.error(|| query::too_deep(document.span(key), limit).pointer(document.pointer(object)));
                None
            }
        }
    }

    /// Counts a clause; whether there may be so many.
    pub(super) fn counted(&mut self, object: Id) -> bool {
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
pub(super) fn at(document: &Document<'_>, id: Id, mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.pointer.get_or_insert_with(|| document.pointer(id));
    diagnostic
}

/// What `sort` is called.
pub(super) fn found(sort: Sort) -> &'static str {
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
