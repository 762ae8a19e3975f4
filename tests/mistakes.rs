//! Mistakes as people make them, a line of `tests/mistakes/*.txt` each, and beside it what is said and offered in brief:
//! code, place, message, label, advice, and the text that each fix makes. `tests/diagnostics` shows the messages whole.

use std::fmt::Write as _;

use nse_query::value::Zone;
use nse_query::{Catalog, Compiler, Diagnostic, Diagnostics, diagnostic};

fn found(source: &str, json: bool) -> Vec<Diagnostic> {
    let catalog = Catalog::builtin();
    let now = "2026-11-15T12:00:00Z".parse().unwrap_or_else(|error| panic!("{error}"));
    let compiler = Compiler::new(&catalog).now(now, Zone::UTC);
    let read = if json { compiler.json(source) } else { compiler.read(source) };
    read.map_or_else(Diagnostics::into_vec, |checked| checked.warnings)
}

/// `source` and what is found in it, with `⏎` for line breaks.
fn shown(source: &str, json: bool) -> String {
    let line = |text: &str| text.replace('\n', "⏎").trim_end().to_owned();
    let mut shown = vec![line(source)];
    for found in found(source, json) {
        let mut said = format!("{} {} `{}` {}", found.code(), found.span.start, found.span.of(source), found.message());
        if !found.label.is_empty() {
            let _ = write!(said, ": {}", found.label);
        }
        for related in &found.related {
            let _ = write!(said, "; {} `{}` {}", related.span.start, related.span.of(source), related.text);
        }
        shown.push(line(&format!("  {said}")));
        shown.extend(found.help.iter().map(|help| line(&format!("    = {help}"))));
        for fix in &found.fixes {
            let sure = if fix.certain { '!' } else { '?' };
            shown.push(line(&format!("    {sure} {}", diagnostic::apply(source, [fix]))));
        }
    }
    assert!(shown.len() > 1, "no mistake in {source}");
    shown.join("\n")
}

#[test]
fn what_is_said_and_offered() {
    insta::glob!("mistakes/*.txt", |path| {
        let sources = std::fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let shown = |line: &str| shown(&line.replace('⏎', "\n"), name == "json");
        let all: Vec<String> = sources.lines().map(shown).collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("mistakes");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.remove_snapshot_suffix();
        settings.bind(|| insta::assert_snapshot!(name, all.join("\n")));
    });
}
