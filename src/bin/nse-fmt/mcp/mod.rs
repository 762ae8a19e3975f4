//! `nse-fmt mcp`: the server of assistants, over standard input and output, by the Model Context Protocol.
//!
//! What is said is the library's. A wrong query is an answer that says what to write instead, never an error of the
//! protocol, whose words no assistant reads. Nothing is sent to the service, and no file is written.

mod answer;
mod contacts;
mod prompt;
mod queries;
mod resources;
mod schemas;
mod server;
mod source;
mod tools;

pub(crate) use server::run;
