//! `grammar/nse.tmLanguage.json` colours what the parser reads: fields as fields, operators as operators, values as
//! values; and the library's own roles say the same of every token.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod grammar;

use grammar::Grammar;
use nse_query::complete::{Role, roles};
use nse_query::text::{self, Clause, End, Expr, Operand, Style, Word};
use nse_query::{Catalog, Compiler, Span};

const FIELD: &str = "variable.other.field";
const OPERATOR: &str = "keyword.operator.comparison";
const VALUE: &str = "string. constant.";
/// Its number may be a parameter.
const MOVING: &str = "string. constant. variable.parameter";
const PARAMETER: &str = "variable.parameter";

/// What each token of `expr` is to be coloured as.
fn tokens(expr: &Expr<'_>, out: &mut Vec<(Span, &'static str)>) {
    match expr {
        Expr::And { members, .. } | Expr::Or { members, .. } => {
            for member in members {
                tokens(member, out);
            }
        }
        Expr::Not { span, expr, .. } => {
            out.push((*span, "keyword.operator.logical"));
            tokens(expr, out);
        }
        Expr::Group { expr, .. } => tokens(expr, out),
        Expr::Keyword(word) => out.push((word.span, "string.quoted constant.character.escape")),
        Expr::Clause(clause) => clause_tokens(clause, out),
        Expr::Error(_) => unreachable!("the text parsed"),
    }
}

fn clause_tokens(clause: &Clause<'_>, out: &mut Vec<(Span, &'static str)>) {
    out.extend([(clause.field.span, FIELD), (clause.operator_span, OPERATOR)]);
    let value = |span: Span| (span, VALUE);
    let word = |word: &Word<'_>| (word.span, if word.parameter().is_some() { PARAMETER } else { VALUE });
    let end = |end: &End<'_>| match end {
        End::Word(end) => word(end),
        End::DayMonth { span, .. } => value(*span),
        End::Moving(moving) => (moving.span, MOVING),
        other => panic!("no scope is known of {other:?}"),
    };
    match &clause.operand {
        Operand::Empty(_) => {}
        Operand::Word(value) => out.push(word(value)),
        Operand::List { items, .. } => out.extend(items.iter().map(word)),
        Operand::Range { start, end: last, .. } => out.extend([end(start), end(last)]),
        Operand::Period(period) => out.push(end(period)),
        Operand::Day(day) => out.push((day.span, MOVING)),
        Operand::Last { quantity, unit, .. } => {
            out.extend(quantity.iter().map(word));
            out.push(value(unit.span));
        }
        other => panic!("no scope is known of {other:?}"),
    }
}

fn check(grammar: &Grammar, text: &str) {
    let ast = text::parse(text).unwrap();
    let scopes = grammar.scopes(text);
    check_roles(text, &scopes);
    let mut expected: Vec<_> = ast.comments().iter().map(|comment| (comment.span, "comment.")).collect();
    tokens(ast.root(), &mut expected);
    let mut seen = vec![false; text.len()];
    for (span, allowed) in expected {
        for at in (span.start..span.end).filter(|&at| !text.as_bytes()[at].is_ascii_whitespace()) {
            let right = allowed.split(' ').any(|prefix| scopes[at].starts_with(prefix));
            assert!(right, "{:?} in {text:?} is {:?} at byte {at}, not {allowed}", span.of(text), scopes[at]);
            seen[at] = true;
        }
    }
    for (at, character) in text.char_indices().filter(|&(at, character)| !seen[at] && !character.is_whitespace()) {
        let right = ["keyword.operator.", "punctuation."].iter().any(|prefix| scopes[at].starts_with(prefix));
        assert!(right || character == '\u{feff}', "{character:?} at byte {at} of {text:?} is {:?}", scopes[at]);
    }
}

/// What `complete::roles` says of each token is what the grammar colours it as.
fn check_roles(text: &str, scopes: &[&str]) {
    for token in roles(text, &Catalog::builtin()) {
        let allowed = match token.role {
            Role::Field => FIELD,
            Role::Operator => "keyword.operator.comparison keyword.operator.range",
            Role::Keyword => "keyword.operator.comparison string. constant.",
            Role::Join => "keyword.operator.logical",
            Role::String | Role::Number | Role::Date | Role::Unit => VALUE,
            Role::Parameter => PARAMETER,
            Role::Punctuation => "punctuation.",
            Role::Comment => "comment.",
            _ => "",
        };
        let colours = &scopes[token.span.start..token.span.end];
        let right = |scope: &&str| allowed.split(' ').any(|prefix| !prefix.is_empty() && scope.starts_with(prefix));
        // A space in a quoted name has no colour of its own.
        let letters = token.span.of(text).bytes().zip(colours).filter(|(byte, _)| !byte.is_ascii_whitespace());
        assert!(
            letters.map(|(_, scope)| scope).all(right),
            "{:?} is {:?}, not {colours:?}",
            token.span.of(text),
            token.role
        );
    }
}

/// The example of each field, and the documentation's queries as `fmt` writes them, on one line and on many.
#[test]
fn queries_are_coloured_as_they_are_parsed() {
    let grammar = Grammar::read(include_str!("../../grammar/nse.tmLanguage.json"));
    let catalog = Catalog::builtin();
    for field in catalog.fields() {
        check(&grammar, &field.example);
    }
    let examples: Vec<serde_json::Value> = serde_json::from_str(include_str!("../examples.json")).unwrap();
    for example in examples {
        let query = Compiler::new(&catalog).json(&example["json"].to_string()).unwrap().query;
        for width in [1, usize::MAX] {
            check(&grammar, &text::print(&text::to_ast(&query), &Style::new(&catalog).width(width)));
        }
    }
}

/// Each spelling of each operator, on one line.
#[test]
fn every_spelling_is_coloured() {
    let grammar = Grammar::read(include_str!("../../grammar/nse.tmLanguage.json"));
    for text in include_str!("lines.nse").lines() {
        check(&grammar, text);
    }
}
