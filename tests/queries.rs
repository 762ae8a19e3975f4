//! Query files through every stage, one snapshot a stage: tree, meaning, NSE JSON, formatted text.

use std::fmt::Debug;

use nse_query::{Catalog, Compiler, nse, text};

/// A stage's result, or the short form of what was found instead.
fn shown<T: Debug>(result: Result<T, nse_query::Diagnostics>) -> String {
    result.map_or_else(|diagnostics| diagnostics.to_string(), |value| format!("{value:#?}"))
}

#[test]
fn every_stage() {
    insta::glob!("queries/*.nse", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let catalog = Catalog::builtin();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let checked = Compiler::new(&catalog).text(&text);
        let json = checked.as_ref().map_or_else(ToString::to_string, |checked| nse::encode_pretty(&checked.query));
        let formatted = text::parse(&text).map(|ast| text::print(&ast, &text::Style::new(&catalog)));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("queries/snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.bind(|| {
            insta::assert_snapshot!(format!("{name}-1-tree"), shown(text::parse(&text)));
            insta::assert_snapshot!(format!("{name}-2-query"), shown(checked.map(|checked| checked.query)));
            insta::assert_snapshot!(format!("{name}-3-json"), json);
            insta::assert_snapshot!(format!("{name}-4-text"), formatted.unwrap_or_else(|found| found.to_string()));
        });
    });
}
