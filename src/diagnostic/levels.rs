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

/// What is raised to an error.
///
/// # Examples
/// ```
/// use nse_query::diagnostic::Denied;
///
/// assert_eq!(Denied::find("warnings"), Some(Denied::Warnings));
/// assert!(matches!(Denied::find("w0201"), Some(Denied::Code(code)) if code.name() == "W0201"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Every warning.
    Warnings,
    /// Those of one code.
    Code(Code),
}

impl Denied {
    /// What `name` means: `warnings`, or the code of this name, in any case.
    pub fn find(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("warnings") { Some(Self::Warnings) } else { Code::find(name).map(Self::Code) }
    }

    /// Whether it raises warnings; an error is one already.
    pub fn is_of_warnings(self) -> bool {
        match self {
            Self::Warnings => true,
            Self::Code(code) => code.is_warning(),
        }
    }
}

impl Levels {
    /// Raises what `denied` names.
    pub fn raise(&mut self, denied: Denied) {
        match denied {
            Denied::Warnings => self.deny_warnings = true,
            Denied::Code(code) => self.deny.push(code),
        }
    }

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
