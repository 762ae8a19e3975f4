use serde_json::{Value, json};

use super::client::{Client, edited};

const URI: &str = "untitled:query";

fn with(text: &str) -> Client {
    let capabilities = json!({"general": {"positionEncodings": ["utf-16", "utf-8"]}});
    let mut client = Client::ready(&["--now", "2026-11-15T12:00:00Z"], &capabilities);
    client.open(URI, text);
    client
}

#[test]
fn mistakes_are_told_with_all_that_is_known_of_them() {
    let mut client = with("emial = x and rating > 3 or (tag = vip");
    let told = client.hear("textDocument/publishDiagnostics");
    assert_eq!((&told["uri"], &told["version"]), (&json!(URI), &json!(1)));
    let [first, second] = told["diagnostics"].as_array().unwrap().as_slice() else { panic!("{told}") };
    assert_eq!((&first["code"], &first["severity"], &first["source"]), (&json!("E0201"), &json!(1), &json!("nse")));
    assert_eq!(first["range"], json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 5}}));
    let page = first["codeDescription"]["href"].as_str().unwrap().strip_prefix("file://").unwrap();
    assert!(std::fs::read_to_string(page).unwrap().starts_with("# E0201: "));
    assert_eq!((&second["code"], &second["severity"], &second["tags"]), (&json!("E0107"), &json!(1), &Value::Null));
    assert_eq!(second["relatedInformation"][0]["location"]["range"]["start"], json!({"line": 0, "character": 38}));
    client.open(URI, "tag = vip\nand tag = vip");
    let told = client.hear("textDocument/publishDiagnostics");
    let found = &told["diagnostics"][0];
    assert_eq!((&found["code"], &found["severity"], &found["tags"]), (&json!("W0202"), &json!(2), &json!([1])));
    assert_eq!(found["relatedInformation"][0]["location"]["range"]["start"], json!({"line": 0, "character": 0}));
    assert_eq!(client.end(), 0);
}

#[test]
fn every_fix_is_an_action_and_the_certain_ones_are_one() {
    let mut client = with("emial = x and tag == vip and name = Jon");
    let actions = client.about("textDocument/codeAction", URI);
    let titles: Vec<_> = actions.as_array().unwrap().iter().map(|action| action["title"].as_str().unwrap()).collect();
    assert_eq!(titles[..2], ["Use `email`", "Use `=`"]);
    assert_eq!(titles[titles.len() - 2..], ["Use `~`", "Apply all certain fixes"]);
    assert_eq!((&actions[0]["kind"], &actions[0]["isPreferred"]), (&json!("quickfix"), &Value::Null));
    assert_eq!((&actions[1]["isPreferred"], &actions[1]["diagnostics"][0]["code"]), (&json!(true), &json!("E0114")));
    // Who asks for the wider kind gets it too.
    for only in ["source.fixAll", "source.fixAll.nse", "source"] {
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
        let context = json!({"diagnostics": [], "only": [only]});
        let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
        let actions = client.ask("textDocument/codeAction", params).unwrap();
        assert_eq!(actions[0]["kind"], "source.fixAll.nse", "{only}");
        let fixed = edited("emial = x and tag == vip and name = Jon", &actions[0]["edit"]["changes"][URI]);
        assert_eq!(fixed, "emial = x and tag = vip and name = Jon");
    }
    assert_eq!(client.end(), 0);
}

