//! Requests and what else is pasted.

use super::{carried, from_request, is_request};
use crate::catalog::Catalog;
use crate::diagnostic::apply;
use crate::nse::decode as decode_json;
use crate::nse::{Listing, request, url_encode};

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
    assert_eq!(request(&checked.query, Listing::Contacts).to_string(), EXAMPLE);
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

const VIP: &str = r#"{"tag":{"is":"vip"}}"#;

#[test]
fn a_query_is_taken_out_of_what_stands_around_it() {
    let string = serde_json::to_string(VIP).unwrap();
    let twice = serde_json::to_string(&string).unwrap();
    let encoded = url_encode(VIP);
    for source in [
        string.clone(),
        twice,
        VIP.replace('"', "\\\""),
        format!(r#"{{"query": {VIP}}}"#),
        format!(r#"{{"query": {string}, "tags": ["a"]}}"#),
        format!(r#"{{"tags": "x", "query": {VIP}}}"#),
        format!(r#"{{"errors": [{{"message": "no", "nse_query": {VIP}, "total": 10}}]}}"#),
        format!(r#"{{"resources": [{{"id": "4fc886dc682c4a64dd060062", "name": "VIPs", "query": {string}}}]}}"#),
        url_encode(&encoded),
        format!("/api/v1/contacts?query={}", url_encode(&encoded)),
        format!("\"https://app.nimble.com/api/v1/contacts?query={encoded}\"").trim_matches('"').to_owned(),
        format!("curl 'https://app.nimble.com/api/v1/contacts?query={encoded}' -H 'Accept: application/json'"),
        format!("curl -G https://app.nimble.com/api/v1/contacts \\\n  --data-urlencode 'query={VIP}'"),
        format!("curl -X POST https://x.com/tags -d '{{\"query\": {VIP}}}'"),
        format!("curl \"https://x.com/c?query={encoded}&page=2\""),
        format!("fetch(\"https://app.nimble.com/api/v1/contacts?query={encoded}\")"),
        format!("requests.get(url, params={{'query': '{VIP}'}})"),
    ] {
        assert!(is_request(&source), "{source}");
        assert_eq!(from_request(&source).as_deref(), Ok(VIP), "{source}");
    }
}

#[test]
fn what_may_be_a_query_or_a_search_for_words_is_left_as_it_is() {
    for source in [
        "\"Jon Ferrara\"",
        "\"{curly}\"",
        "\"a: b\" and tag = vip",
        r#"{"query": {"is": "x"}}"#,
        VIP,
        "/^jon/i.test(name)",
        "// comment\ntag = vip",
        "'{curly}'",
        "http = \"https://x.com\"",
        "curl is vip",
        "`{a: b}` = x",
        "'[x]: y'",
    ] {
        assert!(!is_request(source), "{source}");
    }
}

#[test]
fn several_queries_are_not_one() {
    let listing = r#"{"resources": [{"query": "{\"tag\":{\"is\":\"a\"}}"}, {"query": "{\"tag\":{\"is\":\"b\"}}"}]}"#;
    let found = from_request(listing).unwrap_err().into_vec();
    assert_eq!(found[0].code().name(), "E0329");
    assert_eq!(from_request("curl 'https://x.com").unwrap_err().as_slice()[0].code().name(), "E0330");
}

#[test]
fn a_mistake_is_placed_and_mended_where_it_stands() {
    let compiler = crate::Compiler::new(Catalog::builtin());
    for (source, marked, fixed) in [
        (r#""{\"Tag\":{\"is\":\"a\"}}""#, r#"\"Tag\""#, r#""{\"tag\":{\"is\":\"a\"}}""#),
        (r#"{"query": {"Tag": {"is": "a"}}}"#, r#""Tag""#, r#"{"query": {"tag": {"is": "a"}}}"#),
        (
            r#"curl -G https://app.nimble.com --data-urlencode 'query={"Tag":{"is":"a"}}'"#,
            r#""Tag""#,
            r#"curl -G https://app.nimble.com --data-urlencode 'query={"tag":{"is":"a"}}'"#,
        ),
        (
            r#"curl "https://app.nimble.com?query={\"Tag\":{\"is\":\"a\"}}""#,
            r#"\"Tag\""#,
            r#"curl "https://app.nimble.com?query=%22tag%22:{\"is\":\"a\"}}""#,
        ),
    ] {
        let found = compiler.read(source).unwrap_err().into_vec();
        assert_eq!(found[0].span.of(source), marked, "{source}");
        let mended = compiler.fix(source).unwrap_or_default();
        assert_eq!(
            compiler.read(&mended).map(|checked| checked.query),
            compiler.json(r#"{"tag":{"is":"a"}}"#).map(|checked| checked.query),
            "{mended}"
        );
        if !source.contains("?query=") {
            assert_eq!(mended, fixed);
        }
    }
}

#[test]
fn parameters_are_those_of_the_request() {
    let codes = |source: &str| {
        let warnings = crate::Compiler::new(Catalog::builtin()).read(source).map(|checked| checked.warnings);
        warnings
            .unwrap_or_else(crate::Diagnostics::into_vec)
            .iter()
            .map(|found| found.code().name())
            .collect::<Vec<_>>()
    };
    let query = url_encode(VIP);
    assert!(codes(&format!("DELETE /api/v1/contacts?query={query}&preflight_checks=true&access_token=abc")).is_empty());
    assert!(
        codes(&format!("/api/v1/contacts?query={query}&sort=created:desc&page=1&per_page=30&tags=false")).is_empty()
    );
    assert_eq!(codes(&format!("/api/v1/contacts?query={query}&preflight_checks=true")), ["W0303"]);
    for wrong in [
        "tags=vip,lead",
        "sort=name",
        "sort=email:asc",
        "sort=created%3Ddesc",
        "page=0",
        "per_page=x",
        "fields=email,first_name",
        "record_type=people",
    ] {
        assert_eq!(codes(&format!("/api/v1/contacts?query={query}&{wrong}")), ["W0305"], "{wrong}");
    }
    assert_eq!(codes(r#"/c?query={"email":{"is":"jane+news@x.com"}}"#), ["W0304"]);
    assert_eq!(codes("DELETE /api/v1/contacts?tag=vip"), ["E0323"]);
    assert!(
        codes(&format!("/api/v1/contacts?query={query}&fields=first%20name,my+own&sort=last%20name%3Aasc")).is_empty()
    );
    assert_eq!(codes(&format!("/api/v1/contacts/ids?query={query}&contexts=leads_data")), ["W0303"]);
    let deals = format!("/api/v2/deals/pipelines/5c/deals?query={query}&sort=name:asc&limit=10&stage_id=1");
    assert!(codes(&deals).is_empty());
    assert_eq!(codes(&format!("{deals}&stuck=maybe")), ["W0305"]);
    assert_eq!(codes(&format!("{deals}&page=2")), ["W0303"]);
    assert_eq!(codes(&format!("/api/v2/deals/pipelines/5c/owners?query={query}&sort=name:asc&stage_id=1")), ["W0303"]);
    assert_eq!(codes(&format!("GET /api/v2/deals?sort=name:asc&query={query}")), ["W0303"]);
}

#[test]
fn an_object_of_a_call_is_the_query() {
    let vip = r#"{"tag": {"is": "vip"}}"#;
    for source in [
        format!("requests.get(url, params={{\"query\": json.dumps({vip}), \"per_page\": 5}})"),
        format!("response = requests.get(url, params={{'query': json.dumps({vip})}})"),
        format!("fetch(url + '?query=' + encodeURIComponent(JSON.stringify({vip})))"),
        format!("const found = await fetch(`${{url}}?query=${{encodeURIComponent(JSON.stringify({vip}))}}`)"),
        format!("axios.get('/contacts', {{ params: {{ query: JSON.stringify({vip}), page: 2 }} }})"),
        format!("requests.post('/api/v2/deals/tags', json={{'tags': ['a'], 'query': {vip}}})"),
        format!("axios.post('/api/v2/deals/tags', {{tags: ['a'], query: {vip}}})"),
    ] {
        assert_eq!(from_request(&source).as_deref(), Ok(vip), "{source}");
    }
    for (source, code) in [
        ("http_build_query(['query' => json_encode(['tag' => ['is' => 'vip']])])", "E0333"),
        ("requests.get(url, params={\"query\": query})", "E0333"),
        ("fetch(JSON.stringify({\"a\": 1}) + JSON.stringify({\"b\": 2}))", "E0333"),
        ("fetch(url)", "E0323"),
        ("requests.get(url, params={\"query\": {\"tag\": {\"is\": \"vip\"}}})", "E0302"),
        ("axios.get(url, {params: {query: {tag: {is: 'vip'}}}})", "E0302"),
    ] {
        assert_eq!(failure(source).0, code, "{source}");
    }
}

#[test]
fn a_command_with_two_queries_is_refused() {
    let url = "https://app.nimble.com/api/v1/contacts";
    for source in [
        format!("curl -G {url} --data-urlencode 'query={VIP}' --data-urlencode 'query={VIP}'"),
        format!("curl -G '{url}?query=%7B%7D' -d 'query={VIP}'"),
        format!("curl '{url}?query=%7B%7D' && curl -X DELETE '{url}?query=%7B%7D'"),
    ] {
        assert_eq!(failure(&source).0, "E0329", "{source}");
    }
}

#[test]
fn a_raw_plus_is_told_wherever_a_program_would_have_encoded_the_rest() {
    let warnings = |source: &str| carried(source).unwrap().warnings.len();
    assert_eq!(warnings("/api/v1/contacts?query=%7B%22email%22:%7B%22is%22:%22jane+news@x.com%22%7D%7D"), 1);
    // As a form writes a space.
    assert_eq!(warnings("/api/v1/contacts?query=%7B%22title%22%3A%7B%22is%22%3A%22head+of%22%7D%7D"), 0);
}

#[test]
fn what_stands_around_a_literal_is_not_passed_over() {
    for (source, at) in [
        (r#"requests.get(url, params={"query": '{"tag":{"is":"x"}}'.replace("x", tag)})"#, r#".replace("x", tag)"#),
        (r#"requests.get(url, params={"query": '{"tag":{"is":"' + tag + '"}}'})"#, "tag"),
        (r#"requests.get(url, params={"query": json.dumps({"tag": {"is": "x"}}).replace("x", tag)})"#, "json.dumps"),
        (r#"requests.get(url, params={"query": json.dumps({"tag": {"is": "x"}}, default=f)})"#, "default=f"),
        (r#"requests.get(url, params={"query": build({"tag": {"is": "x"}})})"#, r#"build({"tag": {"is": "x"}})"#),
        (r#"requests.get(url, params={**more, "query": '{"tag":{"is":"x"}}'})"#, "**more"),
        (r#"fetch("/c?query=" + (vip ? '{"tag":{"is":"x"}}' : other))"#, "vip"),
        (r#"fetch(`/c?query={"tag":{"is":"${tag}"}}`)"#, "tag"),
        (r#"fetch(cond && '{"tag":{"is":"x"}}')"#, "cond"),
        (r#"requests.get(f"/c?query={query}")"#, "query"),
        (r#"requests.get(url, params={"query": query or '{"tag":{"is":"x"}}'})"#, "query"),
        (r#"requests.get(url, params={"query": '{"tag":' '{"is":"x"}}'})"#, r#"'{"is":"x"}}'"#),
        (r#"requests.get(url, params={"query": '{"tag":{"is":"\101"}}'})"#, r#"'{"tag":{"is":"\101"}}'"#),
        ("query = {}\nquery['tag'] = x\nrequests.get(url, params={'query': query})", "query"),
        (r#"curl "/c?query={\"tag\":{\"is\":\"$TAG\"}}""#, "$TAG"),
        (r#"curl -G /c --data-urlencode "query={\"tag\":{\"is\":\"$(cat tag)\"}}""#, "$(cat tag)"),
        (r#"curl "/c?query=${QUERY}""#, "${QUERY}"),
        ("curl -G /c --data-urlencode query@file", "query@file"),
    ] {
        let found = from_request(source).unwrap_err().into_vec();
        let codes: Vec<_> = found.iter().map(|found| found.code().name()).collect();
        assert_eq!(codes, ["E0333"], "{source}");
        assert_eq!(found[0].span.of(source), at, "{source}");
    }
}

#[test]
fn a_literal_in_what_only_encodes_it_is_read() {
    for source in [
        "query = {QUERY}\nresponse = requests.get(url, params={'query': json.dumps(query), 'page': 2})",
        "const query = {QUERY};\nconst found = await fetch(`${url}?query=${encodeURIComponent(JSON.stringify(query))}`)",
        "import requests\n\nrequests.get(\n    url,\n    params={'query': json.dumps({QUERY}, separators=(',', ':'))},  # all\n)",
        "requests.get(url + '?query=' + urllib.parse.quote(json.dumps({QUERY})))",
        "url.searchParams.set('query', JSON.stringify({QUERY}))",
        "requests.get(url, params=[('query', '{QUERY}'), ('page', 2)])",
        "requests.get(url, params={'query': r'{QUERY}'})",
        "requests.get(url, params={'query': \'\'\'{QUERY}\'\'\'})",
        "curl -sSG https://app.nimble.com/api/v1/contacts --data-urlencode $'query={QUERY}' | jq .resources",
        "curl.exe -G \"https://app.nimble.com/api/v1/contacts\" --data-urlencode 'query={QUERY}'",
        "q = {QUERY}",
        "query: {QUERY},",
        "fetch(url + '?' + new URLSearchParams({query: JSON.stringify({QUERY}), page: '2'}))",
        "const p = new URLSearchParams({query: JSON.stringify({QUERY})});\nfetch(`${url}?${p}`)",
        "requests.get(url, params=dict(query='{QUERY}', page=2))",
        "{\"method\": \"GET\", \"params\": {\"query\": {QUERY}, \"page\": 2}}",
        "'{QUERY}'",
        "`{QUERY}`",
        "\"{QUERY}\"",
        "with httpx.Client() as client:\n    r = client.get(url, params={'query': json.dumps({QUERY})})",
        "const q = {QUERY};",
        "GET /api/v1/contacts?query={QUERY} HTTP/1.1\r\nHost: app.nimble.com\r\nAuthorization: Bearer t\r\n\r\n",
    ] {
        let source = source.replace("{QUERY}", VIP);
        let found = carried(&source);
        assert_eq!(found.as_ref().map(|found| &*found.json), Ok(VIP), "{source}");
        assert!(found.is_ok_and(|found| found.warnings.is_empty()), "{source}");
    }
}

#[test]
fn parameters_are_judged_alike_in_every_notation() {
    let codes = |source: &str| match carried(source) {
        Ok(carried) => carried.warnings.iter().map(|found| found.code().name()).collect::<Vec<_>>(),
        Err(found) => found.as_slice().iter().map(|found| found.code().name()).collect(),
    };
    let url = "https://app.nimble.com/api/v1/contacts";
    let encoded = url_encode(VIP);
    for (name, value, code) in [
        ("keyword", "Jon", Some("E0324")),
        ("record_type", "person", Some("W0303")),
        ("record_type", "people", Some("W0305")),
        ("tag", "vip", Some("W0303")),
        ("tags", "vip", Some("W0305")),
        ("page", "0", Some("W0305")),
        ("per_page", "x", Some("W0305")),
        ("sort", "name", Some("W0305")),
        ("sort", "shoe:asc", Some("W0305")),
        ("sort", "score:desc", None),
        ("fields", "emial", Some("W0305")),
        ("contexts", "leads", Some("W0305")),
        ("preflight_checks", "true", Some("W0303")),
        ("page", "2", None),
        ("access_token", "t", None),
        ("access%5Ftoken", "t", None),
    ] {
        let plain = name.replace("%5F", "_");
        for source in [
            format!("GET {url}?query={encoded}&{name}={value}"),
            format!("curl '{url}?query={encoded}&{name}={value}'"),
            format!("curl -G {url} --data-urlencode 'query={VIP}' -d '{name}={value}'"),
            format!("curl -G {url} --data-urlencode 'query={VIP}' --data-urlencode '{plain}={value}'"),
            format!("requests.get('{url}', params={{'query': '{VIP}', '{plain}': '{value}'}})"),
            format!("fetch('{url}?query={encoded}&{name}={value}')"),
            format!("fetch('{url}?{name}={value}&query=' + encodeURIComponent('{VIP}'))"),
            format!("axios.get('{url}', {{ params: {{ query: JSON.stringify({VIP}), {plain}: \"{value}\" }} }})"),
        ] {
            assert_eq!(codes(&source), Vec::from_iter(code), "{source}");
        }
        if !matches!(name, "tag" | "tags" | "preflight_checks") {
            let source = format!("{{\"query\": {VIP}, \"{plain}\": \"{value}\"}}");
            assert_eq!(codes(&source), Vec::from_iter(code), "{source}");
        }
    }
    for source in [
        format!("curl -X DELETE '{url}?query={encoded}&preflight_checks=true'"),
        format!("curl -XDELETE '{url}?query={encoded}&preflight_checks=true'"),
        format!("fetch('{url}?query={encoded}&preflight_checks=true', {{method: 'DELETE'}})"),
        format!("requests.delete('{url}', params={{'query': '{VIP}', 'preflight_checks': 'true'}})"),
        format!("requests.request('DELETE', '{url}', params={{'query': '{VIP}', 'preflight_checks': 'true'}})"),
        format!("curl -u user:pw -G {url} --data-urlencode 'query={VIP}'"),
        format!("curl https://app.nimble.com/api/v2/deals/tags -d '{{\"tags\": [\"a\"], \"query\": {VIP}}}'"),
    ] {
        assert!(codes(&source).is_empty(), "{source}: {:?}", codes(&source));
    }
    for (source, code) in [
        (format!("curl {url} -d 'query={VIP}'"), "W0308"),
        (format!("DELETE {url}/ids?query={encoded}"), "W0308"),
        (format!("PUT {url}?query={encoded}"), "W0308"),
        (format!("curl 'https://nimble.example/api/v1/contacts?query={encoded}'"), "W0309"),
        (format!("GET /api/v1/contacts?query={encoded} HTTP/1.1\nHost: nimble.example"), "W0309"),
        (format!("curl {url}?query={encoded}&page=2"), "E0325"),
        (format!("curl -G {url} -d 'query={{\"tag\":{{\"is\":\"a&b\"}}}}'"), "E0325"),
        (format!("curl -G {url} -d 'query={{\"tag\":{{\"is\":\"a+b\"}}}}'"), "W0304"),
        (format!("{{\"query\": {VIP}, \"query\": {VIP}}}"), "E0324"),
        (format!("{{\"query\": {VIP}, \"limit_to\": 5}}"), "W0307"),
        (format!("requests.get('{url}?' + extra, params={{'query': '{VIP}'}})"), "W0307"),
    ] {
        assert_eq!(codes(&source), [code], "{source}");
    }
}

#[test]
fn a_listing_is_told_from_contacts() {
    let search = r#"{"id": "4fc886dc682c4a64dd060062", "name": "VIPs", "query": "{\"tag\":{\"is\":\"vip\"}}"}"#;
    let compiler = crate::Compiler::new(Catalog::builtin());
    let names = |source: &str| {
        let searches = compiler.saved_searches(source)?;
        Some(searches.into_iter().map(|(name, read)| (name, read.is_ok())).collect::<Vec<_>>())
    };
    let vips = || ("VIPs".to_owned(), true);
    assert_eq!(names(&format!("{{\"resources\": [{search}]}}")), Some(vec![vips()]));
    assert_eq!(names(&format!("[{search}, {search}]")), Some(vec![vips(), vips()]));
    assert_eq!(names(&format!("[{search}, {{\"name\": \"short\"}}]")), Some(vec![vips(), ("short".to_owned(), false)]));
    for (source, code) in [
        (r#"{"resources": []}"#, "E0334"),
        (r#"{"resources": [{"id": "4fc886dc682c4a64dd060062", "name": "VIPs"}]}"#, "E0334"),
        (r#"{"resources": [{"id": "1", "fields": {"email": [{"value": "a@x.com"}]}}]}"#, "E0335"),
        (r#"{"id": "1", "record_type": "person", "fields": {}}"#, "E0335"),
        ("first name,email\nJon,jon@x.com", "E0335"),
        ("\"first name\";\"email\"\n\"Jon\";\"jon@x.com\"", "E0335"),
    ] {
        assert_eq!(names(source), None, "{source}");
        assert_eq!(failure(source).0, code, "{source}");
    }
}

mod code;
