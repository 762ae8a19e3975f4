//! Words that stand for an operator elsewhere: `begins with`, `before`, `isn't`.

use super::edit;
use super::join::one_line;
use crate::catalog::{Catalog, Operator};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::syntax::ast::{Clause, Expr, FieldName, Operand, Word};
use crate::syntax::clause::clause;
use crate::syntax::parse::Parser;
use crate::syntax::problem::Problem;
use crate::syntax::quote::word;

/// Words that stand for an operator elsewhere.
const PHRASES: [(&[&str], Meant); 33] = [
    (&["begins", "with"], Meant::Operator(Operator::StartsWith)),
    (&["begin", "with"], Meant::Operator(Operator::StartsWith)),
    (&["beginning", "with"], Meant::Operator(Operator::StartsWith)),
    (&["start", "with"], Meant::Operator(Operator::StartsWith)),
    (&["starting", "with"], Meant::Operator(Operator::StartsWith)),
    (
        &["ends", "with"],
        Meant::None("the service searches by whole words and by their beginnings; no operator looks at the end"),
    ),
    (&["like"], Meant::Operator(Operator::Contain)),
    (&["ilike"], Meant::Operator(Operator::Contain)),
    (&["has"], Meant::Operator(Operator::Contain)),
    (&["have"], Meant::Operator(Operator::Contain)),
    (&["includes"], Meant::Operator(Operator::Contain)),
    (&["include"], Meant::Operator(Operator::Contain)),
    (&["including"], Meant::Operator(Operator::Contain)),
    (&["containing"], Meant::Operator(Operator::Contain)),
    (&["matches"], Meant::Operator(Operator::Contain)),
    (&["equals"], Meant::Operator(Operator::Is)),
    (&["equal", "to"], Meant::Operator(Operator::Is)),
    (&["eq"], Meant::Operator(Operator::Is)),
    (&["greater", "than"], Meant::Operator(Operator::Gt)),
    (&["more", "than"], Meant::Operator(Operator::Gt)),
    (&["less", "than"], Meant::Operator(Operator::Lt)),
    (&["fewer", "than"], Meant::Operator(Operator::Lt)),
    (&["at", "least"], Meant::Operator(Operator::Gte)),
    (&["at", "most"], Meant::Operator(Operator::Lte)),
    (&["isn't"], Meant::Contraction(Operator::IsNot)),
    (&["isn’t"], Meant::Contraction(Operator::IsNot)),
    (&["isnt"], Meant::Contraction(Operator::IsNot)),
    (&["aren't"], Meant::Contraction(Operator::IsNot)),
    (&["on"], Meant::Time("in", Operator::Range)),
    (&["before"], Meant::Time("<", Operator::Lt)),
    (&["after"], Meant::Time(">", Operator::Gt)),
    (&["since"], Meant::Time(">=", Operator::Gte)),
    (&["until"], Meant::Time("<=", Operator::Lte)),
];

