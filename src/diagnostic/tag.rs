//! How an editor may show what a diagnostic is about.

use super::Code;

/// How an editor may show the place of a diagnostic, beside underlining it.
///
/// # Examples
/// ```
/// use nse_query::Compiler;
/// use nse_query::diagnostic::Tag;
///
/// let checked = Compiler::default().text("tag = vip and tag = vip")?;
/// assert_eq!(checked.warnings[0].code().tag(), Some(Tag::Unnecessary));
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tag {
    /// The query finds the same without it: shown faded.
    Unnecessary,
    /// It is read, but nobody should write it any more: struck through.
    Deprecated,
}

impl Code {
    /// How an editor may show the place of what carries it.
    pub fn tag(self) -> Option<Tag> {
        match self.name() {
            // The same thing twice; a parameter that the service ignores.
            "W0202" | "W0303" => Some(Tag::Unnecessary),
            // Operators that only older clients send.
            "W0218" => Some(Tag::Deprecated),
            _ => None,
        }
    }
}
