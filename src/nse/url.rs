//! A request line, a URL, or a part of one: its parameters, decoded.

use super::Problem;
use super::carried::{Carried, Layer, url_encode};
use super::sent::{Given, Said, Sent};
use crate::diagnostic::{Diagnostic, Diagnostics, Edit};
use crate::span::Span;

/// The query in `request`: a URL-encoded query, `query=…`, a URL, a request line, or a request with its headers.
///
/// # Errors
/// What keeps the query from being read, at its place in the source.
pub(super) fn in_request(request: &Carried) -> Result<Carried, Diagnostics> {
    let text = &*request.json;
    let line = RequestLine::read(text);
    let target = line.target.of(text);
    let begins = start(target);
    let Some(begins) = begins else {
        if target.starts_with('/') || target.contains("://") {
            return line.sent(request, Vec::new()).query();
        }
        return decode(request, line.target);
    };
    let given = parameters(request, Span::new(line.target.start + begins, line.target.end))?;
    line.sent(request, given).query()
}

/// Whether `text` is a request line, a URL or its path, or a URL-encoded JSON.
pub(super) fn is_request_line(source: &str) -> bool {
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

/// Where the parameters of `target` begin; none where it has none.
pub(super) fn start(target: &str) -> Option<usize> {
    match target.find('?') {
        // A query that was not encoded may hold a question mark.
        Some(mark) if !target.get(..mark).unwrap_or_default().contains(['{', '=']) => Some(mark + 1),
        _ if target.contains('=') && !target.starts_with('%') => Some(0),
        _ => None,
    }
}

/// `span` without white space at its ends, nor a byte order mark before it.
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let inner = text.trim_start_matches(|first: char| first == '\u{feff}' || first.is_whitespace());
    let start = span.end - inner.len();
    Span::new(start, start + inner.trim_end().len())
}

/// `GET /api/v1/contacts?query=… HTTP/1.1`, its method and its version left out or not, and the headers after it.
struct RequestLine<'s> {
    method: &'s str,
    target: Span,
    host: Option<&'s str>,
    /// What stands after the headers.
    body: Span,
}

impl<'s> RequestLine<'s> {
    fn read(source: &'s str) -> Self {
        let whole = trimmed(source, Span::new(0, source.len()));
        let first = whole.of(source).find(['\n', '\r']).map_or(whole.end, |end| whole.start + end);
        let (mut span, mut rest) = (Span::new(whole.start, first), Span::new(first, whole.end));
        let head = head(rest.of(source));
        // Without headers a line break may stand in the query itself.
        if head.is_none() {
            (span, rest) = (whole, Span::at(whole.end));
        }
        let mut method = "GET";
        let is_method = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase());
        if let Some((word, _)) = span.of(source).split_once(' ').filter(|(word, _)| is_method(word)) {
            method = word;
            span = trimmed(source, Span::new(span.start + word.len(), span.end));
        }
        let version = span.of(source).rsplit_once(' ').filter(|(_, version)| version.starts_with("HTTP/"));
        if let Some((before, _)) = version {
            span = trimmed(source, Span::new(span.start, span.start + before.len()));
        }
        let (host, length) = head.unwrap_or_default();
        let body = trimmed(source, Span::new((rest.start + length).min(rest.end), rest.end));
        Self { method, target: span, host, body }
    }

    fn sent(&self, request: &Carried, given: Vec<Given>) -> Sent {
        let target = self.target.of(&request.json);
        let target = match self.host {
            Some(host) if target.starts_with('/') => format!("https://{host}{target}"),
            _ => target.to_owned(),
        };
        let mut warnings = Vec::new();
        if self.body.start < self.body.end {
            let unread = Problem::Unread { what: "the body".to_owned() };
            warnings.push(
                Diagnostic::new(unread, request.span(self.body))
                    .label("only the query of the URL is read")
                    .help("pass only the query, to be sure"),
            );
        }
        Sent {
            method: self.method.to_owned(),
            target,
            place: request.span(self.target),
            given,
            in_body: false,
            warnings,
        }
    }
}

/// The host that the headers in `text`, after a request line, name, and how many bytes they take; none where it is not headers.
fn head(text: &str) -> Option<(Option<&str>, usize)> {
    let (mut host, mut length) = (None, 0);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        length += line.len();
        let line = line.trim_end();
        if line.is_empty() {
            if index == 0 {
                continue;
            }
            break;
        }
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            return None;
        }
        if name.eq_ignore_ascii_case("host") {
            host = Some(value.trim());
        }
    }
    (length > 0).then_some((host, length))
}

