//! What to say where a field does not support an operator: which it does, and the nearest.

use crate::catalog::{Field, FieldRef, Kind};
use crate::diagnostic::{Diagnostic, Edit};
use crate::lex::word;
use crate::operator::{Operator, Sense, Takes};
use crate::query::Problem;
use crate::span::Span;
use crate::text::{Clause, End, Operand, range_from};

/// The operators of `field` in words, with their text: "`=`, `!=`, `~`".
pub(crate) fn supported(field: &Field) -> String {
    let texts: Vec<&str> = field.operators.iter().map(Operator::form).collect();
    format!("`{}`", texts.join("`, `"))
}

/// The operator that `field` supports and that says nearly what `operator` says, for the same value.
pub(crate) fn nearest_operator(field: &Field, operator: Operator) -> Option<Operator> {
    operator.near().iter().copied().find(|&near| field.operators.contains(near))
}

/// The positive operator to put under a `not`, where `field` has it and not its negative.
pub(crate) fn under_not(field: &Field, operator: Operator) -> Option<Operator> {
    (operator.sense() == Sense::IsNot)
        .then(|| operator.positive())
        .filter(|&positive| field.operators.contains(positive))
}

/// The error for `operator` on `field`, without fixes.
pub(crate) fn unsupported(field: &FieldRef, operator: Operator, span: Span) -> Diagnostic {
    let name = field.text().into_owned();
    Diagnostic::new(Problem::UnsupportedOperator { field: name, operator }, span)
        .label(format!("expected one of {}", supported(field)))
        .help(format!(
            "the service refuses it with a 409; e.g. `{}` (documentation: {})",
            field.example, field.documented
        ))
}

/// The error for a clause whose field does not support its operator, with what to write instead. If the operator is not
/// `written`, another stands in the text, and no fix replaces it.
pub(crate) fn in_text(field: &FieldRef, clause: &Clause<'_>, written: bool) -> Diagnostic {
    use Operator as O;
    let operator = clause.operator;
    let diagnostic = unsupported(field, operator, clause.operator_span);
    let has = |operator| field.operators.contains(operator);
    let replace = |text: &str| vec![Edit { span: clause.operator_span, text: text.to_owned() }];
    // `tag in （aa，bb）`
    if let Operand::Period(End::Word(word)) = &clause.operand
        && let Some(plain) = crate::text::ascii(&word.text)
        && plain.starts_with('(')
        && plain.ends_with(')')
        && !word.quoted
        && has(if operator == O::NotInRange { O::NotIn } else { O::In })
    {
        return diagnostic.suggest("use the signs of ASCII", word.span, plain);
    }
    match &clause.operand {
        // `tag in vip`
        Operand::Period(End::Word(word)) if has(O::In) && operator == O::Range => diagnostic
            .label("expected a list in parentheses (e.g. `(a, b)`)")
            .suggest_all("put the list in parentheses", around(word.span, "(", ")"))
            .certain(),
        Operand::Period(End::Word(word)) if has(O::NotIn) && operator == O::NotInRange => diagnostic
            .label("expected a list in parentheses (e.g. `(a, b)`)")
            .suggest_all("put the list in parentheses", around(word.span, "(", ")"))
            .certain(),
        // `tag in March` where a list is meant, `created in May`
        Operand::Period(End::Word(_)) if written && has(O::Is) && operator == O::Range => {
            diagnostic.suggest_all("compare with one value", replace("=")).certain()
        }
        operand if operand.is_of_days() && field.kind == Kind::Datetime => {
            let not = if operator == O::NotInRange { "not " } else { "" };
            diagnostic.help(format!(
                "days of the year are for birthdays; name the year (e.g. `{} {not}in {}`)",
                field.text(),
                with_year(operand)
            ))
        }
        Operand::Period(end @ End::DayMonth { .. }) if operator == O::DayMonthRange && has(O::In) => {
            diagnostic.suggest_all("put the list in parentheses", around(end.span(), "(", ")"))
        }
        // `created = today`
        Operand::Word(word) if has(O::Range) && super::operand::is_moving_day(&word.text) => {
            diagnostic.help(super::operand::MOVING_DAY)
        }
        // `name in (Jon, Mary)`
        Operand::List { items, .. } if written && under_not(field, operator).is_none() => {
            let (one, join) = match operator {
                O::NotIn => ([O::IsNot, O::NotContain], " and "),
                _ => ([O::Is, O::Contain], " or "),
            };
            let Some(one) = one.into_iter().find(|&one| has(one)) else { return diagnostic };
            let clauses = items.iter().map(|item| format!("{} {} {}", field.text(), one.text(), word(&item.text)));
            let clauses = format!("({})", clauses.collect::<Vec<_>>().join(join));
            diagnostic.suggest("repeat the field", clause.span(), clauses)
        }
        // `created = 2025-01-31`
        Operand::Word(word)
            if written && operator.takes() == Takes::Value && has(O::Range) && is_period(&word.text) =>
        {
            let text = if operator == O::Is { "in" } else { "not in" };
            diagnostic.suggest_all("ask for the day as a range", replace(text)).certain()
        }
        // `created >= 2025-01-31`
        Operand::Word(word) if operator.takes() == Takes::Bound && has(O::Range) => {
            let name = field.text();
            let (missing, what) = if field.kind == Kind::Number { ("N", "a number") } else { ("YYYY-MM-DD", "a day") };
            let range = range_from(operator, &word.text).replace("YYYY-MM-DD", missing);
            diagnostic.help(format!("give both ends, `{name} in {range}` with {what} of your own for {missing}"))
        }
        _ if !written => diagnostic,
        // `email not in (a, b)`
        _ => {
            if let Some(positive) = under_not(field, operator) {
                let mut edits = replace(positive.text());
                edits.insert(0, Edit { span: Span::at(clause.span().start), text: "not ".to_owned() });
                return diagnostic.suggest_all("negate the whole clause", edits).certain();
            }
            match nearest_operator(field, operator) {
                Some(near) => diagnostic.suggest_all(format!("use `{}`", near.text()), replace(near.text())),
                None => diagnostic,
            }
        }
    }
}

/// Days of the year as days of one.
fn with_year(operand: &Operand<'_>) -> String {
    let year = |end: &End<'_>| match end {
        End::DayMonth { day: Some(day), month, .. } => format!("YYYY-{month:02}-{:0>2}", day.text),
        End::DayMonth { day: None, month, .. } => format!("YYYY-{month:02}"),
        End::Word(word) => word.text.to_string(),
    };
    match operand {
        Operand::Range { start, end } => format!("{}..{}", year(start), year(end)),
        Operand::Period(end) => year(end),
        _ => String::new(),
    }
}

fn around(span: Span, before: &str, after: &str) -> Vec<Edit> {
    vec![
        Edit { span: Span::at(span.start), text: before.to_owned() },
        Edit { span: Span::at(span.end), text: after.to_owned() },
    ]
}

/// Whether `text` is a day, a month or a year that a range of dates takes.
pub(crate) fn is_period(text: &str) -> bool {
    crate::value::period(text).is_some()
}
