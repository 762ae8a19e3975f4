//! Streams in every shape, whole and broken.

use super::Reader;
use crate::eval::{Contact, Problem};
use proptest::prelude::*;
use std::io::{self, Read};

/// Gives its bytes in pieces of this many.
struct Trickle<'t>(&'t [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.1.min(buffer.len()).min(self.0.len());
        let (now, later) = self.0.split_at(length);
        buffer[..length].copy_from_slice(now);
        self.0 = later;
        Ok(length)
    }
}

/// The ids, and `line:byte code` of what is malformed.
fn read_by(stream: &[u8], step: usize, limit: usize) -> Vec<String> {
    let mut reader = Reader::new(Trickle(stream, step)).limit(limit);
    let mut all = Vec::new();
    while let Some(batch) = reader.next_batch().unwrap() {
        for record in batch.read(|json| Contact::parse(json).map(|contact| contact.id().to_owned())) {
            all.push(match record.read {
                Ok(id) => {
                    // The text is where it is said to be.
                    let at = usize::try_from(record.byte).unwrap();
                    assert_eq!(&stream[at..at + record.text.len()], record.text.as_bytes());
                    assert_eq!(record.line, 1 + memchr::memchr_iter(b'\n', &stream[..at]).count() as u64);
                    id
                }
                Err(problem) => format!("{}:{} {}", record.line, record.byte, problem.code()),
            });
        }
    }
    all
}

fn read(stream: &str) -> String {
    let all = read_by(stream.as_bytes(), usize::MAX, Reader::<&[u8]>::LIMIT);
    for step in [1, 2, 3, 7, 64] {
        assert_eq!(read_by(stream.as_bytes(), step, Reader::<&[u8]>::LIMIT), all, "{stream} by {step}");
    }
    all.join(", ")
}

