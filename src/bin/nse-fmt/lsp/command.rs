//! Commands: a query in another form, in words, or shorter. Each shows its result, and gives it.

use gen_lsp_types::{ExecuteCommandParams, MessageType, ShowDocumentParams, ShowDocumentRequest, Uri};
use nse_query::query::{Simplified, simplify};
use nse_query::text::{Style, print, to_ast};
use nse_query::{Checked, Query, Span, nse};
use serde_json::Value;

use super::document::{Document, Holds};
use super::failure::Failure;
use super::settings::Settings;
use super::state::State;
use crate::explain;

const TO_JSON: &str = "nse.convertToJson";
const TO_TEXT: &str = "nse.convertToText";
const EXPLAIN: &str = "nse.explain";
const SIMPLIFY: &str = "nse.simplify";

pub(super) const NAMES: [&str; 4] = [TO_JSON, TO_TEXT, EXPLAIN, SIMPLIFY];

/// The title and the name of each command for a document.
pub(super) fn of(document: &Document) -> Vec<(&'static str, &'static str)> {
    if document.holds != Holds::Query || document.text.trim().is_empty() {
        return Vec::new();
    }
    let convert =
        if document.is_text() { ("Convert to NSE JSON", TO_JSON) } else { ("Convert to filter text", TO_TEXT) };
    vec![convert, ("Explain in plain English", EXPLAIN), ("Simplify", SIMPLIFY)]
}

/// What a command comes to, and how it is shown.
struct Outcome {
    text: String,
    /// The name of the file that shows it; a message else.
    file: Option<&'static str>,
}

/// Runs a command. Its first argument is the URI of an open document, or an object with it as `uri`.
pub(super) fn execute(state: &mut State<'_>, params: &ExecuteCommandParams) -> Result<Option<Value>, Failure> {
    let argument = params.arguments.iter().flatten().next().cloned().unwrap_or_default();
    let uri = argument.as_str().or_else(|| argument["uri"].as_str());
    let uri = uri.ok_or_else(|| Failure::refused("the first argument of a command is the URI of a document"))?;
    let uri = Uri(uri.to_owned());
    let settings = state.workspace.settings(&uri);
    let document = state.documents.get(&uri.0);
    let document = document.ok_or_else(|| Failure::refused(format!("`{}` is not open here", uri.0)))?;
    let checked = read(document, &settings)?;
    let outcome = match params.command.as_str() {
        TO_JSON => Outcome { text: nse::encode_pretty(&checked.query) + "\n", file: Some("query.nse.json") },
        TO_TEXT => Outcome { text: printed(&checked.query, &settings), file: Some("query.nse") },
        EXPLAIN => {
            let (now, zone) = settings.present();
            Outcome {
                text: explain::text(&checked.query, &checked.resolved, &format!("{now} in {zone}")),
                file: Some("explanation.txt"),
            }
        }
        SIMPLIFY => simplified(&checked, document, &settings),
        other => return Err(Failure::refused(format!("there is no command `{other}`"))),
    };
    show(state, &outcome);
    Ok(Some(outcome.text.into()))
}

/// The query of `document`; what is wrong with it where there is none.
fn read(document: &Document, settings: &Settings) -> Result<Checked, Failure> {
    if document.holds != Holds::Query {
        return Err(Failure::refused("settings are not a query"));
    }
    settings.compiler().read(&document.text).map_err(|found| Failure::refused(found.to_string()))
}

fn printed(query: &Query, settings: &Settings) -> String {
    print(&to_ast(query), &Style::new(settings.catalog()).width(settings.line_width)) + "\n"
}

fn simplified(checked: &Checked, document: &Document, settings: &Settings) -> Outcome {
    let simple = simplify(&checked.query);
    let whole = Span::new(0, document.text.len());
    match (simple.warning(whole), simple) {
        (None, Simplified::Query(query)) if document.is_text() => {
            Outcome { text: printed(&query, settings), file: Some("simplified.nse") }
        }
        (None, Simplified::Query(query)) => {
            Outcome { text: nse::encode_pretty(&query) + "\n", file: Some("simplified.nse.json") }
        }
        (warning, simple) => {
            let text = warning.map_or_else(|| simple.to_string(), |warning| warning.message().to_owned());
            Outcome { text, file: None }
        }
    }
}

/// Shows `outcome` in an editor, where that can be, and as a message else.
fn show(state: &mut State<'_>, outcome: &Outcome) {
    let file = outcome.file.filter(|_| state.client.shows_documents);
    match file.and_then(|name| state.pages.write(name, &outcome.text).ok()) {
        Some(uri) => state.out.ask::<ShowDocumentRequest>(ShowDocumentParams {
            uri,
            external: None,
            take_focus: Some(true),
            selection: None,
        }),
        None => state.out.show(MessageType::Info, outcome.text.clone()),
    }
}
