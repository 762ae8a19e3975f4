//! Queries in JSON, valid and not.

mod json;
mod laws;
mod mistakes;
mod offers;
mod read;

use super::decode;
use crate::Compiler;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, apply};
use crate::limits::Limits;
use crate::nse::{encode, encode_pretty};
use crate::query::Query;

fn diagnose(json: &str, lenient: bool) -> Vec<Diagnostic> {
    let catalog = Catalog::builtin();
    match Compiler::new(&catalog).lenient(lenient).json(json) {
        Ok(checked) => checked.warnings,
        Err(diagnostics) => diagnostics.into_vec(),
    }
}

/// The code, the marked text and the pointer of everything found in `json`.
fn found(json: &str) -> Vec<String> {
    let line = |found: &Diagnostic| {
        format!("{} {} {}", found.code(), found.span.of(json), found.pointer.as_deref().unwrap_or("-"))
    };
    diagnose(json, false).iter().map(line).collect()
}

/// What the certain fixes make of `json`, whose errors must be these.
fn fixed(json: &str, codes: &[&str]) -> String {
    let found = diagnose(json, false);
    let names: Vec<_> = found.iter().map(|found| found.code().name()).collect();
    assert_eq!(names, codes, "{json}");
    apply(json, found.iter().flat_map(|found| &found.fixes).filter(|fix| fix.certain))
}

/// The query, valid and without a warning, as it is written again.
fn again(json: &str) -> String {
    let decoded = decode(json, &Catalog::builtin()).unwrap_or_else(|found| panic!("{json}: {found}"));
    encode(&decoded.query)
}

#[track_caller]
fn same(json: &str) {
    assert_eq!(again(json), json);
}

/// What the fixes of the first mistake make of `json`, each with whether it is certain.
fn offered(json: &str) -> Vec<(String, bool)> {
    let found = diagnose(json, false);
    found[0].fixes.iter().map(|fix| (apply(json, [fix]), fix.certain)).collect()
}
