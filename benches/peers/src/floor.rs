//! Whole processes that do as little as the question allows: the contacts of a file that are called Jon, bear the tag
//! vip and were created in the last three months. They print the ids.

use std::borrow::Cow;
use std::error::Error;
use std::fs::File;
use std::io::{Read as _, Write as _, stdout};
use std::sync::Mutex;

use serde::Deserialize;
use sonic_rs::{JsonValueTrait as _, LazyValue, PointerTree};

/// Three months before the generator's present. Timestamps are in UTC, so that their first 19 characters compare.
const SINCE: &str = "2025-10-01T00:00:00";
const CHUNK: usize = 1 << 20;

pub fn run(what: &str, path: &str, threads: usize) -> Result<(), Box<dyn Error>> {
    let chunks = Mutex::new(Chunks { file: File::open(path)?, rest: Vec::new() });
    let work = || -> Result<Vec<String>, String> {
        let mut ids = Vec::new();
        let mut chunk = Vec::with_capacity(2 * CHUNK);
        let tree = sonic_tree();
        loop {
            let mut source = chunks.lock().map_err(|error| error.to_string())?;
            if !source.next(&mut chunk).map_err(|error| error.to_string())? {
                return Ok(ids);
            }
            drop(source);
            match what {
                "read" => {}
                "serde" => {
                    let text = std::str::from_utf8(&chunk).map_err(|error| error.to_string())?;
                    for line in lines(text) {
                        let record: Record = serde_json::from_str(line).map_err(|error| error.to_string())?;
                        if record.matches() {
                            ids.push(record.id.into_owned());
                        }
                    }
                }
                "sonic" => {
                    let text = std::str::from_utf8(&chunk).map_err(|error| error.to_string())?;
                    for line in lines(text) {
                        ids.extend(sonic(line, &tree).map_err(|error| error.to_string())?);
                    }
                }
                _ => return Err("no such floor: read, serde, sonic".to_owned()),
            }
        }
    };
    let ids = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut ids = work()?;
        for other in others {
            ids.extend(other.join().map_err(|_| "a thread panicked".to_owned())??);
        }
        Ok::<_, String>(ids)
    })?;
    let mut out = stdout().lock();
    for id in ids {
        writeln!(out, "{id}")?;
    }
    Ok(())
}

/// A file in pieces of whole lines.
struct Chunks {
    file: File,
    rest: Vec<u8>,
}

impl Chunks {
    fn next(&mut self, chunk: &mut Vec<u8>) -> std::io::Result<bool> {
        chunk.clear();
        chunk.append(&mut self.rest);
        loop {
            let read = (&self.file).take(CHUNK as u64).read_to_end(chunk)?;
            if read == 0 {
                return Ok(!chunk.is_empty());
            }
            if let Some(end) = memchr::memrchr(b'\n', chunk) {
                self.rest.extend_from_slice(&chunk[end + 1..]);
                chunk.truncate(end + 1);
                return Ok(true);
            }
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).map(move |end| {
        let line = &text[start..end];
        start = end + 1;
        line
    })
}

#[derive(Deserialize)]
pub struct Record<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    created: Cow<'a, str>,
    #[serde(borrow)]
    tags: Vec<Tag<'a>>,
    #[serde(borrow)]
    fields: Fields<'a>,
}

#[derive(Deserialize)]
struct Tag<'a> {
    #[serde(borrow)]
    tag: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow, default, rename = "first name")]
    first: Vec<Text<'a>>,
    #[serde(borrow, default, rename = "middle name")]
    middle: Vec<Text<'a>>,
    #[serde(borrow, default, rename = "last name")]
    last: Vec<Text<'a>>,
    #[serde(borrow, default, rename = "company name")]
    company: Vec<Text<'a>>,
}

#[derive(Deserialize)]
struct Text<'a> {
    #[serde(borrow)]
    value: Cow<'a, str>,
}

impl Record<'_> {
    fn names(&self) -> impl Iterator<Item = &str> {
        let Fields { first, middle, last, company } = &self.fields;
        [first, middle, last, company].into_iter().flatten().map(|name| &*name.value)
    }

    /// Names, tags and creation as one text each, for tools that know no lists.
    pub fn flat(&self) -> (String, String, String) {
        let tags: Vec<&str> = self.tags.iter().map(|tag| &*tag.tag).collect();
        (self.names().collect::<Vec<_>>().join(" "), tags.join(" "), self.created[..19].to_owned())
    }

    pub fn matches(&self) -> bool {
        since(&self.created) && self.tags.iter().any(|tag| tag.tag == "vip") && self.names().any(|name| jon(name))
    }
}

fn since(created: &str) -> bool {
    created.get(..19).is_some_and(|created| created >= SINCE)
}

fn jon(name: &str) -> bool {
    name.split(' ').any(|word| word.eq_ignore_ascii_case("jon"))
}

/// The four members that the question is about.
pub fn sonic_tree() -> PointerTree {
    let mut tree = PointerTree::new();
    for member in ["id", "tags", "created", "fields"] {
        tree.add_path([member]);
    }
    tree
}

/// The id of the contact in `line` where it matches. What was not asked for is skipped, the tail of the line unseen.
pub fn sonic(line: &str, tree: &PointerTree) -> sonic_rs::Result<Option<String>> {
    let found = sonic_rs::get_many(line, tree)?;
    let text = |index: usize| found[index].as_ref().and_then(LazyValue::as_str).unwrap_or_default();
    if !since(text(2)) {
        return Ok(None);
    }
    let tags = found[1].as_ref().map(LazyValue::as_raw_str).unwrap_or("[]");
    if !sonic_rs::from_str::<Vec<Tag>>(tags)?.iter().any(|tag| tag.tag == "vip") {
        return Ok(None);
    }
    let fields = found[3].as_ref().map(LazyValue::as_raw_str).unwrap_or("{}");
    let fields: Fields = sonic_rs::from_str(fields)?;
    let mut names = [&fields.first, &fields.middle, &fields.last, &fields.company].into_iter().flatten();
    Ok(names.any(|name| jon(&name.value)).then(|| text(0).to_owned()))
}
