//! `grammar/nse.pest`, run.

use nse_query::text;
use pest::Parser;
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../grammar/nse.pest"]
struct Grammar;

/// Whether `text` is of the language; none where it nests too deep for the stack of the oracle.
pub(crate) fn accepts(text: &str) -> Option<bool> {
    let opening = text.matches('(').count() + text.to_ascii_lowercase().matches("not").count();
    (opening <= 500).then(|| Grammar::parse(Rule::query, text).is_ok())
}

/// The parser's answer is the grammar's.
pub(crate) fn agree(text: &str) {
    let Some(expected) = accepts(text) else { return };
    match (expected, text::parse(text)) {
        (true, Err(diagnostics)) => {
            let nesting = diagnostics.as_slice().iter().all(|diagnostic| diagnostic.code().name() == "E0222");
            assert!(nesting, "the grammar accepts {text:?}, the parser says: {diagnostics}");
        }
        (false, Ok(ast)) => panic!("the grammar refuses {text:?}, the parser reads {ast:#?}"),
        _ => {}
    }
}
