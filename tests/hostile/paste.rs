//! What holds for everything that may be pasted.

use nse_query::diagnostic::Diagnostic;
use nse_query::{Catalog, Compiler, Diagnostics, nse};

/// Taking a query out of `source` ends, gives what its notations say, and shows places in `source`.
pub(crate) fn paste(source: &str) {
    let inside = |found: &Diagnostic| {
        let spans = found.related.iter().map(|label| label.span);
        let edits = found.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        [found.span].into_iter().chain(spans).chain(edits).all(|span| source.get(span.start..span.end).is_some())
    };
    let (carried, read) = (nse::from_request(source), Compiler::new(Catalog::builtin()).read(source));
    let found = match &read {
        Ok(checked) => checked.warnings.as_slice(),
        Err(errors) => errors.as_slice(),
    };
    for found in found.iter().chain(carried.as_ref().err().into_iter().flat_map(Diagnostics::as_slice)) {
        assert!(inside(found), "{found:?} does not lie in {source:?}");
    }
    let Ok(json) = carried else { return };
    // A notation writes each character in one or more; only of a literal of code may JSON be longer, as `{a:1}` gets quotes and
    // a `"` between single quotes a backslash.
    assert!(json.len() <= 2 * source.len(), "{json:?} is more than twice as long as {source:?}");
    // The query that is judged is the one that is carried.
    if let (Ok(checked), true) = (&read, nse::is_request(source)) {
        let again = Compiler::new(Catalog::builtin()).json(&json).map(|checked| checked.query);
        assert_eq!(again.as_ref(), Ok(&checked.query), "{json:?} in {source:?}");
    }
}

/// `json` in the notations that `wraps` names, the innermost first.
pub(crate) fn wrapped(json: &str, wraps: &[u8]) -> String {
    wraps.iter().fold(json.to_owned(), |inner, wrap| match wrap % 14 {
        0 if inner.starts_with(['{', '[', '"']) => serde_json::to_string(&inner).unwrap(),
        1 if inner.starts_with(['{', '[']) => format!("GET /api/v1/contacts?query={}&page=2", encoded(&inner)),
        2 if inner.starts_with(['{', '[']) => {
            format!(
                "curl -G https://app.nimble.com/api/v1/contacts --data-urlencode {}",
                shell(&format!("query={inner}"))
            )
        }
        3 if inner.starts_with("GET ") => {
            let url = inner.get(4..).unwrap_or_default();
            format!("fetch({}, {{method: 'GET'}})", serde_json::to_string(url).unwrap())
        }
        4 if inner.starts_with(['{', '[']) => format!("requests.get(url, params={{\"query\": json.dumps({inner})}})"),
        5 if inner.starts_with(['{', '[']) => format!("{{\"query\": {}}}", serde_json::to_string(&inner).unwrap()),
        6 => format!(" \n{inner}\n"),
        7 if inner.starts_with(['{', '[']) => {
            format!("query = {inner}\nrequests.get(url, params={{'query': json.dumps(query)}})")
        }
        8 if inner.starts_with(['{', '[']) => {
            format!("fetch(`${{url}}?query=${{encodeURIComponent(JSON.stringify({inner}))}}`)")
        }
        9 if inner.starts_with('{') => format!("q = {inner}"),
        10 if inner.starts_with("GET ") => format!("{inner} HTTP/1.1\r\nHost: app.nimble.com\r\n"),
        // What escapes alike in JSON and in Python, in Python's spelling.
        11 if inner.starts_with(['{', '[']) && !inner.contains(['\'', '\\']) => {
            let python = inner.replace('"', "'");
            format!("requests.delete(url, params={{'query': json.dumps({python})}}, timeout=5)")
        }
        12 if inner.starts_with(['{', '[']) => {
            let open = inner.replace("{\"tag\":", "{tag: /* a tag */ ").replace("\"}", "\",}");
            format!("url.searchParams.set('query', JSON.stringify({open}))")
        }
        _ => inner,
    })
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// What is put together around a query is no query, wherever a literal of it stands.
#[test]
fn a_program_around_a_query_is_not_passed_over() {
    let json = r#"{"tag":{"is":"vip"}}"#;
    for value in [
        "{V}.replace('vip', tag)",
        "{V} + tail",
        "head + {V}",
        "{V} % tag",
        "{V} or other",
        "other or {V}",
        "{V} if cond else other",
        "cond ? {V} : other",
        "cond && {V}",
        "build({V})",
        "{V}[0]",
        "{V} as string",
        "await read({V})",
        "lambda: {V}",
        "() => {V}",
        "(other, {V})",
    ] {
        let literal = value.replace("{V}", &format!("'{json}'"));
        for source in [
            format!("requests.delete(url, params={{'query': {literal}}})"),
            format!("axios.delete(url, {{params: {{query: {literal}}}}})"),
            format!("fetch(url + '?query=' + ({literal}))"),
            format!("fetch(`/c?query=${{{literal}}}`)"),
            format!("url.searchParams.set('query', {literal})"),
            format!("query = {literal}\nrequests.get(url, params={{'query': query}})"),
        ] {
            let read = Compiler::new(Catalog::builtin()).read(&source).map(|checked| checked.query.to_string());
            assert!(read.is_err(), "{source}: {read:?}");
        }
    }
}

/// Reading and hiding take time in the length of what is pasted, however its brackets and names lie.
#[test]
fn hostile_pastes_cost_their_length() {
    for (start, piece) in [
        ("", "token="),
        ("", "authorization: bearer "),
        ("curl ", "-u '"),
        ("", "auth=("),
        ("", "://"),
        ("fetch(", "`${"),
        ("fetch(", "\"query="),
        ("requests.get(", "'{\"tag\":' + "),
        ("requests.get(", "a.b("),
        ("curl https://x.com ", "\"$("),
        ("curl https://x.com ", "$'\\x"),
        ("{\"query\": ", "{\"query\":"),
        ("fetch(`/c?query=", "&a=${b}"),
        ("query=", "&query="),
        ("q = json.dumps(q)\n", "q = q + q\n"),
    ] {
        let time = |count: usize| {
            let source = format!("{start}{}", piece.repeat(count));
            let begin = std::time::Instant::now();
            let found =
                Compiler::new(Catalog::builtin()).read(&source).map_or_else(Diagnostics::into_vec, |it| it.warnings);
            let _ = (nse::without_tokens(&source), nse::diagnostics_without_tokens(&source, &found));
            begin.elapsed()
        };
        let (small, large) = (time(2_000), time(20_000));
        assert!(large.as_millis() < 1_000 || large < small * 40, "{start}{piece}: {small:?}, {large:?}");
    }
}
