//! The same work in nse-query and in its peers, in one run.
//!
//! `peers queries` prints the table of ratios for queries, `peers records` the one for contacts in memory,
//! `peers prepared [COUNT]` the one for contacts that are read once;
//! `peers stream FILE THREADS` is the library alone on a file, and
//! `peers floor WHAT FILE THREADS` is a whole process that does no more than it must, to time `nse-fmt eval` against.

mod floor;
mod measure;
mod prepared;
mod queries;
mod records;
mod stream;

use std::error::Error;

#[path = "../../contacts.rs"]
#[allow(dead_code)]
mod contacts;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["queries"] => queries::run(),
        ["records"] => records::run(),
        ["prepared"] => prepared::run(1_000_000),
        ["prepared", count] => prepared::run(count.parse()?),
        ["stream", file, threads] => stream::run(file, threads.parse()?),
        ["floor", what, file, threads] => floor::run(what, file, threads.parse()?),
        _ => Err("usage: peers queries | records | prepared [COUNT] | stream FILE THREADS | floor read|serde|sonic FILE THREADS".into()),
    }
}
