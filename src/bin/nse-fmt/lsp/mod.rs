//! `nse-fmt lsp`: the language server, over standard input and output.
//!
//! It turns what an editor asks into questions to the library, and the answers into the editor's terms; what is said is the
//! library's. One thread answers, in order, and looks ahead in what has come, so that what was cancelled is not answered.

mod actions;
mod capabilities;
mod client;
mod command;
mod completion;
mod diagnostics;
mod dispatch;
mod document;
mod failure;
mod format;
mod lines;
mod outgoing;
mod pages;
mod queue;
mod rename;
mod server;
mod settings;
mod state;
mod structure;
mod tokens;
mod transport;
mod uri;
mod workspace;

#[cfg(test)]
mod tests;

pub(crate) use server::run;
