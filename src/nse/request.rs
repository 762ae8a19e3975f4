//! Queries on their way to the service: URL-encoded, in a request line, and back.
//!
//! A query that is not encoded, or encoded wrongly, does harm without an error: at an unencoded `&` or `#` the service
//! sees the end of the parameter, a `+` becomes a space, and a parameter that it does not know is ignored, so that
//! **every** contact comes back, or is deleted.

use std::fmt::Write as _;

use super::Problem;
use super::encode::encode;
use crate::catalog::Records;
use crate::diagnostic::{Diagnostic, Diagnostics, Edit};
use crate::query::Query;
use crate::span::Span;

/// What a request asks for of the contacts that match (documentation, "Sending a query").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Listing {
    /// The contacts themselves.
    Contacts,
    /// Their ids only.
    Ids,
}

/// The request line that asks for the contacts that `query` finds.
///
/// # Examples
/// ```
/// use nse_query::nse::{self, Listing};
/// use nse_query::Catalog;
///
/// let checked = nse::decode(r#"{"tag": {"is": "vip"}}"#, &Catalog::builtin())?;
/// assert_eq!(
///     nse::request(&checked.query, Listing::Ids),
///     "GET /api/v1/contacts/ids?query=%7B%22tag%22%3A%7B%22is%22%3A%22vip%22%7D%7D"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn request(query: &Query, listing: Listing) -> String {
    let endpoints = &query.records().table().endpoints;
    let path = match listing {
        Listing::Contacts => endpoints.list,
        Listing::Ids => endpoints.ids,
    };
    format!("GET {path}?query={}", url_encode(&encode(query)))
}

/// `text` with every byte percent-encoded but the unreserved characters of RFC 3986: letters, digits, `-`, `.`, `_`, `~`.
pub fn url_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Whether `source` looks like something for [`from_request`] rather than filter text or JSON: a request line, a URL or
/// its path, or a URL-encoded JSON. No filter text that parses does.
pub fn is_request(source: &str) -> bool {
    let source = trimmed(source, Span::new(0, source.len())).of(source);
    let method = source.split_once(' ').filter(|(method, _)| method.bytes().all(|byte| byte.is_ascii_uppercase()));
    let target = method.map_or(source, |(_, target)| target.trim_start());
    let parameter = target.strip_prefix("query=");
    let encoded = parameter.unwrap_or(target);
    // A filter text may start with a comment, and so may JSON by mistake.
    let path = target.starts_with('/') && !["//", "/*"].iter().any(|comment| target.starts_with(comment));
    path || parameter.is_some_and(|json| json.starts_with(['{', '[']))
        || ["http://", "https://"].iter().any(|start| target.starts_with(start))
        || ["%7B", "%7b", "%5B", "%5b"].iter().any(|start| encoded.starts_with(start))
}

/// The NSE JSON in `source`: a URL-encoded query, `query=…`, a URL, or a whole request line. JSON itself is returned as
/// it is. As the service does, a `+` is read as a space.
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
///
/// let ignored = from_request("GET /api/v1/contacts?tag=vip").unwrap_err();
/// assert_eq!(ignored.as_slice()[0].code().name(), "E0323");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_request(source: &str) -> Result<String, Diagnostics> {
    carried(source, Records::default()).map(|carried| carried.json)
}

/// The query that a request carries.
#[derive(Debug)]
pub(crate) struct Carried {
    pub(crate) json: String,
    /// Where each byte of it starts in the request, and where the last one ends.
    starts: Vec<usize>,
    /// What is odd about the request around it.
    pub(crate) warnings: Vec<Diagnostic>,
}

impl Carried {
    /// Where in the request `span` of the JSON stands.
    pub(crate) fn span(&self, span: Span) -> Span {
        let place = |at: usize| self.starts.get(at).or(self.starts.last()).copied().unwrap_or_default();
        Span::new(place(span.start), place(span.end))
    }

    /// What was found in the JSON, as it is found in the request; what a fix writes is encoded.
    pub(crate) fn placed(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        for diagnostic in &mut found {
            diagnostic.span = self.span(diagnostic.span);
            for label in &mut diagnostic.related {
                label.span = self.span(label.span);
            }
            for edit in diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
                *edit = Edit { span: self.span(edit.span), text: url_encode(&edit.text) };
            }
        }
        found
    }
}

/// What [`from_request`] gives, with its places in `source`, which asks for `records`.
pub(crate) fn carried(source: &str, records: Records) -> Result<Carried, Diagnostics> {
    let whole = trimmed(source, Span::new(0, source.len()));
    if crate::json::is_json(whole.of(source)) {
        let starts = (whole.start..=whole.end).collect();
        return Ok(Carried { json: whole.of(source).to_owned(), starts, warnings: Vec::new() });
    }
    let target = target(source, whole);
    let text = target.of(source);
    let start = match text.find('?') {
        // A query that was not encoded may hold a question mark.
        Some(mark) if !text[..mark].contains(['{', '=']) => target.start + mark + 1,
        _ if text.contains('=') && !text.starts_with('%') => target.start,
        _ if text.starts_with('/') || text.contains("://") => return Err(no_query(source, target)),
        _ => return decode(source, target),
    };
    parameters(source, Span::new(start, target.end), records)
}

