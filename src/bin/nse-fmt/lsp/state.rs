//! What the server knows.

use std::collections::{BTreeMap, BTreeSet};

use gen_lsp_types::{DiagnosticRefreshRequest, InlayHintRefreshRequest, SemanticTokensRefreshRequest};
use lsp_server::Connection;
use nse_query::Columns;
use serde_json::Value;

use super::client::Client;
use super::document::Document;
use super::outgoing::Outgoing;
use super::pages::Pages;
use super::workspace::Workspace;
use crate::args::Options;

/// What the server knows of its client, its documents and their settings.
pub(super) struct State<'s> {
    pub(super) out: Outgoing<'s>,
    pub(super) workspace: Workspace<'s>,
    /// By URI.
    pub(super) documents: BTreeMap<String, Document>,
    pub(super) client: Client,
    pub(super) columns: Columns,
    pub(super) pages: Pages,
    /// Documents of which the client does not know yet what is wrong with them.
    pub(super) untold: BTreeSet<String>,
    /// Files of settings in which something is wrong, as the client knows.
    pub(super) told: BTreeSet<String>,
}

impl<'s> State<'s> {
    /// Before the client has said anything.
    pub(super) fn new(connection: &'s Connection, options: &'s Options) -> Self {
        Self {
            out: Outgoing::new(connection),
            workspace: Workspace::new(options),
            documents: BTreeMap::new(),
            client: Client::default(),
            columns: Columns::Utf16,
            pages: Pages::default(),
            untold: BTreeSet::new(),
            told: BTreeSet::new(),
        }
    }

    /// Settings may be others from now on: everything is looked at again.
    pub(super) fn settings_changed(&mut self) {
        self.workspace.forget();
        self.untold.extend(self.documents.keys().cloned());
        if self.client.pulls && self.client.refreshes_diagnostics {
            self.out.ask::<DiagnosticRefreshRequest>(());
        }
        if self.client.refreshes_hints {
            self.out.ask::<InlayHintRefreshRequest>(());
        }
        if self.client.refreshes_tokens {
            self.out.ask::<SemanticTokensRefreshRequest>(());
        }
    }
}

/// The tags among the options that a client gives.
pub(super) fn tags(options: &Value) -> Vec<String> {
    let tags = options["tags"].as_array().into_iter().flatten();
    tags.filter_map(|tag| tag.as_str().map(str::to_owned)).collect()
}
