//! Calls of programs that send a query: their string literals and object literals.

use super::Problem;
use super::carried::Carried;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::is_json;
use crate::span::Span;

/// How a call begins that sends a request.
const CALLS: [&str; 16] = [
    "fetch(",
    "axios(",
    "axios.get(",
    "axios.delete(",
    "axios.request(",
    "requests.get(",
    "requests.delete(",
    "requests.request(",
    "session.get(",
    "session.delete(",
    "httpx.get(",
    "httpx.delete(",
    "http_build_query(",
    "file_get_contents(",
    "json.dumps(",
    "JSON.stringify(",
];

/// What stands before an object literal that is the query.
const BEFORE_QUERY: [&str; 7] = ["stringify(", "dumps(", "query:", "query\":", "query':", "query=", "query ="];

/// Whether `text` is a call, or keeps what one gives: `response = requests.get(…)`. No filter text is: no field's name and
/// no value goes on with `(`.
pub(super) fn is_call(text: &str) -> bool {
    let right = text.split_once('=').map(|(name, call)| (name.trim(), call.trim_start())).filter(|(name, _)| {
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b' '))
    });
    [Some(text), right.map(|(_, call)| call)].into_iter().flatten().any(|call| {
        let call = call.strip_prefix("await ").unwrap_or(call);
        CALLS.iter().any(|start| call.starts_with(start))
    })
}

/// The query in the literals of a call.
///
/// # Errors
/// None or several, with how to give it.
pub(super) fn call(at: &Carried) -> Result<Carried, Diagnostics> {
    let mut found = literals(at);
    if found.len() == 1 {
        return Ok(found.remove(0));
    }
    let problem = if found.is_empty() { Problem::NoQuery } else { Problem::SeveralQueries { count: found.len() } };
    let php = found.is_empty() && at.json.contains("=>");
    let diagnostic = Diagnostic::new(problem, Span::new(0, at.json.len()))
        .label("expected one string or object that holds the query")
        .help("pass only the query: its JSON, or the URL");
    let diagnostic = if php {
        diagnostic.help("PHP arrays are not supported; `json_encode` writes JSON (e.g. `{\"tag\": {\"is\": \"vip\"}}`)")
    } else {
        diagnostic
    };
    Err(Diagnostics(at.placed(vec![diagnostic])))
}

/// The literals of a call that hold a query, in order.
fn literals(call: &Carried) -> Vec<Carried> {
    let text = &*call.json;
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // A template with holes is read like code; this is where it ends.
    let mut template = None;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'`' if template == Some(at) => template = None,
            b'"' | b'\'' | b'`' => {
                let end = string_end(bytes, at);
                let span = Span::new(at + 1, end.min(text.len()));
                if byte == b'`' && span.of(text).contains("${") {
                    template = Some(end);
                } else {
                    let literal = call.part(span).unescaped();
                    let value = literal.json.split_once("query=").is_some_and(|(_, value)| !value.is_empty());
                    if is_json(&literal.json) || value {
                        found.push(literal);
                    }
                    at = end;
                }
            }
            b'{' if is_query(text.get(..at).unwrap_or_default()) => {
                let end = object_end(bytes, at);
                found.push(call.part(Span::new(at, end)));
                at = end.saturating_sub(1);
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Whether an object literal behind `before` is the query.
fn is_query(before: &str) -> bool {
    let before = before.trim_end();
    BEFORE_QUERY.iter().any(|start| before.ends_with(start))
}

/// Where the quote is that closes the one at `open`; the end where there is none.
fn string_end(bytes: &[u8], open: usize) -> usize {
    let quote = bytes.get(open);
    let mut end = open + 1;
    while let Some(byte) = bytes.get(end).filter(|byte| Some(*byte) != quote) {
        end += if *byte == b'\\' { 2 } else { 1 };
    }
    end.min(bytes.len())
}

/// Where the object that begins at `open` ends; the end where it is not closed.
fn object_end(bytes: &[u8], open: usize) -> usize {
    let (mut at, mut depth) = (open, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => at = string_end(bytes, at),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at.min(bytes.len())
}
