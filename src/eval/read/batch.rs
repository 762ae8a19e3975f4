//! Records that were read together.

use super::piece::Piece;
use crate::diagnostic::Error;

/// Records that were read together.
///
/// # Examples
/// ```
/// use nse_query::eval::{Contact, Reader};
///
/// let mut reader = Reader::new(&br#"{"id": "a"} {"id": "b"}"#[..]);
/// let batch = reader.next_batch()?.ok_or("nothing to read")?;
/// assert_eq!(batch.read(Contact::parse).len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Batch {
    pub(in crate::eval) bytes: Vec<u8>,
    pub(in crate::eval) base: u64,
    pub(in crate::eval) pieces: Vec<Piece>,
}

/// What came of one record.
///
/// # Examples
/// ```
/// use nse_query::eval::{Contact, Reader};
///
/// let mut reader = Reader::new(&b"{\"id\": \"a\"}\n{\"id\": \"b\"}"[..]);
/// let batch = reader.next_batch()?.ok_or("nothing to read")?;
/// let records = batch.read(Contact::parse);
/// assert_eq!((records[1].text, records[1].line), (r#"{"id": "b"}"#, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record<'b, T> {
    /// Its text; empty where it could not be found.
    pub text: &'b str,
    /// Its line in the stream, counted from 1; of a malformed one the line of the mistake.
    pub line: u64,
    /// Its first byte in the stream, counted from 0; of a malformed one the byte of the mistake.
    pub byte: u64,
    /// What was made of it, or why nothing was.
    pub read: Result<T, Error>,
}

impl Batch {
    /// How many bytes of the stream it took; for a progress bar.
    pub const fn bytes(&self) -> usize {
        self.bytes.len()
    }
}
