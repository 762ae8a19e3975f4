//! One clause: a field, one operator, and what follows it.

use super::finding::Site;
use super::fixes::Frame;
use super::{Decoder, Id, Problem, Query, Sort};
use crate::catalog::FieldRef;
use crate::check::{self, Form, Place, Raw, Scalar, Written};
use crate::json::Document;
use crate::nse::form::Json;
use crate::operator::{Operator, Takes};
use crate::query::Clause;

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
                diagnostic.label(format!("expected an operator: one of {}", check::supported(field, &Json)))
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
            let mut items = document.items(ids.value).map(|id| scalar(document, id));
            let raw = match document.sort(ids.value) {
                Sort::Array => Raw::List(&mut items),
                _ => Raw::One(scalar(document, ids.value)),
            };
            if let Some(meant) = check::unknown_operator(&name, field, &raw, &mut self.site(ids)) {
                self.judged(ids, field, meant);
            }
            return None;
        };
        self.judged(ids, field, operator)
    }

    /// The clause of the operator and what follows it.
    fn judged(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> Option<Clause> {
        let document = self.document;
        let mut items;
        let raw = match (operator.takes(), document.sort(ids.value)) {
            (takes @ (Takes::Range | Takes::Days | Takes::Quantity), Sort::Object)
                if field.operators.contains(operator) =>
            {
                return self.ends(ids, field, operator, takes);
            }
            (Takes::Presence, Sort::Boolean(empty)) => Raw::Empty(empty),
            (_, Sort::Array) => {
                items = document.items(ids.value).map(|id| scalar(document, id));
                Raw::List(&mut items)
            }
            _ => Raw::One(scalar(document, ids.value)),
        };
        check::clause(self.options, field.clone(), operator, raw, &mut self.site(ids))
    }

    pub(super) const fn site(&mut self, ids: Ids) -> Site<'_> {
        Site { document: self.document, ids, ends: [None; 2], report: self.report }
    }

    /// `{"email": "jane@example.com"}`.
    fn no_operator(&mut self, field: &FieldRef, value: Id) {
        use Operator as O;
        let document = self.document;
        self.error(value, Problem::NoOperator { field: Json.field(field).into_owned() }, |diagnostic| {
            let span = diagnostic.span;
            let supported = check::supported(field, &Json);
            let diagnostic = diagnostic.label(format!("expected an operator: one of {supported}"));
            let candidates: &[O] = match document.sort(value) {
                Sort::Array => &[O::In],
                Sort::Null => &[O::IsEmpty],
                _ => &[O::Is, O::Contain],
            };
            let raw = if document.sort(value) == Sort::Null { "true" } else { document.raw(value) };
            let fits = candidates.iter().filter(|&&operator| field.operators.contains(operator));
            let diagnostic = fits.fold(diagnostic, |diagnostic, operator| {
                diagnostic.suggest(format!("use `{operator}`"), span, format!("{{\"{operator}\": {raw}}}"))
            });
            // A sign at an end may stand for an operator.
            let is_plain = |text: &str| {
                text.starts_with(char::is_alphanumeric) && !text.ends_with(|end: char| "*%?,;".contains(end))
            };
            match document.string(value) {
                Some(text) if !is_plain(&text) => diagnostic,
                _ => diagnostic.certain(),
            }
        });
    }
}

/// The value at `id` as it was written.
pub(super) fn scalar<'d>(document: &'d Document<'_>, id: Id) -> Scalar<'d> {
    let written = match document.sort(id) {
        Sort::String { .. } | Sort::Word => Written::String,
        Sort::Number => Written::Number,
        Sort::Boolean(boolean) => Written::Boolean(boolean),
        Sort::Null => Written::Null,
        Sort::Array => Written::Array,
        Sort::Object => Written::Object,
        Sort::Wrong => Written::Reported,
    };
    Scalar { text: document.text(id), written }
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
