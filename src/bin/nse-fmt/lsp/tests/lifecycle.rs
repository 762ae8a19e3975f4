use std::fmt::Write as _;

use serde_json::{Value, json};

use super::client::Client;

const URI: &str = "untitled:query";

fn change(start: (u32, u32), end: (u32, u32), text: &str) -> Value {
    let at = |(line, character): (u32, u32)| json!({"line": line, "character": character});
    json!({"range": {"start": at(start), "end": at(end)}, "text": text})
}

fn changed(version: i32, changes: &[Value]) -> Value {
    json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": changes})
}

#[test]
fn positions_are_counted_as_agreed() {
    for (offered, chosen, column) in [
        (json!(["utf-16", "utf-8"]), "utf-8", 15),
        (json!(["utf-32", "utf-16"]), "utf-16", 13),
        (Value::Null, "utf-16", 13),
    ] {
        let mut client = Client::new(&[]);
        let result = client.initialize(&json!({"general": {"positionEncodings": offered}}));
        assert_eq!(result["capabilities"]["positionEncoding"], chosen);
        client.open(URI, "any ~ 😀 and emial = x");
        let told = client.hear("textDocument/publishDiagnostics");
        let found = told["diagnostics"].as_array().unwrap().iter().find(|found| found["code"] == "E0201").unwrap();
        assert_eq!(found["range"]["start"]["character"], column);
        // The same units are read.
        client.tell("textDocument/didChange", changed(2, &[change((0, column), (0, column + 5), "email")]));
        let told = client.hear("textDocument/publishDiagnostics");
        assert!(told["diagnostics"].as_array().unwrap().iter().all(|found| found["code"] != "E0201"), "{told}");
        assert_eq!(client.end(), 0);
    }
}

/// Also such as a client should not send.
#[test]
fn changes_are_made_in_order() {
    let mut client = Client::ready(&[], &json!({}));
    client.open(URI, "tag = vip\r\nand rating > 3");
    let changes = [
        change((0, 6), (0, 9), "a"),
        change((1, 0), (1, 99), "or b = 1"),
        change((99, 0), (99, 0), "\n"),
        change((0, 3), (0, 1), ""),
    ];
    client.tell("textDocument/didChange", changed(2, &changes));
    client.tell(
        "textDocument/didChange",
        json!({"textDocument": {"uri": "file:///none", "version": 1}, "contentChanges": []}),
    );
    client.tell("textDocument/didChange", json!("nonsense"));
    let symbols = client.about("textDocument/documentSymbol", URI);
    assert_eq!((&symbols[0]["name"], &symbols[1]["name"]), (&json!("tag = a"), &json!("b = 1")));
    client.tell("textDocument/didChange", changed(3, &[json!({"text": "tag = c"})]));
    assert_eq!(client.about("textDocument/documentSymbol", URI)[0]["name"], "tag = c");
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(client.about("textDocument/documentSymbol", URI), Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn what_was_cancelled_is_not_answered() {
    let mut client = Client::ready(&[], &json!({}));
    let text = (0..3_000).fold("tag = vip".to_owned(), |mut text, number| {
        let _ = write!(text, "\nor tag = {number}");
        text
    });
    client.open(URI, &text);
    let place = json!({"textDocument": {"uri": URI}});
    let first = client.send("textDocument/semanticTokens/full", place.clone());
    let second = client.send("textDocument/semanticTokens/full", place.clone());
    client.tell("$/cancelRequest", json!({"id": second}));
    client.tell("$/cancelRequest", json!({"id": 12_345}));
    let third = client.send("textDocument/foldingRange", place);
    assert!(client.wait(&first).is_ok());
    assert_eq!(client.wait(&second), Err(-32800));
    assert!(client.wait(&third).is_ok());
    assert_eq!(client.end(), 0);
}

#[test]
fn a_client_that_pulls_is_told_when_it_asks() {
    let mut client = Client::ready(&[], &json!({"textDocument": {"diagnostic": {}}}));
    client.open(URI, "emial = x");
    let report = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": URI}})).unwrap();
    assert_eq!((&report["kind"], &report["items"][0]["code"]), (&json!("full"), &json!("E0201")));
    let report = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": "file:///none"}})).unwrap();
    assert_eq!(report["items"], json!([]));
    client.ask("shutdown", Value::Null).unwrap();
    assert!(client.heard.is_empty(), "{:?}", client.heard);
    assert_eq!(client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": URI}})), Err(-32600));
    client.tell("exit", Value::Null);
    assert_eq!(client.leave(), 0);
}

#[test]
fn nothing_ends_it_but_the_end() {
    let mut client = Client::new(&[]);
    client.tell("textDocument/didOpen", json!({}));
    assert_eq!(client.ask("textDocument/hover", json!({})), Err(-32002));
    assert_eq!(client.ask("initialize", json!([])), Err(-32602));
    client.initialize(&json!({}));
    assert_eq!(client.ask("initialize", json!({"capabilities": {}})), Err(-32600));
    assert_eq!(client.ask("textDocument/nothing", Value::Null), Err(-32601));
    assert_eq!(client.ask("textDocument/hover", json!({"position": "here"})), Err(-32602));
    client.tell("$/wrongMessage", json!({"id": null, "reason": "not JSON"}));
    assert_eq!(client.hear("window/logMessage")["message"], "not JSON");
    for method in [
        "completion",
        "hover",
        "formatting",
        "rangeFormatting",
        "documentSymbol",
        "foldingRange",
        "codeAction",
        "inlayHint",
        "semanticTokens/full",
        "semanticTokens/range",
        "prepareRename",
    ] {
        let range = json!({"start": {"line": 9, "character": 0}, "end": {"line": 2, "character": 7}});
        let place = json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32});
        for uri in ["file:///none", "", "untitled:\u{0}"] {
            let params = json!({
                "textDocument": {"uri": uri}, "position": place, "range": range, "context": {"diagnostics": [], "triggerKind": 1},
                "options": {"tabSize": 0, "insertSpaces": false},
            });
            assert_eq!(client.ask(&format!("textDocument/{method}"), params), Ok(Value::Null), "{method}");
        }
        // Open, with all kinds of text.
        for text in ["", "\u{feff}", "tag = (", "{", "nonsense \u{0} \"", "\r\n\r", "// x"] {
            client.open(URI, text);
            let params = json!({
                "textDocument": {"uri": URI}, "position": place, "range": range, "context": {"diagnostics": [], "triggerKind": 1},
                "options": {"tabSize": 0, "insertSpaces": false},
            });
            client.ask(&format!("textDocument/{method}"), params).unwrap();
        }
    }
    assert_eq!(client.leave(), 1);
}

#[test]
fn a_document_of_ten_megabytes_is_read() {
    let mut client = Client::ready(&[], &json!({}));
    let text = "tag = \"very important person\" // é\n".repeat(10 << 20 >> 5);
    client.open(URI, &text);
    let told = client.hear("textDocument/publishDiagnostics");
    assert!(!told["diagnostics"].as_array().unwrap().is_empty());
    client.at("textDocument/hover", URI, 0, 0);
    assert_eq!(client.end(), 0);
}
