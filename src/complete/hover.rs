//! What stands at a place of a query, in words.

use serde::Serialize;

use super::about::{self, HAS_A_VALUE, about_field};
use super::account::AccountData;
use super::{hover_json, tree};
use crate::catalog::{Catalog, Kind};
use crate::compiler::Compiler;
use crate::diagnostic::Collector;
use crate::english::describe;
use crate::json::is_json;
use crate::lex::{Reserved, TokenKind, tokens};
use crate::nse::is_request;
use crate::operator::Operator;
use crate::span::Span;
use crate::text::{Ast, Clause, End, Expr, Operand, Word, WordKind};
use crate::value::Anchor;

/// What stands at a place.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{AccountData, hover};
///
/// let text = "tag = vip";
/// let hover = hover(text, 4, &Catalog::builtin(), &AccountData::new()).ok_or("nothing there")?;
/// assert_eq!(hover.span.of(text), "=");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "What stands at a place."))]
#[non_exhaustive]
pub struct Hover {
    /// The field, the operator, the value or the keyword that was meant.
    pub span: Span,
    /// About it, in a line or two.
    pub text: String,
}

/// What stands at `offset`, in bytes, of text or of valid NSE JSON: a field, an operator, what a clause finds, or a join; nothing between them, and nothing
/// for a value that its field does not take. A compiler, or a catalog, tells the fields; one with a present also tells what
/// moving dates come to.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{AccountData, hover};
///
/// let catalog = Catalog::builtin();
/// let text = "name ~ Jon and tag = vip";
/// let about = |offset| hover(text, offset, &catalog, &AccountData::new()).map(|hover| hover.text);
/// assert_eq!(about(5).as_deref(), Some("`~` (in NSE JSON `contain`): holds any whole word of this"));
/// assert_eq!(about(12).as_deref(), Some("`and`: a contact must meet both conditions"));
/// assert_eq!(about(22).as_deref(), Some("contacts tagged “vip”"));
/// assert_eq!(about(6), None);
/// ```
pub fn hover(text: &str, offset: usize, compiler: impl Into<Compiler>, account: &AccountData) -> Option<Hover> {
    let compiler = compiler.into();
    let in_json = || hover_json::at(text, offset, &compiler).map(|(span, text)| Hover { span, text });
    if is_json(text) {
        return in_json();
    }
    let catalog = compiler.catalog();
    let tree = tree::recovered(text, catalog);
    // No filter text that parses is a request.
    if tree.failed && is_request(text) {
        return in_json();
    }
    // Of a part with a mistake, what is meant by it.
    let expr = at(tree.ast.root(), offset).or_else(|| tree.meant.iter().find_map(|expr| at(expr, offset)))?;
    let finds = |root: Expr<'_>| {
        let alone = Ast { root, comments: Vec::new(), source: "".into(), parameters: true };
        let mut resolved = Vec::new();
        let query = crate::text::lower(&alone, &compiler.options(), &mut Collector::new(0), &mut resolved)?;
        let found = describe(&query);
        Some(resolved.iter().fold(found, |found, date| format!("{found}: {date}")))
    };
    let noun = catalog.records().noun();
    match expr {
        Expr::Clause(clause) if holds_offset(clause.field.span, offset) => {
            let field = tree::field(&clause.field, catalog)?;
            Some(Hover { span: clause.field.span, text: about_field(&field) })
        }
        Expr::Clause(clause) if holds_offset(clause.operator_span, offset) => {
            Some(Hover { span: clause.operator_span, text: about_operator(clause) })
        }
        Expr::Clause(clause) => {
            let span = clause.operand.span().filter(|&span| holds_offset(span, offset))?;
            if let Some(parameter) = clause.operand.parameters().find(|word| holds_offset(word.span, offset)) {
                return Some(Hover { span: parameter.span, text: about_parameter(parameter, clause) });
            }
            let found = match finds(Expr::Clause(clause.clone())) {
                Some(found) => found,
                None => unresolved(clause, catalog).filter(|_| !compiler.has_present())?,
            };
            let text = match saved_search(clause, catalog, account) {
                Some(name) => format!("{found}, “{name}”"),
                None => found,
            };
            Some(Hover { span, text })
        }
        Expr::Keyword(word) => Some(Hover { span: word.span, text: finds(Expr::Keyword(word.clone()))? }),
        Expr::Not { span, .. } => {
            Some(Hover { span: *span, text: format!("`not`: a {noun} must not meet the condition that follows") })
        }
        Expr::And { members } | Expr::Or { members } => {
            let token = tokens(text).find(|token| offset < token.span.end)?;
            let TokenKind::Word(Some(join @ (Reserved::And | Reserved::Or))) = token.kind else { return None };
            (token.span.start <= offset)
                .then(|| Hover { span: token.span, text: about_join(join, members.len(), noun) })
        }
        _ => None,
    }
}

