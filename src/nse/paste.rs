//! Whatever a person has at hand that holds a query: taken out of the notations around it, each byte with its place.
//!
//! A step takes off one notation; what none takes off is the query. Nothing is guessed: where two queries stand in one
//! source, or none can be told, the error says what to write.

use super::Problem;
use super::call::{call, is_call};
use super::carried::Carried;
use super::parameters::{in_request, trimmed};
use super::shell;

use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::json::{Document, Id, MAX_DEPTH, Sort, is_json, read};
use crate::operator::Operator;
use crate::span::Span;

/// Nobody wraps a query more often, and each step reads it once.
const DEEPEST: usize = 8;

/// How a text wraps the next one.
enum Wrapped {
    /// A request, or a part of one.
    Request,
    /// A JSON string that holds JSON or a request.
    String,
    /// JSON whose quotes are escaped: `{\"tag\"…`.
    Escaped,
    /// JSON that holds queries under these nodes.
    Members(Vec<Span>),
    /// A `curl` command line.
    Curl,
    /// A call with literals.
    Call,
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
        b'{' => members(text).map(Wrapped::Members),
        b'"' => holds_json(text).then_some(Wrapped::String),
        b'c' if text.starts_with("curl ") || text.starts_with("curl\t") => Some(Wrapped::Curl),
        _ if is_request_line(text) => Some(Wrapped::Request),
        _ => is_call(text).then_some(Wrapped::Call),
    }
}

/// Whether `text` is a request line, a URL or its path, or a URL-encoded JSON.
fn is_request_line(source: &str) -> bool {
    let method = source.split_once(' ').filter(|(method, _)| method.bytes().all(|byte| byte.is_ascii_uppercase()));
    let target = method.map_or(source, |(_, target)| target.trim_start());
    let parameter = target.strip_prefix("query=").or_else(|| target.strip_prefix("?query="));
    let encoded = parameter.unwrap_or(target);
    // A filter text may start with a comment, so may JSON by mistake, and `/^jon/` is a pattern of other languages.
    let path =
        target.strip_prefix('/').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()))
            || target.starts_with("?query=");
    path && !is_pattern(target)
        || parameter.is_some_and(|json| json.starts_with(['{', '[']))
        || ["http://", "https://"].iter().any(|start| target.starts_with(start))
        || ["%7B", "%7b", "%5B", "%5b", "%257B", "%257b"].iter().any(|start| encoded.starts_with(start))
}

