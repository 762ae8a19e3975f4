//! What is no JSON, or nearly, or too much of it.

use super::*;
use crate::Span;
use crate::is_json;

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

/// Comments, which JSON has by mistake, do not hide it.
#[test]
fn json_is_told_from_text_by_its_first_character() {
    for json in ["{", "[", " \n{", "\u{feff}{", "// a\n{", "// a\r\n// b\n{", "/* a */ {", "/* a\n */ // b\n["] {
        assert!(is_json(json), "{json:?}");
    }
    for text in ["", "tag", "// {", "// a\ntag = {", "/* {", "/* a */ tag", "\"{\""] {
        assert!(!is_json(text), "{text:?}");
    }
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
    assert_eq!(Compiler::new(Catalog::builtin()).fix("{tag = vip"), None);
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
    let limits = Limits::default().clauses(10);
    let found = Compiler::new(&catalog).limits(limits).json(&many).unwrap_err();
    assert_eq!(found.as_slice().len(), 1);
    assert_eq!(found.as_slice()[0].code().name(), "E0223");

    let wrong = format!("{{\"or\":[{}]}}", vec!["1"; 10_000].join(","));
    let found = Compiler::new(&catalog).json(&wrong).unwrap_err().into_vec();
    assert_eq!(found.len(), 101);
    assert_eq!(found.last().unwrap().to_string(), "warning[W0220]: 9900 more errors and warnings are not shown");

    // As many warnings as errors.
    let end = |day: usize| format!("2025-01-{day:02} 00:00:00Z");
    let range = |day| format!(r#"{{"start_datetime":"{}","end_datetime":"{}"}}"#, end(day), end(day + 1));
    let spaced: Vec<_> = (1..6).map(|day| format!(r#"{{"created":{{"range":{}}}}}"#, range(day))).collect();
    let spaced = format!("{{\"or\":[{}]}}", spaced.join(","));
    let limits = Limits::default().errors(3);
    let found = Compiler::new(&catalog).limits(limits).json(&spaced).unwrap().warnings;
    let codes: Vec<_> = found.iter().map(|found| found.code().name()).collect();
    assert_eq!(codes, ["W0302", "W0302", "W0302", "W0220"]);
    assert!(found[3].to_string().contains("7 more"), "{}", found[3]);

    // The bracket that is one too many.
    let found = Compiler::new(&catalog).json(&"[".repeat(200)).unwrap_err().into_vec();
    let most = Limits::default().nesting;
    assert_eq!((found.len(), found[0].span), (1, Span::new(most, most + 1)));

    let limits = Limits::default().length(10);
    let found = Compiler::new(&catalog).limits(limits).json(&many).unwrap_err();
    assert_eq!(found.to_string().split(':').next(), Some("error[E0102]"));
}