#[test]
fn what_may_be_written_is_offered_with_its_edit_and_words_about_it() {
    let mut client = with("// é\ncompany la");
    let offers = client.at("textDocument/completion", URI, 1, 10);
    let first = &offers["items"][0];
    assert_eq!((&first["label"], &first["kind"]), (&json!("company last contacted"), &json!(5)));
    assert_eq!(first["textEdit"]["newText"], "company last contacted");
    assert_eq!(first["textEdit"]["range"]["start"], json!({"line": 1, "character": 0}));
    let about = first["documentation"]["value"].as_str().unwrap();
    assert!(about.starts_with("`company last contacted`: a point in time. It takes "), "{about}");
    let about = client.at("textDocument/hover", URI, 1, 3);
    assert_eq!(about, Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn a_place_is_explained_in_text_and_in_json() {
    let mut client = with("created in this month");
    let about = client.at("textDocument/hover", URI, 0, 14);
    let said = "contacts created from 1 November 2026 to 30 November 2026: this month (2026-11-01 to 2026-11-30)";
    assert_eq!(about["contents"]["value"], said);
    client.open("file:///a.nse.json", r#"{"rating": {"gt": 3}}"#);
    let about = client.at("textDocument/hover", "file:///a.nse.json", 0, 12);
    assert_eq!(about["contents"]["value"], "`>` (in NSE JSON `gt`): is more, or after that day");
    assert_eq!(client.end(), 0);
}

#[test]
fn a_document_or_a_range_is_formatted_as_the_command_line_does() {
    let text = "name  contains Jon\nAND tag is 'vip'";
    let mut client = with(text);
    let edits = client.about("textDocument/formatting", URI);
    assert_eq!(edited(text, &edits), "name ~ Jon and tag = vip\n");
    let range = json!({"start": {"line": 1, "character": 6}, "end": {"line": 1, "character": 7}});
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let params = json!({"textDocument": {"uri": URI}, "range": range, "options": options});
    let edits = client.ask("textDocument/rangeFormatting", params).unwrap();
    assert_eq!(edited(text, &edits), "name  contains Jon\nAND tag = vip");
    client.open("untitled:json", r#"{"and":[{"tag":{"is":"vip"}},{"rating":{"gt":3}}]}"#);
    let edits = client.about("textDocument/formatting", "untitled:json");
    assert!(
        edited(r#"{"and":[{"tag":{"is":"vip"}},{"rating":{"gt":3}}]}"#, &edits).contains("\n  {\"tag\""),
        "{edits}"
    );
    // What has mistakes stays as it is.
    client.open(URI, "tag = (");
    assert_eq!(client.about("textDocument/formatting", URI), Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn the_parts_of_a_query_are_listed_folded_and_selected() {
    let text = "// one\n// two\ntag = vip\nand (\n  rating > 3\n  or not email is empty\n)\nand phone in (";
    let mut client = with(text);
    let symbols = client.about("textDocument/documentSymbol", URI);
    let names: Vec<_> = symbols.as_array().unwrap().iter().map(|part| part["name"].as_str().unwrap()).collect();
    assert_eq!(names[..2], ["tag = vip", "any of"]);
    assert_eq!(symbols[1]["children"][1]["children"][0]["name"], "email is empty");
    let folds = client.about("textDocument/foldingRange", URI);
    assert_eq!(
        (&folds[0]["startLine"], &folds[0]["endLine"], &folds[0]["kind"]),
        (&json!(0), &json!(1), &json!("comment"))
    );
    assert_eq!((&folds[1]["startLine"], &folds[1]["endLine"]), (&json!(3), &json!(5)));
    let params = json!({"textDocument": {"uri": URI}, "positions": [{"line": 4, "character": 11}]});
    let selections = client.ask("textDocument/selectionRange", params).unwrap();
    let mut depth = 0;
    let mut grown = &selections[0];
    while !grown.is_null() {
        depth += 1;
        grown = &grown["parent"];
    }
    assert_eq!((depth, &selections[0]["range"]["start"]), (6, &json!({"line": 4, "character": 11})));
    assert_eq!(client.end(), 0);
}

#[test]
fn tokens_are_those_of_the_library() {
    let mut client = with("tag = {t} // x\nand created in last 3 months");
    let tokens = client.about("textDocument/semanticTokens/full", URI);
    // Line, character, length, type, modifiers; the first two from the token before.
    let expected = [
        0, 0, 3, 0, 0, 0, 4, 1, 1, 0, 0, 2, 3, 5, 0, 0, 4, 4, 7, 0, 1, 0, 3, 2, 0, 0, 4, 7, 0, 0, 0, 8, 2, 1, 0, 0, 3,
        4, 2, 0, 0, 5, 1, 4, 0, 0, 2, 6, 6, 0,
    ];
    assert_eq!(tokens["data"], json!(expected.as_slice()));
    let range = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 3}});
    let params = json!({"textDocument": {"uri": URI}, "range": range});
    let tokens = client.ask("textDocument/semanticTokens/range", params).unwrap();
    assert_eq!(tokens["data"], json!([1, 0, 3, 2, 0]));
    assert_eq!(client.end(), 0);
}

#[test]
fn hints_have_the_days_of_moving_dates() {
    let mut client = with("created in this month and emial = x and updated in 7 days ago..today");
    let hints = client.about("textDocument/inlayHint", URI);
    assert_eq!(
        (&hints[0]["label"], &hints[0]["position"]["character"]),
        (&json!("2026-11-01 to 2026-11-30"), &json!(21))
    );
    assert_eq!(hints[1]["label"], "2026-11-08 to 2026-11-15");
    assert_eq!(client.end(), 0);
}

#[test]
fn a_parameter_is_renamed_everywhere_and_nothing_else_is() {
    let text = "tag = {tag} or any ~ {tag}";
    let mut client = with(text);
    let place = client.at("textDocument/prepareRename", URI, 0, 8);
    assert_eq!((&place["placeholder"], &place["range"]["start"]["character"]), (&json!("tag"), &json!(7)));
    assert_eq!(client.at("textDocument/prepareRename", URI, 0, 1), Value::Null);
    let rename = |name: &str, character: u32| json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": character}, "newName": name});
    let edit = client.ask("textDocument/rename", rename("label", 8)).unwrap();
    assert_eq!(edited(text, &edit["changes"][URI]), "tag = {label} or any ~ {label}");
    // Neither a name that cannot be, nor what is not a parameter.
    for (name, character) in [("2nd", 8), ("", 8), ("x", 1)] {
        assert_eq!(client.ask("textDocument/rename", rename(name, character)), Err(-32803));
    }
    assert_eq!(client.end(), 0);
}

#[test]
fn commands_show_and_give_their_result() {
    let mut client = with("tag = vip and tag = vip and created in today");
    let run = |command: &str| json!({"command": command, "arguments": [URI]});
    let json = client.ask("workspace/executeCommand", run("nse.convertToJson")).unwrap();
    assert!(json.as_str().unwrap().starts_with("{\"and\": [\n"), "{json}");
    assert_eq!(client.hear("window/showMessage")["message"], json);
    let words = client.ask("workspace/executeCommand", run("nse.explain")).unwrap();
    assert!(words.as_str().unwrap().contains("moving dates, at 2026-11-15T12:00:00Z in UTC"), "{words}");
    let simple = client.ask("workspace/executeCommand", run("nse.simplify")).unwrap();
    assert_eq!(simple, "tag = vip and created in 2026-11-15\n");
    assert_eq!(client.ask("workspace/executeCommand", run("nse.nothing")), Err(-32803));
    let other = json!({"command": "nse.explain", "arguments": [{"uri": "file:///none"}]});
    assert_eq!(client.ask("workspace/executeCommand", other), Err(-32803));
    // With nothing to mend they stand in the menu.
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let params = json!({"textDocument": {"uri": URI}, "range": range, "context": {"diagnostics": []}});
    let actions = client.ask("textDocument/codeAction", params).unwrap();
    assert_eq!(actions[0]["command"]["command"], "nse.convertToJson");
    assert_eq!(client.end(), 0);
}

/// A client that can shows a file.
#[test]
fn a_result_is_shown_as_a_document() {
    let mut client = Client::ready(&[], &json!({"window": {"showDocument": {"support": true}}}));
    client.open(URI, "tag = vip");
    client.ask("workspace/executeCommand", json!({"command": "nse.convertToJson", "arguments": [URI]})).unwrap();
    let shown = client.hear("window/showDocument");
    let path = shown["uri"].as_str().unwrap().strip_prefix("file://").unwrap();
    assert_eq!(std::fs::read_to_string(path).unwrap(), "{\"tag\": {\"is\": \"vip\"}}\n");
    assert_eq!(client.end(), 0);
}