/// The parameters at `span` of `request`, separated by `&`, decoded.
///
/// # Errors
/// A query that is cut off, or that cannot be decoded.
pub(super) fn parameters(request: &Carried, span: Span) -> Result<Vec<Given>, Diagnostics> {
    let source = &*request.json;
    let end = span.of(source).find('#').map_or(span.end, |hash| span.start + hash);
    let mut given = Vec::new();
    let mut at = span.start;
    for part in Span::new(span.start, end).of(source).split('&') {
        let whole = Span::new(at, at + part.len());
        at = whole.end + 1;
        let raw_name = part.split('=').next().unwrap_or_default();
        let value = Span::new((whole.start + raw_name.len() + 1).min(whole.end), whole.end);
        let name = Span::new(whole.start, whole.start + raw_name.len());
        // What cannot be decoded is judged as it stands.
        let name = decode(request, name).map_or_else(|_| raw_name.to_owned(), |name| name.json);
        let text = if name == "query" {
            query(request, span, value)?
        } else {
            decode(request, value).unwrap_or_else(|_| request.part(value))
        };
        let first = whole.start == span.start;
        // The `&` before it, or else the one after it.
        let removal = Span::new(whole.start - usize::from(!first), (whole.end + usize::from(first)).min(span.end));
        given.push(Given {
            name,
            whole: request.span(whole),
            value: Said::Text(text),
            removal: Some(request.span(removal)),
        });
    }
    Ok(given)
}

/// The query at `value`, among parameters that end where `span` does.
fn query(request: &Carried, span: Span, value: Span) -> Result<Carried, Diagnostics> {
    let source = &*request.json;
    let raw = value.of(source);
    // JSON as it is, ended by a character that means something else in a URL.
    let ended_by = source.get(value.end..span.end).and_then(|rest| rest.chars().next());
    if let Some(character) = ended_by.filter(|_| raw.contains(['{', '"']) && !raw.trim_end().ends_with('}')) {
        let rest = Span::new(value.start, span.end);
        let cut = Diagnostic::new(Problem::Cut { character }, Span::new(value.end, value.end + character.len_utf8()))
            .label("for the service, the query ends here")
            .help("a query in a URL is percent-encoded (documentation, \"Sending a query\")")
            .suggest("encode all of it", rest, url_encode(rest.of(source)));
        return Err(placed(request, cut));
    }
    let mut query = decode(request, value)?;
    if raw.contains('+') && raw.contains(['{', '"', ':', ',', '@']) {
        query.warnings.extend(request.placed(vec![plus(source, value)]));
    }
    Ok(query)
}

fn placed(request: &Carried, diagnostic: Diagnostic) -> Diagnostics {
    Diagnostics(request.placed(vec![diagnostic]))
}

/// The warning for a `+` in a query that was written by hand into a URL.
fn plus(source: &str, value: Span) -> Diagnostic {
    let at = value.of(source).find('+').map_or(value.start, |at| value.start + at);
    let pluses = |text: &'static str| {
        let found = value.of(source).match_indices('+');
        found
            .map(move |(at, _)| Edit { span: Span::new(value.start + at, value.start + at + 1), text: text.to_owned() })
    };
    Diagnostic::new(Problem::Plus, Span::new(at, at + 1))
        .label("read as a space here, as the service reads it")
        .help("a `+` itself is written `%2B` in a URL")
        .suggest_all("if you mean a plus", pluses("%2B").collect())
        .suggest_all("if you mean a space", pluses("%20").collect())
}

/// What the percent-encoded text at `span` of `request` says.
pub(super) fn decode(request: &Carried, span: Span) -> Result<Carried, Diagnostics> {
    let text = span.of(&request.json).as_bytes();
    let mut bytes = Vec::with_capacity(text.len());
    let mut starts = Vec::with_capacity(text.len() + 1);
    let mut wrong = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let (byte, length) = match byte {
            b'+' => (b' ', 1),
            b'%' => {
                if let Some((high, low)) = hex(text.get(at + 1)).zip(hex(text.get(at + 2))) {
                    (high * 16 + low, 3)
                } else {
                    let place = span.start + at;
                    wrong.push(Edit { span: Span::new(place, place + 1), text: "%25".to_owned() });
                    (byte, 1)
                }
            }
            byte => (byte, 1),
        };
        bytes.push(byte);
        starts.push(at);
        at += length;
    }
    if let Some(first) = wrong.first() {
        let span = first.span;
        let escape: String = request.json.get(span.start..).unwrap_or_default().chars().take(3).collect();
        let diagnostic = Diagnostic::new(Problem::Percent { escape }, span)
            .label("expected two hexadecimal digits after `%` (e.g. `%22`)")
            .help("a `%` itself is written `%25`")
            .suggest_all("write `%25`", wrong);
        return Err(placed(request, diagnostic));
    }
    starts.push(span.end - span.start);
    let part = request.part(span);
    part.decoded(Layer::Percent, bytes, &starts).map_err(|(bytes, starts)| Diagnostics(vec![not_utf8(&bytes, &starts)]))
}

fn hex(byte: Option<&u8>) -> Option<u8> {
    char::from(*byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// `starts` are places in the source already.
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
