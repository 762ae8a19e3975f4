//! A query as an outline: its joins and clauses, each with its place.

use super::tree;
use crate::check::ClausePlace;
use crate::compiler::Compiler;
use crate::json::is_json;
use crate::nse::is_request;
use crate::query::Clause;
use crate::span::Span;
use crate::text::Expr;

/// The most characters of a name.
const LONGEST: usize = 80;

/// A part of a query, with the parts in it.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{SymbolKind, symbols};
///
/// let text = "tag = vip and (email is empty or phone is empty)";
/// let symbols = symbols(text, &Catalog::builtin());
/// assert_eq!((symbols[0].name.as_str(), symbols[0].kind), ("tag = vip", SymbolKind::Clause));
/// assert_eq!((symbols[1].name.as_str(), symbols[1].children.len()), ("any of", 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Symbol {
    /// What it is.
    pub kind: SymbolKind,
    /// A clause as it stands there, on one line; of others `all of`, `any of`, `not`.
    pub name: String,
    /// All of it, with its parentheses.
    pub span: Span,
    /// Of it, what to show first: the field of a clause, the word `not`.
    pub first: Span,
    /// What stands in it, in order of place.
    pub children: Vec<Symbol>,
}

/// What a part of a query is.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{SymbolKind, symbols};
///
/// assert_eq!(symbols("not \"Jon\"", &Catalog::builtin())[0].kind, SymbolKind::Not);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SymbolKind {
    /// Clauses that must all hold.
    And,
    /// Clauses of which one is enough.
    Or,
    /// What must not hold.
    Not,
    /// A field, an operator and a value.
    Clause,
    /// A search in every field.
    Keyword,
}

/// The parts of `source`, in order of place: those of its outermost `and` or `or`, or else the only one. Of text, also with
/// mistakes, what can be read; of valid NSE JSON, or a valid request, its clauses, named as filter text. It takes time linear in
/// the length of the source.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::symbols;
///
/// let names = |source| symbols(source, &Catalog::builtin()).into_iter().map(|symbol| symbol.name).collect::<Vec<_>>();
/// assert_eq!(names("tag = vip and not email is empty"), ["tag = vip", "not"]);
/// assert_eq!(names(r#"{"tag": {"is": "vip"}}"#), ["tag = vip"]);
/// ```
pub fn symbols(source: &str, compiler: impl Into<Compiler>) -> Vec<Symbol> {
    let compiler = compiler.into();
    if is_json(source) || is_request(source) {
        return clauses(source, &compiler);
    }
    let tree = tree::recovered(source, compiler.catalog());
    match symbol(tree.ast.root(), source, None) {
        Some(Symbol { kind: SymbolKind::And | SymbolKind::Or, children, .. }) => children,
        other => other.into_iter().collect(),
    }
}

/// The clauses of a valid query that is not filter text.
fn clauses(source: &str, compiler: &Compiler) -> Vec<Symbol> {
    let Ok(checked) = compiler.read(source) else { return Vec::new() };
    let named = checked.query.clauses().zip(checked.places.iter());
    let symbol = |(clause, place): (&Clause, ClausePlace)| Symbol {
        kind: SymbolKind::Clause,
        name: short(&clause.to_string()),
        span: place.clause,
        first: place.field,
        children: Vec::new(),
    };
    named.map(symbol).collect()
}

/// The part that `expr` is, which stands in `around`. The parser bounds the depth of the tree.
fn symbol(expr: &Expr<'_>, text: &str, around: Option<Span>) -> Option<Symbol> {
    let own = expr.span();
    let span = around.unwrap_or(own);
    let join = |kind, name: &str, members: &[Expr<'_>]| Symbol {
        kind,
        name: name.to_owned(),
        span,
        first: members.first().map_or(span, |first| Span::at(first.span().start.clamp(span.start, span.end))),
        children: members.iter().filter_map(|member| symbol(member, text, None)).collect(),
    };
    Some(match expr {
        Expr::And { members } => join(SymbolKind::And, "all of", members),
        Expr::Or { members } => join(SymbolKind::Or, "any of", members),
        Expr::Not { span: word, expr: inner } => {
            let whole = span.to(word.to(inner.span()));
            let children = symbol(inner, text, None).into_iter().collect();
            Symbol { kind: SymbolKind::Not, name: "not".to_owned(), span: whole, first: *word, children }
        }
        Expr::Group { span: group, expr } => {
            return symbol(expr, text, Some(around.map_or(*group, |around| around.to(*group))));
        }
        Expr::Clause(clause) => {
            let (name, first) = (short(own.of(text)), clause.field.span);
            Symbol { kind: SymbolKind::Clause, name, span, first, children: Vec::new() }
        }
        Expr::Keyword(word) => {
            let (name, first) = (short(own.of(text)), word.span);
            Symbol { kind: SymbolKind::Keyword, name, span, first, children: Vec::new() }
        }
        Expr::Error(_) => return None,
    })
}

/// `text` on one line, cut where it is long.
fn short(text: &str) -> String {
    // A few more than are kept: white space in a row comes to one.
    let mut name = String::new();
    for (count, word) in text.split_whitespace().take(LONGEST).enumerate() {
        if count > 0 {
            name.push(' ');
        }
        name.push_str(word);
        if name.chars().nth(LONGEST).is_some() {
            return name.chars().take(LONGEST).chain(['…']).collect();
        }
    }
    name
}
