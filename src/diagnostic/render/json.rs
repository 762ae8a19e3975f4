//! The report for programs. Its shape changes only together with [`VERSION`].

use serde::{Serialize, Serializer};

use super::Report;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fold::escape_json;
use crate::line_index::{Columns, LineIndex};
use crate::span::Span;

/// The version of the shape that [`json`] writes. Members may be added within a version, never changed or taken away.
pub const VERSION: u32 = 1;

/// The reports as one JSON document:
///
/// ```json
/// {
///   "version": 1,
///   "diagnostics": [
///     {
///       "source": "<query>",
///       "code": "E0203",
///       "severity": "error",
///       "message": "`name` does not support `=`",
///       "span": {"start": 5, "end": 6, "line": 1, "column": 6, "end_line": 1, "end_column": 7},
///       "pointer": "/and/0/names/is",
///       "label": "expected `~`, `!~`, `^=` or `is empty`",
///       "related": [{"span": {}, "text": "this field"}],
///       "help": ["names are searched by their words"],
///       "fixes": [{"label": "use `~`", "certain": true, "edits": [{"span": {}, "text": "~"}]}]
///     }
///   ]
/// }
/// ```
///
/// `start` and `end` count bytes from 0, `end` not included; lines and columns count from 1, columns as a terminal
/// shows them. `pointer` (RFC 6901) is there where the source is JSON; every other member always is.
pub fn json(reports: &[Report<'_>]) -> String {
    json_in(reports, Columns::Cells)
}

/// The same with the columns of `columns`, for editors and languages that count in other units.
pub fn json_in(reports: &[Report<'_>], columns: Columns) -> String {
    let mut diagnostics = Vec::new();
    for report in reports {
        let lines = LineIndex::new(report.source);
        diagnostics.extend(
            report.diagnostics.iter().map(|diagnostic| Shape::new(diagnostic, Some((report, &lines, columns)))),
        );
    }
    let document = Document { version: VERSION, diagnostics };
    // Nothing in it can fail: no map with keys that are not strings, no float.
    escape_json(serde_json::to_string_pretty(&document).unwrap_or_default())
}

/// A report of what was found.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Report"))]
pub(crate) struct Document<'a> {
    /// Of the shape.
    version: u32,
    /// In order of place, source by source.
    diagnostics: Vec<Shape<'a>>,
}

/// Bytes only, where the source is not at hand: the shape of [`json`] without `source`, lines and columns.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shape::new(self, None).serialize(serializer)
    }
}

/// One mistake, or one warning, in one source.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Diagnostic"))]
struct Shape<'a> {
    /// What the source is called; only in a report.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    /// Stable; `nse-fmt --explain CODE` says more.
    #[cfg_attr(test, schemars(with = "String", regex(pattern = "^[EW][0-9]{4}$")))]
    code: Code,
    severity: Severity,
    /// What is wrong, in one line.
    message: String,
    span: Place,
    /// The JSON pointer (RFC 6901), where the source is JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    /// A few words at the place itself; may be empty.
    label: &'a str,
    /// Other places that matter.
    related: Vec<Text<'a>>,
    /// The documented reason and what else helps.
    help: &'a [String],
    /// What to write instead.
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Place {
    #[serde(flatten)]
    span: Span,
    #[serde(flatten)]
    lines: Option<LinePlace>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LinePlace {
    /// Lines and columns count from 1, columns as a terminal shows them; only in a report.
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// A label, or an edit: the bytes to replace and what to put there.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Text<'a> {
    span: Place,
    text: &'a str,
}

/// A change of the source that removes the diagnostic.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Fix<'a> {
    /// What it does.
    label: &'a str,
    /// Whether it keeps the evident meaning and is the only one.
    certain: bool,
    /// Replacements, in order of place, not overlapping.
    edits: Vec<Text<'a>>,
}

impl<'a> Shape<'a> {
    fn new(diagnostic: &'a Diagnostic, within: Option<(&Report<'a>, &LineIndex<'a>, Columns)>) -> Self {
        let place = |span: Span| {
            let lines = within.map(|(_, lines, columns)| {
                let (line, column) = super::place(lines, span.start, columns);
                let (end_line, end_column) = super::place(lines, span.end, columns);
                LinePlace { line, column, end_line, end_column }
            });
            Place { span, lines }
        };
        let text = |span, text| Text { span: place(span), text };
        Self {
            source: within.map(|(report, ..)| report.name),
            code: diagnostic.code(),
            severity: diagnostic.severity(),
            message: diagnostic.message().to_owned(),
            span: place(diagnostic.span),
            pointer: diagnostic.pointer.as_deref(),
            label: &diagnostic.label,
            related: diagnostic.related.iter().map(|label| text(label.span, label.text.as_str())).collect(),
            help: &diagnostic.help,
            fixes: (diagnostic.fixes.iter())
                .map(|fix| Fix {
                    label: &fix.label,
                    certain: fix.certain,
                    edits: fix.edits.iter().map(|edit| text(edit.span, edit.text.as_str())).collect(),
                })
                .collect(),
        }
    }
}
