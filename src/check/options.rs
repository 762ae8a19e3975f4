//! What a judgement depends on beside the source.

use crate::catalog::Catalog;
use crate::limits::Limits;
use crate::value::Present;

/// The fields there are, and how much is let through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options<'c> {
    pub(crate) catalog: &'c Catalog,
    /// Whether unknown fields, and `is` and `is_not` on `names`, are kept with a warning.
    pub(crate) lenient: bool,
    pub(crate) limits: Limits,
    /// What moving dates are resolved at; without it they are errors.
    pub(crate) present: Option<Present>,
}

impl<'c> Options<'c> {
    /// Strict, with the default limits.
    pub(crate) fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, lenient: false, limits: Limits::default(), present: None }
    }
}
