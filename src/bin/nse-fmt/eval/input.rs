//! Files and standard input, decompressed where they are compressed.

use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use nse_query::diagnostic::render::visible;

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
}

impl Input {
    pub(super) fn new(path: &Path) -> Result<Self, Stop> {
        if path == Path::new("-") {
            return Ok(Self { name: "<stdin>".into(), path: None, size: None });
        }
        let name = path.display().to_string();
        let metadata = fs::metadata(path).map_err(|error| Stop::file("read", &name, &error))?;
        if metadata.is_dir() {
            let name = visible(&name);
            return Err(Stop::failed(format!("cannot read `{name}`: it is a folder; name the files in it")));
        }
        let size = metadata.is_file().then_some(metadata.len());
        Ok(Self { name: name.into(), path: Some(path.to_owned()), size })
    }

    /// Its bytes, decompressed; `read` counts those that were read of it as it is.
    pub(super) fn open(&self, read: Arc<AtomicU64>) -> io::Result<Box<dyn Read + Send>> {
        let raw: Box<dyn Read + Send> = match &self.path {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        };
        decompressed(Counted { raw, read })
    }
}

/// What `raw` holds, by its first bytes.
fn decompressed(mut raw: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut magic = Vec::with_capacity(4);
    raw.by_ref().take(4).read_to_end(&mut magic)?;
    let is_gzip = magic.starts_with(&[0x1f, 0x8b]);
    let is_zstd = magic == [0x28, 0xb5, 0x2f, 0xfd];
    let whole = Cursor::new(magic).chain(raw);
    Ok(if is_gzip {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(64 << 10, whole)))
    } else if is_zstd {
        Box::new(zstd::Decoder::new(whole)?)
    } else {
        Box::new(whole)
    })
}

struct Counted<R> {
    raw: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
