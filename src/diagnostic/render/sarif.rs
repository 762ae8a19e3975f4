//! SARIF 2.1.0, which code scanning services read.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Report, place};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::fold::escape_json;
use crate::line_index::{Columns, LineIndex};
use crate::span::Span;

/// The reports as one SARIF log of one run. Its rules are the codes that were found, each with its long text.
pub fn sarif(reports: &[Report<'_>]) -> String {
    let mut codes: Vec<Code> = reports.iter().flat_map(|report| report.diagnostics).map(Diagnostic::code).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut results = Vec::new();
    for report in reports {
        let lines = LineIndex::new(report.source);
        let uri = uri(report.name);
        results.extend(report.diagnostics.iter().map(|diagnostic| result(diagnostic, &codes, &uri, &lines)));
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "nse-fmt",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|&code| rule(code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    escape_json(format!("{log:#}"))
}

fn rule(code: Code) -> Value {
    let text = Some(code.explain()).filter(|text| !text.is_empty()).unwrap_or(code.name());
    let (title, body) = text.split_once('\n').unwrap_or((text, ""));
    let body = if body.trim().is_empty() { title } else { body.trim() };
    json!({
        "id": code.name(),
        "shortDescription": {"text": title.trim()},
        "help": {"text": body, "markdown": body},
        "defaultConfiguration": {"level": if code.is_warning() { "warning" } else { "error" }},
    })
}

fn result(diagnostic: &Diagnostic, codes: &[Code], uri: &str, lines: &LineIndex<'_>) -> Value {
    let mut message = diagnostic.message().to_owned();
    if !diagnostic.label.is_empty() {
        message = format!("{message}: {}", diagnostic.label);
    }
    for help in &diagnostic.help {
        message = format!("{message}\n{help}");
    }
    let physical = |span| json!({"artifactLocation": {"uri": uri}, "region": region(span, lines)});
    let mut location = json!({"physicalLocation": physical(diagnostic.span)});
    if let Some(pointer) = &diagnostic.pointer {
        location["logicalLocations"] = json!([{"fullyQualifiedName": pointer}]);
    }
    let related = diagnostic.related.iter().enumerate();
    let related = related.map(
        |(id, label)| json!({"id": id, "message": {"text": label.text}, "physicalLocation": physical(label.span)}),
    );
    json!({
        "ruleId": diagnostic.code().name(),
        "ruleIndex": codes.binary_search(&diagnostic.code()).unwrap_or_default(),
        "level": if diagnostic.severity() == Severity::Error { "error" } else { "warning" },
        "message": {"text": message},
        "locations": [location],
        "relatedLocations": related.collect::<Vec<_>>(),
        "fixes": diagnostic.fixes.iter().map(|fix| change(fix, uri, lines)).collect::<Vec<_>>(),
    })
}

fn change(fix: &Fix, uri: &str, lines: &LineIndex<'_>) -> Value {
    let replacements = fix
        .edits
        .iter()
        .map(|edit| json!({"deletedRegion": region(edit.span, lines), "insertedContent": {"text": edit.text}}));
    json!({
        "description": {"text": fix.label},
        "artifactChanges": [{"artifactLocation": {"uri": uri}, "replacements": replacements.collect::<Vec<_>>()}],
    })
}

fn region(span: Span, lines: &LineIndex<'_>) -> Value {
    let at = |offset| place(lines, offset, Columns::Characters);
    let ((line, column), (end_line, end_column)) = (at(span.start), at(span.end));
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "byteOffset": span.start,
        "byteLength": span.end - span.start,
    })
}

/// `name` as a relative URI reference.
fn uri(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'\\' => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            // Writing to a string cannot fail.
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
