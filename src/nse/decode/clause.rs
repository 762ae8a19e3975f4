//! One clause: a field, one operator that it supports, one value.

use super::fixes::Frame;
use super::{Decoder, Id, Problem, Query, Sort, operator};
use crate::catalog::FieldRef;
use crate::check::Place;
use crate::json::Document;
use crate::operator::Operator;
use crate::query::{self, Clause};

/// The places of a clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ids {
    /// The whole query object.
    pub(super) object: Id,
    /// The key of the operator.
    pub(super) operator: Id,
    /// What follows the operator.
    pub(super) value: Id,
}

impl Ids {
    pub(super) fn place(&self, document: &Document<'_>) -> Place {
        Place {
            clause: document.span(self.object),
            value: document.span(self.value),
            pointer: Some(document.pointer(self.object)),
        }
    }
}

impl Decoder<'_, '_> {
    pub(super) fn clause(&mut self, object: Id, key: Id, name: &str, value: Id) -> Option<Query> {
        let field = self.field(object, key, name, value)?;
        self.operators(object, key, value, &field)
    }

    /// What follows the `field` that stands at `key`.
    pub(super) fn operators(&mut self, object: Id, key: Id, value: Id, field: &FieldRef) -> Option<Query> {
        if !self.counted(object) {
            return None;
        }
        let document = self.document;
        match document.sort(value) {
            Sort::Object => {}
            Sort::Wrong => return None,
            _ => {
                self.no_operator(field, value);
                return None;
            }
        }
        let mut members = document.members(value);
        let Some((operator, inner)) = members.next() else {
            self.error(value, Problem::EmptyObject, |diagnostic| {
                diagnostic.label(format!("expected an operator: one of {}", operator::supported(field)))
            });
            return None;
        };
        let ids = Ids { object, operator, value: inner };
        if members.next().is_none() {
            return self.operator(ids, field).map(Query::clause);
        }
        self.several_operators(&frame(document, object, key, value), Problem::SeveralOperators);
        for (operator, inner) in document.members(value) {
            self.operator(Ids { operator, value: inner, ..ids }, field);
        }
        None
    }

    fn operator(&mut self, ids: Ids, field: &FieldRef) -> Option<Clause> {
        let document = self.document;
        let name = document.string(ids.operator)?;
        let Some(operator) = Operator::from_json(&name) else {
            if let Some(meant) = self.unknown_operator(ids, field, &name) {
                self.judged(ids, field, meant);
            }
            return None;
        };
        if !field.operators.contains(operator) {
            let legacy = field.json == "names" && matches!(operator, Operator::Is | Operator::IsNot);
            if !legacy || !self.options.lenient {
                self.unsupported(ids, field, operator);
                return None;
            }
            self.report.warning(|| {
                let diagnostic = crate::check::legacy_names(operator, document.span(ids.operator));
                super::at(document, ids.operator, diagnostic)
            });
            let value = self.value(ids, field, operator)?;
            return Clause::legacy(field.clone(), operator, value).ok();
        }
        self.judged(ids, field, operator)
    }

    /// The clause of an operator that the field supports.
    fn judged(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> Option<Clause> {
        let value = self.value(ids, field, operator)?;
        match query::validate(field, operator, &value) {
            Ok(()) => Some(Clause::validated(field.clone(), operator, value)),
            Err(problem) => {
                self.explain(ids.value, problem, field, operator);
                None
            }
        }
    }
}

/// How a clause of several operators comes apart.
fn frame(document: &Document<'_>, object: Id, key: Id, value: Id) -> Frame {
    let plain = document.members(object).any(|(member, _)| member == key);
    let key = document.raw(key);
    let between =
        if plain { format!("}}}}, {{{key}: {{") } else { format!("}}}}}}, {{\"custom_fields\": {{{key}: {{") };
    Frame { object, container: value, between }
}

/// Adds the places of the clauses of a valid query at `id`, in order.
pub(super) fn collect(document: &Document<'_>, id: Id, places: &mut Vec<Ids>) {
    let Some((key, value)) = document.members(id).next() else { return };
    match &*document.text(key) {
        "and" | "or" | "not" => {
            if document.sort(value) == Sort::Object {
                collect(document, value, places);
            }
            document.items(value).for_each(|item| collect(document, item, places));
        }
        "custom_fields" => {
            if let Some((_, operators)) = document.members(value).next() {
                places.extend(ids(document, id, operators));
            }
        }
        _ => places.extend(ids(document, id, value)),
    }
}

fn ids(document: &Document<'_>, object: Id, operators: Id) -> Option<Ids> {
    let (operator, value) = document.members(operators).next()?;
    Some(Ids { object, operator, value })
}
