//! What follows an operator to the value that the field takes there.

use super::clause::Ids;
use super::{Decoder, Id, Problem, Sort, found, operator, quoted};
use crate::catalog::{FieldRef, Kind};
use crate::check::{self, Lint};
use crate::diagnostic::{Diagnostic, Edit};
use crate::fold::is_blank;
use crate::operator::{Operator, Takes};
use crate::query;
use crate::query::Value;
use crate::value::Invalid;
use crate::value::{self, Datetime};

/// What `operator` takes on a field of `kind`, with an example.
pub(super) fn expected(kind: Kind, operator: Operator) -> &'static str {
    match (operator.takes(), kind) {
        (Takes::Presence, _) => "`true` or `false`",
        (Takes::Quantity, _) => "a number of units (e.g. `{\"unit\": \"month\", \"quantity\": 3}`)",
        (Takes::Days, _) => "days of the year (e.g. `{\"start_date\": \"01/03\", \"end_date\": \"31/03\"}`)",
        (Takes::Range, Kind::Number) => "a range of numbers (e.g. `{\"start\": 2, \"end\": 4}`)",
        (Takes::Range, _) => {
            "a range of dates (e.g. `{\"start_date\": \"2025-01-01\", \"end_date\": \"2025-12-31\"}`) or of datetimes"
        }
        (Takes::List, Kind::Number) => "an array of numbers (e.g. `[2, 4]`)",
        (Takes::List, Kind::Id) => "an array of ids (e.g. `[\"4f69fb852ab3740c5e000004\"]`)",
        (Takes::List, _) => "an array of texts (e.g. `[\"a@x.com\", \"b@x.com\"]`)",
        (_, Kind::Choice) => "the id of a choice (e.g. `\"3\"`)",
        (_, Kind::Text | Kind::Tag | Kind::Address) => "a text (e.g. `\"vip\"`)",
        (_, Kind::RecordType) => "`\"person\"`, `\"company\"` or `\"all\"`",
        (_, Kind::Datetime | Kind::Birthday) => "a date (e.g. `\"2025-01-31\"`) or a datetime",
        (_, Kind::Number) => "a number (e.g. `3`)",
        (_, Kind::Boolean) => "`true` or `false`",
        (_, Kind::Id | Kind::SavedSearch | Kind::User) => {
            "an id of 24 hexadecimal digits (e.g. `\"4f69fb852ab3740c5e000004\"`)"
        }
        (_, Kind::Reminder | Kind::Unknown) => "a text, a number, `true` or `false` (e.g. `\"vip\"`)",
    }
}

/// Whether a value of `sort` is one value.
pub(super) fn one(sort: Sort) -> bool {
    !matches!(sort, Sort::Object | Sort::Array)
}

