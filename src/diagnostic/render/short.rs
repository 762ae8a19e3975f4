//! One line each, as compilers print them for editors.

use std::fmt::Write;

use super::{Report, place, visible};
use crate::diagnostic::Severity;
use crate::line_index::{Columns, LineIndex};

/// One line for each diagnostic: `<query>:1:6: error[E0203]: …`, the column that of a terminal.
pub fn short(report: &Report<'_>) -> String {
    let lines = LineIndex::new(report.source);
    let mut text = String::new();
    for diagnostic in report.diagnostics {
        let (line, column) = place(&lines, diagnostic.span.start, Columns::Cells);
        let severity = if diagnostic.severity() == Severity::Error { "error" } else { "warning" };
        let (name, message) = (visible(report.name), diagnostic.message().to_owned());
        // Writing to a string cannot fail.
        let _ = write!(text, "{name}:{line}:{column}: {severity}[{}]: {}", diagnostic.code(), visible(&message));
        if let Some(pointer) = diagnostic.pointer.as_deref().filter(|pointer| !pointer.is_empty()) {
            let _ = write!(text, " (at {})", visible(pointer));
        }
        text.push('\n');
    }
    text
}
