//! `last contacted > 30 days ago`: a field that lacks a word of its name, before a day that can be read in two ways.

use super::ast::{Clause, Operand};
use crate::catalog::{Catalog, FieldRef, Said};
use crate::diagnostic::{Diagnostic, Edit};
use crate::operator::Operator;
use crate::query::Problem;
use crate::value::Anchor;

/// The error for the unknown field of `clause`, with both readings for each field whose name ends so, in words.
pub(super) fn near_field(clause: &Clause<'_>, catalog: &Catalog) -> Option<Diagnostic> {
    let Operand::Day(day) = &clause.operand else { return None };
    clause.operator.bound().filter(|_| day.anchor == Anchor::Ago)?;
    let (quantity, unit) = (day.quantity.as_ref()?, day.unit.as_ref()?);
    let time = format!("{} {}", quantity.text, unit.text);
    let end = format!(" {}", clause.field.name.to_lowercase());
    let longer = |field: &FieldRef| field.past && field.name.ends_with(&end) && field.operators.contains(Operator::Lt);
    let near: Vec<FieldRef> = catalog.fields().filter(longer).collect();
    let first = near.first()?;
    let problem = Problem::UnknownField { name: clause.field.name.to_string() };
    let diagnostic =
        Diagnostic::new(problem, clause.field.span).label(format!("expected a field (e.g. `{}`)", first.text()));
    let readings = near.iter().flat_map(|field| [(field, true), (field, false)]);
    Some(readings.fold(diagnostic, |diagnostic, (field, more)| {
        let said = match field.said {
            Said::Ever(said) | Said::Once(said) => said,
            _ => &*field.name,
        };
        let (than, after) =
            if more { ("more than", format!("< {time} ago")) } else { ("at most", format!("in last {time}")) };
        let value = clause.operator_span.to(day.span);
        let edits =
            vec![Edit { span: clause.field.span, text: field.text().into_owned() }, Edit { span: value, text: after }];
        diagnostic.suggest_all(format!("{said} {than} {time} ago"), edits)
    }))
}
