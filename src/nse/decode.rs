//! NSE JSON to `Query`.

use crate::catalog::Catalog;
use crate::compiler::Compiler;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::query::{Checked, Query};

/// The query that `json` means with the fields of `catalog`.
///
/// # Errors
/// Every mistake found, at least one, each with the JSON pointer and the byte span of its place.
pub fn decode(json: &str, catalog: &Catalog) -> Result<Checked, Diagnostics> {
    Compiler::new(catalog).json(json)
}

/// Lowers `json`, adding to `diagnostics`; none where there is an error.
pub(crate) fn lower(json: &str, compiler: &Compiler<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Query> {
    let _ = (json, compiler, diagnostics);
    None
}
