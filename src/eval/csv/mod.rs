//! Contacts from CSV, as Nimble and spreadsheets export them: RFC 4180 with a header line.

mod cell;
mod columns;
mod quotes;
mod row;
mod write;

use std::io::{self, Cursor, Read};

use ::csv::{ByteRecord, ReaderBuilder};

use columns::Columns;
pub use columns::{OneValue, UnknownColumn};
use quotes::Checked;

use super::Problem;
use super::read::{Batch, Piece};
use crate::catalog::Catalog;

/// Reads CSV row by row, each as the contact that the service would send, in batches as [`Reader`](super::Reader) gives
/// them. Memory does not grow with the input.
///
/// - The header line names the fields, by their names in text or in NSE JSON, the account's custom fields, or by what
///   spreadsheets call them (`First Name`, `E-mail`, `Company`). Columns of other names are not read; see
///   [`CsvReader::unknown`].
/// - Cells are separated by `,`, `;` or a tab, whichever the header line holds most of.
/// - `;` separates the values of a field that may have several, and `\;` is a semicolon within one. Addresses and
///   descriptions are one value.
/// - The contact's id is the cell of the column `id`; without one, the number of the row, counted from 1 after the header.
/// - A `'` before what a spreadsheet would take for a formula is not part of the value ([`Columns::csv_row`](super::Columns::csv_row) writes
///   it).
/// - A row that has more or fewer cells than the header, no text at all, or quotes in the wrong place is a malformed
///   record, E0415.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::eval::{Context, CsvReader, Matcher};
///
/// let csv = "First Name,E-mail,Tags\nJane,jane@example.com,vip; press\nJon,jon@example.com,\n";
/// let matcher = Matcher::new(&"tag = vip".parse()?, &Context::default())?;
/// let mut reader = CsvReader::new(csv.as_bytes(), &Catalog::builtin())?;
/// let mut found = Vec::new();
/// while let Some(batch) = reader.next_batch()? {
///     for record in batch.judge(&matcher) {
///         let verdict = record.read?;
///         found.extend(verdict.matched.then(|| verdict.id.into_owned()));
///     }
/// }
/// assert_eq!(found, ["1"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct CsvReader<R> {
    input: ::csv::Reader<Checked<io::Chain<Cursor<Vec<u8>>, R>>>,
    columns: Columns,
    record: ByteRecord,
    /// How many rows were read.
    rows: u64,
    /// The bytes and lines before the header.
    before: (u64, u64),
    error: Option<io::Error>,
}

/// The most bytes of one row: 16 MiB, as of a record in JSON.
const LIMIT: usize = super::Reader::<io::Empty>::LIMIT;
/// A header line longer than this is not looked at to its end for the separator.
const HEAD: usize = 64 << 10;
/// How many bytes of contacts stand in one batch, about.
const BATCH: usize = 256 << 10;

impl<R: Read> CsvReader<R> {
    /// Reads the header line of `input`, which need not be buffered. `catalog` knows the fields.
    ///
    /// # Errors
    /// What reading gives; and [`io::ErrorKind::InvalidData`] around E0413 where the text is not UTF-8, and
    /// E0414 where it is not CSV or no column is a field.
    pub fn new(input: R, catalog: &Catalog) -> io::Result<Self> {
        let (head, input) = head(input)?;
        let skipped = head.len() - head.trim_ascii_start().len();
        let (blank, start) = head.split_at(skipped);
        let lines = memchr::memchr_iter(b'\n', blank).count() as u64;
        let separator = separator(start);
        let before = (skipped as u64, lines);
        let source = Cursor::new(start.to_vec()).chain(input);
        let mut input = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(Checked::new(source, separator));
        input.get_mut().allow(LIMIT);
        let mut record = ByteRecord::new();
        input.read_byte_record(&mut record).map_err(failed)?;
        let end = input.position().byte();
        if input.get_mut().misplaced(end) {
            return Err(header("a quote in the header line is in the wrong place or never closes"));
        }
        let names: Option<Vec<&str>> = record.iter().map(|cell| std::str::from_utf8(cell).ok()).collect();
        let names = names.ok_or_else(|| encoding(LATIN, 1 + lines))?;
        if names.iter().any(|name| name.contains('\0')) {
            return Err(encoding(UTF_16, 1 + lines));
        }
        let columns = Columns::of(&names, catalog);
        if columns.is_empty() {
            return Err(header(
                "it is neither JSON nor CSV with a header line that names fields, as in `id,first name,email,tags`",
            ));
        }
        Ok(Self { input, columns, record, rows: 0, before, error: None })
    }