/// `span` without white space at its ends, nor a byte order mark before it.
fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let inner = text.trim_start_matches(|first: char| first == '\u{feff}' || first.is_whitespace());
    let start = span.end - inner.len();
    Span::new(start, start + inner.trim_end().len())
}

/// The part of a request line between method and version.
fn target(source: &str, whole: Span) -> Span {
    let mut span = whole;
    let is_method = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some((method, _)) = span.of(source).split_once(' ').filter(|(method, _)| is_method(method)) {
        span = trimmed(source, Span::new(span.start + method.len(), span.end));
    }
    let version = span.of(source).rsplit_once(' ').filter(|(_, version)| version.starts_with("HTTP/"));
    if let Some((before, _)) = version {
        span = trimmed(source, Span::new(span.start, span.start + before.len()));
    }
    span
}

/// Reads the parameters at `span`, of which one is the query.
fn parameters(source: &str, span: Span, records: Records) -> Result<Carried, Diagnostics> {
    let text = span.of(source);
    let end = text.find('#').map_or(span.end, |hash| span.start + hash);
    let mut query: Option<(Span, Span)> = None;
    let mut beside: Option<(Span, String)> = None;
    let mut ignored = Vec::new();
    let mut at = span.start;
    for part in Span::new(span.start, end).of(source).split('&') {
        let whole = Span::new(at, at + part.len());
        at = whole.end + 1;
        let name = part.split('=').next().unwrap_or_default();
        let value = Span::new((whole.start + name.len() + 1).min(whole.end), whole.end);
        match name {
            "query" if query.is_none() => query = Some((whole, value)),
            "query" | "keyword" => beside = beside.or_else(|| Some((whole, name.to_owned()))),
            name if name.is_empty() || records.table().endpoints.parameters.contains(&name) => {}
            name => ignored.push((whole, name.to_owned())),
        }
    }
    // A parameter beside the query, with the `&` before it, or else the one after it.
    let with_ampersand = |whole: Span| {
        let first = whole.start == span.start;
        Span::new(whole.start - usize::from(!first), whole.end + usize::from(first))
    };
    let Some((_, value)) = query else { return Err(no_query(source, span)) };
    // JSON as it is, ended by a character that means something else in a URL.
    let raw = value.of(source);
    let ended_by = source.get(value.end..span.end).and_then(|rest| rest.chars().next());
    if let Some(character) = ended_by.filter(|_| raw.contains(['{', '"']) && !raw.trim_end().ends_with('}')) {
        let rest = Span::new(value.start, span.end);
        let diagnostic =
            Diagnostic::new(Problem::Cut { character }, Span::new(value.end, value.end + character.len_utf8()))
                .label("the service sees the end of the query here")
                .help("a query in a URL is percent-encoded (documentation, \"Sending a query\")")
                .suggest("encode all of it", rest, url_encode(rest.of(source)));
        return Err(Diagnostics(vec![diagnostic]));
    }
    if let Some((whole, name)) = beside {
        let help = if name == "keyword" {
            "the service answers both together with HTTP 409, code 245"
        } else {
            "which of the two the service takes is not documented; join them in one query by `and` or `or`"
        };
        let diagnostic = Diagnostic::new(Problem::Beside { name: name.clone() }, whole)
            .label(if name == "query" { "expected one `query`" } else { "expected no keyword" })
            .help(help)
            .suggest(format!("delete this `{name}`"), with_ampersand(whole), "");
        return Err(Diagnostics(vec![diagnostic]));
    }
    let warning = |(whole, name): (Span, String)| {
        let diagnostic = Diagnostic::new(Problem::Ignored { name: name.clone() }, whole)
            .label("contacts are found, or deleted, without regard to this");
        let diagnostic = if name == "record_type" {
            diagnostic.help(
                "beside `query` it is ignored; ask in the query: `{\"record type\": {\"is\": \"person\"}}` (documentation, \"Delete contacts\")",
            )
        } else {
            diagnostic.help("the service ignores parameters that it does not know (evidence 20)")
        };
        diagnostic.suggest(format!("delete this `{name}`"), with_ampersand(whole), "")
    };
    let carried = decode(source, value)?;
    Ok(Carried { warnings: ignored.into_iter().map(warning).collect(), ..carried })
}

