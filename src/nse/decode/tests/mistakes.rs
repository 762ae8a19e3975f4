//! What is JSON and no query: the errors, their places and their certain fixes.

use super::*;

#[test]
fn the_frame_of_a_query_is_mended() {
    let (a, b) = (r#"{"tag": {"is": "a1"}}"#, r#"{"tag": {"is": "b1"}}"#);
    for (json, code, right) in [
        (
            r#"{"tag": {"is": "a1"}, "record type": {"is": "person"}}"#,
            "E0311",
            r#"{"and": [{"tag": {"is": "a1"}}, {"record type": {"is": "person"}}]}"#,
        ),
        (
            r#"{"rating": {"gte": 2, "lte": 4}}"#,
            "E0312",
            r#"{"and": [{"rating": {"gte": 2}}, {"rating": {"lte": 4}}]}"#,
        ),
        (r#"{"custom_fields": {"A b": {"is": "x1"}, "C": {"is": "y1", "is_not": "z1"}}}"#, "E0311 E0312", ""),
        (
            r#"{"custom_fields": {"A": {"is": "x1", "is_not": "y1"}}}"#,
            "E0312",
            r#"{"and": [{"custom_fields": {"A": {"is": "x1"}}}, {"custom_fields": {"A": {"is_not": "y1"}}}]}"#,
        ),
        (
            r#"{"custom_fields": {"A": {"is": "x1"}, "B": {"is": "y1"}}}"#,
            "E0311",
            r#"{"and": [{"custom_fields": {"A": {"is": "x1"}}}, {"custom_fields": {"B": {"is": "y1"}}}]}"#,
        ),
        (r#"{"tag": {"is": "a1"}, "tag": {"is": "a1"}}"#, "E0310", a),
        (
            r#"{"and": {"tag": {"is": "a1"}, "record type": {"is": "person"}}}"#,
            "E0315",
            r#"{"and": [{"tag": {"is": "a1"}}, {"record type": {"is": "person"}}]}"#,
        ),
        (r#""{\"tag\": {\"is\": \"a1\"}}""#, "E0317", a),
        (r#"{"AND": [{"tag": {"is": "a1"}}]}"#, "E0201", r#"{"and": [{"tag": {"is": "a1"}}]}"#),
        (r#"{"$or": [{"tag": {"is": "a1"}}]}"#, "E0201", r#"{"or": [{"tag": {"is": "a1"}}]}"#),
    ] {
        let codes: Vec<_> = code.split(' ').collect();
        let mended = fixed(json, &codes);
        if !right.is_empty() {
            assert_eq!(mended, right, "{json}");
        }
    }
    // Two readings: both offered, neither certain.
    for (json, code, readings) in [
        (format!("[{a}, {b}]"), "E0317", [format!("{{\"and\": [{a}, {b}]}}"), format!("{{\"or\": [{a}, {b}]}}")]),
        (
            format!("{{\"not\": [{a}, {b}]}}"),
            "E0316",
            [format!("{{\"not\": [{{\"or\": [{a}, {b}]}}]}}"), format!("{{\"not\": [{{\"and\": [{a}, {b}]}}]}}")],
        ),
        (
            r#"{"tag": {"is": "a1"}, "tag": {"is": "b1"}}"#.to_owned(),
            "E0310",
            [format!("{{\"and\": [{a}, {b}]}}"), format!("{{\"or\": [{a}, {b}]}}")],
        ),
    ] {
        let found = diagnose(&json, false);
        assert_eq!(found[0].code().name(), code);
        assert!(found[0].fixes.iter().all(|fix| !fix.certain));
        let mended: Vec<_> = found[0].fixes.iter().map(|fix| apply(&json, [fix])).collect();
        assert_eq!(mended, readings);
    }
    assert_eq!(found("{}"), ["E0318 {} "]);
    assert_eq!(found(r#"{"tag": {}}"#), ["E0318 {} /tag"]);
    assert_eq!(found(r#"{"and": []}"#), ["E0224 [] /and"]);
    assert_eq!(found(r#"{"not": []}"#), ["E0224 [] /not"]);
    assert_eq!(found(r#"{"and": ["x", 3, null]}"#), ["E0317 \"x\" /and/0", "E0317 3 /and/1", "E0317 null /and/2"]);
    assert_eq!(found(r#"{"or": true}"#), ["E0315 true /or"]);
}

#[test]
fn names_match_exactly_and_others_are_mended() {
    for (json, code, right) in [
        (
            r#"{"saved search": {"is": "4fc886dc682c4a64dd060062"}}"#,
            "E0201",
            r#"{"saved_search": {"is": "4fc886dc682c4a64dd060062"}}"#,
        ),
        (r#"{"Tag": {"is": "vip"}}"#, "E0201", r#"{"tag": {"is": "vip"}}"#),
        (r#"{"id": {"is": "4fc886dc682c4a64dd060062"}}"#, "E0201", r#"{"_id": {"is": "4fc886dc682c4a64dd060062"}}"#),
        (r#"{"employer": {"is": "Nimble"}}"#, "E0201", r#"{"company_name": {"is": "Nimble"}}"#),
        (r#"{"keyword": "Jon"}"#, "E0201", r#"{"__any": {"contain": "Jon"}}"#),
        (r#"{"first name": {"contains": "Jon"}}"#, "E0314", r#"{"first name": {"contain": "Jon"}}"#),
        (r#"{"first name": {"does_not_contain": "Jon"}}"#, "E0314", r#"{"first name": {"not_contain": "Jon"}}"#),
        (r#"{"email": {"is_not_empty": true}}"#, "E0314", r#"{"email": {"is_empty": false}}"#),
        (r#"{"email": {"exists": false}}"#, "E0314", r#"{"email": {"is_empty": true}}"#),
        (r#"{"rating": {"$gte": 3}}"#, "E0314", r#"{"rating": {"gte": 3}}"#),
        (r#"{"tag": {"IS": "vip"}}"#, "E0314", r#"{"tag": {"is": "vip"}}"#),
        (r#"{"tag": "vip"}"#, "E0313", r#"{"tag": {"is": "vip"}}"#),
        (r#"{"names": "Jon"}"#, "E0313", r#"{"names": {"contain": "Jon"}}"#),
        (r#"{"email": ["a@x.com", "b@x.com"]}"#, "E0313", r#"{"email": {"in": ["a@x.com", "b@x.com"]}}"#),
        (r#"{"email": null}"#, "E0313", r#"{"email": {"is_empty": true}}"#),
        (r#"{"email": {"not_in": ["a@x.com"]}}"#, "E0203", r#"{"not": [{"email": {"in": ["a@x.com"]}}]}"#),
        (
            r#"{"created": {"is": "2025-01-31"}}"#,
            "E0203",
            r#"{"created": {"range": {"start_date": "2025-01-31", "end_date": "2025-01-31"}}}"#,
        ),
    ] {
        let mended = fixed(json, &[code]);
        assert_eq!(mended, right);
        assert!(decode(&mended, &Catalog::builtin()).is_ok(), "{mended}");
    }
    // Suggestions, not certain.
    for (json, code, offered) in [
        (r#"{"emial": {"is": "x1"}}"#, "E0201", &[r#"{"email": {"is": "x1"}}"#][..]),
        (r#"{"first_name": {"is": "x1"}}"#, "E0202", &[r#"{"first name": {"is": "x1"}}"#]),
        (
            r#"{"contact employment": {"is": "x1"}}"#,
            "E0202",
            &[r#"{"title": {"is": "x1"}}"#, r#"{"company_name": {"is": "x1"}}"#],
        ),
        (r#"{"email": "x1"}"#, "E0313", &[r#"{"email": {"is": "x1"}}"#, r#"{"email": {"contain": "x1"}}"#]),
        (r#"{"names": {"is": "x1"}}"#, "E0203", &[r#"{"names": {"contain": "x1"}}"#]),
        (r#"{"tag": {"iss": "x1"}}"#, "E0314", &[r#"{"tag": {"is": "x1"}}"#]),
        (r#"{"zzzz": {"is": "x1"}}"#, "E0201", &[]),
        (r#"{"tag": {"zzzz": "x1"}}"#, "E0314", &[]),
    ] {
        let found = diagnose(json, false);
        assert_eq!(found[0].code().name(), code, "{json}");
        let mended: Vec<_> = found[0].fixes.iter().map(|fix| apply(json, [fix])).collect();
        assert_eq!(mended, offered, "{json}");
    }
}

#[test]
fn values_of_another_sort_are_mended() {
    for (json, code, right) in [
        (r#"{"phone": {"contain": 917}}"#, "E0204", r#"{"phone": {"contain": "917"}}"#),
        (r#"{"tag": {"in": "vip"}}"#, "E0204", r#"{"tag": {"in": ["vip"]}}"#),
        (r#"{"tag": {"in": ["vip", 7]}}"#, "E0204", r#"{"tag": {"in": ["vip", "7"]}}"#),
        (r#"{"tag": {"is": ["vip", "lead"]}}"#, "E0204", r#"{"tag": {"in": ["vip", "lead"]}}"#),
        (r#"{"tag": {"is": ["vip"]}}"#, "E0204", r#"{"tag": {"is": "vip"}}"#),
        (r#"{"email": {"is": null}}"#, "E0204", r#"{"email": {"is_empty": true}}"#),
        (r#"{"email": {"is_empty": "true"}}"#, "E0218", r#"{"email": {"is_empty": true}}"#),
        (r#"{"is_editable": {"is": "False"}}"#, "E0218", r#"{"is_editable": {"is": false}}"#),
        (r#"{"lead status": {"is": 1}}"#, "E0204", r#"{"lead status": {"is": "1"}}"#),
        (r#"{"rating": {"range": [2, 4]}}"#, "E0204", r#"{"rating": {"range": {"start": 2, "end": 4}}}"#),
        (r#"{"rating": {"range": {"start": 2}}}"#, "E0320", r#"{"rating": {"gte": 2}}"#),
        (
            r#"{"user last contacted": {"range": {"end_date": "2025-01-31"}}}"#,
            "E0320",
            r#"{"user last contacted": {"lte": "2025-01-31"}}"#,
        ),
        (
            r#"{"created": {"in_the_last": {"unit": "months", "quantity": 3}}}"#,
            "E0216",
            r#"{"created": {"in_the_last": {"unit": "month", "quantity": 3}}}"#,
        ),
        (
            r#"{"created": {"in_the_last": {"unit": "hour", "quantity": 2}}}"#,
            "E0216",
            r#"{"created": {"in_the_last": {"unit": "second", "quantity": 7200}}}"#,
        ),
        (
            r#"{"created": {"in_the_last": {"unit": "month", "quantity": "3"}}}"#,
            "E0217",
            r#"{"created": {"in_the_last": {"unit": "month", "quantity": 3}}}"#,
        ),
        (
            r#"{"created": {"in_the_last": {"units": "month", "quantity": 3}}}"#,
            "E0319",
            r#"{"created": {"in_the_last": {"unit": "month", "quantity": 3}}}"#,
        ),
        (
            r#"{"birthday": {"range": {"start_date": "01/03", "end_date": "31/03"}}}"#,
            "E0209",
            r#"{"birthday": {"day_month_range": {"start_date": "01/03", "end_date": "31/03"}}}"#,
        ),
    ] {
        let codes: Vec<_> = code.split(' ').collect();
        let mended = fixed(json, &codes);
        assert_eq!(mended, right);
        assert!(decode(&mended, &Catalog::builtin()).is_ok(), "{mended}");
    }
    for (json, expected) in [
        (r#"{"tag": {"is": " "}}"#, "E0205 \" \" /tag/is"),
        (r#"{"names": {"contain": "--"}}"#, "E0206 \"--\" /names/contain"),
        (r#"{"rating": {"is": "x"}}"#, "E0207 \"x\" /rating/is"),
        (r#"{"rating": {"is": 9007199254740993}}"#, "E0208 9007199254740993 /rating/is"),
        (r#"{"rating": {"range": {"start": 4, "end": 2}}}"#, "E0212 {\"start\": 4, \"end\": 2} /rating/range"),
        (r#"{"_id": {"in": ["x"]}}"#, "E0214 \"x\" /_id/in/0"),
        (r#"{"record type": {"is": "people"}}"#, "E0215 \"people\" /record type/is"),
        (r#"{"tag": {"in": []}}"#, "E0204 [] /tag/in"),
        (r#"{"tag": {"is": {"x": 1}}}"#, "E0204 {\"x\": 1} /tag/is"),
        (
            r#"{"birthday": {"day_month_range": {"start_date": "31/04", "end_date": "31/05"}}}"#,
            "E0211 \"31/04\" /birthday/day_month_range/start_date",
        ),
        (
            r#"{"birthday": {"day_month_range": {"start_date": "1/4", "end_date": "31/05"}}}"#,
            "E0209 \"1/4\" /birthday/day_month_range/start_date",
        ),
        (r#"{"custom_fields": {"": {"is": "x1"}}}"#, "E0221 \"\" /custom_fields/"),
        (r#"{"a/b~c": {"is": "x1"}}"#, "E0201 \"a/b~c\" /a~1b~0c"),
    ] {
        assert_eq!(found(json), [expected]);
    }
}

#[test]
fn every_mistake_of_a_clause_is_found_in_one_pass() {
    for (json, all) in [
        (r#"{"email": {"in": ["a@x.com", 1, "", " "]}}"#, "E0204 E0205 E0205"),
        (
            r#"{"created": {"range": {"start_date": "2025-13-01", "end_date": "2025-99-99", "x": 3}}}"#,
            "E0209 E0209 E0319",
        ),
        (r#"{"birthday": {"day_month_range": {"start_date": "31/04", "x": 3}}}"#, "E0211 E0319"),
        (r#"{"created": {"in_the_last": {"unit": "moon", "quantity": 0, "x": 3}}}"#, "E0216 E0217 E0319"),
        (r#"{"names": {"is": ""}}"#, "E0203 E0205"),
        (r#"{"created": {"gt": "2025-13-45"}}"#, "E0203 E0209"),
        (r#"{"nam": {"foo": "vip"}}"#, "E0201 E0314"),
        (r#"{"Tag": {"contains": "vip"}}"#, "E0201 E0314"),
        (r#"{"AND": [{"tga": {"is": "vip"}}]}"#, "E0201 E0201"),
        (r#"{"rating": {"eq": "x"}}"#, "E0207 E0314"),
    ] {
        let mut codes: Vec<_> = diagnose(json, false).iter().map(|found| found.code().name()).collect();
        codes.sort_unstable();
        assert_eq!(codes.join(" "), all, "{json}");
    }
}

#[test]
fn all_mistakes_are_found_in_one_pass() {
    let json = r#"{"and": [{"tga": {"is": "vip"}}, {"or": [{"tag": "x"}, {"rating": {"is": "y"}},]}, {"not": [{"tag": {"has": "z"}}]}]}"#;
    assert_eq!(
        found(json),
        [
            "E0201 \"tga\" /and/0/tga",
            "E0313 \"x\" /and/1/or/0/tag",
            "E0207 \"y\" /and/1/or/1/rating/is",
            "E0303 , /and/1/or",
            "E0314 \"has\" /and/2/not/0/tag/has"
        ]
    );
}

/// A warning is given the place of its clause, whatever stands around and before it.
#[test]
fn warnings_stand_at_their_clause() {
    let any = r#"{"__any":{"contain":"jon@nimble.com"}}"#;
    let custom = r#"{"custom_fields":{"Shoe size":{"is":"xx"}}}"#;
    for (json, pointer) in [
        (any.to_owned(), ""),
        (format!(r#"{{"not":{any}}}"#), "/not"),
        (format!(r#"{{"not":[{any}]}}"#), "/not/0"),
        (format!(r#"{{"and":[{custom},{any}]}}"#), "/and/1"),
        (format!(r#"{{"or":[{{"not":{custom}}},{{"and":[{custom},{any}]}}]}}"#), "/or/1/and/1"),
    ] {
        assert_eq!(found(&json), [format!("W0205 {any} {pointer}")], "{json}");
    }
}

#[test]
fn serde_names_the_place() {
    let wrong = serde_json::from_str::<Query>(r#"{"and": [{"tag": {"contains": "x1"}}]}"#).unwrap_err();
    assert!(wrong.to_string().starts_with("unknown operator `contains` at `/and/0/tag/contains` (E0314)"), "{wrong}");
    let twice = serde_json::from_str::<Query>(r#"{"tag": {"is": "x1"}, "tag": {"is": "y1"}}"#).unwrap_err();
    assert!(twice.to_string().contains("E0310"), "{twice}");
}

/// serde finds what is found in text, at values of every sort, at empty objects and arrays, and too deep down.
#[test]
fn serde_says_the_same() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(60), close.repeat(60));
    let deep = [deep("[", "]"), deep(r#"{"and":["#, "]}"), deep(r#"{"not":"#, "}").replace(":}", ":1}")];
    for json in [
        "{}",
        "[]",
        "null",
        "true",
        "-1",
        "1.5",
        "\"x\"",
        r#"{"and":[]}"#,
        r#"{"tag":{}}"#,
        r#"{"tag":{"is":true}}"#,
        r#"{"tag":{"is":-7}}"#,
        r#"{"tag":{"is":1.5}}"#,
        r#"{"tag":{"is":null}}"#,
        r#"{"email":{"is_empty":null}}"#,
        r#"{"rating":{"range":{}}}"#,
        r#"{"email":{"in":[]}}"#,
    ]
    .into_iter()
    .chain(deep.iter().map(String::as_str))
    {
        let found = diagnose(json, false);
        let serde = serde_json::from_str::<Query>(json).unwrap_err().to_string();
        assert!(serde.contains(found[0].message()), "{json}: {serde}, {found:?}");
        assert!(serde.contains(found[0].code().name()), "{json}: {serde}, {found:?}");
    }
}
