//! The tree that the parser makes of a text whatever is wrong with it.

use crate::catalog::{Catalog, FieldRef};
use crate::diagnostic::Collector;
use crate::limits::Limits;
use crate::text::{self, Ast, Expr, FieldName};

/// A text as it is meant, without what is said of its mistakes.
pub(super) struct Tree<'a> {
    pub(super) ast: Ast<'a>,
    /// The clauses that parts with a mistake mean, in order of place.
    pub(super) meant: Vec<Expr<'a>>,
    /// Whether there are mistakes.
    pub(super) failed: bool,
}

/// The tree of `text`.
pub(super) fn recovered<'a>(text: &'a str, catalog: &Catalog) -> Tree<'a> {
    let mut found = Collector::new(0);
    let recovered = text::recover(text, &Limits::default(), catalog, &mut found);
    let meant = recovered.meant.into_iter().map(|meant| Expr::Clause(meant.clause)).collect();
    Tree { ast: recovered.ast, meant, failed: found.failed() }
}

/// The field that `name` means.
pub(super) fn field(name: &FieldName<'_>, catalog: &Catalog) -> Option<FieldRef> {
    if name.custom { Some(catalog.custom_field(&name.name)) } else { catalog.field(&name.name) }
}
