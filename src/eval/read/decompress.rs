//! Compressed streams, and a bound to what they may grow to.

use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use crate::eval::Problem;

/// How many times its size a compressed stream may grow to, where nothing else is asked for.
pub const MAX_RATIO: u64 = 1000;

/// What any compressed stream may grow to.
const FLOOR: u64 = 64 << 20;

/// What `raw` holds: decompressed where its first bytes are those of gzip or zstd, else as it is.
///
/// A small file can decompress to more than any disk holds. Reading what is returned fails once it comes to more than
/// 64 MiB and to more than `max_ratio` times what was read of `raw`; [`MAX_RATIO`] is far from what contacts come to.
/// It needs the feature `compression`.
///
/// # Errors
/// What reading `raw` gives. Reading what is returned gives the same, what is wrong with compressed data, and
/// E0411, an [`Error`](crate::Error) within an [`io::Error`].
///
/// # Examples
/// ```
/// use nse_query::eval::{Reader, read};
///
/// let compressed = zstd::encode_all(&br#"{"id": "a"}"#[..], 1)?;
/// let mut reader = Reader::new(read::decompress(&compressed[..], read::MAX_RATIO)?);
/// assert!(reader.next_batch()?.is_some());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn decompress<'r>(raw: impl Read + Send + 'r, max_ratio: u64) -> io::Result<Box<dyn Read + Send + 'r>> {
    bounded(raw, max_ratio, FLOOR)
}

fn bounded<'r>(mut raw: impl Read + Send + 'r, max_ratio: u64, floor: u64) -> io::Result<Box<dyn Read + Send + 'r>> {
    let mut magic = Vec::with_capacity(4);
    raw.by_ref().take(4).read_to_end(&mut magic)?;
    let is_gzip = magic.starts_with(&[0x1f, 0x8b]);
    let is_zstd = magic == [0x28, 0xb5, 0x2f, 0xfd];
    let compressed = Arc::new(AtomicU64::new(0));
    let whole = Counted::new(Cursor::new(magic).chain(raw), Arc::clone(&compressed));
    let plain: Box<dyn Read + Send + 'r> = if is_gzip {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(64 << 10, whole)))
    } else if is_zstd {
        Box::new(zstd::Decoder::new(whole)?)
    } else {
        return Ok(Box::new(whole.raw));
    };
    Ok(Box::new(Bounded { plain, length: 0, compressed, max_ratio, floor }))
}

/// Counts what is read of a stream, such as for a progress bar: before it is decompressed, what is read of the file.
///
/// # Examples
/// ```
/// use std::io::Read;
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// let read = Arc::new(AtomicU64::new(0));
/// let mut input = nse_query::eval::read::Counted::new(&br#"{"id": "a"}"#[..], Arc::clone(&read));
/// input.read_to_end(&mut Vec::new())?;
/// assert_eq!(read.load(Ordering::Relaxed), 11);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Counted<R> {
    raw: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    /// Adds to `read` the bytes that are read of `raw`.
    pub const fn new(raw: R, read: Arc<AtomicU64>) -> Self {
        Self { raw, read }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

struct Bounded<R> {
    plain: R,
    /// How much it was so far.
    length: u64,
    /// How much that was before it was decompressed.
    compressed: Arc<AtomicU64>,
    max_ratio: u64,
    floor: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // What was too much has been given: records that were complete come before the error.
        let most = self.compressed.load(Ordering::Relaxed).saturating_mul(self.max_ratio);
        if self.length > most.max(self.floor) {
            return Err(io::Error::other(Problem::Ratio { ratio: self.max_ratio }.error()));
        }
        let count = self.plain.read(buffer)?;
        self.length += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{FLOOR, bounded};
    use crate::diagnostic::Error;
    use crate::eval::{Contact, Reader};
    use std::io::{self, Read, Write};

    #[test]
    fn what_grows_too_much_stops() {
        let plain = vec![b' '; 3 << 20];
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(&plain).unwrap();
        let gzip = gzip.finish().unwrap();
        let zstd = zstd::encode_all(&plain[..], 1).unwrap();
        for (bomb, fine) in [(&gzip, 2000), (&zstd, 100_000)] {
            let length = |ratio, floor| -> io::Result<usize> {
                let mut text = Vec::new();
                bounded(&bomb[..], ratio, floor)?.read_to_end(&mut text)
            };
            assert_eq!(length(fine, 0).unwrap(), plain.len());
            assert_eq!(length(1, 3 << 20).unwrap(), plain.len());
            let error = length(20, 1 << 20).unwrap_err();
            let problem = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
            assert_eq!(problem.map(Error::code), Some(crate::code::E0411));
        }
        let mut text = Vec::new();
        assert_eq!(bounded(&plain[..], 0, 0).unwrap().read_to_end(&mut text).unwrap(), plain.len());
    }
    fn gzip(plain: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(plain).unwrap();
        gzip.finish().unwrap()
    }

    /// How many records come before an error, and whether there is one.
    fn records(compressed: &[u8], floor: u64) -> (usize, bool) {
        let mut reader = Reader::new(bounded(compressed, 20, floor).unwrap());
        let mut count = 0;
        loop {
            match reader.next_batch() {
                Ok(Some(batch)) => count += batch.read(Contact::parse).len(),
                Ok(None) => return (count, false),
                Err(_) => return (count, true),
            }
        }
    }

    /// Of a file that breaks off, and of one that grows too much, what was decompressed is read.
    #[test]
    fn records_before_an_error_are_given() {
        let record = "{\"id\": \"5049fb849b85f669e40000dc\"}\n";
        let plain = record.repeat(20_000);
        // A block of zstd, of 128 KiB at most, is decompressed as a whole.
        for (compressed, block) in
            [(gzip(plain.as_bytes()), 0), (zstd::encode_all(plain.as_bytes(), 1).unwrap(), 128 << 10)]
        {
            assert_eq!(records(&compressed, FLOOR), (20_000, false));
            let (count, failed) = records(&compressed[..compressed.len() - 3], FLOOR);
            assert!(failed && count >= 20_000 - block / record.len() - 1, "{count}");
            let (count, failed) = records(&compressed, 300_000);
            assert!(failed && count >= 300_000 / record.len(), "{count}");
        }
    }
}
