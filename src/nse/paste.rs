//! Whatever a person has at hand that holds a query: taken out of the notations around it, each byte with its place.
//!
//! A step takes off one notation; what none takes off is the query. Nothing is guessed: where two queries stand in one
//! source, or none can be told, the error says what to write.

use super::Problem;
use super::call::call;
use super::callee::{foreign_call, is_call};
use super::carried::Carried;
use super::code::excerpt;
use super::curl::{curl, is_curl};
use super::members;
use super::url::{in_request, is_request_line, trimmed};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::is_json;
use crate::span::Span;

/// Nobody wraps a query more often, and each step reads it once.
const DEEPEST: usize = 8;

/// How a text wraps the next one.
#[derive(Clone, Copy)]
enum Wrapped {
    /// A request, or a part of one.
    Request,
    /// A JSON string that holds JSON or a request.
    String,
    /// JSON whose quotes are escaped: `{\"tag\"…`.
    Escaped,
    /// JSON that holds queries, or something in their place.
    Members,
    /// A `curl` command line.
    Curl,
    /// Code with literals.
    Call,
    /// `query = {…}`, `'{…}'`: the object at this place.
    Inner(Span),
    /// A command line of another program, or code of another language.
    Command,
    /// Contacts as CSV.
    Csv,
}

/// What `source` carries a query in, rather than being filter text or NSE JSON: a request line, a URL, a JSON string, a
/// command line, or JSON around a query. No filter text that parses, and no NSE JSON, does.
pub fn is_request(source: &str) -> bool {
    wrapped(source).is_some()
}

fn wrapped(source: &str) -> Option<Wrapped> {
    let text = trimmed(source, Span::new(0, source.len())).of(source);
    match text.as_bytes().first()? {
        b'{' | b'[' if text.starts_with("{\\\"") || text.starts_with("[{\\\"") => Some(Wrapped::Escaped),
        b'{' | b'[' => members::holds(text).map(|_| Wrapped::Members),
        b'"' if holds_json(text) => Some(Wrapped::String),
        b'c' | b'$' if is_curl(text) => Some(Wrapped::Curl),
        _ if is_request_line(text) => Some(Wrapped::Request),
        _ if is_call(text) => Some(Wrapped::Call),
        _ if members::is_csv(text) => Some(Wrapped::Csv),
        _ if is_other_command(text) || foreign_call(text).is_some() => Some(Wrapped::Command),
        _ => assigned(text).or_else(|| in_quotes(text)).map(Wrapped::Inner),
    }
}

/// Programs that send requests too.
const PROGRAMS: [&str; 6] = ["wget", "http", "https", "Invoke-RestMethod", "Invoke-WebRequest", "iwr"];

/// Whether `text` is a command line of another program than `curl`. No filter text puts an option, a URL or a quoted text right after
/// its first word.
fn is_other_command(text: &str) -> bool {
    let Some((program, rest)) = text.split_once([' ', '\t']) else { return false };
    let rest = rest.trim_start();
    let rest = ["GET ", "DELETE ", "POST "].iter().find_map(|method| rest.strip_prefix(method)).unwrap_or(rest);
    let request = rest.starts_with(['-', '"', '\'']) || rest.starts_with("http:") || rest.starts_with("https:");
    PROGRAMS.contains(&program) && request && rest.contains("://") && !rest.contains(" = ")
}

fn other_command(at: &Carried) -> Diagnostics {
    if let Some(callee) = foreign_call(&at.json).filter(|_| !is_other_command(&at.json)) {
        let start = at.json.find(callee).unwrap_or_default();
        let problem = Problem::ForeignCall { name: excerpt(callee) };
        return Diagnostics(vec![
            Diagnostic::new(problem, at.span(Span::new(start, start + callee.len())))
                .label("expected a call of `requests`, `httpx`, `fetch` or `axios`")
                .help("paste the query alone, or the URL"),
        ]);
    }
    let program = at.json.split_whitespace().next().unwrap_or_default();
    let diagnostic =
        Diagnostic::new(Problem::Command { program: program.to_owned() }, at.span(Span::new(0, program.len())))
            .label("expected a URL, a request line, `curl` or code")
            .help("pass only the URL, or the query itself");
    Diagnostics(vec![diagnostic])
}

/// Where the JSON stands in `'{…}'` or `` `{…}` ``, a literal of a shell or of code. It is never a search for its words.
fn in_quotes(text: &str) -> Option<Span> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let start = inner.trim_start().strip_prefix(['{', '['])?.trim_start();
    let key =
        start.starts_with(['"', '\\', '{', '\'']) && inner.contains(':') && inner.trim_end().ends_with(['}', ']']);
    (key && (quote == '"' || !inner.contains(quote))).then_some(Span::new(1, text.len() - 1))
}

