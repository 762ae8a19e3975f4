//! Diagnostics with places in characters, as Python counts.

use nse_query::diagnostic::{self, Severity};
use nse_query::{Columns, LineIndex, Span};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;

/// A place and what is put there: replace `source[start:end]` by `text`.
#[pyclass(frozen, from_py_object, eq, hash, get_all, module = "nse_query")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The first character to replace.
    start: usize,
    /// The character after the last one to replace.
    end: usize,
    /// What to put there.
    text: String,
}

#[pymethods]
impl Edit {
    #[new]
    fn new(start: usize, end: usize, text: String) -> Self {
        Self { start, end, text }
    }

    fn __repr__(&self) -> String {
        format!("Edit({}, {}, {:?})", self.start, self.end, self.text)
    }

    fn __getnewargs__(&self) -> (usize, usize, String) {
        (self.start, self.end, self.text.clone())
    }
}

/// Another place that matters, and what is there.
#[pyclass(frozen, from_py_object, eq, hash, get_all, module = "nse_query")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// The first character.
    start: usize,
    /// The character after the last.
    end: usize,
    /// What is there.
    text: String,
}

#[pymethods]
impl Label {
    #[new]
    fn new(start: usize, end: usize, text: String) -> Self {
        Self { start, end, text }
    }

    fn __repr__(&self) -> String {
        format!("Label({}, {}, {:?})", self.start, self.end, self.text)
    }

    fn __getnewargs__(&self) -> (usize, usize, String) {
        (self.start, self.end, self.text.clone())
    }
}

/// What to write instead.
#[pyclass(frozen, from_py_object, eq, hash, get_all, module = "nse_query")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What it does, in a few words.
    label: String,
    /// Whether it is the only one and keeps the evident meaning.
    certain: bool,
    /// The replacements, in order of place.
    edits: Vec<Edit>,
}

#[pymethods]
impl Fix {
    #[new]
    fn new(label: String, certain: bool, edits: Vec<Edit>) -> Self {
        Self { label, certain, edits }
    }

    /// The source with this fix applied.
    fn apply(&self, source: &str) -> String {
        let mut fixed = String::with_capacity(source.len());
        let mut characters = source.chars();
        let mut at = 0;
        for edit in &self.edits {
            fixed.extend(characters.by_ref().take(edit.start.saturating_sub(at)));
            characters.by_ref().take(edit.end.saturating_sub(edit.start)).for_each(drop);
            fixed.push_str(&edit.text);
            at = edit.end.max(at);
        }
        fixed.extend(characters);
        fixed
    }

    fn __repr__(&self) -> String {
        format!("Fix({:?}, certain={})", self.label, if self.certain { "True" } else { "False" })
    }

    fn __getnewargs__(&self) -> (String, bool, Vec<Edit>) {
        (self.label.clone(), self.certain, self.edits.clone())
    }
}

/// One mistake or one warning: its code, its place in characters, the reason and what to write instead.
#[pyclass(frozen, eq, hash, get_all, module = "nse_query")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The stable code, such as `E0203`; `explain_code` says more about it.
    code: String,
    /// `error` or `warning`.
    severity: String,
    /// What is wrong, in one line.
    message: String,
    /// The first character of the place.
    start: usize,
    /// The character after the last one of the place.
    end: usize,
    /// The line of the place, counted from 1.
    line: usize,
    /// The character of the place in its line, counted from 1.
    column: usize,
    /// A few words at the place.
    label: String,
    /// Other places that matter.
    related: Vec<Label>,
    /// The documented reason, and what else helps.
    help: Vec<String>,
    /// What to write instead, where something is likely.
    fixes: Vec<Fix>,
    /// The JSON pointer of the place, where the source is JSON.
    pointer: Option<String>,
}

type Parts =
    (String, String, String, usize, usize, usize, usize, String, Vec<Label>, Vec<String>, Vec<Fix>, Option<String>);

#[pymethods]
impl Diagnostic {
    #[new]
    #[pyo3(signature = (code, severity, message, start, end, line, column, label, related, help, fixes, pointer=None))]
    fn new(
        code: String,
        severity: String,
        message: String,
        start: usize,
        end: usize,
        line: usize,
        column: usize,
        label: String,
        related: Vec<Label>,
        help: Vec<String>,
        fixes: Vec<Fix>,
        pointer: Option<String>,
    ) -> Self {
        Self { code, severity, message, start, end, line, column, label, related, help, fixes, pointer }
    }

    fn __str__(&self) -> String {
        format!("{}[{}]: {} ({}:{})", self.severity, self.code, self.message, self.line, self.column)
    }

    fn __repr__(&self) -> String {
        format!("<Diagnostic {} at {}:{}: {}>", self.code, self.start, self.end, self.message)
    }

    fn __getnewargs__(&self) -> Parts {
        let Self { code, severity, message, start, end, line, column, label, related, help, fixes, pointer } =
            self.clone();
        (code, severity, message, start, end, line, column, label, related, help, fixes, pointer)
    }
}

impl Diagnostic {
    /// `found` in `source`, with places in characters.
    pub fn all(source: &str, found: &[diagnostic::Diagnostic]) -> Vec<Self> {
        let lines = LineIndex::new(source);
        found.iter().map(|diagnostic| Self::one(&lines, diagnostic)).collect()
    }

    fn one(lines: &LineIndex<'_>, diagnostic: &diagnostic::Diagnostic) -> Self {
        let (start, end) = characters(lines, diagnostic.span);
        let position = lines.position(diagnostic.span.start, Columns::Characters);
        let label = |label: &diagnostic::Label| {
            let (start, end) = characters(lines, label.span);
            Label { start, end, text: label.text.clone() }
        };
        let edit = |edit: &diagnostic::Edit| {
            let (start, end) = characters(lines, edit.span);
            Edit { start, end, text: edit.text.clone() }
        };
        let fix = |fix: &diagnostic::Fix| Fix {
            label: fix.label.clone(),
            certain: fix.certain,
            edits: fix.edits.iter().map(edit).collect(),
        };
        Self {
            code: diagnostic.code().name().to_owned(),
            severity: if diagnostic.severity() == Severity::Error { "error" } else { "warning" }.to_owned(),
            message: diagnostic.message().to_owned(),
            start,
            end,
            line: position.line + 1,
            column: position.column + 1,
            label: diagnostic.label.clone(),
            related: diagnostic.related.iter().map(label).collect(),
            help: diagnostic.help.clone(),
            fixes: diagnostic.fixes.iter().map(fix).collect(),
            pointer: diagnostic.pointer.clone(),
        }
    }
}

/// Bytes as characters.
pub fn characters(lines: &LineIndex<'_>, span: Span) -> (usize, usize) {
    (lines.count(span.start, Columns::Characters), lines.count(span.end, Columns::Characters))
}

/// What a code, such as `E0203`, is about: its long text, in Markdown.
///
/// >>> explain_code("E0203").splitlines()[0]
/// 'the field does not support the operator'
#[pyfunction]
pub fn explain_code(code: &str) -> PyResult<&'static str> {
    let found = diagnostic::Code::find(code);
    found.map(diagnostic::Code::explain).ok_or_else(|| PyKeyError::new_err(code.to_owned()))
}