#[test]
fn every_shape() {
    for (stream, ids) in [
        ("", ""),
        (" \n\t", ""),
        (r#"{"id":"a"}"#, "a"),
        ("\u{feff}{\"id\":\"a\"}\r\n{\"id\":\"b\"}\r\n", "a, b"),
        ("{\"id\":\"a\"}\n\n  {\"id\":\"b\"}", "a, b"),
        (r#"[{"id":"a"},{"id":"b"} , {"id":"c"}]"#, "a, b, c"),
        ("[]", ""),
        ("[\n  {\n    \"id\": \"a\"\n  }\n]\n[{\"id\":\"b\"}]", "a, b"),
        (r#"{"meta":{"page":1},"resources":[{"id":"a"},{"id":"b"}]}"#, "a, b"),
        (r#"{"resources":[{"id":"a"}],"meta":{"page":1}}"#, "a"),
        (r#"{"resources":[]}{"resources":[{"id":"a"}]}"#, "a"),
        ("{\"meta\":{},\"resources\":[{\"id\":\"a\"}]}\n{\"meta\":{},\"resources\":[{\"id\":\"b\"}]}\n", "a, b"),
        ("{\n  \"meta\": {},\n  \"resources\": [\n    {\"id\": \"a\"}\n  ]\n}\n{\n  \"id\": \"b\"\n}\n", "a, b"),
        // A page of an unusual order on one line among contacts.
        ("{\"id\":\"a\"}\n{\"total\":2,\"resources\":[{\"id\":\"b\"},{\"id\":\"c\"}]}\n{\"id\":\"d\"}", "a, b, c, d"),
        // Several on a line.
        ("{\"id\":\"a\"}{\"id\":\"b\"} {\"id\":\"c\"}\n{\"id\":\"d\"}", "a, b, c, d"),
        // A line that ends in a brace and goes on.
        ("{\"id\":\"a\",\"fields\":{}\n,\"x\":1}\n{\"id\":\"b\"}", "a, b"),
        ("{\"id\":\"a\",\"fields\":{}\n}\n{\"id\":\"b\"}", "a, b"),
        // A page that is one contact as far as its line tells.
        ("{\"total\":1,\"resources\":[{\"id\":\"a\"}]}\n{\"id\":\"b\"}", "a, b"),
        ("{\"id\":\"a\"}{\"meta\":{},\"resources\":[]}", "a"),
        ("{\"meta\":1,\"x\":1}{\"resources\":[{\"id\":\"a\"}]}", "1:0 E0408, a"),
        // What has an id before its resources is a contact, on one line and on two.
        ("{\"id\":\"a\",\"resources\":[{\"id\":\"b\"}]}", "a"),
        ("{\"id\":\"a\",\n\"resources\":[{\"id\":\"b\"}]}", "a"),
        // Files one after another, each with its mark.
        ("\u{feff}{\"id\":\"a\"}\n\u{feff}{\"id\":\"b\"}\n\u{feff}[{\"id\":\"c\"}]\u{feff}", "a, b, c"),
        // A string with brackets, and an escaped key.
        (r#"[{"id":"a","x":"]}\"{"},{"id":"b"}]"#, "a, b"),
        // A member of a contact that is named as a page's list.
        (r#"[{"id":"a","resources":[1,{"id":"c"}]},{"id":"b"}]"#, "a, b"),
        ("{\"id\":\"a\",\"resources\":[1,2]}\n{\"id\":\"b\"}", "a, b"),
        (r#"[{"resources":[1,{"id":"c"},[]],"id":"a"},{"resources":[],"id":"b"}]"#, "a, b"),
        (r#"{"resources":[{"resources" : [ {"id":"c"} ],"id":"a"},{"id":"b"}]}"#, "a, b"),
        (r#"[{"resources":[{"id":"c"}]},{"id":"b"}]"#, "1:1 E0408, b"),
        // A page with two lists.
        (r#"{"resources":[{"id":"a"}],"x":1,"resources" : [ {"id":"b"}]}{"id":"c"}"#, "a, b, c"),
        (r#"[{"id":"a","x":[-0,0.5,-12.0e-3,1E+9,true,false,null]},{"id":"b"}]"#, "a, b"),
    ] {
        assert_eq!(read(stream), ids, "{stream}");
    }
}

#[test]
fn what_is_no_contact_is_one_malformed_record() {
    assert_eq!(read("{\"message\":\"no\",\"code\":107}\n{\"id\":\"b\"}"), "1:0 E0408, b");
    assert_eq!(read("5 \"x\" null {\"id\":\"b\"}"), "1:0 E0408, 1:2 E0408, 1:6 E0408, b");
    assert_eq!(read(r#"[{"id":"a"}, 5, [1], {"id":7}, {"id":"b"}]"#), "a, 1:13 E0408, 1:16 E0408, 1:21 E0408, b");
    assert_eq!(read("12"), "1:0 E0408");
    assert_eq!(read("-1.5e+3 {\"id\":\"b\"}"), "1:0 E0408, b");
}

#[test]
fn after_a_mistake_reading_goes_on_at_the_next_line_with_a_brace() {
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
    assert_eq!(read("{\"x\":[\n{\"id\":\"n\"},\n{\"id\":\"m\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}"), "4:30 E0407, b, c");
    assert_eq!(read("{\"x\":[\n{\"id\":\"n\"},\n"), "3:19 E0407");
    // The last line of all, after one that broke off.
    assert_eq!(read("{\"id\":\"a\",\"tags\":[\n{\"id\":\"b\"}\n"), "3:30 E0407, b");
    assert_eq!(read("{\"id\":\"0\"}\n{\"id\":\"a\",\"tags\":[\n{\"id\":\"b\"}\n"), "0, 4:41 E0407, b");
    // A line that is a part of the record, for the mistake stands behind it.
    assert_eq!(read("{\"id\":\"a\",\"tags\":[\n{\"id\":\"n\"}x\n{\"id\":\"b\"}"), "2:29 E0407, b");
}

#[test]
fn after_a_mistake_in_a_list_the_rest_is_skipped() {
    assert_eq!(read("[{\"id\":\"a\"},{\"id\":},\n{\"id\":\"c\"}]\n{\"id\":\"d\"}"), "a, 1:18 E0407");
    assert_eq!(read("[{\"id\":\"a\"} {\"id\":\"b\"}]"), "a, 1:12 E0407");
    assert_eq!(read("[{\"id\":\"a\"},]"), "a, 1:12 E0407");
    // Every form that is no number, at the byte that makes it none.
    for (number, at) in
        [("-01", 2), ("01", 1), ("1.", 2), ("-", 1), ("1e", 2), ("1e+", 3), ("+1", 0), (".5", 0), ("1.e3", 2)]
    {
        let all = read(&format!("[{{\"id\":\"a\",\"x\":{number}}},{{\"id\":\"b\"}}]"));
        assert_eq!(all, format!("1:{} E0407", 15 + at), "{number}");
    }
    assert_eq!(read("[{\"id\":\"a\\u00g1\"},{\"id\":\"b\"}]"), "1:13 E0407");
    assert_eq!(read("[{\"id\":\"a\\u00e91\"},{\"id\":\"b\"}]"), "aé1, b");
    assert_eq!(read("[{1},{\"id\":\"b\"}]"), "1:2 E0407");
    assert_eq!(read("{\"resources\":[{\"id\":\"a\"},{]}\n{\"id\":\"b\"}"), "a, 1:26 E0407");
    assert_eq!(read("{\"resources\":[{\"id\":\"a\"}],}\n{\"id\":\"b\"}"), "a, 1:26 E0407");
    assert_eq!(read("[{\"id\":\"a\"}"), "a, 1:11 E0407");
    assert_eq!(read("{\"resources\":[{\"id\":\"a\"}]"), "a, 1:25 E0407");
    assert_eq!(read("[{\"id\":\"a"), "1:9 E0407");
}

#[test]
fn no_record_is_too_large_for_memory() {
    let long = format!("{{\"id\":\"long\",\"x\":\"{}\"}}", "y".repeat(1000));
    for stream in [
        format!("{{\"id\":\"a\"}}\n{long}\n{{\"id\":\"b\"}}"),
        format!("[{{\"id\":\"a\"}},{long},{{\"id\":\"b\"}}]"),
        format!("{{\"meta\":{{}},\"resources\":[{{\"id\":\"a\"}},{long},{{\"id\":\"b\"}}]}}"),
    ] {
        let at = stream.find(&long).unwrap();
        let line = 1 + usize::from(stream.contains('\n'));
        for step in [1, 10, 5000] {
            assert_eq!(read_by(stream.as_bytes(), step, 100), ["a", &format!("{line}:{at} E0409"), "b"]);
        }
        assert_eq!(read_by(stream.as_bytes(), 5000, 2000), ["a", "long", "b"]);
        // The limit itself is not too large.
        for step in [1, 5000] {
            assert_eq!(read_by(stream.as_bytes(), step, long.len()), ["a", "long", "b"]);
            assert!(read_by(stream.as_bytes(), step, long.len() - 1)[1].ends_with("E0409"));
        }
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

/// Batches follow each other without a gap.
#[test]
fn batches_are_the_whole_stream() {
    for stream in ["", "{\"id\":\"a\"}", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n", "[{},{},{}]"] {
        let mut reader = Reader::new(Trickle(stream.as_bytes(), 12));
        let mut bytes = 0;
        while let Some(batch) = reader.next_batch().unwrap() {
            assert!(!batch.is_empty());
            bytes += batch.len();
        }
        assert_eq!(bytes, stream.len(), "{stream}");
    }
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

/// What was read and is no part of a record is not kept.
#[test]
fn memory_does_not_grow_with_the_stream() {
    let long = format!("{{\"x\":\"{}", "y".repeat(1 << 20));
    for stream in [" ".repeat(1 << 20), long.clone(), format!("{}{long}", "[".repeat(200)), format!("x{long}")] {
        let mut reader = Reader::new(Trickle(stream.as_bytes(), 1000)).limit(100);
        while reader.next_batch().unwrap().is_some() {
            assert!(reader.buffer.len() < 10_000, "{}", &stream[..10]);
        }
        assert!(reader.buffer.len() < 10_000, "{}", &stream[..10]);
    }
}

/// A signal is no error.
#[test]
fn an_interrupted_read_is_tried_again() {
    struct Interrupted<'t>(bool, &'t [u8]);
    impl Read for Interrupted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 = !self.0;
            if self.0 { Err(io::ErrorKind::Interrupted.into()) } else { self.1.read(buffer) }
        }
    }
    let mut reader = Reader::new(Interrupted(false, b"{\"id\":\"a\"}"));
    assert_eq!(reader.next_batch().unwrap().unwrap().read(|json| Ok(json.len()))[0].read, Ok(10));
    assert!(reader.next_batch().unwrap().is_none());
}

#[test]
fn an_error_of_the_input_is_passed_on() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken"))
        }
    }
    assert_eq!(Reader::new(Broken).next_batch().unwrap_err().to_string(), "broken");
}

#[test]
fn hostile_streams_take_linear_time() {
    for piece in ["{\"a\":[\n", "[", "{\"a\":", "\"", "{\n", "{\"a\":{}\n", "[1,", "{\"resources\":[", "\n{"] {
        let stream = piece.repeat(200_000);
        let start = std::time::Instant::now();
        read_by(stream.as_bytes(), usize::MAX, 1 << 20);
        assert!(start.elapsed().as_secs() < 20, "{piece:?}");
    }
}

proptest! {
    #[test]
    fn steps_do_not_matter(pieces in prop::collection::vec(prop_oneof![
        Just("{\"id\":\"a\"}"), Just("\n"), Just("{"), Just("}"), Just("["), Just("]"), Just(","), Just("\"resources\":"),
        Just("\"id\":\"b\""), Just("\"x\":"), Just("1"), Just(" "), Just("\""), Just("\\"), Just("nul"), Just("{\"meta\":1,\"resources\":["),
    ], 0..14)) {
        let stream = pieces.concat();
        let all = read_by(stream.as_bytes(), usize::MAX, 1000);
        for step in [1, 3, 10] {
            prop_assert_eq!(&read_by(stream.as_bytes(), step, 1000), &all, "{}", &stream);
        }
        // What JSON there is reads as serde_json reads it.
        let values: Result<Vec<serde_json::Value>, _> = serde_json::Deserializer::from_str(&stream).into_iter().collect();
        if let Ok(values) = values {
            let mut ids = Vec::new();
            for value in &values {
                match value {
                    serde_json::Value::Array(elements) => elements.iter().for_each(|element| push(element, &mut ids)),
                    serde_json::Value::Object(page) if page.get("resources").is_some_and(serde_json::Value::is_array) => {
                        page["resources"].as_array().unwrap().iter().for_each(|element| push(element, &mut ids));
                    }
                    other => push(other, &mut ids),
                }
            }
            let found: Vec<String> = all.iter().map(|one| if one.contains("E0408") { "-".to_owned() } else { one.clone() }).collect();
            prop_assert_eq!(found, ids, "{}", stream);
        }
    }
}

fn push(value: &serde_json::Value, ids: &mut Vec<String>) {
    ids.push(Contact::from_value(value).map_or_else(|_: Problem| "-".to_owned(), |contact| contact.id().to_owned()));
}
