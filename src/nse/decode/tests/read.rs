//! What is valid: it is read, and comes back.

use super::*;

#[test]
fn the_documented_examples_come_back_byte_for_byte() {
    // The documentation's own examples, in the order of the page; one a line, compact but for spaces.
    let file = include_str!("../../../../tests/examples.json");
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
fn sample(field: &crate::catalog::Field, operator: crate::operator::Operator) -> String {
    use crate::catalog::Kind;
    use crate::operator::Operator as O;
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
        for operator in crate::operator::Operator::ALL {
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
fn only_names_once_took_is_and_only_leniently() {
    for (json, lenient, code) in [
        (r#"{"names":{"is":"Jon"}}"#, false, "E0203"),
        (r#"{"names":{"gt":"Jon"}}"#, true, "E0203"),
        (r#"{"__any":{"is":"Jon"}}"#, true, "E0203"),
    ] {
        assert_eq!(diagnose(json, lenient)[0].code().name(), code, "{json}");
    }
    assert!(decode(r#"{"names":{"is":"Jon"}}"#, &Catalog::builtin()).is_err());
    assert!(Compiler::new(Catalog::builtin()).lenient(true).json(r#"{"names":{"is":"Jon"}}"#).is_ok());
    // Only where there are ranges are both ends asked for.
    let help = |json| diagnose(json, false)[0].help.join(" ");
    assert!(help(r#"{"created":{"gt":"2025-01-31"}}"#).contains("YYYY-MM-DD"));
    assert!(!help(r#"{"tag":{"gt":"2025-01-31"}}"#).contains("YYYY-MM-DD"));
}

#[test]
fn strings_are_written_as_serde_json_writes_them() {
    for character in ('\u{1}'..='\u{a0}').chain(['\u{2028}', '\u{feff}', '😀']) {
        let text = format!("a{character}b");
        let json = serde_json::json!({ "description": { "contain": text } }).to_string();
        let query = Compiler::new(Catalog::builtin()).lenient(true).json(&json).expect(&json).query;
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
        let read = Compiler::new(Catalog::builtin()).json(&json).map(|checked| checked.query);
        match serde_json::from_str::<serde_json::Value>(&json) {
            Ok(_) => assert_eq!(serde_json::from_str::<Query>(&json).unwrap(), read.unwrap(), "{json}"),
            Err(_) => assert!(read.is_err(), "{json}"),
        }
    }
}
