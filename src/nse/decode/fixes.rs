//! Mistakes in the frame of a query: objects, arrays and joins, and what to write instead.

use std::collections::HashMap;

use super::decoder::{Decoder, at, found};
use super::frame::{Frame, around, between};
use crate::diagnostic::Diagnostic;
use crate::json::{Id, Sort, quoted};
use crate::nse::Problem;
use crate::query;
use crate::span::Span;

/// The error for filter text of `length` bytes where `json`, which says the same, should stand.
pub(crate) fn filter_text(length: usize, json: &str) -> Diagnostic {
    let span = Span::new(0, length);
    Diagnostic::new(Problem::NotAQuery { found: "filter text" }, span)
        .label("expected NSE JSON (e.g. `{\"tag\": {\"is\": \"vip\"}}`)")
        .suggest("write the same in JSON", span, json)
}

/// The error for a member `query` with filter text at `span`, where `json`, which says the same, should stand.
pub(crate) fn query_text(span: Span, json: &str) -> Diagnostic {
    Diagnostic::new(Problem::NotAQuery { found: "filter text" }, span)
        .label("`query` takes NSE JSON (e.g. `{\"tag\": {\"is\": \"vip\"}}`)")
        .suggest("write the same in JSON", span, quoted(json))
}

impl Decoder<'_, '_> {
    pub(super) fn not_a_query(&mut self, id: Id) {
        let document = self.document;
        let sort = document.sort(id);
        if sort == Sort::Wrong {
            return;
        }
        self.error(id, Problem::NotAQuery { found: found(sort) }, |diagnostic| {
            let span = diagnostic.span;
            let diagnostic = diagnostic.label("a query is an object (e.g. `{\"tag\": {\"is\": \"vip\"}}`)");
            match sort {
                Sort::Array if document.items(id).next().is_some() => {
                    let items = document.raw(id);
                    diagnostic
                        .help("several queries are joined by `and` or `or`")
                        .suggest("all of them", span, format!("{{\"and\": {items}}}"))
                        .suggest("any of them", span, format!("{{\"or\": {items}}}"))
                }
                // A listing of saved searches carries each query so (evidence 4).
                Sort::String { .. } => {
                    let text = document.text(id);
                    if text.starts_with('{') && text.ends_with('}') {
                        return diagnostic
                            .help("this is a string that holds a query")
                            .suggest("take it out of the string", span, text)
                            .certain();
                    }
                    diagnostic
                }
                _ => diagnostic,
            }
        });
    }

    pub(super) fn join_of_no_array(&mut self, id: Id, join: &'static str) {
        let document = self.document;
        let sort = document.sort(id);
        if sort == Sort::Wrong {
            return;
        }
        self.error(id, Problem::JoinOfNoArray { join, found: found(sort) }, |diagnostic| {
            let span = diagnostic.span;
            let diagnostic = diagnostic.label(format!("expected an array (e.g. `{{\"{join}\": [{{…}}, {{…}}]}}`)"));
            if sort != Sort::Object || document.members(id).next().is_none() {
                return diagnostic;
            }
            let members: Vec<_> = document.members(id).collect();
            let edits = around(span, "[", between(document, &members, "}, {"), "]");
            diagnostic.suggest_all("write it as an array", edits).certain()
        });
        // What stands in it has its own mistakes.
        for (key, value) in document.members(id) {
            self.member(id, key, value);
        }
    }

    pub(super) fn empty_join(&mut self, id: Id, join: &'static str) {
        self.error(id, query::Problem::EmptyJoin, |diagnostic| {
            diagnostic.label(format!("expected a query (e.g. `{{\"{join}\": [{{\"tag\": {{\"is\": \"vip\"}}}}]}}`)"))
        });
    }

    pub(super) fn not_of_several(&mut self, id: Id) {
        let document = self.document;
        let count = document.items(id).count();
        self.error(id, Problem::NotOfSeveral { count }, |diagnostic| {
            let span = diagnostic.span;
            let items = document.raw(id);
            diagnostic
                .label("expected one query in the array")
                .help("it may mean that none of them may hold, or that not all of them may hold together")
                .suggest("none of them may hold", span, format!("[{{\"or\": {items}}}]"))
                .suggest("not all of them together", span, format!("[{{\"and\": {items}}}]"))
        });
    }

    /// A query object of several members.
    pub(super) fn several_fields(&mut self, object: Id) {
        let document = self.document;
        let frame = Frame { object, container: object, between: "}, {".to_owned() };
        if self.duplicates(&frame) {
            return;
        }
        let Some((second, _)) = document.members(object).nth(1) else { return };
        // In an `or` a brace may be missing between them.
        let in_or = document.pointer(object).rsplit('/').nth(1) == Some("or");
        self.error(second, Problem::SeveralFields, |diagnostic| {
            let diagnostic = diagnostic
                .label("expected one member in each object")
                .help("join clauses: `{\"and\": [{…}, {…}]}`")
                .suggest_all("join them with `and`", frame.joined(document, "and"));
            if in_or {
                diagnostic.suggest_all("join them with `or`", frame.joined(document, "or"))
            } else {
                diagnostic.certain()
            }
        });
    }

    /// A clause of several operators, or `custom_fields` of several members.
    /// `instead` says all of them at once.
    pub(super) fn several_operators(&mut self, frame: &Frame, problem: Problem, instead: Option<String>) {
        if self.duplicates(frame) {
            return;
        }
        let document = self.document;
        let Some((second, _)) = document.members(frame.container).nth(1) else { return };
        // Beside other fields, whose own fix may be an `or`, it is not.
        let alone = document.members(frame.object).nth(1).is_none();
        self.error(second, problem, |diagnostic| {
            let diagnostic = diagnostic
                .label("expected one member in this object")
                .help("each clause has one field and one operator; join clauses: `{\"and\": [{…}, {…}]}`");
            let diagnostic = match instead {
                Some(instead) => {
                    return diagnostic.suggest("use `range`", document.span(frame.container), instead).certain();
                }
                None => diagnostic.suggest_all("join two clauses with `and`", frame.joined(document, "and")),
            };
            if alone { diagnostic.certain() } else { diagnostic }
        });
    }

    /// Reports every key that stands twice in the frame's container; whether there is one.
    pub(super) fn duplicates(&mut self, frame: &Frame) -> bool {
        let document = self.document;
        let mut seen = HashMap::new();
        let mut any = false;
        let mut before = None;
        for (key, value) in document.members(frame.container) {
            let name = document.text(key);
            if let Some(&(first, first_value)) = seen.get(&name) {
                any = true;
                let (first, first_value): (Id, Id) = (first, first_value);
                self.report.error(|| {
                    let problem = Problem::DuplicateKey { key: name.to_string() };
                    let diagnostic = Diagnostic::new(problem, document.span(key))
                        .label("expected each key once")
                        .help("JSON readers silently keep only one of the two")
                        .related(document.span(first), "the first one is here");
                    let end = document.span(value).end;
                    let diagnostic = match before {
                        Some(before) if document.raw(value) == document.raw(first_value) => {
                            diagnostic.suggest("delete the second", Span::new(before, end), "").certain()
                        }
                        _ if frame.between.is_empty() => diagnostic,
                        _ => diagnostic
                            .suggest_all("both must hold", frame.joined(document, "and"))
                            .suggest_all("one of them is enough", frame.joined(document, "or")),
                    };
                    at(document, key, diagnostic)
                });
            } else {
                seen.insert(name, (key, value));
            }
            before = Some(document.span(value).end);
        }
        any
    }
}