fn holds_offset(span: Span, offset: usize) -> bool {
    span.start <= offset && offset < span.end
}

/// The clause, the keyword, the `not` or the join at `offset`. The parser bounds the depth of the tree.
fn at<'e, 'a>(expr: &'e Expr<'a>, offset: usize) -> Option<&'e Expr<'a>> {
    match expr {
        Expr::And { members } | Expr::Or { members } => {
            match members.iter().find(|member| holds_offset(member.span(), offset)) {
                Some(member) => at(member, offset),
                None => Some(expr),
            }
        }
        Expr::Not { span, expr: inner } => {
            if holds_offset(*span, offset) {
                Some(expr)
            } else {
                at(inner, offset)
            }
        }
        Expr::Group { expr, .. } => at(expr, offset),
        Expr::Clause(_) | Expr::Keyword(_) => holds_offset(expr.span(), offset).then_some(expr),
        Expr::Error(_) => None,
    }
}

/// What a moving date is while nobody says what day it is.
fn unresolved(clause: &Clause<'_>, catalog: &Catalog) -> Option<String> {
    let moves = |end: &End<'_>| matches!(end, End::Moving(_));
    let moving = match &clause.operand {
        Operand::Day(_) => true,
        Operand::Period(end) => moves(end),
        Operand::Range { start, end } => moves(start) || moves(end),
        Operand::Word(word) => word.kind == WordKind::Bare && Anchor::of_day(&word.text).is_some(),
        _ => false,
    };
    let field = tree::field(&clause.field, catalog)?;
    let dated = matches!(field.kind, Kind::Datetime | Kind::Birthday);
    (moving && dated).then(|| "a moving date: it becomes fixed days when the query is read".to_owned())
}

fn about_operator(clause: &Clause<'_>) -> String {
    match clause.operand {
        Operand::Empty(false) => format!("`is not empty` (in NSE JSON `{}`): {HAS_A_VALUE}", clause.operator.json()),
        _ => about::about_operator(clause.operator),
    }
}

fn about_parameter(parameter: &Word<'_>, clause: &Clause<'_>) -> String {
    let stands_for = match (&clause.operand, clause.operator) {
        (Operand::Word(_), Operator::In | Operator::NotIn) => "a list or a period",
        (Operand::List { .. }, _) => "an item of the list",
        (Operand::Range { .. }, _) => "an end of the range",
        (Operand::Last { .. }, _) => "the number of units",
        _ => "a value",
    };
    format!("`{}`: a parameter for {stands_for}; a program supplies it.", parameter.text)
}

fn about_join(join: Reserved, members: usize, noun: &str) -> String {
    match (join, members) {
        (Reserved::And, 2) => format!("`and`: a {noun} must meet both conditions"),
        (Reserved::And, _) => format!("`and`: a {noun} must meet all {members} conditions"),
        (_, 2) => format!("`or`: a {noun} must meet at least one of the two conditions"),
        _ => format!("`or`: a {noun} must meet at least one of the {members} conditions"),
    }
}

/// The name of the saved search that `clause` asks for.
fn saved_search<'k>(clause: &Clause<'_>, catalog: &Catalog, account: &'k AccountData) -> Option<&'k str> {
    let Operand::Word(word) = &clause.operand else { return None };
    let field = tree::field(&clause.field, catalog).filter(|field| field.kind == Kind::SavedSearch)?;
    account.saved_search(&word.text).filter(|_| field.operators.contains(clause.operator))
}
