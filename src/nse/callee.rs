//! What code calls to send a request, and the language that tells.

use super::code::{Kind, Token, tokens};
use super::expression::Code;
use super::literal::Language;
use crate::span::Span;

/// What sends a request, or writes its parameters.
pub(super) const CALLS: [&str; 36] = [
    "fetch",
    "axios",
    "axios.get",
    "axios.delete",
    "axios.post",
    "axios.put",
    "axios.request",
    "requests.get",
    "requests.delete",
    "requests.post",
    "requests.put",
    "requests.request",
    "session.get",
    "session.delete",
    "session.post",
    "session.request",
    "client.get",
    "client.delete",
    "client.request",
    "httpx.get",
    "httpx.delete",
    "httpx.request",
    "http_build_query",
    "file_get_contents",
    "json.dumps",
    "JSON.stringify",
    "URLSearchParams",
    "urlencode",
    "urllib.parse.urlencode",
    "urllib.request.urlopen",
    "urlopen",
    "searchParams.set",
    "searchParams.append",
    "url.searchParams.set",
    "url.searchParams.append",
    "$.get",
];

/// What encodes a literal and changes nothing else; of what makes JSON of an object, the language.
const ENCODERS: [(&str, Option<Language>); 14] = [
    ("json.dumps", Some(Language::Python)),
    ("dumps", Some(Language::Python)),
    ("JSON.stringify", Some(Language::JavaScript)),
    ("stringify", Some(Language::JavaScript)),
    ("json_encode", Some(Language::Php)),
    ("encodeURIComponent", None),
    ("encodeURI", None),
    ("urllib.parse.quote", None),
    ("parse.quote", None),
    ("quote", None),
    ("urllib.parse.quote_plus", None),
    ("quote_plus", None),
    ("urlencode", None),
    ("rawurlencode", None),
];

/// Members of a call that are not parameters of its request.
pub(super) const ASIDE: [&str; 8] =
    ["headers", "auth", "timeout", "cookies", "Authorization", "proxies", "verify", "signal"];

/// What writes all the parameters of a URL.
pub(super) const WRITERS: [&str; 4] = ["URLSearchParams", "urlencode", "urllib.parse.urlencode", "http_build_query"];

/// Whether `text` is code that sends a request. No filter text is: no field's name and no value goes on with `(`.
pub(super) fn is_call(text: &str) -> bool {
    // Most text has none of the names right before a parenthesis.
    let named = |before: &str| {
        before.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '_')
            && CALLS.iter().any(|name| before.ends_with(name))
    };
    if !text.match_indices('(').any(|(at, _)| text.get(..at).is_some_and(named)) {
        return false;
    }
    // Filter text may begin with a field and go on with a quoted text that holds code.
    let Some(tokens) = tokens(text, Span::new(0, text.len())) else { return begins_call(text) };
    tokens.windows(2).any(|pair| match pair {
        [name, open] => is_call_at(text, name, open),
        _ => false,
    })
}

/// Whether a call is begun that is not finished.
fn begins_call(text: &str) -> bool {
    let right = text.split_once('=').map_or(text, |(_, right)| right.trim_start());
    [text, right].iter().any(|text| {
        let call = text.strip_prefix("await ").unwrap_or(text);
        CALLS.iter().any(|name| call.strip_prefix(name).is_some_and(|rest| rest.starts_with('(')))
    })
}

pub(super) fn is_call_at(text: &str, name: &Token, open: &Token) -> bool {
    matches!((name.kind, open.kind), (Kind::Word, Kind::Open(_)))
        && name.span.end == open.span.start
        && open.span.of(text) == "("
        && CALLS.contains(&name.span.of(text))
}

/// The language of the code, as its calls tell.
pub(super) fn language(code: &Code<'_>) -> Language {
    const PYTHON: [&str; 7] = ["requests.", "session.", "client.", "httpx.", "json.", "urllib.", "urlencode"];
    let is_call = |name: &&Token| name.kind == Kind::Word && CALLS.contains(&name.span.of(&code.at.json));
    let called = code.around.iter().find(is_call).map_or("", |name| name.span.of(&code.at.json));
    match called {
        "http_build_query" | "file_get_contents" => Language::Php,
        "urlopen" => Language::Python,
        _ if PYTHON.iter().any(|start| called.starts_with(start)) => Language::Python,
        _ => Language::JavaScript,
    }
}

/// What code calls the methods that send a request, in small letters.
const VERBS: [&str; 14] = [
    "get",
    "delete",
    "post",
    "put",
    "patch",
    "request",
    "send",
    "fetch",
    "getasync",
    "deleteasync",
    "postasync",
    "sendasync",
    "newrequest",
    "newbuilder",
];

/// What is called without an object before it.
const CALLED: [&str; 4] = ["curl_init", "curl_setopt", "curl_easy_setopt", "wp_remote_get"];

/// What code of another language calls to send a request: `$client->get`, `HTTParty.get`. No field's name and no value of
/// filter text goes on with `(`.
pub(super) fn foreign_call(text: &str) -> Option<&str> {
    // What stands before a call of code on its line.
    let code = |c: char| c.is_alphanumeric() || " \t_$@.,:=->\\<>*&".contains(c);
    text.lines().find_map(|line| {
        let (before, rest) = line.split_once('(')?;
        // Spaces may part the arguments of Ruby, and nothing else of it is a clause in parentheses.
        let callee = before.rsplit([' ', '\t', '=']).next()?;
        let method = callee.rsplit(['.', ':', '>']).next()?;
        let object =
            callee.len() > method.len() && !callee.contains("://") && !callee.starts_with(['.', ':', '<', '>']);
        let sends = object && VERBS.contains(&&*method.to_ascii_lowercase()) || CALLED.contains(&callee);
        (sends && before.chars().all(code) && !rest.is_empty()).then_some(callee)
    })
}

impl Code<'_> {
    /// Whether `name` encodes a literal and changes nothing else.
    pub(super) fn is_encoder(name: &str) -> bool {
        ENCODERS.iter().any(|(encoder, _)| *encoder == name)
    }

    /// The language whose objects `name` makes JSON of.
    pub(super) fn serializer(name: &str) -> Option<Language> {
        ENCODERS.iter().find(|(encoder, _)| *encoder == name)?.1
    }
}
