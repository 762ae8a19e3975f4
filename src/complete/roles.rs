//! What every token of a query is, for highlighting.

use super::role::{Role, RoleSpan};
use super::tree;
use super::walk::{State, Walk};
use crate::catalog::{Catalog, Field};
use crate::lex::{TokenKind, tokens};
use crate::operator::Takes;
use crate::span::Span;
use crate::text::{Clause, End, Expr, Moving, Operand, Word, WordKind};
use crate::value::Anchor;

/// What each token of `text` is, in order of place.
///
/// The spans do not overlap, and cover every byte but white space and a byte order mark at the start. A text with mistakes
/// is read as its diagnostics say it is meant; what has no place in it is [`Role::Error`]. It takes time linear in the
/// length of the text.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{Role, roles};
///
/// let text = "company last contacted in last 3 months // new";
/// let roles: Vec<_> = roles(text, &Catalog::builtin()).iter().map(|token| (token.span.of(text), token.role)).collect();
/// assert_eq!(
///     roles,
///     [
///         ("company", Role::Field),
///         ("last", Role::Field),
///         ("contacted", Role::Field),
///         ("in", Role::Operator),
///         ("last", Role::Keyword),
///         ("3", Role::Number),
///         ("months", Role::Unit),
///         ("// new", Role::Comment),
///     ]
/// );
/// ```
pub fn roles(text: &str, catalog: &Catalog) -> Vec<RoleSpan> {
    let mut roles = walked(text, catalog);
    let mut parts = Vec::new();
    let tree = tree::recovered(text, catalog);
    for expr in std::iter::once(tree.ast.root()).chain(&tree.meant) {
        collect(expr, catalog, &mut parts);
    }
    // Clauses that are read out of one may share its field.
    parts.sort_by_key(|part| (part.span.start, part.span.end));
    parts.dedup_by_key(|part| part.span);
    for part in parts {
        let start = roles.partition_point(|token| token.span.start < part.span.start);
        let end = roles.partition_point(|token| token.span.end <= part.span.end);
        let tokens = roles.get_mut(start..end).unwrap_or_default();
        if part.is_gap && tokens.iter().any(|token| !matches!(token.role, Role::Error | Role::Comment)) {
            continue;
        }
        for token in tokens.iter_mut().filter(|token| token.role != Role::Comment) {
            token.role = part.role(token.span.of(text));
        }
    }
    roles
}

/// What each token is by what stands before it.
fn walked(text: &str, catalog: &Catalog) -> Vec<RoleSpan> {
    let mut walk = Walk::new(catalog);
    let mut roles: Vec<RoleSpan> = Vec::new();
    let mut keyword = None;
    for token in tokens(text) {
        let role = walk.take(token);
        if role == Role::Operator
            && let Some(name) = keyword.take().and_then(|index: usize| roles.get_mut(index))
        {
            // An operator behind a text in double quotes makes it the name of a field.
            name.role = Role::Field;
        }
        if token.kind != TokenKind::Comment {
            keyword = (walk.state == State::Keyword).then_some(roles.len());
        }
        roles.push(RoleSpan { span: token.span, role });
    }
    roles
}

/// A part of a tree and what its tokens are.
#[derive(Clone, Copy)]
struct Part {
    span: Span,
    role: Role,
    /// The words of an operator that are keywords.
    keywords: &'static [&'static str],
    /// Whether it stands between clauses: a sign in the place of `and` or `or`, unless the word is there.
    is_gap: bool,
}

impl Part {
    const fn new(span: Span, role: Role) -> Self {
        Self { span, role, keywords: &[], is_gap: false }
    }

    fn role(&self, token: &str) -> Role {
        let keyword = self.keywords.iter().any(|word| word.eq_ignore_ascii_case(token));
        if keyword { Role::Keyword } else { self.role }
    }
}