/// Where the object stands in `query = {…}` or `const query = {…};`, code that keeps it. A parameter of filter text, `tag = {tag}`,
/// is none.
fn assigned(text: &str) -> Option<Span> {
    let member = ["query:", "\"query\":", "'query':"].iter().find_map(|name| text.strip_prefix(name));
    let (name, object) = match member {
        Some(object) => ("query", object.trim_end().trim_end_matches(',')),
        None => text.split_once('=')?,
    };
    let name = name.trim();
    let name = ["const ", "let ", "var "].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name).trim();
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.')) {
        return None;
    }
    let object = object.trim().trim_end_matches(';').trim_end();
    let first = object.strip_prefix('{').filter(|_| object.ends_with('}'))?.trim_start();
    let quote = first.chars().next()?;
    let key = match quote {
        '"' | '\'' => first.get(1..)?.split_once(quote)?.1,
        _ => first.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_'),
    };
    let start = text.find('{')?;
    key.trim_start().starts_with(':').then_some(Span::new(start, start + object.len()))
}

/// Whether all of `text` is one JSON string that holds JSON, a request, or such a string.
fn holds_json(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let Some(inner) = inner.filter(|inner| {
        // One string: no quote in it without a backslash.
        let mut escaped = false;
        inner.bytes().all(|byte| {
            let plain = byte != b'"' || escaped;
            escaped = byte == b'\\' && !escaped;
            plain
        })
    }) else {
        return false;
    };
    let start = inner.trim_start_matches(|c: char| c.is_whitespace() || c == '\\' || c == 'n');
    // A string within the string begins with an escaped quote.
    let start = start.trim_start_matches(['\\', '"']);
    let object = start.strip_prefix(['{', '[']).is_some_and(|rest| rest.trim_start().starts_with(['\\', '{', '\'']));
    object && inner.contains(':') || start.starts_with("%7B")
}

/// The NSE JSON in `source`, whatever notations stand around it. JSON itself is returned as it is. As the service does, a
/// `+` of a URL is read as a space.
///
/// # Errors
/// What keeps the query from being read; spans are of `source`.
///
/// # Examples
/// ```
/// use nse_query::nse::from_request;
///
/// let json = from_request("GET /api/v1/contacts?query=%7B%22tag%22%3A%7B%22is%22%3A%22vip%22%7D%7D&page=2 HTTP/1.1")?;
/// assert_eq!(json, r#"{"tag":{"is":"vip"}}"#);
/// assert_eq!(from_request(r#""{\"tag\":{\"is\":\"vip\"}}""#)?, json);
/// assert_eq!(from_request(r#"curl -G https://app.nimble.com/api/v1/contacts --data-urlencode 'query={"tag":{"is":"vip"}}'"#)?, json);
///
/// let ignored = from_request("GET /api/v1/contacts?tag=vip").unwrap_err();
/// assert_eq!(ignored.as_slice()[0].code().name(), "E0323");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_request(source: &str) -> Result<String, Diagnostics> {
    carried(source).map(|carried| carried.json)
}

/// What [`from_request`] gives, with its places in `source`.
pub(crate) fn carried(source: &str) -> Result<Carried, Diagnostics> {
    let mut at = Carried::plain(source, trimmed(source, Span::new(0, source.len())));
    for step in 0..DEEPEST {
        let wrapped = match wrapped(&at.json) {
            Some(wrapped) => wrapped,
            // The caller says that it is a request, however it looks.
            None if step == 0 && !is_json(&at.json) => Wrapped::Request,
            None => break,
        };
        // Of a command, of a call and of JSON around a query nothing else is read.
        let excerpt = at.excerpt || matches!(wrapped, Wrapped::Members | Wrapped::Curl | Wrapped::Call);
        at = unwrapped(at, wrapped)?;
        at.excerpt = excerpt;
        let inner = trimmed(&at.json, Span::new(0, at.json.len()));
        if inner.end - inner.start < at.json.len() {
            at = at.part(inner);
        }
    }
    Ok(at)
}

fn unwrapped(at: Carried, wrapped: Wrapped) -> Result<Carried, Diagnostics> {
    match wrapped {
        Wrapped::Request => in_request(&at),
        Wrapped::String | Wrapped::Escaped => Ok(at.unescaped()),
        Wrapped::Members => members::carried(&at),
        Wrapped::Inner(object) => Ok(at.part(object)),
        Wrapped::Command => Err(other_command(&at)),
        Wrapped::Csv => Err(Diagnostics(vec![members::contacts(at.place(), "a CSV file of contacts")])),
        Wrapped::Curl => curl(&at),
        Wrapped::Call => call(&at),
    }
}

#[cfg(test)]
mod tests;
