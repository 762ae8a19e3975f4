//! What the check finds in a clause, as diagnostics of JSON: where each part stands, and how what is suggested is written
//! there.

use super::decoder::at;
use super::frame::around;
use super::ids::Ids;
use super::reshape::reshaped;
use crate::catalog::FieldRef;
use crate::check::{Finding, Form, Instead, Part, Sink};
use crate::diagnostic::{Collector, Edit};
use crate::json::{Document, Id, quoted};
use crate::nse::form::Json;
use crate::operator::{Operator, Sense};
use crate::query::Value;
use crate::span::Span;

/// Where the findings about one clause go.
pub(super) struct Site<'s> {
    pub(super) document: &'s Document<'s>,
    pub(super) ids: Ids,
    /// The ends of a range; of a time back from now its unit and its quantity.
    pub(super) ends: [Option<Id>; 2],
    pub(super) report: &'s mut Collector,
}

impl Sink for Site<'_> {
    fn form(&self) -> Option<&dyn Form> {
        self.report.has_room().then_some(&Json)
    }

    fn errors(&self) -> usize {
        self.report.errors()
    }

    fn take(&mut self, finding: Finding) {
        let id = self.id(finding.part);
        let diagnostic = finding.diagnostic(self.document.span(id), |instead, about| self.edits(instead, about));
        self.report.add(at(self.document, id, diagnostic));
    }
}

impl Site<'_> {
    fn id(&self, part: Part) -> Id {
        let value = self.ids.value;
        match part {
            Part::Field | Part::Operator => self.ids.operator,
            Part::Value => value,
            Part::Item(index) => self.document.items(value).nth(index).unwrap_or(value),
            Part::Start | Part::Unit => self.ends[0].unwrap_or(value),
            Part::End | Part::Quantity => self.ends[1].unwrap_or(value),
        }
    }

    /// The edits that write `instead`; none where that cannot be.
    fn edits(&self, instead: &Instead, about: Option<&(FieldRef, Operator)>) -> Option<Vec<Edit>> {
        let (document, ids) = (self.document, self.ids);
        let (field, written) = about?;
        let replace = |span: Span, text: String| vec![Edit { span, text }];
        let key = document.span(ids.operator);
        let clause = key.to(document.span(ids.value));
        match instead {
            // The rest of an object of several members would be in the `not`, or lost.
            Instead::Operator { not: true, .. }
            | Instead::Clause { not: true, .. }
            | Instead::Query(_)
            | Instead::Each(_)
                if !ids.is_alone(document) =>
            {
                None
            }
            // Members of a range are no days of any year, and what moves and what is given have no form in JSON.
            Instead::Moving { .. }
            | Instead::AnyPeriod(_)
            | Instead::Units(_)
            | Instead::Words(..)
            | Instead::Field(_)
            | Instead::Value(Part::Start | Part::End, Value::DayMonthRange(..)) => None,
            Instead::Value(part, value) => {
                Some(replace(document.span(self.id(*part)), Json.value(field, *written, value)))
            }
            Instead::Operator { not, operator } => {
                let edits = match reshaped(document, ids.value, field, *operator) {
                    Some(value) => replace(clause, format!("\"{operator}\": {value}")),
                    None if document.text(ids.operator) == operator.json() => return None,
                    None => replace(key, quoted(operator.json())),
                };
                Some(self.negated(*not, edits))
            }
            Instead::Clause { not, operator, value } => {
                let value = Json.value(field, *operator, value);
                Some(self.negated(*not, replace(clause, format!("\"{operator}\": {value}"))))
            }
            Instead::Query(query) => Some(replace(document.span(ids.object), Json.query(query))),
            Instead::Swapped => {
                let [start, end] = [self.ends[0]?, self.ends[1]?];
                let put = |id: Id, other: Id| Edit { span: document.span(id), text: document.raw(other).to_owned() };
                let mut edits = vec![put(start, end), put(end, start)];
                edits.sort_by_key(|edit| edit.span);
                Some(edits)
            }
            Instead::Each(operator) => {
                let join = if operator.sense() == Sense::Is { "or" } else { "and" };
                let name = quoted(&field.json);
                let clauses = document.items(ids.value).map(|item| {
                    let clause = format!("{{{name}: {{\"{operator}\": {}}}}}", document.raw(item));
                    if field.custom { format!("{{\"custom_fields\": {clause}}}") } else { clause }
                });
                let clauses: Vec<String> = clauses.collect();
                Some(replace(document.span(ids.object), format!("{{\"{join}\": [{}]}}", clauses.join(", "))))
            }
        }
    }

    /// `edits`, and a `not` around the clause.
    fn negated(&self, not: bool, edits: Vec<Edit>) -> Vec<Edit> {
        if not { around(self.document.span(self.ids.object), "{\"not\": [", edits, "]}") } else { edits }
    }
}
