//! Contacts from a stream: a JSON array, a page of the service, several pages one after another, one contact a line.

mod advance;
mod batch;
#[cfg(feature = "compression")]
mod decompress;
mod piece;
mod reader;
mod records;
mod recover;
mod scan;
mod state;

pub use batch::{Batch, Record};
#[cfg(feature = "compression")]
pub use decompress::{Counted, MAX_RATIO, decompress};
#[cfg(feature = "csv")]
pub(super) use piece::Piece;
pub use reader::Reader;

#[cfg(test)]
mod tests;
