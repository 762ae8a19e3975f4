//! Operators that nobody knows, by the names of NSE JSON: which is probably meant.

use super::finding::{Finding, Instead, Part, Sink};
use super::judge::Judge;
use super::pattern::pattern;
use super::raw::{Raw, Written};
use super::unsupported::{instead, supported};
use crate::catalog::{Catalog, FieldRef, Kind, nearest};
use crate::operator::{Operator, Takes};
use crate::query::{Problem, Value};

/// Names that ask whether there is a value.
const PRESENCE: [&str; 6] = ["isnotempty", "notempty", "exists", "isnotnull", "isset", "notnull"];

/// Names that deny `starts_with`, which has no negative.
const NOT_STARTS_WITH: [&str; 6] =
    ["notstartswith", "notstartwith", "doesnotstartwith", "doesntstartwith", "notbeginswith", "doesnotbeginwith"];

/// Reports the operator `name`, which nobody knows. The operator of the field's that is certainly meant by it, where what
/// follows it is still to be judged.
#[cold]
pub(crate) fn unknown_operator(
    name: &str,
    field: &FieldRef,
    raw: &Raw<'_>,
    catalog: &Catalog,
    sink: &mut dyn Sink,
) -> Option<Operator> {
    let word: String =
        name.chars().filter(|&c| !matches!(c, '_' | ' ' | '-' | '$' | '\'')).flat_map(char::to_lowercase).collect();
    let has = |operator: Operator| field.operators.contains(operator);
    let presence = PRESENCE.contains(&&*word) && has(Operator::IsEmpty);
    let no_start = NOT_STARTS_WITH.contains(&&*word) && has(Operator::StartsWith);
    let meant = if presence || no_start { None } else { Operator::meant_in_json(&word) };
    let like = pattern_of(&word, meant, raw).filter(|&(_, operator, _)| has(operator));
    let taken = meant.filter(|&meant| has(meant));
    let both_ends = taken.is_some_and(|taken| taken.takes() == Takes::Range) && matches!(raw, Raw::List(_));
    let mut judge = Judge { field, operator: meant.unwrap_or(Operator::Is), catalog, sink };
    judge.say(Part::Operator, Problem::UnknownOperator { name: name.to_owned() }, |finding, form| {
        let finding = finding.label(format!("expected one of {}", supported(field, form)));
        if presence {
            return asks_presence(finding, raw);
        }
        if no_start {
            let negated = Instead::Operator { not: true, operator: Operator::StartsWith };
            let starts = form.operator(Operator::StartsWith);
            return finding.suggest(format!("use `{starts}` after `not`"), negated).certain();
        }
        if let Some((not, operator, text)) = like {
            let value = Value::Text(text.to_owned());
            return finding
                .help("values have no wildcards")
                .suggest(format!("use `{}`", form.operator(operator)), Instead::Clause { not, operator, value });
        }
        match (meant, taken) {
            (_, Some(taken)) => {
                let ends = if both_ends { " with both ends" } else { "" };
                let finding =
                    finding.suggest(format!("use `{}`{ends}", form.operator(taken)), Instead::operator(taken));
                // It is not certain what an unknown field takes.
                if field.kind == Kind::Unknown { finding } else { finding.certain() }
            }
            (Some(meant), None) => instead(finding, field, meant, raw, form),
            (None, None) => {
                let names = field.operators.iter().map(|operator| form.operator(operator));
                let near = nearest(name, names.collect::<Vec<_>>());
                let near = field.operators.iter().filter(|&operator| near.contains(&form.operator(operator)));
                near.fold(finding, |finding, operator| {
                    finding.suggest(format!("use `{}`", form.operator(operator)), Instead::operator(operator))
                })
            }
        }
    });
    taken.filter(|_| !both_ends && like.is_none())
}

/// What `like "Jon%"` means.
fn pattern_of<'r>(word: &str, meant: Option<Operator>, raw: &'r Raw<'_>) -> Option<(bool, Operator, &'r str)> {
    let Raw::One(scalar) = raw else { return None };
    let not = meant? == Operator::NotContain;
    (word.ends_with("like") && scalar.written.is_text()).then(|| pattern(&scalar.text, not)).flatten()
}

/// What to write for a name that asks whether there is a value: it is certain before `true` and `false` alone.
fn asks_presence(finding: Finding, raw: &Raw<'_>) -> Finding {
    let is_empty =
        |empty: bool| Instead::Clause { not: false, operator: Operator::IsEmpty, value: Value::Boolean(empty) };
    let present = match raw {
        Raw::Empty(present) => Some(*present),
        Raw::One(scalar) => match scalar.written {
            Written::Boolean(present) => Some(present),
            written if written.is_text() => scalar.text.to_ascii_lowercase().parse().ok(),
            _ => None,
        },
        _ => None,
    };
    match present {
        Some(present) => finding.suggest(format!("use `is_empty` with `{}`", !present), is_empty(!present)).certain(),
        None => finding.suggest("those with a value", is_empty(false)).suggest("those without a value", is_empty(true)),
    }
}
