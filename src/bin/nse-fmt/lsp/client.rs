//! What the client says of itself. Of the hundreds of its capabilities a few matter, which are looked up: what they are not asked
//! for is not read, so that an odd client is not refused.

use std::path::PathBuf;

use gen_lsp_types::Uri;
use nse_query::Columns;
use serde_json::Value;

use super::uri;

/// What the client can do, as far as it matters.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a capability
pub(super) struct Client {
    /// It asks for diagnostics, so that none are pushed.
    pub(super) pulls: bool,
    pub(super) refreshes_diagnostics: bool,
    pub(super) refreshes_hints: bool,
    pub(super) refreshes_tokens: bool,
    /// It takes registrations of files to watch.
    pub(super) watches: bool,
    pub(super) shows_documents: bool,
    pub(super) reads_markdown: bool,
}

impl Client {
    /// By the parameters of `initialize`.
    pub(super) fn new(params: &Value) -> Self {
        let of = &params["capabilities"];
        let (document, workspace) = (&of["textDocument"], &of["workspace"]);
        let can = |capability: &Value| capability.as_bool().unwrap_or_default();
        Self {
            pulls: document["diagnostic"].is_object(),
            refreshes_diagnostics: can(&workspace["diagnostics"]["refreshSupport"]),
            refreshes_hints: can(&workspace["inlayHint"]["refreshSupport"]),
            refreshes_tokens: can(&workspace["semanticTokens"]["refreshSupport"]),
            watches: can(&workspace["didChangeWatchedFiles"]["dynamicRegistration"]),
            shows_documents: can(&of["window"]["showDocument"]["support"]),
            reads_markdown: names(&document["hover"]["contentFormat"], "markdown"),
        }
    }
}

fn names(list: &Value, name: &str) -> bool {
    list.as_array().is_some_and(|names| names.iter().any(|known| known == name))
}

/// The units of positions: bytes where the client has them, which need no counting.
pub(super) fn columns(params: &Value) -> Columns {
    let bytes = names(&params["capabilities"]["general"]["positionEncodings"], "utf-8");
    if bytes { Columns::Bytes } else { Columns::Utf16 }
}

/// The folders that are open; older clients name one.
pub(super) fn folders(params: &Value) -> Vec<PathBuf> {
    let uris: Vec<&Value> = match params["workspaceFolders"].as_array() {
        Some(folders) => folders.iter().map(|folder| &folder["uri"]).collect(),
        None => vec![&params["rootUri"]],
    };
    uris.into_iter().filter_map(|uri| uri::path(&Uri(uri.as_str()?.to_owned()))).collect()
}
