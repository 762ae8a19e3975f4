use proptest::prelude::*;

use super::*;
use crate::compiler::Limits;
use crate::diagnostic::apply;
use crate::nse::{encode, encode_pretty};

fn diagnose(json: &str, lenient: bool) -> Vec<Diagnostic> {
    let catalog = Catalog::builtin();
    match Compiler::new(&catalog).lenient(lenient).json(json) {
        Ok(checked) => checked.warnings,
        Err(diagnostics) => diagnostics.into_vec(),
    }
}

/// The code, the marked text and the pointer of everything found in `json`.
fn found(json: &str) -> Vec<String> {
    let line = |found: &Diagnostic| {
        format!("{} {} {}", found.code(), found.span.of(json), found.pointer.as_deref().unwrap_or("-"))
    };
    diagnose(json, false).iter().map(line).collect()
}

/// What the certain fixes make of `json`, whose errors must be these.
fn fixed(json: &str, codes: &[&str]) -> String {
    let found = diagnose(json, false);
    let names: Vec<_> = found.iter().map(|found| found.code().name()).collect();
    assert_eq!(names, codes, "{json}");
    apply(json, found.iter().flat_map(|found| &found.fixes).filter(|fix| fix.certain))
}

/// The query, valid and without a warning, as it is written again.
fn again(json: &str) -> String {
    let decoded = decode(json, &Catalog::builtin()).unwrap_or_else(|found| panic!("{json}: {found}"));
    encode(&decoded.query)
}

#[track_caller]
fn same(json: &str) {
    assert_eq!(again(json), json);
}

#[test]
fn the_documented_examples_come_back_byte_for_byte() {
    // The documentation's own examples, in the order of the page; one a line, compact but for spaces.
    let file = include_str!("../../../tests/examples.json");
    let mut count = 0;
    for line in file.lines().filter(|line| line.contains("\"json\": ")) {
        let (_, json) = line.split_once("\"json\": ").unwrap();
        let json = json.trim_end_matches(',').strip_suffix('}').unwrap();
        let compact = json.replace("\": ", "\":").replace(", \"", ",\"").replace(", {", ",{");
        assert_eq!(again(json), compact);
        let decoded = decode(json, &Catalog::builtin()).unwrap();
        let pretty = encode_pretty(&decoded.query);
        assert_eq!(again(&pretty), compact);
        assert_eq!(serde_json::to_string(&decoded.query).unwrap(), compact);
        assert_eq!(serde_json::from_str::<Query>(json).unwrap(), decoded.query);
        count += 1;
    }
    assert_eq!(count, 20);
}

/// A value that `operator` takes on a field of `kind`.
fn sample(field: &crate::catalog::Field, operator: crate::catalog::Operator) -> String {
    use crate::catalog::{Kind, Operator as O};
    let one = match field.kind {
        Kind::Number => "3",
        Kind::Boolean => "true",
        Kind::Datetime => "\"2025-01-31\"",
        Kind::Id | Kind::SavedSearch | Kind::User => "\"4f69fb852ab3740c5e000004\"",
        Kind::RecordType => "\"person\"",
        Kind::Choice => "\"3\"",
        _ => "\"Jon\"",
    };
    match operator {
        O::IsEmpty => "true".to_owned(),
        O::In | O::NotIn => format!("[{one}]"),
        O::Range | O::NotInRange if field.kind == Kind::Number => r#"{"start":2,"end":4}"#.to_owned(),
        O::Range | O::NotInRange => r#"{"start_date":"2025-01-01","end_date":"2025-12-31"}"#.to_owned(),
        O::InTheLast | O::NotInTheLast => r#"{"unit":"month","quantity":3}"#.to_owned(),
        O::DayMonthRange => r#"{"start_date":"01/03","end_date":"31/03"}"#.to_owned(),
        _ => one.to_owned(),
    }
}

