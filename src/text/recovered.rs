//! A text read as far as it can be, whatever mistakes it holds.

use super::ast::{Ast, Expr};
use super::leaves::places;
use super::parse::Parser;
use super::recover::Meaning;
use crate::catalog::Catalog;
use crate::check::{ClausePlace, Places};
use crate::diagnostic::{Collector, Diagnostics};
use crate::limits::Limits;
use crate::query::too_long;
use crate::span::Span;

/// Parses a query text.
///
/// # Errors
/// Every mistake of the text, at least one, in order of place.
///
/// # Examples
/// ```
/// use nse_query::text::{Expr, parse};
///
/// let ast = parse("tag = vip or created in last 3 months // new")?;
/// assert!(matches!(ast.root(), Expr::Or { members, .. } if members.len() == 2));
/// assert_eq!(ast.comments()[0].text, "// new");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parse(text: &str) -> Result<Ast<'_>, Diagnostics> {
    let limits = Limits::default();
    let mut diagnostics = Collector::new(limits.errors);
    let ast = recover(text, &limits, &Catalog::builtin(), &mut diagnostics).ast;
    if diagnostics.failed() { Err(Diagnostics(diagnostics.finish())) } else { Ok(ast) }
}

/// What a text that may hold mistakes says, and what it means where it does not say it.
pub(crate) struct Recovered<'a> {
    /// What was written; what did not parse is [`Expr::Error`].
    pub(crate) ast: Ast<'a>,
    /// The clauses that are evidently meant by parts that did not parse, in order of place.
    pub(crate) meant: Vec<Meaning<'a>>,
}

/// Parses as much of `text` as can be, adding every mistake to `diagnostics`. `catalog` tells fields from other words
/// where something is wrong; what is accepted does not depend on it.
pub(crate) fn recover<'a>(
    text: &'a str,
    limits: &Limits,
    catalog: &Catalog,
    diagnostics: &mut Collector,
) -> Recovered<'a> {
    let limit = limits.length.min(Places::LONGEST);
    if text.len() > limit {
        diagnostics.error(|| too_long(text, limit));
        let ast = Ast {
            root: Expr::Error(Span::new(0, text.len())),
            comments: Vec::new(),
            source: text.into(),
            parameters: false,
        };
        return Recovered { ast, meant: Vec::new() };
    }
    let mut parser = Parser::new(text, limits.nesting.min(Limits::NESTING), catalog, diagnostics);
    Recovered {
        ast: Ast {
            root: parser.query(),
            comments: parser.comments,
            source: text.into(),
            parameters: parser.parameters,
        },
        meant: parser.recovery.meant,
    }
}

/// Where the clauses of the valid `text` stand, which is nested this deep at most.
#[inline]
pub(crate) fn places_in(text: &str, nesting: usize) -> Places {
    Places::of_source(text, nesting, reread)
}

#[cold]
fn reread(text: &str, nesting: usize) -> Vec<ClausePlace> {
    let catalog = Catalog::builtin();
    // Its warnings were given when it was read.
    let mut warnings = Collector::new(1);
    let mut parser = Parser::new(text, nesting.min(Limits::NESTING), &catalog, &mut warnings);
    places(&parser.query())
}
