//! What text writes after an operator, to the value that the field takes there.

mod explain;
mod range;

pub(crate) use explain::{MOVING_DAY, in_text, is_moving_day};
pub(crate) use explain::{explain, record_types_near};
pub(crate) use range::swapped;

use super::Lint;
use crate::catalog::{FieldRef, Kind, nearest};
use crate::diagnostic::{Collector, Diagnostic, Edit};
use crate::operator::{Operator, Takes};
use crate::query::{Problem, Value, takes};
use crate::span::Span;
use crate::text::{Clause, Operand, Word};
use crate::value;

/// The value of `clause`, whose `field` supports its operator. If that operator is not `written`, another stands in the
/// text, and no fix replaces it.
pub(crate) fn lower(
    field: &FieldRef,
    clause: &Clause<'_>,
    written: bool,
    diagnostics: &mut Collector,
) -> Option<Value> {
    let operator = clause.operator;
    if operator == Operator::NotInRange && clause.operand.is_of_days() {
        diagnostics.add(not_of_days(field, clause, written));
        return None;
    }
    match &clause.operand {
        Operand::Empty(empty) => Some(Value::Boolean(*empty)),
        Operand::Word(word) => single(field, operator, word, diagnostics),
        Operand::List { items, .. } => {
            let mut values = Vec::with_capacity(items.len());
            for item in items {
                let Some(value) = single(field, operator, item, diagnostics) else { continue };
                match takes(field, operator, &value) {
                    Ok(()) => values.push(value),
                    Err(problem) => diagnostics.add(in_text(&problem, field, operator, item.span)),
                }
            }
            (values.len() == items.len()).then_some(Value::List(values))
        }
        Operand::Range { start, end } => range::range(field, operator, start, end, diagnostics),
        Operand::Period(end) => range::alone(field, clause, end, written, diagnostics),
        Operand::Last { span, quantity, unit } => range::last(*span, quantity.as_ref(), unit, diagnostics),
    }
}

/// `birthday not in March`: days of the year have no negative operator.
fn not_of_days(field: &FieldRef, clause: &Clause<'_>, written: bool) -> Diagnostic {
    if !field.operators.contains(Operator::DayMonthRange) {
        return super::unsupported::in_text(field, clause, written);
    }
    let problem = Problem::UnsupportedOperator { field: field.text().into_owned(), operator: clause.operator };
    let span = clause.operator_span;
    let diagnostic = Diagnostic::new(problem, span)
        .label("expected `in` before days of the year")
        .help("NSE has `day_month_range` and no opposite of it (documentation, \"Datetime operators\")");
    if !written {
        return diagnostic;
    }
    let negated = vec![
        Edit { span: Span::at(clause.span().start), text: "not ".to_owned() },
        Edit { span, text: Operator::DayMonthRange.text().to_owned() },
    ];
    diagnostic.suggest_all("negate the whole clause", negated).certain()
}

/// The one value that `word` writes for `operator` on `field`.
pub(crate) fn single(
    field: &FieldRef,
    operator: Operator,
    word: &Word<'_>,
    diagnostics: &mut Collector,
) -> Option<Value> {
    let text = &*word.text;
    let read = match field.kind {
        kind if word.quoted && kind != Kind::Choice && crate::fold::is_blank(text) => Err(Problem::Blank),
        Kind::Number => value::number(text).map_err(Problem::from).map(Value::Number),
        Kind::Boolean => boolean(text).map(Value::Boolean),
        Kind::Id | Kind::SavedSearch | Kind::User => value::id(text).map_err(Problem::from).map(Value::Id),
        Kind::RecordType => value::record_type(text).map_err(Problem::from).map(Value::RecordType),
        Kind::Datetime | Kind::Birthday => bound(text),
        Kind::Choice => return choice(field, text, word.span, diagnostics),
        Kind::Unknown if !word.quoted && !operator.is_full_text() => Ok(value::number(text)
            .map(Value::Number)
            .or_else(|_| boolean(text).map(Value::Boolean))
            .unwrap_or_else(|_| Value::Text(text.to_owned()))),
        _ => {
            if !word.quoted && crate::lex::says_empty(text) && operator.takes() == Takes::Value {
                diagnostics.add(bare_empty(operator, word));
            }
            text_warnings(text, word.span, diagnostics);
            return Some(Value::Text(text.to_owned()));
        }
    };
    read.map_err(|problem| diagnostics.add(in_text(&problem, field, operator, word.span))).ok()
}

fn bare_empty(operator: Operator, word: &Word<'_>) -> Diagnostic {
    let emptiness = if operator == Operator::Is { "is empty" } else { "is not empty" };
    let text = &*word.text;
    Diagnostic::new(Lint::BareEmpty { word: text.to_owned() }, word.span)
        .label("compared as a word")
        .help(format!("to ask whether there is a value, write `{emptiness}` instead of `{} {text}`", operator.text()))
        .suggest("quote the word", word.span, crate::lex::quote(text))
}

