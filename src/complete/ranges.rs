//! What an editor selects, bit by bit more, and what it folds.

use super::tree;
use crate::compiler::Compiler;
use crate::json::is_json;
use crate::lex::{TokenKind, tokens};
use crate::nse::is_request;
use crate::span::Span;
use crate::text::{Comment, Expr, Operand};

/// What encloses `offset`, a byte of `source`, from the token to the whole query: each span holds the one before it and is longer.
/// Of text, also with mistakes; of valid NSE JSON the parts of a clause.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::enclosing;
///
/// let text = "tag = vip and not (rating in (3, 4) or email is empty)";
/// let around: Vec<_> = enclosing(text, 30, &Catalog::builtin()).into_iter().map(|span| span.of(text)).collect();
/// assert_eq!(
///     around,
///     [
///         "3",
///         "(3, 4)",
///         "rating in (3, 4)",
///         "rating in (3, 4) or email is empty",
///         "(rating in (3, 4) or email is empty)",
///         "not (rating in (3, 4) or email is empty)",
///         text,
///     ]
/// );
/// ```
pub fn enclosing(source: &str, offset: usize, compiler: impl Into<Compiler>) -> Vec<Span> {
    let compiler = compiler.into();
    // From the outside in.
    let mut around = vec![Span::new(0, source.len())];
    if is_json(source) || is_request(source) {
        if let Ok(checked) = compiler.read(source)
            && let Some(place) = checked.places.iter().find(|place| holds(place.clause, offset))
        {
            let parts = [place.field, place.operator, place.value];
            around.push(place.clause);
            around.extend(parts.into_iter().find(|&part| holds(part, offset)));
        }
    } else {
        let tree = tree::recovered(source, compiler.catalog());
        descend(tree.ast.root(), offset, &mut around);
        for meant in &tree.meant {
            descend(meant, offset, &mut around);
        }
        around.extend(token(source, offset));
    }
    around.reverse();
    // What is no longer than what it holds says nothing new.
    let mut grown: Vec<Span> = Vec::with_capacity(around.len());
    for span in around {
        let more = grown.last().is_none_or(|&last| span != last && span.start <= last.start && last.end <= span.end);
        if more {
            grown.push(span);
        }
    }
    grown
}

/// The token that the cursor is in or at: of two that meet there the one that says something.
fn token(source: &str, offset: usize) -> Option<Span> {
    let mut touching = tokens(source).filter(|token| holds(token.span, offset)).take(2);
    let (first, second) = (touching.next()?, touching.next());
    let says = |kind| matches!(kind, TokenKind::Word(_) | TokenKind::Quoted { .. } | TokenKind::Parameter);
    let second = second.filter(|second| says(second.kind) && !says(first.kind));
    Some(second.map_or(first.span, |second| second.span))
}

/// Whether the cursor is in or at the end of `span`.
const fn holds(span: Span, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}

/// Adds the parts of `expr` that hold `offset`. The parser bounds the depth of the tree.
fn descend(expr: &Expr<'_>, offset: usize, around: &mut Vec<Span>) {
    let span = expr.span();
    if !holds(span, offset) {
        return;
    }
    around.push(span);
    match expr {
        Expr::And { members } | Expr::Or { members } => {
            if let Some(member) = members.iter().find(|member| holds(member.span(), offset)) {
                descend(member, offset, around);
            }
        }
        Expr::Not { expr, .. } | Expr::Group { expr, .. } => descend(expr, offset, around),
        Expr::Clause(clause) => {
            let parts = [Some(clause.field.span), Some(clause.operator_span), clause.operand.span()];
            around.extend(parts.into_iter().flatten().find(|&part| holds(part, offset)));
        }
        Expr::Keyword(_) | Expr::Error(_) => {}
    }
}

/// A part of a text that an editor may hide.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::folds;
///
/// let text = "tag = vip\nand (\n  email is empty\n  or phone is empty\n)";
/// let folds = folds(text, &Catalog::builtin());
/// assert_eq!((folds[0].span.start, folds[0].comment), (14, false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fold {
    /// All of it; it has a line break in it.
    pub span: Span,
    /// Whether it is comments, one after another.
    pub comment: bool,
}

/// What `source` can be folded by, in order of place: parentheses, lists and comments of text that go over several lines; of valid
/// NSE JSON its clauses.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::folds;
///
/// let text = "// customers\n// and friends\ntag in (\n  vip,\n  press\n)";
/// let shown: Vec<_> = folds(text, &Catalog::builtin()).iter().map(|fold| (fold.span.of(text), fold.comment)).collect();
/// assert_eq!(shown, [("// customers\n// and friends", true), ("(\n  vip,\n  press\n)", false)]);
/// ```
pub fn folds(source: &str, compiler: impl Into<Compiler>) -> Vec<Fold> {
    let compiler = compiler.into();
    let mut folds = Vec::new();
    if is_json(source) || is_request(source) {
        let checked = compiler.read(source).ok();
        let clauses = checked.iter().flat_map(|checked| checked.places.iter()).map(|place| place.clause);
        folds.extend(clauses.map(|span| Fold { span, comment: false }));
    } else {
        let tree = tree::recovered(source, compiler.catalog());
        brackets(tree.ast.root(), &mut folds);
        comments(tree.ast.comments(), source, &mut folds);
    }
    folds.retain(|fold| fold.span.of(source).contains('\n'));
    folds.sort_by_key(|fold| fold.span);
    folds
}

fn brackets(expr: &Expr<'_>, folds: &mut Vec<Fold>) {
    match expr {
        Expr::And { members } | Expr::Or { members } => members.iter().for_each(|member| brackets(member, folds)),
        Expr::Not { expr, .. } => brackets(expr, folds),
        Expr::Group { span, expr } => {
            folds.push(Fold { span: *span, comment: false });
            brackets(expr, folds);
        }
        Expr::Clause(clause) => {
            if let Operand::List { span, .. } = clause.operand {
                folds.push(Fold { span, comment: false });
            }
        }
        Expr::Keyword(_) | Expr::Error(_) => {}
    }
}

/// Comments with nothing but white space between them are one.
fn comments(comments: &[Comment<'_>], text: &str, folds: &mut Vec<Fold>) {
    let mut run: Option<Span> = None;
    for comment in comments.iter().filter(|comment| comment.own_line) {
        let blank = |last: &Span| text.get(last.end..comment.span.start).is_some_and(|gap| gap.trim().is_empty());
        match &mut run {
            Some(last) if blank(last) => last.end = comment.span.end,
            _ => folds.extend(run.replace(comment.span).map(|span| Fold { span, comment: true })),
        }
    }
    folds.extend(run.map(|span| Fold { span, comment: true }));
}
