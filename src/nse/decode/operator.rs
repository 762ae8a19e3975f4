//! Operators that are missing, unknown, or not the field's: which it takes, and which is probably meant.

use super::clause::Ids;
use super::mend::around;
use super::{Decoder, Id, Problem, Sort, quoted, value};
use crate::catalog::{Field, FieldRef, Operator, nearest};
use crate::diagnostic::{Diagnostic, Edit};
use crate::query;
use crate::span::Span;

/// The operators of `field`, as JSON writes them: "`is`, `is_not`".
pub(super) fn supported(field: &Field) -> String {
    let names: Vec<_> = field.operators.iter().map(|operator| format!("`{operator}`")).collect();
    names.join(", ")
}

/// What people and programs write for the operators (evidence 20), in small letters and digits only.
const OTHER_NAMES: [(&str, Operator); 53] = {
    use Operator as O;
    [
        ("=", O::Is),
        ("==", O::Is),
        ("eq", O::Is),
        ("equal", O::Is),
        ("equals", O::Is),
        ("match", O::Is),
        ("!=", O::IsNot),
        ("<>", O::IsNot),
        ("ne", O::IsNot),
        ("neq", O::IsNot),
        ("isnt", O::IsNot),
        ("notequal", O::IsNot),
        ("notequals", O::IsNot),
        ("notis", O::IsNot),
        ("~", O::Contain),
        ("contains", O::Contain),
        ("like", O::Contain),
        ("includes", O::Contain),
        ("has", O::Contain),
        ("!~", O::NotContain),
        ("doesnotcontain", O::NotContain),
        ("doesntcontain", O::NotContain),
        ("notcontains", O::NotContain),
        ("notlike", O::NotContain),
        ("startwith", O::StartsWith),
        ("startswith", O::StartsWith),
        ("beginswith", O::StartsWith),
        ("prefix", O::StartsWith),
        ("empty", O::IsEmpty),
        ("isempty", O::IsEmpty),
        ("isnull", O::IsEmpty),
        ("isblank", O::IsEmpty),
        ("anyof", O::In),
        ("oneof", O::In),
        ("isoneof", O::In),
        ("nin", O::NotIn),
        ("isnotin", O::NotIn),
        ("noneof", O::NotIn),
        (">", O::Gt),
        ("greaterthan", O::Gt),
        (">=", O::Gte),
        ("ge", O::Gte),
        ("min", O::Gte),
        ("<", O::Lt),
        ("lessthan", O::Lt),
        ("<=", O::Lte),
        ("le", O::Lte),
        ("max", O::Lte),
        ("between", O::Range),
        ("notbetween", O::NotInRange),
        ("inlast", O::InTheLast),
        ("notinlast", O::NotInTheLast),
        ("notrange", O::NotInRange),
    ]
};

/// Names that ask whether there is a value.
const PRESENCE: [&str; 6] = ["isnotempty", "notempty", "exists", "isnotnull", "isset", "notnull"];

