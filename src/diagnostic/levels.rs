//! Warnings that count as errors, and warnings that are not wanted.

use super::{Code, Diagnostic, Severity};

/// Which warnings to raise to errors and which to drop. The default leaves all as they are.
///
/// # Examples
/// ```
/// use nse_query::diagnostic::{Levels, Severity};
/// use nse_query::{Catalog, Compiler};
///
/// let checked = Compiler::new(Catalog::builtin()).text("tag = vip or tag = vip")?;
/// let mut warnings = checked.warnings;
/// Levels { deny_warnings: true, ..Levels::default() }.apply(&mut warnings);
/// assert_eq!(warnings[0].severity(), Severity::Error);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Raise every warning.
    pub deny_warnings: bool,
    /// Raise these.
    pub deny: Vec<Code>,
    /// Drop these warnings, also where they are denied. Errors stay.
    pub allow: Vec<Code>,
}

impl Levels {
    /// Drops and raises what it says of `diagnostics`.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain(|diagnostic| !(diagnostic.code().is_warning() && self.allow.contains(&diagnostic.code())));
        for diagnostic in diagnostics {
            if self.deny_warnings || self.deny.contains(&diagnostic.code()) {
                diagnostic.severity = Severity::Error;
            }
        }
    }
}
