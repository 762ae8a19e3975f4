//! The parameters of a request, of which one carries the query.

use super::Problem;
use super::carried::{Carried, Layer, url_encode};
use super::endpoints::{Endpoint, Takes};
use crate::diagnostic::{Diagnostic, Diagnostics, Edit};
use crate::span::Span;

/// The query in `request`: a URL-encoded query, `query=…`, a URL, or a whole request line.
///
/// # Errors
/// What keeps the query from being read, at its place in the source.
pub(super) fn in_request(request: &Carried) -> Result<Carried, Diagnostics> {
    let text = &*request.json;
    let (target, deletes) = target(text, Span::new(0, text.len()));
    let line = target.of(text);
    let start = match line.find('?') {
        // A query that was not encoded may hold a question mark.
        Some(mark) if !line.get(..mark).unwrap_or_default().contains(['{', '=']) => target.start + mark + 1,
        _ if line.contains('=') && !line.starts_with('%') => target.start,
        _ if line.starts_with('/') || line.contains("://") => {
            return Err(placed(request, no_query(target, text, deletes)));
        }
        _ => return decode(request, target),
    };
    let endpoint = Endpoint::of(line, deletes);
    let reader = Parameters { request, endpoint, deletes, span: Span::new(start, target.end) };
    reader.read()
}

fn placed(request: &Carried, diagnostic: Diagnostic) -> Diagnostics {
    Diagnostics(request.placed(vec![diagnostic]))
}

/// `span` without white space at its ends, nor a byte order mark before it.
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let inner = text.trim_start_matches(|first: char| first == '\u{feff}' || first.is_whitespace());
    let start = span.end - inner.len();
    Span::new(start, start + inner.trim_end().len())
}

/// The part of a request line between method and version, and whether the method deletes.
fn target(source: &str, whole: Span) -> (Span, bool) {
    let mut span = trimmed(source, whole);
    let mut deletes = false;
    let is_method = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some((method, _)) = span.of(source).split_once(' ').filter(|(method, _)| is_method(method)) {
        deletes = method == "DELETE";
        span = trimmed(source, Span::new(span.start + method.len(), span.end));
    }
    let version = span.of(source).rsplit_once(' ').filter(|(_, version)| version.starts_with("HTTP/"));
    if let Some((before, _)) = version {
        span = trimmed(source, Span::new(span.start, span.start + before.len()));
    }
    (span, deletes)
}

const RECORD_TYPE: &str = "it is ignored when there is a `query`; put it into the query: `{\"record type\": {\"is\": \"person\"}}` (documentation, \"Delete contacts\")";

/// The parameters of one request.
struct Parameters<'r> {
    request: &'r Carried,
    /// What they are for.
    endpoint: Option<&'static Endpoint>,
    deletes: bool,
    /// Where they stand in it.
    span: Span,
}