    /// The columns that are not read, in order.
    pub fn unknown(&self) -> &[UnknownColumn] {
        &self.columns.unknown
    }

    /// The first cell since it was last asked for that holds one value by the rules, and several by those of others: `vip,lead`.
    pub const fn one_value(&mut self) -> Option<OneValue> {
        self.columns.one_value.take()
    }

    /// The next records, at least one; none at the end. The text of each is the contact in JSON; line and byte are those
    /// of its row.
    ///
    /// # Errors
    /// What reading the input gives, and [`io::ErrorKind::InvalidData`] where a row is not UTF-8 or longer than 16 MiB.
    /// All rows before it have been given then; nothing follows it.
    pub fn next_batch(&mut self) -> io::Result<Option<Batch>> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let (mut bytes, mut pieces) = (Vec::new(), Vec::new());
        while bytes.len() < BATCH && pieces.len() < BATCH / 64 {
            self.input.get_mut().allow(LIMIT);
            match self.input.read_byte_record(&mut self.record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    self.error = Some(failed(error));
                    break;
                }
            }
            let place = self.record.position().cloned().unwrap_or_else(::csv::Position::new);
            let (line, byte) = (place.line() + self.before.1, place.byte() + self.before.0);
            self.rows += 1;
            let end = self.input.position().byte();
            let written = if self.input.get_mut().misplaced(end) {
                Err("a quote in the row is in the wrong place or never closes; the rows after it may be part of it"
                    .to_owned())
            } else if let Ok(cells) = self.record.iter().map(std::str::from_utf8).collect::<Result<Vec<_>, _>>() {
                self.columns.contact(&cells, self.rows, line, &mut bytes)
            } else {
                self.error = Some(encoding(LATIN, line));
                break;
            };
            pieces.push(match written {
                Ok(bytes) => Piece::Row { bytes, line, byte },
                Err(reason) => Piece::Malformed { byte, line, problem: Problem::Row { reason } },
            });
        }
        if pieces.is_empty() {
            return self.error.take().map_or(Ok(None), Err);
        }
        Ok(Some(Batch { bytes, base: 0, pieces }))
    }
}

const LATIN: &str = "not UTF-8 (perhaps Latin-1 or Windows-1252)";
const UTF_16: &str = "UTF-16";

/// The error for text of another encoding, `found`, met at a line.
fn encoding(found: &'static str, line: u64) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Problem::Encoding { found, line }.error())
}

fn header(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Problem::Header { reason }.error())
}

fn failed(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        kind => io::Error::new(io::ErrorKind::InvalidData, format!("{kind:?}")),
    }
}

/// The first line of `input`, or what is looked at of it, without its byte order mark; and the rest.
fn head<R: Read>(mut input: R) -> io::Result<(Vec<u8>, R)> {
    let mut head = Vec::new();
    let mut chunk = vec![0; HEAD / 8];
    while head.len() < HEAD && !head.trim_ascii_start().contains(&b'\n') {
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => head.extend_from_slice(chunk.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return Err(encoding(UTF_16, 1));
    }
    if head.starts_with(b"\xEF\xBB\xBF") {
        head.drain(..3);
    }
    Ok((head, input))
}

/// What separates the cells of the line that `head` begins with.
fn separator(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(known, _)| *known == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // Of equals the first.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |&(byte, _)| byte)
}

#[cfg(test)]
mod tests;
