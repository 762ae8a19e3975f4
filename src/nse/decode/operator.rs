//! Operators that are missing, unknown, or not the field's: which it takes, and which is probably meant.

use super::clause::Ids;
use super::fixes::around;
use super::{Decoder, Id, Problem, Sort, quoted, range, value};
use crate::check;

use crate::catalog::{Field, FieldRef, Kind, nearest};
use crate::diagnostic::{Diagnostic, Edit};
use crate::operator::{Operator, Takes};
use crate::query;
use crate::span::Span;

/// The operators of `field`, as JSON writes them: "`is`, `is_not`".
pub(super) fn supported(field: &Field) -> String {
    let names: Vec<_> = field.operators.iter().map(|operator| format!("`{operator}`")).collect();
    names.join(", ")
}

/// Names that ask whether there is a value.
const PRESENCE: [&str; 6] = ["isnotempty", "notempty", "exists", "isnotnull", "isset", "notnull"];

impl Decoder<'_, '_> {
    /// Reports an operator that nobody knows; the one of the field's that is certainly meant, where what follows it is
    /// still to be read.
    pub(super) fn unknown_operator(&mut self, ids: Ids, field: &FieldRef, name: &str) -> Option<Operator> {
        let document = self.document;
        let word: String =
            name.chars().filter(|&c| !matches!(c, '_' | ' ' | '-' | '$' | '\'')).flat_map(char::to_lowercase).collect();
        let presence = PRESENCE.contains(&&*word) && field.operators.contains(Operator::IsEmpty);
        let meant = if presence { None } else { Operator::meant_in_json(&word) };
        let taken = meant.filter(|&meant| field.operators.contains(meant));
        // `{"between": [2, 4]}` is mended as a whole.
        let ends = taken
            .filter(|meant| meant.takes() == Takes::Range)
            .and_then(|_| range::named_ends(document, field, ids.value));
        self.error(ids.operator, Problem::UnknownOperator { operator: name.to_owned() }, |diagnostic| {
            let span = diagnostic.span;
            let diagnostic = diagnostic.label(format!("expected one of {}", supported(field)));
            if presence {
                return presence_fix(diagnostic, document, ids);
            }
            match (meant, taken, &ends) {
                (_, Some(meant), Some(ends)) => {
                    let (span, text) = instead(document, ids, meant, ends);
                    diagnostic.suggest(format!("use `{meant}` with both ends"), span, text).certain()
                }
                (_, Some(meant), None) => {
                    let diagnostic = diagnostic.suggest(format!("use `{meant}`"), span, quoted(meant.json()));
                    // It is not certain what an unknown field takes.
                    if field.kind == Kind::Unknown { diagnostic } else { diagnostic.certain() }
                }
                (Some(meant), None, _) => unsupported_fix(diagnostic, document, ids, field, meant),
                (None, ..) => {
                    let names: Vec<_> = field.operators.iter().map(Operator::json).collect();
                    nearest(name, names.iter().copied()).into_iter().fold(diagnostic, |diagnostic, near| {
                        diagnostic.suggest(format!("use `{near}`"), span, quoted(near))
                    })
                }
            }
        });
        taken.filter(|_| ends.is_none())
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
        // No operator takes an empty text, and a day must be one.
        let texts = std::iter::once(ids.value).chain(document.items(ids.value));
        for (id, text) in texts.filter_map(|id| Some((id, document.string(id)?))) {
            if crate::fold::is_blank(&text) {
                self.explain(id, query::Problem::Blank, field, operator);
            } else if operator.takes() == Takes::Bound && matches!(field.kind, Kind::Datetime | Kind::Birthday) {
                let read = if value::is_datetime_like(&text) {
                    self.instant(id, &text).map(drop)
                } else {
                    crate::value::date(&text).map_err(query::Problem::from).map(drop)
                };
                if let Err(problem) = read {
                    self.explain(id, problem, field, operator);
                }
            }
        }
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

/// What to write for an operator that asks whether there is a value: it is certain before `true` and `false` alone.
fn presence_fix(diagnostic: Diagnostic, document: &crate::json::Document<'_>, ids: Ids) -> Diagnostic {
    let span = diagnostic.span;
    let is_empty = |diagnostic: Diagnostic, label: String, empty: bool| {
        let edits = vec![
            Edit { span, text: quoted(Operator::IsEmpty.json()) },
            Edit { span: document.span(ids.value), text: empty.to_string() },
        ];
        diagnostic.suggest_all(label, edits)
    };
    if let Some(present) = value::evident_boolean(document, ids.value) {
        return is_empty(diagnostic, format!("use `is_empty` with `{}`", !present), !present).certain();
    }
    let diagnostic = is_empty(diagnostic, "those with a value".to_owned(), false);
    is_empty(diagnostic, "those without a value".to_owned(), true)
}

fn unsupported_fix(
    diagnostic: Diagnostic,
    document: &crate::json::Document<'_>,
    ids: Ids,
    field: &FieldRef,
    operator: Operator,
) -> Diagnostic {
    use Operator as O;
    let has = |operator| field.operators.contains(operator);
    let key = diagnostic.span;
    let text = document.string(ids.value).unwrap_or_default();
    match operator {
        _ if operator.takes() == Takes::Value && has(O::Range) && crate::value::date(&text).is_ok() => {
            let range = if operator == O::Is { O::Range } else { O::NotInRange };
            let day = quoted(&text);
            let clause = format!("\"{range}\": {{\"start_date\": {day}, \"end_date\": {day}}}");
            diagnostic.suggest("ask for the day as a range", key.to(document.span(ids.value)), clause).certain()
        }
        _ if operator.takes() == Takes::Bound && has(O::Range) => {
            let ([start, end], missing, what) = match field.kind {
                // An account's: the built-in ones take bounds.
                Kind::Number => (range::NUMBERS, "N", "a number"),
                _ if value::is_datetime_like(&text) => (range::DATETIMES, "\"YYYY-MM-DDTHH:MM:SSZ\"", "a time"),
                _ => (range::DATES, "\"YYYY-MM-DD\"", "a day"),
            };
            let given = match field.kind {
                Kind::Number => crate::value::number(document.raw(ids.value)).is_ok(),
                _ => crate::value::date(&text).is_ok() || crate::value::datetime(&text).is_ok(),
            };
            let given = if given { document.raw(ids.value) } else { missing };
            let (first, last) =
                if operator.bound().is_some_and(|bound| bound.above) { (given, missing) } else { (missing, given) };
            diagnostic.help(format!(
                "give both ends, `{{\"range\": {{\"{start}\": {first}, \"{end}\": {last}}}}}` with {what} of your own for {}",
                missing.trim_matches('"')
            ))
        }
        _ => {
            if let Some(positive) = check::under_not(field, operator) {
                let edits = vec![Edit { span: key, text: quoted(positive.json()) }];
                let edits = around(document.span(ids.object), "{\"not\": [", edits, "]}");
                return diagnostic.suggest_all("negate the whole clause", edits).certain();
            }
            match check::nearest_operator(field, operator) {
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
    document: &crate::json::Document<'_>,
    ids: Ids,
    operator: Operator,
    value: &str,
) -> (Span, String) {
    (document.span(ids.operator).to(document.span(ids.value)), format!("\"{operator}\": {value}"))
}