impl Parameters<'_> {
    fn read(&self) -> Result<Carried, Diagnostics> {
        let (source, span) = (&*self.request.json, self.span);
        let text = span.of(source);
        let end = text.find('#').map_or(span.end, |hash| span.start + hash);
        let known = |name: &str| self.endpoint.and_then(|endpoint| endpoint.takes(name));
        let mut query: Option<(Span, Span)> = None;
        let mut beside: Option<(Span, String)> = None;
        let mut odd = Vec::new();
        let mut at = span.start;
        for part in Span::new(span.start, end).of(source).split('&') {
            let whole = Span::new(at, at + part.len());
            at = whole.end + 1;
            let name = part.split('=').next().unwrap_or_default();
            let value = Span::new((whole.start + name.len() + 1).min(whole.end), whole.end);
            match name {
                "query" if query.is_none() => query = Some((whole, value)),
                "query" | "keyword" => beside = beside.or_else(|| Some((whole, name.to_owned()))),
                // A token may go with every request.
                name if name.is_empty() || name == "access_token" => {}
                name => match known(name) {
                    None if name == "record_type" && !matches!(value.of(source), "person" | "company" | "all") => {
                        odd.push(self.record_type(value));
                    }
                    Some(takes) => odd.extend(self.value(name, takes, value)),
                    None => odd.push(self.ignored(whole, name)),
                },
            }
        }
        let Some((whole_query, value)) = query else {
            return Err(placed(self.request, no_query(span, source, self.deletes)));
        };
        let raw = value.of(source);
        // JSON as it is, ended by a character that means something else in a URL.
        let ended_by = source.get(value.end..span.end).and_then(|rest| rest.chars().next());
        if let Some(character) = ended_by.filter(|_| raw.contains(['{', '"']) && !raw.trim_end().ends_with('}')) {
            return Err(placed(self.request, self.cut(value, character)));
        }
        if let Some((whole, name)) = beside {
            return Err(placed(self.request, self.beside(whole, &name)));
        }
        if raw.contains('+') && raw.contains(['{', '"', ':', ',', '@']) {
            odd.push(plus(source, value));
        }
        if self.endpoint.is_some_and(|endpoint| !endpoint.takes_query) {
            odd.push(unasked(whole_query));
        }
        let mut carried = decode(self.request, value)?;
        carried.warnings.extend(self.request.placed(odd));
        Ok(carried)
    }

    /// The warning for a value that a documented parameter does not take.
    fn value(&self, name: &str, takes: Takes, value: Span) -> Option<Diagnostic> {
        let text = value.of(&self.request.json);
        // What cannot be decoded is judged as it stands.
        let decoded = decode(self.request, value).map_or_else(|_| text.to_owned(), |value| value.json);
        let expected = takes.misfit(&decoded)?;
        let problem = Problem::Parameter { name: name.to_owned(), value: text.to_owned() };
        Some(
            Diagnostic::new(problem, value)
                .label(expected)
                .help("the service answers a wrong value with an error (documentation, \"Contact list: parameters\")"),
        )
    }

    /// A parameter beside the query, with the `&` before it, or else the one after it.
    fn with_ampersand(&self, whole: Span) -> Span {
        let first = whole.start == self.span.start;
        Span::new(whole.start - usize::from(!first), whole.end + usize::from(first))
    }

    fn cut(&self, value: Span, character: char) -> Diagnostic {
        let rest = Span::new(value.start, self.span.end);
        Diagnostic::new(Problem::Cut { character }, Span::new(value.end, value.end + character.len_utf8()))
            .label("for the service, the query ends here")
            .help("a query in a URL is percent-encoded (documentation, \"Sending a query\")")
            .suggest("encode all of it", rest, url_encode(rest.of(&self.request.json)))
    }

    fn beside(&self, whole: Span, name: &str) -> Diagnostic {
        let help = if name == "keyword" {
            "the service answers the two together with HTTP 409, code 245"
        } else {
            "the documentation does not say which of the two the service takes; join them into one query with `and` or `or`"
        };
        Diagnostic::new(Problem::Beside { name: name.to_owned() }, whole)
            .label(if name == "query" { "expected one `query`" } else { "expected no keyword" })
            .help(help)
            .suggest(format!("delete this `{name}`"), self.with_ampersand(whole), "")
    }

    /// The warning for what is not a type of record.
    fn record_type(&self, value: Span) -> Diagnostic {
        let text = value.of(&self.request.json).to_owned();
        Diagnostic::new(Problem::Parameter { name: "record_type".to_owned(), value: text }, value)
            .label("expected `person`, `company` or `all`")
            .help(RECORD_TYPE)
    }

    fn ignored(&self, whole: Span, name: &str) -> Diagnostic {
        let label = if self.deletes {
            "this does not limit which contacts are deleted"
        } else {
            "this does not limit which contacts are found"
        };
        let diagnostic = Diagnostic::new(Problem::Ignored { name: name.to_owned() }, whole).label(label);
        let diagnostic = if name == "record_type" {
            diagnostic.help(RECORD_TYPE)
        } else {
            diagnostic.help("the service ignores parameters that it does not know (evidence 20)")
        };
        diagnostic.suggest(format!("delete this `{name}`"), self.with_ampersand(whole), "")
    }
}

/// The warning for a query where none is taken.
fn unasked(whole: Span) -> Diagnostic {
    Diagnostic::new(Problem::Ignored { name: "query".to_owned() }, whole)
        .label("this listing takes no query: every deal comes back")
        .help("deals are searched in a pipeline: `/api/v2/deals/pipelines/{id}/deals?query=…` (documentation, \"Deals in a pipeline\")")
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

fn no_query(span: Span, source: &str, deletes: bool) -> Diagnostic {
    let every = if deletes {
        "the service ignores parameters that it does not know: every contact is deleted (evidence 20)"
    } else {
        "the service ignores parameters that it does not know: every contact comes back (evidence 20)"
    };
    let keyword = span.of(source).split(['&', '?']).any(|part| part.starts_with("keyword="));
    let narrowed = keyword || span.of(source).split(['&', '?']).any(|part| part.starts_with("record_type="));
    let diagnostic = Diagnostic::new(Problem::NoQuery, span).label("expected `query=` with URL-encoded NSE JSON");
    let diagnostic = if narrowed { diagnostic } else { diagnostic.help(every) };
    if keyword {
        return diagnostic.help(
            "the service turns a keyword into `{\"__any\": {\"contain\": …}}` (documentation, \"Sending a query\")",
        );
    }
    diagnostic
}

/// What the percent-encoded text at `span` of `request` says.
fn decode(request: &Carried, span: Span) -> Result<Carried, Diagnostics> {
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
