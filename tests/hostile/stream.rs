//! What holds for every stream of contacts.

use std::io::{self, Read};

use nse_query::eval::{Contact, Reader};

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
    while let Some(batch) = reader.next_batch().unwrap() {
        for record in batch.read(|json| Contact::parse(json).map(|contact| contact.id().to_owned())) {
            records.push((record.text.to_owned(), record.read.map_err(|problem| problem.to_string())));
        }
    }
    records
}

/// How the bytes arrive changes nothing. What was read is in the stream, in its order.
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
}
