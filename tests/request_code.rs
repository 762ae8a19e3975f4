//! The code that a request is printed as sends the same parameters: run by a shell, Python and node, each with a client that
//! prints what it is given. A program that is not there is named and passed over.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::fs;
use std::process::Command;

use nse_query::nse::{self, BASE, Client, Listing, Order};
use nse_query::query::build::tag;
use nse_query::{Catalog, Query};

/// Queries with what shells, Python and JavaScript give a meaning.
fn queries() -> Vec<Query> {
    let texts = [
        "vip",
        "O'Brien \"quoted\" \\back\\slash",
        "$HOME `id` $(id) ${x}",
        "line\nbreak\ttab\u{7f}",
        "ümlaut 日本 😀 \u{2028} \u{200b}",
        "{curly} %s %20 + & = ? # / ;",
        "'''\"\"\" \\u0041 \\x41 \\'",
    ];
    texts.into_iter().map(|text| tag().is(text).build().unwrap()).collect()
}

/// What `program` prints with `arguments`, none where it is not there.
fn run(program: &str, arguments: &[&str], folder: &std::path::Path) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("NIMBLE_TOKEN", "secret")
        .env("PYTHONPATH", folder)
        .env("PYTHONIOENCODING", "utf-8")
        .output();
    match output {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(error) => {
            println!("{program} is not there, and its code is not run: {error}");
            None
        }
    }
}

#[test]
fn every_client_sends_the_same_parameters() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let answer = "class Answer:\n    def raise_for_status(self): pass\n    def json(self): return ''\n";
    let sent = "    print(json.dumps([url, method, params, headers['Authorization']]))\n    return Answer()\n";
    let both = ["get", "delete"]
        .map(|method| format!("def {method}(url, params, headers, method='{}'):\n{sent}", method.to_uppercase()));
    fs::write(path.join("requests.py"), format!("import json\n{answer}{}", both.concat())).unwrap();
    let fake = "globalThis.fetch = async (url, { method, headers }) => {\n  const at = new URL(url);\n  const \
                params = Object.fromEntries(at.searchParams);\n  console.log(JSON.stringify([at.origin + at.pathname, method, \
                params, headers.Authorization]));\n  return { ok: true, json: async () => '' };\n};\n";
    let created = Catalog::builtin().field("created").unwrap();
    for query in queries() {
        let listing = nse::request(&query, Listing::Contacts).sort(&created, Order::Descending).unwrap().per_page(5);
        for request in [listing, nse::delete_request_unguarded(&query)] {
            let url = format!("{BASE}{}", request.path());
            let parameters: serde_json::Map<String, serde_json::Value> =
                request.parameters().iter().map(|(name, value)| ((*name).to_owned(), value.as_str().into())).collect();
            let wanted = serde_json::json!([url, request.method(), parameters, "Bearer secret"]);
            let said = |printed: String| -> serde_json::Value {
                serde_json::from_str(printed.lines().next().unwrap_or_default()).unwrap()
            };
            fs::write(path.join("code.py"), request.code(Client::Python, BASE)).unwrap();
            if let Some(printed) = run("python3", &["code.py"], path) {
                assert_eq!(said(printed), wanted);
            }
            fs::write(path.join("code.mjs"), format!("{fake}{}", request.code(Client::JavaScript, BASE))).unwrap();
            if let Some(printed) = run("node", &["code.mjs"], path) {
                assert_eq!(said(printed), wanted);
            }
            let shell = format!("curl() {{ printf '%s\\0' \"$@\"; }}\n{}", request.code(Client::Curl, BASE));
            fs::write(path.join("code.sh"), shell).unwrap();
            if let Some(printed) = run("sh", &["code.sh"], path) {
                let words: Vec<&str> = printed.split_terminator('\0').collect();
                let data: Vec<&str> =
                    words.windows(2).filter(|pair| pair[0] == "--data-urlencode").map(|pair| pair[1]).collect();
                let sent: Vec<String> =
                    request.parameters().iter().map(|(name, value)| format!("{name}={value}")).collect();
                assert_eq!(data, sent);
                assert!(words.contains(&url.as_str()) && words.contains(&"Authorization: Bearer secret"), "{words:?}");
                assert_eq!(words.contains(&"DELETE"), request.method() == "DELETE");
            }
        }
    }
}

#[test]
fn only_a_field_of_one_value_sorts() {
    let query: Query = "tag = vip".parse().unwrap();
    let field = |name: &str| Catalog::builtin().field(name).unwrap();
    let sorted = |name: &str| nse::request(&query, Listing::Contacts).sort(&field(name), Order::Ascending);
    assert!(sorted("last name").is_ok());
    assert_eq!(sorted("tag").unwrap_err().code().name(), "E0331");
    assert_eq!(
        nse::request(&query, Listing::Contacts).fields(&[field("email"), field("first name")]).parameters()[1].1,
        "email,first name"
    );
}

#[test]
fn a_long_request_is_doubted() {
    let long = tag().is_in((0..2000).map(|number| number.to_string()).collect::<Vec<_>>()).build().unwrap();
    let warning = nse::request(&long, Listing::Contacts).warning(nse_query::Span::default()).unwrap();
    assert_eq!(warning.code().name(), "W0306");
    assert!(
        nse::request(&"tag = vip".parse().unwrap(), Listing::Contacts).warning(nse_query::Span::default()).is_none()
    );
}