/// What looks odd about the characters of a text value, in text and in JSON alike.
pub(crate) fn text_warnings(text: &str, span: Span, diagnostics: &mut Collector) {
    let visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let (first, last) = (text.as_bytes().first(), text.as_bytes().last());
    // Mostly both ends can be seen at a glance. A blank value is an error of its own.
    if !(visible(first) && visible(last)) && text.trim().len() < text.len() && !crate::fold::is_blank(text) {
        diagnostics.add(
            Diagnostic::new(Lint::OuterSpace, span)
                .label("starts or ends with white space")
                .help("it is kept as written; whether the service compares without it is not documented"),
        );
    }
    if text.is_ascii() {
        return;
    }
    if let Some(invisible) = text.chars().find(|&character| is_invisible(character)) {
        diagnostics.add(
            Diagnostic::new(Lint::Invisible { character: invisible }, span)
                .label(format!("holds U+{:04X}, which cannot be seen", u32::from(invisible)))
                .help("it often comes along when text is copied from a page; type the value anew if it is not meant"),
        );
    }
}

/// Zero-width characters and those that change the direction of text.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}' | '\u{061c}' | '\u{00ad}'
    )
}

/// The entry of a drop-down field that `text` means: its label, or with a warning its id.
fn choice(field: &FieldRef, text: &str, span: Span, diagnostics: &mut Collector) -> Option<Value> {
    if field.choices.is_empty() {
        let value = Value::Choice { id: text.to_owned(), label: None };
        if !text.bytes().all(|byte| byte.is_ascii_digit()) || text.is_empty() {
            if crate::fold::is_blank(text) {
                diagnostics.add(in_text(&Problem::Blank, field, Operator::Is, span));
                return None;
            }
            diagnostics.add(
                Diagnostic::new(Lint::ChoiceUnchecked { field: field.text().into_owned() }, span)
                    .label("sent as it is")
                    .help("the service compares the choice's id, not its label; load the account's metadata to write labels"),
            );
        }
        return Some(value);
    }
    let mut labelled = field.choices_labelled(text);
    let found = match (labelled.next(), labelled.next()) {
        (Some(_), Some(_)) => {
            let problem = Problem::AmbiguousChoice { field: field.text().into_owned(), text: text.to_owned() };
            let ids: Vec<_> = field.choices_labelled(text).map(|choice| format!("`{}`", choice.id)).collect();
            diagnostics.add(Diagnostic::new(problem, span).label("expected a label that only one choice has").help(
                format!(
                    "the choices of this label have the ids {}; write the id, or rename one in the account",
                    ids.join(", ")
                ),
            ));
            return None;
        }
        (Some(choice), None) => choice,
        (None, _) => {
            let Some(choice) = field.choices.iter().find(|choice| choice.id == text) else {
                diagnostics.add(unknown_choice(field, text, span));
                return None;
            };
            // Of choices of one label only the id tells which.
            if field.choices_labelled(&choice.label).nth(1).is_none() {
                diagnostics.add(
                    Diagnostic::new(Lint::ChoiceById { label: choice.label.clone() }, span)
                        .label(format!("the id of “{}”", choice.label))
                        .suggest("use the label", span, crate::lex::word(&choice.label)),
                );
            }
            choice
        }
    };
    Some(Value::Choice { id: found.id.clone(), label: Some(found.label.clone()) })
}

/// The error for a choice that `field` does not have, with the nearest and all labels.
pub(crate) fn unknown_choice(field: &FieldRef, text: &str, span: Span) -> Diagnostic {
    let labels = || field.choices.iter().map(|choice| &*choice.label);
    let problem = Problem::Choice { field: field.text().into_owned(), text: text.to_owned() };
    let all: Vec<_> = labels().take(20).map(|label| format!("“{label}”")).collect();
    let more = if field.choices.len() > 20 { ", …" } else { "" };
    let mut diagnostic = Diagnostic::new(problem, span)
        .label("expected a choice of this field")
        .help(format!("its choices are {}{more}", all.join(", ")));
    for near in nearest(text, labels()) {
        diagnostic = diagnostic.suggest(format!("use “{near}”"), span, crate::lex::word(near));
    }
    diagnostic
}

fn boolean(text: &str) -> Result<bool, Problem> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Ok(true),
        _ if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(Problem::Boolean { text: text.to_owned() }),
    }
}

/// A day or an instant, after `> >= < <=`.
fn bound(text: &str) -> Result<Value, Problem> {
    if is_datetime_like(text) {
        value::datetime(text).map_err(Problem::from).map(Value::Datetime)
    } else {
        value::date(text).map_err(Problem::from).map(Value::Date)
    }
}

/// Whether `text` starts like a day and goes on like a time.
fn is_datetime_like(text: &str) -> bool {
    text.len() > 10 && text.is_ascii() && matches!(text.as_bytes()[10], b'T' | b't' | b' ')
}
