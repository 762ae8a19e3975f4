//! The tree: joins, parentheses, clauses, comments.

use std::borrow::Cow;

use serde::Serialize;

use super::operand::{Operand, Word};
use crate::operator::Operator;
use crate::span::Span;

/// A parsed text.
///
/// Only the parser and [`to_ast`](crate::text::to_ast) make one, and nobody can change or copy a part of one: so none is deeper
/// than they allow, and every function on it, its drop included, may recurse.
///
/// It borrows its texts. [`Ast::into_owned`] makes one that can be kept in a struct.
///
/// # Examples
/// ```
/// use nse_query::text::{Ast, Expr, parse};
///
/// struct Editor {
///     tree: Ast<'static>,
/// }
///
/// let typed = String::from("tag = vip // for now");
/// let editor = Editor { tree: parse(&typed)?.into_owned() };
/// drop(typed);
/// assert!(matches!(editor.tree.root(), Expr::Clause(clause) if clause.field.name == "tag"));
/// assert_eq!(editor.tree.comments()[0].text, "// for now");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "A parsed text."))]
pub struct Ast<'a> {
    pub(crate) root: Expr<'a>,
    pub(crate) comments: Vec<Comment<'a>>,
    /// The text itself; nothing of a tree that was made to be printed.
    #[serde(skip)]
    pub(crate) source: Cow<'a, str>,
    /// Whether it may hold parameters.
    #[serde(skip)]
    pub(crate) parameters: bool,
}

impl<'a> Ast<'a> {
    /// The whole query.
    pub const fn root(&self) -> &Expr<'a> {
        &self.root
    }

    /// Every comment, in order of place. The printer puts each before the clause that follows it, or at the end of its
    /// clause's line.
    pub fn comments(&self) -> &[Comment<'a>] {
        &self.comments
    }
}

/// A comment: `//` and what follows on the line.
///
/// # Examples
/// ```
/// let tree = nse_query::text::parse("// customers\ntag = vip // for now")?;
/// let comments = tree.comments();
/// assert_eq!((comments[0].text.as_ref(), comments[0].own_line), ("// customers", true));
/// assert_eq!((comments[1].text.as_ref(), comments[1].own_line), ("// for now", false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "A comment: `//` and what follows on the line."))]
#[non_exhaustive]
pub struct Comment<'a> {
    /// From the `//` to the end of the line.
    pub span: Span,
    /// The text with its `//`, without white space at its end.
    pub text: Cow<'a, str>,
    /// Whether nothing of a clause, and no `)`, stands before it on its line.
    pub own_line: bool,
}

/// A query or a part of one. Nobody outside can make or change one that holds others (`#[non_exhaustive]`), so none is too
/// deep to be dropped.
///
/// # Examples
/// ```
/// use nse_query::text::{Expr, parse};
///
/// let tree = parse("tag = vip and (rating > 3)")?;
/// let Expr::And { members, .. } = tree.root() else { unreachable!() };
/// assert!(matches!(members[..], [Expr::Clause(_), Expr::Group { .. }]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "A query or a part of one."))]
#[serde(rename_all = "snake_case")]
pub enum Expr<'a> {
    /// Two or more members joined by `and`.
    #[non_exhaustive]
    And {
        /// In order of place.
        members: Vec<Expr<'a>>,
    },
    /// Two or more members joined by `or`.
    #[non_exhaustive]
    Or {
        /// In order of place.
        members: Vec<Expr<'a>>,
    },
    /// `not` and what it negates.
    #[non_exhaustive]
    Not {
        /// The word `not`.
        span: Span,
        /// What it negates.
        expr: Box<Expr<'a>>,
    },
    /// Something in parentheses.
    #[non_exhaustive]
    Group {
        /// From `(` to `)`.
        span: Span,
        /// What stands between them.
        expr: Box<Expr<'a>>,
    },
    /// A field, an operator and what it compares with.
    Clause(Clause<'a>),
    /// A quoted string alone: a search in any field.
    Keyword(Word<'a>),
    /// A part that did not parse. Only in the tree of a text with errors.
    Error(Span),
}

/// A field, an operator and its operand.
///
/// # Examples
/// ```
/// use nse_query::text::{Expr, parse};
///
/// let source = "tag not in (vip, press)";
/// let tree = parse(source)?;
/// let Expr::Clause(clause) = tree.root() else { unreachable!() };
/// assert_eq!(clause.operator, nse_query::Operator::NotIn);
/// assert_eq!(clause.operator_span.of(source), "not in");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "A field, an operator and its operand."))]
#[non_exhaustive]
pub struct Clause<'a> {
    /// The field.
    pub field: FieldName<'a>,
    /// The operator, as its operand told it: `in` before a range is `range`.
    pub operator: Operator,
    /// Where the operator stands: `not in`, `^=`, `is not empty`.
    pub operator_span: Span,
    /// What it compares with.
    pub operand: Operand<'a>,
}

/// The name of a field as written, words joined by one space.
///
/// # Examples
/// ```
/// use nse_query::text::{Expr, parse};
///
/// let source = r#"custom."Plan" = gold"#;
/// let tree = parse(source)?;
/// let Expr::Clause(clause) = tree.root() else { unreachable!() };
/// assert_eq!((clause.field.name.as_ref(), clause.field.custom), ("Plan", true));
/// assert_eq!(clause.field.span.of(source), r#"custom."Plan""#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "The name of a field as written, words joined by one space.")
)]
#[non_exhaustive]
pub struct FieldName<'a> {
    /// Where it stands, with quotes and `custom.`.
    pub span: Span,
    /// The name without quotes; of a custom field without `custom.`.
    pub name: Cow<'a, str>,
    /// Whether it was written `custom."…"` or `custom.word`.
    pub custom: bool,
    /// Whether the whole name was quoted.
    pub quoted: bool,
}

impl Expr<'_> {
    /// From its first byte to its last.
    pub fn span(&self) -> Span {
        match self {
            Self::And { members } | Self::Or { members } => match (members.first(), members.last()) {
                (Some(first), Some(last)) => first.span().to(last.span()),
                _ => Span::default(),
            },
            Self::Not { span, expr } => span.to(expr.span()),
            Self::Group { span, .. } | Self::Error(span) => *span,
            Self::Clause(clause) => clause.span(),
            Self::Keyword(word) => word.span,
        }
    }
}

impl Clause<'_> {
    /// From its field to its operand.
    pub fn span(&self) -> Span {
        self.field.span.to(self.operator_span).to(self.operand.span().unwrap_or(self.operator_span))
    }
}
