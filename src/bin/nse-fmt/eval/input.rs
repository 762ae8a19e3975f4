//! Files and standard input, decompressed where they are compressed.

use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use nse_query::Catalog;
use nse_query::eval::read::{Batch, Counted, MAX_RATIO, decompress};
use nse_query::eval::{CsvReader, OneValue, Reader, UnknownColumn};
use nse_query::fold::visible;

use crate::args::ContactsFormat;
use crate::stop::Stop;

/// One stream of contacts.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// What messages call it.
    pub(crate) name: Arc<str>,
    /// None for standard input.
    path: Option<PathBuf>,
    /// Its bytes, where they are known.
    pub(crate) size: Option<u64>,
    reading: Reading,
}

/// How streams of contacts are read.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// How many times its size one may decompress to.
    pub(crate) max_ratio: u64,
    /// None where the first character tells.
    pub(crate) format: Option<ContactsFormat>,
    /// Knows the columns of CSV.
    pub(crate) catalog: Catalog,
}

impl Reading {
    pub(crate) fn new(catalog: Catalog) -> Self {
        Self { max_ratio: MAX_RATIO, format: None, catalog }
    }
}

type Raw = Box<dyn Read + Send>;

/// A stream that is being read.
pub(crate) enum Opened {
    Json(Box<Reader<Raw>>),
    Csv(Box<CsvReader<Raw>>),
}

impl Opened {
    pub(crate) fn next_batch(&mut self) -> io::Result<Option<Batch>> {
        match self {
            Self::Json(reader) => reader.next_batch(),
            Self::Csv(reader) => reader.next_batch(),
        }
    }

    /// A cell of CSV whose value may be meant as several.
    pub(crate) fn one_value(&mut self) -> Option<OneValue> {
        match self {
            Self::Json(_) => None,
            Self::Csv(reader) => reader.one_value(),
        }
    }

    /// The columns that are not read.
    pub(crate) fn unknown(&self) -> &[UnknownColumn] {
        match self {
            Self::Json(_) => &[],
            Self::Csv(reader) => reader.unknown(),
        }
    }
}

impl Input {
    pub(crate) fn new(path: &Path, reading: &Reading) -> Result<Self, Stop> {
        let reading = reading.clone();
        if path == Path::new("-") {
            return Ok(Self { name: "<stdin>".into(), path: None, size: None, reading });
        }
        let name = path.display().to_string();
        let metadata = fs::metadata(path).map_err(|error| Stop::file("read", &name, &error))?;
        if metadata.is_dir() {
            let name = visible(&name);
            return Err(Stop::failed(format!("cannot read `{name}`: it is a folder; name the files in it")));
        }
        let size = metadata.is_file().then_some(metadata.len());
        Ok(Self { name: name.into(), path: Some(path.to_owned()), size, reading })
    }

    /// Its contacts, decompressed; `read` counts the bytes that were read of it as it is.
    pub(crate) fn open(&self, read: Arc<AtomicU64>) -> io::Result<Opened> {
        let raw: Raw = match &self.path {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        };
        let mut raw = decompress(Counted::new(raw, read), self.reading.max_ratio)?;
        let format = if let Some(format) = self.reading.format {
            format
        } else {
            let (format, head) = told_apart(&mut raw)?;
            raw = Box::new(Cursor::new(head).chain(raw));
            format
        };
        Ok(match format {
            ContactsFormat::Json => Opened::Json(Box::new(Reader::new(raw))),
            ContactsFormat::Csv => Opened::Csv(Box::new(CsvReader::new(raw, &self.reading.catalog)?)),
        })
    }
}

/// How much white space is read to find the first character.
const MOST_SPACE: usize = 16 << 10;

/// What the first character tells, and the bytes that were read to find it: JSON begins with a bracket.
fn told_apart(raw: &mut Raw) -> io::Result<(ContactsFormat, Vec<u8>)> {
    let mut head = Vec::new();
    let mut chunk = vec![0; 4096];
    loop {
        let count = match raw.read(&mut chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            count => count?,
        };
        head.extend_from_slice(chunk.get(..count).unwrap_or_default());
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
        match text.first() {
            Some(b'{' | b'[') => return Ok((ContactsFormat::Json, head)),
            // A stream that is white space for so long is not CSV, and none of it is kept for longer.
            None if count == 0 || head.len() > MOST_SPACE => return Ok((ContactsFormat::Json, head)),
            // A byte order mark may still be coming.
            Some(_) if count == 0 || head.len() > 3 => return Ok((ContactsFormat::Csv, head)),
            _ => {}
        }
    }
}
