//! When records are given, and what reading costs.

use super::{Trickle, read_by};
use crate::eval::{Contact, Reader};
use std::cell::Cell;
use std::io::{self, Read};

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

/// What was read and is no part of a record is not kept.
#[test]
fn memory_does_not_grow_with_the_stream() {
    let long = format!("{{\"x\":\"{}", "y".repeat(100_000));
    let many = 100_000;
    for (stream, limit) in [
        (" ".repeat(many), 100),
        (long.clone(), 100),
        (format!("{}{long}", "[".repeat(200)), 100),
        (format!("x{long}"), 100),
        (format!("{{\"id\":\"a\"}}\n{}", " ".repeat(many)), Reader::<&[u8]>::LIMIT),
        (format!("{{\"id\":\"a\"}}\n{}", "\n".repeat(many)), Reader::<&[u8]>::LIMIT),
        (format!("{{\"id\":\"a\"}}{}\n{{\"id\":\"b\"}}", " ".repeat(many)), Reader::<&[u8]>::LIMIT),
        (format!("[{{\"id\":\"a\"}}{}]", " ".repeat(many)), Reader::<&[u8]>::LIMIT),
        (format!("{{\"id\":\"a\",\"x\":{{}}{}", "\n".repeat(many)), 100),
        ("{\"id\":\"a\"}".repeat(many / 10), Reader::<&[u8]>::LIMIT),
    ] {
        let mut reader = Reader::new(Trickle(stream.as_bytes(), 1000)).limit(limit);
        while reader.next_batch().unwrap().is_some() {
            assert!(reader.buffer.len() < 10_000, "{}", &stream[..10]);
        }
        assert!(reader.buffer.len() < 10_000, "{}", &stream[..10]);
    }
}

/// Every byte is looked at a few times at most, whatever stands around it and however it arrives.
#[test]
fn work_grows_with_the_stream_and_no_faster() {
    // Larger than what is read at once, and smaller, by the byte.
    for (size, steps) in [(300_000, &[5000, usize::MAX][..]), (10_000, &[1, 100])] {
        each_of_work(size, steps);
    }
}

fn each_of_work(size: usize, steps: &[usize]) {
    let spaces = |after: &str, space: &str| format!("{after}{}", space.repeat(size / space.len()));
    for stream in [
        spaces("{\"id\":\"a\"}\n", " "),
        spaces("{\"id\":\"a\"}\n", "\n"),
        spaces("{\"id\":\"a\"}\r\n", "\r\n"),
        spaces("{\"id\":\"a\"}", " "),
        spaces("{\"id\":\"a\",\"x\":{}\n", " \n"),
        spaces("[{\"id\":\"a\"}", "\n"),
        spaces("{\"resources\":[]", "\n"),
        spaces("", "{\"id\":\"a\"}"),
        spaces("", "{\"id\":\"a\"}\n"),
        spaces("", "{\"id\":\"a\"}\n\n\n  "),
        spaces("", "{\"id\":\"a\"} x\n"),
        spaces("", "{\"id\":\"a\"}\n,"),
        spaces("", "{\"id\":{\"a\":1}\n"),
        spaces("", "{\"id\":\"a\"} {\"b\":}"),
        spaces("", "{\"a\":[\n"),
        spaces("", "{\"a\":{}\n"),
        spaces("", "{\"a\":\n{}\n"),
        spaces("", "\n{"),
        spaces("", "\n["),
        spaces("", "\u{feff}"),
        spaces("x\n", "\n\u{feff}"),
        spaces("", "[{\"id\":\"a\"},\n"),
        spaces("[{]", "\n{\"id\":\"a\"},"),
        spaces("{\"id\":\"", "\\n"),
        spaces("{\"id\":\"", "}"),
    ] {
        for &step in steps {
            let mut reader = Reader::new(Trickle(stream.as_bytes(), step));
            while reader.next_batch().unwrap().is_some() {}
            let most = 6 * stream.len() + 1000;
            let shown: String = stream.chars().take(30).collect();
            assert!(reader.work >= stream.len(), "{} of {}: {shown:?}", reader.work, stream.len());
            assert!(reader.work < most, "{} of {} by {step}: {shown:?}", reader.work, stream.len());
        }
    }
}

