//! The evaluator: its table of cases, its laws, and a second implementation to hold it against.

#![allow(clippy::unwrap_used)] // a test stops where something is wrong

#[path = "eval/answers.rs"]
mod answers;
mod generate;
#[path = "eval/laws.rs"]
mod laws;
#[path = "eval/oracle.rs"]
mod oracle;
#[path = "eval/prepared.rs"]
mod prepared;
#[path = "eval/set.rs"]
mod set;
#[path = "eval/table.rs"]
mod table;
#[path = "eval/words.rs"]
mod words;
