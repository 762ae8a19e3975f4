//! What holds for every stream.

use super::{Seen, Trickle, read_by, records};
use crate::diagnostic::Error;
use crate::eval::{Contact, Reader};
use proptest::prelude::*;
use proptest::sample::select;
use std::io::{self, Read};

/// Parts of streams, whole and broken.
const PARTS: &[&str] = &[
    "{\"id\":\"a\"}",
    "{\"id\":\"b\",\"x\":{\"y\":[]}}",
    "{\"id\":\"c\",\"x\":{\"y\":1}",
    "{\"id\":5}",
    "\n",
    "\n",
    "\n{\"id\":\"d\"}\n",
    "\n[{\"id\":\"e\"},\n",
    "\r\n",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"resources\":",
    "\"id\":\"f\"",
    "\"x\":",
    "1",
    " ",
    "\"",
    "\\",
    "nul",
    "\u{feff}",
    "\u{c}",
    "{\"meta\":1,\"resources\":[",
];

fn parts(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(select(PARTS), 0..most).prop_map(|parts| parts.concat())
}

fn seen(stream: &str, step: usize, limit: usize) -> Vec<Seen> {
    records(Reader::new(Trickle(stream.as_bytes(), step)).limit(limit))
}

/// Gives its bytes in pieces of these lengths, again and again.
struct Uneven<'t>(&'t [u8], Vec<usize>, usize);

impl Read for Uneven<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.2 += 1;
        Trickle(self.0, self.1[self.2 % self.1.len()]).read(buffer).inspect(|&count| self.0 = &self.0[count..])
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

    /// How the bytes arrive changes nothing: not the records, not their places, not what is said of those that are
    /// malformed.
    #[test]
    fn steps_do_not_matter(
        stream in parts(14), limit in select(vec![0, 1, 12, 30, 1000]), lengths in prop::collection::vec(1_usize..20, 1..5),
    ) {
        let all = seen(&stream, usize::MAX, limit);
        for step in [1, 3, 10] {
            prop_assert_eq!(&seen(&stream, step, limit), &all, "{:?} by {}", &stream, step);
        }
        let uneven = Uneven(stream.as_bytes(), lengths.clone(), 0);
        prop_assert_eq!(&records(Reader::new(uneven).limit(limit)), &all, "{:?} by {:?}", &stream, lengths);
        // Places ascend, and each line is the line of its byte.
        for (one, other) in all.iter().zip(all.iter().skip(1)) {
            prop_assert!(one.byte + one.text.len() as u64 <= other.byte, "{:?}: {:?} {:?}", &stream, one, other);
        }
        for one in &all {
            let before = &stream.as_bytes()[..usize::try_from(one.byte).unwrap()];
            prop_assert_eq!(one.line, 1 + memchr::memchr_iter(b'\n', before).count() as u64, "{:?}: {:?}", &stream, one);
        }
    }

    /// What JSON there is reads as `serde_json` reads it.
    #[test]
    fn json_is_read_as_it_is(stream in parts(10)) {
        let values: Result<Vec<serde_json::Value>, _> =
            serde_json::Deserializer::from_str(&stream).into_iter().collect();
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
            let all = read_by(stream.as_bytes(), usize::MAX, 1000);
            let found: Vec<String> =
                all.iter().map(|one| if one.contains("E0408") { "-".to_owned() } else { one.clone() }).collect();
            prop_assert_eq!(found, ids, "{}", stream);
        }
    }

    /// After a broken line, whatever it is, every line that begins with a bracket is read.
    #[test]
    fn a_mistake_costs_no_other_line(broken in "[a-z{}\\[\\],:\"0-9 ]{1,12}", lists in any::<bool>()) {
        prop_assume!(!broken.trim().is_empty());
        let (open, close) = if lists { ("[", "]") } else { ("", "") };
        let line = |id: &str| format!("{open}{{\"id\":\"{id}\"}}{close}\n");
        // A record that breaks off may take one line for its own, and no more.
        let stream = format!("{}{broken}\n{}{}{}", line("0"), line("1"), line("2"), line("3"));
        let ids: Vec<String> =
            read_by(stream.as_bytes(), usize::MAX, 1000).into_iter().filter(|one| one.len() == 1).collect();
        prop_assert!(ids.ends_with(&["2".to_owned(), "3".to_owned()]), "{:?}: {:?}", stream, ids);
        prop_assert_eq!(&ids[0], "0");
    }
}

fn push(value: &serde_json::Value, ids: &mut Vec<String>) {
    ids.push(Contact::from_value(value).map_or_else(|_: Error| "-".to_owned(), |contact| contact.id().to_owned()));
}
