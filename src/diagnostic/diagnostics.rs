//! One mistake or warning with its place, and all that was found in one source.

use std::{fmt, slice, vec};

use serde::Serialize;

use super::fix::{Edit, Fix};
use crate::code::{Code, Problem};
use crate::fold::visible;
use crate::span::Span;

/// How bad it is.
///
/// # Examples
/// ```
/// use nse_query::Compiler;
/// use nse_query::diagnostic::Severity;
///
/// let checked = Compiler::default().text("tag = vip or tag = vip")?;
/// assert_eq!(checked.warnings[0].severity(), Severity::Warning);
/// assert_eq!(Severity::Error.to_string(), "error");
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The query means something, perhaps not what was meant.
    Warning,
    /// There is no query.
    Error,
}

/// `error` or `warning`.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A place with a few words about it.
///
/// # Examples
/// ```
/// use nse_query::Span;
/// use nse_query::diagnostic::Label;
///
/// let source = "(tag = vip";
/// let label = Label { span: Span::new(0, 1), text: "opened here".to_owned() };
/// assert_eq!(label.span.of(source), "(");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there.
    pub text: String,
}

/// One mistake, or one warning, in one source.
///
/// # Examples
/// A rule of one's own, at the place of a clause:
/// ```
/// use nse_query::diagnostic::render::{Report, human};
/// use nse_query::{Compiler, Diagnostic};
///
/// let source = "tag = vip and employer ~ Nimble";
/// let checked = Compiler::default().text(source)?;
/// let mut found = Vec::new();
/// for (clause, place) in checked.query.clauses().zip(checked.places.iter()) {
///     if clause.field().text() == "employer" {
///         let mut diagnostic = Diagnostic::custom("W-ACME-1", "employers are out of date", place.field);
///         diagnostic.label = "last imported in 2019".to_owned();
///         found.push(diagnostic);
///     }
/// }
/// let shown = human(&Report { name: "query", source, diagnostics: &found }, false);
/// assert!(shown.contains("warning[W-ACME-1]: employers are out of date"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    message: String,
    /// Where.
    pub span: Span,
    /// The JSON pointer (RFC 6901) of the place, where the source is JSON.
    pub pointer: Option<String>,
    /// A few words at the place itself: "expected a value (e.g. `vip`)".
    pub label: String,
    /// Other places that matter.
    pub related: Vec<Label>,
    /// The documented reason and what else helps, a sentence or two each.
    pub help: Vec<String>,
    /// What to write instead; none where nothing is likely.
    pub fixes: Vec<Fix>,
    /// By its code, unless [`Levels`](super::Levels) raised it.
    pub(super) severity: Severity,
}

impl Diagnostic {
    /// `problem` at `span`, with nothing else said yet.
    #[allow(clippy::needless_pass_by_value)] // it is made for this
    pub(crate) fn new(problem: impl Problem, span: Span) -> Self {
        Self::coded(problem.code(), problem.to_string(), span)
    }

    /// One of the caller's own, with nothing else said yet. A `code` that begins with `W` is that of a warning; those of this
    /// crate are a letter and four digits.
    pub fn custom(code: &'static str, message: impl Into<String>, span: Span) -> Self {
        Self::coded(Code::custom(code), message.into(), span)
    }

    fn coded(code: Code, message: String, span: Span) -> Self {
        Self {
            severity: if code.is_warning() { Severity::Warning } else { Severity::Error },
            code,
            message,
            span,
            pointer: None,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
        }
    }

    #[must_use]
    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// The JSON pointer (RFC 6901) of its place.
    #[must_use]
    pub(crate) fn pointer(mut self, pointer: String) -> Self {
        self.pointer = Some(pointer);
        self
    }

    #[must_use]
    pub(crate) fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    #[must_use]
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Says something else is wrong too.
    #[must_use]
    pub(crate) fn also(mut self, message: impl fmt::Display) -> Self {
        self.message = format!("{}; {message}", self.message);
        self
    }

    /// Says that what it is about was given for `parameter`.
    #[must_use]
    pub(crate) fn given(mut self, parameter: &str) -> Self {
        self.message = format!("{} ({parameter})", self.message);
        self
    }

    /// Offers to replace `span` by `text`.
    #[must_use]
    pub(crate) fn suggest(self, label: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.suggest_all(label, vec![Edit { span, text: text.into() }])
    }

    /// Offers several replacements as one.
    #[must_use]
    pub(crate) fn suggest_all(mut self, label: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fixes.push(Fix { label: label.into(), edits, certain: false });
        self
    }

    /// Makes the only suggestion a certain one. Several are never certain, nor is one with U+0000, which no string may hold.
    #[must_use]
    pub(crate) fn certain(mut self) -> Self {
        if let [fix] = self.fixes.as_mut_slice() {
            fix.certain = !fix.edits.iter().any(|edit| edit.text.contains("\\u0000"));
        }
        self
    }

    /// Itself with `change` made to everything it says, and to what its fixes write.
    pub(crate) fn with_texts(&self, change: impl Fn(&str) -> String) -> Self {
        let mut changed = self.clone();
        let fixes = changed.fixes.iter_mut();
        let written = fixes.flat_map(|fix| fix.edits.iter_mut().map(|edit| &mut edit.text).chain([&mut fix.label]));
        let texts = changed.help.iter_mut().chain(changed.related.iter_mut().map(|label| &mut label.text));
        for text in texts.chain(written).chain([&mut changed.message, &mut changed.label]).chain(&mut changed.pointer) {
            *text = change(text);
        }
        changed
    }

    /// Makes no fix a certain one.
    #[must_use]
    pub(crate) fn uncertain(mut self) -> Self {
        for fix in &mut self.fixes {
            fix.certain = false;
        }
        self
    }

    /// The stable code.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Error or warning: by its code, unless [`Levels`](super::Levels) raised it.
    pub const fn severity(&self) -> Severity {
        self.severity
    }
}

/// `error[E0201]: message` on one line, without the place; control characters of the source are escaped.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity(), self.code(), visible(&self.message))
    }
}

/// Everything found in a source that is not a query: at least one error, and the warnings beside it, in order of place.
///
/// `Display` has one line each; `Debug`, which a `main` that fails prints, also what is expected and what to write instead.
/// [`render`](super::render) shows them in their source. They are serialized as a list.
///
/// # Examples
/// ```
/// use nse_query::Query;
///
/// let found = "name = Jon".parse::<Query>().unwrap_err();
/// assert_eq!(found.to_string(), "error[E0203]: `name` does not support `=` (bytes 5..6)");
/// assert!(format!("{found:?}").ends_with("\n  fix: use `~`"));
/// for diagnostic in &found {
///     assert!(diagnostic.help.iter().any(|help| help.contains("documentation")));
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostics(pub(crate) Vec<Diagnostic>);

impl Diagnostics {
    /// Them, in order of place.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.0
    }

    /// Each, in order of place.
    pub fn iter(&self) -> slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Them, in order of place.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            let newline = if index == 0 { "" } else { "\n" };
            write!(f, "{newline}{diagnostic} (bytes {})", diagnostic.span)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            let newline = if index == 0 { "" } else { "\n" };
            write!(f, "{newline}{diagnostic} (bytes {})", diagnostic.span)?;
            if !diagnostic.label.is_empty() {
                write!(f, "\n  {}", visible(&diagnostic.label))?;
            }
            for fix in &diagnostic.fixes {
                write!(f, "\n  fix: {}", visible(&fix.label))?;
            }
        }
        Ok(())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl std::error::Error for Diagnostics {}
