//! What is wrong with a query, where, why, and what to write instead.

mod code;
mod levels;
pub mod render;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

pub use code::Code;
pub(crate) use code::*;
pub use levels::Levels;

use crate::span::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The query means something, perhaps not what was meant.
    Warning,
    /// There is no query.
    Error,
}

/// What is wrong, with the data of the case. Its `Display` is the message.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Kind {
    /// The text is not of the language.
    #[error(transparent)]
    Syntax(#[from] crate::text::Problem),
    /// The query is of the language and means nothing that the service would accept.
    #[error(transparent)]
    Check(#[from] crate::query::Problem),
    /// The JSON is not NSE's.
    #[error(transparent)]
    Json(#[from] crate::nse::Problem),
    /// The query is valid, and perhaps not what was meant.
    #[error(transparent)]
    Lint(#[from] crate::check::Lint),
    /// The account's metadata is wrong, or odd.
    #[error(transparent)]
    Metadata(#[from] crate::catalog::Problem),
    /// The query would delete more than anyone may mean.
    #[error(transparent)]
    Delete(#[from] crate::nse::Refusal),
    /// What the query is evaluated on, or with, is wrong.
    #[error(transparent)]
    Eval(#[from] crate::eval::Problem),
}

impl Kind {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Syntax(problem) => problem.code(),
            Self::Check(problem) => problem.code(),
            Self::Json(problem) => problem.code(),
            Self::Lint(lint) => lint.code(),
            Self::Metadata(problem) => problem.code(),
            Self::Delete(refusal) => refusal.code(),
            Self::Eval(problem) => problem.code(),
        }
    }
}

/// A place with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there.
    pub text: String,
}

/// One replacement of a fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The bytes to replace; empty to insert.
    pub span: Span,
    /// What to put there; empty to delete.
    pub text: String,
}

/// A change of the source that removes the diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does: "use `=`".
    pub label: String,
    /// The replacements, in order of place, not overlapping.
    pub edits: Vec<Edit>,
    /// Whether it keeps the evident meaning and is the only one, so that `--fix` may apply it unasked.
    pub certain: bool,
}

/// One mistake, or one warning, in one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What is wrong.
    pub kind: Kind,
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
    /// By its code, unless [`Levels`] raised it.
    severity: Severity,
}

impl Diagnostic {
    /// `kind` at `span`, with nothing else said yet.
    pub(crate) fn new(kind: impl Into<Kind>, span: Span) -> Self {
        let kind = kind.into();
        Self {
            severity: if kind.code().is_warning() { Severity::Warning } else { Severity::Error },
            kind,
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

    /// The stable code of its kind.
    pub fn code(&self) -> Code {
        self.kind.code()
    }

    /// Error or warning: by its code, unless [`Levels`] raised it.
    pub const fn severity(&self) -> Severity {
        self.severity
    }
}

/// `error[E0201]: message` on one line, without the place; control characters of the source are escaped.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.severity() == Severity::Error { "error" } else { "warning" };
        write!(f, "{severity}[{}]: {}", self.code(), crate::fold::visible(&self.kind.to_string()))
    }
}

/// Everything found in a source that is no query: at least one error, and the warnings beside it, in order of place.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostics(pub(crate) Vec<Diagnostic>);

impl Diagnostics {
    /// Them, in order of place.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.0
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
            write!(f, "{newline}{diagnostic} (bytes {}..{})", diagnostic.span.start, diagnostic.span.end)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// Applies `fixes` to `source`: their edits in order of place. A fix that overlaps one already taken is left out; edits may
/// touch, unless both insert at one place.
pub fn apply<'f>(source: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> String {
    let mut taken: BTreeMap<Span, &str> = BTreeMap::new();
    for fix in fixes {
        // What is taken does not overlap, so its neighbours are all that an edit can run into.
        let free = |edit: &Edit| {
            let before = taken.range(..edit.span).next_back();
            let after = taken.range(edit.span..).next();
            before.is_none_or(|(before, _)| before.end <= edit.span.start)
                && after.is_none_or(|(&after, _)| after != edit.span && edit.span.end <= after.start)
        };
        if fix.edits.iter().all(free) {
            taken.extend(fix.edits.iter().map(|edit| (edit.span, &*edit.text)));
        }
    }
    let mut applied = String::with_capacity(source.len());
    let mut copied = 0;
    for (span, text) in taken {
        applied.push_str(source.get(copied..span.start).unwrap_or_default());
        applied.push_str(text);
        copied = span.end;
    }
    applied.push_str(source.get(copied..).unwrap_or_default());
    applied
}
