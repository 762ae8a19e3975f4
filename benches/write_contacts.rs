//! Writes generated contacts to standard output, one a line: `cargo run --release --example contacts -- 200000`.

#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)] // the generator

use std::io::{BufWriter, Write as _, stdout};

#[path = "contacts.rs"]
mod contacts;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().nth(1).ok_or("usage: contacts COUNT")?.parse()?;
    let mut out = BufWriter::new(stdout().lock());
    let mut line = String::new();
    for number in 0..count {
        line.clear();
        contacts::write_contact(1, number, &mut line);
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    out.flush()?;
    Ok(())
}
