//! The laws of the library, on generated inputs and on every input that once broke one. The fuzz targets hold the same
//! functions against inputs of their own.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod bind;
mod complete;
#[path = "../generate/config.rs"]
mod config;
#[path = "../grammar/generate.rs"]
#[allow(dead_code, reason = "the test of the grammar uses the rest")]
mod generate;
mod paste;
#[path = "../grammar/pieces.rs"]
mod pieces;
mod queries;
mod source;
mod stream;
mod words;

use std::fs;

use arbitrary::Unstructured;
use nse_query::{Catalog, Compiler, Limits};
use proptest::prelude::*;
use proptest::sample::select;

/// `data` as each fuzz target reads it.
fn replay(target: &str, data: &[u8]) {
    let text = || String::from_utf8_lossy(data);
    match target {
        "text" => source::text(&text()),
        "json" => source::json(&text()),
        "words" => words::words(&text()),
        "complete" => complete::complete_and_hover(&text()),
        "stream" => stream::stream(data),
        "query" => query(data),
        "bind" => bind::bytes(data),
        "paste" => paste::paste(&text()),
        _ => panic!("no target {target}"),
    }
}

/// A valid query made from `data` comes back from its text and its JSON.
fn query(data: &[u8]) {
    let catalog = Catalog::builtin();
    if let Ok(query) = queries::query(&mut Unstructured::new(data), &catalog, 5) {
        source::round_trips(&query, &Compiler::new(&catalog));
    }
}

/// `tests/hostile/regressions/TARGET/*`: what the fuzzer found, and what it starts from.
#[test]
fn what_once_broke_a_law_keeps_it() {
    for target in fs::read_dir("tests/hostile/regressions").unwrap() {
        let target = target.unwrap();
        for file in fs::read_dir(target.path()).unwrap() {
            let path = file.unwrap().path();
            println!("{}", path.display());
            replay(target.file_name().to_str().unwrap(), &fs::read(path).unwrap());
        }
    }
}

/// Completion, hover and roles at every place of the mistakes that people make.
#[test]
fn mistakes_are_completed_and_coloured() {
    for file in fs::read_dir("tests/mistakes").unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|ending| ending == "txt") {
            fs::read_to_string(file).unwrap().lines().for_each(complete::complete_and_hover);
        }
    }
}