/// A pipe that gives one piece a read, and of which no more may be read than `given` allows.
struct Live<'t> {
    pieces: std::slice::Iter<'t, &'t str>,
    given: &'t Cell<usize>,
}

impl Read for Live<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let allowed = self.given.get().checked_sub(1).expect("a record is held back until more arrives");
        self.given.set(allowed);
        let piece = self.pieces.next().unwrap().as_bytes();
        buffer[..piece.len()].copy_from_slice(piece);
        Ok(piece.len())
    }
}

/// A record is given with its last byte, and a line with its end, before anything else is asked for.
#[test]
fn a_live_pipe_shows_each_record_at_once() {
    let pieces = [
        ("{\"id\":\"a\"}\n", "a"),
        ("{\"id\":\"b\"}\r\n", "b"),
        ("\n\n{\"id\":\"c\"}\n\n", "c"),
        ("{\"id\":\"d\"}\n{\"id\":\"e\"}\n", "d e"),
        ("{\"id\":\"f\"}\n{\"id\"", "f"),
        (":\"g\"}", "g"),
        ("\n{\"id\":\"h\"}{\"id\":\"i\"} ", "h i"),
        ("\n{\n  \"id\": \"j\"\n}", "j"),
        ("\n[{\"id\":\"k\"}", "k"),
        (",{\"id\":\"l\"}]\n", "l"),
        ("{\"meta\":{},\"resources\":[{\"id\":\"m\"},", "m"),
        ("{\"id\":\"n\"}]}\n", "n"),
        ("{\"id\":}\n", "E0407"),
        ("{\"message\":\"no\"}\n", "E0408"),
        ("{\"id\":\"o\"}\n", "o"),
    ];
    let texts = pieces.map(|(text, _)| text);
    let given = Cell::new(0);
    let mut reader = Reader::new(Live { pieces: texts.iter(), given: &given });
    for (text, expected) in pieces {
        given.set(1);
        let batch = reader.next_batch().unwrap().unwrap();
        let records = batch.read(|json| Contact::parse(json).map(|contact| contact.id().to_owned()));
        let ids = records.into_iter().map(|record| record.read.unwrap_or_else(|problem| problem.code().to_string()));
        assert_eq!(ids.collect::<Vec<_>>().join(" "), expected, "{text:?}");
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

/// Fails once, at byte `at`.
struct Failing<'t> {
    rest: &'t [u8],
    at: Option<usize>,
    step: usize,
}

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == Some(0) {
            self.at = None;
            return Err(io::Error::other("broken"));
        }
        let count = Trickle(self.rest, self.step.min(self.at.unwrap_or(usize::MAX))).read(buffer)?;
        self.rest = &self.rest[count..];
        self.at = self.at.map(|at| at - count);
        Ok(count)
    }
}

/// What was read is given before an error, wherever that comes, and reading can go on after it.
#[test]
fn records_before_an_error_of_the_input_are_given_before_it() {
    let stream = "{\"id\":\"a\"}\n{\"id\":\"b\"}{\"id\":\"c\"}\n[{\"id\":\"d\"},{\"id\":\"e\"}]\n\n{\"id\":\"f\"}\n";
    for at in 0..stream.len() {
        for step in [1, 7, 1000] {
            let mut reader = Reader::new(Failing { rest: stream.as_bytes(), at: Some(at), step });
            let (mut ids, mut before) = (Vec::new(), None);
            loop {
                match reader.next_batch() {
                    Ok(Some(batch)) => {
                        let records = batch.read(|json| Contact::parse(json).map(|contact| contact.id().to_owned()));
                        ids.extend(records.into_iter().map(|record| record.read.unwrap()));
                    }
                    Ok(None) => break,
                    Err(error) => {
                        assert_eq!((error.to_string(), before), ("broken".to_owned(), None));
                        before = Some(ids.len());
                    }
                }
            }
            assert_eq!(before, Some(stream[..at].matches('}').count()), "{:?}", &stream[..at]);
            assert_eq!(ids.concat(), "abcdef");
        }
    }
}