#[test]
fn every_field_takes_its_operators_and_no_other() {
    for field in Catalog::builtin().fields() {
        for operator in crate::catalog::Operator::ALL {
            let json = format!(r#"{{"{}":{{"{operator}":{}}}}}"#, field.json, sample(&field, operator));
            if field.operators.contains(operator) {
                same(&json);
            } else {
                assert_eq!(diagnose(&json, false)[0].code().name(), "E0203", "{json}");
            }
        }
    }
}

#[test]
fn what_the_documentation_shows_is_read() {
    let tag = r#"{"tag":{"is":"vip"}}"#;
    assert_eq!(again(r#"{"not": {"tag": {"is": "vip"}}}"#), format!(r#"{{"not":[{tag}]}}"#));
    assert_eq!(again(r#"{"and": [{"tag": {"is": "vip"}}]}"#), tag);
    assert_eq!(again("\u{feff} \n{\"tag\"\t:{\"is\":\"vip\"}}\r\n"), tag);
    assert_eq!(again(r#"{"name": {"contain": "Jon"}}"#), r#"{"names":{"contain":"Jon"}}"#);
    assert_eq!(again(r#"{"rating": {"gt": "3"}}"#), r#"{"rating":{"gt":3}}"#);
    assert_eq!(again(r#"{"rating": {"in": ["3", 4.5, 1e1]}}"#), r#"{"rating":{"in":[3,4.5,10]}}"#);
    assert_eq!(
        again(r#"{"rating": {"range": {"end": "4", "start": 2}}}"#),
        r#"{"rating":{"range":{"start":2,"end":4}}}"#
    );
    assert_eq!(
        again(r#"{"created": {"in_the_last": {"quantity": 3, "unit": "month"}}}"#),
        r#"{"created":{"in_the_last":{"unit":"month","quantity":3}}}"#
    );
    assert_eq!(again(r#"{"_id": {"is": "4F69FB852AB3740C5E000004"}}"#), r#"{"_id":{"is":"4f69fb852ab3740c5e000004"}}"#);
    same(r#"{"custom_fields":{"Favourite \"colour\"":{"is":"Blue\n"}}}"#);
    same(r#"{"company last contacted":{"gt":"2025-01-31"}}"#);
    same(r#"{"company last contacted":{"lte":"2025-01-31T09:30:00.5+02:00"}}"#);
    same(r#"{"birthday":{"day_month_range":{"start_date":"20/12","end_date":"29/02"}}}"#);
    same(r#"{"and":[{"is_editable":{"is":false}},{"_id":{"in":["5dfb9c3e84a6b90f0c01c23a"]}}]}"#);
    assert_eq!(
        again(r#"{"and": [{"tag": {"is": "a1"}}, {"and": [{"tag": {"is": "b1"}}, {"tag": {"is": "c1"}}]}]}"#),
        r#"{"and":[{"tag":{"is":"a1"}},{"tag":{"is":"b1"}},{"tag":{"is":"c1"}}]}"#
    );
}

#[test]
fn an_instant_without_a_zone_is_of_utc() {
    let json = r#"{"created": {"range": {"start_datetime": "2013-04-23 00:00:10", "end_datetime": "2013-04-24 00:00:10+02:00"}}}"#;
    assert_eq!(
        found(json),
        [
            "W0301 \"2013-04-23 00:00:10\" /created/range/start_datetime",
            "W0302 \"2013-04-24 00:00:10+02:00\" /created/range/end_datetime"
        ]
    );
    let written =
        r#"{"created":{"range":{"start_datetime":"2013-04-23T00:00:10Z","end_datetime":"2013-04-24T00:00:10+02:00"}}}"#;
    assert_eq!(again(json), written);
    assert_eq!(again(&fixed(json, &["W0301", "W0302"])), written);
}

#[test]
fn what_is_nearly_json_has_its_error_and_its_fix() {
    for (json, code, right) in [
        ("{'tag': {'is': 'it\\'s \"x\"'}}", "E0302", r#"{"tag": {"is": "it's \"x\""}}"#),
        ("{u'email': {'is_empty': True}}", "E0302", r#"{"email": {"is_empty": true}}"#),
        (r#"{"tag": {"in": ["vip", "lead",],}}"#, "E0303", r#"{"tag": {"in": ["vip", "lead"]}}"#),
        ("{\"tag\": {\"is\": \"vip\"}} // yes", "E0304", "{\"tag\": {\"is\": \"vip\"}} "),
        (r#"{"tag": /* a tag */ {"is": "vip"}}"#, "E0304", r#"{"tag":  {"is": "vip"}}"#),
        (r#"{"tag": {"is": "vip"}}]}"#, "E0305", r#"{"tag": {"is": "vip"}}"#),
        (r#"{"tag": {"is": "C:\data"}}"#, "E0306", r#"{"tag": {"is": "C:\\data"}}"#),
        ("{\"tag\": {\"is\": \"a\tb\nc\"}}", "E0307", r#"{"tag": {"is": "a\tb\nc"}}"#),
        ("{tag: {\"is\": \"vip\"}}", "E0309", r#"{"tag": {"is": "vip"}}"#),
        (r#"{"tag": {"is": vip}}"#, "E0309", r#"{"tag": {"is": "vip"}}"#),
        (r#"{"email": {"is_empty": TRUE}}"#, "E0309", r#"{"email": {"is_empty": true}}"#),
    ] {
        let found = diagnose(json, false);
        assert!(found.iter().all(|found| found.code().name() == code), "{json}: {found:?}");
        assert_eq!(apply(json, found.iter().flat_map(|found| &found.fixes)), right);
        assert!(decode(right, &Catalog::builtin()).is_ok(), "{right}");
    }
}

#[test]
fn what_is_no_json_stops_at_its_place() {
    for (json, code, at, fixes) in [
        (r#"{"tag": {"is": "vip"}"#, "E0301", "", &[r#"{"tag": {"is": "vip"}}"#][..]),
        (r#"{"and": [{"tag": {"is": "vip"}"#, "E0301", "", &[r#"{"and": [{"tag": {"is": "vip"}}]}"#]),
        (r#"{"tag" {"is": "vip"}}"#, "E0301", "{", &[r#"{"tag": {"is": "vip"}}"#]),
        (r#"{"tag": {"in": ["a1" "b1"]}}"#, "E0301", "\"", &[r#"{"tag": {"in": ["a1", "b1"]}}"#]),
        (r#"{"and": [{"tag": {"is": "vip"}]}"#, "E0301", "]", &[r#"{"and": [{"tag": {"is": "vip"}}]}"#]),
        (r#"{"tag": {"is": "vip}}"#, "E0301", "\"vip}}", &[]),
        ("", "E0301", "", &[]),
        (r#"{"tag": = }"#, "E0301", "=", &[]),
        (r#"{"tag": {"is": "\ud83d"}}"#, "E0308", "\\ud83d", &[]),
        (r#"{"tag": {"is": "a\u0000"}}"#, "E0308", "\\u0000", &[]),
        (r#"{"rating": {"is": 007}}"#, "E0207", "007", &[r#"{"rating": {"is": 7}}"#]),
        (r#"{"rating": {"is": NaN}}"#, "E0207", "NaN", &[]),
        (
            r#"{"tag": {"is": "vip"}} {"tag": {"is": "vip"}}"#,
            "E0305",
            r#"{"tag": {"is": "vip"}}"#,
            &[r#"{"tag": {"is": "vip"}} "#],
        ),
    ] {
        let found = diagnose(json, false);
        let [only] = found.as_slice() else { panic!("{json}: {found:?}") };
        assert_eq!((only.code().name(), only.span.of(json)), (code, at), "{json}");
        let mended: Vec<_> = only.fixes.iter().map(|fix| apply(json, [fix])).collect();
        assert_eq!(mended, fixes, "{json}");
    }
}

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
            "E0209 E0209",
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

/// What the fixes of the first mistake make of `json`, each with whether it is certain.
fn offered(json: &str) -> Vec<(String, bool)> {
    let found = diagnose(json, false);
    found[0].fixes.iter().map(|fix| (apply(json, [fix]), fix.certain)).collect()
}

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
    let compiler_fixed = Compiler::new(&Catalog::builtin()).fix(r#"{"email": {"is_null": null}}"#);
    assert_eq!(compiler_fixed.as_deref(), Some(r#"{"email": {"is_empty": null}}"#));
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

#[test]
fn filter_text_in_brackets_is_no_json() {
    for (text, right) in [
        ("{tag = vip}", "(tag = vip)"),
        ("[tag = \"}\" or {name ~ 'Jon]'}]", "(tag = \"}\" or (name ~ 'Jon]'))"),
        ("{tag in [vip, lead]}", "(tag in (vip, lead))"),
    ] {
        assert_eq!(diagnose(text, false).len(), 1, "{text}");
        assert_eq!(offered(text), [(right.to_owned(), false)]);
    }
    assert_eq!(found("{tag: {is: vip}}").len(), 3);
    assert_eq!(Compiler::new(&Catalog::builtin()).fix("{tag = vip"), None);
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

#[test]
fn leniency_keeps_two_things() {
    let lenient = |json: &str| {
        let catalog = Catalog::builtin();
        let checked = Compiler::new(&catalog).lenient(true).json(json).unwrap();
        let codes: Vec<_> = checked.warnings.iter().map(|warning| warning.code().name()).collect();
        (encode(&checked.query), codes.join(" "))
    };
    for (json, code) in [
        (r#"{"karma":{"is":"x1"}}"#, "W0217"),
        (r#"{"karma":{"in":[1,"11",true]}}"#, "W0217"),
        (r#"{"karma":{"range":{"start":1,"end":2}}}"#, "W0217"),
        (r#"{"karma":{"range":{"start_date":"2025-01-01","end_date":"2025-01-02"}}}"#, "W0217"),
        (r#"{"names":{"is_not":"Jon"}}"#, "W0218"),
    ] {
        assert_eq!(lenient(json), (json.to_owned(), code.to_owned()));
    }
    for (json, code) in [
        (r#"{"karma": {"matches": "x1"}}"#, "E0314"),
        (r#"{"karma": {"range": 3}}"#, "E0204"),
        (r#"{"first_name": {"is": "x1"}}"#, "E0202"),
        (r#"{"saved search": {"is": "x1"}}"#, "E0201"),
        (r#"{" ": {"is": "x1"}}"#, "E0201"),
    ] {
        let found = diagnose(json, true);
        assert!(found.iter().any(|found| found.code().name() == code), "{json}: {found:?}");
    }
}

#[test]
fn depth_is_bounded_on_a_small_stack() {
    let small = || {
        for open in ["[", "{\"and\":[", "{\"not\":", "{\"x\":"] {
            let json = open.repeat(100_000);
            let found = diagnose(&json, false);
            let codes: Vec<_> = found.iter().map(|found| found.code().name()).collect();
            assert_eq!(codes, ["E0222"], "{open}");
        }
        // Redundant joins are no levels, and may nest to the bound of the reader.
        let nested = |count: usize, open: &str, close: &str| {
            format!("{}{{\"tag\":{{\"is\":\"vip\"}}}}{}", open.repeat(count), close.repeat(count))
        };
        assert!(decode(&nested(49, "{\"and\":[", "]}"), &Catalog::builtin()).is_ok());
        assert!(decode(&nested(20, "{\"not\":[", "]}"), &Catalog::builtin()).is_ok());
        assert_eq!(diagnose(&nested(21, "{\"not\":[", "]}"), false)[0].code().name(), "E0222");
        assert_eq!(diagnose(&nested(49, "{\"not\":[", "]}"), false).len(), 1);
        assert_eq!(diagnose(&nested(50, "{\"and\":[", "]}"), false)[0].code().name(), "E0222");
    };
    std::thread::Builder::new().stack_size(256 << 10).spawn(small).unwrap().join().unwrap();
}

#[test]
fn limits_are_kept() {
    let catalog = Catalog::builtin();
    let many = format!("{{\"or\":[{}]}}", vec![r#"{"tag":{"is":"vip"}}"#; 50].join(","));
    let limits = Limits { clauses: 10, ..Limits::default() };
    let found = Compiler::new(&catalog).limits(limits).json(&many).unwrap_err();
    assert_eq!(found.as_slice().len(), 1);
    assert_eq!(found.as_slice()[0].code().name(), "E0223");

    let wrong = format!("{{\"or\":[{}]}}", vec!["1"; 10_000].join(","));
    let found = Compiler::new(&catalog).json(&wrong).unwrap_err().into_vec();
    assert_eq!(found.len(), 101);
    assert_eq!(found.last().unwrap().to_string(), "warning[W0220]: 9900 more errors and warnings are not shown");

    let limits = Limits { length: 10, ..Limits::default() };
    let found = Compiler::new(&catalog).limits(limits).json(&many).unwrap_err();
    assert_eq!(found.to_string().split(':').next(), Some("error[E0102]"));
}

#[test]
fn serde_names_the_place() {
    let wrong = serde_json::from_str::<Query>(r#"{"and": [{"tag": {"contains": "x1"}}]}"#).unwrap_err();
    assert!(wrong.to_string().starts_with("unknown operator `contains` at `/and/0/tag/contains` (E0314)"), "{wrong}");
    let twice = serde_json::from_str::<Query>(r#"{"tag": {"is": "x1"}, "tag": {"is": "y1"}}"#).unwrap_err();
    assert!(twice.to_string().contains("E0310"), "{twice}");
}

/// What is no JSON, as the message shows it: what cannot be seen by its number.
#[test]
fn what_stands_where_json_ends_is_named() {
    for (json, named) in [
        ("{\"tag\": \u{7}}", "U+0007"),
        ("{\"tag\": \u{a0}\"x\"}", "U+00A0"),
        ("{\"tag\": ;}", "`;`"),
        ("{\"tag\": é}", "`é`"),
        ("{\"tag\":", "the end of the text"),
    ] {
        let found = diagnose(json, false);
        assert!(found[0].to_string().contains(named), "{json:?}: {}", found[0]);
    }
}

#[test]
fn strings_are_written_as_serde_json_writes_them() {
    for character in ('\u{1}'..='\u{a0}').chain(['\u{2028}', '\u{feff}', '😀']) {
        let text = format!("a{character}b");
        let json = serde_json::json!({ "description": { "contain": text } }).to_string();
        let query = Compiler::new(&Catalog::builtin()).lenient(true).json(&json).expect(&json).query;
        assert_eq!(encode(&query), json);
    }
}

/// What is a number is what `serde_json` takes for one; and serde reads the same query.
#[test]
fn numbers_are_those_of_json() {
    for number in [
        "0", "-0", "10", "-3", "1.5", "-0.25", "1e3", "1E-3", "-1.25e+2", "01", "-01", "1.", ".5", "-", "+1", "1e",
        "1e+", "0x1", "--1", "1.e3", "1.5.2", "1e3.5", "1_000", "NaN", "1-2",
    ] {
        let json = format!("{{\"rating\":{{\"gt\":{number}}}}}");
        let read = Compiler::new(&Catalog::builtin()).json(&json).map(|checked| checked.query);
        match serde_json::from_str::<serde_json::Value>(&json) {
            Ok(_) => assert_eq!(serde_json::from_str::<Query>(&json).unwrap(), read.unwrap(), "{json}"),
            Err(_) => assert!(read.is_err(), "{json}"),
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
        let read = Compiler::new(&Catalog::builtin()).lenient(true).json(&json).expect(&json).query;
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&encode(&read)).unwrap(),
            serde_json::from_str::<serde_json::Value>(&json).unwrap()
        );
        holds(&json);
    }
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
fn only_names_once_took_is_and_only_leniently() {
    for (json, lenient, code) in [
        (r#"{"names":{"is":"Jon"}}"#, false, "E0203"),
        (r#"{"names":{"gt":"Jon"}}"#, true, "E0203"),
        (r#"{"__any":{"is":"Jon"}}"#, true, "E0203"),
    ] {
        assert_eq!(diagnose(json, lenient)[0].code().name(), code, "{json}");
    }
    assert!(decode(r#"{"names":{"is":"Jon"}}"#, &Catalog::builtin()).is_err());
    assert!(Compiler::new(&Catalog::builtin()).lenient(true).json(r#"{"names":{"is":"Jon"}}"#).is_ok());
    // Only where there are ranges are both ends asked for.
    let help = |json| diagnose(json, false)[0].help.join(" ");
    assert!(help(r#"{"created":{"gt":"2025-01-31"}}"#).contains("YYYY-MM-DD"));
    assert!(!help(r#"{"tag":{"gt":"2025-01-31"}}"#).contains("YYYY-MM-DD"));
}

/// serde finds what is found in text, at empty objects and arrays too.
#[test]
fn serde_says_the_same_of_what_is_empty() {
    for json in ["{}", "[]", r#"{"and":[]}"#, r#"{"tag":{}}"#, r#"{"rating":{"range":{}}}"#, r#"{"email":{"in":[]}}"#] {
        let found = diagnose(json, false);
        let serde = serde_json::from_str::<Query>(json).unwrap_err().to_string();
        assert!(serde.contains(found[0].code().name()), "{json}: {serde}, {found:?}");
    }
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
