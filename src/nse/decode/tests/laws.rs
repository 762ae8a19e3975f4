//! What holds for any text.

use proptest::prelude::*;

use super::*;

fn json_like() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(":"),
        Just(","),
        Just("\""),
        Just("'"),
        Just("\\"),
        Just("\"and\""),
        Just("\"not\""),
        Just("\"tag\""),
        Just("\"rating\""),
        Just("\"is\""),
        Just("\"range\""),
        Just("\"custom_fields\""),
        Just("\"vip\""),
        Just("3"),
        Just("-"),
        Just("true"),
        Just("None"),
        Just("\\ud83d"),
        Just("//"),
        Just("/*"),
        Just("\n"),
        Just(" "),
        Just("é"),
        Just("😀"),
        Just("\u{feff}"),
        Just("\0"),
    ];
    prop::collection::vec(token, 0..40).prop_map(|tokens| tokens.concat())
}

const SEEDS: [&str; 8] = [
    r#"{"and":[{"record type":{"is":"person"}},{"or":[{"title":{"contain":"Founder"}},{"not":[{"tag":{"is":"é😀"}}]}]}]}"#,
    r#"{"rating":{"range":{"start":2,"end":4.5}}}"#,
    r#"{"created":{"in_the_last":{"unit":"month","quantity":3}}}"#,
    r#"{"birthday":{"day_month_range":{"start_date":"01/03","end_date":"31/03"}}}"#,
    r#"{"company last contacted":{"range":{"start_datetime":"2025-01-01T00:00:00Z","end_datetime":"2025-12-31 00:00:00"}}}"#,
    r#"{"custom_fields":{"Favourite \"colour\"":{"is":"\u010cAR\n"}}}"#,
    r#"{"email":{"in":["a@x.com","b@x.com"]}}"#,
    r#"{'not': {'email': {'is_empty': True}}, # comment
        rating: {"gt": 007,}}"#,
];

fn mutated() -> impl Strategy<Value = String> {
    let change = (0..4_usize, any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<char>());
    (prop::sample::select(SEEDS.to_vec()), prop::collection::vec(change, 1..6)).prop_map(|(seed, changes)| {
        let mut text: Vec<char> = seed.chars().collect();
        for (change, first, second, character) in changes {
            if text.is_empty() {
                break;
            }
            let (first, second) = (first.index(text.len()), second.index(text.len()));
            match change {
                0 => drop(text.remove(first)),
                1 => text.insert(first, text[second]),
                2 => text.swap(first, second),
                _ => text.insert(first, character),
            }
        }
        text.into_iter().collect()
    })
}

/// No panic; spans in the text and on its characters; fixes that apply; what is accepted comes back.
fn holds(json: &str) {
    let catalog = Catalog::builtin();
    for lenient in [false, true] {
        let found = match Compiler::new(&catalog).lenient(lenient).json(json) {
            Ok(checked) => {
                let encoded = encode(&checked.query);
                let again = Compiler::new(&catalog).lenient(lenient).json(&encoded).expect(&encoded);
                assert_eq!(again.query, checked.query);
                assert_eq!(
                    serde_json::to_value(&checked.query).unwrap(),
                    serde_json::from_str::<serde_json::Value>(&encoded).unwrap()
                );
                let text = checked.query.to_string();
                let parsed = Compiler::new(&catalog).lenient(lenient).text(&text);
                let parsed = parsed.unwrap_or_else(|found| panic!("{json}\n{text}\n{found}"));
                assert_eq!(parsed.query, checked.query, "{text}");
                // What serde does not take for JSON is not taken here.
                assert!(
                    serde_json::from_str::<serde_json::Value>(json.trim_start_matches('\u{feff}')).is_ok(),
                    "{json}"
                );
                checked.warnings
            }
            Err(found) => found.into_vec(),
        };
        for diagnostic in &found {
            let places = diagnostic.related.iter().map(|label| label.span).chain([diagnostic.span]);
            let edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            for span in places.chain(edits) {
                assert!(json.get(span.start..span.end).is_some(), "{json}: {diagnostic:?}");
            }
            for fix in &diagnostic.fixes {
                apply(json, [fix]);
            }
        }
    }
}

/// Of a field that is not known, text that looks like something else stays text, and what is something else stays that.
#[test]
fn values_of_unknown_fields_keep_their_sort() {
    for value in
        ["\"12\"", "12", "\"true\"", "true", "\"FALSE\"", "\"2025-01-01\"", "\"x\"", "\"1e3\"", "\"\\ud83d\\ude00\""]
    {
        let json = format!("{{\"foo\":{{\"is\":{value}}}}}");
        let read = Compiler::new(Catalog::builtin()).lenient(true).json(&json).expect(&json).query;
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&encode(&read)).unwrap(),
            serde_json::from_str::<serde_json::Value>(&json).unwrap()
        );
        holds(&json);
    }
}

proptest! {
    #[test]
    fn anything_is_read_without_a_panic(json in ".*") {
        holds(&json);
    }

    #[test]
    fn what_looks_like_json_is_read_without_a_panic(json in json_like()) {
        holds(&json);
    }

    #[test]
    fn a_query_with_mistakes_is_read_without_a_panic(json in mutated()) {
        holds(&json);
    }
}
