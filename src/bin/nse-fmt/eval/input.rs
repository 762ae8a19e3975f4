//! Files and standard input, decompressed where they are compressed.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use nse_query::eval::read::{Counted, decompress};
use nse_query::fold::visible;

use crate::stop::Stop;

/// One stream of contacts.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// What messages call it.
    pub(super) name: Arc<str>,
    /// None for standard input.
    path: Option<PathBuf>,
    /// Its bytes, where they are known.
    pub(super) size: Option<u64>,
    /// How many times its size it may decompress to.
    max_ratio: u64,
}

impl Input {
    pub(super) fn new(path: &Path, max_ratio: u64) -> Result<Self, Stop> {
        if path == Path::new("-") {
            return Ok(Self { name: "<stdin>".into(), path: None, size: None, max_ratio });
        }
        let name = path.display().to_string();
        let metadata = fs::metadata(path).map_err(|error| Stop::file("read", &name, &error))?;
        if metadata.is_dir() {
            let name = visible(&name);
            return Err(Stop::failed(format!("cannot read `{name}`: it is a folder; name the files in it")));
        }
        let size = metadata.is_file().then_some(metadata.len());
        Ok(Self { name: name.into(), path: Some(path.to_owned()), size, max_ratio })
    }

    /// Its bytes, decompressed; `read` counts those that were read of it as it is.
    pub(super) fn open(&self, read: Arc<AtomicU64>) -> io::Result<Box<dyn Read + Send>> {
        let raw: Box<dyn Read + Send> = match &self.path {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        };
        decompress(Counted::new(raw, read), self.max_ratio)
    }
}
