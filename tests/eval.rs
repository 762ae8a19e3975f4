//! The evaluator: its table of cases, its laws, and a second implementation to hold it against.

mod generate;
#[path = "eval/laws.rs"]
mod laws;
#[path = "eval/oracle.rs"]
mod oracle;
