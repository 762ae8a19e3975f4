//! Code actions: the fixes, all certain fixes at once, and the commands.

use std::collections::HashMap;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Command, TextEdit, Uri, WorkspaceEdit,
};
use nse_query::{Diagnostic, Span};

use super::command;
use super::diagnostics;
use super::document::Document;
use super::lines::{Lines, replacement};
use super::state::State;

/// The certain fixes, all at once. A client that asks for `source.fixAll` gets it too.
const FIX_ALL: &str = "source.fixAll.nse";

/// The commands.
const COMMAND: &str = "source.nse";

pub(super) fn kinds() -> Vec<CodeActionKind> {
    vec![CodeActionKind::QuickFix, custom(FIX_ALL), custom(COMMAND)]
}

const fn custom(kind: &'static str) -> CodeActionKind {
    CodeActionKind::Custom(std::borrow::Cow::Borrowed(kind))
}

/// What is offered for a range.
pub(super) fn actions(state: &mut State<'_>, params: &CodeActionParams) -> Option<Vec<CodeActionResponse>> {
    let uri = &params.text_document.uri;
    let settings = state.workspace.settings(uri);
    let document = state.documents.get(&uri.0)?;
    let only = &params.context.only;
    let wanted = |kind: &str| {
        only.as_ref().is_none_or(|only| only.iter().any(|asked| is_of(kind, &String::from(asked.clone()))))
    };
    let lines = Lines::new(&document.text, state.columns);
    let at = lines.span(params.range);
    let mut actions = Vec::new();
    let found = document.diagnose(&settings);
    if wanted("quickfix") {
        for found in found.iter().filter(|found| touches(found.span, at)) {
            let diagnostic = diagnostics::one(found, &lines, uri, &mut state.pages);
            actions.extend(quick_fixes(found, &diagnostic, &lines, uri));
        }
    }
    if wanted(FIX_ALL) {
        actions.extend(fix_all(document, document.fixed(&settings.compiler()), &lines, uri));
    }
    // Unasked, only where nothing is to be mended.
    if wanted(COMMAND) & (only.is_some() || actions.is_empty()) {
        actions.extend(commands(document, uri));
    }
    Some(actions.into_iter().map(CodeActionResponse::CodeAction).collect())
}

/// Whether `kind` is `asked` or one of its kinds.
fn is_of(kind: &str, asked: &str) -> bool {
    let rest = kind.strip_prefix(asked);
    asked.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

const fn touches(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

fn quick_fixes(
    found: &Diagnostic,
    diagnostic: &gen_lsp_types::Diagnostic,
    lines: &Lines<'_>,
    uri: &Uri,
) -> Vec<CodeAction> {
    let fix = |fix: &nse_query::diagnostic::Fix| CodeAction {
        title: capitalized(&fix.label),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic.clone()]),
        is_preferred: fix.certain.then_some(true),
        edit: Some(workspace_edit(uri, lines.edits(&fix.edits))),
        ..CodeAction::default()
    };
    found.fixes.iter().map(fix).collect()
}

fn fix_all(document: &Document, fixed: Option<String>, lines: &Lines<'_>, uri: &Uri) -> Option<CodeAction> {
    let edit = replacement(&document.text, &fixed?)?;
    Some(CodeAction {
        title: "Apply all certain fixes".to_owned(),
        kind: Some(custom(FIX_ALL)),
        edit: Some(workspace_edit(uri, vec![lines.edit(&edit)])),
        ..CodeAction::default()
    })
}

fn commands(document: &Document, uri: &Uri) -> Vec<CodeAction> {
    let action = |(title, name): (&'static str, &'static str)| CodeAction {
        title: title.to_owned(),
        kind: Some(custom(COMMAND)),
        command: Some(Command {
            title: title.to_owned(),
            command: name.to_owned(),
            arguments: Some(vec![uri.0.clone().into()]),
            ..Command::default()
        }),
        ..CodeAction::default()
    };
    command::of(document).into_iter().map(action).collect()
}

/// `edits` of the document at `uri`.
pub(super) fn workspace_edit(uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..WorkspaceEdit::default() }
}

/// `text` as it begins a line of a menu.
fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}
