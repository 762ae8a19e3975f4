//! The report for programs. Its shape changes only together with [`VERSION`].

use serde::{Serialize, Serializer};

use super::visible::escape_json;
use super::{Lines, Report};
use crate::diagnostic::{Code, Diagnostic, Severity};
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
    #[derive(Serialize)]
    struct Document<'a> {
        version: u32,
        diagnostics: Vec<Shape<'a>>,
    }

    let mut diagnostics = Vec::new();
    for report in reports {
        let lines = Lines::new(report.source);
        diagnostics.extend(report.diagnostics.iter().map(|diagnostic| Shape::new(diagnostic, Some((report, &lines)))));
    }
    let document = Document { version: VERSION, diagnostics };
    // Nothing in it can fail: no map with keys that are no strings, no float.
    escape_json(serde_json::to_string_pretty(&document).unwrap_or_default())
}

/// Bytes only, where the source is not at hand: the shape of [`json`] without `source`, lines and columns.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shape::new(self, None).serialize(serializer)
    }
}

#[derive(Serialize)]
struct Shape<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    code: Code,
    severity: Severity,
    message: String,
    span: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    label: &'a str,
    related: Vec<Text<'a>>,
    help: &'a [String],
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
struct Place {
    #[serde(flatten)]
    span: Span,
    #[serde(flatten)]
    lines: Option<LinePlace>,
}

#[derive(Serialize)]
struct LinePlace {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// A label or an edit: both are a place and a text.
#[derive(Serialize)]
struct Text<'a> {
    span: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    label: &'a str,
    certain: bool,
    edits: Vec<Text<'a>>,
}

impl<'a> Shape<'a> {
    fn new(diagnostic: &'a Diagnostic, within: Option<(&Report<'a>, &Lines<'a>)>) -> Self {
        let place = |span: Span| {
            let lines = within.map(|(_, lines)| {
                let (start, end) = (lines.position(span.start), lines.position(span.end));
                LinePlace { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
            });
            Place { span, lines }
        };
        let text = |span, text| Text { span: place(span), text };
        Self {
            source: within.map(|(report, _)| report.name),
            code: diagnostic.code(),
            severity: diagnostic.severity(),
            message: diagnostic.kind.to_string(),
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
