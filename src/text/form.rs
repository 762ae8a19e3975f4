//! How filter text writes what messages quote and warnings suggest.

use std::borrow::Cow;

use super::canonical::operand;
use super::print::{Style, print};
use super::raise;
use crate::catalog::{Catalog, Field, FieldRef};
use crate::check::{Form, Sort};
use crate::lex::quote;
use crate::operator::Operator;
use crate::query::{Node, Query, Value};
use crate::value::DayMonth;

/// Filter text.
pub(crate) struct Text;

impl Form for Text {
    fn field<'f>(&self, field: &'f FieldRef) -> Cow<'f, str> {
        field.text()
    }

    fn custom(&self, name: &str) -> String {
        format!("custom.{}", quote(name))
    }

    fn operator(&self, operator: Operator) -> &'static str {
        operator.text()
    }

    fn operator_form(&self, operator: Operator) -> &'static str {
        operator.form()
    }

    fn value(&self, field: &FieldRef, operator: Operator, value: &Value) -> String {
        let mut text = String::new();
        operand(&mut text, operator, &raise::operand(field, operator, value), Some(field.kind));
        text
    }

    fn day(&self, day: DayMonth) -> String {
        day.to_string()
    }

    fn range(&self, field: &FieldRef, operator: Operator, _: Sort, ends: &[&str]) -> String {
        format!("{} {} {}", field.text(), operator.text(), ends.join(".."))
    }

    fn query(&self, query: &Query) -> String {
        let catalog = Catalog::builtin();
        let text = print(&raise::to_ast(query), &Style::new(&catalog).width(usize::MAX));
        // In parentheses it may stand anywhere a clause may.
        if matches!(query.node(), Node::Clause(_) | Node::Not(_)) { text } else { format!("({text})") }
    }

    fn example<'f>(&self, field: &'f Field) -> Option<&'f str> {
        Some(&field.example)
    }

    fn list(&self) -> &'static str {
        "a list"
    }
}
