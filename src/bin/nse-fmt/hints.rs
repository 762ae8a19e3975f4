//! What the command line adds to a message: the flag or the command that helps, by the message's code.

use nse_query::Diagnostic;
use nse_query::diagnostic::Code;

/// What helps with `code` on the command line.
fn hint(code: Code) -> Option<&'static str> {
    Some(match code.name() {
        "E0201" => "`nse-fmt fields` lists the fields",
        "E0304" => "`nse-fmt text` turns JSON into filter text, which has comments",
        "E0326" | "E0327" => "if you mean that, add `--yes-everything`",
        "E0328" => "`--saved-searches FILE` supplies its query; if you mean everything, add `--yes-everything`",
        "E0332" => "`nse-fmt json` prints it",
        "E0401" => "`--saved-searches FILE` supplies that listing",
        "E0404" => "`--lenient` reads the queries of older clients",
        "E0411" => "if you trust the file, `--max-ratio N` allows more",
        "E0601" => "`--param NAME=VALUE` sets it",
        "E0604" | "E0605" => "repeat `--param` with the same name to give a list",
        "W0216" => "`--catalog FILE` loads it",
        "W0401" => "`--user ID` says who",
        _ => return None,
    })
}

/// Adds to each of `diagnostics` what helps on the command line.
pub(crate) fn add(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        diagnostic.help.extend(hint(diagnostic.code()).map(str::to_owned));
        // What is pasted is often not quite JSON, and whoever pastes it does not want to edit it.
        let notation = matches!(diagnostic.code().name(), "E0302" | "E0303" | "E0304" | "E0309");
        if notation && diagnostic.fixes.iter().any(|fix| fix.certain) {
            diagnostic.help.push("`nse-fmt json --fix` makes this change".to_owned());
        }
    }
}
