use super::*;
use crate::nse::encode;

fn catalog() -> Catalog {
    Catalog::builtin()
}

/// The codes and the marked text of everything found in `json`, with the pointers.
fn found(json: &str) -> Vec<String> {
    let catalog = catalog();
    let found = match Compiler::new(&catalog).json(json) {
        Ok(checked) => checked.warnings,
        Err(diagnostics) => diagnostics.into_vec(),
    };
    found
        .iter()
        .map(|found| format!("{} {} {}", found.code(), found.span.of(json), found.pointer.as_deref().unwrap_or("-")))
        .collect()
}

#[test]
fn examples() {
    let examples: serde_json::Value = serde_json::from_str(include_str!("../../../tests/examples.json")).unwrap();
    for example in examples.as_array().unwrap() {
        let json = example["json"].to_string();
        let decoded = decode(&json, &catalog()).unwrap_or_else(|found| panic!("{json}: {found}"));
        let encoded = encode(&decoded.query);
        let back: serde_json::Value = serde_json::from_str(&encoded).unwrap();
        assert_eq!(back, example["json"]);
    }
}
