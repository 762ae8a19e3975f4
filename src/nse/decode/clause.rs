//! One clause: a field, one operator, and what follows it.

use super::decoder::Decoder;
use super::finding::Site;
use super::foreign::{between, inner};
use super::frame::{Frame, around};
use super::ids::{Ids, scalar};
use crate::catalog::{FieldRef, Kind};
use crate::check::{self, Form, Raw};
use crate::diagnostic::Edit;
use crate::json::{Document, Id, Sort};
use crate::nse::Problem;
use crate::nse::form::Json;
use crate::operator::{Operator, Takes};
use crate::query::{self, Query};

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
        let ids = Ids { object, field: key, operator, value: inner };
        if members.next().is_none() {
            return self.operator(ids, field);
        }
        self.several_operators(
            &frame(document, object, key, value),
            Problem::SeveralOperators,
            self.days_of_both(field, value),
        );
        for (operator, inner) in document.members(value) {
            self.operator(Ids { operator, value: inner, ..ids }, field);
        }
        None
    }

    /// The range that two bounds of days are: `{"$gte": "2024-01-01", "$lt": "2025-01-01"}`.
    fn days_of_both(&self, field: &FieldRef, value: Id) -> Option<String> {
        let document = self.document;
        let bound = |(key, value): (Id, Id)| {
            let name = document.text(key);
            Some((
                Operator::meant_in_json(name.trim_start_matches('$')).filter(|operator| operator.bound().is_some())?,
                value,
            ))
        };
        let mut members = document.members(value);
        let (Some(first), Some(second), None) = (members.next(), members.next(), members.next()) else { return None };
        let range = between(document, field, [bound(first)?, bound(second)?]);
        range.filter(|_| field.kind == Kind::Datetime).map(|range| format!("{{\"range\": {range}}}"))
    }

    fn operator(&mut self, ids: Ids, field: &FieldRef) -> Option<Query> {
        let document = self.document;
        let name = document.string(ids.operator)?;
        let Some(operator) = Operator::from_json(&name) else {
            if self.denied(ids, &name, field) {
                return None;
            }
            let mut items = document.items(ids.value).map(|id| scalar(document, id));
            let raw = match document.sort(ids.value) {
                Sort::Array => Raw::List(&mut items),
                _ => Raw::One(scalar(document, ids.value)),
            };
            if let Some(meant) = check::unknown_operator(&name, field, &raw, self.options.catalog, &mut self.site(ids))
            {
                self.judged(ids, field, meant);
            }
            return None;
        };
        self.judged(ids, field, operator)
    }

    /// Whether `{"rating": {"$not": {"$gt": 3}}}` stands there, which is reported.
    fn denied(&mut self, ids: Ids, name: &str, field: &FieldRef) -> bool {
        let document = self.document;
        let Some(inner) = inner(document, ids.value) else { return false };
        if !name.trim_start_matches('$').eq_ignore_ascii_case("not") || document.members(ids.value).nth(1).is_some() {
            return false;
        }
        let clause = document.span(ids.operator).to(document.span(ids.value));
        let edits = around(document.span(ids.object), "{\"not\": [", vec![Edit { span: clause, text: inner }], "]}");
        let supported = check::supported(field, &Json);
        self.error(ids.operator, query::Problem::UnknownOperator { name: name.to_owned() }, |diagnostic| {
            let diagnostic = diagnostic.label(format!("expected one of {supported}"));
            if ids.is_alone(document) {
                diagnostic.suggest_all("negate the whole clause", edits).certain()
            } else {
                diagnostic
            }
        });
        true
    }

    /// The clause of the operator and what follows it.
    fn judged(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> Option<Query> {
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

/// How a clause of several operators comes apart.
fn frame(document: &Document<'_>, object: Id, key: Id, value: Id) -> Frame {
    let plain = document.members(object).any(|(member, _)| member == key);
    let key = document.raw(key);
    let between =
        if plain { format!("}}}}, {{{key}: {{") } else { format!("}}}}}}, {{\"custom_fields\": {{{key}: {{") };
    Frame { object, container: value, between }
}
