//! What a tool answers, and how a wrong query is told.

use std::fmt::Write as _;

use nse_query::diagnostic::Severity;
use nse_query::diagnostic::render::{self, Report};
use nse_query::english::describe;
use nse_query::text::{Style, print, to_ast};
use nse_query::{Catalog, Checked, Compiler, Diagnostic, Query, nse};
use rmcp::model::{CallToolResult, ContentBlock};
use serde_json::{Value, json};

use crate::stop::Stop;

/// The most mistakes whose fixes are worked out to whole queries, each of which is read again.
const WORKED_OUT: usize = 10;

/// What a tool answers: for people, and for programs.
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) data: Value,
    /// Whether the caller has to ask again, in other words.
    pub(super) wrong: bool,
}

impl Answer {
    pub(super) fn new(text: impl Into<String>, data: Value) -> Self {
        Self { text: text.into(), data, wrong: false }
    }

    /// Says that the arguments cannot be used, and how they can.
    pub(super) fn refused(message: &str) -> Self {
        Self { text: message.to_owned(), data: json!({ "valid": false, "problem": message }), wrong: true }
    }
}

impl From<Answer> for CallToolResult {
    fn from(answer: Answer) -> Self {
        let mut result = Self::structured(answer.data);
        result.content = vec![ContentBlock::text(answer.text)];
        result.is_error = Some(answer.wrong);
        result
    }
}

/// What stopped a call, as its answer.
pub(super) fn stopped(stop: Stop) -> Answer {
    match stop {
        Stop::Failed(message) => Answer::refused(&message),
        Stop::Invalid | Stop::Closed => Answer::refused("the query cannot be used"),
    }
}

/// Whether there is an error among `diagnostics`.
pub(super) fn is_invalid(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

/// What is wrong or odd about `source`, each with the queries that its fixes make, and the query that all certain fixes make.
pub(super) fn told(source: &str, diagnostics: &[Diagnostic], compiler: &Compiler) -> (String, Value) {
    let shown = nse::without_tokens(source);
    let found = nse::diagnostics_without_tokens(source, diagnostics);
    let mut text = render::human(&Report { name: "query", source: &shown, diagnostics: &found }, false);
    let mut list = Vec::new();
    for (index, diagnostic) in found.iter().enumerate() {
        let fixes = diagnostic.fixes.iter().map(|fix| {
            let query = (index < WORKED_OUT).then(|| compiler.take(&shown, fix));
            json!({ "label": fix.label, "certain": fix.certain, "query": query })
        });
        let mut item = json!({
            "code": diagnostic.code().name(),
            "severity": if diagnostic.severity() == Severity::Error { "error" } else { "warning" },
            "message": diagnostic.message(),
            "at": diagnostic.span.of(&shown),
            "expected": diagnostic.label,
            "help": diagnostic.help,
            "fixes": fixes.collect::<Vec<_>>(),
        });
        if let Some(pointer) = &diagnostic.pointer {
            item["pointer"] = json!(pointer);
        }
        list.push(item);
    }
    let mut data = json!({ "valid": !is_invalid(diagnostics), "diagnostics": list });
    if let Some(fixed) = compiler.fix(&shown) {
        // Writing to a string cannot fail.
        let _ = write!(text, "\nwrite instead: {fixed}\n");
        data["fixed"] = json!({ "query": fixed });
        if let Ok(checked) = compiler.read(&fixed) {
            let meaning = describe(&checked.query);
            let _ = writeln!(text, "which finds {meaning}");
            data["fixed"]["meaning"] = json!(meaning);
        }
    }
    (text, data)
}

/// `query` as filter text, on one line.
pub(super) fn filter_text(query: &Query, catalog: &Catalog) -> String {
    print(&to_ast(query), &Style::new(catalog).width(usize::MAX))
}

/// What a valid query is: in both forms, in words, with its warnings and what its moving dates came to.
pub(super) fn valid(source: &str, checked: &Checked, warnings: &[Diagnostic], compiler: &Compiler) -> (String, Value) {
    let (mut text, mut data) = if warnings.is_empty() {
        (String::new(), json!({ "valid": true, "diagnostics": [] }))
    } else {
        told(source, warnings, compiler)
    };
    let (filter, meaning) = (filter_text(&checked.query, compiler.catalog()), describe(&checked.query));
    let encoded = nse::encode(&checked.query);
    let dates: Vec<String> = checked.resolved.iter().map(ToString::to_string).collect();
    let _ = write!(text, "valid: it finds {meaning}\nfilter text: {filter}\nNSE JSON: {encoded}\n");
    text.extend(dates.iter().map(|date| format!("moving date: {date}\n")));
    data["text"] = json!(filter);
    data["json"] = serde_json::from_str(&encoded).unwrap_or_default();
    data["meaning"] = json!(meaning);
    data["moving_dates"] = json!(dates);
    (text, data)
}
