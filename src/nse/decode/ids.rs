//! Where the clauses of a query stand.

use crate::check::{ClausePlace, Place, Scalar, Written};
use crate::json::{Document, Id, Sort};

/// The places of a clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ids {
    /// The whole query object.
    pub(super) object: Id,
    /// The key of the field.
    pub(super) field: Id,
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
            items: document.items(self.value).map(|item| document.span(item)).collect(),
            pointer: Some(document.pointer(self.object)),
            given: false,
        }
    }

    /// Whether nothing else stands in the query object, so that what is written for the clause may replace it.
    pub(super) fn is_alone(&self, document: &Document<'_>) -> bool {
        let mut id = self.object;
        loop {
            let mut members = document.members(id);
            match (members.next(), members.next()) {
                (Some((key, _)), None) if key == self.operator => return true,
                (Some((_, value)), None) => id = value,
                _ => return false,
            }
        }
    }

    /// Where each part stands.
    pub(super) fn clause_place(&self, document: &Document<'_>) -> ClausePlace {
        let Self { object, field, operator, value } = *self;
        let [clause, field, operator, value] = [object, field, operator, value].map(|id| document.span(id));
        ClausePlace { clause, field, operator, value, pointer: Some(document.pointer(object)) }
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

/// Where the clauses of a valid query stand, in order.
pub(super) fn places(document: &Document<'_>) -> Vec<Ids> {
    let mut ids = Vec::new();
    collect(document, Document::ROOT, &mut ids);
    ids
}

/// Adds the places of the clauses of a valid query at `id`, in order.
fn collect(document: &Document<'_>, id: Id, places: &mut Vec<Ids>) {
    let Some((key, value)) = document.members(id).next() else { return };
    match &*document.text(key) {
        "and" | "or" | "not" => {
            if document.sort(value) == Sort::Object {
                collect(document, value, places);
            }
            document.items(value).for_each(|item| collect(document, item, places));
        }
        "custom_fields" => {
            if let Some((field, operators)) = document.members(value).next() {
                places.extend(of_clause(document, id, field, operators));
            }
        }
        _ => places.extend(of_clause(document, id, key, value)),
    }
}

fn of_clause(document: &Document<'_>, object: Id, field: Id, operators: Id) -> Option<Ids> {
    let (operator, value) = document.members(operators).next()?;
    Some(Ids { object, field, operator, value })
}
