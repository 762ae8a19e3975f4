//! Workflow commands of GitHub Actions, which shows them beside the changed lines.

use std::fmt::Write;

use super::{Report, place};
use crate::diagnostic::Severity;
use crate::line_index::{Columns, LineIndex};

/// One `::error file=…,line=…,col=…,title=…::message` for each diagnostic, columns in characters. The message has the
/// help and the fixes below it.
pub fn github(report: &Report<'_>) -> String {
    let lines = LineIndex::new(report.source);
    let mut text = String::new();
    for diagnostic in report.diagnostics {
        let command = if diagnostic.severity() == Severity::Error { "error" } else { "warning" };
        let at = |offset| place(&lines, offset, Columns::Characters);
        let ((line, column), (end_line, end_column)) = (at(diagnostic.span.start), at(diagnostic.span.end));
        let mut message = diagnostic.message().to_owned();
        if !diagnostic.label.is_empty() {
            message = format!("{message}: {}", diagnostic.label);
        }
        if let Some(pointer) = diagnostic.pointer.as_deref().filter(|pointer| !pointer.is_empty()) {
            message = format!("{message}\nat: {pointer}");
        }
        let fixes = diagnostic.fixes.iter().map(|fix| &fix.label);
        for help in diagnostic.help.iter().chain(fixes) {
            message = format!("{message}\nhelp: {help}");
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "::{command} file={},line={}", escape(report.name, true), line);
        let _ = write!(text, ",endLine={end_line},col={column}");
        if line == end_line {
            // GitHub's last column is included.
            let _ = write!(text, ",endColumn={}", end_column.saturating_sub(1).max(column));
        }
        let _ = writeln!(text, ",title={}::{}", diagnostic.code(), escape(&message, false));
    }
    text
}

/// `text` as the value of a property or as a message: `%` and line breaks in GitHub's escapes, the rest made visible.
fn escape(text: &str, property: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => escaped.push_str("%25"),
            '\n' => escaped.push_str("%0A"),
            '\r' => escaped.push_str("%0D"),
            ':' if property => escaped.push_str("%3A"),
            ',' if property => escaped.push_str("%2C"),
            other => crate::fold::push_visible(&mut escaped, other),
        }
    }
    escaped
}