fn no_query(source: &str, span: Span) -> Diagnostics {
    let mut diagnostic = Diagnostic::new(Problem::NoQuery, span)
        .label("expected `query=` with URL-encoded NSE JSON")
        .help("the service ignores parameters that it does not know: every contact comes back (evidence 20)");
    if span.of(source).split('&').any(|part| part.starts_with("keyword=")) {
        diagnostic = diagnostic.help(
            "the service makes `{\"__any\": {\"contain\": …}}` of a keyword (documentation, \"Sending a query\")",
        );
    }
    Diagnostics(vec![diagnostic])
}

/// What the percent-encoded text at `span` says.
fn decode(source: &str, span: Span) -> Result<Carried, Diagnostics> {
    let text = span.of(source).as_bytes();
    let mut bytes = Vec::with_capacity(text.len());
    let mut starts = Vec::with_capacity(text.len() + 1);
    let mut wrong = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let place = span.start + at;
        let (byte, length) = match byte {
            b'+' => (b' ', 1),
            b'%' => {
                if let Some((high, low)) = hex(text.get(at + 1)).zip(hex(text.get(at + 2))) {
                    (high * 16 + low, 3)
                } else {
                    wrong.push(Edit { span: Span::new(place, place + 1), text: "%25".to_owned() });
                    (byte, 1)
                }
            }
            byte => (byte, 1),
        };
        bytes.push(byte);
        starts.push(place);
        at += length;
    }
    if let Some(first) = wrong.first() {
        let span = first.span;
        let escape: String = source.get(span.start..).unwrap_or_default().chars().take(3).collect();
        let diagnostic = Diagnostic::new(Problem::Percent { escape }, span)
            .label("expected two hexadecimal digits after `%` (e.g. `%22`)")
            .help("a `%` itself is written `%25`")
            .suggest_all("write `%25`", wrong);
        return Err(Diagnostics(vec![diagnostic]));
    }
    starts.push(span.end);
    match String::from_utf8(bytes) {
        Ok(json) => Ok(Carried { json, starts, warnings: Vec::new() }),
        Err(error) => Err(Diagnostics(vec![not_utf8(error.as_bytes(), &starts)])),
    }
}