/// `/jon/i.test(name)`: a pattern of JavaScript, not a path.
fn is_pattern(target: &str) -> bool {
    let flags = |rest: &str| rest.trim_start_matches(|flag: char| flag.is_ascii_lowercase()).starts_with('.');
    !target.contains('?') && target.get(1..).and_then(|rest| rest.split_once('/')).is_some_and(|(_, rest)| flags(rest))
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

/// Where the queries stand in JSON that is not a query itself but holds some: `{"query": …}`, an error body with `nse_query`, a
/// listing of saved searches. None where it may be a query.
fn members(text: &str) -> Option<Vec<Span>> {
    // Most JSON holds neither, and is not read twice.
    if !["\"query\"", "\"nse_query\""].iter().any(|name| text.contains(name)) {
        return None;
    }
    let (document, complete) = read(text, MAX_DEPTH, &mut Collector::new(0));
    if !complete {
        return None;
    }
    let root = Document::ROOT;
    let mut found = Vec::new();
    if let Some(query) = member(&document, root, "query").filter(|&query| is_carried(&document, query)) {
        found.push(document.span(query));
    }
    for list in ["errors", "resources"] {
        let Some(list) = member(&document, root, list) else { continue };
        for item in document.items(list) {
            let query = member(&document, item, "nse_query").or_else(|| member(&document, item, "query"));
            found.extend(query.filter(|&query| is_carried(&document, query)).map(|query| document.span(query)));
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The member beside the query of `text` that bounds how many are found: Elasticsearch's `size`.
fn bounded(text: &str) -> Option<(Span, String)> {
    if !text.contains("\"size\"") {
        return None;
    }
    let (document, _) = read(text, MAX_DEPTH, &mut Collector::new(0));
    member(&document, Document::ROOT, "query")?;
    let (key, _) = document.members(Document::ROOT).find(|&(key, _)| document.text(key) == "size")?;
    Some((document.span(key), "size".to_owned()))
}

/// The queries of a listing of saved searches, each with its name; none where `source` is not such a listing.
pub(crate) fn saved_searches(source: &str) -> Option<Vec<(String, Carried)>> {
    if !source.contains("\"resources\"") {
        return None;
    }
    let whole = Carried::plain(source, trimmed(source, Span::new(0, source.len())));
    let (document, complete) = read(&whole.json, MAX_DEPTH, &mut Collector::new(0));
    let list = member(&document, Document::ROOT, "resources").filter(|_| complete)?;
    let mut found = Vec::new();
    for search in document.items(list) {
        // Contacts are listed in the same way, and have no query.
        let query = member(&document, search, "query")?;
        let name = ["name", "id"].iter().find_map(|name| document.string(member(&document, search, name)?));
        let query_json = whole.part(document.span(query));
        let string = matches!(document.sort(query), Sort::String { .. });
        let carried = if string { query_json.unescaped() } else { query_json };
        found.push((name.unwrap_or_default().into_owned(), carried));
    }
    (!found.is_empty()).then_some(found)
}

fn member(document: &Document<'_>, object: Id, name: &str) -> Option<Id> {
    document.members(object).find(|&(key, _)| document.text(key) == name).map(|(_, value)| value)
}

/// Whether a member holds a query, and is not itself a clause of a field of that name.
fn is_carried(document: &Document<'_>, value: Id) -> bool {
    match document.sort(value) {
        Sort::String { .. } => {
            let text = document.text(value);
            is_json(&text) || is_request_line(text.trim())
        }
        Sort::Object => !document.members(value).any(|(key, _)| Operator::from_json(&document.text(key)).is_some()),
        _ => false,
    }
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
        let excerpt = at.excerpt || matches!(wrapped, Wrapped::Members(_) | Wrapped::Curl | Wrapped::Call);
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
        Wrapped::Members(found) => match found.as_slice() {
            [one] => match bounded(&at.json) {
                Some((key, name)) => {
                    let diagnostic = Diagnostic::new(Problem::Beside { name }, key)
                        .label("it bounds how many are found, which no query does")
                        .help("pass the query alone");
                    Err(Diagnostics(at.placed(vec![diagnostic])))
                }
                None => Ok(at.part(*one)),
            },
            [_, second, ..] => {
                let count = found.len();
                let diagnostic = Diagnostic::new(Problem::SeveralQueries { count }, *second)
                    .label("the second one")
                    .help("pass only one of them; a listing of saved searches is checked as a whole");
                Err(Diagnostics(at.placed(vec![diagnostic])))
            }
            [] => Ok(at),
        },
        Wrapped::Curl => curl(&at),
        Wrapped::Call => call(&at),
    }
}

/// The query of a `curl` command line: in its URL, or in the data that `-G` puts there.
fn curl(at: &Carried) -> Result<Carried, Diagnostics> {
    let whole = Span::new(0, at.json.len());
    let Some(words) = shell::words(&at.json, whole) else {
        let problem = Problem::ShellQuote;
        let diagnostic =
            Diagnostic::new(problem, Span::at(at.json.len())).label("expected a quote that closes the last word");
        return Err(Diagnostics(at.placed(vec![diagnostic])));
    };
    let carriers = words
        .iter()
        .filter(|word| word.text.starts_with("query=") || word.text.contains("://") && word.text.contains("query="));
    if let Some(second) = carriers.clone().nth(1) {
        let place = at.within(&second.carried);
        let diagnostic =
            Diagnostic::new(Problem::SeveralQueries { count: carriers.count() }, Span::new(0, place.json.len()))
                .label("the second one")
                .help("pass only one of them");
        return Err(Diagnostics(place.placed(vec![diagnostic])));
    }
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let data =
            matches!(&*word.text, "--data-urlencode" | "-d" | "--data" | "--data-raw" | "--data-binary" | "--json");
        let value = if data { words.next() } else { Some(word) };
        let Some(value) = value else { break };
        let inner = at.within(&value.carried);
        if data && let Some(json) = value.text.strip_prefix("query=").filter(|json| is_json(json)) {
            return Ok(inner.part(Span::new(value.text.len() - json.len(), value.text.len())));
        }
        let url =
            value.text.contains("://") || value.text.starts_with("query=") || data && value.text.contains("query=");
        if url && value.text.contains("query=") {
            return in_request(&inner);
        }
        if data && is_json(&value.text) {
            return Ok(inner);
        }
    }
    let diagnostic = Diagnostic::new(Problem::NoQuery, whole).label("expected `query=` with URL-encoded NSE JSON");
    Err(Diagnostics(at.placed(vec![diagnostic])))
}

#[cfg(test)]
mod tests;