impl Decoder<'_, '_> {
    pub(super) fn value(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> Option<Value> {
        let document = self.document;
        match operator.takes() {
            Takes::Presence => match document.sort(ids.value) {
                Sort::Boolean(empty) => Some(Value::Boolean(empty)),
                _ => self.wrong(ids, field, operator),
            },
            Takes::List => {
                if document.sort(ids.value) != Sort::Array {
                    return self.wrong(ids, field, operator);
                }
                let mut values = Vec::new();
                let mut count = 0;
                for item in document.items(ids.value) {
                    count += 1;
                    let Some(value) = self.single(Ids { value: item, ..ids }, field, operator) else { continue };
                    match query::takes(field, operator, &value) {
                        Ok(()) => values.push(value),
                        Err(problem) => self.explain(item, problem, field, operator),
                    }
                }
                if count == 0 {
                    return self.wrong(ids, field, operator);
                }
                (values.len() == count).then_some(Value::List(values))
            }
            Takes::Range => self.range(ids, field, operator),
            Takes::Days => self.days(ids, field),
            Takes::Quantity => self.quantity(ids, field, operator),
            Takes::Value | Takes::Words | Takes::Bound => self.single(ids, field, operator),
        }
    }

    /// One value, alone or in an array.
    fn single(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> Option<Value> {
        let document = self.document;
        let id = ids.value;
        let text = document.string(id);
        let read = match (field.kind, document.sort(id), text) {
            (Kind::Text | Kind::Address | Kind::Tag, _, Some(text)) => {
                let mut odd = crate::diagnostic::Collector::new(usize::MAX);
                check::text_warnings(&text, document.span(id), &mut odd);
                for diagnostic in odd.finish() {
                    self.add(id, diagnostic);
                }
                Ok(Value::Text(text.into_owned()))
            }
            (kind, _, Some(text)) if kind != Kind::Choice && is_blank(&text) => Err(query::Problem::Blank),
            (Kind::Number | Kind::Unknown, Sort::Number, _) => {
                value::number(document.raw(id)).map_err(query::Problem::from).map(Value::Number)
            }
            (Kind::Number, _, Some(text)) => value::number(&text).map_err(query::Problem::from).map(Value::Number),
            (Kind::Boolean | Kind::Unknown, Sort::Boolean(boolean), _) => Ok(Value::Boolean(boolean)),
            (Kind::Choice, _, Some(text)) => return self.choice(id, field, &text),
            (Kind::User | Kind::Id | Kind::SavedSearch, _, Some(text)) => {
                value::id(&text).map_err(query::Problem::from).map(Value::Id)
            }
            (Kind::RecordType, _, Some(text)) => {
                value::record_type(&text).map_err(query::Problem::from).map(Value::RecordType)
            }
            (Kind::Datetime | Kind::Birthday, _, Some(text)) => {
                if is_datetime_like(&text) {
                    self.instant(id, &text).map(Value::Datetime)
                } else {
                    value::date(&text).map_err(query::Problem::from).map(Value::Date)
                }
            }
            (Kind::Unknown, _, Some(text)) => Ok(Value::Text(text.into_owned())),
            _ => return self.wrong(ids, field, operator),
        };
        read.map_err(|problem| self.explain(id, problem, field, operator)).ok()
    }

    /// JSON always means a choice's id.
    fn choice(&mut self, id: Id, field: &FieldRef, text: &str) -> Option<Value> {
        let document = self.document;
        let span = document.span(id);
        if let Some(choice) = field.choices.iter().find(|choice| choice.id == text) {
            return Some(Value::Choice { id: choice.id.clone(), label: Some(choice.label.clone()) });
        }
        if !field.choices.is_empty() {
            let folded = crate::fold::fold(text);
            let labelled = field.choices.iter().filter(|choice| crate::fold::fold(&choice.label) == folded);
            self.report.error(|| {
                let mut diagnostic = check::unknown_choice(field, text, span);
                diagnostic.fixes.clear();
                let diagnostic =
                    labelled.fold(diagnostic.label("expected the id of a choice"), |diagnostic, choice| {
                        let label = format!("use the id of “{}”", choice.label);
                        diagnostic.suggest(label, span, quoted(&choice.id))
                    });
                super::at(document, id, diagnostic.certain())
            });
            return None;
        }
        if is_blank(text) {
            self.explain(id, query::Problem::Blank, field, Operator::Is);
            return None;
        }
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.report.warning(|| {
                let lint = Lint::ChoiceUnchecked { field: field.json.to_string() };
                let diagnostic = Diagnostic::new(lint, span).label("expected the id of a choice (e.g. `\"3\"`)").help(
                    "the service compares the choice's id, not its label; load the account's metadata to know the ids",
                );
                super::at(document, id, diagnostic)
            });
        }
        Some(Value::Choice { id: text.to_owned(), label: None })
    }

    /// An instant. Without a zone it is one of UTC, and a space stands for the `T`, each with a warning (evidence 10b).
    pub(super) fn instant(&mut self, id: Id, text: &str) -> Result<Datetime, query::Problem> {
        let wrong = match value::datetime(text) {
            Ok(datetime) => return Ok(datetime),
            Err(wrong) => wrong,
        };
        let joined = text.replacen(' ', "T", 1);
        let (read, zone) = match value::datetime(&joined) {
            Ok(datetime) => (datetime, true),
            Err(_) => (value::datetime(&format!("{joined}Z")).map_err(|_| wrong)?, false),
        };
        let document = self.document;
        self.report.warning(|| {
            let text = text.to_owned();
            let lint = if zone { Problem::SpaceForT { text } } else { Problem::ReadAsUtc { text } };
            let span = document.span(id);
            let diagnostic = Diagnostic::new(lint, span)
                .label("expected RFC 3339 (e.g. `\"2025-01-31T09:30:00Z\"`)")
                .help("an earlier documentation shows a space and no zone; instants were UTC (evidence 10b)")
                .suggest(format!("write `{}`", read.as_str()), span, quoted(read.as_str()))
                .certain();
            super::at(document, id, diagnostic)
        });
        Ok(read)
    }

    /// Reports a value of another sort than `operator` takes.
    pub(super) fn wrong(&mut self, ids: Ids, field: &FieldRef, operator: Operator) -> Option<Value> {
        let document = self.document;
        let sort = document.sort(ids.value);
        if sort == Sort::Wrong {
            return None;
        }
        let boolean = (field.kind == Kind::Boolean && one(sort)) || operator == Operator::IsEmpty;
        let more = |diagnostic: Diagnostic| {
            let diagnostic = diagnostic.label(format!("expected {}", expected(field.kind, operator)));
            wrong_fix(diagnostic, document, ids, field, operator)
        };
        if boolean && document.string(ids.value).is_some() {
            // With its quotes, because without them it may be one.
            self.error(ids.value, query::Problem::Boolean { text: document.raw(ids.value).to_owned() }, more);
        } else {
            let problem = Problem::WrongValue {
                field: field.json.to_string(),
                operator,
                expected: expected(field.kind, operator),
                found: if sort == Sort::Array && document.items(ids.value).next().is_none() {
                    "an empty array"
                } else {
                    found(sort)
                },
            };
            self.error(ids.value, problem, more);
        }
        None
    }

    /// Reports what is wrong with the characters of a value.
    pub(super) fn explain(&mut self, id: Id, problem: query::Problem, field: &FieldRef, operator: Operator) {
        let document = self.document;
        let span = document.span(id);
        let number = document.sort(id) == Sort::Number || field.kind == Kind::Number;
        self.report.error(|| super::at(document, id, explained(problem, field, operator, span, number)));
    }
}

fn explained(
    problem: query::Problem,
    field: &FieldRef,
    operator: Operator,
    span: crate::span::Span,
    number: bool,
) -> Diagnostic {
    let plain = |problem: query::Problem| Diagnostic::new(problem, span);
    match problem {
        query::Problem::Blank => {
            let diagnostic = plain(problem)
                .label("expected at least one visible character (e.g. `\"vip\"`)")
                .help("the service refuses empty values (evidence B)");
            if field.operators.contains(Operator::IsEmpty) {
                return diagnostic
                    .help("to ask for contacts without a value, write `{\"is_empty\": true}`");
            }
            diagnostic
        }
        query::Problem::NoWord => {
            plain(problem).label("expected at least one letter or digit (e.g. `\"Jon\"`)").help(format!(
                "`{operator}` searches by words, and only letters and digits make words (documentation, \"Text operators\")"
            ))
        }
        query::Problem::ReversedRange => plain(problem)
            .label("expected the earlier or smaller end first")
            .help("only days of the year may wrap, in `day_month_range`"),
        // Sorts are told apart before a clause is made; what is left are the odd values of unknown fields.
        query::Problem::WrongValue { operator, found, .. } => {
            let expected = expected(field.kind, operator);
            let problem = Problem::WrongValue { field: field.json.to_string(), operator, expected, found };
            Diagnostic::new(problem, span).label(format!("expected {expected}"))
        }
        query::Problem::Invalid(Invalid::RecordType { ref text }) => {
            let diagnostic = plain(problem.clone()).label(format!("expected {}", expected(field.kind, operator)));
            check::record_types_near(text).into_iter().fold(diagnostic, |diagnostic, near| {
                diagnostic.suggest(format!("use `{near}`"), span, quoted(near))
            })
        }
        problem => {
            let mut diagnostic = check::explain(&problem, field, operator, span, expected(field.kind, operator));
            if matches!(problem, query::Problem::Invalid(Invalid::Datetime { .. })) {
                diagnostic = diagnostic.label("expected RFC 3339 (e.g. `\"2025-01-31T09:30:00Z\"`)");
            }
            diagnostic.fixes.retain(|fix| {
                let fits = |edit: &Edit| {
                    number || value::date(&edit.text).is_ok() || value::datetime(&edit.text).is_ok()
                };
                fix.edits.iter().all(fits)
            });
            for edit in diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits).filter(|_| !number) {
                edit.text = quoted(&edit.text);
            }
            diagnostic
        }
    }
}

