//! Streams in every shape.

mod laws;
mod mistakes;
mod work;

use super::Reader;
use crate::eval::{Contact, Context, Matcher};
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

/// What was read of one record.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    line: u64,
    byte: u64,
    text: String,
    /// Its id, or the code of what is wrong and what is said of it.
    read: Result<String, (String, String)>,
}

/// Every record of `input`. A matcher sees the same ones.
fn records(mut reader: Reader<impl Read>) -> Vec<Seen> {
    let matcher = Matcher::new(&"tag = vip".parse().unwrap(), &Context::default()).unwrap();
    let mut seen = Vec::new();
    while let Some(batch) = reader.next_batch().unwrap() {
        let mut calls = Vec::new();
        let records = batch.read(|json| {
            calls.push(json);
            Contact::parse(json).map(|contact| contact.id().to_owned())
        });
        let texts: Vec<&str> = records.iter().map(|record| record.text).filter(|text| !text.is_empty()).collect();
        assert_eq!(calls, texts, "each record comes once");
        let judged = batch.judge(&matcher);
        assert_eq!(judged.len(), records.len());
        for (record, judged) in records.into_iter().zip(judged) {
            assert_eq!((record.line, record.byte, record.text), (judged.line, judged.byte, judged.text));
            assert_eq!(judged.read.map(|verdict| verdict.id.into_owned()), record.read);
            seen.push(Seen {
                line: record.line,
                byte: record.byte,
                text: record.text.to_owned(),
                read: record.read.map_err(|problem| (problem.code().to_string(), problem.to_string())),
            });
        }
    }
    seen
}

/// The ids, and `line:byte code` of what is malformed.
fn read_by(stream: &[u8], step: usize, limit: usize) -> Vec<String> {
    let seen = records(Reader::new(Trickle(stream, step)).limit(limit));
    let shown = seen.into_iter().map(|Seen { line, byte, text, read }| {
        // The text is where it is said to be.
        let at = usize::try_from(byte).unwrap();
        assert_eq!(
            &stream[at..at + text.len()],
            if read.is_ok() { text.as_bytes() } else { &stream[at..at + text.len()] }
        );
        assert_eq!(line, 1 + memchr::memchr_iter(b'\n', &stream[..at]).count() as u64);
        read.unwrap_or_else(|(code, _)| format!("{line}:{byte} {code}"))
    });
    shown.collect()
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

/// Batches follow each other without a gap.
#[test]
fn batches_are_the_whole_stream() {
    for stream in ["", "{\"id\":\"a\"}", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n", "[{},{},{}]"] {
        let mut reader = Reader::new(Trickle(stream.as_bytes(), 12));
        let mut bytes = 0;
        while let Some(batch) = reader.next_batch().unwrap() {
            assert!(!batch.read(|_| Ok(())).is_empty());
            bytes += batch.bytes();
        }
        assert_eq!(bytes, stream.len(), "{stream}");
    }
}