/// Ten thousand mistakes are a hundred, and how many more there are.
#[test]
fn many_errors_are_a_bounded_report() {
    let catalog = Catalog::builtin();
    let texts =
        ["shoe size = 5 and ", "tag = and ", "tag == a or ", "created = x or ", "rating in (a, ", "\"x\" y or "];
    let jsons = [r#"{"shoe": {"is": "a"}},"#, r#"{"tag": {"is": 5}},"#, r"{'tag': {'is': 'x'}},", "{},", "[],"];
    let texts = texts.iter().map(|text| text.repeat(10_000));
    let jsons = jsons.iter().map(|json| format!("{{\"or\": [{}]}}", json.repeat(10_000)));
    for source in texts.chain(jsons) {
        let errors = Compiler::new(&catalog).read(&source).unwrap_err();
        let start = &source[..30];
        assert!(errors.as_slice().len() <= 101, "{start}: {}", errors.as_slice().len());
        let last = errors.as_slice().last().unwrap();
        assert!(errors.as_slice().len() <= 100 || last.code().name() == "W0220", "{start}: {last}");
    }
}

/// Each limit has a code of its own, and what is just within it passes.
#[test]
fn each_limit_has_its_code() {
    let catalog = Catalog::builtin();
    let limits = Limits::default().length(100).clauses(2);
    let code = |source: &str| match Compiler::new(&catalog).limits(limits).read(source) {
        Ok(_) => "",
        Err(errors) => errors.as_slice()[0].code().name(),
    };
    let long = format!("tag = {}", "a".repeat(94));
    assert_eq!([code(&long), code(&format!("{long}a"))], ["", "E0102"]);
    let long = format!("{{\"tag\":{{\"is\":\"{}\"}}}}", "a".repeat(83));
    assert_eq!(long.len(), 100);
    assert_eq!([code(&long), code(&format!("{long} "))], ["", "E0102"]);
    let json = r#"{"or":[{"tag":{"is":"a"}},{"tag":{"is":"b"}}]}"#;
    let three = json.replace("]}", r#",{"tag":{"is":"c"}}]}"#);
    assert_eq!([code("tag = a or tag = b"), code("tag = a or tag = b or tag = c")], ["", "E0223"]);
    assert_eq!([code(json), code(&three)], ["", "E0223"]);
    let limits = limits.nesting(3);
    let code = |source: &str| match Compiler::new(&catalog).limits(limits).read(source) {
        Ok(_) => "",
        Err(errors) => errors.as_slice()[0].code().name(),
    };
    assert_eq!(
        [code("(((tag = vip)))"), code("((((tag = vip))))"), code("not not not not a = b")],
        ["", "E0222", "E0222"]
    );
    assert_eq!([code(r#"{"tag":{"is":"a"}}"#), code(r#"{"not":{"not":{"tag":{"is":"a"}}}}"#)], ["", "E0222"]);
    let limits = Limits::default().levels(1);
    let code = |source: &str| match Compiler::new(&catalog).limits(limits).read(source) {
        Ok(_) => "",
        Err(errors) => errors.as_slice()[0].code().name(),
    };
    let json = r#"{"or":[{"tag":{"is":"a"}},{"or":[{"tag":{"is":"b"}},{"tag":{"is":"c"}}]}]}"#;
    assert_eq!([code("a = b or (a = c or not a = d)"), code("tag = b or (tag = c or tag = d)")], ["E0201", ""]);
    assert_eq!(
        [
            code("tag = b or not tag = c"),
            code(json),
            code(&json.replace("\"or\":[{\"tag\":{\"is\":\"b", "\"and\":[{\"tag\":{\"is\":\"b"))
        ],
        ["E0222", "", "E0222"]
    );
    // Levels count after joins are flattened; parentheses and `not` count as written.
    let text = |open: &str, n: usize, close: &str| format!("{}tag = a{}", open.repeat(n), close.repeat(n));
    let limits = Limits::default();
    let code = |source: &str| match Compiler::new(&catalog).limits(limits).read(source) {
        Ok(_) => "",
        Err(errors) => errors.as_slice()[0].code().name(),
    };
    assert_eq!([code(&text("not ", 20, "")), code(&text("not ", 21, ""))], ["", "E0222"]);
    assert_eq!([code(&text("(", 100, ")")), code(&text("(", 101, ")"))], ["", "E0222"]);
    assert_eq!([code(&"(".repeat(100_000)), code(&"not ".repeat(100_000)), code(&"[".repeat(100_000))], ["E0222"; 3]);
}

/// What streams of contacts are made of, right and wrong.
const STREAM: &[&str] = &[
    "{\"id\": \"5049fb849b85f669e40000dc\"}",
    "{\"id\": \"a\", \"fields\": {}}",
    "\n",
    "\n{",
    "}",
    "[",
    "]",
    ",",
    " ",
    "{\"meta\": {}, \"resources\": [",
    "\"",
    "\\",
    "\"}",
    "{\"message\": \"no\"}",
    "null",
    "1",
    "é",
    "\u{feff}",
    "\r\n",
    "{\"id\": 5}",
    "{\"resources\":",
    ":",
    "{\"id\": \"b",
    "tru",
];

/// What reads as filter text where it is not only a value, and what some field takes.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "vip",
    "\" or tag = \"x",
    "' or '1' = '1",
    "} or tag = x",
    "{first}",
    "{second}",
    "{",
    "}",
    ") or (tag = x",
    "(a, b)",
    "a, b",
    "a..b",
    "..",
    "or",
    "not",
    "empty",
    "last 3 months",
    "// comment",
    "/* comment */",
    "\\",
    "\\\"",
    "\\u0022",
    "\0",
    "\n",
    "\r\n or tag = x",
    "\u{7}",
    "\u{85}",
    "\u{feff}vip",
    "vip\u{200b}",
    "\u{202e}vip",
    "é",
    "名前",
    "🎉",
    "‘x’",
    "a",
    "3",
    "007",
    "-1.5e3",
    "1e999",
    "9007199254740993",
    "2147483648",
    "true",
    "2025",
    "2025-02",
    "2025-02-29",
    "2025-03-31",
    "2025-03-31T12:00:00Z",
    "2025-03-31T12:00:00",
    "5 Mar",
    "March",
    "today",
    "person",
    "ALL",
    "4f69fb852ab3740c5e000004",
    "4F69FB852AB3740C5E000004",
    "jon@nimble.com",
    "Jon Ferrara",
];

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(HOSTILE).prop_map(String::from),
        2 => generate::soup(),
        1 => any::<String>(),
        1 => (select(HOSTILE), select(HOSTILE)).prop_map(|(one, other)| format!("{one}{other}")),
    ]
}

/// Every field and operator with every hostile value.
#[test]
fn every_clause_takes_every_value_as_if_it_were_quoted() {
    let pairs: usize = 700;
    for (index, value) in HOSTILE.iter().enumerate() {
        for choice in (index % 7..pairs).step_by(7) {
            bind::bind(choice, value, HOSTILE[(index + choice) % HOSTILE.len()]);
        }
    }
}

/// What unwraps deep or long takes time in its length.
#[test]
fn hostile_pastes_take_linear_time() {
    let vip = r#"{"tag":{"is":"vip"}}"#;
    let deep = (0..12).fold(vip.to_owned(), |inner, _| serde_json::to_string(&inner).unwrap());
    let takes = |text: String| {
        let begun = std::time::Instant::now();
        paste::paste(&text);
        begun.elapsed()
    };
    let make: [&dyn Fn(usize) -> String; 8] = [
        &|size| "%25".repeat(size / 3),
        &|size| format!("query={}", "%257B".repeat(size / 5)),
        &|size| format!("{deep}{}", " ".repeat(size)),
        &|size| format!("\"{{{}\"", "\\".repeat(size)),
        &|size| format!("fetch({}", "{'query': {".repeat(size / 11)),
        &|size| format!("fetch({}", "`${".repeat(size / 3)),
        &|size| format!("curl {}", "'a' -d ".repeat(size / 7)),
        &|size| "{\"query\":".repeat(size / 9),
    ];
    for (index, make) in make.iter().enumerate() {
        let (small, large) = (takes(make(40_000)), takes(make(320_000)));
        assert!(large < small * 24 + std::time::Duration::from_millis(500), "{index}: {small:?}, then {large:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..config::cases(400) })]

    #[test]
    fn what_is_wrapped_is_carried(value in hostile(), wraps in prop::collection::vec(0_u8..8, 0..5), cut in any::<prop::sample::Index>()) {
        let json = format!("{{\"tag\":{{\"is\":{}}}}}", serde_json::to_string(&value).unwrap());
        let source = paste::wrapped(&json, &wraps);
        let carried = nse_query::nse::from_request(&source);
        prop_assert_eq!(carried.as_deref(), Ok(&*json), "{}", source);
        paste::paste(&source);
        // Broken off anywhere it is nothing else.
        let cut = source.char_indices().map(|(at, _)| at).nth(cut.index(source.chars().count())).unwrap_or_default();
        paste::paste(&source[..cut]);
        if let Ok(checked) = Compiler::default().read(&source[..cut])
            && nse_query::nse::is_request(&source[..cut])
        {
            prop_assert_eq!(nse_query::nse::encode(&checked.query), json, "{}", &source[..cut]);
        }
    }

    #[test]
    fn anything_is_pasted(text in hostile()) {
        paste::paste(&text);
    }

    #[test]
    fn generated_texts(text in generate::spaced()) {
        source::text(&text);
    }

    #[test]
    fn mistaken_texts(text in generate::mistaken()) {
        source::text(&text);
        source::json(&text);
        complete::complete_and_hover(&text);
    }

    #[test]
    fn tokens_in_any_order(text in generate::soup()) {
        source::text(&text);
        words::words(&text);
        complete::complete_and_hover(&text);
    }

    #[test]
    fn generated_queries(data in prop::collection::vec(any::<u8>(), 0..400)) {
        query(&data);
    }

    #[test]
    fn bound_values(choice in any::<usize>(), values in prop::array::uniform2(hostile())) {
        let [first, second] = values;
        bind::bind(choice, &first, &second);
    }

    #[test]
    fn streams(pieces in prop::collection::vec(select(STREAM), 0..30)) {
        stream::stream(pieces.concat().as_bytes());
    }

    #[test]
    fn any_text(text in any::<String>()) {
        source::text(&text);
        source::json(&text);
        words::words(&text);
        complete::complete_and_hover(&text);
    }
}