fn hex(byte: Option<&u8>) -> Option<u8> {
    char::from(*byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn not_utf8(bytes: &[u8], starts: &[usize]) -> Diagnostic {
    let mut edits = Vec::new();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        at += chunk.valid().len();
        for &byte in chunk.invalid() {
            let span = match starts.get(at..) {
                Some([start, end, ..]) => Span::new(*start, *end),
                _ => Span::default(),
            };
            edits.push(Edit { span, text: url_encode(&char::from(byte).to_string()) });
            at += 1;
        }
    }
    let first = edits.first().map(|edit| edit.span).unwrap_or_default();
    Diagnostic::new(Problem::NotUtf8, first)
        .label("this byte is not part of a UTF-8 character")
        .help("encode the text as UTF-8 before percent-encoding it")
        .suggest_all("read the bytes as Latin-1", edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::diagnostic::apply;
    use crate::nse::decode as decode_json;

    const EXAMPLE: &str = "GET /api/v1/contacts?query=%7B%22and%22%3A%5B%7B%22first%20name%22%3A%7B%22contain%22%3A%22Jon%22%7D%7D%2C%7B%22record%20type%22%3A%7B%22is%22%3A%22person%22%7D%7D%5D%7D";
    const DECODED: &str = r#"{"and":[{"first name":{"contain":"Jon"}},{"record type":{"is":"person"}}]}"#;

    /// The code, the marked text, and what the fixes make of the source.
    fn failure(source: &str) -> (String, String, Vec<String>) {
        let found = from_request(source).unwrap_err().into_vec();
        let [found] = found.as_slice() else { panic!("{found:?}") };
        let fixed = found.fixes.iter().map(|fix| apply(source, [fix])).collect();
        (found.code().to_string(), found.span.of(source).to_owned(), fixed)
    }

    #[test]
    fn the_documented_request_is_written_byte_for_byte_and_read() {
        let checked = decode_json(DECODED, &Catalog::builtin()).unwrap();
        assert_eq!(request(&checked.query, Listing::Contacts), EXAMPLE);
        assert_eq!(from_request(EXAMPLE).unwrap(), DECODED);
    }

    #[test]
    fn filter_text_is_no_request() {
        for request in [EXAMPLE, "/api/v1/contacts", "query=%7B%7D", "query={}", "query=[]"] {
            assert!(is_request(request), "{request}");
        }
        for text in [
            "// VIPs\ntag = vip",
            "/* VIPs */ {}",
            "TAG = vip",
            "query = x1",
            "query=x",
            "query = {",
            "URL = https://x.com",
            DECODED,
            "",
        ] {
            assert!(!is_request(text), "{text}");
        }
    }

    #[test]
    fn a_query_is_found_in_every_part_of_a_request() {
        let encoded = EXAMPLE.split_once('=').unwrap().1;
        for source in [
            DECODED.to_owned(),
            encoded.to_owned(),
            format!("query={encoded}"),
            format!("?query={encoded}"),
            format!("/api/v1/contacts/ids?page=2&query={encoded}&per_page=5"),
            format!("https://app.nimble.com/api/v1/contacts?query={encoded}#top"),
            format!("DELETE /api/v1/contacts?query={encoded} HTTP/1.1\r\n"),
            format!("GET /api/v1/contacts?query={DECODED}"),
            encoded.replace("%20", "+"),
            format!("\u{feff}{EXAMPLE}"),
            format!(" \n{EXAMPLE}\n"),
        ] {
            assert_eq!(from_request(&source).as_deref(), Ok(DECODED), "{source}");
        }
        // Signs of a URL in the query itself.
        for json in [r#"{"tag":{"is":"what?"}}"#, r#"{"tag":{"is":"a=b"}}"#] {
            for source in [format!("query={json}"), format!("/c?page=2&query={json}")] {
                assert_eq!(from_request(&source).as_deref(), Ok(json), "{source}");
            }
        }
        assert_eq!(from_request(&url_encode("{\"a=b\"}").replace("%3D", "=")).as_deref(), Ok("{\"a=b\"}"));
    }

    #[test]
    fn every_text_survives_the_way_there_and_back() {
        let text = "{\"description\":{\"contain\":\"100% AT&T + ümlaut? 😀 #1 a=b\"}}";
        assert_eq!(from_request(&url_encode(text)).unwrap(), text);
        assert_eq!(url_encode("aZ09-._~"), "aZ09-._~");
    }

    #[test]
    fn a_request_without_a_query_finds_everybody() {
        assert_eq!(failure("GET /api/v1/contacts?tag=vip").0, "E0323");
        assert_eq!(failure("/api/v1/contacts").0, "E0323");
        assert_eq!(failure("/api/v1/contacts?keyword=Jon").0, "E0323");
    }

    #[test]
    fn nothing_stands_beside_a_query() {
        let (code, at, fixed) = failure("/c?keyword=Jon&query=%7B%7D");
        assert_eq!((&*code, &*at, &*fixed), ("E0324", "keyword=Jon", &["/c?query=%7B%7D".to_owned()][..]));
        let (code, at, fixed) = failure("/c?page=2&keyword=Jon&query=%7B%7D");
        assert_eq!((&*code, &*at, &*fixed), ("E0324", "keyword=Jon", &["/c?page=2&query=%7B%7D".to_owned()][..]));
        let (code, at, fixed) = failure("/c?query=%7B%7D&query=%7B%7D&a=1");
        assert_eq!((&*code, &*at, &*fixed), ("E0324", "query=%7B%7D", &["/c?query=%7B%7D&a=1".to_owned()][..]));
    }

    #[test]
    fn an_unencoded_query_is_cut() {
        let (code, at, fixed) = failure(r#"/c?query={"employer":{"is":"AT&T"}}"#);
        assert_eq!((&*code, &*at), ("E0325", "&"));
        assert_eq!(from_request(&fixed[0]).unwrap(), r#"{"employer":{"is":"AT&T"}}"#);
        assert_eq!(failure(r##"/c?query={"tag":{"is":"#1"}}"##).1, "#");
    }

    #[test]
    fn bytes_that_are_none_are_errors() {
        let (code, at, fixed) = failure("query=100%&x=%2");
        assert_eq!((&*code, &*at), ("E0321", "%"));
        assert_eq!(fixed, ["query=100%25&x=%2"]);
        let (code, at, fixed) = failure("query=%7B%E9%FC%7D");
        assert_eq!((&*code, &*at), ("E0322", "%E9"));
        assert_eq!(from_request(&fixed[0]).unwrap(), "{éü}");
    }

    #[test]
    fn mistakes_of_a_query_are_placed_and_mended_in_its_request() {
        let catalog = Catalog::builtin();
        let compiler = crate::Compiler::new(&catalog);
        let encoded = |json: &str| format!("GET /api/v1/contacts?per_page=5&query={} HTTP/1.1\n", url_encode(json));
        let wrong = encoded(r#"{"Tag":{"is":"\u00fcber"}}"#);
        let found = compiler.read(&wrong).unwrap_err().into_vec();
        assert_eq!((found[0].span.of(&wrong), found[0].pointer.as_deref()), ("%22Tag%22", Some("/Tag")));
        assert_eq!(compiler.fix(&wrong), Some(encoded(r#"{"tag":{"is":"\u00fcber"}}"#)));
        // What the service would not take is not taken.
        assert!(compiler.read("/api/v1/contacts?query=tag%20=%20vip").is_err());
    }
}
