//! The guarantees of the language, over generated queries and over texts made from them.

#[path = "generate/config.rs"]
mod config;
mod generate;

use nse_query::diagnostic::{Diagnostic, Severity, apply};
use nse_query::text::{self, Style};
use nse_query::{Catalog, Compiler, Query, nse};
use proptest::prelude::*;
use proptest::sample::Index;

fn read(text: &str) -> Result<Query, String> {
    Compiler::new(Catalog::builtin())
        .read(text)
        .map(|checked| checked.query)
        .map_err(|found| format!("{found}\n{text}"))
}

fn found(source: &str) -> Vec<Diagnostic> {
    match Compiler::new(Catalog::builtin()).read(source) {
        Ok(checked) => checked.warnings,
        Err(found) => found.into_vec(),
    }
}

/// The text of a query, or its JSON, with a few bytes deleted, doubled, swapped or replaced.
fn broken() -> impl Strategy<Value = String> {
    let edit = (
        0..4_u8,
        any::<Index>(),
        any::<Index>(),
        prop::sample::select(vec!['"', '(', ')', '=', ' ', ',', '.', '~', '!', 'é', '{', ':', '\\', '/']),
    );
    (generate::query(), any::<bool>(), prop::collection::vec(edit, 0..4)).prop_map(|(query, json, edits)| {
        let mut text: Vec<char> = if json { nse::encode(&query) } else { query.to_string() }.chars().collect();
        for (kind, at, other, character) in edits {
            if text.is_empty() {
                break;
            }
            let (at, other) = (at.index(text.len()), other.index(text.len()));
            match kind {
                0 => drop(text.remove(at)),
                1 => text.insert(other, text[at]),
                2 => text.swap(at, other),
                _ => text[at] = character,
            }
        }
        text.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(config::cases(512))]

    #[test]
    fn a_query_comes_back_from_its_text(query in generate::query(), width in 0..120_usize) {
        let catalog = Catalog::builtin();
        let text = text::print(&text::to_ast(&query), &Style::new(&catalog).width(width));
        prop_assert_eq!(read(&text), Ok(query), "{}", text);
    }

    #[test]
    fn a_query_comes_back_from_its_json(query in generate::query()) {
        prop_assert_eq!(read(&nse::encode(&query)), Ok(query.clone()));
        prop_assert_eq!(read(&nse::encode_pretty(&query)), Ok(query));
    }

    #[test]
    fn formatting_changes_no_meaning_and_nothing_twice(query in generate::query(), width in 0..120_usize) {
        let catalog = Catalog::builtin();
        let style = Style::new(&catalog).width(width);
        let text = query.to_string();
        let formatted = text::print(&text::parse(&text).unwrap(), &style);
        prop_assert_eq!(read(&formatted), Ok(query));
        prop_assert_eq!(text::print(&text::parse(&formatted).unwrap(), &style), formatted);
    }

    /// Each clause has its place, in text, JSON and a request; read alone there, it is the clause.
    #[test]
    fn every_clause_has_its_place(query in generate::query()) {
        let compiler = Compiler::default();
        let (text, json) = (query.to_string(), nse::encode(&query));
        let request = format!("/api/v1/contacts?query={}", nse::url_encode(&json));
        for source in [&text, &json, &request] {
            let checked = compiler.read(source).unwrap();
            prop_assert_eq!(checked.places.len(), query.clauses().count(), "{}", source);
            for (clause, place) in query.clauses().zip(checked.places.iter()) {
                let written = place.clause.of(source);
                let alone = if source == &request { nse::from_request(&format!("?query={written}")).unwrap() } else { written.to_owned() };
                prop_assert_eq!(&compiler.read(&alone).unwrap().query, &Query::clause(clause.clone()), "{}", alone);
                if let Some(pointer) = place.pointer {
                    let read = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
                    let (whole, alone) = (read(&json), read(&nse::encode(&Query::clause(clause.clone()))));
                    prop_assert_eq!(whole.pointer(&pointer), Some(&alone), "{} of {}", pointer, json);
                }
                for part in [place.field, place.operator, place.value] {
                    prop_assert!(place.clause.start <= part.start && part.start < part.end && part.end <= place.clause.end);
                }
            }
        }
    }

    #[test]
    fn every_place_lies_in_the_source(source in prop_oneof![broken(), "\\PC{0,40}", ".{0,40}"]) {
        for diagnostic in found(&source) {
            let edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            let related = diagnostic.related.iter().map(|label| label.span);
            for span in edits.chain(related).chain([diagnostic.span]) {
                prop_assert!(source.get(span.start..span.end).is_some(), "{:?} in {:?}: {}", span, source, diagnostic);
            }
        }
    }

    #[test]
    fn every_fix_removes_its_mistake(source in broken()) {
        let before = found(&source);
        // Where several mistakes stand side by side, the mending of one may show what it hid.
        let errors = before.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
        for diagnostic in before.iter().filter(|_| errors < 2) {
            for fix in &diagnostic.fixes {
                let fixed = apply(&source, [fix]);
                let count = |found: &[Diagnostic]| found.iter().filter(|other| other.message() == diagnostic.message()).count();
                prop_assert!(
                    count(&found(&fixed)) < count(&before),
                    "{diagnostic} in\n{source}\nis still there after “{}”:\n{fixed}", fix.label
                );
            }
        }
    }
}

#[test]
fn an_object_of_many_keys_is_one_mistake_found_in_linear_time() {
    let members: Vec<_> = (0..20_000).map(|key| format!(r#""tag {key}": {{"is": "vip"}}"#)).collect();
    let source = format!("{{{}}}", members.join(", "));
    let found = found(&source);
    let fixed = apply(&source, found.iter().flat_map(|diagnostic| &diagnostic.fixes));
    assert!(fixed.starts_with(r#"{"and": [{"tag 0": {"is": "vip"}}, {"tag 1""#), "{}", &fixed[..80]);
}
