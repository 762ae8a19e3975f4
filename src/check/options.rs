//! What a judgement depends on beside the source.

use crate::catalog::Catalog;
use crate::limits::Limits;

/// The fields there are, and how much is let through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options<'c> {
    pub(crate) catalog: &'c Catalog,
    /// Whether unknown fields, and `is` and `is_not` on `names`, are kept with a warning.
    pub(crate) lenient: bool,
    pub(crate) limits: Limits,
}

impl<'c> Options<'c> {
    /// Strict, with the default limits.
    pub(crate) fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, lenient: false, limits: Limits::default() }
    }
}
