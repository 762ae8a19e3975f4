//! Literals of code, and the code around them.

use super::failure;
use crate::nse::is_request;
use crate::{Catalog, Compiler};

fn python(literal: &str) -> String {
    format!("requests.get(url, params={{'query': json.dumps({literal})}})")
}

fn javascript(literal: &str) -> String {
    format!("fetch('/api/v1/contacts?query=' + encodeURIComponent(JSON.stringify({literal})))")
}

/// What the query says, in one line.
fn said(source: &str) -> Result<String, Vec<&'static str>> {
    let read = Compiler::new(Catalog::builtin()).read(source);
    read.map(|checked| crate::nse::encode(&checked.query))
        .map_err(|found| found.iter().map(|found| found.code().name()).collect())
}

#[test]
fn a_literal_says_what_its_language_makes_of_it() {
    for (literal, json) in [
        ("{'tag': {'is': 'vip'}}", r#"{"tag":{"is":"vip"}}"#),
        ("{'email': {'is_empty': True}}", r#"{"email":{"is_empty":true}}"#),
        ("{'email': {'is_empty': False,},}", r#"{"email":{"is_empty":false}}"#),
        ("{u'tag': {'in': ('vip', \"lead\",)}}", r#"{"tag":{"in":["vip","lead"]}}"#),
        ("({'tag': ({'is': ('vip')})})", r#"{"tag":{"is":"vip"}}"#),
        ("{'rating': {'gt': 1_0}}", r#"{"rating":{"gt":10}}"#),
        ("{'rating': {'gt': -0x1F}}", r#"{"rating":{"gt":-31}}"#),
        ("{'rating': {'gt': 2.5}  # all\n}", r#"{"rating":{"gt":2.5}}"#),
        (r#"{'title': {'is': 'the "best" it\'s'}}"#, r#"{"title":{"is":"the \"best\" it's"}}"#),
        (r"{'title': {'is': r'a\b'}}", r#"{"title":{"is":"a\\b"}}"#),
        (r"{'title': {'is': '\xe9t\xe9 \u00fc \\ \x22'}}", r#"{"title":{"is":"été ü \\ \""}}"#),
        ("{'title': {'is': '''a\nb'''}}", r#"{"title":{"is":"a\nb"}}"#),
        ("{'title': {'is': f'vip'}}", r#"{"title":{"is":"vip"}}"#),
        ("{  # all of it\n    'tag': {'is': 'it # no comment'},\n}", r#"{"tag":{"is":"it # no comment"}}"#),
    ] {
        assert_eq!(said(&python(literal)).as_deref(), Ok(json), "{literal}");
    }
    for (literal, json) in [
        ("{tag: {is: \"vip\"}}", r#"{"tag":{"is":"vip"}}"#),
        ("{'tag': {is: `vip`}}", r#"{"tag":{"is":"vip"}}"#),
        (
            "{and: [{email: {is_empty: true}}, {tag: {in: ['vip', 'lead',],},},]}",
            r#"{"and":[{"email":{"is_empty":true}},{"tag":{"in":["vip","lead"]}}]}"#,
        ),
        ("{tag: /* a, b */ {is: 'vip'}, // all\n}", r#"{"tag":{"is":"vip"}}"#),
        ("{custom_fields: {$x_1: {is: 'vip'}}}", r#"{"custom_fields":{"$x_1":{"is":"vip"}}}"#),
        ("({tag: {is: '\\ud83d\\ude00 a\\/b'}})", r#"{"tag":{"is":"😀 a/b"}}"#),
    ] {
        assert_eq!(said(&javascript(literal)).as_deref(), Ok(json), "{literal}");
        let kept =
            format!("const query = {literal};\nawait fetch(`/c?query=${{encodeURIComponent(JSON.stringify(query))}}`)");
        assert_eq!(said(&kept).as_deref(), Ok(json), "{kept}");
    }
}

#[test]
fn what_runs_within_a_literal_decides_it() {
    for (literal, at) in [
        ("{'tag': {'is': tag}}", "tag"),
        ("{'tag': {'is': true}}", "true"),
        ("{tag: {'is': 'vip'}}", "tag"),
        ("{'tag': {'is': 'a' 'b'}}", "'b'"),
        ("{'tag': {'is': 'a' + b}}", "+ b"),
        ("{'tag': {'is': 'a'.upper()}}", ".upper()"),
        ("{'tag': {'is': name(1)}}", "name"),
        ("{'tag': {'is': f'{tag}'}}", "f'{tag}'"),
        ("{'tag': {'is': b'vip'}}", "b'vip'"),
        ("{'tag': {'in': [x for x in y]}}", "x"),
        ("{'tag': {'in': {'a', 'b'}}}", "'a'"),
        ("{**more, 'tag': {'is': 'vip'}}", "**more"),
        ("{'rating': {'gt': 010}}", "010"),
        ("{'rating': {'gt': 5 // 2\n}}", "5"),
        (r"{'tag': {'is': 'a\/b'}}", r"'a\/b'"),
        (r"{'tag': {'is': '\N{BULLET}'}}", r"'\N{BULLET}'"),
    ] {
        let (code, marked, _) = failure(&python(literal));
        assert_eq!((&*code, &*marked), ("E0333", at), "{literal}");
    }
    for (literal, at) in [
        ("{tag: {is: tag}}", "tag"),
        ("{tag}", "tag"),
        ("{[name]: {is: 'vip'}}", "[name]"),
        ("{...more, tag: {is: 'vip'}}", "..."),
        ("{tag: {is: `${tag}`}}", "`${tag}`"),
        ("{tag: {is: True}}", "True"),
        ("{tag: {is: undefined}}", "undefined"),
        ("{tag: {in: (a, 'b')}}", "(a, 'b')"),
        ("{rating: {gt: 10n}}", "10n"),
        ("{tag: {is: vip ? 'a' : 'b'}}", "vip"),
        ("{tag() { return 1 }}", "tag"),
    ] {
        let (code, marked, _) = failure(&javascript(literal));
        assert_eq!(code, "E0333", "{literal}");
        assert!(marked.starts_with(at), "{literal}: {marked}");
    }
}

#[test]
fn a_mistake_in_a_literal_is_mended_in_its_language() {
    let compiler = Compiler::new(Catalog::builtin());
    for (source, marked, mended) in [
        (
            python("{'tag': {'is': 'vip'}, 'email': {'is_empty': True}}"),
            "'email'",
            python("{\"and\": [{'tag': {'is': 'vip'}}, {'email': {'is_empty': True}}]}"),
        ),
        (python("{'Tag': {'is': 'vip'},}"), "'Tag'", python("{\"tag\": {'is': 'vip'},}")),
        (javascript("{Tag: {is: 'vip'}}"), "Tag", javascript("{\"tag\": {is: 'vip'}}")),
        (python("{'email': {'is_not_empty': True}}"), "'is_not_empty'", python("{'email': {\"is_empty\": False}}")),
        (javascript("{email: {is_not_empty: true}}"), "is_not_empty", javascript("{email: {\"is_empty\": false}}")),
        (
            "requests.get(url, params={'query': {'tag': {'is': 'vip'}}})".to_owned(),
            "{'tag': {'is': 'vip'}}",
            python("{'tag': {'is': 'vip'}}"),
        ),
        (
            "q = {'tag': {'is': 'vip'}}\nrequests.get(url, params={'query': q})".to_owned(),
            "q",
            "q = {'tag': {'is': 'vip'}}\nrequests.get(url, params={'query': json.dumps(q)})".to_owned(),
        ),
    ] {
        let found = compiler.read(&source).unwrap_err().into_vec();
        assert_eq!(found[0].span.of(&source), marked, "{source}");
        assert_eq!(compiler.fix(&source).as_deref(), Some(&*mended), "{source}");
        assert!(compiler.read(&mended).is_ok(), "{mended}");
    }
}

#[test]
fn a_dictionary_without_code_around_it_is_a_mistake() {
    for source in ["{'tag': {'is': 'vip'}}", "q = {'tag': {'is': 'vip'}}"] {
        assert_eq!(said(source), Err(vec!["E0302"]), "{source}");
    }
}

#[test]
fn what_a_call_is_given_besides_is_told() {
    let query = "params={'query': json.dumps({'tag': {'is': 'vip'}})}";
    let options = "params: {query: JSON.stringify({tag: {is: 'vip'}})}";
    let codes = |source: &str| match super::carried(source) {
        Ok(carried) => carried.warnings.iter().map(|found| found.code().name()).collect::<Vec<_>>(),
        Err(found) => found.iter().map(|found| found.code().name()).collect(),
    };
    for (source, code) in [
        (format!("requests.get(url, {query}, **extra)"), "W0307"),
        (format!("requests.get(*args, {query})"), "W0307"),
        (format!("requests.get(url, **extra, {query})"), "W0307"),
        ("fetch('/api/v1/contacts?query=%7B%7D', {...options})".to_owned(), "W0307"),
        (format!("axios.get(url, {{...options, {options}}})"), "W0307"),
        // The last of two members counts.
        (format!("axios.get(url, {{{options}, ...options}})"), "E0333"),
    ] {
        assert_eq!(codes(&source), [code], "{source}");
    }
    // Headers say nothing of what is found.
    let source = format!("requests.get(url, {query}, headers={{**headers, 'Accept': '*/*'}})");
    assert!(codes(&source).is_empty(), "{source}");
}

#[test]
fn calls_of_other_languages_are_named() {
    for (source, at) in [
        ("$client->get(\"https://app.nimble.com/api/v1/contacts\", [\"query\" => [\"query\" => $q]]);", "$client->get"),
        ("use GuzzleHttp\\Client;\n$client = new Client();\n$r = $client->request('GET', $url);", "$client->request"),
        ("HTTParty.get('https://x.com', query: { query: { tag: { is: 'vip' } }.to_json })", "HTTParty.get"),
        ("response = Faraday.delete(url, query: q)", "Faraday.delete"),
        ("Http::get($url, ['query' => $q])", "Http::get"),
        ("resp, err := http.Get(\"https://app.nimble.com/api/v1/contacts?query=\" + q)", "http.Get"),
        ("var r = await client.GetAsync(url);", "client.GetAsync"),
        ("HttpRequest request = HttpRequest.newBuilder().uri(uri).build();", "HttpRequest.newBuilder"),
        ("curl_setopt($ch, CURLOPT_URL, $url);", "curl_setopt"),
        ("api.get(url, {params: {query: q}})", "api.get"),
    ] {
        assert!(is_request(source), "{source}");
        let (code, marked, fixed) = failure(source);
        assert_eq!((&*code, &*marked, fixed.len()), ("E0330", at, 0), "{source}");
    }
    for source in [
        "tag = vip",
        "not (tag.get = x)",
        "tag in (a, b)",
        "custom.get in (a)",
        "URL ~ \"x.get(y)\"",
        "// a.get(b)\ntag = vip",
    ] {
        assert!(!is_request(source), "{source}");
    }
}
