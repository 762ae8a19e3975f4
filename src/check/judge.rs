//! One judgement: what it is about, and how its findings are said.

use super::explain;
use super::finding::{Finding, Part, Sink, What};
use super::form::Form;
use crate::catalog::{Catalog, FieldRef};
use crate::operator::Operator;
use crate::query::{Problem, Value, validate};

/// A field and an operator that the field may support, and where what is found goes.
pub(super) struct Judge<'j> {
    pub(super) field: &'j FieldRef,
    pub(super) operator: Operator,
    pub(super) catalog: &'j Catalog,
    pub(super) sink: &'j mut dyn Sink,
}

impl Judge<'_> {
    /// Reports `what` about `part`, with what `explain` adds where that is read.
    #[cold]
    pub(super) fn say(
        &mut self,
        part: Part,
        what: impl Into<What>,
        explain: impl FnOnce(Finding, &dyn Form) -> Finding,
    ) {
        let about = (self.field.clone(), self.operator);
        let finding = Finding::new(what.into(), Some(about), part);
        let finding = match self.sink.form() {
            Some(form) => explain(finding, form),
            None => finding,
        };
        self.sink.take(finding);
    }

    /// The field as messages name it.
    pub(super) fn field_name(&self) -> String {
        self.sink.form().map_or_else(|| self.field.text(), |form| form.field(self.field)).into_owned()
    }

    /// The operator as messages name it.
    pub(super) fn operator_name(&self) -> &'static str {
        self.sink.form().map_or_else(|| self.operator.text(), |form| form.operator(self.operator))
    }

    /// The error for an operator that the field does not support.
    pub(super) fn unsupported_operator(&self) -> Problem {
        let operator = self.sink.form().map_or_else(|| self.operator.form(), |form| form.operator_form(self.operator));
        Problem::UnsupportedOperator { field: self.field_name(), operator }
    }

    /// Reports what is wrong with the text of a value.
    #[cold]
    pub(super) fn wrong(&mut self, part: Part, problem: Problem) {
        let (field, operator) = (self.field, self.operator);
        let said = problem.clone();
        self.say(part, problem, |finding, form| explain::value(finding, &said, field, operator, form));
    }

    /// Checks a value that was made of several parts.
    pub(super) fn validated(&mut self, value: Value) -> Option<Value> {
        match validate(self.field, self.operator, &value) {
            Ok(()) => Some(value),
            Err(problem) => {
                self.wrong(Part::Value, problem);
                None
            }
        }
    }
}
