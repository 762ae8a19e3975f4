use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::super::uri;
use super::client::Client;

const METADATA: &str = r#"{"tabs": [{"members": [{"type": "field", "name": "lead status", "field_type": {
    "field_kind": "choice", "values": {"ordering_type": "ordinal", "values": [{"id": "1", "value": "Open"}]}}}]}]}"#;

fn folder(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("nse.toml"), settings).unwrap();
    fs::write(folder.path().join("account.json"), METADATA).unwrap();
    let searches = r#"{"resources": [{"id": "4fc886dc682c4a64dd060062", "name": "Old friends", "query": "{}"}]}"#;
    fs::write(folder.path().join("searches.json"), searches).unwrap();
    fs::create_dir(folder.path().join("below")).unwrap();
    folder
}

fn uri_in(folder: &TempDir, name: &str) -> String {
    uri::of(&folder.path().join(name)).0
}

fn codes(told: &Value) -> Vec<&str> {
    told["diagnostics"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

#[test]
fn the_settings_of_the_folder_hold_for_its_documents() {
    let settings = "catalog = 'account.json'\nsaved-searches = 'searches.json'\ndeny = ['W0202']\nline-width = 10\n";
    let folder = folder(settings);
    let query = uri_in(&folder, "below/a b.nse");
    let mut client = Client::ready(&[], &json!({}));
    client.open(&query, "lead status = 1 and saved_search = 4fc886dc682c4a64dd060062 and tag = vip and tag = vip");
    let told = client.hear("textDocument/publishDiagnostics");
    let found = told["diagnostics"].as_array().unwrap();
    assert!(found.iter().any(|found| found["code"] == "W0202" && found["severity"] == 1), "{told}");
    let hints = client.about("textDocument/inlayHint", &query);
    assert_eq!((&hints[0]["label"], &hints[1]["label"]), (&json!("Open"), &json!("Old friends")));
    client.open(&query, "lead status = ");
    let offers = client.at("textDocument/completion", &query, 0, 14);
    assert_eq!(offers["items"][0]["label"], "Open");
    client.open(&query, "saved_search = ");
    let offers = client.at("textDocument/completion", &query, 0, 15);
    assert_eq!(offers["items"][0]["textEdit"]["newText"], "4fc886dc682c4a64dd060062");
    client.open(&query, "tag = a and tag = b");
    let edits = client.about("textDocument/formatting", &query);
    assert!(edits.to_string().contains("\\nand"), "{edits}");
    assert_eq!(client.end(), 0);
}

#[test]
fn settings_that_change_are_read_anew() {
    let folder = folder("");
    let query = uri_in(&folder, "a.nse");
    let watching = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}, "inlayHint": {"refreshSupport": true}}});
    let mut client = Client::ready(&[], &watching);
    let registered = client.hear("client/registerCapability");
    assert_eq!(registered["registrations"][0]["registerOptions"]["watchers"][0]["globPattern"], "**/nse.toml");
    client.open(&query, "tag = vip and tag = vip");
    assert_eq!(codes(&client.hear("textDocument/publishDiagnostics")), ["W0202"]);
    // A typo is told at the file itself, and taken back.
    for (settings, of_query, of_settings) in [
        ("alow = ['W0202']", &["W0202"][..], &["E0702"][..]),
        ("allow = ['W0202']", &[], &[]),
        ("catalog = 'none.json'", &["W0202"], &["nse.toml"]),
    ] {
        fs::write(folder.path().join("nse.toml"), settings).unwrap();
        let changes = json!({"changes": [{"uri": uri_in(&folder, "nse.toml"), "type": 2}]});
        client.tell("workspace/didChangeWatchedFiles", changes);
        assert_eq!(codes(&client.hear("textDocument/publishDiagnostics")), of_query);
        let told = client.hear("textDocument/publishDiagnostics");
        assert_eq!((&told["uri"], codes(&told)), (&json!(uri_in(&folder, "nse.toml")), of_settings.to_vec()));
        client.hear("workspace/inlayHint/refresh");
    }
    // What has nothing to do with settings changes nothing.
    let changes = json!({"changes": [{"uri": uri_in(&folder, "package.json"), "type": 2}]});
    client.tell("workspace/didChangeWatchedFiles", changes);
    client.ask("shutdown", Value::Null).unwrap();
    assert!(client.heard.is_empty(), "{:?}", client.heard);
    client.leave();
}

/// Not every client watches files.
#[test]
fn saving_is_enough_for_a_client_that_watches_nothing() {
    let folder = folder("");
    let query = uri_in(&folder, "a.nse");
    let mut client = Client::ready(&[], &json!({}));
    client.open(&query, "lead status = Open");
    assert_eq!(codes(&client.hear("textDocument/publishDiagnostics")), ["W0216"]);
    fs::write(folder.path().join("nse.toml"), "catalog = ['account.json']").unwrap();
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": query}}));
    assert!(codes(&client.hear("textDocument/publishDiagnostics")).is_empty());
    assert_eq!(client.end(), 0);
}

#[test]
fn settings_that_are_open_have_mistakes_and_fixes_too() {
    let folder = folder("tz = 'UTC'");
    let settings = uri_in(&folder, "nse.toml");
    let mut client = Client::ready(&[], &json!({}));
    client.open(&settings, "timezone = 'UTC'\nweek-start = 'sundy'");
    assert_eq!(codes(&client.hear("textDocument/publishDiagnostics")), ["E0702", "E0703"]);
    let actions = client.about("textDocument/codeAction", &settings);
    assert_eq!(actions[0]["title"], "Use `sunday`");
    assert_eq!(client.about("textDocument/formatting", &settings), Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn flags_and_tags_of_the_client_count() {
    let folder = folder("tz = 'Asia/Tokyo'");
    let mut client = Client::new(&["--now", "2026-11-15T20:00:00Z", "--tz", "UTC"]);
    let root = uri::of(folder.path()).0;
    let params = json!({
        "capabilities": {}, "processId": null, "rootUri": root, "initializationOptions": {"tags": ["vip"]},
    });
    client.ask("initialize", params).unwrap();
    client.open("untitled:1", "created in today and tag = ");
    assert_eq!(client.about("textDocument/inlayHint", "untitled:1")[0]["label"], "2026-11-15");
    assert_eq!(client.at("textDocument/completion", "untitled:1", 0, 27)["items"][0]["label"], "vip");
    client.tell("workspace/didChangeConfiguration", json!({"settings": {"nse": {"tags": ["press"]}}}));
    assert_eq!(client.at("textDocument/completion", "untitled:1", 0, 27)["items"][0]["label"], "press");
    assert_eq!(client.end(), 0);
}
