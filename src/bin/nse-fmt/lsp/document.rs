//! An open document.

use gen_lsp_types::TextDocumentContentChangeEvent;
use nse_query::config::Config;
use nse_query::{Columns, Compiler, Diagnostic, Diagnostics};

use super::lines::Lines;
use super::settings::Settings;

/// What a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A query in any form: its text tells which.
    Query,
    /// Settings, an `nse.toml`.
    Settings,
}

#[derive(Debug)]
pub(super) struct Document {
    pub(super) text: String,
    pub(super) version: i32,
    pub(super) holds: Holds,
}

impl Document {
    pub(super) fn new(uri: &str, text: String, version: i32) -> Self {
        let is_settings = uri.rsplit('/').next() == Some(Config::FILE);
        Self { text, version, holds: if is_settings { Holds::Settings } else { Holds::Query } }
    }

    /// Whether it is a query as filter text.
    pub(super) fn is_text(&self) -> bool {
        self.holds == Holds::Query && !nse_query::is_json(&self.text) && !nse_query::nse::is_request(&self.text)
    }

    /// Makes a change that the client made. A place beyond the text is its end.
    pub(super) fn change(&mut self, change: TextDocumentContentChangeEvent, columns: Columns) {
        match change {
            TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => {
                let span = Lines::new(&self.text, columns).span(change.range);
                self.text.replace_range(span.start..span.end, &change.text);
            }
            TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => self.text = change.text,
        }
    }

    /// All that is wrong or odd about it, as the settings leave it.
    pub(super) fn diagnose(&self, settings: &Settings) -> Vec<Diagnostic> {
        match self.holds {
            Holds::Settings => Config::parse(&self.text).err().map(Diagnostics::into_vec).unwrap_or_default(),
            Holds::Query => {
                let mut found = settings.compiler().diagnose(&self.text);
                settings.levels.apply(&mut found);
                found
            }
        }
    }

    /// It with every certain fix applied; none where there is none to apply.
    pub(super) fn fixed(&self, compiler: &Compiler) -> Option<String> {
        match self.holds {
            Holds::Settings => None,
            Holds::Query => compiler.fix(&self.text),
        }
    }
}