fn collect(expr: &Expr<'_>, catalog: &Catalog, parts: &mut Vec<Part>) {
    match expr {
        Expr::And { members } | Expr::Or { members } => {
            for member in members {
                collect(member, catalog, parts);
            }
            for (before, after) in members.iter().zip(members.iter().skip(1)) {
                let gap = Span::new(before.span().end, after.span().start);
                parts.push(Part { is_gap: true, ..Part::new(gap, Role::Join) });
            }
        }
        Expr::Not { span, expr } => {
            parts.push(Part::new(*span, Role::Join));
            collect(expr, catalog, parts);
        }
        Expr::Group { expr, .. } => collect(expr, catalog, parts),
        Expr::Clause(clause) => clause_parts(clause, catalog, parts),
        Expr::Keyword(word) => parts.push(Part::new(word.span, Role::String)),
        Expr::Error(_) => {}
    }
}

fn clause_parts(clause: &Clause<'_>, catalog: &Catalog, parts: &mut Vec<Part>) {
    let field = tree::field(&clause.field, catalog);
    let value = |word: &Word<'_>| {
        let role = match word.kind {
            WordKind::Bare => Role::of_value(field.as_deref(), &word.text),
            WordKind::Quoted => Role::String,
            WordKind::Parameter => Role::Parameter,
        };
        Part::new(word.span, role)
    };
    let end = |end: &End<'_>, parts: &mut Vec<Part>| match end {
        End::Word(word) => parts.push(value(word)),
        End::DayMonth { span, .. } => parts.push(Part::new(*span, Role::Date)),
        End::Moving(moving) => moving_parts(moving, field.as_deref(), parts),
    };
    let keywords: &[&str] = match clause.operator.takes() {
        Takes::Presence => &["empty"],
        Takes::Quantity => &["the", "last"],
        _ => &[],
    };
    parts.push(Part::new(clause.field.span, Role::Field));
    parts.push(Part { keywords, ..Part::new(clause.operator_span, Role::Operator) });
    match &clause.operand {
        Operand::Empty(_) => {}
        Operand::Word(word) => parts.push(value(word)),
        Operand::List { items, .. } => parts.extend(items.iter().map(value)),
        Operand::Range { start, end: last } => {
            end(start, parts);
            end(last, parts);
        }
        Operand::Period(period) => end(period, parts),
        Operand::Last { quantity, unit, .. } => {
            let number = |word: &Word<'_>| if word.parameter().is_some() { Role::Parameter } else { Role::Number };
            parts.extend(quantity.iter().map(|word| Part::new(word.span, number(word))));
            parts.push(Part::new(unit.span, Role::Unit));
        }
        Operand::Day(day) => moving_parts(day, field.as_deref(), parts),
    }
}

fn moving_parts(moving: &Moving<'_>, field: Option<&Field>, parts: &mut Vec<Part>) {
    // A number that what follows makes a day of is none yet where it stands.
    let number = |word: &Word<'_>| match moving.anchor {
        _ if word.parameter().is_some() => Role::Parameter,
        Anchor::Next => Role::Number,
        _ => Role::of_value(field, &word.text),
    };
    let quantity = moving.quantity.as_ref().map(|word| Part::new(word.span, number(word)));
    let unit = moving.unit.as_ref().map(|word| Part::new(word.span, Role::Unit));
    let words = [quantity, unit].into_iter().flatten();
    let (mut at, end) = (moving.span.start, moving.span.end);
    for word in words {
        if at < word.span.start {
            parts.push(Part::new(Span::new(at, word.span.start), Role::Keyword));
        }
        at = word.span.end;
        parts.push(word);
    }
    if at < end {
        parts.push(Part::new(Span::new(at, end), Role::Keyword));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parser's tree has the last word on a text; that the walk alone tells the same of one without mistakes keeps
    /// completion, which follows the walk, with the parser.
    #[test]
    fn what_precedes_a_token_tells_what_it_is_in_a_text_without_mistakes() {
        let catalog = Catalog::builtin();
        let lines = include_str!("../../tests/textmate/lines.nse").lines().map(str::to_owned);
        let examples = catalog.fields().map(|field| field.example.to_string()).collect::<Vec<_>>();
        for text in lines.chain(examples) {
            assert!(crate::text::parse(&text).is_ok(), "{text}");
            assert_eq!(walked(&text, &catalog), roles(&text, &catalog), "{text}");
        }
    }
}