#[derive(Clone, Copy)]
enum Meant {
    Operator(Operator),
    Contraction(Operator),
    Time(&'static str, Operator),
    None(&'static str),
}

impl<'a> Parser<'a, '_> {
    /// `name begins with Jo`, `created before 2025-01-01`
    pub(super) fn phrase(&mut self, words: &[Span]) -> Option<Expr<'a>> {
        let text = self.text;
        let is =
            |index: usize, part: &str| words.get(index).is_some_and(|word| word.of(text).eq_ignore_ascii_case(part));
        // The name of a built-in field may hold such a word.
        let (index, &(parts, meant)) = (1..words.len().min(8)).find_map(|index| {
            let found = PHRASES.iter().find(|(parts, _)| (0..parts.len()).all(|part| is(index + part, parts[part])))?;
            Some((index, found))
        })?;
        let (first, last) = (words.first()?, words.last()?);
        let place = words.get(index)?.to(*words.get(index + parts.len() - 1)?);
        let span = first.to(*words.get(index - 1)?);
        let name = span.of(text);
        let value = words.get(index + parts.len()).map(|value| value.to(*last));
        if value.is_none() && (self.at_end_of_operand() || !matches!(self.byte(), Some(b'"' | b'\''))) {
            return None;
        }
        let field = FieldName { span, name: one_line(name).into(), custom: false, quoted: false };
        let found = place.of(text).to_owned();
        let value_text = value.map(|value| one_line(value.of(text)));
        let fixed = |with: &str| match (value, &value_text) {
            (Some(value), Some(text)) => vec![edit(place, with), edit(value, word(text))],
            _ => vec![edit(place, with)],
        };
        let known = Catalog::builtin().field(&field.name);
        let supported = |operator| known.as_ref().is_none_or(|known| known.operators.contains(operator));
        let (operator, diagnostic) = match meant {
            Meant::Operator(operator) | Meant::Contraction(operator) => {
                let sign = operator.text();
                let problem = match meant {
                    Meant::Contraction(_) => Problem::Contraction { found },
                    _ => Problem::OperatorWords { found },
                };
                let diagnostic = Diagnostic::new(problem, place)
                    .label(format!("expected an operator (e.g. `{sign}`)"))
                    .suggest_all(format!("use `{sign}`"), fixed(sign))
                    .certain();
                (Some(operator), diagnostic)
            }
            Meant::Time(sign, operator) => {
                let diagnostic = Diagnostic::new(Problem::TimeWord { found }, place)
                    .label("expected an operator (e.g. `in 2025-01-01..2025-12-31`)");
                let shown = value_text.as_deref().unwrap_or("2025-01-01");
                if supported(operator) {
                    (Some(operator), diagnostic.suggest_all(format!("use `{sign}`"), fixed(sign)))
                } else {
                    let range = match operator {
                        Operator::Gt | Operator::Gte => format!("{name} in {shown}..YYYY-MM-DD"),
                        _ => format!("{name} in YYYY-MM-DD..{shown}"),
                    };
                    let help = format!("`{name}` takes ranges with both ends: `{range}`, or `{name} in last 3 months`");
                    (None, diagnostic.help(help))
                }
            }
            Meant::None(why) => {
                let diagnostic = Diagnostic::new(Problem::OperatorWords { found }, place)
                    .label("expected an operator (e.g. `~`)")
                    .help(why);
                (None, diagnostic)
            }
        };
        self.report.add(|| diagnostic);
        let Some(operator) = operator.filter(|&operator| operator != Operator::Range) else {
            return Some(self.skip_from(span.start));
        };
        Some(match (value, value_text) {
            (Some(value), Some(text)) => {
                let quoted = value.of(self.text).contains(char::is_whitespace);
                clause(field, operator, place, Operand::Word(Word { span: value, text: text.into(), quoted }))
            }
            _ => self.comparison(field, operator, place),
        })
    }
}

/// `name doesn't contain Jon` is a clause of a field that is called so. Where there is no such field, what is meant.
pub(crate) fn contraction(clause: &Clause<'_>) -> Option<Diagnostic> {
    if clause.field.quoted || clause.field.custom {
        return None;
    }
    let (field, word) = clause.field.name.rsplit_once(' ')?;
    let lower = word.to_lowercase().replace('’', "'");
    let negated = match (&*lower, clause.operator) {
        (
            "isn't" | "isnt" | "aren't",
            Operator::In | Operator::Range | Operator::InTheLast | Operator::DayMonthRange,
        ) => "not",
        ("doesn't" | "doesnt" | "don't", Operator::Contain) => "does not",
        _ => return None,
    };
    let span = Span::new(clause.field.span.end - word.len(), clause.field.span.end);
    let contains = clause.operator == Operator::Contain;
    let edits =
        vec![if contains { edit(span.to(clause.operator_span), "does not contain") } else { edit(span, negated) }];
    Catalog::builtin().field(field)?;
    Some(
        Diagnostic::new(Problem::Contraction { found: word.to_owned() }, span)
            .label(format!("expected `{negated}`"))
            .suggest_all(format!("use `{negated}`"), edits)
            .certain(),
    )
}