impl Decoder<'_, '_, '_> {
    pub(super) fn unknown_operator(&mut self, ids: Ids, field: &FieldRef, name: &str) {
        let document = self.document;
        self.error(ids.operator, Problem::UnknownOperator { operator: name.to_owned() }, |diagnostic| {
            let span = diagnostic.span;
            let diagnostic = diagnostic.label(format!("expected one of {}", supported(field)));
            let word: String = name
                .chars()
                .filter(|&c| !matches!(c, '_' | ' ' | '-' | '$' | '\''))
                .flat_map(char::to_lowercase)
                .collect();
            if PRESENCE.contains(&&*word) && field.operators.contains(Operator::IsEmpty) {
                let value = match document.sort(ids.value) {
                    Sort::Boolean(present) => {
                        if present {
                            "false"
                        } else {
                            "true"
                        }
                    }
                    _ => "false",
                };
                let edits = vec![
                    Edit { span, text: quoted(Operator::IsEmpty.json()) },
                    Edit { span: document.span(ids.value), text: value.to_owned() },
                ];
                return diagnostic.suggest_all(format!("use `is_empty` with `{value}`"), edits).certain();
            }
            let spelled = Operator::ALL.into_iter().find(|operator| operator.json().replace('_', "") == word);
            let other = OTHER_NAMES.iter().find(|(other, _)| *other == word).map(|&(_, operator)| operator);
            if let Some(meant) = spelled.or(other) {
                let text = quoted(meant.json());
                let diagnostic = diagnostic.suggest(format!("use `{meant}`"), span, text);
                // What the field does not take would only be the next error.
                return if field.operators.contains(meant) { diagnostic.certain() } else { diagnostic };
            }
            let names: Vec<_> = field.operators.iter().map(Operator::json).collect();
            nearest(name, names.iter().copied())
                .into_iter()
                .fold(diagnostic, |diagnostic, near| diagnostic.suggest(format!("use `{near}`"), span, quoted(near)))
        });
    }

    pub(super) fn unsupported(&mut self, ids: Ids, field: &FieldRef, operator: Operator) {
        let document = self.document;
        let problem = Problem::UnsupportedOperator { field: field.json.to_string(), operator };
        self.error(ids.operator, problem, |diagnostic| {
            let diagnostic = diagnostic
                .label(format!("expected one of {}", supported(field)))
                .help(format!("the service refuses it with a 409 (documentation: {})", field.documented));
            unsupported_fix(diagnostic, document, ids, field, operator)
        });
    }

    /// `{"email": "jane@example.com"}`.
    pub(super) fn no_operator(&mut self, field: &FieldRef, value: Id) {
        use Operator as O;
        let document = self.document;
        self.error(value, Problem::NoOperator { field: field.json.to_string() }, |diagnostic| {
            let span = diagnostic.span;
            let diagnostic = diagnostic.label(format!("expected an operator: one of {}", supported(field)));
            let candidates: &[O] = match document.sort(value) {
                Sort::Array => &[O::In],
                Sort::Null => &[O::IsEmpty],
                _ => &[O::Is, O::Contain],
            };
            let raw = if document.sort(value) == Sort::Null { "true" } else { document.raw(value) };
            let fits = candidates.iter().filter(|&&operator| field.operators.contains(operator));
            fits.fold(diagnostic, |diagnostic, operator| {
                diagnostic.suggest(format!("use `{operator}`"), span, format!("{{\"{operator}\": {raw}}}"))
            })
            .certain()
        });
    }
}

fn unsupported_fix(
    diagnostic: Diagnostic,
    document: &crate::nse::json::Document<'_>,
    ids: Ids,
    field: &FieldRef,
    operator: Operator,
) -> Diagnostic {
    use Operator as O;
    let has = |operator| field.operators.contains(operator);
    let key = diagnostic.span;
    let text = document.string(ids.value).unwrap_or_default();
    match operator {
        O::Is | O::IsNot if has(O::Range) && query::value::date(&text).is_ok() => {
            let range = if operator == O::Is { O::Range } else { O::NotInRange };
            let day = quoted(&text);
            let clause = format!("\"{range}\": {{\"start_date\": {day}, \"end_date\": {day}}}");
            diagnostic.suggest("ask for the day as a range", key.to(document.span(ids.value)), clause).certain()
        }
        O::Gt | O::Gte | O::Lt | O::Lte if has(O::Range) => {
            let (start, end) =
                if matches!(operator, O::Gt | O::Gte) { (&*text, "YYYY-MM-DD") } else { ("YYYY-MM-DD", &*text) };
            diagnostic.help(format!(
                "give both ends, `{{\"range\": {{\"start_date\": {}, \"end_date\": {}}}}}` with a day of your own for YYYY-MM-DD",
                quoted(start),
                quoted(end)
            ))
        }
        _ => {
            if let Some(positive) = query::under_not(field, operator) {
                let edits = vec![Edit { span: key, text: quoted(positive.json()) }];
                let edits = around(document.span(ids.object), "{\"not\": [", edits, "]}");
                return diagnostic.suggest_all("negate the whole clause", edits).certain();
            }
            match query::nearest_operator(field, operator) {
                Some(near) if value::one(document.sort(ids.value)) => {
                    diagnostic.suggest(format!("use `{near}`"), key, quoted(near.json()))
                }
                _ => diagnostic,
            }
        }
    }
}

/// The edit that puts `operator` with `value` for an operator and its value.
pub(super) fn instead(
    document: &crate::nse::json::Document<'_>,
    ids: Ids,
    operator: Operator,
    value: &str,
) -> (Span, String) {
    (document.span(ids.operator).to(document.span(ids.value)), format!("\"{operator}\": {value}"))
}