fn wrong_fix(
    diagnostic: Diagnostic,
    document: &crate::json::Document<'_>,
    ids: Ids,
    field: &FieldRef,
    operator: Operator,
) -> Diagnostic {
    use Operator as O;
    let span = diagnostic.span;
    let raw = document.raw(ids.value);
    let sort = document.sort(ids.value);
    let text = matches!(field.kind, Kind::Text | Kind::Tag | Kind::Address | Kind::Choice);
    let list = operator.takes() == Takes::List;
    let object = matches!(operator.takes(), Takes::Range | Takes::Quantity | Takes::Days);
    match sort {
        Sort::Array if !list && !object && operator != O::IsEmpty => {
            let items: Vec<Id> = document.items(ids.value).collect();
            let many = match operator {
                O::Is => O::In,
                _ => O::NotIn,
            };
            match items.as_slice() {
                [only] if one(document.sort(*only)) => {
                    diagnostic.suggest("take it out of the array", span, document.raw(*only)).certain()
                }
                [_, _, ..] if operator.takes() == Takes::Value && field.operators.contains(many) => {
                    let (span, text) = operator::instead(document, ids, many, raw);
                    diagnostic.suggest(format!("use `{many}`"), span, text).certain()
                }
                _ => diagnostic,
            }
        }
        Sort::Null if field.operators.contains(O::IsEmpty) && matches!(operator, O::Is | O::IsNot) => {
            let empty = if operator == O::IsNot { "false" } else { "true" };
            let (span, text) = operator::instead(document, ids, O::IsEmpty, empty);
            diagnostic.suggest(format!("use `is_empty` with `{empty}`"), span, text).certain()
        }
        Sort::String { .. } | Sort::Word if operator == O::IsEmpty || field.kind == Kind::Boolean => {
            match evident_boolean(document, ids.value) {
                Some(boolean) => diagnostic.suggest("write it without quotes", span, boolean.to_string()).certain(),
                None if operator == O::IsEmpty => either(diagnostic),
                _ => diagnostic,
            }
        }
        _ if operator == O::IsEmpty => either(diagnostic),
        Sort::Number | Sort::Boolean(_) if text && operator != O::IsEmpty => {
            let array = ids_are_of_array(document, ids);
            if list && !array {
                return diagnostic.suggest("make it an array", span, format!("[{}]", quoted(raw))).certain();
            }
            diagnostic.suggest("quote it", span, quoted(raw)).certain()
        }
        _ if list && one(sort) && sort != Sort::Null && !ids_are_of_array(document, ids) => {
            diagnostic.suggest("make it an array", span, format!("[{raw}]")).certain()
        }
        _ => diagnostic,
    }
}

/// What `is_empty` may be meant to ask where it has neither `true` nor `false`.
fn either(diagnostic: Diagnostic) -> Diagnostic {
    let span = diagnostic.span;
    diagnostic.suggest("those without a value", span, "true").suggest("those with a value", span, "false")
}

/// `true` or `false`, written as such or as a text.
pub(super) fn evident_boolean(document: &crate::json::Document<'_>, id: Id) -> Option<bool> {
    match document.sort(id) {
        Sort::Boolean(boolean) => Some(boolean),
        Sort::String { .. } | Sort::Word => document.text(id).to_ascii_lowercase().parse().ok(),
        _ => None,
    }
}

/// Whether the value is an item of the operator's array, rather than what follows the operator.
fn ids_are_of_array(document: &crate::json::Document<'_>, ids: Ids) -> bool {
    document.follows(ids.operator) != Some(ids.value)
}

/// Whether `text` starts like a day and goes on like a time.
pub(super) fn is_datetime_like(text: &str) -> bool {
    text.is_ascii() && matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '))
}
