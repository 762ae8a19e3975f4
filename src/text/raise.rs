//! `Query` to `Ast`, to be printed. No node of the tree has a place.

use std::borrow::Cow;

use crate::catalog::{FieldRef, Kind};
use crate::operator::Operator;
use crate::query::{Node, Query, Value};
use crate::span::Span;
use crate::text::{self, Ast, End, Expr, FieldName, Operand, Word, WordKind};
use crate::value;
use crate::value::{DayMonth, Number};

const NOWHERE: Span = Span::new(0, 0);

/// The tree that says `query`. It borrows the query's texts; its spans are all empty.
pub fn to_ast(query: &Query) -> Ast<'_> {
    Ast { root: expr(query), comments: Vec::new(), source: Cow::Borrowed(""), parameters: false }
}

// A query is at most twenty levels deep.
fn expr(query: &Query) -> Expr<'_> {
    match query.node() {
        Node::And(members) => Expr::And { members: members.iter().map(expr).collect() },
        Node::Or(members) => Expr::Or { members: members.iter().map(expr).collect() },
        Node::Not(query) => Expr::Not { span: NOWHERE, expr: Box::new(expr(query)) },
        Node::Clause(clause) => Expr::Clause(text::Clause {
            field: field_name(clause.field()),
            operator: clause.operator(),
            operator_span: NOWHERE,
            operand: operand(clause.field(), clause.operator(), clause.value()),
        }),
    }
}

pub(crate) fn field_name(field: &FieldRef) -> FieldName<'_> {
    FieldName { span: NOWHERE, name: Cow::Borrowed(&field.name), custom: field.custom, quoted: false }
}

/// What stands after `operator` to say `value`.
pub(crate) fn operand<'q>(field: &FieldRef, operator: Operator, value: &'q Value) -> Operand<'q> {
    match value {
        Value::Boolean(empty) if operator == Operator::IsEmpty => Operand::Empty(*empty),
        Value::List(items) => {
            Operand::List { span: NOWHERE, items: items.iter().map(|item| single(field, item)).collect() }
        }
        Value::NumberRange(start, end) => {
            Operand::Range { start: End::Word(number(*start)), end: End::Word(number(*end)) }
        }
        Value::DateRange(start, end) if start == end => Operand::Period(End::Word(bare(start.to_string()))),
        Value::DateRange(start, end) => {
            Operand::Range { start: End::Word(bare(start.to_string())), end: End::Word(bare(end.to_string())) }
        }
        Value::DatetimeRange(start, end) => {
            Operand::Range { start: End::Word(bare(start.as_str())), end: End::Word(bare(end.as_str())) }
        }
        Value::DayMonthRange(start, end) if start == end => Operand::Period(day_month(*start)),
        Value::DayMonthRange(start, end) => Operand::Range { start: day_month(*start), end: day_month(*end) },
        Value::Quantity(quantity) => Operand::Last {
            span: NOWHERE,
            quantity: Some(bare(quantity.quantity().to_string())),
            unit: bare(quantity.unit().name()),
        },
        value => Operand::Word(single(field, value)),
    }
}

/// A value that stands alone or in a list. The operand's other values never do (see `Clause::new`).
fn single<'q>(field: &FieldRef, value: &'q Value) -> Word<'q> {
    match value {
        Value::Text(text) => {
            // Of a field without a kind, bare words that look so are numbers and booleans; a bare state is refused of an address.
            let quoted = field.kind == Kind::Unknown && reads_otherwise(text) || crate::lex::is_state(text);
            Word { kind: if quoted { WordKind::Quoted } else { WordKind::Bare }, ..bare(text.as_str()) }
        }
        Value::Id(text) => bare(text.as_str()),
        Value::Choice { id, label } => {
            // A label that several choices have does not say which.
            let label = label.as_deref().filter(|label| field.choices_labelled(label).nth(1).is_none());
            bare(label.unwrap_or(id))
        }
        Value::Number(value) => number(*value),
        Value::Boolean(boolean) => bare(if *boolean { "true" } else { "false" }),
        Value::RecordType(record_type) => bare(record_type.name()),
        Value::Date(date) => bare(date.to_string()),
        Value::Datetime(datetime) => bare(datetime.as_str()),
        Value::List(_)
        | Value::NumberRange(..)
        | Value::DateRange(..)
        | Value::DatetimeRange(..)
        | Value::DayMonthRange(..)
        | Value::Quantity(_) => bare(""),
    }
}

fn reads_otherwise(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") || value::number(text).is_ok()
}

fn number<'q>(number: Number) -> Word<'q> {
    bare(number.to_string())
}

fn bare<'q>(text: impl Into<Cow<'q, str>>) -> Word<'q> {
    Word { span: NOWHERE, text: text.into(), kind: WordKind::Bare }
}

fn day_month<'q>(day: DayMonth) -> End<'q> {
    End::DayMonth { span: NOWHERE, day: Some(bare(day.day().to_string())), month: day.month() }
}
