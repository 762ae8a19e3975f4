//! `nse-fmt mcp` as an assistant meets it: the protocol, each tool, and how many of the commonest mistakes one more call mends.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

const NOW: &str = "2026-11-15T12:00:00Z";

/// A server, and the conversation with it.
struct Server {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    asked: u64,
}

impl Server {
    fn spawn(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nse-fmt"))
            .args(["mcp", "--now", NOW])
            .args(arguments)
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, stdin, stdout, asked: 0 }
    }

    /// A server with which the protocol of 2025 has been agreed on.
    fn start(arguments: &[&str]) -> Self {
        let mut server = Self::spawn(arguments);
        let client = json!({ "name": "test", "version": "1" });
        let parameters = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client });
        let answer = server.ask("initialize", &parameters);
        assert_eq!(answer["result"]["serverInfo"]["name"], "nse-fmt");
        assert_eq!(answer["result"]["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
        server.write(r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#);
        server
    }

    fn write(&mut self, line: &str) {
        writeln!(self.stdin, "{line}").unwrap();
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.asked += 1;
        let request = json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": parameters });
        self.write(&request.to_string());
        loop {
            let mut line = String::new();
            self.stdout.read_line(&mut line).unwrap();
            let answer: Value = serde_json::from_str(&line).unwrap();
            if answer["id"] == self.asked {
                return answer;
            }
            // What was no message is refused without an id.
            assert!(answer["id"].is_null() && answer["error"].is_object(), "{answer}");
        }
    }

    /// What a tool answers, which is no error of the protocol, and which has the shape that the tool promised.
    fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        let answer = self.ask("tools/call", &json!({ "name": tool, "arguments": arguments }));
        let result = answer["result"].clone();
        assert!(result["content"][0]["text"].as_str().is_some_and(|text| !text.is_empty()), "{answer}");
        result
    }

    fn list(&mut self) -> Vec<Value> {
        self.ask("tools/list", &json!({}))["result"]["tools"].as_array().unwrap().clone()
    }

    /// The client hangs up; the server ends by itself.
    fn end(self) {
        let Self { mut child, stdin, .. } = self;
        drop(stdin);
        assert!(child.wait().unwrap().success());
    }
}

fn data(result: &Value) -> &Value {
    &result["structuredContent"]
}

/// Whether `value` is as `schema` says.
fn fits(schema: &Value, value: &Value) -> Result<(), String> {
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("urn:tool", schema.clone()).unwrap();
    let index = compiler.compile("urn:tool", &mut schemas).unwrap();
    schemas.validate(value, index).map_err(|error| format!("{error}: {value}"))
}

#[test]
fn each_tool_says_what_it_is_and_changes_nothing() {
    let mut server = Server::start(&["contacts.ndjson"]);
    let tools = server.list();
    let names: Vec<&str> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    let all = ["search_fields", "check_query", "convert_query", "explain_query", "complete_query", "guard_deletion"];
    assert_eq!(names, [&all[..], &["search_contacts", "explain_match"]].concat());
    for tool in &tools {
        assert!(tool["title"].is_string() && tool["description"].is_string(), "{tool}");
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
        assert_eq!((&tool["inputSchema"]["type"], &tool["outputSchema"]["type"]), (&json!("object"), &json!("object")));
    }
    server.end();
    // Without contacts nothing looks for some.
    let mut server = Server::start(&[]);
    assert_eq!(server.list().len(), all.len());
    let unknown =
        server.ask("tools/call", &json!({ "name": "search_contacts", "arguments": { "query": "tag = vip" } }));
    assert_eq!(unknown["error"]["code"], -32602);
    server.end();
}

