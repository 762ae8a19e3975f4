//! Broken streams: what is said, and where reading goes on.

use super::{read, read_by};
use crate::eval::{Contact, Reader};

#[test]
fn what_is_no_contact_is_one_malformed_record() {
    assert_eq!(read("{\"message\":\"no\",\"code\":107}\n{\"id\":\"b\"}"), "1:0 E0408, b");
    assert_eq!(read("5 \"x\" null {\"id\":\"b\"}"), "1:0 E0408, 1:2 E0408, 1:6 E0408, b");
    assert_eq!(read(r#"[{"id":"a"}, 5, [1], {"id":7}, {"id":"b"}]"#), "a, 1:13 E0408, 1:16 E0408, 1:21 E0408, b");
    assert_eq!(read("12"), "1:0 E0408");
    assert_eq!(read("-1.5e+3 {\"id\":\"b\"}"), "1:0 E0408, b");
}

#[test]
fn utf_16_is_named() {
    for head in [&b"\xFF\xFE{\0"[..], b"\xFE\xFF\0{", b"{\0\"\0", b"\0[\0]", b"[\0"] {
        let mut reader = crate::eval::Reader::new(head);
        let error = reader.next_batch().map(|_| ()).unwrap_err();
        assert!(error.to_string().contains("UTF-16; save it as UTF-8"), "{error}");
        assert!(reader.next_batch().unwrap().is_none(), "{head:?}");
    }
}

#[test]
fn after_a_mistake_reading_goes_on_at_the_next_line_with_a_bracket() {
    // A line broken off within a string, within a value, within a list.
    for broken in [r#"{"id":"a","na"#, r#"{"id":"a","fields":{"#, r#"{"id":"a","tags":["#, r#"{"id":"a""#, r#"{"id":"#]
    {
        let stream = format!("{{\"id\":\"0\"}}\n{broken}\n{{\"id\":\"b\"}}\n{{\"id\":\"c\"}}\n");
        let all = read(&stream);
        assert!(
            all.starts_with("0, ") && all.ends_with(" E0407, b, c") && all.matches("E04").count() == 1,
            "{broken}: {all}"
        );
    }
    assert_eq!(read("{\"id\":\"a\",}\n{\"id\":\"b\"}"), "1:10 E0407, b");
    assert_eq!(read("{\"id\":\"a\"}}\n{\"id\":\"b\"}"), "a, 1:10 E0407, b");
    assert_eq!(read("garbage\nmore {\n{\"id\":\"b\"}"), "1:0 E0407, b");
    assert_eq!(read("{\"id\": nul}\n{\"id\":\"b\"}"), "1:10 E0407, b");
    assert_eq!(read("{\"id\":\"a\",\"x\":-01}\n{\"id\":\"b\"}"), "1:16 E0407, b");
    assert_eq!(read("{\"id\":\"a\",\"x\":01}\n{\"id\":\"b\"}"), "1:15 E0407, b");
    assert_eq!(read("{\"id\": 1.}\n{\"id\":\"b\"}"), "1:9 E0407, b");
    assert_eq!(read("{\"id\": -}\n{\"id\":\"b\"}"), "1:8 E0407, b");
    assert_eq!(read("{\"id\": 1e}\n{\"id\":\"b\"}"), "1:9 E0407, b");
    assert_eq!(read("{\"id\": \"\\x\"}\n{\"id\":\"b\"}"), "1:9 E0407, b");
    // Pretty-printed, broken in the middle: the lines of the broken record begin with white space.
    assert_eq!(read("{\n  \"id\": \"a\"\n  \"x\": {\n  }\n}\n{\n  \"id\": \"b\"\n}\n"), "3:16 E0407, b");
    assert_eq!(read("{\"id\":\"a\""), "1:9 E0407");
    // Lines within the broken record are no contacts, though they look like it.
    let nested = "{\"id\":\"a\",\"x\":[\n{\"id\":\"nested\"},\n{\"y\":bad}],\"z\":1}\n{\"id\":\"b\"}";
    assert_eq!(read(nested), "3:38 E0407, b");
    assert_eq!(read("{\"x\":[\n{\"id\":\"n\"},\n{\"id\":\"m\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}"), "3:29 E0407, b, c");
    assert_eq!(read("{\"x\":[\n{\"id\":\"n\"},\n"), "2:18 E0407");
    // The last line of all, after one that broke off.
    assert_eq!(read("{\"id\":\"a\",\"tags\":[\n{\"id\":\"b\"}\n"), "1:18 E0407, b");
    assert_eq!(read("{\"id\":\"0\"}\n{\"id\":\"a\",\"tags\":[\n{\"id\":\"b\"}\n"), "0, 2:29 E0407, b");
    // What it may have taken for its own: a line in brackets, of either kind, and one only.
    assert_eq!(read("{\"id\":\"a\",\"tags\":\n[{\"id\":\"b\"}]\n{\"id\":\"c\"}"), "1:17 E0407, b, c");
    assert_eq!(read("{\"id\":\"a\",\"tags\":[\n{\"id\":\"b\"}\n\n{\"id\":\"c\"}"), "1:18 E0407, b, c");
    // A line that lacks its end is the malformed one, not the line after it.
    assert_eq!(read("{\"id\":\"a\",\"x\":{\"y\":1}\n\n\n{\"id\":\"b\"}\n"), "1:21 E0407, b");
    assert_eq!(read("{\"id\":\"a\",\"x\":{\n{\"id\":\"b\"}\n"), "1:15 E0407, b");
    assert_eq!(read("{\n  \"id\": \"a\",\n  \"x\": {\n  }\n{\n  \"id\": \"b\"\n}\n"), "4:27 E0407, b");
    // A line that is a part of the record, for the mistake stands behind it.
    assert_eq!(read("{\"id\":\"a\",\"tags\":[\n{\"id\":\"n\"}x\n{\"id\":\"b\"}"), "2:29 E0407, b");
}

#[test]
fn after_a_mistake_in_a_list_reading_goes_on_at_the_next_line_with_a_bracket() {
    assert_eq!(read("[{\"id\":\"a\"},{\"id\":},\n{\"id\":\"c\"}]\n{\"id\":\"d\"}"), "a, 1:18 E0407, c, 2:31 E0407, d");
    assert_eq!(read("[{\"id\":\"a\"} {\"id\":\"b\"}]"), "a, 1:12 E0407");
    assert_eq!(read("[{\"id\":\"a\"},]"), "a, 1:12 E0407");
    // Every form that is not a number, at the byte that makes it none.
    for (number, at) in
        [("-01", 2), ("01", 1), ("1.", 2), ("-", 1), ("1e", 2), ("1e+", 3), ("+1", 0), (".5", 0), ("1.e3", 2)]
    {
        let all = read(&format!("[{{\"id\":\"a\",\"x\":{number}}},{{\"id\":\"b\"}}]"));
        assert_eq!(all, format!("1:{} E0407", 15 + at), "{number}");
    }
    assert_eq!(read("[{\"id\":\"a\\u00g1\"},{\"id\":\"b\"}]"), "1:13 E0407");
    assert_eq!(read("[{\"id\":\"a\\u00e91\"},{\"id\":\"b\"}]"), "aé1, b");
    assert_eq!(read("[{1},{\"id\":\"b\"}]"), "1:2 E0407");
    assert_eq!(read("{\"resources\":[{\"id\":\"a\"},{]}\n{\"id\":\"b\"}"), "a, 1:26 E0407, b");
    assert_eq!(read("{\"resources\":[{\"id\":\"a\"}],}\n{\"id\":\"b\"}"), "a, 1:26 E0407, b");
    assert_eq!(read("[{\"id\":\"a\"}"), "a, 1:11 E0407");
    assert_eq!(read("{\"resources\":[{\"id\":\"a\"}]"), "a, 1:25 E0407");
    assert_eq!(read("[{\"id\":\"a"), "1:9 E0407");
}

/// One element a line, one page a line, lists beside records: a mistake costs its own line.
#[test]
fn a_mistake_in_a_list_costs_no_other_line() {
    for (stream, expected) in [
        (
            "[\n{\"id\":\"a\"},\n{\"id\":},\n{\"id\":\"c\"},\n{\"id\":\"d\"}\n]\n{\"id\":\"e\"}",
            "a, 3:20 E0407, c, d, e",
        ),
        ("[\n{\"id\":\"a\",\"x\":[},\n{\"id\":\"c\"},\n{\"id\":\"d\"}]", "2:17 E0407, c, d"),
        ("[\n{\"id\":\"a\",\"x\":{\n{\"id\":\"b\"}\n]", "2:17 E0407, b"),
        ("[\n{\"id\":\"a\"}\n{\"id\":\"b\"}\n]", "a, 3:13 E0407, b"),
        (
            "{\"resources\":[\n{\"id\":},\n{\"id\":\"b\"},\n{\"id\":\"c\"}\n],\"meta\":{}}\n{\"id\":\"d\"}",
            "2:21 E0407, b, c, d",
        ),
        (
            "{\"meta\":1,\"resources\":[{\"id\":\"a\"},{\"id\":\n{\"meta\":1,\"resources\":[{\"id\":\"b\"}]}\n[{\"id\":\"c\"}]\n{\"id\":\"d\"}\n",
            "a, 1:40 E0407, b, c, d",
        ),
        (
            "[{\"id\":\"a\"},x\n[{\"id\":\"b\"}]\n[{\"id\":\"c\"},x]\n{\"id\":\"d\"}\n",
            "a, 1:12 E0407, b, c, 3:39 E0407, d",
        ),
        ("x\n[{\"id\":\"a\"}]\n", "1:0 E0407, a"),
        ("x\n\u{feff}[{\"id\":\"a\"}]\n", "1:0 E0407, a"),
        ("x\n  {\"id\":\"a\"}\n{\"id\":\"b\"}\n", "1:0 E0407, b"),
        // After its end a list is over, and what is left of its page is checked.
        ("[\n{\"id\":},\n{\"id\":\"b\"}\n],\n{\"id\":\"c\"}", "2:8 E0407, b, 4:23 E0407, c"),
        ("{\"resources\":[\n{\"id\":},\n{\"id\":\"b\"}\n]]\n{\"id\":\"c\"}", "2:21 E0407, b, 4:36 E0407, c"),
        ("[\n{\"id\":},\n[{\"id\":\"b\"}],\n{\"id\":\"c\"}", "2:8 E0407, b, 3:23 E0407, c"),
        // A list of one line ends with it.
        ("{\"id\":\"a\"} [{\"id\":\"b\"}\n{\"id\":\"c\"}\n", "a, b, 2:23 E0407, c"),
    ] {
        assert_eq!(read(stream), expected, "{stream}");
    }
}

/// What is too large is one record, however it goes on.
#[test]
fn a_record_is_malformed_once() {
    let deep = format!("{{\"id\":\"a\",\"x\":{}", "[".repeat(1000));
    let long = format!("{{\"id\":\"a\",\"x\":\"{}", "y".repeat(1000));
    let closed = format!("{long}\"");
    for broken in [&deep, &long, &closed] {
        for step in [1, 10, 5000] {
            assert_eq!(read_by(broken.as_bytes(), step, 100), ["1:0 E0409"]);
            let stream = format!("{broken}\n{{\"id\":\"b\"}}\n{{\"id\":\"c\"}}\n");
            assert_eq!(read_by(stream.as_bytes(), step, 100), ["1:0 E0409", "b", "c"], "{broken} by {step}");
        }
    }
    assert_eq!(read_by("[".repeat(1000).as_bytes(), 10, 100), ["1:101 E0407"]);
}

#[test]
fn bytes_that_are_no_text() {
    let line = b"{\"id\":\"a\"}{\"id\":\"b\",\"x\":\"\xff\"}{\"id\":\"c\"}";
    assert_eq!(read_by(line, 100, 1000), ["a", "1:25 E0407", "c"]);
    let page = b"{\"total\":2,\"resources\":[{\"id\":\"\xff\"},{\"id\":\"b\"}]}";
    assert_eq!(read_by(page, 100, 1000), ["1:31 E0407", "b"]);
    let stream = b"{\"id\":\"a\"}\n{\"id\":\"\xff\"}\n{\"id\":\"b\"}\n";
    assert_eq!(read_by(stream, 100, 1000), ["a", "2:18 E0407", "b"]);
    assert_eq!(read_by(b"[{\"id\":\"\xff\"},{\"id\":\"b\"}]", 3, 1000), ["1:8 E0407", "b"]);
}

/// Of records of several lines the line and byte within them.
#[test]
fn bytes_that_are_no_text_on_a_later_line() {
    let stream = b"{\"id\":\"a\"}\n{\n  \"id\": \"b\",\n  \"x\": \"y\xff\"\n}\n{\"id\":\"c\"}";
    assert_eq!(read_by(stream, 100, 1000), ["a", "4:35 E0407", "c"]);
}

#[test]
fn what_was_expected_is_named() {
    for (stream, reason) in [
        ("[{1", "expected a key or `}`"),
        ("[{\"id\":\"a\",}", "expected a key"),
        ("[{\"id\" 1", "expected `:`"),
        ("[{\"id\":\"a\" 1", "expected `,` or `}`"),
        ("[{\"id\":\"a\"]", "expected `,` or `}`"),
        ("[{\"id\":[1 1", "expected `,` or `]`"),
        ("[{\"id\":[1}", "expected `,` or `]`"),
        ("[{\"id\":}", "expected a value"),
        ("[{\"id\":.", "expected a value"),
        ("[{\"id\":\"a\n\"", "the end of the line in a string"),
        ("[{\"id\":\"\\q\"", "an invalid escape"),
        ("[{\"id\":tru ", "an unknown word"),
        ("[{\"id\":1.]", "an invalid number"),
        ("[{}", "the input ends within a list"),
        ("{\"resources\":[]", "the input ends within a page"),
        ("{\"id\":", "the input ends within a record"),
    ] {
        let mut reader = Reader::new(stream.as_bytes());
        let mut said = String::new();
        while let Some(batch) = reader.next_batch().unwrap() {
            let records = batch.read(|json| Contact::parse(json).map(|_| ()));
            said = records.last().map(|record| format!("{:?}", record.read)).unwrap_or_default();
        }
        assert!(said.contains(reason), "{stream}: {said}");
    }
}
