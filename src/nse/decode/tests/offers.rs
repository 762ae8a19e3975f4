//! What an error offers: every fix, certain or not, and the advice.

use super::*;

#[test]
fn only_true_and_false_say_whether_there_is_a_value() {
    let empty = |value: &str| format!(r#"{{"email": {{"is_empty": {value}}}}}"#);
    for (operator, value, right) in [
        ("is_not_empty", "true", "false"),
        ("is_not_empty", "false", "true"),
        ("exists", "\"false\"", "true"),
        ("exists", "\"True\"", "false"),
        ("is_empty", "\"false\"", "false"),
    ] {
        let json = format!(r#"{{"email": {{"{operator}": {value}}}}}"#);
        assert_eq!(offered(&json), [(empty(right), true)], "{json}");
    }
    for operator in ["is_not_empty", "exists", "is_empty"] {
        for value in ["0", "1", "null", "\"\"", "\"no\"", "[]", "{}"] {
            let json = format!(r#"{{"email": {{"{operator}": {value}}}}}"#);
            let mut both = offered(&json);
            both.sort();
            assert_eq!(both, [(empty("false"), false), (empty("true"), false)], "{json}");
        }
    }
    let compiler_fixed = Compiler::new(Catalog::builtin()).fix(r#"{"email": {"is_null": null}}"#);
    assert_eq!(compiler_fixed.as_deref(), Some(r#"{"email": {"is_empty": null}}"#));
}

#[test]
fn a_month_ends_a_range_with_its_last_day() {
    let json = r#"{"created": {"range": {"start_date": "2025-03", "end_date": "2025-05"}}}"#;
    let found = diagnose(json, false);
    let mended = apply(json, found.iter().flat_map(|found| &found.fixes));
    assert_eq!(mended, r#"{"created": {"range": {"start_date": "2025-03-01", "end_date": "2025-05-31"}}}"#);
    let json = r#"{"created": {"range": {"start_date": "2025-01-01", "end_date": "2025"}}}"#;
    assert_eq!(offered(json)[0].0, r#"{"created": {"range": {"start_date": "2025-01-01", "end_date": "2025-12-31"}}}"#);
}

#[test]
fn what_is_offered_is_what_the_field_takes() {
    for (json, right, certain) in [
        (r#"{"tag": {"like": "v1"}}"#, r#"{"tag": {"is": "v1"}}"#, false),
        (r#"{"tag": {"not_contains": "v1"}}"#, r#"{"tag": {"is_not": "v1"}}"#, false),
        (r#"{"email": {"nin": ["a@x.com"]}}"#, r#"{"not": [{"email": {"in": ["a@x.com"]}}]}"#, true),
        (r#"{"rating": {"between": [2, 4]}}"#, r#"{"rating": {"range": {"start": 2, "end": 4}}}"#, true),
        (r#"{"NOT": {"tag": {"is": "v1"}}}"#, r#"{"not": {"tag": {"is": "v1"}}}"#, true),
        (r#"{"custom.x": {"is": "v1"}}"#, r#"{"custom_fields": {"x": {"is": "v1"}}}"#, true),
        (r#"{"custom_fields": [{"x": {"is": "v1"}}]}"#, r#"{"custom_fields": {"x": {"is": "v1"}}}"#, true),
        (
            r#"{"created": {"range": {"start_datetime": "2025-01-01T00:00:00+0300", "end_datetime": "2025-02-01T00:00:00Z"}}}"#,
            r#"{"created": {"range": {"start_datetime": "2025-01-01T00:00:00+03:00", "end_datetime": "2025-02-01T00:00:00Z"}}}"#,
            true,
        ),
    ] {
        assert_eq!(offered(json), [(right.to_owned(), certain)]);
        assert!(decode(right, &Catalog::builtin()).is_ok(), "{right}");
    }
    // A field may have any name.
    assert!(offered(r#"{"note": {"is": "v1"}}"#).iter().all(|(_, certain)| !certain));
}

/// Examples and advice in the language of the source.
#[test]
fn json_is_advised_in_json() {
    for json in [
        r#"{"rating": {"in": ["x"]}}"#,
        r#"{"rating": {"range": {"start": "x", "end": 2}}}"#,
        r#"{"_id": {"in": ["x"]}}"#,
        r#"{"created": {"range": {"start_date": "x", "end_date": "2025-01-01"}}}"#,
        r#"{"created": {"range": {"start_date": "2025-02-01", "end_date": "2025-01-01"}}}"#,
        r#"{"birthday": {"in_the_last": {"unit": "month", "quantity": 3}}}"#,
    ] {
        let found = diagnose(json, false);
        assert_eq!(found.len(), 1, "{json}");
        for said in found[0].help.iter().chain([&found[0].label]) {
            assert!(![" in 1", "..", "`(", "`2025", "`4f"].iter().any(|text| said.contains(text)), "{said}");
        }
    }
}

#[test]
fn a_range_of_dates_with_times_in_it_is_one_of_instants() {
    let json = r#"{"created": {"range": {"start_date": "2025-01-01T00:00:00Z", "end_date": "2025-01-31T00:00:00Z"}}}"#;
    let found = diagnose(json, false);
    assert_eq!(found.iter().map(|found| found.code().name()).collect::<Vec<_>>(), ["E0209", "E0209"]);
    let mended = apply(json, [&found[0].fixes[1]]);
    assert_eq!(
        again(&mended),
        r#"{"created":{"range":{"start_datetime":"2025-01-01T00:00:00Z","end_datetime":"2025-01-31T00:00:00Z"}}}"#
    );
}

/// What an error offers, uncertain or not.
#[test]
fn only_what_helps_is_offered() {
    // Spaces do not matter.
    let compact = |json: String| json.replace(' ', "");
    for (json, offered) in [
        (r#"{"emial":"x"}"#, &[r#"{"email":"x"}"#] as &[_]),
        (r#"{"keyword":"x"}"#, &[r#"{"__any": {"contain": "x"}}"#]),
        (r#"{"keyword":{"contain":"x"}}"#, &[]),
        (r#"{"created":{"range":["soon","later"]}}"#, &[]),
        (
            r#"{"created":{"range":["2025-01-01","2025-01-31"]}}"#,
            &[r#"{"created":{"range":{"start_date": "2025-01-01", "end_date": "2025-01-31"}}}"#],
        ),
        (r#"{"rating":{"range":[2,4]}}"#, &[r#"{"rating":{"range":{"start": 2, "end": 4}}}"#]),
        (
            r#"{"birthday":{"day_month_range":{"start_date":"1/3","end_date":"31/03"}}}"#,
            &[r#"{"birthday":{"day_month_range":{"start_date":"01/03","end_date":"31/03"}}}"#],
        ),
        (
            r#"{"created":{"range":{"start":"2025-01-01T00:00:00Z","end":"2025-01-31T00:00:00Z"}}}"#,
            &[
                r#"{"created":{"range":{"start_datetime":"2025-01-01T00:00:00Z","end":"2025-01-31T00:00:00Z"}}}"#,
                r#"{"created":{"range":{"start":"2025-01-01T00:00:00Z","end_datetime":"2025-01-31T00:00:00Z"}}}"#,
            ],
        ),
        (
            r#"{"created":{"range":{"from":"2025-01-01","to":"2025-01-31"}}}"#,
            &[
                r#"{"created":{"range":{"start_date":"2025-01-01","to":"2025-01-31"}}}"#,
                r#"{"created":{"range":{"from":"2025-01-01","end_date":"2025-01-31"}}}"#,
            ],
        ),
        (r#"{"rating":{"range":{"start":2}}}"#, &[r#"{"rating":{"gte":2}}"#]),
        (r#"{"rating":{"range":{"end":4}}}"#, &[r#"{"rating":{"lte":4}}"#]),
        (r#"{"rating":{"not_in_range":{"start":2}}}"#, &[]),
        (r#"{"email":{"is":null}}"#, &[r#"{"email":{"is_empty":true}}"#]),
        (r#"{"email":{"is_not":null}}"#, &[r#"{"email":{"is_empty":false}}"#]),
        (r#"{"email":{"is":["a","b"]}}"#, &[r#"{"email":{"in":["a","b"]}}"#]),
        (r#"{"is_editable":{"is":"True"}}"#, &[r#"{"is_editable":{"is":true}}"#]),
        (r#"{"email":{"is_empty":1}}"#, &[r#"{"email":{"is_empty":true}}"#, r#"{"email":{"is_empty":false}}"#]),
        (r#"{"email":{"is_empty":2}}"#, &[r#"{"email":{"is_empty":true}}"#, r#"{"email":{"is_empty":false}}"#]),
        (r#"{"email":{"is":1}}"#, &[r#"{"email":{"is":"1"}}"#]),
        (r#"{"email":{"in":1}}"#, &[r#"{"email":{"in":["1"]}}"#]),
        (r#"{"email":{"in":[1,"a"]}}"#, &[r#"{"email":{"in":["1","a"]}}"#]),
        (r#"{"rating":{"in":3}}"#, &[r#"{"rating":{"in":[3]}}"#]),
        ("{\"email\":{\"is\":\"a\tb c\u{7f}\"}}", &["{\"email\":{\"is\":\"a\\tb c\u{7f}\"}}"]),
        (r#"{"birthday":{"day_month_range":{"start_date":"31/02","end_date":"31/03"}}}"#, &[]),
    ] {
        let found = diagnose(json, false);
        let fixes = found.iter().flat_map(|found| &found.fixes);
        let mended: Vec<_> = fixes.map(|fix| compact(apply(json, [fix]))).collect();
        let offered: Vec<_> = offered.iter().map(|json| compact((*json).to_owned())).collect();
        assert_eq!(mended, offered, "{json}: {found:?}");
        // It does not depend on what stands around it.
        let tag = r#"{"tag":{"is":"zz"}}"#;
        for (before, after) in [
            (r#"{"not":"#.to_owned(), "}".to_owned()),
            (r#"{"not":["#.to_owned(), "]}".to_owned()),
            (format!(r#"{{"and":[{tag},{{"or":[{tag}, "#), format!(r"]}},{tag}]}}")),
        ] {
            let json = format!("{before}{json}{after}");
            let found = diagnose(&json, false);
            let fixes = found.iter().flat_map(|found| &found.fixes);
            let mended: Vec<_> = fixes.map(|fix| compact(apply(&json, [fix]))).collect();
            let offered: Vec<_> = offered.iter().map(|offered| compact(format!("{before}{offered}{after}"))).collect();
            assert_eq!(mended, offered, "{json}: {found:?}");
        }
    }
}