/// A call of each tool, right and wrong, with a part of what it answers.
#[test]
fn each_tool_answers_in_the_shape_that_it_promised() {
    let mut server = Server::start(&["contacts.ndjson"]);
    let tools = server.list();
    let wrong = json!({ "tag": { "equals": "vip" } });
    let calls = [
        ("search_fields", json!({ "words": "birthday" }), false, "day_month_range"),
        ("search_fields", json!({}), false, "last contacted"),
        ("search_fields", json!({ "words": "emial" }), false, "email"),
        ("search_fields", json!({ "words": "xyzzy" }), false, "other words"),
        ("search_fields", json!({ "words": 3 }), true, "takes a string"),
        ("check_query", json!({ "query": "tag = vip and created in this month" }), false, "2026-11-30"),
        ("check_query", json!({ "query": { "tag": { "is": "vip" } } }), false, "tag = vip"),
        ("check_query", json!({ "query": r#"{"tag": {"is": "vip"}}"# }), false, "tag = vip"),
        ("check_query", json!({ "query": wrong }), true, r#"write instead: {"tag":{"is":"vip"}}"#),
        ("check_query", json!({ "query": "name ~ jon@nimble.com" }), false, "valid: it finds"),
        ("check_query", json!({}), true, "the argument `query` is missing"),
        ("check_query", json!({ "query": 7 }), true, "error["),
        ("convert_query", json!({ "query": { "tag": { "is": "vip" } }, "to": "text" }), false, "tag = vip"),
        ("convert_query", json!({ "query": "tag = vip", "to": "json" }), false, r#"{"tag":{"is":"vip"}}"#),
        ("convert_query", json!({ "query": "tag = vip", "to": "request" }), false, "GET /"),
        ("convert_query", json!({ "query": "tag = vip", "to": "curl" }), false, "curl "),
        ("convert_query", json!({ "query": "tag = vip", "to": "python" }), false, "requests"),
        ("convert_query", json!({ "query": "tag = vip", "to": "javascript" }), false, "fetch"),
        ("convert_query", json!({ "query": "tag = vip", "to": "sql" }), true, "takes text, json"),
        ("convert_query", json!({ "query": wrong, "to": "text" }), true, "write instead"),
        ("explain_query", json!({ "query": "tag = vip and email is empty" }), false, "tagged “vip”"),
        ("explain_query", json!({ "query": "tag = vip and" }), true, "error["),
        ("complete_query", json!({ "text": "tag = vip and emai" }), false, "tag = vip and email"),
        ("complete_query", json!({ "text": "tag = vip", "cursor": 2 }), false, "tag = vip"),
        ("complete_query", json!({ "text": "tag", "cursor": -1 }), true, "a whole number"),
        ("complete_query", json!({}), true, "the argument `text` is missing"),
        ("guard_deletion", json!({ "query": "tag = spam" }), false, "DELETE /"),
        ("guard_deletion", json!({ "query": "tag = spam or tag != spam" }), true, "refused [E0326]"),
        (
            "guard_deletion",
            json!({ "query": "tag = spam or tag != spam", "allow": ["E0326"] }),
            true,
            "codes of warnings",
        ),
        ("guard_deletion", json!({ "query": "record type = company" }), true, "refused [E0327]"),
        ("search_contacts", json!({ "query": "email is not empty", "limit": 1 }), false, "contacts match"),
        ("search_contacts", json!({ "query": wrong }), true, "write instead"),
        ("explain_match", json!({ "query": "tag = vip", "id": "nobody" }), true, "no local contact"),
        ("explain_match", json!({ "query": "tag = vip" }), true, "the argument `id` is missing"),
    ];
    for (name, arguments, is_error, part) in &calls {
        let tool = tools.iter().find(|tool| tool["name"] == *name).unwrap();
        let result = server.call(name, arguments);
        let text = result["content"][0]["text"].as_str().unwrap();
        assert_eq!(result["isError"], *is_error, "{name} {arguments}: {text}");
        assert!(text.contains(part), "{name} {arguments}: {text}");
        fits(&tool["outputSchema"], data(&result)).unwrap_or_else(|error| panic!("{name} {arguments}: {error}"));
        if !is_error {
            fits(&tool["inputSchema"], arguments).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
    server.end();
}

#[test]
fn contacts_are_counted_listed_and_explained() {
    let mut server = Server::start(&["contacts.ndjson"]);
    let found = server.call("search_contacts", &json!({ "query": "tag is not empty" }));
    let contacts = data(&found)["contacts"].as_array().unwrap();
    assert!(!contacts.is_empty() && data(&found)["matched"] == contacts.len(), "{found}");
    let why = server.call("explain_match", &json!({ "query": "tag is not empty", "id": contacts[0]["id"] }));
    assert_eq!((&data(&why)["matched"], &data(&why)["explanation"]["matched"]), (&json!(true), &json!(true)));
    let guarded = server.call("guard_deletion", &json!({ "query": "tag is not empty" }));
    assert_eq!(data(&guarded)["matched"], data(&found)["matched"]);
    server.end();
}

#[test]
fn the_language_the_fields_and_the_codes_can_be_read() {
    let mut server = Server::start(&["--catalog", "account.json"]);
    let list = server.ask("resources/list", &json!({}));
    let uris = list["result"]["resources"].as_array().unwrap().iter().map(|resource| resource["uri"].clone());
    let more = ["nse://codes/E0203", "nse://fields/first%20name", "nse://fields/birthday"];
    for uri in uris.chain(more.map(Value::from)).collect::<Vec<_>>() {
        let read = server.ask("resources/read", &json!({ "uri": uri }));
        let content = &read["result"]["contents"][0];
        assert!(content["text"].as_str().is_some_and(|text| text.len() > 60), "{read}");
    }
    let language = server.ask("resources/read", &json!({ "uri": "nse://language" }));
    assert!(language.to_string().contains("email is not empty"));
    let none = server.ask("resources/read", &json!({ "uri": "nse://codes/E9999" }));
    assert!(none["error"]["message"].as_str().unwrap().contains("no resource"), "{none}");
    let prompt = server.ask("prompts/get", &json!({ "name": "query_from_wish", "arguments": { "wish": "my VIPs" } }));
    let text = prompt["result"]["messages"][0]["content"]["text"].as_str().unwrap();
    assert!(text.contains("my VIPs") && text.contains("check_query"), "{text}");
    let none = server.ask("prompts/get", &json!({ "name": "query_from_wish" }));
    assert_eq!(none["error"]["code"], -32602);
    server.end();
}

/// A client of 2026 says with each message who it is, and begins with no handshake.
#[test]
fn the_protocol_of_2026_is_spoken_too() {
    let mut server = Server::spawn(&[]);
    let meta = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { "name": "test", "version": "1" },
        "io.modelcontextprotocol/clientCapabilities": {},
    });
    let found = server.ask("server/discover", &json!({ "_meta": meta }));
    assert!(found["result"]["supportedVersions"].to_string().contains("2026-07-28"), "{found}");
    assert_eq!(found["result"]["_meta"]["io.modelcontextprotocol/serverInfo"]["name"], "nse-fmt");
    let call = json!({ "name": "check_query", "arguments": { "query": "tag = vip" }, "_meta": meta });
    let answer = server.ask("tools/call", &call);
    assert_eq!(data(&answer["result"])["meaning"], "contacts tagged “vip”", "{answer}");
    server.end();
}

#[test]
fn what_is_no_message_ends_nothing_and_what_is_missing_is_said_at_once() {
    let mut server = Server::start(&[]);
    server.write("nonsense");
    server.write("{}");
    server.write("");
    let deep = format!("{}tag = vip{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(server.call("check_query", &json!({ "query": deep }))["isError"], true);
    assert_eq!(server.call("check_query", &json!({ "query": "tag = vip" }))["isError"], false);
    server.end();
    for (arguments, said) in [(["missing.json"], "cannot read `missing.json`"), (["-"], "name a file")] {
        let mut server = Command::new(env!("CARGO_BIN_EXE_nse-fmt"));
        let output = server.arg("mcp").args(arguments).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(said));
    }
}

/// A mistake, and what an assistant that takes what the answer offers comes to.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Right,
    /// The second answer still says what is wrong or odd, so the assistant knows.
    Noticed,
    /// Valid, not what was meant, and nothing says so.
    WrongUnnoticed,
}

/// What the answer `result` offers to write instead: the query with all certain fixes, or else the first fix.
fn offered(result: &Value) -> Option<Value> {
    let fixed = &data(result)["fixed"]["query"];
    if fixed.is_string() {
        return Some(fixed.clone());
    }
    let found = data(result)["diagnostics"].as_array()?;
    let mut queries = found.iter().filter_map(|found| found["fixes"].as_array()).flatten().map(|fix| &fix["query"]);
    queries.find(|query| query.is_string()).cloned()
}

fn played(server: &mut Server, mistake: &str, meant: &Value) -> Outcome {
    let first = server.call("check_query", &json!({ "query": mistake }));
    let silent = |result: &Value| result["isError"] == false && data(result)["diagnostics"] == json!([]);
    if silent(&first) {
        // Nothing is wrong with it, so it must mean this.
        return if data(&first)["json"] == *meant { Outcome::Right } else { Outcome::WrongUnnoticed };
    }
    let Some(query) = offered(&first) else { return Outcome::Noticed };
    let second = server.call("check_query", &json!({ "query": query }));
    match (second["isError"] == false && data(&second)["json"] == *meant, silent(&second)) {
        (true, _) => Outcome::Right,
        (false, true) => Outcome::WrongUnnoticed,
        (false, false) => Outcome::Noticed,
    }
}

#[test]
fn what_is_offered_mends_the_commonest_mistakes_in_one_more_call() {
    let list = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mcp/mistakes.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let mut server = Server::start(&[]);
    let (mut right, mut left) = (0, Vec::new());
    for line in lines {
        let (mistake, meant) = line.rsplit_once(" => ").unwrap();
        let meant = server.call("check_query", &json!({ "query": meant }));
        assert_eq!((&meant["isError"], &data(&meant)["diagnostics"]), (&json!(false), &json!([])), "{line}");
        assert!(server.call("check_query", &json!({ "query": mistake })) != meant, "no mistake: {line}");
        match played(&mut server, mistake, &data(&meant)["json"]) {
            Outcome::Right => right += 1,
            outcome => left.push(format!("{outcome:?}: {line}")),
        }
    }
    server.end();
    assert_eq!(right + left.len(), 60);
    assert!(!left.iter().any(|line| line.starts_with("WrongUnnoticed")), "{left:#?}");
    assert!(right >= 57, "{right} are right, these are not: {left:#?}");
}
