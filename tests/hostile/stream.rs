//! What holds for every stream of contacts.

use std::io::{self, Read};

use nse_query::Query;
use nse_query::eval::{Contact, Context, Matcher, Reader, Report};
use serde::de::IgnoredAny;

/// Hands out a few bytes at a time.
struct Trickle<'d>(&'d [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.1.min(buffer.len()).min(self.0.len());
        let (now, later) = self.0.split_at(length);
        buffer[..length].copy_from_slice(now);
        self.0 = later;
        Ok(length)
    }
}

/// Each record: its text, and its id or what is wrong.
fn records(input: impl Read) -> Vec<(String, Result<String, String>)> {
    let mut reader = Reader::new(input);
    let mut records = Vec::new();
    let matcher = Matcher::new(&"tag = vip".parse().unwrap(), &Context::default()).unwrap();
    while let Some(batch) = reader.next_batch().unwrap() {
        // A matcher meets the same records, though it is asked before they are known to be JSON.
        let judged = batch.judge(&matcher).into_iter();
        let judged: Vec<_> =
            judged.map(|it| (it.byte, it.text, it.read.map(|verdict| verdict.id.into_owned()))).collect();
        let read = batch.read(|json| Contact::parse(json).map(|contact| contact.id().to_owned())).into_iter();
        assert_eq!(judged, read.map(|it| (it.byte, it.text, it.read)).collect::<Vec<_>>());
        for record in batch.read(|json| Contact::parse(json).map(|contact| contact.id().to_owned())) {
            records.push((record.text.to_owned(), record.read.map_err(|problem| problem.to_string())));
        }
    }
    records
}

/// How the bytes arrive changes nothing. What was read is in the stream, in its order, is JSON to its end, and is judged
/// the same where only what a query asks for is read of it.
pub(crate) fn stream(data: &[u8]) {
    let whole = records(data);
    assert_eq!(records(Trickle(data, 1)), whole);
    assert_eq!(records(Trickle(data, 7)), whole);
    let text = String::from_utf8_lossy(data);
    let mut rest = &*text;
    for (record, _) in whole.iter().filter(|(_, read)| read.is_ok()) {
        let at = rest.find(record.as_str()).unwrap_or_else(|| panic!("{record:?} is not in the rest of {text:?}"));
        rest = &rest[at + record.len()..];
    }
    let matchers =
        ["created in 2025 and name ~ jon", "record type = person and tag = vip", "email is empty or rating > 3"]
            .map(|query| Matcher::new(&query.parse::<Query>().unwrap(), &Context::default()).unwrap());
    for (record, read) in &whole {
        if read.is_ok() {
            serde_json::from_str::<IgnoredAny>(record).unwrap_or_else(|error| panic!("{record:?} is read: {error}"));
        }
        for matcher in &matchers {
            let judged = matcher.judge(record, &mut Report::default());
            let judged = judged.map(|verdict| (verdict.id.into_owned(), verdict.matched));
            let contact = Contact::parse(record);
            let whole = contact.map(|contact| (contact.id().to_owned(), matcher.matches(&contact)));
            assert_eq!(judged, whole, "{record:?}");
        }
    }
}
